"""The words of the pages themselves, in the interface languages: headings, side columns, posts that are not shown.

Declared like those of :mod:`unroller.readers.text.ui_labels`, which holds the words around single posts.
"""

from __future__ import annotations

from unroller.readers.text.ui_labels import collect_labels

#: The page's heading over a conversation. People write these words too: they count only above a header, at the top.
HEADINGS = collect_labels({
    "en": "Post|Tweet|Thread|Conversation|Back|Posts",
    "de": "Unterhaltung|Zurück|Beitrag|Konversation",
    "fr": "Conversation|Retour|Publication|Fil|Discussion",
    "es": "Conversación|Hilo|Publicación|Volver|Atrás",
    "pt": "Conversa|Publicação|Sequência|Voltar|Post do fio",
    "it": "Conversazione|Discussione|Indietro",
    "nl": "Gesprek|Draad|Terug|Bericht",
    "tr": "Konuşma|Gönderi|Geri|Sohbet",
    "ru": "Пост|Твит|Ветка|Назад|Переписка|Обсуждение",
    "uk": "Допис|Твіт|Гілка",
    "pl": "Wpis|Wątek|Konwersacja|Rozmowa|Wstecz|Wróć",
    "sv": "Inlägg|Tråd|Konversation|Tillbaka",
    "da": "Opslag|Tråd|Samtale|Tilbage",
    "no": "Innlegg|Tråd|Samtale|Tilbake",
    "fi": "Julkaisu|Ketju|Keskustelu|Takaisin",
    "id": "Postingan|Utas|Percakapan|Kembali",
    "vi": "Bài đăng|Cuộc trò chuyện",
    "cs": "Příspěvek|Vlákno|Konverzace|Zpět",
    "ja": "投稿|ポスト|ポストする|スレッド|会話|ツイート|戻る",
    "ko": "게시물|게시하기|스레드|대화|트윗|뒤로",
    "zh": "帖子|发帖|主题帖|对话|推文|串文|貼文|對話|返回|回覆串|帖文",
    "ar": "منشور|المنشور|تغريدة|سلسلة|محادثة|المحادثة|رجوع|سلسلة محادثات",
    "he": "פוסט|ציוץ|שרשור|שיחה|חזרה",
    "fa": "پست|گفتگو|رشته",
    "hi": "पोस्ट|थ्रेड|बातचीत|वापस जाएँ",
})  # fmt: skip

#: What the page prints in the place of a post it does not show.
UNAVAILABLE = collect_labels({
    "en": "This Tweet is unavailable.|This Tweet is unavailable|This Post is unavailable.|This Post is unavailable|"
          "This Post is unavailable. Learn more|This Tweet is unavailable. Learn more|"
          "This Tweet was deleted by the Tweet author.|This Tweet was deleted by the Tweet author. Learn more|"
          "This Post was deleted by the Post author.|This Post was deleted by the Post author. Learn more|"
          "This Tweet is from a suspended account.|This Tweet is from a suspended account. Learn more|"
          "This Post is from a suspended account.|This Post is from a suspended account. Learn more|"
          "This Post is from an account that no longer exists.|"
          "This Post is from an account that no longer exists. Learn more|"
          "This Tweet is from an account that no longer exists.|"
          "This Tweet is from an account that no longer exists. Learn more|"
          "You're unable to view this Post because this account owner limits who can view their Posts.|"
          "You're unable to view this Post because this account owner limits who can view their Posts. Learn more|"
          "You're unable to view this Tweet because this account owner limits who can view their Tweets.|"
          "This post is unavailable|Post not found|Deleted post|Blocked post|Post unavailable|Post deleted|"
          "The author of this post has blocked you|This post has been deleted",
    "de": "Dieser Tweet ist nicht verfügbar.|Dieser Post ist nicht verfügbar.|"
          "Dieser Post wurde vom Autor gelöscht.|Dieser Tweet wurde vom Verfasser gelöscht.",
    "fr": "Ce Tweet est indisponible.|Ce post n'est pas disponible.|Ce post est indisponible.",
    "es": "Este Tweet no está disponible.|Este post no está disponible.|Este Post no está disponible.",
    "pt": "Este Tweet está indisponível.|Este post não está disponível.|Este Post não está disponível.",
    "it": "Questo Tweet non è disponibile.|Questo post non è disponibile.",
    "nl": "Deze Tweet is niet beschikbaar.|Deze post is niet beschikbaar.",
    "tr": "Bu Tweet kullanılamıyor.|Bu gönderi kullanılamıyor.",
    "ru": "Этот твит недоступен.|Этот пост недоступен.",
    "pl": "Ten Tweet jest niedostępny.|Ten wpis jest niedostępny.",
    "sv": "Denna Tweet är inte tillgänglig.|Det här inlägget är inte tillgängligt.",
    "id": "Tweet ini tidak tersedia.|Postingan ini tidak tersedia.",
    "ja": "このツイートは表示できません。|このポストは表示できません。|"
          "このツイートはツイートの作成者により削除されました。",
    "ko": "이 트윗은 사용할 수 없습니다.|이 게시물은 사용할 수 없습니다.|사용할 수 없는 트윗입니다.",
    "zh": "此推文不可用。|此帖子不可用。|無法查看此推文。|無法查看此貼文。",
    "ar": "هذه التغريدة غير متوفرة.|هذا المنشور غير متوفر.|هذا المنشور غير متاح.",
    "he": "ציוץ זה אינו זמין.|פוסט זה אינו זמין.",
    "hi": "यह ट्वीट उपलब्ध नहीं है.|यह पोस्ट उपलब्ध नहीं है.",
})  # fmt: skip

