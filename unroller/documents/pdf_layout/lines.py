"""Rows to lines of text: what only the paper's width broke is joined, what the page parted stays parted.

A browser fills a line as far as words fit. So a row whose successor's first word would still have fitted was ended by
the author or the page; one that was full goes on in the next. Blank lines are gaps between baselines: a whole number of
lines is one that the author typed, any other is the page's space between its parts. A post's header on one row of the
page (name, handle, dot and date) becomes the lines that a copy has."""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter, defaultdict
from collections.abc import Container, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Literal

from unroller.documents.pdf_layout.margins import find_page_address, find_running_lines
from unroller.documents.pdf_layout.model import PdfText
from unroller.documents.pdf_layout.rows import (
    Glyph,
    TextRow,
    build_rows,
    continues,
    ends_unspaced,
    find_list_mark,
    is_address,
    join_words,
    measure_first_word,
    replace_ligatures,
)
from unroller.regex import compile_re

#: What stands before a line: nothing but the line break, a blank line as typed, the page's own space, a new sheet.
Lead = Literal["break", "blank", "space", "sheet"]

#: Baselines nearer than this share more than the usual distance follow each other directly.
_NEXT = 0.13
#: How far from a whole number of lines a typed blank line may be.
_WHOLE = 0.06
#: A pixel, and a little more.
_PIXEL = 0.8
#: Where no distance is usual: so many sizes.
_LEADING = (0.9, 1.9)
#: An address that begins a row was put there by its author where the row before fills less than this of the width.
_ON_ITS_OWN = 0.7
#: Text is never set narrower than this share of the sheet.
_NARROW = 0.3
#: A row is full to the last blank when no more than this is left of it (in sizes).
_FULL = 0.5
#: A word still fits when it would end this much (in sizes) past the edge.
_SLACK = 0.05
#: A head with longer names is none.
_LONGEST = 300
_HEAD = compile_re(
    r"(?P<name>[^@]{1,100}?)\s{0,3}(?P<handle>@[\w.-]{1,60}(?:@[\w.-]{1,60})?)\s{0,3}(?P<dot>·)\s{0,3}(?P<date>\S.{0,30})"
)


@dataclass(frozen=True, slots=True)
class PrintedLine:
    """A line of the text. `lead` says what parts it from the line above; `space` is that gap in lines, 0 across sheets.

    `links` are (start, end, address) in `text`.
    """

    text: str
    lead: Lead
    space: float
    links: tuple[tuple[int, int, str], ...] = ()


@dataclass(frozen=True, eq=False)
class PrintedLayout:
    """A print as text. `aside` holds what was set aside: words, rule, and the index of the line that follows.

    `mended`: lines whose ligatures were taken apart (index, text before). `lost`: signs without a character.
    """

    lines: tuple[PrintedLine, ...]
    aside: tuple[tuple[str, str, int], ...] = ()
    mended: tuple[tuple[int, str], ...] = ()
    lost: int = 0
    url: str | None = None
    title: str = ""
    author: str = ""


@dataclass
class _OpenLine:
    """A line as it grows."""

    signs: list[Glyph]
    lead: Lead
    space: float


def layout_lines(printed: PdfText) -> PrintedLayout:
    """The text of a print."""
    rows = [row for number, sheet in enumerate(printed.sheets) for row in build_rows(sheet, number)]
    found = find_running_lines(printed, rows)
    heads = find_page_address(rows, found)
    body: list[TextRow] = []
    aside: list[tuple[TextRow, str, int]] = []
    for at, row in enumerate(rows):
        rule = found.get(at) or _find_misplaced(row, printed)
        if rule:
            aside.append((row, rule, len(body)))
        else:
            body.append(row)
    opened, starts = _build_lines(body, max((sheet.width for sheet in printed.sheets), default=0.0))
    lines, mended, lost = [], [], 0
    for at, one in enumerate(opened):
        text, links, before, missing = _finish_line(one.signs)
        lines.append(PrintedLine(text, one.lead, one.space, links))
        lost += missing
        if before is not None:
            mended.append((at, before))
    places = tuple((row.text.strip(), rule, _build_line(starts, at)) for row, rule, at in aside)
    return PrintedLayout(tuple(lines), places, tuple(mended), lost, heads, printed.title, printed.author)


