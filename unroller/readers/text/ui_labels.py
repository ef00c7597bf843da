"""The words that pages of X, Mastodon, Bluesky and Threads print around posts, by role and by interface language.

Declared, not programmed: a new language is one more line in each table. Wordings are the sites' own, whole lines,
compared as :func:`unroller.readers.boilerplate.normalize` leaves them and without regard to case."""

from __future__ import annotations

from unroller.readers.boilerplate import normalize


def collect_labels(by_language: dict[str, str]) -> frozenset[str]:
    """The wordings of all languages, as they are compared; `by_language` parts them by bars."""
    return frozenset(normalize(word).casefold() for words in by_language.values() for word in words.split("|"))


#: What is counted or done under a post: beside a number it is the page's, alone it may be the author's.
COUNTED = collect_labels({
    "en": "Retweet|Retweets|Like|Likes|Quote|Quotes|Quote Tweet|Quote Tweets|Quote Post|Quote Posts|Repost|Reposts|"
          "Reply|Replies|Bookmark|Bookmarks|View|Views|Favorite|Favorites|Favourite|Favourites|Boost|Boosts|Share|"
          "Shares|Comment|Comments|Save|Saves|Send",
    "de": "Antwort|Antworten|Gefällt mir-Angabe|Gefällt mir-Angaben|Gefällt mir|Zitat|Zitate|Zitierte Tweets|"
          "Zitierter Tweet|Lesezeichen|Mal angezeigt|Aufrufe|Reposten|Teilen|Kommentieren|Kommentare|Geteilt|geteilt|"
          "Favorit|Favoriten|favorisiert",
    "fr": "J'aime|Citations|Citation|Tweets cités|Tweet cité|Signets|Signet|Vues|Vue|Réponse|Réponses|Republication|"
          "Republications|Republier|Répondre|Partager|Partage|Partages|Favori|Favoris|Commenter|Commentaires",
    "es": "Me gusta|Citas|Cita|Tweets citados|Guardados|Elementos guardados|Visualizaciones|Visualización|Respuesta|"
          "Respuestas|Reposteo|Reposteos|Responder|Republicación|Republicaciones|Compartir|Republicar|Comentar|"
          "Impulsos|Impulso|Favorito|Favoritos|Reproducciones|Comentarios",
    "pt": "Curtida|Curtidas|Comentário|Comentários|Itens salvos|Visualização|Visualizações|Resposta|Respostas|"
          "Republicação|Republicações|Repostagem|Repostagens|Gostos|Gosto|Compartilhar|Partilhar|Curtir|Citações|"
          "Tweets com comentário|Comentar|Repostar",
    "it": "Mi piace|Citazioni|Citazione|Tweet di citazione|Visualizzazioni|Visualizzazione|Risposta|Risposte|"
          "Segnalibri|Segnalibro|Rispondi|Condividi|Ricondivisioni|Condivisioni|Preferiti|Commenti|Commenta|"
          "Ripubblica",
    "nl": "Vind-ik-leuks|Vind-ik-leuk|Vind ik leuk|Geciteerde Tweets|Weergaven|Weergave|Antwoord|Antwoorden|"
          "Bladwijzers|Bladwijzer|Citaten|Citaat|Beantwoorden|Delen|Reacties|Reactie|Favorieten",
    "tr": "Beğeni|Beğeniler|Beğen|Alıntı Tweetler|Alıntı|Alıntılar|Görüntülenme|Görüntüleme|Yanıt|Yanıtlar|Yanıtla|"
          "Yer İşareti|Yer İşaretleri|Yeniden gönderi|Yeniden gönderiler|Yeniden yayınla|Paylaş|Yorum|Yorumlar",
    "ru": "Ретвиты|Ретвита|Ретвит|Ретвитов|Отметки «Нравится»|Отметка «Нравится»|Отметок «Нравится»|Нравится|"
          "Просмотров|Просмотра|Просмотры|Просмотр|Цитаты|Цитата|Цитат|Репост|Репоста|Репостов|Репосты|Ответ|Ответа|"
          "Ответов|Ответы|Закладки|Закладка|Закладок|Поделиться|Ответить",
    "uk": "Вподобання|Вподобань|Уподобань|Переглядів|Перегляди|Цитати|Репости|Репостів|Відповіді|Відповідей|Закладки|"
          "Подобається|Поширити",
    "pl": "Polubienie|Polubienia|Polubień|Podanie dalej|Podania dalej|Podań dalej|Cytaty|Cytat|Cytatów|Wyświetlenia|"
          "Wyświetleń|Wyświetlenie|Odpowiedź|Odpowiedzi|Zakładki|Zakładek|Podbicia|Podbić|Ulubione|Lubię to|"
          "Odpowiedz|Udostępnij|Reposty|Repostów",
    "sv": "Gilla-markeringar|Gilla-markering|Gilla-markeringar|Citat|Citattweets|Visningar|Visning|Svar|Bokmärken|"
          "Bokmärke|Reposter|Återpubliceringar|Gilla|Svara|Dela|Kommentarer|Boostar|Knuffar|Favoriter",
    "da": "Synes godt om|Citater|Visninger|Bogmærker|Genopslag|Svar",
    "no": "Liker|Likerklikk|Sitater|Visninger|Bokmerker|Svar",
    "fi": "Tykkäystä|Tykkäys|Lainausta|Näyttökertaa|Vastausta|Kirjanmerkkiä|Uudelleenjulkaisua",
    "id": "Suka|Kutipan|Tweet Kutipan|Tayangan|Balasan|Markah|Posting ulang|Sukai|Bagikan|Komentar|Balas|Disimpan",
    "vi": "Lượt thích|Lượt xem|Trích dẫn|Bài đăng lại|Trả lời|Thích|Dấu trang",
    "cs": "To se mi líbí|Citace|Zobrazení|Odpovědi|Záložky|Přeposlání",
    "ja": "リツイート|件のリツイート|いいね|件のいいね|いいね!|引用ツイート|件の引用ツイート|件の引用|引用|件の表示|"
          "ブックマーク|"
          "件のブックマーク|リポスト|件のリポスト|件のポスト|返信|件の返信|再投稿|シェア|表示|回表示|ブースト|"
          "お気に入り",
    "ko": "리트윗|마음에 들어요|마음에 들어요 표시|마음에 들어요 수|인용한 트윗|인용|재게시|조회수|조회|북마크|답글|"
          "좋아요|공유|리포스트|"
          "댓글|부스트",
    "zh": "转推|喜欢|喜歡|轉推|引用推文|引用|查看|书签|書籤|次查看|次檢視|檢視|转帖|轉發|转发|回复|回覆|赞|讚|分享|"
          "喜欢次数|個喜歡|"
          "次观看|則回覆|条回复|評論|评论",
    "ar": "إعجاب|إعجابات|تسجيلات الإعجاب|إعادة تغريد|إعادات التغريد|إعادة نشر|إعادات النشر|اقتباس|اقتباسات|"
          "تغريدات اقتباس|مشاهدة|مشاهدات|رد|ردود|الردود|إشارة مرجعية|إشارات مرجعية|مشاركة|أعجبني",
    "he": "לייקים|לייק|סימוני לייק|ציוצים מחדש|ציוץ מחדש|פרסומים מחדש|פרסום מחדש|ציטוטים|ציטוט|צפיות|צפייה|תגובות|"
          "תגובה|סימניות|סימניה|שיתוף",
    "fa": "پسند|پسندها|بازتوییت|بازنشر|نقل‌قول|نقل‌قول‌ها|بازدید|پاسخ|پاسخ‌ها|نشانک",
    "hi": "पसंद|पसंदीदा|रीट्वीट|रीपोस्ट|कोट|कोट ट्वीट|कोट्स|बार देखा गया|व्यू|जवाब|बुकमार्क|टिप्पणियाँ",
})  # fmt: skip

