"""What all writing to an archive rests on: an archive to write to, room on the disk, recovery before anything else."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import UTC, datetime
from pathlib import Path

from unroller.archive import paths
from unroller.archive.catalog import Catalog
from unroller.archive.fsync import create_root, fsync_path, lock_folder, measure_free_space, translate_errors, write_new
from unroller.archive.ledger import Ledger
from unroller.archive.ledger_index import LedgerEntryState
from unroller.archive.manifest import FORMAT, README_TEXT, about_bytes, new_about, read_about
from unroller.archive.recovery import Recovery, recover
from unroller.archive.staging import Staging
from unroller.archive.upgrade import upgrade
from unroller.errors import ArchiveError, NotFoundError, StorageError

#: What one thread takes beside its bytes: folders, tag files, a line in the ledger.
OVERHEAD_BYTES = 64 * 1024


class Writing:
    """One archive that is written to. Safe for several threads and several processes at once."""

    def __init__(
        self, root: Path, ledger: Ledger, catalogue: Catalog, clock: Callable[[], datetime], floor: int
    ) -> None:
        self._root = root
        self._ledger = ledger
        self._catalogue = catalogue
        self._clock = clock
        self._floor = floor

    def begin(self) -> None:
        """Make sure that there is an archive of our format to write to, and make it when there is nothing yet.

        Raises:
            ArchiveError: there is something else in the folder, or a newer program's archive.
        """
        about = read_about(self._root)
        if about is None:
            create_root(self._root)
            self._initialise()
        elif about.format < FORMAT:
            with lock_folder(self._root):
                upgrade(self._root)

    def _initialise(self) -> None:
        with lock_folder(self._root):
            if read_about(self._root) is not None:
                return
            foreign = sorted(set(paths.list_names(self._root)) - paths.ROOT_NAMES - paths.HARMLESS)
            if foreign:
                raise ArchiveError(
                    f"archive: {self._root} holds other things ({foreign[0]}) and no archive: name an empty folder"
                )
            with Staging(self._root) as staging:
                write_new(staging.path / paths.README, README_TEXT.encode("utf-8"), mode=0o644)
                write_new(staging.path / paths.ARCHIVE, about_bytes(new_about(self._now())))
                staging.flush()
                for name in (paths.README, paths.ARCHIVE):
                    (staging.path / name).replace(self._root / name)
                fsync_path(self._root)

    def recover(self) -> Recovery:
        """Finish or undo what dead writers left. Every write does this first, under the lock."""
        with translate_errors("recover", self._root):
            if read_about(self._root) is None:
                return Recovery()
            with lock_folder(self._root):
                return self._catch_up([])

    def _catch_up(self, threads: Sequence[str]) -> Recovery:
        """Under the lock: see the ledger as it is, after finishing what dead writers left, of `threads` in any case."""
        self._ledger.refresh()
        return recover(self._root, self._ledger, threads, self._now())

    def _is_held(self, thread: str) -> bool:
        return self._ledger.holdings.get(thread) is not None and bool(paths.find_thread_folders(self._root, thread))

    def _held(self, thread: str) -> tuple[LedgerEntryState, Path]:
        held, folders = self._ledger.holdings.get(thread), paths.find_thread_folders(self._root, thread)
        if held is None or not folders:
            raise NotFoundError(f"{thread}: no such thread is kept")
        return held, folders[0]

    def _slug(self, folder: Path) -> str:
        parsed = paths.parse_thread_name(folder.name)
        return parsed[0] if parsed else "thread"

    def _now(self) -> str:
        return self._clock().astimezone(UTC).isoformat(timespec="seconds").replace("+00:00", "Z")

    def _make_sure_of_room(self, needed: int, threads: int) -> None:
        """Keep a floor of free space, so that the ledger can always close what was begun.

        Raises:
            StorageError: `needed` bytes would go below it.
        """
        free, total = measure_free_space(self._root)
        floor = min(self._floor, total // 20)  # of a very small disk, a twentieth
        if free - needed - threads * OVERHEAD_BYTES < floor:
            raise StorageError(
                f"add: the disk of {self._root} is full: {free // 2**20} MB are free and {floor // 2**20} MB have to "
                "stay so: free some space and try again; nothing was changed"
            )
