"""The description of a PDF, from what its information dictionary and its XMP state."""

from __future__ import annotations

from unroller.documents.pdf_layout import PdfFacts
from unroller.linkcheck.metadata import clean
from unroller.linkcheck.metadata.fields import parse_authors, read_date
from unroller.linkcheck.metadata.select import extract_doi, parse_language
from unroller.model import UNKNOWN_DATE, Date, Description
from unroller.regex import compile_re

_PDF_DATE = compile_re(r"D?:?(\d{4})(\d{2})?(\d{2})?")


def describe_pdf(facts: PdfFacts, latest: str | None = None) -> Description:
    """The description of a PDF; a title that a program filled in gives none.

    The date is that of the document's making, to the day at most: the hour is that of somebody's export.
    """
    title = next((cleaned for text in facts.titles if (cleaned := clean.clean_title(text))), None)
    dates = [value for text in facts.dates if (value := read_date(_read_date(text), latest=latest, web=True))]
    return Description(
        form="pdf",
        title=title,
        authors=parse_authors(facts.authors, several=True),
        published=Date(value=dates[0][:10], how="stated") if dates else UNKNOWN_DATE,
        lang=parse_language(facts.lang),
        doi=next((doi for text in facts.identifiers if (doi := extract_doi(text))), None),
    )


def _read_date(text: str) -> str:
    """``D:20210304…`` as an ISO date; anything else as it is."""
    match = _PDF_DATE.match(text.strip())
    if not match or "-" in text[:8]:
        return text
    return "-".join(part for part in match.groups() if part)
