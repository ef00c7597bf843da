"""Plain text, the last resort: numbered or not, one newline or blank lines between posts; also a single post."""

from __future__ import annotations

from unroller.boundaries import Evidence
from unroller.formats.body import split
from unroller.formats.draft import Draft
from unroller.formats.page import Page
from unroller.formats.shape import LAST_RESORT, Format, ReadOptions


def detect(_page: Page) -> float:
    """Anything is plain text."""
    return LAST_RESORT


def read(page: Page, options: ReadOptions) -> tuple[Draft, ...]:
    """The one thread of the text."""
    body = split(page.pieces(), Evidence(platform=options.platform))
    return (Draft(posts=body.posts, platform=options.platform, removed=body.removed, doubts=body.doubts),)


FORMAT = Format("plain", "plain text", detect, read)
