"""The words of ages and polls, in the interface languages; see :mod:`unroller.readers.text.ui_labels`."""

from __future__ import annotations

from unroller.readers.text.ui_labels import collect_labels

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
