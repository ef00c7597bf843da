"""What each template is given: one frozen dataclass a template, and that is all it may use.

Texts are plain and escaped by the template; only the fields typed :class:`~markupsafe.Markup` hold HTML, made by
:mod:`unroller.writers.html` or by :mod:`unroller.web.threads.presenters` from escaped text. Addresses are paths of
our own, or have passed :func:`unroller.urls.safe_url`.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import ClassVar

from markupsafe import Markup


@dataclass(frozen=True, slots=True)
class DateView:
    """A date for people (`text`), for programs (`datetime`, an HTML date or None), and how it is known (`how`)."""

    text: str
    datetime: str | None = None
    how: str = ""


@dataclass(frozen=True, slots=True)
class Byline:
    """Who wrote it. `handle` is without ``@``; `url` leads to the profile; `page` to their threads kept here."""

    handle: str
    name: str = ""
    url: str | None = None
    page: str | None = None


@dataclass(frozen=True, slots=True)
class PageLink:
    """A link of our own."""

    text: str
    url: str


@dataclass(frozen=True, slots=True)
class ThreadCard:
    """A thread in a list. `url` is its page; `added` when it was kept; `opening` its first words, `tags` a reader’s."""

    title: str
    url: str
    author: str
    author_name: str
    posts: str
    published: DateView
    added: DateView
    id: str = ""
    opening: str = ""
    tags: tuple[PageLink, ...] = ()
    private: bool = False


@dataclass(frozen=True, slots=True)
class RemovedLine:
    """One line that is not in the article: `rule` for people, `line` of what was handed in or `post` it stands in."""

    text: str
    rule: str
    place: str = ""


@dataclass(frozen=True, slots=True)
class UncertainBoundary:
    """A place that could be read either way: `text` begins there; `says` how it was read; `href` leads there."""

    text: str
    says: str
    href: str


@dataclass(frozen=True, slots=True)
class ProcessingReport:
    """What was done to make the article, for the line that opens: `summary` is that line."""

    summary: tuple[str, ...]
    removed: tuple[RemovedLine, ...]
    marks: tuple[RemovedLine, ...]
    doubts: tuple[UncertainBoundary, ...]
    gaps: tuple[str, ...]
    warnings: tuple[str, ...]
    others: tuple[RemovedLine, ...] = ()


@dataclass(frozen=True, slots=True)
class ArticleView:
    """An article ready to be set: header, `body` and `sources` as HTML, and the workings behind it.

    `dir` is the direction of its letters (``ltr``, ``rtl``); if `noted`, the body holds margin notes on the sources.
    """

    title: str
    lang: str | None
    byline: Byline | None
    published: DateView
    length: str
    network: str
    original: str | None
    body: Markup
    sources: Markup
    workings: ProcessingReport
    dir: str = "ltr"
    noted: bool = False


@dataclass(frozen=True, slots=True)
class Alert:
    """Something that went wrong with what was handed in: `text`, its parts one by one, and `advice` on what to do."""

    text: str
    advice: str = ""
    parts: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class FrontPage:
    """``front.html``: the box (holding `text`), a `message` about what went wrong, a `notice` of what was done,
    and the latest threads. `most` is the size limit, `most_bytes` the same for a script, `together_bytes` the one of
    several files; with `sample` the text is ours."""

    template: ClassVar[str] = "front.html"
    token: str
    text: str = ""
    message: Alert | None = None
    notice: str = ""
    latest: tuple[ThreadCard, ...] = ()
    total: int = 0
    most: str = ""
    most_bytes: int = 0
    together_bytes: int = 0
    sample: bool = False


@dataclass(frozen=True, slots=True)
class Download:
    """A file of the thread: `label`, `href`, and a word on what it is for."""

    label: str
    href: str
    note: str = ""


@dataclass(frozen=True, slots=True)
class PrevNextLink:
    """To the threads before and after, among those by an author or under a tag: `says` which, `url` leads to all."""

    says: str
    url: str
    before: PageLink | None
    after: PageLink | None


@dataclass(frozen=True, slots=True)
class RelatedThread:
    """A related thread and what it shares: "shares #silt, ports.example.org"."""

    link: PageLink
    shares: str


@dataclass(frozen=True, slots=True)
class ReaderNotes:
    """What the reader added to a thread: `introduction` and `notes` as HTML, `tags`; `mended` says what was decided.
    And the `ways` to the threads before and after it, and threads `related` to it."""

    introduction: Markup
    notes: Markup
    tags: tuple[PageLink, ...] = ()
    mended: str = ""
    ways: tuple[PrevNextLink, ...] = ()
    related: tuple[RelatedThread, ...] = ()


@dataclass(frozen=True, slots=True)
class PageMetadata:
    """What a page says of itself to other programs: its whole address, a `description`, linked data, and the same in
    Dublin Core (`core`: names and values), which programs for references read."""

    address: str
    description: str
    data: Mapping[str, object]
    core: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class CitationLine:
    """A citation in words, by the manual called `label`; `id` is that of its element."""

    label: str
    id: str
    text: str


@dataclass(frozen=True, slots=True)
class CitationPanel:
    """How a thread, or `post` of its `posts`, is cited: `lines` to copy, files to take, those of its `sources` too.

    `message` says that the post asked for is not there, `notices` what of the list of organisations was not read.
    """

    lines: tuple[CitationLine, ...]
    downloads: tuple[Download, ...]
    sources: tuple[Download, ...]
    posts: int
    post: int | None = None
    message: str = ""
    notices: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class LinkStatusView:
    """What a kept thread's page says of its links: when somebody `looked` last (without text: never), how many are
    `unseen`; `says` how far looking up is while it goes on (`running`), or what went wrong. `action` is the page
    that asks before; empty where nothing can be looked up."""

    looked: DateView
    unseen: str = ""
    action: str = ""
    again: bool = False
    running: bool = False
    says: str = ""


@dataclass(frozen=True, slots=True)
class ThreadPage:
    """``thread.html``: a kept thread, as an article or (`as_posted`) post by post. `url` is its address without query.

    `searched` are the words that are marked in it, if one came from a search. `own` is what the reader added, and the
    ways from here to other threads; `looks` is about its links. `changes` leads to what changed since its last version.
    """

    template: ClassVar[str] = "thread.html"
    text: ArticleView
    url: str
    as_posted: bool
    kept: DateView
    version: str
    downloads: tuple[Download, ...]
    searched: str = ""
    tags: tuple[PageLink, ...] = ()
    own: ReaderNotes | None = None
    looks: LinkStatusView | None = None
    share: PageMetadata | None = None
    cited: CitationPanel | None = None
    private: bool = False
    changes: PageLink | None = None


@dataclass(frozen=True, slots=True)
class MatchingPost:
    """A post that matches: `place` ("Post 5 of 14"), its `url`, and its words with the searched ones marked."""

    place: str
    url: str
    snippet: Markup


@dataclass(frozen=True, slots=True)
class SearchHitView:
    """A thread with its matching posts, best first; `more` says how many are not shown, `how` how it answers."""

    title: str
    url: str
    author: str
    author_name: str
    published: DateView
    matches: tuple[MatchingPost, ...]
    more: str = ""
    how: str = ""
    private: bool = False


@dataclass(frozen=True, slots=True)
class FilterChip:
    """A filter of the query; `url` is the query without it."""

    text: str
    url: str


@dataclass(frozen=True, slots=True)
class OptionLink:
    """An order of results; `current` when it is the one shown."""

    text: str
    url: str
    current: bool


@dataclass(frozen=True, slots=True)
class FacetValue:
    """A value that `count` threads have; `url` asks for those."""

    text: str
    count: int
    url: str


@dataclass(frozen=True, slots=True)
class FacetGroup:
    """The values of one field under its `heading`."""

    heading: str
    values: tuple[FacetValue, ...]


@dataclass(frozen=True, slots=True)
class TimelineBar:
    """A year or month of the picture: `count` threads; `x` and `height` are units of the drawing."""

    text: str
    count: int
    url: str
    x: int
    height: int


@dataclass(frozen=True, slots=True)
class Timeline:
    """Threads over time, a bar a `unit` (year or month); `width` is the drawing's; `note` says what is not in."""

    unit: str
    bars: tuple[TimelineBar, ...]
    width: int
    note: str = ""


