"""Posts between rules (``---``, ``***``, ``___``, ``• • •``) or under headings with their numbers (``## 2/12``)."""

from __future__ import annotations

from unroller.messages import Message
from unroller.readers.base import LIKELY, ReadOptions
from unroller.readers.draft import DraftThread
from unroller.readers.input import InputText
from unroller.readers.segmentation import Evidence
from unroller.readers.text.base import TextReader
from unroller.readers.text.body import has_marks, split_posts


def detect(page: InputText) -> float:
    """Likely when rules or numbered headings part what is as long as posts are."""
    return LIKELY if has_marks(page.lines) else 0.0


def read(page: InputText, options: ReadOptions) -> tuple[DraftThread, ...]:
    """The one thread of the text."""
    body = split_posts(page.pieces(), Evidence(platform=options.platform))
    return (DraftThread(posts=body.posts, platform=options.platform, removed=body.removed, doubts=body.doubts),)


READERS = (TextReader("ruled", Message("posts between rules"), detect, read),)
