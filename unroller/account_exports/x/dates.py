"""The dates that X writes, to ISO 8601 in UTC. The names of months are X's own, whatever the machine's language."""

from __future__ import annotations

import re
from datetime import UTC, date, datetime, timedelta, timezone
from functools import lru_cache

_MONTHS = {
    name: f"{number:02}"
    for number, name in enumerate("Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec".split(), 1)
}  # fmt: skip
_CLOCK = re.compile("(?:[01][0-9]|2[0-3]):[0-5][0-9]:[0-5][0-9]")
_NAMED_LENGTH = len("Wed Oct 10 20:19:24 +0000 2018")
_NAMED = re.compile(
    rf"[A-Za-z]{{3}} ([A-Z][a-z]{{2}}) ([0-3][0-9]) ({_CLOCK.pattern}) ([+-][0-9]{{4}}) ([12][0-9]{{3}})"
)
_NUMBERED = re.compile(
    rf"([12][0-9]{{3}})-([01][0-9])-([0-3][0-9])([T ])({_CLOCK.pattern})"
    r"(?:\.([0-9]{1,9}))? ?(Z|[+-][0-9]{2}:?[0-9]{2})"
)
#: Up to this day the archives of 2012 to 2018 gave no time; they wrote midnight.
_TIMES_FROM = "2010-11-05"


def parse_date(stated: str) -> str | None:
    """When something was written, as precise as it is stated; None when that is no date.

    ``Wed Oct 10 20:19:24 +0000 2018`` and ``2018-10-10T20:19:24.000Z`` give ``2018-10-10T20:19:24Z``;
    ``2009-02-27 00:00:00 +0000`` gives ``2009-02-27``.
    """
    if len(stated) == _NAMED_LENGTH and (day := _parse_named_day(stated[:11], stated[19:])):
        return f"{day}T{stated[11:19]}Z" if _CLOCK.fullmatch(stated, 11, 19) else None
    named = _NAMED.fullmatch(stated)
    if named:
        name, day, clock, zone, year = named.groups()
        return _format_utc(year, _MONTHS.get(name, ""), day, clock, "", zone)
    numbered = _NUMBERED.fullmatch(stated)
    if not numbered:
        return None
    year, month, day, between, clock, fraction, zone = numbered.groups()
    if between == " " and clock == "00:00:00" and (found := f"{year}-{month}-{day}") < _TIMES_FROM:
        return found if _is_day(year, month, day) else None
    return _format_utc(year, month, day, clock, (fraction or "").rstrip("0"), zone)


@lru_cache(maxsize=16_384)
def _parse_named_day(before: str, behind: str) -> str | None:
    """The day of a date in UTC, from what stands around its time; records come in the order of their days."""
    named = _NAMED.fullmatch(f"{before}00:00:00{behind}")
    if not named or named[4] != "+0000":
        return None
    whole = _format_utc(named[5], _MONTHS.get(named[1], ""), named[2], "00:00:00", "", "Z")
    return whole[:10] if whole else None


def _format_utc(year: str, month: str, day: str, clock: str, fraction: str, zone: str) -> str | None:
    if not _is_day(year, month, day):
        return None
    tail = f".{fraction}Z" if fraction else "Z"
    if zone in ("+0000", "Z", "+00:00", "-0000"):
        return f"{year}-{month}-{day}T{clock}{tail}"
    minutes = int(zone[1:3]) * 60 + int(zone[-2:])
    try:
        there = timezone(timedelta(minutes=-minutes if zone[0] == "-" else minutes))
        at = datetime.fromisoformat(f"{year}-{month}-{day}T{clock}").replace(tzinfo=there)
        return at.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%S") + tail
    except (ValueError, OverflowError):
        return None


@lru_cache(maxsize=16_384)
def _is_day(year: str, month: str, day: str) -> bool:
    try:
        date(int(year), int(month), int(day))
    except ValueError:
        return False
    return True
