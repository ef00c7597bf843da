"""The records of an array in a stream of bytes.

Memory is bounded by a window, whatever the file's size. A window that is cut before a record and put in brackets is
exactly as many whole records as it says when it is valid JSON: cut anywhere else, its brackets or quotes would not
close. Where that fails the window is read bracket by bracket, and what is broken is set aside alone.

The bytes of a member on their way: what is read and not used yet.

Records out of a stream of bytes: those of an array, of lines, or of an array somewhere in an object.

Records that are not quite JSON are repaired: lone surrogates, NaN, broken UTF-8, bare control characters.

Networks write these now and then, and a strict parser refuses the record for them. What was kept stays as it was
from unroller.messages import technical
written; only what is read is repaired, each time anew and in the same way.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from typing import TypeVar

import msgspec

from unroller.account_exports.base import FileLayout, RecordError
from unroller.account_exports.containers.base import DamagedMemberError
from unroller.errors import InputError
from unroller.messages import technical
from unroller.regex import compile_re

WINDOW = 1024 * 1024
#: One post takes some kB; nothing that anybody wrote takes more than this, markup and all.
MOST_RECORD = 1024 * 1024
#: Deeper than anything a network writes (10), and far from what exhausts a parser.
MOST_DEPTH = 64
#: Where a window may be cut is tried so often before it is read bracket by bracket.
_TRIES = 4
_MARK = 12

#: So many bytes of a broken record are looked at for whose it is.
_KNOWN_BY = 64 * 1024

BLANK = b" \t\r\n"
#: A string (a line break ends it: JSON has none in strings) or a bracket.
TOKEN = compile_re(rb'"(?:[^"\\\r\n]++|\\[^\r\n]|(?!))*+"?|[{}\[\]]')
_SCALAR = compile_re(rb'"(?:[^"\\\r\n]++|\\[^\r\n]|(?!))*+"?|[^\s,\]{\["]++')
_OPENING = {ord("}"): ord("{"), ord("]"): ord("[")}


@dataclass(frozen=True, slots=True)
class BrokenRecord:
    """A record that cannot be read; `reason` in a few words, `start` are its first bytes where they are at hand."""

    reason: str
    start: bytes = b""


SplitRecord = bytes | BrokenRecord


class MemberError(InputError):
    """A file of an export is not what it should be; the message says what is wrong, without the file's name."""


