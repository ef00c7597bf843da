"""What a person decided about a thread, as ``state.json``: small, readable, and replaced as a whole.

What was seen of a thread's sources, as ``observations.jsonl``: a sealed line a look, the oldest first.

Lines are only ever added. The file is written anew with its old lines first, and replaced as a whole, so that nothing
of it is ever half there. A line that is damaged is passed over in reading, and named by `verify`.

Receipts of imports: one sealed file each, named by what it says, so that the same import has the same receipt.

The ledger has a line for each, with the digest of its file.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import fields
from functools import cache
from pathlib import Path
from typing import Any

import msgspec
from msgspec.structs import astuple

from unroller.archive import paths
from unroller.archive.checksummed_lines import add_checksum, sha256, split_lines, verify_checksum
from unroller.archive.fsync import read_file
from unroller.edits import LINE_DECISIONS, Anchor, Change, Kind, ThreadEdits
from unroller.edits.model import REPLACED_FIELDS
from unroller.errors import DamagedError, FormatVersionError, UnrollerError
from unroller.messages import Message
from unroller.model import Account, Observation
from unroller.serialization import observation_from_record, observation_record
from unroller.serialization.conversion import build_keyed_type, convert_value, error_path
from unroller.text import replace_unprintable

Record = dict[str, Any]

#: A state.json larger than this is none of ours: texts, decisions and history are bounded (`unroller.edits.decisions`).
MOST_STATE_BYTES = 8 * 1024 * 1024


def _upgrade_from_1(record: Record) -> Record:
    """Schema 1 had line numbers alone; their anchors have no words yet."""
    kept = {name: lines for name in LINE_DECISIONS if isinstance(lines := record.get(name), list)}
    return record | {"schema": 2} | {name: [{"line": line} for line in lines] for name, lines in kept.items()}


def _upgrade_from_2(record: Record) -> Record:
    """Schema 2 knew no lines that were given to somebody else."""
    return record | {"schema": 3}


#: ``UPGRADES[n - 1]`` lifts a state of schema n to n + 1.
STATE_UPGRADES: tuple[Callable[[Record], Record], ...] = (_upgrade_from_1, _upgrade_from_2)
#: The version this program writes.
SCHEMA = 1 + len(STATE_UPGRADES)

_NAMES = tuple(field.name for field in fields(ThreadEdits))


def build_state_record(state: ThreadEdits) -> Record:
    """`state` as JSON values, without the schema's version."""
    record: Record = {
        "title": state.title,
        "author": {"handle": state.author.handle, "name": state.author.name} if state.author else None,
        "published": state.published,
        "tags": list(state.tags),
        "introduction": state.introduction,
        "notes": state.notes,
    }
    record |= {kind: [_build_anchor_record(anchor) for anchor in getattr(state, kind)] for kind in LINE_DECISIONS}
    record |= {"visibility": state.visibility, "history": [_build_change_record(change) for change in state.history]}
    return record


def encode_state(state: ThreadEdits, before: Mapping[str, Any] | None = None) -> bytes:
    """`state` as state.json. Keys of `before` that this program does not know are a newer one's and are kept."""
    record = {key: value for key, value in (before or {}).items() if key not in {"schema", *_NAMES}}
    record |= {"schema": SCHEMA} | build_state_record(state)
    return (
        replace_unprintable(json.dumps(record, ensure_ascii=False, indent=1, allow_nan=False)).encode("utf-8") + b"\n"
    )


def parse_state(data: bytes) -> tuple[ThreadEdits, Record]:
    """The state in `data`, of whatever schema, and the whole record, unknown keys too.

    Raises:
        DamagedError: this is not a state.
        FormatVersionError: a newer program wrote it.
    """
    try:
        record = json.loads(data.decode("utf-8")) if len(data) <= MOST_STATE_BYTES else None
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
        for upgrade in STATE_UPGRADES[record["schema"] - 1 :]:
            lifted = upgrade(lifted)
        return _build_state(lifted), record
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


def _build_anchor_record(anchor: Anchor) -> Record:
    """An anchor; what says nothing is left out."""
    record: Record = {"line": anchor.line}
    if anchor.digest:
        record |= {"words": anchor.words, "digest": anchor.digest, "before": anchor.before, "nth": anchor.nth}
    if anchor.by:
        record["by"] = anchor.by
    return record


def _build_change_record(change: Change) -> Record:
    record: Record = {"at": change.at, "said": change.said}
    if change.before:
        values = build_state_record(ThreadEdits(**dict(change.before)))
        record["before"] = {name: values[name] for name, _ in change.before}
    for key, decided in (("came", change.came), ("went", change.went)):
        if decided:
            record[key] = [{"kind": kind, **_build_anchor_record(anchor)} for kind, anchor in decided]
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
    by: str = ""


