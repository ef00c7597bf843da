"""Where the catalog's file lies, who may write it, and how damage to it shows.

SQLite sees torn structures but no flipped bit. So beside the file lies its seal, which is also what writers lock: the
file's inode, size and times as its last writer left them, and of a small file a checksum. Whoever finds the file
otherwise takes it for damaged; and so does who finds it written before the machine was last started, unless it was
flushed. It is flushed when nobody has written it for a while, for then that costs nothing; the seal says so, and
whoever writes next takes that back first.
"""

from __future__ import annotations

import fcntl
import os
import stat
import time
import zlib
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from functools import cache
from pathlib import Path

from unroller.archive.catalog.schema import VERSION
from unroller.archive.fsync import fsync_path

#: A file up to this size is read whole whenever another process has written it, or it is opened.
CHECKED_BYTES = 1024 * 1024
#: Seconds to wait for another process that builds a catalog anew.
PATIENCE, LOOK = 120.0, 0.02

#: A file that was not written for so many seconds is flushed: the system has written most of it by itself.
SETTLED = 40.0
#: In the place of the machine's run, that the file is flushed.
_FLUSHED = "flushed"

#: What tells that a file is as it was left: inode, size, times of its bytes and of its entry.
FileStamp = tuple[int, int, int, int]


class CatalogBusyError(OSError):
    """Another process has been writing the catalog for too long."""


@cache
def get_boot_id() -> str:
    """A name of this run of the machine; empty where it has none."""
    try:
        return Path("/proc/sys/kernel/random/boot_id").read_text(encoding="ascii").strip()
    except (OSError, ValueError):
        return ""


class CatalogFiles:
    """The files of the catalog of one archive in the folder `folder`."""

    def __init__(self, folder: Path, archive: str) -> None:
        self.folder = folder
        self.archive = archive
        self._family = f"{archive.replace('/', '')[:13]}-catalog-s"
        self.path = folder / f"{self._family}{VERSION}.sqlite"
        self._seal = folder / f"{self._family}{VERSION}.seal"

    def get_stamp(self) -> FileStamp | None:
        """What tells that the file is as it was; None where there is none that only we can have written."""
        try:
            about = self.path.lstat()
        except OSError:
            return None
        if not stat.S_ISREG(about.st_mode) or about.st_uid != os.geteuid() or about.st_mode & 0o022:
            return None
        return about.st_ino, about.st_size, about.st_mtime_ns, about.st_ctime_ns

    @contextmanager
    def lock(self) -> Iterator[int]:
        """Be the only one that writes, or that looks whether the file is as it was left.

        Raises:
            OSError: the folder cannot be written to, or another process is writing for too long.
        """
        self.folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        flags = os.O_RDWR | os.O_CREAT | os.O_CLOEXEC | os.O_NOFOLLOW
        descriptor = os.open(self._seal, flags, 0o600)
        try:
            until = time.monotonic() + PATIENCE
            while True:
                try:
                    fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
                    break
                except BlockingIOError:
                    if time.monotonic() >= until:
                        raise CatalogBusyError from None
                    time.sleep(LOOK)
            yield descriptor
        finally:
            os.close(descriptor)

    def get_sealed(self, lock: int) -> FileStamp | None:
        """The file's stamp, if it is as its last writer left it; under the lock."""
        stamp = self.get_stamp()
        if stamp is None:
            return None
        sealed, run = self._read_seal(lock)
        if run not in (_FLUSHED, get_boot_id() or "-"):
            return None
        return stamp if sealed == self._format_seal(stamp, run) else None

    def _read_seal(self, lock: int) -> tuple[str, str]:
        """The seal, and what it says last: the run of the machine, or that the file is flushed."""
        sealed = os.pread(lock, 1000, 0).decode("ascii", "replace")
        return sealed, sealed.rpartition(" ")[2]

    def is_settled(self) -> bool:
        """Whether nobody has written the file for a while."""
        stamp = self.get_stamp()
        return stamp is not None and time.time() - stamp[2] / 1e9 > SETTLED

    def flush(self, lock: int, stamp: FileStamp) -> None:
        """Flush the file, whose seal is whole, and note that; under the lock.

        Raises:
            OSError: it could not be flushed.
        """
        if self._read_seal(lock)[1] == _FLUSHED:
            return
        fsync_path(self.path)
        with suppress(FileNotFoundError):
            fsync_path(Path(f"{self.path}-journal"))  # what was undone or done must not be undone after a restart
        fsync_path(self.folder)
        self._write_seal(lock, self._format_seal(stamp, _FLUSHED))
        os.fsync(lock)

    def begin_writing(self, lock: int) -> None:
        """Note that the file may be on the disk in part from now on; under the lock."""
        if self._read_seal(lock)[1] == _FLUSHED and (stamp := self.get_stamp()):
            self._write_seal(lock, self._format_seal(stamp))
            os.fsync(lock)

    def seal(self, lock: int, *, valid: bool = True) -> FileStamp | None:
        """Note how the file was left, and give its stamp; or with `valid` false, that it is damaged, and give None.
        Under the lock."""
        stamp = self.get_stamp() if valid else None
        self._write_seal(lock, self._format_seal(stamp) if stamp else "")
        return stamp

    def _write_seal(self, lock: int, seal: str) -> None:
        os.ftruncate(lock, 0)
        os.pwrite(lock, seal.encode("ascii"), 0)

    def _format_seal(self, stamp: FileStamp, run: str | None = None) -> str:
        checksum = zlib.crc32(self.path.read_bytes()) if stamp[1] <= CHECKED_BYTES else 0
        return " ".join(map(str, (*stamp, checksum, run or get_boot_id() or "-")))

    def prepare(self) -> Path:
        """Where a new catalog is built; what a killed process left there is removed. Under the lock."""
        built = self.path.with_suffix(".new")
        for path in (built, Path(f"{built}-journal")):
            path.unlink(missing_ok=True)
        os.close(os.open(built, os.O_RDWR | os.O_CREAT | os.O_EXCL | os.O_CLOEXEC, 0o600))
        return built

    def adopt(self, built: Path) -> None:
        """Put what was built in the catalog's place, and clear those of older versions away. Under the lock."""
        Path(f"{self.path}-journal").unlink(missing_ok=True)
        built.replace(self.path)
        for path in self.folder.glob(f"{self._family}*"):
            if not path.name.startswith(f"{self._family}{VERSION}."):
                with suppress(OSError):
                    path.unlink()
