"""Keeps the catalog in step with the ledger, and the archive's answers in step with the catalog.

The files of the archive are the truth. A catalog that is missing, of another archive or version, damaged, or that ends
with a line that the ledger does not have, is made anew from them. Where its folder cannot be written it lies in the
user's cache, and where that cannot be either, in memory: nothing that is asked depends on where it is.
"""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import AbstractContextManager, ExitStack, closing, nullcontext, suppress
from pathlib import Path
from threading import RLock
from typing import TypeVar

from unroller.archive import paths
from unroller.archive.catalog.files import CatalogFiles, FileStamp
from unroller.archive.catalog.queries import CatalogQueries
from unroller.archive.catalog.rows import CatalogRow, rebuild_row
from unroller.archive.catalog.store import CatalogDamagedError, CatalogStore
from unroller.archive.ledger import START, LedgerEntryState, LedgerFile, LedgerPosition, Stamp
from unroller.archive.model import LedgerEntry
from unroller.archive.salvage import iter_salvaged, needs_salvage

T = TypeVar("T")
#: What shows how far the catalog is with reading threads: a context that gives what is called with the number of those
#: that are read, and of all that are to be.
ShowProgress = Callable[[], AbstractContextManager[Callable[[int, int | None], None]]]
#: Rows that are made and written at a time.
GROUP = 200
_DAMAGE = (sqlite3.Error, CatalogDamagedError, ValueError, TypeError)


def _show_nothing() -> AbstractContextManager[Callable[[int, int | None], None]]:
    return nullcontext(lambda _done, _total: None)


