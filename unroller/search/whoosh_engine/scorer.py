"""The order of what was found: by score or date, equals newest first, then by id; the best again by their posts."""

from __future__ import annotations

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Sequence

import numpy as np

from unroller.search.ast import Filter, Node, Phrase, Sort, Term, Words, iter_leaves
from unroller.search.documents import INEXACT
from unroller.search.engine import EngineResult, FoundThread
from unroller.search.matching import K1
from unroller.search.whoosh_engine.codec import Array
from unroller.search.whoosh_engine.evaluate import TITLE_WEIGHT, Evaluation, find_positions
from unroller.search.whoosh_engine.segments import BODY, TITLE

#: So many of the best threads are ranked again by their best post.
REFINED = 60
#: Digits of a score that count, so that the order of additions does not decide between equals.
DIGITS = 6
#: A position in one number with its document, see :meth:`Evaluation.phrase_places`.
_LOWER = (1 << 32) - 1


def rank_documents(evaluation: Evaluation, tree: Node, *, sort: Sort, limit: int, offset: int) -> EngineResult:
    """The threads that a tree asks for, from `offset` on, `limit` of them, in order; ties newest first, then by id."""
    sets = [evaluation.matching(number, tree) for number in range(len(evaluation.segments))]
    leaves = list(dict.fromkeys(leaf for leaf in iter_leaves(tree) if not isinstance(leaf, Filter)))
    weights = {leaf: evaluation.rarity(leaf) for leaf in leaves}
    total = sum(int(np.count_nonzero(among)) for among in sets)
    if limit <= 0:
        return EngineResult((), total, True, weights)
    found = _FoundDocuments(evaluation, sets, leaves, weights)
    top = found.first(sort, max(REFINED, offset + limit))
    if sort == "best" and leaves:
        top = _refine(evaluation, found, top[:REFINED], leaves, weights) + top[REFINED:]
    shown = []
    for at in top[offset : offset + limit]:
        number, document = found.place(at)
        thread_id, title = evaluation.segments[number].stored(document)
        shown.append(FoundThread(thread_id, round(float(found.scores[at]), 4), title))
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
                evaluation.scores(number, leaves, weights)[held].round(DIGITS) if leaves and len(held)
                else np.zeros(len(held)) for number, held in enumerate(documents)
            )]
        )  # fmt: skip
        together = list(zip(segments, documents, strict=True))
        self.moments = np.concatenate([nothing, *(segment.moments[held] for segment, held in together)])
        self.ranks = np.concatenate([nothing, *(segment.ranks[held] for segment, held in together)])

    def first(self, sort: Sort, most: int, among: Array | None = None) -> list[int]:
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

    def place(self, at: int) -> tuple[int, int]:
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
    found: list[int] = chosen[order][:most].tolist()
    return found


def _refine(
    evaluation: Evaluation,
    found: _FoundDocuments,
    top: Sequence[int],
    leaves: Sequence[Words],
    weights: dict[Words, float],
) -> list[int]:
    """`top` ordered again: a thread counts more whose words stand together in one post. Its score is then that."""
    by_segment: dict[int, list[tuple[int, int]]] = defaultdict(list)
    for at in top:
        number, document = found.place(at)
        by_segment[number].append((document, at))
    for number, held in by_segment.items():
        posts = score_best_posts(evaluation, number, sorted(document for document, _ in held), leaves, weights)
        for document, at in held:
            found.scores[at] = round(found.scores[at] + posts[document], DIGITS)
    return found.first("best", len(top), np.array(top, np.int64))


def score_best_posts(
    evaluation: Evaluation, number: int, among: Sequence[int], leaves: Sequence[Words], weights: dict[Words, float]
) -> dict[int, float]:
    """For each document of `among`, in order, the score of the post, or title, that answers best."""
    segment = evaluation.segments[number]
    posts: dict[int, dict[int, float]] = {document: defaultdict(float) for document in among}
    starts = {document: segment.post_starts(document) for document in among}
    for leaf in leaves:
        if not isinstance(leaf, Term | Phrase):
            continue
        inexact = evaluation.inexact(number, leaf)

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
        return find_positions(evaluation.postings(number, field, leaf.term), among)
    found: dict[int, list[int]] = defaultdict(list)
    held = evaluation.phrase_places(number, field, leaf)
    for place in held[np.isin(held >> 32, np.asarray(among))].tolist():
        found[place >> 32].append(place & _LOWER)
    return found
