"""View models of search and help; see :mod:`unroller.web.viewmodels`."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from markupsafe import Markup

from unroller.web.viewmodels import DateView, NameCount, OptionLink, PageLink, Timeline


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
class FacetGroup:
    """The values of one field under its `heading`."""

    heading: str
    values: tuple[NameCount, ...]


@dataclass(frozen=True, slots=True)
class SearchPage:
    """``search.html``: the hits for `query`, or (`empty`) the library holds nothing to search.

    `meant` is what may have been meant. When that is shown instead of nothing, `replaced` leads to the query as typed,
    and `shown_query` is `meant`; else it is `query`. `since` and `until` are its days (ISO 8601). `known` are queries
    that the box offers without a script; `downloads` the same results in other forms, `feed` among them.
    """

    template: ClassVar[str] = "search.html"
    query: str
    shown_query: str = ""
    strict: PageLink | None = None
    summary: str = ""
    hits: tuple[SearchHitView, ...] = ()
    hints: tuple[str, ...] = ()
    meant: PageLink | None = None
    replaced: str = ""
    instead: tuple[PageLink, ...] = ()
    chips: tuple[PageLink, ...] = ()
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