class ArrayReader:
    """The records of an array that has been opened."""

    def __init__(self, feed: ByteStream, *, strict: bool) -> None:
        self.feed = feed
        self.strict = strict  # nothing may follow the array
        self.mark = b""  # the end of a record, what parts it from the next, and how that begins
        self.ended = False

    def read(self) -> Iterator[SplitRecord]:
        """The records, in order.

        Raises:
            MemberError: the array breaks off, or something follows it that must not.
        """
        feed = self.feed
        feed.fill(WINDOW)
        self._learn_mark()
        while not self.ended:
            feed.fill(WINDOW)
            feed.data = feed.data.lstrip(BLANK + b",")
            if not feed.data and feed.ended:
                raise MemberError(technical("it breaks off: the end of the list is missing"))
            quick = self._read_window()
            if quick is None:
                yield from self._read_by_brackets()
            else:
                yield from quick
        if self.strict:
            feed.fill(WINDOW)
            if feed.data.strip(BLANK + b";\0"):
                raise MemberError(technical("something follows the end of the list of posts: it may be damaged"))

    # -- a window at a time --------------------------------------------------------------------------------------------

    def _read_window(self) -> list[SplitRecord] | None:
        """The whole records of the window; None where that needs reading bracket by bracket."""
        data = self.feed.data
        for cut, after in self._iter_cuts(data):
            try:
                parts = msgspec.json.decode(b"[" + data[:cut] + b"]", type=list[msgspec.Raw])
            except (msgspec.DecodeError, RecursionError):
                continue
            records = [bytes(raw).strip(BLANK) for raw in parts]
            self.ended = self.feed.ended and data[cut : cut + 1] == b"]"
            self.feed.drop(after)
            return [check_limits(record) for record in records]
        return None

    def _iter_cuts(self, data: bytes) -> Iterator[tuple[int, int]]:
        """Where the window may end, likeliest first: after a record, and where the next begins."""
        if self.feed.ended:
            at = len(data)
            for _ in range(_TRIES):
                at = data.rfind(b"]", 0, at)
                if at < 0:
                    return
                yield at, at + 1
            return
        at, tried = len(data), 0
        while self.mark and tried < _TRIES and (at := data.rfind(self.mark, 0, at)) >= 0:
            tried += 1
            comma = data.index(b",", at)
            yield comma, comma + 1
        if tried:
            return
        at = len(data)
        for _ in range(_TRIES):
            at = data.rfind(b"},", 0, at)
            if at < 0:
                return
            yield at + 1, at + 2

    def _learn_mark(self) -> None:
        """Note how records are parted here: ``\\n  },\\n  {\\n    "twe``."""
        data = self.feed.data = self.feed.data.lstrip(BLANK)
        first = _find_end(data, 0)[0] if data else -1
        if first < 0 or data[first - 1] != ord("}"):
            return
        rest = data[first : first + 256].lstrip(BLANK)
        begin = data.find(b"{", first, first + 256)
        if rest.startswith(b",") and begin >= 0 and data[first:begin].strip(BLANK) == b",":
            name = data.find(b":", begin, begin + _MARK) + 1  # what comes after it is a value, another one each time
            self.mark = data[len(data[: first - 1].rstrip(BLANK)) : name or begin + _MARK]

    # -- bracket by bracket --------------------------------------------------------------------------------------------

    def _read_by_brackets(self) -> Iterator[SplitRecord]:
        """The next record, and those after it that are whole in the window."""
        feed, at = self.feed, 0
        while True:
            data = feed.data
            while at < len(data) and data[at] in b" \t\r\n,":
                at += 1
            if at >= len(data):
                break
            if data[at] == ord("]"):
                self.ended = True
                at += 1
                break
            end, wrong = _find_end(data, at)
            if end < 0 and not wrong and not feed.ended and len(data) - at <= MOST_RECORD:
                if at == 0:
                    feed.fill(len(data) + WINDOW)
                    continue
                break  # its end is in the next window
            if end < 0:
                end = self._find_next_record(data, at)
                stop = min(end if end >= 0 else len(data), at + _KNOWN_BY)
                yield BrokenRecord(wrong or "a bracket or a quotation mark is missing in it", data[at:stop])
                if end < 0:
                    self._skip_record(at)
                    return
            else:
                yield from self._split_swallowed(data[at:end])
            at = end
        feed.drop(at)

    def _split_swallowed(self, raw: bytes) -> Iterator[SplitRecord]:
        """A record; or several, where a broken one has swallowed the beginnings of the next."""
        if self.mark and self.mark in raw and not is_valid_json(raw):
            comma = self.mark.index(b",", 1)
            parts = raw.split(self.mark)
            for number, part in enumerate(parts):
                head = self.mark[comma + 1 :].lstrip(BLANK) if number else b""
                tail = self.mark[:comma] if number + 1 < len(parts) else b""
                yield check_limits(head + part + tail)
        else:
            yield check_limits(raw)

    def _find_next_record(self, data: bytes, begin: int) -> int:
        """Where the next record begins after a broken one; -1 when that is not in the window."""
        if self.mark:
            at = data.find(self.mark, begin)
            return data.index(b",", at) if at >= 0 else -1
        start, at = data[begin : begin + _MARK], begin
        while (at := data.find(start, at + 1)) >= 0:
            before = data[max(begin, at - 64) : at].rstrip(BLANK)
            if before.endswith(b",") and before[:-1].rstrip(BLANK).endswith(b"}"):
                return at
        return -1

    def _skip_record(self, at: int) -> None:
        """Leave a broken record behind whose end is not in the window."""
        feed = self.feed
        start = feed.data[at : at + _MARK]
        mark = self.mark or start
        feed.drop(at + len(start))
        while (place := feed.data.find(mark)) < 0:
            if feed.ended:
                raise MemberError(technical("it breaks off: the end of the list is missing"))
            feed.data = feed.data[-len(mark) :]
            feed.fill(WINDOW)
        feed.drop(feed.data.index(b",", place) if self.mark else place)


