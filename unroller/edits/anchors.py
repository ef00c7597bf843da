"""A thread as read, line by line, and finding a line again that was decided about."""

from __future__ import annotations

import hashlib
import unicodedata
from bisect import bisect_left
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from unroller.edits.model import Anchor
from unroller.model import Post, Removed, Thread
from unroller.text import number_lines

#: So much of a line is kept with a decision about it, for people.
WORDS = 80
#: What was repaired in a line is told in the ledger, but the line itself was never set aside.
_NOT_LINES = "repair:"


@dataclass(frozen=True, slots=True)
class ThreadLine:
    """A line of a thread as read: `text` in post `post` (0: set aside by `rule`), at `number` of the capture (or None).

    `digest`, `before` and `nth` are what an :class:`Anchor` to it holds. `starts`: a post begins with it.
    """

    text: str
    number: int | None
    post: int
    digest: str = ""
    before: str = ""
    nth: int = 1
    rule: str = ""
    starts: bool = False

    @property
    def blank(self) -> bool:
        """Whether there is nothing on it to decide about."""
        return not self.digest


def digest_line(text: str) -> str:
    """What stands on a line, in 12 hex digits: white space and ways to compose letters aside. Empty for a blank one."""
    plain = " ".join(unicodedata.normalize("NFC", text).split())
    return hashlib.sha256(plain.encode("utf-8", "replace")).hexdigest()[:12] if plain else ""


def list_lines(thread: Thread) -> tuple[ThreadLine, ...]:
    """All lines of the thread in the order of the capture, those set aside among them, blank lines within posts too.

    Lines that were set aside without a number (saved pages have none) stand at the end. The order is the same for the
    same thread, so an index into it names a line.
    """
    aside = [entry for entry in thread.removed if not entry.rule.startswith(_NOT_LINES) and entry.text.strip()]
    placed = sorted((entry for entry in aside if entry.line), key=lambda entry: entry.line or 0)
    found = _merge_removed(_list_post_lines(thread), placed)
    found += [ThreadLine(entry.text, None, 0, rule=entry.rule) for entry in aside if not entry.line]
    return _add_digests(found)


def _list_post_lines(thread: Thread) -> list[ThreadLine]:
    without = frozenset(entry.line for entry in thread.removed if entry.line)
    found: list[ThreadLine] = []
    for post in thread.posts:
        texts = post.text.split("\n")
        numbers = _number_lines(post, len(texts), without)
        found += [
            ThreadLine(text, number, post.number, starts=place == 0)
            for place, (text, number) in enumerate(zip(texts, numbers, strict=True))
        ]
    return found


def _number_lines(post: Post, count: int, without: frozenset[int]) -> Sequence[int | None]:
    if len(post.lines) == count:
        return post.lines
    return number_lines(post.line, count, without) if post.line else [None] * count


def _merge_removed(text: Sequence[ThreadLine], aside: Sequence[Removed]) -> list[ThreadLine]:
    """The lines of the posts with those set aside in their places. The order of the posts is never changed."""
    found: list[ThreadLine] = []
    at = 0
    for line in text:
        while line.number and at < len(aside) and (aside[at].line or 0) < line.number:
            found.append(ThreadLine(aside[at].text, aside[at].line, 0, rule=aside[at].rule))
            at += 1
        found.append(line)
    found += [ThreadLine(entry.text, entry.line, 0, rule=entry.rule) for entry in aside[at:]]
    return found


def _add_digests(found: Sequence[ThreadLine]) -> tuple[ThreadLine, ...]:
    seen: Counter[str] = Counter()
    before, out = "", []
    for line in found:
        digest = digest_line(line.text)
        seen[digest] += 1
        out.append(ThreadLine(line.text, line.number, line.post, digest, before, seen[digest], line.rule, line.starts))
        before = digest or before
    return tuple(out)


def build_anchor(line: ThreadLine) -> Anchor:
    """What a decision about a line is tied to."""
    return Anchor(line.number or 0, line.digest, line.before, line.nth, " ".join(line.text.split())[:WORDS])


class LineFinder:
    """Finds lines again. Many decisions about one thread share it; each costs little, however often a line is there."""

    def __init__(self, found: Sequence[ThreadLine]) -> None:
        self._lines = found
        #: Places by what stands there, and by that and what stands above; in their order, which is that of `nth`.
        self._same: dict[tuple[str, ...], list[int]] = {}
        self._by_number: dict[int, list[int]] = {}
        for place, line in enumerate(found):
            if not line.blank:
                self._same.setdefault((line.digest,), []).append(place)
                self._same.setdefault((line.digest, line.before), []).append(place)
                if line.number:
                    self._by_number.setdefault(line.number, []).append(place)

    def place(self, anchor: Anchor) -> int | None:
        """The index of the anchor's line, or None when it is gone.

        The words decide; among lines with the same words the line before, then the number, then the count. Where no
        line has the words, the line of that number is it if one of the two only goes on where the other ends.
        """
        there = self._by_number.get(anchor.line, ())
        if not anchor.digest:
            return next(iter(there), None)
        same = self._same.get((anchor.digest, anchor.before)) or self._same.get((anchor.digest,))
        if same:
            at_number = [place for place in there if self._is(place, anchor, same)]
            return at_number[0] if at_number else self._nearest(same, anchor.nth)
        for place in there:
            text = " ".join(self._lines[place].text.split())[:WORDS]
            if anchor.words and (text.startswith(anchor.words) or anchor.words.startswith(text)):
                return place
        return None

    def _is(self, place: int, anchor: Anchor, same: Sequence[int]) -> bool:
        """Whether `place` is one of `same`."""
        at = bisect_left(same, place)
        return self._lines[place].digest == anchor.digest and at < len(same) and same[at] == place

    def _nearest(self, same: Sequence[int], nth: int) -> int:
        """Of places in order, the one whose count is nearest to `nth`; of two as near, the first."""
        at = bisect_left(same, nth, key=lambda place: self._lines[place].nth)
        around = same[max(0, at - 1) : at + 1]
        return min(around, key=lambda place: (abs(self._lines[place].nth - nth), place))


def find_line(found: Sequence[ThreadLine], anchor: Anchor) -> int | None:
    """The index in `found` of the line that `anchor` is tied to, or None when it is gone."""
    return LineFinder(found).place(anchor)
