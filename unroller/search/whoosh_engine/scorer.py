"""Ranking: the order of what was found, and the candidates for graded retrieval with where their words are.

By score or date, equals newest first, then by id; the best again by their posts.
"""

from __future__ import annotations

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Sequence
from itertools import pairwise

import numpy as np

from unroller.search.ast import Filter, Node, Phrase, Sort, Term, Words, iter_leaves
from unroller.search.documents import INEXACT, POST_GAP
from unroller.search.engine import CandidateThread, CandidateThreads, EngineResult, FoundThread
from unroller.search.matching import K1
from unroller.search.relevance import Group, LeafPositions, list_leaves
from unroller.search.whoosh_engine.codec import Array
from unroller.search.whoosh_engine.evaluate import TITLE_WEIGHT, Evaluation, fields_of, find_positions
from unroller.search.whoosh_engine.segments import BODY, TITLE

#: So many of the best threads are ranked again by their best post.
REFINED = 60
#: Digits of a score that count, so that the order of additions does not decide between equals.
DIGITS = 6
#: A position in one number with its document, see :meth:`Evaluation.get_phrase_places`.
_LOWER = (1 << 32) - 1


def rank_documents(evaluation: Evaluation, tree: Node, *, sort: Sort, limit: int, offset: int) -> EngineResult:
    """The threads that a tree asks for, from `offset` on, `limit` of them, in order; ties newest first, then by id."""
    sets = [evaluation.match(number, tree) for number in range(len(evaluation.segments))]
    leaves = list(dict.fromkeys(leaf for leaf in iter_leaves(tree) if not isinstance(leaf, Filter)))
    weights = {leaf: evaluation.compute_rarity(leaf) for leaf in leaves}
    total = sum(int(np.count_nonzero(among)) for among in sets)
    if limit <= 0:
        return EngineResult((), total, True, weights)
    columns = _FoundDocuments(evaluation, sets, leaves, weights)
    top = columns.take_first(sort, max(REFINED, offset + limit))
    if sort == "best" and leaves:
        top = _refine(evaluation, columns, top[:REFINED], leaves, weights) + top[REFINED:]
    shown = []
    for at in top[offset : offset + limit]:
        number, document = columns.locate(at)
        thread_id, title = evaluation.segments[number].read_stored(document)
        shown.append(FoundThread(thread_id, round(float(columns.scores[at]), 4), title))
    return EngineResult(tuple(shown), total, True, weights)


class _FoundDocuments:
    """All documents found, of all segments, as arrays of the same length: what orders them and where they are."""

    def __init__(
        self, evaluation: Evaluation, sets: Sequence[Array], leaves: Sequence[Words], weights: dict[Words, float]
    ) -> None:
        segments = evaluation.segments
        documents = [np.flatnonzero(among) for among in sets]
        nothing = np.empty(0, np.int64)
        self._bases = np.cumsum([0, *map(len, documents)])
        self._documents = np.concatenate([nothing, *documents])
        self.scores = np.concatenate(
            [nothing.astype(float), *(
                evaluation.compute_scores(number, leaves, weights)[held].round(DIGITS) if leaves and len(held)
                else np.zeros(len(held)) for number, held in enumerate(documents)
            )]
        )  # fmt: skip
        together = list(zip(segments, documents, strict=True))
        self.moments = np.concatenate([nothing, *(segment.moments[held] for segment, held in together)])
        self.ranks = np.concatenate([nothing, *(segment.ranks[held] for segment, held in together)])

    def take_first(self, sort: Sort, most: int, among: Array | None = None) -> list[int]:
        """The first `most` in an order."""
        keys: tuple[Array, ...]
        if sort == "best":
            keys = (-self.scores, -self.moments, self.ranks)
        elif sort == "new":
            keys = (-self.moments, -self.scores, self.ranks)
        else:
            unknown = np.iinfo(np.int64).max
            keys = (np.where(self.moments, self.moments, unknown), -self.scores, self.ranks)
        return select_smallest(keys, most, among)

    def locate(self, at: int) -> tuple[int, int]:
        """The segment and the number there of a document."""
        return int(np.searchsorted(self._bases, at, side="right")) - 1, int(self._documents[at])


def select_smallest(keys: Sequence[Array], most: int, among: Array | None = None) -> list[int]:
    """The `most` smallest, in order, by the first key, equals by the next. Only those are sorted."""
    left = np.arange(len(keys[0])) if among is None else among
    sure: list[Array] = []
    wanted_more = most
    for key in keys:
        if len(left) <= wanted_more:
            break
        values = key[left]
        edge = np.partition(values, wanted_more - 1)[wanted_more - 1]
        below = left[values < edge]
        sure.append(below)
        wanted_more -= len(below)
        left = left[values == edge]
    chosen = np.concatenate([*sure, left])
    order = np.lexsort([key[chosen] for key in reversed(keys)])
    result: list[int] = chosen[order][:most].tolist()
    return result