def _find_misplaced(row: TextRow, printed: PdfText) -> str | None:
    """Why a row is no text of the page: it leans, or stands off the sheet."""
    sheet = printed.sheets[row.sheet]
    if not row.level:
        return "print:turned"
    outside = row.y < -1 or row.y > sheet.height + 1 or row.right < 0 or row.left > sheet.width
    return "print:off-the-sheet" if outside else None


def _build_line(starts: Sequence[int], at: int) -> int:
    """The index of the first line that begins with row `at` or later."""
    return bisect_left(starts, at)


# -- rows to lines


def _build_lines(body: Sequence[TextRow], width: float) -> tuple[list[_OpenLine], list[int]]:
    """The lines, and the index of the row with which each begins."""
    pitch = _measure_pitches(body)
    heads = {at: parts for at, row in enumerate(body) if len(parts := split_post_header(row.signs)) > 1}
    edges = _ColumnEdges(body, pitch, heads, width)
    opened: list[_OpenLine] = []
    starts: list[int] = []
    closed, mark = True, ""
    for at, row in enumerate(body):
        before = body[at - 1] if at else None
        lead, space = _classify_lead(before, row, pitch)
        joint = None
        item = continues(mark, find_list_mark(row.signs)) if at else False
        if before is not None and not (closed or row.beside or at in heads or item):
            joint = edges.joint(before, row, lead)
        if joint is not None:
            opened[-1].signs += _join_rows(opened[-1].signs, joint, row.signs)
            continue
        if item and lead == "sheet":
            lead = "break"
        mark = find_list_mark(row.signs)
        parts = heads.get(at) or [list(row.signs)]
        closed = len(parts) > 1
        for place, signs in enumerate(parts):
            opened.append(_OpenLine(signs, "break" if place else lead, 1.0 if place else space))
            starts.append(at)
    return opened, starts


def _join_rows(before: list[Glyph], joint: str, signs: Sequence[Glyph]) -> Iterator[Glyph]:
    """The signs that go on with a line; `before` loses the blank at its end, or the hyphen painted for a soft one."""
    while before and before[-1].text.isspace():
        before.pop()
    if joint == "-":
        if before and before[-1].text in ("‐", "-"):
            before.pop()
    elif joint:
        last, first = before[-1] if before else None, signs[0]
        url = first.url if last and last.url == first.url else None
        yield Glyph(joint, first.left, first.left, first.font, url)
    yield from signs


def _measure_pitches(body: Sequence[TextRow]) -> dict[float, float]:
    """The usual distance between baselines for each size of type."""
    seen: dict[float, Counter[float]] = defaultdict(Counter)
    for one, two in pairwise(body):
        if one.sheet != two.sheet or abs(one.size - two.size) > 0.5 or abs(one.left - two.left) > 2:
            continue
        distance = one.y - two.y
        if _LEADING[0] * two.size <= distance <= _LEADING[1] * two.size:
            seen[_usual_size(two)][round(distance, 2)] += 1
    found = {}
    for size, counts in seen.items():
        most = max(counts.values())
        least = min(distance for distance, count in counts.items() if count * 5 >= most)
        # Browsers set lines on whole pixels: the usual distance is the mean of its neighbours.
        near = {distance: count for distance, count in counts.items() if distance - least <= _PIXEL}
        found[size] = sum(distance * count for distance, count in near.items()) / sum(near.values())
    return found


def _usual_size(row: TextRow) -> float:
    return round(row.size * 2) / 2


