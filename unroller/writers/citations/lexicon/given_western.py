"""Given names of Europe and of the Americas, folded as :func:`unroller.text.slug` folds them.

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


_GERMAN = """
achim adalbert adelheid adolf albrecht alena alfons alina alois aloisia anastasie andreas anette angelika anika anja
anke ann-kathrin anna-lena annalena annegret anneke annelene anneliese annemarie annett annika anselm ansgar antje
antonius arabella armin arne arno arnulf august augustin axel balthasar barbel bastian beate benedikt benno berit bernd
bernhard bernhardine bernhardt berthold bertolt bettina birgit birgitta birte bjorn bodo brigitta britta broder burkhard
burkhart carolin carsten caspar cathrin celina charlotta christhild christof christoph clemens constantin constanze
cordula corinna cyprienne dagmar detlef detlev diemut dieter dietlind dietmar dietrich domitille dorit doro dorte
eberhard eckart eckhard eckhart edeltraud egbert eglantine egon ekkehard elfriede elke elmar elsbeth else engelbert enno
enora erdmann erhard erich ernst erwan eugen evelin ewald falk felicie fiete finja franka franziska frauke frida
fridolin frieda friedemann friederike friedhelm friedolin friedrich fritz gabi gebhard georg gerd gerda gereon gerhard
gerhild gerlinde gernot gero gertraud gesa gesche gesine gildas gisbert gitta gottfried gotthard gotthilf gottlieb
goulven gregor gretel gudrun gunda gundula gunnar gunter gunther gustav guylaine hanna hanne hannelore hannes hanns hans
hans-peter harald harm hartmut hartwig hedda hedwig heide heidemarie heidrun heike heiko heiner heinrich heinz helga
helge hella hellmut helmut helmuth hendrik henning henrike hermann hermine herta hertha hilde hildegard hiltrud hinrich
holger horst hubertus ilka ilona ilse ina inga inge ingeborg ingo ingolf insa irina irmgard irmtraud isaline isolde
jacinthe jakob jana janina jannik jannis jeannick jens jeremias jochen joerg johannes jona jorg josef josefine jost
juliane jurgen justus jutta kai kaja karl-heinz karla karlheinz karola karolin karsten kaspar katarina katharina kathi
katinka katja katrin kerstin kilian klara klaus klemens knut konrad konstantin konstanze korbinian kordula korinna
kornelia kunigunde lambert laurenz leni lennart leonhard leoni liane liesbeth lieselotte lilli lioba loick lorenz lothar
lotte louna lucile ludger ludwig luise lukas lutz mads magda maike maiwenn maja malo malte manfred mareike maren
margareta margarete margarethe margaud margit margrit marie-pierre marieke mariele marika marko marlies marthe maryse
matthias maximilian maylis mechthild medhi mehdi meike meinhard meinrad meta micha mirjam monika moritz nadja nassim
natascha nath nathanael nele niklas nikola nikolaus nils norbert notker olaf ole olivie ortrud ortwin oskar otmar
ottfried otthein ottmar perrine philipp quitterie raimund rainer ralf rebekka reiner reinhard reinhardt reinhold renate
ricarda rolf romy ronja rosel rosmarie rudiger rudolf rupprecht sascha saskia sibylle siegfried sieghard sieglinde
siegmund siegrid sigmar sigmund silja silke sina sixte sonke stefan stefanie steffen steffi susann susanne sven svenja
swantje tabea tanguy tanja tassilo theda theodor theodule theresia thilo thorben thorsten tillmann tilman tilmann timo
timon titouan torben torsten traudel traugott traute tugdual udo ulf uli ulla ullrich ulrike undine ursel urte uschi uta
ute utz uwe verena veronika veronique viktor viktoria vinzenz volker volkmar walburga walther waltraud wandrille wenzel
werner wibke wiebke wieland wigbert wilfried wilhelm willfried willi willibald willy winfried wolf wolfgang wolfhard
wolfram xaver yanis ysaline yvelise zacharias zephyr
"""
_DUTCH = """
aafke aart adriaan aleid aleida aleks annelies annemiek annemieke annet antoinette anton antonie apolonia arie arjan
arjen arnoud arnout aukje babette barend basia bastiaan bauke berend bernadet bertus bogna borys boudewijn brechtje
carien carlijn cas casper cecylia christiaan coen coenraad cor corne cornelis corrie daan derk diederik dobrawa
dobromila dorien douwe duco eefje eelco eelke elly els emiel eryk esmee evelien evert ewunia fedde femke filip foppe
frans frits gaja gea geert geertje geertruida gerbrand gerrit gert gertjan gijsbert gniewko gosia gosse govert greetje
hanneke hein heleen hendrick hendrika henk henny hester hidde hilbert hiske huib ietje ignacy jaap jacco jacobus jagoda
jan-willem janneke jantje jarek jedrzej jelle jelmer jeroen jetske jitske johan jola jolanda jolijn joop joos joost
joris jort jos josje julita jurjen kamila karel katelijne katrien kazia kees klaas koen koenraad koos kosma krysia kuba
kunegunda laurens leendert lenie leontien lieselot lieven lilianna lisanne liwia lodewijk maaike maarten maartje
machteld malgosia margreet margriet marijke marijn marinus marja marjan marjolein marloes marnix mart martien martijn
marysia mathijs matthijs maurits mechteld meindert menno merel mieke miep mieszko mirek miron mirte myrthe nanda natan
nataniel neeltje nela nelleke nicolette niels nienke noor noortje olgierd onno otylia patryk paulien petronella piet
pieter pim pleun pola quirijn radek reinier reinout rens reyer rik rinske roel roeland roelof roos rozalia rutger ruud
ruurd sacha sander sanne servaas siebe siebren sieger siemen sien sietske sijtje sjaak sjoerd slawek stas stefaan suze
tamar teunis theun tijmen titus tjeerd tomek toon trijntje tuur tymoteusz ula veerle wannes ward wawrzyniec wessel
wieger wiel wijnand wiktor willem willemien willemijn wim witalis wobke wojtek wouter yme zbyszek ziemowit zlata zosia
"""
_SCANDINAVIAN = """
aatos adalheidur agda agneta agnete agust ake aksel albin alda aleksanteri alf alfhild aliisa alisa alva amalie anders
anders-petter andri ann-christin ann-marie anna-karin anne-lise anne-marie anni anniina annlaug ante arild arja armi
arna arnar arndis arnfinn arni arnor arvi arvid asa asbjorg asbjorn asdis ase asgeir asgerdur askell aslak aslaug asmund
asne asta atle atli aud audur aune baldur baldvin bara barbro bendik bengt bente benthe berglind bergljot bergthora
bergur berndt bernt bertil birger birgir birgitte birkir birna birta bjarke bjarki bjarne bjarney bjarni bjorg bjorgvin
bjork bo bodil borge borghild borje bosse bragi brit brita britt britt-marie brynhildur brynja brynjar carina
carl-gustaf cathrine cecilie christer christoffer cilla dag daga dagfinn dagfrid dagny dagrun dagur davio ditlev ditte
dorthe drifa ebba eben edel edvard edvin eemeli eemil eero egil egill eija eilert einar einari eira eirik eirikur eivind
eivor eldbjorg eliisa elina elis elisabet elling ellinor elmeri elna elof enar endre engla enni erla erland erlend
erling erna ernir esa esben eskil esko espen evald even ewa eydis eystein eythor eyvindur finnur fjola folke fredrik
fredrikke freja freydis fride fridrik fritjof frode froydis gardar geir geir-arne gerdur gertrud gestur gisle gisli
gitte gjermund gjertrud goran gosta greger grete grethe grimur gro groa gry gudbjorg gudbrand gudfinna gudjon gudlaug
gudlaugur gudmund gudmundur gudni gudny gudridur gudveig gull gunborg gunhild gunilla gunlaug gunn gunnel gunnhildur
gunnlaugur gunvor gustaf gusten guttorm gyda gylfi haakon hafdis hafsteinn hafthor hakan hakon halfdan halla halldis
halldor halldora hallgrimur halvard halvdan halvor hampus hannele hans-petter hasse haukur havar havard hedvig hege
heida heimir heine heino hekla helgi helle helny helvi hemmi henrik herbjorn herdis hildegunn hildigunnur hilding hildur
hilma hilmar hjalmar hjalti hjordis hjortur hlynur hogne hordur hrafn hrafnhildur hrefna hreinn hronn hulda iben idar
iina ilkka inari inga-lill ingalill ingebjorg ingebrigt ingegard ingegerd ingela ingemar inger ingi ingibjorg ingmar
ingolfur ingunn ingvar ingvild inkeri isak iselin isleifur isto ivar iver jakobina jan-erik janne jannicke jannike
jari-matti jarl jarle jarvi jaska jeppe jere jerker jesper jimi joakim johanne jokull jonina jonne jonny jooa joona
joonas jorgen jori jorund jorundur jorunn josefiina josefin jostein juho-pekka julius juni juuso kaapo kaapro kaisa kaj
kajsa kalle kamilla kare kari karianne karina karl-erik karl-johan karoline karri kasper katariina katjuska katla
katrine kauko kennet kenth kerkko ketil ketill kia kicki kimi kine kirsti kjartan kjell kjell-ake kjell-arne kjellaug
kjersti kjetil klas knud kolbeinn kolbrun kristbjorg krister kristian kristiina kristinn kristjan kristjana kristoffer
kristrun kustaa kyosti lage laila lajla lars-erik lars-goran larus lasse lassi laurits leif leif-arne leifur leikny lene
lenni lilja lill lill-ann line linn linnea lisbet lise-lotte lisen liv liv-marit lo logi loke lone lotta lova lovisa
ludvig ludvik lumi luukas lykke maarja magna magnar magne magnhild magni mai maiju maj maj-britt maj-lis malene malin
malou malvin manta margaretha margrethe margunn mari mari-anne mariann marit maritta marjaana marjatta markku marte
martta mathea matthildur mattias matts mauri mauritz meeri merete mette mette-marit micke mikael mikkel mille minttu
mirva moa mogens mons morten naima nanna nanny nea neea nestori nete niina nikolai nils-erik ninni nita njal njall nore
oda odd oddbjorg oddbjorn oddlaug oddny oddrun oddur oddvar oivind olafia olafur olaug olav ole-martin olle olof olov
onerva orjan orri orvar orvokki oskari osma osten osvald ottar ove oystein oyvind pal palle patrik peder peetu pelle per
per-arne per-olof pernilla pernille perttu petter petteri petur pihla pilvi pinja pirita pontus poul preben ragna ragnar
ragnheidur ragnhild ragnvald rakel rami randi randi-lise rasmus rauha rebecka reidar reidulf reidun reidunn rickard
rikard rikke riku roald rolv roni roope roosa rose-marie runa runar rune runolfur ruut saara saevar saga saimi salla
salvor sanelma sanni seela severi sigbjorn sigfrid sigfus siggi signe sigridur sigrun sigthor sigurbjorg sigurbjorn
sigurd sigurdur sigurjon sigurlaug sigurlina sigvard sigve silje simen sindre sindri sini siri sisko sissel siv sivert
sixten sjofn skapti skuli snaebjorn snaefridur snorre snorri soffia sofi sofus sohvi soini sointu solbjorg solbritt
solfrid solrun solveig solvor sondre stein stein-erik steinar steingrimur steinunn stellan stian stig stina stine sture
sturla styrmir sulo sune sunna svala svanhild svanhildur svanlaug svante svava svea svein svein-erik sveinbjorn sveinn
sven-erik svend sverre sylve sylvi synne synnove tage taika tarjei tatjana tatu tellervo terese terje tero thor
thorarinn thorbjorg thorbjorn thordis thordur thorey thorgeir thorgerdur thorhallur thorkell thorlakur thorleif
thorleifur thorolfur thorstein thorsteinn thorunn thorvald thorvaldur thrainn throstur thurridur tobbe toivo tommie
tonje tor torbjorg torbjorn tord tore torfi torfinn torgeir torgny torill torkel torkil torleif tormod torstein torunn
torvald tove trine trine-lise tron trond trude truls tryggve tryggvi trygve tuomo ture turi turid turo tuukka tuva ugla
ulla-britt ulrik ulrika ulrikke unn unni unnur uno uolevi urban urpo usko uuno valborg valdimar valgeir valgerdur valto
valur vebjorn vegar vegard veini vendela verner verneri vesla vetle vibeke vidar viena vigdis viggo viglundur vilborg
vilde vilhelm vilhelmi vilhjalmur ville-pekka villy viveca viveka vuokko wenche yda ylva yngvar yngve yngvild yrsa
ystein zenia
"""
_FINNISH = """
aada aadu aapo aare aarne aarno adolfas ahti ahto aigar aila aile aili aino aivar aive aki akseli aldona aleksander
aleksas aleksei aleksi alfonsas algis alo alvar anastassia andrei andrius andrus angele anneli annikki annukka ansa
antanina antero ants antti anu argo arijus armandas armas arnas arnoldas artjom arto arttu arvo asko aukusti auli aulis
ausrys avo barbora benediktas bernardas bronislava bronius ceslovas daina danas danguole danielius daniil darijus
deimante dmitri domantas domininkas dorotea edita edvardas edvinas eeli eelis eerika eetu eeva eevi eha eila eimutis
eino elli elzbieta emilis emmi endel ene enn epp erikas erki erkki ernestas essi eugenija eugenijus eveliina faustas
feliksas gabrielius gedmina genadijus genute germante gertruda giedrius grazina grazvydas gvidas hando hannu haroldas
harri heiki heikki heini heli helka helmi henn henna henrikas henrikki hilkka hillevi igne iida iiris iiro ilari ilmar
ilmari ilpo ilta imre indre indrek ingrida inka ipolitas irja irmeli ismo ivona izabele jaak jaakko jaan jaana jaanus
jadvyga jalmari janas jani jari jarkko jarmo jaunius jekaterina jenni jevgeni jogaila jorma jorune jouko jouni juha
juhan juhana juhani juho jukka julija juozapas juri jussi juste jyri jyrki kaarel kaarin kaarina kaarlo kadri kaido
kaija kaire kairi kairit kalervo kalev kalevi kalju karoliina karolina kasparas kati katre katri kauri kazimiera keijo
kersti kerttu kertu ketlin kimmo kipras kirke kirsi klaudija konstantinas kornelija kostas kotryna kristel kristo
kristupas ksaveras kulli kuno kyllikki laine laur lauri leandras leelo leena leho leida lembit leokadija leonardas
leonidas leopoldas liia liina liis liisa linas linnar liucija liudas liutauras liveta ljubov luka ly maarika maarit maie
maigi maija maksim maksimas malle mante manvydas marcele mardo mare marek maret margiris margo margus marjo marju marten
martti martyna martynas matas mati matti mauno meda meelis melanija meri merike merja mihhail mihkel miia miina mika
mikk mikko milda milla mindauge minna mirja mirjami mirka miro miroslava modestas moonika motiejus mykole nadezda
natalija natalja nedas neeme nelli nemunas nendre neringa nida niilo nikita nikolajus noora norbertas oili oiva olari
olavi olegas olev olli onni oskaras osmo otso ott outi paavo paivi paivikki panu pasi pauli paulius pavel peep peeter
pekka pentti pertti petri petronele piia pijus pille pilypas piret pirjo pirkko priit pyry raido raija raili raimo
raimond raimonda raisa raivo raminta ramute rapolas rauno reelika reet regimantas reijo reima rein reino remigijus
renatas ricardas riho riikka riina riitta risto ritva robertas rozalija rugile ruslanas rusne ruste rutt ryte rytis
saana saija sakari salomeja sami samuli sanna santeri santtu satu saule seija senja seppo sergejus sigitas siim siiri
silva silvestras silvi simas sinikka siret sirje sirkka sirle sirpa skirmantas skirmante sofija soile stanislovas stase
stefanija sulev suoma suvi svetlana sviesa taavetti taavi taimi taisto tambet tanel tapani tapio tarja tarmo taru tauno
tautvydas teemu teija teofilius teppo terhi terttu tiia tiina tiit tiiu tija titas titta toini tomi tommi tonis tonu
toomas triin triinu tuija tuomas tuula tuulia tuulikki tytti uku ulle ulo ulvi urho urmas urmo urve vacys vahur vaidotas
vaike vaino valdemaras valentinas valeri valerija valerijus valtteri vasara veera veikko veiko vejas veli veljo vello
vesa vidas viire viivi viktorija vilho vilja viljami viljo viltaute vilte vincas violeta virpi virve visvaldas vladas
vladimir vladislovas voldemar voldemaras yrjo zemyna zenonas ziedas zigmas zuzana zygis
"""
_BALTIC = """
adolfs adomas adrians agita agne agris aiga aigars aija aina ainars aiste aivars alberts aldis aleksandrs aleksejs
alfreds algimantas algirdas alise alvis alvydas amelija anda andra andrejs andris anete annija ansis antanas antons
antra arija arijs armands arnis arnolds artis arturas arturs arunas arvids arvis arvydas aspazija astrida atis augustas
augusts aurelija ausra ausrine austeja austra austris baiba bella benas benita berends billie-jean biruta birute
bobbie-jo brencis brigita dace dagmara dagnija daiga dainis dainius daiva dalius daniels danute darija daumants davids
deividas digna dmitrijs domas dominykas donatas dovile dovydas dzidra dzintars dzintra edgaras edgars edmunds eduards
edvards edvins egidijus egils egita egle eglons eimantas eizens elga elija elita elizabete elmars elvyra emilija emils
enija eriks ermanis ernests ervins estere evaldas evija evita fanija fricis fridrihs gabija gaida gaidis gatis gediminas
genovaite georgs giedre gintaras gintare gints girts gita goda guna gunars gundars gundega gunta guntars guntis gustavs
hanss haralds hardijs harijs helmuts henrihs henriks herberts herkus hermanis ieva ignas igors ilga ilgvars ilmars ilva
ilvija ilze imants indra indrikis inese ineta inguna ingus inita inta ints irena ivans ivars iveta jadviga janis jazeps
jegors jekabs jelizaveta jevgenijs jezups jokubas jolanta jorge-luis judite juozas jurate jurgis jurgita juris justas
justinas kajus kalvis kamile karline karlis karolis kaspars katerina kazimieras kazys kestutis kirils kitija klavs
konrads konstantins krisjanis kriss kristaps kristers kristiana kristians kristijonas krisus laima laimdota laimonas
lasma lauma lauris laurita leja lelde leonas leons liene lienite liepa ligita lija lilija linards liudvikas lolita
loreta lorete lucija luize lukne madara magone maiga maira mairita mantas mareks margrieta marija marijonas maris markas
martins marybeth marylou matiss miervaldis mihails mihels mikelis miks milana mindaugas mirdza modra modris mudite
mykolas nauris nellija nerijus nijole nikolajs nojus normunds ojars olafs olegs olita onute orestas oskars oto patricija
pauls pavels peteris petras polina povilas pranas raimonds raimundas rainis raitis raivis ralfs ramunas ramune rasma
reinholds reinis renars ricards rihards rimantas rimas roberts rojus rokas rolandas rolands romas rudite rudolfs saiva
samuels sanda sandis sanita sarma sarmite sarunas saulius selga sergejs sigita signija silvija simonas sintija skaidris
skaidrite skaiste smilte solveiga solvija solvita sonata sonija stanislavs stasys svajone tadas tamera tami tamika
tammie tammy teika tenis teodors tereze terrell toms travon trenton treyvon tristen tyesha uga ugne uldis vaidas vaira
vaiva vakare valda valdas valdis valentins valija valorie valters vasare veda velga velta vena ventis verlene vida
vidmantas viesturs vija viktoras viktors vilhelms vilija vilis vilius vilnis vilums vineta vinnie virginija virginijus
visvaldis vitalija vitalijs vivita vizma voldemars vygaudas vykintas vytautas wilda wilhelmina willene yvonda zackery
zaiga zandra zanis zenta zigmunds zigurds zinaida zinta zivile zoila zona zydrunas zygimantas
"""

#: Given names of Germanic, Finnic and Baltic languages.
NORTHERN = frozenset(" ".join((_GERMAN, _DUTCH, _SCANDINAVIAN, _FINNISH, _BALTIC)).split())
