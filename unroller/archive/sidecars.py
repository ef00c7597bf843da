"""What a person decided about a thread, as ``state.json``: small, readable, and replaced as a whole."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from dataclasses import fields
from functools import cache
from pathlib import Path
from typing import Any

import msgspec
from msgspec.structs import astuple

from unroller.archive.fsync import read_file
from unroller.edits import LINE_DECISIONS, Anchor, Change, Kind, ThreadEdits
from unroller.edits.model import REPLACED_FIELDS
from unroller.errors import DamagedError, FormatVersionError
from unroller.messages import Message
from unroller.model import Account
from unroller.serialization.conversion import build_keyed_type, convert_value, error_path
from unroller.text import replace_unprintable

Record = dict[str, Any]

#: A state.json larger than this is none of ours: texts, decisions and history are bounded (`unroller.edits.decisions`).
MOST_BYTES = 8 * 1024 * 1024


def _from_1(record: Record) -> Record:
    """Schema 1 had line numbers alone; their anchors have no words yet."""
    kept = {name: lines for name in LINE_DECISIONS if isinstance(lines := record.get(name), list)}
    return record | {"schema": 2} | {name: [{"line": line} for line in lines] for name, lines in kept.items()}


#: ``UPGRADES[n - 1]`` lifts a state of schema n to n + 1.
UPGRADES: tuple[Callable[[Record], Record], ...] = (_from_1,)
#: The version this program writes.
SCHEMA = 1 + len(UPGRADES)

_NAMES = tuple(field.name for field in fields(ThreadEdits))


def state_record(state: ThreadEdits) -> Record:
    """`state` as JSON values, without the schema's version."""
    record: Record = {
        "title": state.title,
        "author": {"handle": state.author.handle, "name": state.author.name} if state.author else None,
        "published": state.published,
        "tags": list(state.tags),
        "introduction": state.introduction,
        "notes": state.notes,
    }
    record |= {kind: [_anchor_record(anchor) for anchor in getattr(state, kind)] for kind in LINE_DECISIONS}
    record |= {"visibility": state.visibility, "history": [_change_record(change) for change in state.history]}
    return record


def state_bytes(state: ThreadEdits, before: Mapping[str, Any] | None = None) -> bytes:
    """`state` as state.json. Keys of `before` that this program does not know are a newer one's and are kept."""
    record = {key: value for key, value in (before or {}).items() if key not in {"schema", *_NAMES}}
    record |= {"schema": SCHEMA} | state_record(state)
    return (
        replace_unprintable(json.dumps(record, ensure_ascii=False, indent=1, allow_nan=False)).encode("utf-8") + b"\n"
    )


def parse_state(data: bytes) -> tuple[ThreadEdits, Record]:
    """The state in `data`, of whatever schema, and all keys as they stand.

    Raises:
        DamagedError: this is not a state.
        FormatVersionError: a newer program wrote it.
    """
    try:
        record = json.loads(data.decode("utf-8")) if len(data) <= MOST_BYTES else None
    except (ValueError, RecursionError):
        raise DamagedError(Message("state.json: not JSON: run `unroller verify`")) from None
    if not isinstance(record, dict) or type(record.get("schema")) is not int or record["schema"] < 1:
        raise DamagedError(Message("state.json: no schema version: run `unroller verify`"))
    if record["schema"] > SCHEMA:
        raise FormatVersionError(
            Message("state.json: schema {number} is a newer unroller's: update this program", number=record["schema"])
        )
    try:
        lifted = record
        for upgrade in UPGRADES[record["schema"] - 1 :]:
            lifted = upgrade(lifted)
        return _state(lifted), record
    except ValueError as error:
        raise DamagedError(
            Message("state.json: {name} is missing or of the wrong kind: run `unroller verify`", name=error_path(error))
        ) from None


def read_state(folder: Path, name: str = "state.json") -> tuple[ThreadEdits, Record]:
    """The state beside the versions in a thread's folder; the default where there is none.

    Raises:
        DamagedError, FormatVersionError: as :func:`parse_state`.
    """
    try:
        data = read_file(folder / name)
    except FileNotFoundError:
        return ThreadEdits(), {}
    return parse_state(data)


def _anchor_record(anchor: Anchor) -> Record:
    """An anchor; what says nothing is left out."""
    record: Record = {"line": anchor.line}
    if anchor.digest:
        record |= {"words": anchor.words, "digest": anchor.digest, "before": anchor.before, "nth": anchor.nth}
    return record


def _change_record(change: Change) -> Record:
    record: Record = {"at": change.at, "said": change.said}
    if change.before:
        values = state_record(ThreadEdits(**dict(change.before)))
        record["before"] = {name: values[name] for name, _ in change.before}
    for key, decided in (("came", change.came), ("went", change.went)):
        if decided:
            record[key] = [{"kind": kind, **_anchor_record(anchor)} for kind, anchor in decided]
    return record


# -- the record as it is read ---------------------------------------------------------------------------------------


class _Author(msgspec.Struct):
    handle: str
    name: str | None = None


class _Decided(msgspec.Struct):
    kind: Kind
    line: int
    digest: str = ""
    before: str = ""
    nth: int = 1
    words: str = ""


class _Change(msgspec.Struct):
    at: str
    said: str
    before: dict[str, Any] = {}
    came: tuple[_Decided, ...] = ()
    went: tuple[_Decided, ...] = ()

    def change(self) -> Change:
        whole = {name: value for name, value in self.before.items() if name in REPLACED_FIELDS}
        before = _state(whole)
        came, went = (tuple((one.kind, Anchor(*astuple(one)[1:])) for one in some) for some in (self.came, self.went))
        return Change(self.at, self.said, tuple((name, getattr(before, name)) for name in whole), came, went)


def _state(record: Record) -> ThreadEdits:
    # Null is as good as nothing; but who may see a thread then, nobody said.
    said = {name: value for name, value in record.items() if value is not None or name == "visibility"}
    found = convert_value(said, _kept())
    if found.author:
        found.author = Account(found.author.handle, found.author.name)
    found.history = tuple(one.change() for one in found.history)
    return ThreadEdits(*astuple(found))


@cache
def _kept() -> type[Any]:
    return build_keyed_type(ThreadEdits, author=_Author | None, history=tuple[_Change, ...])
