"""Writing that survives a power cut: the few system calls everything else here is built on.

A failed flush is never tried again on the same file: the kernel may have dropped the page and would then answer that
all is well. Whoever meets an error here throws the file away, or writes the same bytes anew before flushing again.
"""

from __future__ import annotations

import ctypes
import errno
import fcntl
import hashlib
import os
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import cache
from pathlib import Path
from typing import BinaryIO

from unroller.errors import ArchiveError, ReadOnlyError, StorageError
from unroller.messages import Message, why

#: Kept files are never written again; the mode says so to people and editors.
FILE_MODE = 0o444
#: Files of ours that change (the ledger, the cache) stay writable for their owner.
OPEN_MODE = 0o644
#: Pictures and videos are copied in pieces of so many bytes.
COPY_BYTES = 1024 * 1024

_CANNOT_WRITE = {errno.EACCES, errno.EPERM, errno.EROFS}
_NO_ROOM = {errno.ENOSPC, errno.EDQUOT, errno.EFBIG}
#: What a person may be doing with an archive; programs do more.
_DOING = {str(what): what for what in (Message("add"), Message("edit"), Message("remove"), Message("archive"))}


@contextmanager
def translate_errors(what: str, root: Path) -> Iterator[None]:
    """Turn the system's refusals into sentences: `what` was being done with the archive at `root`."""
    try:
        yield
    except OSError as error:
        raise build_storage_error(what, root, error) from error


@contextmanager
def translate_read_errors(root: Path) -> Iterator[None]:
    """Turn the system's refusals to read (OSError) into an ArchiveError that names the archive at `root`."""
    try:
        yield
    except OSError as error:
        raise ArchiveError(
            Message("archive: {root} cannot be read: {reason}", root=str(root), reason=why(error))
        ) from error


def build_storage_error(what: str, root: Path, error: OSError) -> ArchiveError:
    """The error to raise for a failed system call."""
    if error.errno in _CANNOT_WRITE:
        return ReadOnlyError(
            Message(
                "{what}: {root} cannot be written to: check its permissions, or choose another archive",
                what=_DOING.get(what, what),
                root=str(root),
            )
        )
    if error.errno in _NO_ROOM:
        return StorageError(
            Message(
                "{what}: the disk of {root} is full: free some space and try again; nothing was changed",
                what=_DOING.get(what, what),
                root=str(root),
            )
        )
    return StorageError(
        Message(
            "{what}: the disk of {root} refused ({reason}): check the disk; nothing was acknowledged",
            what=_DOING.get(what, what),
            root=str(root),
            reason=why(error),
        )
    )


def write_new(path: Path, data: bytes, mode: int = FILE_MODE) -> None:
    """Create `path` with `data`; it must not exist, nor be a link. Not yet flushed."""
    descriptor = _create_file(path, mode)
    try:
        write_all(descriptor, data)
    finally:
        os.close(descriptor)


def _create_file(path: Path, mode: int) -> int:
    return os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL | os.O_NOFOLLOW | os.O_CLOEXEC, mode)


def write_all(descriptor: int, data: bytes) -> None:
    """Write every byte: a disk that fills up, or a signal, makes writes short."""
    view = memoryview(data)
    while view:
        view = view[os.write(descriptor, view) :]


def copy_new(path: Path, source: BinaryIO) -> tuple[str, int]:
    """Copy what `source` holds into the new file `path`, not yet flushed; the SHA-256 and the length of it."""
    digest, length = hashlib.sha256(), 0
    descriptor = _create_file(path, FILE_MODE)
    try:
        while piece := source.read(COPY_BYTES):
            write_all(descriptor, piece)
            digest.update(piece)
            length += len(piece)
    finally:
        os.close(descriptor)
    return digest.hexdigest(), length


def read_file(path: Path) -> bytes:
    """The bytes of a regular file, never through a link.

    Raises:
        OSError: among them ELOOP for a link.
    """
    with os.fdopen(os.open(path, os.O_RDONLY | os.O_NOFOLLOW | os.O_CLOEXEC), "rb") as file:
        return file.read()


def fsync_file(descriptor: int) -> None:
    """Have the file on the disk itself when this returns."""
    if sys.platform == "darwin":  # fsync there only reaches the drive's cache
        try:
            fcntl.fcntl(descriptor, fcntl.F_FULLFSYNC)
        except OSError as error:
            if error.errno not in {errno.ENOTSUP, errno.EINVAL, errno.ENOTTY}:
                raise
        else:
            return
    os.fsync(descriptor)


