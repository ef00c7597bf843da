"""Given names of Asia, Africa and the Pacific in Latin letters, folded as :func:`unroller.text.slug` folds them.

As :mod:`unroller.writers.citations.lexicon.given_western`; names from there are not repeated. Names of peoples
who put the name of the family first or have none (Vietnamese, Burmese) are few: theirs are cited whole.
"""

from __future__ import annotations

_ARABIC_AND_PERSIAN = """
abbas abd abdallah abdelaziz abdelhadi abdelhak abdelhamid abdelkader abdelkarim abdellah abdellatif abdelmajid
abdelmalek abdelrahman abderrahim abderrahman abdessalam abdoulaye abdul abdulaziz abdulkarim abdulla abdulrahman
abdurrahman abeer abid abida abir abla abolfazl adeel adham adonis afaf afif afsaneh afshan afshin aftab agha ahlam
ahmad ahmadreza ahmed ahsan aicha aijaz akbar akhtar alaa alaeddine alborz alia alireza altaf amal aman amani amar amat
amer amin aminata amine amir amira amirali amirhossein amirreza amjad ammar amna amr anahita anas anis anisa anoush
anousheh ansar anum anwar aouatef arafat arash ardalan ardeshir aref arezoo arooj arsalan arshad arshia artin arwa arya
aryan asaad asad aseel asghar ashkan ashraf asif asma asmaa assia ata atef atefeh atena athena atif atiya awad awatef
aya ayah ayat ayaz ayda ayesha ayham ayman aymen ayoub ayub azadeh azar azhar azita azza babak babar badia badr bahaa
bahareh bahia bahija bahjat bahman baktash banafsheh bano baraa baraka barbod bardia bariaa basel basem bashir basim
basma bassam bassel bassem batoul behdad behnam behnaz behrouz behzad benazir benjelloun bijan bilel bilquis bita
bouchra boushra boutros brahim bushra chafik chaima chakib charbel cherif chokri dalal danish danyal daoud dariush
darwish davood delaram delbar dhia diaa dima djamel djamila doha donia driss dua duaa ehab ehsan ehtisham ejaz elaheh
elham elnaz emad eman erfan esmaeil esmail esmat essam fadel fadi fadia fadila fadl fadwa faezeh fahad fahd faheem
fahimeh fahmi fahmida fairouz faisal faiz faiza faizan fakhri falah farah farahnaz faraj faramarz faranak farbod fareed
fareeha farhad farhan farhat fariba faride farideh fariha faris farnaz farooq farouk farrokh farrukh farshad farshid
farzad farzana farzaneh fateh fatema fatemeh fathi fathia fatiha fatimah fawad fawaz fawzi fawzia fayez fayrouz faysal
fayza fazal feras fereshteh fereydoon fereydoun ferial fida firas firouz firouzeh fiza fouad fouzia furat ghada ghadeer
ghaleb ghasem ghassan ghazal ghazala ghazaleh ghazi ghodrat ghufran ghulam goli golnar golnaz golshifteh habib habiba
habibeh hadeel hadia hadil hafeez hafez hafida hafsa haidar haider haifa haitham hajar hakeem hakim hala halima hamad
hamada hamdan hamed hameed hamid hamida hamideh hamidreza hanaa hanan hanane haneen hani hania hannaneh harith haroon
haroun hashem hasna hassan hassiba hasti hatem hatim haya hayat hayder haytham hazem hazim heba hedieh hengameh hiba
hicham hina hira hisham hoda hojjat homa homayoun hooman hosein hossam hossein houda houman houria houshang houssem
hudhaifa humaid humaira humayun husam husayn hussain hussam hussein iba ibtihal ibtissam iftikhar ihab ijaz ikhlas imad
imam iman imen imran imtiaz inaam inam inas inaya inayat intisar intizar iqbal iqra iraj irum isam ishaq ishrat ismahan
ismat issa issam iyad izz jaafar jaber jabir jad jafar jahan jalal jaleel jaleh jalil jameel jameela jamilah janan jasem
jasim jassim javad javaid javed jawad jihad jihan jinan joumana juhaina jumana junaid kais kaltoum kamal kambiz kamel
kamyar kanwal karam kareem karim karima karimeh kashif kasra kassem katayoun kaveh kawthar kazem keivan keyhan keyvan
khadijah khadim khaled khalida khalifa khalil khawla khayr khodr kholoud khosro khosrow khoulood khouloud khurram
khurshid kiana kianoush kiarash kimia kiumars komal kulthum ladan laiba laleh lama lamia lamis lamya latifa liaquat loai
loubna luay lubna lujain madiha maha mahboubeh mahdi maher mahfoud mahira mahmoud mahmud mahnaz mahnoor mahsa mahshid
mahtab mahvash maisa maissa majd majed majeed majid majida makram malak malek mamdouh mamoun manaf manal manar mandana
mani manijeh manouchehr mansour maqsood maram marjane marwa marwan maryam marzieh masih masood masoud masoumeh masud
mawra mayada mayar maysa mazen mazin medhat mehran mehraneh mehrdad mehreen mehri mehrnaz mehrnoush mehwish melika
meriem meryem mian miftah milad minoo mishal mitra moaz mohamad mohamed mohammad mohammed mohannad mohieddin mohsen
mojgan mojtaba mokhtar monaf moncef monir montaser morteza morvarid moslem mostafa mouad mouhamed moulay mounir mounira
mourad moussa moustafa muath mubarak mubashir muhammad muhannad muin mujahid mukhtar mumtaz muna muneeb muneeza muniba
muntaha muntasir murtada murtaza mustapha muthanna muzna nabeel nabeela nabil nabila nadeem nader nadim naeem nafisa
naghmeh nagina nahed naheed nahid nahla naila najah najam najat najib najiba najla najlaa najwa narges nargess nargis
naser nashwa nasim nasir nasma nasr nasrallah nasreen nasrin nasser nassima nastaran naveed navid nawaf nawal nawaz
nawel nayef nayla nazanin nazia nazih nazik nazila negar nermeen nevine nezar nidal nighat nihad nijad niloofar niloufar
nima nimat nimra nisreen nizar noha noman nosheen nouha nour noura nourhan nouri noushin nuha numan nura nusrat obaid
obaida omid omran osama othman ouafa oum oumaima oussama owais pantea parastoo parham pari parisa parsa parvaneh parveen
parvin payam pedram pegah peiman pejman peyman peyvand pirouz pooneh poupak pouria pouya qais qamar qasim quratulain
qusay rabab rabah rabea rabie rachid rachida radi radia radwan rafat rafeeq rafic rafik rafiq raghad raghda ragheb raha
rahaf rahat raheel rahim rahma rahman raja rajaa rajab raji rakan rama ramia ramtin ramzi ramzy rand randa ranim raouf
rasha rashed rasheed rashid rasmi rasoul rawan rawda rawia raya rayan razan razia reda reem rehab reham rehan rehana
rehman rema reyhaneh reza riad rida ridha riffat rihab rihanna rima ritaj riyad riyadh rizwan rizwana roaa robina rola
roozbeh rosette roshanak rouba roya ruba rukhsana ruqayya saad saadat saadia saba sabah sabeen sadegh sadek sadia sadiq
saeed saeeda saeedeh saeid safa safaa safdar safia safiya safwan sahar saher said saida saif saima sajad sajid sajida
sajjad sakina salah salam saleem saleh salem salha salima salma salman salwa samah saman samaneh samar sameh samer
samerah samia samih samiha samin samina sana sanaa sanam sanaz sania sarfraz sarmad sarra sarvenaz sarwat sattar saud
sawsan sayed sayyid seham sepehr sepideh setareh shaaban shabana shabbir shabnam shada shadi shadia shafqat shaghayegh
shagufta shahab shahbaz shahd shaheen shahid shahida shahir shahnawaz shahnaz shahram shahriar shahrnush shahrokh
shahrzad shahzad shahzaib shaimaa shaista shakeel shaker shakib shakila shakir shamim shamma shamsi shandana sharaf
sharareh sharif sharifa sharmeen sharmila shatha shaukat shawki shayan shayma shazia shehbaz shehla sheida shereen
sherif sherine shervin shideh shihab shima shireen shiva shoaib shohreh shokoufeh shukri siamak siavash sidra siham
simin simindokht siraj sirine sitara sobia sogand soha sohaib sohail soheil soheila solmaz somayeh sonbol sondos soosan
soraya soroush souad soufiane souhail soumaya suad sudabeh suha suhad suhail suhair sulaiman suleiman sultana sumaira
sumaya sumayya sumera suraya tabassum taghi taha tahani taher tahereh tahmina tahmineh tahseen taim taimur talal taleb
talha talib tamam tamim tannaz tanveer tanzeel taoufik taraneh tarek tareq tariq tasleem taufik tawfik tayeb tayyab
tayyaba tehmina thabet thamer thuraya toomaj touqeer touraj turki ubaid ubayd umaima umair umar umer umm urooj usama
usman uthman uzair uzma vafa wael wafa wafaa wahab waheed wahib wahiba wahid wahida wajahat wajdi wajih walaa waleed
walid waqar waqas waseem wasim wassim wedad wesam widad wijdan wisal wissam yacine yacoub yahia yakoub yalda yamina
yaqub yasaman yaser yasir yassin yassine yassir yazan yazid yeganeh youcef younes youness younis yousaf yousef yousra
youssef youssra yusra zafar zaheer zahia zahid zahida zahir zahra zaib zaid zaina zainab zaineb zakaria zakariya zaki
zakia zakir zari zeba zeeshan zeina zeinab zhaleh zhila zia ziad ziba zied zineb ziyad zohra zohreh zoubida zoubir
zubaida zubair zuhair zuhra zulaikha zulfiqar
"""
_HEBREW = """
adi aharon aliza alon amichai aminadav amit amnon anat arieh arik asaf assaf atara avi avia aviel avigail avigdor avihai
avinoam aviram avishai aviv aviva avner avraham avram ayala ayelet azriel baruch batsheva batya ben-zion benny benzion
bilha binyamin bracha carmit chagit chaim chana chava chaya chen dafna dani daniella danit devora dganit doron dov dovid
dror dvora efraim efrat ehud einat einav eitan elad elazar elchanan eliahu eliav eliezer elior elisha eliyahu elkana
etgar eyal ezer fania fruma gad gadi galia galit gavriel gershom gershon geula gidi gila gilad gili giora golan hadar
hadas hadassah haggai haim hanoch hava hila hillel idan ido igal ilan ilana ilit irit itai itamar itay itzhak itzik
keren kobi liat limor lior liora lital maayan malka matan mayan meir meira meirav menachem menashe mendel merav miki
miri mirit mordechai moshe motti naama nachman nachum nadav naftali nahum nava nehama nehemia neomi neta netanel netta
nili nimrod nir nira nissim nitza nitzan noam noga nurit oded ofer ofir ofra ohad omri ophir ori orit orly osnat pesach
pinchas pnina rachamim rafi rani reut reuven riki rivka ronen ronit rony rotem sagi sagit sarai sarit schlomo shai
shalom shamir shani shaul shimon shimrit shir shira shiri shlomi shlomit shlomo shmuel shosh shoshana shula shulamit
sigal sigalit simcha smadar tali talia tamir tehila tikva tirza tova tsipora tuvia tzachi tzafrir tzipi tzipora tzvi uri
varda vered yaacov yaakov yaffa yair yarden yariv yaron yechezkel yechiel yehoshua yehuda yehudit yigael yigal yishai
yisrael yitzchak yitzhak yoav yochanan yogev yohai yona yonatan yonit yoram yosef yossi yotam yuval zahava zalman zeev
zehava zev zipora zohar zvi zvika
"""
_SOUTH_ASIAN = """
aadhya aadi aahana aakash aamina aaminah aamir aarav aarti aarush aarya aasha aashish aashna aasim abdelilah abdelouahed
abderrahmane abdessamad abdou abeeha abeel abha abhay abhijeet abhijit abhik abhilash abhinandan abhinav abhiram
abhishek abulfazl achal achala achyut achyuta adarsh adhira adhrit adit aditi aditya adnane advait advika agastya ahlem
ahmadou ahmer aishwarya aiyana ajay ajinkya ajit ajith akanksha akash akhil akhila akshara akshat akshay akshaya akshita
alanoud aleena aleeza alekha alishba alka alok aloke alpana alparslan amairah amala amarendra amarinder amarjeet amarjit
amarnath amartya ambika ameen amey aminah amish amishi amita amitabh amitabha amitav ammad ammara amol amran amrit
amrita amruta amulya anagha anahi anaisha anand ananda anandamayi anandi anannya ananth ananya anaya aneela aneesh angad
angana aniket anima anindita anirban aniruddh aniruddha anirvan anish anisha anjali anjan anjana anju ankit ankita ankur
anmay anmol annapurna anoja anoma anoop anoosh anouar anshul anshuman antara anuj anuja anup anupam anupama anura
anuradha anurag anusha anushka anushree anvay anvi anwara aparajita aparna apoorva apurva aqeel aqib aqsa aradhana aras
arav aravind archan archana archita areeba areej arhaan arham arijit arindam arisha arjun arka armaan armeen arnab
arnavi arohi arpan arpit arpita arsal arslan arthi arti aruha arun aruna arundhati aruni arunima arvin arvind
asaduzzaman asanka asbah asela asha ashar ashima ashis ashish ashmita ashok ashoka ashutosh ashvin ashwin ashwini asit
asmahan asmi asmita asoka atanu athar atharv atharva atika atlas atul avani avantika avinash avyaan ayaan ayan ayten
ayush ayushi ayushman azan azeddine azeem azlan babita babul babur bader badis bahadir baidyanath baisakhi bakhtawar
balaji baldev balram balwinder banani bandar bandula banhi bareera barkha barun basab basanti basudev batikan beena
begum bejoy belkacem benoy berra bhagwan bhanu bharat bharathi bharati bhargav bhargavi bharti bhaskar bhaumik bhavana
bhavesh bhavin bhavna bhavya bhima bhupesh bhupinder bhushan bhuvan bhuvaneshwari bibek bibhuti bidhan bidhya bidisha
bidyut bikash bikram bimal bimala bina bindu binita binod bipin birendra bireswar bishal bishnu bishwa biswajit brijesh
brijmohan brinda buddhadev buddhika bulbul cahit canberk celalettin cengiz chahinez chaitali chaitanya chakradhar
chamara chamari chaminda champika chanchal chandan chandana chandani chandima chandni chandra chandrababu chandrahas
chandrakant chandran chandrasekhar chandreyi chandrika chandrima charan charitha charu charvi chathura chathurika chetan
chetana chhaya chinmay chinmayi chintan chirag chitra chitrangada choden choukri daksh dalip damayanthi damayanti damini
damitha damodar daniyal danushka darpan darshan darshana dasun daud dawa daya dayan dayanand debabrata debashis debjani
debjit deboshree dechen deeksha deepa deepak deepali deepashree deepika deepthi deepti deuba dev deva devaki devang
devdas devendra devesh devi devika devyani dhammika dhananjay dhanraj dhanush dharini dharma dharmendra dharmesh dhaval
dhiraj dhivya dhriti dhruv dhruva dhwani dibyendu digvijay diksha dila dilani dilhara dilini dilip dilrukshi dinesh
dinuka dipa dipak dipali dipankar dipannita dipika dipti direnc divakar divij divya divyansh diya djamal dnyaneshwar
dorji doruk drishti dulani durga durgesh durjoy dushyant dwaipayan dwijen ecrin eesha efsun ekin ekta elakshi elarbi
elhadi elshan emaan ershad ertem esha eshaan eshal eylul eyup fajr falguni faneendra faraz fariya fatin fazle ferzan
fevziye fouzi gagan gajanan gajendra gamal gamila gamini ganesh gargi gaurang gaurav gauravi gauri gautam gautami gayani
gayatri geeta geeti geetika ghizlane ghofrane gihan girija girindra girish gitanjali goktug gokul gopal gopi gopika
gopinath govind govinda gulab gultekin gulzar gunbir gunel gunjan gurbachan gurdeep gurinder gurmeet gurnam gurpreet
gursharan guru gurudev gyan gyanendra hachem hadiqa hafsah haimanti hakima haleema hamdane hamsa hamsini hansa hansika
harbhajan hardeep hardik hareem hari harikrishna harinder harini harish harmeet harpreet harsha harshad harshal harshit
harshita harshvardhan harsimran harvinder hashir hasina hasini hasmukh hasnaa hassam hassane hayet helma hema hemangi
hemant hemanta hemlata hessa hichem himani himanshu hiral hiranmoy hiranya hiren hiruni hitansh hitesh hooria housseyn
houssine hridaan hridoy hrishikesh hrithik hunain husnain hynd ibtisam iffat ihtisham ila ilke imama imane imene inaaya
indira indrajeet indrajit indrani indranil ipshita ipsita iravati iresha irsa isha ishaan ishan ishani ishara ishika
ishita ishwar islem isra iti izhan jagadish jagan jagannath jagat jagdeep jagdish jagjeet jagjit jagmohan jahanara
jahnavi jaideep jaipal jairam jaishankar janaka janaki janardan jannah jannat jasbir jasleen jasmeet jaspal jaspreet
jasprit jassi jaswant jaswinder jatin jatindra javeria jawaharlal jaya jayant jayanta jayanth jayantha jayanthi jayanti
jayaprakash jayashree jaydeep jayesh jayita jayshree jeet jeetendra jeevan jhumpa jibran jigme jignesh jiten jitendra
jivika jiya jogendra joginder jouri joydeep juhi junayd jyoti jyotika jyotiraditya jyotirmoy jyotsna kaalindi kabir
kabita kadambari kailash kainat kairav kajal kajol kalidas kalpana kalpesh kalpita kalyan kalyani kamakshi kamalesh
kamini kanak kanaka kanan kanchan kanchana kanika kanishk kanishka kaoutar kapil kapila karan kareena karishma kartal
karthik karthika karthikeyan kartik karuna kashaf kashinath kashish kashvi kasturi kasun kaushal kaushalya kaushik
kaustav kaustubh kavi kavita kavitha kavya kazi kedar keerthana keerthi kenza keshav keshava ketaki ketan ketki keya
khadga khaira khaleda khawar khushboo khushi khushwant kiaan kiaansh kinley kiran kiren kirti kishan kishore kishori
komalika koushik koyel kripa krish krishiv krishna krishnan krishnendu kriti kritika krittika krunal kshama kshitij
kuldeep kumar kumara kumaran kumari kumkum kumud kumudu kunal kunjal kushal kusum labeeb lahiru lakmal lakshan lakshay
lakshman lakshmi lakshya lalit lalita lalitha lalla lamiae laraib lasantha lasith lata latefa latha lavanya laxman laxmi
leela leen leher lekha lhakpa lianne likhit lilavati lipika lobsang lochan lokesh lopamudra lotfi lubaba lutfar lyna
maamar madan madhabi madhav madhavan madhavi madhu madhulika madhumita madhur madhuri madhusudan mahad mahadev
mahalakshmi mahammad mahasweta mahatma mahavir mahbub maheen mahela mahendra mahesh mahfuz mahi mahika mahima mahinda
mahrukh mahua mahuya maissae maithripala makarand mala malaika malala malathi malavika malay maleeha malini malith
mallika malti mamata mamta manahil manas manasa manasi mandakini mandeep mandira mangal mangala mangesh manik manika
manikandan manini manish manisha manjari manjeet manjiri manjit manju manjula manjunath manjusha manjusree manmohan
mannu manohar manohari manoj manomay manori manpreet mansi mansoor manu manuj manvi mariyam maroua masooma mayank
maysoun mayukh mayur mayuri mazhar medha meena meenakshi meenakshisundaram meenal meera meerab megha meghana meghna
mehak mehar meher mehmood mehul menaka mersana meryam mihir minahil mingma minhaj miray misbah mishti mita mitali
mithali mithila mithun mitul mizanur mohan mohandas mohcine mohini mohit mohita mohsin mohua moinul moitreyee moiz
momina monalisa monirul monsif mosammat mouli moumita mouna mounia mourtada moushumi mousumi mridula mrinal mrinalini
mrunal muazzam mubeen mucahit mudassar mugdha muhlis mujib mujibur mukesh mukta mukul mukunda muneera murali muralidhar
mustansir muthu muthulakshmi mythili nabanita nabeeha nabiha nabin nacer nachiket nachiketa nadeesha nadjet nagarjuna
nagesh naina naini najeeb najoua nakul nalaka nalini namish namita namrata nandan nandana nandasena nandini nandita
nandkishore naoual narasimha narasimhan narayan narayana narayanan naren narendra naresh narinder narmada nasiruddin
nassira nataraj natesan natwar naura naveen naveera navin navjot navneet navya nayan nayana nayantara nazma nebahat neel
neela neelam neelima neelum neeraj neerav neerja neeta neeti neetu nefise neha nesreen nevra ngawang nibedita nidhi
nidhish nihar niharika niket nikhil nikunj nilabja nilanjan nilanjana nilanthi nilesh nilima nilmini nimai nimal nimali
nimish nimisha nimrat nirad niraj niranjan nirav nirban nirmal nirmala nirmalya nirosha niroshan nirupama nisha nishad
nishant nishantha nishita nishith nitin nitish nitisha nitu nitya nivaan nivedita niyati norbu nouf noureddine nouredine
nupur nurul nurun ogun ojas ojaswi omaima omkar omprakash onat oorja orhon oualid oumaya ozlen padma padmaja padmanabhan
padmavathi padmini pakize palak palaniappan pallab pallavi panchali panini pankaj parag paramjit paresh parikshit
parineeta paritosh parmeshwar parminder paromita parth partha parul parvathi parvati parvez pasang pathum pauravi pavan
pavitra pawan payal pema pemba phurba piali pihu piya piyal piyali piyasha piyush pooja poojitha poonam poornima poorvi
poulomi prabath prabha prabhakar prabhas prabhat prabhu prabir prabodh prachanda prachi pradeep pradeepa pradip pradnya
pradyumna prafulla pragati pragnya pragya pragyan prahlad prajakta prajwal prakash prakhar prakriti pramila pramit
pramod pranab pranati pranav pranay pranjal pranjali prarthana prasad prasanna prasanta prasenjit prashant prashanth
prasoon prasun pratap prateek pratibha pratik pratiksha pratima pratyush pratyusha praveen praveena pravin preeta
preetha preeti preksha prem premchand premlata prerna pritam pritha prithvi prithviraj priti priya priyadarshini priyam
priyamvada priyanka priyansh priyansha priyanshu priyantha pubudu puja pujarini pujita pulkit punam puneet puneeth purab
purabi puranjoy purnima purushottam purvi pushkar pushpa qandeel rabail rabi rabindra rabindranath rachana rachit rachna
radha radhakrishnan radhika radouane rafay raghav raghavendra raghu raghunath raghuram raghuveer raghuvir raheela rahul
raima raj rajalakshmi rajalaxmi rajan rajani rajashri rajasi rajat rajdeep rajdip rajeev rajender rajendra rajesh
rajeshree rajeshwari rajib rajinder rajini rajiv rajkumar rajni rajnish raju rajvir rajyavardhan rakesh rakhi rakshit
ramakrishna ramakrishnan raman ramana ramanujan ramaswamy rambabu ramchandra rameen ramesh ramkumar ramnath ramnik
ramsha ramya ranajit ranbir randeep randhir ranga rangan rangarajan ranil ranjan ranjana ranjini ranjit ranjita ranjith
ranjitha ranveer ranvir rashmi rasika ratan rathin ratna raveena ravi ravinder ravindra ravindran raza reema reeta rekha
renu renuka reshma reyansh rezaul ria richa riddhi riddhima ridhima rimsha rinki rinku rishabh rishi rishika ritesh
rithvik ritika ritu rituparna ritwik riya riyansh rkia rochak roghayyeh rohail rohan rohana rohini rohit rokeya romaisa
ronak ronita roopa roshan roshni rounak rowshan roychand ruchi ruchika ruchira rudra rudrani rudransh ruhaan rujuta
rukmini rukshana rupa rupali rupam rupesh rupinder rupsa rushali rushil rusten rutuja ruwan ruwani saanvi saatvik sabeeh
sabyasachi sachidananda sachin sachini sachit sadhana sadhna sadullah sagar sagarika sahana sahasra sahib sahil sai
saikat saikumar sailaja saim saira saiyam sajal sajeda sajith sakineh sakshi sakshum saleha saloni samaira samanthi
samarjit samarth sambhavi sameer sameera samhita samidha samiksha samita sampada sampath sampurna samrat samreen
samridhi samrudh samyukta sanae sanatan sanath sanchari sanchita sandamali sandeep sandhya sandip sandipan sanduni
sangeeta sangeetha sanghamitra sangita sanika sanjana sanjay sanjaya sanjeev sanjib sanjit sanjiv sanjoy sanjukta
sankalp sankar sannidhi sanober santanu santhosh santosh sanvi sapna saptarshi sarala saran saraswati sarath sarayu
sarbani sarika sarita saritha sarla sarmistha saroj saroja sarojini sarvagya sarvesh sashi sasikala sathish sathya
sathyan satish satya satyajit satyam satyavati satyendra saumitra saumya saurabh saurav saurin savita savitha savitri
sawera sayali sayan sayantan sayantani seema seetha selvam senarath senthil serol sevde shaan shafiqul shahidul shahmeer
shahroz shaila shailaja shailendra shailesh shaili shakti shakuntala shalini shalmali shama shambhavi shambhu shamik
shamsun shamsur shanaya shankar shanta shantanu shanthi shanti shanzay sharad sharada sharanya sharmistha sharvani
sharvari shashank shashi shashikala shashwat shatabdi shatrughan shaurya sheela sheetal shefali shehan shehroz sheikh
shekhar sher shibani shikha shilpa shilpi shipra shirani shirish shishir shivaji shivam shivangi shivani shivansh shiza
shobha shobhaa shobhana shobhit shobhita shourya shouvik shova shraddha shravan shravya shreenidhi shreshth shreya
shreyan shreyas shreyasi shrikant shristi shriya shruti shubha shubham shubhangi shubhankar shubhi shubhra shuchi shweta
shyam shyama shyamal shyamala sibtain siddhant siddharta siddharth siddhartha siddharthan siddhi sihem simar simra
simran simranjit sirimavo sita sitaram sivakumar sivaram skanda slimane smaran smita smriti smruti sneha snehal
snehashish snigdha snigdhendu sofiane sohan sohini sohom somayyeh somdatta somnath sonakshi sonal sonali sonam soniya
soukaina soumen soumia soumitra soumya soumyadeep soumyajit sourabh sourav souvik sowmya srabani sravanthi sreejith
sreelakshmi sreemoyee sreenivas sreya sridevi sridhar srijan srikanth srilata srimal srinidhi srinivas srinivasan sriram
srirama srishti srivatsan subarna subhadra subhalakshmi subhamoy subhankar subhas subhash subhasish subhrajit subir
subodh subramaniam subramanian subramanyam subrata sucharita sucheta suchismita suchitra sudarsan sudarshan sudeep
sudeshna sudha sudhanshu sudharani sudheer sudhir sudip sudipta sufia sufyan sugandha sugata sugato suhana suhani suhas
suhasini suheyla sujata sujatha sujay sujeet sujeewa sujit sujoy sukanta sukanya sukhbir sukhdev sukhjit sukhmani
sukhwinder sukumar sulagna sulakshana sulekha suleman suman sumana sumanta sumanth sumantra sumati sumedha sumeet sumit
sumita sumitra sumitranandan sumona sunaina sunanda sunandini sundar sundaram sundari sundus suneel suneeta suneetha
sunethra sunetra sunidhi sunil sunita sunitee sunitha sunny suparn suparna suprabha supratik supratim supriya surabhi
suraj suranga suranjan suranjana surbhi suren surendra suresh surinder surjit surupa surya suryakant sushant sushil
sushila sushma sushmita susmita sutapa suvankar suvarna suvendu svanik swagata swami swapan swapna swapnanil swapnil
swara swaraj swarna swarup swastika swati sweety sweta syed syeda tahmima taisir tamanna tamilselvi tanay tanika tanima
tanish tanishka tanmay tanmayee tanu tanuj tanuja tanushree tanvi taoufiq tapan tapasi tapasya taranpreet tarcan tarika
tarun taruna tashi taslima tathagata teertha tehreem tejal tejas tejashree tejaswini tenzin tevhide thamara thangam
tharindu tharushi thejas thilak thilini thiruvalluvar thisara tilak tillakaratne tirath tirthankar tissa tooba tridib
trilok tripti trishna triveni tsering tshering tuhin tuleen tulika tulsi tunar turker tushar tvisha ubaidullah uday
udaya udayan udit udita udyati ugyen ujala ujjal ujjwal ujjwala uma umama umang umashankar umesh unnati upamanyu upasana
upendra upinder upul urjit urmi urmila urvashi urvi usha ushasi uswa utkarsh utpal utsav uttam uttara vaani vadivel
vaibhav vaidehi vaidya vaishali vaishnavi vaishno vallabh valli vamana vamika vamsi vandana vani vanita vanshika varad
varenya varghese varnika varsha varun vasana vasant vasanth vasantha vasanthi vasu vasudev vasudevan vasudha vasuki
vasundhara vecihi ved vedant vedika veena veerappa veerendra velmurugan velu venkaiah venkat venkata venkatesh
venkatraman venu venugopal vibha vibhuti vidhi vidhya vidisha vidula vidya vidyasagar vidyut vignesh vigneshwar vihaan
vijay vijaya vijayalakshmi vijayan vijayendra vijender vikas vikash vikram vikramaditya vikrant vimal vimala vimalesh
vimalkumar vimla vinay vinaya vinayak vindya vineet vineeta vineeth vinita vinoba vinod vipasha vipin vipul viraj
viransh virat virendra vishakha vishal vishesh vishnu vishruth vishvesh vishwa vishwanath vismaya viswanathan vivaan
vivek vivekanand vrinda vrishank vusala vyom vyomesh wajiha wania wasana wasantha wateen wridesh yadav yajur yamini
yamna yamuna yash yashaswi yashika yashoda yashodhara yashpal yashraj yashvi yashwant yashwanti yasodara yatharth yatin
yeter yogendra yogesh yogi yogita yukti yumna yuvan yuvraj zaeem zakaryae zankhana zarin zarish zaryab zeren ziaur zoha
zohaib zouhair zuhaib zulal zumra zunaira
"""
_EAST_ASIAN = """
aaliyah abbosbek abdullo abror ade adhiarja adika adinata aditama adkham adora agung agus aiguo aihua aiko aishah
aisultan aisyah aizza aji ajimin ajiono akane akarsana akemi akhmad akihiko akihito akiko akio akira akiyo aldiyar
alikhan alinur almira amihan analyn anchalee andi angelito anggun anh anies anindya annisa anong antasena anuwat apichat
apichatpong apinya ardi arief arifin arnel aroha artanto arthit arunee asami asep asih asilim asirwada aslijan asmadi
asmara astuti asuka atma atsuko atsushi ayaka ayako ayame ayu ayumi ayumu azalea azizah azmin azusa bachruddin bagus
bagya bahodir bahrom bahuraksa bahuwarna bakhrom bakiadi bakti baktianto baktiono balamantri balangga balidin bambang
banara banawi bancar barno basuki batbayar bayani bayarmaa bayu behruz betania bich bimo bingbing binh bobur boediono
bolormaa bongbong boonmee boonsri bowen budi budiman budiono busaba byungho cagak cahya cahyadi cahyanto cahyo cahyono
caraka carmelita carub catur cawisadi cawisono cawuk cecep cemani cemeti cemplunk cengkal cengkir chairil chaiya
chaiyaporn chalerm changming chanida chanthira chanwook chaoyang charoen chatchai chau chengcheng cherry chiaki chie
chieko chiharu chihiro chika chinatsu chizuko chuan chuanpit chulalongkorn chunhua chunyan ciaobella citra corazon cuc
cuong dacin dadang dadap dagel daichi daiki daisuke dalima daliman dalimin dalino dalisay damar daming damu danang
daniswara danu dariati darijan darimin darmaji darman darmawan darsirah dartono daru daruna daryani datu davron dede
dedi deni desi desy dewi dian dicky didi diem dilbar dildora dilorom dimas dimaz dinda dindo dirja djarot djoko dodi
dongmei dongwon doni dono dony doston drajat duangjai duyen dwi edhie edy ega eiichi eiji eiko eisuke eko elbek elma
elon emi emiko emong empluk endah endang endra enkhbayar entin epeli eri erick eriko erkinjon erlangga erlinda estiawan
estiono estu etsuko eunji fachri fadli fadzil faizah faizal fajar fangfang farhunnisa fathonah fauzan fauzi fazliddin
febi febri firdavs firman fitri fitriani fumihiro fumiko fumio galar galih galiono galuh gamani gambira gamblang ganbold
gangsa gangsar ganjar gantar gara garan garang gasti gatot gawati gen genki genta geunhye ghaliyati ghani giang giap
gibran gilang girlie goro gracia guanghua guangming guiying gulnoz gulruh guntur guodong guofeng guoliang guoping
guoqiang gusti habibie haiyan hajime halimah hamka hamzah hanae hanako handoko haneul hanif haniff haoran haoyu
harimurti harja harjasa harjaya harjo harsana harsanto hartaka harto hartono haru haruhi haruka haruki haruko harumi
haruna haruo haryanto hasanah hasim hasto hathai hatta hayao hayato heejin hemi hendra hendri heni heru heryanto hibiki
hidayat hideaki hidehiko hideki hideko hideo hideyoshi hikari hikaru himawan hinako hinano hinata hinemoa hiro hiroaki
hirobumi hirokazu hiroki hiroko hiromi hironobu hiroshi hiroto hiroyasu hiroyuki hisae hisako hisao hisashi hishammuddin
hitomi hitoshi hoai honesto hongmei hongwei honoka huifang huimin huong husan huy huyen hyejin hyeri hyunjin hyunsoo
ibrani ibrohim ibun icha ichika ichiro ifa ihaia ika ikhsan ikin ikuko ikuo ilaisa ilhom ilsa imas imee indah inoke
intan inyoung ioane irawan iriana irnanto irsad irwan isamu isao isko islombek isoroku issey itsuki izumi jabal jaein
jaeman jaeyong jaga jagapati jagaraga jais jaka jakhongir jamalia jamaluddin jarwa jarwadi jarwi jasmani jasur jati
jatmiko javohir jayadi jayeng jefri jejomar jelita jennelyn jericho jessa jiabao jiahao jiali jian jianguo jianhua
jianjun jianming jianping jiaqi jiawei jiayi jie jihoon jihye jimin jinawi jinghua jingjing jingping jingwen jinhua
jinlong jinping jintao jintara jinwoo jirapat jiro jisoo jiwon jiwoo joji joko jomar jono joonho josaia joselito jovany
jovelyn jovito juanito juli jumadi jumari jun junho junichi junichiro junji junjie junko junpei jusuf kacung kaede kaho
kahurangi kaige kailani kaimana kainoa kajen kala kalani kalim kamarul kamea kamidin kamoliddin kamon kanae kanako kanda
kanya kaori kaoru karimah karja karman karna karomat karsa karsana kartika kartini karya kasem kasim kasiran kasiyah
kasusra katsuhiko katsuhiro katsumi katsuo katsuya kawaca kazuaki kazue kazuhiko kazuhiro kazuki kazuko kazumi kazunori
kazuo kazushi kazuto kazuya kazuyo kazuyuki kealii kealoha keanu keigo keiichi keiji keiko keisuke keita kekoa kemba
kenari kenes kenichi kenji kenjiro kenta kentaro kenzaburo kenzie kenzo keola keoni keqiang keti ketut kezia khairul
khairy khaltmaa khanh khoa khofifah kiandra kiki kimiko kiri kittichai kittipong kittisak kiyoko kiyomi kiyoshi koichi
koji koki koko komang kosuke kotaro kouji kraisak krisna kukrit kumiko kuncara kuniko kunio kunthara kurnia kusuma
kyohei kyoko kyungsook kyungwon labuh laksana laksmi lalana lanang langgeng lanjar lanying laoshi lasmanto lasmono
latika laylo lega lembah lestari lifang ligaya lihong lihua lijuan liling lilis lim liman limar linh lintang liping
liqiang lito lixin loi loida losa lualhati ludira luhut lukita lukman luluh lutfulla luthfi luwar luwes luzviminda
machiko madoka maeva mahathir mahealani mahesa mahfud maiko maimunah makani makara makhliyo maki makiko mako makoa
makoto makuta malee malohat maman mami manaaki manabu manah manaia manami manee manh manua mareva margana mariadi
maricel maricris mariko marites marivic marsito marsudi martaka martana martani maruf maryadi maryanto masaaki masafumi
masaharu masahiko masahiro masakazu masaki masako masami masanobu masanori masao masaru masashi masato masatoshi masaya
masayo masayoshi masayuki masuo matsuo maui mavluda mayu mayuko mayumi mazlan mega megawati megumi meihua meilin meiling
melati mele mengmeng mereana michellerin michiko michio mieko miho mikaere mikiko mikio miku minako minami mingming
mingze minh minho minji minjun minoru minseo minzhi mirzo misaki misako misato mitsuhiro mitsuko mitsuo mitsuru miwa
miyako miyo miyoko miyu miyuki mizuho mizuki moana moe moea mohd momoe momoko mongkol mongkut motoko mubina muhamad
muhayyo muhyiddin mujur mukhlisa mulya mulyadi mulyani mulyono mumpuni muni munkhbat murasaki mursinin mursita murti
mustika mustofa mutia myungbak nadiem nagisa nalani nalar nanaia nanako nanami nanang naoki naoko naoto naoya nareerat
narong naruhito nasab nasiba nasrul nasrullah nasution natcha natsuki natsuko natsume natsumi nattapong nattaya
natthaphon naufal ndaru nenita ngaio ngaire ngoc nguyet nhung nikau nilam ningning ningsih nining ninoy niran nittaya
noboru nobuhiro nobuko nobuo nobuyuki nodirbek noelani nohea noi nonoy noppadon noraini norhayati noriaki noriko norio
nova novi nozomi nrima nugroho nuning nunung nurhayati nurislam nyana nyoman odina odval oka okta oman opan opung orawan
osamu oygul oyniso oyunbileg ozy paiman pairoj panca pandu panfilo pangeran pangestu panida panya paramita paramitha
pardi parvina patcharee paulus peng pengfei perkasa phairoj phuong pichit pimchanok piripi pita poema pomaikai pongsak
porntip praba prabawa prabowo prabu prachya prakosa pramoedya pranata pranawa pranee prasert prasetya prasetyo prasit
pratama prathip pratiwi prayitno prayoga prayut prayuth preecha pridi prima priyanut puan puanani puji puput purnomo
purwa purwadi purwanto puspa putra putri putu qiang qiaohui qing qinghua qingling qiong qiufang quang quyen quynh raden
radika radit rafizi raharja rahayu rahmat raihan raina raka rangga rangi rano ratchanee ratih rattana ratu ravshanbek
rawiri rayana razak razali rei reiko reina reksa ren reni restu retna retno rewi rey reynaldo ridho ridwan rie rieko
rika rikako riko rin rini rio risa risako risma rizal rizalina rizka rizki rizky rodel rosidah roslan rosmah rosman
rosnah rudi ruhut ruifang rukmana ruoxi rusli rusman rustamjon ryo ryoichi ryoji ryoko ryosuke ryota ryotaro ryu ryuichi
ryuji ryuta sabohat sachi sachie sachiko sadako sadina safiah safitri saka sakda sakiko sakti sakura salesi salimah
salleh salsabila samak samiah samosir samsul sandiaga sangwoo sanobar sanoh saori saowaluk saptono sarawut sarvinoz
sasithorn satoko satomi satoru satoshi satria sayaka sayuri seiichi seiji seiko seiya sela semisi seohyun seojun seoyeon
setiawan setsuko setya seungwoo sevara shahlo shahnoza shahrizat shamsul shaoqi sherzodbek shigeki shigeko shigeo
shigeru shigeyoshi shiho shihua shinichi shinichiro shinji shinjiro shinobu shinta shintaro shinya shinzo shiori shizue
shizuka shizuko shizuo sho shohei shohruh shoichi shoji shoko shotaro shufang shuhei shuichi shuji shunji shunsuke
shuntaro shuzhen sidiq sigid sigit sinta sione siqi sirikit siriporn siriwan sirojiddin siska siti sitiveni sitora
sitthichai siyuan slamet soekarno sohee sohib soichiro soleh sombat somchai somjai somkiat sompong somsak somying sondhi
songlin sonny soojin sooyoung srettha sri subroto suchada suchart suci sudarat sudarsono sudirman sudjono suganda sugeng
suhaimi suharto suhrob sujiwo sukarno sukhbaatar sulastri sumalee sumarni sumie sumiko sumin sunarto sunaryo sunghoon
sungmin sunisa supachai supaporn supriyadi suqin surachai surapong surayud surin surono susanti susanto susi susilo
susumu sutan sutarto suthep sutrisno suwarno suwit suzuko syafiq syahrini syahrul syakila syarif tadao tadashi taehyung
taichi taiga taiki takaaki takafumi takahiro takako takao takashi takayuki takehiko takehiro takeo takeru takeshi taku
takuma takumi takuya tama tamaki tamati tamatoa tamiko tanawat tane tantri tari tarita tasnim tatsuo tatsuro tatsuya
taufan tawhiri tedi teguh tehei teiki teiva teruko teruo tetsuo tetsuro tetsuya teuku teura teva tevita thaksin thana
thanathorn thanh thanin thanom thawatchai theerapong thitiporn thuong thuy tianyi tiare tika tingting tipene tirta
titaina titaua titi titiek titin titis tjokro tohir tomio tomohiko tomohiro tomoko tomomi tomoya tomoyuki tomyris toru
toshiaki toshihiko toshihiro toshiko toshio toshiro toshiya toshiyuki toyoko trang tsakhia tsend tsubasa tsukasa tsuneo
tsutomu tsuyoshi tuan tung tunku tuti ubolratana ubon uchita udom ujang ulva umaya umeko umida unggul unjani usyi utami
utari uwais uyen vaea vega vichai viet viliami viman vinh vino vipawee virman vivi wadi wahyu wahyuni wakana wakiman
wanchai wani wanida wardana warji warsa warsita warta warunee wasis wataru wati wawan wayan weidong weifeng weihua
weimin weiming weiping weiwei wenbin wenhua wenjing wenjun wenli wenxin wibisono wibowo wichai widodo widya wijaya wilai
wipada wira wiranto wirda wiremu wisit wisnu wonbin wulan wulandari xiaobo xiaodong xiaofeng xiaohong xiaohua xiaohui
xiaojing xiaojun xiaoli xiaolin xiaoling xiaoming xiaoping xiaotong xiaowei xiaoyan xiaoyu xinyi xinyu xiulan xiuying
xuan xuefeng xuelian xueliang xueqin yajun yance yanhong yani yanti yanto yanuar yaping yasonna yasuhiko yasuhiro
yasujiro yasuko yasunari yasunori yasuo yasushi yati yayoi yayuk yejin yenni yenny yeonjun yerin yessi yichen yifan
yihan yimou yingluck yingying yinuo yohana yohanes yoichi yoji yoko yong yongming yongsoo yono yoona yosep yoshiaki
yoshie yoshiharu yoshihide yoshihiko yoshihiro yoshiki yoshiko yoshimi yoshinobu yoshinori yoshio yoshiro yoshitaka
yoshiyuki yosuke youko younghee yuanyuan yudhistira yudi yui yuichi yuichiro yuji yuka yukari yuki yukihiro yukiko yukio
yuko yulan yulduzkhon yuliana yulianti yuma yumei yumi yumiko yuna yunfei yuni yuniarti yunseo yupin yuriko yurina
yusaku yusof yusril yusuke yuta yutaka yuto yutong yuuki yuxuan yuya yuying yuzuki yuzuru zaenab zaenal zaharah zainal
zainuddin zalindra zarifa zedong zelaya zemin zhenhua zhenyu zhigang zhihao zhihua zhimin zhiming zhiqiang zhiwei
zhiyong zhiyuan zihan zixuan ziyoda zizi zokir zongying zulfa zulhas zulkifli
"""
_AFRICAN = """
abadi abasi abayomi abdalla abdi abdiaziz abdihakim abdirahman abdoul abdoulie abdourahmane abdulkadir abeba abebe abebi
abena abimbola abinet abiodun abiola abiy abosede abrha abshir abubakar abubakari achebe achieng achola adaeze adama
adamu adanech adanna adaobi adaora addis adebayo adebisi adebola adeboye adedayo adegoke adejoke adekola adekunle
adeleke ademola adenike adeola adeolu adepeju aderonke aderopo adesewa adeshina adesina adetokunbo adetola adetoun
adewale adewunmi adeyemi adhiambo adjaratou adjei adjoa adom adomaa adongo adunni adwoa afamefuna affoue afi afia afiya
afolabi afriyie afua aguibou agyei agyeman ahou aishatu aissata aissatou ajani ajayi ajibola ajoke ajuma akachi akanmu
akanni akello akhona akinbode akinlolu akinola akintoye akintunde akinwale akinwumi akinyemi akinyi akissi aklilu akomea
akorede akosua akoth akoto akua akuba akumu akunna akwaba akwasi alaba alade alassane alem alemayehu alemu alganesh
alhaji alika aliou alioune aliyu alpha alphonsine aluoch amadou amaechi amahle amaka amankwah amara amarachi amare amath
ambele amenan aminu amoah amoin amoke ampofo anane anayo andile anele anike anta antwi anuoluwapo anwulika anyango
aphiwe apiyo apondi appiah araba arame aregash arike arinze asabe asabea asabi asake asamoah asanda asantewa asantewaa
asare asavela ashenafi asia asiphe asmau asnakech asomaning atieno auma auwal awero awino awonke awuor ayabonga ayakha
ayalew ayana ayanda ayanfe ayele ayelech ayinde ayo ayobami ayodeji ayodele ayoka ayokunle ayotunde azeb azibuye azuka
babacar babafemi babajide babalwa babatunde badu bafana baffour bakari bakary bakayoko balarabe bamba bamidele bandile
banele bankole barasa barongo bassirou bathandwa bayanda baye bayush bekele belay belayneh belaynesh bello bereket
berhane berhanu berhe bethlehem beyene bheki bhekinkosi bhekisisa biko bineta binta bintia bintou biram birhane birke
birtukan biruk bisi bisola bizimana bizuayehu bizunesh boakye boatemaa boateng boitumelo bola bolanle boluwatife bongani
bonginkosi bongiwe bonolo bonsu bosenibamwe bosire boubacar buhle bukayo bukeka bukelwa bukola bukunmi bunmi busayo busi
busisa busisiwe buyisiwe chausiku chebet cheick cheickna cheikh chelagat chemutai chepkemoi chepkoech chepngetich
cheptoo cherono chetachi chiagozie chiamaka chibueze chibuike chibundu chibuzo chibuzor chichi chidera chidi chidiebere
chidiebube chidinma chidozie chigozie chijioke chikaodili chike chikezie chikodi chima chimamanda chimaobi chimdi
chimezie chimnonso chinaza chinecherem chinedu chinelo chinenye chinenyenwa chinomso chinonso chinua chinwe chinyere
chioma chipo chisimdi chisom chizitere chizoba chuka chukwudi chukwudumebi chukwuebuka chukwuemeka chukwueze
chukwukadibia chukwuma chukwunonso claver consolee coumba dagmawi dagnachew dagne dalila dalindyebo dalumuzi damilola
damola daouda dapo darasimi dauda daudi dawit dayo debebe dele delisile demba dembele demeke demilade deola derartu
dereje desalegn desola desta diakaria diallo diarra dibaba dieynaba dikeledi dikembe dilichukwu dineo dipo djeneba
djenebou djibo djibril dlamini dolapo donkor dotun drissa dumakude dumazile dumebi dumile dumisani dumisile durojaiye
ebele ebelechukwu ebere ebo ebube ebuka ebun ebunoluwa echezona edwinah efua egwu ejigayehu ejike ejiofor ejiro ekene
ekenedilichukwu ekow ekpo ekua ekuwa ekwutosi elfinesh elikem eliud elochukwu elshaday emebet emeka emenike emmanuella
endale endalkachew eniola enioluwa enitan enoch enyo enyonam ermias eshetu esi esinam eskinder esohe esosa esperance
ewurama eyerusalem eyob ezinne ezinwa ezioma fadeke fadekemi fadima fadumo fama fanaka fanele fanelesibonge fanta
fantahun fantaye farai faraja faraji fartun fasil fatou fatouma fatoumata fatsuma fehintola fekadu femi fetlework feven
feyisara feyisayo fezile fikayo fikelephi fikile fikru filda filmon fily fisayo fola folake folarin folasade folashade
folayemi foluke foluso founeke fowosere fowsiyo frehiwot frempong freweini funeka fungai funke funmilayo furaha gakii
gambo gaone garba gaspard gatete gathogo gathoni gbadebo gbemisola gbenga gboyega gcina gcinile gebre gelila genet
genzebe getachew getaneh getinet gezahegn ghirmay gichuki ginika girma gitau gitonga goitsemang goitseone goke gudaf
gugu gugulethu guled gyamfi gyasi habibatou habimana habtamu habtom habu haddis hadithi hadiza hagos haile hailemariam
haimanot hamadou hamidou hamisi hamse hasani hassana hauwa hawa hawi hawo hekima helina hewan hibaq hirpa hirut hiwot
hlengiwe hlonipha hlubi hodan hodo hussaina ibidun ibidunni ibironke ibrahima ibukun idowu idrissa ife ifeanyi ifedayo
ifeoluwa ifeoma ifeyinwa ifeyinwachukwu ifrah ifunanya ige ihuoma ijendu ijeoma ike ikechukwu ikemefuna ikenna imara
iminathi immaculee ingabire innocent inza ireti irungu isaias isatou isioma ismaila isola issouf issoufou itumeleng
iyabo iyanu iyanuoluwa iyinoluwa iyiola jabu jabulani jabulile jabulisile jadesola jakaya jama jawara jeannot jebet
jelagat jelani jelimo jember jemima jepchirchir jepchumba jepkosgei jeptoo jide jideofor jimoh jina jomo juma jumoke
kabelo kabiru kader kadiatou kadidia kadidiatou kafui kagendo kagiso kainene kalekye kalilou kalkidan kaltume kaltun
kamara kamau kamogelo kamsi kananu kanayo kande kanini kankou kaombwe karabo karamoko karanja karimi karuga kasech
kaseko kasiva kassa kassahun kassim katlego kavata kawira kayode kebebush kebede kedir kehinde kehlani keji kelebogile
kelebonye kelechi kelenna kemi kemunto kendi kenechukwu kenenisa keorapetse kerubo ketema keziah kgomotso kgosi
kgothatso khadar khadra khady khamisi khanya khanyi khanyisile khaya khayelihle khethiwe khulekani khulile khumbulani
khuthala khwezi kibaki kibet kibrom kidane kidist kiflom kiiru kimani kimathi kinyanjui kinyua kipchoge kipkemboi
kipkorir kiprono kiptanui kiptoo kiptum kirui koech koffi kofi koigi kojo kolade kolapo kolawole kole konadu konan
korankye korede korkor kosisochukwu kouadio kouame kouassi kudzai kukua kumi kunle kutlwano kwabena kwabla kwadjo kwadwo
kwakhanya kwaku kwamboka kwame kwanda kwanele kwasi kwazi kwesi kyalo lacina ladi ladipo lagat lami lamine lamrot
lancine landiwe langa langat langelihle lanre lawal lebogang lebohang lefa lehlohonolo lekan lerato lere lesedi lesego
letebrhan letesenbet lethabo lethokuhle letlhogonolo leymah lidetu lihle likhona lindani lindelani lindelwa lindikhaya
lindiwe lindokuhle lishan litha liya lizwi lokwang londiwe lonwabo lotanna loyiso lubabalo lubanzi lulama lulamile lulit
lumka lunga lungelo lungile lungisa lungisani lusanda luthando luvuyo luwam luyanda luzuko lwandile lwandle lwazi
mabutho macharia machogu macky magatte mahamadou mahamane mahawa mahder mahlatse mahlet mahlodi mahmadou maimouna
maimuna maina maingi mairo makau makena makgotso makhosazana makunga malebo malusi mamadi mamadou mamello mamitu mamo
mamou mamoudou mamourou mandisa mandisi mandla mandlakayise mandlakhe mandlenkosi mansa mansah mantsho mariama mariame
marieme marjani masechaba masego maserame massandje mastewal matenin mathabo matlakala matshidiso maundu mawuli mawusi
maxamed mbacke mbali mbaye mbithe mbogo mbongeni mbugua mebrahtu medhanie medhin mehari mekdes mekonen mekonnen melaku
melat meles melokuhle melusi menbere mengistu mensah menzi merhawi meron mesele meseret mesfin meskerem messele
mfanafuthi mfundo mhlonishwa micere mideva mihlali mihret minayo minenhle minentle misokuhle mitiku mlungisi mmabatho
mmamoloko mmapula mmesoma mnqobi mobolaji moctar modibo modise modou modupe mogorosi mohale mohamadou mohammadu mohamud
mohau moipone mojeed mojirade mojisola mokgadi molefe monde monwabisi moraa morayo moremi morenike moriba morolake mosa
mosiara mosiuoa mothusi motunrayo moustapha moyosore mpendulo mpho mpolokeng mpumelelo mthandazo mthethwa mthokozisi
mthunzi muazu muchiri mudiwa mueni mugambi mugo muhima mukamana mukami mukasa mulatu mulele mulu mulugeta muluken mumbi
mumbua munachi munashe munaye munene muriithi murugi musau musawenkosi musembi musiliu mutahi mutesi muthama mutheu
muthoni muthui mutinda mutisya mutua mutuku muzi mvelo mvuyisi mvuyo mwai mwanaidi mwanaisha mwangangi mwangi mwende
mwikali mwinyi mwongeli mxolisi mzamo mzikayise mzimkhulu mziwandile mzwandile naa nabintou nadifa nafula nakato nakesha
nala naledi naliaka namory namusisi nandipha nanjala nardos nasimiyu nasra natnael nceba ncebakazi ncumisa ndabaningi
ndanu ndeye ndidi ndubuisi nduka nduku ndumiso nduta nebiyu neema negash negasso nekesa nelisiwe nene neo ngcebo ngendo
ngina ngolo ngone ngozi ngugi nguvu nhlakanipho nhlanhla nhyira nigesa nigist nii nimco niyi niyola niyonzima njabulo
njambi njeri njeru njoki njoroge njuguna nkanyezi nkanyiso nkatha nkechi nkechinyere nkem nkemdirim nkiru nkiruka
nkosana nkosazana nkosikhona nkosinathi nkululeko nnaemeka nnamdi nnedi nneka nnenna nnennaya nobantu nobuhle nokubonga
nokukhanya nokulunga nokuthemba nokuthula nokwanda nokwazi nolitha nolubabalo noluthando nolwazi nomakhosi nomalanga
nomandla nomaphelo nomasonto nomaswazi nomathamsanqa nomathemba nombeko nombulelo nombuso nomcebo nomfundo nomonde
nompilo nompumelelo nomsa nomthandazo nomusa nomvula nomvuyo nomxolisi nomzamo nonceba nondumiso nonhlanhla nonjabulo
nonkosi nonkululeko nonso nontando nontobeko nontsikelelo nonzwakazi nosiphelele nosipho nosiviwe nosizwe nothando
nothile novuyo noxolo nozipho nozizwe nozuko nqaba nqobani nqobile nqobizitha nshimiyimana ntando ntandokazi
ntandoyenkosi nthabiseng ntokozo ntombi ntombizodwa ntsika ntsikelelo ntsoaki ntuthuko nuhu nwabueze nwakaego nwanneka
nyaboke nyaguthii nyakerario nyakio nyamai nyambura nyasha nyawira nyokabi nzilani nzula obaapa obafemi obi obiageli
obiajulu obinna obiora oby ochieng odartey odera odero odhiambo odinaka odinga odunayo oduor ofentse ofori ogbonna
ogechi ogechukwu ogochukwu oguchi ojo okanlawon okechukwu okeke okello oketch okey okezie oko okoro okoth okumu okwudili
okwui okyere olabisi olabode oladapo oladare oladayo oladele oladimeji oladipo oladotun olaide olaitan olajide olajumoke
olakunle olamide olamiposi olaniyan olaniyi olanrewaju olaoluwa olasunkanmi olatunde olatunji olawale olayemi olayinka
olayiwola olebogeng ololade olorunfemi olorunto olu oluchi oluchukwu oludare oludotun olufemi olufunke olufunmilayo
olukayode olumide olumuyiwa oluremi olusanya olusegun oluseun olusoji olusola oluwabunmi oluwadamilola oluwafemi
oluwakemi oluwamayowa oluwanifemi oluwapelumi oluwasegun oluwaseun oluwaseyi oluwatimilehin oluwatobi oluwatomisin
oluwatosin olwethu omobola omobolanle omolabake omolade omolara omolayo omolo omolola omosalewa omotara omotayo omotoke
omotola omotunde omowunmi omoyele omphemetse omphile onalenna onaolapo ondieki onika onke onthatile onwuachi onyango
onyebuchi onyedikachi onyeka onyekachi onyekwere onyemaechi onyinye onyinyechi opeoluwa opeyemi opiyo oppong oratile
oratilwe oreoluwa oriyomi orji osagie osei osita otieno otsile oulimata ouma oumar oumarou oumou oury ousmane owethu
owino owiti owusu oyebanji oyebola oyelaran oyeyinka oyindamola oyinkan oyinkansola oyinlola ozioma paa pabalelo palesa
palisa pelumi penda pendo phakamani phakamile phathiswa phenyo philani philasande philisiwe phindile phiwayinkosi phiwe
phumelele phumla phumlani phumzile pontsho potso puleng pumla pumza qhawe qhayiya qiniso quaye rabiu rahel rahwa raila
raissa ramatou rapelang rasaki rashidi reabetswe rebaone rediet redwan refilwe rehema relebogile reneilwe rethabile
robel rokhaya rokia rolake ronke rotich rotimi rudo ruguru ruto ruvimbo saado sade sadio saidou saidu sakhile salama
salamatu salif salimata salimatou salisu samatar samkelisiwe samkelo samori samrawit samukelisiwe samweli sandile sanele
sanelisiwe sani sanogo saratu saron sarpong sbu sebabatso seble sefako segametsi segun sein seipati sekai sekou sekouba
selam selamawit selamneh selasi selassie sello selorm semakaleng semere semhal senait senam senzekile senzi senzo
serigne serwaa setshaba seun seydina seydou seye seyi seyoum shaka shehu shewaye shibre shiferaw shiku shimelis shiro
shola siaka sibabalwe sibonelo sibongile siboniso sibulele sibusisiwe sibusiso sicelo sidiki sifan sifiso sihawukele
sihle sijuade sika sikelela sikhumbuzo sileshi silindile silindokuhle simamkele simatwo simba simbongile simi simisola
simnikiwe simphiwe simthandile sinazo sindi sindisiwe sindiswa sinenhlanhla sinethemba sinoxolo sintayehu siphamandla
siphelele siphesande siphesihle siphiwe sipho siphokazi siphosethu sira sisanda siseko sisipho siviwe siwaphiwe
siyabonga siyad siyamthanda siyanda siyasanga siyavuya siyethemba sizakele sizwakele sizwe slindile smangaliso sokhna
sola solly solome somadina sonwabile sopuru sosina soukeyna souleymane soumaila soungalo sphamandla sphiwe sthabile
sthandiwe sthembiso subira sudi sunday sunmbo syombua tade tadele tadesse tafesse tahirou taiwo taiye takudzwa talatu
tamba tamene tamirat tamrat tankiso tanko taofeek tapiwa tarekegn tariku tatenda tayo tebatso tebello tebogo teboho
tedros teferi tefo tegegn tejumola tekeste teklay temba temi temidayo temilade temiloluwa temitope tenagne tendai tenin
teresia tesfay tesfaye teshome tewabech tewodros tewolde thabang thabani thabisa thabisani thabisile thabiso thabo
thakane thalente thamsanqa thandanani thandazile thandeka thandi thandiwe thando thandokuhle thandolwethu thapelo
thatayaone thato theko themba thembeka thembekile thembelani thembelihle thembi thembile thembinkosi thembisa thembisile
thenjiwe thierno thobani thobeka thobekile thobela thokozani thokozile tholwana thozama thubelihle thulane thulani
thulebona thuli thulile thulisile thuo tibebu tidiane tidjane tiecoura tiemoko tigabu tigist tilahun tinashe tinuke
tirfi tirop tirunesh titilayo titilola tiwa tlhalefo tlotlo toba tobechukwu tobenna tobi tobiloba tochi toke tokunbo
tokyo tola tolani tolulope toluwani tomiwa tope tosin toyin toyosi tsebo tsegay tsegaye tsegazeab tsehay tsehaynesh
tsepo tshegofatso tshepo tshireletso tsholofelo tsietsi tsion tsitsi tumaini tumelo tumi tumisang tunji ubah uche
uchechi uchechukwu uchenna udoka ufuoma ugochi ugochukwu ugomma ugonna uhuru uju ujunwa uloma umaru unathi unoma urbi
urenna uviwe uwera uwimana uzo uzoamaka uzochukwu uzodinma uzoma vela velaphi velisiwe vestine vukile vukosi vusi
vusumuzi vuyani vuyisile vuyiswa vuyo vuyokazi waceera wacuka wafula wairimu waithera wale wamaitha wambui wambura
wamuyu wande wandile wangari wangechi wangeci wangui wanja wanjala wanjiku wanjiru wanjohi warigia warsame wayua wekesa
weldu welile weyni winta wole wondimu wonga worknesh worku wubalem wubet wude wuraola xola xolani xolile xoliswa yaa
yacouba yagazie yahaya yakubu yalemzewd yande yandisa yandiswa yanga yao yared yatich yaw yawa yaya yayra yego yejide
yemane yemisi yeshi yeshimebet yetunde yewande yinka yitbarek yodit yohanis yohannes yomi yonas youssou yusuff yusufu
zaharadeen zahur zainabu zakhele zamani zamile zamokuhle zamzam zandile zandiswa zanele zanethemba zawadi zeinabu
zekarias zelalem zenande zenani zenebech zenzele zenzile zerai zerihun zeritu zersenay zesiro zewditu zibuyile zikhona
zimasa zinhle ziningi zinzi zipho zithembe zithulele ziyanda zizipho zodumo zodwa zola zolani zoleka zoliswa zothile
zoumana zubairu zuberi zuhura zukisani zukiswa zuko zuri zuwaira zwelakhe zweli zwelibanzi
"""

#: Given names of the rest of the world.
WIDER = frozenset(" ".join((_ARABIC_AND_PERSIAN, _HEBREW, _SOUTH_ASIAN, _EAST_ASIAN, _AFRICAN)).split())
