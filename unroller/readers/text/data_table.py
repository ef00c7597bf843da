"""A table of data in a text: rows with a value for each of the columns that are named above them. It is no thread."""

from __future__ import annotations

import csv
from itertools import islice
from typing import NoReturn

from unroller.readers.base import CERTAIN, ReadOptions
from unroller.readers.input import InputText
from unroller.readers.refusal import TABLE, refuse
from unroller.readers.text.base import TextReader

#: So many rows are looked at; of them so many in ten must have a value for each column.
_ROWS = 60
_OF_TEN = 8
#: A table has so many columns at least, whose names are not longer than this.
_COLUMNS, _NAME = 4, 40


def recognize(page: InputText) -> float:
    """Certain of names of columns on the first line, and of rows below it."""
    first = page.lines[page.filled[0]]
    signs = [sign for sign in ",;\t" if first.count(sign) + 1 >= _COLUMNS]
    return CERTAIN if any(_is_table(page, sign) for sign in signs) else 0.0


def _is_table(page: InputText, sign: str) -> bool:
    lines = iter(page.lines[page.filled[0] : page.filled[0] + 20 * _ROWS])
    try:
        rows = [row for row in islice(csv.reader(lines, delimiter=sign), _ROWS) if row]
    except csv.Error:
        return False
    names = [name.strip() for name in rows[0]]
    if any(name[:1].isspace() for name in rows[0][1:]):  # a sentence has a blank behind its comma
        return False
    if len(set(names)) < len(names) or not all(_is_name(name) for name in names):
        return False
    below = rows[1:]
    whole = sum(len(row) == len(names) for row in below)
    least = 1 if all(_is_identifier(name) for name in names) else 2
    return whole >= least and whole * 10 >= len(below) * _OF_TEN


def _is_name(name: str) -> bool:
    return (
        0 < len(name) <= _NAME and len(name.split()) < 5 and not name.endswith((".", "!", "?", ":")) and "@" not in name
    )


def _is_identifier(name: str) -> bool:
    return name.replace("-", "_").isidentifier() and name.isascii()


def _refuse(_page: InputText, _options: ReadOptions) -> NoReturn:
    refuse(TABLE)


READERS = (TextReader("table", TABLE, recognize, _refuse),)
