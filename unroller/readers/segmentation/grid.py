"""A document under one layout: one newline between posts, a blank line, either, or several blank lines.

A :class:`BoundaryGrid` holds the segments of a layout, the log odds of a boundary before each, and the scores of all
posts that may be. Each layout is read twice: the second pass has more features, what the first one found in the rest of
the document.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from operator import mul
from typing import Literal

from unroller.readers.segmentation.features import (
    NAMES,
    SECOND,
    RepeatedOpenings,
    TextSegment,
    build_segment,
    compute_features,
    compute_stats,
)
from unroller.readers.segmentation.lattice import Window, compute_marginals, find_fewest_errors, find_with_count
from unroller.readers.segmentation.lines import LineFeatures
from unroller.readers.segmentation.post_length import LengthLimit, build_habits, measure_posts, score_posts
from unroller.readers.segmentation.weights import (
    BLANK,
    BLANK_AGAIN,
    MIXED,
    MIXED_AGAIN,
    NEWLINE,
    NEWLINE_AGAIN,
    FittedWeights,
)

Layout = Literal["newline", "blank", "mixed", "wide"]
#: The models of each layout, one for each reading.
MODELS: dict[Layout, tuple[FittedWeights, ...]] = {
    "newline": (NEWLINE, NEWLINE_AGAIN),
    "blank": (BLANK, BLANK_AGAIN),
    "mixed": (MIXED, MIXED_AGAIN),
    "wide": (BLANK, BLANK_AGAIN),
}

#: What is known for certain of the separator before a line.
START, OPEN, INSIDE = 1, 0, -1
#: Log odds that stand for certainty.
CERTAIN = 30.0
#: Cuts with a site's own count of posts may be this unlikely by all other signs before the count is set aside: it was
#: right on every complete page that was checked, and the other signs are surer of themselves than they should be.
UNLIKELY = 1e-6
#: In long texts one misjudged habit tells many times: a count is also followed if so much (log odds) on every separator
#: brings it about.
PULL = 5.0
#: How sure it is that every piece is a post where there are as many pieces as the site counted posts.
MET = 0.97
#: The usual share of boundaries among separators (docs/boundaries.md), and how many of them it counts as.
USUAL, WEIGHT = 0.8, 2.0
#: Where posts may be longer than this, a long one shows nothing.
OPENED = 1000
#: See :func:`_list_kinds`.
Kind = tuple[str, bool, int]
#: The posts of a grid, as indices of pieces that begin one, and for every piece the probability that it does.
Decision = tuple[list[int], list[float]]


@dataclass(frozen=True, slots=True)
class BoundaryGrid:
    """Pieces of a document, the log odds of a boundary before each (the first is unused), the posts that may be."""

    layout: Layout
    wall: LengthLimit
    pieces: tuple[TextSegment, ...]
    forced: tuple[bool, ...]
    cuts: tuple[float, ...]
    posts: Window


def is_candidate(layout: Layout, line: LineFeatures) -> bool:
    """Whether a layout allows a boundary before a line."""
    if layout == "newline":
        return line.gap == 0
    if layout == "mixed":
        return True
    return line.gap >= (2 if layout == "wide" else 1)


def build_segments(
    lines: Sequence[LineFeatures], layout: Layout, known: Sequence[int], wall: LengthLimit
) -> tuple[list[TextSegment], list[bool]]:
    """The pieces between open separators, and which of them begin a post for certain.

    A piece that breaks the platform's limit though other line breaks run through it is opened at those, too.
    """
    inner = range(1, len(lines))
    opened = (at for at in inner if known[at] == START or (known[at] == OPEN and is_candidate(layout, lines[at])))
    cuts = [0, *opened, len(lines)]
    pieces: list[TextSegment] = []
    for first, end in pairwise(cuts):
        piece = build_segment(lines, first, end - 1)
        if piece.weight > wall.limit and piece.breaks and wall.limit <= OPENED:
            pieces += _find_openings(lines, piece, known)
        else:
            pieces.append(piece)
    return pieces, [known[piece.first] == START for piece in pieces]


def _find_openings(lines: Sequence[LineFeatures], piece: TextSegment, known: Sequence[int]) -> list[TextSegment]:
    found = []
    first = piece.first
    for at in range(piece.first + 1, piece.last + 2):
        if at > piece.last or known[at] != INSIDE:
            found.append(build_segment(lines, first, at - 1))
            first = at
    return found


def build_grid(
    lines: Sequence[LineFeatures],
    layout: Layout,
    known: Sequence[int],
    wall: LengthLimit,
    shifts: Sequence[float],
    pauses: frozenset[int],
    repeats: RepeatedOpenings,
) -> BoundaryGrid:
    """Score a document under a layout. `shifts[at]` is added to the log odds of the separator before line `at`."""
    pieces, forced = build_segments(lines, layout, known, wall)
    habits = compute_stats(lines, pieces)
    rows: list[list[float]] = [[]]
    rows += [
        compute_features(lines, pieces, at, habits, repeats, lines[pieces[at].first].place in pauses)
        for at in range(1, len(pieces))
    ]
    first, *more = MODELS[layout]
    cuts = _score_cuts(lines, pieces, rows, forced, first, shifts)
    sizes = measure_posts(lines, pieces, wall, forced)
    posts = score_posts(sizes, pieces, build_habits(habits, wall), first.posts)
    for model in more:
        chances = compute_marginals(cuts, posts)
        for row, seen in zip(rows, compute_second_pass_features(lines, pieces, chances), strict=True):
            row[SECOND:] = seen
        cuts = _score_cuts(lines, pieces, rows, forced, model, shifts)
        usual = round(len(pieces) / (1 + sum(chances[1:])))
        posts = score_posts(sizes, pieces, build_habits(habits, wall, usual), model.posts)
    return BoundaryGrid(layout, wall, tuple(pieces), tuple(forced), tuple(cuts), posts)


def _score_cuts(
    lines: Sequence[LineFeatures],
    pieces: Sequence[TextSegment],
    rows: Sequence[Sequence[float]],
    forced: Sequence[bool],
    model: FittedWeights,
    shifts: Sequence[float],
) -> list[float]:
    blank, newline = model.blank[1:], model.newline[1:]
    cuts = [0.0]
    for at in range(1, len(pieces)):
        if forced[at]:
            cuts.append(CERTAIN)
            continue
        first = pieces[at].first
        if lines[first].gap:
            cuts.append(model.blank[0] + sum(map(mul, blank, rows[at])) + shifts[first])
        else:
            cuts.append(model.newline[0] + sum(map(mul, newline, rows[at])) + shifts[first])
    return cuts


def decide(the: BoundaryGrid, count: int | None) -> Decision:
    """The posts of a grid, as indices of pieces that begin one, and the probability of that for every piece.

    A site's own `count` is followed unless the text refuses it (`UNLIKELY`, `PULL`).
    """
    chances = compute_marginals(the.cuts, the.posts)
    starts = find_fewest_errors(chances, the.posts)
    if count is None or not 0 < count <= len(the.pieces):
        return starts, chances
    if count == len(the.pieces):  # as many pieces as posts, and by chance: hardly
        return list(range(count)), [max(chance, MET) for chance in chances]
    share, among, given = find_with_count(the.cuts, the.posts, count, least=UNLIKELY)
    if share < UNLIKELY:
        if pulled := _shift_to_count(the, count):
            share, (_, among, given) = 1.0, find_with_count(pulled, the.posts, count)
        else:
            share, among, given = find_with_count(the.cuts, the.posts, count)
    trust = share / (share + UNLIKELY)
    if not among or trust <= 0.0:
        return starts, chances
    mixed = [trust * one + (1 - trust) * other for one, other in zip(given, chances, strict=True)]
    return (among if trust > 0.5 else starts), mixed


def _shift_to_count(the: BoundaryGrid, count: int) -> list[float]:
    """The log odds, all moved by the same, so that about `count` posts are to be expected; empty if that is too far.

    Among the cuts of one number of posts this changes nothing: all gain the same.
    """
    low, high = -PULL, PULL
    pull = 0.0
    for _ in range(10):
        pull = (low + high) / 2
        cuts = [cut + pull for cut in the.cuts]
        more = sum(compute_marginals(cuts, the.posts)) - count
        if abs(more) < 0.5:
            return cuts
        low, high = (low, pull) if more > 0 else (pull, high)
    return []


def compute_second_pass_features(
    lines: Sequence[LineFeatures], pieces: Sequence[TextSegment], chances: Sequence[float]
) -> list[list[float]]:
    """For each piece, what the first reading (`chances` of a boundary before each piece) says about the others: the
    shares of boundaries among all other separators of the same kind, of those among them that open alike, that close
    alike; the weights beside the mean post's; the share among separators of the other kind (0.0 where there are none);
    the chances of its neighbours."""
    kinds = [_list_kinds(lines[pieces[at].first], lines[pieces[at - 1].last]) for at in range(1, len(pieces))]
    totals: dict[Kind, tuple[int, float]] = {}
    for of_separator, chance in zip(kinds, chances[1:], strict=True):
        for kind in of_separator:
            count, total = totals.get(kind, (0, 0.0))
            totals[kind] = count + 1, total + chance
    mean = sum(piece.weight for piece in pieces) / (1 + sum(chances[1:]))
    found = [[0.0] * (len(NAMES) - SECOND)]
    for at, (gap, opens, closes) in enumerate(kinds, 1):
        chance = chances[at]
        share = _share_of(totals[gap], 1, chance, USUAL)
        elsewhere = totals.get(("gap", not gap[1], 0))
        before = pieces[at - 1].weight
        found.append([
            share - USUAL,
            _share_of(totals[opens], 1, chance, share) - share,
            _share_of(totals[closes], 1, chance, share) - share,
            min(3.0, (before + pieces[at].weight) / mean),
            min(3.0, before / mean),
            _share_of(elsewhere, 0, 0.0, USUAL) - USUAL if elsewhere else 0.0,
            chances[at - 1] - USUAL,
            (chances[at + 1] if at + 1 < len(pieces) else 1.0) - USUAL,
        ])  # fmt: skip
    return found


def _list_kinds(line: LineFeatures, before: LineFeatures) -> tuple[Kind, Kind, Kind]:
    """What the separator above a line is compared by: whether lines are blank there, how it opens and closes the lines
    around it."""
    gap = line.gap > 0
    return ("gap", gap, 0), ("opens", gap, line.opens), ("closes", gap, before.closes)


def _share_of(total: tuple[int, float], own: int, chance: float, prior: float) -> float:
    """The share of boundaries among separators of a kind without a separator itself (`own` is 1), pulled to `prior`."""
    return (total[1] - chance + WEIGHT * prior) / (total[0] - own + WEIGHT)
