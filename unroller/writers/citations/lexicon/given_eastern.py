"""Given names of the east of Europe, the Caucasus and the middle of Asia, folded as :func:`unroller.text.slug` does.

As :mod:`unroller.writers.citations.lexicon.given_western`; names from there are not repeated.
"""

from __future__ import annotations

_POLISH = """
adelajda adrianna agnesa agnieszka albina aleksandra aleksy alicja alojzia alojzy anastazja andela andrzej aneta aniela
antoni antonina apolenka arkadiusz augustyn bartlomiej bartosz beata bedrich bedriska belo benedykt berenika bernadeta
bibiana blahoslav blanka blazej bogdan bogumil bogumila boguslaw boguslawa bohdan bohdana bohus boleslaw borek bozena
bronislaw bronislawa brygida budimir cezary ctibor ctirad cyprian cyryl czeslaw czeslawa danuta dariusz dawid dobromil
dobroslava dobroslaw dominik dominika dorota edyta eliska estera eugeniusz eustachy evzen evzenie ewelina felicja feliks
ferdynand florentyna franciszek franciszka frantiska fryderyk genowefa gizela gracjan grazyna grzegorz gustaw halina
hedviga henryk henryka hieronim honorata hynek iga ignac ireneusz irmina iwo iwona iza izabela izydor jacek jachym
jadwiga jagna jakub janusz jaroslava jaroslaw jeremi jerzy jindrich jindriska jolana jozef jozefa judyta julianna
juliusz justyna kacper kajetan kalina kamil karol kasia katarzyna kazimierz kinga klaudia klaudie klement klementyna
konstanty kornel krystian krystyna krzysztof ksawery kvetuse ladka lech lechoslaw lenka leokadia leszek longin lucja
lucjan lucyna ludwik ludwika lukasz lumir lydie maciej maciek maksym maksymilian malgorzata malwina marcin mariola
mariusz maryla marzanna marzena mateusz matyas matylda maurycy maxmilian michal michalina mieczyslaw mieczyslawa mikolaj
milosz milota milus miluse miroslaw miroslawa mojmir nadzieja natasza nikodem nikol oktawia oldriska olin oliwia oliwier
ondrej otilie otylie patrycja pawel pelagia petronela piotr prokop przemyslaw radana radoslaw radovan rafal remigiusz
roksana roma roza ruzena ryszard ryszarda salomea sarka sergiusz servac seweryn sidonia slavena slavomira slawomir
sobieslaw stanislava stanislaw stanislawa stepanka svatava svatoslav swietlana sylwester sylwia szczepan szymon tadeas
tadeusz teodor teofil tibor timotej tobiasz tomasz tymon urszula vaclava vavrinec vitezslava vlastislav vojta vratko
waclaw walenty walentyna walery wera weronika wiera wieslaw wieslawa wiktoria wincenty wioleta wioletta wislawa witold
wladyslaw wladyslawa wlodzimierz wojciech zachariasz zbigniew zbynek zbysek zbyszko zdenko zdzislaw zdzislawa zikmund
zofia zoltan zuzanna zygfryd zygmunt zyta
"""
_SLAVIC = """
ajda alenka alexandr alica alojz alojzija alzbeta anamaria anastazie andelko andjela andraz andrej andreja andrija
anezka anica anka antonije antun anze apolena aprilka arnost arsen asen asja atanas barica bartol bela bernarda biljana
bisera biserka blagoj blaz blazena blazenka bogomil bogomir bohumil bohumila bohuslav bojan bojana boleslav borislav
borislava borivoj borka borko borut bostjan boyan boyka boyko bozica bozidar branimir branislav branislava branka branko
bratislav bretislav bronislav cedomir cestmir csilla cveta cvetan cvetka cvetko dalibor dalibora dalimil damir damjan
danica danijel danijela danko danuse darina darinka darja darko dasa davor davorin davorka davud dejan dejana denisa
desanka desislava deyan dezider dijana dimitar dimitrije dimitrina dimo dinko dita dobrila dobroslav doina domagoj domen
donka dorina doroteja dorottya dragan dragana dragica draginja dragisa drago dragomir dragoslav dragutin drahomira
drahoslav drazen dubravka dubravko duje durdica duro dusan dusanka duska dusko dzemal dzevad edin edina elizabeta elka
elvir ema emina emir ena ervin etela fabijan fanni fedor ferenc fikret franc franci francka franika franjo frano
frantisek gal gasper gejza georgi gergana gligor gojko goranka gorazd gordan gordana grega grozdan grozdana gusztav hana
haris hasan havel hedvika henrieta henriett hristina hristo hrvoje hrvojka hrvoslav ibro ildi iliana ilija ilinka iliya
ilko imrich iren isidora iskra iskren iva ivailo ivanka ivaylo ivica ivka izudin jadran jadranka jakica jakov janez
janja janko jarmil jarmila jaromir jaroslav jasmin jasmina jasminka jasna jele jelena jelica jelka jerica jerko jernej
jerneja jerolim jiri jirina jirka jitka johana jolan jonatan josip josipa josko joso jovan jovana jovanka jovica joze
jozefina jozica jozo judita juraj jure jurica jurij kalin kaloyan karlo karmen kata katica katka kazimir kiril kitti
klemen kliment kolja koraljka kosta krasimir krasimira kremena kresimir kristijan kristyna krsto kruno krunoslav krystof
ksenija kveta kvetoslava lada ladislav lamija laszlone lazar lejla leontina leos lepa libena libor libuse lida lidija
lilijana ljerka ljiljana ljubica ljubinka ljubisa ljubo ljubomir ljudmila lojze lorant lovorka lovre lovro lubica
lubomir lubomira lubor lubos lucijana ludek ludevit ludomila ludomir lukrecija lyubomir lyubov lyudmila magdolna
mahulena maksimilijan margita marica marijan marijana marijo marin marinka marinko marjana marjeta marketa masa mate
matej mateja matevz matic matija matjaz matko mato matous mediha medina melita merima merjem metka metod metoda metodej
metodija miha mihael mihaela mihail mihajlo mihal mihaly mijo mikulas mila milada milanka mile milenko milic milica
milija milivoj milivoje miljan miljana milka milko milod milorad milos miloslav miloslava milovan milutin miran mirjana
miroslav mirsad mirsada misa misha mislav miso mitja mitko mlade mladen mladena mladenka mojca momcilo momir nadezhda
nadya nandi natasa nebojsa neda nedeljko nedelya nediljko nedim nedzad nejc nejka nena nenad nera nermin nermina neven
nevena nevenka neza nijaz nik nika nikica niko nikolaj nikolay nikoleta nikolett nikolina ninoslav novak nusa ognjen
ognyan oldrich olgica olivera oliwer olja ondra ondrija orsi ostoja otakar otokar oxana pajo panna pavao pavla pavle
pavlina pavol pencho penka perica perina pero petar petko petr petrana petre petrica petronije petya piroska polona
polonca pravoslav predrag premysl primoz radan radim radka radko radmila radmilo radoje radojka radomir radoslav
radoslava radosveta radu raif rajka rajko rajna ranka ranko rastislav ratko rayna rebeka refik relja rosen rositsa
rostislav rozana rumen rumyana ruslan ruza ruzica safet salih samir samira samra sandi sanela sanja sarlota sasho saso
savka savo sebastijan sefik semir senad senada senka sergej silviya sime sinisa slaven slavica slavisa slavka slavko
slavoj slavoljub slavomir slobodan slobodanka smail smiljan smiljana snezana snezhana snjezana sona spaska spela
spomenka srecko sreten stana stane stanimir stanislav stanka stanko stanoje stanojka stefica stefka stela stepan stevan
stevo stipe stjepan stjepana stojan stoyan stoyanka strahinja suada svatopluk svetla svetlin svetomir svetoslav svetozar
sylva szabina szimonetta tadej tadeja tarik tereza terezija tihana tihomir tihomira timea tinka tjasa todor todorka
tomaz tomica tomislav tomislava tonci toncica tonka tonko tsveta tsvetan tsvetana tsvetelina tugomir uros urosh ursa
urska vaclav vanja vanya vasil vasilije vasilka vaska vasko vassil vatroslav vedran vedrana velibor velimir velina
velizar velko vendelin vendula verica verka vesela veselin veselina veselka veska vesna veso vid vidoje vidosava viera
vilem vili viliam vilim viljem vilko vinko visnja vitezslav vjekoslav vlad vladan vladanka vladimira vladislav
vladislava vladka vladko vlado vlasta vlastimil vlastimila voislav vojin vojislav vojka vojko vojtech vratislav vuk
vukasin yana yanko yasen yavor yoana yordan yulia yuliya zagorka zala zan zaneta zarja zarko zdena zdenek zdenka
zdislava zdravka zdravko zelimir zeljka zeljko zhivko ziga zina ziva zivana zivko zivojin zlatan zlatica zlatka zlatko
zlatomir znachko zoja zoran zorana zorica zorka zoya zrinka zsanett zsofia zuza zvonimir zvonimira zvonka zvonko
"""
_RUSSIAN = """
afanasy agafya agnia akim aksinya aleksandr aleksey aleona alesya alevtina alexei alexey alla alyona alyosha anastasiya
anatoli anatolii anatoliy anatoly andrey andrii andriy anfisa ania anya apollon arina arkadiy arkady arseni arseniy
artem artemy artyom asya avdotya bogdana bohuslava danil danila danylo darya denys dmitrii dmitriy dmitry dmytro
ekaterina elizaveta elmira emiliya evdokia evdokiya evgeni evgenia evgeniy evgeniya evgeny fadei faina fedir fedora
filipp foma fyodor galina gavriil gennadi gennadii gennadiy gennady georgii georgiy georgy gleb grigori grigoriy grigory
halyna hennadii hleb hlib hryhorii hryhoriy ignat ignatiy ihor ilia illia illya ilya inna innokenty iosif iryna ivanna
iya kapitolina kateryna khrystyna kira kirill klavdia klavdiya klim klyment kolya kostiantyn kostya ksenia kseniya kuzma
kyrylo larisa larysa lavrentiy leonid leonida lesia lesya lev lidiia lidiya liliya liubov liudmila liudmyla lubomyr
lubov lukyan lyuba lyudmyla maiia makar makary marat marfa marharyta mariia mariya marusya maryna masha matvei matvey
matvii maxim mikhail mikhaylo mitrofan mitya mstislav mykhailo mykhaylo mykola myroslav myroslava nadiia nadiya nastya
nataliia nataliya natalka natalya nazar nazarii nelly nikifor nonna oksana oktyabrina oleg oleh oleksandr oleksandra
oleksii oleksiy olena oles olesia olesya olha olya orest orysia osip ostap panas panteleimon pavlo petro platon potap
praskovya prokhor pyotr rasul rimma rodion roksolana rostyslav ruslana samuil savely savva semyon serafima sergei sergey
sergii sergiy serhii serhiy sevastyan sofiia sofiya sofya solomia solomiia stefaniia stepanida sviatlana sviatoslav
svitlana svyatoslav taisia taisiya taras tatsiana tetiana tetyana tikhon timofei timofey timur trofim tymofii uladzimir
uliana ulyana ustin vadim vadym valentyn valentyna valerii valeriy valeriya varvara vasili vasilii vasilisa vasiliy
vasily vasyl veniamin viacheslav viktoriia viktoriya vira vissarion vitali vitalii vitaliia vitaliy vitaly vitya vladlen
vladlena volodimir volodya volodymyr vsevolod vyacheslav yakiv yakov yan yaroslav yaroslava yefim yegor yehor yekaterina
yelena yelizaveta yemelyan yermolai yevgeni yevgenia yevgeniy yevgeniya yevgeny yevhen yevhenii yevheniia yosyp yulian
yuliia yurii yuriy yury zakhar zhanna zhenya zinovy zoia
"""
_HUNGARIAN = """
abigel adel agoston agota akos aladar alfonz almos amza andor andras anett aniko antal aranka aron arpad attila axinte
balazs balint barna barnabas bence bendeguz benedek beniamin bertalan bianka boglarka bonifac borbala botond catrinel
csaba csanad csenge csongor dalma denes dezso dorka edit eftimia elek elemer elod emese emoke eniko erno erzsebet eszter
etelka fruzsina gabor gellert gelu gergely gergo geza gizella gyongyi gyorgy gyorgyi gyula hajnalka huba hunor ibolya
ieremia ilarion ildiko ilinca imola iosefina isaia istvan iurie ivett janka janos jeana jeno jozsef judit kalman karoly
katalin krisztian krisztina krisztof ladislau lajos laszlo laurentia lehel lenard lenke letitia levente lica lilla
lorand lucretia lujza luminita madalin madalina magdalina marcu marga marton mihaita miklos mirabela mirel misu nae
nandor narcisa nelu nicoara nicodim nicuta octav odon oprea orsolya ortansa oszkar ozana panait paulica pompiliu profira
raluca razvana reka rezso robertina romanita sandor sarolta sava savu severina silvestru silviana simion sinica stefana
stelica szabolcs szilard szilveszter szilvia szonja tamas tekla teohari terez tihamer tinca tincuta tivadar toader tunde
vajk valerica vasilica vencel veta vica vidor vilmos viorela virag visarion vlaicu zalan zenobia zsigmond zsolt zsombor
zsuzsa zsuzsanna zsuzsi
"""
_BALKAN = """
aage achilleas adamantia adem adina adnan afrim afroditi agamemnon aggeliki agim aglaia agner agni agron aikaterini ajla
albana albion albulena alekos alexandros alexandru aliki alin alketa alkis altin ambra amelja anastasios anastasis anca
andreea andronikos ane angeliki angelos anghel anila anne-mette annelise antigoni antonios antonis apostol apostolia
apostolos arben arber ardian ardit ardita areti argyris argyro ariadni arian aris aristea aristeidis aristides
aristotelis arlind arly arta artan artemis asger aspasia asteris astri astrit athanasia athanasios athina aurel aurelian
aurica babis bardhyl basarab bashkim bech bekim benedikte besa besart besiana besim besnik birthe blerim blerina blerta
boel boje bujar burim camelia casiana catalin catinca catrine cezara chara charalambos charalampos charikleia charis
christos chrysa chrysanthi chrysanthos chrysoula ciprian claudiu codrin codrut codruta conny constanta constantina
corina cornel corneliu cosmin costas costel costin crin crina dacian dafina danae daphni dardan dardana decebal despina
despoina dhimiter diellza dimitra dimitrios dimitris dimos dimosthenis dinu dion dionysia dionysios dionysis dorel
dorthea doru dragos drita dritan dritero driton dumitra dumitru ebbe ecaterina edi edona eduard eduart efstathios
efstratios efthymia efthymios eftychia eftychios egzon eirini ejnar elda eleftheria eleftherios elektra eleni elira
elisavet elona elpida emilian emmanouil enkeleda enver epameinondas erato ergys erion erjon ermal ermioni ermira ermis
errikos esat eugenios eusebiu evangelia evangelos evanthia fadil fanis fatbardha fatlum fatmir fatos filippos flaka
flamur flavius flemming florea florenta florica florim florin florina flutura foivos fotini fotios fotis frede galateia
gani gavril genc gentiana georgeta georgiana georgios gerasimos gezim gheorghe gheorghita gherghina giannis giorgos
gjergj gjon gledis gratiana gratiela grigore grigorios grigoris hamdi haralambie harris hashim herluf hjalte horatiu
horea horia hysen hysni iacob iakovos iancu iason ib idriz ileana ilektra ilias ilie ilir iliriana ioana ioanna ioannis
ionel ionela ionut iordanis ippokratis irini isidoros ismail iulia iulian iuliana iuliu iustin janus jeta jeton jette
jytte kalliopi kalliroi kallirroi kastriot keld kimon kirstine kjeld klea kleanthis kledi kleio kleoniki klodian
konstantina konstantinos kosmas kostis kreshnik kujtim kushtrim kyriaki kyriakos lambros lampros lau laurentiu laust
lazaros leart lefteris leka leke lemonia lenuta leontin lindita linette liri liridon lirie lis litsa liviu loukas loukia
lucentiu lule luljeta lulzim lumnije magrethe majlinda makis malina manolis manos manthos margrete marianthi marinos
marioara markos matei matina mattheos melina melpomeni menelaos mentor merita michail michalis migjen mihai mihalis
mihnea miltiadis mimoza minas mioara mircea mirlinda mirona mirto miruna mitica mitsos mugurel myrsini myrto naim narcis
nazmi ndrek neculai nefeli nektaria nektarios neoklis nexhat nexhmije nichifor nicklas nicolae nicoleta nicu nicusor
niki nikiforos nikitas nikolaos nikos nis norica oana octavian odeline odysseas oikonomos oluf olympia orestis ourania
ovidiu pajtim panagiota panagiotis pandeli panos pantelimon pantelis paraschiva paraskevas paraskevi parthena paschalis
pavlos penelopi periklis persefoni petrit petros petru petrut phaedra philippos photini photis polychronis polydoros
polyxeni pranvera prodromos qemal rallou ramadan ramush rania razvan redon remus rexhep rina rodica romulus roula
rrezarta ruxandra sabin sandu savvas selim septimiu serban sergiu shaban shpend shpetim shpresa sidsel silviu simina
skender smaranda sofoklis sokol sorin sorina sotiria sotirios sotiris spartak spiridon spiros spyridon spyridoula spyros
stamatia stamatis stanca stathis stavros stavroula steen stefanos stelian steliana stelios stratis stratos styliani
stylianos sulejman sys takis tasos taulant teodosie teuta thalia thanasis thanos theano themis themistoklis theocharis
theodoros theodosia theodosis theofanis theofilos theologos theoni thomai thorkild thrasyvoulos thyra tiberiu tilemachos
timoleon timos titu traian triantafyllia triantafyllos troels tryfon tudor tudora tue tzeni uffe uran urania vaggelis
vagn valbona valdet valer valeriu valmir valmira valon vangelis vasile vasiliki vasilios vasilis vaso vassiliki vassilis
veton vicentiu villads viorel viorica vjollca vjosa vlasios voicu voula xanthi xanthippi xenia xenofon xenophon xhafer
xhevahire xhevat yiannis yiorgos ylli yorgos zafeirios zafiro zaharia zaharoula zamfir zamfira zamira zef zenel zinovia
zisis zoi
"""
_CAUCASIAN = """
aghasi akaki aleksandre alvard anahit anano anush anzor ara aram arayik archil areg armen armine arpine arshak artak
artashes arusyak ashot astghik avetik avtandil badri beka besarion besik bidzina davit derenik dimitri eka ekaterine
elene eliso eter eteri gagik garegin garnik gayane gela gevorg ghazaros gia giga giorgi giuli gocha gogi gohar grigor
guram gurgen gvantsa haig hakob hambardzum hasmik hayarpi hayk hovhannes hovsep hrachya hranush hripsime ia irakli iuri
ivane jemal kakha kakhaber karapet karine ketevan khachatur khatia khatuna konstantine kote lali lasha leri levan levon
lika lilit lusine maia mamuka manana manuk medea merab mesrop mher mikheil mindia mkhitar mkrtich mzia naira nana nani
nanuli narek narine natela natia nato nerses nestan nikoloz ninia nodar norayr nugzar nune nutsa nvard otar paata paruyr
pikria raffi revaz ripsime rusudan ruzanna samvel sargis sarkis seda sevak shahen shalva shota shushan siranush sofio
sopho sopiko sulkhan syuzanna taguhi tamaz tamuna tariel tatevik tatul teimuraz tekle temur tengiz teona tigran tinatin
tornike tsira tsotne tsovinar vachagan vagharshak vahagn vahan vahe vahram vakhtang vardan vardges varduhi vartan
varuzhan vazgen vazha vigen vladimer yeghishe yervand zaal zabel zaruhi zaven zaza zhirayr zura zurab zviad
"""
_TURKISH = """
abdullah acar adalet adil adile afaq afet afife agah agaslim aghali agil ahmet ahsen akgun akif akin akram aksoy alev
aleyna ali aliye allahverdi alp alpaslan alper altan altay anar anil arda arif arman arzu asena asim asiye asli asude
asuman atacan atakan ates atilla aybars aybike aybuke ayca aydan aydin ayfer aygun ayhan aykut ayla aylin aynur aynure
ayperi ayse aysegul aysel aysen aysun aytac aytan aytekin aytul azad azat azer aziz azize azmi azra baha bahar bahram
bakhtiyar baki banu baran baris barisan basak basar batu batuhan bayram bedia bedirhan behcet bekir belgin belinay beliz
belkis belma benan bengi bengu bensu berat bercem beren berfin bergen beril berivan berk berkan berkay berkcan berke
berksay berna besime betul beyhan beyza beyzade bijar bilal bilge bilgehan bilgesu bilgin bilind birce birgul birkan
birol birsen bora boran boyukagha bugra buket bulent burak burce burcin burcu burhan buse busra cagatay cagla cagri
cahide can canan candan caner cankat cansu cavad cavid cavit cebrail celal celil cem cemal cemalettin cemil cemile cenk
ceren cetin cevahir cevat cevdet cevriye ceyda ceydanur ceyhan ceyhun ceylan chiman chingiz cigdem cihan cihat cinar
coskun cuneyt damla damlanur davut defne defnesu demet demir deniz denizhan dervis derya devran devrim dicle didem dilan
dilara dilek dilovan dilsad dilsoz dogac dogan doganay dogu dogukan dolunay dorukhan durmus duru ebrar ebru ece eda ediz
efe efekan eflatun ege egemen ekrem ela elanur elchin elcin eldar eldeniz elgun elif elman elmeddin elnara elnur elshad
elvan elvin elxan emel emin emine emirhan emrah emre emrecan ender enes engin enis enise erce erdal erdem erdinc erdogan
eren erencan ergin ergul ergun erhan eril erkan erkin erkut erman erol ersan ersel ersen ersin ersoy ertac ertan ertekin
ertogrul ertugrul eser esila esin eslem esma esra etem etibar evren eylem eymen eyvaz ezel ezgi fadime fahrettin fahri
fahriye faik farid farida faruk fatih fatime fatma fazil fehime fehmi ferah feray ferda ferdi ferhan ferhat ferhunde
feride feridun ferihan ferit ferruh fethi fevzi fexreddin feyza fidan figen fikrat fikri fikriye filiz firat firdovsi
fizuli fuad fuat fulya furkan furuzan fusun galip gamze gaye gazi gencer gizay gizem gokalp gokay gokberk gokcan gokce
gokdeniz gokhan gokmen goknur goksel goksu gonca gonul gorkem gozde gozdenur gul gulay gulbahar gulben gulbin gulcan
gulce gulcin gulcohre guldane gulden gulderen guler gulfem gulhan gulhanim gulizar gulnar gulnare gulnihal gulnur
gulperi gulriz gulsah gulsen gulseren gulshan gulsum gulsun gulten gumus gunal gunay gunes guney gungor guray gurbuz
gurcan gurhan gurkan gurol gursel guven guzin habibe habil hacer hadi hafiz hafize hakki haldun halide halil halim
halime halis halit haluk hamiyet hamza handan hande hanife harun hasibe hasret hatice hawar haydar hayrettin hayri
hayriye hayrunnisa hazal hejar hesen heval heydar heyder hidayet hikmat hikmet hilal hilmi hilmiye hiwa huda hulki
hulusi hulya huma huri husamettin huseyin huseyn husna husniye ibrahim idil idris ihsan ilaha ilayda ilgar ilgaz ilgin
ilham ilhami ilhan ilkay ilker ilkin ilknur ilqar ilteber ilyada ilyas imge imren inan inayet inci intigam ipek irem
irfan irmak isik isin islam ismayil ismet izel izgi izzet jahangir jale jamil javid jeyhun jiyan kaan kadir kadriye
kagan kamer kamran kamuran kardelen karwan kawa kayra kazim kemal kenan kerem kerim kerimcan kerime kevser keziban
khadija khalid khatira kivanc kivilcim konul koray korhan kubilay kubra kurdistan kursad kursat kutay kutlu lala lale
lamiya latif latife leman lemi leven levent leyan leyla lokman lorin lutfi lutfiye mahir mahmure mahmut mahsun maide
makbule mammad mansur maral masal matanat mazlum mebrure mehemmed mehmet mehriban mehtap melda melek melih melike melis
meltem memduh menekse meral mercan meric merih mert mertcan merve mervenur mestan mesut metanet metin mevlut mikayil
mirac mirza mirze mithat mizgin muammer muazzez mubariz muberra mucella muge muhammed muhammet muharrem muhittin muhlise
muhsin mujde mukaddes mukerrem mukremin mukrime munevver munir munire munise murad murat muruvvet musa musab musfik
musfiq mushfig mustafa mutlu muzaffer muzeyyen naci nacide naciye nadide nagihan nahit naile naime nalan nalin namig
namik nargiz natavan natig naz nazan nazif nazife nazim nazime nazli nazlican nazmiye necati necdet nechirvan necip
necla necmettin necmi nedime nehir nejat nejla nergis nergiz neriman nese neslihan nesrin neval nevbahar nevin nevriye
nevzat newroz nezahat nezih nezrin nicat nigar nihal nihan nihat nijat nilay nilgun nilsu nilufer nimet nisa nisan
nisanur niyazi nizam nizamettin novruz nuh nur nuran nuray nurcan nurcihan nurdagul nurdan nurettin nurgul nurgun nurhan
nurhayat nuri nuriye nurlan nursel nurseli nursen nursena nursin nurten nusret oguz oguzcan oguzhan okan okkes oktay
olcay olgun omer onder onur onuralp orcun orhan orkhan orkun orxan osman ovul oylum oytun ozan ozay ozcan ozdemir ozden
ozen ozer ozge ozgen ozgenur ozgun ozgur ozhan ozkan ozlem ozlenen ozturk paksoy pamuk parviz pasha pelin pelinsu pembe
perihan perran pervane pervin perviz pinar piran polat poyraz punhan qiyas qurban rabia rahime rahmi ramazan ramil ramin
ramiz rana rasim rasime rasit rauf ravan raziye recai recep refia refika reha remzi remziye rena resad resat resit resul
revan reyhan reyyan ridvan rifat riza rojda rojin ronahi rovsen rovshan rufat rufet ruhan ruhi ruken rukiye rusen
ruxsare ruya ruzgar saadet sabahat sabahattin saban sabiha sabir sabri sabriye sadaf sadan sadet sadettin sadi sadik
sadiye safak saffet safiye sahika sahin sahra saime sait sakine saliha salim samad samed samet sanem saniye sarp sarper
satilmis savas sebahattin sebine sebnem secil sedanur sedaqet sedat sedef sefa seher sehnaz selahattin selami selcan
selcuk selda selen selenay selime selin selman selvi semahat semanur semat semih semiha semiramis semra senar senay
sencan sencer senel senem sener seniha senol serafettin serap seray sercan serdar serdil seref serhan serhat serife
serkan sermin serpil serra sertac servet sevcan sevda sevgi sevgul sevil sevilay sevim sevinc sevinj sevket sevval seyfi
seyhan seyit seyma seyran sezai sezen sezer sezgin sezin shahin shahla shamil sherko shilan shirin siamand sibel siddik
sidika simge sinan sinem sirin sirma sirwan sivan songul soran sozdar suat sugra sukran sukriye sukru sule suleyman
sultan sumeyye suna sunay suphi sureyya suzan tahir tahira tahsin talat talya tamay taner tansel tansu tarana tarcin
tarkan tayfun tayfur tayyar tayyip tebriz tehmine tekin teoman terane tevfik timucin tofig tofiq togrul tolga toprak
torhan tuba tufan tugba tugce tugra tulay tulin tunahan tuncay tuncel tuncer turac tural turan turgay turgut turhan
turkan turkay tutku ufuk ugur ugurcan ulas ulduz ulfet ulker ulku ulviye ulviyye umay umit umran umut ural utku utkucan
vagif vahap vahdet vahid vahit vali vasfi vasfiye vasif vecdi vedat vedia vefa vehbi veysel veysi vildan volkan vugar
vuqar vural vusal vusale xalid xatira xatire xece xeyyam yagiz yagmur yahya yakup yalcin yalin yaman yaprak yasar
yasemin yashar yasin yavuz yavuzhan yegane yekta yelda yeliz yener yesim yigit yigitalp yigithan yildiray yildirim
yildiz yilmaz yonca yucel yuksel yunus yurdaer yurdagul yusif yusuf yusufcan zafer zahide zarife zaur zehra zekai
zekeriya zeki zekiye zeliha zemine zerrin zeynab zeyneb zeynel zeynep zihni zilan zisan ziya ziynet zozan zubeyde
zubeyir zuhal zuleyha zulfikar zulfiye zulfiyya zulkuf zumrud zumrut
"""
_CENTRAL_ASIAN = """
aibek aidar aigerim aigul aijan aisulu aizada akmal akylbek alisher aliya almas almaz amina anara anvar asel askar
askhat assel asylbek azamat aziza bakyt baurzhan bektur bekzat berik bermet bolat botir cholpon daniyar darkhan dastan
daulet dauren dilfuza dilnoza dilshod dinara doniyor edil elnura elzat erbol ernar farhod farkhad feruza gulbahor
gulchehra gulmira gulnara gulnaz gulnora gulshat gulzat ikram ilkhom jamshid jibek jyldyz kairat kanat kanykei karlygash
komil kuanysh kubanychbek laziz lobar madina maksat malika marzhan meerim meruert mirlan mirziyo mohira munira murod
muslima nargiza nariman nazgul nazira nigora nilufar nodira nozima nurbek nursultan nurzhan odil olim oraz otabek oybek
ozoda rakhmon ravshan rustam rysbek sadyr saltanat samat sanjar sanzhar saodat sardor serik shakhnoza shavkat sherzod
shukhrat symbat talant talgat tamerlan temirlan tokhir tolkun turat ulan ulmas ulugbek umid urmat yerbol yerlan yulduz
zarina zebo zhanar zhanibek zhazira zhibek zhuldyz zukhra
"""

#: Given names of Slavic, Hungarian, Balkan, Caucasian and Turkic languages.
EASTERN = frozenset(
    " ".join((_POLISH, _SLAVIC, _RUSSIAN, _HUNGARIAN, _BALKAN, _CAUCASIAN, _TURKISH, _CENTRAL_ASIAN)).split()
)
