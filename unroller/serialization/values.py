"""Values out of a record that may hold anything: each is checked before it is believed.

All raise :class:`InputError`, which names the key, where a value is missing or of the wrong type.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TypeVar

from unroller.errors import InputError
from unroller.serialization.codec import Record
from unroller.text import replace_unprintable

V = TypeVar("V")


def text(record: Record, key: str, default: str | None = None) -> str:
    """The text under `key`, with what cannot be stored replaced; `default` where it is absent."""
    value = record.get(key, default)
    if not isinstance(value, str):
        raise InputError(f"record: {key} is missing or not a text")
    return replace_unprintable(value)


def text_or_none(record: Record, key: str) -> str | None:
    """The text under `key`, or None."""
    return None if record.get(key) is None else text(record, key)


def texts(record: Record, key: str) -> tuple[str, ...]:
    """The texts under `key`; none where it is absent."""
    held = record.get(key)
    if held is None:
        return ()
    if not isinstance(held, list) or not all(isinstance(one, str) for one in held):
        raise InputError(f"record: {key} is not a list of texts")
    return tuple(replace_unprintable(one) for one in held)


def whole(record: Record, key: str, default: int | None = None) -> int:
    """The whole number under `key`."""
    value = record.get(key, default)
    if type(value) is not int:
        raise InputError(f"record: {key} is missing or not a whole number")
    return value


def wholes(record: Record, key: str) -> tuple[int, ...]:
    """The whole numbers under `key`; none where it is absent."""
    values = record.get(key) or []
    if not isinstance(values, list) or not all(type(value) is int for value in values):
        raise InputError(f"record: {key} is not a list of whole numbers")
    return tuple(values)


def whole_or_none(record: Record, key: str) -> int | None:
    """The whole number under `key`, or None."""
    return None if record.get(key) is None else whole(record, key)


def flag(record: Record, key: str) -> bool:
    """Whether `key` is true."""
    return record.get(key) is True


def word(record: Record, key: str, known: Sequence[str], neutral: str | None) -> str | None:
    """A word of a vocabulary; one that a newer program may have added becomes the neutral one."""
    value = record.get(key)
    return value if isinstance(value, str) and value in known else neutral


def an_object(record: Record, key: str) -> Record:
    """The object under `key`."""
    value = record.get(key)
    if not isinstance(value, dict):
        raise InputError(f"record: {key} is missing or not an object")
    return value


def maybe(record: Record, key: str, read: Callable[[Record], V]) -> V | None:
    """What `read` makes of the object under `key`; None where it is absent."""
    return None if record.get(key) is None else read(an_object(record, key))


def many(record: Record, key: str, read: Callable[[Record], V]) -> tuple[V, ...]:
    """What `read` makes of each object of the list under `key`."""
    values = record.get(key)
    if values is None:
        return ()
    if not isinstance(values, list) or not all(isinstance(value, dict) for value in values):
        raise InputError(f"record: {key} is not a list of objects")
    return tuple(read(value) for value in values)
