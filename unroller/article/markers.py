"""What stands in a post for the sake of threading it, and not of reading it: 1/12, 🧵, 👇, (Thread), /end, and the
author's own name before an answer to oneself.

Marks are found, never applied, here: a :class:`Mark` is a stretch of a post's text with the name of its rule.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from unroller.article.counters import PostCounter, find_counters
from unroller.article.lexicon import ANNOUNCING, ANNOUNCING_BEFORE
from unroller.model import Post
from unroller.regex import compile_re
from unroller.text import find_emphasis, find_pictures, iterate_prose

COUNTER = "counter"
ANNOUNCEMENT = "thread-mark"
POINTER = "pointer"
END = "end-mark"
CONTINUED = "continuation"
HEADING = "heading-mark"
OWN_NAME = "own-name"
FENCE = "markup"

#: Signs that point at the posts below, and the modifiers that may follow them (variation selector, skin tones).
_POINTERS = frozenset("🧵👇⬇↓⤵🔽⏬")
_MODIFIERS = frozenset("\ufe0e\ufe0f🏻🏼🏽🏾🏿")
_AMONG = _MODIFIERS | {" "}
#: No end of a post holds more marks one after the other.
_MOST = 12
_SPACE = " \t\n\r\f\v\u00a0"

_WORD = "|".join(ANNOUNCING)
_BEFORE = f"(?:(?:{'|'.join(ANNOUNCING_BEFORE)})[ \\t]{{1,2}}){{0,3}}"
#: "(Thread)", "[a short thread]", "// thread //": wherever it stands, it only announces.
_ENCLOSED = ("(?:\\({0}\\)|\\[{0}\\]|\\{{{0}\\}}|/{{2,3}}{0}/{{2,3}}|\\*{{1,2}}{0}\\*{{1,2}})").format(
    f"[ \\t]?{_BEFORE}(?:{_WORD})[ \\t]?"
)
_AT_HEAD = compile_re(
    f"(?:{_ENCLOSED}[ \\t]?[:.]?"
    f"|#(?:{_WORD})\\b(?=[ \\t]?(?:[:|\\n🧵👇⬇↓]|$))[ \\t]?[:|]?"
    f"|{_BEFORE}(?:{_WORD})[ \\t]?[:：](?!/)"
    f"|{_BEFORE}(?:{_WORD})(?=[ \\t]?[.!]?[ \\t]?(?:[🧵👇⬇↓⤵]|\\n|$))[.!]?)",
    re.IGNORECASE,
)
_SHOUTED_AT_HEAD = compile_re(r"(?:(?:NEW|SHORT|LONG|MINI|A) )?THREAD\b[ \t]?[-–—|:]*(?=\s|$)")
#: Applied to the last characters of a first post; `lead` is what must have come to an end before the announcement.
_AT_TAIL = compile_re(
    f"(?:(?P<enclosed>{_ENCLOSED})|(?P<tag>#(?:{_WORD}))|(?<![\\w#@/]){_BEFORE}(?:{_WORD}))[ \\t]?[:.!]?$",
    re.IGNORECASE,
)
_SHOUTED_AT_TAIL = compile_re(r"(?<![\w#@/])(?:A |NEW |SHORT )?(?:THREAD|HILO|FIO)[:.!]?(?=\W{0,12}$)")
_SENTENCE_OVER = frozenset('.!?…:。！？\n"”»)')
_END = compile_re(
    r"(?:(?<![\w/])/{1,2}[ \t]?(?:end|ende|fin|fim|einde|thread)|[(\[{<]/?(?:end|ende|fin|fim|einde)[)\]}>]"
    r"|</thread>|(?<!\w)(?:end|fin)/{1,2}|-30-)[.!]?$",
    re.IGNORECASE,
)
_END_SHOUTED = compile_re(
    r"(?:(?<![\w-])[-–—]{1,2}[ \t]?|^|(?<=[.!?…\n)/\d]))[ \t]{0,2}(?:END|ENDE|FIN|FINE|FIM)[.!]?$"
)
_CONTINUED_TAIL = compile_re(
    r"(?:(?<!\+)\+{2,4}|[(\[](?:cont(?:inued|inues|['’]?d|\.)?|more|suite|sigue|segue|forts\.?)[.…]{0,3}[)\]]"
    r"|(?<!\w)cont(?:['’]?d\.?|\.)(?:/{1,2})?|(?<!\w)contd?/{1,2})$",
    re.IGNORECASE,
)
_CONTINUED_HEAD = compile_re(
    r"(?:\+{2,4}(?!\+)|[(\[](?:cont(?:inued|inuing|['’]?d|\.)?|suite|forts\.?)[.…]{0,3}[)\]][:.]?|cont(?:['’]?d\.?|\.)(?=[\s:…])[:…]?)",
    re.IGNORECASE,
)
#: What says that an asterisk is one.
_ESCAPED_STAR = compile_re(r"\\(?=\*)")
#: No mark is longer; only so many characters of a post's ends are looked at.
_REACH = 60
#: The same for `_CONTINUED_TAIL`, with a character before it.
_CONTINUED_REACH = 20


@dataclass(frozen=True, slots=True)
class Mark:
    """A stretch of a post's text, `start` to `end` in code points, that does not belong into the article."""

    start: int
    end: int
    rule: str


