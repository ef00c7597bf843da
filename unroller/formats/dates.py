"""Dates as pages print them, to ISO 8601 with the precision that stands there; what is not stated is not guessed."""

from __future__ import annotations

import re
from datetime import date

#: Month names by their first letters, in the languages of the sites' interfaces. Longer beginnings first.
_MONTHS: tuple[tuple[str, int], ...] = tuple(
    sorted(
        (
            (name, month)
            for month, names in enumerate(
                (
                    "jan ene gen janv янв oca sty led",
                    "feb fév fev févr фев şub lut úno",
                    "mar mär mrt mars мар marz març",
                    "apr avr abr апр nis kwi dub",
                    "may mai mei maj mag май мая mayo maio maggio",
                    "jun juin giu июн haz cze juni junio junho",
                    "jul juil lug июл tem lip juli julio julho",
                    "aug août aou ago авг ağu sie",
                    "sep set сен eyl wrz sept zář",
                    "oct okt out ott окт eki paź říj",
                    "nov ноя kas lis",
                    "dec dez dic déc дек ara gru pro",
                ),
                1,
            )
            for name in names.split()
        ),
        key=lambda entry: -len(entry[0]),
    )
)
_ISO = re.compile(r"(\d{4})-(\d\d)-(\d\d)(?:[T ](\d\d):(\d\d)(?::(\d\d)(?:\.\d{1,9})?)?\s?(Z|UTC|[+-]\d\d:?\d\d)?)?")
_ARCHIVE = re.compile(r"[A-Z][a-z]{2} ([A-Z][a-z]{2}) (\d\d) (\d\d):(\d\d):(\d\d) \+0000 (\d{4})")
_MONTH_DAY = re.compile(r"([^\W\d_]{3,10})\.? (\d{1,2})(?:st|nd|rd|th)?,? (\d{4})(?!\d)")
_DAY_MONTH = re.compile(r"(?<!\d)(\d{1,2})(?:\.|er|º|ª)? (?:de |d['’])?([^\W\d_]{3,10})\.?,? (?:de )?(\d{4})(?!\d)")
_NUMERIC = re.compile(r"(\d{4})\s?(?:年|년|\.)\s?(\d{1,2})\s?(?:月|월|\.)\s?(\d{1,2})\s?(?:日|일|\.|$)?")
_CLOCK = re.compile(
    r"(?<![\d:])(?P<before>AM|PM|ÖÖ|ÖS|오전|오후|上午|下午|午前|午後)?\s?(?P<h>\d{1,2})[:.](?P<m>\d\d)(?::(?P<s>\d\d))?\s?"
    r"(?P<after>[AaPp]\.?\s?[Mm]\.?|vorm\.|nachm\.)?(?!\d)"
)
_AFTERNOON = ("pm", "nachm", "ös", "오후", "下午", "午後")
_MORNING = ("am", "vorm", "öö", "오전", "上午", "午前")


def parse_date(text: str) -> str | None:
    """The date in `text` as ISO 8601 (``2022-03-03``, ``2022-03-03T09:15``, ``…Z`` where the zone is stated), or None.

    A date without a year (``Mar 3``, ``2h``) is no date: the year is not guessed.
    """
    text = text[:200]
    iso = _ISO.search(text)
    if iso:
        return _iso(iso)
    archive = _ARCHIVE.search(text)
    if archive and parse_month(archive.group(1)):
        month, (day, hour, minute, second, year) = parse_month(archive.group(1)), archive.groups()[1:]
        return f"{year}-{month:02}-{day}T{hour}:{minute}:{second}Z"
    day_found = _day(text)
    if not day_found:
        return None
    found, rest = day_found
    clock = _clock(rest)
    return f"{found}T{clock}" if clock else found


def _iso(match: re.Match[str]) -> str | None:
    year, month, day, hour, minute, second, zone = match.groups()
    found = _valid(int(year), int(month), int(day))
    if not found or hour is None:
        return found
    return f"{found}T{hour}:{minute}" + (f":{second}" if second else "") + ("Z" if zone == "UTC" else zone or "")


def _day(text: str) -> tuple[str, str] | None:
    """The day, and the text around it, in which a time may stand."""
    for pattern, order in ((_NUMERIC, "ymd"), (_MONTH_DAY, "mdy"), (_DAY_MONTH, "dmy")):
        for match in pattern.finditer(text):
            parts = dict(zip(order, match.groups(), strict=True))
            month = int(parts["m"]) if parts["m"].isdigit() else parse_month(parts["m"])
            found = month and _valid(int(parts["y"]), month, int(parts["d"]))
            if found:
                return found, text[: match.start()] + " " + text[match.end() :]
    return None


def parse_month(name: str) -> int | None:
    """The month that `name` begins like, in any of the interface languages; None for other words."""
    lower = name.casefold()
    return next((month for start, month in _MONTHS if lower.startswith(start)), None)


def _valid(year: int, month: int, day: int) -> str | None:
    try:
        return date(year, month, day).isoformat()
    except ValueError:
        return None


def _clock(text: str) -> str | None:
    match = _CLOCK.search(text)
    if not match:
        return None
    hour, minute = int(match["h"]), int(match["m"])
    half = (match["before"] or match["after"] or "").casefold().replace(".", "").replace(" ", "")
    if half in _AFTERNOON and hour < 12:
        hour += 12
    elif half in _MORNING and hour == 12:
        hour = 0
    if hour > 23 or minute > 59:
        return None
    return f"{hour:02}:{minute:02}" + (f":{match['s']}" if match["s"] else "")
