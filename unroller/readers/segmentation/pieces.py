"""Pieces: what stands between two places where a post might end, and what all pieces of a document show together."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from unroller.readers.segmentation.lines import CAPITAL, EMOJI, LIST, LOWER, NUMBER, STOP, LineFeatures


class Segment(NamedTuple):
    """Lines `first` to `last` (counted in the non-blank lines); `weight` counts the line breaks inside too."""

    first: int
    last: int
    weight: int
    breaks: bool  # a line break inside
    blanks: bool  # a blank line inside


class DocumentStats(NamedTuple):
    """What the pieces of one document show about its author (shares are 0 to 1; weights in X's units / 100)."""

    median: float
    over200: float
    broken: float
    marked: float
    under40: float
    heaviest: int
    stops: float
    capitals: float
    lowers: float
    number: int
    blanks: float


def build_segment(lines: Sequence[LineFeatures], first: int, last: int) -> Segment:
    """The piece from line `first` to line `last`."""
    weight, blanks = lines[first].weight, False
    for line in lines[first + 1 : last + 1]:
        weight += line.weight + (2 if line.gap else 1)
        blanks = blanks or line.gap > 0
    return Segment(first, last, weight, first != last, blanks)


def compute_stats(lines: Sequence[LineFeatures], pieces: Sequence[Segment]) -> DocumentStats:
    """The habits shown by all pieces of a document; `pieces` is not empty."""
    count = len(pieces)
    weights = sorted(piece.weight for piece in pieces)
    opens = [lines[piece.first].opens for piece in pieces]
    return DocumentStats(
        median=weights[count // 2] / 100,
        over200=sum(weight > 200 for weight in weights) / count,
        broken=sum(piece.breaks for piece in pieces) / count,
        marked=sum(kind in (LIST, EMOJI, NUMBER) for kind in opens) / count,
        under40=sum(weight < 40 for weight in weights) / count,
        heaviest=weights[-1],
        stops=sum(lines[piece.last].closes == STOP for piece in pieces) / count,
        capitals=opens.count(CAPITAL) / count,
        lowers=opens.count(LOWER) / count,
        number=count,
        blanks=sum(piece.blanks for piece in pieces) / count,
    )
