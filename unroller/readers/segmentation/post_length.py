"""What a post shows as a whole: its weight, its number of pieces, and the platform's limit as a wall."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache
from typing import NamedTuple

from unroller.readers.segmentation.features import DocumentStats, Segment
from unroller.readers.segmentation.lattice import Window
from unroller.readers.segmentation.lines import QUOTED_END, LineFeatures

NAMES: tuple[str, ...] = (
    "two pieces",
    "three pieces",
    "four pieces",
    "five or six pieces",
    "seven pieces or more",
    "weighs up to 20",
    "weighs 21-40",
    "weighs 41-80",
    "weighs 141-200",
    "weighs 201-240",
    "weighs more than 240",
    "over 140 though no piece here is",
    "heavier than any piece here",
    "three or more pieces, all under 60",
)
_SIZE = (-1, -1, 0, 1, 2, 3, 3, 4)

#: A quoted post's address stands at a post's end in dumps, but X did not count it: up to a link and a space.
QUOTE_SLACK = 24
QUOTE_PENALTY = -3.0
#: Pieces looked back at, all together, in one document: bounds the time on texts of very many very short lines.
BUDGET = 200_000
LONGEST = 140


#: A soft limit that costs this much (log odds) is trusted: posts past twice its weight are not even tried.
CREDIBLE = -4.0
FAR, VERY_FAR = 2, 20


class LengthLimit(NamedTuple):
    """The platform's limit. `hard` forbids heavier posts of several pieces, else each costs `cost` (log odds)."""

    limit: int
    hard: bool
    cost: float


def list_post_features(size: int, weight: int, heaviest: int, count: int, short: bool) -> list[int]:
    """Which of `NAMES` hold for a post of `size` pieces and this weight (indices)."""
    found = []
    if size > 1:
        found.append(_SIZE[min(size, 7)])
    if weight <= 80:
        found.append(5 if weight <= 20 else 6 if weight <= 40 else 7)
    elif weight > 140:
        found.append(8 if weight <= 200 else 9 if weight <= 240 else 10)
    if size > 1:
        if weight > 140 and heaviest <= 140 and count >= 4:
            found.append(11)
        if weight > heaviest:
            found.append(12)
        if size > 2 and short:
            found.append(13)
    return found


@lru_cache(maxsize=16)
def _build_tables(weights: tuple[float, ...]) -> tuple[list[float], list[float]]:
    """What a post scores by its number of pieces (up to 7) and by its weight (up to 241), to be looked up."""
    by_size = [0.0, 0.0, *[weights[at] for at in _SIZE[2:]]]
    return by_size, [sum(weights[at] for at in list_post_features(1, weight, 0, 0, False)) for weight in range(242)]


def score_posts(
    lines: Sequence[LineFeatures],
    pieces: Sequence[Segment],
    habits: DocumentStats,
    wall: LengthLimit,
    forced: Sequence[bool],
    weights: Sequence[float],
    record: list[list[tuple[list[int], float]]] | None = None,
) -> Window:
    """The score of every post that may be: for each end piece, of one piece, of two, … up to the wall.

    `forced[i]`: a post begins with piece `i` for certain, so none runs across.
    `record` is for fitting: it takes, in the same shape, each post's signs and what the wall costs it.
    """
    most = max(4, min(LONGEST, BUDGET // max(1, len(pieces))))
    found: Window = []
    for end in range(len(pieces)):
        sizes = _measure_posts(lines, pieces, end, wall, forced, most)
        found.append(_score_sizes(sizes, habits, weights))
        if record is not None:
            shown = [
                list_post_features(at, weight, habits.heaviest, habits.number, short)
                for at, (weight, short, _) in enumerate(sizes, 1)
            ]
            record.append([(signs, over) for signs, (_, _, over) in zip(shown, sizes, strict=True)])
    return found


def _measure_posts(
    lines: Sequence[LineFeatures],
    pieces: Sequence[Segment],
    end: int,
    wall: LengthLimit,
    forced: Sequence[bool],
    most: int,
) -> list[tuple[int, bool, float]]:
    """For a post of one, two, … pieces up to piece `end`: its weight, whether all are short, what the wall costs."""
    slack = QUOTE_SLACK if lines[pieces[end].last].flags & QUOTED_END else 0
    reach = wall.limit * (FAR if wall.cost <= CREDIBLE else VERY_FAR)
    if wall.hard:
        reach = wall.limit + slack
    found = []
    weight, short, over = -1, True, 0.0
    for begin in range(end, max(-1, end - most), -1):
        piece = pieces[begin]
        weight += piece.weight + 1
        if begin < end and lines[pieces[begin + 1].first].gap:
            weight += 1
        short = short and piece.weight < 60
        if weight > wall.limit and begin < end:
            if weight > reach:
                break
            over = QUOTE_PENALTY if weight <= wall.limit + slack else wall.cost
        found.append((weight, short, over))
        if forced[begin]:
            break
    return found


def _score_sizes(
    sizes: Sequence[tuple[int, bool, float]], habits: DocumentStats, weights: Sequence[float]
) -> list[float]:
    """The same sums as over :func:`list_post_features`, looked up."""
    by_size, by_weight = _build_tables(tuple(weights))
    outweighs, outgrows, all_short = weights[11:14]
    old = habits.heaviest <= 140 and habits.number >= 4
    found = []
    for size, (weight, short, over) in enumerate(sizes, 1):
        score = over + by_size[min(size, 7)] + by_weight[min(weight, 241)]
        if size > 1:
            if old and weight > 140:
                score += outweighs
            if weight > habits.heaviest:
                score += outgrows
            if short and size > 2:
                score += all_short
        found.append(score)
    return found
