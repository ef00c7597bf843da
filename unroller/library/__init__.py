"""The library: the one service that the web app and the command line call.

:class:`Library` binds an archive and its search index, both opened on first use. The packages that read, build
articles and search are imported on first use, because most runs of the program need few of them.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from functools import cached_property, partial
from typing import TYPE_CHECKING

from unroller import organisations
from unroller.config import Settings
from unroller.errors import UnrollerError
from unroller.messages import Message
from unroller.model import Article, Capture, Thread
from unroller.organisations import OrganisationList
from unroller.readers import ReadOptions

if TYPE_CHECKING:
    from unroller.archive import AddResult, Archive, NewThread, StoredThread, Summary
    from unroller.archive.catalog.follower import ShowProgress
    from unroller.archive.catalog.interface import Catalog
    from unroller.edits import Edit, ThreadEdits
    from unroller.library.preparation import PreparedThread
    from unroller.library.reading import Reading
    from unroller.search import Hit, Results, SearchIndex

_CLOCK = partial(datetime.now, UTC)
#: So many threads are kept before the search takes them in, while more are.
MOST_FRESH = 2_000
#: Called with the number of captures done so far.
AddProgress = Callable[[int], None]


@dataclass(frozen=True, slots=True)
class CaptureResult:
    """What became of one thread of a capture that was to be kept: `added`, or the `error` that prevented it."""

    capture: str
    added: AddResult | None = None
    error: UnrollerError | None = None
    reading: Reading | None = None


@dataclass(frozen=True, slots=True)
class EditResult:
    """What became of an edit: the thread's `id`, whether anything `changed`, and its `state` now."""

    id: str
    changed: bool
    state: ThreadEdits


@dataclass(frozen=True, slots=True)
class SearchAnswer:
    """What is shown for a query: its `results`; where it finds nothing, those of the query `instead`, which was meant
    in all likelihood. `notes` are the hints of the results but for the one that speaks of another query."""

    results: Results
    notes: tuple[Message, ...]
    instead: str | None = None


def build_summary_record(summary: Summary) -> dict[str, object]:
    """A stored thread as ``list --json`` and the web API return it."""
    return _build_record(summary, "id title author published added posts version url tags words visibility")


def build_hit_record(hit: Hit) -> dict[str, object]:
    """A search hit as ``search --json`` and the web API return it."""
    return _build_record(hit, "id post title author published snippet score url matched missing")


def _build_record(item: object, names: str) -> dict[str, object]:
    """The attributes of `item` that `names` lists, tuples as lists."""
    values = {name: getattr(item, name) for name in names.split()}
    return {name: list(value) if isinstance(value, tuple) else value for name, value in values.items()}


