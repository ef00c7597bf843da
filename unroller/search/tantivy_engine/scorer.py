"""Ranking: the order of what tantivy finds, and the candidates for graded retrieval with where their words are.

By score or date, equals newest first, then by id; the best again by their posts.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, NamedTuple

import tantivy
from tantivy import DocAddress, Occur, Order, Query

from unroller.search.ast import And, Node, Phrase, Sort, Term, Words, list_spellings
from unroller.search.documents import INEXACT, is_spelt
from unroller.search.engine import CandidateThread, CandidateThreads, FoundThread
from unroller.search.matching import K1
from unroller.search.relevance import Group, LeafPositions, list_leaves
from unroller.search.tantivy_engine.compile import TITLE_WEIGHT, Compiler, any_of, count_phrase
from unroller.search.tantivy_engine.schema import Texts, count_positions, count_term, locate_leaf, unpack

#: So many of the best threads are ranked again by their best post.
REFINED = 60
#: Threads read beyond those asked for, so that equals at the end are ordered too; and how many at most.
BEYOND, TIES = 16, 8_192
#: Digits of a score that count: more than tantivy's have, less than make equals unequal.
DIGITS = 5


class IndexedThread(NamedTuple):
    """What is stored of a thread."""

    id: str
    texts: Texts


class ScoredThread(NamedTuple):
    """A thread found: its score, then what orders equals, then where it is, and what is stored of it, once read."""

    score: float
    newest: int
    rank: int
    address: DocAddress
    thread: IndexedThread | None = None


def search_by_date(searcher: tantivy.Searcher, query: Query, sort: Sort, most: int) -> tuple[list[ScoredThread], int]:
    """The first `most` in order of date, undated last, equals by id; and how many there are."""
    field, order, sign = ("oldest", Order.Asc, 1) if sort == "old" else ("newest", Order.Desc, -1)
    limit = most + BEYOND
    while True:
        result: Any = searcher.search(query, limit=limit, count=True, order_by_field=field, order=order)
        hits = result.hits
        if len(hits) < limit or hits[-1][0] != hits[most - 1][0]:
            break
        limit *= 4
    ranks = _read_numbers(searcher, "rank", [address for _, address in hits])
    keys = [(sign * key, rank, address) for (key, address), rank in zip(hits, ranks, strict=True)]
    keys.sort(key=lambda item: item[:2])
    return [ScoredThread(0.0, key, rank, address) for key, rank, address in keys[:most]], int(result.count)


def search_by_score(searcher: tantivy.Searcher, query: Query, most: int) -> tuple[list[ScoredThread], int]:
    """The best `most`, equals newest first, then by id; and how many there are."""
    limit = most + BEYOND
    while True:
        result: Any = searcher.search(query, limit=limit, count=True)
        hits = [(round(score, DIGITS), address) for score, address in result.hits]
        if len(hits) < limit or hits[-1][0] < hits[most - 1][0] or limit > most + TIES:
            break
        limit *= 4
    addresses = [address for _, address in hits]
    moments, ranks = (_read_numbers(searcher, field, addresses) for field in ("moment", "rank"))
    scored = [
        ScoredThread(score, -moment, rank, address)
        for (score, address), moment, rank in zip(hits, moments, ranks, strict=True)
    ]
    return sorted(scored, key=score_key)[:most], int(result.count)


def score_key(one: ScoredThread) -> tuple[float, int, int]:
    """The key of the order by score."""
    return -one.score, one.newest, one.rank


def refine(searcher: tantivy.Searcher, top: list[ScoredThread], weights: Mapping[Words, float]) -> list[ScoredThread]:
    """The first of `top` ordered again: a thread counts more whose words occur together in one post."""
    placed = {leaf: weight for leaf, weight in weights.items() if isinstance(leaf, Term | Phrase)}
    if not placed:
        return top
    better = []
    for one in top[:REFINED]:
        thread = read_thread(searcher, one.address)
        better.append(
            one._replace(score=round(one.score + score_best_post(thread.texts, placed), DIGITS), thread=thread)
        )
    return sorted(better, key=score_key) + top[REFINED:]


def score_best_post(texts: Texts, weights: Mapping[Term | Phrase, float]) -> float:
    """The score of the post, or title, that answers best."""
    scores = [0.0] * (len(texts.posts) + 1)
    for leaf, rare in weights.items():
        exact = all(is_spelt(texts.forms, term, form) for term, form in list_spellings(leaf))
        weight = rare if exact else rare * INEXACT
        if _count_leaf(texts.title, leaf):
            scores[0] += weight * TITLE_WEIGHT
        if leaf.title:
            continue
        longest = leaf.term if isinstance(leaf, Term) else max((term for term, _ in leaf.terms), key=len)
        for number, line in enumerate(texts.posts, 1):
            if longest in line and (times := _count_leaf(line, leaf)):
                scores[number] += weight * times * (K1 + 1) / (times + K1)
    return max(scores)


def _count_leaf(line: str, leaf: Term | Phrase) -> int:
    if isinstance(leaf, Term):
        return count_term(line, leaf.term)
    return count_phrase(line, leaf, [offset for _, offset in leaf.terms])


def read_thread(searcher: tantivy.Searcher, address: DocAddress) -> IndexedThread:
    """A thread's id and terms."""
    held = searcher.doc(address)
    return IndexedThread(str(held["id"][0]), unpack(held["terms"][0]))


