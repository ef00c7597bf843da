"""Dates as pages print them, to ISO 8601 with the precision that stands there; what is not stated is not guessed."""

from __future__ import annotations

import re
from datetime import date
from functools import lru_cache

from unroller.regex import compile_re

#: Names of the months in the languages of the sites' interfaces, as they stand alone and beside a day. What pages print
#: is such a name or its beginning.
_MONTHS = (
    "january januar janvier enero janeiro gennaio januari ocak января январь stycznia styczeń січня січень ledna leden "
    "tammikuuta ιανουαρίου gener ianuarie január يناير ינואר ژانویه जनवरी",
    "february februar février febrero fevereiro febbraio februari şubat февраля февраль lutego luty лютого лютий února "
    "únor helmikuuta φεβρουαρίου febrer februarie február pebruari فبراير פברואר فوریه फ़रवरी फरवरी",
    "march märz mars marzo março maart mart марта март marca marzec березня березень března březen maaliskuuta μαρτίου "
    "març martie március marts maret مارس מרץ מרס मार्च",
    "april avril abril aprile nisan апреля апрель kwietnia kwiecień квітня квітень dubna duben huhtikuuta απριλίου "
    "aprilie április أبريل ابريل إبريل אפריל آوریل अप्रैल",
    "may mai mayo maio maggio mei mayıs мая май maja maj травня травень května květen toukokuuta μαΐου maig május "
    "مايو מאי مه मई",
    "june juni juin junio junho giugno haziran июня июнь czerwca czerwiec червня червень června červen kesäkuuta "
    "ιουνίου juny iunie június يونيو יוני ژوئن जून",
    "july juli juillet julio julho luglio temmuz июля июль lipca lipiec липня липень července červenec heinäkuuta "
    "ιουλίου juliol iulie július يوليو יולי ژوئیه जुलाई",
    "august août agosto augustus ağustos августа август sierpnia sierpień серпня серпень srpna srpen "
    "elokuuta αυγούστου agost augusti agustus augusztus أغسطس אוגוסט اوت अगस्त",
    "september septembre septiembre setembro settembre eylül сентября сентябрь września wrzesień "
    "вересня вересень září syyskuuta σεπτεμβρίου setembre septembrie szeptember سبتمبر ספטמבר سپتامبر सितंबर सितम्बर",
    "october oktober octobre octubre outubro ottobre ekim октября октябрь października październik "
    "жовтня жовтень října říjen lokakuuta οκτωβρίου octombrie október أكتوبر אוקטובר اکتبر अक्टूबर अक्तूबर",
    "november novembre noviembre novembro kasım ноября ноябрь listopada listopad листопада листопад marraskuuta "
    "νοεμβρίου noiembrie نوفمبر נובמבר نوامبر नवंबर नवम्बर",
    "december dezember décembre diciembre dezembro dicembre aralık декабря декабрь grudnia grudzień грудня грудень "
    "prosince prosinec joulukuuta δεκεμβρίου desember desembre decembrie ديسمبر דצמבר دسامبر दिसंबर दिसम्बर",
)
#: Short forms that are no beginning of one name alone.
_SHORT = {
    "mar": 3, "mrt": 3, "mrz": 3, "agt": 8, "wrz": 9, "μαι": 5, "ιουν": 6, "ιουλ": 7,
    "जन": 1, "फ़र": 2, "फर": 2, "मई": 5, "अग": 8, "नव": 11, "מאי": 5, "مه": 5,
}  # fmt: skip
#: Letters of a month's name; vowel signs of Devanagari are no letters to `re`.
_NAME = "(?:[^\\W\\d_]|[\u0900-\u0963]){2,12}"
_DIGITS = {
    code: ord(str(digit)) for start in (0x660, 0x6F0, 0x966) for digit, code in enumerate(range(start, start + 10))
}
_ISO = compile_re(r"(\d{4})-(\d\d)-(\d\d)(?:[T ](\d\d):(\d\d)(?::(\d\d)(?:\.\d{1,9})?)?\s?(Z|UTC|[+-]\d\d:?\d\d)?)?")
_ARCHIVE = compile_re(r"[A-Z][a-z]{2} ([A-Z][a-z]{2}) (\d\d) (\d\d):(\d\d):(\d\d) \+0000 (\d{4})")
_MONTH_DAY = compile_re(rf"({_NAME})\.? (\d{{1,2}})(?:st|nd|rd|th)?[,،]? (\d{{4}})(?!\d)")
_DAY_MONTH = compile_re(rf"(?<!\d)(\d{{1,2}})(?:\.|er|º|ª)? (?:de |d['’])?({_NAME})\.?[,،]? (?:de )?(\d{{4}})(?!\d)")
_NUMERIC = compile_re(
    r"(?<!\d)(\d{4})\s?(?:年|년|[./])\s?(\d{1,2})\s?(?:月|월|[./])\s?(\d{1,2})\s?(?:日|일|\.|$|(?=\s))?(?!\d)"
)
_YEAR_FIRST = compile_re(rf"(?<!\d)(\d{{4}})\. ({_NAME})\.? (\d{{1,2}})\.?(?!\d)")
_VIETNAMESE = compile_re(r"(?<!\d)(\d{1,2}) (?:thg|tháng) (\d{1,2}),? (\d{4})(?!\d)")
_DOTTED = compile_re(r"(?<![\d.])(\d{1,2})\. ?(\d{1,2})\. ?(\d{4})(?!\d)")
_SLASHED = compile_re(r"(?<![\d/])(\d{1,2})/(\d{1,2})/(\d{4})(?![\d/])")
#: The halves of the day, as they stand before or behind a time.
_MORNING = frozenset("am vorm öö 오전 上午 午前 凌晨 早上 ص לפנה״צ fm dop πμ ap дп sa पूर्वाह्न قظ de".split())
_AFTERNOON = frozenset("pm nachm ös 오후 下午 午後 晚上 中午 م אחה״צ em odp μμ ip пп ch अपराह्न بظ du".split())
_CLOCK = compile_re(
    r"(?<![\d:])(?:(?P<before>AM|PM|ÖÖ|ÖS|오전|오후|上午|下午|午前|午後|凌晨|早上|中午|晚上|de\.|du\.)\s?)?"
    r"(?P<h>\d{1,2})[:.](?P<m>\d\d)(?::(?P<s>\d\d))?(?!\d)"
    r"(?:\s?(?P<after>[AaPp]\.?\s?[Mm]\.?(?!\w)|vorm\.|nachm\.|[ef]\.?m\.?(?!\w)|[ai]p\.|dop\.|odp\.|[πμ]\.?μ\.?"
    r"|[дп]п|SA|CH|[صم](?!\w)|[بق]\.?ظ|(?:לפנה|אחה)[\"״]צ|पूर्वाह्न|अपराह्न))?"
)