#: The page could not show what was asked for.
BROKEN = collect_labels({
    "en": "Hmm...this page doesn't exist. Try searching for something else.|Something went wrong. Try reloading.|"
          "Something went wrong, but don't fret - let's give it another shot.|Sorry, this page isn't available.|"
          "The link you followed may be broken, or the page may have been removed.",
})  # fmt: skip

#: A note that readers of X wrote under a post, its first lines and its last.
NOTE = collect_labels({
    "en": "Readers added context they thought people might want to know|Readers added context",
    "de": "Leser haben Kontext hinzugefügt, der ihrer Meinung nach für andere wissenswert ist",
    "fr": "Les lecteurs ont ajouté du contexte qu'ils pensaient que les autres pourraient vouloir connaître",
    "es": "Los lectores agregaron contexto que consideraron que otros querrían saber|"
          "Los lectores añadieron contexto que consideraron que otros querrían saber",
    "pt": "Os leitores adicionaram contexto",
    "ja": "閲覧者が他の人にとって役立つと思う背景情報を追加しました",
})  # fmt: skip
NOTE_ENDS = collect_labels({
    "en": "Context is written by people who use X, and appears when rated helpful by others. Find out more.|"
          "Context is written by people who use X, and appears when rated helpful by others.|Rate it|Find out more|"
          "Do you find this helpful?",
})  # fmt: skip

