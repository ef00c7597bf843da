"""Text copied from twtext.com or twunroll.com, in the layouts of all its extractors."""

from __future__ import annotations

from typing import Literal

from unroller.boilerplate import TWTEXT, Trimmed
from unroller.boundaries import Evidence
from unroller.formats.body import split
from unroller.formats.draft import Draft
from unroller.formats.page import Page
from unroller.formats.shape import CERTAIN, Format, ReadOptions
from unroller.model import Account


def detect(page: Page) -> float:
    """Certain when one of the site's own lines stands in its place."""
    if not page.may_be(TWTEXT):
        return 0.0
    found = page.trim(TWTEXT)
    return CERTAIN if found.sure or found.cut else 0.0


def read(page: Page, options: ReadOptions) -> tuple[Draft, ...]:
    """The one thread of the page; the footer names the author."""
    found = page.trim(TWTEXT)
    pieces = page.pieces(found.start, found.stop)
    body = split(pieces, Evidence(platform=options.platform or "x", separator=_separator(page, found)), rules=False)
    handle = found.facts.get("handle")
    return (
        Draft(
            posts=body.posts,
            author=Account(handle) if handle else None,
            platform=options.platform or "x",
            removed=(*found.removed, *body.removed),
            doubts=body.doubts,
            cut=found.cut,
        ),
    )


def _separator(page: Page, found: Trimmed) -> Literal["newline", "unknown"]:
    """The usual extractor puts one newline between posts, and before the footer too; others are told by the text."""
    if found.stop < len(page.lines) and found.stop > 0 and page.lines[found.stop - 1].strip():
        return "newline"
    return "unknown"


FORMAT = Format("twtext", "twtext page", detect, read)
