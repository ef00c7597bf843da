"""Plain-text helpers."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from unroller.text import make_slug, replace_unprintable, split_words


@pytest.mark.parametrize(
    ("title", "expected"),
    [
        ("What can NGOs do?", "what-can-ngos-do"),
        ("Don't panic", "dont-panic"),
        ("Straße nach Łódź", "strasse-nach-lodz"),
        ("café ﬁne", "cafe-fine"),
        ("日本の港", "thread"),
        ("", "thread"),
        ("../../etc/passwd", "etc-passwd"),
        ("a" * 200, "a" * 48),
        ("one two three four five six seven eight nine ten eleven", "one-two-three-four-five-six-seven-eight-nine-ten"),
    ],
)
def test_slug(title: str, expected: str) -> None:
    assert make_slug(title) == expected


@given(st.text())
def test_slugs_are_safe_names(title: str) -> None:
    assert re.fullmatch(r"[a-z0-9]([a-z0-9-]{0,46}[a-z0-9])?", make_slug(title))


@given(st.text())
def test_words_do_not_depend_on_case(text: str) -> None:
    assert split_words(text.casefold()) == split_words(text)


@given(st.text(st.characters()))
def test_printable_text_can_be_written(text: str) -> None:
    shown = replace_unprintable(text)
    assert len(shown) == len(text)
    assert "\0" not in shown
    shown.encode("utf-8")


def test_printable_replaces_only_what_cannot_stand() -> None:
    assert replace_unprintable("a\ud83db\0c é 😀") == "a\ufffdb\ufffdc é 😀"