#: Links of the page to a post's own figures.
ACTIVITY = collect_labels({
    "en": "View Tweet activity|View Tweet analytics|View post engagements|View post analytics|View activity|"
          "View analytics|View quotes|View Quotes|View insights|View all replies|View engagements",
    "de": "Tweet-Aktivitäten anzeigen|Tweet-Aktivität anzeigen|Post-Interaktionen anzeigen|Aktivität anzeigen|"
          "Post-Aktivität anzeigen|Zitate anzeigen",
    "fr": "Voir l'activité du Tweet|Voir l'activité|Voir les engagements du post|Voir les interactions avec le post|"
          "Voir les citations",
    "es": "Ver actividad del Tweet|Ver actividad|Ver interacciones del post|Ver la actividad del Tweet|Ver citas",
    "pt": "Ver atividade do Tweet|Ver atividade|Ver interações com o post|Ver engajamentos do post|Ver citações",
    "it": "Visualizza attività del Tweet|Visualizza attività|Visualizza interazioni del post|Visualizza citazioni",
    "nl": "Tweet-activiteit bekijken|Activiteit weergeven|Interacties met post bekijken|Citaten bekijken",
    "tr": "Tweet etkinliğini görüntüle|Etkinliği gör|Gönderi etkileşimlerini görüntüle|Alıntıları görüntüle",
    "ru": "Посмотреть статистику твита|Посмотреть взаимодействия с постом|Посмотреть действия|Посмотреть цитаты",
    "pl": "Wyświetl aktywność Tweeta|Wyświetl aktywność|Wyświetl cytaty",
    "sv": "Visa Tweet-aktivitet|Visa aktivitet|Visa citat",
    "id": "Lihat aktivitas Tweet|Lihat aktivitas|Lihat interaksi postingan|Lihat kutipan",
    "ja": "ツイートアクティビティを表示|ポストのエンゲージメントを表示|アクティビティを見る|引用を表示",
    "ko": "트윗 활동 보기|게시물 참여 보기|활동 보기|인용 보기",
    "zh": "查看推文活动|查看帖子互动|查看动态|檢視推文活動|查看引用|檢視動態",
    "ar": "عرض نشاط التغريدة|عرض النشاط|عرض تفاعلات المنشور|عرض الاقتباسات",
    "he": "הצגת פעילות הציוץ|הצגת פעילות|הצגת ציטוטים",
    "hi": "ट्वीट गतिविधि देखें|गतिविधि देखें|पोस्ट सहभागिता देखें",
})  # fmt: skip

