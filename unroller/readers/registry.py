"""Every shape of a thread, and which of them a capture is in."""

from __future__ import annotations

from functools import lru_cache

from unroller.documents.pdf_layout import PdfText
from unroller.limits import Limits
from unroller.model import Capture
from unroller.readers.base import CERTAIN, Format
from unroller.readers.html import reader as saved_page
from unroller.readers.input import InputText, read_input
from unroller.readers.markdown import archive_parser, obsidian_clipper, tweet_to_markdown
from unroller.readers.own_article import reader
from unroller.readers.text import (
    not_a_thread,
    notes,
    plain,
    ruled,
    social_page,
    thread_reader,
    tweetback,
    twtext,
    unroller_sites,
)

FORMATS: tuple[Format, ...] = (
    twtext.FORMAT,
    thread_reader.FORMAT,
    social_page.FORMAT,
    obsidian_clipper.FORMAT,
    tweet_to_markdown.FORMAT,
    archive_parser.FORMAT,
    reader.FORMAT,
    tweetback.FORMAT,
    *unroller_sites.FORMATS,
    *saved_page.FORMATS,
    *not_a_thread.FORMATS,
    notes.FORMAT,
    ruled.FORMAT,
    plain.FORMAT,
)
#: The order in which they are asked, until one is certain: were two equally sure, the later name would win.
_BY_NAME = tuple(sorted(FORMATS, key=lambda form: form.name, reverse=True))


def candidate_formats(page: InputText) -> tuple[Format, ...]:
    """Who is asked. An article of our own may be about any site and quote its lines: nobody else is asked about it."""
    return (reader.FORMAT,) if page.article else _BY_NAME


@lru_cache(maxsize=2)
def detect_format(
    data: bytes, media_type: str, limits: Limits, printed: PdfText | None = None
) -> tuple[InputText, Format, float]:
    """What a capture says, the format it is in, and how sure that is.

    Remembered, so that detecting and reading one capture decode and compare it once.
    """
    page = read_input(Capture(data, media_type=media_type), limits, printed)
    best, found = -1.0, plain.FORMAT
    for form in candidate_formats(page):
        confidence = form.detect(page)
        if confidence > best:
            best, found = confidence, form
        if best >= CERTAIN:
            break
    return page, found, best
