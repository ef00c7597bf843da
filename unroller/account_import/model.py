"""An import as both faces see it: where it stands, what was found, what is to be kept."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from unroller.account_exports.base import Limit
from unroller.account_exports.report import ImportReport

#: scanning: the export is read; ready: a person chooses; keeping: chosen threads go into the archive; stopped: by a
#: person, goes on when asked; done: the receipt is in the archive; failed: `message` says why and what to do.
Phase = Literal["scanning", "ready", "keeping", "stopped", "done", "failed"]
#: thread: two posts or more; reply: the same, but its first post answers somebody else; single: one post of its own;
#: answer: one post that answers somebody else.
ThreadKind = Literal["thread", "reply", "single", "answer"]
ThreadSort = Literal["newest", "oldest", "longest", "liked"]


@dataclass(frozen=True, slots=True)
class Job:
    """Where an import stands. `done` of `total` are records while scanning (None: not known yet), threads while
    keeping; `left` is the time that this takes yet, in seconds, where it can be told."""

    id: str
    phase: Phase
    names: tuple[str, ...]
    begun: str
    done: int = 0
    total: int | None = None
    left: float | None = None
    message: str = ""
    label: str = ""
    owner: str = ""
    threads: int = 0
    posts: int = 0

    @property
    def is_running(self) -> bool:
        """Whether it is read or its threads are being kept right now."""
        return self.phase in ("scanning", "keeping")


@dataclass(frozen=True, slots=True)
class ThreadRow:
    """One thing that can be kept. `root` is the id of its first post, which names it within the export.

    `kept` is its address in the archive (``/t/…``) when it is there already, as it is now.
    """

    root: str
    kind: ThreadKind
    posts: int
    published: str | None
    likes: int
    media: int
    opening: str
    limit: Limit | None = None
    gaps: int = 0
    later: int = 0
    inferred: bool = False
    kept: str | None = None


@dataclass(frozen=True, slots=True)
class Selection:
    """What is to be kept: everything that passes, or exactly the `roots` if given.

    `since` and `until` are years or days (``2020``, ``2020-03-01``), both included. `min_posts`: 2 leaves single posts
    out. `replies`: threads whose first post answers somebody else. `limited` are the kinds a person ticked; what
    comes in by them is private. `without` are roots taken out again by hand.
    """

    since: str | None = None
    until: str | None = None
    min_posts: int = 2
    replies: bool = True
    min_likes: int = 0
    limited: tuple[Limit, ...] = ()
    roots: tuple[str, ...] | None = None
    without: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class ThreadPage:
    """A page of what was found. `total` counts all that pass the filter, `posts` their posts; `years` is how many
    threads there are in each year, of all found."""

    rows: tuple[ThreadRow, ...]
    total: int
    posts: int
    years: tuple[tuple[str, int], ...] = ()


@dataclass(frozen=True, slots=True)
class ImportResult:
    """What an import came to: its receipt, and how many threads were added, updated, and there already."""

    receipt: ImportReport
    added: int = 0
    updated: int = 0
    present: int = 0