#: The word under a picture, and what else stands for what is not text.
MEDIA = collect_labels({
    "en": "Image|Embedded video|GIF|ALT|Play video|Photo|Sensitive content|Media|"
          "The media could not be played.|Watch again|Image description|"
          "Sorry, we're having trouble playing this video.|Media hidden|Click to show|"
          "Learn more about sensitive content",
    "de": "Bild|Video abspielen|Foto|Eingebettetes Video|Erneut ansehen",
    "fr": "Image|Vidéo intégrée|Lire la vidéo|Photo",
    "es": "Imagen|Imagen ALT|Reproducir vídeo|Reproducir video|Video insertado|Foto",
    "pt": "Imagem|Imagem ALT|Reproduzir vídeo|Vídeo incorporado|Foto",
    "it": "Immagine|Riproduci video|Video incorporato|Foto",
    "nl": "Afbeelding|Video afspelen|Ingesloten video|Foto",
    "tr": "Görsel|Resim|Videoyu oynat|Fotoğraf",
    "ru": "Изображение|Воспроизвести видео|Фото|Встроенное видео",
    "uk": "Зображення",
    "pl": "Obraz|Odtwórz wideo|Zdjęcie",
    "sv": "Bild|Spela upp video|Foto",
    "da": "Billede",
    "no": "Bilde",
    "fi": "Kuva",
    "id": "Gambar|Putar video|Foto",
    "vi": "Hình ảnh|Ảnh",
    "cs": "Obrázek",
    "ja": "画像|埋め込み動画|動画を再生|写真",
    "ko": "이미지|동영상 재생|사진|임베디드 동영상",
    "zh": "图像|圖像|图片|圖片|播放视频|播放影片",
    "ar": "صورة|الصورة|تشغيل الفيديو",
    "he": "תמונה|הפעלת סרטון",
    "fa": "تصویر",
    "hi": "इमेज|छवि|चित्र|वीडियो चलाएँ",
})  # fmt: skip

