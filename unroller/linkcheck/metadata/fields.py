"""Authors and dates as pages state them.

An account, an address or the site itself is no author. Dates are read with the precision they have; a date that can be
read in two ways is not read.
"""

from __future__ import annotations

import datetime
import re
from collections.abc import Iterable

from unroller.linkcheck.metadata.clean import clean_text
from unroller.regex import compile_re

_MOST = 100
_NOBODY = frozenset(
    """admin administrator webmaster editor editors author authors user guest staff root test anonymous anonym unknown
    none null undefined system support info contributor contributors moderator owner default redaktion newsroom
    editorial wordpress web webteam n/a na - superuser siteadmin webadmin master""".split()
)
_NOBODY_PHRASES = frozenset(
    ["site admin", "web admin", "web editor", "web team", "site administrator", "super user", "guest author",
     "staff writer", "your name", "author name", "no author", "not available", "not specified", "posted by",
     "la rédaction",
     "die redaktion", "la redacción", "multiple authors", "various authors", "et al", "et al.", "system administrator"]
)  # fmt: skip
_BY = compile_re(
    r"(?:(?:written|posted|published|reported|words|text|story) by|by|texte? (?:par|von)|author|authors)[: ] ?",
    re.IGNORECASE,
)
_BY_LANGUAGE = {
    "fr": compile_re(r"par ", re.IGNORECASE),
    "es": compile_re(r"por ", re.IGNORECASE),
    "pt": compile_re(r"por ", re.IGNORECASE),
}
#: German "Von" is the word for "by" and a part of names: only before two capitalised words it is the former.
_VON = compile_re(r"Von (?=[^\W\d_a-zß]\S{1,40} (?:von |van |de )?[^\W\d_a-zß])")
_CONTACT = compile_re(r" ?[<(\[]?[\w.+-]{1,64}@[\w-]{1,63}\.[\w.-]{1,100}[>)\]]?")
_ROLE = compile_re(
    r"(?:, | [|–—-] )(?:(?:(?:senior|chief|staff|special|science|political|health) )?"
    r"(?:editor|reporter|correspondent|writer|journalist|columnist|contributor|producer)\b.*|ph\.?d\.?|m\.?d\.?)$",
    re.IGNORECASE,
)
_ACCOUNT = compile_re(r"[a-z0-9._-]{1,40}|[A-Za-z]{1,20}\d{2,}[A-Za-z0-9]{0,20}|[A-Za-z0-9]{1,30}_[A-Za-z0-9_]{1,30}")
_BODY = compile_re(
    r"\b(?:of|for|the|and|&|institute?|university|ministry|agency|council|department|office|commission|committee|"
    r"foundation|society|association|news|press|team|group|network|trust|service|services|board)\b",
    re.IGNORECASE,
)


def parse_authors(
    statements: Iterable[str], *, lang: str | None = None, sites: Iterable[str] = (), several: bool = False
) -> tuple[str, ...]:
    """The names in statements about authors, each once. `sites` are names of the site, which is nobody.

    `several`: one statement may hold more names than one (``Ann Roe, Jo Doe and Li Wei``).
    """
    known = {one.casefold() for one in sites if one}
    names: dict[str, str] = {}
    for text in statements:
        for part in _parts(_ROLE.sub("", clean_text(text)), several):
            name = _name(part, lang)
            if name and name.casefold() not in known:
                key = " ".join(sorted(re.findall(r"\w+", name.casefold()))) or name  # ``Roe, Ann`` is ``Ann Roe``
                if key not in names or (names[key].isupper() and not name.isupper()):
                    names[key] = name
            if len(names) >= _MOST:
                break
    return tuple(names.values())


def _parts(text: str, several: bool) -> list[str]:
    if ";" in text:
        return text.split(";")
    if not several:
        return [text]
    whole = _BY.sub("", text, count=1) if _BY.match(text) else text
    parts = [part.strip() for part in re.split(r", and |, | and | & | et | und | y ", whole)]
    both = len(parts) > 1 and all(_is_person(part) for part in parts)
    return parts if both else [text]


def _is_person(text: str) -> bool:
    """Two to four words, each with a capital or a particle, and none of those that bodies have in their names."""
    tokens = text.split()
    if not 2 <= len(tokens) <= 4 or _BODY.search(text) or re.search(r"\d", text):
        return False
    return all(
        token[0].isupper() or token in ("van", "von", "de", "der", "den", "la", "al", "bin", "di", "da")
        for token in tokens
    )


def _name(text: str, lang: str | None) -> str | None:
    text = _CONTACT.sub("", text).strip(" ,.;:|-–—") + ("." if re.search(r"\b[A-Z]\.$", text.strip()) else "")
    if _BY.match(text):
        text = _BY.sub("", text, count=1)
    primary = (lang or "").partition("-")[0]
    if by := _BY_LANGUAGE.get(primary):
        text = re.sub(rf"^{by.pattern}", "", text, count=1, flags=by.flags) if len(text.split()) > 2 else text
    if primary == "de":
        text = _VON.sub("", text, count=1)
    text = _ROLE.sub("", text).strip(" ,;:|")
    bare = text.casefold().strip(".")
    if not 2 <= len(text) <= 120 or not any(char.isalpha() for char in text) or bare in _NOBODY | _NOBODY_PHRASES:
        return None
    if text.startswith(("@", "#")) or re.search(r"https?:|www\.|://|[{}<>\\|]|@", text, re.IGNORECASE):
        return None
    if _ACCOUNT.fullmatch(text) or re.fullmatch(
        r"[\w-]{1,60}\.(?:com|org|net|io|example|de|fr|uk)", text, re.IGNORECASE
    ):
        return None
    return text


