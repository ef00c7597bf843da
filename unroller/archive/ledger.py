"""The ledger: append-only, one sealed line an event, each naming the SHA-256 of the line before it.

A thread is kept from the moment its line is flushed, and gone from the moment the line of its removal is. What lies in
the folders without a line is not kept: it was never acknowledged.

:class:`LedgerIndex` holds the state that the entries add up to, from which every question about presence is answered.
"""

from __future__ import annotations

import os
from array import array
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from contextlib import suppress
from dataclasses import asdict, dataclass, field, fields, replace
from pathlib import Path
from threading import RLock
from typing import Any

from unroller.archive.checksummed_lines import add_checksum, convert_record, sha256, split_lines, verify_checksum
from unroller.archive.fsync import OPEN_MODE, fsync_file, fsync_path, write_all
from unroller.archive.model import LedgerEntry

#: What the first line names as the line before it.
GENESIS = "0" * 64
#: Bytes at the end that recovery writes anew: more than one group of additions, so all that a crash left unflushed.
REWRITE_BYTES = 128 * 1024
#: So many NULs in a row are a hole that a power cut left in an unflushed file; one flipped bit makes at most one.
HOLE = b"\0" * 8

_DEFAULTS = {field.name: field.default for field in fields(LedgerEntry)}


def encode_entry(entry: LedgerEntry, previous: str) -> bytes:
    """The sealed line of an entry, after a line with the hash `previous`. Values that say nothing are left out."""
    values = {name: value for name, value in asdict(entry).items() if name != "sequence" and value != _DEFAULTS[name]}
    return add_checksum({"seq": entry.sequence, **values, "previous": previous})


def decode_entry(line: bytes) -> LedgerEntry | None:
    """The entry of a sealed line, or None when it is damaged or not an entry at all."""
    record = verify_checksum(line)
    return parse_entry(record) if record else None


def parse_entry(record: dict[str, Any]) -> LedgerEntry | None:
    """The entry in an unsealed record, or None when it is none. Unknown keys are a newer program's and passed over."""
    return convert_record(record | {"sequence": record.get("seq")}, LedgerEntry)


