"""The page on the query language: every example in it runs, finds something, and needs no hint."""

from __future__ import annotations

import re

import pytest

from tests.support.paths import DOCS
from tests.support.search_library import Memory, runs, shipped, thread
from unroller.archive import ThreadEdits
from unroller.model import CaptureInfo, Date, Post, Thread
from unroller.search import SearchIndex

PAGE = DOCS / "search.md"
EXAMPLES = re.findall(r"^\|.*\| `([^|]+)` \|$", PAGE.read_text(encoding="utf-8"), re.MULTILINE)


@pytest.fixture(scope="module")
def index(tmp_path_factory: pytest.TempPathFactory) -> object:
    archive = Memory()
    for name, held in shipped().items():
        archive.add(name, held)
    archive.add("dated", thread("soup of 2015, and another soup of June", published="2015-06"))
    archive.add("labelled", thread("nothing"), ThreadEdits(tags=("To read",)))
    post = Post(1, runs("A time-lapse, see https://example.org/film"))
    archive.add("linked", Thread(CaptureInfo("x", "0" * 64, "test"), (post,), published=Date()))
    held = SearchIndex(tmp_path_factory.mktemp("index"), archive)
    yield held
    held.close()


def test_there_are_examples() -> None:
    assert len(EXAMPLES) >= 20


@pytest.mark.parametrize("example", EXAMPLES)
def test_every_example_finds_something(index: SearchIndex, example: str) -> None:
    results = index.search(example)
    assert results.hits, example
    assert results.hints == (), example


def test_every_operator_of_the_language_is_on_the_page() -> None:
    page = PAGE.read_text(encoding="utf-8")
    for name in (
        "from",
        "author",
        "since",
        "after",
        "until",
        "before",
        "site",
        "domain",
        "tag",
        "has",
        "lang",
        "platform",
        "sort",
    ):
        assert f"`{name}:" in page, name
    assert "`in:title`" in page
