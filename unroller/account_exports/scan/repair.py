"""Records that are not quite JSON, made so: lone surrogates, NaN, broken UTF-8, bare control characters.

Networks write these now and then, and a strict parser refuses the record for them. What was kept stays as it was
written; only what is read is repaired, each time anew and in the same way.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import TypeVar

from unroller.account_exports.base import RecordError

T = TypeVar("T")

_STRING = re.compile(rb'"(?:[^"\\]++|\\.)*+"?|-?+(?:NaN|Infinity)', re.DOTALL)
#: An escaped backslash, a whole pair, or half of one.
_ESCAPE = re.compile(
    rb"\\\\|\\u[dD][89abAB][0-9a-fA-F]{2}\\u[dD][c-fC-F][0-9a-fA-F]{2}|\\u[dD][89a-fA-F][0-9a-fA-F]{2}"
)
_CONTROL = re.compile(rb"[\x00-\x1f]")


def repair_record(raw: bytes) -> bytes:
    """`raw` with U+FFFD for what no text can hold, and ``null`` for what is no number."""
    try:
        raw.decode("utf-8")
    except UnicodeDecodeError:
        raw = raw.decode("utf-8", "replace").encode()
    return _STRING.sub(_repair_piece, raw)


def _repair_piece(found: re.Match[bytes]) -> bytes:
    text = found[0]
    if not text.startswith(b'"'):
        return b"null"
    text = _ESCAPE.sub(lambda one: rb"\ufffd" if len(one[0]) == 6 else one[0], text)
    return _CONTROL.sub(lambda one: b"\\u%04x" % one[0][0], text)


def read_repaired(read: Callable[[bytes], T], raw: bytes) -> T:
    """What `read` makes of a record, repaired where it has to be.

    Raises:
        RecordError: it cannot be read either way. Whatever else goes wrong in reading it is said so too.
    """
    try:
        return _call_guarded(read, raw)
    except RecordError:
        fixed = repair_record(raw)
        if fixed == raw:
            raise
        return _call_guarded(read, fixed)


def _call_guarded(read: Callable[[bytes], T], raw: bytes) -> T:
    try:
        return read(raw)
    except RecordError:
        raise
    except (ValueError, TypeError, KeyError, IndexError, AttributeError, ArithmeticError, RecursionError) as error:
        raise RecordError(f"the record is not as such records are ({type(error).__name__})") from None
