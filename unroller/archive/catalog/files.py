"""Where the catalog's file lies, who may write it, and how damage to it shows.

SQLite sees torn structures but no flipped bit. So beside the file lies its seal, which is also what writers lock: the
file's inode, size and times as its last writer left them, and of a small file a checksum. Whoever finds the file
otherwise, or written before the machine was last started (for it is never flushed), takes it for damaged.
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

#: A file up to this size is read whole whenever another process has written it, or it is opened.
CHECKED_BYTES = 1024 * 1024
#: Seconds to wait for another process that builds a catalog anew.
PATIENCE, LOOK = 120.0, 0.02

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
        sealed = os.pread(lock, 1000, 0).decode("ascii", "replace")
        return stamp if sealed == self._format_seal(stamp) else None

    def seal(self, lock: int, *, valid: bool = True) -> FileStamp | None:
        """Note how the file was left, and give its stamp; or with `valid` false, that it is damaged, and give None.
        Under the lock."""
        stamp = self.get_stamp() if valid else None
        data = self._format_seal(stamp) if stamp else ""
        os.ftruncate(lock, 0)
        os.pwrite(lock, data.encode("ascii"), 0)
        return stamp

    def _format_seal(self, stamp: FileStamp) -> str:
        checksum = zlib.crc32(self.path.read_bytes()) if stamp[1] <= CHECKED_BYTES else 0
        return " ".join(map(str, (*stamp, checksum, get_boot_id() or "-")))

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
