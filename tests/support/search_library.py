"""What the search tests share: the shipped threads as kept threads, and an archive in memory."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from dataclasses import replace
from importlib.util import find_spec
from pathlib import Path

import pytest

from tests.support.paths import DATA
from unroller.archive import LedgerEntry, StoredThread, ThreadEdits
from unroller.errors import NotFoundError
from unroller.messages import Message
from unroller.model import Account, CaptureInfo, Date, Observation, Platform, Post, Run, Thread
from unroller.search import ENGINES

THREADS = DATA / "threads"
_LINK = re.compile(r"https?://[^\s]+")

#: Every engine, as a parameter of tests; one whose package is missing is skipped, and reported.
EACH_ENGINE = [
    pytest.param(
        name,
        marks=pytest.mark.skipif(
            bool(kind.extra and not find_spec(kind.extra)), reason=f"NOT TESTED: {kind.extra} is not installed"
        ),
    )
    for name, kind in sorted(ENGINES.items())
]


def runs(text: str) -> tuple[Run, ...]:
    """`text` with its full addresses as links."""
    found, done = [], 0
    for link in _LINK.finditer(text):
        found += [Run(text[done : link.start()])] * (link.start() > done) + [Run(link[0], "url", link[0])]
        done = link.end()
    return (*found, *([Run(text[done:])] if done < len(text) else []))


def thread(
    *texts: str,
    author: str | None = "someone",
    published: str | None = None,
    lang: str | None = None,
    platform: Platform | None = "x",
    title: str | None = None,
) -> Thread:
    """A thread of these posts."""
    return Thread(
        capture=CaptureInfo("test", "0" * 64, "test"),
        posts=tuple(Post(number, runs(text)) for number, text in enumerate(texts, 1)),
        author=Account(author) if author else None,
        platform=platform,
        published=Date(published, how="stated") if published else Date(),
        lang=lang,
        title=title,
    )


def shipped() -> dict[str, Thread]:
    """The threads in ``tests/data/threads`` by name."""
    found = {}
    for path in sorted(THREADS.glob("*.json")):
        held = json.loads(path.read_text(encoding="utf-8"))
        handle = re.sub(r".*[@/]", "", str(held["author"]))
        found[path.stem] = thread(*(post["text"] for post in held["posts"]), author=handle, lang=held.get("lang"))
    return found


class Memory:
    """An archive in memory: a ledger and what is kept. Ids are made of the names, 20 characters."""

    def __init__(self, uuid: str = "11111111-2222") -> None:
        self.uuid: str | None = uuid
        self.ledger: list[LedgerEntry] = []
        self.kept: dict[str, StoredThread] = {}
        self.loads = 0

    @property
    def sequence(self) -> int:
        return len(self.ledger)

    def iter_entries(self, after: int = 0) -> Iterator[LedgerEntry]:
        return iter(self.ledger[after:])

    def load(self, key: str) -> StoredThread:
        self.loads += 1
        try:
            return self.kept[key]
        except KeyError:
            raise NotFoundError(Message("no such thread").about(key)) from None

    def add(self, name: str, held: Thread, state: ThreadEdits | None = None) -> str:
        """Keep a thread under a name, in place of any before; gives its id."""
        thread_id = name[:20].ljust(20, "-")
        known = self.kept.get(thread_id)
        version = known.version + 1 if known else 1
        state = state or ThreadEdits()
        self.kept[thread_id] = StoredThread(
            thread_id, "slug", version, (1,), held, state, "2024-01-01T00:00:00Z", Path("/")
        )
        self._enter("added", thread_id, version)
        return thread_id

    def observe(self, thread_id: str, *seen: Observation) -> None:
        """Keep what was seen of its sources."""
        kept = self.kept[thread_id]
        self.kept[thread_id] = replace(kept, observations=(*kept.observations, *seen))
        self._enter("observed", thread_id, 0)

    def change(self, thread_id: str, state: ThreadEdits) -> None:
        """Keep what a person decided."""
        self.kept[thread_id] = replace(self.kept[thread_id], state=state)
        self._enter("changed", thread_id, 0)

    def remove(self, thread_id: str) -> None:
        """Remove a thread."""
        del self.kept[thread_id]
        self._enter("removed", thread_id, 0)

    def _enter(self, action: str, thread_id: str, version: int) -> None:
        number = len(self.ledger) + 1
        self.ledger.append(LedgerEntry(number, f"2024-01-01T00:00:{number % 60:02}Z", action, thread_id, version))  # type: ignore[arg-type]
