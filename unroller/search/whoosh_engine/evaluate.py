"""Evaluation of a query's tree over segments: which documents match, how well, and how facets count them.

Sets first, scores after: the set of a tree is exact and cheap (a true or false for each document of a segment), and
scores are added up term by term over whole posting lists. BM25 over the thread, title above body; a thread that has a
word only in another spelling than the one asked for counts less.
Facets are counted from the postings of facts.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from heapq import nlargest, nsmallest
from itertools import pairwise
from math import log

import numpy as np

from unroller.search.ast import And, Filter, Ids, Node, Not, Or, Phrase, Prefix, Term, Words, list_spellings
from unroller.search.documents import INEXACT, encode_filter, encode_spelling
from unroller.search.engine import FacetField, Facets
from unroller.search.matching import K1, B
from unroller.search.whoosh_engine.codec import Array
from unroller.search.whoosh_engine.segments import BODY, FACTS, TITLE, IndexSegment, Postings, Vocabulary

#: How much a word in the title counts, against one in the body.
TITLE_WEIGHT = 1.5
#: More than any position in a thread: a document and a position in it make one number.
_REACH = 1 << 32


class Evaluation:
    """One query over some segments; keeps what it reads, so that no posting list is looked up twice."""

    def __init__(self, segments: Sequence[IndexSegment], vocabulary: Vocabulary) -> None:
        self.segments = segments
        self._vocabulary = vocabulary
        self.total = sum(segment.live for segment in segments)
        self._postings: dict[tuple[int, str, str], Postings] = {}
        self._holding: dict[tuple[int, str, Words], Array] = {}
        self._phrases: dict[tuple[int, str, Phrase], Array] = {}
        self._inexact: dict[tuple[int, Words], Array | None] = {}

    # -- sets: for each document of a segment, whether it is in --

    def match(self, number: int, node: Node) -> Array:
        """The documents of segment `number` that a tree asks for."""
        return self._match(number, node) & self.segments[number].alive

    def _match(self, number: int, node: Node) -> Array:
        size = self.segments[number].size
        if isinstance(node, Not):
            return ~self._match(number, node.part)
        if isinstance(node, Filter):
            return self._apply_filter(number, node)
        if isinstance(node, Ids):
            return self._mask(number, [self.segments[number].find_holding("id", one) for one in node.ids])
        if isinstance(node, And):
            matches = np.ones(size, bool)
            for part in node.parts:
                matches &= self._match(number, part)
                if not matches.any():
                    break
            return matches
        matches = np.zeros(size, bool)
        if isinstance(node, Or):
            for part in node.parts:
                matches |= self._match(number, part)
            return matches
        for field in fields_of(node):
            matches[self.find_holding(number, field, node)] = True
        return matches

    def find_holding(self, number: int, field: str, leaf: Words) -> Array:
        """The documents in which a leaf occurs, perhaps more than once."""
        place = (number, field, leaf)
        if place not in self._holding:
            self._holding[place] = self._find(number, field, leaf)
        return self._holding[place]

    def _find(self, number: int, field: str, leaf: Words) -> Array:
        segment = self.segments[number]
        if isinstance(leaf, Term):
            return self.get_postings(number, field, leaf.term).ids
        if isinstance(leaf, Phrase):
            return np.unique(self.get_phrase_places(number, field, leaf) // _REACH)
        if isinstance(leaf, Prefix):
            return segment.find_beginning(field, leaf.prefix)
        near = [segment.find_holding(field, term) for term in self._vocabulary.find_near(field, leaf.term)]
        return np.concatenate(near) if near else np.empty(0, np.int64)

    def _apply_filter(self, number: int, item: Filter) -> Array:
        segment = self.segments[number]
        if item.field == "since":
            return segment.last_days >= int(item.value)
        if item.field == "until":
            return (segment.first_days > 0) & (segment.first_days <= int(item.value))
        return self._mask(number, [segment.find_holding(FACTS, encode_filter(item))])

    def _mask(self, number: int, lists: Iterable[Array]) -> Array:
        mask = np.zeros(self.segments[number].size, bool)
        for ids in lists:
            mask[ids] = True
        return mask

    def get_postings(self, number: int, field: str, term: str) -> Postings:
        """A term's postings, looked up once."""
        place = (number, field, term)
        if place not in self._postings:
            self._postings[place] = self.segments[number].read_postings(field, term)
        return self._postings[place]

    # -- phrases --

    def get_phrase_places(self, number: int, field: str, leaf: Phrase) -> Array:
        """Where a phrase begins: documents and positions, as one number each, in order."""
        place = (number, field, leaf)
        if place not in self._phrases:
            self._phrases[place] = self._find_phrase(number, field, leaf)
        return self._phrases[place]

    def _find_phrase(self, number: int, field: str, leaf: Phrase) -> Array:
        lists = {term: self.get_postings(number, field, term) for term, _ in leaf.terms}
        among = _find_documents(lists, Counter(term for term, _ in dict.fromkeys(leaf.terms)))
        if not len(among):
            return np.empty(0, np.int64)
        places = {term: _encode_places(held, among) for term, held in lists.items()}
        first, *others = (places[term] for term, _ in leaf.terms)
        begun = reached = first
        left = np.full(len(first), leaf.slop)
        for held, (one, other) in zip(others, pairwise(offset for _, offset in leaf.terms), strict=True):
            wanted_at = reached + (other - one)
            at = np.searchsorted(held, wanted_at)
            there = at < len(held)
            nearest = held[np.where(there, at, 0)] if len(held) else wanted_at
            further = nearest - wanted_at
            good = there & (further <= left)
            begun, reached, left = begun[good], nearest[good], (left - further)[good]
        return begun

    # -- scores --

    def compute_rarity(self, leaf: Words) -> float:
        """How much a leaf tells: the logarithm of how few documents hold it, from 0.1 up."""
        held = 0
        for number in range(len(self.segments)):
            lists = [self.find_holding(number, field, leaf) for field in fields_of(leaf)]
            held += max(map(len, lists)) if isinstance(leaf, Term) else int(self._mask(number, lists).sum())
        return max(0.1, log(1 + (self.total - held + 0.5) / (held + 0.5)))

    def find_inexact(self, number: int, leaf: Words) -> Array | None:
        """The documents that hold a leaf's words, but not in the spelling asked for; None when there are none."""
        place = (number, leaf)
        if place not in self._inexact:
            mask = None
            for term, form in list_spellings(leaf):
                other = self._find_other_spellings(number, term, form)
                if other is not None:
                    mask = other if mask is None else mask | other
            self._inexact[place] = mask
        return self._inexact[place]

    def _find_other_spellings(self, number: int, term: str, form: str) -> Array | None:
        segment = self.segments[number]
        if form == term:  # plain: what says nothing of its spelling is so too
            marked = segment.find_holding(FACTS, encode_spelling(term, ""))
            if not len(marked):
                return None
            mask = self._mask(number, [marked])
        else:
            mask = np.ones(segment.size, bool)
        mask[segment.find_holding(FACTS, encode_spelling(term, form))] = False
        return mask

    def compute_scores(self, number: int, leaves: Sequence[Words], weights: dict[Words, float]) -> Array:
        """BM25 of each document of a segment, whether it matches or not."""
        segment = self.segments[number]
        scores = np.zeros(segment.size)
        for leaf in leaves:
            inexact = self.find_inexact(number, leaf)
            for field in fields_of(leaf):
                ids, often = self._frequencies(number, field, leaf)
                if not len(ids):
                    continue
                norm = K1 * (1 - B) + K1 * B / self._mean(field) * segment.lengths[field][ids]
                boost = weights[leaf] * (TITLE_WEIGHT if field == TITLE else 1.0) * (K1 + 1)
                added = boost * often / (often + norm)
                if inexact is not None:
                    added[inexact[ids]] *= INEXACT
                scores[ids] += added
        return scores

    def _frequencies(self, number: int, field: str, leaf: Words) -> tuple[Array, Array]:
        """The documents that hold a leaf, each once, and how often."""
        if isinstance(leaf, Term):
            held = self.get_postings(number, field, leaf.term)
            return held.ids, held.often.astype(np.float64)
        if isinstance(leaf, Phrase):
            ids, often = np.unique(self.get_phrase_places(number, field, leaf) // _REACH, return_counts=True)
            return ids, often.astype(np.float64)
        ids = np.flatnonzero(self._mask(number, [self.find_holding(number, field, leaf)]))
        return ids, np.ones(len(ids))

    def _mean(self, field: str) -> float:
        whole = sum(segment.total_lengths[field] for segment in self.segments)
        return whole / max(1, sum(segment.size for segment in self.segments)) or 1.0


def fields_of(leaf: Words) -> tuple[str, ...]:
    """Where a leaf is looked for."""
    return (TITLE,) if leaf.title else (BODY, TITLE)


def _find_documents(lists: Mapping[str, Postings], times: Mapping[str, int]) -> Array:
    """The documents, in order, that hold each term so many times at least."""
    documents: Array | None = None
    for term, held in sorted(lists.items(), key=lambda item: len(item[1].ids)):
        ids = held.ids if times[term] < 2 else held.ids[held.often >= times[term]]
        documents = ids if documents is None else documents[_are_in(documents, ids)]
    return np.empty(0, np.int64) if documents is None else documents


def _are_in(ids: Array, others: Array) -> Array:
    """Which of `ids` are among `others`; both are in order."""
    if not len(others):
        return np.zeros(len(ids), bool)
    mask: Array = others[np.minimum(np.searchsorted(others, ids), len(others) - 1)] == ids
    return mask


def _encode_places(held: Postings, among: Array) -> Array:
    """A term's documents and positions as one number each, of the documents `among` (in order) alone."""
    ids, often = held.ids.astype(np.int64), held.often.astype(np.int64)
    if len(ids) > len(among):
        kept = _are_in(held.ids, among)
        places = held.places[np.repeat(kept, often)]
        ids, often = ids[kept], often[kept]
    else:
        places = held.places
    encoded: Array = np.repeat(ids * _REACH, often) + places
    return encoded


def find_positions(held: Postings, documents: Sequence[int]) -> dict[int, list[int]]:
    """Where a term occurs in each of some documents, those that hold it."""
    if not len(held.ids):
        return {}
    numbers = np.asarray(documents)
    at = np.minimum(np.searchsorted(held.ids, numbers), len(held.ids) - 1)
    offsets = np.concatenate(([0], np.cumsum(held.often, dtype=np.int64)))
    positions = {}
    for document, place in zip(documents, at.tolist(), strict=True):
        if held.ids[place] == document:
            positions[document] = held.places[offsets[place] : offsets[place + 1]].tolist()
    return positions


class FacetCounter:
    """Counts over some segments; the names of values are put together once and kept."""

    def __init__(self, segments: Sequence[IndexSegment]) -> None:
        self._segments = segments
        self._known: dict[str, tuple[list[str], list[Array]]] = {}

    def count_facets(self, evaluation: Evaluation, tree: Node, fields: Sequence[FacetField], most: int) -> Facets:
        """The threads that a tree asks for, counted by `fields`, up to `most` values of each, and by month."""
        sets = [evaluation.match(number, tree) for number in range(len(self._segments))]
        by_field = {str(field): _take_most_frequent(self._count_values(field, sets), most) for field in fields}
        months = tuple(sorted(self._count_values("month", sets).items()))
        return Facets(by_field, months, sum(int(np.count_nonzero(among)) for among in sets))

    def _count_values(self, facet: str, sets: Sequence[Array]) -> dict[str, int]:
        names, codes = self._number_values(facet)
        counts = np.zeros(len(names), np.int64)
        for segment, among, code in zip(self._segments, sets, codes, strict=True):
            if len(code):
                held = segment.get_facet_values(facet)
                counts[code] += np.add.reduceat(among[held.ids].astype(np.int64), held.starts)
        there = np.flatnonzero(counts)
        return {names[at]: often for at, often in zip(there.tolist(), counts[there].tolist(), strict=True)}

    def _number_values(self, facet: str) -> tuple[list[str], list[Array]]:
        """The values of a facet in all segments, and for each segment, which of them its own are."""
        if facet not in self._known:
            numbers: dict[str, int] = {}
            codes = []
            for segment in self._segments:
                held = [numbers.setdefault(name, len(numbers)) for name in segment.get_facet_values(facet).names]
                codes.append(np.array(held, np.int64))
            self._known[facet] = list(numbers), codes
        return self._known[facet]


def _take_most_frequent(counted: dict[str, int], most: int) -> tuple[tuple[str, int], ...]:
    """By number, then by value; the few that can be among them are sorted, not all."""
    least = min(nlargest(most, counted.values()), default=0)
    held = [(-often, value) for value, often in counted.items() if often >= least]
    return tuple((value, -often) for often, value in nsmallest(most, held))
