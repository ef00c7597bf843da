"""Whether a text is a table: values parted by commas, semicolons or tabs, or a table of Markdown."""

from __future__ import annotations

import csv
from collections import Counter
from collections.abc import Iterable, Sequence
from statistics import median

from unroller.regex import compile_re

#: So many rows make a table, of so many columns by what parts them: people write commas and semicolons too.
_ROWS = 3
_COLUMNS = {"\t": 2, ";": 3, ",": 3}
#: So many lines are looked at.
_LOOKED_AT = 300
#: The heading of a column is short; a column of longer cells holds running text.
_HEADING, _PROSE = 40, 60
_NUMBER = compile_re(r"[-+]?[$€£]? ?\d[\d.,:/ %-]{0,24}[%€$£]?")
_RULE = compile_re(r"\|?(?: ?:?-{3,40}:? ?\|){1,40}(?: ?:?-{3,40}:? ?)?")


def is_table(lines: Sequence[str]) -> bool:
    """Whether the lines of a text are the rows of a table."""
    filled = [line for line in lines if line.strip()][:_LOOKED_AT]
    if len(filled) < _ROWS:
        return False
    return _is_markdown(filled) or any(mark in filled[0] and _has_cells(filled, mark) for mark in _COLUMNS)


def _is_markdown(filled: Sequence[str]) -> bool:
    """Whether nearly all lines are rows of a table of Markdown."""
    rows = [line.strip() for line in filled if line.count("|") > 1]
    if len(rows) * 10 < len(filled) * 9:
        return False
    rules = sum(_RULE.fullmatch(row) is not None for row in rows if len(row) < 400)
    return 0 < rules <= len(rows) - _ROWS


def _has_cells(filled: Sequence[str], mark: str) -> bool:
    """Whether lines are rows whose cells `mark` parts: nearly all have as many, and they look like cells."""
    try:
        rows = [row for row in csv.reader((f"{line}\n" for line in filled), delimiter=mark) if row]
    except csv.Error:
        return False
    width, often = Counter(map(len, rows)).most_common(1)[0]
    if width < _COLUMNS[mark] or often < _ROWS or often * 10 < len(rows) * 9:
        return False
    rows = [row for row in rows if len(row) == width]
    behind = [cell for row in rows for cell in row[1:] if cell]
    if sum(cell[:1].isspace() for cell in behind) * 5 > len(behind):  # a sentence has a blank behind its comma
        return False
    columns = list(zip(*rows, strict=True))
    figures = len(columns) > _COLUMNS["\t"] and any(map(_is_numeric, columns)) and not any(map(_is_prose, columns))
    return figures or _is_heading(rows[0])


def _is_heading(cells: Sequence[str]) -> bool:
    """Whether a row names columns: short, each another, no sentence and no number."""
    names = [cell.strip() for cell in cells]
    return len(set(names)) == len(names) and all(
        name and len(name) <= _HEADING and not name.endswith((".", "!", "?", ":", "…")) and not _NUMBER.fullmatch(name)
        for name in names
    )


def _is_numeric(column: Iterable[str]) -> bool:
    cells = [cell.strip() for cell in column]
    return sum(_NUMBER.fullmatch(cell) is not None for cell in cells if len(cell) <= _HEADING) * 5 >= len(cells) * 4


def _is_prose(column: Iterable[str]) -> bool:
    return median(map(len, column)) > _PROSE
