"""What the templates of handing in are given once something was read; see :mod:`unroller.web.viewmodels`."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from unroller.web.viewmodels import Alert, ArticleView, PageLink, ThreadCard


@dataclass(frozen=True, slots=True)
class PreviewedThread:
    """One of several threads that were read: its `number` (from 0), whether it is `chosen` to be kept, whether the page
    shows it, the `file` it is from where there are several, and whether it was `mended`."""

    card: ThreadCard
    number: int
    chosen: bool
    shown: bool
    file: str = ""
    mended: bool = False


@dataclass(frozen=True, slots=True)
class PreviewPage:
    """``preview.html``: a thread as it was read, not kept. `hidden` are the fields that carry all that was handed in
    and decided (see :mod:`unroller.web.preview.batch`); `mended` says that something was.

    Of several threads `threads` says how many, `candidates` lists them, `more` says how many are not listed, and
    `beyond` are the numbers of those among them that are chosen. `unread` are sentences on files
    that could not be read. With `looks` the links can be looked up when it is kept.
    """

    template: ClassVar[str] = "preview.html"
    text: ArticleView
    recognised: str
    token: str
    hidden: tuple[tuple[str, str], ...]
    editable: bool
    threads: str = ""
    candidates: tuple[PreviewedThread, ...] = ()
    more: str = ""
    beyond: tuple[int, ...] = ()
    unread: tuple[str, ...] = ()
    missing: tuple[str, ...] = ()
    message: Alert | None = None
    mended: str = ""
    looks: bool = False


@dataclass(frozen=True, slots=True)
class AddedThreadsPage:
    """``receipt.html``: what became of several threads, and what could not be read or kept."""

    template: ClassVar[str] = "receipt.html"
    kept: tuple[PageLink, ...]
    refused: tuple[str, ...]


Handing = PreviewPage | AddedThreadsPage
