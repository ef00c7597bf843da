"""What goes into the archive and what comes out of it, as frozen values."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path, PurePosixPath
from typing import Literal

from unroller.edits import ThreadEdits
from unroller.model import Article, Capture, Observation, Platform, Thread, Visibility

AddStatus = Literal["added", "present", "updated"]
Action = Literal["added", "changed", "observed", "checked", "removed", "recovered", "imported"]
ProblemKind = Literal["missing", "stray", "damaged", "ledger", "state", "format", "cache"]


@dataclass(frozen=True, slots=True)
class ThreadIdentity:
    """`id` names the thread; `fingerprint` its text, in any format; `capture` these bytes, read at this place."""

    id: str
    fingerprint: str
    capture: str


@dataclass(frozen=True, slots=True)
class PreparedFiles:
    """What is made of a thread for the archive and asks nothing of it, so that another process may have made it: its
    identity, the sketch of its words, `thread.json` and `article.md`."""

    identity: ThreadIdentity
    sketch: str
    record: bytes
    article: bytes


@dataclass(frozen=True, slots=True)
class NewThread:
    """One thread to keep: what was received, how it was read, and its article as Markdown for people.

    `media` are the files to be kept with it, by the names they get (``<sha256>.<extension>``), and where they lie now.
    `private`: nobody but its keeper may see it, from the very moment it is kept. `into`: the id of the kept thread of
    which it is a version because a person says so, whatever its words are. `prepared`: what was made of it before; of
    `article` only the title counts then, and `markdown` does not.
    """

    capture: Capture
    thread: Thread
    article: Article
    markdown: str
    media: Mapping[str, Path] = field(default_factory=dict)
    private: bool = False
    into: str = ""
    prepared: PreparedFiles | None = None


@dataclass(frozen=True, slots=True)
class SimilarThread:
    """A kept thread that looks like one just added, and is not certain to be it."""

    id: str
    slug: str
    title: str

    @property
    def url(self) -> str:
        """The address of its page, on this site."""
        return f"/t/{self.slug}-{self.id}"


@dataclass(frozen=True, slots=True)
class AddResult:
    """The acknowledgement of one deposit: once you hold it, the thread survives a power cut.

    `path` is the folder of the version that holds the thread; `sequence` the number of its line in the ledger;
    `similar` are kept threads that may be the same, the likest first.
    """

    id: str
    slug: str
    version: int
    status: AddStatus
    path: Path
    title: str
    sequence: int
    similar: tuple[SimilarThread, ...] = ()


@dataclass(frozen=True, slots=True)
class Summary:
    """A stored thread with its edits applied, for lists. `added` is when it was first stored, ISO 8601 in UTC.

    `hashtags` are those in its posts, `tags` the reader's, `sites` the hosts of its sources; `opening` its first words.
    `links` counts its sources with an address by link status, ``unseen`` those not checked. `visibility` is who may
    see it. `seen_posts` are the posts whose words it holds, its own and those it quotes, by
    :func:`unroller.archive.sketches.hash_post`, one after the other.
    """

    id: str
    slug: str
    title: str
    author: str | None
    author_name: str | None
    published: str | None
    added: str
    posts: int
    version: int
    platform: Platform | None
    hashtags: tuple[str, ...] = ()
    tags: tuple[str, ...] = ()
    sites: tuple[str, ...] = ()
    words: int = 0
    opening: str = ""
    links: tuple[tuple[str, int], ...] = ()
    visibility: Visibility = "public"
    seen_posts: str = ""

    @property
    def url(self) -> str:
        """The address of its page, on this site."""
        return f"/t/{self.slug}-{self.id}"


@dataclass(frozen=True, slots=True)
class StoredThread:
    """A thread out of the archive: `thread` as it was read, `state` what a person decided about it.

    `versions` are its captures' numbers, oldest first; `path` is this one's bag. `observations` are all looks at its
    sources, oldest first.
    """

    id: str
    slug: str
    version: int
    versions: tuple[int, ...]
    thread: Thread
    state: ThreadEdits
    added: str
    path: Path
    observations: tuple[Observation, ...] = ()

    @property
    def url(self) -> str:
        """The address of its page, on this site."""
        return f"/t/{self.slug}-{self.id}"


@dataclass(frozen=True, slots=True)
class RemoveResult:
    """The acknowledgement of a removal."""

    id: str
    sequence: int


@dataclass(frozen=True, slots=True)
class LedgerEntry:
    """One line of the ledger. `sequence` counts from 1 without gaps and is the only order; `time` is for people.

    Which digests are set depends on `action`: for added and recovered `bag` (SHA-256 of the bag's tagmanifest),
    `fingerprint` (of the text) and `capture` (of the bytes received and the place in them); for changed `state` (of
    state.json); `name` is the id that the version has by itself, where it was found to be a capture of a thread with
    another; for observed `observations` (of observations.jsonl); for imported `receipt` (of the receipt's file,
    whose name is in `note`).
    """

    sequence: int
    time: str
    action: Action
    thread: str = ""
    version: int = 0
    bag: str = ""
    fingerprint: str = ""
    capture: str = ""
    state: str = ""
    observations: str = ""
    note: str = ""
    receipt: str = ""
    name: str = ""


@dataclass(frozen=True, slots=True)
class Problem:
    """Something that is not as it was kept. `path` is relative to the archive's folder."""

    kind: ProblemKind
    path: PurePosixPath
    message: str


@dataclass(frozen=True, slots=True)
class VerifyReport:
    """What `verify` found. `notices` are harmless: work that a killed process left, which the next write finishes."""

    problems: tuple[Problem, ...]
    notices: tuple[str, ...]
    threads: int
    versions: int
    files: int

    @property
    def ok(self) -> bool:
        """Whether everything is as it was kept."""
        return not self.problems