def check_limits(raw: bytes, most: int = MOST_RECORD) -> SplitRecord:
    """`raw`, unless it passes a bound."""
    if len(raw) > most:
        return BrokenRecord("it is larger than a post can be", raw[:_KNOWN_BY])
    if exceeds_depth(raw):
        return BrokenRecord(f"its brackets nest deeper than {MOST_DEPTH}", raw[:_KNOWN_BY])
    return raw


def exceeds_depth(raw: bytes) -> bool:
    """Whether the brackets of `raw` nest deeper than :data:`MOST_DEPTH`."""
    if raw.count(b"{") + raw.count(b"[") <= MOST_DEPTH:
        return False
    depth = 0
    for match in TOKEN.finditer(raw):
        sign = raw[match.start()]
        if sign in b"{[":
            depth += 1
            if depth > MOST_DEPTH:
                return True
        elif sign in b"}]":
            depth -= 1
    return False


def is_valid_json(raw: bytes) -> bool:
    """Whether `raw` is one JSON value."""
    try:
        msgspec.json.decode(raw, type=msgspec.Raw)
    except (msgspec.DecodeError, RecursionError):
        return False
    return True


def _find_end(data: bytes, begin: int) -> tuple[int, str]:
    """Where the value that begins at `begin` ends; -1 when it does not, with the reason where that is plain."""
    if data[begin] not in b"{[":
        match = _SCALAR.match(data, begin)
        return (match.end(), "") if match and match.end() < len(data) else (-1, "" if match else "it is no record")
    open_brackets: list[int] = []
    most = begin + MOST_RECORD + 1
    for match in TOKEN.finditer(data, begin, most):
        sign = data[match.start()]
        if sign == ord('"'):
            if data[match.end() - 1] != ord('"') or match.end() - match.start() < 2:
                if match.end() + 1 < min(len(data), most):
                    return -1, "a quotation mark is missing in it"
                break  # at the window's edge: the rest may close it
        elif sign in b"{[":
            open_brackets.append(sign)
            if len(open_brackets) > 10_000:
                return -1, f"its brackets nest deeper than {MOST_DEPTH}"
        elif open_brackets and open_brackets[-1] == _OPENING[sign]:
            open_brackets.pop()
            if not open_brackets:
                return match.end(), ""
        else:
            return -1, "its brackets do not match"
    return -1, "it is larger than a post can be" if len(data) - begin > MOST_RECORD else ""


class ByteStream:
    """What is read and not used yet."""

    def __init__(self, chunks: Iterator[bytes]) -> None:
        self._chunks = chunks
        self.data = b""
        self.ended = False
        self.failure: DamagedMemberError | None = None

    def fill(self, size: int) -> None:
        """Read until `size` bytes wait, or the file ends."""
        if len(self.data) >= size or self.ended:
            return
        parts, have = [self.data], len(self.data)
        while have < size:
            try:
                chunk = next(self._chunks, None)
            except DamagedMemberError as error:  # what was read before is used first
                self.failure, chunk = error, None
            if chunk is None:
                self.ended = True
                break
            parts.append(chunk)
            have += len(chunk)
        self.data = b"".join(parts)

    def drop(self, count: int) -> None:
        """Let go of the first `count` bytes."""
        self.data = self.data[count:]


#: A line of JSON Lines may be a page of posts, which the format takes apart.
MOST_LINE = 16 * 1024 * 1024
#: How many bytes may precede an array: the other keys of its object.
MOST_HEAD = 4 * 1024 * 1024
_BOM = b"\xef\xbb\xbf"


def split_records(chunks: Iterable[bytes], layout: FileLayout, key: str = "") -> Iterator[SplitRecord]:
    """The records of a file that is laid out so, as the bytes in the file.

    Raises:
        MemberError: it does not open as such a file does, or it breaks off; what came before is whole.
        DamagedMemberError: what `chunks` raised, once all before it has been yielded.
    """
    feed = ByteStream(iter(chunks))
    try:
        if layout == "lines":
            yield from _split_lines(feed)
        else:
            if _open_array(feed, layout, key):
                yield from ArrayReader(feed, strict=layout != "items").read()
            else:
                yield from _read_lone_object(feed)
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


