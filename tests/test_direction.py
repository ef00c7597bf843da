"""Which way a text runs."""

from __future__ import annotations

from typing import get_args

import pytest

from unroller.direction import Direction, find_direction, get_direction, mark_direction, strip_mark

RLM, LRM = "\u200f", "\u200e"


@pytest.mark.parametrize(
    ("lang", "direction"),
    [
        ("he", "rtl"), ("fa-IR", "rtl"), ("ckb", "rtl"), ("az_Arab", "rtl"), ("ur-Latn", "ltr"), ("en", "ltr"),
        ("zh-Hant-TW", "ltr"), ("", None), (None, None),
    ],
)  # fmt: skip
def test_a_language_has_a_direction(lang: str | None, direction: str | None) -> None:
    assert get_direction(lang) == direction


@pytest.mark.parametrize(
    ("text", "base", "direction"),
    [
        # not the first letter
        ("Bus 12 כבר לא עוצר כאן", "rtl", "rtl"),
        ("DJI طائرة جديدة فوق الميناء", "rtl", "rtl"),
        ("سلام means peace, they say", "ltr", "ltr"),
        ("שלום, said the keeper of the lock, and went home", None, "ltr"),
        ("PDF 2.0 מסביר את כל זה היטב", None, "rtl"),
        # names, tags and addresses count for nothing
        ("@pier_nine_harbour #harbour https://example.org/long/path כן", None, "rtl"),
        ("https://example.org/a", "rtl", "rtl"),
        ("OK GPS", "rtl", "rtl"),
        # a paragraph in another language runs as that is written
        ("This whole paragraph is in English, after all", "rtl", "ltr"),
        ("הנמל סגור היום, כתב השומר על הדלת", "ltr", "rtl"),
        ("He wrote הנמל סגור on the door", "ltr", "ltr"),
        ("214 …", None, "ltr"), ("", None, "ltr"), ("蛾", None, "ltr"), ("214 …", "rtl", "rtl"),
    ],
)  # fmt: skip
def test_a_text_runs_by_its_language_then_by_its_letters(text: str, base: Direction | None, direction: str) -> None:
    assert find_direction(text, base) == direction


@pytest.mark.parametrize(
    ("line", "direction", "marked"),
    [
        ("Bus 12 כבר לא עוצר", "rtl", f"{RLM}Bus 12 כבר לא עוצר"),
        ("- 12 Bus לא", "rtl", f"{RLM}- 12 Bus לא"),
        ("لا: this is Arabic for no", "ltr", f"{LRM}لا: this is Arabic for no"),
        ("הנמל", "rtl", "הנמל"),
        ("Moths", "ltr", "Moths"),
        ("1,500 …", "rtl", "1,500 …"),
        (f"{RLM}Bus של", "rtl", f"{RLM}Bus של"),
        ("\u2067Bus של\u2069", "rtl", "\u2067Bus של\u2069"),
    ],
)
def test_a_mark_is_set_only_where_the_first_letter_misleads(line: str, direction: Direction, marked: str) -> None:
    assert mark_direction(line, direction) == marked
    if marked != line:
        assert strip_mark(marked) == line


def test_a_mark_of_the_author_s_stays() -> None:
    assert strip_mark(f"{RLM}הנמל") == f"{RLM}הנמל"
    assert all(mark_direction("", direction) == "" for direction in get_args(Direction))
