"""Names of families, folded as :func:`unroller.text.slug` folds them: a second witness to a doubtful given name.

Names that are words or places first (``Fox``, ``York``) are left out.
"""

from __future__ import annotations

import re

_ENGLISH = """
abbott abrams adams adamson adkins aitken alcott aldridge alexander allen allison anderson andrews appleby armitage
armstrong arnold arthur ashby ashcroft ashworth atkins atkinson atwood austen bailey baldwin balfour ballard bancroft
barker barlow barnes barnett barr barrett barron barry bartlett barton bates baxter beasley beckett bellamy benedict
bennett benson bentley beyonce blackwell blake blanchard bloggs bolton bonham bowen bowers bowman boyd boyle bradley
bradshaw brady branson brennan briggs bronte brooks brown browne browning bryan bryant buchanan buckley burgess burke
burnett burnham burns burrows burton butler byrne caldwell callaghan callahan cameron campbell cantrell carey carlson
carlyle carmichael carr carroll carson carter cartwright cassidy chadwick chamberlain chandler chapman charlton chaucer
christensen churchill clancy clarke clayton clements clinton cobb cochran cohen coleman coleridge collier collins
compton concannon conner connolly connor conrad conway cooke cooper copeland corbett cormack cornell costello cowan cox
crabtree craig crawford crosby crowley cruise cullen cummings cunningham curran curtis cushing dalton daly daniels
darwin davenport davidson davies davis davison dawkins dawson deakin delaney dempsey denham dennis dickens dickinson
dickson dillon dixon dobbs dobson dodd doe doherty dolan donaldson donnelly donohue donovan dorsey dougherty douglas
doyle driscoll duffy dugan duncan dunham dunlop dunn dyer eastwood eaton edison edwards egan ellington elliott ellis
ellison emerson englund erickson evans everett ewing fairbanks fallon farrell faulkner fawcett feeney ferguson ferris
fielding finnegan firth fisher fitzgerald fitzpatrick flaherty flanagan fleming fletcher flynn foley forbes forsyth
forsythe foster fowler franklin fraser freeman gallagher galloway gardiner gardner garland garner garrett garrison
garvey gaskell gibbons gibbs gibson gilbert gilchrist giles gill gillespie gilmore glenn godfrey godwin goldsmith
goldstein goodall goodman goodwin gordon gough gray greene greenwood greer gregory grey griffin griffith griffiths
grimes guthrie hackett haggerty haines haldane halloran hammond hampton hancock hanley hanna hansen hanson harding
hargreaves harmon harper harrington harris harrison hartley harvey hathaway hawking hawkins hawthorne hayes haynes
hayward hegarty hemingway henderson hendricks hendrix hennessy henson hepburn herbert herring hewitt hicks higgins
hitchcock hobbes hobbs hodges hodgkin hodgson hoffman hogan holbrook holcomb holden holloway holman holmes holt hooper
hopkins hopper horton houghton howard howarth howe howell huber hudson huffman huggins hughes hume humphrey humphreys
hurley hurst huston hutchins hutchinson huxley hyde ingram irvine irving jackson jacobs jacobson jamieson jefferson
jeffries jenkins jennings jensen jimenez johns johnson johnston johnstone jones jordan joyce kardashian kaufman kavanagh
keane kearney keating keats keegan keller kelley kelly kemp kendall kendrick kennedy kenny keogh kerr kidd kilpatrick
kinney kipling kirby kirk kirkland knowles knox lambert langley lansbury larkin larson latham lawler lawrence lawson
leach leary leavitt lennon leonard levy lewis lindsay lindsey livingstone locke lockhart lockwood logan lovelace lovell
lowe lowell lowry lucas lynch lyons macdonald macintyre mackay mackenzie maclean macleod macmillan macpherson madden
maddox maguire mahoney mallory malone maloney manning marlowe marsden marshall martin mason mathews mathis matthews
maxwell mayo mcadams mcallister mcarthur mcbride mccabe mccall mccann mccarthy mccartney mcclain mcclellan mcclure
mcconnell mccormack mccormick mccoy mccullough mccurdy mcdaniel mcdermott mcdonald mcdonnell mcdowell mcfarland
mcfarlane mcgee mcgill mcgovern mcgowan mcgrath mcgregor mcguire mcintosh mcintyre mckay mckee mckenna mckenzie mckinley
mckinney mcknight mclaughlin mclean mcleod mcmahon mcmillan mcnamara mcneil mcpherson mcqueen mcrae melville meredith
merrill merritt meyer meyers milligan mills milton mitchell mitford molloy monaghan monroe montgomery mooney moore moran
morrison morrissey morse mortimer morton mulligan mullins munro murdoch murphy murray myers nash naylor neal nealy
nelson newman nichols nicholson nightingale nixon nolan norris northcott norton oakley obrien ocarolan oconnell oconnor
odonnell odonoghue ogrady okeefe oleary oneal oneil oneill oreilly orozco osborn osborne oshea osullivan otoole owen
owens padgett palmer pankhurst parker parkinson parsons patel patterson patton paxton peabody pearce pearson perkins
perry peters peterson phelan phelps philips phillips pickering pickett pierce pinkerton pitt plath poe pollard pollock
powell pratt prescott presley pritchard proctor pryor pugh purcell putnam quinlan quinn quinney rafferty ramsay ramsey
randall rankin ransome rawlings rawls reagan redford redgrave redmond reed reeves regan reid reilly renshaw reynolds
rhodes ricci richards richardson riddle riley ritchie roberts robertson robinson robson rodgers roe rogers rollins
roosevelt rosen rosenberg rosenthal rossetti rothschild rowe rowland rowling ruskin russell russo rutherford ryan
salinger sampson samuels sanders sanderson sandoval sargent saunders sawyer sayers schmidt schneider schofield schroeder
schultz schwartz scott seaton sellers sexton seymour shackleton shakespeare shannon shapiro sharpe shaw sheehan sheldon
shelley sheridan sherman sherwood siddons silverman simmons simms simpson sinatra sinclair sloan smith smythe snyder
solomon spence spencer stanton stapleton starkey staunton steele stein steinbeck stephens stephenson stevens stevenson
stewart stoddard stokes strickland stuart sullivan summers sutherland sutton swanson sweeney sykes talbot tate taylor
tennant tennyson thatcher thomas thompson thomson thoreau thorne thornton thorpe thurston tierney timms tobin todd
tolkien tomlinson townsend tracy travers trevelyan trollope trudeau truman tucker turing turner twain tyler tyson
underwood upton vance vaughan vaughn wadsworth wagner wainwright walker wallace waller walpole walsh walters walton
warburton ward warner watkins watson watts waugh wayne weaver webb weber webster welsh wesley westwood wharton wheeler
whelan whitaker whitcombe whitehead whitman whitney whittaker wickham wiggins wilcox wilde wilkes wilkins wilkinson
williams williamson willis wilson winfrey winslow winthrop wiseman wolfe wollstonecraft woodhouse woodward woolf
wordsworth worthington wright wyatt wynn yates yeats yeoman youngblood zimmerman
"""
_GERMANIC = """
achterberg ackermann adenauer adler adorno albers albrecht althaus anders andersen andersson arendt asmussen axelsson
baader bachmann bahr bakker bauer baumann baumgartner bayer becher beck becker beckmann beethoven behrens bender berger
bergman bergmann bergstrom bernhard beuys bjork blok blom blumenthal boer bohm bonhoeffer bosch bosman brahms brandt
brauer braun brecht brouwer bruckner bruhl brundtland brunner buber buchner busch buttner carlsen carlsson celan
christiansen christoffersen claus clausen daalder dahl dahlberg danielsen dekker diederichs dietrich dijkstra doblin
donitz dreyer durer ebb ebert eckert eder egger ehlers ehrlich eichendorff eilers einstein eklund eliasson engels
enzensberger eriksen eriksson erlander fassbinder feldmann fichte fiedler fink fischer fjeld fleischer fontane forsberg
frank franke freitag freud friedman friedmann friedrich frisch fritsch fromm fuchs gadamer geiger gerlach goebel goethe
goldberg goldmann gottschalk graf grieg grimm groen gropius gruber gunther gustafsson gustavsson gutenberg haas haase
habermas hahn haider hallberg hals halvorsen hamsun handel handke hansson hartmann hassan hauptmann haydn hebbel hedberg
hedlund hegel heger heidegger heine heinemann heinrich heisenberg hellstrom hendriks henriksen henriksson hermann
herrmann hertz herzog hesse heuss hildebrandt hinrichs hirsch hoeness hofer hoffmann hofmann hofstetter hoogland
horkheimer huizinga humboldt husserl ibsen isaksen iversen jacobsen jager jahn jakobsen jansen janssen jansson jaspers
jelinek jenssen jeppesen johannesen johannessen johannsen johansen johansson jong jonsson jorgensen jung jurgens kafka
kant karlsen karlsson kastner kaufmann kepler kessler kierkegaard kirchner kleiber kleist klimt klinger klopp kloss
klotz knudsen koch kohl kohler kohn kollwitz konig korsgaard kramer kraus krause kreisky kristensen kristiansen
kristoffersen krogh kruger kruse kuhn kuiper kunz kunze kurz lagerlof langer larsen larsson lassalle lauritsen lehmann
leibniz leitner lenz lessing lewandowski liebermann liebknecht lind lindberg lindblom lindgren lindholm lindqvist
lindstrom linnemann lohmann lorenz lubbers ludwig lund lundberg lundgren lundin lundqvist luther luxemburg maas madsen
magnusson mahler maier mann marcuse marx matthiesen mattsson maurer mayer meer meier meijer meinhof meister melander
mendel mendelssohn menzel merkel mertens merz metz metzger meulen mikkelsen mohr molenaar moller mommsen moser mozart
mulder muller munch musil naumann neumann nielsen niemann nietzsche nilsen nilsson noether nolte nordin nordmann
nordstrom nowak nussbaum nyberg nygaard nystrom oberhauser olsen olsson oosterhuis oppenheimer ostergaard otto overgaard
pauli paulsen paulus pedersen peeters persson petersen petersson petterson pettersson pfeffer pfeifer pfeiffer pichler
planck pohl postma poulsen preuss prins probst raabe rasmussen rathenau reichert reinhardt reiter remarque rembrandt
reuter richter rickert riemann rilke ritter roentgen rohde rommel rosenkranz rosling roth rubens rudolph ruiter runge
sandberg sander sauer schafer scheffer scheffler schelling schenk schiller schilling schindler schlegel schlosser schmid
schmitt schmitz scholl scholten scholz schonberg schopenhauer schou schouten schreiber schroder schubert schuller
schulte schultze schulz schulze schumacher schumann schuster schwab schwarz schweitzer seidel seidl seifert siebert
simonsen sjoberg sjogren skovgaard smit smits snellman sommer sorensen sorge spengler sperling spinoza stadler stahl
steenbergen steffens steger steiner steinmeier strauss stresemann strindberg strom stuhr sundberg sundqvist sundstrom
svendsen svensson thaler thiel thiele thomassen thomsen thorsen tillich timmermans troger trotta tucholsky uhl ulbricht
ullmann unger vandenberg veenstra verbeek verhoeven vermeer vermeiren vermeulen vestergaard vinter visser vogel vogler
vogt voigt volk vollmer vos wagenknecht wallin walser walter walther wedekind wegener wegner weigel weil weill weiss
weizsacker wenders wendt werner westerlund westphal wiesel wiesenthal wikstrom wilders willems winkler winther wirth
witte wittgenstein wolff wouters wulff wuttke zander zeller ziegler zimmer zimmermann zoller zuckerberg zuckmayer zweig
"""
_FRENCH = """
arnault aubert aubry auclair augustin bachelard bailly balzac barbe barbier bardot barthes bataille baudelaire
baudrillard beaulieu beaumont beauvoir benoist bergson berlioz bernard berthelot bertin bertrand besson binoche bizet
blanchet blanchot bonaparte bonnet bouchard boucher boulanger bourdieu bourgeois bouvier boyer braudel breton caillou
camus caron carpentier cartier chabrol chagall charpentier chevalier chirac chopin clemenceau clement cocteau colbert
colette collet collin cordier corneille cotillard coubertin coulomb courbet cousteau couture curie cuvier daladier
danton daudet david debord debussy degas delacroix delattre delaunay deleuze delon delorme deneuve denis depardieu
derrida descartes deschamps devereux diderot dion dreyfus dubois duchamp duchesne dufour duhamel dumas dumont dupont
dupuis dupuy durand duras durkheim dutertre duval eiffel eluard escoffier fabre farge faure fermat fernandel ferry
flaubert fleury fontaine foucault fouquet fournier fragonard francois gaillard gauguin gaultier gauthier gautier genet
gerard gide gilot girard giraud giroud godard goncourt gounod guerin guichard guillot hebert hollande hugo huppert
irigaray jacquet joly jospin jourdain kristeva lacan lacroix lafayette lafontaine lagarde lamarck lamartine laplace
lapointe latour laurent laval lavoisier lebrun leclerc lecomte lecornu lefebvre lefevre legrand lemaire lemaitre lemoine
leroux leroy levesque levinas lyotard macron magritte malherbe mallarme malle malraux manet marceau marchand marechal
marivaux marot martinez masson matisse maupassant mauriac maurois melenchon mercier merleau meunier michaud michel
michelet mirabeau mitterrand moliere monet montaigne montesquieu moreau morel morin moulin musset necker nicolas noel
noir olivier ozon pagnol pascal pasteur pelletier perec perez perrault perret perrier perrin philippe piaf picard
piketty pissarro poincare pompidou ponge poulenc poussin prevert prevost proust provost rabelais rameau ravel redon
renan renard renaud renault renoir resnais ricard ricoeur rimbaud riviere robespierre roche rodin rodriguez rohmer
rolland romain ronsard rostand rouault rousseau roussel roux sagan sarkozy sarraute sarrazin sartre satie seurat
signoret simenon simon sorel tardieu tati tessier thibault thierry thuram tocqueville tremblay truffaut turgot valery
vallaud vallejo varda vasseur veil verlaine verne vian vidal vigny villeneuve vincent voltaire yourcenar zidane zola
"""
_ROMANCE = """
abreu acevedo acosta agnelli aguilar aguirre alarcon alberti allende almeida almodovar alonso alvarado alvarez alves
amado amaral andrade antunes araujo arce arenas arias arroyo avila azevedo aznar ballesteros banderas baptista barbosa
bardem barreto barrios barros bautista bellini beltran benedetti benitez berlinguer berlusconi bermudez bernardi bernini
bianchi blanco bobbio boccaccio bocelli bolano bolivar bolsonaro bonilla borges borja borsellino botero botticelli braga
brunelleschi bruni bruno bunuel bustamante caballero cabral cabrera calderon calvino camacho camoes cano cantor carballo
cardenal cardenas cardoso carmona carrasco carreras carrillo caruso carvalho casals casanova castaneda castillo castro
cavalcanti cernuda cervantes chavez coelho conti contreras coppola cordero corleone correa correia cortazar cortes
cortez couto cruz cuellar cunha dali dalla davila delgado deluca diaz dominguez donoso duarte echeverria elizondo
escobar escudero espinosa espinoza esposito esteves estevez falcone fallaci farias fellini fermi fernandes fernandez
ferrante ferrari ferraro ferreira ferrer figueiredo figueroa flores fonseca fontana freire freitas fuentes galeano
galilei gallardo gallego galli galvan gamboa garcia garibaldi garrido garzon gaudi gentile gentileschi gil gimenez
giordano giovannini giuliani goldoni gomes gomez goncalves gongora gonzales gonzalez goya gramsci granados greco grillo
guerra guerrero guevara guimaraes gutierrez guzman henriques henriquez hernandes hernandez herrera herrero hidalgo
huerta ibanez ibarra iglesias jara juarez kahlo kubitschek lara leal leite leiva leonardi leone leopardi levi lispector
llosa lombardi lombardo lopes lopez lorca lorenzi loyola lozano lugo lula maceda machado macias magalhaes magellan
maldonado mancini manzano manzoni maradona marani marchetti marchi marconi marcos mariani marini marino marques marquez
martelli marti martinelli martines martini martins mascagni mastroianni matos mattarella matteotti mazzini medici
meireles mejia meloni mendes mendez mendoza menendez mercado merino messi michelangeli miguel millan miranda mistral
modigliani molina monteiro montero montes montesinos montessori monteverdi montoya morales morandi moravia moreira
moreno moretti morricone moura munoz muti nascimento navarro neruda neves nieto nobrega nogueira noriega novais nunes
nunez obregon ocampo ochoa oliveira olmos onetti ordonez ortega ortiz osorio otero ovalle pacheco padilla pagani
palacios palladio palma papini pardo paredes parra pasolini pavarotti pavese paz pellegrini peralta pereira pertini
pessoa petrarca piazzolla picasso pineda pinheiro pinochet pinto pirandello pires pizarro pizzi ponce portinari prieto
prodi puccini pueyo puig queiroz quevedo quintana quintero quiroga rajoy ramirez ramos rebelo reina renzi resende
respighi restrepo retamar reyes ribeiro rinaldi rincon rios rivas rivera rizzi rizzo robles rocha rodari rodrigues rojas
roldan romano romero rosado rosales rosi rossellini rossi rossini rousseff rubio rueda ruiz rulfo saavedra sabato
sagasta salas salazar saldanha salgado salvati salvini samaniego sampaio sanchez sanguineti sanna santana santiago
santoro santos sanz saraiva saramago sarmiento sartori sastre saviano scarlatti scarpa sciascia sepulveda serrano silva
silveira simoes soares sobral sofri solano soler solis soriano sosa sotelo soto sousa souza suarez svevo tavares
teixeira tejada tejero telles tello terracini togliatti torres toscanini toscano trujillo turati umberto unamuno urbina
uribe valdes valdez valente valera vargas vasari vasconcelos vasquez vaz vazquez velasco velasquez velazquez veloso
verdi verga vespucci vicente vieira villalobos villani villanueva villegas visconti vitale vitti vittorini vivaldi yanez
zambrano zamora zanetti zapata zapatero zarate zavala zeffirelli zorrilla zuniga zurita
"""
_SLAVIC_AND_BALKAN = """
andric babic balazs baranski bartok benes bielecki blazek bohac boskovic botez brancusi bratianu buk buzek capek
caragiale cech cerny chytil cioran cvetkovic czarnecki dabrowski delic demeter dimitrov dimitrova djokovic dolezal
dostoevsky dostoyevsky drnovsek duda dudek dvorak dzurinda eliade esterhazy farkas fiala fico forman gagarin georgiev
georgieva georgiou gierek gogol gombrowicz gorbachev gorky grabowski halas hanak hasanovic hasek havel horak horvat
horvath hoxha hrabal hruska ilic iliescu iohannis ionesco ivanov ivanova ivanovic izetbegovic jablonski jagger janacek
jankovic jankovski jankowski jaruzelski javor jovanovic jurcic juric kaczmarek kaczynski kadar kadare kadlec kalashnikov
kaminski kandinsky karadzic karasek kasprzak kazantzakis kertesz kieslowski kolar kolarov kolodziej komarek koubek kovac
kovacevic kovacs kowalczyk kowalska kowalski kozak kozlowski kratochvil krawczyk kucera kundera kunert kurosawa
kwiatkowski lazarov lenin lewandowska liszt lukacs lukashenko lukic majewski malevich malinowski marek marinov markovic
masaryk matic mazur mazurek mendeleev michalak mickiewicz mihailovic mikulski milosevic milosz mitchurin mladic mlynar
moldovan molnar nagy navalny navratilova nemec nemeth nemtsov nikolic nikolov nikolova novak novakova novotna novotny
nowakowski nowicki obradovic olszewski oravec orban orwell ostrowski palach papadopoulos papandreou patocka paul pavlov
pavlova pavlovic pawlak pawlowski petkov petkova petofi petrescu petrov petrova petrovic pilsudski pokorny polak
polanski popescu popov popova popovic pospisil prochazka prokofiev pugachova pushkin putin rachmaninoff rakic rakowski
ristic rusu rutkowski rybak sadowski savic schiffer sienkiewicz sikora sikorski simecka simic smetana smirnov smirnova
sobczak sokolov sokolova sokolowski solzhenitsyn stalin stankovic stefanovic stoica stojanovic stoyanov stoyanova
stravinsky svejk svoboda swiatek szabo szalai szczepanski szewczyk szilagyi szymanski szymborska tarkovsky tchaikovsky
tesla tito todorov todorova todorovic tokarczuk tolstoy toth trotsky tsipras tsvetaeva tudor tusk tymoshenko varga
varoufakis vavra veres vesely vlasic vondracek vukovic walesa wieczorek wisniewska wisniewski witkowski wojciechowski
wojcik wojtyla wozniak wrobel yeltsin zajac zakrzewski zalewski zapotocky zelensky zelenskyy zeman zhukov zielinska
zielinski zivkovic
"""
_TURKISH_TO_HEBREW = """
abbasi abboud abdallah abdi abdul abdullah abdulrahman abu adil afshar agassi ahmad ahmadi ahmadinejad ahmed akbari
akhtar aksoy alami alavi ali alizadeh allawi amin amini amiri ansari arafat arslan asadi asghari askari aslan assad awad
aydin aziz azizi badawi baghdadi bakir bakri barak barakat barghouti barzani bashir bayat begum ben-gurion benali
bennani bishara bouazizi bouteflika bulut caliskan celik cetin dayan demir demirel djemal dogan ebadi ebrahimi ecevit
ehsani elkaim erbakan erdem erdogan ergin erturk eshkol faraj farhadi farouk fathi fayyad forouzan gabbay ghani ghorbani
gulen gunes habib habibi haddad hadid hafez haidar hakim halabi hamdan hamdi hamid hamidi hanafi harari haroun hasan
hashemi hassani hatoum hawass heidari hosseini husain hussain hussein ibrahim ismail issa jabbar jaber jafari jahangir
jamali kamal kanaan kaplan karim karimi kaya kazemi kemal khalidi khalifa khalil khan khatami khatib khoury kiarostami
kilic koc korkmaz kurt laden lieberman livni mahfouz mahmood mahmoud makhmalbaf malik mansour mansouri masri mehdi mirza
mizrahi mohamed mohammad mohammadi mokri moradi mossadegh mousavi mubarak mustafa naderi nafisi najjar naser nasrallah
nasser nazari netanyahu nouri obeid omar orhan osman ozdemir ozer ozgur ozkan ozturk pahlavi pamuk panahi parsi peres
polat qaddafi qasim qureshi rabin rahimi rahman ramadan rashid rashidi raza rezaei rezai rosenblum rostami rouhani
saadawi sabah sadat saeed sahin said saidi salah salam saleh salehi salem salman sami satrapi sayed selim shah shaheen
shahidi shahin shalit shamir shapira shariati sharif sharon shawky shirazi siddiqui soleimani suleiman sultan syed taha
talabani taleb tantawi tekin tlass toprak turan uzun weizman yavuz yehoshua yildirim yildiz yilmaz youssef yucel yusuf
zadeh zaidi zarif zayed ziad
"""
_ASIAN = """
abe acharya adani adhikari advani agarwal aggarwal ahluwalia akbar alam ambani ambedkar anand ando aoki aquino arai
araki arora asano aurobindo azad babu bachchan baig bajaj bajwa bakshi bandaranaike banerjee banerji basu bedi bhagat
bhagwati bhandari bharadwaj bhardwaj bhargava bhat bhatia bhatnagar bhatt bhattacharjee bhattacharya bhosle bhutto
biswas bonifacio bose byun chakrabarti chakraborty chakravarty chan chandra chandran chang chatterjee chattopadhyay
chaturvedi chaudhari chaudhary chaudhry chaudhuri chauhan chavan chawla chen cheng cheong cheung chhabra chiang chiba
chiu choe choi chopra chou choudhary choudhury chua cojuangco dalal dalmia das dasgupta datta debnath dela deol desai
deshmukh deshpande dewan dey dhillon dhoni dinh dissanayake dixit dogra doi doshi dube dubey duong duterte dutt dutta
dwivedi endo enrile estrada fernando firgantoro fujii fujimoto fujita fujiwara fukuda fukui fukushima gandhi ganguly
garg gaur ghosh goel gopal gopalan goswami goto goyal grewal guha gujral gulati gunarto gunawardena gupta gurung haldar
halder halim hamada hao hara harada harahap hartono haryanti hasegawa hashimoto hattori hayashi hazarika hegde hidayat
higashi hirano hirata hirohito hoang hokusai honda hong horie hsieh hsu huang hutapea huynh hwang ichikawa iida ikeda
imai imamura inoue ishida ishiguro ishihara ishii ishikawa iskandar ito iwasaki iwata iyengar iyer jadhav jaffer jain
jaiswal jang jayasinghe jayawardene jeon jeong jha jiang jin jindal jinnah joshi kagawa kalra kamath kamiya kanda kaneko
kao kapadia kapoor kapur karki karnad kato katsura kaul kaur kawabata kawaguchi kawai kawakami kawamura kawasaki khanna
khurana kida kikuchi kim kimura kinoshita kishi kishida kitagawa kitamura kitano kobayashi kohli koirala koizumi kojima
komatsu kondo kono kothari kubo kubota kudo kulkarni kumar kumaratunga kumari kundu kuo kuroda kusama kusumo kuswandari
kwan kwok kwon lahiri lal lama lamba leung liang liao liu lubis luo luthra maeda magsaysay mahajan mahanta mahapatra
maharjan mahendra maheshwari maitra majumdar malhotra mallick manekshaw mangeshkar manto manurung mardhiyah maruyama
masuda mathur matsuda matsui matsumoto matsuo matsushita matsuura matsuyama mazumdar mehra mehrotra mehta meng menon
mifune minami mishima mishra misra mistry mitra mittal miura miyake miyamoto miyazaki mizoguchi mizuno modi mohanty mori
morimoto morita moriyama motoyama mukherjee mukhopadhyay munshi murakami murata murthy murty nadar nadkarni nagai nagano
nagata nagpal naidu naik naipaul nair naito najmudin nakada nakagawa nakajima nakamoto nakamura nakano nakata nakayama
nambiar narang narasimhan narayan narayanan narlikar nasution nasyiah nath nayak nayar nehru ngo nguyen nigam nishida
nishikawa nishimura nishiyama noda noguchi nomura nugroho oberoi ogawa ohno oishi okada okamoto okamura okazaki okuda
oommen oshima otani otsuka ozawa ozu pacquiao padmasari padukone pal panda pande pandey pandit pandya pangaribuan
panicker panikkar parekh parikh parmar parthasarathy paswan patil patnaik pawar perera pertiwi phadke pham phan pillai
poudel pradhan prakasa prasad prasetyo pratiwi premadasa premchand puri puspita quezon raghavan rahardjo rajagopalan
rajapaksa rajaratnam rajput ramachandran ramakrishnan raman ramanathan ramanujan ranasinghe ranganathan rao rastogi
rathore rawat ray recto reddy rehman ressa rhee rizal robredo roxas rushdie ryu sachdev sachdeva saha sahni saini saito
sakaguchi sakai sakamoto sakurai salim sandhu sangma sankaran sano santoso saputra saran saraswat sarkar sasaki sato
saxena scindia sehgal sekiguchi sen senanayake sengupta seo seth sethi setiawan setty shankar sharma shastri shekhawat
shenoy sherpa sheth shetty shibata shimada shimizu shimura shinoda shrestha shrivastava shukla sidhu sihombing sikdar
simanjuntak simbolon singh singhal singhania sinha siregar sitorus situmorang siva sivaraman sodhi somani sondhi soni
srinivasan srivastava subianto subramaniam subramanian sugawara sugimoto sugiyama suh suharto sukarno sukarnoputri
sundaram suri suryadi susanto suzuki swaminathan syal tachibana tagore takada takagi takahashi takano takeda takemitsu
takemoto takeuchi takizawa talwar tam tamang tamura tanaka tandon taniguchi tanizaki tendulkar teo teoh tezuka thackeray
thakur thapa thapar tharoor tiwari tokugawa tominaga tomita toyama toyoda tran trinh tripathi trivedi truong tsai tseng
tsuchiya tsuji tsukamoto tyagi uchida ueda uehara ueno umeda upadhyay ushijima utomo vaidya varghese varma venkataraman
verma vohra vuong vyas wada wadhwa wahyudi wang watanabe weerasinghe wibowo wickremesinghe widodo wijaya wijayanti
wijesinghe winarno wong woo xiao xie xue yadav yagi yamada yamagata yamaguchi yamamoto yamanaka yamane yamasaki
yamashita yamauchi yamazaki yan yang yano yao yasuda yeo yeoh yeung yokoyama yoo yoon yoshida yoshimoto yoshimura
yoshino yuan yulianti zakaria zeng zhang zhao zheng zhou zhu zou
"""
_AFRICAN = """
abacha abebe abiola achebe adebayo adeleke aderogba adesina adeyemi adichie adisa adomako afolabi afonja agyeman ajayi
ajewole akintola akol akufo alemu aluko amadi amoah anan ankrah annan appiah asante asare assefa atta awolowo ayandokun
azikiwe babangida balogun bamba banda bankole barrow bekele bekoji besigye biko biti biya bizimungu boateng botha bouba
buhari buthelezi camara cele chamisa chebet cheruiyot chikwanha chilembwe chirwa chiwenga cisse compaore conde coulibaly
daka dangote danquah debebe debela dembele desta diabate diallo diarra diop diouf diriba dlamini drogba edun ekwensi eze
fasasi fofana garang gatsheni gbagbo gebre gebreselassie gumede gwala habyarimana hadebe hailu hani hussen jeylan juma
kaba kabila kabuga kabura kagame kamara kamau kandeh kapwepwe karanja kaunda kedir keita kenyatta khama khoza khumalo
kibaki kimani kimutai kipchoge kipkemboi kiplagat kiptum kizza koffi konate kone kony kosgei kouyate koya kufuor kuti
lakaza lumumba lungu maathai mabuza machar machel madikizela mahama mahlaba mahlangu mahlinza maina makeba makoni malema
malong mandela masondo mathenge mathula mbatha mbeki mbeya mboya mchunu mengistu mensah mhlongo mkapa mkhize mnangagwa
mobutu mohlala moi mokoena mokone motlanthe moyo mthembu mthethwa mthiya mugabe mugisha mukasa muluzi musa museveni
musoke musyoka mutasa mutharika mutua mutumwa muzenda mwale mwangi mwinyi naidoo nakibuuka ncube ndayishimiye ndiaye
ndima ndlovu ndungu ngcobo ngubane nguema ngugi niang nkabinde nkomo nkosi nkrumah nkurunziza nsengiyumva ntuli nujoma
nwosu nxumalo nyerere nzeyimana nzimande obama obasanjo obi ochieng odetola odhiambo odinga odumegwu ojukwu okafor okeke
okello okonjo okonkwo okorafor okoro okot okoye okri olatunji oliseh olowokeere omondi onyango opio opoku oryem osei
otieno ouattara ouedraogo ouma owuor owusu oyelowo oyeyemi phiri ramaphosa rotich rusesabagina sall sankara sanusi sata
savimbi sawyerr selassie sembene senghor shagari shange sirleaf sisulu sithole sobukwe sow soyinka ssali tadesse tambo
tandja tekle tembo thiong tinubu tola toure traore tshabalala tshisekedi tsvangirai tutu tutuola wafula wainaina wambui
wanjala wanjiru were woldemariam yeboah zenawi zulu zuma zungu
"""

