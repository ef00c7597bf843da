"""View models: one frozen dataclass a template, and that is all the template may use; here those of several features.

Texts are plain and escaped by the template; only the fields typed :class:`~markupsafe.Markup` hold HTML, built by
:mod:`unroller.writers.html` or by a presenter from escaped text. URLs are paths of our own, or have passed
:func:`unroller.urls.safe_url`.
"""

from __future__ import annotations

from dataclasses import Field, dataclass
from typing import Any, ClassVar, Protocol

from markupsafe import Markup


class Page(Protocol):
    """A view model of a whole page: a dataclass whose fields are what its `template` gets."""

    template: ClassVar[str]
    __dataclass_fields__: ClassVar[dict[str, Field[Any]]]


@dataclass(frozen=True, slots=True)
class DateView:
    """A date for people (`text`), for programs (`datetime`, an HTML date or None), and how it is known (`how`)."""

    text: str
    datetime: str | None = None
    how: str = ""


@dataclass(frozen=True, slots=True)
class PageLink:
    """A link of our own."""

    text: str
    url: str


@dataclass(frozen=True, slots=True)
class OptionLink:
    """One of several: an order of a list, a tab; `current` when it is the one shown."""

    text: str
    url: str
    current: bool


@dataclass(frozen=True, slots=True)
class NameCount:
    """An author, tag or other value that `count` threads have; `url` leads to those, `also` is another name of it."""

    text: str
    url: str
    count: int
    also: str = ""


@dataclass(frozen=True, slots=True)
class Byline:
    """Who wrote it. `handle` is without ``@``; `url` leads to the profile; `page` to their threads kept here."""

    handle: str
    name: str = ""
    url: str | None = None
    page: str | None = None


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
    """One line that is not in the article: `rule` for people, `place` is the line of the capture, or the post, it is
    from."""

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
    """What was done to build the article, for the line that opens: `summary` is that line."""

    summary: tuple[str, ...]
    removed: tuple[RemovedLine, ...]
    marks: tuple[RemovedLine, ...]
    doubts: tuple[UncertainBoundary, ...]
    gaps: tuple[str, ...]
    warnings: tuple[str, ...]
    others: tuple[RemovedLine, ...] = ()


@dataclass(frozen=True, slots=True)
class ArticleView:
    """An article as a page shows it: header, `body` and `sources` as HTML, and the `report` of how it was built.

    `dir` is the direction of its letters (``ltr``, ``rtl``); if `has_notes`, the body holds margin notes on its
    sources.
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
    report: ProcessingReport
    dir: str = "ltr"
    has_notes: bool = False


@dataclass(frozen=True, slots=True)
class Alert:
    """Something that went wrong with what was submitted: `text`, its parts one by one, and `advice` on what to do."""

    text: str
    advice: str = ""
    parts: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Download:
    """A file of the thread: `label`, `href`, and a word on what it is for."""

    label: str
    href: str
    note: str = ""


@dataclass(frozen=True, slots=True)
class FormButton:
    """A button: `value` is what it sends as ``do``, `text` what it says, `about` what a screen reader says after it."""

    value: str
    text: str
    about: str = ""


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
class ErrorPage:
    """``error.html``: what went wrong (`text`), what to do (`advice`), the ways back, and the text that was sent."""

    template: ClassVar[str] = "error.html"
    status: int
    heading: str
    text: str
    advice: str = ""
    rescued: str = ""
