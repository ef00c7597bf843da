"""Keeping what was chosen: chain by chain, always in the same order, in groups that the archive commits at once."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from pathlib import Path

from unroller.account_exports.scan import FORMATS_MODULE, MediaFetcher, ScanIndex, selection_name
from unroller.account_exports.scan.plan import load_formats
from unroller.account_exports.scan.reader import DOCUMENT_NAME, ExportedThread, ThreadReader
from unroller.account_import.memory import find_long_texts
from unroller.account_import.model import Selection
from unroller.account_import.selection import select_roots
from unroller.archive import AddResult, NewThread
from unroller.archive_reading import export
from unroller.article import build_article
from unroller.library import Library
from unroller.model import Capture

#: A thread that nothing could be read of has no acknowledgement.
AddedThread = tuple[AddResult | None, ExportedThread]


def add_threads(
    library: Library,
    scan: ScanIndex,
    sources: Sequence[Path],
    selection: Selection,
    work: Path,
    *,
    skip: int = 0,
    stop: Callable[[], bool] = lambda: False,
    shapes: str = FORMATS_MODULE,
) -> Iterator[AddedThread]:
    """Keep the chosen threads, all but the first `skip`; each is acknowledged when it comes out here.

    Raises:
        ArchiveError: the archive cannot be written to; what came out before stays.
    """
    waiting: deque[ExportedThread] = deque()
    at = library.now()
    with MediaFetcher(sources, work / "media", library.settings.limits, shapes) as media:
        reader = ThreadReader(scan, load_formats(shapes), media.fetch)

        def deposits() -> Iterator[NewThread]:
            for number, root in enumerate(select_roots(scan, selection)):
                if number < skip:
                    continue
                if stop():
                    return
                told = _read_whole(library, reader, selection_name(selection.limited), root)
                waiting.append(told)
                if told.thread.posts:
                    yield build_new_thread(told, at)

        for added in library.archive.add(deposits()):
            while waiting and not waiting[0].thread.posts:
                yield None, waiting.popleft()
            yield added, waiting.popleft()
            if not waiting:
                media.clear()
        while waiting:
            yield None, waiting.popleft()


def _read_whole(library: Library, reader: ThreadReader, name: str, root: str) -> ExportedThread:
    """The thread that begins with `root`, with the long texts of it that only the archive holds."""
    told = reader.thread(name, root)
    notes = find_long_texts(library, told.thread)
    return reader.thread(name, root, notes=notes) if notes else told


def build_new_thread(told: ExportedThread, at: str) -> NewThread:
    """What the archive is given: the thread's records as they stood in the export, and the thread they make."""
    capture = Capture(told.document, DOCUMENT_NAME, "application/json", captured_at=at)
    thread = replace(told.thread, capture=replace(told.thread.capture, captured_at=at))
    article = build_article(thread)
    return NewThread(capture, thread, article, export(thread, article, "markdown"), told.media, told.limit is not None)
