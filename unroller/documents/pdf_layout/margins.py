"""Running heads and feet: what a browser or site prints at the edge of every sheet, apart from the page's text."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Sequence

from unroller.documents.pdf_layout.model import PdfText
from unroller.documents.pdf_layout.rows import TextRow
from unroller.regex import compile_re

#: Of a sheet's height, at either end. Browsers print within half an inch (4.5 % of a letter sheet), sites within one.
_ZONE = 0.09
#: Two rows are at one place when their baselines are this near.
_NEAR = 2.0
_NUMBER = compile_re(r"\d{1,5}")
_ADDRESS = compile_re(r"(?:https?|file)://\S{1,2000}")
_PAGED = compile_re(r"(\d{1,4})\s?/\s?(\d{1,4})")

#: What is left of a row that is nothing but the number of its sheet.
_NUMBERS = frozenset({"#", "#/##", "# / ##", "- # -", "– # –"})
#: So many of its sizes part a head or foot from the text: more where it is set as large as the text is. The text's own
#: first row stands on the same place of every sheet too, and its second row near.
_ALONE = 1.5
_ALONE_LARGE = 2.2
_SMALL = 0.9

#: Index of a row to the name of the rule that sets it aside.
Found = dict[int, str]


def find_running_lines(printed: PdfText, rows: Sequence[TextRow]) -> Found:
    """The rows that are running heads or feet.

    A row counts when it stands at the edge of its sheet and the same words stand there, page numbers aside, on every
    other sheet too (the first and last may differ). On a single sheet only what browsers print counts: an address and
    ``1/1`` on the lowest row, and the title on the highest beside them.
    """
    count = len(printed.sheets)
    edge = [at for at, row in enumerate(rows) if _rows_at_edge(row, printed)]
    if count == 1:
        return _is_single(printed, rows, edge)
    usual = _usual_size(rows)
    sheets: dict[int, list[TextRow]] = defaultdict(list)
    for row in rows:
        sheets[row.sheet].append(row)
    edge = [at for at in edge if _is_alone(rows[at], sheets[rows[at].sheet], usual)]
    found: Found = {}
    for words in (_normalize_row, _has_page_number):
        places: dict[tuple[str, int], list[int]] = defaultdict(list)
        for at in edge:
            key = words(rows[at], count)
            if key and (key in _NUMBERS or any(char.isalpha() for char in key)):
                places[key, round(rows[at].y / _NEAR)].append(at)
        for (key, place), members in places.items():
            near = [*members, *places.get((key, place - 1), ()), *places.get((key, place + 1), ())]
            if len({rows[at].sheet for at in near}) >= max(2, count - 2):
                found.update(dict.fromkeys(members, _classify(rows[members[0]], printed)))
    return found


def find_page_address(rows: Sequence[TextRow], found: Found) -> str | None:
    """The address that the heads or feet name."""
    for at in sorted(found):
        match = _ADDRESS.search(rows[at].text)
        if match:
            return match.group()
    return None


def _rows_at_edge(row: TextRow, printed: PdfText) -> bool:
    height = printed.sheets[row.sheet].height
    return row.y < _ZONE * height or row.y + row.size > (1 - _ZONE) * height


def _classify(row: TextRow, printed: PdfText) -> str:
    low = row.y < printed.sheets[row.sheet].height / 2
    return "print:running-foot" if low else "print:running-head"


def _normalize_row(row: TextRow, _count: int) -> str:
    return row.text.strip()


def _has_page_number(row: TextRow, count: int) -> str:
    """The row's words with signs for the sheet's own number and, behind it, the number of sheets.

    Other numbers stay: an author's counter at the edge of a sheet is not the number of the sheet.
    """
    own = str(row.sheet + 1)
    seen = False

    def sign(number: re.Match[str]) -> str:
        nonlocal seen
        if not seen and number.group() == own:
            seen = True
            return "#"
        return "##" if seen and number.group() == str(count) else number.group()

    return _NUMBER.sub(sign, row.text.strip())


def _usual_size(rows: Sequence[TextRow]) -> float:
    """The size in which most of the text is set."""
    sizes: Counter[float] = Counter()
    for row in rows:
        sizes[round(row.size, 1)] += len(row.signs)
    return sizes.most_common(1)[0][0] if sizes else 0.0


def _is_alone(row: TextRow, sheet: Sequence[TextRow], usual: float) -> bool:
    """Whether no other baseline of the sheet is near."""
    room = (_ALONE if row.size <= _SMALL * usual else _ALONE_LARGE) * row.size
    return not any(_NEAR < abs(other.y - row.y) <= room for other in sheet)


def _is_single(printed: PdfText, rows: Sequence[TextRow], edge: Sequence[int]) -> Found:
    """A browser's head and foot on a lone sheet."""
    low = [at for at in edge if rows[at].y < _ZONE * printed.sheets[0].height]
    feet = {rows[at].y for at in low if _PAGED.fullmatch(rows[at].text.strip())}
    foot = [at for at in low if any(abs(rows[at].y - y) <= _NEAR for y in feet)]
    texts = [rows[at].text.strip() for at in foot]
    if "1/1" not in texts or not any(_ADDRESS.fullmatch(text) for text in texts):
        return {}
    head = [at for at in edge if at not in low and _is_head(rows[at], rows, printed)]
    return dict.fromkeys(foot, "print:running-foot") | dict.fromkeys(head, "print:running-head")


def _is_head(row: TextRow, rows: Sequence[TextRow], printed: PdfText) -> bool:
    """Whether a row stands on the baseline of the document's title, at the very top."""
    title = printed.title.strip()
    if not title:
        return False
    tops = [one for one in rows if abs(one.y - row.y) <= _NEAR and one.text.strip().startswith(title[:30])]
    return bool(tops) and row.y >= max(one.y for one in rows) - _NEAR