def _refine(
    evaluation: Evaluation,
    columns: _FoundDocuments,
    top: Sequence[int],
    leaves: Sequence[Words],
    weights: dict[Words, float],
) -> list[int]:
    """`top` ordered again: a thread counts more whose words occur together in one post. Its score is then that."""
    by_segment: dict[int, list[tuple[int, int]]] = defaultdict(list)
    for at in top:
        number, document = columns.locate(at)
        by_segment[number].append((document, at))
    for number, held in by_segment.items():
        posts = score_best_posts(evaluation, number, sorted(document for document, _ in held), leaves, weights)
        for document, at in held:
            columns.scores[at] = round(columns.scores[at] + posts[document], DIGITS)
    return columns.take_first("best", len(top), np.array(top, np.int64))


def score_best_posts(
    evaluation: Evaluation, number: int, among: Sequence[int], leaves: Sequence[Words], weights: dict[Words, float]
) -> dict[int, float]:
    """For each document of `among`, in order, the score of the post, or title, that answers best."""
    segment = evaluation.segments[number]
    posts: dict[int, dict[int, float]] = {document: defaultdict(float) for document in among}
    starts = {document: segment.get_post_starts(document) for document in among}
    for leaf in leaves:
        if not isinstance(leaf, Term | Phrase):
            continue
        inexact = evaluation.find_inexact(number, leaf)

        def weight(document: int, leaf: Words = leaf, inexact: Array | None = inexact) -> float:
            return weights[leaf] * (INEXACT if inexact is not None and inexact[document] else 1.0)

        for document in find_leaf_positions(evaluation, number, TITLE, leaf, among):
            posts[document][0] += weight(document) * TITLE_WEIGHT
        if leaf.title:
            continue
        for document, places in find_leaf_positions(evaluation, number, BODY, leaf, among).items():
            often: dict[int, int] = defaultdict(int)
            for at in places:
                often[bisect_right(starts[document], at)] += 1
            for post, times in often.items():
                posts[document][post] += weight(document) * times * (K1 + 1) / (times + K1)
    return {document: max(held.values(), default=0.0) for document, held in posts.items()}


def find_leaf_positions(
    evaluation: Evaluation, number: int, field: str, leaf: Term | Phrase, among: Sequence[int]
) -> dict[int, list[int]]:
    """Where a leaf begins in each of some documents, those that hold it."""
    if isinstance(leaf, Term):
        return find_positions(evaluation.get_postings(number, field, leaf.term), among)
    positions: dict[int, list[int]] = defaultdict(list)
    held = evaluation.get_phrase_places(number, field, leaf)
    for place in held[np.isin(held >> 32, np.asarray(among))].tolist():
        positions[place >> 32].append(place & _LOWER)
    return positions


def count_groups(evaluation: Evaluation, scope: Node, groups: Sequence[Group]) -> tuple[int, list[int]]:
    """How many threads `scope` asks for, and how many of those meet each group."""
    total, held = 0, [0] * len(groups)
    for number in range(len(evaluation.segments)):
        among = evaluation.match(number, scope)
        total += int(np.count_nonzero(among))
        for at, group in enumerate(groups):
            held[at] += int(np.count_nonzero(_meets(evaluation, number, group) & among))
    return total, held


def find_candidates(evaluation: Evaluation, condition: Node, groups: Sequence[Group], most: int) -> CandidateThreads:
    """The threads to be ranked, see :class:`unroller.search.engine.Engine`."""
    whole = sum(group.units for group in groups)
    numbers: list[Array] = []
    documents: list[Array] = []
    sums: list[Array] = []
    for number in range(len(evaluation.segments)):
        covered = _sum_units(evaluation, number, groups)
        covered[~evaluation.match(number, condition)] = 0
        there = np.flatnonzero(covered)
        numbers.append(np.full(len(there), number))
        documents.append(there)
        sums.append(covered[there])
    joined = (np.concatenate([np.empty(0, np.int64), *held]) for held in (numbers, documents, sums))
    columns = _Columns(evaluation, *joined)
    complete = np.flatnonzero(columns.sums == whole)
    partial = np.flatnonzero(columns.sums < whole)
    chosen = [
        *_choose_best(evaluation, columns, complete, groups, most),
        *columns.take_first((-columns.sums,), most, partial),
    ]
    return CandidateThreads(_build_candidates(evaluation, columns, chosen, groups), len(complete))