class Ledger:
    """The ledger file as last read, and what it adds up to. :meth:`refresh` reads only what is new."""

    def __init__(self, path: Path) -> None:
        self.path = path
        #: Held while what was read is changed; to be held while several questions need one and the same answer.
        self.lock = RLock()
        #: Counts changes of what was read: what is derived from it is valid while this stays the same.
        self.changes = 0
        self._forget()

    def _forget(self) -> None:
        self.changes += 1
        self.index = LedgerIndex()
        #: Bytes up to the last whole line that was read.
        self.end = 0
        #: Lines that are not as they were written.
        self.damaged = 0
        self._last_line: bytes = b""
        #: The number of the last line that was read; 0 for none.
        self.last_sequence = 0
        self._offsets = array("Q")
        self._sequences = array("Q")
        self._stamp: tuple[int, int, int] | None = None

    def refresh(self) -> None:
        """Take in what was appended since; read anew when what was read is no longer there."""
        with self.lock:
            self._refresh()

    def _refresh(self) -> None:
        try:
            descriptor = os.open(self.path, os.O_RDONLY | os.O_NOFOLLOW | os.O_CLOEXEC)
        except (FileNotFoundError, NotADirectoryError):
            if self.end:
                self._forget()
            return
        with os.fdopen(descriptor, "rb") as file:
            stats = os.fstat(descriptor)
            stamp = (stats.st_ino, stats.st_size, stats.st_mtime_ns)
            if stamp == self._stamp:
                return
            last = self._last_line + b"\n" if self.end else b""
            file.seek(self.end - len(last))
            if self.end and (stats.st_ino != (self._stamp or stamp)[0] or file.read(len(last)) != last):
                self._forget()
                file.seek(0)
            self._take(file.read())
            self._stamp = stamp

    def _take(self, data: bytes) -> None:
        lines, _ = split_lines(data)
        self.changes += 1
        for line in lines:
            entry = decode_entry(line)
            if entry is None:
                self.damaged += 1
                self.last_sequence += 1
            else:
                self._offsets.append(self.end)
                self._sequences.append(entry.sequence)
                self.last_sequence = entry.sequence
                self.index.apply(entry)
            self.end += len(line) + 1
            self._last_line = line

    @property
    def head(self) -> str:
        """The SHA-256 of the last line that was read, which stands for all before it."""
        with self.lock:
            return sha256(self._last_line)

    @property
    def changed(self) -> int:
        """When the file that was read last changed: seconds since 1970, rounded up. 0 where there is none."""
        with self.lock:
            return -(-self._stamp[2] // 10**9) if self._stamp else 0

    def iter_entries(self, after: int = 0) -> Iterator[LedgerEntry]:
        """The intact entries whose sequence is greater than `after`, as far as was read."""
        with self.lock:
            start = bisect_right(self._sequences, after)
            if start >= len(self._offsets):
                return
            first, end = self._offsets[start], self.end
        with self.path.open("rb") as file:
            file.seek(first)
            data = file.read(end - first)
        for line in split_lines(data)[0]:
            if entry := decode_entry(line):
                yield entry

    def append(self, entries: Iterable[LedgerEntry]) -> list[LedgerEntry]:
        """Append entries, numbered here, and flush them; they are acknowledged when this returns.

        Only under the archive's lock, right after :meth:`refresh`. A torn line that a killed process left is cut first,
        however long. When a flush fails, what was written is cut again, so that nobody takes it for kept.

        Raises:
            OSError: nothing of it is acknowledged.
        """
        numbered: list[LedgerEntry] = []
        lines: list[bytes] = []
        with self.lock:
            end, last = self.end, self.last_sequence
            previous = sha256(self._last_line) if end else GENESIS
        for number, entry in enumerate(entries, last + 1):
            numbered.append(replace(entry, sequence=number))
            lines.append(encode_entry(numbered[-1], previous))
            previous = sha256(lines[-1])
        data = b"".join(line + b"\n" for line in lines)
        is_new = not self.path.exists()
        descriptor = os.open(self.path, os.O_RDWR | os.O_CREAT | os.O_NOFOLLOW | os.O_CLOEXEC, OPEN_MODE)
        try:
            if os.fstat(descriptor).st_size > end:
                os.ftruncate(descriptor, end)
            os.lseek(descriptor, end, os.SEEK_SET)
            try:
                write_all(descriptor, data)
                fsync_file(descriptor)
                if is_new:
                    fsync_path(self.path.parent)
            except BaseException:
                with suppress(OSError):
                    os.ftruncate(descriptor, end)
                raise
        finally:
            os.close(descriptor)
        self.refresh()
        return numbered

    def settle(self) -> None:
        """After a crash: cut what never reached the disk, write the rest of the end anew, and flush it.

        Only under the lock, and only when a killed or failed writer left its staging folder. Its last flush may have
        failed, and asking for the same flush again proves nothing; the same bytes written again are flushed for sure.
        """
        if not self.path.exists():
            return
        descriptor = os.open(self.path, os.O_RDWR | os.O_NOFOLLOW | os.O_CLOEXEC)
        try:
            size = os.fstat(descriptor).st_size
            start = max(0, size - REWRITE_BYTES)
            data = os.pread(descriptor, size - start, start)
            hole = data.find(HOLE)
            whole = data[: data.rfind(b"\n", 0, hole if hole >= 0 else len(data)) + 1]
            if len(whole) < len(data) and (whole or start == 0):
                os.ftruncate(descriptor, start + len(whole))
            os.lseek(descriptor, start, os.SEEK_SET)
            write_all(descriptor, whole)
            fsync_file(descriptor)
            fsync_path(self.path.parent)
        finally:
            os.close(descriptor)
        self.refresh()


@dataclass(slots=True)
class LedgerVersion:
    """One kept capture of a thread: its number, its bag's digest, when and at which line of the ledger it was added."""

    number: int
    bag: str
    added: str
    sequence: int


@dataclass(slots=True)
class LedgerEntryState:
    """One thread: its live versions by number, and the highest number ever used, which is never used again."""

    id: str
    versions: dict[int, LedgerVersion] = field(default_factory=dict)
    state: str = ""
    observations: str = ""
    highest: int = 0
    added: str = ""
    removed: bool = False
    keys: list[str] = field(default_factory=list)

    @property
    def latest(self) -> LedgerVersion:
        """The newest version; only of a thread that is held."""
        return self.versions[max(self.versions)]


class LedgerIndex:
    """The threads that a run of ledger entries adds up to. Grows by :meth:`apply`, entry by entry."""

    def __init__(self) -> None:
        self._threads: dict[str, LedgerEntryState] = {}
        self._by_capture: dict[str, tuple[str, int]] = {}
        #: Several threads may have the same words: an account may say the same thing twice.
        self._by_text: dict[str, list[tuple[str, int]]] = {}
        #: Threads by the ids that single captures of them have by themselves.
        self._by_name: dict[str, str] = {}
        #: The digests of kept reports, by their ids.
        self.reports: dict[str, str] = {}

    def apply(self, entry: LedgerEntry) -> None:
        """Take one more line of the ledger into account."""
        if entry.action in {"added", "recovered"}:
            self._add(entry)
        elif entry.action == "changed" and (held := self.get(entry.thread)):
            held.state = entry.state
        elif entry.action == "observed" and (held := self.get(entry.thread)):
            held.observations = entry.observations
        elif entry.action == "removed" and (held := self.get(entry.thread)):
            self._forget(held)
            held.versions.clear()
            held.keys.clear()
            held.state = held.observations = ""
            held.removed = True
        elif entry.action == "imported":
            self.reports[entry.note] = entry.receipt

    def _forget(self, held: LedgerEntryState) -> None:
        for key in held.keys:
            if self._by_capture.get(key, ("", 0))[0] == held.id:
                del self._by_capture[key]
            if self._by_name.get(key) == held.id:
                del self._by_name[key]
            if left := [there for there in self._by_text.pop(key, ()) if there[0] != held.id]:
                self._by_text[key] = left

    def _add(self, entry: LedgerEntry) -> None:
        held = self._threads.setdefault(entry.thread, LedgerEntryState(entry.thread))
        if not held.versions:
            held.added = entry.time
            held.removed = False
        held.versions[entry.version] = LedgerVersion(entry.version, entry.bag, entry.time, entry.sequence)
        held.highest = max(held.highest, entry.version)
        there = (entry.thread, entry.version)
        if entry.fingerprint:
            self._by_text.setdefault(entry.fingerprint, []).append(there)
            held.keys.append(entry.fingerprint)
        if entry.capture:
            self._by_capture.setdefault(entry.capture, there)
            held.keys.append(entry.capture)
        if entry.name:
            self._by_name[entry.name] = entry.thread  # a thread that is joined to another takes its names along
            held.keys.append(entry.name)

    def get(self, thread: str) -> LedgerEntryState | None:
        """The thread of that id, if it is kept now."""
        held = self._threads.get(thread)
        return held if held and held.versions else None

    def find_by_name(self, name: str) -> str | None:
        """The id of the kept thread of which a capture has the id `name` by itself; None when there is none."""
        return self._by_name.get(name)

    def find_ever(self, thread: str) -> LedgerEntryState | None:
        """The thread of that id, though it may have been removed since; None when there never was one."""
        return self._threads.get(thread)

    def find_by_fingerprint(self, fingerprint: str) -> Sequence[tuple[str, int]]:
        """(id, version) of the kept threads with that text, in the order in which they were kept."""
        return self._by_text.get(fingerprint, ())

    def find_by_capture(self, capture: str) -> tuple[str, int] | None:
        """(id, version) of the kept thread read from those bytes; None when none was."""
        return self._by_capture.get(capture)

    def __iter__(self) -> Iterator[LedgerEntryState]:
        """The kept threads, in the order they were first added."""
        return (held for held in self._threads.values() if held.versions)

    def __len__(self) -> int:
        return sum(1 for held in self._threads.values() if held.versions)
