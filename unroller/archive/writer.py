"""Writing to an archive: staged, flushed, moved into place by one rename, entered in the ledger, then acknowledged.

The order of the steps is the promise. See ``docs/archive.md`` for what each of them is worth.
"""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import suppress
from dataclasses import replace
from pathlib import Path

from unroller import __version__
from unroller.archive import paths
from unroller.archive.bagit import measure_payload, write_bag
from unroller.archive.catalog import CatalogLine, build_line
from unroller.archive.checksummed_lines import sha256
from unroller.archive.deduplicate import AddCandidate, DuplicateCheck, build_candidate, check_duplicates, find_stored
from unroller.archive.fsync import create_folder, fsync_folders, lock_folder, translate_errors, write_new
from unroller.archive.manifest import FORMAT
from unroller.archive.model import AddResult, LedgerEntry, NewThread
from unroller.archive.mutations import Changing
from unroller.archive.observation_log import read_observations
from unroller.archive.sidecars import read_state, state_bytes
from unroller.archive.staging import Staging
from unroller.edits import ThreadEdits
from unroller.errors import ArchiveError
from unroller.model import Observation


class ArchiveWriter(Changing):
    """All that writes to one archive: additions here, changes above."""

    def add(self, group: Sequence[NewThread]) -> list[AddResult]:
        """Keep a group of threads in one commit; all are acknowledged when this returns.

        Raises:
            ArchiveError: none of the group is acknowledged; every acknowledged thread is as it was.
        """
        candidates = [build_candidate(deposit) for deposit in group]
        with translate_errors("add", self._root):
            self.begin()
            self._hide([c.identity.id for c in candidates if c.deposit.private and not self._known(c)])
            with Staging(self._root) as staging:
                self._stage(staging, [c for c in candidates if not self._known(c)])
                with lock_folder(self._root):
                    self._catch_up([c.identity.id for c in candidates if c.staged])
                    verdicts = check_duplicates(self._root, self._ledger.holdings, candidates)
                    self._stage(staging, [v.candidate for v in verdicts if v.status != "present"], late=True)
                    sequences = self._commit(staging, [v for v in verdicts if v.status != "present"])
                    return [self._acknowledge(v, sequences) for v in verdicts]

    def _known(self, candidate: AddCandidate) -> bool:
        """Whether the thread seems to be there. Only spares staging it: what counts is asked again under the lock."""
        self._ledger.refresh()
        return find_stored(self._root, self._ledger.holdings, candidate) is not None

    def _hide(self, threads: Sequence[str]) -> None:
        """Make threads private of which a version is to come that not everybody may see."""
        for thread in threads:
            if self._ledger.holdings.get(thread):
                self.change_state(thread, lambda state: replace(state, visibility="private"))

    def _stage(self, staging: Staging, candidates: Sequence[AddCandidate], *, late: bool = False) -> None:
        """Write the bags of `candidates` into the staging folder, and flush them.

        `late`: under the lock, for those that were thought to be there and were removed in that very moment.
        """
        waiting = [c for c in candidates if c.staged is None]
        if not waiting:
            return
        payloads = [c.payload() for c in waiting]
        self._make_sure_of_room(
            sum(measure_payload(data) for payload in payloads for data in payload.values()), len(waiting)
        )
        today = self._now()[:10]
        for number, (candidate, payload) in enumerate(zip(waiting, payloads, strict=True)):
            folder = staging.path / f"{'late' if late else 'new'}-{number}"
            info = [
                ("External-Identifier", candidate.identity.id),
                ("External-Description", candidate.deposit.article.title),
                ("Bagging-Date", today),
                ("Bag-Software-Agent", f"unroller {__version__}, archive format {FORMAT}"),
            ]
            candidate.bag = write_bag(folder / paths.format_version_name(1), payload, info)
            if candidate.deposit.private:
                state = state_bytes(ThreadEdits(visibility="private"))
                write_new(folder / paths.STATE, state)
                candidate.state = sha256(state)
            candidate.staged = folder
        staging.intend(c.identity.id for c in waiting)
        staging.flush()

    def _commit(self, staging: Staging, verdicts: Sequence[DuplicateCheck]) -> dict[tuple[str, int], int]:
        """Move the bags into place and enter them in the ledger; the sequence numbers by (id, version)."""
        if not verdicts:
            return {}
        staging.begin()
        touched: set[Path] = set()
        for verdict in verdicts:
            self._move(verdict, touched)
        fsync_folders(touched)
        entries = self._ledger.append([entry for verdict in verdicts for entry in self._entries(verdict)])
        staging.done()
        with suppress(OSError):
            self._catalogue.append([self._line(verdict) for verdict in verdicts])
        return {(entry.thread, entry.version): entry.sequence for entry in entries if entry.action == "added"}

    def _move(self, verdict: DuplicateCheck, touched: set[Path]) -> None:
        """Rename one staged bag into its place; the folders whose names changed go into `touched`.

        A new thread's folder is moved whole, so that it is never seen without its version.
        """
        candidate, name = verdict.candidate, paths.format_version_name(verdict.version)
        assert candidate.staged is not None  # before the lock, or late under it
        shelf = paths.find_shard(self._root, verdict.id)
        if create_folder(shelf.parent):
            touched.add(self._root)
        if create_folder(shelf):
            touched.add(shelf.parent)
        first = paths.format_version_name(1)
        folders = paths.find_thread_folders(self._root, verdict.id)
        if folders:
            (candidate.staged / first).rename(folders[0] / name)
            touched.add(folders[0])
            return
        if name != first:
            (candidate.staged / first).rename(candidate.staged / name)
        folder = shelf / paths.format_thread_name(candidate.slug, verdict.id)
        candidate.staged.rename(folder)
        touched.update({folder, shelf})

    def _entries(self, verdict: DuplicateCheck) -> list[LedgerEntry]:
        """The ledger's lines for one addition: the version, and with the first one what nobody else may see of it."""
        candidate, identity, now = verdict.candidate, verdict.candidate.identity, self._now()
        thread, version = verdict.id, verdict.version
        entries = [
            LedgerEntry(0, now, "added", thread, version, candidate.bag, identity.fingerprint, identity.capture),
        ]
        if candidate.state and verdict.status == "added":
            entries.append(LedgerEntry(0, now, "changed", thread, version, state=candidate.state))
        return entries

    def _line(self, verdict: DuplicateCheck) -> CatalogLine:
        """The catalogue's line of a thread just added, under the title a person gave to an earlier version."""
        held = self._ledger.holdings.get(verdict.id)
        folder = paths.find_thread_folders(self._root, verdict.id)[0]
        state: ThreadEdits | None = None
        seen: Sequence[Observation] = ()
        if held and held.state:
            with suppress(ArchiveError):
                state, _ = read_state(folder)
        if held and held.observations:
            seen = read_observations(folder)
        names, digest = (verdict.id, self._slug(folder)), held.state if held else ""
        candidate = verdict.candidate
        return build_line(
            candidate.record, held_as=names, bag=candidate.bag, state=state, digest=digest, seen=seen,
            observations=held.observations if held else "",
        )  # fmt: skip

    def _acknowledge(self, verdict: DuplicateCheck, sequences: dict[tuple[str, int], int]) -> AddResult:
        folders = paths.find_thread_folders(self._root, verdict.id)
        held = self._ledger.holdings.get(verdict.id)
        known = held.versions.get(verdict.version) if held else None
        sequence = sequences.get((verdict.id, verdict.version)) or (known.sequence if known else 0)
        folder = folders[0] if folders else paths.find_shard(self._root, verdict.id)
        return AddResult(
            verdict.id,
            self._slug(folder),
            verdict.version,
            verdict.status,
            folder / paths.format_version_name(verdict.version),
            verdict.candidate.deposit.article.title,
            sequence,
        )