#: The page's own links under a post and between posts: nobody else writes them as lines of their own.
LINKS = collect_labels({
    "en": "New conversation|Show this thread|Translate Tweet|Translate post|Translate bio|Show translation|"
          "See translation|"
          "Show replies|Show more replies|"
          "Show additional replies, including those that may contain offensive content|"
          "Show probable spam|View hidden replies|Show hidden replies|Show quoted|Read more replies|Show original|"
          "Translated by Google|Translated from English|Hide translation|View original|Rate this translation|"
          "Post your reply|Tweet your reply|Write your reply|Post your reply!|Who can reply?|Everybody can reply|"
          "Replies disabled|Some people can reply|Add another post|Add another Tweet|Reply to this post|"
          "You can reply|Anyone can reply|Only some accounts can reply|Replies on this thread are disabled|"
          "Show more posts|Sign up to reply|Log in to reply|Continue thread...|View more on Threads|"
          "See more on Threads|Continue this thread|Made with AI|Sort replies|"
          "Some replies may be hidden|Reply to this thread|View full thread|Show post|Show anyway|Hide post|"
          "Show media|"
          "Read full post",
    "de": "Diesen Thread anzeigen|Tweet übersetzen|Post übersetzen|Antworten anzeigen|Mehr Antworten anzeigen|"
          "Übersetzung anzeigen|Poste deine Antwort|Twittere deine Antwort|Schreibe deine Antwort|"
          "Jeder kann antworten|Alle können antworten|Relevanteste|Original anzeigen|"
          "Potenziellen Spam anzeigen",
    "fr": "Afficher cette discussion|Traduire le Tweet|Traduire le post|Afficher les réponses|Voir la traduction|"
          "Afficher plus de réponses|Postez votre réponse|Tweetez votre réponse|Publiez votre réponse|"
          "Tout le monde peut répondre|Les plus pertinents|Afficher l'original|Écrivez votre réponse|"
          "Rédigez votre réponse",
    "es": "Mostrar este hilo|Traducir Tweet|Traducir post|Traducir el post|Mostrar respuestas|Mostrar más respuestas|"
          "Ver traducción|Postea tu respuesta|Twittea tu respuesta|Publica tu respuesta|Escribe tu respuesta|"
          "Todos pueden responder|Cualquiera puede responder|Más relevantes|Ver original",
    "pt": "Mostrar esta sequência|Traduzir Tweet|Traduzir post|Traduzir o post|Mostrar respostas|"
          "Mostrar mais respostas|Ver tradução|Poste sua resposta|Tweete sua resposta|Publique a sua resposta|"
          "Escreva sua resposta|Escreva a sua resposta|Todos podem responder|Mais relevantes|Ver original",
    "it": "Mostra questa discussione|Traduci il Tweet|Traduci post|Traduci il post|Mostra risposte|"
          "Mostra altre risposte|Mostra traduzione|Posta la tua risposta|Twitta la tua risposta|"
          "Pubblica la tua risposta|Scrivi la tua risposta|Tutti possono rispondere|Più rilevanti",
    "nl": "Deze collectie weergeven|Deze thread weergeven|Tweet vertalen|Post vertalen|Antwoorden weergeven|"
          "Meer antwoorden weergeven|Vertaling weergeven|Post je antwoord|Tweet je antwoord|Schrijf je antwoord|"
          "Iedereen kan reageren|Meest relevant",
    "tr": "Bu konuyu göster|Bu akışı göster|Tweet'i çevir|Gönderiyi çevir|Gönderinin çevirisini göster|"
          "Yanıtları göster|Daha fazla yanıt göster|Çevirisini gör|Yanıtını gönder|Yanıtını Tweetle|Yanıtını yaz|"
          "Herkes yanıtlayabilir|En alakalı",
    "ru": "Показать эту ветку|Перевести твит|Перевести пост|Показать ответы|Показать другие ответы|Показать перевод|"
          "Опубликуйте ответ|Твитнуть ответ|Напишите свой ответ|Все могут отвечать|Самые релевантные",
    "uk": "Показати цей ланцюжок|Перекласти твіт|Перекласти пост|Показати відповіді|Опублікуйте відповідь",
    "pl": "Pokaż ten wątek|Przetłumacz Tweeta|Przetłumacz wpis|Pokaż odpowiedzi|Pokaż więcej odpowiedzi|"
          "Pokaż tłumaczenie|Opublikuj odpowiedź|Opublikuj swoją odpowiedź|Napisz odpowiedź|"
          "Każdy może odpowiedzieć|Najtrafniejsze",
    "sv": "Visa denna tråd|Visa den här tråden|Översätt Tweet|Översätt tweeten|Översätt inlägget|Visa svar|"
          "Visa fler svar|Visa översättning|Publicera ditt svar|Lägg upp ditt svar|Skriv ditt svar|Alla kan svara|"
          "Mest relevanta",
    "da": "Vis denne tråd|Oversæt Tweet|Oversæt post|Vis svar|Vis flere svar",
    "no": "Vis denne tråden|Oversett Tweet|Oversett innlegg|Vis svar|Vis flere svar",
    "fi": "Näytä tämä ketju|Käännä twiitti|Käännä julkaisu|Näytä vastaukset",
    "id": "Tampilkan utas ini|Terjemahkan Tweet|Terjemahkan postingan|Tampilkan balasan|Tampilkan balasan lainnya|"
          "Lihat terjemahan|Posting balasan Anda|Tweet balasan Anda|Tulis balasan Anda|Semua orang dapat membalas|"
          "Paling relevan",
    "vi": "Hiển thị chuỗi này|Dịch Tweet|Dịch bài đăng|Hiện các câu trả lời",
    "cs": "Zobrazit toto vlákno|Přeložit Tweet|Přeložit příspěvek|Zobrazit odpovědi",
    "ja": "このスレッドを表示|ツイートを翻訳|ポストを翻訳|ポストを翻訳する|ツイートを翻訳する|返信を表示|"
          "返信をさらに表示|さらに返信を表示|翻訳を表示|"
          "返信をポスト|返信をツイート|返信を書く|誰でも返信可能|全員が返信可能|関連性の高い順|翻訳を見る|"
          "原文を表示",
    "ko": "이 스레드 보기|트윗 번역하기|게시물 번역하기|게시물 번역|답글 보기|답글 더 보기|번역 보기|답글 게시하기|"
          "내 답글을 트윗합니다|답글 작성하기|"
          "누구나 답글을 달 수 있음|모든 사람이 답글 가능|관련성 높은 순|원문 보기",
    "zh": "显示此主题帖|翻译推文|翻译帖子|翻譯推文|翻譯貼文|显示回复|顯示回覆|显示更多回复|顯示更多回覆|显示翻译|"
          "查看翻译|查看翻譯|发布你的回复|發佈你的回覆|"
          "推送你的回复|推你的回覆|顯示此串推文|顯示此討論串|所有人可以回复|所有人都可以回覆|任何人都可以回覆|最相关|"
          "显示这个主题帖",
    "ar": "عرض هذه السلسلة|ترجمة التغريدة|ترجمة المنشور|عرض الردود|عرض المزيد من الردود|عرض الترجمة|انشر ردك|"
          "غرّد بردّك|"
          "اكتب ردك|يمكن للجميع الرد|الأكثر صلة|إظهار هذه السلسلة",
    "he": "הצגת שרשור זה|הצג את השרשור הזה|תרגום ציוץ|תרגום הפוסט|תרגום פוסט|הצגת תגובות|הצגת תגובות נוספות|"
          "הצגת תרגום|"
          "פרסום התגובה שלך|פרסם את התגובה שלך|כולם יכולים להגיב|הרלוונטיים ביותר",
    "fa": "نمایش این رشته|ترجمه توییت|ترجمه پست|نمایش پاسخ‌ها|نمایش ترجمه|پاسخ خود را پست کنید",
    "hi": "यह थ्रेड दिखाएँ|ट्वीट का अनुवाद करें|पोस्ट का अनुवाद करें|जवाब दिखाएँ|और जवाब दिखाएँ|अनुवाद देखें|"
          "अपना जवाब पोस्ट करें",
})  # fmt: skip