def _classify_lead(before: TextRow | None, row: TextRow, pitch: dict[float, float]) -> tuple[Lead, float]:
    """What parts `row` from the row before it, and that gap in lines."""
    if before is None:
        return "sheet", 0.0
    if before.sheet != row.sheet:
        return "sheet", 0.0
    distance = before.y - row.y
    if row.beside or abs(distance) <= 0.25 * row.size:
        return "break", 1.0
    if distance < 0:
        return "space", 9.0
    # Between types of two sizes the larger one's leading counts.
    unit = max(pitch.get(_usual_size(one), 1.35 * one.size) for one in (before, row))
    space = round(distance / unit, 3)
    if space <= 1 + _NEXT:
        return "break", space
    whole = abs(space - round(space)) <= _WHOLE and _usual_size(before) == _usual_size(row)
    return ("blank" if whole else "space"), space


class _ColumnEdges:
    """How far rows reach, by where they begin: the right edge of each column, and whether its rows are filled."""

    def __init__(self, body: Sequence[TextRow], pitch: dict[float, float], heads: Container[int], width: float) -> None:
        ends: dict[tuple[int, float], list[float]] = defaultdict(list)
        for at, row in enumerate(body):
            if at not in heads:
                ends[self._column(row)].append(-row.left if row.rtl else row.right)
        self._ends = {column: _find_furthest(found, column[1]) for column, found in ends.items()}
        self._width = width
        self._widest = max((row.right for row in body), default=0.0)
        self._loose = self._poems(body, pitch)
        self._spaced = self._blank_ends(body, pitch)

    def joint(self, before: TextRow, row: TextRow, lead: Lead) -> str | None:
        """What joins `row` to the row before it (a blank, nothing, ``-`` for a soft hyphen); None where it does not."""
        if lead not in ("break", "sheet") or abs(before.size - row.size) > 0.12 * row.size or before.rtl != row.rtl:
            return None
        if before.bold is not None and row.bold is not None and before.bold != row.bold:
            return None
        if lead == "sheet" and abs(before.left - row.left) > 2 and not row.rtl:
            return None
        if self._fits(before, row) or self._column(row) in self._loose or self._is_narrow(row):
            return None
        if _usual_size(row) in self._spaced:
            # Here a blank stands at the end of every row that the width broke.
            spaced = before.signs[-1].text[-1:].isspace() or ends_unspaced(before.signs)
            return join_words(before.signs, row.signs) if spaced or self._is_full(before, row) else None
        if is_address(row.signs) and self._reach(before, row) < _ON_ITS_OWN:
            return None
        return join_words(before.signs, row.signs)

    @staticmethod
    def _column(row: TextRow) -> tuple[int, float]:
        start = -row.right if row.rtl else row.left
        return round(start / 3), _usual_size(row)

    def _fits(self, before: TextRow, row: TextRow) -> bool:
        """Whether the first word of `row` would have fitted behind `before`."""
        end = -before.left if before.rtl else before.right
        edge = max(self._ends.get(self._column(row), end), end)
        return end + _is_blank(before) + measure_first_word(row.signs) < edge + _SLACK * row.size

    def _reach(self, before: TextRow, row: TextRow) -> float:
        """How much of the column's width the row `before` fills."""
        edge, start = self._ends.get(self._column(row), 0.0), -before.right if before.rtl else before.left
        end = -before.left if before.rtl else before.right
        return (end - start) / (edge - start) if edge > start else 1.0

    def _is_narrow(self, row: TextRow) -> bool:
        """Whether no row of the column reaches far enough for the paper to have broken it."""
        start = -row.right if row.rtl else row.left
        return self._ends.get(self._column(row), start) - start < _NARROW * self._width

    def _is_full(self, before: TextRow, row: TextRow) -> bool:
        """Whether not even a blank had room behind `before`."""
        end = -before.left if before.rtl else before.right
        return self._ends.get(self._column(row), end) - end < _FULL * row.size

    def _blank_ends(self, body: Sequence[TextRow], pitch: dict[float, float]) -> set[float]:
        """Sizes of type in which the page prints the blank at the end of a full row, as pages do that keep blanks."""
        seen: dict[float, list[bool]] = defaultdict(list)
        for one, two in pairwise(body):
            if (
                one.sheet != two.sheet
                or two.beside
                or _classify_lead(one, two, pitch)[0] != "break"
                or self._fits(one, two)
            ):
                continue
            if not ends_unspaced(one.signs):
                seen[_usual_size(two)].append(one.signs[-1].text[-1:].isspace())
        return {size for size, found in seen.items() if found.count(True) >= 2 and found.count(True) * 2 >= len(found)}

    def _poems(self, body: Sequence[TextRow], pitch: dict[float, float]) -> set[tuple[int, float]]:
        """Columns whose rows are lines of their own: few are full, and the longest is far from the text's edge."""
        full: Counter[tuple[int, float]] = Counter()
        short: Counter[tuple[int, float]] = Counter()
        for one, two in pairwise(body):
            if one.sheet == two.sheet and not two.beside and _classify_lead(one, two, pitch)[0] == "break":
                (short if self._fits(one, two) else full)[self._column(two)] += 1
        return {
            column
            for column, count in short.items()
            if count >= 3 and full[column] * 3 <= count and self._ends[column] < 0.85 * self._widest
        }


