"""Every shape of a thread, and which of them a capture is in."""

from __future__ import annotations

from functools import lru_cache

from unroller.formats import (
    archive_parser,
    article,
    notes,
    plain,
    refused,
    ruled,
    saved_page,
    site_page,
    thread_reader,
    tweet_to_markdown,
    tweetback,
    twtext,
    x_clip,
    x_page,
)
from unroller.formats.page import Page, page_of
from unroller.formats.shape import CERTAIN, Format
from unroller.limits import Limits
from unroller.model import Capture
from unroller.printed import Print

FORMATS: tuple[Format, ...] = (
    twtext.FORMAT,
    thread_reader.FORMAT,
    x_page.FORMAT,
    x_clip.FORMAT,
    tweet_to_markdown.FORMAT,
    archive_parser.FORMAT,
    article.FORMAT,
    tweetback.FORMAT,
    *site_page.FORMATS,
    *saved_page.FORMATS,
    *refused.FORMATS,
    notes.FORMAT,
    ruled.FORMAT,
    plain.FORMAT,
)
#: The order in which they are asked, until one is certain: were two equally sure, the later name would win.
_BY_NAME = tuple(sorted(FORMATS, key=lambda form: form.name, reverse=True))


def _asked(page: Page) -> tuple[Format, ...]:
    """Who is asked. An article of our own may be about any site and quote its lines: nobody else is asked about it."""
    return (article.FORMAT,) if page.article else _BY_NAME


@lru_cache(maxsize=2)
def chosen(data: bytes, media_type: str, limits: Limits, printed: Print | None = None) -> tuple[Page, Format, float]:
    """What a capture says, the format it is in, and how sure that is.

    Remembered, so that detecting and reading one capture decode and compare it once.
    """
    page = page_of(Capture(data, media_type=media_type), limits, printed)
    best, found = -1.0, plain.FORMAT
    for form in _asked(page):
        confidence = form.detect(page)
        if confidence > best:
            best, found = confidence, form
        if best >= CERTAIN:
            break
    return page, found, best
