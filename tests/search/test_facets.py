"""Counts beside a search: equal to counting by hand, within what may be seen; and the links that change a query."""

from __future__ import annotations

import random
from collections import Counter
from collections.abc import Container, Iterator
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.search.test_agreement import check, fill, make
from tests.support.search_library import EACH_ENGINE, Memory, thread
from unroller.archive import ThreadEdits
from unroller.search import SearchIndex, parse_query
from unroller.search.ast import And, Node, Not, Or
from unroller.search.query_edit import (
    read_dates,
    read_filters,
    with_all_words,
    with_dates,
    with_filter,
    with_sort,
    without_each_term,
)


def test_facets_are_what_counting_by_hand_gives(tmp_path: Path) -> None:
    chance = random.Random(8)
    library = [make(number, chance) for number in range(150)]
    archive = Memory()
    fill(archive, library[:100])
    index = SearchIndex(tmp_path, archive)
    index.update()
    fill(archive, library[50:])
    check(index, library, chance, 6)
    for query in ("river or soup", "lang:de", "-lamp", "sort:new", "#flood", "since:2021"):
        results = index.search(query, limit=1000, facets=True)
        ids = {hit.id for hit in results.hits}
        among = [held for held in library if held.id in ids]
        assert results.facets
        counts = {field: dict(values) for field, values in results.facets.counts.items()}
        assert results.facets.total == len(among) == results.total_threads
        assert counts["lang"] == dict(Counter(held.lang for held in among).most_common(12)) or len(counts["lang"]) == 12
        assert counts["from"] == Counter(
            name for held in among for name in {held.author, held.author.partition("@")[0]}
        )
        assert counts["year"] == Counter(held.published[:4] for held in among if held.published)
        months = {None: "", "2019": "2019", "2021-05": "202105", "2022-03-04": "202203"}
        assert dict(results.facets.months) == Counter(months[held.published] for held in among)
        for field, values in results.facets.counts.items():
            assert list(values) == sorted(values, key=lambda held: (-held[1], held[0])), field
            for value, count in values[:3]:
                asked = {"hashtag": f"#{value}", "year": f"since:{value} until:{value}"}.get(field, f"{field}:{value}")
                assert index.search(with_filter(query, asked), limit=0).total_threads == count, (query, asked)


@pytest.mark.parametrize("engine", EACH_ENGINE)
def test_what_may_not_be_seen_is_not_counted_nor_suggested(tmp_path: Path, engine: str) -> None:
    archive = Memory()
    archive.add("open", thread("soup #shared https://open.example/a", author="ann", published="2021"))
    secret = thread("soup #secret https://hidden.example/b", author="annabel", published="2022")
    archive.add("hidden", secret, ThreadEdits(visibility="private"))
    index = SearchIndex(tmp_path, archive, engine)
    seen = index.search("soup", visible=["public"], facets=True)
    assert seen.facets
    assert seen.total_threads == seen.facets.total == 1
    assert "secret" not in repr(seen.facets)
    assert "annabel" not in repr(seen.facets)
    assert "hidden" not in repr(seen.facets) + repr(seen.hits)
    assert [one.query for one in index.suggest("from:an", visible=["public"])] == ["from:ann"]
    assert {one.query for one in index.suggest("from:an")} == {"from:ann", "from:annabel"}
    assert index.suggest("soup #sec", visible=["public"]) == ()
    assert index.suggest("soup site:hid", visible=["public"]) == ()
    assert index.search("sexret", visible=["public"]).hints == ()
    assert index.search("sexret", visible=["public"]).hits == ()
    assert "secret" in str(index.search("sexret").hints[0])
    assert index.search("(sexret)").suggestion == "(secret)"
    archive.add("third", thread("a shard of soup", author="ann"))
    archive.add("fourth", thread("a sharp hernshaw, hernshav", author="bob"), ThreadEdits(visibility="private"))
    assert "shard" in str(index.search("sharp", visible=["public"]).hints[0])  # as if the other word were nowhere
    assert index.search("sharp").hints == ()
    assert index.search("(sharp)", visible=["public"]).suggestion == "(shard)"
    assert index.search("(sharp)").suggestion is None
    for number, word in enumerate(("lemer", "lexer", "lewer")):
        for times in range(3):
            archive.add(f"private {number} {times}", thread(word, author="bob"), ThreadEdits(visibility="private"))
    archive.add("fifth", thread("levee and level", author="ann"))
    assert "levee, level" in str(index.search("lever", visible=["public"]).hints[0])  # not crowded out
    assert "lemer, lewer, lexer" in str(index.search("lever").hints[0])
    assert [one.query for one in index.suggest("soup #sec")] == ["soup #secret"]
    assert [one.query for one in index.suggest("soup -site:www.hid")] == ["soup -site:hidden.example"]


