"""Records out of a stream of bytes: those of an array, of lines, or of an array somewhere in an object."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from unroller.account_exports.base import FileLayout
from unroller.account_exports.scan.byte_stream import ByteStream
from unroller.account_exports.scan.json_stream import (
    BLANK,
    MOST_DEPTH,
    TOKEN,
    WINDOW,
    ArrayReader,
    BrokenRecord,
    MemberError,
    SplitRecord,
    check_limits,
)

#: A line of JSON Lines may be a page of posts, which the shape takes apart.
MOST_LINE = 16 * 1024 * 1024
#: How much may stand before an array begins: the other keys of the object that it is in.
MOST_HEAD = 4 * 1024 * 1024
_BOM = b"\xef\xbb\xbf"


def split_records(chunks: Iterable[bytes], layout: FileLayout, key: str = "") -> Iterator[SplitRecord]:
    """The records of a file that is laid out so, each with the bytes as they stand there.

    Raises:
        MemberError: it does not open as such a file does, or it breaks off; what came before is whole.
        DamagedMemberError: what `chunks` raised, once all that came before has been given.
    """
    feed = ByteStream(iter(chunks))
    try:
        if layout == "lines":
            yield from _split_lines(feed)
        else:
            _open_array(feed, layout, key)
            yield from ArrayReader(feed, strict=layout != "items").pieces()
    except MemberError as error:
        raise feed.failure or error from None
    if feed.failure:
        raise feed.failure


def _split_lines(feed: ByteStream) -> Iterator[SplitRecord]:
    while True:
        feed.fill(WINDOW)
        lines = feed.data.split(b"\n")
        rest = b"" if feed.ended else lines.pop()
        for line in lines:
            if text := line.removeprefix(_BOM).strip(BLANK):
                yield check_limits(text, MOST_LINE)
        feed.data = rest
        if feed.ended:
            return
        if len(rest) > MOST_LINE:
            yield BrokenRecord("the line is too long")
            _skip_line(feed)
        elif len(rest) >= WINDOW:
            feed.fill(len(rest) + WINDOW)


def _skip_line(feed: ByteStream) -> None:
    while (at := feed.data.find(b"\n")) < 0 and not feed.ended:
        feed.data = b""
        feed.fill(WINDOW)
    feed.drop(at + 1 if at >= 0 else len(feed.data))


def _open_array(feed: ByteStream, layout: FileLayout, key: str) -> None:
    """Go to what follows the bracket that opens the array."""
    feed.fill(WINDOW)
    feed.data = feed.data.removeprefix(_BOM).lstrip(BLANK)
    if not feed.data:
        raise MemberError("it is empty")
    if layout == "items":
        at = _find_key(feed, key)
    else:
        at = feed.data.find(b"=") + 1 if layout == "assignment" else 0
        if layout == "assignment" and not at:
            raise MemberError("it does not begin as a file of an archive does (no “=” was found)")
    rest = feed.data[at:].lstrip(BLANK)
    if not rest.startswith(b"["):
        raise MemberError("no list of posts begins where one should")
    feed.data = rest[1:]


def _find_key(feed: ByteStream, key: str) -> int:
    """Where the value of `key` of the outermost object begins."""
    feed.fill(MOST_HEAD)
    wanted, depth = f'"{key}"'.encode(), 0
    for found in TOKEN.finditer(feed.data):
        sign = found.group()
        if sign in (b"{", b"["):
            depth += 1
        elif sign in (b"}", b"]"):
            depth -= 1
        elif depth == 1 and sign == wanted:
            rest = feed.data[found.end() : found.end() + 100].lstrip(BLANK)
            if rest.startswith(b":"):
                return feed.data.index(b":", found.end()) + 1
        if depth > MOST_DEPTH:
            break
    raise MemberError(f"it has no list named “{key}”")
