"""The marks that open the lines of a list, and which lines they make a list of."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from unroller.article.post_text import PostLine, PostText

#: One pictograph: a base sign with what may follow it (variation selector, skin tone, keycap, joined signs).
_PICTURE = (
    "(?:[\U0001f1e6-\U0001f1ff]{2}|[0-9#*]\ufe0f?\u20e3|[\u203c\u2049\u2139\u231a-\u23ff\u25aa-\u25ab\u25fb-\u25fe\u2600-\u2775\u2795-\u27bf"
    "\u2b05-\u2b55\u3030\u303d\u3297\u3299\U0001f000-\U0001f0ff\U0001f170-\U0001f1e5\U0001f200-\U0001faff])"
)
_TAIL = "[\ufe0e\ufe0f\u20e3\U0001f3fb-\U0001f3ff\U000e0020-\U000e007f]{0,8}"
PICTOGRAPH = re.compile(f"{_PICTURE}{_TAIL}(?:\u200d{_PICTURE}{_TAIL}){{0,6}}")

_SYMBOLS = "•·‣◦▪▫●○■□▶►➤➢➣→⇒➡➔➜➝➞◆◇✦✧✱✴❖☞♦★☆✓✔✗✘➥↳⟶⮕⁃∙"
_MARKER = re.compile(
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


@dataclass(frozen=True, slots=True)
class ListMarker:
    """What opens a line: `text` as written, where the words begin after it, and its place in a count, if any."""

    kind: str
    text: str
    after: int
    order: int | None = None


@dataclass(frozen=True, slots=True)
class ListEntry:
    """A line of a list with its mark; `end` takes in the indented lines below."""

    marker: ListMarker
    start: int
    end: int


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


def find_entries(draft: PostText, place: int) -> tuple[list[ListEntry], int]:
    """The list that begins at line number `place` (or none), and the number of the first line after it.

    Two lines with the same kind of mark make a list. Blank lines may stand between them; a line without a mark
    belongs to the list only when it is indented.
    """
    lines, text = draft.lines, draft.text
    if find_marker(text, lines[place]) is None:
        return [], place
    found: list[ListEntry] = []
    at = after = place
    while at < len(lines):
        line = lines[at]
        if line.blank:
            at += 1
            continue
        sign = find_marker(text, line)
        loose = bool(found) and at > after
        if sign and (not found or _goes_on(found, sign, loose=loose)):
            found.append(ListEntry(sign, line.start, line.end))
        elif found and not sign and not loose and line.indent >= 2:
            found[-1] = ListEntry(found[-1].marker, found[-1].start, line.end)
        else:
            break
        at += 1
        after = at
    return (found, after) if len(found) >= 2 else ([], place)


def is_ordered(signs: Sequence[ListMarker]) -> bool:
    """Whether the marks are whole numbers that count up one by one, as a numbered list does by itself."""
    return all(sign.kind == "number" for sign in signs) and all(
        (after.order or 0) - (before.order or 0) == 1 for before, after in pairwise(signs)
    )


def _goes_on(found: list[ListEntry], sign: ListMarker, *, loose: bool) -> bool:
    previous = found[-1].marker
    if loose and sign.kind in ("picture", "letter"):
        return previous.text == sign.text
    return follows_in_list(previous, sign)


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
