"""Posts between rules (``---``, ``***``, ``___``, ``• • •``) or under headings with their numbers (``## 2/12``)."""

from __future__ import annotations

from unroller.readers.base import LIKELY, Format, ReadOptions
from unroller.readers.draft import Draft
from unroller.readers.input import Page
from unroller.readers.segmentation import Evidence
from unroller.readers.text.body import has_marks, split


def detect(page: Page) -> float:
    """Likely when rules or numbered headings part what is as long as posts are."""
    return LIKELY if has_marks(page.lines) else 0.0


def read(page: Page, options: ReadOptions) -> tuple[Draft, ...]:
    """The one thread of the text."""
    body = split(page.pieces(), Evidence(platform=options.platform))
    return (Draft(posts=body.posts, platform=options.platform, removed=body.removed, doubts=body.doubts),)


FORMAT = Format("ruled", "posts between rules", detect, read)
