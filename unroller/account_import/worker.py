"""An import at work in this process: read, kept, accounted for, and how far it is.

Keeping what was chosen: chain by chain, always in the same order, in groups that the archive commits at once.

Long texts that the archive holds already, for an export that has only the beginnings of its posts.

A file of posts that is handed in without its long texts would else make, of every thread that was kept whole, a new
version with fewer words.
"""

from __future__ import annotations

import time
from collections import Counter, deque
from collections.abc import Callable, Iterator, Mapping, MutableMapping, Sequence
from dataclasses import asdict, replace
from pathlib import Path

from unroller.account_exports import kept_records
from unroller.account_exports.base import RecordError
from unroller.account_exports.scan import (
    FORMATS_MODULE,
    MediaFetcher,
    ScanIndex,
    ScanStoppedError,
    scan_export,
    selection_name,
)
from unroller.account_exports.scan.reader import DOCUMENT_NAME, ExportedThread, ThreadReader
from unroller.account_exports.scan.scanner import load_formats
from unroller.account_import.jobs import FOUND, ImportedThread, Job, JobStore, Phase, Selection, encode_imported
from unroller.account_import.report import Losses, build_report, count_lost, describe_problems, require_posts
from unroller.account_import.selection import count_selected, select_roots
from unroller.archive import AddResult, NewThread
from unroller.archive.deduplicate import identify
from unroller.article import build_article
from unroller.errors import UnrollerError
from unroller.library import Library
from unroller.library.reading import export, is_complete
from unroller.messages import technical
from unroller.model import Capture, Thread
from unroller.networks import X

#: Called as an import goes on.
JobProgress = Callable[[Job], None]
#: Called with each thread that is kept.
OnAdded = Callable[[AddResult], None]
#: The state of a running import is written so often, in seconds.
_WRITTEN_EVERY = 0.5