def find_marks(posts: Sequence[Post], handle: str = "") -> list[list[Mark]]:
    """The marks of every post, each list sorted and free of overlaps. `handle` is the author's."""
    ends = [_EndMarks(post, first=place == 0, last=place >= len(posts) - 2) for place, post in enumerate(posts)]
    for end in ends:
        if end.post.own_name or (handle and (end.post.later or not end.first)):
            end.peel_own_name(handle)
        end.peel_head()
        end.peel_tail()
    heads = [(end.post.text, end.head) for end in ends]
    tails = [(end.post.text, end.stops()) for end in ends]
    for end, at_head, at_tail in zip(ends, *find_counters(heads, tails), strict=True):
        end.take(at_head, at_tail)
    return [end.finish() for end in ends]


def find_markdown_marks(post: Post, known: Sequence[Mark]) -> list[Mark]:
    """`known` marks of a post in Markdown with the signs of its pictures and of bold and italic words, sorted."""
    text = post.text
    pictures = find_pictures(text)
    lines = list(iterate_prose(text))
    stars = [(at + start, at + end) for at, line in lines for start, end in find_emphasis(line)]
    escapes = [(at + one.start(), at + one.end()) for at, line in lines for one in _ESCAPED_STAR.finditer(line)]
    found = [*known]
    for start, end in (*pictures, *stars, *escapes):
        if not any(start < mark.end and mark.start < end for mark in found):
            found.append(Mark(start, end, FENCE))
    return sorted(found, key=lambda mark: mark.start)


