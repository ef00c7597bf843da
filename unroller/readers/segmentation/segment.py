"""The whole decision: certain marks first, then numbering, then the layout, then the search over the lattice."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise
from math import log

from unroller.networks import NETWORKS
from unroller.readers.segmentation.grid import INSIDE, OPEN, START, Layout
from unroller.readers.segmentation.layouts import WeighedReading, find_layouts, read_layouts, weigh_layouts
from unroller.readers.segmentation.lines import LineFeatures, read_lines
from unroller.readers.segmentation.model import Evidence, Segmentation, Separator
from unroller.readers.segmentation.numbering import NumberRun, find_number_run
from unroller.readers.segmentation.post_length import (
    FAR,
    QUOTE_SLACK,
    RAISED_LIMIT,
    USUAL_LIMIT,
    VERY_FAR,
    LengthLimit,
)

#: More non-blank lines than this are no thread (the longest seen hold some 800 posts): the layout alone splits them.
MANY = 8_000
#: Probabilities between these are truly open (chosen on the calibration that docs/boundaries.md shows).
DOUBT_LOW, DOUBT_HIGH = 0.10, 0.90

#: Where length proves nothing; and how large a share of the lines may be heavier than the limit to be exceptions.
LONG, EXCEPTIONS = 25_000, 0.25
#: Counters that a site or a script added do not count towards the limit.
COUNTER_ROOM = 30

LABELS: dict[Layout, str] = {
    "newline": "newline",
    "blank": "blank line",
    "mixed": "newline, blank line after pictures",
    "wide": "several blank lines",
}


def segment(lines: Sequence[str], evidence: Evidence | None = None) -> Segmentation:
    """Where posts begin in `lines`, whose boilerplate and explicit marks are already gone. Lines are never changed.

    Any text is accepted. Time is linear in the text. See :class:`unroller.readers.segmentation.Evidence` for what
    may be told and :class:`unroller.readers.segmentation.Segmentation` for the answer.
    """
    told = evidence or Evidence()
    read = read_lines(lines, told.platform)
    if not read:
        return Segmentation(())
    known = _find_known(read, told)
    wall = find_length_limit(read, told)
    if len(read) > MANY:
        return _segment_plainly(read, known, told)
    run = find_number_run(read, lines, wall.limit, mixed=told.separator == "mixed")
    shifts = [0.0] * len(read)
    if run:
        _apply_numbering(run, read, known, shifts, wall)
    readings = read_layouts(find_layouts(read, told, run), read, known, wall, shifts, told)
    weighed = weigh_layouts(readings, read, known, told)
    return _build_segmentation(read, weighed, known, run, told, wall)


def _find_known(read: Sequence[LineFeatures], told: Evidence) -> list[int]:
    known = [START if line.place in told.starts else INSIDE if line.place in told.inside else OPEN for line in read]
    known[0] = START
    return known


def find_length_limit(read: Sequence[LineFeatures], told: Evidence) -> LengthLimit:
    """The limit that holds here. It is a wall where the network makes it one; else posts of several pieces past it are
    weighed. Lines heavier than that are exceptions if they are few, and show that the limit is not the one thought if
    they are not."""
    if told.long_posts:
        return LengthLimit(LONG, False, VERY_FAR * LONG)
    heaviest = max(line.weight for line in read)
    network = NETWORKS[told.platform] if told.platform else None
    if network and (network.limit == "strict" or (network.limit == "raised" and heaviest <= network.length_limit)):
        return LengthLimit(network.length_limit, True, network.length_limit)
    if network and network.limit == "raised":
        return LengthLimit(network.length_limit, False, FAR * network.length_limit)
    if heaviest <= USUAL_LIMIT + QUOTE_SLACK:
        return LengthLimit(USUAL_LIMIT, False, FAR * USUAL_LIMIT)
    over = sum(line.weight > USUAL_LIMIT + QUOTE_SLACK for line in read)
    heavy = sum(line.weight > RAISED_LIMIT + QUOTE_SLACK for line in read)
    reach = FAR if heavy <= EXCEPTIONS * len(read) else VERY_FAR
    return LengthLimit(RAISED_LIMIT, False, reach * RAISED_LIMIT, over <= EXCEPTIONS * len(read))


def _apply_numbering(
    run: NumberRun, read: Sequence[LineFeatures], known: list[int], shifts: list[float], wall: LengthLimit
) -> None:
    """Write what a run of numbers makes certain into `known`, and what it makes likely into `shifts`.

    Between two numbers that follow each other stands one post, unless it would be too heavy. Where numbers are missing
    or repeated, and behind the last, the other signs decide, shifted by how often these posts have breaks inside.
    """
    firsts = [mark.at if run.leading else mark.at + 1 for mark in run.marks]
    for first in firsts:
        if first < len(read) and known[first] == OPEN:
            known[first] = START
    values = [mark.value for mark in run.marks]
    last = firsts[-1] + 1
    if firsts[0] > 0 and (not run.leading or values[0] >= 2):
        firsts, values = [0, *firsts], [values[0] - 1 if run.leading else 0, *values]
    steps = zip(pairwise(firsts), pairwise(values), strict=True)
    sure = [span for span, (one, two) in steps if two - one == 1]
    inner = sum(end - begin - 1 for begin, end in sure)
    broken = sum(end - begin > 1 for begin, end in sure) / max(1, len(sure))
    habit = max(-4.0, min(2.0, log((len(sure) + 1) / (inner + 0.25)) - 2.0 - 1.5 * broken))
    for at in range(1, len(read)):
        shifts[at] += habit
    _apply_between(sure, read, known, shifts, wall)
    if run.leading and run.total and values[-1] >= run.total:
        for at in range(last, len(read)):
            shifts[at] -= 2.0


def _apply_between(
    sure: Sequence[tuple[int, int]],
    read: Sequence[LineFeatures],
    known: list[int],
    shifts: list[float],
    wall: LengthLimit,
) -> None:
    """Between two numbers in a row stands one post. One too heavy may hide another; several: the limit is off."""
    weights = [line.weight for line in read]
    heavy = [sum(weights[begin:end]) + end - begin > wall.limit + COUNTER_ROOM for begin, end in sure]
    believed = sum(heavy) * 4 < len(sure)
    for (begin, end), over in zip(sure, heavy, strict=True):
        for at in range(begin + 1, end):
            if over and believed:
                shifts[at] -= 3.0
            elif known[at] == OPEN:
                known[at] = INSIDE


def _segment_plainly(read: Sequence[LineFeatures], known: Sequence[int], told: Evidence) -> Segmentation:
    """Too many lines for a thread: every separator of the layout is a boundary."""
    single = sum(line.gap == 0 for line in read)
    newline = told.separator in ("newline", "mixed") or (told.separator == "unknown" and single * 2 > len(read))
    starts, found = [read[0].place], []
    for line, state in zip(read[1:], known[1:], strict=True):
        boundary = state == START or (state == OPEN and (newline or line.gap > 0))
        if boundary:
            starts.append(line.place)
        found.append(Separator(line.place, boundary, float(boundary), False))
    return Segmentation(tuple(starts), tuple(found), "newline" if newline else "blank line", ("too-many-lines",))


def _build_segmentation(
    read: Sequence[LineFeatures],
    weighed: WeighedReading,
    known: Sequence[int],
    run: NumberRun | None,
    told: Evidence,
    wall: LengthLimit,
) -> Segmentation:
    begins = frozenset(weighed.starts)
    found = []
    for at in range(1, len(read)):
        probability = 1.0 if known[at] == START else weighed.chances.get(at, 0.0)
        doubtful = known[at] == OPEN and DOUBT_LOW < probability < DOUBT_HIGH
        found.append(Separator(read[at].place, at in begins, probability, doubtful))
    warnings = []
    if told.count is not None and told.count != len(begins):
        warnings.append("count-differs")
    if run and any(two.value - one.value > 1 for one, two in zip(run.marks, run.marks[1:], strict=False)):
        warnings.append("numbering-gap")
    if wall.hard and max(line.weight for line in read) > wall.limit:
        warnings.append("over-limit")
    layout = "single post" if len(begins) == 1 else "numbered" if run else LABELS[weighed.layout]
    return Segmentation(tuple(read[at].place for at in sorted(begins)), tuple(found), layout, tuple(warnings))