class _Change(msgspec.Struct):
    at: str
    said: str
    before: dict[str, Any] = {}
    came: tuple[_Decided, ...] = ()
    went: tuple[_Decided, ...] = ()

    def change(self) -> Change:
        whole = {name: value for name, value in self.before.items() if name in REPLACED_FIELDS}
        before = _build_state(whole)
        came, went = (tuple((one.kind, Anchor(*astuple(one)[1:])) for one in some) for some in (self.came, self.went))
        return Change(self.at, self.said, tuple((name, getattr(before, name)) for name in whole), came, went)


def _build_state(record: Record) -> ThreadEdits:
    # Null means the default, except for the visibility, which must be stated.
    stated = {name: value for name, value in record.items() if value is not None or name == "visibility"}
    converted = convert_value(stated, _build_state_type())
    if converted.author:
        converted.author = Account(converted.author.handle, converted.author.name)
    converted.history = tuple(one.change() for one in converted.history)
    return ThreadEdits(*astuple(converted))


@cache
def _build_state_type() -> type[Any]:
    return build_keyed_type(ThreadEdits, author=_Author | None, history=tuple[_Change, ...])


def parse_observations(data: bytes) -> tuple[tuple[Observation, ...], tuple[int, ...]]:
    """The observations in `data`, and the numbers (from 1) of lines that are not as they were written, a torn end among
    them. Lines of a newer program are intact and say nothing to this one."""
    lines, tail = split_lines(data)
    seen: list[Observation] = []
    damaged: list[int] = []
    for number, line in enumerate([*lines, tail] if tail else lines, 1):
        record = verify_checksum(line)
        if record is None or number > len(lines):
            damaged.append(number)
            continue
        try:
            seen.append(observation_from_record(record))
        except UnrollerError:
            continue
    return tuple(seen), tuple(damaged)


def read_observations(folder: Path) -> tuple[Observation, ...]:
    """All that was seen of the sources of the thread in `folder`, the oldest first; none where nobody looked."""
    try:
        return parse_observations(read_file(folder / paths.OBSERVATIONS))[0]
    except FileNotFoundError:
        return ()


def append_observations(folder: Path, digest: str, more: Iterable[Observation]) -> bytes:
    """The file of a thread with `more` at its end. `digest` is that of the file as the ledger has it; a torn end that
    no ledger knows of is cut.

    Raises:
        DamagedError: the file is not as it was kept, and adding to it would say that it is.
    """
    try:
        data = read_file(folder / paths.OBSERVATIONS)
    except FileNotFoundError:
        data = b""
    if digest or data:
        whole = data if sha256(data) == digest else data[: data.rfind(b"\n") + 1]
        if (sha256(whole) if whole else "") != digest:
            raise DamagedError(
                Message(
                    "{root} is not as it was kept: run `unroller verify`, and take this file from a backup",
                    root=str(folder / paths.OBSERVATIONS),
                ).about(paths.OBSERVATIONS)
            )
        data = whole
    return data + b"".join(add_checksum(observation_record(one)) + b"\n" for one in more)


#: What is left out when a report is named: importing the same again gives the same report.
_WHEN = frozenset({"imported_at"})
#: A report with a line for every kept thread of half a million.
MOST_REPORT_BYTES = 64 * 1024 * 1024


def compute_report_id(record: Mapping[str, Any]) -> str:
    """The name of a report: what it says, but for when."""
    content = {key: value for key, value in record.items() if key not in _WHEN}
    return sha256(json.dumps(content, sort_keys=True, allow_nan=False).encode("ascii"))[: paths.ID_LENGTH]


def encode_report(record: Mapping[str, Any]) -> bytes:
    """The file of a report."""
    return add_checksum(record) + b"\n"


def parse_report(data: bytes) -> dict[str, Any] | None:
    """The report in a file, or None when a single bit of it is not as it was written."""
    return verify_checksum(data[:-1]) if data.endswith(b"\n") and len(data) <= MOST_REPORT_BYTES else None


def find_unentered_reports(root: Path, known: Mapping[str, str]) -> Iterator[tuple[str, bytes]]:
    """(id, bytes) of whole reports that lie in place and are in no line of the ledger."""
    for name in paths.list_names(root / paths.RECEIPTS):
        receipt = paths.parse_report_name(name)
        if receipt is None or receipt in known:
            continue
        try:
            data = read_file(root / paths.RECEIPTS / name)
        except OSError:
            continue
        record = parse_report(data)
        if record is not None and compute_report_id(record) == receipt:
            yield receipt, data
