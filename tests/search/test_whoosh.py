"""Our reading of Whoosh's segments against Whoosh's own: the same matches, scores and best ten, ties newest first."""

from __future__ import annotations

import random
from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from whoosh import query as whoosh_query
from whoosh import scoring
from whoosh.filedb.filestore import FileStorage
from whoosh.index import FileIndex

from tests.search.test_agreement import LEXICON, documents, make
from tests.support.search_library import thread
from unroller.search import parse_query
from unroller.search.ast import And, Node, Or, Term, Words
from unroller.search.documents import build_document
from unroller.search.engine import Engine, get_engine_kind
from unroller.search.matching import K1, B
from unroller.search.whoosh_engine import WhooshEngine
from unroller.search.whoosh_engine import scorer as ranking
from unroller.search.whoosh_engine.evaluate import TITLE_WEIGHT, Evaluation, fields_of
from unroller.search.whoosh_engine.scorer import select_smallest


@pytest.fixture(scope="module")
def engine(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Engine]:
    """Threads in several segments, some of them merged, with some taken out of each."""
    chance = random.Random(11)
    held = list(documents([make(number, chance) for number in range(400)], chance))
    made = get_engine_kind("whoosh").open(tmp_path_factory.mktemp("whoosh"), create=True)
    for start in range(0, 400, 25):
        made.write(held[start : start + 25], [one.id for one in held[max(0, start - 25) : start : 9]])
        if start == 300:
            assert made.optimize(1_000)
            made.refresh()
    made.write(held[:30], [one.id for one in held[100:130]])
    yield made
    made.close()


class OurWeights(scoring.WeightingModel):  # type: ignore[misc]
    """Our formula, given to Whoosh: its matchers, its collector, its columns."""

    def __init__(self, rarity: dict[str, float], mean: dict[str, float]) -> None:
        self.rarity, self.mean = rarity, mean

    def scorer(self, searcher: Any, fieldname: str, text: bytes, qf: int = 1) -> Any:
        model = self
        lengths = searcher.reader().column_reader("title_words" if fieldname == "title" else "words")

        class Scorer(scoring.BaseScorer):  # type: ignore[misc]
            def score(self, matcher: Any) -> float:
                often = matcher.weight()
                norm = K1 * (1 - B + B * lengths[matcher.id()] / model.mean[fieldname])
                boost = model.rarity[text.decode()] * (TITLE_WEIGHT if fieldname == "title" else 1.0)
                return float(boost * often * (K1 + 1) / (often + norm))

        return Scorer()


def in_whoosh(node: Node) -> Any:
    """A tree as a query of Whoosh's."""
    if isinstance(node, And | Or):
        kind = whoosh_query.And if isinstance(node, And) else whoosh_query.Or
        return kind([in_whoosh(part) for part in node.parts])
    assert isinstance(node, Term)
    return whoosh_query.Or([whoosh_query.Term(field, node.term) for field in fields_of(node)])


def words_of(chance: random.Random) -> str:
    words = chance.sample(LEXICON["en"].split(), 3)
    return chance.choice([words[0], " ".join(words[:2]), " or ".join(words), f"{words[0]} in:title", " ".join(words)])


