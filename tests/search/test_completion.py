"""What is offered while a query is typed: words as they are written, names, titles; nothing that may not be seen."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from tests.support.search_library import EACH_ENGINE, Memory, thread
from unroller.archive import ThreadEdits
from unroller.search import SearchIndex, parse_query
from unroller.search import completion as completing_module
from unroller.search.completion import TypedQuery, split_typed

HARBOUR = "Why do harbours silt up?"


@pytest.fixture(params=EACH_ENGINE)
def archive(request: pytest.FixtureRequest) -> Memory:
    held = Memory()
    held.add("one", thread("The harbour silts up. #harbouring", "Häfen und Hafen, die Häfen", author="harriet"))
    held.add("two", thread("Slow water in the harbour", "and «harrowing» tales", title=HARBOUR))
    held.add("three", thread("soup with harissa or without", title="Harissa “at home”"))
    held.add("hidden", thread("harpoon, secret", author="harvey", title="Harpoons"), ThreadEdits(visibility="private"))
    held.add("east", thread("港口為什麼淤積", title="港口淤積"))
    held.engine = request.param  # type: ignore[attr-defined]
    return held


@pytest.fixture
def index(archive: Memory, tmp_path: Path) -> SearchIndex:
    return SearchIndex(tmp_path, archive, archive.engine)  # type: ignore[attr-defined]


def offered(index: SearchIndex, text: str, field: str, most: int = 20) -> list[str]:
    found = index.suggest(text, most=most, visible=("public",))
    return [one.query for one in found if one.field == field]


def test_words_go_on_most_frequent_first_with_what_stands_before(index: SearchIndex) -> None:
    assert offered(index, "harb", "word") == ["harbour"]  # #harbouring is offered as the hashtag it is
    assert offered(index, "silts harb", "word")[:1] == ["silts harbour"]
    assert offered(index, "soup hari", "word") == ["soup harissa"]
    assert offered(index, "soup harb", "word") == []  # never together
    assert offered(index, "(soup or harb", "word")[:1] == ["(soup or harbour"]
    assert offered(index, "soup -hari", "word") == []  # leaves nothing over
    assert offered(index, "silts -hari", "word") == ["silts -harissa"]
    assert offered(index, '"slow wat', "word") == ['"slow water']
    assert offered(index, "", "word") == offered(index, "h", "word") == offered(index, "from:harb", "word") == []


def test_every_word_offered_finds_as_many_threads_as_it_says(index: SearchIndex) -> None:
    for text in ("har", "sil", "the harb", '"slow wa', "-har", "(har", "soup or har"):
        for one in index.suggest(text, most=20, visible=("public",)):
            if one.field == "word":
                assert index.search(one.query, visible=("public",)).total_threads == one.threads > 0, one


def test_words_are_spelt_as_they_are_written(index: SearchIndex) -> None:
    assert offered(index, "häf", "word") == ["häfen"]
    assert offered(index, "haf", "word") == ["hafen"]


def test_titles_are_offered_with_their_page_and_are_found_by_their_query(index: SearchIndex) -> None:
    (one,) = [one for one in index.suggest("water harb", most=20, visible=("public",)) if one.field == "title"]
    assert (one.value, one.query) == (HARBOUR, f'"{HARBOUR}"')
    assert one.url == f"/t/{index.search(one.query).hits[0].url.split('#')[0].removeprefix('/t/')}"
    assert offered(index, "hari", "title") == ['"Harissa at home"']
    assert offered(index, "港口", "title") == ['"港口淤積"']
    assert offered(index, "soup harb", "title") == []  # of another thread
    assert (
        offered(index, "ha", "title") == offered(index, "-harb", "title") == offered(index, '"the harb', "title") == []
    )


def test_no_name_is_offered_inside_a_phrase(index: SearchIndex) -> None:
    assert offered(index, "har", "from") == ["from:harriet"]
    assert offered(index, '"the har', "from") == []
    assert offered(index, '"the" har', "from") == ['"the" from:harriet']


def test_what_may_not_be_seen_is_not_offered(index: SearchIndex) -> None:
    every = {one.value for one in index.suggest("harp", most=20)}
    assert {"harpoon", "Harpoons"} <= every
    for text in ("harp", "secr", "soup or harp", "-harp", '"harp', "(harp"):
        assert index.suggest(text, most=20, visible=("public",)) == (), text
    assert index.suggest("harve", most=20, visible=("public",)) == ()


def test_the_archive_has_the_last_word_where_the_index_is_behind(index: SearchIndex, archive: Memory) -> None:
    assert offered(index, "häf", "word") == ["häfen"]
    for key, kept in archive.kept.items():
        archive.kept[key] = replace(kept, state=ThreadEdits(visibility="private"))
    assert offered(index, "häf", "word") == offered(index, "harb", "title") == []


def test_common_words_wait_until_they_are_meant(tmp_path: Path) -> None:
    archive = Memory()
    for number in range(30):
        archive.add(f"t{number}", thread(f"they therefore {'thesis' if number < 5 else 'x'} {number}"))
    index = SearchIndex(tmp_path, archive)
    assert offered(index, "the", "word") == ["thesis"]
    assert offered(index, "ther", "word") == ["therefore"]


def test_nobody_waits_for_words(index: SearchIndex, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(completing_module, "ENOUGH", -1.0)
    assert offered(index, "harb", "word") == []
    assert offered(index, "harb", "title") != []


@pytest.mark.parametrize(
    "text", ["har*", "har~", "har)", "((((har", "-" * 50 + "har", "a " * 400 + "har", "in:title har"]
)
def test_nothing_typed_is_an_error(index: SearchIndex, text: str) -> None:
    for one in index.suggest(text, most=20, visible=("public",)):
        assert parse_query(one.query)


def test_the_word_being_typed() -> None:
    assert split_typed("soup -(har") == TypedQuery("soup -(", "har")
    assert split_typed("“slow wa") == TypedQuery("“slow wa"[:6], "wa")
    assert split_typed('"wa') == TypedQuery('"', "wa")
    assert split_typed("soup ") == TypedQuery("soup ", "")
    assert not TypedQuery("", "#har").bare
    assert not TypedQuery("", "has:x").bare
