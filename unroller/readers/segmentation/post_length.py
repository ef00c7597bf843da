"""What a post shows as a whole: its weight, its number of pieces, whether the next piece would have fitted in; and the
network's limit as a wall, or as a line that few posts cross."""

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
    "weighs 241-280",
    "over 140 though no piece here is",
    "heavier than any piece here",
    "three or more pieces, all under 60",
    "weighs 281-500",
    "weighs more than 500",
    "several pieces, over 280 though no line here is",
    "several pieces, over 280 though no line here is, and ten pieces or more",
    "several pieces, over 500",
    "several pieces, over 280 though few lines here are",
    "the next piece would have fitted in",
    "several pieces, and the next would not have fitted in",
    # second reading
    "as many pieces as the usual post here, where that is two or more",
    "fewer pieces than the usual post here, where that is two or more",
)
_OUTWEIGHS, _OUTGROWS, _ALL_SHORT = 11, 12, 13
_SIZE = (-1, -1, 0, 1, 2, 3, 3, 4)
(
    _HEAVY, _VERY_HEAVY, _OVER, _OVER_AMONG_MANY, _OVER_LONG, _OVER_FEW, _FITS, _FULL, _USUAL, _FEWER,
) = range(14, 24)  # fmt: skip
#: Upper ends of the weights that are told apart, and which of `NAMES` they are (-1: none).
_WEIGHTS = ((20, 5), (40, 6), (80, 7), (140, -1), (200, 8), (240, 9), (280, 10), (500, _HEAVY))
#: Heavier than this, all posts are alike.
TOP = 501

#: A quoted post's address stands at a post's end in dumps, but X did not count it: up to a link and a space.
QUOTE_SLACK = 24
QUOTE_PENALTY = -3.0
#: Pieces looked back at, all together, in one document: bounds the time on texts of very many very short lines.
BUDGET = 200_000
LONGEST = 140
#: What most posts of X weigh at the most, what authors there wrote by before 2017, and what other networks allow.
USUAL_LIMIT, OLD_LIMIT, RAISED_LIMIT = 280, 140, 500
#: Posts of several pieces are weighed up to so many times the limit.
FAR, VERY_FAR = 2, 20
MANY = 10


#: A post that may be: its weight, whether all its pieces are short, and what the wall costs it.
PossiblePost = tuple[int, bool, float]


class LengthLimit(NamedTuple):
    """The network's limit. `hard` forbids heavier posts of several pieces; else those up to `reach` are weighed.
    `exceptions`: only few lines show that it is not the usual one."""

    limit: int
    hard: bool
    reach: int
    exceptions: bool = False


class PostHabits(NamedTuple):
    """What scores a document's posts beside their own weight: the limit that its authors seem to have, its heaviest
    piece, its number of pieces, (from the second reading) how many pieces its usual post has, 0 if not known, and
    whether only few lines show that limit."""

    limit: int
    heaviest: int
    number: int
    usual: int
    exceptions: bool

    @property
    def old(self) -> bool:
        """Whether nothing here is heavier than posts were before 2017."""
        return self.heaviest <= OLD_LIMIT and self.number >= 4


def build_habits(habits: DocumentStats, wall: LengthLimit, usual: int = 0) -> PostHabits:
    """The habits of a document under a limit."""
    return PostHabits(wall.limit, habits.heaviest, habits.number, usual, wall.exceptions)


def list_post_features(size: int, weight: int, short: bool, after: int, habits: PostHabits) -> list[int]:
    """Which of `NAMES` hold for a post of `size` pieces and this weight (indices). `after`: what the next piece weighs,
    0 behind the last."""
    found = []
    if size > 1:
        found.append(_SIZE[min(size, 7)])
    if (of_weight := _find_weight(weight)) >= 0:
        found.append(of_weight)
    if after:
        fits = weight + after < _find_room(habits)
        if fits:
            found.append(_FITS)
        elif size > 1:
            found.append(_FULL)
    found += list_usual(size, habits.usual)
    return found + _list_of_several(size, weight, short, habits) if size > 1 else found