def build_results(searcher: tantivy.Searcher, chosen: Sequence[ScoredThread]) -> tuple[FoundThread, ...]:
    """Threads as the engine gives them."""
    results = []
    for one in chosen:
        thread = one.thread or read_thread(searcher, one.address)
        results.append(FoundThread(thread.id, round(one.score, 4), thread.texts.name))
    return tuple(results)


def _read_numbers(searcher: tantivy.Searcher, field: str, addresses: list[DocAddress]) -> list[int]:
    return [int(number or 0) for number in searcher.fast_field_values(field, addresses)]


def count_groups(compiler: Compiler, scope: Node, groups: Sequence[Group]) -> tuple[int, list[int]]:
    """How many threads `scope` asks for, and how many of those meet each group."""
    return compiler.count(scope), [compiler.count(And((scope, group.tree))) for group in groups]


def find_candidates(compiler: Compiler, condition: Node, groups: Sequence[Group], most: int) -> CandidateThreads:
    """The threads to be ranked, see :class:`unroller.search.engine.Engine`."""
    whole = And((condition, *(group.tree for group in groups)))
    best, complete = search_by_score(compiler.searcher, compiler.compile(whole), most)
    met = [Query.const_score_query(compiler.compile(group.tree, scored=False), group.units) for group in groups]
    some = Query.boolean_query([
        (Occur.Must, Query.const_score_query(compiler.compile(condition, scored=False), 0.0)),
        (Occur.Must, any_of(met)),
        (Occur.MustNot, compiler.compile(whole, scored=False)),
    ])  # fmt: skip
    others, _ = search_by_score(compiler.searcher, some, most) if len(groups) > 1 else ([], 0)
    threads = []
    for one in (*best, *others):
        id_, texts = read_thread(compiler.searcher, one.address)
        positions = locate_leaves(texts, groups)
        threads.append(CandidateThread(id_, texts.name, -one.newest, one.rank, positions))
    return CandidateThreads(tuple(threads), complete, compiler.exact)


def locate_leaves(texts: Texts, groups: Sequence[Group]) -> LeafPositions:
    """Where the leaves of the groups occur in a thread."""
    positions = LeafPositions([count_positions(line) for line in texts.posts])
    whole = "\n".join((texts.title, *texts.posts))
    for leaf in list_leaves(groups):
        if not all(f" {term} " in whole for term, _ in list_spellings(leaf)):
            continue
        titled, body = locate_leaf([texts.title], leaf).get(0), locate_leaf(texts.posts, leaf)
        if titled:
            positions.title[leaf] = len(titled)
        if body:
            positions.body[leaf] = body
        if (titled or body) and not all(is_spelt(texts.forms, term, form) for term, form in list_spellings(leaf)):
            positions.mark_inexact(leaf)
    return positions
