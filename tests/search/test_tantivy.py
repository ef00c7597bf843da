"""What is tantivy's own: the packed copy of the terms, hostile values, damage, and the room it leaves to others."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

pytest.importorskip("tantivy", reason="NOT TESTED: tantivy is not installed")

from tests.support.search_library import thread
from unroller.search import parse_query
from unroller.search.ast import EVERYTHING, And, Filter, Fuzzy, Node, Or, Phrase, Prefix, Term
from unroller.search.documents import Document, build_document
from unroller.search.matching import find_near_terms, join_lines, within_one_edit
from unroller.search.tantivy_engine import TantivyEngine
from unroller.search.tantivy_engine.engine import TantivyError
from unroller.search.tantivy_engine.schema import count_term, find_positions, pack, unpack

WORDS = st.lists(
    st.sampled_from(["love", "#python", "judge's", "a", "a", "東京", "🐢", "v3.5.1", "l'école"]), max_size=20
)


def made(*posts: str, title: str = "Untitled", name: str = "one") -> Document:
    return build_document(thread(*posts), thread_id=name, slug=name, title=title)


@given(st.lists(WORDS.map(" ".join) | st.text(max_size=60), min_size=1, max_size=4), st.text(max_size=20))
def test_packed_terms_are_the_posts_terms_at_their_positions(posts: list[str], title: str) -> None:
    held = made(*posts, title=title)
    texts = unpack(pack(held))
    assert texts.name == title
    assert len(texts.posts) == len(held.passages)
    for line, passage in zip(texts.posts, held.passages, strict=True):
        for term, tokens in passage.by_term.items():
            assert count_term(line, term) == len(tokens)
            assert find_positions(line, [term]) == {term: [token.position for token in tokens]}
        assert find_positions(line, ["absent-"]) is None


@given(st.lists(st.text("abcé", min_size=1, max_size=6), max_size=40), st.text("abcé", min_size=1, max_size=6))
def test_words_within_one_edit_are_found_among_lines(words: list[str], term: str) -> None:
    assert find_near_terms(join_lines(words), term) == sorted({word for word in words if within_one_edit(word, term)})


def test_what_means_something_elsewhere_means_itself(tmp_path: Path) -> None:
    with_signs = made("c++ a.b [x] (y) 1.5 #tag.x \\d ☺ ^ $ & ~", title="half \ud800 a pair")
    engine = TantivyEngine(tmp_path, create=True)
    engine.write([with_signs], [])
    trees: list[tuple[Node, int]] = [
        (Prefix("c+"), 1), (Prefix("c.*"), 0), (Prefix("1."), 1), (Prefix("1,"), 0), (Prefix(""), 0),
        (Prefix("\\d"), 0), (Prefix("☺"), 1), (Prefix(".*|a"), 0), (Fuzzy(""), 0), (Fuzzy("(((("), 0),
        (Term(""), 0), (Phrase(()), 0), (Phrase((("c++", 0),)), 1), (Or(()), 0), (And(()), 1),
        (Filter("from", "\ud800"), 0), (Filter("from", "some*"), 0), (Filter("since", "00010101"), 0),
    ]  # fmt: skip
    for tree, total in trees:
        assert engine.search(tree, sort="best", limit=5, offset=0).total == total, tree
    assert engine.search(EVERYTHING, sort="best", limit=0, offset=0).total == 1
    assert engine.search(EVERYTHING, sort="new", limit=5, offset=9).threads == ()
    assert engine.search(EVERYTHING, sort="new", limit=5, offset=0).threads[0].title == "half \ud800 a pair"
    engine.close()


def test_words_between_stand_in_order_and_within_the_slop(tmp_path: Path) -> None:
    engine = TantivyEngine(tmp_path, create=True)
    engine.write([made("one x two x x three", name="a"), made("three two one", "one", "two", "three", name="b")], [])
    for query, expected in [
        ('"one two three"~3', ["a"]), ('"one two three"~2', []), ('"three two one"~1', ["b"]), ('"two one"~9', ["b"]),
        ('in:title "one two three"~9', []), ('-"one two three"~3', ["b"]),
    ]:  # fmt: skip
        found = engine.search(parse_query(query).tree, sort="best", limit=5, offset=0)
        assert [one.id for one in found.threads] == expected, query
        assert found.exact
    engine.close()


def test_a_panic_is_an_error_like_any_other(tmp_path: Path) -> None:
    engine = TantivyEngine(tmp_path, create=True)
    engine.write([made("apple")], [])
    engine.close()
    with pytest.raises(TantivyError):
        engine.search(EVERYTHING, sort="best", limit=1, offset=0)
    for path in tmp_path.glob("*.idx"):
        path.write_bytes(b"")
    with pytest.raises(Exception):  # noqa: B017 - whatever it is, it is an Exception, which the keeper of the index catches
        TantivyEngine(tmp_path, create=False)


def test_no_writer_is_left_open(tmp_path: Path) -> None:
    one, other = TantivyEngine(tmp_path, create=True), TantivyEngine(tmp_path, create=False)
    for number in range(12):
        (one, other)[number % 2].write([made("apple", name=f"t{number}")], [f"t{number - 4}"])
    one.refresh()
    other.refresh()
    assert one.count() == other.count() == 4
    named = {path.name.partition(".")[0] for path in tmp_path.glob("*.idx")}
    assert len(named) < 12  # merged, and what was merged is cleared away
    one.close()
    other.close()
