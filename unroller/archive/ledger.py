"""The ledger: append-only, one sealed line an event, each naming the SHA-256 of the line before it.

A thread is kept from the moment its line is flushed, and gone from the moment the line of its removal is. What lies in
the folders without a line is not kept: it was never acknowledged.

:class:`LedgerIndex` holds the state that the entries add up to, from which every question about presence is answered.
"""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator, Sequence
from contextlib import suppress
from dataclasses import asdict, dataclass, field, fields, replace
from pathlib import Path
from typing import Any, BinaryIO

from unroller.archive.checksummed_lines import add_checksum, convert_record, sha256, split_lines, verify_checksum
from unroller.archive.fsync import OPEN_MODE, fsync_file, fsync_path, write_all
from unroller.archive.model import LedgerEntry

#: What the first line names as the line before it.
GENESIS = "0" * 64
#: Bytes at the end that recovery writes anew: more than one group of additions, so all that a crash left unflushed.
REWRITE_BYTES = 128 * 1024
#: So many NULs in a row are a hole that a power cut left in an unflushed file; one flipped bit makes at most one.
HOLE = b"\0" * 8
#: So many bytes are read at a time; and so many looked through from the beginning rather than halved once more.
BATCH_BYTES, SCANNED_BYTES = 1024 * 1024, 64 * 1024

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


@dataclass(frozen=True, slots=True)
class LedgerPosition:
    """How far the ledger was read: bytes up to the `end` of the last whole line, its number, its SHA-256 (`head`) and
    its length, and how many lines up to there were `damaged`. The last line names the one before it, and so stands for
    all of them."""

    end: int = 0
    sequence: int = 0
    head: str = GENESIS
    length: int = 0
    damaged: int = 0


#: Where nothing was read yet.
START = LedgerPosition()
#: What tells whether a file was changed: its inode, size and time.
Stamp = tuple[int, int, int]


class LedgerFile:
    """The file, and reading it from any position. It holds nothing of what was read."""

    def __init__(self, path: Path) -> None:
        self.path = path

    def get_stamp(self) -> Stamp | None:
        """What tells that the file is as it was; None where there is none."""
        try:
            stats = self.path.lstat()
        except (FileNotFoundError, NotADirectoryError):
            return None
        return stats.st_ino, stats.st_size, stats.st_mtime_ns

    def check(self) -> None:
        """Make sure that the file can be read, where there is one.

        Raises:
            OSError: it cannot.
        """
        with suppress(FileNotFoundError, NotADirectoryError):
            self._open().close()

    def has_more(self, position: LedgerPosition) -> bool:
        """Whether there may be lines after `position`."""
        stamp = self.get_stamp()
        return stamp is not None and stamp[1] > position.end

    def holds(self, position: LedgerPosition) -> bool:
        """Whether the file has the line that `position` ends with, in its place."""
        if not position.end:
            return True
        with suppress(FileNotFoundError, NotADirectoryError), self._open() as file:
            file.seek(position.end - position.length - 1)
            line = file.read(position.length + 1)
            return line[-1:] == b"\n" and sha256(line[:-1]) == position.head
        return False

    def iter_batches(self, position: LedgerPosition) -> Iterator[tuple[list[LedgerEntry], LedgerPosition]]:
        """The intact entries after `position`, some at a time, each time with the position behind them."""
        try:
            file = self._open()
        except (FileNotFoundError, NotADirectoryError):
            return
        with file:
            file.seek(position.end)
            rest = b""
            while data := file.read(BATCH_BYTES):
                lines, rest = split_lines(rest + data)
                if lines:
                    entries, position = _read_lines(lines, position)
                    yield entries, position

    def iter_entries(self, after: int, end: int) -> Iterator[LedgerEntry]:
        """The intact entries whose number is greater than `after`, up to the byte `end`."""
        try:
            file = self._open()
        except (FileNotFoundError, NotADirectoryError):
            return
        with file:
            at = _find_line(file, after, end) if after > 0 else 0
            file.seek(at)
            rest = b""
            while at < end and (data := file.read(min(BATCH_BYTES, end - at))):
                at += len(data)
                lines, rest = split_lines(rest + data)
                for line in lines:
                    if (entry := decode_entry(line)) and entry.sequence > after:
                        yield entry

    def append(self, entries: Iterable[LedgerEntry], position: LedgerPosition) -> list[LedgerEntry]:
        """Append entries after `position`, numbered here, and flush them; they are acknowledged when this returns.

        Only under the archive's lock, with `position` at the end of the last whole line. A torn line that a killed
        process left is cut first, however long. When a flush fails, what was written is cut again, so that nobody takes
        it for kept.

        Raises:
            OSError: nothing of it is acknowledged.
        """
        numbered: list[LedgerEntry] = []
        lines: list[bytes] = []
        end, previous = position.end, position.head
        for number, entry in enumerate(entries, position.sequence + 1):
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

    def _open(self) -> BinaryIO:
        return os.fdopen(os.open(self.path, os.O_RDONLY | os.O_NOFOLLOW | os.O_CLOEXEC), "rb")


def _read_lines(lines: Sequence[bytes], position: LedgerPosition) -> tuple[list[LedgerEntry], LedgerPosition]:
    """The intact entries of whole lines after `position`, and the position behind them."""
    end, sequence, damaged = position.end, position.sequence, position.damaged
    entries: list[LedgerEntry] = []
    for line in lines:
        entry = decode_entry(line)
        if entry is None:
            damaged += 1
            sequence += 1
        else:
            sequence = entry.sequence
            entries.append(entry)
        end += len(line) + 1
    return entries, LedgerPosition(end, sequence, sha256(lines[-1]), len(lines[-1]), damaged)


def _find_line(file: BinaryIO, after: int, end: int) -> int:
    """The byte at which a line begins, of which and of those before it the numbers are `after` at most, or 0: numbers
    count up, so it is looked for by halves."""
    low, high = 0, end  # `low` is the beginning of a line
    while high - low > SCANNED_BYTES:
        middle = (low + high) // 2
        file.seek(middle)
        begun = middle + len(file.readline())
        found = None
        while found is None and begun < high:
            if not (line := file.readline()):
                break
            found = decode_entry(line[:-1])
            begun += 0 if found else len(line)
        if found is not None and found.sequence <= after:
            low = begun
        else:
            high = middle
    return low


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