@pytest.mark.parametrize(
    ("query", "by", "expected"),
    [
        ("soup", "from:ann", "soup from:ann"),
        ("soup or stew", "from:ann", "(soup or stew) from:ann"),
        ("(soup or stew) x", "from:ann", "(soup or stew) x from:ann"),
        ('"unclosed phrase', "#a", '"unclosed phrase" #a'),
        ("(soup or stew", "#a", "(soup or stew) #a"),
        ("in:title soup", "#a", "(in:title soup) #a"),
        ("soup from:ann", "from:ann", "soup from:ann"),
        ("", "from:ann", "from:ann"),
        ("soup or stew since:2020", "from:ann", "(soup or stew) since:2020 from:ann"),
        ("soup or stew from:ann", "from:ann", "soup or stew from:ann"),
        ("lang:pt soup or -stew", "#a", "(soup or -stew) lang:pt #a"),
        ("soup or stew lang:pt pie or cake", "#a", "(soup or stew or pie or cake) lang:pt #a"),
        ("soup or stew or", "#a", "#a soup or stew or"),
        ("soup or", "from:ann", "from:ann soup or"),
        ("or soup", "from:ann", "or soup from:ann"),
        ("soup NOT", "from:ann", "from:ann soup NOT"),
        ("hot soup or stew OR pie", "from:ann", '(hot soup "or" stew OR pie) from:ann'),
    ],
)
def test_one_filter_more(query: str, by: str, expected: str) -> None:
    assert with_filter(query, by) == expected
    asked, more, both = parse_query(query), parse_query(by), parse_query(expected)
    if asked.empty:
        return
    leaves = list(dict.fromkeys(leaves_of(And((asked.tree, more.tree, both.tree)))))
    for chosen in range(2 ** len(leaves)):
        there = {leaf for at, leaf in enumerate(leaves) if chosen >> at & 1}
        assert holds(both.tree, there) == (holds(asked.tree, there) and holds(more.tree, there))


def leaves_of(tree: Node) -> Iterator[Node]:
    """The leaves of a tree."""
    if isinstance(tree, And | Or | Not):
        for part in (tree.part,) if isinstance(tree, Not) else tree.parts:
            yield from leaves_of(part)
    else:
        yield tree


def holds(tree: Node, there: Container[Node]) -> bool:
    """Whether a thread that has these leaves is asked for."""
    if isinstance(tree, And):
        return all(holds(part, there) for part in tree.parts)
    if isinstance(tree, Or):
        return any(holds(part, there) for part in tree.parts)
    return not holds(tree.part, there) if isinstance(tree, Not) else tree in there


def test_another_time_goes_in_place_of_the_one_before() -> None:
    asked = with_filter("soup since:2020 until:2022", "since:2021 until:2021", instead_of=("since", "until"))
    assert asked == "soup since:2021 until:2021"


