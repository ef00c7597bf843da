"""Keeping what was chosen: chain by chain, always in the same order, in groups that the archive commits at once."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from pathlib import Path

from unroller.account_exports.scan import SHAPES, Media, Scan, variant
from unroller.account_exports.scan.plan import shapes_of
from unroller.account_exports.scan.reader import DOCUMENT_NAME, Reader, Told
from unroller.account_import.memory import long_texts
from unroller.account_import.model import Selection
from unroller.account_import.selection import chosen
from unroller.archive import Added, Deposit
from unroller.archive_reading import export
from unroller.article import build_article
from unroller.library import Library
from unroller.model import Capture

#: A thread that nothing could be read of has no acknowledgement.
Kept = tuple[Added | None, Told]


def keep(
    library: Library,
    scan: Scan,
    sources: Sequence[Path],
    selection: Selection,
    work: Path,
    *,
    skip: int = 0,
    stop: Callable[[], bool] = lambda: False,
    shapes: str = SHAPES,
) -> Iterator[Kept]:
    """Keep the chosen threads, all but the first `skip`; each is acknowledged when it comes out here.

    Raises:
        ArchiveError: the archive cannot be written to; what came out before stays.
    """
    waiting: deque[Told] = deque()
    at = library.now()
    with Media(sources, work / "media", library.settings.limits, shapes) as media:
        reader = Reader(scan, shapes_of(shapes), media.fetch)

        def deposits() -> Iterator[Deposit]:
            for number, root in enumerate(chosen(scan, selection)):
                if number < skip:
                    continue
                if stop():
                    return
                told = _whole(library, reader, variant(selection.limited), root)
                waiting.append(told)
                if told.thread.posts:
                    yield deposit(told, at)

        for added in library.archive.add(deposits()):
            while waiting and not waiting[0].thread.posts:
                yield None, waiting.popleft()
            yield added, waiting.popleft()
            if not waiting:
                media.clear()
        while waiting:
            yield None, waiting.popleft()


def _whole(library: Library, reader: Reader, name: str, root: str) -> Told:
    """The thread that begins with `root`, with the long texts of it that only the archive holds."""
    told = reader.thread(name, root)
    notes = long_texts(library, told.thread)
    return reader.thread(name, root, notes=notes) if notes else told


def deposit(told: Told, at: str) -> Deposit:
    """What the archive is given: the thread's records as they stood in the export, and the thread they make."""
    capture = Capture(told.document, DOCUMENT_NAME, "application/json", captured_at=at)
    thread = replace(told.thread, capture=replace(told.thread.capture, captured_at=at))
    article = build_article(thread)
    return Deposit(capture, thread, article, export(thread, article, "markdown"), told.media, told.limit is not None)
