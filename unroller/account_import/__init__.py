"""Imports of whole accounts: an export goes in, a person chooses, threads are kept, a report accounts for every post.

:class:`Imports` is what both faces call. Its state is on the disk, so that it survives a restart: an import whose
process is gone is reported as stopped, and can be resumed. Every step may be repeated.
"""

from __future__ import annotations

import secrets
import shutil
import threading
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import replace
from pathlib import Path
from typing import IO

import msgspec

from unroller.account_exports.base import ImportReport
from unroller.account_exports.scan import FORMATS_MODULE, ScanIndex, ScanStoppedError
from unroller.account_import.jobs import (
    FOUND,
    UPLOADS,
    ImportResult,
    Job,
    JobState,
    JobStore,
    Phase,
    Selection,
    ThreadKind,
    ThreadRow,
    ThreadRows,
    ThreadSort,
    store_uploads,
)
from unroller.account_import.report import build_report, describe_problems
from unroller.account_import.selection import count_selected, describe_selection, list_threads
from unroller.account_import.worker import ImportWorker, JobProgress, OnAdded
from unroller.archive.deduplicate import identify
from unroller.errors import MisuseError, StorageError, UnrollerError
from unroller.library import Library
from unroller.library.processes import count_processors
from unroller.messages import Message, technical
from unroller.model import Account, CaptureInfo, Thread

__all__ = [
    "ImportResult",
    "Imports",
    "Job",
    "Selection",
    "ThreadRow",
    "ThreadRows",
    "describe_problems",
    "describe_selection",
]

ImportSource = tuple[str, IO[bytes]] | Path
_EVERYTHING = Selection(min_posts=1)


