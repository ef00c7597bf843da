"""What the ledger says is kept: the truth that every question about presence is answered from."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

from unroller.archive.model import Entry


@dataclass(slots=True)
class Version:
    """One kept capture of a thread: its number, its bag's digest, when and at which line of the ledger it was added."""

    number: int
    bag: str
    added: str
    sequence: int


@dataclass(slots=True)
class Held:
    """One thread: its live versions by number, and the highest number ever given, which is never given again."""

    id: str
    versions: dict[int, Version] = field(default_factory=dict)
    state: str = ""
    observations: str = ""
    highest: int = 0
    added: str = ""
    removed: bool = False
    keys: list[str] = field(default_factory=list)

    @property
    def latest(self) -> Version:
        """The newest version; only of a thread that is held."""
        return self.versions[max(self.versions)]


class Holdings:
    """The threads that a run of ledger entries adds up to. Grows by :meth:`apply`, entry by entry."""

    def __init__(self) -> None:
        self._threads: dict[str, Held] = {}
        self._by_key: dict[str, tuple[str, int]] = {}

    def apply(self, entry: Entry) -> None:
        """Take one more line of the ledger into account."""
        if entry.action in {"added", "recovered"}:
            self._add(entry)
        elif entry.action == "changed" and (held := self.get(entry.thread)):
            held.state = entry.state
        elif entry.action == "observed" and (held := self.get(entry.thread)):
            held.observations = entry.observations
        elif entry.action == "removed" and (held := self.get(entry.thread)):
            for key in held.keys:
                if self._by_key.get(key, ("", 0))[0] == held.id:
                    del self._by_key[key]
            held.versions.clear()
            held.keys.clear()
            held.state = held.observations = ""
            held.removed = True

    def _add(self, entry: Entry) -> None:
        held = self._threads.setdefault(entry.thread, Held(entry.thread))
        if not held.versions:
            held.added = entry.time
            held.removed = False
        held.versions[entry.version] = Version(entry.version, entry.bag, entry.time, entry.sequence)
        held.highest = max(held.highest, entry.version)
        for key in ("text:" + entry.fingerprint, "capture:" + entry.capture):
            if not key.endswith(":"):
                self._by_key.setdefault(key, (entry.thread, entry.version))
                held.keys.append(key)

    def get(self, thread: str) -> Held | None:
        """The thread of that id, if it is kept now."""
        held = self._threads.get(thread)
        return held if held and held.versions else None

    def ever(self, thread: str) -> Held | None:
        """The thread of that id, though it may have been removed since."""
        return self._threads.get(thread)

    def by_fingerprint(self, fingerprint: str) -> tuple[str, int] | None:
        """(id, version) of a kept thread with that text."""
        return self._by_key.get("text:" + fingerprint)

    def by_capture(self, capture: str) -> tuple[str, int] | None:
        """(id, version) of the kept thread read from those bytes."""
        return self._by_key.get("capture:" + capture)

    def __iter__(self) -> Iterator[Held]:
        """The kept threads, in the order they were first added."""
        return (held for held in self._threads.values() if held.versions)

    def __len__(self) -> int:
        return sum(1 for held in self._threads.values() if held.versions)