#: Links that stand for a translation in one word: the page's only where it prints them again and again.
TRANSLATE = collect_labels({
    "any": "Translate|Übersetzen|Traduire|Traducir|Traduzir|Traduci|Vertalen|Çevir|Перевести|Przetłumacz|Översätt|"
           "Terjemahkan|翻訳|翻訳する|번역하기|번역|翻译|翻譯|ترجمة|תרגום|अनुवाद करें",
})  # fmt: skip

#: Below a post of which only the beginning was shown.
MORE = collect_labels({
    "en": "Show more|Show less",
    "de": "Mehr anzeigen|Weniger anzeigen",
    "fr": "Voir plus|Afficher plus|Voir moins|Afficher moins",
    "es": "Mostrar más|Mostrar menos",
    "pt": "Mostrar mais|Mostrar menos",
    "it": "Mostra altro|Mostra di più|Mostra meno",
    "nl": "Meer tonen|Meer weergeven|Minder weergeven",
    "tr": "Daha fazla göster|Daha az göster",
    "ru": "Показать ещё|Показать еще|Показать больше|Свернуть",
    "uk": "Показати більше",
    "pl": "Pokaż więcej|Pokaż mniej",
    "sv": "Visa mer|Visa mindre",
    "da": "Vis mere|Vis mindre",
    "no": "Vis mer|Vis mindre",
    "fi": "Näytä lisää|Näytä vähemmän",
    "id": "Tampilkan lebih banyak|Tampilkan lebih sedikit|Selengkapnya",
    "vi": "Hiển thị thêm",
    "cs": "Zobrazit více",
    "ja": "さらに表示|もっと見る|表示を減らす|続きを読む",
    "ko": "더 보기|더보기|간략히 보기",
    "zh": "显示更多|顯示更多|显示更少|顯示較少|查看更多",
    "ar": "عرض المزيد|إظهار المزيد|عرض أقل",
    "he": "הצגת עוד|הצג עוד|הצגת פחות",
    "fa": "نمایش بیشتر",
    "hi": "और दिखाएँ|और देखें|कम दिखाएँ",
})  # fmt: skip
#: Of those, what is shown when the post is whole.
LESS = collect_labels({
    "any": "Show less|Weniger anzeigen|Voir moins|Afficher moins|Mostrar menos|Mostra meno|Minder weergeven|"
           "Daha az göster|Свернуть|Pokaż mniej|Visa mindre|Vis mindre|Näytä vähemmän|Tampilkan lebih sedikit|"
           "表示を減らす|"
           "간략히 보기|显示更少|顯示較少|عرض أقل|הצגת פחות|कम दिखाएँ",
})  # fmt: skip

