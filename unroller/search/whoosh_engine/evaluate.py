"""A query's tree against segments: which documents match, how well, and in what order.

Sets first, scores after: the set of a tree is exact and cheap (posting lists as Python sets), and only the documents
in it are scored. BM25 over the thread, title above body; among the best, a thread counts more whose words stand
together in one post.
"""

from __future__ import annotations

from bisect import bisect_right
from collections import Counter, defaultdict
from collections.abc import Callable, Sequence, Set
from heapq import nlargest, nsmallest
from itertools import islice
from math import inf, log

from unroller.search.documents import key
from unroller.search.engine import FacetField, Facets, Found, FoundThread
from unroller.search.matching import K1, B, phrase_starts
from unroller.search.tree import And, Filter, Fuzzy, Node, Not, Or, Phrase, Prefix, Sort, Term, Words, wanted
from unroller.search.whoosh_engine.segments import Segment

#: Terms that a prefix stands for at most; past it the result says that it is not exact.
EXPANSIONS = 4_000
#: How much a word in the title counts, against one in the body.
TITLE_WEIGHT = 1.5
#: So many of the best threads are ranked again by their best post.
REFINED = 60
#: A post's usual length in terms, for the ranking of posts inside the index.
POST_TERMS = 35

Postings = tuple[list[int], list[float]]