class _EndMarks:
    """The two ends of a post, taken off piece by piece: `head` and `tail` bound what is not yet known as mark."""

    def __init__(self, post: Post, *, first: bool, last: bool) -> None:
        self.post = post
        self.text = post.text
        self.first = first
        self.last = last
        self.marks: list[Mark] = []
        self.head = 0
        self.tail = len(self.text)
        self.links = _find_links(post) if len(post.runs) > 1 else []

    def add(self, start: int, end: int, rule: str) -> bool:
        """Enter a mark unless it would cut into a link or a word."""
        text = self.text
        if start >= end or any(start < stop and begin < end for begin, stop in self.links):
            return False
        if _is_in_word(text, start) or _is_in_word(text, end):
            return False
        self.marks.append(Mark(start, end, rule))
        return True

    def peel_own_name(self, handle: str) -> None:
        """Take the author's own ``@handle `` off the front: networks once put it before every answer to oneself."""
        runs, stated = self.post.runs, self.post.own_name
        if stated and self.text.startswith(stated) and (name := stated.rstrip()):
            self.head = len(name)
            self.marks.append(Mark(0, self.head, OWN_NAME))
            return
        if len(runs) < 2 or runs[0].kind != "mention" or runs[0].text.lstrip("@＠").casefold() != handle.casefold():
            return
        if runs[1].text[:1].isspace():
            self.head = len(runs[0].text)
            self.marks.append(Mark(0, self.head, OWN_NAME))

    def peel_head(self) -> None:
        """Take announcements, pointers and continuation signs off the front."""
        text = self.text
        for _ in range(_MOST):
            self.head = _skip_forward(text, self.head, self.tail)
            stop = self.head
            while stop < self.tail and (text[stop] == "🧵" or (stop > self.head and text[stop] in _AMONG)):
                stop += 1
            if stop > self.head and self.add(self.head, stop, POINTER):
                self.head = stop
                continue
            if self.first and (found := _announced_at_head(text, self.head)) and self._announce(self.head, found):
                self.head = found
                continue
            if text[self.head : self.head + 1] in ("+", "(", "[", "c", "C"):
                sign = _CONTINUED_HEAD.match(text, self.head, self.head + _REACH)
                if sign and self.add(sign.start(), sign.end(), CONTINUED):
                    self.head = sign.end()
                    continue
            break

    def peel_tail(self) -> None:
        """Take pointers, announcements, end marks and continuation signs off the back."""
        for _ in range(_MOST):
            self.tail = _skip_back(self.text, self.tail, self.head)
            start = self.pointers_before(self.tail, self.head)
            if start < self.tail and self.add(start, self.tail, POINTER):
                self.tail = start
                continue
            signs = [(begin, rule) for begin, rule in self._signs() if begin is not None and begin >= self.head]
            if not any(self._enter(begin, rule) for begin, rule in signs):
                break

    def _enter(self, begin: int, rule: str) -> bool:
        done = self._announce(begin, self.tail) if rule == ANNOUNCEMENT else self.add(begin, self.tail, rule)
        if done:
            self.tail = begin
        return done

    def _announce(self, start: int, end: int) -> bool:
        """Enter an announcement; a hashtag that only announces is a link that may go."""
        hidden = [
            span for span in self.links if start <= span[0] and span[1] <= end and _is_announcing_tag(self.text, span)
        ]
        for span in hidden:
            self.links.remove(span)
        if self.add(start, end, ANNOUNCEMENT):
            return True
        self.links.extend(hidden)
        return False

    def _signs(self) -> list[tuple[int | None, str]]:
        """Where each kind of sign that ends at the tail begins."""
        last = self.text[self.tail - 1 : self.tail]
        signs: list[tuple[int | None, str]] = []
        if last in "+)]/" or (last in ".dD" and "cont" in self._window(_CONTINUED_REACH).casefold()):
            signs.append((self._match(_CONTINUED_TAIL, _CONTINUED_REACH), CONTINUED))
        if self.last and last in "dDeEnN/>)]}.!-mM":
            signs += [(self._match(_END), END), (self._match(_END_SHOUTED), END)]
        if self.first:
            signs.append((self._announced_at_tail(), ANNOUNCEMENT))
        return signs

    def _match(self, pattern: re.Pattern[str], reach: int = _REACH) -> int | None:
        window = self._window(reach)
        found = pattern.search(window)
        return self.tail - len(window) + found.start() + _skip_blanks(found.group()) if found else None

    def _window(self, reach: int) -> str:
        """The last characters before the tail."""
        return self.text[max(self.head, self.tail - reach) : self.tail]

    def _announced_at_tail(self) -> int | None:
        """Where an announcement begins that ends at the tail: enclosed, a hashtag, or a sentence of its own."""
        begin = max(self.head, self.tail - _REACH)
        window = self.text[begin : self.tail]
        found = _AT_TAIL.search(window)
        if not found:
            return self._shouted_at_tail(begin, window)
        start = begin + found.start()
        if found["enclosed"] or found["tag"]:
            return start
        before = self.text[self.head : start].rstrip(" \t\ufe0f")
        if (
            not before
            or before[-1] in _SENTENCE_OVER
            or ord(before[-1]) > 0x2190
            or found.group().strip(" :.!").isupper()
        ):
            return start
        return None

    def _shouted_at_tail(self, begin: int, window: str) -> int | None:
        """THREAD in capitals with ornaments behind it: only the word goes, the ornaments stay."""
        found = _SHOUTED_AT_TAIL.search(window)
        if found and found.end() < len(window):
            stop = begin + found.end()
            self.add(begin + found.start(), _skip_forward(self.text, stop, self.tail, " \t"), ANNOUNCEMENT)
        return None

    def pointers_before(self, stop: int, start: int) -> int:
        """Where the pointers that end at `stop` begin."""
        text, at = self.text, stop
        while at > start and (text[at - 1] in _POINTERS or text[at - 1] in _MODIFIERS or text[at - 1] in " \t"):
            at -= 1
        while at < stop and text[at] not in _POINTERS:
            at += 1
        return at

    def stops(self) -> tuple[int, ...]:
        """Where a counter may end: at the tail, or before the links and hashtags that close the post."""
        at = self.tail
        for begin, stop in reversed(self.links):
            if stop > at:
                continue
            if self.text[stop:at].strip(_SPACE):
                break
            at = begin
        at = _skip_back(self.text, at, self.head)
        return (self.tail, at) if at < self.tail else (self.tail,)

    def take(self, at_head: PostCounter | None, at_tail: PostCounter | None) -> None:
        """Enter the counters that the whole thread confirmed, and look behind them once more."""
        if at_head and self.add(at_head.start, at_head.end, COUNTER):
            self.head = max(self.head, at_head.end)
            self.peel_head()
        if at_tail and at_tail.start >= self.head:
            closing = at_tail.end >= self.tail
            end = at_tail.end if closing else _skip_forward(self.text, at_tail.end, self.tail, " \t")
            if self.add(at_tail.start, end, COUNTER) and closing:
                self.tail = at_tail.start
                self.peel_tail()

    def finish(self) -> list[Mark]:
        """All marks, with the pointers that close lines of a first post."""
        if self.first and "\n" in self.text and not _POINTERS.isdisjoint(self.text):
            at = self.text.find("\n", self.head, self.tail)
            while at != -1:
                stop = _skip_back(self.text, at, self.head, " \t\r")
                start = self.pointers_before(stop, self.head)
                if start < stop:
                    self.add(start, stop, POINTER)
                at = self.text.find("\n", at + 1, self.tail)
        return sorted(self.marks, key=lambda mark: mark.start)