#: Names of families of many languages.
FAMILY = frozenset(
    " ".join((
        _ENGLISH, _GERMANIC, _FRENCH, _ROMANCE, _SLAVIC_AND_BALKAN, _TURKISH_TO_HEBREW, _ASIAN, _AFRICAN,
    )).split()
)  # fmt: skip
#: Ends that only names of families have: ``Jakobsson``, ``Kowalewska``, ``Karapetyan``, ``Papadopoulou``.
FAMILY_ENDS = re.compile(
    r"(?:.{3,}(?:sson|dottir|qvist|quist|wicz|czyk|ovic|evic|ovich|evich|enko|chuk|escu|shvili|poulos|poulou|oglu|zadeh|inen"
    r"|auskas|evicius|aitis)|.{3,}[nrldkt]sen|.{2,}(?:ow|ew|in|yn|an|ec|ic|ac|dz)sk[ia]|.{2,}[^l]ayan|.{3,}[^a\W]yan"
    r"|.{2,}(?:[aioe]n|[aeou]r|[aei]t|[aeio]l|[aiou]s|[ao]z|[aeioy]k)[oe]va?(?<!nova))$"
)
#: Names of families that are first where they come from: what follows one is no given name and family.
FAMILY_FIRST = frozenset(
    """bui cao chan chang chen cheng cheong cheung chiang chin chiu cho choe choi chou chow chu chua chung dang dao
    deng ding dinh do doan duong fang feng fong gao goh guo han hao heng ho hoang hong hsieh hsu hu huang hui hung
    huynh hwang jang jeon jeong jiang jin jung kang kao kim ko kuo kwan kwok kwon lai lam lau le lee leung li liang
    liao lim lin liu lu luo ly ma mai mao meng mok ng ngo nguyen noh oh ong pang park pei peng pham phan phung qian
    qin qiu rhee ryu seo shen shi shin sim song su suh sun sung tam tan tang tao teo tian to tran trinh truong tsai
    tse tseng tung vo vu vuong wang wei wen wong woo wu xi xia xiao xie xu xue yan yang yao ye yeo yi yin yoo yoon
    yu yuan yun zeng zhang zhao zheng zhou zhu zou""".split()
)
#: Given names that are words, places or families as well: one is no witness by itself.
UNCLEAR = frozenset(
    """alba alberta albion alma alpha amparo angel anima ants april aria ascension asia asmara asuncion athena atlas
    aurora austin azalea bahia baraka bethlehem bharat bo bora cadence can carmina chad chance chase chelsea chen
    cherry chester cheyenne clinton corona cruz crystal dallas dawn desire destiny devon dharma dino domen domingo
    dulce durga ebony eden edit else esperanza estrella even faith fatima fleur flor florence gaia gal geneva
    georgia graca gracia grant gull guru harm hayat hermes hilal hope houston hudson imam innocent iona isis islam
    israel ivy jericho jet jordan joy june jure kenya kim kobe lacy lance lau lee libero lim line lo lone lourdes
    lucca luna luz ly macarena madison magna mahatma mai manila mara mare martial mate may medina mega melody mentor
    mercedes meta mile montserrat nasr neo neta newton nil nimrod nova nur odd odessa ola olive olympia opal orion
    orlando pal palma palmira pari paris pastora paz pearl peep peng per perla phoenix pio poppy prakash prima primo
    prosper prudence purificacion rahma rama ramadan raven refugio regis rein remedios rich rio rocky roma rosario
    rose ruby ryu saga sagrario said salam salem salvador sana sanita santa sante santiago santo santos saraswati
    savannah secondo shakti sheikh sienna sierra sky skye socorro sol soledad sonata stella sterling sultan sultana
    summer sunday sunny swami sydney tad taiga tavares teo tierra tokyo tosca toscana trent trinidad trinity tuba
    tung unique urania urban urbano urbi vega ventura verity vesna vesta victoire victoria vid vida violet virginia
    vishnu vita vitale viva washington wellington willow wolf yan yao yogi zion""".split()
)
