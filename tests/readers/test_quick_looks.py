"""Quick looks that save a costly one change no answer."""

from __future__ import annotations

import pytest

from unroller.article.blocks import _LABEL, _LABELS, _may_be_label
from unroller.model import Capture, Platform
from unroller.networks import measure_weight
from unroller.readers import language, read
from unroller.readers.boilerplate import normalize
from unroller.readers.segmentation import numbering
from unroller.readers.text.body import _may_weigh_more


@pytest.mark.parametrize(
    "text",
    [
        "it's a dog's life, isn't it",
        "'quoted' words, rock'n'roll and ''doubled''",
        "numb3rs and under_scores, x1y2",
        "an emoji 🙂between, a dash—here … and 'twas",
        "",
        "'",
    ],
)
def test_words_are_split_as_they_are_matched(text: str) -> None:
    assert language._split_ascii_words(text) == language._ASCII_WORD.findall(text)


@pytest.mark.parametrize(
    ("text", "bare"),
    [
        ("see https://harbour.example.com/a for more", False),
        ("see harbour.example.com/a for more", True),
        ("(https://harbour.example.org/a)", True),
        ("https://a.example/b and c.net/d", True),
        ("https://a.example.net/" + "b" * 400, True),
        ("either/or, and a full stop.", False),
    ],
)
def test_addresses_without_a_protocol_are_seen(text: str, bare: bool) -> None:
    assert language._has_bare_address(text) is bare
    if not bare:
        assert language._NAMES.sub(" ", text) == language._SIGNED.sub(" ", text)


def test_signs_of_other_scripts_and_blanks_are_compared_as_plain_ones() -> None:
    assert normalize(" „Quay“ \u00a0 ‘and’\u200b  «tide» ") == '"Quay" \'and\' "tide"'
    assert normalize("Ælfgifu’s\u2009boat") == "Ælfgifu's boat"


@pytest.mark.parametrize(
    ("line", "value"),
    [
        ("Part 2 the quay", 2),
        ("pt. 3 the quay", 3),
        ("No 4 the quay", 4),
        ("Teil 5 am Kai", 5),
        ("Deel 6 aan de kade", 6),
        ("osa 7 laituri", 7),
        ("bölüm 8 rıhtım", 8),
        ("iv) the quay", 4),
        ("X. the quay", 10),
        ("the quay 2/9", 2),
        ("the quay (3)", 3),
        ("the quay 4 of 9", 4),
    ],
)
def test_numbers_are_found_behind_every_letter(line: str, value: int) -> None:
    assert [mark.value for mark in numbering._find_marks(0, line)] == [value]


def test_every_label_is_seen() -> None:
    for word in (*_LABELS, *(word.upper() for word in _LABELS)):
        assert _LABEL.match(f"{word} 3: the quay")
        assert _may_be_label(f"{word} 3: the quay")
    assert _may_be_label("Q4: the quay")
    assert not _may_be_label("The quay")


@pytest.mark.parametrize("platform", ["x", "mastodon", "bluesky", "threads"])
@pytest.mark.parametrize(
    "text",
    ["a.co " * 20, "harbour.example and https://a.co/b", "no links. at all. " * 9, "潮 a.co", "@a@b.example"],
)
def test_no_line_weighs_more_than_it_may(text: str, platform: Platform) -> None:
    assert _may_weigh_more(text, measure_weight(text, platform) - 1)


def test_a_post_said_twice_is_told_among_posts_that_open_alike() -> None:
    post = "The ferry to the island leaves at noon, and nobody told us"
    texts = (post, "The ferry to the island was late", post.replace(" ", "  "), "The end of it")
    (thread,) = read(Capture("\n\n---\n\n".join(texts).encode()))
    assert [str(notice.message) for notice in thread.warnings if notice.code == "duplicate-post"] == [
        "post 3 is the same as post 1"
    ]