class Library:
    """An archive and its search, as the command line and the web app use them."""

    def __init__(
        self,
        settings: Settings,
        clock: Callable[[], datetime] = _CLOCK,
        show_progress: ShowProgress | None = None,
    ) -> None:
        self.settings = settings
        self.clock = clock
        #: What tells of threads that are read for the archive's catalog.
        self.show_progress = show_progress
        #: What the search will say of threads just kept, by their entries in the ledger.
        self._fresh: dict[int, bytes] = {}

    @cached_property
    def archive(self) -> Archive:
        """The archive; opening it creates nothing."""
        from unroller.archive import Archive

        settings = self.settings
        return Archive.open(
            settings.archive,
            free_bytes=settings.limits.free_bytes,
            index=settings.index,
            show_progress=self.show_progress,
        )

    @cached_property
    def index(self) -> SearchIndex:
        """The search index, which follows the archive's ledger."""
        from unroller.search import SearchIndex

        return SearchIndex(self.settings.index, self.archive, engine=self.settings.engine)

    @property
    def organisations(self) -> OrganisationList:
        """Who a person has listed as an organisation, as the list is now."""
        return organisations.read_list(self.settings.organisations, self.settings.limits)

    def options(self, options: ReadOptions | None = None) -> ReadOptions:
        """`options`, or the defaults under this library's limits."""
        return options or ReadOptions(limits=self.settings.limits)

    def preview(self, capture: Capture, options: ReadOptions | None = None) -> list[Reading]:
        """:func:`unroller.library.reading.read` under this library's limits.

        Raises:
            InputError: there is no thread in it; the message says why and what to do.
        """
        from unroller.library.reading import read

        return read(capture, self.options(options))

    def add(
        self,
        captures: Iterable[Capture],
        options: ReadOptions | None = None,
        *,
        progress: AddProgress | None = None,
        jobs: int = 1,
    ) -> Iterator[CaptureResult]:
        """Keep every thread of `captures`; one outcome a thread, or one a capture that cannot be read.

        An outcome with `added` is acknowledged: it survives a power cut. A capture that cannot be read does not stop
        the others. The search does not know what was kept before :meth:`refresh`, but for groups of
        :data:`MOST_FRESH` threads. Captures are read by so many processes (`jobs`), with the same result.

        Raises:
            ArchiveError: the archive cannot be written to; what was acknowledged before stays.
        """
        from unroller.library.preparation import open_reader
        from unroller.library.processes import gc_relaxed, map_in_order

        refused: deque[CaptureResult] = deque()
        timed = map(self.with_timestamp, captures)

        def prepared() -> Iterator[tuple[Capture, Reading, PreparedThread]]:
            read = map_in_order(partial(open_reader, self.options(options)), timed, jobs)
            for done, found in enumerate(read, 1):
                yield from ((found.capture, *thread) for thread in found.threads)
                if found.error:
                    refused.append(CaptureResult(found.capture.name, error=found.error))
                if progress:
                    progress(done)

        with gc_relaxed():
            for capture, reading, added in self._add_prepared(prepared()):
                while refused:
                    yield refused.popleft()
                yield CaptureResult(capture.name, added=added, reading=reading)
            yield from refused

    def add_readings(self, readings: Iterable[tuple[Capture, Reading]]) -> Iterator[tuple[Capture, Reading, AddResult]]:
        """Store threads that were read already, each with its capture (:meth:`with_timestamp` before it was read).

        Raises:
            ArchiveError: the archive cannot be written to; what was acknowledged before stays.
        """
        from unroller.library.preparation import prepare_reading

        return self._add_prepared((*one, prepare_reading(*one)) for one in readings)

    def _add_prepared(
        self, threads: Iterable[tuple[Capture, Reading, PreparedThread]]
    ) -> Iterator[tuple[Capture, Reading, AddResult]]:
        waiting: deque[tuple[Capture, Reading, PreparedThread]] = deque()

        def new_threads() -> Iterator[NewThread]:
            for one in threads:
                waiting.append(one)
                yield one[2].new

        for added in self.archive.add(new_threads()):
            capture, reading, prepared = waiting.popleft()
            self.note_added(added, prepared.document)
            yield capture, reading, added

    def note_added(self, added: AddResult, document: bytes) -> None:
        """Remember what the search says of a thread just kept, so that it is not loaded again for that. Many of them
        are put into the search at once."""
        if added.status == "added":
            self._fresh[added.sequence] = document
            if len(self._fresh) >= MOST_FRESH:
                self.refresh()

    def with_timestamp(self, capture: Capture) -> Capture:
        """The capture with the time at which it was handed in, which only the edge can know."""
        if capture.captured_at:
            return capture
        return replace(capture, captured_at=self.now())

    def now(self) -> str:
        """The time in UTC, ISO 8601 to the second."""
        return self.clock().astimezone(UTC).isoformat(timespec="seconds").replace("+00:00", "Z")

    def refresh(self) -> UnrollerError | None:
        """Let the search catch up with the archive; gives None, or the failure: what is kept is kept."""
        fresh, self._fresh = self._fresh, {}
        try:
            self.index.update(fresh)
        except UnrollerError as error:
            return error
        return None

    def list(self) -> list[Summary]:
        """All kept threads, newest first: for small archives, see :attr:`catalog`."""
        return self.archive.list()

    @property
    def catalog(self) -> Catalog:
        """What the kept threads are listed by."""
        return self.archive.catalog

    def load(self, key: str, version: int | None = None) -> StoredThread:
        """A kept thread by id, address or unique beginning of its id, mended as a person decided.

        Args:
            key: see :meth:`unroller.archive.reader.ArchiveReader.resolve`.
            version: the number of a capture; None for the newest.

        Raises:
            NotFoundError, DamagedError, FormatVersionError: see :meth:`unroller.archive.reader.ArchiveReader.load`.
        """
        from unroller.edits import edit_thread

        kept = self.archive.load(key, version)
        return replace(kept, thread=edit_thread(kept.thread, kept.state))

    def load_original(self, key: str, version: int | None = None) -> StoredThread:
        """A kept thread as it was read, without the edits: what edits refer to. Called as :meth:`load`."""
        return self.archive.load(key, version)

    def build_article(self, kept: StoredThread) -> Article:
        """The article of a kept thread, under the title a person gave it, if any."""
        from unroller.article import build_article

        return build_article(kept.thread, title=kept.state.title)

    def reread(self, kept: StoredThread) -> Thread | None:
        """The kept thread read again from its bytes by today's rules; None when they find no such thread any more.

        Nothing is changed: a version says how it was read when it was kept.

        Raises:
            ArchiveError: the bytes are not as they were kept.
        """
        from unroller.archive.deduplicate import locate_thread

        about = kept.thread.capture
        data = self.archive.read_source(kept.id, kept.version)[1]
        capture = Capture(data, about.name, about.media_type, about.url, about.captured_at)
        try:
            threads = [reading.thread for reading in self.preview(capture)]
            if all(thread.platform != kept.thread.platform for thread in threads):  # a person had named the network
                options = replace(self.options(), platform=kept.thread.platform)
                threads = [reading.thread for reading in self.preview(capture, options)]
        except UnrollerError:
            return None
        same = [thread for thread in threads if locate_thread(thread) == locate_thread(kept.thread)]
        return next(iter(same or (threads if len(threads) == 1 else [])), None)

    # -- what a person decides ---------------------------------------------------------------------------------------

    def edit(self, key: str, mending: Edit) -> EditResult:
        """Note what a person decided about a kept thread; acknowledged when this returns. Versions stay as they are.

        Raises:
            MisuseError, TooLargeError: a value that cannot be; nothing was changed.
            NotFoundError, ArchiveError: there is no such thread, or it could not be written.
        """
        from unroller.edits import apply_edit, record_change

        return self.update_edits(
            key, lambda thread, state, at: record_change(state, apply_edit(thread, state, mending), at)
        )

    def merge_edits(self, key: str, state: ThreadEdits) -> EditResult:
        """Add the edits of `state`, from a preview, to those of the stored thread.

        Raises:
            MisuseError, TooLargeError, NotFoundError, ArchiveError: as :meth:`edit`.
        """
        from unroller.edits import merge_edits, record_change

        return self.update_edits(key, lambda _, before, at: record_change(before, merge_edits(before, state), at))

    def undo(self, key: str) -> EditResult:
        """Take the newest change back.

        Raises:
            MisuseError: there is nothing to take back.
            NotFoundError, ArchiveError: as :meth:`edit`.
        """
        from unroller.edits import undo

        return self.update_edits(key, lambda _, state, __: undo(state))

    def tag(self, key: str, added: Sequence[str] = (), dropped: Sequence[str] = ()) -> EditResult:
        """Add tags to a thread, and take others off. For many threads in one go: the search is not refreshed.

        Raises:
            TooLargeError, NotFoundError, ArchiveError: as :meth:`edit`.
        """
        from unroller.edits import Edit, apply_edit, normalize_tags, record_change

        gone = {tag.casefold() for tag in normalize_tags(dropped)}

        def retagged(thread: Thread, state: ThreadEdits, at: str) -> ThreadEdits:
            kept = [tag for tag in (*state.tags, *added) if tag.casefold() not in gone]
            return record_change(state, apply_edit(thread, state, Edit(tags=kept)), at)

        return self.update_edits(key, retagged, refresh=False)

    def update_edits(
        self, key: str, change: Callable[[Thread, ThreadEdits, str], ThreadEdits], *, refresh: bool = True
    ) -> EditResult:
        """Replace what was decided about a thread by what `change` makes of the thread as it was read, of what was
        decided so far, and of the time. Writers do not come between.

        A search that cannot follow (`refresh`) is no failure of this.

        Raises:
            NotFoundError, ArchiveError: as :meth:`edit`; what `change` raises is raised here.
        """
        thread, at = self.archive.load(key), self.now()
        seen: list[ThreadEdits] = []

        def change_and_note(before: ThreadEdits) -> ThreadEdits:
            seen.append(before)
            return change(thread.thread, before, at)

        after = self.archive.change_state(thread.id, change_and_note)
        if after != seen[0] and refresh:
            self.refresh()
        return EditResult(thread.id, after != seen[0], after)

    def search(
        self,
        query: str,
        *,
        limit: int = 20,
        offset: int = 0,
        facets: bool = False,
        visible: tuple[str, ...] | None = None,
    ) -> Results:
        """The posts that match `query`, best first. No query is an error: what it cannot mean is in the hints.

        Args:
            query: in the language of docs/search.md.
            limit: the most threads; each has its best post among the hits, and possibly others.
            offset: threads to leave out at the beginning.
            facets: whether to count by author, year and so on, over all threads that match.
            visible: of threads with one of these visibilities alone; None for all.

        Raises:
            SearchError: the index cannot be used, nor built anew.
        """
        return self.index.search(query, limit=limit, offset=offset, facets=facets, visible=visible)

    def answer(
        self,
        query: str,
        *,
        limit: int = 20,
        offset: int = 0,
        facets: bool = False,
        visible: tuple[str, ...] | None = None,
        verbatim: bool = False,
    ) -> SearchAnswer:
        """As :meth:`search`; where that finds nothing but knows what may have been meant, what is found for that, and
        a hint that says so. With `verbatim`, always the results of `query` itself.

        Raises:
            SearchError: as :meth:`search`.
        """
        results = self.search(query, limit=limit, offset=offset, facets=facets, visible=visible)
        meant = results.suggestion
        notes = tuple(hint for hint in results.hints if hint != Message("did you mean: {told}", told=meant or ""))
        if verbatim or results.total_threads or not meant:
            return SearchAnswer(results, notes)
        other = self.search(meant, limit=limit, offset=offset, facets=facets, visible=visible)
        if not other.total_threads:
            return SearchAnswer(results, notes)
        notes = tuple(dict.fromkeys((*notes, *other.hints)))
        hints = [*notes]
        hints.append(
            Message("nothing was found for: {told}; shown is what was found for: {other}", told=query, other=meant)
        )
        return SearchAnswer(replace(other, hints=tuple(hints)), notes, meant)

    def join(self, key: str, other: str) -> str:
        """Make two kept threads one; see :func:`unroller.library.union.join_threads`. Gives the id of that one.

        Raises:
            MisuseError: they are one already, or two.
            NotFoundError, ArchiveError: one of them is not kept, or it could not be written.
        """
        from unroller.library.union import join_threads

        joined = join_threads(self.archive, key, other, self.now())
        self.refresh()
        return joined

    def remove(self, key: str, reason: str = "") -> str:
        """Remove a kept thread for good, and from the search; gives its id. The ledger keeps that it was there.

        Raises:
            NotFoundError: there is no such thread.
            ArchiveError: it could not be removed.
        """
        thread_id = self.archive.resolve(key)
        self.archive.remove(thread_id, reason)
        self.refresh()
        return thread_id