class Imports:
    """The imports into one library. Safe for several threads and beside other processes.

    With `background` the work goes on in a thread after the call returns; without it, it is done when the call
    returns, and what goes wrong is raised. `formats` names a module with other formats, for tests. `processes` read
    what is kept, one for each processor if None; the result is the same.
    """

    def __init__(
        self, library: Library, *, background: bool = True, formats: str = FORMATS_MODULE, processes: int | None = None
    ) -> None:
        self.library = library
        self._background = background
        self._formats = formats
        self._processes = count_processors() if processes is None else processes
        self._jobs = JobStore(library.settings.imports)
        self._live: dict[str, Job] = {}
        self._threads: dict[str, threading.Thread] = {}

    # -- a person asks -------------------------------------------------------------------------------------------------

    def begin(self, files: Sequence[ImportSource], *, progress: JobProgress | None = None) -> Job:
        """Take the files of one export in (paths stay where they are, streams are read before this returns) and read
        it.

        Raises:
            MisuseError: there are none.
            StorageError: the disk is full.
            UnrollerError: without `background`, it cannot be read.
        """
        if not files:
            raise MisuseError(technical("import: choose the files of an export first"))
        now = self.library.now()
        key = f"{''.join(filter(str.isdigit, now))[:14]}-{secrets.token_hex(4)}"
        folder = self._jobs.root / key
        job = Job(key, "scanning", (), now)
        try:
            paths = store_uploads(files, folder / UPLOADS, self.library.settings.limits.free_bytes)
            job = replace(job, names=tuple(path.name for path in paths))
            self._jobs.write(JobState(job, tuple(map(str, paths))))
        except StorageError:
            shutil.rmtree(folder, ignore_errors=True)
            raise
        return self._start(key, progress)

    def list_jobs(self) -> Sequence[Job]:
        """All imports, the newest first."""
        jobs = []
        for key in self._jobs.list_ids():
            with suppress(UnrollerError):  # being forgotten just now
                jobs.append(self.get(key))
        return jobs

    def get(self, key: str) -> Job:
        """The state of an import.

        Raises:
            NotFoundError: there is none of that name.
        """
        return self._live.get(key) or self._jobs.read(key).job

    def list_threads(
        self,
        key: str,
        selection: Selection,
        *,
        kinds: Sequence[ThreadKind] = (),
        sort: ThreadSort = "newest",
        offset: int = 0,
        limit: int = 50,
    ) -> ThreadRows:
        """A page of the threads that pass the selection; of these `kinds` alone, if any.

        Raises:
            NotFoundError: there is no such import.
            MisuseError: it is not read yet, or the selection makes no sense.
        """
        archive = self.library.archive

        def find_url(index: ScanIndex, root: str, by: str) -> str | None:
            thread = archive.find_id(_find_archive_id(index, root, by))
            found = archive.catalog.get_threads([thread]) if thread else {}
            return next((summary.url for summary in found.values()), None)

        with self._scan(key) as index:
            return list_threads(
                index, selection, kinds, sort, (offset, limit), lambda root, by: find_url(index, root, by)
            )

    def keep(
        self, key: str, selection: Selection, *, progress: JobProgress | None = None, on_added: OnAdded | None = None
    ) -> Job:
        """Keep what passes; `on_added` is called with each thread that is kept, once it is.

        Raises:
            NotFoundError, MisuseError: as :meth:`list_threads`; it is under way already.
            UnrollerError: without `background`, it failed.
        """
        with self._scan(key) as index:
            count_selected(index, selection)  # it makes sense
        standing = self._jobs.read(key)
        with self._jobs.hold(key):
            self._jobs.open_log(key, ()).close()
            job = replace(standing.job, phase="keeping", message="", done=0, total=None, left=None)
            self._jobs.write(replace(standing, job=job, selection=selection, finished=None))
        return self._start(key, progress, on_added)

    def stop(self, key: str) -> Job:
        """Stop an import; what was kept stays. It has stopped when its phase says so.

        Raises:
            NotFoundError: there is none of that name.
        """
        self._jobs.request_stop(key)
        return self.get(key)

    def resume(self, key: str, *, progress: JobProgress | None = None) -> Job:
        """Go on where it was stopped, or had failed.

        Raises:
            NotFoundError, MisuseError: there is none of that name; it is under way, or there is nothing left to do.
            UnrollerError: without `background`, it failed.
        """
        standing = self._jobs.read(key)
        if standing.job.phase not in ("stopped", "failed"):
            raise MisuseError(technical("this import has not stopped: there is nothing to go on with"))
        phase: Phase = "keeping" if standing.selection else "scanning"
        self._jobs.write(replace(standing, job=replace(standing.job, phase=phase, message="")))
        return self._start(key, progress)

    def forget(self, key: str) -> None:
        """Let go of all that is not in the archive.

        Raises:
            NotFoundError, MisuseError: there is none of that name; it is under way.
        """
        self._jobs.forget(key)

    def get_result(self, key: str) -> ImportResult | None:
        """What it came to; None while it is not done.

        Raises:
            NotFoundError: there is none of that name.
        """
        record = self._jobs.read(key).finished
        if record is None:
            return None
        receipt = record["receipt"] | {"outcome_counts": record["receipt"]["fates"]}
        return ImportResult(msgspec.convert(receipt, ImportReport), *record["counts"])

    def preview_report(self, key: str, selection: Selection = _EVERYTHING) -> ImportReport:
        """The report as it would be if this selection were kept now: for a look before anything is.

        Raises:
            NotFoundError, MisuseError: as :meth:`list_threads`.
        """
        with self._scan(key) as index:
            return build_report(index, selection)

    def wait(self, key: str) -> Job:
        """Wait until this process has nothing more to do with an import; for tests, and for leaving in good order."""
        if thread := self._threads.get(key):
            thread.join()
        return self.get(key)

    # -- the work ------------------------------------------------------------------------------------------------------

    def _scan(self, key: str) -> ScanIndex:
        folder = self._jobs.find_folder(key) / FOUND
        if not folder.is_dir():
            raise MisuseError(Message("this import is not read yet: wait until it is"))
        return ScanIndex(folder)

    def _start(self, key: str, progress: JobProgress | None, on_added: OnAdded | None = None) -> Job:
        if not self._background:
            self._work(key, progress, on_added)
            return self.get(key)
        ready = threading.Event()
        thread = threading.Thread(target=self._quietly, args=(key, ready), name=f"import {key}", daemon=True)
        self._threads[key] = thread
        thread.start()
        ready.wait()
        return self.get(key)

    def _quietly(self, key: str, ready: threading.Event) -> None:
        try:
            with suppress(UnrollerError):  # it is in the import's file, for whoever looks
                self._work(key, lambda _: ready.set())
        finally:
            ready.set()

    def _work(self, key: str, progress: JobProgress | None, on_added: OnAdded | None = None) -> None:
        """Bring an import as far as it goes without a person.

        Raises:
            UnrollerError: it failed; its file says so too.
        """
        with self._jobs.hold(key):
            work = ImportWorker(
                self.library, self._jobs, key, self._live, progress, on_added, self._formats, self._processes
            )
            try:
                work.run()
            except ScanStoppedError:
                work.set_phase("stopped", left=None)
            except UnrollerError as error:
                work.set_phase("failed", message=str(error), left=None)
                raise
            except Exception:
                work.set_phase(
                    "failed", message="import: something went wrong that should not: begin it anew", left=None
                )
                raise
            finally:
                self._live.pop(key, None)


def _find_archive_id(index: ScanIndex, root: str, author: str) -> str:
    """The id that a thread has in the archive, by its first post and who wrote it."""
    account = index.owner if not author else Account(author, id=author)
    return identify(Thread(CaptureInfo("", "", ""), (), account, index.meta["platform"], id=root)).id
