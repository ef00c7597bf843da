"""What comes in: every shape of a thread, one module each and one line in :data:`unroller.readers.registry.FORMATS`.

    detect(capture) -> Detection       which shape it is
    read(capture)   -> (Thread, ...)   the posts, the furniture set aside, what is doubtful and what is missing

Exactly one format claims a capture that has marks of its own; their order decides nothing. The formats are loaded when
the first capture is read: whoever only opens an archive does not wait for them.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from unroller.model import Capture, Thread
from unroller.readers.base import Detection, Format, ReadOptions

if TYPE_CHECKING:
    from unroller.documents.pdf_layout import PdfText
    from unroller.readers.draft import DraftThread
    from unroller.readers.input import InputText

__all__ = ["Detection", "Format", "ReadOptions", "detect", "read"]

_DEFAULT = ReadOptions()


def detect(capture: Capture, options: ReadOptions = _DEFAULT, printed: PdfText | None = None) -> Detection:
    """What `capture` is. `printed` is what was found in it when it is a PDF; without it a PDF is refused.

    Raises:
        InputError: it is empty, binary or too large.
    """
    from unroller.readers.registry import detect_format

    _, found, confidence = detect_format(capture.data, capture.media_type, options.limits, printed)
    label = f"{found.label}, printed as PDF" if printed else found.label
    return Detection(found.name, label, confidence)


def read(capture: Capture, options: ReadOptions = _DEFAULT, printed: PdfText | None = None) -> tuple[Thread, ...]:
    """The threads of `capture`; at least one. `printed` as for :func:`detect`.

    Raises:
        InputError: there is no thread in it; the message says why and what to do.
    """
    from unroller.readers import printed_page
    from unroller.readers.assemble import assemble
    from unroller.readers.registry import detect_format

    page, found, _ = detect_format(capture.data, capture.media_type, options.limits, printed)
    drafts = found.read(page, options)
    if page.layout is not None:
        drafts = printed_page.add_pdf_details(drafts, page, page.layout)
    return tuple(
        assemble(draft, _select_repairs(page, draft, len(drafts)), capture, found.name, options.limits)
        for draft in drafts
    )


def _select_repairs(page: InputText, draft: DraftThread, drafts: int) -> InputText:
    """The page with the repairs that concern one of its threads: each is in one ledger only."""
    if drafts == 1 or not (page.repairs or page.outside):
        return page
    lines = [post.line for post in draft.posts if post.line] + [entry.line for entry in draft.removed if entry.line]
    first, last = min(lines, default=0), max(lines, default=0)
    outside = page.outside if first <= min(page.filled, default=0) + 1 else ()
    return replace(
        page, outside=outside, repairs=tuple(entry for entry in page.repairs if first <= (entry.line or 0) <= last)
    )
