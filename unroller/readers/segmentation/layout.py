"""Which layout a document is in: one newline between posts, a blank line, or several.

Where the site is unknown, each layout that the text allows is tried, and the cuts are compared by how likely posts of
such weights with such inner line breaks are among real posts (deciles and shares: docs/boundaries.md).
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise
from math import lgamma, log

from unroller.readers.segmentation.grid import BoundaryGrid, Layout, build_grid, decide
from unroller.readers.segmentation.lines import EMOJI, LIST, NUMBER, LineFeatures
from unroller.readers.segmentation.model import Evidence
from unroller.readers.segmentation.numbering import NumberRun
from unroller.readers.segmentation.post_length import LengthLimit

#: Upper ends of the tenths of real posts by weight; 12 % weigh 240 or more. Beyond the last, a thin tail.
DECILES = (0, 31, 58, 84, 108, 128, 139, 168, 220, 245, 281)
#: Share of real posts with a newline inside, and with a blank line inside; and the share of those with one more.
NEWLINE_SHARE, BLANK_SHARE, MORE = 0.10, 0.125, 0.5
#: What it is worth that a cut has as many posts as the site counted.
COUNT_MET = 6.0
#: Log prior of each layout for text of unknown origin.
PRIOR: dict[Layout, float] = {"newline": -0.7, "blank": -0.7, "mixed": -3.0, "wide": -1.5}


def find_layouts(read: Sequence[LineFeatures], told: Evidence, run: NumberRun | None) -> list[Layout]:
    """The layouts worth trying for these lines."""
    if told.separator in ("newline", "mixed"):
        return [told.separator]
    gaps = [line.gap for line in read[1:]]
    single, blank, wide = gaps.count(0), sum(gap >= 1 for gap in gaps), sum(gap >= 2 for gap in gaps)
    several: list[Layout] = ["wide"] if wide >= 2 and blank > wide and wide * 4 >= blank else []
    if told.separator == "blank":
        return ["blank", *several] if max(gaps, default=0) > 2 else ["blank"]
    if not blank:
        return ["newline"]
    if not single:
        return ["blank", *several]
    if run:
        first = sum(read[at].gap > 0 for at in _find_firsts(run, len(read)))
        return ["blank"] if first * 2 > len(run.marks) - 1 else ["newline"]
    return ["newline", "blank", "mixed", *several]


def _find_firsts(run: NumberRun, count: int) -> list[int]:
    firsts = [mark.at if run.leading else mark.at + 1 for mark in run.marks]
    return [at for at in firsts if 0 < at < count]


def choose_layout(
    layouts: Sequence[Layout],
    read: Sequence[LineFeatures],
    known: Sequence[int],
    wall: LengthLimit,
    shifts: Sequence[float],
    told: Evidence,
) -> tuple[BoundaryGrid, list[int], list[float]]:
    """The grid of the likeliest layout, and what :func:`decide` makes of it."""
    tried = []
    for layout in layouts:
        grid = build_grid(read, layout, known, wall, shifts, told.pauses)
        tried.append((grid, *decide(grid, told.count)))
    if len(tried) == 1:
        return tried[0]
    return max(tried, key=lambda one: _compute_likelihood(one[0], one[1], read, wall, told) + PRIOR[one[0].layout])


def _compute_likelihood(
    the: BoundaryGrid, starts: Sequence[int], read: Sequence[LineFeatures], wall: LengthLimit, told: Evidence
) -> float:
    """Log likelihood of the best cut of a grid, `starts`, as real posts: their weights, the line breaks inside them."""
    ends = [*starts[1:], len(the.pieces)]
    total = COUNT_MET if told.count == len(starts) else 0.0
    if the.layout == "blank":
        # Two widths of gap, if they do not tell posts from paragraphs, must come from pictures between some posts.
        gaps = [line.gap for line in read[1:] if line.gap]
        wide = sum(gap > min(gaps) for gap in gaps) if gaps else 0
        total += (
            wide * log(0.05 if max(gaps, default=0) > 2 else 0.25) + (len(gaps) - wide) * log(0.75) if wide else 0.0
        )
    for begin, end in zip(starts, ends, strict=True):
        first, last = the.pieces[begin].first, the.pieces[end - 1].last
        weight, singles, blanks = read[first].weight, 0, 0
        for at in range(first + 1, last + 1):
            weight += read[at].weight + (2 if read[at].gap else 1)
            if read[at].gap:
                blanks += 1
            elif read[at].opens not in (LIST, EMOJI, NUMBER):
                singles += 1
        total += (
            _log_density(weight, wall.limit)
            + _log_inner(singles, NEWLINE_SHARE, weight)
            + _log_inner(blanks, BLANK_SHARE, weight)
        )
        if the.layout == "mixed" and first:
            total += log(0.25 if read[first].gap else 0.75)
        elif (the.layout == "newline" and first and read[first].gap) or (
            the.layout in ("blank", "wide") and first and not read[first].gap
        ):
            total -= 4.0
    return total


def _log_density(weight: int, limit: int) -> float:
    if limit > 280:
        weight = weight * 280 // limit
    for low, high in pairwise(DECILES):
        if weight < high:
            return log(0.1 / (high - low))
    return -9.0


def _log_inner(count: int, share: float, weight: int) -> float:
    if not count:
        return log(1 - share)
    return log(share) + (count - 1) * log(MORE) - count * log(max(1, weight)) + lgamma(count + 1)
