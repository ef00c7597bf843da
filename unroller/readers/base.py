"""The contract of every reader: what it is called, which kinds of media it reads, whether an input is its own, and the
threads in it. What a reader needs of an input is a :class:`ReaderInput`, which computes each form of it once.

Three kinds of readers keep this contract: :class:`unroller.readers.text.base.TextReader` (text in lines),
:class:`unroller.readers.html.site_reader.SiteReader` (saved pages of one site) and
:class:`unroller.account_exports.ExportFormat` (exports of accounts). :mod:`unroller.readers.registry` lists them all.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Protocol

from unroller.documents.media import START, MediaKind, detect_media
from unroller.limits import DEFAULT, Limits
from unroller.messages import Message
from unroller.model import Capture, Platform, Thread

if TYPE_CHECKING:
    from unroller.documents.pdf_layout import PdfText
    from unroller.readers.html.base import HtmlPage
    from unroller.readers.input import InputText

#: Confidence of a reader that recognises its own marks. At most one reader gives this much for any input.
CERTAIN = 0.9
#: Confidence of a reader whose marks are there, but not in full.
FAIRLY_SURE = 0.8
#: Confidence in a form that many tools share (rules, an address on the first line).
LIKELY = 0.5
#: Confidence of plain text, which anything is.
LAST_RESORT = 0.1

#: Saved web pages.
PAGES: frozenset[MediaKind] = frozenset({"html", "mhtml", "webarchive"})
#: What holds lines of text: a page's main text too, and a printed page.
TEXTS: frozenset[MediaKind] = frozenset({"text", "pdf", *PAGES})
#: Files that only an export of an account is: a container, or a file out of one.
CONTAINERS: frozenset[MediaKind] = frozenset({"zip", "gzip", "tar"})
EXPORT_FILES: frozenset[MediaKind] = frozenset({"json", "javascript", "car", "csv"})


@dataclass(frozen=True, slots=True)
class ReadOptions:
    """How to read: `platform` overrules what was detected, `limits` bound what is read. `force`: what does not look
    like a thread is read as one."""

    platform: Platform | None = None
    limits: Limits = DEFAULT
    force: bool = False


@dataclass(frozen=True, slots=True)
class Detection:
    """What a capture was taken for: the reader's name, its label for people, and how sure that is (0 to 1)."""

    format: str
    label: Message
    confidence: float


class Opener(Protocol):
    """Opens what is only opened in a process of its own, under limits. Readers are pure: they ask for what is in it."""

    def open_pdf(self, data: bytes, limits: Limits) -> PdfText:
        """The text of a PDF.

        Raises:
            InputError: it is locked, damaged or holds no text.
        """

    def open_export(self, capture: Capture, limits: Limits) -> Iterable[Thread]:
        """The threads of an export of an account.

        Raises:
            InputError: there is none in it, or it cannot be opened.
        """


class ReaderInput:
    """An input as readers are asked about it.

    `printed` is the text of a PDF where that was opened already. Without an `opener` other PDFs and exports of accounts
    are not read, and refused as what they are.
    """

    def __init__(
        self,
        capture: Capture,
        limits: Limits = DEFAULT,
        *,
        printed: PdfText | None = None,
        opener: Opener | None = None,
    ) -> None:
        self.capture = capture
        self.limits = limits
        self._printed = printed
        self._opener = opener

    @property
    def start(self) -> bytes:
        """The first 64 KiB."""
        return self.capture.data[:START]

    @cached_property
    def kinds(self) -> tuple[MediaKind, ...]:
        """The kinds of media that it may be of, the most telling first."""
        if self._printed is not None:
            return ("pdf",)
        found = detect_media(self.capture.data, self.capture.media_type)
        if self._opener is not None:
            return found
        return tuple(kind for kind in found if kind in PAGES) or ("text",)

    @property
    def is_page(self) -> bool:
        """Whether it is a saved web page."""
        return not PAGES.isdisjoint(self.kinds)

    @cached_property
    def printed(self) -> PdfText | None:
        """The text of a PDF; None of anything else."""
        if self._printed is None and self._opener is not None and "pdf" in self.kinds:
            return self._opener.open_pdf(self.capture.data, self.limits)
        return self._printed

    @cached_property
    def page(self) -> HtmlPage:
        """A saved web page, parsed.

        Raises:
            InputError: a damaged container, or a page past the limits.
        """
        from unroller.readers.html.document import parse_saved_page

        return parse_saved_page(self.capture.data, self.limits)

    @cached_property
    def text(self) -> InputText:
        """Its lines: those of a text, of a page's main text, or of a printed page.

        Raises:
            InputError: it is empty, binary or too large.
        """
        if self.printed is not None:
            from unroller.readers.printed_page import read_print

            return read_print(self.printed, self.limits)
        if self.is_page:
            from unroller.readers.html.document import read_page

            return read_page(self.page, self.limits)
        from unroller.readers.input import read_text

        return read_text(self.capture, self.limits)

    def label_for(self, reader: Reader) -> Message:
        """What it was taken for, for people."""
        if "pdf" in self.kinds:
            return Message("{format}, printed as PDF", format=reader.label)
        return reader.label

    def open_export(self, limits: Limits) -> Iterable[Thread]:
        """The threads of an export of an account.

        Raises:
            InputError: there is none in it, or it cannot be opened.
        """
        return self._opener.open_export(self.capture, limits) if self._opener else ()


class Reader(Protocol):
    """Reads one kind of input.

    `name` stays for ever: kept threads name it. `label` is for people. `kinds` are the media that it may be asked
    about.
    """

    @property
    def name(self) -> str: ...
    @property
    def label(self) -> Message: ...
    @property
    def kinds(self) -> frozenset[MediaKind]: ...

    def detect(self, source: ReaderInput) -> float | None:
        """How sure it is that the input is its own (0 to 1); None when it is not."""

    def read(self, source: ReaderInput, options: ReadOptions) -> Iterable[Thread]:
        """The threads of an input that it detected; at least one.

        Raises:
            InputError: there is no thread in it; the message says why and what to do.
        """
