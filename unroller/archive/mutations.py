"""Changing what is kept: what a person decided, what was seen of sources, receipts, removal. Versions never change."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress
from typing import Any

from unroller.archive import paths
from unroller.archive.checksummed_lines import sha256
from unroller.archive.fsync import create_folder, fsync_folders, fsync_path, lock_folder, translate_errors, write_new
from unroller.archive.import_reports import receipt_bytes, receipt_id
from unroller.archive.ledger_index import LedgerEntryState
from unroller.archive.model import LedgerEntry, RemoveResult
from unroller.archive.observation_log import appended
from unroller.archive.sidecars import read_state, state_bytes
from unroller.archive.staging import Staging
from unroller.archive.writer_base import Writing
from unroller.edits import ThreadEdits
from unroller.model import Observation
from unroller.text import replace_unprintable

MOST_REASON = 500


class Changing(Writing):
    """Changes beside the versions of threads, and their removal; each acknowledged when its method returns."""

    def change_state(self, thread: str, change: Callable[[ThreadEdits], ThreadEdits]) -> ThreadEdits:
        """Replace what a person decided by what `change` makes of it under the lock (it may raise), and give that;
        acknowledged when this returns.

        Raises:
            NotFoundError, ArchiveError: no such thread is kept; nothing was acknowledged.
        """
        with translate_errors("edit", self._root):
            self.begin()
            with Staging(self._root) as staging, lock_folder(self._root):
                self._catch_up([])
                held, folder = self._held(thread)
                before, record = read_state(folder)
                state = change(before)
                data = state_bytes(state, record)
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
                staging.done()
                self._list_anew([held])
                return state

    def observe(self, made: Mapping[str, Sequence[Observation]]) -> dict[str, int]:
        """Add what was seen of the sources of threads, by their ids, in one commit; gives the ledger's line of each.
        Threads that are not kept (any more) are left out.

        Raises:
            ArchiveError: nothing was acknowledged.
        """
        with translate_errors("observe", self._root):
            self.begin()
            with Staging(self._root) as staging, lock_folder(self._root):
                self._catch_up([])
                homes = {thread: self._held(thread) for thread in made if made[thread] and self._is_held(thread)}
                if not homes:
                    return {}
                files = {t: appended(home, held.observations, made[t]) for t, (held, home) in homes.items()}
                self._make_sure_of_room(sum(map(len, files.values())), 0)
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
                staging.done()
                self._list_anew([held for held, _ in homes.values()])
                return {entry.thread: entry.sequence for entry in entries}

    def _list_anew(self, threads: Sequence[LedgerEntryState]) -> None:
        """Bring the catalogue's lines of changed threads up to date, as far as the disk lets us: it is a cache."""
        with suppress(OSError):
            self._catalogue.refresh()
            for held in threads:
                self._catalogue.summary(held)
            self._catalogue.append([])

    def remove(self, thread: str, reason: str) -> RemoveResult:
        """Remove every version of a thread: first from the ledger, then from the disk. Recovery finishes what stops.

        Raises:
            NotFoundError: no such thread is kept.
            ArchiveError: the thread may be there still.
        """
        with translate_errors("remove", self._root):
            self.begin()
            with Staging(self._root) as staging, lock_folder(self._root):
                self._catch_up([])
                self._held(thread)
                staging.intend([thread])
                staging.flush()
                staging.begin()
                note = replace_unprintable(" ".join(reason.split()))[:MOST_REASON]
                entry = self._ledger.append([LedgerEntry(0, self._now(), "removed", thread, note=note)])[0]
                for number, folder in enumerate(paths.find_thread_folders(self._root, thread)):
                    folder.rename(staging.path / f"removed-{number}")
                fsync_path(paths.find_shard(self._root, thread))
                self._forget_words(staging, thread)
                staging.done()
                return RemoveResult(thread, entry.sequence)

    def _forget_words(self, staging: Staging, thread: str) -> None:
        """Write the catalogue anew without a removed thread."""
        path = self._root / paths.CATALOGUE
        if path.exists():
            write_new(staging.path / paths.CATALOGUE, self._catalogue.without(thread), mode=0o644)
            (staging.path / paths.CATALOGUE).replace(path)

    def keep_receipt(self, record: Mapping[str, Any]) -> str:
        """Keep the receipt of an import, and give its name; the same receipt is kept once, whenever it was made.

        Raises:
            ArchiveError: it could not be written.
        """
        receipt, data = receipt_id(record), receipt_bytes(record)
        with translate_errors("receipt", self._root):
            self.begin()
            with Staging(self._root) as staging, lock_folder(self._root):
                self._catch_up([])
                if receipt in self._ledger.holdings.receipts:
                    return receipt
                self._make_sure_of_room(len(data), 0)
                write_new(staging.path / paths.format_receipt_name(receipt), data)
                staging.flush()
                staging.begin()
                if create_folder(self._root / paths.RECEIPTS):
                    fsync_path(self._root)
                (staging.path / paths.format_receipt_name(receipt)).replace(
                    self._root / paths.RECEIPTS / paths.format_receipt_name(receipt)
                )
                fsync_path(self._root / paths.RECEIPTS)
                self._ledger.append([LedgerEntry(0, self._now(), "imported", note=receipt, receipt=sha256(data))])
                staging.done()
                return receipt

    def note_check(self, found: str) -> None:
        """Enter into the ledger that the archive was checked.

        Raises:
            ArchiveError: it could not be written.
        """
        with translate_errors("verify", self._root), Staging(self._root) as staging, lock_folder(self._root):
            self._catch_up([])
            staging.begin()
            self._ledger.append([LedgerEntry(0, self._now(), "checked", note=found)])
            staging.done()
