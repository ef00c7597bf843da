"""What stands between posts, as a hidden variable: every layout that the text allows is read, and each separator has
the sum over them, each weighted by how likely the layout is.

A site's habit is evidence, and so are its count, the weights that posts would have, the line breaks inside them, and
how well the signs of the separators fit. The weights of this evidence are fitted (`LAYOUT_WEIGHTS`).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from math import exp, inf, lgamma, log

from unroller.readers.segmentation.features import build_segment, find_repeats
from unroller.readers.segmentation.grid import (
    START,
    BoundaryGrid,
    Layout,
    build_grid,
    decide,
    is_candidate,
)
from unroller.readers.segmentation.lattice import compute_sums, find_fewest_errors
from unroller.readers.segmentation.lines import EMOJI, LIST, NUMBER, LineFeatures
from unroller.readers.segmentation.model import Evidence
from unroller.readers.segmentation.numbering import NumberRun
from unroller.readers.segmentation.post_length import FAR, QUOTE_SLACK, RAISED_LIMIT, LengthLimit, measure_posts
from unroller.readers.segmentation.weights import LAYOUT_WEIGHTS

#: The evidence for a layout, as numbers for the fitted weights.
NAMES: tuple[str, ...] = (
    "blank line",
    "either",
    "several blank lines",
    "the site's habit",
    "log sum over all cuts",
    "number of separators",
    "log likelihood of the posts",
    "the same for each post",
    "log likelihood of the site's count",
    "more posts counted than can be",
    "mean certainty of the separators",
    "a list's edges lie between posts",
    "share of boundaries to be expected among the separators",
    "its square",
    "blank line: share of single newlines",
    "either: share of single newlines",
    "the site's habit is either, and so is this",
    "log likelihood of the posts, where the site's habit is either",
)
#: Where `NAMES` has each layout (one newline is what the others are compared with).
PLACE: dict[Layout, int] = {"blank": 0, "mixed": 1, "wide": 2}
#: Upper ends of the tenths of real posts by weight; 12 % weigh 240 or more. Beyond the last, a thin tail.
DECILES = (0, 31, 58, 84, 108, 128, 139, 168, 220, 245, 281)
TAIL = -9.0
#: How the shares of an author's posts with a line break inside are spread (a beta distribution), newline and blank
#: line: most authors have few, some have one in nearly every post. And the share of such posts with one more.
NEWLINE_SHARE, BLANK_SHARE, MORE = (0.3, 2.0), (0.25, 1.25), 0.5
#: Log odds against a boundary that the layout knows nothing of.
STRAY = -4.0
#: A layout less likely than this has no say.
NEGLIGIBLE = 0.002
#: Where a layout is told, others are tried only if this share of its pieces is heavier than a post.
REFUTED = 0.1


@dataclass(frozen=True, slots=True)
class LayoutReading:
    """A document read under one layout: its grid and the decision there, in pieces of the grid."""

    grid: BoundaryGrid
    starts: list[int]
    chances: list[float]


@dataclass(frozen=True, slots=True)
class WeighedReading:
    """All layouts together: the lines that begin posts, each line's probability to do so, and the likeliest layout."""

    layout: Layout
    starts: tuple[int, ...]
    chances: dict[int, float]


def find_layouts(read: Sequence[LineFeatures], told: Evidence, run: NumberRun | None) -> list[Layout]:
    """The layouts worth trying for these lines, a told one first."""
    gaps = [line.gap for line in read[1:]]
    single, blank, wide = gaps.count(0), sum(gap >= 1 for gap in gaps), sum(gap >= 2 for gap in gaps)
    several: list[Layout] = ["wide"] if wide >= 2 and blank > wide and wide * 4 >= blank else []
    if told.separator == "mixed":
        return ["mixed", "newline"] if blank and single else ["mixed"]
    if told.separator == "newline" and not (blank > 1 and _is_refuted(read)):
        return ["newline"]
    if told.separator == "blank" and not (single > blank and _is_refuted_by_count(blank, told)):
        return ["blank", *several] if max(gaps, default=0) > 2 else ["blank"]
    if not blank:
        return ["newline"]
    if not single:
        return ["blank", *several]
    if run:
        first = sum(read[at].gap > 0 for at in _find_firsts(run, len(read)))
        return ["blank"] if first * 2 > len(run.marks) - 1 else ["newline"]
    return ["newline", "blank", "mixed", *several]


def adapt_limit(wall: LengthLimit, layout: Layout, read: Sequence[LineFeatures]) -> LengthLimit:
    """The limit under a layout: if single newlines part posts, what stands between them shows how heavy posts are."""
    if layout != "newline" or wall.hard or wall.limit >= RAISED_LIMIT:
        return wall
    heavy = [weight for weight in _weigh_between_newlines(read) if weight > wall.limit + QUOTE_SLACK]
    return LengthLimit(RAISED_LIMIT, False, FAR * RAISED_LIMIT) if heavy else wall


