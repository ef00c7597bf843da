"""The lists and quotes of a note, distinguished line by line as CommonMark 0.31 does. Pure.

Python-Markdown makes no list of lines that follow a paragraph at once, wants four blanks for a level, and knows ``1)``
not at all. So lists and quotes are found here; paragraphs, headings, code and all within a line are left to it.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from unroller.regex import compile_re

#: A line with so many blanks before it begins no block but code.
_CODE = 4
_MARKER = compile_re(r"([-+*]|([0-9]{1,9})([.)]))(?= |$)")
_HEADING = compile_re(r"#{1,6}(?: |$)")
_FENCE = compile_re(r"(`{3,})[^`]*$|(~{3,})")
_UNDERLINE = compile_re(r"(?:=+|-+) *$")


@dataclass(slots=True)
class TextBlock:
    """Lines that are in no list or quote of their own, without the blanks of those around them."""

    lines: list[str] = field(default_factory=list)


@dataclass(slots=True)
class QuoteBlock:
    """A quote and what is in it."""

    blocks: list[NoteBlock] = field(default_factory=list)


@dataclass(slots=True)
class ListBlock:
    """A list: its marker (``-``, ``+``, ``*``, ``.``, ``)``), the number that it begins with (`start`, None for a
    bullet), the blocks of each item, and whether it is `loose`: with blank lines between its parts."""

    marker: str
    start: int | None = None
    items: list[list[NoteBlock]] = field(default_factory=list)
    loose: bool = False


NoteBlock = TextBlock | QuoteBlock | ListBlock


def parse_blocks(lines: Iterable[str], deepest: int) -> list[NoteBlock]:
    """The blocks of a note.

    Args:
        lines: without tabs and line ends.
        deepest: the most levels of lists and quotes; what is deeper is text.

    Returns:
        The blocks, in order.
    """
    reader = _BlockReader(deepest)
    for line in lines:
        reader.take(line)
    return reader.blocks


def measure_depth(blocks: Sequence[NoteBlock]) -> int:
    """The depth of nested lists and quotes."""
    inner = [0]
    for block in blocks:
        if isinstance(block, QuoteBlock):
            inner.append(1 + measure_depth(block.blocks))
        elif isinstance(block, ListBlock):
            inner += [1 + measure_depth(item) for item in block.items]
    return max(inner)


@dataclass(slots=True)
class _OpenBlock:
    """A quote, or an item of a `listing`, that the next line may belong to: its `blocks`, and how many blanks a line
    of the item begins with."""

    blocks: list[NoteBlock]
    listing: ListBlock | None = None
    blanks: int = 0


class _BlockReader:
    """Takes the lines, one after the other."""

    def __init__(self, deepest: int) -> None:
        self.blocks: list[NoteBlock] = []
        self._deepest = deepest
        self._open = [_OpenBlock(self.blocks)]
        #: What the last line was of: "text" of a paragraph, "code", or something that ended with it.
        self._leaf = ""
        self._fence = ""
        self._after_blank = False

    def take(self, line: str) -> None:
        """The next line."""
        held, rest = self._held(line)
        whole = held == len(self._open)
        if self._fence and whole:
            self._lines().append(rest)
            if rest.strip() and not rest.strip().strip(self._fence[0]) and rest.strip().startswith(self._fence):
                self._fence = ""
            return
        self._fence = ""
        if not rest.strip():
            self._blank(held)
            return
        opened = False
        while (begun := self._begin(held, rest, paragraph=whole and not opened and self._leaf == "text")) is not None:
            held, rest, opened = len(self._open), begun, True
        if rest.strip():
            self._write(held, rest, fresh=opened)

    def _held(self, line: str) -> tuple[int, str]:
        """How many of the open lists and quotes the line belongs to, and what is left of it within them."""
        rest = line
        for place, one in enumerate(self._open[1:], 1):
            indent = _count_indent(rest)
            if one.listing is None:
                if indent >= _CODE or rest[indent : indent + 1] != ">":
                    return place, rest
                rest = rest[indent + 1 :].removeprefix(" ")
            elif not rest.strip():
                if not one.blocks:  # an item begins with one blank line at most
                    return place, rest
            elif indent >= one.blanks:
                rest = rest[one.blanks :]
            else:
                return place, rest
        return len(self._open), rest

    def _blank(self, held: int) -> None:
        """A blank line: it ends paragraphs, and quotes that it does not belong to."""
        self._close(held)
        last = self._open[-1]
        self._after_blank = len(self._open) == 1 or last.listing is not None
        if self._leaf != "code":
            self._leaf = ""
        if last.blocks and isinstance(last.blocks[-1], TextBlock):
            last.blocks[-1].lines.append("")

    def _begin(self, held: int, rest: str, *, paragraph: bool) -> str | None:
        """Open the quote or item that `rest` begins with.

        Args:
            held: how many open lists and quotes the line belongs to.
            rest: the line within them.
            paragraph: whether the line would go on a paragraph.

        Returns:
            What is left of the line within it; None where none begins.
        """
        indent = _count_indent(rest)
        body = rest[indent:]
        if indent >= _CODE or min(held, len(self._open)) > self._deepest:
            return None
        if body.startswith(">"):
            self._close(held)
            quote = QuoteBlock()
            self._add(quote)
            self._open.append(_OpenBlock(quote.blocks))
            return body[1:].removeprefix(" ")
        match = _MARKER.match(body)
        if not match or _is_rule(body) or (paragraph and _UNDERLINE.match(body)):
            return None
        after = body[match.end() :]
        number = int(match[2]) if match[2] else None
        if paragraph and (not after.strip() or number not in (None, 1)):
            return None
        blanks = _count_indent(after) if after.strip() and _count_indent(after) <= _CODE else 1
        self._close(held)
        self._item(match[3] or match[1], number, indent + match.end() + blanks)
        return after[blanks:]

    def _item(self, marker: str, number: int | None, blanks: int) -> None:
        """Open an item, of the list before it or of a new one."""
        around = self._open[-1].blocks
        listing = around[-1] if around else None
        if isinstance(listing, ListBlock) and listing.marker == marker:
            listing.loose = listing.loose or self._after_blank
        else:
            listing = ListBlock(marker, number)
            self._add(listing)
        self._after_blank = False
        self._leaf = ""
        listing.items.append([])
        self._open.append(_OpenBlock(listing.items[-1], listing, blanks))

    def _write(self, held: int, rest: str, *, fresh: bool) -> None:
        """A line of text, of code, a heading or a rule; `fresh` when a quote or an item begins with it."""
        going_on = self._leaf == "text" and not fresh
        whole = held == len(self._open)
        body = rest.lstrip(" ")
        if _count_indent(rest) >= _CODE:
            if going_on:  # blanks before it keep the library from seeing more than text in it
                self._lines().append(" " * _CODE + body)
                return
            self._close(held)
            self._lines(begins=self._leaf != "code").append(rest)
            self._leaf = "code"
            return
        kind = "underline" if going_on and whole and _UNDERLINE.match(body) else _detect_kind(body)
        if not (going_on and kind == "text"):
            self._close(held)
        self._lines(begins=not (going_on and kind in {"text", "underline"})).append(rest if kind == "fence" else body)
        self._leaf = "text" if kind == "text" else ""
        if kind == "fence" and (match := _FENCE.match(body)):
            self._fence = match[1] or match[2]

    def _close(self, held: int) -> None:
        """Close all but the first `held`."""
        if held < len(self._open):
            del self._open[held:]
            self._leaf = ""

    def _add(self, block: NoteBlock) -> None:
        """Put a block into the innermost list or quote."""
        self._part()
        self._open[-1].blocks.append(block)
        self._leaf = ""

    def _lines(self, *, begins: bool = False) -> list[str]:
        """The lines that the next one goes to; `begins` when it is no more of the block before it."""
        if begins:
            self._part()
        self._after_blank = False
        blocks = self._open[-1].blocks
        last = blocks[-1] if blocks else None
        if not isinstance(last, TextBlock):
            last = TextBlock()
            blocks.append(last)
        lines = last.lines
        if begins and lines and lines[-1]:
            lines.append("")
        return lines

    def _part(self) -> None:
        """A further block begins: after a blank line it makes the list loose that it is in."""
        last = self._open[-1]
        if self._after_blank and last.listing and last.blocks:
            last.listing.loose = True
        self._after_blank = False


def _count_indent(text: str) -> int:
    return len(text) - len(text.lstrip(" "))


def _is_rule(body: str) -> bool:
    signs = body.replace(" ", "")
    return len(signs) >= 3 and signs[0] in "-_*" and signs == signs[0] * len(signs)


def _detect_kind(body: str) -> str:
    """The kind of a line outside code: "heading", "rule", "fence" or "text"."""
    if _HEADING.match(body):
        return "heading"
    if _is_rule(body):
        return "rule"
    return "fence" if _FENCE.match(body) else "text"
