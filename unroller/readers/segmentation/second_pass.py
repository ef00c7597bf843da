"""The second reading of a document: what the first one found in the rest of it, as more signs at each separator."""

from __future__ import annotations

from collections.abc import Sequence

from unroller.readers.segmentation.features import NAMES, SECOND
from unroller.readers.segmentation.lines import LineFeatures
from unroller.readers.segmentation.pieces import Segment

#: The usual share of boundaries among separators (docs/boundaries.md), and how many of them it counts as.
USUAL, WEIGHT = 0.8, 2.0
#: See :func:`_separator_kinds`.
Kinds = tuple[bool, int, int]


def compute_second_pass_features(
    lines: Sequence[LineFeatures], pieces: Sequence[Segment], chances: Sequence[float]
) -> list[list[float]]:
    """For each piece, what the first reading (`chances` of a boundary before each piece) says about the others."""
    seen = _KindCounts()
    for at in range(1, len(pieces)):
        seen.add(_separator_kinds(lines, pieces, at), chances[at])
    mean = sum(piece.weight for piece in pieces) / (1 + sum(chances[1:]))
    none = [0.0] * (len(NAMES) - SECOND)
    found = [none]
    for at in range(1, len(pieces)):
        share, alike, ended, other = seen.without(_separator_kinds(lines, pieces, at), chances[at])
        before = pieces[at - 1].weight
        both = before + pieces[at].weight
        found.append([
            share - USUAL,
            alike - share,
            ended - share,
            min(3.0, both / mean),
            min(3.0, before / mean),
            other,
            chances[at - 1] - USUAL,
            (chances[at + 1] if at + 1 < len(pieces) else 1.0) - USUAL,
        ])  # fmt: skip
    return found


def _separator_kinds(lines: Sequence[LineFeatures], pieces: Sequence[Segment], at: int) -> Kinds:
    """What a separator is compared by: whether lines are blank there, how it opens and closes the lines around it."""
    nxt = lines[pieces[at].first]
    return nxt.gap > 0, nxt.opens, lines[pieces[at - 1].last].closes


class _KindCounts:
    """How many separators of each kind a document has, and how many of them are boundaries by the first reading."""

    def __init__(self) -> None:
        self.count: dict[object, int] = {}
        self.sum: dict[object, float] = {}

    def add(self, kinds: Kinds, chance: float) -> None:
        """Count a separator."""
        for key in self._keys(kinds):
            self.count[key] = self.count.get(key, 0) + 1
            self.sum[key] = self.sum.get(key, 0.0) + chance

    def without(self, kinds: Kinds, chance: float) -> tuple[float, float, float, float]:
        """The shares of boundaries among all others of the same kind, of those among them that open alike, that close
        alike; and among separators of the other kind, less the usual share (0.0 where there are none)."""
        mine, opens, closes = self._keys(kinds)
        share = self._share(mine, chance, USUAL)
        other = ("gap", not kinds[0])
        less = self._share(other, 0.0, USUAL, 0) - USUAL if other in self.count else 0.0
        return share, self._share(opens, chance, share), self._share(closes, chance, share), less

    @staticmethod
    def _keys(kinds: Kinds) -> tuple[object, object, object]:
        return ("gap", kinds[0]), ("opens", kinds[0], kinds[1]), ("closes", kinds[0], kinds[2])

    def _share(self, key: object, chance: float, prior: float, own: int = 1) -> float:
        return (self.sum[key] - chance + WEIGHT * prior) / (self.count[key] - own + WEIGHT)
