"""Records as JSON text and back, and the versions of their schema."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from typing import Any

from unroller.errors import FormatVersionError, InputError
from unroller.messages import Message
from unroller.regex import compile_re
from unroller.text import replace_unprintable

Record = dict[str, Any]

#: ``UPGRADES[n - 1]`` lifts a record of schema n to n + 1.
UPGRADES: tuple[Callable[[Record], Record], ...] = ()
#: The version this program writes.
SCHEMA = 1 + len(UPGRADES)

#: A record larger than this is not one of ours: the largest readable capture is 8 MB, kept about four times over.
MOST_CHARS = 256 * 1024 * 1024

_ESCAPED_NUL = compile_re(r"(\\\\)|\\u0000")


def dumps(record: Mapping[str, Any]) -> str:
    """`record` as JSON text that can always be written as UTF-8: one line, keys as they stand, a newline at the end.

    NUL and lone surrogates become U+FFFD.
    """
    text = json.dumps(record, ensure_ascii=False, allow_nan=False)
    if "\\u0000" in text:
        # json escapes NUL. An escaped backslash before the same letters is text that only looks like it: step over it.
        text = _ESCAPED_NUL.sub(lambda match: match[1] or "\ufffd", text)
    return replace_unprintable(text) + "\n"


def loads(text: str | bytes) -> Record:
    """The record in `text`, of whatever schema.

    Raises:
        InputError: not a JSON object: broken, nested too deeply, too large, or holding NaN.
    """
    if len(text) > MOST_CHARS:
        raise InputError(Message("record: too large to be a thread"))
    try:
        record = json.loads(text, parse_constant=_no_constant)
    except RecursionError:  # not a ValueError
        raise InputError(Message("record: nested too deeply to be a thread")) from None
    except ValueError as error:
        raise InputError(Message("record: not JSON: {reason}", reason=str(error))) from None
    if not isinstance(record, dict):
        raise InputError(Message("record: not a JSON object"))
    return record


def _no_constant(name: str) -> float:
    raise ValueError(f"{name} is not a number in JSON")


def upgrade_record(record: Record) -> Record:
    """`record` lifted to :data:`SCHEMA`.

    Raises:
        FormatVersionError: it was written by a newer program.
        InputError: it does not say its schema.
    """
    schema = record.get("schema")
    if not isinstance(schema, int) or isinstance(schema, bool) or schema < 1:
        raise InputError(Message("record: no schema version: not a record of a thread"))
    if schema > 1 + len(UPGRADES):
        raise FormatVersionError(
            Message("record: schema {number} was written by a newer unroller: update this program", number=schema)
        )
    for upgrade in UPGRADES[schema - 1 :]:
        record = upgrade(record)
    return record
