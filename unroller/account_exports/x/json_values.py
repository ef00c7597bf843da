"""What a record's JSON holds, taken with care: any bytes in, plain values out. Nothing here trusts a type."""

from __future__ import annotations

import json
from typing import Any

import msgspec

from unroller.account_exports.base import RecordError
from unroller.text import replace_unprintable

#: No list of a post is longer: links, tags, pictures.
MOST_ITEMS = 1_000
#: Digits of the longest id.
_LONGEST_ID = 20
#: What fractions can hold; ids above this that stand as numbers were rounded by somebody on the way.
_EXACT = 1 << 53
_PLAIN_INTEGER = 25

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
        raise RecordError("it is nested too deep") from None
    except json.JSONDecodeError as error:
        raise RecordError(f"it is no JSON: {error.msg} at character {error.pos}") from None


def dumps(value: Any) -> bytes:
    """`value` as JSON, in one line; lone surrogates stay escaped."""
    try:
        return _encode(value)
    except (ValueError, RecursionError):
        pass
    try:
        return json.dumps(value, separators=(",", ":")).encode()
    except (ValueError, RecursionError):
        raise RecordError("it is nested too deep") from None


def _parse_integer(digits: str) -> int | None:
    return int(digits) if len(digits) <= _PLAIN_INTEGER else None


def load_object(data: bytes) -> dict[str, Any]:
    """The JSON object in `data`.

    Raises:
        RecordError: it is none.
    """
    found = loads(data)
    if not isinstance(found, dict):
        raise RecordError("it is no JSON object")
    return found


def get_object(where: Any, *path: str) -> dict[str, Any]:
    """The object that `path` leads to, key by key; empty where there is none (never to be written to)."""
    for key in path:
        where = where.get(key) if isinstance(where, dict) else None
    return where if isinstance(where, dict) else {}


def _get_value(where: Any, path: tuple[str, ...]) -> Any:
    """What `path` leads to, whatever it is."""
    if len(path) > 1:
        where = get_object(where, *path[:-1])
    return where.get(path[-1]) if isinstance(where, dict) else None


def get_objects(where: Any, *path: str) -> list[dict[str, Any]]:
    """The objects in the list that `path` leads to."""
    found = _get_value(where, path)
    if not found or not isinstance(found, list):
        return []
    return [one for one in found[:MOST_ITEMS] if isinstance(one, dict)]


def get_text(where: Any, *path: str) -> str:
    """The text that `path` leads to, as it may be stored; empty where there is none."""
    found = _get_value(where, path)
    return replace_unprintable(found) if found and isinstance(found, str) else ""


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
    found = _get_value(where, path)
    if not isinstance(found, list):
        return ()
    return tuple(one for one in found[:MOST_ITEMS] if isinstance(one, str) and is_id(one))


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
