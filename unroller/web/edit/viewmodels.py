"""What the templates for mending and for the library's lists are given; see :mod:`unroller.web.viewmodels`."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from markupsafe import Markup

from unroller.web.viewmodels import Alert, DateView, OptionLink, PageLink, ThreadCard, Timeline


@dataclass(frozen=True, slots=True)
class FormButton:
    """A button: `value` is what it sends as ``do``, `text` what it says, `about` what a screen reader says after it."""

    value: str
    text: str
    about: str = ""


@dataclass(frozen=True, slots=True)
class EditableLine:
    """A line of the thread. `key` names its element; `post` is the post that begins with it (0: none does).

    `aside` says why it is not in the text; `place` where it stands in what was handed in; `doubtful`: the beginning of
    its post is not certain; `decided` what a person said of it.
    """

    key: str
    text: str
    post: int = 0
    aside: str = ""
    place: str = ""
    doubtful: bool = False
    decided: str = ""
    acts: tuple[FormButton, ...] = ()


@dataclass(frozen=True, slots=True)
class ThreadFields:
    """What stands in the fields: as a person corrected it, else as it was read."""

    title: str = ""
    handle: str = ""
    author_name: str = ""
    published: str = ""
    tags: str = ""
    introduction: str = ""
    notes: str = ""
    visibility: str = "public"


@dataclass(frozen=True, slots=True)
class DecisionView:
    """A decision, or what today's rules would do otherwise: `text`, how it stands, and the button that goes with it."""

    text: str
    status: str
    act: FormButton


@dataclass(frozen=True, slots=True)
class HistoryEntry:
    """A change of the history: `when` and what it was."""

    when: DateView
    text: str


@dataclass(frozen=True, slots=True)
class EditPage:
    """``mend.html``: a thread's facts and lines in one form that is sent to `action`, with `hidden` fields beside it.

    `kept` is the page of a kept thread; empty on a preview, where `among` says which of several threads it is. `found`
    holds what was read, for people to go back to; `was` what the fields held before anything was typed.
    `undo` says what would be taken back. `otherwise` is what today's rules do otherwise, `decisions` what was decided.
    `page` of `pages` of the lines is shown. `known` are tags in use.
    """

    template: ClassVar[str] = "mend.html"
    heading: str
    action: str
    token: str
    facts: ThreadFields
    found: ThreadFields
    was: tuple[tuple[str, str], ...]
    lines: tuple[EditableLine, ...]
    hidden: tuple[tuple[str, str], ...] = ()
    kept: str = ""
    among: str = ""
    undo: str = ""
    notice: str = ""
    message: Alert | None = None
    decisions: tuple[DecisionView, ...] = ()
    otherwise: tuple[DecisionView, ...] = ()
    unread: bool = False
    history: tuple[HistoryEntry, ...] = ()
    known: tuple[str, ...] = ()
    page: int = 1
    pages: int = 1
    most: int = 0


@dataclass(frozen=True, slots=True)
class ThreadListPage:
    """``shelf.html``: threads under a heading; `kind` names what they share ("Threads by"). `back` is the page's own
    address, to which the form for several threads at once returns; `sorts` are the orders, `views` other lists, and
    `timeline` the threads over time. Without cards it teaches.
    """

    template: ClassVar[str] = "shelf.html"
    kind: str
    heading: str
    summary: str
    cards: tuple[ThreadCard, ...]
    token: str
    back: str
    sorts: tuple[OptionLink, ...] = ()
    views: tuple[OptionLink, ...] = ()
    timeline: Timeline | None = None
    known: tuple[str, ...] = ()
    newer: str | None = None
    older: str | None = None


@dataclass(frozen=True, slots=True)
class NameCount:
    """An author, tag or hashtag: its page, and how many threads are there."""

    text: str
    url: str
    count: int
    also: str = ""


@dataclass(frozen=True, slots=True)
class NamesPage:
    """``overview.html``: all names of a kind, in groups with a heading each."""

    template: ClassVar[str] = "overview.html"
    heading: str
    groups: tuple[tuple[str, tuple[NameCount, ...]], ...]
    views: tuple[OptionLink, ...] = ()
    empty: str = ""


@dataclass(frozen=True, slots=True)
class BulkPage:
    """``bulk.html``: what is to be done, or was done, with several threads. `asks` names the button that does it;
    `undo` the one that takes it back; `ids` and `tags` are sent along, `back` is where the reader came from."""

    template: ClassVar[str] = "bulk.html"
    heading: str
    text: str
    threads: tuple[PageLink, ...]
    token: str
    back: str
    ids: tuple[str, ...] = ()
    tags: str = ""
    asks: FormButton | None = None
    undo: FormButton | None = None
    refused: tuple[str, ...] = ()
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
    `versions` lead to others, `more` says how many changed posts are not shown."""

    template: ClassVar[str] = "changes.html"
    title: str
    url: str
    says: str
    dates: tuple[str, str]
    posts: tuple[ChangedPost, ...]
    more: str = ""
    versions: tuple[PageLink, ...] = ()


Further = EditPage | ThreadListPage | NamesPage | BulkPage | ChangesPage
