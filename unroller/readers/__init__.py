"""What comes in: every form of a thread, one reader each, all of them in :mod:`unroller.readers.registry`.

    detect(capture) -> Detection       which reader it is for
    read(capture)   -> (Thread, ...)   the posts, the boilerplate set aside, what is doubtful and what is missing

The kind of media is seen in the first bytes; the readers of that kind are then asked until one is certain. They are
loaded when they are first asked: whoever only opens an archive does not wait for them.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from unroller.model import Capture, Thread
from unroller.readers.base import Detection, Opener, Reader, ReaderInput, ReadOptions

if TYPE_CHECKING:
    from unroller.documents.pdf_layout import PdfText

__all__ = ["Detection", "Opener", "ReadOptions", "Reader", "ReaderInput", "detect", "read"]

_DEFAULT = ReadOptions()


def detect(capture: Capture, options: ReadOptions = _DEFAULT, printed: PdfText | None = None) -> Detection:
    """What `capture` is. `printed` is its text when it is a PDF; without it a PDF is refused.

    Raises:
        InputError: it is empty, binary or too large.
    """
    from unroller.readers.registry import open_capture

    source, reader, confidence = open_capture(capture, options.limits, printed, force=options.force)
    return Detection(reader.name, source.label_for(reader), confidence)


def read(capture: Capture, options: ReadOptions = _DEFAULT, printed: PdfText | None = None) -> tuple[Thread, ...]:
    """The threads of `capture`; at least one. `printed` as for :func:`detect`.

    Raises:
        InputError: there is no thread in it; the message says why and what to do.
    """
    from unroller.readers.registry import open_capture

    source, reader, _ = open_capture(capture, options.limits, printed, force=options.force)
    return tuple(reader.read(source, options))