def _is_refuted(read: Sequence[LineFeatures]) -> bool:
    """Whether the text between single newlines is often too heavy for a post of any network, though lines are not."""
    weights = _weigh_between_newlines(read)
    return sum(weight > RAISED_LIMIT + QUOTE_SLACK for weight in weights) > REFUTED * len(weights)


def _weigh_between_newlines(read: Sequence[LineFeatures]) -> list[int]:
    """What stands between single newlines weighs; 0 for single lines, which nothing could part."""
    edges = [0, *(at for at in range(1, len(read)) if read[at].gap == 0), len(read)]
    pieces = [build_segment(read, first, end - 1) for first, end in pairwise(edges)]
    return [piece.weight if piece.breaks else 0 for piece in pieces]


def _is_refuted_by_count(blank: int, told: Evidence) -> bool:
    return told.count is None or told.count > blank + 1


def _find_firsts(run: NumberRun, count: int) -> list[int]:
    firsts = [mark.at if run.leading else mark.at + 1 for mark in run.marks]
    return [at for at in firsts if 0 < at < count]


def read_layouts(
    layouts: Sequence[Layout],
    read: Sequence[LineFeatures],
    known: Sequence[int],
    wall: LengthLimit,
    shifts: Sequence[float],
    told: Evidence,
) -> list[LayoutReading]:
    """The document under each layout."""
    repeats = find_repeats(read)
    grids = [
        build_grid(read, layout, known, adapt_limit(wall, layout, read), shifts, told.pauses, repeats)
        for layout in layouts
    ]
    return [LayoutReading(grid, *decide(grid, told.count)) for grid in grids]


def weigh_layouts(
    readings: Sequence[LayoutReading],
    read: Sequence[LineFeatures],
    known: Sequence[int],
    told: Evidence,
) -> WeighedReading:
    """The sum of the readings, each weighted by how likely its layout is."""
    if len(readings) == 1:
        (one,) = readings
        firsts = [piece.first for piece in one.grid.pieces]
        starts = tuple(firsts[at] for at in one.starts)
        return WeighedReading(one.grid.layout, starts, dict(zip(firsts, one.chances, strict=True)))
    shares = compute_shares([list_evidence(each, read, told) for each in readings], LAYOUT_WEIGHTS)
    chances: dict[int, float] = {}
    for share, each in zip(shares, readings, strict=True):
        if share > NEGLIGIBLE:
            for piece, chance in zip(each.grid.pieces, each.chances, strict=True):
                chances[piece.first] = chances.get(piece.first, 0.0) + share * chance
    kept = sum(share for share in shares if share > NEGLIGIBLE)
    chances = {at: min(1.0, chance / kept) for at, chance in chances.items()}
    best = max(range(len(shares)), key=shares.__getitem__)
    starts = _find_starts(chances, read, known, readings[best].grid.wall)
    if told.count is not None and len(starts) != told.count:
        starts = _find_counted(readings, chances, told.count) or starts
    return WeighedReading(readings[best].grid.layout, starts, chances)


def compute_shares(evidence: Sequence[Sequence[float]], weights: Sequence[float] = LAYOUT_WEIGHTS) -> list[float]:
    """How likely each layout is, by the evidence for each."""
    scores = [sum(weight * value for weight, value in zip(weights, row, strict=True)) for row in evidence]
    top = max(scores)
    odds = [exp(score - top) for score in scores]
    return [each / sum(odds) for each in odds]


def _find_starts(
    chances: dict[int, float], read: Sequence[LineFeatures], known: Sequence[int], wall: LengthLimit
) -> tuple[int, ...]:
    """The lines that begin posts: the fewest wrong separators to be expected, among the posts that may be."""
    firsts = sorted(chances)
    pieces = [build_segment(read, first, end - 1) for first, end in pairwise([*firsts, len(read)])]
    posts = measure_posts(read, pieces, wall, [known[first] == START for first in firsts])
    window = [[0.0 if over > -inf else -inf for _, _, over in sizes] for sizes in posts]
    return tuple(firsts[at] for at in find_fewest_errors([chances[first] for first in firsts], window))


def _find_counted(readings: Sequence[LayoutReading], chances: dict[int, float], count: int) -> tuple[int, ...]:
    """The best of the readings' own cuts with as many posts as the site counted; empty where none has."""
    cuts = [tuple(each.grid.pieces[at].first for at in each.starts) for each in readings if len(each.starts) == count]
    return max(cuts, key=lambda cut: sum(chances.get(at, 0.0) - 0.5 for at in cut), default=())


