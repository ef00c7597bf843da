"""What a post shows as a whole: its weight, its number of pieces, and the platform's limit as a wall."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache
from typing import NamedTuple

from unroller.readers.segmentation.features import SHORT, DocumentStats, TextSegment
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


#: A post that may be: its weight, whether all its pieces are short, and what the wall costs it.
PossiblePost = tuple[int, bool, float]


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
    """What a post scores by its number of pieces and by its weight (up to 241), to be looked up."""
    by_size = [0.0, 0.0, *[weights[_SIZE[min(size, 7)]] for size in range(2, LONGEST + 1)]]
    return by_size, [sum(weights[at] for at in list_post_features(1, weight, 0, 0, False)) for weight in range(242)]


def measure_posts(
    lines: Sequence[LineFeatures], pieces: Sequence[TextSegment], wall: LengthLimit, forced: Sequence[bool]
) -> list[list[PossiblePost]]:
    """Every post that may be: for each end piece, of one piece, of two, … up to the wall.

    `forced[i]`: a post begins with piece `i` for certain, so none runs across.
    """
    most = max(4, min(LONGEST, BUDGET // max(1, len(pieces))))
    starts = [lines[piece.first] for piece in pieces]
    #: What a piece adds to a post that goes on behind it: its own weight and that of the line breaks there.
    steps = [piece.weight + (2 if after.gap else 1) for piece, after in zip(pieces, starts[1:], strict=False)]
    short = [piece.weight < SHORT for piece in pieces]
    credible = FAR if wall.cost <= CREDIBLE else VERY_FAR
    found = []
    for end, piece in enumerate(pieces):
        slack = QUOTE_SLACK if lines[piece.last].flags & QUOTED_END else 0
        reach = wall.limit + slack if wall.hard else wall.limit * credible
        weight, all_short, over = piece.weight, short[end], 0.0
        posts: list[PossiblePost] = [(weight, all_short, over)]
        for begin in range(end - 1, max(-1, end - most), -1):
            if forced[begin + 1]:
                break
            weight += steps[begin]
            all_short = all_short and short[begin]
            if weight > wall.limit:
                if weight > reach:
                    break
                over = QUOTE_PENALTY if weight <= wall.limit + slack else wall.cost
            posts.append((weight, all_short, over))
        found.append(posts)
    return found


def score_posts(posts: Sequence[Sequence[PossiblePost]], habits: DocumentStats, weights: Sequence[float]) -> Window:
    """The score of every post that may be, in the shape of :func:`measure_posts`: what :func:`list_post_features` and
    `weights` give, looked up, and what the wall costs."""
    by_size, by_weight = _build_tables(tuple(weights))
    outweighs, outgrows, all_short = weights[11:14]
    heaviest, old = habits.heaviest, habits.heaviest <= 140 and habits.number >= 4
    found: Window = []
    for sizes in posts:
        scores = []
        for size, (weight, short, over) in enumerate(sizes, 1):
            score = over + by_size[size] + by_weight[weight if weight < 241 else 241]
            if size > 1:
                if old and weight > 140:
                    score += outweighs
                if weight > heaviest:
                    score += outgrows
                if short and size > 2:
                    score += all_short
            scores.append(score)
        found.append(scores)
    return found
