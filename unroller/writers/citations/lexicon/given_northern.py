"""Given names of the middle and north of Europe, folded as :func:`unroller.text.slug` folds them.

As :mod:`unroller.writers.citations.lexicon.given_western`; names that stand there are not repeated.
"""

from __future__ import annotations

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
