"""The progress of link checks where other processes of the same app see it: a small file a thread, in the index folder.

A job belongs to the process that does it, which holds a lock for as long as it lives: what a killed process left is
nobody's, and is not shown. Where nothing can be written, each process knows of its own jobs alone.
"""

from __future__ import annotations

import fcntl
import os
import time
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

import msgspec

from unroller.errors import UnrollerError
from unroller.regex import compile_re

#: Characters of an error's sentence that are handed on.
MOST_CHARS = 600
#: How long others are told of a job that has ended badly, in seconds.
REMEMBERED = 600.0
_KEY = compile_re(r"[0-9a-f]{1,64}")


@dataclass(slots=True)
class LinkCheckJob:
    """The progress of one thread: `done` of `total` links (0: not begun), whether it has `ended`, what went wrong; of a
    job of another process, the English sentence of that (`told`)."""

    again: bool
    done: int = 0
    total: int = 0
    ended: bool = False
    error: UnrollerError | None = None
    told: str = ""


class _Record(msgspec.Struct):
    """A job as its file has it; `owner` is the name of its process's lock."""

    owner: str
    again: bool
    done: int = 0
    total: int = 0
    ended: bool = False
    error: str = ""


class JobFiles:
    """The jobs of all processes that serve one archive. Safe for several threads."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._owner = ""
        self._lock: int | None = None
        self._busy: tuple[int, bool] = (0, False)

    def write(self, key: str, job: LinkCheckJob) -> None:
        """Tell the other processes how far the job of a thread is; of one that ended well, nothing more."""
        with suppress(OSError):
            path = self._folder / f"{key}.json"
            if job.ended and not job.error:
                path.unlink(missing_ok=True)
                return
            error = str(job.error)[:MOST_CHARS] if job.error else ""
            record = _Record(self._own(), job.again, job.done, job.total, job.ended, error)
            part = path.with_suffix(f".{self._owner}.part")
            part.write_bytes(msgspec.json.encode(record))
            part.replace(path)

    def read(self, key: str) -> LinkCheckJob | None:
        """The job of a thread in some other process; None where there is none, or its process is gone."""
        if not _KEY.fullmatch(key):
            return None
        record = self._read(self._folder / f"{key}.json")
        if record is None:
            return None
        return LinkCheckJob(record.again, record.done, record.total, record.ended, told=record.error)

    @property
    def changes(self) -> int:
        """Another number whenever a job was begun, went on or ended."""
        try:
            return self._folder.stat().st_mtime_ns
        except OSError:
            return 0

    @property
    def is_busy(self) -> bool:
        """Whether some process is looking links up. The files are read again only when one was written."""
        changes = self.changes
        if not changes or (self._busy[0] == changes and not self._busy[1]):
            return False
        with suppress(OSError):
            records = [self._read(path) for path in self._folder.glob("*.json")]
            self._busy = changes, any(record and not record.ended for record in records)
        return self._busy[1]

    def _read(self, path: Path) -> _Record | None:
        try:
            record = msgspec.json.decode(path.read_bytes(), type=_Record)
            if self._is_alive(record.owner) and not (record.ended and time.time() - path.stat().st_mtime > REMEMBERED):
                return record
            path.unlink(missing_ok=True)
        except (OSError, msgspec.MsgspecError):
            return None
        return None

    def _own(self) -> str:
        """The name of this process's lock, which is held from now on."""
        if self._lock is None:
            self._folder.mkdir(mode=0o700, parents=True, exist_ok=True)
            self._owner = str(os.getpid())
            path = self._folder / f"{self._owner}.lock"
            self._lock = os.open(path, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC | os.O_NOFOLLOW, 0o600)
            fcntl.flock(self._lock, fcntl.LOCK_EX)
        return self._owner

    def _is_alive(self, owner: str) -> bool:
        if owner == self._owner:
            return True
        if not owner.isdecimal():
            return False
        path = self._folder / f"{owner}.lock"
        try:
            descriptor = os.open(path, os.O_RDWR | os.O_CLOEXEC | os.O_NOFOLLOW)
        except OSError:
            return False
        try:
            fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            return True
        else:
            path.unlink(missing_ok=True)
            return False
        finally:
            os.close(descriptor)
