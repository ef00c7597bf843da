"""Lists as people type them: the marks that open lines, which lines make one list, and lists within lists."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from unroller.article.post_text import PostLine, PostText
from unroller.regex import compile_re

#: One pictograph: a base sign with what may follow it (variation selector, skin tone, keycap, joined signs).
_PICTURE = (
    "(?:[\U0001f1e6-\U0001f1ff]{2}|[0-9#*]\ufe0f?\u20e3|[\u203c\u2049\u2139\u231a-\u23ff\u25aa-\u25ab\u25fb-\u25fe\u2600-\u2775\u2795-\u27bf"
    "\u2b05-\u2b55\u3030\u303d\u3297\u3299\U0001f000-\U0001f0ff\U0001f170-\U0001f1e5\U0001f200-\U0001faff])"
)
_TAIL = "[\ufe0e\ufe0f\u20e3\U0001f3fb-\U0001f3ff\U000e0020-\U000e007f]{0,8}"
PICTOGRAPH = compile_re(f"{_PICTURE}{_TAIL}(?:\u200d{_PICTURE}{_TAIL}){{0,6}}")
_SYMBOLS = "•·‣◦▪▫●○■□▶►➤➢➣→⇒➡➔➜➝➞◆◇✦✧✱✴❖☞♦★☆✓✔✗✘➥↳⟶⮕⁃∙"
_MARKER = compile_re(
    r"(?P<dash>\\?[-–‐‒−](?:[ \t\u00a0]+|(?=[^\W\d_]|[\"'“«‘„¿¡(#@])))"
    r"|(?P<plus>\\?\+[ \t\u00a0]+)"
    r"|(?P<star>\\?\*[ \t\u00a0]+)"
    r"|(?P<arrow>(?:-{1,2}|=|~)>[ \t]*)"
    rf"|(?P<symbol>[{_SYMBOLS}]\ufe0f?[ \t\u00a0]*)"
    r"|(?P<number>\(\d{1,3}\)|\d{1,3}\\?[.)](?!\d))(?:[ \t\u00a0]+|(?=[^\W\d_]))"
    r"|(?P<letter>\((?:[a-zA-Z]|[ivx]{2,4})\)|(?:[a-zA-Z]|[ivx]{2,4})\)|[a-z]\.)[ \t\u00a0]+"
    rf"|(?P<picture>{PICTOGRAPH.pattern})[ \t\u00a0]*"
)  # fmt: skip
_ROMAN = {"i": 1, "ii": 2, "iii": 3, "iv": 4, "v": 5, "vi": 6, "vii": 7, "viii": 8, "ix": 9, "x": 10}
#: Marks of one kind may change between these within a list: for and against.
_SIGNS = frozenset({"dash", "plus"})
#: A list is this many blanks further in than the one it is within, and within so many at most.
_STEP, _DEEPEST = 2, 5


@dataclass(frozen=True, slots=True)
class ListMarker:
    """What opens a line: `text` as written, where the words begin after it, and its place in a count, if any."""

    kind: str
    text: str
    after: int
    order: int | None = None


@dataclass(frozen=True, slots=True)
class ListEntry:
    """A line of a list with its mark; `end` takes in the indented lines below. `level` is 0 for the list itself."""

    marker: ListMarker
    start: int
    end: int
    level: int = 0


def find_marker(text: str, line: PostLine) -> ListMarker | None:
    """The mark that opens a line, if it opens with one and words follow."""
    first = text[line.start : line.start + 1]
    if first.isalpha() and text[line.start + 1 : line.start + 2] not in (")", ".", "i", "v", "x"):
        return None
    found = _MARKER.match(text, line.start, line.end)
    if not found or found.end() >= line.end or found.lastgroup is None:
        return None
    sign, after = found.group().rstrip(), found.end()
    if after == found.start() + len(sign) and sign[-1].isalnum() and text[after].isalnum():
        return None
    kind = found.lastgroup
    if kind in ("number", "letter"):
        return _counts_on(kind, sign, after)
    return ListMarker(kind, sign, after)


def follows_in_list(previous: ListMarker, current: ListMarker) -> bool:
    """Whether two marks belong to one list, the second right after the first."""
    if previous.kind != current.kind:
        return previous.kind in _SIGNS and current.kind in _SIGNS
    if current.kind == "letter":
        return _style(previous) == _style(current) and _follows_as_letter(_core(previous.text), _core(current.text))
    if previous.order is not None and current.order is not None:
        return current.order - previous.order in (0, 1, 2) and _style(previous) == _style(current)
    return current.kind in ("picture", "dash") or previous.text.rstrip("\ufe0f") == current.text.rstrip("\ufe0f")


class _ListParser:
    """The lines of a list, one after the other; `open` are the lists that may go on: their indent and their marks."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.entries: list[ListEntry] = []
        self.open: list[tuple[int, list[ListMarker]]] = []

    def accept(self, line: PostLine, *, loose: bool) -> bool:
        """Take a line into the list; False where it does not belong to it. `loose`: blank lines stand before it."""
        sign = find_marker(self.text, line)
        if sign is None:
            if not self.entries or loose or line.indent < _STEP:
                return False
            self.entries[-1] = replace(self.entries[-1], end=line.end)
            return True
        if not self.entries or (line.indent >= self.open[-1][0] + _STEP and len(self.open) <= _DEEPEST):
            self.open.append((line.indent, [sign]))
        else:
            while len(self.open) > 1 and line.indent < self.open[-1][0]:
                self.open.pop()
            if not _goes_on(self.open[-1][1], sign, loose=loose):
                return False
            self.open[-1][1].append(sign)
        self.entries.append(ListEntry(sign, line.start, line.end, len(self.open) - 1))
        return True


