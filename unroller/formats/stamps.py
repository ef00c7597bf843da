"""Lines that pages of X and its kin print around posts: headers, times, counts; in the interfaces' languages."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from unroller.boilerplate import normal
from unroller.formats.dates import parse_date, parse_month

_HANDLE = r"@([A-Za-z0-9_]{1,30}(?:[.-][A-Za-z0-9-]{1,63}){0,6}(?:@[A-Za-z0-9.-]{3,80})?)"
_ALONE = re.compile(_HANDLE)
_WITH_DATE = re.compile(_HANDLE + r" ?· ?(.{1,30})")
_WHOLE = re.compile(r"(\S.{0,99}?) " + _HANDLE + r" ?· ?(.{1,30})")
_DOT_DATE = re.compile(r"· ?(.{1,30})")
_RELATIVE = re.compile(
    r"\d{1,3} ?(?:s|sec|m|min|mins|h|hr|hrs|d|w|wk|mo|y|yr|std|tg|j|sem|sek|t|g|u|wo|uur|st|dk|sa|ч|мин|д|с|"
    r"초|분|시간|일|秒|分|時間|日|小时|分钟|天|秒前|分前|時間前)\.?(?: ago)?"
    r"|now|just now|jetzt|ahora|agora|maintenant|ora",
    re.IGNORECASE,
)
_MONTH_DAY = re.compile(r"([^\W\d_]{3,10})\.? \d{1,2}(?:,? \d{4})?")
_DAY_MONTH = re.compile(r"\d{1,2}\.? (?:de )?([^\W\d_]{3,10})\.?(?:,? (?:de )?\d{4})?")
_CJK_DAY = re.compile(r"(?:\d{4} ?[年년] ?)?\d{1,2} ?[月월] ?\d{1,2} ?[日일]")
_ISO_DAY = re.compile(r"\d{4}-\d\d-\d\d(?: .{0,20})?")
_CLOCK = re.compile(r"(?<!\d)\d{1,2}[:.]\d\d(?!\d)")
_COUNT = re.compile(r"[\d.,\u00a0 ]{1,12} ?(?:k|m|mil|mio|rb|tsd|tys|тыс|млн|万|만|천|b)?\.?", re.IGNORECASE)
_CLIENT = re.compile(
    r"· ?\S.{1,40}|(?:Twitter|X|TweetDeck|Tweetbot|Buffer|Hootsuite)(?: (?:Web App|Web Client|for .{2,20}))"
)
_VIDEO = re.compile(r"\d{1,2}:\d\d(?::\d\d)?(?: ?/ ?\d{1,2}:\d\d(?::\d\d)?)?")

#: What is counted under a post, in the interfaces' languages (whole lines, behind a number or alone).
_COUNTED = frozenset(
    normal(word).casefold()
    for word in (
        "Retweet|Retweets|Like|Likes|Quote|Quotes|Quote Tweet|Quote Tweets|Quote Post|Quote Posts|Repost|Reposts|Reply|"
        "Replies|Bookmark|Bookmarks|View|Views|Favorite|Favorites|Boost|Boosts|Share|Shares|Comment|Comments|"
        "Antworten|Gefällt mir-Angabe|Gefällt mir-Angaben|Gefällt mir|Zitate|Zitierte Tweets|Zitierter Tweet|"
        "Lesezeichen|"
        "Mal angezeigt|Aufrufe|J'aime|J’aime|Citations|Citation|Tweets cités|Tweet cité|Signets|Vues|Réponses|"
        "Me gusta|Citas|Tweets citados|Guardados|Elementos guardados|Visualizaciones|Respuestas|Reposteos|"
        "Curtida|Curtidas|Comentários|Itens salvos|Visualizações|Respostas|Mi piace|Citazioni|Tweet di citazione|"
        "Visualizzazioni|Risposte|Segnalibri|Vind-ik-leuks|Geciteerde Tweets|Weergaven|Antwoorden|Bladwijzers|"
        "Beğeni|Alıntı Tweetler|Alıntı|Görüntülenme|Ретвиты|Ретвита|Ретвит|Отметки «Нравится»|Отметка «Нравится»|"
        "Отметок «Нравится»|Просмотров|Просмотра|Цитаты|リツイート|件のリツイート|いいね|件のいいね|引用ツイート|"
        "件の引用ツイート|件の引用|件の表示|ブックマーク|リポスト|件のリポスト|"
        "리트윗|마음에 들어요|마음에 들어요 표시|인용한 트윗|인용|재게시|"
        "조회수|북마크|转推|喜欢|喜歡|轉推|引用推文|查看|书签|次查看"
    ).split("|")
)
_VIEWS = ("views·", "views ·", "view·", "view ·", "aufrufe·", "aufrufe ·", "vues·", "vues ·")
_AROUND = frozenset(
    normal(word).casefold()
    for word in (
        "View Tweet activity|View Tweet analytics|View post engagements|View post analytics|"
        "View activity|View analytics|"
        "Tweet-Aktivitäten anzeigen|Voir l'activité du Tweet|Ver actividad del Tweet|"
        "트윗 활동 보기|ツイートアクティビティを表示"
    ).split("|")
)
#: Words under a post that stand for what is not text.
_MEDIA = frozenset(
    normal(word).casefold()
    for word in (
        "Image|Embedded video|GIF|ALT|Play video|Bild|Imagen|Imagem|Immagine|Afbeelding|Görsel|Изображение|画像|이미지|"
        "图像|圖像|Photo|Sensitive content|Media"
    ).split("|")
)
_SHOWN = frozenset(
    normal(word).casefold()
    for word in (
        "Show this thread|Translate Tweet|Translate post|Translate bio|Diesen Thread anzeigen|Tweet übersetzen|"
        "Post übersetzen|Afficher cette discussion|Traduire le Tweet|Traduire le post|Mostrar este hilo|Traducir Tweet|"
        "Traducir post|Mostrar esta sequência|Traduzir Tweet|Mostra questa discussione|Traduci il Tweet|"
        "このスレッドを表示|ツイートを翻訳|이 스레드 보기|트윗 번역하기|显示此主题帖|翻译推文"
    ).split("|")
)
_MORE = frozenset(
    normal(word).casefold()
    for word in (
        "Show more|Show less|Mehr anzeigen|Voir plus|Afficher plus|Mostrar más|Mostrar mais|Mostra altro|Meer tonen|"
        "さらに表示|더 보기|显示更多|Показать ещё|Daha fazla göster"
    ).split("|")
)
_QUOTE = frozenset({"quote", "quote tweet", "quoted", "zitat", "cita", "citation", "citazione", "引用", "인용"})
_REPLYING = (
    "replying to", "antwort an", "en réponse à", "respondiendo a", "en respuesta a", "em resposta a", "respondendo a",
    "in risposta a", "als antwoord op", "в ответ", "yanıt olarak", "返信先:", "返信先：",
    "回复", "回覆", "에게 보내는 답글",
)  # fmt: skip
_ANDS = frozenset({"and", "und", "et", "y", "e", "en", "and others", "と", "그리고"})
_BADGES = frozenset({"verified account", "verified", "verifizierter account", "cuenta verificada", "compte certifié"})
PLACEHOLDER = "\ufffc"


@dataclass(frozen=True, slots=True)
class Header:
    """A header before a post: lines `first` to `last` (places in the filled lines), who and when.

    `dotted`: it carries a date behind its dot; without one it may be a name and a mention.
    """

    first: int
    last: int
    handle: str
    name: str | None
    date: str
    dotted: bool


def header_at(texts: Sequence[str], place: int) -> Header | None:
    """The header whose handle stands on the line at `place` of the filled, normalised lines."""
    text = texts[place]
    if "@" not in text or len(text) > 200:
        return None
    if "·" in text:
        whole = _WHOLE.fullmatch(text)
        if whole and text[0] != "@" and is_date(whole.group(3)):
            return Header(place, place, whole.group(2), whole.group(1), whole.group(3), dotted=True)
        found = _WITH_DATE.fullmatch(text)
        if found and is_date(found.group(2)):
            return _named(texts, place, place, found.group(1), found.group(2), dotted=True)
    alone = _ALONE.fullmatch(text) if text[0] == "@" else None
    if not alone:
        return None
    handle = alone.group(1)
    after = texts[place + 1] if place + 1 < len(texts) else ""
    then = texts[place + 2] if place + 2 < len(texts) else ""
    if after == "·" and is_date(then):
        return _named(texts, place, place + 2, handle, then, dotted=True)
    dated = _DOT_DATE.fullmatch(after)
    if dated and is_date(dated.group(1)):
        return _named(texts, place, place + 1, handle, dated.group(1), dotted=True)
    if is_date(after):
        return _named(texts, place, place + 1, handle, after, dotted="@" in handle or "." in handle)
    return _named(texts, place, place, handle, "", dotted=False)


def _named(texts: Sequence[str], place: int, last: int, handle: str, date: str, *, dotted: bool) -> Header | None:
    first = place - 1
    if place > 1 and texts[first].casefold() in _BADGES:
        first -= 1
    name = texts[first] if place else ""
    if not name or len(name) > 100 or _ALONE.fullmatch(name) or (not dotted and name.endswith((":", ",", "."))):
        return Header(place, last, handle, None, date, dotted) if dotted else None
    return Header(first, last, handle, name, date, dotted)


def is_date(text: str) -> bool:
    """Whether a short text is a date or age as headers print them."""
    if not text or len(text) > 30:
        return False
    if _RELATIVE.fullmatch(text) or _CJK_DAY.fullmatch(text) or _ISO_DAY.fullmatch(text):
        return True
    found = _MONTH_DAY.fullmatch(text) or _DAY_MONTH.fullmatch(text)
    return bool(found and parse_month(found.group(1)))


def stamp(text: str) -> str | None:
    """The date and time in the line under an opened post (``9:15 AM · Mar 3, 2020·Twitter Web App``), ISO 8601."""
    if "·" not in text or len(text) > 120 or not _CLOCK.search(text):
        return None
    parts = [part.strip() for part in text.split("·")]
    if len(parts) > 4 or not (_CLOCK.search(parts[0]) or _CLOCK.search(parts[1])) or len(parts[0]) > 40:
        return None
    found = parse_date(" ".join(parts[:2]))
    return found if found and "T" in found else None


def is_count(text: str) -> bool:
    """Whether a line holds nothing but a number as counts are printed (``3``, ``1,234``, ``12K``)."""
    return len(text) <= 14 and text[:1].isdigit() and _COUNT.fullmatch(text) is not None


def is_counted(text: str) -> bool:
    """Whether a line says what is counted, with or without its number, or offers the post's figures."""
    if len(text) > 60:
        return False
    lower = text.casefold().replace('"', "")
    if lower in _COUNTED or lower in _AROUND:
        return True
    words = lower.lstrip("0123456789.,kmbKMB万만천 ")
    if words != lower and words in _COUNTED:
        return True
    return lower.startswith(_VIEWS)


