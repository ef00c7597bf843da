"""From the archive into an engine: what it says of each thread now; and all of it, into an index built anew."""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable, Iterator, MutableMapping, Sequence
from functools import partial
from itertools import islice
from pathlib import Path
from typing import Protocol

from unroller.archive import Archive, LedgerEntry, StoredThread
from unroller.edits import edit_thread
from unroller.errors import ArchiveError, NotFoundError
from unroller.search.documents import Document, build_document, unpack_document
from unroller.search.engine import Engine, EngineKind, SupportsIncrementalMerge, SupportsParallelBuild
from unroller.search.worker import ReportProgress, Worker, WorkerError

#: Threads to a commit: memory stays low, and segments few.
BATCH = 5_000
#: From so many threads on, two processes build.
TWO = 2_000

#: No thread's document is there yet: by thread, and by entry of the ledger.
_NONE: MutableMapping[str, bytes | None] = {}
NOTHING_READY: MutableMapping[int, bytes] = {}
Progress = Callable[[int], None]


class SearchableArchive(Protocol):
    """What search needs of an archive."""

    @property
    def uuid(self) -> str | None:
        """Its name among all archives; None while nothing was ever kept."""

    @property
    def sequence(self) -> int:
        """The number of the ledger's last entry; 0 for none."""

    def iter_entries(self, after: int = 0) -> Iterator[LedgerEntry]:
        """The ledger's entries whose sequence is greater than `after`, in order."""

    def load(self, key: str) -> StoredThread:
        """A kept thread; NotFoundError when it is not there."""


class Indexer:
    """Reads threads of an archive and puts them into an engine. `unreadable` are those that could not be read."""

    def __init__(self, archive: SearchableArchive, unreadable: Sequence[str] = ()) -> None:
        self._archive = archive
        self.unreadable = set(unreadable)

    def read_document(self, thread_id: str, title: str | None = None) -> Document | None:
        """A thread as search sees it, under `title` if given; None when it is not there.

        Raises:
            ArchiveError: it is damaged.
        """
        try:
            kept = self._archive.load(thread_id)
        except NotFoundError:
            return None
        from unroller.article import thread_title  # large: whoever searches what is indexed does not wait for it

        thread = edit_thread(kept.thread, kept.state)
        return build_document(
            thread,
            thread_id=kept.id,
            slug=kept.slug,
            title=title or kept.state.title or thread_title(thread),
            tags=kept.state.tags,
            visibility=kept.state.visibility,
            observations=kept.observations,
        )

    def index_threads(
        self,
        engine: Engine,
        names: Sequence[str],
        progress: Progress | None = None,
        ready: MutableMapping[str, bytes | None] = _NONE,
    ) -> None:
        """Let the index say of threads what the archive says of them now, in one batch. `ready` are the documents of
        those that need not be loaded; they are taken out of it."""
        gone: list[str] = []

        def documents() -> Iterator[Document]:
            for number, name in enumerate(names, 1):
                self.unreadable.discard(name)
                try:
                    packed = ready.pop(name, None)
                    held = unpack_document(packed) if packed else self.read_document(name)
                except ArchiveError:
                    held = None
                    self.unreadable.add(name)
                if held:
                    yield held
                else:
                    gone.append(name)
                if progress:
                    progress(number)

        if names:
            engine.write(documents(), gone)


def find_changed(entries: Sequence[LedgerEntry]) -> list[str]:
    """The threads of which ledger entries say something, each once."""
    return list(dict.fromkeys(entry.thread for entry in entries if entry.thread and entry.action != "checked"))


def find_ready(entries: Sequence[LedgerEntry], ready: MutableMapping[int, bytes]) -> dict[str, bytes | None]:
    """Of each thread that entries say something of, the document of its newest entry, taken out of `ready`; None of
    others."""
    return {
        entry.thread: ready.pop(entry.sequence, None) for entry in entries if entry.thread and entry.action != "checked"
    }


def build_index(
    kind: EngineKind,
    folder: Path,
    archive: SearchableArchive,
    names: Sequence[str],
    progress: Progress | None,
    ready: MutableMapping[str, bytes | None] = _NONE,
) -> set[str]:
    """A new index of these threads in an empty folder; gives those that could not be read.

    Of a large archive, most of which is not `ready`, another process does half where the engine can join what two have
    built; else all, so that this one stays small. Where that cannot be, this one does it.
    """
    engine = kind.open(folder, create=True)
    joins = isinstance(engine, SupportsParallelBuild)
    engine.close()
    mine, others = (names[::2], names[1::2]) if joins else ([], names)
    worker = (
        _start_second_worker(kind, folder, archive, others)
        if len(names) - sum(map(bool, ready.values())) >= TWO
        else None
    )

    def report(done: int) -> None:
        if progress:
            progress(done + (worker.done if worker else 0))

    def here(some: Sequence[str], done: int = 0) -> set[str]:
        return set(
            build_index_part(lambda: archive, kind, folder, False, some, lambda more: report(done + more), ready)
        )

    if worker is None:
        return here(names)
    try:
        unreadable = here(mine) if mine else set()
        try:
            unreadable |= set(worker.result())
        except WorkerError:  # whatever happened to it, its part is ours
            return unreadable | here(others, len(mine))
        report(len(names) - worker.done)
        if joins:
            _join_part(kind, folder)
        else:
            shutil.copytree(_part_dir(folder), folder, copy_function=shutil.move, dirs_exist_ok=True)
    finally:
        worker.stop()
        shutil.rmtree(_part_dir(folder), ignore_errors=True)
    return unreadable


def build_index_part(
    opened: Callable[[], SearchableArchive],
    kind: EngineKind,
    folder: Path,
    create: bool,
    names: Sequence[str],
    report: ReportProgress,
    ready: MutableMapping[str, bytes | None] = _NONE,
) -> list[str]:
    """Put these threads into the index in a folder; gives those that could not be read."""
    engine = kind.open(folder, create=create)
    indexer, done, rest = Indexer(opened()), 0, iter(names)

    def progress(number: int) -> None:
        if number % 100 == 0:
            report(done + number)

    try:
        while batch := list(islice(rest, BATCH)):
            indexer.index_threads(engine, batch, progress, ready)
            if isinstance(engine, SupportsIncrementalMerge):  # a merge holds what it reads in memory: one at a time
                engine.settle(wait=True)
            done += len(batch)
            report(done)
        return sorted(indexer.unreadable)
    finally:
        engine.close()


def _start_second_worker(
    kind: EngineKind, folder: Path, archive: SearchableArchive, names: Sequence[str]
) -> Worker | None:
    """The second process, building its part in a folder within the first's; None where there is one processor only."""
    if len(os.sched_getaffinity(0)) < 2:
        return None
    _part_dir(folder).mkdir(mode=0o700)
    opened = (
        partial(Archive.open, archive.root, index=next(iter(archive.folders), None))
        if isinstance(archive, Archive)
        else partial(_return_archive, archive)
    )
    try:
        return Worker(partial(build_index_part, opened, kind, _part_dir(folder), True, names))
    except WorkerError:
        shutil.rmtree(_part_dir(folder), ignore_errors=True)
        return None


def _return_archive(archive: SearchableArchive) -> SearchableArchive:
    return archive


def _part_dir(folder: Path) -> Path:
    return folder / "part.tmp"


def _join_part(kind: EngineKind, folder: Path) -> None:
    engine = kind.open(folder, create=False)
    try:
        if isinstance(engine, SupportsParallelBuild):
            engine.adopt(_part_dir(folder))
    finally:
        engine.close()
