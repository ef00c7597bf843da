"""Threads of an export made ready to be kept, by any process: read, stitched, written as they will lie in the archive.

A file of posts that is handed in without its long texts would make, of every thread that was kept whole, a new version
with fewer words; so the long texts that the archive holds already are taken from there.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from pathlib import Path

from unroller.account_exports import kept_records
from unroller.account_exports.base import RecordError
from unroller.account_exports.scan import MediaFetcher, ScanIndex, selection_name
from unroller.account_exports.scan.reader import DOCUMENT_NAME, ExportedThread, ThreadReader
from unroller.account_exports.scan.scanner import load_formats
from unroller.account_import.jobs import Selection
from unroller.account_import.report import count_lost
from unroller.archive import NewThread
from unroller.archive.deduplicate import identify
from unroller.article import build_article
from unroller.config import Settings
from unroller.errors import UnrollerError
from unroller.library import Library
from unroller.library.preparation import PreparedThread, prepare_thread
from unroller.library.reading import export, is_complete
from unroller.model import Capture, Thread
from unroller.networks import X

#: So many sentences of what is wrong with a thread are told.
_MOST_WRONG = 5


@dataclass(frozen=True, slots=True)
class PreparedExport:
    """A thread of an export that is ready to be kept (None: nothing of it could be read), and what was wrong with it.

    `lost` counts its posts that could not be read, by the kind of the thread; `lost_media` files of its pictures that
    the export does not hold. `incomplete`: something of it is known to be missing.
    """

    prepared: PreparedThread | None
    wrong: tuple[str, ...] = ()
    lost: Mapping[str, int] = field(default_factory=dict)
    incomplete: bool = False
    lost_media: int = 0


@dataclass(frozen=True, slots=True)
class PreparationRequest:
    """Some threads to be prepared: where they begin, and the folder for copies of their media files."""

    roots: tuple[str, ...]
    media: Path


@dataclass(frozen=True, slots=True)
class ExportPlace:
    """What a process needs to prepare threads of an export: where what was found in it lies, and its files.

    `at` is when they are kept; `media` a folder for what is copied out of it.
    """

    settings: Settings
    found: Path
    sources: tuple[Path, ...]
    selection: Selection
    media: Path
    formats: str
    at: str


#: Prepares some threads, in their order.
PrepareThreads = Callable[[PreparationRequest], list[PreparedExport]]


@contextmanager
def open_preparation(place: ExportPlace) -> Iterator[PrepareThreads]:
    """The work of a process: what prepares threads of an export, which stays open."""
    folder = place.media / f"process-{os.getpid()}"
    with (
        ScanIndex(place.found) as scan,
        MediaFetcher(place.sources, folder, place.settings.limits, place.formats) as media,
    ):
        preparer = _Preparer(place, scan, ThreadReader(scan, load_formats(place.formats), media.fetch))
        yield preparer.prepare_all


class _Preparer:
    def __init__(self, place: ExportPlace, scan: ScanIndex, reader: ThreadReader) -> None:
        self._library = Library(place.settings)
        self._limited = place.selection.limited
        self._at = place.at
        self._scan = scan
        self._reader = reader

    def prepare_all(self, request: PreparationRequest) -> list[PreparedExport]:
        """Prepare threads, and put copies of their media into the folder of the request."""
        return [self._prepare(root, request.media) for root in request.roots]

    def _prepare(self, root: str, media: Path) -> PreparedExport:
        exported = self._read_whole(root)
        thread = exported.thread
        prepared = None
        if thread.posts:
            new = build_new_thread(exported, self._at)
            prepared = prepare_thread(replace(new, media=_move_media(new.media, media)))
        return PreparedExport(
            prepared,
            exported.wrong[:_MOST_WRONG],
            count_lost(self._scan, self._limited, thread),
            not is_complete(thread),
            exported.lost_media,
        )

    def _read_whole(self, root: str) -> ExportedThread:
        """The thread that begins with `root`, with the long texts of it that only the archive holds."""
        name = selection_name(self._limited)
        exported = self._reader.read_thread(name, root)
        notes = find_long_texts(self._library, exported.thread)
        return self._reader.read_thread(name, root, notes=notes) if notes else exported


def _move_media(media: Mapping[str, Path], folder: Path) -> dict[str, Path]:
    """The copies of media files, moved out of the way of the next ones."""
    if media:
        folder.mkdir(parents=True, exist_ok=True)
    return {name: path.replace(folder / name) for name, path in media.items()}


def build_new_thread(exported: ExportedThread, at: str) -> NewThread:
    """The new thread for the archive: the records as they are in the export, and the thread built from them."""
    capture = Capture(exported.document, DOCUMENT_NAME, "application/json", captured_at=at)
    thread = replace(exported.thread, capture=replace(exported.thread.capture, captured_at=at))
    article = build_article(thread)
    return NewThread(
        capture, thread, article, export(thread, article, "markdown"), exported.media, exported.limit is not None
    )


#: What says that a post holds less than was written.
_CUT = "cut-post"
#: What the address of a long article has in it; a post that shows it does not hold the article.
_ARTICLE = "/article/"


def find_long_texts(library: Library, thread: Thread) -> Mapping[str, Sequence[bytes]]:
    """The long texts that `thread` lacks and was stored with before, by their keys in `PostContext.notes`."""
    if not _lacks_text(thread):
        return {}
    try:
        _, source = library.archive.read_source(identify(thread).id)
        return kept_records.load_notes(source)
    except (UnrollerError, RecordError):  # it was never kept, or not from an export
        return {}


def _lacks_text(thread: Thread) -> bool:
    return any(notice.code == _CUT for notice in thread.warnings) or (
        thread.platform == X.platform and any(_ARTICLE in (run.url or "") for post in thread.posts for run in post.runs)
    )