def _is_blank(row: TextRow) -> float:
    """How wide a blank is in a row: as printed, else a quarter of the size."""
    found = sorted(sign.right - sign.left for sign in row.signs if sign.text == " ")
    return found[len(found) // 2] if found else 0.25 * row.size


def _find_furthest(ends: list[float], size: float) -> float:
    """Where a column ends: how far its rows reach, one or two aside that stick out of it (a long word, a heading)."""
    ends = sorted(ends, reverse=True)
    for _ in range(2):
        if len(ends) >= 6 and ends[0] - ends[1] > 3 * size:
            ends.pop(0)
    return ends[0]


# -- signs to text


def _finish_line(signs: Sequence[Glyph]) -> tuple[str, tuple[tuple[int, int, str], ...], str | None, int]:
    """A line's text and links, its text before ligatures were taken apart (None: unchanged), and signs lost in it."""
    parts: list[str] = []
    links: list[tuple[int, int, str]] = []
    raw: list[str] = []
    at = 0
    for sign in signs:
        text = replace_ligatures(sign.text).replace("\x00", "\ufffd")
        raw.append(sign.text)
        if sign.url and links and links[-1][1] == at and links[-1][2] == sign.url:
            links[-1] = (links[-1][0], at + len(text), sign.url)
        elif sign.url and text:
            links.append((at, at + len(text), sign.url))
        parts.append(text)
        at += len(text)
    whole = "".join(parts).rstrip()
    lead = len(whole) - len(whole.lstrip())
    whole = whole.lstrip()
    kept = [_find_inner(whole, start - lead, end - lead, url) for start, end, url in links]
    before = "".join(raw).strip()
    changed = replace_ligatures(before) != before
    return whole, tuple(link for link in kept if link), before if changed else None, whole.count("\ufffd")


def _find_inner(text: str, start: int, end: int, url: str) -> tuple[int, int, str] | None:
    """A link without blanks at its ends."""
    start, end = max(start, 0), min(end, len(text))
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    return (start, end, url) if start < end else None


def split_post_header(signs: Sequence[Glyph]) -> list[list[Glyph]]:
    """The row as the lines it stands for: one, or the four of a head.

    A head is told by more than its words, which people could write: the name is set in another font than the handle,
    or both lead to one profile.
    """
    text = "".join(sign.text for sign in signs)
    match = _HEAD.fullmatch(text.strip()) if "·" in text and "@" in text and len(text) < _LONGEST else None
    if match is None:
        return [list(signs)]
    lead = len(text) - len(text.lstrip())
    spans = [match.span(name) for name in ("name", "handle", "dot", "date")]
    parts = [_split_part(signs, start + lead, end + lead) for start, end in spans]
    return parts if all(parts) and _differs(parts[0], parts[1]) else [list(signs)]


def _split_part(signs: Sequence[Glyph], start: int, end: int) -> list[Glyph]:
    found = []
    at = 0
    for sign in signs:
        if start <= at < end:
            found.append(sign)
        at += len(sign.text)
    return found


def _differs(name: Sequence[Glyph], handle: Sequence[Glyph]) -> bool:
    if name[0].font != handle[0].font:
        return True
    url = handle[0].url
    return url is not None and name[0].url == url
