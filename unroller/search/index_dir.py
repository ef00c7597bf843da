"""The folder an index lives in: whose it is, whether it is whole, who writes to it. A cache, never a record.

Whoosh unpickles what it reads, so whoever writes the folder runs code: a folder that is not ours alone is not read but
replaced. Nothing in it is fsynced; instead the state file lists size and checksum of every file, checked when the index
is small and after every restart of the machine, which is when a torn write can show. While a batch is written, and
after a writer was killed in one, a marker is beside it: what the file says of tables of contents is then too old.
"""

from __future__ import annotations

import fcntl
import os
import shutil
import stat
import tempfile
import time
import zlib
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from pathlib import Path

import msgspec

#: Up to this size an index is checked whole whenever it is opened (some 10 ms); a larger one, after a restart only.
CHECKED_BYTES = 16 * 1024 * 1024
STATE_FILE, _WRITING = "state.json", "writing.tmp"
#: Not part of an index: notes being written, and locks of the engines' own.
_PASSING = (".tmp", "LOCK", ".lock")
#: In place of a checksum: it is yet to be taken. After a restart of the machine such a file is not trusted.
PENDING = -1
#: Files up to this size are summed at once, in any case (a millisecond).
SUMMED_NOW = 1 << 20
#: Tables of contents that an engine replaces in place; all other files never change once written.
_CONTENTS = ".json"


class BusyError(Exception):
    """Another process is writing the index."""


@dataclass(frozen=True, slots=True)
class IndexState:
    """What an index holds: the archive up to ledger line `sequence`, whose fingerprint is `mark`.

    `files` are size and CRC-32, or :data:`PENDING`, by name; `boot` names the run of the machine that wrote it;
    `unreadable` are threads that could not be read from the archive.
    """

    sequence: int = 0
    mark: str = ""
    boot: str = ""
    files: dict[str, tuple[int, int]] = field(default_factory=dict)
    unreadable: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class IndexDir:
    """The folder `path` of an index, its locks beside it, and the state file in it."""

    path: Path

    @property
    def root(self) -> Path:
        """The folder of all indexes."""
        return self.path.parent

    @property
    def name(self) -> str:
        """The name among all indexes: of the archive, the engine, and the form of the index."""
        return self.path.name

    def is_trusted(self) -> bool:
        """Whether only we can have written it."""
        try:
            held = self.path.lstat()
        except OSError:
            return False
        return stat.S_ISDIR(held.st_mode) and held.st_uid == os.geteuid() and not held.st_mode & 0o022

    def read_state(self) -> IndexState | None:
        """The state of a folder that is ours and whole; None of any other."""
        if not self.is_trusted():
            return None
        try:
            state = msgspec.json.decode((self.path / STATE_FILE).read_bytes(), type=IndexState)
            restarted = state.boot != boot_id()
            whole = restarted or sum(size for size, _ in state.files.values()) <= CHECKED_BYTES
            written = not restarted and (self.path / _WRITING).exists()
            intact = _is_intact(self.path, state.files, whole=whole, all_there=restarted, written=written)
        except (OSError, ValueError, msgspec.MsgspecError, RecursionError):
            return None
        return state if intact else None

    def mark_writing(self) -> None:
        """Say that a batch is being written, until :func:`write_state` notes it. Under the lock."""
        (self.path / _WRITING).touch(mode=0o600)

    @contextmanager
    def lock(self, wait: float, purpose: str = "") -> Iterator[None]:
        """Be the only writer; or the only one of another `purpose`.

        Raises:
            BusyError: another is, for longer than `wait` seconds.
            OSError: the folder's root cannot be written to.
        """
        self.root.mkdir(mode=0o700, parents=True, exist_ok=True)
        flags = os.O_RDWR | os.O_CREAT | os.O_CLOEXEC | os.O_NOFOLLOW
        descriptor = os.open(self.root / f"{self.name}{purpose}.lock", flags, 0o600)
        try:
            until = time.monotonic() + wait
            while True:
                try:
                    fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
                    break
                except BlockingIOError:
                    if time.monotonic() >= until:
                        raise BusyError from None
                    time.sleep(0.02)
            yield
        finally:
            os.close(descriptor)

    def make_dir(self, what: str) -> Path:
        """An empty folder beside the index. Under the lock of its purpose; what a killed process left is removed."""
        for left in self.root.glob(f"{self.name}.{what}-*"):
            shutil.rmtree(left, ignore_errors=True)
        return Path(tempfile.mkdtemp(prefix=f"{self.name}.{what}-", dir=self.root))

    def adopt(self, built: Path) -> None:
        """Put what was built in the index's place. Who reads the old one keeps its open files. Under the lock."""
        old = Path(tempfile.mkdtemp(prefix=f"{self.name}.new-", dir=self.root)) / "old"
        with suppress(FileNotFoundError):
            self.path.rename(old)
        built.rename(self.path)
        shutil.rmtree(old.parent, ignore_errors=True)
        self._clear_outdated()

    def _clear_outdated(self) -> None:
        """Indexes of the same archive and engine in an older form: nobody will read them again."""
        family = self.name.rsplit("-t", 1)[0]
        for other in self.root.glob(f"{family}-t*-s*"):
            if other.name != self.name and not other.name.startswith(f"{self.name}."):
                if other.is_dir() and not other.is_symlink():
                    shutil.rmtree(other, ignore_errors=True)
                elif other.suffix == ".lock":
                    other.unlink(missing_ok=True)