@dataclass(frozen=True, slots=True)
class SearchPage:
    """``search.html``: what was found for `query`, or (`empty`) the library holds nothing to search.

    `meant` is what may have been meant. When that is shown instead of nothing, `replaced` leads to the query as typed,
    and `asked_for` is `meant`; else it is `query`. `since` and `until` are its days (ISO 8601). `known` are queries
    that the box offers without a script; `downloads` the same results in other forms, `feed` among them.
    """

    template: ClassVar[str] = "search.html"
    query: str
    asked_for: str = ""
    strict: PageLink | None = None
    summary: str = ""
    found: tuple[SearchHitView, ...] = ()
    hints: tuple[str, ...] = ()
    meant: PageLink | None = None
    replaced: str = ""
    instead: tuple[PageLink, ...] = ()
    chips: tuple[FilterChip, ...] = ()
    orders: tuple[OptionLink, ...] = ()
    groups: tuple[FacetGroup, ...] = ()
    timeline: Timeline | None = None
    since: str = ""
    until: str = ""
    known: tuple[str, ...] = ()
    examples: tuple[PageLink, ...] = ()
    downloads: tuple[PageLink, ...] = ()
    feed: str = ""
    newer: str | None = None
    older: str | None = None
    empty: bool = False


@dataclass(frozen=True, slots=True)
class RemovePage:
    """``remove.html``: asks before a thread goes for good."""

    template: ClassVar[str] = "remove.html"
    title: str
    url: str
    versions: str
    token: str
    message: Alert | None = None


@dataclass(frozen=True, slots=True)
class QueryExample:
    """A line of the query language: what to type, and what it finds."""

    query: str
    finds: str


@dataclass(frozen=True, slots=True)
class HelpPage:
    """``help.html``: how to paste, how to search, what is kept."""

    template: ClassVar[str] = "help.html"
    examples: tuple[QueryExample, ...]
    most: str


@dataclass(frozen=True, slots=True)
class ErrorPage:
    """``error.html``: what went wrong (`text`), what to do (`advice`), the ways back, and the text that was sent."""

    template: ClassVar[str] = "error.html"
    status: int
    heading: str
    text: str
    advice: str = ""
    rescued: str = ""


Page = FrontPage | ThreadPage | SearchPage | RemovePage | HelpPage | ErrorPage
