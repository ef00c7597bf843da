"""View models of a stored thread's pages; see :mod:`unroller.web.viewmodels`."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import ClassVar

from markupsafe import Markup

from unroller.web.links.viewmodels import LinkStatusView
from unroller.web.viewmodels import Alert, ArticleView, DateView, Download, PageLink


@dataclass(frozen=True, slots=True)
class PrevNextLink:
    """To the threads before and after, among those by an author or under a tag: `label` says which, `url` leads
    to all."""

    label: str
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
    """What the reader added to a thread: `introduction` and `notes` as HTML, `tags`; `edited` says what was decided.
    And the threads before and after it (`adjacent`), and those `related` to it."""

    introduction: Markup
    notes: Markup
    tags: tuple[PageLink, ...] = ()
    edited: str = ""
    adjacent: tuple[PrevNextLink, ...] = ()
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

    `message` says that there is no such post, `notices` what of the list of organisations was not read.
    """

    lines: tuple[CitationLine, ...]
    downloads: tuple[Download, ...]
    sources: tuple[Download, ...]
    posts: int
    post: int | None = None
    message: str = ""
    notices: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class ArrivalNote:
    """What is said of a thread that was just kept: that it is a `version` of one that was there, with the way to what
    `changes`, and which others it looks like (`similar`), each with where the two stand side by side."""

    version: str = ""
    changes: str = ""
    similar: tuple[tuple[PageLink, str], ...] = ()


@dataclass(frozen=True, slots=True)
class ArticlePage:
    """``thread.html``: a stored thread, as an article or (`as_posted`) post by post. `url` is its URL without query,
    `added` when it was kept.

    `searched` are the words that are marked in it, if one came from a search. `notes` are the reader's, with links to
    other threads; `changes` leads to what changed since the version before; `arrival` is said of what was just kept.
    """

    template: ClassVar[str] = "thread.html"
    article: ArticleView
    url: str
    as_posted: bool
    added: DateView
    version: str
    downloads: tuple[Download, ...]
    searched: str = ""
    tags: tuple[PageLink, ...] = ()
    notes: ReaderNotes | None = None
    link_status: LinkStatusView | None = None
    metadata: PageMetadata | None = None
    citations: CitationPanel | None = None
    private: bool = False
    changes: PageLink | None = None
    arrival: ArrivalNote | None = None


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
class ChangedPost:
    """A post that is not what it was: what became of it (`kind`), which it is, its words with ``ins`` and ``del``
    around those that came and went, and what else changed (`about`)."""

    kind: str
    place: str
    text: Markup
    about: str = ""


@dataclass(frozen=True, slots=True)
class ChangesPage:
    """``changes.html``: what changed between two versions of a thread; `dates` are those of the older and the newer,
    `versions` lead to others, `more` says how many changed posts are not shown. Of two threads, `other` is the id of
    the second, with which the first can be joined (`token` is for the form), and `message` says why that failed."""

    template: ClassVar[str] = "changes.html"
    title: str
    url: str
    says: str
    dates: tuple[str, str]
    posts: tuple[ChangedPost, ...]
    more: str = ""
    versions: tuple[PageLink, ...] = ()
    other: str = ""
    token: str = ""
    message: Alert | None = None