#: Announces a quoted post.
QUOTE = collect_labels({
    "en": "Quote|Quote Tweet|Quoted|Quote post|Quoted post",
    "de": "Zitat|Zitierter Tweet|Tweet zitieren|Zitierter Post",
    "fr": "Citation|Citer le Tweet|Tweet cité|Citer",
    "es": "Cita|Citar Tweet|Citar|Tweet citado",
    "pt": "Citar|Citar Tweet|Citação|Tweet citado",
    "it": "Citazione|Cita Tweet",
    "nl": "Citaat|Tweet citeren|Geciteerde Tweet",
    "tr": "Alıntı|Alıntı Tweet",
    "ru": "Цитата|Цитировать|Цитировать твит",
    "uk": "Цитата",
    "pl": "Cytat|Cytuj|Cytuj Tweeta",
    "sv": "Citat|Citera Tweet",
    "da": "Citat",
    "no": "Sitat",
    "fi": "Lainaus",
    "id": "Kutip|Kutipan|Kutip Tweet",
    "vi": "Trích dẫn",
    "cs": "Citace",
    "ja": "引用|引用ツイート",
    "ko": "인용|트윗 인용하기",
    "zh": "引用|引用推文|引述",
    "ar": "اقتباس|اقتباس التغريدة",
    "he": "ציטוט|ציטוט הציוץ",
    "fa": "نقل‌قول",
    "hi": "कोट|कोट ट्वीट",
})  # fmt: skip

#: Stands before the handles that a post answers, or behind them.
REPLYING = collect_labels({
    "en": "Replying to|In reply to|Reply to|In response to",
    "de": "Antwort an|Antwort auf|Als Antwort auf",
    "fr": "En réponse à",
    "es": "Respondiendo a|En respuesta a",
    "pt": "Em resposta a|Em resposta à|Respondendo a",
    "it": "In risposta a|Rispondendo a",
    "nl": "Als antwoord op|Antwoord op",
    "tr": "Yanıt olarak|adlı kişiye yanıt olarak|adlı kullanıcıya yanıt olarak|adlı kullanıcılara yanıt olarak",
    "ru": "В ответ",
    "uk": "У відповідь",
    "pl": "W odpowiedzi do|Odpowiadając",
    "sv": "Svarar|Svar till",
    "da": "Svar til|Svarer",
    "no": "Svar til|Svarer",
    "fi": "Vastauksena käyttäjälle|Vastaus käyttäjälle",
    "id": "Membalas|Balasan untuk",
    "vi": "Trả lời",
    "cs": "Odpověď uživateli|Odpovědi uživateli",
    "ja": "返信先:|返信先：|さんに返信",
    "ko": "에게 보내는 답글|님에게 보내는 답글|님께 보내는 답글",
    "zh": "回复|回覆|正在回复|正在回覆",
    "ar": "ردًا على|ردا على|رداً على",
    "he": "בתגובה ל-|בתגובה ל|בתשובה ל-|בתשובה ל",
    "fa": "در پاسخ به",
    "hi": "के जवाब में|को जवाब",
})  # fmt: skip
ANDS = collect_labels({
    "any": "and|und|et|y|e|en|ve|и|i|och|og|ja|dan|và|a|と|그리고|和|及|و|ו|ו-|और|and others|،|,|та|és",
})  # fmt: skip