class _Columns:
    """Documents of all segments as arrays of the same length: where they are, their sums, and what orders equals."""

    def __init__(self, evaluation: Evaluation, numbers: Array, documents: Array, sums: Array) -> None:
        self.numbers, self.documents, self.sums = numbers, documents, sums
        self.moments = np.zeros(len(numbers), np.int64)
        self.ranks = np.zeros(len(numbers), np.int64)
        for number, segment in enumerate(evaluation.segments):
            here = numbers == number
            self.moments[here] = segment.moments[documents[here]]
            self.ranks[here] = segment.ranks[documents[here]]

    def take_first(self, keys: Sequence[Array], most: int, among: Array) -> list[int]:
        """The first `most` of `among` by these keys, equals newest first, then by id."""
        return select_smallest((*keys, -self.moments, self.ranks), most, among)


def _meets(evaluation: Evaluation, number: int, group: Group) -> Array:
    """For each document of a segment, whether it meets a group."""
    mask = np.zeros(evaluation.segments[number].size, bool)
    for choice in group.choices:
        for field in fields_of(choice.leaf):
            mask[evaluation.find_holding(number, field, choice.leaf)] = True
    return mask


def _sum_units(evaluation: Evaluation, number: int, groups: Sequence[Group]) -> Array:
    """For each document of a segment, the units of the groups that it meets."""
    covered = np.zeros(evaluation.segments[number].size, np.int32)
    for group in groups:
        np.add(covered, group.units, out=covered, where=_meets(evaluation, number, group))
    return covered


def _choose_best(
    evaluation: Evaluation, columns: _Columns, complete: Array, groups: Sequence[Group], most: int
) -> list[int]:
    """Of the documents that meet all groups, the best by BM25 over threads; all of them where they are few."""
    if len(complete) <= most:
        return [int(at) for at in complete]
    weights: dict[Words, float] = {
        choice.leaf: group.weight * choice.weight for group in groups for choice in group.choices
    }
    scores = np.zeros(len(columns.numbers))
    for number in range(len(evaluation.segments)):
        here = complete[columns.numbers[complete] == number]
        if len(here):
            scored = evaluation.compute_scores(number, list(weights), weights)
            scores[here] = scored[columns.documents[here]].round(DIGITS)
    return columns.take_first((-scores,), most, complete)


def _build_candidates(
    evaluation: Evaluation, columns: _Columns, chosen: Sequence[int], groups: Sequence[Group]
) -> tuple[CandidateThread, ...]:
    """The chosen documents with where the leaves occur in them, in the order chosen."""
    readings: dict[tuple[int, int], LeafPositions] = {}
    for number in range(len(evaluation.segments)):
        documents = sorted(int(columns.documents[at]) for at in chosen if columns.numbers[at] == number)
        if documents:
            for document, held in _locate_leaves(evaluation, number, documents, groups):
                readings[number, document] = held
    threads = []
    for at in chosen:
        number, document = int(columns.numbers[at]), int(columns.documents[at])
        thread_id, title = evaluation.segments[number].read_stored(document)
        moment, rank = int(columns.moments[at]), int(columns.ranks[at])
        threads.append(CandidateThread(thread_id, title, moment, rank, readings[number, document]))
    return tuple(threads)


def _locate_leaves(
    evaluation: Evaluation, number: int, documents: Sequence[int], groups: Sequence[Group]
) -> list[tuple[int, LeafPositions]]:
    """Where the leaves occur in some documents of a segment, `documents` in order."""
    segment = evaluation.segments[number]
    starts = {document: segment.get_post_starts(document) for document in documents}
    read = {
        document: LeafPositions([after - start - POST_GAP for start, after in pairwise(held)])
        for document, held in starts.items()
    }
    for leaf in list_leaves(groups):
        otherwise = evaluation.find_inexact(number, leaf)
        for field in fields_of(leaf):
            for document, places in find_leaf_positions(evaluation, number, field, leaf, documents).items():
                if field == TITLE:
                    read[document].title[leaf] = len(places)
                else:
                    read[document].body[leaf] = _group_by_passage(places, starts[document])
                if otherwise is not None and otherwise[document]:
                    read[document].mark_inexact(leaf)
    return list(read.items())


def _group_by_passage(places: Sequence[int], starts: Sequence[int]) -> dict[int, list[int]]:
    """Positions in a thread by the passage they are in."""
    passages: dict[int, list[int]] = {}
    for at in places:
        passages.setdefault(bisect_right(starts, at) - 1, []).append(at)
    return passages
