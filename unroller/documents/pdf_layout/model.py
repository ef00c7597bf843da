"""What a print holds, as values. Lengths are points; y counts upwards from the lower edge of the sheet."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class TextRun:
    """Text shown in one go. A unit is a character, or several that one sign stands for.

    `edges` are the left edges of the units and the right edge of the last; `y` is the baseline; `font` numbers the
    fonts of the document, bold ones oddly; `level` is False for text that leans or stands on its side.
    """

    units: tuple[str, ...]
    edges: tuple[float, ...]
    y: float
    size: float
    font: int = 0
    level: bool = True


@dataclass(frozen=True, slots=True)
class PdfLink:
    """A rectangle of the sheet that leads to an address."""

    left: float
    low: float
    right: float
    high: float
    url: str


@dataclass(frozen=True, slots=True)
class PdfPage:
    """One page: its snippets in the order in which they were painted, which is the order of reading."""

    width: float
    height: float
    snippets: tuple[TextRun, ...]
    links: tuple[PdfLink, ...] = ()


@dataclass(frozen=True, eq=False)
class PdfText:
    """A printed document. `title` and `author` are what the file says of itself: hints, no more."""

    sheets: tuple[PdfPage, ...]
    title: str = ""
    author: str = ""


@dataclass(frozen=True, slots=True)
class PdfFacts:
    """What a PDF states, as it is written there: XMP's `titles` and `authors` before the information dictionary's."""

    titles: tuple[str, ...] = ()
    authors: tuple[str, ...] = ()
    dates: tuple[str, ...] = ()
    lang: str = ""
    identifiers: tuple[str, ...] = ()