def _find_links(post: Post) -> list[tuple[int, int]]:
    spans, at = [], 0
    for run in post.runs:
        if run.kind != "text":
            spans.append((at, at + len(run.text)))
        at += len(run.text)
    return spans


def _is_announcing_tag(text: str, span: tuple[int, int]) -> bool:
    start, stop = span
    return text.startswith(("#", "＃"), start, stop) and text[start + 1 : stop].casefold() in ANNOUNCING


def _announced_at_head(text: str, start: int) -> int | None:
    found = _SHOUTED_AT_HEAD.match(text, start, start + _REACH) or _AT_HEAD.match(text, start, start + _REACH)
    return found.end() if found else None


def _skip_forward(text: str, start: int, stop: int, blank: str = _SPACE) -> int:
    while start < stop and text[start] in blank:
        start += 1
    return start


def _skip_back(text: str, stop: int, start: int, blank: str = _SPACE) -> int:
    while stop > start and text[stop - 1] in blank:
        stop -= 1
    return stop


def _skip_blanks(text: str) -> int:
    return len(text) - len(text.lstrip(_SPACE))


def _is_in_word(text: str, at: int) -> bool:
    """Whether a cut at `at` would part a word."""
    return 0 < at < len(text) and _is_word(text[at - 1]) and _is_word(text[at])


def _is_word(char: str) -> bool:
    return char == "_" or char.isalnum()
