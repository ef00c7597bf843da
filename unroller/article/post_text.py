"""A post on its way into the article: its text with the marks blanked out, its lines, and a way to cut runs from it.

Offsets live and die in here: what leaves are runs.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from itertools import accumulate
from typing import NamedTuple

from unroller.article.markers import Mark
from unroller.article.sources import Numbering
from unroller.model import Account, Part, Post, Quote, Removed, Run
from unroller.networks import parse_post_url
from unroller.regex import compile_re

_NOT_LINE_END = compile_re(r"[^\n]")


class PostLine(NamedTuple):
    """A line of a post without the blanks around it; `indent` counts the blanks in front. Empty: start == end."""

    start: int
    end: int
    indent: int = 0

    @property
    def blank(self) -> bool:
        """Whether nothing stands in the line."""
        return self.start == self.end


class PostText:
    """A post, its marks, and its text for reading: `text` is as long as the post's, marks are blanks in it."""

    def __init__(self, post: Post, marks: list[Mark], numbering: Numbering) -> None:
        self.post = post
        self.marks = marks
        self.runs = post.runs
        self._offsets = [0]
        self._linked = any(run.kind == "url" for run in post.runs)
        if self._linked:
            self.runs = tuple([_with_number(run, numbering) for run in post.runs])
        if len(post.runs) > 1:
            self._offsets += accumulate([len(run.text) for run in post.runs])
        self.text = _blank_out(post.text, marks)
        #: Quoted posts whose address closes the post; `stop` is where the words before them end.
        self.closing: list[tuple[int, int]] = []
        self.stop = self._before_quotes()
        self._lines: list[PostLine] | None = None

    def mark(self, mark: Mark) -> None:
        """Take one more mark out of the text."""
        self.marks.append(mark)
        self.text = _blank_out(self.text, [mark])
        self.stop = self._before_quotes()
        self._lines = None

    def removed(self) -> list[Removed]:
        """The marks as the article's ledger names them, in order."""
        text, number = self.post.text, self.post.number
        return [
            Removed(text[mark.start : mark.end].strip(), mark.rule, post=number)
            for mark in sorted(self.marks, key=lambda mark: mark.start)
        ]

    @property
    def body(self) -> str:
        """The words of the post without marks, closing quotes and the blanks around them."""
        return self.text[: self.stop].strip()

    @property
    def lines(self) -> list[PostLine]:
        """The lines up to the closing quotes."""
        if self._lines is None:
            self._lines = list(self._split())
        return self._lines

    def part(self, start: int, end: int) -> Part:
        """The runs between two places, as a part of this post."""
        return Part(self.post.number, self.cut(start, end))

    def cut(self, start: int, end: int) -> tuple[Run, ...]:
        """The runs between two places of the text, without the marks in between."""
        if not self.marks and len(self.runs) == 1:
            run = self._only(start, end)
            return (run,) if run.text else ()
        runs: list[Run] = []
        at = start
        for mark in self.marks:
            if start < mark.end and mark.start < end:
                runs += self._between(at, max(at, mark.start))
                at = max(at, mark.end)
        runs += self._between(at, end) if at != start or len(self.runs) > 1 else [self._only(start, end)]
        return tuple([run for run in runs if run.text])

    def quote_at(self, start: int, end: int) -> Quote | None:
        """The quoted post whose address is all that stands between two places, or None."""
        if not self._linked:
            return None
        place = self._place(start)
        run = self.runs[place]
        if self._offsets[place] != start or len(run.text) != end - start or run.kind != "url" or not run.url:
            return None
        return _find_quote(self.post, run.url)

    def closing_quote(self, start: int, end: int) -> int | None:
        """Where the address of a quoted post begins that closes the words between two places, or None."""
        if not self._linked or len(self.runs) == 1:
            return None
        begin = self._offsets[self._place(end - 1)]
        if begin <= start or not self.text[begin - 1].isspace() or self.quote_at(begin, end) is None:
            return None
        return begin

    def linked(self, at: int) -> bool:
        """Whether the character at a place belongs to a link or hashtag."""
        if len(self.runs) <= 1:
            return bool(self.runs) and self.runs[0].kind in ("url", "hashtag", "cashtag")
        return self.runs[self._place(at)].kind in ("url", "hashtag", "cashtag")

    def _only(self, start: int, end: int) -> Run:
        run = self.runs[0] if self.runs else Run("")
        return run if end - start == len(run.text) else Run(run.text[start:end], run.kind, run.url, run.source)

    def _between(self, start: int, end: int) -> list[Run]:
        if start >= end or not self.runs:
            return []
        offsets, found = self._offsets, []
        for place in range(self._place(start), len(self.runs)):
            begin, run = offsets[place], self.runs[place]
            if begin >= end:
                break
            piece = run.text[max(0, start - begin) : end - begin]
            found.append(run if len(piece) == len(run.text) else Run(piece, run.kind, run.url, run.source))
        return found

    def _place(self, at: int) -> int:
        """The number of the run that holds the character at `at`."""
        return min(bisect_right(self._offsets, at) - 1, len(self.runs) - 1)

    def _before_quotes(self) -> int:
        """Where the words end, before the addresses of quoted posts that close the post."""
        self.closing = []
        stop = len(self.text.rstrip())
        if not self._linked:
            return stop
        while stop:
            begin = self._offsets[self._place(stop - 1)]
            glued = begin > 0 and not self.text[begin - 1].isspace()
            if glued or self.quote_at(begin, stop) is None:
                break
            self.closing.insert(0, (begin, stop))
            stop = len(self.text[:begin].rstrip())
        return stop

    def _split(self) -> list[PostLine]:
        lines, at = [], 0
        for raw in self.text[: self.stop].split("\n"):
            size = len(raw)
            end = len(raw.rstrip())
            indent = size - len(raw.lstrip()) if end and raw[0].isspace() else 0
            lines.append(PostLine(at + indent, at + end, indent))
            at += size + 1
        return lines


def _blank_out(text: str, marks: Sequence[Mark]) -> str:
    """`text` with blanks in the place of marks, which are sorted; line ends stay."""
    if not marks:
        return text
    pieces, at = [], 0
    for mark in marks:
        pieces.append(text[at : mark.start])
        pieces.append(_NOT_LINE_END.sub(" ", text[mark.start : mark.end]))
        at = mark.end
    return "".join(pieces) + text[at:]


def _with_number(run: Run, numbering: Numbering) -> Run:
    number = numbering.of_run(run)
    return run if number is None or number == run.source else Run(run.text, run.kind, run.url, number)


def _find_quote(post: Post, url: str) -> Quote | None:
    """What the reader found out about the quoted post at `url`; None when it is no post's address."""
    address = parse_post_url(url)
    if address is None:
        return None
    for quote in post.quotes:
        known = parse_post_url(quote.url) if quote.url else None
        if known and (known.platform, known.id) == (address.platform, address.id):
            return quote
    account = Account(address.handle) if address.handle else None
    return Quote(address.url, account)
