"""What a person decided about a thread, as ``state.json``: small, readable, and replaced as a whole."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import fields
from pathlib import Path
from typing import Any, get_args

from unroller.archive.durable import read_file
from unroller.archive.model import State, Visibility
from unroller.errors import DamagedError, FormatVersionError
from unroller.text import printable

SCHEMA = 1
_LINES = ("splits", "joins", "restored", "taken_out")


def state_bytes(state: State, before: Mapping[str, Any] | None = None) -> bytes:
    """`state` as state.json. Keys of `before` that this program does not know are a newer one's and are kept."""
    record = {key: value for key, value in (before or {}).items() if key not in {"schema", *_NAMES}}
    record |= {"schema": SCHEMA} | {name: getattr(state, name) for name in _NAMES}
    return printable(json.dumps(record, ensure_ascii=False, indent=1, allow_nan=False)).encode("utf-8") + b"\n"


_NAMES = tuple(field.name for field in fields(State))


def parse_state(data: bytes) -> tuple[State, dict[str, Any]]:
    """The state in `data`, and all keys as they stand.

    Raises:
        DamagedError: this is not a state.
        FormatVersionError: a newer program wrote it.
    """
    try:
        record = json.loads(data.decode("utf-8"))
    except (ValueError, RecursionError):
        raise DamagedError("state.json: not JSON: run `unroller verify`") from None
    if not isinstance(record, dict) or type(record.get("schema")) is not int:
        raise DamagedError("state.json: no schema version: run `unroller verify`")
    if record["schema"] > SCHEMA:
        raise FormatVersionError(f"state.json: schema {record['schema']} is a newer unroller's: update this program")
    title, tags, notes = record.get("title"), record.get("tags", []), record.get("notes", "")
    numbers = {name: record.get(name, []) for name in _LINES}
    if not (
        (title is None or isinstance(title, str))
        and isinstance(notes, str)
        and _all(tags, str)
        and all(_all(value, int) for value in numbers.values())
    ):
        raise DamagedError("state.json: a value is of the wrong kind: run `unroller verify`")
    visibility: Visibility = record["visibility"] if record.get("visibility") in get_args(Visibility) else "public"
    lines = {name: tuple(value) for name, value in numbers.items()}
    return State(title, tuple(tags), notes, **lines, visibility=visibility), record


def read_state(folder: Path, name: str = "state.json") -> tuple[State, dict[str, Any]]:
    """The state beside the versions in a thread's folder; the default where there is none.

    Raises:
        DamagedError, FormatVersionError: as :func:`parse_state`.
    """
    try:
        data = read_file(folder / name)
    except FileNotFoundError:
        return State(), {}
    return parse_state(data)


def _all(values: object, kind: type) -> bool:
    return isinstance(values, list) and all(type(value) is kind for value in values)
