"""The archive: an immutable, self-describing folder per thread, and a ledger that says which of them are kept.

Reading creates nothing: no lock file, no folder, no index. It works on a read-only disk and beside any writer.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from unroller.archive import verify
from unroller.archive.catalog.follower import ShowProgress
from unroller.archive.fsync import translate_errors, translate_read_errors
from unroller.archive.manifest import read_manifest
from unroller.archive.model import AddResult, NewThread, RemoveResult, VerifyReport
from unroller.archive.reader import ArchiveReader
from unroller.archive.recovery import Recovery
from unroller.archive.writer import ArchiveWriter
from unroller.config import find_cache_folder
from unroller.edits import ThreadEdits
from unroller.limits import DEFAULT
from unroller.model import Observation

#: A group of additions is committed when it holds so many threads, so many bytes, or has waited so many seconds.
GROUP_THREADS = 50
GROUP_BYTES = 32 * 1024 * 1024
GROUP_SECONDS = 2.0


def utc_now() -> datetime:
    """The time, in UTC."""
    return datetime.now(UTC)


class Archive(ArchiveReader):
    """The kept threads under one folder. Safe for several threads, and beside other processes.

    Open it with :meth:`open`.
    """

    def __init__(
        self,
        root: Path,
        clock: Callable[[], datetime],
        free_bytes: int,
        folders: Sequence[Path] = (),
        show_progress: ShowProgress | None = None,
    ) -> None:
        super().__init__(root, folders, show_progress)
        self._writer = ArchiveWriter(root, self._ledger, self.catalog, clock, free_bytes)

    @classmethod
    def open(
        cls,
        root: Path,
        *,
        create: bool = False,
        clock: Callable[[], datetime] = utc_now,
        free_bytes: int = DEFAULT.free_bytes,
        index: Path | None = None,
        show_progress: ShowProgress | None = None,
    ) -> Archive:
        """The archive at `root`. Where there is none it reads as an empty one; the first :meth:`add` makes it.

        `create` makes it at once. `free_bytes` must stay free on its disk after any addition. `index` is the folder
        where its catalog lies; where that cannot be written to, it lies in the user's cache. Without one it is made in
        memory each time, which takes the longer the larger the archive is. `show_progress` tells of threads that are
        read for it, which takes a while where it is made anew.

        Raises:
            FormatVersionError: it was written by a newer program.
            ArchiveError: with `create`, it cannot be created there.
        """
        folders = (index, find_cache_folder()) if index else ()
        archive = cls(Path(root).absolute(), clock, free_bytes, folders, show_progress)
        read_manifest(archive.root)
        if create:
            with translate_errors("archive", archive.root):
                archive._writer.begin()
        return archive

    def verify(self, *, progress: verify.VerifyProgress | None = None, record: bool = False) -> VerifyReport:
        """Check every byte. Creates nothing, and may run beside writers.

        With `record` the ledger keeps that it was checked, and what was found.

        Raises:
            FormatVersionError: a newer program wrote the archive.
            ArchiveError: it cannot be read, or with `record`, written to.
        """
        with translate_read_errors(self.root):
            report = verify.verify_archive(self.root, progress)
        if record and self.uuid:
            self._writer.record_check(f"{report.versions} versions, {len(report.problems)} problems")
        return report

    # -- writing ---------------------------------------------------------------------------------------------------

    def add(self, items: Iterable[NewThread], *, progress: Callable[[int], None] | None = None) -> Iterator[AddResult]:
        """Store threads; each result is yielded only when the thread survives a power cut, in the order of `items`.

        A thread that is there already is found, not kept twice: the same bytes, or the same words, are "present"; the
        same thread with other words becomes the next version, "updated". Many threads are committed in groups.

        Raises:
            ArchiveError: nothing that was not acknowledged is kept; all that was acknowledged stays.
        """
        done = 0
        for group in _iter_groups(items):
            for added in self._writer.add(group):
                done += 1
                if progress:
                    progress(done)
                yield added

    def set_state(self, key: str, state: ThreadEdits) -> None:
        """Replace what a person decided about a thread.

        Raises:
            NotFoundError: no such thread.
            ArchiveError: it could not be written.
        """
        self._writer.change_state(self.resolve(key), lambda _: state)

    def change_state(self, key: str, change: Callable[[ThreadEdits], ThreadEdits]) -> ThreadEdits:
        """Replace what a person decided about a thread by what `change` makes of it, and give that.

        `change` is called under the lock, so no other writer's decision is lost; what it raises is raised here.

        Raises:
            NotFoundError, ArchiveError: as :meth:`set_state`.
        """
        return self._writer.change_state(self.resolve(key), change)

    def observe(self, key: str, observations: Sequence[Observation]) -> int:
        """Add what was seen of a thread's sources, beside its versions, to what was seen before; gives the number of
        the ledger's line. It is acknowledged when this returns: it survives a power cut.

        Raises:
            NotFoundError: no such thread.
            ArchiveError: it could not be written, or what was seen before is damaged.
        """
        thread = self.resolve(key)
        sequences = self._writer.observe({thread: observations})
        if thread not in sequences:
            raise self._build_lost_error(thread)
        return sequences[thread]

    def observe_all(self, seen: Mapping[str, Sequence[Observation]]) -> dict[str, int]:
        """The same for several threads, by their ids, in one commit; those that were removed meanwhile are left out.

        Raises:
            ArchiveError: none of it is acknowledged.
        """
        return self._writer.observe(seen)

    def add_report(self, record: Mapping[str, Any]) -> str:
        """Store the report of an import and return its id; the same report is stored once, whatever its date.

        Raises:
            ArchiveError: it could not be written.
        """
        return self._writer.add_report(record)

    def remove(self, key: str, reason: str = "") -> RemoveResult:
        """Remove a thread with all its versions. The ledger keeps its id, its digests and the reason, no word of it.

        Raises:
            NotFoundError: no such thread.
            ArchiveError: it could not be removed.
        """
        return self._writer.remove(self.resolve(key), reason)

    def recover(self) -> Recovery:
        """Finish what killed writers left. Every write does so first; reading never needs it."""
        return self._writer.recover()


def _iter_groups(items: Iterable[NewThread]) -> Iterator[list[NewThread]]:
    """`items` in groups to be committed at once."""
    group: list[NewThread] = []
    size, since = 0, 0.0
    for item in items:
        if not group:
            since = time.monotonic()
        group.append(item)
        size += len(item.capture.data) + sum(path.stat().st_size for path in item.media.values())
        if len(group) >= GROUP_THREADS or size >= GROUP_BYTES or time.monotonic() - since >= GROUP_SECONDS:
            yield group
            group, size = [], 0
    if group:
        yield group
