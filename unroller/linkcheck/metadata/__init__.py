"""What a page says of itself: bytes in, a :class:`unroller.model.Description` out. Pure.

Pages state the same thing in many ways, and often wrongly. `html` collects what is stated in one bounded walk, `jsonld`
reads linked data though it is broken, `select` takes the surest statement, `clean` and `fields` judge titles, names and
dates: what may be wrong is left out. `posts` reads posts of the networks, `pdf` what a PDF states.
"""

from __future__ import annotations

from collections.abc import Callable

from unroller.documents.pdf_layout import PdfFacts
from unroller.linkcheck.metadata.html import collect_statements
from unroller.linkcheck.metadata.pdf import describe_pdf
from unroller.linkcheck.metadata.posts import oembed_address, parse_post
from unroller.linkcheck.metadata.select import describe_page
from unroller.model import Description

__all__ = ["describe", "oembed_address", "parse_post"]

_PAGES = frozenset(["text/html", "application/xhtml+xml", "application/xml", "text/xml", ""])
_PDFS = frozenset(["application/pdf", "application/x-pdf"])


def describe(
    body: bytes,
    media_type: str,
    url: str,
    *,
    charset: str | None = None,
    at: str | None = None,
    pdf: Callable[[bytes], PdfFacts] | None = None,
) -> Description:
    """What the document in `body`, found at `url`, says of itself. Never raises, whatever the bytes are.

    `media_type` and `charset` are what its host declared. `at` is when it was seen (ISO 8601): dates after it are not
    believed. `pdf` opens PDFs (:func:`unroller.documents.pdf.facts`); without it they have a form and nothing else.
    """
    kind = media_type.partition(";")[0].strip().lower()
    if body[:1024].lstrip(b"\0\t\n\r\f \xef\xbb\xbf").startswith(b"%PDF-") or kind in _PDFS:
        return describe_pdf(pdf(body) if pdf else PdfFacts(), at)
    if kind.startswith("video/"):
        return Description(form="video")
    if kind not in _PAGES and not body[:512].lstrip().lower().startswith((b"<!doctype html", b"<html")):
        return Description()
    return describe_page(collect_statements(body, charset), url, at)