class Evaluation:
    """One query over some segments; keeps what it reads, so that no posting list is read twice."""

    def __init__(self, segments: Sequence[Segment]) -> None:
        self.segments = segments
        self.exact = True
        self.total = sum(segment.live for segment in segments)
        self._postings: dict[tuple[int, str, str], Postings] = {}
        self._expanded: dict[tuple[int, str, Words], set[int]] = {}
        self._phrases: dict[tuple[int, str, Phrase], dict[int, list[int]]] = {}

    # -- sets --

    def matching(self, number: int, node: Node) -> set[int]:
        """The documents of segment `number` that a tree asks for."""
        segment = self.segments[number]
        if isinstance(node, And):
            return self._all(number, node)
        if isinstance(node, Or):
            found: set[int] = set()
            for part in node.parts:
                found |= self.matching(number, part)
            return found
        if isinstance(node, Not):
            return set(range(segment.size)) - segment.deleted - self.matching(number, node.part)
        if isinstance(node, Filter):
            return self._filtered(segment, node) - segment.deleted
        found = set()
        for field in self._fields(node):
            found |= self._holding(number, field, node)
        return found - segment.deleted

    def _all(self, number: int, node: And) -> set[int]:
        segment = self.segments[number]
        found: set[int] | None = None
        for part in sorted(node.parts, key=lambda part: isinstance(part, Not)):
            if found is not None and not found:
                break
            if isinstance(part, Not) and found is not None:
                found -= self.matching(number, part.part)
            else:
                held = self.matching(number, part)
                found = held if found is None else found & held
        return set(range(segment.size)) - segment.deleted if found is None else found

    @staticmethod
    def _fields(leaf: Words) -> tuple[str, ...]:
        return ("title",) if leaf.title else ("body", "title")

    def _holding(self, number: int, field: str, leaf: Words) -> set[int]:
        if isinstance(leaf, Phrase):
            return set(self.phrase_places(number, field, leaf))
        if isinstance(leaf, Term):
            return set(self.postings(number, field, leaf.term)[0])
        place = (number, field, leaf)
        if place not in self._expanded:
            self._expanded[place] = self._expand(number, field, leaf)
        return self._expanded[place]

    def _expand(self, number: int, field: str, leaf: Prefix | Fuzzy) -> set[int]:
        segment = self.segments[number]
        if isinstance(leaf, Prefix):
            found, whole = segment.beginning(field, leaf.prefix, EXPANSIONS)
            self.exact = self.exact and whole
            return found
        near = segment.near(field, leaf.term)
        return {document for term in near for document in self.postings(number, field, term)[0]}

    @staticmethod
    def _filtered(segment: Segment, item: Filter) -> set[int]:
        if item.field == "since":
            day = int(item.value)
            return {number for number, last in enumerate(segment.last_days) if last >= day}
        if item.field == "until":
            day = int(item.value)
            return {number for number, first in enumerate(segment.first_days) if 0 < first <= day}
        return set(segment.postings("facts", key(item))[0])

    def postings(self, number: int, field: str, term: str) -> Postings:
        """A term's documents and weights, read once."""
        place = (number, field, term)
        if place not in self._postings:
            self._postings[place] = self.segments[number].postings(field, term)
        return self._postings[place]

    def phrase_places(self, number: int, field: str, leaf: Phrase) -> dict[int, list[int]]:
        """The documents that hold a phrase, and where it begins in each."""
        place = (number, field, leaf)
        if place not in self._phrases:
            self._phrases[place] = self._find_phrase(number, field, leaf)
        return self._phrases[place]

    def _find_phrase(self, number: int, field: str, leaf: Phrase) -> dict[int, list[int]]:
        segment = self.segments[number]
        names = sorted({term for term, _ in leaf.terms}, key=lambda term: segment.frequency(field, term))
        values: dict[str, dict[int, bytes]] = {}
        among: Set[int] | None = None
        for term in names:  # the rarest first, so that the long lists are hardly unpacked
            values[term] = segment.values(field, term, among)
            among = values[term].keys()
        offsets = [offset for _, offset in leaf.terms]
        found = {}
        for document in (among or set()) - segment.deleted:
            positions = {term: segment.places(document, values[term][document]) for term in names}
            places = phrase_starts([positions[term] for term, _ in leaf.terms], offsets, leaf.slop)
            if places:
                found[document] = [at[0] for at in places]
        return found

    # -- scores --

    def rarity(self, leaf: Words) -> float:
        """How much a leaf tells: the logarithm of how few documents hold it, from 0.1 up."""
        held = 0
        for number, segment in enumerate(self.segments):
            if isinstance(leaf, Term):
                held += max(segment.frequency(field, leaf.term) for field in self._fields(leaf))
            else:
                held += len(set().union(*(self._holding(number, field, leaf) for field in self._fields(leaf))))
        return max(0.1, log(1 + (self.total - held + 0.5) / (held + 0.5)))

    def score(
        self, number: int, among: set[int], leaves: Sequence[Words], weights: dict[Words, float]
    ) -> dict[int, float]:
        """BM25 of each document of `among`."""
        scores: dict[int, float] = dict.fromkeys(among, 0.0)
        segment = self.segments[number]
        for leaf in leaves:
            for field in self._fields(leaf):
                boost = weights[leaf] * (TITLE_WEIGHT if field == "title" else 1.0)
                lengths = segment.lengths[field]
                slope = K1 * B / self._mean(field)
                for document, often in self._frequencies(number, field, leaf):
                    if document in scores:
                        scores[document] += boost * often * (K1 + 1) / (
                            often + K1 * (1 - B) + slope * lengths[document]
                        )  # fmt: skip
        return scores

    def _frequencies(self, number: int, field: str, leaf: Words) -> list[tuple[int, float]]:
        if isinstance(leaf, Phrase):
            return [(document, len(at)) for document, at in self.phrase_places(number, field, leaf).items()]
        if isinstance(leaf, Term):
            return list(zip(*self.postings(number, field, leaf.term), strict=True))
        return [(document, 1.0) for document in self._holding(number, field, leaf)]

    def _mean(self, field: str) -> float:
        whole = sum(segment.total_lengths[field] for segment in self.segments)
        return whole / max(1, sum(segment.size for segment in self.segments)) or 1.0

    def best_post(
        self, number: int, among: set[int], leaves: Sequence[Words], weights: dict[Words, float]
    ) -> dict[int, float]:
        """For each document of `among`, the score of the post, or title, that answers best."""
        segment = self.segments[number]
        posts: dict[int, dict[int, float]] = {document: defaultdict(float) for document in among}
        starts = {document: segment.stored(document)[2] for document in among}
        for leaf in leaves:
            if not isinstance(leaf, Term | Phrase):
                continue
            if among & (titled := self._holding(number, "title", leaf)):
                for document in among & titled:
                    posts[document][0] += weights[leaf] * TITLE_WEIGHT
            if leaf.title:
                continue
            if isinstance(leaf, Phrase):
                held = {at: where for at, where in self.phrase_places(number, "body", leaf).items() if at in among}
            else:
                held = segment.positions("body", leaf.term, among)
            for document, places in held.items():
                often: dict[int, int] = defaultdict(int)
                for at in places:
                    often[bisect_right(starts[document], at)] += 1
                for post, times in often.items():
                    posts[document][post] += weights[leaf] * times * (K1 + 1) / (times + K1)
        return {document: max(held.values(), default=0.0) for document, held in posts.items()}


