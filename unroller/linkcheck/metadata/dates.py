"""Dates as pages state them, read with the precision they have; what can be read two ways is not read."""

from __future__ import annotations

import datetime
import re

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
_ISO = re.compile(
    r"(\d{4})(?:([-/.])(\d{1,2})(?:\2(\d{1,2})(?:[T ]{1,2}(\d{2}):(\d{2})(?::(\d{2})(?:[.,]\d{1,9})?)?"
    r" ?(Z|UTC|GMT|[+-]\d{2}:?\d{2}|[+-]\d{2})?)?)?)?(?![\d:])",
    re.IGNORECASE,
)
_COMPACT = re.compile(r"(\d{4})(\d{2})(\d{2})")
_DAY_MONTH = re.compile(
    r"(?:[^\W\d]{2,12}\.?,? )?(\d{1,2})(?:st|nd|rd|th|er)?\.?(?: de)? ([^\W\d]{3,10})\.?,?(?: de)? (\d{4})\b"
)
_MONTH_DAY = re.compile(r"(?:[^\W\d]{2,10}\.?,? )?([^\W\d]{3,10})\.? (\d{1,2})(?:st|nd|rd|th)?,? (\d{4})\b")
_MONTH_YEAR = re.compile(r"([^\W\d]{3,10})\.?,?(?: de)? (\d{4})")
_NUMBERS = re.compile(r"(\d{1,2})([/.-])(\d{1,2})\2(\d{4})")
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
    if found := _COMPACT.fullmatch(text):
        return _day(found[1], found[2], found[3])
    if (found := _ISO.match(text)) and (found.end() == len(text) or text[found.end()] in " ,;(["):
        return _iso(found)
    if found := _DAY_MONTH.match(text):
        return _day(found[3], _month(found[2]), found[1])
    if found := _MONTH_DAY.match(text):
        return _day(found[3], _month(found[1]), found[2])
    if found := _MONTH_YEAR.fullmatch(text):
        return _day(found[2], _month(found[1]), None)
    if found := _NUMBERS.fullmatch(text):
        one, sign, two = int(found[1]), found[2], int(found[3])
        if sign == "." or one > 12 or one == two:  # with points the day comes first, everywhere
            return _day(found[4], two, one)
        return _day(found[4], one, two) if two > 12 else None
    return None


def _iso(found: re.Match[str]) -> str | None:
    year, _, month, day, hour, minute, second, zone = found.groups()
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
    """The date, checked; the parts that are None are not said."""
    if month is None:
        return year if day is None else None
    try:
        whole = datetime.date(int(year), int(month), int(day or 1))
    except ValueError:
        return None
    return whole.isoformat()[: 10 if day else 7]
