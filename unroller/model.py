"""Domain model: immutable dataclasses. No I/O.

Field names follow ActivityStreams 2.0 and atproto where they have one. Texts are plain text: no markup, no offsets.
Offsets end in :mod:`unroller.readers`; a post's text there becomes a sequence of :class:`Run`.

An :class:`Observation` of a source is dated and never changed: each check adds another. It is stored beside the thread.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from dataclasses import dataclass, replace
from functools import cached_property
from typing import Literal

from unroller.messages import Message
from unroller.vocabulary import PLATFORMS as PLATFORMS
from unroller.vocabulary import Platform as Platform
from unroller.vocabulary import Visibility as Visibility

RunKind = Literal["text", "url", "mention", "hashtag", "cashtag"]
DateHow = Literal["stated", "id", "not-before", "captured", "corrected", "unknown"]
BlockKind = Literal["paragraph", "list", "heading", "quote", "figure", "code", "verse"]
SourceKind = Literal["page", "post", "media"]
AttachmentKind = Literal["image", "video", "audio", "card", "unknown"]


@dataclass(frozen=True)
class Capture:
    """What was handed to us, never altered.

    `name` is the file name of the sender, ``-`` for standard input, ``paste`` for the web form.
    `media_type` is what the sender declared (may be wrong or empty). `captured_at` is ISO 8601 in UTC, or None.
    """

    data: bytes
    name: str = "-"
    media_type: str = ""
    url: str | None = None
    captured_at: str | None = None

    @cached_property
    def sha256(self) -> str:
        """Hex SHA-256 of the bytes as received."""
        return hashlib.sha256(self.data).hexdigest()


@dataclass(frozen=True, slots=True)
class CaptureInfo:
    """What a thread remembers of the capture it was read from (the bytes themselves are kept beside it)."""

    name: str
    sha256: str
    format: str
    size: int = 0
    media_type: str = ""
    encoding: str = "utf-8"
    url: str | None = None
    captured_at: str | None = None


@dataclass(frozen=True, slots=True)
class Account:
    """An account: `handle` without ``@`` (Mastodon: ``user`` or ``user@host``; Bluesky: the domain name).

    `handle` is empty where a capture shows a name and lost the handle.
    """

    handle: str
    name: str | None = None
    url: str | None = None
    id: str | None = None


@dataclass(frozen=True, slots=True)
class Date:
    """A date and how it is known.

    `value` is ISO 8601 with the precision that was stated (``2022-03-03`` or ``2022-03-03T10:43:00Z``), never guessed.
    `not_before` is a lower bound (an id of a post that this one quotes), when `value` is unknown.
    `how` is "corrected" where the person who keeps the thread corrected it.
    """

    value: str | None = None
    not_before: str | None = None
    how: DateHow = "unknown"


UNKNOWN_DATE = Date()


@dataclass(frozen=True, slots=True)
class Run:
    """A piece of inline text, exactly as in the post.

    `url` is where a link, mention, hashtag or cashtag leads (None when its network is unknown).
    `source` is the number of the article's source that a link leads to; only set in articles.
    """

    text: str
    kind: RunKind = "text"
    url: str | None = None
    source: int | None = None


@dataclass(frozen=True, slots=True)
class Attachment:
    """A picture, video or link card of a post. `alt` is the author's description; `sha256` names a kept copy.

    `line` is how many lines of the post's text stand above it, in a long article; None: it stands below the text.
    """

    kind: AttachmentKind
    url: str | None = None
    alt: str | None = None
    title: str | None = None
    sha256: str | None = None
    line: int | None = None


@dataclass(frozen=True, slots=True)
class Quote:
    """A post quoted by a post. `runs` is empty when only its address is known."""

    url: str | None
    author: Account | None = None
    runs: tuple[Run, ...] = ()
    published: Date = UNKNOWN_DATE


@dataclass(frozen=True)
class Post:
    """One message, word for word: the texts of `runs` joined are the post's text.

    `number` counts from 1 within the thread. `line` is the 1-based line of the decoded capture where the post begins.
    `doubtful`: the boundary before this post may be wrong. `author` is None when it is the thread's author.
    `later`: what the author answered others further down, which is not the thread; among a thread's posts, a later
    addition: a branch beside its main line.
    `lines` are the lines of the capture that hold the text's lines, set only where they are not those from `line`
    on that were not set aside (the page broke a line that the author did not).
    `earlier` are its earlier versions, oldest first, where its author edited it and an export holds them.
    `own_name` is the author's own ``@name `` (perhaps a former one) that a program put before an answer to oneself.
    `headings` says of each line of a long article that its page showed as a heading, without a sign in the text, how
    many lines stand above it. `markdown`: the text is the Markdown that a clipper wrote; an article shows what its
    signs say (headings, emphasis, pictures) and not the signs.
    """

    number: int
    runs: tuple[Run, ...]
    id: str | None = None
    url: str | None = None
    published: Date = UNKNOWN_DATE
    doubtful: bool = False
    line: int | None = None
    lang: str | None = None
    attachments: tuple[Attachment, ...] = ()
    quotes: tuple[Quote, ...] = ()
    author: Account | None = None
    later: bool = False
    lines: tuple[int, ...] = ()
    earlier: tuple[Quote, ...] = ()
    own_name: str = ""
    headings: tuple[int, ...] = ()
    markdown: bool = False

    @cached_property
    def text(self) -> str:
        """The post as written."""
        return self.runs[0].text if len(self.runs) == 1 else "".join([run.text for run in self.runs])


@dataclass(frozen=True, slots=True)
class Gap:
    """Posts known to be missing after post number `after` (0: before the first). `count` is None when unknown."""

    after: int
    reason: Message
    count: int | None = None
    url: str | None = None


@dataclass(frozen=True, slots=True)
class Removed:
    """Something set aside, with the name of the rule that did it.

    In `Thread.removed`: a line of the capture (`line`, 1-based) that is the site's and not the author's.
    In `Article.marks`: a counter or thread mark that is in post number `post` but not in the article.
    """

    text: str
    rule: str
    line: int | None = None
    post: int | None = None


@dataclass(frozen=True, slots=True)
class Doubt:
    """A separator that could be read either way: the one before line `line` of the capture.

    `boundary` tells how it was read (True: a new post begins there). `probability` is that of being a boundary.
    `post` is the number of the post that holds the line as read; `text` the first words after the separator.
    """

    line: int
    post: int
    boundary: bool
    probability: float
    text: str = ""


@dataclass(frozen=True, slots=True)
class Notice:
    """Something a reader should know about a thread: a stable `code` for programs, a sentence for people."""

    code: str
    message: Message


@dataclass(frozen=True)
class Thread:
    """One author's posts in order, and all that is known about how complete and certain they are.

    `title` is set only when the capture states one. `others` are posts by other people found among the author's.
    """

    capture: CaptureInfo
    posts: tuple[Post, ...]
    author: Account | None = None
    platform: Platform | None = None
    url: str | None = None
    id: str | None = None
    title: str | None = None
    published: Date = UNKNOWN_DATE
    lang: str | None = None
    removed: tuple[Removed, ...] = ()
    gaps: tuple[Gap, ...] = ()
    doubts: tuple[Doubt, ...] = ()
    warnings: tuple[Notice, ...] = ()
    others: tuple[Post, ...] = ()


@dataclass(frozen=True, slots=True)
class Part:
    """Inline text of a block that comes from post number `post`. A block's first part of a post carries its anchor."""

    post: int
    runs: tuple[Run, ...]

    @property
    def text(self) -> str:
        """The part as plain text."""
        return self.runs[0].text if len(self.runs) == 1 else "".join([run.text for run in self.runs])