class ImportWorker:
    """One running import: its state is written to the disk, put into `live` and passed to `progress`; `on_added` is
    called with each thread that is stored."""

    def __init__(
        self,
        library: Library,
        jobs: JobStore,
        key: str,
        live: MutableMapping[str, Job],
        progress: JobProgress | None,
        on_added: OnAdded | None,
        formats: str,
    ) -> None:
        self.library = library
        self.jobs = jobs
        self.key = key
        self.folder = jobs.find_folder(key)
        self.standing = jobs.read(key)
        self._live = live
        self._progress = progress
        self._tell = on_added
        self._formats = formats
        self._begun = time.monotonic()
        self._written = 0.0
        self._asked = 0.0
        self._stop = False

    def run(self) -> None:
        """Bring it as far as it goes without a person.

        Raises:
            ScanStoppedError: a stop was requested.
            UnrollerError: it failed.
        """
        paths = [Path(path) for path in self.standing.paths]
        self.set_phase("keeping" if self.standing.selection else "scanning")
        with scan_export(
            paths, self.folder / FOUND, self.library.settings.limits,
            progress=self._report_scanned, stop=self.is_stopped, formats=self._formats,
        ) as index:  # fmt: skip
            require_posts(index)
            owner = index.owner
            threads, posts = count_selected(index, Selection())
            self.update(
                label=index.meta["label"], threads=threads, posts=posts,
                owner=(owner.handle or owner.id or "") if owner else "",
            )  # fmt: skip
            if self.standing.selection is None:
                records = sum(one["found"] for one in index.meta["files"] if one["role"] != "notes")
                self.set_phase("ready", done=records, total=records, left=None, message=describe_problems(
                    build_report(index, Selection()), index.meta["problems"]
                ))  # fmt: skip
            else:
                self._keep(index, paths, self.standing.selection)

    def _keep(self, index: ScanIndex, paths: Sequence[Path], selection: Selection) -> None:
        total, _ = count_selected(index, selection)
        kept = self.jobs.read_imported(self.key)
        skip = len(kept)
        self.set_phase("keeping", done=skip, total=total)
        self._begun = time.monotonic()
        with self.jobs.open_log(self.key, kept) as file:
            for added, thread in add_threads(
                self.library,
                index,
                paths,
                selection,
                self.folder,
                skip=skip,
                stop=self.is_stopped,
                formats=self._formats,
            ):
                missing = count_lost(index, selection.limited, thread.thread)
                kept.append(
                    ImportedThread(
                        added.id if added else "",
                        added.status if added else "",
                        thread.wrong[:5],
                        missing,
                        not is_complete(thread.thread),
                        thread.lost_media,
                    )
                )
                file.write(encode_imported(kept[-1]))
                file.flush()
                if self._tell and added:
                    self._tell(added)
                self._report_added(len(kept) - skip, len(kept), total)
        if self.is_stopped() and len(kept) < total:
            raise ScanStoppedError(technical("stopped"))
        self._finish(index, selection, kept)

    def _finish(self, index: ScanIndex, selection: Selection, kept: Sequence[ImportedThread]) -> None:
        """Keep the report, have the search catch up, say that it is done."""
        wrong = tuple(dict.fromkeys(sentence for one in kept for sentence in one.wrong))
        unread: Counter[str] = Counter()
        for one in kept:
            unread.update(one.lost)
        losses = Losses(sum(one.incomplete for one in kept), sum(one.lost_media for one in kept))
        ids = [one.id for one in kept if one.id]
        report = build_report(index, selection, ids, self.library.now(), wrong[:100], unread, losses)
        self.library.archive.add_report(report.to_record())
        failed = self.library.refresh()
        counts = [sum(one.status == status for one in kept) for status in ("added", "updated", "present")]
        record = asdict(report)
        record["fates"] = record.pop("outcome_counts")  # as it is called in the files of imports and in reports
        self.standing = replace(self.standing, finished={"receipt": record, "counts": counts})
        message = describe_problems(report, index.meta["problems"])
        if failed:
            message = f"{message}; " * bool(message) + f"kept, but search cannot show it yet: {failed}"
        self.set_phase("done", done=len(kept), total=len(kept), left=None, message=message)

    # -- its state -----------------------------------------------------------------------------------------------------

    def is_stopped(self) -> bool:
        """Whether a stop was requested; the file is looked up ten times a second at most."""
        now = time.monotonic()
        if not self._stop and now - self._asked > 0.1:
            self._asked = now
            self._stop = self.jobs.is_stop_requested(self.key)
        return self._stop

    def _report_scanned(self, records: int, done: int, total: int) -> None:
        expected = max(records, records * total // done) if done else None
        elapsed = time.monotonic() - self._begun
        left = elapsed / done * (total - done) if done else None
        self.update(done=records, total=expected, left=left)

    def _report_added(self, here: int, done: int, total: int) -> None:
        elapsed = time.monotonic() - self._begun
        self.update(done=done, total=total, left=elapsed / here * (total - done))

    def set_phase(self, phase: Phase, **changes: object) -> None:
        """Enter a phase, on the disk too."""
        self._written = 0.0
        self.update(phase=phase, **changes)

    def update(self, **changes: object) -> None:
        """How far it is; on the disk now and then."""
        job = replace(self.standing.job, **changes)  # type: ignore[arg-type]
        self.standing = replace(self.standing, job=job)
        self._live[self.key] = job
        now = time.monotonic()
        if now - self._written >= _WRITTEN_EVERY:
            self._written = now
            self.jobs.write(self.standing)
        if self._progress:
            self._progress(job)


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
    formats: str = FORMATS_MODULE,
) -> Iterator[AddedThread]:
    """Keep the chosen threads, all but the first `skip`; each is acknowledged when it comes out here.

    Raises:
        ArchiveError: the archive cannot be written to; what came out before stays.
    """
    waiting: deque[ExportedThread] = deque()
    at = library.now()
    with MediaFetcher(sources, work / "media", library.settings.limits, formats) as media:
        reader = ThreadReader(scan, load_formats(formats), media.fetch)

        def deposits() -> Iterator[NewThread]:
            for number, root in enumerate(select_roots(scan, selection)):
                if number < skip:
                    continue
                if stop():
                    return
                exported = _read_whole(library, reader, selection_name(selection.limited), root)
                waiting.append(exported)
                if exported.thread.posts:
                    yield build_new_thread(exported, at)

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
    exported = reader.read_thread(name, root)
    notes = find_long_texts(library, exported.thread)
    return reader.read_thread(name, root, notes=notes) if notes else exported


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