def write_state(
    path: Path,
    sequence: int,
    mark: str,
    unreadable: tuple[str, ...],
    before: IndexState | None,
    *,
    belongs: Callable[[str], bool] = lambda _name: True,
    going_on: bool = False,
    later: bool = False,
) -> IndexState:
    """Note what the index in `path` holds. Most files never change once written, so only new ones are read again.

    `belongs` tells which files are of it. While merges are `going_on`, the marker of a batch stays. With `later`, large
    files are not read now.
    """
    run = boot_id()
    files = file_checksums(path, before, belongs=belongs, later=later)
    state = IndexState(sequence, mark, run, files, unreadable)
    waiting = path / f"{STATE_FILE}.{os.getpid()}.tmp"
    waiting.write_bytes(msgspec.json.encode(state))
    waiting.replace(path / STATE_FILE)
    if not going_on:
        (path / _WRITING).unlink(missing_ok=True)
    return state


def file_checksums(
    path: Path, before: IndexState | None, *, belongs: Callable[[str], bool] = lambda _name: True, later: bool = False
) -> dict[str, tuple[int, int]]:
    """Size and CRC-32 of the files in `path`, as known `before` where they cannot have changed."""
    known = before.files if before and before.boot == boot_id() else {}
    files: dict[str, tuple[int, int]] = {}
    with os.scandir(path) as entries:
        for entry in entries:
            if (
                entry.name == STATE_FILE
                or entry.name.endswith(_PASSING)
                or not belongs(entry.name)
                or not entry.is_file()
            ):
                continue
            size = entry.stat().st_size
            held = None if entry.name.endswith(_CONTENTS) else known.get(entry.name)
            if held and held[0] == size and (later or held[1] != PENDING):
                files[entry.name] = held
            else:
                files[entry.name] = (size, PENDING if later and size > SUMMED_NOW else _crc(path / entry.name))
    return files


def boot_id() -> str:
    """A name of this run of the machine; empty where it has none."""
    try:
        return Path("/proc/sys/kernel/random/boot_id").read_text(encoding="ascii").strip()
    except (OSError, ValueError):
        return ""


def _is_intact(path: Path, files: dict[str, tuple[int, int]], *, whole: bool, all_there: bool, written: bool) -> bool:
    """Whether the files are as they were noted.

    Unless `all_there` is asked for, whole segments may be gone: a writer was killed after it committed and before it
    noted so. What it committed is then read, and what the note lacks is taken in again. When a batch is known to have
    been `written` without a note, any file may be gone, and tables of contents be newer than noted.
    """
    there = {entry.name for entry in path.iterdir()}
    segments = {name.partition(".")[0] for name in there}
    for name, (size, crc) in files.items():
        if written and (name.endswith(_CONTENTS) or name not in there):
            continue
        if name not in there and not all_there and name.partition(".")[0] not in segments:
            continue
        file = path / name
        if "/" in name or file.is_symlink() or file.stat().st_size != size:
            return False
        if whole and (crc != PENDING or all_there) and _crc(file) != crc:
            return False
    return bool(files)


def _crc(path: Path) -> int:
    crc = 0
    with path.open("rb") as file:
        while block := file.read(1 << 20):
            crc = zlib.crc32(block, crc)
    return crc
