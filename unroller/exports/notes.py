"""A person's own notes: Markdown in, a little HTML out. Nothing hangs, nothing acts, nothing is loaded from elsewhere.

The library is quadratic and worse in brackets, and recurses into nested lists, so what it is given is bounded first: a
text past a bound is shown as it was typed, line by line. What it makes is cleaned to a list of elements; raw HTML in a
note ends there too.
"""

from __future__ import annotations

import re

import markdown
import nh3
from markupsafe import Markup, escape

#: Characters; signs that make the library search on (each measured at its bound: `tests/test_notes.py`); how deep lists
#: and quotes may stand in each other.
MOST_CHARS = 8_000
MOST_SIGNS = {"\n": 400, "[": 60, "(": 200, "`": 200, "<": 100, "*": 400, "_": 400, "&": 400}
DEEPEST = 8

_LEAD = re.compile(r"(?:[ \t]|>|[-*+](?=[ \t])|\d{1,9}[.)](?=[ \t])){0,400}")
_MARKERS = re.compile(r">|[-*+]|\d{1,9}[.)]")
_TAGS = {"p", "br", "em", "strong", "a", "ul", "ol", "li", "blockquote", "code", "pre", "hr", "h3", "h4", "h5", "h6"}
_HEADING = re.compile(r"<(/?)h([1-6])>")
_REL = "noopener noreferrer nofollow ugc"


def is_simple(text: str) -> bool:
    """Whether the Markdown library may see `text`."""
    return (
        len(text) <= MOST_CHARS
        and all(text.count(sign) <= most for sign, most in MOST_SIGNS.items())
        and all(_depth(line) <= DEEPEST for line in text.split("\n"))
    )


def _depth(line: str) -> int:
    """How deep a line stands in lists and quotes: its markers, and four blanks or a tab for one more."""
    lead = (_LEAD.match(line) or [""])[0].expandtabs(4)
    return len(_MARKERS.findall(lead)) + lead.count(" ") // 4


def note_html(text: str) -> Markup:
    """A note as HTML: paragraphs, lists, quotes, emphasis, links, code, headings from the third level down."""
    if not text.strip():
        return Markup("")
    if not is_simple(text):
        return Markup("<br>").join(escape(line) for line in text.split("\n"))
    made = _HEADING.sub(_lowered, markdown.markdown(text, extensions=["sane_lists"]))
    clean = nh3.clean(
        made,
        tags=_TAGS,
        attributes={"a": {"href", "title"}, "ol": {"start"}},
        url_schemes={"http", "https", "mailto"},
        link_rel=_REL,
    )
    return Markup(clean)  # noqa: S704 - what nh3 has cleaned


def _lowered(heading: re.Match[str]) -> str:
    """A heading two levels down: the page has its own first and second."""
    return f"<{heading[1]}h{min(int(heading[2]) + 2, 6)}>"
