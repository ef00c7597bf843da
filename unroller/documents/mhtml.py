"""Files that wrap a saved page: MHTML (Chromium, Edge) and ``.webarchive`` (Safari). Out comes the page itself.

Both are read with the standard library. Nothing in them is run or fetched; the pictures beside the page stay where
they are.
"""

from __future__ import annotations

import plistlib
from dataclasses import dataclass
from email import policy
from email.parser import BytesParser
from xml.parsers.expat import ExpatError

from unroller.documents.media import START, is_mhtml, is_webarchive
from unroller.errors import InputError
from unroller.messages import Message
from unroller.urls import safe_url


@dataclass(frozen=True, slots=True)
class WrappedPage:
    """A page out of its container: its bytes, the encoding stated for them, and where it was saved from."""

    data: bytes
    charset: str | None
    url: str | None
    container: str


def unwrap(data: bytes) -> WrappedPage | None:
    """The page inside `data`, or None when it is no container.

    Raises:
        InputError: it is a container, but damaged or without a page.
    """
    if is_webarchive(data[:START]):
        return _unwrap_webarchive(data)
    return _unwrap_mhtml(data) if is_mhtml(data[:START]) else None


def _unwrap_mhtml(data: bytes) -> WrappedPage:
    message = BytesParser(policy=policy.default).parsebytes(data)
    for part in message.walk():
        if part.get_content_type() in ("text/html", "application/xhtml+xml"):
            page = part.get_payload(decode=True)
            if isinstance(page, bytes) and page.strip():
                place = str(part["Content-Location"] or message["Snapshot-Content-Location"] or "")
                return WrappedPage(page, part.get_content_charset(), safe_url(place.strip()), "MHTML")
    raise InputError(Message("this is an MHTML file without a page in it: save the page again, as a whole"))


def _unwrap_webarchive(data: bytes) -> WrappedPage:
    try:
        main = plistlib.loads(data)["WebMainResource"]
        page, encoding = main["WebResourceData"], main.get("WebResourceTextEncodingName")
        place = main.get("WebResourceURL")
    except (
        plistlib.InvalidFileException, ExpatError, KeyError, TypeError, AttributeError, ValueError, IndexError,
        OverflowError, RecursionError, MemoryError,
    ):  # fmt: skip
        raise InputError(
            Message("this property list holds no web page: save the page again as a web archive")
        ) from None
    if not isinstance(page, bytes) or not page.strip():
        raise InputError(Message("this web archive has no page in it: save the page again"))
    url = safe_url(place) if isinstance(place, str) else None
    return WrappedPage(page, encoding if isinstance(encoding, str) else None, url, "web archive")
