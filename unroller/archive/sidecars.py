"""What a person decided about a thread, as ``state.json``: small, readable, and replaced as a whole."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from dataclasses import fields
from pathlib import Path
from typing import Any, get_args

from unroller.archive.fsync import read_file
from unroller.edits import LINE_DECISIONS, Anchor, Change, Kind, ThreadEdits
from unroller.errors import DamagedError, FormatVersionError
from unroller.model import Account, Visibility
from unroller.text import replace_unprintable

Record = dict[str, Any]

#: A state.json larger than this is none of ours: texts, decisions and history are bounded (`unroller.edits.decisions`).
MOST_BYTES = 8 * 1024 * 1024


def _from_1(record: Record) -> Record:
    """Schema 1 had line numbers alone; their anchors have no words yet."""
    kept = {name: record.get(name, []) for name in LINE_DECISIONS}
    if not all(isinstance(lines, list) and all(type(line) is int for line in lines) for lines in kept.values()):
        raise TypeError("decisions")
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
        raise DamagedError("state.json: not JSON: run `unroller verify`") from None
    if not isinstance(record, dict) or type(record.get("schema")) is not int or record["schema"] < 1:
        raise DamagedError("state.json: no schema version: run `unroller verify`")
    if record["schema"] > SCHEMA:
        raise FormatVersionError(f"state.json: schema {record['schema']} is a newer unroller's: update this program")
    try:
        lifted = record
        for upgrade in UPGRADES[record["schema"] - 1 :]:
            lifted = upgrade(lifted)
        return _state(lifted), record
    except (TypeError, KeyError, AttributeError):
        raise DamagedError("state.json: a value is of the wrong kind: run `unroller verify`") from None


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


# -- values, each checked before it is believed: a TypeError names what is wrong -------------------------------------


def _state(record: Record) -> ThreadEdits:
    # What a newer program calls otherwise is for somebody, and not for everybody.
    given = record.get("visibility", "public")
    visibility: Visibility = given if given in get_args(Visibility) else "private"
    whole = {name: _whole(name, record.get(name)) for name in ("title", "author", "published", "introduction", "notes")}
    anchors: Record = {kind: tuple(_anchor(one) for one in _list(record.get(kind, []))) for kind in LINE_DECISIONS}
    return ThreadEdits(
        tags=tuple(_text(tag) for tag in _list(record.get("tags", []))),
        **whole,
        **anchors,
        visibility=visibility,
        history=tuple(_change(one) for one in _list(record.get("history", []))),
    )


def _whole(name: str, value: object) -> Any:
    """The value of a field that is replaced as a whole."""
    if name == "author":
        return None if value is None else _account(value)
    if name == "tags":
        return tuple(_text(tag) for tag in _list(value))
    if name in ("introduction", "notes"):
        return "" if value is None else _text(value)
    return None if value is None else _text(value)


def _account(value: object) -> Account:
    record = _object(value)
    return Account(_text(record["handle"]), None if record.get("name") is None else _text(record["name"]))


def _anchor_record(anchor: Anchor) -> Record:
    """An anchor; what says nothing is left out."""
    record: Record = {"line": anchor.line}
    if anchor.digest:
        record |= {"words": anchor.words, "digest": anchor.digest, "before": anchor.before, "nth": anchor.nth}
    return record


def _anchor(value: object) -> Anchor:
    record = _object(value)
    return Anchor(
        _number(record["line"]),
        _text(record.get("digest", "")),
        _text(record.get("before", "")),
        _number(record.get("nth", 1)),
        _text(record.get("words", "")),
    )


def _change_record(change: Change) -> Record:
    record: Record = {"at": change.at, "said": change.said}
    if change.before:
        values = state_record(ThreadEdits(**dict(change.before)))
        record["before"] = {name: values[name] for name, _ in change.before}
    for key, decided in (("came", change.came), ("went", change.went)):
        if decided:
            record[key] = [{"kind": kind, **_anchor_record(anchor)} for kind, anchor in decided]
    return record


def _change(value: object) -> Change:
    record = _object(value)
    before = _object(record.get("before", {}))
    known = [(name, before[name]) for name in before if name in _NAMES and name not in {*LINE_DECISIONS, "history"}]
    return Change(
        _text(record["at"]),
        _text(record["said"]),
        tuple((name, given if name == "visibility" else _whole(name, given)) for name, given in known),
        *(tuple((_kind(one), _anchor(one)) for one in _list(record.get(key, []))) for key in ("came", "went")),
    )


def _kind(value: object) -> Kind:
    for kind in LINE_DECISIONS:
        if _object(value)["kind"] == kind:
            return kind
    raise TypeError("kind")


def _object(value: object) -> Record:
    if not isinstance(value, dict):
        raise TypeError("object")
    return value


def _list(value: object) -> list[Any]:
    if not isinstance(value, list):
        raise TypeError("list")
    return value


def _text(value: object) -> str:
    if not isinstance(value, str):
        raise TypeError("text")
    return replace_unprintable(value)


def _number(value: object) -> int:
    if type(value) is not int:
        raise TypeError("number")
    return value