def _read_lone_object(feed: ByteStream) -> Iterator[SplitRecord]:
    """The one record that stands where a list of them is usual: programs that compact JSON-LD write it so."""
    feed.fill(MOST_RECORD + 1)
    end, wrong = _find_end(feed.data, 0)
    if end < 0:
        yield BrokenRecord(wrong or "a bracket or a quotation mark is missing in it", feed.data[:_KNOWN_BY])
    else:
        yield check_limits(feed.data[:end])


def _open_array(feed: ByteStream, layout: FileLayout, key: str) -> bool:
    """Go to what follows the bracket that opens the array; False where one object stands in its place."""
    feed.fill(WINDOW)
    feed.data = feed.data.removeprefix(_BOM).lstrip(BLANK)
    if not feed.data:
        raise MemberError(technical("it is empty"))
    if layout == "items":
        at = _find_key(feed, key)
    else:
        at = feed.data.find(b"=") + 1 if layout == "assignment" else 0
        if layout == "assignment" and not at:
            raise MemberError(technical("it does not begin as a file of an archive does (no “=” was found)"))
    rest = feed.data[at:].lstrip(BLANK)
    if rest.startswith(b"{"):
        feed.data = rest
        return False
    if not rest.startswith(b"["):
        raise MemberError(technical("no list of posts begins where one should"))
    feed.data = rest[1:]
    return True


def _find_key(feed: ByteStream, key: str) -> int:
    """Where the value of `key` of the outermost object begins."""
    feed.fill(MOST_HEAD)
    quoted, depth = f'"{key}"'.encode(), 0
    for match in TOKEN.finditer(feed.data):
        sign = match.group()
        if sign in (b"{", b"["):
            depth += 1
        elif sign in (b"}", b"]"):
            depth -= 1
        elif depth == 1 and sign == quoted:
            rest = feed.data[match.end() : match.end() + 100].lstrip(BLANK)
            if rest.startswith(b":"):
                return feed.data.index(b":", match.end()) + 1
        if depth > MOST_DEPTH:
            break
    raise MemberError(technical("it has no list named “{key}”", key=key))


T = TypeVar("T")

_STRING = compile_re(rb'"(?:[^"\\]++|\\.|(?!))*+"?|-?+(?:NaN|Infinity)', re.DOTALL)
#: An escaped backslash, a whole pair, or half of one.
_ESCAPE = compile_re(
    rb"\\\\|\\u[dD][89abAB][0-9a-fA-F]{2}\\u[dD][c-fC-F][0-9a-fA-F]{2}|\\u[dD][89a-fA-F][0-9a-fA-F]{2}"
)
_CONTROL = compile_re(rb"[\x00-\x1f]")


def repair_record(raw: bytes) -> bytes:
    """`raw` with U+FFFD for what no text can hold, and ``null`` for what is no number."""
    try:
        raw.decode("utf-8")
    except UnicodeDecodeError:
        raw = raw.decode("utf-8", "replace").encode()
    return _STRING.sub(_repair_piece, raw)


def _repair_piece(match: re.Match[bytes]) -> bytes:
    text = match[0]
    if not text.startswith(b'"'):
        return b"null"
    text = _ESCAPE.sub(lambda one: rb"\ufffd" if len(one[0]) == 6 else one[0], text)
    return _CONTROL.sub(lambda one: b"\\u%04x" % one[0][0], text)


def read_repaired(read: Callable[[bytes], T], raw: bytes) -> T:
    """What `read` makes of a record, repaired where it has to be.

    Raises:
        RecordError: it cannot be read either way. Other errors of `read` are raised as this one.
    """
    try:
        return _call_guarded(read, raw)
    except RecordError:
        fixed = repair_record(raw)
        if fixed == raw:
            raise
        return _call_guarded(read, fixed)


def _call_guarded(read: Callable[[bytes], T], raw: bytes) -> T:
    try:
        return read(raw)
    except RecordError:
        raise
    except (ValueError, TypeError, KeyError, IndexError, AttributeError, ArithmeticError, RecursionError) as error:
        raise RecordError(
            technical("the record is not as such records are ({kind})", kind=type(error).__name__)
        ) from None