#: May stand between the lines of a header: badges, and the button to follow.
BADGES = collect_labels({
    "en": "Verified account|Verified|Author|OP|Original poster|Edited|Pinned|Follows you|Following|Automated|Bot|"
          "Subscriber|Square|Verified organization|Official",
    "de": "Verifizierter Account|Verifiziert|Autor|Autorin|Verfasser|Bearbeitet|Angepinnt|Folgt dir",
    "fr": "Compte certifié|Certifié|Auteur|Auteur·rice|Auteur(e)|Modifié|Épinglé",
    "es": "Cuenta verificada|Verificado|Verificada|Autor|Autora|Editado|Fijado",
    "pt": "Conta verificada|Verificado|Autor|Autora|Editado|Fixado",
    "it": "Account verificato|Verificato|Autore|Autrice|Modificato|Fissato",
    "nl": "Geverifieerd account|Geverifieerd|Auteur|Bewerkt|Vastgezet",
    "tr": "Doğrulanmış hesap|Doğrulanmış|Yazar|Düzenlendi",
    "ru": "Подтверждённый аккаунт|Подтверждено|Автор|Изменено|Закреплено",
    "pl": "Zweryfikowane konto|Zweryfikowane|Autor|Edytowano|Przypięte",
    "sv": "Verifierat konto|Verifierad|Författare|Upphovsperson|Redigerad",
    "id": "Akun terverifikasi|Terverifikasi|Penulis|Diedit|Pembuat",
    "ja": "認証済みアカウント|認証済み|投稿者|作成者|編集済み",
    "ko": "인증된 계정|인증됨|작성자|수정됨|인증된 배지",
    "zh": "认证账号|已认证|作者|已编辑|已驗證|已編輯|認證帳戶",
    "ar": "حساب موثّق|موثّق|تم التحقق|الكاتب|المؤلف|تم التعديل",
    "he": "חשבון מאומת|מאומת|מחבר|מחברת|הכותב|נערך",
    "hi": "सत्यापित खाता|सत्यापित|लेखक",
})  # fmt: skip
#: Buttons beside the name over an opened post.
FOLLOW = collect_labels({
    "any": "Follow|+ Follow|Following|Follow back|Subscribe|Subscribed|More|Folgen|"
           "Folge ich|Abonnieren|Suivre|"
           "Abonné|"
           "S'abonner|Seguir|Siguiendo|Suscribirse|Seguindo|Assinar|Segui|Abbonati|Volgen|Abonneren|Takip et|"
           "Abone ol|"
           "Читать|Подписаться|Obserwuj|Subskrybuj|Följ|Prenumerera|Ikuti|Berlangganan|フォロー|フォローする|"
           "サブスクライブ|팔로우|구독|关注|關注|跟隨|订阅|訂閱|متابعة|اشتراك|מעקב|לעקוב|फ़ॉलो करें|सदस्यता लें",
})  # fmt: skip
#: Stand where an advertisement has no date.
ADVERT = collect_labels({
    "any": "Ad|Promoted|Sponsored|Anzeige|Gesponsert|Sponsorisé|Publicité|Anuncio|Promocionado|Anúncio|Promovido|"
           "Annuncio|"
           "Sponsorizzato|Advertentie|Gesponsord|Reklam|Sponsorlu|Реклама|Reklama|Sponsorowane|Annons|Iklan|"
           "プロモーション|広告|광고|프로모션|广告|推广|廣告|إعلان|مروّج|מודעה|ממומן|विज्ञापन",
})  # fmt: skip

#: Lines of the kin's pages that name who may see a post, and stand between its figures.
AUDIENCE = collect_labels({
    "any": "Public|Unlisted|Quiet public|Followers|Followers-only|Öffentlich|Nicht gelistet|Im Stillen öffentlich|"
           "Público|"
           "Publique|Pubblico|Openbaar|Herkese açık|Публичный|Publiczny|Offentlig|Publik|公開|공개|公开",
})  # fmt: skip


