"""What comes in: every shape of a thread, one module each and one line in :data:`FORMATS`.

    detect(capture) -> Detection       which shape it is
    read(capture)   -> (Thread, ...)   the posts, the furniture set aside, what is doubtful and what is missing

Exactly one format claims a capture that has marks of its own; their order here decides nothing.
"""

from __future__ import annotations

from dataclasses import replace
from functools import lru_cache

from unroller.formats import (
    archive_parser,
    article,
    notes,
    plain,
    printed_page,
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
from unroller.formats.assemble import assemble
from unroller.formats.draft import Draft
from unroller.formats.page import Page, page_of
from unroller.formats.shape import CERTAIN, Detection, Format, ReadOptions
from unroller.limits import Limits
from unroller.model import Capture, Thread
from unroller.printed import Print

__all__ = ["FORMATS", "Detection", "Format", "ReadOptions", "detect", "read"]

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
_DEFAULT = ReadOptions()


def detect(capture: Capture, options: ReadOptions = _DEFAULT, printed: Print | None = None) -> Detection:
    """What `capture` is. `printed` is what was found in it when it is a PDF; without it a PDF is refused.

    Raises:
        InputError: it is empty, binary or too large.
    """
    _, chosen, confidence = _chosen(capture.data, capture.media_type, options.limits, printed)
    label = f"{chosen.label}, printed as PDF" if printed else chosen.label
    return Detection(chosen.name, label, confidence)


def read(capture: Capture, options: ReadOptions = _DEFAULT, printed: Print | None = None) -> tuple[Thread, ...]:
    """The threads of `capture`; at least one. `printed` as for :func:`detect`.

    Raises:
        InputError: there is no thread in it; the message says why and what to do.
    """
    page, chosen, _ = _chosen(capture.data, capture.media_type, options.limits, printed)
    drafts = chosen.read(page, options)
    if page.layout is not None:
        drafts = printed_page.completed(drafts, page, page.layout)
    return tuple(
        assemble(draft, _share(page, draft, len(drafts)), capture, chosen.name, options.limits) for draft in drafts
    )


def _share(page: Page, draft: Draft, drafts: int) -> Page:
    """The page with the repairs that concern one of its threads: each is in one ledger only."""
    if drafts == 1 or not (page.repairs or page.outside):
        return page
    lines = [post.line for post in draft.posts if post.line] + [entry.line for entry in draft.removed if entry.line]
    first, last = min(lines, default=0), max(lines, default=0)
    outside = page.outside if first <= min(page.filled, default=0) + 1 else ()
    return replace(
        page, outside=outside, repairs=tuple(entry for entry in page.repairs if first <= (entry.line or 0) <= last)
    )


def claims(page: Page) -> tuple[str, ...]:
    """The names of the formats that recognise marks of their own; more than one would be a mistake in their rules."""
    return tuple(form.name for form in _asked(page) if form.detect(page) >= CERTAIN)


def _asked(page: Page) -> tuple[Format, ...]:
    """Who is asked. An article of our own may be about any site and quote its lines: nobody else is asked about it."""
    return (article.FORMAT,) if page.article else _BY_NAME


@lru_cache(maxsize=2)
def _chosen(data: bytes, media_type: str, limits: Limits, printed: Print | None = None) -> tuple[Page, Format, float]:
    """Remembered, so that detecting and reading one capture decode and compare it once."""
    page = page_of(Capture(data, media_type=media_type), limits, printed)
    best, chosen = -1.0, plain.FORMAT
    for form in _asked(page):
        confidence = form.detect(page)
        if confidence > best:
            best, chosen = confidence, form
        if best >= CERTAIN:
            break
    return page, chosen, best