def list_usual(size: int, usual: int) -> list[int]:
    """Which of the second reading's `NAMES` hold for a post of `size` pieces where the usual one has `usual`."""
    if usual < 2 or size > usual:
        return []
    return [_USUAL if size == usual else _FEWER]


def _list_of_several(size: int, weight: int, short: bool, habits: PostHabits) -> list[int]:
    found = []
    if habits.old and weight > OLD_LIMIT:
        found.append(_OUTWEIGHS)
    if weight > habits.heaviest:
        found.append(_OUTGROWS)
    if size > 2 and short:
        found.append(_ALL_SHORT)
    if habits.limit <= USUAL_LIMIT < weight:
        found.append(_OVER)
        if habits.number >= MANY:
            found.append(_OVER_AMONG_MANY)
    if habits.exceptions and weight > USUAL_LIMIT:
        found.append(_OVER_FEW)
    if weight >= TOP:
        found.append(_OVER_LONG)
    return found


def _find_weight(weight: int) -> int:
    return next((at for most, at in _WEIGHTS if weight <= most), _VERY_HEAVY)


def _find_room(habits: PostHabits) -> int:
    return OLD_LIMIT if habits.old else habits.limit


@lru_cache(maxsize=64)
def _build_tables(weights: tuple[float, ...], usual: int) -> tuple[list[float], list[float]]:
    """What a post scores by its number of pieces and by its weight (up to `TOP`), to be looked up."""
    by_size = [0.0, 0.0, *[weights[_SIZE[min(size, 7)]] for size in range(2, LONGEST + 1)]]
    for size in range(1, min(usual, LONGEST) + 1):
        by_size[size] += sum(weights[at] for at in list_usual(size, usual))
    places = (_find_weight(weight) for weight in range(TOP + 1))
    return by_size, [weights[at] if at >= 0 else 0.0 for at in places]


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
    found = []
    for end, piece in enumerate(pieces):
        slack = QUOTE_SLACK if lines[piece.last].flags & QUOTED_END else 0
        reach = wall.limit + slack if wall.hard else wall.reach
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
                over = QUOTE_PENALTY if wall.hard else 0.0
            posts.append((weight - slack if slack and not wall.hard else weight, all_short, over))
        found.append(posts)
    return found


def score_posts(
    posts: Sequence[Sequence[PossiblePost]],
    pieces: Sequence[TextSegment],
    habits: PostHabits,
    weights: Sequence[float],
) -> Window:
    """The score of every post that may be, in the shape of :func:`measure_posts`: what :func:`list_post_features` and
    `weights` give, looked up, and what the wall costs."""
    by_size, by_weight = _build_tables(tuple(weights), habits.usual)
    gains = _find_gains(habits, weights)
    room = _find_room(habits)
    found: Window = []
    for end, sizes in enumerate(posts):
        if end + 1 < len(pieces):
            left, fits, full = room - pieces[end + 1].weight, weights[_FITS], weights[_FULL]
        else:
            left, fits, full = 0, 0.0, 0.0
        scores = []
        for size, (weight, short, over) in enumerate(sizes, 1):
            score = over + by_size[size] + by_weight[weight if weight < TOP else TOP]
            if weight < left:
                score += fits
            elif size > 1:
                score += full
            if size > 1:
                if size > 2 and short:
                    score += weights[_ALL_SHORT]
                for least, gain in gains:
                    if weight > least:
                        score += gain
            scores.append(score)
        found.append(scores)
    return found


def _find_gains(habits: PostHabits, weights: Sequence[float]) -> list[tuple[int, float]]:
    """What a post of several pieces scores for being heavier than something."""
    gains = [(habits.heaviest, weights[_OUTGROWS]), (TOP - 1, weights[_OVER_LONG])]
    if habits.old:
        gains.append((OLD_LIMIT, weights[_OUTWEIGHS]))
    if habits.limit <= USUAL_LIMIT:
        gains.append((USUAL_LIMIT, weights[_OVER] + (weights[_OVER_AMONG_MANY] if habits.number >= MANY else 0.0)))
    elif habits.exceptions:
        gains.append((USUAL_LIMIT, weights[_OVER_FEW]))
    return gains
