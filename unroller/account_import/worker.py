"""An import at work in this process: read, kept, accounted for, and how far it is.

Keeping what was chosen: chain by chain, always in the same order, in groups that the archive commits at once.
"""

from __future__ import annotations

import shutil
import time
from collections import Counter, deque
from collections.abc import Callable, Iterable, Iterator, MutableMapping, Sequence
from dataclasses import asdict, replace
from functools import partial
from pathlib import Path

from unroller.account_exports.scan import ScanIndex, ScanStoppedError, scan_export
from unroller.account_import.jobs import FOUND, MEDIA, ImportedThread, Job, JobStore, Phase, Selection, encode_imported
from unroller.account_import.preparation import ExportPlace, PreparationRequest, PreparedExport, open_preparation
from unroller.account_import.report import Losses, build_report, describe_problems, require_posts
from unroller.account_import.selection import count_selected, select_roots
from unroller.archive import AddResult, NewThread
from unroller.library import Library
from unroller.library.preparation import PreparedThread
from unroller.library.processes import gc_relaxed, map_in_order
from unroller.messages import technical

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
        processes: int = 1,
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
        self._processes = processes
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
        place = ExportPlace(
            self.library.settings,
            index.folder,
            tuple(paths),
            selection,
            self.folder / MEDIA,
            self._formats,
            self.library.now(),
        )
        roots = list(select_roots(index, selection))[skip:]
        with gc_relaxed(), self.jobs.open_log(self.key, kept) as file:
            for added, thread in add_threads(
                self.library, place, roots, stop=self.is_stopped, processes=self._processes
            ):
                kept.append(
                    ImportedThread(
                        added.id if added else "",
                        added.status if added else "",
                        thread.wrong,
                        thread.lost,
                        thread.incomplete,
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
AddedThread = tuple[AddResult | None, PreparedExport]
#: So many threads are handed to a process at once; an export with fewer than the second is read by one process.
CHUNK, WORTH_PROCESSES = 8, 100


def add_threads(
    library: Library,
    place: ExportPlace,
    roots: Sequence[str],
    *,
    stop: Callable[[], bool] = lambda: False,
    processes: int = 1,
) -> Iterator[AddedThread]:
    """Keep the threads that begin with `roots`; each is acknowledged when it comes out here. They are read and stitched
    by so many processes, and kept by this one, in the same order.

    Raises:
        ArchiveError: the archive cannot be written to; what came out before stays.
    """
    several = processes > 1 and len(roots) >= WORTH_PROCESSES
    line = _WaitingLine(place.media, roots, CHUNK if several else 1, stop)
    found = map_in_order(partial(open_preparation, place), line.iter_requests(), processes if several else 1)
    shutil.rmtree(line.media, ignore_errors=True)
    try:
        for added in library.archive.add(line.iter_new(found)):
            yield from ((None, one) for one in line.pass_unread())
            one, prepared = line.take()
            if not prepared.new.private:
                library.note_added(added, prepared.document)
            yield added, one
        yield from ((None, one) for one in line.pass_unread())
    finally:
        shutil.rmtree(line.media, ignore_errors=True)


class _WaitingLine:
    """Threads on their way into the archive, in order, and after those that were prepared together the folder of
    their media, which goes when all of them are kept."""

    def __init__(self, media: Path, roots: Sequence[str], chunk: int, stop: Callable[[], bool]) -> None:
        self.media = media
        self._roots = roots
        self._chunk = chunk
        self._stop = stop
        self._waiting: deque[PreparedExport | Path] = deque()

    def iter_requests(self) -> Iterator[PreparationRequest]:
        """All threads, until a stop is requested."""
        for number in range(0, len(self._roots), self._chunk):
            if self._stop():
                return
            yield PreparationRequest(tuple(self._roots[number : number + self._chunk]), self._name_folder(number))

    def iter_new(self, found: Iterable[Sequence[PreparedExport]]) -> Iterator[NewThread]:
        """The threads to be kept, noted as waiting."""
        for number, some in enumerate(found):
            for one in some:
                self._waiting.append(one)
                if one.prepared:
                    yield one.prepared.new
            self._waiting.append(self._name_folder(number * self._chunk))

    def pass_unread(self) -> Iterator[PreparedExport]:
        """Those before the next that is kept."""
        while self._waiting:
            one = self._waiting[0]
            if isinstance(one, Path):
                shutil.rmtree(one, ignore_errors=True)
            elif one.prepared is None:
                yield one
            else:
                return
            self._waiting.popleft()

    def take(self) -> tuple[PreparedExport, PreparedThread]:
        """The next that is kept."""
        one = self._waiting.popleft()
        assert isinstance(one, PreparedExport)
        assert one.prepared
        return one, one.prepared

    def _name_folder(self, number: int) -> Path:
        return self.media / str(number)