def is_client(text: str) -> bool:
    """Whether a line names the program a post was written with, or is the dot before it."""
    return text == "·" or (len(text) <= 60 and _CLIENT.fullmatch(text) is not None)


def is_media(text: str) -> bool:
    """Whether a line stands for a picture or video."""
    return text.casefold() in _MEDIA or (len(text) <= 20 and _VIDEO.fullmatch(text) is not None)


def is_shown(text: str) -> bool:
    """Whether a line is one of the page's own links under a post."""
    return text.casefold() in _SHOWN


def is_more(text: str) -> bool:
    """Whether a line says that the post was cut here."""
    return text.casefold() in _MORE


def is_quote_word(text: str) -> bool:
    """Whether a line announces a quoted post."""
    return text.casefold() in _QUOTE


def replying(texts: Sequence[str], place: int) -> tuple[int, tuple[str, ...]]:
    """How many lines from `place` say whom a post answers, and the handles they name."""
    if place >= len(texts):
        return 0, ()
    lower = texts[place].casefold()
    if len(lower) > 200 or not any(lower.startswith(word) or lower.endswith(word) for word in _REPLYING):
        return 0, ()
    handles = re.findall(_HANDLE, texts[place])
    rest = re.sub(_HANDLE, "", lower)
    if len(rest.split()) > 7:
        return 0, ()
    taken = 1
    while place + taken < len(texts) and taken < 12:
        text = texts[place + taken]
        alone = _ALONE.fullmatch(text)
        more = text.casefold() in _ANDS and place + taken + 1 < len(texts)
        if alone and (not handles or texts[place + taken - 1].casefold() in _ANDS):
            handles.append(alone.group(1))
        elif not (more and _ALONE.fullmatch(texts[place + taken + 1])):
            break
        taken += 1
    return taken if handles else 0, tuple(handles)
