"""What a page says of itself to other programs."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given, settings

from tests.making_threads import thread, threads
from unroller import stitch
from unroller.model import Account, Date, Thread
from unroller.web import sharing


@pytest.mark.parametrize(
    ("text", "direction"),
    [
        ("Moths", "ltr"),
        ("كيف", "rtl"),
        ("עץ", "rtl"),
        ("214 …", "ltr"),
        ("214 كيف moths", "rtl"),
        ("", "ltr"),
        ("蛾", "ltr"),
    ],
)
def test_the_first_letter_gives_the_direction(text: str, direction: str) -> None:
    assert sharing.direction(text) == direction


def test_only_what_is_certain_is_said() -> None:
    given_thread = thread(["Why do harbours silt up? See https://ports.example.org/survey.", "Slow water."])
    bare = sharing.linked_data(given_thread, stitch.article(given_thread))
    assert bare["citation"] == ["https://ports.example.org/survey"]
    assert not bare.keys() & {"datePublished", "isBasedOn"}
    said = replace(
        given_thread, published=Date("2021-03-02", None, "stated"), url="https://x.com/ebb/status/1",
        author=Account("ebb", "Ebb", "javascript:alert(1)"),
    )  # fmt: skip
    data = sharing.linked_data(said, stitch.article(said))
    assert (data["datePublished"], data["isBasedOn"]) == ("2021-03-02", "https://x.com/ebb/status/1")
    assert data["author"] == {"@type": "Person", "name": "Ebb", "alternateName": "@ebb"}
    captured = replace(said, published=Date("2021-03-02", None, "captured"))
    assert "datePublished" not in sharing.linked_data(captured, stitch.article(captured))


@given(threads())
@settings(max_examples=60)
def test_a_card_is_short_and_says_what_the_article_says(given_thread: Thread) -> None:
    article = stitch.article(given_thread)
    assert len(sharing.card_text(article)) <= sharing.CARD + 1
    assert "\x00" not in sharing.card_text(article)