_MONTHS = {
    name: number
    for number, names in enumerate(
        (
            "january jan janvier januar enero", "february feb février februar febrero",
            "march mar mars märz marzo", "april apr avril abril", "may mai mayo", "june jun juin juni junio",
            "july jul juillet juli julio", "august aug août agosto", "september sep sept septembre septiembre",
            "october oct octobre oktober octubre", "november nov novembre noviembre",
            "december dec décembre dezember diciembre",
        ),
        1,
    )
    for name in names.split()
}  # fmt: skip
_ISO = compile_re(
    r"(\d{4})(?:([-/.])(\d{1,2})(?:\2(\d{1,2})(?:[T ]{1,2}(\d{2}):(\d{2})(?::(\d{2})(?:[.,]\d{1,9})?)?"
    r" ?(Z|UTC|GMT|[+-]\d{2}:?\d{2}|[+-]\d{2})?)?)?)?(?![\d:])",
    re.IGNORECASE,
)
_COMPACT = compile_re(r"(\d{4})(\d{2})(\d{2})")
_DAY_MONTH = compile_re(
    r"(?:[^\W\d]{2,12}\.?,? )?(\d{1,2})(?:st|nd|rd|th|er)?\.?(?: de)? ([^\W\d]{3,10})\.?,?(?: de)? (\d{4})\b"
)
_MONTH_DAY = compile_re(r"(?:[^\W\d]{2,10}\.?,? )?([^\W\d]{3,10})\.? (\d{1,2})(?:st|nd|rd|th)?,? (\d{4})\b")
_MONTH_YEAR = compile_re(r"([^\W\d]{3,10})\.?,?(?: de)? (\d{4})")
_NUMBERS = compile_re(r"(\d{1,2})([/.-])(\d{1,2})\2(\d{4})")
#: What programs write when they know no date: the first second of their calendars, and a spreadsheet's first day.
_ZERO = frozenset(["1970-01-01", "1969-12-31", "1900-01-01", "1899-12-30", "1601-01-01", "1904-01-01"])
_EARLIEST, _LATEST = 1450, 2100
_WEB = 1990


def read_date(text: str, *, latest: str | None = None, web: bool = False) -> str | None:
    """An ISO 8601 date as precise as `text` states it, or None.

    None as well where it cannot be: no such day, before printing (or the web, with `web`), a program's zero, or after
    `latest` (ISO 8601), by more than the day that time zones make.
    """
    value = _read(" ".join(text[:100].split()))
    if value is None or (value[:10] in _ZERO and (len(value) == 10 or value[10:16] in ("T00:00", "T23:59"))):
        return None
    year = int(value[:4])
    if not (_WEB if web else _EARLIEST) <= year <= _LATEST or (
        latest and value[:10] > _next_day(latest)[: len(value[:10])]
    ):
        return None
    return value


def _next_day(moment: str) -> str:
    try:
        return (datetime.date.fromisoformat(moment[:10]) + datetime.timedelta(days=1)).isoformat()
    except (ValueError, OverflowError):
        return "9999"


def _read(text: str) -> str | None:
    if match := _COMPACT.fullmatch(text):
        return _day(match[1], match[2], match[3])
    if (match := _ISO.match(text)) and (match.end() == len(text) or text[match.end()] in " ,;(["):
        return _iso(match)
    if match := _DAY_MONTH.match(text):
        return _day(match[3], _month(match[2]), match[1])
    if match := _MONTH_DAY.match(text):
        return _day(match[3], _month(match[1]), match[2])
    if match := _MONTH_YEAR.fullmatch(text):
        return _day(match[2], _month(match[1]), None)
    if match := _NUMBERS.fullmatch(text):
        one, sign, two = int(match[1]), match[2], int(match[3])
        if sign == "." or one > 12 or one == two:  # with points the day comes first, everywhere
            return _day(match[4], two, one)
        return _day(match[4], one, two) if two > 12 else None
    return None


def _iso(match: re.Match[str]) -> str | None:
    year, _, month, day, hour, minute, second, zone = match.groups()
    if month and int(month) == 0:
        return None
    if not month or not day or int(day) == 0:
        return _day(year, month, None)
    date = _day(year, month, day)
    if date is None or hour is None:
        return date
    if int(hour) > 23 or int(minute) > 59 or int(second or 0) > 59:
        return date
    return f"{date}T{hour}:{minute}:{second or '00'}{_zone(zone)}"


def _zone(zone: str | None) -> str:
    if not zone:
        return ""
    if zone[0] not in "+-":
        return "Z"
    digits = zone[1:].replace(":", "").ljust(4, "0")
    return f"{zone[0]}{digits[:2]}:{digits[2:]}"


def _month(name: str) -> int | None:
    return _MONTHS.get(name.casefold())


def _day(year: str, month: str | int | None, day: str | int | None) -> str | None:
    """The date, checked; parts that are None are left out."""
    if month is None:
        return year if day is None else None
    try:
        whole = datetime.date(int(year), int(month), int(day or 1))
    except ValueError:
        return None
    return whole.isoformat()[: 10 if day else 7]