def fsync_path(path: Path) -> None:
    """Flush a file or folder; of a folder, the names in it."""
    descriptor = os.open(path, os.O_RDONLY | os.O_NOFOLLOW | os.O_CLOEXEC)
    try:
        fsync_file(descriptor)
    finally:
        os.close(descriptor)


@cache
def _syncfs() -> Callable[[int], int] | None:
    """The C library's syncfs, which Python's os module lacks; None where the system has none."""
    if not sys.platform.startswith("linux"):
        return None
    try:
        call: Callable[[int], int] = ctypes.CDLL(None, use_errno=True).syncfs
    except (OSError, AttributeError):
        return None
    return call


def has_syncfs() -> bool:
    """Whether :func:`fsync_tree` reaches the whole file system, so that the way down to `top` is flushed with it."""
    return _syncfs() is not None


def fsync_tree(top: Path) -> None:
    """Flush everything under `top`, and `top`: by one syncfs where there is one, else file by file.

    Raises:
        OSError: it may not be on the disk.
    """
    call = _syncfs()
    if call is None:
        for folder, _, files in os.walk(top, topdown=False, onerror=_raise):
            for name in files:
                fsync_path(Path(folder, name))
            fsync_path(Path(folder))
        return
    descriptor = os.open(top, os.O_RDONLY | os.O_DIRECTORY | os.O_CLOEXEC)
    try:
        if call(descriptor) != 0:
            number = ctypes.get_errno()
            raise OSError(number, os.strerror(number), str(top))
    finally:
        os.close(descriptor)


def fsync_folders(folders: set[Path]) -> None:
    """Flush several folders' names. Many of them are cheaper through one syncfs."""
    if len(folders) > 3 and _syncfs() is not None:
        fsync_tree(next(iter(folders)))
        return
    for folder in sorted(folders, key=lambda path: len(path.parts), reverse=True):
        fsync_path(folder)


def _raise(error: OSError) -> None:
    raise error


def create_folder(path: Path) -> bool:
    """Create `path` unless it exists; True when it was created (then its parent needs flushing)."""
    try:
        path.mkdir()
    except FileExistsError:
        return False
    return True


def create_root(root: Path) -> None:
    """Make the archive's folder with the folders above it, flushed upward to the first that was there already."""
    missing: list[Path] = []
    folder = root
    while not folder.is_dir():
        missing.append(folder)
        folder = folder.parent
    for path in reversed(missing):
        if create_folder(path):
            fsync_path(path.parent)


@contextmanager
def lock_folder(folder: Path, *, shared: bool = False) -> Iterator[None]:
    """Hold `folder` locked against every other process and thread; nothing is created for it.

    Each call opens the folder anew, so that threads of one process exclude each other too.
    """
    descriptor = os.open(folder, os.O_RDONLY | os.O_DIRECTORY | os.O_CLOEXEC)
    try:
        fcntl.flock(descriptor, fcntl.LOCK_SH if shared else fcntl.LOCK_EX)
        try:
            yield
        finally:
            # Said aloud: a child process that inherited the descriptor would otherwise keep the lock.
            fcntl.flock(descriptor, fcntl.LOCK_UN)
    finally:
        os.close(descriptor)


def try_lock_folder(folder: Path) -> int | None:
    """A descriptor that holds `folder` locked until it is closed, or None when someone else holds it."""
    descriptor = os.open(folder, os.O_RDONLY | os.O_DIRECTORY | os.O_NOFOLLOW | os.O_CLOEXEC)
    try:
        fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        os.close(descriptor)
        return None
    except BaseException:
        os.close(descriptor)
        raise
    return descriptor


def unlock(descriptor: int) -> None:
    """Let go of what :func:`try_lock_folder` gave."""
    try:
        fcntl.flock(descriptor, fcntl.LOCK_UN)
    finally:
        os.close(descriptor)


def measure_free_space(folder: Path) -> tuple[int, int]:
    """Free and total bytes of the file system that holds `folder`."""
    stats = os.statvfs(folder)
    return stats.f_bavail * stats.f_frsize, stats.f_blocks * stats.f_frsize