def parse_date(text: str) -> str | None:
    """The date in `text` as ISO 8601 (``2022-03-03``, ``2022-03-03T09:15``, ``…Z`` where the zone is stated), or None.

    A date without a year (``Mar 3``, ``2h``) is no date: the year is not guessed. Nor is one that can be read two
    ways (``03/04/2025``).
    """
    text = text[:200]
    if not text.isascii():
        text = text.translate(_DIGITS)
    iso = _ISO.search(text)
    if iso:
        return _parse_iso(iso)
    archive = _ARCHIVE.search(text)
    if archive and parse_month(archive.group(1)):
        month, (day, hour, minute, second, year) = parse_month(archive.group(1)), archive.groups()[1:]
        return f"{year}-{month:02}-{day}T{hour}:{minute}:{second}Z"
    day_found = _find_day(text)
    if not day_found:
        return None
    found, rest = day_found
    clock = _find_clock(rest)
    return f"{found}T{clock}" if clock else found


def parse_exact_date(text: str | None) -> str | None:
    """`text` where it is a date in ISO 8601 and nothing else, as our own records hold them; else None."""
    match = _ISO.fullmatch(text) if text and len(text) < 60 else None
    return text if match and _parse_iso(match) else None


def _parse_iso(match: re.Match[str]) -> str | None:
    year, month, day, hour, minute, second, zone = match.groups()
    found = _format_day(int(year), int(month), int(day))
    if not found or hour is None:
        return found
    return f"{found}T{hour}:{minute}" + (f":{second}" if second else "") + ("Z" if zone == "UTC" else zone or "")


_ORDERS = (
    (_NUMERIC, "ymd"), (_MONTH_DAY, "mdy"), (_DAY_MONTH, "dmy"), (_YEAR_FIRST, "ymd"), (_VIETNAMESE, "dmy"),
    (_DOTTED, "dmy"), (_SLASHED, "mdy"), (_SLASHED, "dmy"),
)  # fmt: skip


def _find_day(text: str) -> tuple[str, str] | None:
    """The day, and the text around it, in which a time may stand."""
    for pattern, order in _ORDERS:
        for match in pattern.finditer(text):
            parts = dict(zip(order, match.groups(), strict=True))
            month = int(parts["m"]) if parts["m"].isdigit() else parse_month(parts["m"])
            two_ways = pattern is _SLASHED and int(parts["d"]) < 13 and parts["d"] != parts["m"]
            found = month and not two_ways and _format_day(int(parts["y"]), month, int(parts["d"]))
            if found:
                return found, text[: match.start()] + " " + text[match.end() :]
    return None


@lru_cache(maxsize=512)
def parse_month(name: str) -> int | None:
    """The month that `name` names or begins to name, in any of the interface languages; None for other words."""
    lower = name.casefold().rstrip(".")
    found = _KNOWN.get(lower)
    if found is None and lower[:1] == "ב":  # Hebrew writes "in" to the name
        found = _KNOWN.get(lower[1:])
    return found


def _build_month_names() -> dict[str, int]:
    """Every name of a month and every beginning of three letters or more that only one month has."""
    names = {name: month for month, row in enumerate(_MONTHS, 1) for name in row.split()}
    beginnings: dict[str, set[int]] = {}
    for name, month in names.items():
        for end in range(3, len(name)):
            beginnings.setdefault(name[:end], set()).add(month)
    clear = {start: months.pop() for start, months in beginnings.items() if len(months) == 1}
    return {key.casefold(): month for key, month in (clear | _SHORT | names).items()}


_KNOWN = _build_month_names()


def _format_day(year: int, month: int, day: int) -> str | None:
    try:
        return date(year, month, day).isoformat()
    except ValueError:
        return None


def _find_clock(text: str) -> str | None:
    match = _CLOCK.search(text)
    if not match:
        return None
    hour, minute = int(match["h"]), int(match["m"])
    half = (match["before"] or match["after"] or "").casefold().replace(".", "").replace(" ", "").replace('"', "״")
    if half in _AFTERNOON and hour < 12:
        hour += 12
    elif half in _MORNING and hour == 12:
        hour = 0
    if hour > 23 or minute > 59:
        return None
    return f"{hour:02}:{minute:02}" + (f":{match['s']}" if match["s"] else "")
