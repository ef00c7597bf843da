"""JSON values to our dataclasses: msgspec checks and builds them.

It is strict, and records are not: a word that a newer program may have added, a value that says nothing, a character
that cannot be stored are first made what they stand for (:func:`build_lenient`). Whatever else is wrong is refused, and
:func:`error_path` tells where.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import MISSING, fields, is_dataclass
from functools import cache
from typing import Any, Literal, NoReturn, TypeVar, get_args, get_origin, get_type_hints

import msgspec

from unroller.errors import InputError
from unroller.messages import Message
from unroller.model import (
    AttachmentKind,
    BlockKind,
    DateHow,
    LinkStatus,
    Platform,
    RunKind,
    SourceForm,
    SourceKind,
    Visibility,
)
from unroller.regex import compile_re
from unroller.text import replace_unprintable

V = TypeVar("V")

#: What stands for a word that a vocabulary does not have; one that is not here has no such word.
NEUTRAL: dict[object, str | None] = {
    Platform: None,
    RunKind: "text",
    DateHow: "unknown",
    BlockKind: "paragraph",
    SourceKind: "page",
    AttachmentKind: "unknown",
    LinkStatus: "unknown",
    SourceForm: "page",
    # What a newer program calls otherwise is for somebody, and not for everybody.
    Visibility: "private",
}

_MISSING = compile_re(r"Object missing required field `(.*)`")
_EXPECTED = compile_re(r"Expected `(\w+)")


def convert_value(value: object, kind: type[V]) -> V:
    """The dataclass or struct `kind` that a JSON value is.

    Raises:
        ValueError: a needed value is missing or of the wrong kind: see :func:`error_path`.
    """
    shape: Any = kind
    return msgspec.convert(build_lenient(shape)(value), kind)


def from_record(record: Mapping[str, Any], kind: type[V]) -> V:
    """The same, out of a thread's record or a part of it.

    Raises:
        InputError: a needed value is missing or of the wrong kind; the message names it by its path.
    """
    try:
        return convert_value(record, kind)
    except ValueError as error:
        refuse(error)


def refuse(error: ValueError) -> NoReturn:
    """Say in our words what msgspec refused.

    Raises:
        InputError: always.
    """
    name, expected = error_path(error), _EXPECTED.match(str(error))
    if _MISSING.match(str(error)):
        raise InputError(Message("record: {name} is missing", name=name))
    match expected and expected[1]:
        case "str":
            raise InputError(Message("record: {name} is not a text", name=name))
        case "int":
            raise InputError(Message("record: {name} is not a whole number", name=name))
        case "array":
            raise InputError(Message("record: {name} is not a list", name=name))
        case "object":
            raise InputError(Message("record: {name} is not an object", name=name))
    raise InputError(Message("record: {name} is not a number", name=name))


def error_path(error: ValueError) -> str:
    """The path of what msgspec refused: ``posts[0].number``."""
    said, _, path = str(error).partition(" - at `$")
    missing = _MISSING.match(said)
    return f"{path.rstrip('`')}{'.' + missing[1] if missing else ''}".lstrip(".")


@cache
def build_lenient(kind: Any) -> Callable[[Any], Any]:
    """What makes of a JSON value one that is read as a `kind` (a type, as annotations have it), if it can be.

    Texts become storable; what is no flag is false; an unknown word becomes its vocabulary's neutral one; null is an
    empty list, or what a date is by default; a piece of text without its runs is one run.
    """
    inner = get_args(kind)
    if kind is str:
        return lambda value: replace_unprintable(value) if isinstance(value, str) else value
    if kind is bool:
        return lambda value: value is True
    if get_origin(kind) is Literal:
        return lambda value: value if isinstance(value, str) and value in inner else NEUTRAL.get(kind)
    if type(None) in inner:
        there = build_lenient(inner[0])
        return lambda value: None if value is None else there(value)
    if get_origin(kind) is tuple:
        one = build_lenient(inner[0])
        return lambda value: list(map(one, value)) if isinstance(value, list) else () if value is None else value
    if is_dataclass(kind) or hasattr(kind, "__struct_fields__"):
        return _object(kind)
    return lambda value: value


def _object(kind: Any) -> Callable[[Any], Any]:
    """:func:`build_lenient` for a dataclass or struct."""
    if is_dataclass(kind):
        hints = get_type_hints(kind)
        given = [(field.name, hints[field.name], field.default is MISSING) for field in fields(kind)]
    else:
        given = [(field.encode_name, field.type, field.required) for field in msgspec.structs.fields(kind)]
    #: The key, what reads it, whether it is needed, whether null is as good as nothing.
    members = [
        (key, build_lenient(hint), needed, (needed or is_dataclass(hint)) and type(None) not in get_args(hint))
        for key, hint, needed in given
    ]
    has_runs = any(key == "runs" for key, _, _, _ in members)

    def read(record: Any) -> Any:
        if not isinstance(record, dict):
            return record
        if has_runs and "runs" not in record:  # written by hand
            text = record.get("text", "")
            record = record | {"runs": [] if text == "" else [{"text": text}]}
        found = {}
        for key, read_one, needed, is_nothing in members:
            if needed or key in record:
                value = read_one(record.get(key))
                if value is not None or not is_nothing:
                    found[key] = value
        return found

    return read


def build_keyed_type(kind: type, rename: Mapping[str, str] | None = None, **hints: Any) -> type[Any]:
    """A struct with the fields of the dataclass `kind`, under other keys (`rename`) and with other types (`hints`)
    where its record has others; `runs` are needed. ``kind(*msgspec.structs.astuple(struct))`` is the value."""
    known = get_type_hints(kind) | hints
    return msgspec.defstruct(
        kind.__name__,
        [
            (field.name, known[field.name])
            if field.default is MISSING or field.name == "runs"
            else (field.name, known[field.name], field.default)
            for field in fields(kind)
        ],
        rename=dict(rename or {}),
        kw_only=True,
        gc=False,
    )