def test_the_best_ten_are_whooshs_own(engine: WhooshEngine, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(ranking, "REFINED", 0)  # by posts Whoosh has no order
    chance = random.Random(3)
    assert len(engine._order) > 2
    index = FileIndex(FileStorage(engine._storage.folder), indexname="MAIN")
    for text in (words_of(chance) for _ in range(72)):
        tree = parse_query(text).tree
        evaluation = Evaluation(engine._order, engine._vocabulary)
        leaves: list[Words] = list(tree.parts) if isinstance(tree, And | Or) else [tree]  # type: ignore[list-item]
        rarity = {leaf.term: evaluation.compute_rarity(leaf) for leaf in leaves if isinstance(leaf, Term)}
        mean = {field: evaluation._mean(field) for field in ("body", "title")}
        with index.searcher(weighting=OurWeights(rarity, mean)) as searcher:
            moments, ranks = (searcher.reader().column_reader(name) for name in ("moment", "rank"))
            hits = searcher.search(in_whoosh(tree), limit=None, optimize=False)
            scored = [(round(-hit.score, 6), -moments[hit.docnum], ranks[hit.docnum], hit["id"]) for hit in hits]
        found = engine.search(tree, sort="best", limit=10, offset=0)
        assert found.total == len(scored), text
        best = sorted(scored)[:10]
        assert [one.id for one in found.threads] == [thread_id for *_, thread_id in best], text
        assert [one.score for one in found.threads] == pytest.approx([-score for score, *_ in best], abs=1e-3), text


@given(
    st.lists(st.tuples(st.integers(0, 3), st.integers(0, 3), st.integers(0, 999)), max_size=60),
    st.integers(1, 70),
)
def test_the_smallest_are_those_of_sorting(rows: list[tuple[int, int, int]], most: int) -> None:
    keys = [np.array([row[at] for row in rows], np.int64) for at in range(3)]
    found = [rows[at] for at in select_smallest(keys, most)]
    assert found == sorted(rows)[:most]


def test_long_threads_and_large_positions_are_kept_whole(tmp_path: Path) -> None:
    many = [" ".join(["word"] * 40)] * 2_000
    long = build_document(thread(*many, "the heron stood"), thread_id="long", slug="s", title="t")
    short = build_document(thread("a heron flew", "it stood"), thread_id="short", slug="s", title="t")
    engine = WhooshEngine(tmp_path, create=True)
    for number in range(12):  # as many as are merged
        one = build_document(thread(f"number {number}"), thread_id=f"n{number}", slug="s", title="t")
        engine.write([long, short] if number == 3 else [one], [])
    assert engine.optimize(100)
    engine.refresh()
    assert len(engine._order) == 1

    def found(text: str) -> set[str]:
        return {one.id for one in engine.search(parse_query(text).tree, sort="best", limit=10, offset=0).threads}

    assert found('"heron stood"') == {"long"}
    assert found("heron stood") == {"long", "short"}
    assert found('"word word word"') == {"long"}
    assert engine._order[0].read_postings("body", "word").often.tolist() == [80_000]
    places = engine._order[0].read_postings("body", "word").places
    assert all(one < other for one, other in pairwise(places.tolist()))
    engine.close()


def test_what_changes_while_segments_are_merged_apart_is_kept(tmp_path: Path) -> None:
    (tmp_path / "index").mkdir()
    (tmp_path / "apart").mkdir()
    engine = WhooshEngine(tmp_path / "index", create=True)
    held = [
        build_document(thread(f"number {n}", "a heron"), thread_id=f"{n:020x}", slug="s", title="t") for n in range(40)
    ]
    for start in range(0, 40, 4):
        engine.write(held[start : start + 4], [held[start - 1].id] if start else [])
    names = engine.list_outgrown()
    assert len(names) == 10
    answer = engine.plan_merge(names, tmp_path / "apart")(lambda _done: None)
    new = build_document(thread("number 5 again"), thread_id=held[5].id, slug="s", title="t")
    engine.write([new], [held[0].id, held[21].id])  # meanwhile

    def found(text: str) -> set[str]:
        return {one.id for one in engine.search(parse_query(text).tree, sort="best", limit=100, offset=0).threads}

    expected = {one.id for n, one in enumerate(held) if n not in {0, 5, 21, *range(3, 36, 4)}}
    assert found("heron") == expected
    assert engine.take_merged(tmp_path / "apart", answer)
    assert len(engine._order) == 2
    assert found("heron") == expected
    assert found("again") == {held[5].id}
    assert engine.count() == len(expected) + 1
    assert not engine.take_merged(tmp_path / "apart", answer)  # those segments are gone
    engine.close()
    again = WhooshEngine(tmp_path / "index", create=False)
    assert again.count() == len(expected) + 1
    again.close()