@pytest.mark.parametrize(
    ("query", "without"),
    [
        ("soup from:ann", ["soup"]),
        ("from:ann or soup", ["soup"]),
        ("-(from:ann) soup", ["soup"]),
        ("-from:ann #x soup", ["#x soup", "-from:ann soup"]),
        ("since:2021 soup until:2021", ["soup"]),
        ("since:2021 soup until:2022", ["soup until:2022", "since:2021 soup"]),
        ('tag:"to read"', [""]),
        ("lang:nonsense! soup", []),
        ("soup or since:2020 from:ann", ["soup from:ann", "soup or since:2020"]),
        ("from:ann since:2020 or soup", ["since:2020 or soup", "from:ann soup"]),
    ],
)
def test_one_filter_less(query: str, without: list[str]) -> None:
    assert [held.without for held in read_filters(query)] == without


def test_another_order_and_fewer_words() -> None:
    assert with_sort("soup sort:new", "old") == "soup sort:old"
    assert with_sort("soup sort:new", "best") == "soup"
    assert with_sort("sort:new", "best") == "sort:best"
    assert without_each_term("soup -stew from:ann") == ("-stew from:ann", "soup from:ann", "soup -stew")
    assert without_each_term("soup") == ()
    assert (len(without_each_term("a b c d e f g h")), without_each_term("a b c d e f g h i")) == (8, ())
    assert with_sort("soup or", "new") == "sort:new soup or"
    assert (with_all_words("soup stew"), with_all_words("or soup")) == ("all: soup stew", "or soup all:")
    assert parse_query(with_all_words("or soup")).wishes == parse_query("or soup").wishes


PIECES = st.sampled_from(["a", "-b", "or", '"a b"', '"a b"~3', "from:x", "since:2022", "#t", "x*", "(a or b)", "-(c)"])


@given(st.lists(PIECES, min_size=1, max_size=8).map(" ".join))
def test_a_query_narrowed_twice_asks_the_same_as_once(query: str) -> None:
    once = with_filter(query, "lang:pt")
    assert parse_query(with_filter(once, "lang:pt")).tree == parse_query(once).tree
    assert "lang:pt" in once


@settings(max_examples=200)
@given(st.text(alphabet='ab-( )or":#@~*“', max_size=60))
def test_no_text_breaks_the_links(query: str) -> None:
    read_filters(query)
    parse_query(with_filter(query, "from:x"))
    with_sort(query, "new")
    without_each_term(query)


def test_long_hostile_queries_are_changed_quickly() -> None:
    for query in ("(" * 5000, ")" * 5000, "-" * 5000, "or " * 2000, "(a or " * 900, '"' * 5000, "not " * 1500):
        assert len(with_filter(query, "from:x")) <= 2_500
        read_filters(query)
        without_each_term(query)


def test_dates_of_a_query_are_set_changed_and_taken_back() -> None:
    for text, since, until, changed in (
        ("soup", "2021-03-01", "", "soup since:2021-03-01"),
        ("soup", "2021-03-01", "2021-02-01", "soup since:2021-02-01 until:2021-03-01"),
        ("since:2020 soup until:2021", "2021-03-01", "", "soup since:2021-03-01"),
        ("since:2020 soup until:2021", "", "", "soup"),
        ("since the flood until now", "", "", "since the flood until now"),
        ("since the flood", "2021-03-01", "", "since the flood since:2021-03-01"),
        ("soup or stew", "", "2021-03-01", "(soup or stew) until:2021-03-01"),
        ("(since:2020 soup) or stew", "", "", "(since:2020 soup) or stew"),
        ("soup or stew since:2020", "2021-03-01", "", "(soup or stew) since:2021-03-01"),
        ("-since:2020 soup", "", "", "-since:2020 soup"),
        ("", "2021", "2021", "since:2021-01-01 until:2021-12-31"),
        ("soup", "2021-02-30", "2021-01-01 river", "soup until:2021-01-01"),
    ):
        assert with_dates(text, since, until) == changed
        assert with_dates(changed, *read_dates(changed)) == changed
    assert read_dates("soup since:2020 until:2021-02") == ("2020-01-01", "2021-02-28")
    assert read_dates("soup or since:2020") == ("", "")
