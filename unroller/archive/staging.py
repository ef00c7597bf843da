"""Where writes are prepared: one folder a write, locked while its writer lives.

The folder lies on the archive's own file system, so that what is ready moves into place by one rename. Whoever dies
leaves it behind unlocked, with the names of the threads it was about to touch: that is all recovery needs to look at.
"""

from __future__ import annotations

import fnmatch
import os
import secrets
import shutil
from collections.abc import Iterable
from contextlib import suppress
from pathlib import Path
from types import TracebackType

from unroller.archive import paths
from unroller.archive.fsync import (
    create_folder,
    fsync_path,
    fsync_tree,
    has_syncfs,
    read_file,
    try_lock_folder,
    unlock,
    write_new,
)

INTENT = "threads-{}.txt"


class Staging:
    """A locked folder for one write; a context manager.

    On leaving it is deleted, unless :meth:`begin` was called and :meth:`finish` was not: then the archive may hold
    something that is not in the ledger, and recovery must find the folder.
    """

    def __init__(self, root: Path) -> None:
        self._root = root
        self._parent = root / paths.STAGING
        self.path = self._parent
        self._lock: int | None = None
        self._begun = False
        self._intents = 0

    def __enter__(self) -> Staging:
        while self._lock is None:
            self.path = self._parent / f"{os.getpid()}-{secrets.token_hex(6)}"
            create_folder(self._parent)
            try:
                self.path.mkdir()
                self._lock = try_lock_folder(self.path)
            except FileNotFoundError:  # another writer just left, and took the empty parent along
                continue
            # Between mkdir and lock another process may have taken the folder for a dead one and deleted it.
            if self._lock is not None and not self.path.is_dir():
                unlock(self._lock)
                self._lock = None
        return self

    def intend(self, threads: Iterable[str]) -> None:
        """Note which threads this write may touch. To be flushed before anything is moved into place."""
        self._intents += 1
        write_new(
            self.path / INTENT.format(self._intents), "".join(f"{thread}\n" for thread in threads).encode("ascii")
        )

    def flush(self) -> None:
        """Have everything that was prepared on the disk, and the way to it."""
        fsync_tree(self.path)
        if not has_syncfs():
            fsync_path(self._parent)
            fsync_path(self._root)

    def begin(self) -> None:
        """From here on things move into place."""
        self._begun = True

    def finish(self) -> None:
        """All that was moved is in the ledger."""
        self._begun = False

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if not self._begun:
            delete_folder(self.path)
        if self._lock is not None:
            with suppress(OSError):
                unlock(self._lock)
        if not self._begun:
            # The folder for all of them goes with the last one, so that an archive at rest holds nothing but archive.
            with suppress(OSError):
                self._parent.rmdir()


def delete_folder(path: Path) -> None:
    """Delete a folder as far as the disk lets us; what stays is harmless and found by recovery."""
    shutil.rmtree(path, ignore_errors=True)


def find_abandoned(root: Path) -> list[tuple[Path, int]]:
    """The staging folders whose writers are dead, each with the lock that now is ours (give it to `unlock`)."""
    result: list[tuple[Path, int]] = []
    for name in paths.list_names(root / paths.STAGING):
        path = root / paths.STAGING / name
        try:
            lock = try_lock_folder(path)
        except OSError:  # gone meanwhile, or no folder
            continue
        if lock is not None:
            result.append((path, lock))
    return result


def read_intents(path: Path) -> list[str]:
    """The threads that the writer of a staging folder was about to touch; none when it had not come that far."""
    result: list[str] = []
    for name in fnmatch.filter(paths.list_names(path), INTENT.format("*")):
        with suppress(OSError):
            result += read_file(path / name).decode("ascii", "replace").split("\n")
    return [line for line in result if paths.is_id(line)]
