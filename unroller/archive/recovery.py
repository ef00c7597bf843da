"""After a crash: finish what was moved into place, undo what was not, delete what dead writers left.

Only what a dead writer noted in its staging folder is looked at, so recovery costs nothing on an archive of any size.
Nothing is recovered on trust: a bag that is in no ledger is checked, copied into new files, flushed and entered; one
that is not whole was never acknowledged, and stays for `verify` to name.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from unroller.archive import paths
from unroller.archive.bagit import check_bag, copy_bag, read_bag_digest, read_payload
from unroller.archive.catalog.follower import CatalogFollower
from unroller.archive.catalog.interface import StoredState
from unroller.archive.checksummed_lines import sha256
from unroller.archive.deduplicate import identify, is_newer_capture
from unroller.archive.fsync import fsync_folders, read_file, unlock
from unroller.archive.model import LedgerEntry
from unroller.archive.sidecars import find_unentered_reports, parse_observations, parse_state
from unroller.archive.staging import Staging, delete_folder, find_abandoned, read_intents
from unroller.errors import UnrollerError
from unroller.model import Thread
from unroller.serialization import thread_from_json


@dataclass(frozen=True, slots=True)
class Recovery:
    """What was done: `entered` versions that were kept but in no ledger, `finished` removals, `cleared` leftovers."""

    entered: tuple[tuple[str, int], ...] = ()
    finished: tuple[str, ...] = ()
    cleared: int = 0


def recover(root: Path, ledger: CatalogFollower, state: StoredState, threads: Iterable[str], now: str) -> Recovery:
    """Settle the threads that dead writers left behind, and `threads`; then delete what the dead writers staged.

    Only under the archive's lock, with the ledger refreshed.

    Raises:
        OSError: a step failed; the next recovery begins again.
    """
    dead = find_abandoned(root)
    try:
        left = [thread for path, _ in dead for thread in read_intents(path)]
        if dead:
            ledger.settle()
        entered: list[tuple[str, int]] = []
        finished: list[str] = []
        for thread in dict.fromkeys([*left, *threads]):
            work = _ThreadRecovery(root, ledger, state, thread, now)
            entered += work.enter()
            if work.finish_removal():
                finished.append(thread)
            if thread in left:
                work.enter_sidecars()
        if dead:
            _enter_reports(root, ledger, state, now)
        for path, _ in dead:
            delete_folder(path)
        return Recovery(tuple(entered), tuple(finished), len(dead))
    finally:
        for _, lock in dead:
            with suppress(OSError):
                unlock(lock)
        if dead:
            with suppress(OSError):
                (root / paths.STAGING).rmdir()


class _ThreadRecovery:
    """One thread whose folder and ledger may disagree."""

    def __init__(self, root: Path, ledger: CatalogFollower, state: StoredState, thread: str, now: str) -> None:
        self.root = root
        self.ledger = ledger
        self.state = state
        self.thread = thread
        self.now = now

    def enter(self) -> list[tuple[str, int]]:
        """Enter every whole version that lies in place and is in no ledger."""
        ever = self.state.find_ever(self.thread)
        highest = ever.highest if ever else 0
        return [
            (self.thread, version)
            for folder in paths.find_thread_folders(self.root, self.thread)
            for version in paths.list_versions(folder)
            if version > highest and self._enter(folder, version)
        ]

    def _enter(self, folder: Path, version: int) -> bool:
        """Copy one version into new files, put them in its place, and enter it in the ledger.

        The bytes in place may never have reached the disk: a flush that failed once cannot be repeated.
        """
        bag = folder / paths.format_version_name(version)
        try:
            if next(check_bag(bag), None) is not None:
                return False
            thread = thread_from_json(read_file(bag / "data" / "thread.json"))
        except (UnrollerError, OSError):
            return False
        identity, digest = identify(thread), read_bag_digest(bag) or ""
        if identity.id != self.thread and not self._continues(folder, thread):
            return False
        with Staging(self.root) as staging:
            copy_bag(bag, staging.path / "copy")
            staging.intend([self.thread])
            staging.flush()
            staging.begin()
            bag.rename(staging.path / "old")
            (staging.path / "copy").rename(bag)
            fsync_folders({folder, folder.parent, folder.parent.parent, self.root})
            entry = LedgerEntry(
                0, self.now, "recovered", self.thread, version, digest, identity.fingerprint, identity.capture,
                name="" if identity.id == self.thread else identity.id,
            )  # fmt: skip
            self.ledger.append([entry])
            staging.finish()
        return True

    def _continues(self, folder: Path, thread: Thread) -> bool:
        """Whether a version that has another id by itself was put there as a capture of this thread."""
        live = self.state.get(self.thread)
        if live is None:
            return False
        try:
            latest = folder / paths.format_version_name(live.latest.number)
            older = thread_from_json(read_payload(latest, "thread.json", live.latest.bag))
        except (UnrollerError, OSError):
            return False
        return is_newer_capture(older, thread) or self.state.find_by_name(identify(thread).id) == self.thread

    def finish_removal(self) -> bool:
        """Delete what lies in place though the ledger says that it was removed."""
        ever, live = self.state.find_ever(self.thread), self.state.get(self.thread)
        if ever is None:
            return False
        moves: list[tuple[Path, Path]] = []  # what goes, and the folder to flush after
        for folder in paths.find_thread_folders(self.root, self.thread):
            versions = paths.list_versions(folder)
            gone = [v for v in versions if v <= ever.highest and not (live and v in live.versions)]
            if not live and gone == versions:
                moves.append((folder, folder.parent))
            else:
                moves += [(folder / paths.format_version_name(version), folder) for version in gone]
        if not moves:
            return False
        with Staging(self.root) as staging:
            for number, (path, _) in enumerate(moves):
                path.rename(staging.path / f"removed-{number}")
            fsync_folders({parent for _, parent in moves})
        return True

    def enter_sidecars(self) -> None:
        """Enter what was put beside the versions by a writer who died before it could say so."""
        live = self.state.get(self.thread)
        if live is None:
            return
        version = live.latest.number
        for folder in paths.find_thread_folders(self.root, self.thread):
            if (data := _read_valid(folder / paths.STATE, _is_state)) and sha256(data) != live.state:
                entry = LedgerEntry(0, self.now, "changed", self.thread, version, state=sha256(data), note="recovered")
                _enter_file(self.root, self.ledger, folder / paths.STATE, data, entry)
            if (data := _read_valid(folder / paths.OBSERVATIONS, _is_whole)) and sha256(data) != live.observations:
                entry = LedgerEntry(
                    0, self.now, "observed", self.thread, version, observations=sha256(data), note="recovered"
                )
                _enter_file(self.root, self.ledger, folder / paths.OBSERVATIONS, data, entry)


def _enter_reports(root: Path, ledger: CatalogFollower, state: StoredState, now: str) -> None:
    """Enter whole reports that a writer put in place and died before it could enter them."""
    for report, data in find_unentered_reports(root, state.reports):
        path = root / paths.RECEIPTS / paths.format_report_name(report)
        _enter_file(root, ledger, path, data, LedgerEntry(0, now, "imported", note=report, receipt=sha256(data)))


def _enter_file(root: Path, ledger: CatalogFollower, path: Path, data: bytes, entry: LedgerEntry) -> None:
    """Write the same bytes into a new file, put it in place, and enter it."""
    with Staging(root) as staging:
        staging.begin()
        (staging.path / path.name).write_bytes(data)
        staging.intend([entry.thread] if entry.thread else [])
        staging.flush()
        (staging.path / path.name).replace(path)
        fsync_folders({path.parent, root})
        ledger.append([entry])
        staging.finish()


def _read_valid(path: Path, good: Callable[[bytes], bool]) -> bytes:
    """The bytes of a file beside the versions; none when it is not there, or is no such file."""
    try:
        data = read_file(path)
        return data if good(data) else b""
    except (UnrollerError, OSError):
        return b""


def _is_state(data: bytes) -> bool:
    parse_state(data)
    return True


def _is_whole(data: bytes) -> bool:
    return not parse_observations(data)[1]
