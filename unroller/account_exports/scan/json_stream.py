"""The records of an array in a stream of bytes.

Memory is bounded by a window, whatever the file's size. A window that is cut before a record and put in brackets is
exactly as many whole records as it says when it is valid JSON: cut anywhere else, its brackets or quotes would not
close. Where that fails the window is read bracket by bracket, and what is broken is set aside alone.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

import msgspec

from unroller.account_exports.scan.byte_stream import ByteStream
from unroller.errors import InputError

WINDOW = 1024 * 1024
#: One post takes some kB; nothing that anybody wrote takes more than this, markup and all.
MOST_RECORD = 1024 * 1024
#: Deeper than anything a network writes (10), and far from what exhausts a parser.
MOST_DEPTH = 64
#: Where a window may be cut is tried so often before it is read bracket by bracket.
_TRIES = 4
_MARK = 12

BLANK = b" \t\r\n"
#: A string (a line break ends it: JSON has none in strings) or a bracket.
TOKEN = re.compile(rb'"(?:[^"\\\r\n]++|\\[^\r\n])*+"?|[{}\[\]]')
_SCALAR = re.compile(rb'"(?:[^"\\\r\n]++|\\[^\r\n])*+"?|[^\s,\]{\["]++')
_OPENING = {ord("}"): ord("{"), ord("]"): ord("[")}


@dataclass(frozen=True, slots=True)
class BrokenRecord:
    """A record that cannot be read; `reason` in a few words."""

    reason: str


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

    def pieces(self) -> Iterator[SplitRecord]:
        feed = self.feed
        feed.fill(WINDOW)
        self._learn()
        while not self.ended:
            feed.fill(WINDOW)
            feed.data = feed.data.lstrip(BLANK + b",")
            if not feed.data and feed.ended:
                raise MemberError("it breaks off: the end of the list is missing")
            quick = self._window()
            if quick is None:
                yield from self._slowly()
            else:
                yield from quick
        if self.strict:
            feed.fill(WINDOW)
            if feed.data.strip(BLANK + b";\0"):
                raise MemberError("something follows the end of the list of posts: it may be damaged")

    # -- a window at a time --------------------------------------------------------------------------------------------

    def _window(self) -> list[SplitRecord] | None:
        """The whole records of the window, if that can be told at once."""
        data = self.feed.data
        for cut, after in self._cuts(data):
            try:
                found = msgspec.json.decode(b"[" + data[:cut] + b"]", type=list[msgspec.Raw])
            except (msgspec.DecodeError, RecursionError):
                continue
            records = [bytes(raw).strip(BLANK) for raw in found]
            self.ended = self.feed.ended and data[cut : cut + 1] == b"]"
            self.feed.drop(after)
            return [check_limits(record) for record in records]
        return None

    def _cuts(self, data: bytes) -> Iterator[tuple[int, int]]:
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

    def _learn(self) -> None:
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

    def _slowly(self) -> Iterator[SplitRecord]:
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
                end = self._resume(data, at)
                yield BrokenRecord(wrong or "a bracket or a quotation mark is missing in it")
                if end < 0:
                    self._skip(at)
                    return
            else:
                yield from self._taken_apart(data[at:end])
            at = end
        feed.drop(at)

    def _taken_apart(self, raw: bytes) -> Iterator[SplitRecord]:
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

    def _resume(self, data: bytes, begin: int) -> int:
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

    def _skip(self, at: int) -> None:
        """Leave a broken record behind whose end is not in the window."""
        feed = self.feed
        start = feed.data[at : at + _MARK]
        mark = self.mark or start
        feed.drop(at + len(start))
        while (found := feed.data.find(mark)) < 0:
            if feed.ended:
                raise MemberError("it breaks off: the end of the list is missing")
            feed.data = feed.data[-len(mark) :]
            feed.fill(WINDOW)
        feed.drop(feed.data.index(b",", found) if self.mark else found)


def check_limits(raw: bytes, most: int = MOST_RECORD) -> SplitRecord:
    """`raw`, unless it passes a bound."""
    if len(raw) > most:
        return BrokenRecord("it is larger than a post can be")
    if exceeds_depth(raw):
        return BrokenRecord(f"its brackets nest deeper than {MOST_DEPTH}")
    return raw


def exceeds_depth(raw: bytes) -> bool:
    """Whether the brackets of `raw` nest deeper than :data:`MOST_DEPTH`."""
    if raw.count(b"{") + raw.count(b"[") <= MOST_DEPTH:
        return False
    depth = 0
    for found in TOKEN.finditer(raw):
        sign = raw[found.start()]
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
        found = _SCALAR.match(data, begin)
        return (found.end(), "") if found and found.end() < len(data) else (-1, "" if found else "it is no record")
    open_brackets: list[int] = []
    most = begin + MOST_RECORD + 1
    for found in TOKEN.finditer(data, begin, most):
        sign = data[found.start()]
        if sign == ord('"'):
            if data[found.end() - 1] != ord('"') or found.end() - found.start() < 2:
                if found.end() + 1 < min(len(data), most):
                    return -1, "a quotation mark is missing in it"
                break  # at the window's edge: the rest may close it
        elif sign in b"{[":
            open_brackets.append(sign)
            if len(open_brackets) > 10_000:
                return -1, f"its brackets nest deeper than {MOST_DEPTH}"
        elif open_brackets and open_brackets[-1] == _OPENING[sign]:
            open_brackets.pop()
            if not open_brackets:
                return found.end(), ""
        else:
            return -1, "its brackets do not match"
    return -1, "it is larger than a post can be" if len(data) - begin > MOST_RECORD else ""
