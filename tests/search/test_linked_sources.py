"""What links led to is found: titles and names as words that lead to the post with the link, and the sites."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.support.builders.links import alive, gone
from tests.support.search_library import EACH_ENGINE, Memory, thread
from unroller.search import SearchIndex

REPORT = "https://short.example/x1"
OTHER = "https://papers.example.org/2"


@pytest.fixture(params=EACH_ENGINE)
def found(request: pytest.FixtureRequest, tmp_path: Path) -> tuple[SearchIndex, Memory, str]:
    archive = Memory()
    key = archive.add("pond", thread("We begin with newts.", f"It is all in {REPORT} and more.", f"See {OTHER}"))
    archive.add("other", thread("A pond without links."))
    archive.observe(key, alive(REPORT, "Silting of ponds: a survey", final="https://docs.survey.example.com/silt.pdf"))
    return SearchIndex(tmp_path, archive, request.param), archive, key


def posts(index: SearchIndex, query: str) -> list[tuple[str, int]]:
    return [(hit.id.rstrip("-"), hit.post) for hit in index.search(query).hits]


def test_words_of_a_title_lead_to_the_post_with_the_link(found: tuple[SearchIndex, Memory, str]) -> None:
    index, _, _ = found
    assert posts(index, "silting") == posts(index, '"a survey"') == posts(index, "silt*") == [("pond", 2)]
    hit = index.search("silting").hits[0]
    assert (hit.snippet, hit.marks[0]) == ("Silting of ponds: a survey · The Site · Ada Ebb", (0, 7))
    assert posts(index, "newts silting")[0][0] == "pond"
    assert posts(index, '"newts silting"') == posts(index, '"more silting"') == []
    assert posts(index, "ebb") == [("pond", 2)]


def test_the_site_that_a_link_led_to_is_found(found: tuple[SearchIndex, Memory, str]) -> None:
    index, _, _ = found
    for query in ("site:survey.example.com", "site:docs.survey.example.com silting", "site:short.example"):
        assert posts(index, query) == [("pond", 2)], query
    assert ("survey.example.com", 1) in index.search("newts", facets=True).facets.counts["site"]  # type: ignore[union-attr]
    assert {post for _, post in posts(index, "has:source")} == {2, 3}
    assert posts(index, "pond -has:source") == [("other", 1)]


def test_looking_again_is_followed_and_a_lost_title_stays(found: tuple[SearchIndex, Memory, str]) -> None:
    index, archive, key = found
    archive.observe(key, gone(REPORT, at="2027-01-01T00:00:00Z"), alive(OTHER, "Eels by ear"))
    assert posts(index, "silting") == [("pond", 2)]
    assert posts(index, "eels") == [("pond", 3)]
    archive.observe(key, alive(OTHER, "Otters instead", at="2027-02-01T00:00:00Z"))
    assert posts(index, "eels") == []
    assert posts(index, "otters") == [("pond", 3)]
