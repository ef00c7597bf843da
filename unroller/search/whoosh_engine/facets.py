"""How the threads found are spread over the values of a facet, from the postings of their facts."""

from __future__ import annotations

from collections.abc import Sequence
from heapq import nlargest, nsmallest

import numpy as np

from unroller.search.ast import Node
from unroller.search.engine import FacetField, Facets
from unroller.search.whoosh_engine.codec import Array
from unroller.search.whoosh_engine.evaluate import Evaluation
from unroller.search.whoosh_engine.segments import Segment


class FacetCounter:
    """Counts over some segments; the names of values are put together once and kept."""

    def __init__(self, segments: Sequence[Segment]) -> None:
        self._segments = segments
        self._known: dict[str, tuple[list[str], list[Array]]] = {}

    def facets(self, evaluation: Evaluation, tree: Node, fields: Sequence[FacetField], most: int) -> Facets:
        """The threads that a tree asks for, counted by `fields`, up to `most` values of each, and by month."""
        sets = [evaluation.matching(number, tree) for number in range(len(self._segments))]
        by_field = {str(field): _take_most_frequent(self._counted(field, sets), most) for field in fields}
        months = tuple(sorted(self._counted("month", sets).items()))
        return Facets(by_field, months, sum(int(np.count_nonzero(among)) for among in sets))

    def _counted(self, facet: str, sets: Sequence[Array]) -> dict[str, int]:
        names, codes = self._names(facet)
        counts = np.zeros(len(names), np.int64)
        for segment, among, code in zip(self._segments, sets, codes, strict=True):
            if len(code):
                held = segment.values_of(facet)
                counts[code] += np.add.reduceat(among[held.ids].astype(np.int64), held.starts)
        there = np.flatnonzero(counts)
        return {names[at]: often for at, often in zip(there.tolist(), counts[there].tolist(), strict=True)}

    def _names(self, facet: str) -> tuple[list[str], list[Array]]:
        """The values of a facet in all segments, and for each segment, which of them its own are."""
        if facet not in self._known:
            numbers: dict[str, int] = {}
            codes = []
            for segment in self._segments:
                held = [numbers.setdefault(name, len(numbers)) for name in segment.values_of(facet).names]
                codes.append(np.array(held, np.int64))
            self._known[facet] = list(numbers), codes
        return self._known[facet]


def _take_most_frequent(counted: dict[str, int], most: int) -> tuple[tuple[str, int], ...]:
    """By number, then by value; the few that can be among them are sorted, not all."""
    least = min(nlargest(most, counted.values()), default=0)
    held = [(-often, value) for value, often in counted.items() if often >= least]
    return tuple((value, -often) for often, value in nsmallest(most, held))
