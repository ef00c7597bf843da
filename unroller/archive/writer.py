"""Writing to an archive: staged, flushed, moved into place by one rename, entered in the ledger, then acknowledged.

The order of the steps is the promise. See ``docs/archive.md`` for what each of them is worth. Every write begins with
recovery: what dead writers left is finished first.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from unroller import __version__
from unroller.archive import paths
from unroller.archive.bagit import measure_payload, write_bag
from unroller.archive.catalog.follower import CatalogFollower
from unroller.archive.catalog.interface import Catalog
from unroller.archive.catalog.questions import FollowedState
from unroller.archive.catalog.rows import CatalogRow, build_row
from unroller.archive.checksummed_lines import sha256
from unroller.archive.deduplicate import (
    AddCandidate,
    DuplicateCheck,
    StoredThreads,
    build_candidate,
    check_duplicates,
    find_stored,
)
from unroller.archive.fsync import (
    create_folder,
    create_root,
    fsync_folders,
    fsync_path,
    lock_folder,
    measure_free_space,
    translate_errors,
    write_new,
)
from unroller.archive.ledger import LedgerEntryState
from unroller.archive.manifest import (
    FORMAT,
    README_TEXT,
    build_manifest,
    encode_manifest,
    read_manifest,
    upgrade_archive,
)
from unroller.archive.model import AddResult, LedgerEntry, NewThread, RemoveResult, SimilarThread
from unroller.archive.recovery import Recovery, recover
from unroller.archive.sidecars import (
    append_observations,
    compute_report_id,
    encode_report,
    encode_state,
    read_observations,
    read_state,
)
from unroller.archive.staging import Staging
from unroller.edits import ThreadEdits
from unroller.errors import ArchiveError, NotFoundError, StorageError
from unroller.messages import Message, megabytes, technical
from unroller.model import Observation
from unroller.text import replace_unprintable

#: What one thread takes beside its bytes: folders, tag files, a line in the ledger.
OVERHEAD_BYTES = 64 * 1024
#: Characters of the reason for a removal that the ledger keeps.
MOST_REASON = 500


class ArchiveWriter:
    """All that writes to one archive. Safe for several threads and several processes at once.

    Each change is acknowledged when its method returns. Versions are added and removed, never changed.
    """

    def __init__(
        self, root: Path, ledger: CatalogFollower, catalog: Catalog, clock: Callable[[], datetime], floor: int
    ) -> None:
        self._root = root
        self._ledger = ledger
        self._catalog = catalog
        #: Writing trusts the ledger alone.
        self._state = FollowedState(ledger, strict=True)
        self._clock = clock
        self._floor = floor

    def begin(self) -> None:
        """Make sure that there is an archive of our format to write to, and make it when there is nothing yet.

        Raises:
            ArchiveError: there is something else in the folder, or a newer program's archive.
        """
        about = read_manifest(self._root)
        if about is None:
            create_root(self._root)
            self._initialise()
        elif about.format < FORMAT:
            with lock_folder(self._root):
                upgrade_archive(self._root)

    def _initialise(self) -> None:
        with lock_folder(self._root):
            if read_manifest(self._root) is not None:
                return
            foreign = sorted(set(paths.list_names(self._root)) - paths.ROOT_NAMES - paths.HARMLESS)
            if foreign:
                raise ArchiveError(
                    Message(
                        "archive: {root} holds other things ({name}) and no archive: name an empty folder",
                        root=str(self._root),
                        name=foreign[0],
                    )
                )
            with Staging(self._root) as staging:
                write_new(staging.path / paths.README, README_TEXT.encode("utf-8"), mode=0o644)
                write_new(staging.path / paths.ARCHIVE, encode_manifest(build_manifest(self._now())))
                staging.flush()
                for name in (paths.README, paths.ARCHIVE):
                    (staging.path / name).replace(self._root / name)
                fsync_path(self._root)

    def recover(self) -> Recovery:
        """Finish or undo what dead writers left. Every write does this first, under the lock."""
        with translate_errors("recover", self._root):
            if read_manifest(self._root) is None:
                return Recovery()
            with lock_folder(self._root):
                return self._catch_up([])

    @contextmanager
    def _transaction(self, what: str) -> Iterator[Staging]:
        """A staging folder and the archive's lock, with all that dead writers left finished; `what` names the step."""
        with translate_errors(what, self._root):
            self.begin()
            with Staging(self._root) as staging, lock_folder(self._root):
                self._catch_up([])
                yield staging

    def _catch_up(self, threads: Sequence[str]) -> Recovery:
        """Under the lock: see the ledger as it is, after finishing what dead writers left, of `threads` in any case."""
        self._ledger.refresh()
        return recover(self._root, self._ledger, self._state, threads, self._now())

    def _is_held(self, thread: str) -> bool:
        return self._state.get(thread) is not None and bool(paths.find_thread_folders(self._root, thread))

    def _require_held(self, thread: str) -> tuple[LedgerEntryState, Path]:
        held, folders = self._state.get(thread), paths.find_thread_folders(self._root, thread)
        if held is None or not folders:
            raise NotFoundError(technical("no such thread is kept").about(thread))
        return held, folders[0]

    def _get_slug(self, folder: Path) -> str:
        parsed = paths.parse_thread_name(folder.name)
        return parsed[0] if parsed else "thread"

    def _now(self) -> str:
        return self._clock().astimezone(UTC).isoformat(timespec="seconds").replace("+00:00", "Z")

    def _check_free_space(self, needed: int, threads: int) -> None:
        """Keep a floor of free space, so that the ledger can always close what was begun.

        Raises:
            StorageError: `needed` bytes would go below it.
        """
        free, total = measure_free_space(self._root)
        floor = min(self._floor, total // 20)  # of a very small disk, a twentieth
        if free - needed - threads * OVERHEAD_BYTES < floor:
            raise StorageError(
                Message(
                    "{what}: the disk of {root} is full: {free} are free and {most} have to stay so: free some space "
                    "and try again; nothing was changed",
                    what=Message("add"),
                    root=str(self._root),
                    free=megabytes(free),
                    most=megabytes(floor),
                )
            )

    # -- changes beside the versions, and removal ----------------------------------------------------------------------

    def change_state(self, thread: str, change: Callable[[ThreadEdits], ThreadEdits]) -> ThreadEdits:
        """Replace what a person decided by what `change` makes of it under the lock (it may raise), and give that;
        acknowledged when this returns.

        Raises:
            NotFoundError, ArchiveError: no such thread is kept; nothing was acknowledged.
        """
        with self._transaction("edit") as staging:
            held, folder = self._require_held(thread)
            before, record = read_state(folder)
            state = change(before)
            data = encode_state(state, record)
            if sha256(data) == held.state or (state == ThreadEdits() and not held.state):
                return state
            write_new(staging.path / paths.STATE, data)
            staging.intend([thread])
            staging.flush()
            staging.begin()
            (staging.path / paths.STATE).replace(folder / paths.STATE)
            fsync_path(folder)
            version = held.latest.number
            self._ledger.append([LedgerEntry(0, self._now(), "changed", thread, version, state=sha256(data))])
            staging.finish()
            self._ledger.make_rows()
            return state

    def observe(self, seen: Mapping[str, Sequence[Observation]]) -> dict[str, int]:
        """Add what was seen of the sources of threads, by their ids, in one commit; gives the ledger's line of each.
        Threads that are not kept (any more) are left out.

        Raises:
            ArchiveError: nothing was acknowledged.
        """
        with self._transaction("observe") as staging:
            homes = {thread: self._require_held(thread) for thread in seen if seen[thread] and self._is_held(thread)}
            if not homes:
                return {}
            files = {t: append_observations(home, held.observations, seen[t]) for t, (held, home) in homes.items()}
            self._check_free_space(sum(map(len, files.values())), 0)
            for thread, data in files.items():
                write_new(staging.path / f"{thread}.jsonl", data)
            staging.intend(homes)
            staging.flush()
            staging.begin()
            for thread, (_, home) in homes.items():
                (staging.path / f"{thread}.jsonl").replace(home / paths.OBSERVATIONS)
            fsync_folders({home for _, home in homes.values()})
            entries = self._ledger.append(
                [
                    LedgerEntry(
                        0, self._now(), "observed", thread, held.latest.number, observations=sha256(files[thread])
                    )
                    for thread, (held, _) in homes.items()
                ]
            )
            staging.finish()
            self._ledger.make_rows()
            return {entry.thread: entry.sequence for entry in entries}

    def remove(self, thread: str, reason: str) -> RemoveResult:
        """Remove every version of a thread: first from the ledger, then from the disk. Recovery finishes what stops.

        Raises:
            NotFoundError: no such thread is kept.
            ArchiveError: the thread may be there still.
        """
        with self._transaction("remove") as staging:
            self._require_held(thread)
            staging.intend([thread])
            staging.flush()
            staging.begin()
            note = replace_unprintable(" ".join(reason.split()))[:MOST_REASON]
            entry = self._ledger.append([LedgerEntry(0, self._now(), "removed", thread, note=note)])[0]
            for number, folder in enumerate(paths.find_thread_folders(self._root, thread)):
                folder.rename(staging.path / f"removed-{number}")
            fsync_path(paths.find_shard(self._root, thread))
            self._drop_titles(staging)
            staging.finish()
            return RemoveResult(thread, entry.sequence)

    def _drop_titles(self, staging: Staging) -> None:
        """Delete the list of titles that older programs keep in the archive: it may have words of what was removed."""
        with suppress(FileNotFoundError):
            (self._root / paths.CATALOGUE).rename(staging.path / paths.CATALOGUE)

    def add_report(self, record: Mapping[str, Any]) -> str:
        """Store the report of an import and return its id; the same report is stored once, whatever its date.

        Raises:
            ArchiveError: it could not be written.
        """
        receipt, data = compute_report_id(record), encode_report(record)
        with self._transaction("receipt") as staging:
            if receipt in self._state.reports:
                return receipt
            self._check_free_space(len(data), 0)
            write_new(staging.path / paths.format_report_name(receipt), data)
            staging.flush()
            staging.begin()
            if create_folder(self._root / paths.RECEIPTS):
                fsync_path(self._root)
            (staging.path / paths.format_report_name(receipt)).replace(
                self._root / paths.RECEIPTS / paths.format_report_name(receipt)
            )
            fsync_path(self._root / paths.RECEIPTS)
            self._ledger.append([LedgerEntry(0, self._now(), "imported", note=receipt, receipt=sha256(data))])
            staging.finish()
            return receipt

    def record_check(self, note: str) -> None:
        """Enter into the ledger that the archive was checked.

        Raises:
            ArchiveError: it could not be written.
        """
        with self._transaction("verify") as staging:
            staging.begin()
            self._ledger.append([LedgerEntry(0, self._now(), "checked", note=note)])
            staging.finish()

    # -- additions -----------------------------------------------------------------------------------------------------

    def add(self, group: Sequence[NewThread]) -> list[AddResult]:
        """Keep a group of threads in one commit; all are acknowledged when this returns.

        Raises:
            ArchiveError: none of the group is acknowledged; every acknowledged thread is as it was.
        """
        candidates = [build_candidate(deposit) for deposit in group]
        with translate_errors("add", self._root):
            self.begin()
            self._hide([c.identity.id for c in candidates if c.deposit.private and not self._is_known(c)])
            with Staging(self._root) as staging:
                self._stage(staging, [c for c in candidates if not self._is_known(c)])
                with lock_folder(self._root):
                    self._catch_up([c.identity.id for c in candidates if c.staged])
                    verdicts = check_duplicates(self._list_stored(), candidates)
                    self._intend_twins(staging, verdicts)
                    self._stage(staging, [v.candidate for v in verdicts if v.status != "present"], late=True)
                    sequences = self._commit(staging, [v for v in verdicts if v.status != "present"])
                    return [self._build_result(v, sequences) for v in verdicts]

    def _is_known(self, candidate: AddCandidate) -> bool:
        """Whether the thread seems to be stored. Only spares staging it: the check is repeated under the lock."""
        self._ledger.refresh()
        return find_stored(self._list_stored(), candidate) is not None

    def _list_stored(self) -> StoredThreads:
        return StoredThreads(self._root, self._state, self._catalog)

    def _intend_twins(self, staging: Staging, verdicts: Sequence[DuplicateCheck]) -> None:
        """Note the threads that get a version with another id by itself, and flush the note; then finish what a dead
        writer may have left of them."""
        twins = [v.id for v in verdicts if v.status != "present" and v.id != v.candidate.identity.id]
        if twins:
            staging.intend(twins)
            staging.flush()

    def _hide(self, threads: Sequence[str]) -> None:
        """Make threads private of which a version is to come that not everybody may see."""
        for name in threads:
            thread = name if self._state.get(name) else self._state.find_by_name(name)
            if thread:
                self.change_state(thread, lambda state: replace(state, visibility="private"))

    def _stage(self, staging: Staging, candidates: Sequence[AddCandidate], *, late: bool = False) -> None:
        """Write the bags of `candidates` into the staging folder, and flush them.

        `late`: under the lock, for those that were thought to be there and were removed in that very moment.
        """
        waiting = [c for c in candidates if c.staged is None]
        if not waiting:
            return
        payloads = [c.build_payload() for c in waiting]
        self._check_free_space(
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
                state = encode_state(ThreadEdits(visibility="private"))
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
        new = [entry for verdict in verdicts for entry in self._build_entries(verdict)]
        entries = self._ledger.append(new, [self._build_row(verdict) for verdict in verdicts])
        staging.finish()
        return {(entry.thread, entry.version): entry.sequence for entry in entries if entry.action == "added"}

    def _move(self, verdict: DuplicateCheck, touched: set[Path]) -> None:
        """Rename one staged bag into its place; the folders whose names changed go into `touched`.

        A new thread's folder is moved whole, so that it is never seen without its version.
        """
        candidate, name = verdict.candidate, paths.format_version_name(verdict.version)
        assert candidate.staged is not None  # before the lock, or late under it
        shard = paths.find_shard(self._root, verdict.id)
        if create_folder(shard.parent):
            touched.add(self._root)
        if create_folder(shard):
            touched.add(shard.parent)
        first = paths.format_version_name(1)
        folders = paths.find_thread_folders(self._root, verdict.id)
        if folders:
            (candidate.staged / first).rename(folders[0] / name)
            touched.add(folders[0])
            return
        if name != first:
            (candidate.staged / first).rename(candidate.staged / name)
        folder = shard / paths.format_thread_name(candidate.slug, verdict.id)
        candidate.staged.rename(folder)
        touched.update({folder, shard})

    def _build_entries(self, verdict: DuplicateCheck) -> list[LedgerEntry]:
        """The ledger's lines for one addition: the version, and with the first one what nobody else may see of it."""
        candidate, identity, now = verdict.candidate, verdict.candidate.identity, self._now()
        thread, version = verdict.id, verdict.version
        name = "" if thread == identity.id else identity.id
        entries = [
            LedgerEntry(
                0, now, "added", thread, version, candidate.bag, identity.fingerprint, identity.capture, name=name
            ),
        ]
        if candidate.state and verdict.status == "added":
            entries.append(LedgerEntry(0, now, "changed", thread, version, state=candidate.state))
        return entries

    def _build_row(self, verdict: DuplicateCheck) -> CatalogRow:
        """The catalog's row of a thread about to be entered, under the title a person gave to an earlier version."""
        held = self._state.get(verdict.id)
        folder = paths.find_thread_folders(self._root, verdict.id)[0]
        candidate = verdict.candidate
        state: ThreadEdits | None = None
        seen: Sequence[Observation] = ()
        if held and held.state:
            with suppress(ArchiveError, OSError):
                state, _ = read_state(folder)
        elif candidate.state and verdict.status == "added":
            state = ThreadEdits(visibility="private")
        if held and held.observations:
            with suppress(OSError):
                seen = read_observations(folder)
        digest = held.state if held and held.state else candidate.state if verdict.status == "added" else ""
        return build_row(
            candidate.record, held_as=(verdict.id, self._get_slug(folder)), bag=candidate.bag, state=state,
            digest=digest, seen=seen, observations=held.observations if held else "", sketch=candidate.sketch,
        )  # fmt: skip

    def _build_result(self, verdict: DuplicateCheck, sequences: dict[tuple[str, int], int]) -> AddResult:
        folders = paths.find_thread_folders(self._root, verdict.id)
        held = self._state.get(verdict.id)
        known = held.versions.get(verdict.version) if held else None
        sequence = sequences.get((verdict.id, verdict.version)) or (known.sequence if known else 0)
        folder = folders[0] if folders else paths.find_shard(self._root, verdict.id)
        return AddResult(
            verdict.id,
            self._get_slug(folder),
            verdict.version,
            verdict.status,
            folder / paths.format_version_name(verdict.version),
            verdict.candidate.deposit.article.title,
            sequence,
            tuple(SimilarThread(line.thread, line.slug, line.title) for line in verdict.similar),
        )