@dataclass(frozen=True, slots=True)
class Item:
    """One entry of a list block; `marker` is what stood before it (``-``, ``1.``, ``→``).

    `level` is 0 for the entries of the list itself; entries of a list within an entry follow it, one level deeper.
    """

    marker: str
    parts: tuple[Part, ...]
    level: int = 0


@dataclass(frozen=True, slots=True)
class Block:
    """A paragraph, list, heading, quote, figure, code or verse; `post` is the number of the post in which it begins.

    Code and verse are paragraphs whose lines keep their indentation: of a program, and of anything else.
    Paragraph, heading, quote, code and verse have `parts` (several when a sentence runs across posts); a list has
    `items`; a quoted post has `quote` beside the `parts` that hold its address; a figure has `attachment`. A quote
    without `quote` is what the author quotes within the text, a part a paragraph.
    Posts without words of their own (pictures only) still get a block, so that every post has its anchor.
    """

    kind: BlockKind
    post: int
    parts: tuple[Part, ...] = ()
    items: tuple[Item, ...] = ()
    ordered: bool = False
    quote: Quote | None = None
    attachment: Attachment | None = None


@dataclass(frozen=True, slots=True)
class Source:
    """An outside link or quoted post the article rests on; `posts` are the numbers of the posts that use it.

    `url` is an absolute http(s) address, or None when the source is named but its address is missing or cut.
    `text` is the link's text in the post where it is first used.
    """

    number: int
    url: str | None
    kind: SourceKind
    posts: tuple[int, ...]
    text: str = ""


