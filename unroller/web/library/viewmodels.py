"""View models of the library's lists; see :mod:`unroller.web.viewmodels`."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from unroller.web.viewmodels import Alert, FormButton, NameCount, OptionLink, PageLink, ThreadCard, Timeline


@dataclass(frozen=True, slots=True)
class ThreadListPage:
    """``thread_list.html``: threads under a heading; `kind` names what they share ("Threads by"). `back` is the page's
    own URL, to which the form for several threads at once returns; `sorts` are the orders, `tabs` other lists, and
    `timeline` the threads over time. Without cards it teaches.
    """

    template: ClassVar[str] = "thread_list.html"
    kind: str
    heading: str
    summary: str
    cards: tuple[ThreadCard, ...]
    token: str
    back: str
    sorts: tuple[OptionLink, ...] = ()
    tabs: tuple[OptionLink, ...] = ()
    timeline: Timeline | None = None
    known_tags: tuple[str, ...] = ()
    newer: str | None = None
    older: str | None = None


@dataclass(frozen=True, slots=True)
class NamesPage:
    """``names.html``: all names of a kind, in groups with a heading each."""

    template: ClassVar[str] = "names.html"
    heading: str
    groups: tuple[tuple[str, tuple[NameCount, ...]], ...]
    tabs: tuple[OptionLink, ...] = ()
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