def list_evidence(reading: LayoutReading, read: Sequence[LineFeatures], told: Evidence) -> list[float]:
    """The evidence for a layout, in the order of `NAMES`."""
    grid = reading.grid
    found = [0.0] * len(NAMES)
    if grid.layout in PLACE:
        found[PLACE[grid.layout]] = 1.0
    if told.separator == "mixed":
        found[16] = float(grid.layout == "mixed")
    else:
        found[3] = float(told.separator in (grid.layout, "blank" if grid.layout == "wide" else ""))
    forward, _ = compute_sums(grid.cuts, grid.posts)
    found[4] = min(100.0, forward[-1]) / 10
    found[5] = min(200, len(grid.pieces)) / 10
    likelihood = _compute_likelihood(grid, reading.starts, read)
    found[17 if told.separator == "mixed" else 6] = max(-1000.0, likelihood) / 10
    found[7] = likelihood / len(reading.starts)
    if told.count is not None:
        mean = sum(reading.chances)
        spread = 1.0 + sum(chance * (1 - chance) for chance in reading.chances)
        found[8] = -min(20.0, (mean - told.count) ** 2 / (2 * spread))
        found[9] = float(told.count > len(grid.pieces))
    found[10] = sum(abs(2 * chance - 1) for chance in reading.chances) / len(reading.chances)
    found[11] = _count_edges(grid, reading.chances, read)
    share = sum(reading.chances[1:]) / max(1, len(reading.chances) - 1)
    found[12:14] = share, share * share
    if grid.layout != "newline":
        singles = sum(line.gap == 0 for line in read[1:]) / max(1, len(read) - 1)
        found[15 if grid.layout == "mixed" else 14] = singles
    return found


def _count_edges(grid: BoundaryGrid, chances: Sequence[float], read: Sequence[LineFeatures]) -> float:
    """How many of the edges of the document's longest list of numbers may lie between posts in a layout."""
    marks = [at for at, line in enumerate(read) if line.opens == NUMBER]
    if len(marks) < 3:
        return 0.0
    chance = {piece.first: each for piece, each in zip(grid.pieces, chances, strict=True)}
    edges = (marks[0], marks[-1] + 1)
    return sum(1.0 if at in (0, len(read)) else chance.get(at, 0.0) for at in edges)


def _compute_likelihood(grid: BoundaryGrid, starts: Sequence[int], read: Sequence[LineFeatures]) -> float:
    """Log likelihood of the best cut of a grid as real posts: their weights and the line breaks inside them."""
    total = _compute_gaps_likelihood(grid, read)
    singly = broken = 0
    for begin, end in zip(starts, [*starts[1:], len(grid.pieces)], strict=True):
        first, last = grid.pieces[begin].first, grid.pieces[end - 1].last
        weight, singles, blanks = read[first].weight, 0, 0
        for at in range(first + 1, last + 1):
            weight += read[at].weight + (2 if read[at].gap else 1)
            if read[at].opens in (LIST, EMOJI, NUMBER):
                continue
            if read[at].gap:
                blanks += 1
            else:
                singles += 1
        singly, broken = singly + (singles > 0), broken + (blanks > 0)
        total += _log_density(weight, grid.wall.limit) + _log_inner(singles, weight) + _log_inner(blanks, weight)
        if grid.layout == "mixed" and first:
            total += log(0.25 if read[first].gap else 0.75)
        elif first and grid.layout != "mixed" and not is_candidate(grid.layout, read[first]):
            total += STRAY
    count = len(starts)
    return total + _log_share(singly, count, NEWLINE_SHARE) + _log_share(broken, count, BLANK_SHARE)


def _compute_gaps_likelihood(grid: BoundaryGrid, read: Sequence[LineFeatures]) -> float:
    """Two widths of gap, if they do not tell posts from paragraphs, must come from pictures between some posts."""
    gaps = [line.gap for line in read[1:] if line.gap]
    if grid.layout != "blank" or not gaps:
        return 0.0
    wide = sum(gap > min(gaps) for gap in gaps)
    return wide * log(0.05 if max(gaps) > 2 else 0.25) + (len(gaps) - wide) * log(0.75) if wide else 0.0


def _log_density(weight: int, limit: int) -> float:
    if limit > 280:
        weight = weight * 280 // limit
    for low, high in pairwise(DECILES):
        if weight < high:
            return log(0.1 / (high - low))
    return TAIL


def _log_inner(count: int, weight: int) -> float:
    """Of the places of line breaks inside a post, given that there is one."""
    return (count - 1) * log(MORE) - count * log(max(1, weight)) + lgamma(count + 1) if count else 0.0


def _log_share(broken: int, count: int, spread: tuple[float, float]) -> float:
    """Of so many of `count` posts having a line break inside, each author having a share of his own."""
    a, b = spread
    return (
        lgamma(broken + a)
        + lgamma(count - broken + b)
        - lgamma(count + a + b)
        - (lgamma(a) + lgamma(b) - lgamma(a + b))
    )