#: Units of ages in headers, seconds to years.
AGES = collect_labels({
    "en": "s|sec|secs|second|seconds|m|min|mins|minute|minutes|h|hr|hrs|hour|hours|d|day|days|w|wk|wks|week|weeks|mo|"
          "month|months|y|yr|yrs|year|years",
    "de": "sek|min|minute|minuten|std|stunde|stunden|t|tg|tag|tage|tagen|wo|woche|wochen|monat|monate|monaten|j|jahr|"
          "jahre",
    "fr": "s|min|h|j|jour|jours|heure|heures|sem|semaine|semaines|mois|an|ans",
    "es": "s|min|h|d|día|días|hora|horas|sem|semana|semanas|mes|meses|año|años",
    "pt": "seg|min|h|d|dia|dias|hora|horas|sem|semana|semanas|mês|meses|ano|anos",
    "it": "s|min|h|g|gg|ora|ore|giorno|giorni|sett|settimana|settimane|mese|mesi|anno|anni",
    "nl": "s|min|u|uur|uren|d|dag|dagen|w|wkn|weken|mnd|jaar|j",
    "tr": "sn|dk|dakika|s|sa|saat|g|gün|h|hafta|ay|yıl",
    "ru": "с|сек|м|мин|ч|час|часа|часов|д|дн|день|дня|дней|н|нед|мес|г|год|года|лет",
    "uk": "с|хв|год|г|дн|д|тиж|міс|р",
    "pl": "s|sek|min|g|godz|d|dni|dzień|tyg|tydz|mies|r|lat|lata",
    "sv": "s|min|tim|timme|timmar|t|d|dag|dagar|v|mån|år",
    "da": "s|min|t|d|u|md|år|dage",
    "fi": "s|min|t|pv|vk|kk|v",
    "id": "d|dtk|m|mnt|j|jam|h|hari|mg|mgg|minggu|bln|thn",
    "vi": "giây|phút|giờ|ngày|tuần|tháng|năm",
    "cs": "s|min|h|d|dny|týd|měs|r",
    "ja": "秒|分|時間|日|週間|か月|年|秒前|分前|時間前|日前|週間前|か月前|年前",
    "ko": "초|분|시간|일|주|개월|년|초전|분전|시간전|일전|주전",
    "zh": "秒|分|分钟|分鐘|小时|小時|天|日|周|週|个月|個月|年|秒前|分钟前|分鐘前|小时前|小時前|天前|周前|週前",
    "ar": "ث|د|س|ي|ساعة|ساعات|دقيقة|دقائق|يوم|أيام|يومًا|أسبوع|أسابيع|ش|سنة|سنوات",
    "he": "שנ'|דק'|שע'|ש'|ד'|י'|ימים|יום|שעות|שעה|דקות|שבועות|שנים",
    "fa": "ث|ثانیه|دقیقه|ساعت|روز|هفته|ماه|سال",
    "hi": "से|मि|मिनट|घं|घंटे|घंटा|दि|दिन|सप्ताह|माह|वर्ष",
})  # fmt: skip
AGO = collect_labels({
    "any": "ago|vor|il y a|hace|há|fa|geleden|önce|назад|тому|temu|sedan|för|siden|sitten|lalu|yang lalu|trước|前|전|"
           "منذ|قبل|"
           "לפני|पहले|पूर्व",
})  # fmt: skip
NOW = collect_labels({
    "any": "now|just now|jetzt|gerade eben|ahora|agora|maintenant|à l'instant|ora|adesso|nu|şimdi|teraz|сейчас|"
           "baru saja|"
           "たった今|今|방금|刚刚|剛剛|الآن|עכשיו|अभी|yesterday|gestern|hier|ayer|ontem|ieri|gisteren|dün|вчера|"
           "wczoraj|"
           "igår|kemarin|昨日|어제|昨天|أمس|אתמול",
})  # fmt: skip
#: Stand for those whom a line does not name.
OTHERS = collect_labels({
    "any": "other|others|more|weitere|weiteren|andere|autre|autres|otro|otros|otra|otras|outro|outros|outras|altri|"
           "altre|"
           "anderen|ander|kişi|kişiye|diğer|других|ещё|inna|inne|innych|andra|till|lainnya|他|他の|人|其他人|명|외|"
           "آخرين|آخر|אחרים|अन्य|person|people|personnes|personas|pessoas|persone",
})  # fmt: skip
#: Who takes part in a poll, behind their number.
VOTES = collect_labels({
    "any": "vote|votes|person|people|Stimme|Stimmen|Person|Personen|voix|personne|personnes|voto|votos|persona|"
           "personas|"
           "pessoa|pessoas|voti|persone|stem|stemmen|personen|oy|kişi|голос|голоса|голосов|głos|głosy|głosów|röst|"
           "röster|"
           "suara|票|표|명|人|صوت|أصوات|صوتًا|הצבעות|वोट",
})  # fmt: skip
POLL_ENDS = collect_labels({
    "any": "Final results|Closed|Poll closed|Vote|See results|Show results|Refresh|Endergebnisse|Endergebnis|Beendet|"
           "Abgeschlossen|Résultats finaux|Terminé|Resultados finales|Terminada|Cerrada|Resultados finais|Encerrada|"
           "Risultati finali|Chiuso|Definitieve resultaten|Gesloten|Kesin sonuçlar|Окончательные результаты|"
           "Ostateczne wyniki|Slutresultat|Hasil akhir|最終結果|최종 결과|最终结果|النتائج النهائية|תוצאות סופיות|"
           "अंतिम परिणाम",
})  # fmt: skip
#: Behind the time for which a poll goes on.
LEFT = collect_labels({
    "any": "left|remaining|übrig|verbleibend|restant|restants|restante|restantes|rimanenti|rimasti|resterend|over|"
           "kaldı|"
           "осталось|pozostało|kvar|tersisa",
})  # fmt: skip
