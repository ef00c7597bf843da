"""What a record's JSON holds, taken with care: any bytes in, plain values out. Nothing here trusts a type.

The dates that X writes, to ISO 8601 in UTC. The names of months are X's own, whatever the machine's language.
"""

from __future__ import annotations

import json
from datetime import UTC, date, datetime, timedelta, timezone
from functools import lru_cache
from typing import Any

import msgspec

from unroller.account_exports.base import RecordError
from unroller.messages import technical
from unroller.regex import compile_re
from unroller.text import replace_unprintable

#: No list of a post is longer: links, tags, pictures.
MOST_ITEMS = 1_000
#: Digits of the longest id.
_LONGEST_ID = 20
#: What fractions can hold; larger ids that are numbers in JSON were rounded by some program.
_EXACT = 1 << 53
_PLAIN_INTEGER = 25

#: A JSON object.
JsonObject = dict[str, Any]

_decode = msgspec.json.Decoder().decode
_encode = msgspec.json.Encoder().encode


def loads(data: bytes) -> Any:
    """The JSON value in `data`; what msgspec refuses (lone surrogates, NaN, wrong UTF-8) is read more patiently.

    Raises:
        RecordError: it is no JSON, or nested too deep.
    """
    try:
        return _decode(data)
    except (ValueError, RecursionError):
        pass
    try:
        return json.loads(
            data.decode("utf-8-sig", "replace"), parse_int=_parse_integer, parse_constant=lambda _name: None
        )
    except RecursionError:
        raise RecordError(technical("it is nested too deep")) from None
    except json.JSONDecodeError as error:
        raise RecordError(
            technical("it is no JSON: {reason} at character {place}", reason=error.msg, place=error.pos)
        ) from None


def dumps(value: Any) -> bytes:
    """`value` as JSON, in one line; lone surrogates stay escaped.

    Raises:
        RecordError: it is nested too deep.
    """
    try:
        return _encode(value)
    except (ValueError, RecursionError):
        pass
    try:
        return json.dumps(value, separators=(",", ":")).encode()
    except (ValueError, RecursionError):
        raise RecordError(technical("it is nested too deep")) from None


def _parse_integer(digits: str) -> int | None:
    return int(digits) if len(digits) <= _PLAIN_INTEGER else None


def load_object(data: bytes) -> JsonObject:
    """The JSON object in `data`.

    Raises:
        RecordError: it is none.
    """
    value = loads(data)
    if not isinstance(value, dict):
        raise RecordError(technical("it is no JSON object"))
    return value


def get_object(where: Any, *path: str) -> JsonObject:
    """The object that `path` leads to, key by key; empty where there is none (never to be written to)."""
    for key in path:
        where = where.get(key) if isinstance(where, dict) else None
    return where if isinstance(where, dict) else {}


def _get_value(where: Any, path: tuple[str, ...]) -> Any:
    """What `path` leads to, whatever it is."""
    if len(path) > 1:
        where = get_object(where, *path[:-1])
    return where.get(path[-1]) if isinstance(where, dict) else None


def get_objects(where: Any, *path: str) -> list[JsonObject]:
    """The objects in the list that `path` leads to."""
    values = _get_value(where, path)
    if not values or not isinstance(values, list):
        return []
    return [one for one in values[:MOST_ITEMS] if isinstance(one, dict)]


def get_text(where: Any, *path: str) -> str:
    """The text that `path` leads to, as it may be stored; empty where there is none."""
    value = _get_value(where, path)
    return replace_unprintable(value) if value and isinstance(value, str) else ""


def is_id(value: str) -> bool:
    """Whether `value` is an id of X."""
    return value.isdigit() and value.isascii() and len(value) <= _LONGEST_ID and value[0] != "0"


def get_id(where: Any, *keys: str) -> str:
    """The first of `keys` that holds an id, as a string; numbers only where they cannot have been rounded."""
    if not isinstance(where, dict):
        return ""
    for key in keys:
        value = where.get(key)
        if isinstance(value, str) and is_id(value):
            return value
        if isinstance(value, int) and not isinstance(value, bool) and 0 < value < _EXACT:
            return str(value)
    return ""


def get_ids(where: Any, *path: str) -> tuple[str, ...]:
    """The ids in the list that `path` leads to."""
    values = _get_value(where, path)
    if not isinstance(values, list):
        return ()
    return tuple(one for one in values[:MOST_ITEMS] if isinstance(one, str) and is_id(one))


def parse_number(value: Any) -> int | None:
    """A whole number that is not negative, however it is written (archives write all numbers as strings)."""
    if isinstance(value, str) and value.isdigit() and value.isascii() and len(value) <= _LONGEST_ID:
        return int(value)
    if isinstance(value, float) and 0 <= value < _EXACT:
        return int(value)
    return value if isinstance(value, int) and not isinstance(value, bool) and 0 <= value < _EXACT else None


def parse_pair(value: Any) -> tuple[int, int] | None:
    """Two offsets, in order."""
    if isinstance(value, list) and len(value) == 2:
        begin, end = parse_number(value[0]), parse_number(value[1])
        if begin is not None and end is not None and begin < end:
            return begin, end
    return None


_MONTHS = {
    name: f"{number:02}"
    for number, name in enumerate("Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec".split(), 1)
}  # fmt: skip
_CLOCK = compile_re("(?:[01][0-9]|2[0-3]):[0-5][0-9]:[0-5][0-9]")
_NAMED_LENGTH = len("Wed Oct 10 20:19:24 +0000 2018")
_NAMED = compile_re(
    rf"[A-Za-z]{{3}} ([A-Z][a-z]{{2}}) ([0-3][0-9]) ({_CLOCK.pattern}) ([+-][0-9]{{4}}) ([12][0-9]{{3}})"
)
_NUMBERED = compile_re(
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
    if between == " " and clock == "00:00:00" and (date_text := f"{year}-{month}-{day}") < _TIMES_FROM:
        return date_text if _is_day(year, month, day) else None
    return _format_utc(year, month, day, clock, (fraction or "").rstrip("0"), zone)


@lru_cache(maxsize=16_384)
def _parse_named_day(before: str, behind: str) -> str | None:
    """The day of a date in UTC, from the text around its time; records are sorted by day, so a cache pays."""
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
