"""Words by which a name is an organisation's, or may be, folded as :func:`unroller.text.slug` folds them.

A name with one of `BODIES` is an organisation's, whatever is beside it: better a person cited by the whole name
than an institution cut in two. Words that are given names, or more common as names of families (``Parks``), are left
out. The other sets make it doubtful that a name is a person's, without making it an organisation's: such a name is
cited whole, and that is all.
"""

from __future__ import annotations

_ENGLISH = """
academic academy accelerator acupuncture administration advisers advisors advocates aerospace affairs agencies agency
agriculture aid air airlines airport airways alliance allotments alumni ambulance anaesthesia analytics anthem app
appeal aquarium arboretum archive archives arena army arts assembly associates association associations athletic
athletics auction audit authorities authority automotive aviation aviators bakery ballet bank banking barracks battalion
biennale biology bistro board books bookshop bookstore borough bot botanic botanical botany brewery brigade broadcast
broadcasting brothers buildings bulletin bureau business cabinet cafe campaign campus capital cardiology care cathedral
center centers central centre centres chamber channel chapel charitable charities charity chemicals chemistry choir
chorus chronicle church churches cinema circle circus citizens city civic climate clinic clinics club clubs coalition
coffee collaboration collaborative collection collections collective college colleges command commerce commission
commissioner committee commons commonwealth communications communities community companies company computing
confederation conference congregation congress conservancy conservation consortium constabulary consultancy consultants
consulting consumers convention coop cooperation cooperative corp corporate corporation corps cosmology council councils
country county courier court courtroom courts crime cross crossfit customs cycling daily dairy data database defence
defense delegation democracy democratic democrats denomination department depot dept dermatology desk development
diaconate digest digital diocese diplomacy directorate disability dispatch district division docks ecology economics
editorial editors education electric electronics embassy emergency employees energy enforcement engineering engineers
ensemble enterprise enterprises entertainment environment environmental epidemiology equality estate estates ethics
european exchange exhibition expedition express extension facility factory faculty federal federation fellowship
festival film films finance financial fire firm fisheries fleet food foods football force forces forensics forestry
forum foundation foundations foundry freedom friends fund funds galleries gallery games garage gardens gazette genetics
genomics geographic geography geology global globe government grammar greens group groups guardian guild gym gynaecology
gynecology harbor harbour headquarters health healthcare herald heritage highschool highway highways history holding
holdings homes hospice hospital hospitals hostel hotel hotels housing hydro hydrology illustrated imprint inc incident
incorporated incubator independence independent industrial industries industry infirmary information infrastructure
initiative initiatives inn innovation inquirer inquiry insight insights inspectorate institute institutes institution
institutions insurance intelligence interactive international intl investigation investigations investment investments
investors journal journalism journalists judiciary justices kitchen knowledge lab labor laboratories laboratory labour
labs league leagues legal legion legislature liberals liberation liberty libraries library lifeboat limited linguistics
literature llc llp local logistics ltd magazine mail management manufacturing marathon maritime market marketing markets
mathematics media medical medicine meetup memorial mental merchants meteorological meteorology metro metropolitan
microbiology migrants military mineralogy ministries ministry mission missions mobility monitor monthly morning mortgage
motors mountaineers movement municipal municipality museum museums music nation national nations nature navy
neighborhood neighbors neighbourhood neighbours network networks neurology neuroscience neurosurgery news newsletter
newspaper newspapers newsroom nonprofit notary nurseries nursery nurses nursing nutrition observatory observer ocean
oceanic oceanography oceans office official officials offshore oncology online open opendata opera operations
ophthalmology optics orchestra orchestras organisation organisations organization organizations orphanage outdoors
outlet outreach paediatrics palaeontology paleontology parish parliament parliamentary partners partnership partnerships
party pathology patients patrol peace pediatrics pensions people performance performing petroleum pharma pharmaceuticals
pharmacology pharmacy philharmonic philosophy photography physicians physics physiotherapy pictures pioneers pizza
pizzeria planet planetarium planning plc podcast police policy politics polytechnic pool port portal ports post poultry
presbytery preschool preservation press prize productions products professionals program programme project projects
properties protection province provincial psychiatry psychology public publications publishers publishing quarterly
quartet quintet racing radio radiology rail railroad railway railways rangers readers realty rebellion recordings
records recovery recruitment refinery refugee refugees regiment region regional register registry relations relief
renewables reporter republic republicans rescue research reserve reserves residence residents resilience resistance
resort resources response restaurant restaurants retail review revolution rights roads robotics rowing royal rugby
runners safety sailing school schools science sciences scientific scientists scouts secretariat securities security
seismology seminary senate service services settlement shelter sheriff shipping shipyard shop shops shore show shows
societies society sociology software solidarity solutions space spaceport spectator sport sporting sports squad stadium
state states station statistics steel store stores strategies strategy street student students studies studio studios
subcommittee suburban superstore supply support supreme surgeons surgery survey surveys survivors sustainability
swimming symphony syndicate synod systems tabernacle taproom taskforce tavern taxi teachers team teams tech technologies
technology telecom telegraph telephone telescope television tenants tennis theater theatre theatres theological theology
times toolkit tourism tours township toxicology trade trades trading traffic trainers training transit transparency
transport transportation travel treasury tribunal tribune trio trust trustees tv undergraduates union unions unit united
university unlimited urology utilities utility valley ventures venue veterans veterinary victims villages vineyard
vineyards visitors voices volunteers voters watch watchdog water waterways wealth weather web website weekly welfare
wholesale wildlife winery women womens workers workforce works workshop workshops world worldwide yacht youth youths zoo
zoological
"""
_LEGAL = """
aa ab ag aps asbl bhd bv bvba cic cie co cooperativa cv cvba dba doo eirl eurl fzco fze gbr ges gesmbh ggmbh gmbh hf
hmbh kft kg kgaa kk ktiebolag lllp nyrt oy pllc pvt sab sae sarl scrl sociedad srl stiftelse
"""
_GERMAN = """
abteilung akademie aktiengesellschaft aktion allgemeine ambulanz amt amtsgericht anlaufstelle anstalt anzeiger apotheke
arbeiterwohlfahrt arbeitsgemeinschaft arbeitsgruppe arbeitskreis archiv ausschuss ausstellung autobahn bahn bahnhof
bauernhof behorde beirat beratung beratungsstelle bergwacht berliner betrieb betriebe bezirk bezirksamt bibliothek
bibliotheken bistum blatt borse botschaft brauerei bucherei buchhandel buchhandlung buchladen bund bundes bundesamt
bundesanstalt bundesbank bundesgericht bundesinstitut bundeskanzler bundesministerium bundespolizei bundesrat bundestag
bundesverband bundeswehr bundnis burgerinitiative burgerverein buro caritas chor deutsche deutschen deutscher deutsches
diakonie dienst dienste domschatz dorf einrichtung erzbistum europa europaische europaisches evangelische fachbereich
fachgruppe fachhochschule fachschaft fakultat feuerwehr firma flughafen fonds fordergemeinschaft forderkreis
forderverein forschung forschungszentrum forstamt fraktion frauenhaus freiwillige freunde freundeskreis friedhof galerie
gasthaus gasthof gemeinde gemeinnutzige gemeinschaft genossenschaft gericht gesamtschule geschaftsstelle
geschichtsverein gesellschaft gesundheitsamt gewerkschaft gottesdienst grundschule gruppe gymnasium handel handelskammer
handwerk handwerkskammer heimatverein hilfe hilfsorganisation hilfswerk hochschule hospiz industrie ingenieure innung
institut internationale internationaler jugendamt jugendhaus jugendherberge jugendring jugendzentrum justiz kabinett
kammer kanzlei katholische kindergarten kino kirche kirchen kirchengemeinde kirchenkreis kita klinik kliniken klinikum
kloster kollektiv komitee kommission kommune konzern konzerthaus kooperation kraftwerk krankenhaus krankenkasse
kreisverband kuche kultur kulturamt kulturverein kulturzentrum kunsthalle kunsthaus kunstverein landes landesamt
landesregierung landgericht landkreis landratsamt landtag landwirtschaft lehrstuhl leitstelle magistrat medien messe
ministerium moschee munster museen musik musikschule nachrichten nahverkehr nationalpark naturpark naturschutz netzwerk
notfall oberlandesgericht orchester orden ordnungsamt ortsgruppe ortsverband ortsverein osterreichische osterreichischer
osterreichisches parlament partei pfadfinder pfarramt pfarrei pfarrgemeinde pflege philharmonie plattform polizei
polizeiprasidium prasidium praxis presse pressestelle projekt rathaus ratshaus redaktion referat regierung reisen
rettung rettungsdienst rotes rundfunk rundschau schauspielhaus schule schulen schweizerische schweizerischer
schweizerisches schwimmbad sekretariat selbsthilfe senat seniorenheim sozialamt sozialdienst sparkasse spielplatz
sportverein staat staatliche staatsanwaltschaft staatsarchiv staatsbibliothek staatskanzlei staatstheater stadt
stadtarchiv stadtbibliothek stadte stadtrat stadtteil stadtwerke stammtisch standesamt statistik stift stiftung
stiftungen strasse studierende studierendenrat tagblatt tageblatt tageszeitung technik technische technisches teilhabe
tierheim tierschutz turnverein umwelt umweltamt unfallkasse universitat universitaten universitatsklinikum unternehmen
verband verbande verbraucherzentrale verein vereine vereinigung verkehr verkehrsbetriebe verlag versicherung verwaltung
volkshochschule volkspartei wasserwerk weinbau weltladen werke werkstatt wetter wetterdienst wirtschaft wissenschaft
wochenblatt wohnungsbau zeit zeitschrift zeitung zentralamt zentralbank zentralbibliothek zentralrat zentrum zoll
zweckverband
"""
_FRENCH = """
academie actualites aeronautique aeroport affaires agence aide ambassade amities ancien anciens antenne archeveche
architectes armee art artisanat assemblee assurance assurances atelier ateliers auberge autorite avocats banque barreau
basilique bibliotheque bibliotheques boulangerie bourse brasserie caisse campagne cantine cathedrale cercle chambre
chateau chemins chercheurs chirurgiens chorale cinematheque citoyens clinique collectif collectivite comedie comite
commissariat communaute commune communes compagnie congres conseil conservatoire consommateurs consulat coordination
cour croix defenseur departement developpement direction ecole ecoles economie edition editions eglise eleves emission
energie enseignement entreprise entreprises environnement equipe espace etablissement etablissements etudes etudiants
europe europeen europeenne exposition fabrique faculte familles femmes filiere finances flotte fondation formation
fournil foyer francais francaise francaises franciliens fraternite garde gare gendarmerie gouvernement groupe groupement
guilde habitants harmonie hebdo histoire hopital hopitaux humanitaire imprimerie independants info infos inspection
instituts jardin jardins jeunes jeunesse journalistes justice laboratoire laboratoires lettres libraires librairie
logement lycee magasin mairie maison maisons manufacture medecin medecins medias mediatheque metiers ministere mondial
mondiale mosquee mouvement mouvements municipale municipalite musees musique mutuelle nationale nationales observatoire
officiel officielle orchestre organismes ouvriere ouvriers parlement paroisse parquet partenaires partenariat parti
patrimoine peche pharmacie pharmaciens philharmonique pompiers prefecture prison professeurs programmes projet projets
promotion publique publiques quotidien recherche rectorat redaction regie regionale reseau revue routes royale royaume
section securite servicesociaux site socialiste societe societes solidaires solidarite solidarites sportif stade
syndicat syndicats telegramme tourisme transports travail travailleurs troupe universitaire universite universites usine
utilisateurs victimes vignoble villes
"""
_SPANISH_PORTUGUESE = """
academia accion administracion aeropuerto agencia agrupacion alcaldia alianza almacen alumnos amigas amigos archivo
archivos arquidiocesis arquivo arzobispado asamblea asociacion asociaciones assembleia associacao ateneo audiencia
auditorio autonoma autoridad autoridade ayuda ayuntamiento banco biblioteca bibliotecas bodega bodegas boletin bombeiros
bomberos cabildo canal capilla casa catedra catedral cathedra centro centros ciencia ciencias cine cinemateca circulo
ciudad ciudadania ciudadano ciudadanos clinica clube coalicion cofradia colectivo colegio coletivo comando comarca
comercio comisaria comisariado comision comissao companhia compania comunicacao comunicacion comunidad comunidade
concejalia concejo confederacao confederacion conferencia congreso congresso consejeria consejo conselho conservatorio
consorcio constructora consulado cooperacion coordinadora corporacao corporacion cuba cuerpo cultura defensa defensor
defensoria delegacion democracia departamento derecho derechos desarrollo desenvolvimento diario diarios diocesis
diputacion direccion direitos ecologistas economia edicion ediciones editora educacao educacion ejercito embaixada
embajada emisora emissora empresa empresas energia ensenanza escola escolas escuela escuelas estacao estacion
estadistica estado estados estudantes estudiantes estudios estudos exercito faculdade facultad familias farmacia
federacao federacion feria ferrocarril ferrocarriles fiscalia fuerzas fundacao fundacion gabinete galeria gobernacion
gobierno governo gremio grupo grupos guarda guardia hermandad historia hospitales iglesia igreja imprensa imprenta
industrias informativo iniciativa institucion instituicao instituto institutos internacional investigacion
investigadores jardim jardines jornal jovenes jovens junta justica justicia juventud juventude juzgado laboratorio
laboratorios libreria librerias liceo livraria lusa matadero ministerio mision mocidade movimento movimiento mujeres
mulheres mundial mundo municipio museo museos museu museus musica nacional naciones nacoes noticia noticias nucleo
obispado observatorio oficial oficina ongd ordem organizacao organizacion orquesta orquestra panaderia parlamento
paroquia parque parroquia partido patronato periodico periodistas pesca plataforma plaza policia politecnica politecnico
popular portavoz praca prefectura prefeitura prensa presidencia procuraduria produccion producciones profesionales
profesores programa projeto promotora protecao proteccion provincia proyecto proyectos pueblo pueblos radiotelevision
rectorado red redacao redaccion rede republica residencia resistencia restaurante revista salud saude secretaria
seguridad seguros semanario seminario senado servicio servicios servico servicos sinagoga sindicato sistema sociedade
sociedades solidaridad solidariedade suprema supremo taller teatro tecnologico telediario telefonica televisao tempo
tiempo tienda trabajadores trabalhadores transito transparencia transportes tribuna turismo uniao unidad unidade unidas
unidos universal universidad universidade universidades vecinos victimas vozes zoologico
"""
_ITALIAN = """
accademia agenzia alleanza alpini ambasciata amici amministrazione archivi archivio arcidiocesi artigianato assessorato
associazione associazioni azienda aziende banca basilica biblioteche bottega caffe calcio camera cantina carabinieri
cattedrale chiesa cineteca circolo citta cittadini collegio collettivo comitato commissione compagnia comune comuni
comunita confederazione conferenza confraternita consiglio consolato consorzio cooperazione coordinamento corriere croce
cucina difesa diocesi dipartimento direzione donne editore editrice edizioni esercito europea fabbrica facolta famiglie
fattoria ferrovie fiera finanza fondazione forze galleria gallerie gazzetta giornale giornalisti giovani gioventu giunta
giustizia gruppo impresa imprese informazione iniziativa istituti istituto istruzione italia italiana italiane italiani
italiano lavoratori lavoro magistratura mercato ministero missione monastero mondo musei nazionale nazionali nazioni
notizie operai ordine ospedale ospedali osservatorio osteria parrocchia partito pinacoteca polizia popolo prefettura
procura progetto programma protezione pubblica quartiere questura quotidiano redazione regione repubblica ricerca
ricercatori ristorante rivista scienza scienze scuola scuole segreteria senato servizi servizio settimanale sindacato
soccorso societa soprintendenza squadra stampa statistica stato studenti studi tavola tecnologia telegiornale trasporti
trattoria tribunale ufficio unione unita universita verdi vigili villaggio volontari volontariato
"""
_DUTCH = """
afdeling algemeen algemene apotheek archief bakkerij belangengroep bibliotheek boekhandel boerderij brandweer burgers
buurt buurthuis buurtvereniging centraal centrum coalitie collectie collectief commissie conservatorium cooperatie
courant dagblad dierenbescherming directie drukkerij federatie fietsersbond fractie gebouw gemeente gemeentebestuur
gemeenten genootschap gerecht gerechtshof gevangenis gezondheid gezondheidszorg groenlinks groep groepen haven
heemkundekring herberg historische hogeschool huis huisarts huisartsen inspectie instelling instituut jeugdzorg jongeren
kanaal kasteel kerk kerken kliniek klooster koninklijk koninklijke kunst kunsthal landelijk landelijke maatschappij
ministerie moskee musea muziek nationaal natuur natuurmonumenten nederland nederlands nederlandse netwerk nieuws
nieuwsblad omroep ondernemers onderwijs onderzoek ontwikkeling oorlog openbaar openbare organisatie orkest ouders
overheid parket parochie partij pers platform polder politie praktijk provincie raad rechtbank redactie regering regio
rijksdienst rijksmuseum rijkswaterstaat samenleving scholen schouwburg sociaal speeltuin spoorwegen staatsbosbeheer stad
stadsarchief stadsbestuur stichting stichtingen studenten studentenvereniging tentoonstelling tijdschrift toneel
uitgeverij unie universitair universiteit universiteiten vakbond veiligheidsregio vereniging verenigingen verkeer
vlaamse vlaanderen voedselbank volkspartij vrienden vrijwilligers vrouwen waterschap weekblad welzijn wereld werkgroep
wetenschap ziekenhuis
"""
_NORDIC = """
akademi akademin aksjeselskap aktiebolag allmannyttiga arbeiderparti arbeidsgruppe arbejdsgruppe arkiv arkivet avdeling
avis avisa avisen barnehage bibliotek bibliotekerne biblioteket bladet brannvesen dagbladet dagens danmark danmarks
dansk danske departementet direktoratet djurskydd domstol domstolen domstolverket eduskunta elevrad energi fagforbund
fagforening felag felagid filharmoni folkeparti folketing folketinget folkhogskola fond fonden fondet forbund forbundet
foreldreutvalg forening foreningen foretag forlag forlaget forskning forskningsradet forsvar forsvaret frettabladid
fritid fylke fylkeskommune fylkesmann galleri gymnas gymnasiet hamn haskoli haskolinn havn heimili helse
helsedirektoratet helsetilsynet helsinki hjalp hjelp hogskola hogskolan hogskole hovedstyret hoyesterett hoyskole
hoyskolen institutet institutt instituttet island islands islensk islenska justitie kanslersamt kansli kirjasto kirken
kirkja kirkko kommisjon kommun kommunen kommuner kommunstyrelsen konserthus kor kors kulturhus kulturhuset kvinner
kvinnor kyrka kyrkan laboratorium lakare landlaeknir landslag landspitali landsting lansstyrelsen legeforening legevakt
liiga liitto litteratur lokallag luftfart marked menntaskoli meteorologisk miljo miljodirektoratet ministeriet
morgunbladid museer museet musikk myndighet myndigheten namnd namnden nasjonal nasjonale nasjonalt nationell nettverk
norge norges norsk norske nyheter nytt ombud ombudet organisasjon orkester osakeyhtio pappers partiet poliisi polisen
politi politiet prosjekt puolue raddningstjanst radet raduneyti regeringen regionen rikisutvarpid riksarkivet riksbank
riksdag riksdagen saamelaisneuvosto saatio safn sairaala sallskap samfundet samfunn samfunnet samling samtok samvirke
selskab selskap selskapet senter sentralbyra sjodur sjukhus sjukvard skola skolan skole skolen skoli skolor sosial
sparbank sparebank spegel staten statens statistisk statistiska stiftelsen stofnun studentersamfunn studentforbund
styrelse styrelsen suomen suomi svensk svenska svenskt sverige sveriges sygehus sykehus sykepleier teater teateret
tidende tidning tidningen tidskrift tidsskrift tilsynet trafikverket turistforening tutkimus undervisning ungdom
ungdomsskole universitet universitetet utgafa utvalg valtio vannverk vedurstofa vegvesen vetenskap vetenskapsradet
videnskab vidnesbyrd virasto vitenskap yhdistys yle yliopisto
"""
_SLAVIC = """
agencija agencja agentstvo agentura akademia akademija akademiya archiwum arhiv asociace asociacija assotsiatsiya banka
biblioteka biskupstwo biuro bratstvo burza centar centralna centralny cerkev cerkiew ceska ceske cesky crkva czytelnia
dekanat demokratska departament diecezja domy drustvo druzba druzstvo dziennik dziennikarze edice energetika fabryka
fakulta fakultet federace federacija federacja festiwal filharmonia filharmonie filozofska fondacija fundacja galerija
gazeta generalny gimnazija gimnazjum glasilo glasnik glavnoe gmina gosudarstvennyi gradska gruppa hasici hnuti hnutie
hospicjum hrvatska hrvatski hrvatsko iniciatyva inicjatywa inspekcja instytucja instytut izdavac jednota jezdecki
kancelar kancelaria katedra klinika klub knihovna kniznica knjizara knjiznica kolegium koleje kolektyw komanda komise
komisia komisija komisja komitet komora kompaniya konfederacja konferencja kongres konsorcjum kooperativ kooperatywa
krajowa krajowy kultura kuratorium kurier laboratorij laboratoriya liceum lotnisko magazyn marszalek medzinarodna mestna
mesto mestska mestsky mezinarodni miasto miejska miejski ministarstvo ministerstvo ministerstwo ministrstvo misja
mlodziez mnichov moskovskaya moskva muzej muzeum muzey muzyka nadace nadacia nadacja nakladatelstvi narodna narodni
narodny narodowa narodowe narodowy natsionalna natsionalni natsionalnyi nemocnica nemocnice nezavisla noviny novosti
obcina obshchestvennoe obshchestvo obwod odbory oddelek oddzial okregowy okrug organizace organizacija organizacja
organizatsiya orkiestra osnovna osrodek panstwowa panstwowe panstwowy parafia partia partija partiya partnerstwo pismo
pivovar poczta pogotowie policie policija policja politechnika polska polski polskie pomoc porad poradnia posta powiat
powszechna prasa pravda pravitelstvo pravna projekat prokuratura przedsiebiorstwo przedszkole przychodnia radiosvoboda
redakce redakcia redakcija redakcja redaktsiya rektorat republika republiky restauracja rossiya rossiyskaya rzecznik
rzeczpospolita sady samorzad savet sbor sejm sekcja skupina skupstina slovenija slovenska slovenske slovensky sluzba
sluzby sluzhba smer sojusz solidarnosc soyuz spilka spoldzielnia spolecne spoleczna spolecznosc spolek spolka spolok
srbija stacja stadion starostwo statistika statni stowarzyszenie stranka strojirny strojnictwo studia sudska sved
sveuciliste szczecin szkola szkolny szkoly szpital tabor teatar teatr technicka televize televizija telewizja tiskarna
towarzystwo trybunal tsentr turystyka tygodnik ubezpieczen uczelnia udruga udruzba udruzenje ukraina ukrainska
ukrainskyi unia univerza univerzita univerzitet uniwersytet uprava upravlenie urad ured urzad ustav vecernji vedecka
vedomosti vesnik vesti vestnik veza vojvodina volonteri vrchni vydavatelstvi vydavatelstvo vysoka warszawa warszawy
wiadomosci wiesci wojewodztwo wojsko wolne wspolnota wspolpraca wydawnictwo wydzial wyzsza zadruga zaklad zakladni
zaklady zarzad zavod zbor zbornica zdravlje zdravotni zdrowie zdruzenie zdruzenje zelena zeleni zespol zhurnal zveza
zwiazek
"""
_OTHER_EUROPEAN = """
adunarea agentia agrupament ajuntament akadimia alapitvany allami amgueddfa apvieniba arxiu asociatia associacio
astynomia ateneu augstskola autoritatea avize bakanligi bankas bashkia belediye belediyesi bendrija bibliothiki biedriba
bilim birligi birlik biserica bizottsag botiga cancelaria catalunya centras centrul ciutat clubul coiste collectiu
comhairle comisia comissio comitetul companyia comunitatea comunn consell consiliul consorci cumann cumhuriyet
cumhuriyeti curtea cymdeithas cymru cyngor departamentul dernegi dernek diari dimosia diputacio directia draugija
drejtoria editura eesti efimerida egyesulet egyetem egyhaz egylet eireann eklisia ekpaidefsi elkartea ellada ellados
elliniki elliniko enstitusu episcopia esglesia etaireia eteria ethniki ethniko ethnikon euskal euskaltzaindia eusko
facultatea federacio federasion federasyonu federatia felugyelet foiskola folyoirat fondacioni fondas fovaros fundacio
fundatia gaeltacht gazete gazetesi generalitat gimnazium gjykata govern gramateia grup grupul guvernul hareketi
hastanesi hatosag hirek hivatal idryma institouto institutas instituti institutul intezet iroda iskola isletmesi
jaurlaritza jurnalul kentro keskus kiado kitabevi kolegija kollegium komisyonu komitesi komitetas konseyi konyvtar
kooperatifi korhaz kormany kozosseg kozpont kulubu kurultayi kurulu kurumu kutatas kutatointezet kutuphane kutuphanesi
kuvendi kyvernisi laikrastis latvija latvijas leidykla levizja liceul lietuva lietuvos linnavalitsus llibreria
llywodraeth maakond magyarorszag mancomunitat meclis meclisi medya merkez merkezi ministerija ministerul ministria
miscarea mokykla mouseio moviment mozgalom mudurlugu muuseum muzejs muzesi muzeu muzeul muziejus nationala nemzeti
nosokomeio noukogu ofisi oifig oilthigh okulu ollscoil omospondia onkormanyzat orasul orfeo organismos organizata
organizatia orkestrasi orszaggyules orszagos panepistimio parlamentul partidul partisi partit patronat politeia politia
presedintia prifysgol primaria qendra raamatukogu raudtee rendorseg riigi riigikogu rinktine romania sajunga savivaldybe
scholi scoala scoil seimas senatul sendikasi senedd serviciul shkolla shoqata shqiperia shqiptare sihtasutus sillogos
sindicat sirketi societat societatea spitalul syllogos symvoulio syndesmos szakszervezet szemle szinhaz szovetkezet
szovetseg tallinna tameio tanacs tarsasag tarsulat tartu taryba teatras teatre teatri teatrul tiyatro tiyatrosu
toplulugu trapeza tribunalul tudomanyos turkiye udala ujsag ulikool unibertsitatea unio uniunea universitate
universitatea universitesi universitetas universiteti vakfi vakif valdyba valitsus varos vasut vezerkar vivliothiki
yayinevi yayinlari ypourgeio ysgol zenekar ziarul
"""
_WIDER = """
agudat akhbar alarabiya amuta anjuman arabiya baraza bazaar beit bharatiya bhavan chuo daigaku durbar gakkai gakuin
histadrut ikolishi inyunivesithi irgun iriya ittihad jabatan jamaa jamia jamiat jamiya jamiyat janata jazeera jumhuriya
jumuiya kabupaten kabushiki kagawaran kaisha kampuni kanisa kantor kementerian kenkyujo kerajaan khabar kibbutz knesset
koperasi kulliya kyoiku kyokai lembaga madrasa madrasat mahakama mahasabha majelis majlis maktab maktaba maktabat
mamlaka markaz masjid masyarakat matbaa mathaf merkaz misrad moetza moshav mouassasa muassasa munazzama mustashfa nahar
nusantara organisasi paaralan pamahalaan panchayat parishad pariwar partai patrika pemerintah perhimpunan perpustakaan
persatuan pertubuhan perusahaan polri prakashan provinsi quds rabita rakyat rashtriya republik sabha sahifa samachar
samahan samaj samiti sangathan sangh sansthan sekolah serikali serikat sharika sharq shimbun shinbun shirika shule
shuppan taasisi toshokan tume universitas universiti ushirika vaad vidyalaya vidyapeeth wakala watan wizara wizarat
yayasan yeshiva
"""
_OTHER_SCRIPTS = """
университет институт министерство академия фонд комитет агентство общество союз центр музей библиотека газета новости
партия совет служба школа театр банк компания організація університет інститут міністерство товариство спілка
πανεπιστημιο υπουργειο ιδρυμα εταιρεια συλλογος κεντρο
جامعة وزارة مؤسسة جمعية معهد مركز مجلس هيئة لجنة منظمة اتحاد متحف مكتبة شركة صحيفة وكالة بلدية حزب نقابة مدرسة مستشفى
دانشگاه سازمان بنیاد انجمن وزارت روزنامه
אוניברסיטה משרד מכון עמותת ארגון מוזיאון
大学 大學 学会 協会 协会 委員会 委员会 研究所 財団 公司 株式会社 博物館 图书馆 新聞 新闻 대학교 협회 재단 연구소 위원회
"""