class CatalogFollower:
    """The ledger of one archive and the catalog that follows it. Safe for several threads and beside other processes.

    `folders` are where the catalog may lie, the first that can be written to; none for one in memory. `get_archive`
    gives the archive's own name. `show_progress` tells of threads that are read for it.
    """

    def __init__(
        self,
        root: Path,
        folders: Sequence[Path],
        get_archive: Callable[[], str | None],
        show_progress: ShowProgress = _show_nothing,
    ) -> None:
        self.root = root
        self._show_progress = show_progress
        self._folders = list(folders)
        self._get_archive = get_archive
        self._file = LedgerFile(root / paths.LEDGER)
        #: Held while the catalog is asked; to be held while several questions need one and the same answer.
        self.lock = RLock()
        self._store: CatalogStore | None = None
        self._files: CatalogFiles | None = None
        self._seen: FileStamp | None = None
        #: Whether what was seen of the file is flushed, or was tried to be.
        self._flushed = False
        self._process = os.getpid()
        self._position = START
        self._stamp: Stamp | None = None
        #: What of an archive with a damaged ledger can be read, and for which state of the ledger that is.
        self._salvaged: CatalogStore | None = None
        self._salvaged_at: object = None
        self._retried = False

    # -- asking ----------------------------------------------------------------------------------------------------

    def ask(self, question: Callable[[CatalogQueries], T], *, whole: bool = True, strict: bool = False) -> T:
        """The answer to a question, by the ledger as it is now.

        Args:
            question: what is asked.
            whole: whether it needs the rows of all threads; else it only asks what the ledger says.
            strict: by the ledger alone; else by what can be read, where the ledger is damaged.

        Raises:
            OSError: the archive cannot be read.
        """
        for attempt in range(3):
            try:
                if whole:
                    self._complete(strict=strict)
                with self.lock:
                    self.refresh()
                    return question(CatalogQueries(self._choose(strict=strict)))
            except _DAMAGE:
                if attempt == 2:
                    raise
                self.discard(memory=attempt == 1)
        raise AssertionError

    def _choose(self, *, strict: bool) -> CatalogStore:
        """The catalog that answers; under the lock, refreshed."""
        assert self._store is not None  # refreshed
        if strict or not needs_salvage(self.root, self._position):
            return self._store
        state = (self._position, self._stamp)
        if self._salvaged is None or self._salvaged_at != state:
            store = CatalogStore.create(None, "salvaged")
            with store.transaction():
                for entry in iter_salvaged(self.root, self._file, CatalogQueries(store).find_ever):
                    store.apply(entry)
            self._salvaged, self._salvaged_at = store, state
        return self._salvaged

    def discard(self, *, memory: bool = False) -> None:
        """Make the catalog anew at the next question: it is damaged. With `memory`, never trust a file again."""
        with self.lock:
            if self._files and self._store:
                with suppress(OSError), self._files.lock() as lock:
                    if self._files.get_stamp() == self._seen:
                        self._files.seal(lock, valid=False)
            self._close()
            if memory:
                self._folders.clear()

    def _close(self) -> None:
        if self._store and self._process == os.getpid():
            self._store.close()
        self._store, self._files, self._seen, self._stamp = None, None, None, None
        self._position, self._salvaged = START, None

    # -- the state of the ledger -----------------------------------------------------------------------------------

    def refresh(self) -> None:
        """Take in what was appended to the ledger since; anew when what was read is no longer there.

        Raises:
            OSError: the ledger cannot be read.
        """
        with self.lock:
            if self._process != os.getpid():  # a child never uses what its parent has open
                self._store, self._files, self._seen, self._stamp = None, None, None, None
                self._position, self._salvaged, self._process = START, None, os.getpid()
            stamp = self._file.get_stamp()
            if self._store and stamp == self._stamp and self._is_as_seen() and not self._needs_flush():
                return
            self._follow(())
            self._stamp = stamp

    def _is_as_seen(self) -> bool:
        return self._files is None or self._files.get_stamp() == self._seen

    def _needs_flush(self) -> bool:
        return self._files is not None and not self._flushed and self._files.is_settled()

    @property
    def position(self) -> LedgerPosition:
        """How far the ledger goes."""
        with self.lock:
            self.refresh()
            return self._position

    @property
    def changed(self) -> int:
        """When the ledger last changed: seconds since 1970, rounded up. 0 where there is none."""
        with self.lock:
            self.refresh()
            return -(-self._stamp[2] // 10**9) if self._stamp else 0

    def iter_entries(self, after: int = 0) -> Iterator[LedgerEntry]:
        """The ledger's intact entries with a number greater than `after`, oldest first."""
        return self._file.iter_entries(after, self.position.end)

    def append(self, entries: Iterable[LedgerEntry], rows: Sequence[CatalogRow] = ()) -> list[LedgerEntry]:
        """Append entries to the ledger; they are acknowledged when this returns. Then put them and `rows` into the
        catalog, as far as that can be: it is a cache. Under the archive's lock.

        Raises:
            OSError: nothing of it is acknowledged.
        """
        numbered = self._file.append(entries, self.position)
        with suppress(OSError, *_DAMAGE), self.lock:
            self._follow(rows)
            self._stamp = self._file.get_stamp()
        return numbered

    def make_rows(self) -> None:
        """Make the rows that are not made yet, as far as that can be."""
        with suppress(OSError, *_DAMAGE):
            self._complete(strict=True)

    def settle(self) -> None:
        """See :meth:`unroller.archive.ledger.LedgerFile.settle`."""
        self._file.settle()
        self.refresh()

    # -- following -------------------------------------------------------------------------------------------------

    def _follow(self, rows: Sequence[CatalogRow]) -> None:
        """Have a catalog that has followed the ledger to its end, with `rows` put in. Under the lock."""
        self._file.check()
        archive = self._get_archive() if self._file.get_stamp() else None
        while archive and self._folders:
            files = CatalogFiles(self._folders[0], archive)
            try:
                self._follow_in_file(files, rows)
            except (OSError, *_DAMAGE):
                self._close()
                del self._folders[0]  # it cannot be written to: try the next
            else:
                return
        if self._store is None or self._files is not None or not self._file.holds(self._position):
            self._close()
            self._store = CatalogStore.create(None, archive or "none")
        with self._store.transaction():
            self._position = _take(self._store, self._file, self._position, rows)

    def _follow_in_file(self, files: CatalogFiles, rows: Sequence[CatalogRow]) -> None:
        with files.lock() as lock:
            try:
                self._catch_up(files, lock, rows)
            except _DAMAGE:
                self._close()
                files.seal(lock, valid=False)
                self._catch_up(files, lock, rows)

    def _catch_up(self, files: CatalogFiles, lock: int, rows: Sequence[CatalogRow]) -> None:
        """The same, under the lock of the file's writers."""
        store = self._open(files, lock)
        position = store.get_position()
        if not self._file.holds(position):
            store = self._build(files, lock)
            position = store.get_position()
        self._flushed = False
        if rows or self._file.has_more(position):
            files.begin_writing(lock)
            with store.transaction():
                after = _take(store, self._file, position, rows)
                store.set_position(after)
            self._seen = files.seal(lock)
            position = after
        elif self._seen and files.is_settled():
            self._flushed = True
            with suppress(OSError):
                files.flush(lock, self._seen)
        self._position = position

    def _open(self, files: CatalogFiles, lock: int) -> CatalogStore:
        """The open catalog, if it is as its last writer left it; else a new one."""
        stamp = files.get_sealed(lock)
        if stamp is None:
            return self._build(files, lock)
        opened = self._files is not None and self._files.path == files.path and self._seen is not None
        if self._store is None or not opened or (self._seen and self._seen[0] != stamp[0]):
            self._close()
            self._store, self._files = CatalogStore(files.path), files
            if not self._store.is_of(files.archive):
                return self._build(files, lock)
        self._seen = stamp
        return self._store

    def _build(self, files: CatalogFiles, lock: int) -> CatalogStore:
        """A new catalog of all that the ledger says, with the rows of the one before it that are still true."""
        self._close()
        built = files.prepare()
        store = CatalogStore.create(built, files.archive)
        try:
            with store.transaction():
                store.set_position(_take(store, self._file, START, ()))
            _take_over(files.path, store)
        finally:
            store.close()
        files.adopt(built)
        self._store, self._files = CatalogStore(files.path), files
        self._seen = files.seal(lock)
        return self._store

    # -- rows ------------------------------------------------------------------------------------------------------

    def _complete(self, *, strict: bool) -> None:
        """Make the rows that are not made yet. The threads are read with no lock held, so that others go on."""
        if not self._retried:
            self._retried = True
            with self.lock:
                self.refresh()
                store = self._choose(strict=strict)
                again = store.list_pending(0, GROUP, unreadable=True)
            self._put(store, [row for row in map(self._make_row, again) if not row.unreadable])
        after = done = total = 0
        report: Callable[[int, int | None], None] | None = None
        with ExitStack() as shown:
            while True:
                with self.lock:
                    self.refresh()
                    store = self._choose(strict=strict)
                    waiting = store.list_pending(after, GROUP)
                    if not waiting and after:
                        after = 0
                        continue
                    if not waiting:
                        return
                    after = store.get_number(waiting[-1].id)
                    if report is None:
                        total, report = store.count_pending(), shown.enter_context(self._show_progress())
                self._put(store, [self._make_row(held) for held in waiting])
                done += len(waiting)
                report(done, max(done, total))

    def _make_row(self, held: LedgerEntryState) -> CatalogRow:
        with self.lock:
            known = self._store.find_row(held.id, get_digests(held)) if self._store else None
        return known or rebuild_row(self.root, held)

    def _put(self, store: CatalogStore, rows: Sequence[CatalogRow]) -> None:
        if not rows:
            return
        with self.lock:
            if store is self._salvaged:
                with store.transaction():
                    for row in rows:
                        store.put(row)
            else:
                self._follow(rows)


def get_digests(held: LedgerEntryState) -> tuple[str, str, str]:
    """The digests of what the row of a kept thread is taken from."""
    return held.latest.bag, held.state, held.observations


def _take(
    store: CatalogStore, file: LedgerFile, position: LedgerPosition, rows: Iterable[CatalogRow]
) -> LedgerPosition:
    """Put what the ledger has after `position` into a catalog, and then `rows`; gives how far the ledger goes."""
    for entries, reached in file.iter_batches(position):
        for entry in entries:
            store.apply(entry)
        position = reached
    for row in rows:
        store.put(row)
    return position


def _take_over(path: Path, store: CatalogStore) -> None:
    """Put the rows of an older catalog, which may be damaged, into a new one, those of what is kept now."""
    if not path.is_file():
        return
    with suppress(*_DAMAGE), closing(CatalogStore(path, read_only=True)) as older:
        after = 0
        while waiting := store.list_pending(after, GROUP):
            after = store.get_number(waiting[-1].id)
            found = [row for held in waiting if (row := older.find_row(held.id, get_digests(held)))]
            with store.transaction():
                for row in found:
                    store.put(row)
