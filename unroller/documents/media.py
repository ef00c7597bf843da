"""What kind of file its first bytes show. Asked once, before any reader is."""

from __future__ import annotations

import re
from typing import Literal

from unroller.regex import compile_re

MediaKind = Literal[
    "zip", "gzip", "tar", "car", "pdf", "webarchive", "mhtml", "html", "json", "javascript", "csv", "text"
]  # fmt: skip

#: So many bytes of a file are looked at to tell what it is.
START = 64 * 1024
_HEAD = 4096
#: Bytes of a header of a tar file, and its numbers: mode, owner, group, size, time.
TAR_BLOCK = 512
_TAR_NUMBERS = ((100, 108), (108, 116), (116, 124), (124, 136), (136, 148))
#: An HTML page opens so; a pasted text that merely has tags in it does not.
_HTML = compile_re(
    rb"\s{0,200}(?:\xef\xbb\xbf)?\s{0,200}(?:<\?xml[^<>]{0,200}>\s{0,200})?(?:<!--[^<>]{0,400}-->\s{0,200}){0,4}"
    rb"<(?:!doctype\s{1,20}html|html|head)(?:\s[^<>]{0,2000})?>\s{0,1000}",
    re.IGNORECASE,
)
#: A piece of a page, as copied out of its source: a box with an attribute that pages use. A text about tags has none.
_PIECE = compile_re(
    rb"(?:\xef\xbb\xbf)?\s{0,200}<(article|section|main|div|blockquote|body|ol|ul)(?:\s[^<>]{0,2000})?\s"
    rb"(?:class|id|role|style|dir|lang|data-[\w-]{1,60})=[\"'][^<>]{0,4000}>",
    re.IGNORECASE,
)
#: What stands behind an opening tag of a page: another tag, a comment, nothing. A sentence about tags does not.
_MARKUP = compile_re(rb"<[a-z!/]", re.IGNORECASE)
_CLOSING = compile_re(rb"</(?:html|body|head|p|div|title|h1|ul|table)\s{0,20}>", re.IGNORECASE)
_HTML_TYPES = ("text/html", "application/xhtml+xml")
_UTF_16 = ((b"\xff\xfe", "utf-16-le"), (b"\xfe\xff", "utf-16-be"))
#: An object, or an array whose first item is JSON: ``[1/5]`` and ``[note]``, with which people begin posts, are not.
_JSON = compile_re(
    rb"(?:\xef\xbb\xbf)?\s{0,1000}(?:\{\s{0,1000}[\"}]|\[\s{0,1000}(?:[\[{\"\]]|(?:-?\d{1,20}|null|true|false)\s{0,100}[,\]]))"
)
#: An assignment to a member of an object, with which the data files of X's archives begin.
_JAVASCRIPT = compile_re(rb"(?:\xef\xbb\xbf)?\s{0,1000}[A-Za-z_$][\w$]{0,40}(?:\.[\w$]{1,60}){1,6}\s{0,20}=")
#: The header of a table: names of columns in one word each, at least four.
_CSV = compile_re(
    rb"(?:\xef\xbb\xbf)?[ \t\r\n]{0,100}(?:\"?[A-Za-z_][\w ]{0,40}\"?,){3,200}\"?[A-Za-z_][\w ]{0,40}\"?\r?\n|"
    rb"(?:\xef\xbb\xbf)?[ \t\r\n]{0,100}(?:\"?[A-Za-z_][\w ]{0,40}\"?[;\t]){3,200}\"?[A-Za-z_][\w ]{0,40}\"?\r?\n"
)


#: What no text holds: control characters other than blanks, line breaks and the escape.
_CONTROL = compile_re(rb"[\x00-\x08\x0e-\x1a\x1c-\x1f]")
_PDF = compile_re(rb"[\0\t\n\r\f \xef\xbb\xbf]{0,1024}%PDF-\d(?:\.\d)?")
#: What a PDF is made of: its second line is a comment, then come objects, and a table of them at the end.
_PDF_PARTS = compile_re(rb"%PDF-\d\.\d\s{0,20}%|\d \d{1,5} obj\b|\bstartxref\s")
_PLIST = compile_re(
    rb"(?:\xef\xbb\xbf)?\s{0,200}(?:<\?xml[^<>]{0,200}>\s{0,200})?(?:<!doctype\s{1,20}plist[^<>]{0,300}>\s{0,200})?"
    rb"<plist[\s>]",
    re.IGNORECASE,
)
#: A line of a message's headers, or one that goes on with the line above.
_HEADER_LINE = compile_re(rb"[!-9;-~]{1,76}:|[ \t]")
#: A CAR file opens with the length of its header, and a map of two entries.
_CAR = compile_re(rb"[\x00-\xff]{1,5}\xa2(?:eroots|gversion\x01)", re.DOTALL)


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
        kind = "html" if is_html(start, media_type) else "text"
    if _JSON.match(start):
        return "json", kind
    if kind == "text" and _CSV.match(start):
        return "csv", kind
    return ("javascript", kind) if _JAVASCRIPT.match(start) else (kind,)


