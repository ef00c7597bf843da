"""View models of the front page and the preview; see :mod:`unroller.web.viewmodels`."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from unroller.web.viewmodels import Alert, ArticleView, PageLink, ThreadCard


@dataclass(frozen=True, slots=True)
class FrontPage:
    """``front.html``: the box (holding `text`), a `message` about what went wrong, a `notice` of what was done,
    and the latest threads. `most` is the size limit, `most_bytes` the same for a script, `together_bytes` the one of
    several files; with `sample` the text is ours. `refused` are the fields that submit once more what does not look
    like a thread, to be read all the same."""

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
    refused: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class PreviewedThread:
    """One of several threads that were read: its `number` (from 0), whether it is `chosen` to be kept, whether the page
    shows it, the `file` it is from where there are several, and whether it was `edited`."""

    card: ThreadCard
    number: int
    chosen: bool
    shown: bool
    file: str = ""
    edited: bool = False


@dataclass(frozen=True, slots=True)
class PreviewPage:
    """``preview.html``: a thread as it was read, not kept. `hidden` are the fields that carry all that was submitted
    and decided (see :mod:`unroller.web.preview.batch`); `edited` says that something was.

    Of several threads `threads` says how many, `candidates` lists them, `more` says how many are not listed, and
    `unlisted` are the numbers of those among them that are chosen. `unread` are sentences on files
    that could not be read; `refused` are the fields that submit everything once more, with what does not look like a
    thread. `can_check_links`: the links can be looked up when it
    is kept.
    """

    template: ClassVar[str] = "preview.html"
    article: ArticleView
    format: str
    token: str
    hidden: tuple[tuple[str, str], ...]
    editable: bool
    threads: str = ""
    candidates: tuple[PreviewedThread, ...] = ()
    more: str = ""
    unlisted: tuple[int, ...] = ()
    unread: tuple[str, ...] = ()
    missing: tuple[str, ...] = ()
    message: Alert | None = None
    edited: str = ""
    can_check_links: bool = False
    refused: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class AddedThreadsPage:
    """``added_threads.html``: what became of several threads, and what could not be read or kept; `similar` are those
    that look like others, each with these."""

    template: ClassVar[str] = "added_threads.html"
    added: tuple[PageLink, ...]
    refused: tuple[str, ...]
    similar: tuple[tuple[PageLink, tuple[PageLink, ...]], ...] = ()