#: Head a side column or what else a page shows below a thread: nobody else writes them.
SIDE = collect_labels({
    "en": "Sign up or log in to join the conversation|Relevant people|New to X?|New to Twitter?|Who to follow|"
          "Trends for you|Related threads|"
          "Trending in your area|"
          "Sign up now to get your own personalized timeline!|You might like|Live on X|Search or paste URL|"
          "Administered by:|Server stats:|Log in or sign up for Threads|Discover more feeds|Today's News|"
          "Something went wrong. Try reloading.|Sourced from across X|Sourced from across Twitter",
    "de": "Relevante Personen|Neu bei X?|Neu bei Twitter?|Wem du folgen kannst|Wem folgen?|Trends für dich|"
          "Ähnliche Threads",
    "fr": "Personnes pertinentes|Nouveau sur X ?|Nouveau sur Twitter ?|Qui suivre|Tendances pour vous|Suggestions",
    "es": "Personas relevantes|Gente relevante|¿Nuevo en X?|¿Eres nuevo en X?|¿Nuevo en Twitter?|A quién seguir|"
          "Tendencias para ti",
    "pt": "Pessoas relevantes|Novo no X?|Novo no Twitter?|Quem seguir|Tendências para você",
    "it": "Persone rilevanti|Persone pertinenti|Prima volta su X?|Prima volta su Twitter?|Chi seguire|"
          "Tendenze per te",
    "nl": "Relevante personen|Relevante mensen|Nieuw op X?|Nieuw op Twitter?|Wie te volgen|Trends voor jou",
    "tr": "İlgili kişiler|X'te yeni misin?|Kimi takip etmeli|İlgini çekebilecek gündemler",
    "ru": "Актуальные пользователи|Актуальные люди|Впервые на X?|Впервые в Твиттере?|Кого читать|"
          "Актуальные темы для вас",
    "pl": "Odpowiednie osoby|Istotne osoby|Nowy na X?|Dopiero zaczynasz na X?|Kogo obserwować|Trendy dla Ciebie",
    "sv": "Relevanta personer|Ny på X?|Vem du kan följa|Vilka du kan följa|Trender för dig",
    "id": "Orang yang relevan|Baru di X?|Siapa yang harus diikuti|Tren untuk Anda",
    "ja": "関連性の高いアカウント|Xを使ってみよう|Twitterを使ってみよう|おすすめユーザー|おすすめトレンド",
    "ko": "관련 사용자|X가 처음이신가요?|팔로우 추천|나를 위한 트렌드",
    "zh": "相关用户|相关人士|相關人士|相關使用者|新来 X？|X 新用户？|推荐关注|推薦跟隨|你可能感兴趣的趋势",
    "ar": "أشخاص ذوو صلة|الأشخاص ذوو الصلة|هل أنت جديد على X؟|اقتراحات المتابعة|المتداول لك",
    "he": "אנשים רלוונטיים|חדש ב-X?|אחרי מי לעקוב|המגמות בשבילך",
    "hi": "प्रासंगिक लोग|X पर नए हैं?|किन्हें फ़ॉलो करें|आपके लिए ट्रेंड",
})  # fmt: skip
#: Head a side column too, but people write them: they count where a line of a side column follows soon.
SIDE_MAYBE = collect_labels({
    "en": "What's happening|Trending now|Trending|Discover more|More Tweets|More posts|More replies|Trends|"
          "Explore|Happening now|Log in|Sign up|Join the conversation",
    "de": "Was gerade los ist|Aktuelle Trends|Mehr entdecken|Weitere Posts|Trends",
    "fr": "Ce qui se passe|Quoi de neuf|Tendances actuelles|Découvrir plus|Tendances",
    "es": "Qué está pasando|Tendencias|Descubre más|Descubrir más",
    "pt": "O que está acontecendo|Tendências|Assuntos do momento|Descubra mais",
    "it": "Che c'è di nuovo|Tendenze attuali|Tendenze|Scopri di più",
    "nl": "Wat gebeurt er|Nu trending|Ontdek meer",
    "tr": "Neler oluyor?|Şu anda gündemde|Daha fazlasını keşfet",
    "ru": "Что происходит|Актуальное|Узнайте больше",
    "pl": "Co się dzieje|Na czasie|Odkryj więcej",
    "sv": "Vad händer|Trendar nu|Upptäck mer",
    "id": "Apa yang sedang terjadi|Sedang tren sekarang|Temukan lebih banyak",
    "ja": "いまどうしてる？|トレンド|今のトレンド|もっと見つける",
    "ko": "무슨 일이 일어나고 있나요|지금 일어나고 있는 일|현재 트렌드|더 찾아보기",
    "zh": "有什么新鲜事|正在发生|当前趋势|發生什麼事|現在趨勢|发现更多",
    "ar": "ماذا يحدث|المتداول الآن|اكتشف المزيد",
    "he": "מה קורה|טרנדים עכשיו|גלה עוד",
    "hi": "क्या हो रहा है|अभी ट्रेंड कर रहा है|और खोजें",
})  # fmt: skip
#: Lines that stand in side columns and around the end of a page.
SIDE_LINES = collect_labels({
    "en": "Terms of Service|Privacy Policy|Cookie Policy|Accessibility|Ads info|Follow|Trending|Terms|Privacy|"
          "Cookies|"
          "Sourced from across X|Sourced from across Twitter|Create account|Sign up with Google|Sign up with Apple|"
          "Only on X · Trending|Continue with Instagram|Log in with username instead|Report a problem|Threads Terms|"
          "Cookies Policy|Imprint|Sign up with phone or email|Show more|Politics · Trending|Sports · Trending",
    "de": "Nutzungsbedingungen|Datenschutzrichtlinie|Datenschutzrichtlinien|Cookie-Richtlinie|Cookie-Richtlinien|"
          "Impressum|Barrierefreiheit|Account erstellen|Folgen|Mehr anzeigen",
    "fr": "Conditions d'utilisation|Politique de confidentialité|Politique relative aux cookies|Accessibilité|Suivre|"
          "Créer un compte|Voir plus",
    "es": "Condiciones de Servicio|Política de Privacidad|Política de cookies|Accesibilidad|Seguir|Crear cuenta|"
          "Mostrar más",
    "pt": "Termos de Serviço|Política de Privacidade|Política de cookies|Acessibilidade|Seguir|Criar conta|"
          "Mostrar mais",
    "it": "Termini di servizio|Informativa sulla privacy|Informativa sui cookie|Accessibilità|Segui|Crea account|"
          "Mostra altro",
    "nl": "Servicevoorwaarden|Privacybeleid|Cookiebeleid|Toegankelijkheid|Volgen|Account maken|Meer tonen",
    "tr": "Hizmet Şartları|Gizlilik Politikası|Çerez Politikası|Takip et|Hesap oluştur|Daha fazla göster",
    "ru": "Условия предоставления услуг|Политика конфиденциальности|Читать|Создать учётную запись|Показать ещё",
    "pl": "Warunki korzystania z usługi|Zasady prywatności|Polityka prywatności|Obserwuj|Utwórz konto|Pokaż więcej",
    "sv": "Användarvillkor|Integritetspolicy|Cookiepolicy|Följ|Skapa konto|Visa mer",
    "id": "Ketentuan Layanan|Kebijakan Privasi|Kebijakan cookie|Ikuti|Buat akun|Tampilkan lebih banyak",
    "ja": "利用規約|プライバシーポリシー|Cookieのポリシー|フォロー|アカウントを作成|さらに表示",
    "ko": "이용약관|개인정보 처리방침|쿠키 정책|팔로우|계정 만들기|더 보기",
    "zh": "服务条款|隐私政策|服務條款|隱私權政策|关注|跟隨|创建账号|建立帳戶|显示更多|顯示更多",
    "ar": "شروط الخدمة|سياسة الخصوصية|متابعة|إنشاء حساب|عرض المزيد",
    "he": "תנאי שירות|מדיניות פרטיות|מעקב|יצירת חשבון|הצגת עוד",
    "hi": "सेवा की शर्तें|गोपनीयता नीति|फ़ॉलो करें|खाता बनाएँ|और दिखाएँ",
})  # fmt: skip
#: What pages print at their top for those who are not logged in, and for those who do not see.
TOP = collect_labels({
    "en": "To view keyboard shortcuts, press question mark|View keyboard shortcuts|Don't miss what's happening|"
          "People on X are the first to know.|People on Twitter are the first to know.|See new posts|See new Tweets|"
          "Skip to content|Skip to main content",
    "de": "Verpasse nichts von dem, was gerade passiert|Verpasse nicht, was gerade passiert.|"
          "Leute auf X erfahren es zuerst.|Neue Posts anzeigen",
    "fr": "Ne manquez pas ce qui se passe|Ne manquez pas l'actualité|"
          "Les utilisateurs de X sont les premiers à savoir.|"
          "Voir les nouveaux posts",
    "es": "No te pierdas lo que está pasando|Los usuarios de X son los primeros en enterarse.|"
          "Las personas en X son las primeras en enterarse.|Ver nuevos posts",
    "pt": "Não perca o que está acontecendo|As pessoas no X são as primeiras a saber.|Ver novos posts",
    "it": "Non perderti le ultime novità|Non perderti ciò che accade|Le persone su X sono le prime a sapere.",
    "nl": "Mis niet wat er gebeurt|Mensen op X zijn de eersten die het weten.",
    "tr": "Neler olduğunu kaçırma|X'teki kişiler ilk öğrenenlerdir.",
    "ru": "Не пропустите ничего важного|Пользователи X узнают обо всём первыми.",
    "pl": "Nie przegap tego, co się dzieje|Użytkownicy X dowiadują się pierwsi.",
    "sv": "Missa inte vad som händer|Folk på X är först med att få veta.",
    "id": "Jangan lewatkan apa yang sedang terjadi|Pengguna X adalah yang pertama tahu.",
    "ja": "「いま」起きていることを見逃さないようにしましょう|Xなら最新情報をいち早くチェックできます。|"
          "新しいポストを表示",
    "ko": "지금 일어나는 일을 놓치지 마세요|X 사용자들은 가장 먼저 소식을 접합니다.|새 게시물 보기",
    "zh": "不要错过正在发生的新鲜事|X 用户总是最先知晓新鲜事。|不要錯過正在發生的新鮮事|X 使用者總是搶先得知消息。",
    "ar": "لا تفوّت ما يحدث|مستخدمو X هم أول من يعلم.",
    "he": "לא לפספס מה שקורה|האנשים ב-X הם הראשונים לדעת.",
    "hi": "जो हो रहा है, उसे मिस न करें|X पर लोग सबसे पहले जानते हैं.",
})  # fmt: skip
#: Offer the rest of a thread that the page does not show.
CONTINUE = collect_labels({
    "en": "Continue thread...|Continue thread|Continue this thread|View full thread|Read more of this thread",
    "de": "Thread fortsetzen ...|Thread fortsetzen|Gesamten Thread anzeigen",
    "fr": "Continuer le fil…|Continuer le fil de discussion…|Continuer le fil",
    "es": "Continuar hilo...|Continuar el hilo|Continuar hilo",
    "pt": "Continuar thread...|Continuar fio...",
    "ja": "スレッドの続きを読む|スレッドの続き…",
    "ko": "스레드 계속...|스레드 계속 보기",
})  # fmt: skip
#: Says below a heading that posts of others follow.
SOURCED = collect_labels({
    "any": "Sourced from across X|Sourced from across Twitter|Aus ganz X|Provenant de tout X|De todo X|De todo o X|"
           "Da tutto X",
})  # fmt: skip
