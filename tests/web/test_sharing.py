"""What a page says of itself to other programs."""

from __future__ import annotations

from dataclasses import replace

from hypothesis import given, settings

from tests.support.builders.threads import thread, threads
from unroller.article import build_article
from unroller.model import Account, Date, Thread
from unroller.web.threads import social_cards


def test_only_what_is_certain_is_said() -> None:
    given_thread = thread(["Why do harbours silt up? See https://ports.example.org/survey.", "Slow water."])
    bare = social_cards.build_json_ld(given_thread, build_article(given_thread))
    assert bare["citation"] == ["https://ports.example.org/survey"]
    assert not bare.keys() & {"datePublished", "isBasedOn"}
    said = replace(
        given_thread, published=Date("2021-03-02", None, "stated"), url="https://x.com/ebb/status/1",
        author=Account("ebb", "Ebb", "javascript:alert(1)"),
    )  # fmt: skip
    data = social_cards.build_json_ld(said, build_article(said))
    assert (data["datePublished"], data["isBasedOn"]) == ("2021-03-02", "https://x.com/ebb/status/1")
    assert data["author"] == {"@type": "Person", "name": "Ebb", "alternateName": "@ebb"}
    captured = replace(said, published=Date("2021-03-02", None, "captured"))
    assert "datePublished" not in social_cards.build_json_ld(captured, build_article(captured))


@given(threads())
@settings(max_examples=60)
def test_a_card_is_short_and_says_what_the_article_says(given_thread: Thread) -> None:
    article = build_article(given_thread)
    assert len(social_cards.summarize(article)) <= social_cards.CARD + 1
    assert "\x00" not in social_cards.summarize(article)