def detect_container(start: bytes) -> MediaKind | None:
    """The kind of a file that begins so and holds other files, or one file packed; None of any other."""
    if start[:4] in (b"PK\3\4", b"PK\5\6"):
        return "zip"
    if start[:2] == b"\x1f\x8b":
        return "gzip"
    return "tar" if is_tar(start) else None


def has_controls(start: bytes) -> bool:
    """Whether a file that begins so holds, in its first 4 KiB, characters that no text has."""
    return _CONTROL.search(start, 0, _HEAD) is not None


def is_tar(start: bytes) -> bool:
    """Whether a file that begins so is a tar file: its first header has numbers where they belong, and their sum."""
    if len(start) < TAR_BLOCK or start[:1] == b"\0":
        return False
    header = start[:TAR_BLOCK]
    return has_tar_checksum(header) and all(_is_tar_number(header[at:end]) for at, end in _TAR_NUMBERS)


def _is_tar_number(field: bytes) -> bool:
    """Whether a field of a header holds a number, or nothing."""
    return field[:1] in (b"\x80", b"\xff") or parse_tar_number(field) >= 0


def has_tar_checksum(header: bytes) -> bool:
    """Whether the checksum in a header of a tar file (512 bytes) is that of the header."""
    stated = parse_tar_number(header[148:156])
    return stated >= 0 and stated == sum(header[:148]) + 8 * 32 + sum(header[156:])


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
    """Whether the bytes begin as a PDF does, blanks and a byte order mark aside, and hold what a PDF is made of."""
    start = data[:START]
    found = _PDF.match(start)
    if found is None:
        return False
    return not start[found.end() :].strip() or has_controls(start) or _PDF_PARTS.search(start) is not None


def is_webarchive(start: bytes) -> bool:
    """Whether the bytes begin as a ``.webarchive`` (Safari) does: a property list, binary or with a page in it."""
    if start.startswith(b"bplist00"):
        return has_controls(start) or start[8:9] > b"\x7f" or not start[8:].strip()
    return _PLIST.match(start) is not None and b"<key>WebMainResource</key>" in start


def is_mhtml(start: bytes) -> bool:
    """Whether the bytes begin as MHTML (Chromium, Edge) does: the headers of a message of several parts, and a part."""
    head = start[:_HEAD].removeprefix(b"\xef\xbb\xbf").lstrip().lower()
    lines: list[bytes] = []
    for line in head.splitlines():
        if not line.strip():
            break
        if not _HEADER_LINE.match(line):
            return False
        lines.append(line)
    headers = b"\n".join(lines)
    if b"mime-version:" not in headers or b"multipart/related" not in headers:
        return False
    if len(lines) == len(head.splitlines()):  # cut behind its headers
        return True
    return b"boundary=" in headers and b"\n--" in start.replace(b"\r", b"\n")


def is_html(start: bytes, media_type: str = "") -> bool:
    """Whether the bytes begin as an HTML page does, in UTF-8, UTF-16 or any encoding that extends ASCII."""
    head = start[:2048]
    for mark, encoding in _UTF_16:
        if head.startswith(mark):
            head = head[2:].decode(encoding, "ignore").encode("utf-8")
    opening = _HTML.match(head)
    if opening and (opening.end() == len(head) or _MARKUP.match(head, opening.end()) or _CLOSING.search(head)):
        return True
    piece = _PIECE.match(start)
    if piece and b"</" + piece[1].lower() in start.lower():
        return True
    return media_type.split(";")[0].strip().lower() in _HTML_TYPES and b"<" in head


def _is_car(start: bytes) -> bool:
    """Whether the bytes begin as a CAR file (version 1) does: a DAG-CBOR map of ``roots`` and ``version``."""
    head = start[:400]
    return _CAR.match(head) is not None and b"eroots" in head and b"gversion\x01" in head
