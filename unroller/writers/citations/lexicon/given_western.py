"""Given names of the west and south of Europe and of the Americas, folded as :func:`unroller.text.slug` folds them.

Written by hand, each once: names as people bear them, not taken from any one list.
"""

from __future__ import annotations

_ENGLISH = """
aaron abbie abby abel abigail abraham adam adele adeline adrian adrienne agatha agnes aidan aiden ailbhe aileen ailish
aimee aisha alan alana alastair albert alberte alec aleksandar alex alexa alexander alexandra alexandria alexis alfie
alfred alice alicia alisha alison alistair alister aliyah allan allen allison alma alonzo alvin alyssa amanda amari
amelia amos amy ana anastasia anastasija andre andrea andrew androula andy angela angelica angelina angeline angie anita
ann anna annabel annabelle anne annette annie anthony antoine antonia antony antwan aodhan aoibhinn april archibald
archie aria ariana ariel arlene arnold arthur ashleigh ashley ashton assumpta attracta aubrey audrey austin ava avery
ayanna azaria azariah bailie barbara barnaby barney barry bart basil basileios bautista beatrice becca becky belinda ben
benedict benicio benjamin bernadette bernard bernice bert bertha bertie bertram beth bethany betsy betty beverley
beverly bianca bill billie billy blair blake blanche blathnaid bob bobbie bobby bonnie boris brad bradley brandi brandon
brandy braxton brayden breanna brenda brendan brent brett brian briana brianna bridget brielle brittany bronwyn brooke
bruce bruno bryan bryce bryn byron cadence caitlin caitriona caleb callum calvin cameron camilla camille candace candice
caolain caolan cara carl carla carlos carlton carmel carmen carol carole caroline carolyn carrie carter cary casey cason
cassandra cassie cathal catherine cathy cecil cecilia cedric celeste celia chad chance chandler charlene charles
charlesetta charlie charlotte chase chelsea chelsey cherise cheryl chester cheyenne chloe chris christa christal
christian christie christina christine christopher christy chuck ciannait cindy claire clara clare clarence clarissa
clark claude claudia clay clayton clement clementina cletus cliff clifford clifton clint clinton cliodhna clive clyde
codie cody colby coleman colette colin colleen collin colton connie connor conor conrad constance cora corbin cordelia
corey corinne cornelia cornelius cory courtney craig crystal curt curtis cynthia cyril cyrus daisy daithi dale dallas
damian damien damon dan dana daniel daniela danielle danny daphne dara darcy darius darla darlene darnell darrell darren
darryl daryl dave david dawn dean deandre deanna debbie deborah debra dedrick deirdre delbert delia delilah della
delores demetrius demond denis denise dennis denny denzel derek derrick deshawn desmond destiny devin devon devonte
dewey dexter diana diane dianne dick dillon dina dirk dolores domenica domenick dominic dominick dominique don donald
donna donnell donovan dora doreen dorian doris dorothea dorothy dorthy doug douglas drew duane dudley duncan dunja
dustin dwayne dwight dylan eabha eanna earl earnest eboni ebony ed eddie eden edgar edie edison edith edmond edmund edna
eduardo edward edwin eileen elaine elbert eldon eleanor elena eli elias elijah elinor eliot elisa elisabeth elise eliza
elizabeth ella elle ellen eller ellie elliot elliott ellis elmer elmo elnora eloise elsa elsie elton elva elvis emerson
emery emil emilia emily emma emmanuel emmett enda enid eric erica erik erika erin erma ernest ernestine ernie errol
erwin esme essie esther ethan ethel etta ettie eugene eugenia eula eunice eva evalyn evan evangeline eve evelyn everett
evie ezekiel ezra faith fannie faustina fay faye feargal feidhlim felicia felicity felix ferdinand fergus fern fiachra
fiadh fidel finley fintan fiona fionnan fletcher flora florence floy floyd frances francesca francine francis frank
frankie franklin franz fraser fred freda freddie freddy frederic frederick freeman freya gabriel gabriella gabrielle
gail gareth garrett garry garth gary gavin gavyn gayle gearoid gemma gene geneva genevieve geoff geoffrey george georgia
georgie georgina gerald geraldine gerard germaine geronimo gertrude gideon gilbert gilda giles gillian gina ginny
giovanni giselle gladys glen glenda glenn gloria gobnait golda gordon grace gracie graham grant greg gregg gregory greta
gretchen griffin gunner gus guy gwen gwendolyn gwyneth hadley hailey haley halle hamish hank hannah harlan harold harper
harriet harrison harry harvey hattie hayden haylee hayley hazel heath heather hector heidi helen helena helene henrietta
henry herbert herman hermione hershel hettie hilary hilda hillard hillary holly homer hope horace horatio hortense
houston howard hubert hudson hugh hugo humphrey hunter ian iarla ida ide idella ignatius imani imelda imke imogen ines
ingrid ira irene iris irma irving irwin isaac isabel isabell isabella isabelle isadora isadore isaiah isiah isla isobel
isobelle ita ivah ivan ivor ivy izabella jabari jack jackie jackson jaclyn jacob jacqueline jacquelyn jada jade jaden
jake jalen jamal jamar james jamie jamila jan janae jane janelle janessa janet janice janie janine jannie jared jarlath
jasmine jason jasper javon jay jayden jaylen jayne jazmin jazmyn jean jeanette jeanne jeannette jeannie jeff jefferson
jeffery jeffrey jen jenna jennie jennifer jenny jerald jeremiah jeremy jermaine jerome jerrod jerry jess jesse jessica
jessie jethro jettie jill jillian jim jimmie jimmy jo joan joann joanna joanne jocelyn jodi jodie jody joe joel joey
johann johanna john johnathan johnnie johnny johnson jolie jon jonah jonathan joni jordan josefina joseph josephine josh
joshua josiah josie joy joyce juanita jude judith judson judy jules julia julian juliana julianne julie juliet june
justin justine kaia kailey kaitlin kaitlyn kaleb kaleigh kamala kanye kara karen karin karl karlie karyn kate katelin
katelyn katelynn katharine katherine kathleen kathryn kathy katie katlyn katrina katya kay kaya kaye kayla kayleigh
keaton keeley keira keisha keith kelli kellie kelly kelsey kelvin ken kendall kendra kenna kennedy kenneth kenny kent
kenya kerry kevin keyshawn kiara kieran kiersten kim kimberley kimberly kirk kirsten kirstie kirstin kirsty kit kitty
kobe krista kristen kristi kristie kristin kristina kristine kristofer kristopher kristy kurt kya kyle kylie kyra
labhras lacey lacy lamar lana lance landon lara larry lashawn latisha latoya laura laurel lauren laurence laurie lauryn
lavern lavinia lawrence lea leah leander leanne leano leatha lebron lee leevi leigh leila leilani lela leland lelia
lemuel lena lenny lenora leo leon leona leonard leonie leonora leopold leroy lesley leslie lester letha leticia levi
lewis liadh liam libby lila lili lilian lilien lillian lilliana lillie lilly lily linda lindsay lindsey linus linwood
lionel lisa liz liza lizzie lizzy llewellyn lloyd logan lois lola lonnie lora lorcan lorelei loren lorena lorenzo
loretta lori lorna lorraine lottie lou louella louie louis louisa louise lowell lowri lucas lucia lucian lucienne
lucille lucinda lucius lucy luella luisa luke lula lulu luther lyda lydia lyla lyle lyn lynda lynette lynn lynne lynsey
mabel mabelle mack mackenzie maddie madeleine madeline madelyn madge madison mae maggie magnus maire mairtin majella
makayla makenna malachi malcolm malia malik malinda mallie mallory malthe mandy mara marc marcell marcella marcelle
marcia marcus margaret margarett margery margie margot margret marguerita marguerite maria mariah marian marianna
marianne marie marietta marilou marilyn marina mario marion marios marisa marisol marissa maritza marjorie mark markus
marla marlene marlin marlon marlowe marquis marquise marsha marshall marta martha martin martina marty marvin mary
maryann mason mathew mathias matilda matt matthew maud maude maura maureen maurice mavis max maximus maxine maxwell may
maya maybelle maymie mckenna mckenzie megan meggie mel melanie melba melinda melissa melody melvin mercedes meredith
merle merlin merritt merton mervyn mia micaela micah michael michaela micheal michele michelle mick mickey mikaela mike
mildred miles millicent millie milly milo milton mimi mina minnie mira miranda miriam mirin mitch mitchel mitchell
mittie moira molly mona monica monique monty morgan morris mortimer moses mozelle muireann muriel murray mylene myles
myra myrna myron myrtle nadia nadine nan nancy naoise naomi natalia natalie natasha nate nathan nathanial nathaniel neal
ned neil nell nella nellie nelson nestor nettie nevaeh neville newell newton nia nichol nicholas nick nicki nicky nicola
nicolas nicole nigel nikki nina noah noel noelle nolan nollaig nona nora norah noreen norm norma norman octavia octavius
odell odessa odhran ofelia ola oleta olive oliver olivia ollie oma omari ona opal ophelia oprah ora oren orion orla
orlaith orlando orna ornaith orpha orson orval orville oscar oswald otho otilia otis ottilie otto owen padraic padraigin
paige pam pamela pandora paris parker pat patricia patrick patsy patty paul paula paulette paulina pauline payton pearl
pearlie peggy peig penelope penny percival percy perry pete peter peyton phil philip philippa phillip philomena phoebe
phoenix phyllis pierce piers pinkie pippa polly poppy portia proinsias prudence quentin quiana quincy quinn quinten
quinton rachael rachel rae raewyn rafe ralph ramona randall randolph randy raphael raquel rashad rashida raven ray
raymond raymundo reanna rebeca rebecca rebekah reece reese reg reggie regina reginald reid renee reuben rex reyes rhea
rhett rhianna rhiannon rhoda rhona rhonda rhys rian ricardo rich richard rick rickey ricky rigoberto riley rioghnach
rita rob robbie robert roberta robin robyn rochelle rocky rod roderick rodney roger roland rollin roman romeo ron ronald
ronan ronnie ronny rory rosa rosalee rosalie rosalind rosalinda rosalyn rosamund rosario roscoe rose roseanne roselyn
rosemarie rosemary rosetta rosie rosina roslyn ross rowan rowena rowland roxana roxanne roxie roy royce ruadhan ruaidhri
ruby rudolph rudy rufus rupert russ russell rusty ruth ruthie ryan sabrina sadhbh sadie saige sally salvatore sam
samantha sammy samson samuel sandra sandy santos sara sarah sasha saul savannah scarlett scott seamus sean sebastian
selena selina selma senan seoirse seosamh serena setanta seth seymour shakira shane shania shaniqua shannon shantel
sharon shaun shauna shawn shawna shayla shea sheila shelby sheldon shelley shelly sheree sheri sherlock sherman sherri
sherry sheryl shirley shonda shyann sibeal sid sidney sienna sierra sigrid silas sile silvia simon simone sinead siofra
siun sky skye skyler sofia sofie solomon sonia sonya sophia sophie soren sorley spencer stacey stacy stan stanley stef
stefani stefania stella steph stephan stephania stephanie stephany stephen sterling steve steven stevie stewart stuart
sue summer susan susanna susannah susie susy suzanne suzi suzy sybil sydney sylvester sylvia tabitha tad tadgh tamara
tamsin tania tanisha tanya tara tasha tatiana tatum tatyana tavares taylor ted teddy terence teresa teri terrance
terrence terri terry tess tessa thaddeus thea thelma theo theodora theodore theresa theron thomas thora thurman tia
tiana tierra tiffani tiffany tilda tim timothy tina tisha tito tobias toby todd tom tomas tommy toni tony tori torrey
tracee tracey traci tracie tracy travis treasa trent treva trevon trevor tricia trina trinity trisha tristan tristin
trixie troy trudy tyler tyra tyree tyrell tyrese tyrique tyrone tyshawn tyson uaitear ulises ultan ulysses una unique
ursula vada valentine valerie vanessa vasileios vaughn velma venla vera vergie verity verla verlie verna vernon veronica
vesta vic vicki vickie vicky victor victoria viktorie vince vincent viola violet virgil virginia viva vivian vivien
vivienne vonda wade wallace wally walter wanda wanita warren wayne wendell wendy wes wesley whitney wilbert wilbur wiley
wilford wilfred wilhelmine will willa willard william willie willis willow wilma wilson wilton winfield winifred winnie
winona winston woodrow wyatt wyman xander xavier yancy yasmeen yolanda yvette yvonne zachariah zachary zachery zack
zackary zane zara zelda zelma zena zion zita zoe zora zula
"""
_CELTIC = """
aine aisling aled alun anabella angharad aoife baerbel brid bronagh bronwen burghard caoimhe caoimhin carwyn catriona
cerys ciara ciaran cillian claus colm conall cormac dafydd daire darragh declan deiniol diarmuid diedrich dilys doerte
donal donnacha eamon eamonn eilidh eimear eirwen elin emer emyr enrico eoghan eoin euan ewan fearghal finbarr finlay
finn fionn fionnuala frederik gethin glenys goetz gotz grainne gruffudd guenter guenther gwenllian gwilym hans-georg
hans-jurgen hansjoachim hansjorg hauke heinke heinrike hias huw iain ieuan ifan ioan iona iwan janika joern jonna jorn
juergen jule kaethe kathal kathe kathrin kreszenz lachlan laureen laurin lennard llewelyn llyr maeve maik mairead mairi
malachy meabh meinir mhairi morag mordwenna natali niall niamh nuala oisin olwen oonagh osian otfried padraig peadar
raffaela rhian rhodri rhydian rico roisin rosalinde roswitha ruairi ruaridh ruediger saoirse schorsch sepp seppl seren
shona sian sibylla silvio siobhan sioned soeren sonja sorcha stanislaus sybille tadhg talfryn tegan teleri thies tomma
tomos tudur ulrich vroni walpurga wiebe
"""
_FRENCH = """
achille adelaide adrien agathe agustin alain alban albane alexandre alexia aline alix alphonse amandine amaury ambroise
anais anatole andree ange angelique anne-sophie anouk antonella antonin apolline ariane aristide armand armelle arnaud
arnaude arsene astrid atahualpa auguste aurelie aurelien aurore axelle aymara baptiste barthelemy bastien beatrix
benedicte benja benoit berenice bertille bertrand blaise blandine boniface brice brigitte capucine carine catalina
cecile ceferino celestin celine cesar chantal charline chema christel christele christelle christiane christophe citlali
clarisse claudette claudie claudine clemence clementine clotilde colombe coralie corentin cornelio corona cuauhtemoc
cyprien cyrille delfina delphine desire didier dorothee edmee edouard edwige eleonore eliane elodie eloi emeline emile
emiliana emilie emilien emmanuelle enzo esmeralda espartaco esteban estebania estelle etelvina etienne eudes eugenie
eulalie eusebio evelyne fabien fabienne fabrice facundo fanny faustine federica felicien felicitas fernand fernande
fidencio firmin flavie flavien fleur florent florian florine franck francois francoise frederique fulgencia gabin gael
gaelle gaetan gaston gaudencio gautier geoffroy georges georgette germain ghislain ghislaine gilberte gildardo gilles
ginette gisele godefroy gontran gonzague gregoire guilhem guillaume gustave gwenaelle gwendoline hadrien heloise henri
henriette herlinda hermelinda hernan herve hippolyte honore honorine hortensia hugues huguette hyacinthe ignace ignacio
inocencia inti irenee isabeau isabela isaure isidore itzel jacky jacoba jacques jacquot jeannine joachim joaquin
jocelyne joelle josee joselyn josette josiane josselin jourdan jovita juanpablo judicael julien julienne juliette kenia
killa laetitia laure laurent laurette laurine lautaro lazare lazaro leandre leonce leonila leontine librado liliane
lilou lise lisette loic lothaire louane louise-marie loup luc lucette luciana lucie lucien ludivine ludovic lupe lupita
macedonio mael maelle maelys magali magalie manon marcel marcelina marceline marcellin margaux mariam mariannick maribel
marie-claire marielle mariette marine marisela marita marius marjolaine martial martine mathieu mathilde mathis mathurin
matthieu maxence maxi maxime mayra mayte melchior melisande michel micheline mireille modeste moise morena morgane
myriam nadege nahuel narcisse natacha nathalie nazario nehuen ninon noe noelie noemie nohemi nolwenn oceane odette odile
odilia odilon olivier omar onesimo ophelie oriane pascal pascale pascaline patrice patrocinio paule perfecto philemon
philibert philippe philippine pierre pierrette pierrick pio placide porfirio primitivo procopio prosper ramira raoul
raphaelle raymonde refugio regine regis remi remy renaud rene roch rodolphe rodrigue rolande romain romane romaric
romuald roselyne roxane rozenn rufina sabine sagrario salome sandrine sayri segolene serge servane severin severine
sidonie sixtine sixto solange solene solenn soline stanislas stephane suzette sylvain sylvaine sylvestre sylviane sylvie
tancrede teofila thais theophile therese thiago thibaud thibault thierry tiphaine tonatiuh tranquilino tupac ulysse
urbain ursule valente valentin valery vianney victoire victorien vidal violaine violette virgile virginie viviane wayra
xochitl yael yann yannick yannis yasmine yoann yohan yolande yuridia yvan yves yvon zacharie zeferina zelie zenon
zephyrin zinedine
"""
_SPANISH = """
abelardo abril adela adelaida adolfo adriana agapito agnese agustina ainara ainhoa ainoa aitana aitor alba albano
alberto alejandra alejandro alfonso alfredo allegra almudena alondra alonso alvaro amadeo amador amaia amalia amancio
amaranta amato amaya ambar amets amilcare amparo anabel anastasio andoni andres angel angeles anibal annetta annibale
annunziata anselmo antia antonio anxo araceli aran arancha arantxa arantza aranzazu armando arnau arnoldo arsenio
artemio artemisia artur arturo ascension asier asuncion atanasio augusta augusto aurelia aurelio aurora azeglio azucena
baltasar bartolo bartolome basilio beatriz begona belen beltran beniamino benigno benito berenguer bernabe bernardino
bernardo bernat berta biel blanca blas bonifacio borja braulio brigida brunilda calisto calixto calogera camilo candela
candelaria candido caridad carles carlota carme carmela carmina carola carolina casimiro cayetana cayetano cecilio
celestino celso cesareo charo chedeline cipriano ciro claudio clemente concepcion concha conchita conrado constantino
consuelo covadonga cristian cristina cristobal cristoforo cruz dalia danel danna dario dayana debora deivid delfin
delfino demetrio denilson desiderio diego diletta dionigi dionisio domingo donatello donato dulce edelmira edelmiro
edgardo efrain efren egidio egoitz eladio elenora eleonora elettra eleuterio eligio elisenda eliseo eloisa eloy elpidio
elvia elvira emanuela emely emigdio emiliano emilio encarna encarnacion enea eneko enrique enriqueta epifanio ermes
ernesto eros espedito esperanza estanislao estefania estela ester estrella eudald eufemia eugenio eulalia eulogio
eustaquio evangelina evaristo evelio ezechiele ezequiel fabian fabiola fabricio fatima faustino fausto federico federigo
feliciano felipa felipe ferdinando fermin fernanda fernando ferran fidelia filomena fina fiorentino flavio flor
florencia florencio florentina florentino fortunata fortunato francesc francisca francisco fructuoso fulgencio gabino
gabriela galeazzo garazi garbine gaspar gaspara genaro generoso genoveva gerardo german germano gertrudis gervasio giada
gianmarco gianpietro gil gilberto ginevra gionata giosue gisela gonzalo gorka graciela gregoria gregorio griselda
guadalupe guarino guido guillem guillermina guillermo gumersindo gustava gustavo haizea heliodoro heraclio heriberto
hermes herminia herminio hernando higinio hilaria hilario hipolito honorio horacio humberto ibai icia idoia idoya
ignacia ignazia igor iker ildefonso imanol inaki inma inmaculada innocenzo inocencio ippazio irati iratxe iria isidoro
isidro ismael isotta itsaso itxaso itziar ivonne izaro izaskun jacinta jacinto jacobo jaime jairo jaqueline jaume javier
javiera jenaro jeronimo jesus jesusa jeudy jhon jhonatan jimena joaquina jokin jordi jorge jose joseba josefa josep josu
josune juan juana juanjo julen julieta julio justina justo kattalin kepa keven koldo laia lander laureano leandra
leandro leire leocadia leonardo leoncio leonor leopoldo liberto liborio licia lidia lilia liliana lisandro lisbeth
llorenc lluc lluis lluisa lorenza loreto lourdes luciano lucio lucrecia ludovico luis luna luz macarena macario maddi
magdalena maicol maida mailen maitane maite malen malena manel manola manolo manuel manuela marcantonio marcela
marcelino marcelo marcial marcos margarita mariana mariano mariateresa maricarmen marinela marisleysis markel marlen
marti martino martirio mateo mateu matias matilde mauricio mauro maximiliano maximino maximo maykel melchiorre melchor
melisa mencia merce meritxell miguel mikel milagros minerva miquel mireia miren mirko mirlande mirta modesto moises
moncho montse montserrat myrlande nacho nahia napoleone narciso natividad nazaret nekane nemesio nerea neus nicanor
nicasio niccolo nicolo nieves nil ninfa noelia noemi norberto nunzia nuria octavio oihan olatz olegario olga onofre
oriol osmany osvaldo ottone ovidio pablo paco paloma pancho pascual pasqua pastora patricio patrizia patxi pau paulino
paz pedro peio pelayo pellegrino pepa pepe pere perla peru petra petronila pierluigi pilar placido pol policarpo pompea
pompeo priscilla prudencio puccio purificacion queralt quim quintin quique quirino quiteria rafael rafaela raffaella
raimundo ramiro ramon ranieri raul reinaldo remedios renata roberto rocio rodolfo rodrigo rogelio rolando romina roque
rosalia rosana rosaura rosendo roser rosita rosmery ruben rufino ruperto sabina sabino salvador sancho sante santi
santiago saturnino saverio segundo serafin sergi sergio severiano severino sigismondo silvana silverio silvestre
silvestro simona socorro sol soledad sonsoles susana tadeo telmo temistocle teo teodora teodoro teodosia teofilo tere
tiburcio tirso tomasa tommasina tonia toribio torquato trinidad tullia txema ubaldo uberto unai urbano uriel uxia uxue
valentina valeria valerio vanesa venancio veneranda ventura vicenc vicenta vicente victoriano victorino virgilio
viridiana viviana wenceslao widelene wilfredo wilmer wuilker xabier xavi ximena ximo xiomara xoan xose yadier yadira
yago yaiza yamila yamile yanet yaneth yanina yasmina yeison yeni yenifer yesenia yesica yoandry yoani yoel yolotl
yordanka yosvany yuleisy yulimar zacarias zaccaria zaida zenaida zoraida zulema zurine
"""
_PORTUGUESE = """
aagje abilio acacio adalberto ademir adriano afonso agostinho alcides aldo aloisio altair amadeu americo anabela
anderson andreia angelo aparecida aparecido ari arlete arlindo armanda arnaldo aureliano aylla baukje benedita benedito
bento berend-jan boaz bram branca bruna caetano caio camila catia cesario cezar cidalia cintia clarice claudemir cleber
cleide cleonice clovis conceicao cremilde cristiane cristiano cristovao dalva damiao danilo danique delfim demi deolinda
dex dilma dinis diogo dirce djalma domingos doralice doutzen duarte duuk edilson edite edmilson edson eduarda eliana
eline elisabete eliseu elisio elza emanuel emidio evandro evi fabiana fabiano fabio felisberto fenna fenne fernao filipa
filipe flavia floris fokje frederica geesje genesio geraldo gerson gijs gilmar gilson giovana glaucia glauco gleisi
goncalo graca graciliano griet grietje guilherme guiomar guus harmen heitor helder helia helio henrique hermano
hermenegildo hermeto iara idalina ilda inacio iolanda iracema isa isaura isis israel ivete ivo ivone izabel jaci jair
jan-peter janaina jandira janete jelte jet joana joao joaquim joep jonas jordao josias josue juliano jurandir jurre
jussara klaas-jan kleber laercio lais larissa lars lauro leonel leonilde lia lieke ligia lino livia lourenco lourival
luana lucca lucelia lucilia ludmila luiz luiza luuk madalena mafalda manoel marciano marcio marco margarida marieta
marilda marilia maristela marli martim martinha mateus mees milan milena mirela moacir murilo nadir natercia nelia neusa
neuza nilda nilo nilton nivaldo noa noemia nuno odair odete olavo olimpia olinda osmar oswaldo otavio palmira paulo
pepijn pietra raimunda regiane reginaldo renan renato rhavi rients rogerio romeu romulo ronaldo rosangela roseli rosilda
rubens rui ruy saar samanta sebastiao serafim sidnei siem silveria silvina simao sjoukje sten stijn suely suzana tadeu
tais tarcisio telma teresinha teun thales thijs tiago tjitske trientje tygo valdemar valdir valentim valter vanda
vanderlei vania vasco vigo vinicius vitor vitoria wagner waldemar waldir washington wellington wietske willemina yara
ytsje zeferino zelia zilda
"""
_ITALIAN = """
ada adalgisa adelmo agata agostino aida alberico alberta alessandra alessandro alessia alessio alfio alida ambrogio
amedeo amerigo anacleto annalisa annamaria annarita antonello antonietta antonino arcangelo arianna aroldo arrigo
assunta attilio azzurra baldassare baldassarre baltazar bartolomeo battista benedetta benedetto bettino biagio
bonaventura brando breno brites brunella calebe calogero camillo candida carletto carlo carlotta carmelo carmine
carminho catarina caterina caua caue cesare cesira chiara clelia cleofe coluccio concetta constanza corrado cosima
cosimo costantino costanza cristiana damiano daniele dante daria davi davide dino domenico donata donatella doriana
doriano edda edmondo edoardo elia elio elisabetta eloa emanuele emanuella emanuelly ennio enrica enza ercole ermanno
ermenegildo erminia erminio ernesta ersilia estevao ettore evelina ezio fabia fabrizia fabrizio fausta felice ferruccio
fiamma fiammetta filiberto filippa filippo fiorella fiorello fiorenza fiorenzo flaminia fosca franca francesco franco
frederico fulvia fulvio furio gabriele gabrielly gaetana gaetano gaia gaspare gastone gennaro germana gerolamo giacinta
giacinto giacomo gian giancarlo gianfranco gianluca gianluigi gianmaria gianna gianni giannina gianpaolo gianpiero gigi
gino gioacchino gioele gioia giordano giorgia giorgio giovanna girolamo giuditta giulia giuliana giuliano giulietta
giulio giuseppe giuseppina giustina giustino goffredo grazia graziano graziella guendalina guerrino guglielmo heloisa
iacopo iago igino ignazio ilaria ilario ilenia imma immacolata ippolito italo ivana ivano jacira jacopo joao-pedro
jurema kaique kamilly lamberto lando leda leonarda leone letizia liana libero lina livio lodovico loredana lorella loris
luan luca lucilla lucrezia ludovica luigi luigia luigina luisella luiz-felipe maddalena maila manfredo manila manlio
marcellino marcello margherita marialuisa mariangela mariella marilena marino mariolina martinho maruska massimiliano
massimo matteo mattia maurizia maurizio melania micael michela michelangelo micheletto mino mirco mirella moema monia
moreno morgana nada nair natale natalina nello nerina nestore nicla nico nicoletta ninetta nino nives novella nunzio
oddone oliviero ombretta onofrio orazio oreste oriana ornella orsola ortensia ottavia ottavio ottorino palma palmiro
paola paolina paolo paride pasquale patrizio peri pia piera pierangelo piercarlo pierfrancesco pierina piero pierpaolo
pietro pina pino plinio primo quintino rachele raffaele raimondo raniero remigio remo renzo riccardo rinaldo rocco
romano romilda romolo rosalba rosanna rosaria rosella rossana rossano rossella ruan rubina ruggero ruggiero sabatino
salvo samuele sandro santa santina santino santo savina savino sebastiana sebastiano secondo serafina serafino serenella
settimio silvano simonetta stefano sveva taina tazio telemaco teresio thaisa tiberio tino tiziana tiziano tobia tommaso
tonino tosca toscana tranquillo tristano tullio ubirajara ugo ulisse umberta umberto urraca valentino venanzio venera
vespasiano vilma vincenza vincenzo violetta virginio vita vitale vitaliano vito vittoria vittorio vladimiro yasmin yuri
zaira zeno
"""

#: Given names of English, Celtic and Romance languages.
WESTERN = frozenset(" ".join((_ENGLISH, _CELTIC, _FRENCH, _SPANISH, _PORTUGUESE, _ITALIAN)).split())
