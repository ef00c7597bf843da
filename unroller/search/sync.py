"""Keeps an index in step with an archive: opens, builds, follows the ledger, and starts over when anything is wrong.

The archive is the truth and the index a cache of it. One process writes at a time; the others read what is there.
"""

from __future__ import annotations

import shutil
import tempfile
import threading
import time
import weakref
from collections.abc import Callable, Iterable, Iterator, MutableMapping
from contextlib import ExitStack, contextmanager
from dataclasses import replace
from hashlib import sha256
from itertools import islice
from pathlib import Path

from unroller.archive import LedgerEntry
from unroller.errors import ArchiveError, SearchError, UnrollerError
from unroller.messages import Message, why
from unroller.search.analysis import TOKENIZER_VERSION
from unroller.search.documents import Document
from unroller.search.engine import (
    Engine,
    EngineKind,
    SupportsBackgroundMerge,
    SupportsIncrementalMerge,
    get_engine_kind,
)
from unroller.search.index_dir import STATE_FILE, BusyError, IndexDir, IndexState, file_checksums, write_state
from unroller.search.indexer import (
    BATCH,
    NOTHING_READY,
    Indexer,
    Progress,
    SearchableArchive,
    build_index,
    find_changed,
    find_ready,
)
from unroller.search.worker import Worker, WorkerError

#: Merges that rewrite no more than this many threads are done while somebody waits; others in the background.
OPTIMIZE_NOW = 64
#: Seconds after which a merge that an engine makes by itself is waited for, and between two looks whether it is done.
SETTLED, LOOK = 60.0, 0.05
#: Seconds to wait for another writer: when there is something to search meanwhile, and when there is nothing yet.
WAIT_BUSY, WAIT_BUILD = 1.0, 60.0
#: A process older than this, in seconds, is a server and has time for merges in the background.
LONG_LIVED = 60.0


