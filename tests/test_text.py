"""Plain-text helpers."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from unroller.text import cut_at_word, make_file_name, make_slug, replace_unprintable, split_words


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


@pytest.mark.parametrize(
    ("title", "name"),
    [
        ("日本の港はなぜ埋まるのか?", "日本の港はなぜ埋まるのか"),
        ("هل يغلق الميناء؟", "هل يغلق الميناء؟"),
        ("\u200fWiFi בנמל: 1/2", "WiFi בנמל 1 2"),
        ("../../etc/passwd", "etc passwd"),
        ("CON|AUX\n…", "CON AUX …"),
        ("Grüße aus Łódź.", "Grüße aus Łódź"),
        ("  .. ", ""),
        ("Почему гавани мелеют " * 9, "Почему гавани мелеют " * 4 + "Почему"),
    ],
)
def test_file_names(title: str, name: str) -> None:
    assert make_file_name(title) == name


def test_a_file_name_is_not_cut_within_a_letter() -> None:
    assert make_file_name("ก็" * 90) == "ก็" * 30
    assert make_file_name("नि" * 90, most=10) == "नि"


@given(st.text())
def test_file_names_are_safe(title: str) -> None:
    name = make_file_name(title)
    assert len(name.encode()) <= 180
    assert not re.search(r'[\x00-\x1f/\\:*?"<>|]', name)
    assert name == name.strip()
    assert not name.startswith((".", "-", "~"))


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


@pytest.mark.parametrize(
    ("text", "cut"),
    [
        ("The wall is low.", "The wall is low."),
        ("The wall is low, and the tide", "The wall is low…"),
        ("The wall is lowered again", "The wall is lowered…"),
        ("The wall is repaired again", "The wall is…"),
        ("The wall is low then", "The wall is low then"),
        ("Unteilbareswortohneende wie dieses", "Unteilbareswortohne…"),
        ("港はなぜ最初の十年で浅くなるのか、みんな川のせいにする", "港はなぜ最初の十年で浅くなるのか、みん…"),
        ("", ""),
    ],
)
def test_a_text_is_cut_between_words_with_an_ellipsis(text: str, cut: str) -> None:
    made = cut_at_word(text, 20)
    assert made == cut
    assert len(made) <= 20