@dataclass(frozen=True, slots=True)
class Additions:
    """What the person who keeps a thread added to it, apart from what its author wrote.

    `introduction` and `notes` are Markdown; `tags` are without ``#``.
    """

    introduction: str = ""
    notes: str = ""
    tags: tuple[str, ...] = ()


@dataclass(frozen=True)
class Article:
    """The stitched text of a thread: what people read."""

    title: str
    blocks: tuple[Block, ...]
    sources: tuple[Source, ...] = ()
    marks: tuple[Removed, ...] = ()
    lang: str | None = None
    words: int = 0

    @property
    def minutes(self) -> int:
        """Reading time in whole minutes at 230 words a minute (Brysbaert 2019 gives 238 for English prose)."""
        return max(1, round(self.words / 230))


#: What became of a source. ``blocked``: its host answers, but not to us (401, 403, 429, 451, robots.txt). ``unknown``:
#: nothing answered, or not in time; it may be there tomorrow.
LinkStatus = Literal["alive", "moved", "gone", "blocked", "unknown"]
#: What a source is.
SourceForm = Literal["page", "pdf", "video", "post", "repository", "dataset", "paper"]


@dataclass(frozen=True, slots=True)
class Description:
    """What a page says of itself. Nothing here is guessed: what is not stated is None, or empty.

    `site` is the name of the site or journal; `authors` are names as written, in order; `lang` a BCP 47 tag; `doi` is
    bare (``10.1000/182``); `canonical` an absolute http(s) address; `quote` the words of a quoted post.
    """

    form: SourceForm = "page"
    title: str | None = None
    site: str | None = None
    authors: tuple[str, ...] = ()
    published: Date = UNKNOWN_DATE
    lang: str | None = None
    canonical: str | None = None
    doi: str | None = None
    quote: Quote | None = None


@dataclass(frozen=True, slots=True)
class Hop:
    """One step on the way to a source: the requested address, and its HTTP status (a redirect, or the last)."""

    url: str
    status: int


@dataclass(frozen=True, slots=True)
class Memento:
    """An archived copy of a page: its address, and its date (ISO 8601, UTC)."""

    url: str
    at: str


@dataclass(frozen=True, slots=True)
class Observation:
    """One observation of a source at the time `at` (ISO 8601, UTC).

    `url` is the address in the thread, which names the source; `hops` the whole way from there, `final`
    where it led. `parameters` are those set aside for tracking (``utm_source=x``). `etag` and `modified` are what the
    host gave to ask again with; `note` says in one sentence what went wrong.
    """

    at: str
    url: str
    state: LinkStatus
    status: int | None = None
    hops: tuple[Hop, ...] = ()
    final: str | None = None
    parameters: tuple[str, ...] = ()
    description: Description | None = None
    memento: Memento | None = None
    etag: str | None = None
    modified: str | None = None
    note: str = ""


def find_newest(observations: Iterable[Observation]) -> dict[str, Observation]:
    """What is known of each source now, by its address; `observations` are in chronological order.

    It is the newest look, and where that saw less than an earlier one (a page that is gone states no title), the
    description, the way and the archived copy are those of the last look that saw them.
    """
    known: dict[str, Observation] = {}
    for one in observations:
        before = known.pop(one.url, None)
        if before:
            one = replace(
                one,
                final=one.final or before.final,
                description=one.description or before.description,
                memento=one.memento or (before.memento if one.state == "gone" else None),
            )
        known[one.url] = one
    return known