class IndexSync:
    """The open index of one archive. Not for several threads at once: the caller holds `guard`.

    `forget` is called with the id of every thread that changed, and with None when all may have.
    """

    def __init__(self, root: Path, archive: SearchableArchive, engine: str, guard: threading.RLock) -> None:
        self.state = IndexState()
        self._guard = guard
        self._lock_held: ExitStack | None = None
        self.forget: Callable[[str | None], None] = lambda _thread_id: None
        self._kind: EngineKind = get_engine_kind(engine)
        self._form = f"{engine}-t{TOKENIZER_VERSION}-s{self._kind.schema}"
        self._root = root
        self._temporary: Path | None = None
        self._archive = archive
        self._engine: Engine | None = None
        self._stamp: tuple[int, int, int] | None = None
        self._ready = NOTHING_READY
        self._began = time.monotonic()

    # -- what the index does for its callers --

    @property
    def engine(self) -> Engine:
        """The open engine.

        Raises:
            SearchError: none is open (any more).
        """
        if self._engine is None:
            raise SearchError(Message("search index: not open: try again"))
        return self._engine

    @property
    def folder(self) -> IndexDir:
        """Where the index is: by the archive's name, so that another archive never finds it."""
        name = (self._archive.uuid or "none").replace("/", "")[:13]
        return IndexDir((self._temporary or self._root) / f"{name}-{self._form}")

    def catch_up(self, ready: MutableMapping[int, bytes] = NOTHING_READY) -> tuple[int, Message | None]:
        """Take in what the archive has that the index has not: how many threads, and a sentence when that must wait.
        Threads whose newest entry in the ledger is in `ready` are not loaded: the document is there, packed.

        Raises:
            SearchError: there is no index and none can be built.
        """
        self._ready = ready
        try:
            return self._catch_up()
        finally:
            self._ready = NOTHING_READY

    def _catch_up(self) -> tuple[int, Message | None]:
        built = self._attach()
        if self._archive.sequence == self.state.sequence:
            return built, None
        try:
            with self._hold_lock(WAIT_BUSY):
                if _read_stamp(self.folder) != self._stamp and not self._open_existing():
                    return self._build(None), None  # somebody else wrote while we waited, and broke it
                return built + self._follow_or_build(), None
        except BusyError:
            return built, Message("the index is being written by another process: the newest threads may be missing")
        except OSError as error:
            return built, Message(
                "the index cannot be written ({reason}): the newest threads may be missing", reason=why(error)
            )

    def rebuild(self, progress: Progress | None = None) -> int:
        """Build anew beside the index in use, then put it in its place; how many threads it holds.

        Raises:
            SearchError: it cannot be written.
        """
        return self._write(lambda: self._build(progress))

    def reopen(self) -> bool:
        """Open what another process has written since, if it has: it may have merged away what we were reading.

        Raises:
            SearchError: it is writing, for too long.
        """
        return bool(self._write(lambda: _read_stamp(self.folder) != self._stamp and self._open_existing()))

    def detach(self) -> None:
        """Let go of the files."""
        if self._engine:
            self._engine.close()
        self._engine, self._stamp, self.state = None, None, IndexState()
        self.forget(None)

    def load_document(self, thread_id: str, title: str) -> Document | None:
        """A thread as search sees it, under the title it has there; None when it is not there any more, or damaged."""
        try:
            return Indexer(self._archive).read_document(thread_id, title)
        except ArchiveError:
            return None

    def is_long_lived(self) -> bool:
        """Whether this is a process that lives long, and may merge in the background."""
        return time.monotonic() - self._began > LONG_LIVED

    def optimize(self) -> bool:
        """Merge what has grown, by another process and beside the index; tells whether there was need. No `guard` is to
        be held: searching and adding go on."""
        folder = self.folder
        try:
            with folder.lock(0, "-merge"):
                with self._guard:
                    engine = _background_merge(self._engine)
                    names = engine.list_outgrown() if engine else []
                if not engine or not names:
                    return False
                apart = folder.make_dir("merge")
                try:
                    answer = Worker(engine.plan_merge(names, apart), patient=True).result()
                    return self._take_merged(apart, answer)
                finally:
                    shutil.rmtree(apart, ignore_errors=True)
        except (BusyError, OSError, WorkerError):
            return False

    def _take_merged(self, apart: Path, answer: object) -> bool:
        with self._guard, self._hold_lock(WAIT_BUSY):
            if self._engine is None or (_read_stamp(self.folder) != self._stamp and not self._open_existing()):
                return False
            engine = _background_merge(self.engine)
            if engine is None:
                return False
            self.folder.mark_writing()
            taken = engine.take_merged(apart, answer)
            self._write_state(self.state.sequence, self.state.mark, set(self.state.unreadable))
            return taken

    # -- opening --

    def _attach(self) -> int:
        """Have the newest whole index open; build one when there is none. How many threads were put in for that."""
        if self._engine and self._stamp is not None and _read_stamp(self.folder) == self._stamp:
            return 0
        if self._open_existing():
            return 0
        return self._write(lambda: 0 if self._open_existing() else self._build(None))

    def _open_existing(self) -> bool:
        """Open the index in the folder if it is ours, whole, and of this archive."""
        folder = self.folder
        stamp, state = _read_stamp(folder), folder.read_state()
        if stamp is None or state is None or not self._is_same_archive(state):
            return False
        try:
            engine = self._kind.open(folder.path, create=False)
        except Exception:  # whatever an engine makes of damage, the answer is the same: build anew
            return False
        self.detach()
        self._engine, self.state, self._stamp = engine, state, stamp
        return True

    def _is_same_archive(self, state: IndexState) -> bool:
        """Whether the ledger has the line that the index ends with: else it is another archive, or an older copy."""
        if state.sequence > self._archive.sequence:
            return False
        entry = next(iter(self._archive.iter_entries(state.sequence - 1)), None) if state.sequence else None
        return entry_fingerprint(entry) == state.mark

    # -- writing --

    def _write(self, work: Callable[[], int]) -> int:
        """Do `work` as the only writer; where the folder cannot be written, in a temporary one of this process."""
        for _ in range(2):
            try:
                with self._hold_lock(WAIT_BUILD):
                    return work()
            except BusyError:
                raise SearchError(
                    Message("search index: being built by another process: try again in a moment")
                ) from None
            except OSError as error:
                self._use_temporary_dir(error)
        raise SearchError(Message("search index: cannot be written"))

    def _use_temporary_dir(self, reason: OSError) -> None:
        if self._temporary:
            raise SearchError(
                Message("search index: cannot be written: {reason}: free some space", reason=why(reason))
            ) from reason
        try:
            self._temporary = Path(tempfile.mkdtemp(prefix="unroller-index-"))
        except OSError:
            raise SearchError(
                Message("search index: {root}: cannot be written: {reason}", root=str(self._root), reason=why(reason))
            ) from reason
        weakref.finalize(self, shutil.rmtree, self._temporary, ignore_errors=True)

    def _build(self, progress: Progress | None) -> int:
        """Under the lock: a new index of all that is kept, put in the place of the old one."""
        folder = self.folder
        built = folder.make_dir("new")
        try:
            names, ready, last = dict[str, None](), dict[str, bytes | None](), None
            for entries in _iter_batches(self._archive.iter_entries(0)):
                names |= dict.fromkeys(find_changed(entries))
                ready |= find_ready(entries, self._ready)
                last = entries[-1]
            unreadable = build_index(self._kind, built, self._archive, list(names), progress, ready)
            write_state(built, last.sequence if last else 0, entry_fingerprint(last), tuple(sorted(unreadable)), None)
            folder.adopt(built)
        except UnrollerError:
            raise
        except OSError:
            shutil.rmtree(built, ignore_errors=True)
            raise
        except Exception as error:
            shutil.rmtree(built, ignore_errors=True)
            told = f"{type(error).__name__}: {error}"
            raise SearchError(Message("search index: cannot be built: {reason}", reason=told)) from error
        if not self._open_existing():
            raise SearchError(
                Message(
                    "search index: {root}: cannot be read back: free some space, then reindex", root=str(folder.path)
                )
            )
        return self.engine.count()

    def _follow_or_build(self) -> int:
        """Under the lock: take in the new entries; when the index does not allow that, build it anew."""
        try:
            return self._follow()
        except (UnrollerError, OSError):
            raise
        except Exception:  # damage shows as any exception at all
            return self._build(None)

    def _follow(self) -> int:
        done = 0
        indexer = Indexer(self._archive, self.state.unreadable)
        for entries in _iter_batches(self._archive.iter_entries(self.state.sequence)):
            names = find_changed(entries)
            self.folder.mark_writing()
            indexer.index_threads(self.engine, names, ready=find_ready(entries, self._ready))
            settling = self._lock_held is not None  # it will note the sums of what was merged
            self._write_state(entries[-1].sequence, entry_fingerprint(entries[-1]), indexer.unreadable, later=settling)
            done += len(names)
            for name in names:
                self.forget(name)
        if not self.is_long_lived():
            self._optimize_now(indexer.unreadable)
        return done

    def _optimize_now(self, unreadable: set[str]) -> None:
        """Merge a little while somebody waits: nobody will do it later."""
        merging = _running_merge(self.engine)
        if merging:
            merging.settle(wait=True)
            self.engine.refresh()
        if self.engine.optimize(OPTIMIZE_NOW) or merging:
            self._write_state(self.state.sequence, self.state.mark, unreadable)

    @contextmanager
    def _hold_lock(self, wait: float) -> Iterator[None]:
        """Be the only process that writes; and go on to be so while the engine merges by itself.

        Raises:
            BusyError: another is, for longer than `wait` seconds.
            OSError: the folder cannot be written to.
        """
        if self._lock_held is not None:
            yield
            return
        with ExitStack() as stack:
            stack.enter_context(self.folder.lock(wait))
            yield
            if merging := _running_merge(self._engine):
                self._lock_held = stack.pop_all()
                held = (self._engine, merging)
                threading.Thread(target=self._finish_merge, args=held, daemon=True, name="search-settle").start()

    def _finish_merge(self, engine: Engine, merging: SupportsIncrementalMerge) -> None:
        """Write the state of the index when the engine has merged, then let others write."""
        until = time.monotonic() + SETTLED
        try:
            while self._engine is engine:
                if merging.is_settled():
                    self._add_checksums(engine)
                with self._guard:  # what was added since the last look may have set off another merge
                    if self._engine is engine and (merging.is_settled() or time.monotonic() >= until):
                        merging.settle(wait=True)
                        engine.refresh()
                        self._write_state(self.state.sequence, self.state.mark, set(self.state.unreadable))
                        return
                time.sleep(LOOK)
        except Exception:  # whatever is wrong with it shows at the next search, which builds it anew
            return
        finally:
            with self._guard:
                alone, self._lock_held = self._lock_held, None
                if alone:
                    alone.close()

    def _add_checksums(self, engine: Engine) -> None:
        """Take the checksums of what was merged, before anybody has to wait for them."""
        with self._guard:
            path, state, belongs = self.folder.path, self.state, engine.get_file_test()
        try:
            taken = file_checksums(path, state, belongs=belongs)
        except OSError:  # replaced meanwhile: the note will read what there is then
            return
        with self._guard:
            if self._engine is engine and self.state.boot == state.boot:
                self.state = replace(self.state, files={**self.state.files, **taken})

    def _write_state(self, sequence: int, mark: str, unreadable: set[str], *, later: bool = False) -> None:
        folder, engine = self.folder, self.engine
        self.state = write_state(
            folder.path, sequence, mark, tuple(sorted(unreadable)), self.state,
            belongs=engine.get_file_test(), going_on=_running_merge(engine) is not None, later=later,
        )  # fmt: skip
        self._stamp = _read_stamp(folder)


def _background_merge(engine: object) -> SupportsBackgroundMerge | None:
    return engine if isinstance(engine, SupportsBackgroundMerge) else None


def _running_merge(engine: object) -> SupportsIncrementalMerge | None:
    """The engine while it merges by itself."""
    return engine if isinstance(engine, SupportsIncrementalMerge) and not engine.is_settled() else None


def _read_stamp(folder: IndexDir) -> tuple[int, int, int] | None:
    """What changes whenever an index does; None when there is none."""
    try:
        stats = (folder.path / STATE_FILE).stat()
    except OSError:
        return None
    return stats.st_ino, stats.st_mtime_ns, stats.st_size


def entry_fingerprint(entry: LedgerEntry | None) -> str:
    """A fingerprint of a ledger entry, to know it again."""
    if entry is None:
        return ""
    text = f"{entry.sequence} {entry.time} {entry.action} {entry.thread} {entry.version}"
    return sha256(text.encode("utf-8", "surrogatepass")).hexdigest()[:16]


def _iter_batches(entries: Iterable[LedgerEntry]) -> Iterator[list[LedgerEntry]]:
    rest = iter(entries)
    while batch := list(islice(rest, BATCH)):
        yield batch