def find_entries(draft: PostText, place: int) -> tuple[list[ListEntry], int]:
    """The list that begins at line number `place` (or none), and the number of the first line after it.

    Two lines with the same kind of mark make a list. Blank lines may stand between them; a line without a mark
    belongs to the list only when it is indented. A line with a mark that is further in begins a list within it.
    """
    lines = draft.lines
    if find_marker(draft.text, lines[place]) is None:
        return [], place
    parser = _ListParser(draft.text)
    at = after = place
    while at < len(lines):
        if not lines[at].blank:
            if not parser.accept(lines[at], loose=bool(parser.entries) and at > after):
                break
            after = at + 1
        at += 1
    found = parser.entries
    if len(found) < 2:
        return [], place
    return (_flatten(found) if _lost_its_indent(draft, lines, place, found) else found), after


def _lost_its_indent(draft: PostText, lines: Sequence[PostLine], place: int, found: Sequence[ListEntry]) -> bool:
    """Whether only the first of alike lines is not indented, because the post begins with it: copies are trimmed."""
    return (
        not draft.text[: lines[place].start].strip()
        and {entry.level for entry in found[1:]} == {1}
        and _goes_on([found[0].marker], found[1].marker, loose=False)
    )


def _flatten(found: Sequence[ListEntry]) -> list[ListEntry]:
    return [replace(entry, level=0) for entry in found]


def is_ordered(signs: Sequence[ListMarker]) -> bool:
    """Whether the marks are whole numbers that count up one by one, as a numbered list does by itself."""
    return all(sign.kind == "number" for sign in signs) and all(
        (after.order or 0) - (before.order or 0) == 1 for before, after in pairwise(signs)
    )


def _goes_on(found: Sequence[ListMarker], sign: ListMarker, *, loose: bool) -> bool:
    """Whether a mark is the next of a list; numbers may count down where they do so by one, from the beginning."""
    previous = found[-1]
    if loose and sign.kind in ("picture", "letter"):
        return previous.text == sign.text
    if is_countdown([*found[-2:], sign]):
        return len(found) == 1 or is_countdown(found[-2:])
    return follows_in_list(previous, sign) and not is_countdown(found[-2:])


def is_countdown(signs: Sequence[ListMarker]) -> bool:
    """Whether the marks, two at least, are numbers of one style that each are one less than the one before."""
    return len(signs) > 1 and all(
        before.order is not None
        and after.order is not None
        and before.order - after.order == 1
        and _style(before) == _style(after)
        for before, after in pairwise(signs)
    )


def _counts_on(kind: str, sign: str, after: int) -> ListMarker:
    return ListMarker(kind, sign, after, int(_core(sign)) if kind == "number" else None)


def _follows_as_letter(before: str, after: str) -> bool:
    """b after a, ii after i."""
    if before in _ROMAN and after in _ROMAN and _ROMAN[after] - _ROMAN[before] == 1:
        return True
    return len(before) == len(after) == 1 and ord(after) - ord(before) == 1


def _core(sign: str) -> str:
    return sign.strip("().\\")


def _style(sign: ListMarker) -> str:
    """What stands around the number or letter."""
    return sign.text.replace(_core(sign.text), "", 1)
