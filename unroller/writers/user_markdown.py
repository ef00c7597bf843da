"""A person's own notes: Markdown in, a little HTML out. Nothing hangs, nothing acts, nothing is loaded from elsewhere.

The library is quadratic and worse in brackets, and lists recurse, so what it is given is bounded first: a text past a
bound is shown as it was typed, line by line. Headings, lists and quotes are those of CommonMark, where the library has
older ones. What it makes is cleaned to a list of elements; raw HTML in a note ends there too.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Any
from xml.etree.ElementTree import Element, SubElement

import markdown
import nh3
from markdown import blockparser, blockprocessors
from markupsafe import Markup, escape

from unroller.regex import compile_re
from unroller.writers.user_markdown_blocks import NoteBlock, QuoteBlock, TextBlock, measure_depth, parse_blocks

#: Characters; signs that make the library search on (each measured at its bound: `tests/writers/test_notes.py`); how
#: deep lists and quotes may be nested.
MOST_CHARS = 8_000
MOST_SIGNS = {"\n": 400, "[": 60, "(": 200, "`": 200, "<": 100, "*": 400, "_": 400, "&": 400}
DEEPEST = 8

_TAGS = {"p", "br", "em", "strong", "a", "ul", "ol", "li", "blockquote", "code", "pre", "hr", "h3", "h4", "h5", "h6"}
_HEADING = compile_re(r"<(/?)h([1-6])>")
_REL = "noopener noreferrer nofollow ugc"


def is_simple(text: str) -> bool:
    """Whether the Markdown library may see `text`, whose lines end in line feeds."""
    return (
        len(text) <= MOST_CHARS
        and all(text.count(sign) <= most for sign, most in MOST_SIGNS.items())
        and measure_depth(parse_blocks(text.expandtabs(4).split("\n"), DEEPEST + 1)) <= DEEPEST
    )


class _Heading(blockprocessors.HashHeaderProcessor):  # type: ignore[misc]  # Markdown is untyped
    """A heading has a blank after its signs, or nothing: ``#tides`` and ``#1`` are text. Signs at its end are taken off
    where a blank precedes them."""

    RE = compile_re(r"(?:^|\n)(?P<level>#{1,6})(?=[ \n]|$)(?P<header>[^\n]*?)(?:(?<= )#+ *)?(?:\n|$)")


class _Parser(blockparser.BlockParser):  # type: ignore[misc]
    """The library's, but for lists and quotes."""

    def parseChunk(self, parent: Element, text: str) -> None:  # noqa: N802 - the library's name
        """Put what `text` is into `parent`."""
        self._put(parent, parse_blocks(text.split("\n"), DEEPEST))

    def _put(self, parent: Element, blocks: Sequence[NoteBlock]) -> None:
        for block in blocks:
            if isinstance(block, TextBlock):
                super().parseChunk(parent, "\n".join(block.lines).rstrip("\n"))
            elif isinstance(block, QuoteBlock):
                self._put_within("blockquote", SubElement(parent, "blockquote"), block.blocks)
            else:
                element = SubElement(parent, "ul" if block.start is None else "ol")
                if block.start not in (None, 1):
                    element.set("start", str(block.start))
                for item in block.items:
                    self._put_within("item" if block.loose else "list", SubElement(element, "li"), item)

    def _put_within(self, state: str, parent: Element, blocks: Sequence[NoteBlock]) -> None:
        """The same; in the `state` "list" the library makes no paragraphs."""
        self.state.set(state)
        self._put(parent, blocks)
        self.state.reset()


class _Markdown(markdown.Markdown):  # type: ignore[misc]
    def build_parser(self) -> Any:
        """The library's parts, with these of ours."""
        super().build_parser()
        self.parser = _Parser(self)
        for place, (name, kind) in enumerate(_BLOCKS.items()):
            self.parser.blockprocessors.register(kind(self.parser), name, -place)
        return self


#: What lines may be that are in no list or quote, in the library's order.
_BLOCKS = {
    "empty": blockprocessors.EmptyBlockProcessor,
    "code": blockprocessors.CodeBlockProcessor,
    "hashheader": _Heading,
    "setextheader": blockprocessors.SetextHeaderProcessor,
    "hr": blockprocessors.HRProcessor,
    "reference": blockprocessors.ReferenceProcessor,
    "paragraph": blockprocessors.ParagraphProcessor,
}


def render_note(text: str) -> Markup:
    """A note as HTML: paragraphs, lists, quotes, emphasis, links, code, headings from the third level down."""
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    if not text.strip():
        return Markup("")
    if not is_simple(text):
        return Markup("<br>").join(escape(line) for line in text.split("\n"))
    converted = _HEADING.sub(_lower_heading, _Markdown().convert(text))
    clean = nh3.clean(
        converted,
        tags=_TAGS,
        attributes={"a": {"href", "title"}, "ol": {"start"}},
        url_schemes={"http", "https", "mailto"},
        link_rel=_REL,
    )
    return Markup(clean)  # noqa: S704 - what nh3 has cleaned


def _lower_heading(heading: re.Match[str]) -> str:
    """A heading two levels down: the page has its own first and second."""
    return f"<{heading[1]}h{min(int(heading[2]) + 2, 6)}>"
