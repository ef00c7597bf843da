"""Values that account exports are read into: immutable dataclasses, small enough to stream.

A record is the bytes of one post as the export holds it. Ids are strings everywhere: they exceed 2^53.

The receipt of an import: every record that was found, accounted for exactly once.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Literal

from unroller.errors import InputError
from unroller.messages import Message
from unroller.model import Account, Attachment, Notice, Post
from unroller.vocabulary import ADMISSIBLE as ADMISSIBLE
from unroller.vocabulary import Limit as Limit

#: How the records lie in a member: a JavaScript assignment of an array (``window.YTD.x = [``), a JSON array, JSON
#: lines, an object whose key `ExportFile.key` is the array, a whole document that `ExportFormat.iter_records` takes
#: apart.
FileLayout = Literal["assignment", "array", "lines", "items", "document"]
#: What a member is for. Side files ("about") are small and read whole; "aside" holds posts that are only counted.
FileRole = Literal["posts", "notes", "about", "media", "aside"]


#: What posts are called that are not for everybody.
LIMIT_NAMES: Mapping[Limit, Message] = {
    "followers": Message("followers-only"),
    "circle": Message("circle posts"),
    "direct": Message("direct posts"),
    "deleted": Message("deleted posts"),
    "draft": Message("drafts, never published"),
}
#: Why a post that another one answers is not among those that count: it is for few, or was deleted, and the export
#: says so (`Limit`); or its record could not be read.
AbsenceReason = Limit | Literal["unreadable"]
#: What of a post an export names and does not give: the words of a quoted post that was deleted, that is gone for
#: whatever reason, that is not shown to everybody, or that it names by its id alone; the options of a poll.
LostPart = Literal["quote-deleted", "quote-gone", "quote-withheld", "quote-absent", "poll"]

#: An attachment, and the names under which the export may hold its file, best first.
AttachmentFiles = tuple[Attachment, tuple[str, ...]]


class RecordError(InputError):
    """A record is no post, or a broken one. The message says why, in a few words; the rest of the file goes on."""


class UnavailablePostError(RecordError):
    """A record is the place of a post that the network did not give: it is gone, or not shown to everybody."""


@dataclass(frozen=True, slots=True)
class ExportFile:
    """One file of an export, by its whole name in the container; a name that ends in ``/`` is a folder.

    `limit` is set where all posts of the file have a limited audience. `reason` says, for people, why the posts of an
    "aside" member stay out (``deleted posts``); of a "notes" member it says what its records are, where each that no
    post takes is a post of its own.
    """

    name: str
    role: FileRole
    layout: FileLayout = "array"
    key: str = ""
    limit: Limit | None = None
    reason: str = ""


@dataclass(frozen=True, slots=True)
class FileSelection:
    """Which members of a container are opened, and what for. What is not named here is never opened.

    `prefix` is the folder inside the container that the export lies in (empty, or ending in ``/``).
    """

    members: tuple[ExportFile, ...]
    prefix: str = ""


@dataclass(frozen=True, slots=True)
class ExportInfo:
    """What an export says about itself in its side files.

    `claims` are the numbers of records that its manifest states, by member name as the manifest has it (without
    `Plan.prefix`). `unopened` counts, where the manifest says so, what was not opened (``direct messages``: 120).
    """

    owner: Account | None = None
    claims: Mapping[str, int] = field(default_factory=dict)
    unopened: Mapping[str, int] = field(default_factory=dict)
    exported_at: str | None = None
    partial: bool = False
    notices: tuple[Notice, ...] = ()


@dataclass(frozen=True, slots=True)
class PostSummary:
    """What threads are assembled from: one post, without its text.

    `order` sorts posts as they were written, as text (X: the id padded to 20 digits; others: UTC time, then id).
    `author` is the account id of who wrote it, empty for the owner of the export where records do not say.
    `parent` is the id of the post it answers; `parent_author` the account id of who wrote that, where stated.
    `reply`: it answers something, even if nothing says what. `published` is ISO 8601 in UTC, as precise as stated.
    `versions` are the ids under which an edited post ever stood, oldest first, itself last; empty when never edited.
    `page` is another address by which answers may name the post. `repost`: somebody else's words. `opening` are its
    first words, at most 100 characters. `handle` is the owner's, where the record betrays it. `quoted` are the ids of
    quoted posts. `article`: it is a long article, a thing to keep by itself.
    """

    id: str
    order: str
    author: str = ""
    parent: str | None = None
    parent_author: str | None = None
    reply: bool = False
    published: str | None = None
    repost: bool = False
    limit: Limit | None = None
    likes: int | None = None
    media: int = 0
    versions: tuple[str, ...] = ()
    opening: str = ""
    handle: str = ""
    quoted: tuple[str, ...] = ()
    page: str = ""
    article: bool = False


@dataclass(frozen=True, slots=True)
class UnreadableRecord:
    """What a record that cannot be read says all the same: the ids of its post and of the one that this answers."""

    id: str
    parent: str | None = None


@dataclass(frozen=True, slots=True)
class ParsedPost:
    """A post read in full. `post.number` is 1: the thread numbers it.

    `files` names, for each of `post.attachments` in order, the members that may hold its bytes, best first: whole
    names below `Plan.prefix`, or base names. `author` is who wrote it, where the record says so. `notices` are about
    this post (``cut-post``). `own_prefix` is an automatic ``@handle `` of the author's own at its start, which stays in
    the post and is left out of the article. `texts` are the records of long texts, out of `PostContext.notes`, that are
    this post's. `lost` is what of the post the record names and does not hold. `title` is
    that of an article that the post is.
    """

    post: Post
    files: tuple[tuple[str, ...], ...] = ()
    author: Account | None = None
    notices: tuple[Notice, ...] = ()
    own_prefix: str = ""
    texts: tuple[bytes, ...] = ()
    lost: tuple[LostPart, ...] = ()
    title: str = ""


@dataclass(frozen=True, slots=True)
class PostContext:
    """What a record is read in. `notes` gives the records of long texts written in a second (as
    `ExportFormat.find_note_key` names it)."""

    owner: Account | None = None
    notes: Callable[[str], Sequence[bytes]] = lambda _key: ()


#: found = the sum of these. The order is that of the printed receipt.
Outcome = Literal[
    "threads", "singles", "replies", "others", "reposts", "limited", "duplicates", "unavailable", "unreadable"
]
OUTCOMES: tuple[Outcome, ...] = (
    "threads", "singles", "replies", "others", "reposts", "limited", "duplicates", "unavailable", "unreadable",
)  # fmt: skip
#: Those that stand on a receipt only where there are some.
RARE_OUTCOMES: frozenset[Outcome] = frozenset(["others", "unavailable"])


@dataclass(frozen=True, slots=True)
class FileCount:
    """The records of one file of the export: `found` in it, `claimed` by the manifest (None: it says nothing)."""

    name: str
    found: int
    claimed: int | None = None

    @property
    def agrees(self) -> bool:
        """Whether the manifest says the same, or nothing."""
        return self.claimed is None or self.claimed == self.found


@dataclass(frozen=True, slots=True)
class ImportReport:
    """What became of every record of an export.

    `fates` counts records by what became of them, `reasons` each fate's by reason (``followers-only``, ``the same post
    twice``): the reasons of a fate add up to it. `unopened` is what the export holds beside posts and nobody looked at,
    as its manifest counts it. `threads` are the assembled threads, `kept` the ids in the archive of those kept,
    `incomplete` counts those of them of which something is known to be missing. `withheld` counts the posts for few
    that could be let in, where nothing else was to be kept.
    `unreadable` names places, the first hundred. `export` is the export's name, `sha256` that of its files (name,
    digest), `exported_at` when the network created it.
    """

    export: str
    label: str
    owner: str
    files: tuple[FileCount, ...]
    outcome_counts: Mapping[Outcome, int]
    reasons: Mapping[Outcome, Mapping[str, int]] = field(default_factory=dict)
    unopened: Mapping[str, int] = field(default_factory=dict)
    threads: int = 0
    kept: tuple[str, ...] = ()
    unreadable: tuple[str, ...] = ()
    sha256: tuple[tuple[str, str], ...] = ()
    exported_at: str | None = None
    imported_at: str | None = None
    notices: tuple[str, ...] = ()
    selection: str = ""
    incomplete: int = 0
    withheld: int = 0

    @property
    def found(self) -> int:
        """All records of the export's files of posts."""
        return sum(file.found for file in self.files)

    @property
    def adds_up(self) -> bool:
        """Whether every record is accounted for exactly once, with a reason, and no file claims another count."""
        return (
            self.found == sum(self.outcome_counts.values())
            and all(
                sum(self.reasons.get(fate, {}).values()) == count
                for fate, count in self.outcome_counts.items()
                if count
            )
            and all(file.agrees for file in self.files)
        )

    def to_record(self) -> dict[str, Any]:
        """The receipt as JSON keeps it; keys in a fixed order."""
        listed = [fate for fate in OUTCOMES if fate not in RARE_OUTCOMES or self.outcome_counts.get(fate)]
        return {
            "export": self.export,
            "label": self.label,
            "owner": self.owner,
            "exported_at": self.exported_at,
            "imported_at": self.imported_at,
            "sha256": [{"name": name, "sha256": digest} for name, digest in self.sha256],
            "files": [{"name": f.name, "found": f.found, "claimed": f.claimed} for f in self.files],
            "found": self.found,
            "fates": {fate: self.outcome_counts.get(fate, 0) for fate in listed},
            "reasons": {fate: dict(sorted(self.reasons.get(fate, {}).items())) for fate in listed},
            "unopened": dict(sorted(self.unopened.items())),
            "unreadable": list(self.unreadable),
            "threads": self.threads,
            "selection": self.selection,
            "kept": list(self.kept),
            "incomplete": self.incomplete,
            "notices": list(self.notices),
            "adds_up": self.adds_up,
        }
