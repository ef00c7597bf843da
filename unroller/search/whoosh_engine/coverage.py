"""Which threads have how much of what was wished for, and where in them the words stand."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from itertools import pairwise

import numpy as np

from unroller.search.ast import Node, Words
from unroller.search.documents import POST_GAP
from unroller.search.engine import CandidateThread, CandidateThreads
from unroller.search.relevance import Group, Reading, leaves_of
from unroller.search.whoosh_engine.codec import Array
from unroller.search.whoosh_engine.evaluate import Evaluation, fields_of
from unroller.search.whoosh_engine.scorer import DIGITS, find_leaf_positions, select_smallest
from unroller.search.whoosh_engine.segments import TITLE


def count_groups(evaluation: Evaluation, scope: Node, groups: Sequence[Group]) -> tuple[int, list[int]]:
    """How many threads `scope` asks for, and how many of those meet each group."""
    total, held = 0, [0] * len(groups)
    for number in range(len(evaluation.segments)):
        among = evaluation.matching(number, scope)
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
        covered[~evaluation.matching(number, condition)] = 0
        there = np.flatnonzero(covered)
        numbers.append(np.full(len(there), number))
        documents.append(there)
        sums.append(covered[there])
    joined = (np.concatenate([np.empty(0, np.int64), *held]) for held in (numbers, documents, sums))
    found = _Columns(evaluation, *joined)
    complete = np.flatnonzero(found.sums == whole)
    partial = np.flatnonzero(found.sums < whole)
    chosen = [*_choose_best(evaluation, found, complete, groups, most), *found.first((-found.sums,), most, partial)]
    return CandidateThreads(_build_candidates(evaluation, found, chosen, groups), len(complete))


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

    def first(self, keys: Sequence[Array], most: int, among: Array) -> list[int]:
        """The first `most` of `among` by these keys, equals newest first, then by id."""
        return select_smallest((*keys, -self.moments, self.ranks), most, among)


def _meets(evaluation: Evaluation, number: int, group: Group) -> Array:
    """For each document of a segment, whether it meets a group."""
    found = np.zeros(evaluation.segments[number].size, bool)
    for choice in group.choices:
        for field in fields_of(choice.leaf):
            found[evaluation.holding(number, field, choice.leaf)] = True
    return found


def _sum_units(evaluation: Evaluation, number: int, groups: Sequence[Group]) -> Array:
    """For each document of a segment, the units of the groups that it meets."""
    covered = np.zeros(evaluation.segments[number].size, np.int32)
    for group in groups:
        np.add(covered, group.units, out=covered, where=_meets(evaluation, number, group))
    return covered


def _choose_best(
    evaluation: Evaluation, found: _Columns, complete: Array, groups: Sequence[Group], most: int
) -> list[int]:
    """Of the documents that meet all groups, the best by BM25 over threads; all of them where they are few."""
    if len(complete) <= most:
        return [int(at) for at in complete]
    weights: dict[Words, float] = {
        choice.leaf: group.weight * choice.weight for group in groups for choice in group.choices
    }
    scores = np.zeros(len(found.numbers))
    for number in range(len(evaluation.segments)):
        here = complete[found.numbers[complete] == number]
        if len(here):
            scored = evaluation.scores(number, list(weights), weights)
            scores[here] = scored[found.documents[here]].round(DIGITS)
    return found.first((-scores,), most, complete)


def _build_candidates(
    evaluation: Evaluation, found: _Columns, chosen: Sequence[int], groups: Sequence[Group]
) -> tuple[CandidateThread, ...]:
    """The chosen documents with where the leaves stand in them, in the order chosen."""
    readings: dict[tuple[int, int], Reading] = {}
    for number in range(len(evaluation.segments)):
        documents = sorted(int(found.documents[at]) for at in chosen if found.numbers[at] == number)
        if documents:
            for document, held in _locate_leaves(evaluation, number, documents, groups):
                readings[number, document] = held
    made = []
    for at in chosen:
        number, document = int(found.numbers[at]), int(found.documents[at])
        thread_id, title = evaluation.segments[number].stored(document)
        moment, rank = int(found.moments[at]), int(found.ranks[at])
        made.append(CandidateThread(thread_id, title, moment, rank, readings[number, document]))
    return tuple(made)


def _locate_leaves(
    evaluation: Evaluation, number: int, documents: Sequence[int], groups: Sequence[Group]
) -> list[tuple[int, Reading]]:
    """Where the leaves stand in some documents of a segment, `documents` in order."""
    segment = evaluation.segments[number]
    starts = {document: segment.post_starts(document) for document in documents}
    read = {
        document: Reading([after - start - POST_GAP for start, after in pairwise(held)])
        for document, held in starts.items()
    }
    for leaf in leaves_of(groups):
        otherwise = evaluation.inexact(number, leaf)
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
    found: dict[int, list[int]] = {}
    for at in places:
        found.setdefault(bisect_right(starts, at) - 1, []).append(at)
    return found
