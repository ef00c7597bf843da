"""The words of all segments together, to find those within a slip of the pen; kept, as people repeat their slips."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from unroller.search.matching import find_near_terms
from unroller.search.whoosh_engine.segments import Segment

#: When segments with more threads than this share of all are new, their words are put together with the others.
NEW = 0.1


class Vocabulary:
    """Terms by field and first letter. Those of segments that are gone may stay: nothing has them."""

    def __init__(self) -> None:
        self._segments: Sequence[Segment] = ()
        self._lines: dict[tuple[str, str], tuple[frozenset[str], str]] = {}
        self._near: dict[tuple[str, str], list[str]] = {}

    def follow(self, segments: Sequence[Segment]) -> None:
        """Speak of these segments from now on."""
        self._segments = segments
        self._near.clear()

    def near(self, field: str, term: str) -> list[str]:
        """Terms within one edit, the same first letter, in order; some may stand in no thread any more."""
        if not term:
            return []
        if (field, term) not in self._near:
            known, lines = self._known(field, term[:1])
            found = set(find_near_terms(lines, term))
            for segment in self._segments:
                if segment.name not in known:
                    found.update(find_near_terms(_join_terms(segment.begun(field, term[:1])), term))
            self._near[field, term] = sorted(found)
        return self._near[field, term]

    def _known(self, field: str, letter: str) -> tuple[frozenset[str], str]:
        """The terms that begin with a letter, a line each, and the names of the segments they are of."""
        held = self._lines.get((field, letter), (frozenset(), ""))
        new = sum(segment.size for segment in self._segments if segment.name not in held[0])
        if new > NEW * sum(segment.size for segment in self._segments):
            terms = {term for segment in self._segments for term in segment.begun(field, letter)}
            held = frozenset(segment.name for segment in self._segments), _join_terms(terms)
            self._lines[field, letter] = held
        return held


def _join_terms(terms: Iterable[bytes]) -> str:
    """As :func:`unroller.search.matching.join_lines`, of terms as they stand in the index."""
    return b"".join((b"\n", b"\n".join(terms), b"\n")).decode("utf-8")
