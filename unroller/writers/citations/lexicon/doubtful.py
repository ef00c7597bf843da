"""Words that make it doubtful that a name is a person's, folded as :func:`unroller.text.slug` folds them.

They do not make it an organisation's either: a name with one of them is cited whole, and that is all.
"""

from __future__ import annotations

#: Words that join the words of a name to a phrase. Particles of names of families (``van``, ``de``) are none.
CONNECTIVES = frozenset(
    """aan about across after against agli ai ako al ale all alle allo along als am amid an anche and ao aos are as
    at att au auf aus aux av avec be before behind bei beim beneath beside between beyond bez bij binnen bir bis
    bland ble blir but by chez chi co col com come como con contra contre cuando dal dalla dans dari degli dei delle
    dengan desde det dhe di dla do does donde door dove du durch during een eg ein eine einer eines ej el em en
    entre er es est et ett every everything for fra fran from fur geen gegen gemeinsam gli go ha hacia has hasta
    have het ho hos how hun hva hvor icin if ik ikke ile im in inside inte into is ist it its jag jak je jeg jouw
    kan kde ke ktory langs las like los lub med mein mellan met meu mi mijn min minha mit more mot my na naar nach
    nad nas nase nasz near nebo nel nella nelle never new nga nicht nie niet no noi non nos nossa nosso nostra
    nostro not notre nous now nuestra nuestro ob och od oder of off og ohne old om on onde only ons onto onze op or
    oraz oss ou our out outside over own par para pas pela pelo pelos per pero piu po pod por pour pre pri pro proti
    przed przez przy quand quando que quem qui samen sammen sans se seit sem ses seu she si sich sie sin sind sinds
    sobre som son sono sotto sous su sua sugli sul sulla sur te tegen than that the their them there they this
    through til till to together tot tous tout toute toutes toward towards tra tu tuo tus tussen uber uden uit um un
    una und under une uno unser unter until untuk up upon us utan uw vanuit var ve vers veya vi via vil vom voor vor
    vore vostra votre waar was wat we wer what when where who why wie wij wir with within without wo ya yo you your
    za ze zijn zonder zwischen""".split()
)
#: Articles that a name may begin with: ``The Lancet``, ``Die Zeit``, ``El Mundo``.
ARTICLES = frozenset(
    """a al an as az das de dem den der des det die een ei ein eine el en et gli het i il l la las le les lo los o
    os t the um un une""".split()
)
#: What stands before a name, and is no given name.
TITLES = frozenset(
    """admiral ambassador archbishop aunt auntie baron bishop brother capt captain cardinal chancellor chef chief
    coach col colonel comrade congressman congresswoman countess detective director dj doctor dona duchess duke
    emperor empress father frau friar general gov governor grandma grandpa herr inspector judge justice king
    lieutenant lord madame maestro major marshal maulana mc minister miss monsieur mother ms mullah officer pastor
    pope pres president prime prince princess prophet queen rabbi rep reverend saint san sankt sao senator senor
    senora sensei sergeant sgt sint sister sor st team tsar uncle vice""".split()
)
#: Countries, continents and peoples that are seldom names of families, as in ``Angel Deutschland``.
PLACES = frozenset(
    """afghanistan africa african afrika afrique albania albanian algeria algerian algerie allemagne america
    american americana americas angola antarctic antarctica arab arabia arabic arctic argentina argentine armenia
    armenian asia asian asie australia australian austria austrian azerbaijan balkan balkans baltic bangladesh
    belarus belge belgian belgie belgien belgique belgium benelux bharat bolivia bosnia botswana brasil brasileira
    brasileiro brazil brazilian britain british bulgaria bulgarian cambodia cameroon canada canadian caribbean
    catalan catalonia catalunya chile chilean china chinese colombia colombian congo croatia croatian cuba cuban
    cymru cyprus czech czechia danmark dansk denmark deutsch deutschland dutch ecuador egypt egyptian eire escocia
    espana espanol espanola estonia estonian ethiopia ethiopian europa europe european europeo finland finnish
    flanders francais francaise germany ghana greece greek guatemala guinea haiti hellas hellenic hispanic hrvatska
    hungarian hungary iberia iceland icelandic india indian indonesia indonesian iran iranian iraq iraqi irish
    islamic italia italian italiana italiano italy japan japanese jewish kenya kenyan korea korean kosovo kurdish
    latin latina latino latvia latvian lebanese lebanon liberia libya lithuania lithuanian luxembourg macedonia
    malawi malaysia malaysian maroc mediterranean mexican mexicana mexicano mexico moldova mongolia moroccan morocco
    mozambique muslim myanmar namibia nederland nepal nigeria nigerian nordic norge norway norwegian oesterreich
    osterreich pacific pakistan pakistani palestine palestinian panama paraguay peruvian philippines poland polish
    polska portugal portugues portuguesa portuguese qatar romania romanian russia russian rwanda saudi scandinavia
    scandinavian schweiz scotland scottish senegal serbia serbian singapore slovakia slovenia somalia spain spanish
    sudan suisse suomi svenska sverige svizzera sweden swedish swiss switzerland syria syrian taiwan tanzania thai
    thailand tibet tunisia tunisian turkey turkish turkiye uganda uk ukraine ukrainian uruguay usa venezuela
    venezuelan vietnam vietnamese wales yemen yorkshire zambia zimbabwe""".split()
)
#: What somebody does, writes or is fond of, in names that people give themselves: ``Meena Makes Dinner``.
PHRASES = frozenset(
    """account accounts acoustics actions acts aerial alloys alt anchors answers arcade archived arrow asks author
    avenue back backup bakes baking bay beacon bees bike bikes birds blog boats bottle box bread brews bubbles
    builds candle canyon cat cats chocolate climbs cloud clouds coast cocina codes coding comics compass cooking
    cooks cosmos creates creek crescent crochets cube cucina cuenta cuisine cycles cycling dances debunks delta
    desert designs developer diary dinner does dog dogs dot dragon draws dreams drives drop earth eats echo ecrit
    editor engine engines erzahlt escribe experience explainer explainers explains fact facts fan fans feather feed
    fiction fights figures finds fixes flame flies flow fog free fruit gardens gate gets giant girls glacier grows
    guide hacks haus here hikes hiking home horizon horizons house huis ice icon inbox inside interview interviews
    investigates islands journey jungle keeps kids knits knitting kocht lagoon lakes lantern late later leaves leest
    legge leser library liest lighthouse lines links lit live lover makers makes map maps mastodon meadow memes men
    mesh mountain mountains nest newsbot nights notes ocean online orchard order owl paints palace panel papers
    parody pathways peoples person photos pixel pixels plants podcasts poet poetry posts prairie private pulse
    quarry quotes racconta raconte rail rainbow reading reads recommends record reform refuge reist remembers
    reports reviews rides rip river riverside roots runs sand schreibt schrijft scrive seeds sees sews show signal
    signals skriver sounds spice stage standard stitches stories stream sunrise sunset swims table takes tales talks
    tea teaches teaching tells thinks thoughts thread threads tide tides tips too traduce traduit trail trails
    translates travels tries tweets ubersetzt universe unrolls updates vertelt viaja vlog voyage walks wants watches
    water wave waves windows wings women works writer writers writes writing yard zine zone""".split()
)
