"""What kind of file its first bytes show. Asked once, before any reader is."""

from __future__ import annotations

import re
from typing import Literal

MediaKind = Literal["zip", "gzip", "tar", "car", "pdf", "webarchive", "mhtml", "html", "json", "javascript", "text"]

#: So many bytes of a file are looked at to tell what it is.
START = 64 * 1024
_HEAD = 4096
#: Bytes of a header of a tar file.
TAR_BLOCK = 512
#: An HTML page opens so; a pasted text that merely has tags in it does not.
_HTML = re.compile(
    rb"\s{0,200}(?:\xef\xbb\xbf)?\s{0,200}(?:<\?xml[^<>]{0,200}>\s{0,200})?(?:<!--[^<>]{0,400}-->\s{0,200}){0,4}"
    rb"<(?:!doctype\s{1,20}html|html|head)[\s>]",
    re.IGNORECASE,
)
_HTML_TYPES = ("text/html", "application/xhtml+xml")
_UTF_16 = ((b"\xff\xfe", "utf-16-le"), (b"\xfe\xff", "utf-16-be"))
#: An object, or an array whose first item is JSON: ``[1/5]`` and ``[note]``, with which people begin posts, are not.
_JSON = re.compile(
    rb"(?:\xef\xbb\xbf)?\s{0,1000}(?:\{\s{0,1000}[\"}]|\[\s{0,1000}(?:[\[{\"\]]|(?:-?\d{1,20}|null|true|false)\s{0,100}[,\]]))"
)
#: An assignment to a member of an object, with which the data files of X's archives begin.
_JAVASCRIPT = re.compile(rb"(?:\xef\xbb\xbf)?\s{0,1000}[A-Za-z_$][\w$]{0,40}(?:\.[\w$]{1,60}){1,6}\s{0,20}=")


def detect_media(data: bytes, media_type: str = "") -> tuple[MediaKind, ...]:
    """The kinds that a file may be of, the most telling first; what may be read as text ends in ``text``.

    Args:
        data: the file, or at least its first 64 KiB.
        media_type: what its sender declared; believed of HTML alone.
    """
    start = data[:START]
    if (container := detect_container(start)) is not None:
        return (container,)
    if is_pdf(start):
        return ("pdf",)
    if _is_car(start):
        return "car", "text"
    if is_webarchive(start):
        kind: MediaKind = "webarchive"
    elif is_mhtml(start):
        kind = "mhtml"
    else:
        kind = "html" if _is_html(start, media_type) else "text"
    if _JSON.match(start):
        return "json", kind
    return ("javascript", kind) if _JAVASCRIPT.match(start) else (kind,)


def detect_container(start: bytes) -> MediaKind | None:
    """The kind of a file that begins so and holds other files, or one file packed; None of any other."""
    if start[:4] in (b"PK\3\4", b"PK\5\6"):
        return "zip"
    if start[:2] == b"\x1f\x8b":
        return "gzip"
    return "tar" if is_tar(start) else None


def is_tar(start: bytes) -> bool:
    """Whether a file that begins so is a tar file."""
    return len(start) >= TAR_BLOCK and start[:1] != b"\0" and has_tar_checksum(start[:TAR_BLOCK])


def has_tar_checksum(header: bytes) -> bool:
    """Whether the checksum in a header of a tar file (512 bytes) is that of the header."""
    return parse_tar_number(header[148:156]) == sum(header[:148]) + 8 * 32 + sum(header[156:])


def parse_tar_number(field: bytes) -> int:
    """A number in a header of a tar file: octal, or base 256 where its first byte says so; -1 for none."""
    if field[:1] == b"\x80":
        return int.from_bytes(field[1:], "big")
    digits = field.strip(b" \0")
    try:
        return int(digits, 8) if digits else 0
    except ValueError:
        return -1


def is_pdf(data: bytes) -> bool:
    """Whether the bytes begin as a PDF does, blanks and a byte order mark aside."""
    return data[:1024].lstrip(b"\0\t\n\r\f \xef\xbb\xbf").startswith(b"%PDF-")


def is_webarchive(start: bytes) -> bool:
    """Whether the bytes begin as a ``.webarchive`` (Safari) does: a property list, binary or with a page in it."""
    return start.startswith(b"bplist00") or (b"<plist" in start[:_HEAD] and b"WebMainResource" in start)


def is_mhtml(start: bytes) -> bool:
    """Whether the bytes begin as MHTML (Chromium, Edge) does: the headers of a message of several parts."""
    head = start[:_HEAD].lower()
    return b"mime-version:" in head and b"multipart/related" in head


def _is_html(start: bytes, media_type: str) -> bool:
    """Whether the bytes begin as an HTML page does, in UTF-8, UTF-16 or any encoding that extends ASCII."""
    head = start[:2048]
    for mark, encoding in _UTF_16:
        if head.startswith(mark):
            head = head[2:].decode(encoding, "ignore").encode("utf-8")
    if _HTML.match(head):
        return True
    return media_type.split(";")[0].strip().lower() in _HTML_TYPES and b"<" in head


def _is_car(start: bytes) -> bool:
    """Whether the bytes begin as a CAR file (version 1) does: a DAG-CBOR map of ``roots`` and ``version``."""
    head = start[:400]
    return b"eroots" in head and b"gversion\x01" in head and head[:1] not in (b"{", b"[")
