"""What readers hand over before it becomes a thread: lines with their origin, posts made of them, and what is known."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property

from unroller.model import UNKNOWN_DATE, Account, Attachment, Date, Doubt, Gap, Notice, Platform, Post, Quote, Removed


@dataclass(frozen=True, slots=True)
class DraftLine:
    """One line of a post. `line` is its 1-based line in the decoded capture; 0 in a saved page, which has no lines.

    `links` are (start, end, address) in `text`, for addresses that the words themselves do not show. `glued`: the line
    break before it was the page's and not the author's.
    """

    text: str
    line: int
    links: tuple[tuple[int, int, str], ...] = ()
    glued: bool = False

    @property
    def blank(self) -> bool:
        """Whether there is nothing on the line."""
        return not self.text or self.text.isspace()


@dataclass(frozen=True)
class DraftPost:
    """A post as a reader found it. `author` is set when the page says who wrote this one. `headings` and `markdown` are
    as those of :class:`unroller.model.Post`."""

    pieces: tuple[DraftLine, ...]
    id: str | None = None
    url: str | None = None
    published: Date = UNKNOWN_DATE
    author: Account | None = None
    attachments: tuple[Attachment, ...] = ()
    quotes: tuple[Quote, ...] = ()
    doubtful: bool = False
    later: bool = False
    headings: tuple[int, ...] = ()
    markdown: bool = False

    @property
    def line(self) -> int | None:
        """Where it begins."""
        return (self.pieces[0].line or None) if self.pieces else None

    @cached_property
    def _written(self) -> tuple[str, list[tuple[int, int, str]], tuple[int, ...]]:
        """Text, hidden addresses and line numbers, all of which are asked for."""
        pieces = trim_blank(self.pieces)
        if len(pieces) == 1 and not pieces[0].links:
            return pieces[0].text.strip(), [], (pieces[0].line,) if pieces[0].line else ()
        parts: list[str] = []
        links: list[tuple[int, int, str]] = []
        at = 0
        for place, piece in enumerate(pieces):
            text = piece.text
            if place and not piece.glued:
                parts.append("\n")
                at += 1
            links += [(at + start, at + end, url) for start, end, url in piece.links]
            parts.append(text)
            at += len(text)
        whole = "".join(parts)
        lead = len(whole) - len(whole.lstrip())
        text = whole.strip()
        lines = tuple([piece.line for place, piece in enumerate(pieces) if not place or not piece.glued])
        known = all(lines) and len(lines) == text.count("\n") + 1
        return text, [(start - lead, end - lead, url) for start, end, url in links], lines if known else ()

    @property
    def text_and_links(self) -> tuple[str, list[tuple[int, int, str]]]:
        """The text as written, without blank lines around it, and the hidden addresses with their places in it."""
        return self._written[:2]

    @property
    def text(self) -> str:
        """The text as written, without blank lines around it."""
        return self._written[0]

    @property
    def lines(self) -> tuple[int, ...]:
        """The line of the capture that each line of the text begins on; empty where that is not known."""
        return self._written[2]


def trim_blank(pieces: Iterable[DraftLine]) -> list[DraftLine]:
    """`pieces` without blank ones at either end."""
    kept = list(pieces)
    while kept and kept[-1].blank:
        kept.pop()
    first = next((at for at, piece in enumerate(kept) if not piece.blank), len(kept))
    return kept[first:]


@dataclass(frozen=True, slots=True)
class DraftThread:
    """A thread as a reader found it; :func:`unroller.readers.assemble.assemble` makes a `Thread` of it.

    `count` is how many posts the page itself says there are. `others` are other people's posts, and later replies of
    the author to them (`later`). `removed` may be in any order. `made` and `made_others` are posts that came whole,
    runs and all, and need no assembling; they stand instead of `posts` and `others`.
    """

    posts: tuple[DraftPost, ...]
    author: Account | None = None
    platform: Platform | None = None
    url: str | None = None
    id: str | None = None
    title: str | None = None
    published: Date = UNKNOWN_DATE
    count: int | None = None
    removed: tuple[Removed, ...] = ()
    others: tuple[DraftPost, ...] = ()
    doubts: tuple[Doubt, ...] = ()
    warnings: tuple[Notice, ...] = ()
    gaps: tuple[Gap, ...] = ()
    cut: bool = False
    made: tuple[Post, ...] = ()
    made_others: tuple[Post, ...] = ()