#: Every word that makes a name an organisation's.
BODIES = frozenset(
    " ".join((
        _ENGLISH, _LEGAL, _GERMAN, _FRENCH, _SPANISH_PORTUGUESE, _ITALIAN, _DUTCH, _NORDIC, _SLAVIC, _OTHER_EUROPEAN,
        _WIDER,
    )).split()
)  # fmt: skip
#: The same in scripts that are never taken apart but where a family's name precedes a comma; not folded.
OTHER_SCRIPTS = tuple(_OTHER_SCRIPTS.split())
#: Ends of the long words that Germanic languages and Finnish make: ``Umweltministerium``, ``Mieterverein``.
ENDS = tuple(
    """akademie akademin anstalt anwaltschaft archiv arkivet ausschuss bahnhof behorde biblioteket bibliotheek
    bibliothek bladet brauerei dagblad dienst direktorat direktoratet fakultat feuerwehr forbund forbundet forening
    foreningen forskning forum gemeinde gemeinschaft genootschap genossenschaft gericht gesellschaft gewerkschaft
    gymnasium hochschule hogeschool hogskola hogskolan industrie initiative institut institutet institutt instituut
    kammer kirche klinik kliniken klinikum komitee kommission kommune kommunen kongress krankenhaus kreisverband
    laitos liitto maatschappij magazin medien ministerie ministeriet ministerio ministerium museet museo museum
    myndighet myndigheten nachrichten nettverk netzwerk orchester organisatie organisation orkester parlament
    parlement partei partiet partij polizei presse projekt prosjekt raadet radet redaktion regierung rundfunk
    rundschau saatio sallskapet schule schulen selskab selskabet selskapet sparebank sparkasse staten statistik
    stichting stiftelse stiftelsen stiftung styrelsen tageblatt theater tidende tidningen universitat universiteit
    universitet universitetet verband verbond verein vereine vereinigung vereniging verket verlag versicherung
    verwaltung virasto werke wirtschaft yhdistys yliopisto zeitung zentrale zentrum""".split()
)


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
#: What precedes a name, and is no given name.
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
