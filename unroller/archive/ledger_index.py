"""What the ledger says is kept: the truth that every question about presence is answered from."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from unroller.archive.model import LedgerEntry


@dataclass(slots=True)
class LedgerVersion:
    """One kept capture of a thread: its number, its bag's digest, when and at which line of the ledger it was added."""

    number: int
    bag: str
    added: str
    sequence: int


@dataclass(slots=True)
class LedgerEntryState:
    """One thread: its live versions by number, and the highest number ever given, which is never given again."""

    id: str
    versions: dict[int, LedgerVersion] = field(default_factory=dict)
    state: str = ""
    observations: str = ""
    highest: int = 0
    added: str = ""
    removed: bool = False
    keys: list[str] = field(default_factory=list)

    @property
    def latest(self) -> LedgerVersion:
        """The newest version; only of a thread that is held."""
        return self.versions[max(self.versions)]


class LedgerIndex:
    """The threads that a run of ledger entries adds up to. Grows by :meth:`apply`, entry by entry."""

    def __init__(self) -> None:
        self._threads: dict[str, LedgerEntryState] = {}
        self._by_capture: dict[str, tuple[str, int]] = {}
        #: Several threads may have the same words: an account may say the same thing twice.
        self._by_text: dict[str, list[tuple[str, int]]] = {}
        #: The digests of kept receipts, by their ids.
        self.receipts: dict[str, str] = {}

    def apply(self, entry: LedgerEntry) -> None:
        """Take one more line of the ledger into account."""
        if entry.action in {"added", "recovered"}:
            self._add(entry)
        elif entry.action == "changed" and (held := self.get(entry.thread)):
            held.state = entry.state
        elif entry.action == "observed" and (held := self.get(entry.thread)):
            held.observations = entry.observations
        elif entry.action == "removed" and (held := self.get(entry.thread)):
            self._forget(held)
            held.versions.clear()
            held.keys.clear()
            held.state = held.observations = ""
            held.removed = True
        elif entry.action == "imported":
            self.receipts[entry.note] = entry.receipt

    def _forget(self, held: LedgerEntryState) -> None:
        for key in held.keys:
            if self._by_capture.get(key, ("", 0))[0] == held.id:
                del self._by_capture[key]
            if left := [there for there in self._by_text.pop(key, ()) if there[0] != held.id]:
                self._by_text[key] = left

    def _add(self, entry: LedgerEntry) -> None:
        held = self._threads.setdefault(entry.thread, LedgerEntryState(entry.thread))
        if not held.versions:
            held.added = entry.time
            held.removed = False
        held.versions[entry.version] = LedgerVersion(entry.version, entry.bag, entry.time, entry.sequence)
        held.highest = max(held.highest, entry.version)
        there = (entry.thread, entry.version)
        if entry.fingerprint:
            self._by_text.setdefault(entry.fingerprint, []).append(there)
            held.keys.append(entry.fingerprint)
        if entry.capture:
            self._by_capture.setdefault(entry.capture, there)
            held.keys.append(entry.capture)

    def get(self, thread: str) -> LedgerEntryState | None:
        """The thread of that id, if it is kept now."""
        held = self._threads.get(thread)
        return held if held and held.versions else None

    def ever(self, thread: str) -> LedgerEntryState | None:
        """The thread of that id, though it may have been removed since."""
        return self._threads.get(thread)

    def by_fingerprint(self, fingerprint: str) -> Sequence[tuple[str, int]]:
        """(id, version) of the kept threads with that text, in the order in which they were kept."""
        return self._by_text.get(fingerprint, ())

    def by_capture(self, capture: str) -> tuple[str, int] | None:
        """(id, version) of the kept thread read from those bytes."""
        return self._by_capture.get(capture)

    def __iter__(self) -> Iterator[LedgerEntryState]:
        """The kept threads, in the order they were first added."""
        return (held for held in self._threads.values() if held.versions)

    def __len__(self) -> int:
        return sum(1 for held in self._threads.values() if held.versions)