def rank(evaluation: Evaluation, tree: Node, *, sort: Sort, limit: int, offset: int) -> Found:
    """The threads that a tree asks for, from `offset` on, `limit` of them, in order; ties newest first, then by id."""
    segments = evaluation.segments
    sets = [evaluation.matching(number, tree) for number in range(len(segments))]
    leaves = list(dict.fromkeys(leaf for leaf in wanted(tree) if not isinstance(leaf, Filter)))
    weights = {leaf: evaluation.rarity(leaf) for leaf in leaves}
    scores: list[tuple[int, int, float]] = []
    for number, among in enumerate(sets):
        held = evaluation.score(number, among, leaves, weights) if among else {}
        # rounded, so that the order of additions does not decide between equals
        scores += [(number, document, round(score, 6)) for document, score in held.items()]
    order = _order(evaluation, sort)
    top = nsmallest(max(REFINED, offset + limit), scores, key=order)
    if sort == "best" and len(leaves) > 0:
        top = sorted(_refine(evaluation, top[:REFINED], leaves, weights), key=order) + top[REFINED:]
    shown = []
    for number, document, score in islice(top, offset, offset + limit):
        thread_id, title, _ = segments[number].stored(document)
        shown.append(FoundThread(thread_id, round(score, 4), title))
    return Found(
        threads=tuple(shown),
        total=sum(len(among) for among in sets),
        exact=evaluation.exact,
        weights=weights,
    )


def count(evaluation: Evaluation, tree: Node, fields: Sequence[FacetField], most: int) -> Facets:
    """The threads that a tree asks for, counted by `fields`, up to `most` values of each, and by month."""
    sets = [evaluation.matching(number, tree) for number in range(len(evaluation.segments))]

    def counted(field: str) -> Counter[str]:
        found: Counter[str] = Counter()
        for segment, among in zip(evaluation.segments, sets, strict=True):
            if among:
                found += segment.counts(field, among)
        return found

    by_field = {str(field): _most_frequent(counted(field), most) for field in fields}
    months = tuple(sorted(counted("month").items()))
    return Facets(by_field, months, sum(len(among) for among in sets), evaluation.exact)


def _most_frequent(counted: Counter[str], most: int) -> tuple[tuple[str, int], ...]:
    """By number, then by value; the few that can be among them are sorted, not all."""
    least = min(nlargest(most, counted.values()), default=0)
    held = [(-often, value) for value, often in counted.items() if often >= least]
    return tuple((value, -often) for often, value in nsmallest(most, held))


def _order(evaluation: Evaluation, sort: Sort) -> Callable[[tuple[int, int, float]], tuple[float, ...]]:
    """The key of an order."""
    moments = [segment.moments for segment in evaluation.segments]
    ranks = [segment.ranks for segment in evaluation.segments]

    def best(item: tuple[int, int, float]) -> tuple[float, ...]:
        number, document, score = item
        return -score, -moments[number][document], ranks[number][document]

    def new(item: tuple[int, int, float]) -> tuple[float, ...]:
        number, document, score = item
        return -moments[number][document], -score, ranks[number][document]

    def old(item: tuple[int, int, float]) -> tuple[float, ...]:
        number, document, score = item
        return moments[number][document] or inf, -score, ranks[number][document]

    return {"best": best, "new": new, "old": old}[sort]


def _refine(
    evaluation: Evaluation, top: Sequence[tuple[int, int, float]], leaves: Sequence[Words], weights: dict[Words, float]
) -> list[tuple[int, int, float]]:
    by_segment: dict[int, set[int]] = defaultdict(set)
    for number, document, _ in top:
        by_segment[number].add(document)
    posts = {number: evaluation.best_post(number, among, leaves, weights) for number, among in by_segment.items()}
    return [(number, document, round(score + posts[number][document], 6)) for number, document, score in top]
