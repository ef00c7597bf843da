"""The whole decision: certain marks first, then numbering, then the layout, then the search over the lattice."""

from __future__ import annotations

from collections.abc import Sequence
from math import log

from unroller.boundaries.evidence import Evidence, Segmentation, Separator
from unroller.boundaries.grid import INSIDE, OPEN, START, Grid, Layout, decide
from unroller.boundaries.layout import candidates, choose
from unroller.boundaries.lines import Line, read_lines
from unroller.boundaries.numbering import Run, find_run
from unroller.boundaries.posts import Wall

#: More non-blank lines than this are no thread; they are split by the layout alone, in linear time.
MANY = 20_000
#: Probabilities between these are truly open (chosen on the calibration that docs/boundaries.md shows).
DOUBT_LOW, DOUBT_HIGH = 0.2, 0.8

LABELS: dict[Layout, str] = {
    "newline": "newline",
    "blank": "blank line",
    "mixed": "newline, blank line after pictures",
    "wide": "several blank lines",
}


def segment(lines: Sequence[str], evidence: Evidence | None = None) -> Segmentation:
    """Where posts begin in `lines`, whose furniture and explicit marks are already gone. Lines are never changed.

    Any text is accepted. Time is linear in the text. See :class:`unroller.boundaries.Evidence` for what may be told
    and :class:`unroller.boundaries.Segmentation` for the answer.
    """
    told = evidence or Evidence()
    read = read_lines(lines, told.platform)
    if not read:
        return Segmentation(())
    known = _known(read, told)
    wall = wall_for(read, told)
    if len(read) > MANY:
        return _plain(read, known, told)
    run = find_run(read, lines, wall.limit)
    shifts = [0.0] * len(read)
    if run:
        _apply(run, read, known, shifts, wall)
    chosen = choose(candidates(read, told, run), read, known, wall, shifts, told)
    starts, chances = decide(chosen, told.count)
    return _answer(read, chosen, starts, chances, known, run, told, wall)


def _known(read: Sequence[Line], told: Evidence) -> list[int]:
    known = [START if line.index in told.starts else INSIDE if line.index in told.inside else OPEN for line in read]
    known[0] = START
    return known


def wall_for(read: Sequence[Line], told: Evidence) -> Wall:
    """The limit that holds here. An unknown platform's is X's, softly; single heavier lines show that it is not."""
    if told.long_posts:
        return Wall(25_000, False, -4.0)
    heaviest = max(line.weight for line in read)
    if told.platform == "x":
        return Wall(280, True, 0.0)
    if told.platform == "bluesky":
        return Wall(300, True, 0.0)
    if told.platform == "mastodon":
        return Wall(500, True, 0.0) if heaviest <= 500 else Wall(500, False, -2.0)
    if told.platform == "threads":
        return Wall(500, True, 0.0)
    if heaviest <= 284:
        return Wall(280, False, -5.0)
    return Wall(500, False, -4.0) if heaviest <= 500 else Wall(500, False, -1.5)


def _apply(run: Run, read: Sequence[Line], known: list[int], shifts: list[float], wall: Wall) -> None:
    """Write what a run of numbers makes certain into `known`, and what it makes likely into `shifts`."""
    count = len(read)
    weights = [line.weight for line in read]
    firsts = [mark.at if run.leading else mark.at + 1 for mark in run.marks]
    for first in firsts:
        if first < count:
            known[first] = START
    spans = list(zip(run.marks, run.marks[1:], firsts, firsts[1:], strict=False))
    if not run.leading:
        spans = [(run.marks[0]._replace(value=0), run.marks[0], 0, firsts[0]), *spans]
    elif run.marks[0].value >= 2:
        spans = [(run.marks[0]._replace(value=1), run.marks[0], 0, firsts[0]), *spans]
    inner, bounds = 0, 0
    for one, two, begin, end in spans:
        bounds += 1
        if two.value - one.value > 1:
            continue
        inner += end - begin - 1
        if sum(weights[begin:end]) + end - begin > wall.limit + 30 and wall.hard:
            for at in range(begin + 1, end):
                shifts[at] -= 3.0
            continue
        for at in range(begin + 1, end):
            if known[at] == OPEN:
                known[at] = INSIDE
    tail = firsts[-1] + 1
    ended = run.total and run.marks[-1].value >= run.total
    habit = max(-3.0, min(2.0, log((bounds + 1) / (inner + 0.25)) - 1.5)) - (2.0 if ended and run.leading else 0.0)
    for at in range(tail, count):
        shifts[at] += habit


def _plain(read: Sequence[Line], known: Sequence[int], told: Evidence) -> Segmentation:
    """Too many lines for a thread: every separator of the layout is a boundary."""
    single = sum(line.gap == 0 for line in read)
    newline = told.separator in ("newline", "mixed") or (told.separator == "unknown" and single * 2 > len(read))
    starts, found = [read[0].index], []
    for line, state in zip(read[1:], known[1:], strict=True):
        boundary = state == START or (state == OPEN and (newline or line.gap > 0))
        if boundary:
            starts.append(line.index)
        found.append(Separator(line.index, boundary, float(boundary), False))
    return Segmentation(tuple(starts), tuple(found), "newline" if newline else "blank line", ("too-many-lines",))


def _answer(
    read: Sequence[Line],
    the: Grid,
    starts: Sequence[int],
    chances: Sequence[float],
    known: Sequence[int],
    run: Run | None,
    told: Evidence,
    wall: Wall,
) -> Segmentation:
    begins = {the.pieces[at].first for at in starts}
    chance = {piece.first: chances[at] for at, piece in enumerate(the.pieces)}
    found = []
    for at in range(1, len(read)):
        probability = 1.0 if known[at] == START else chance.get(at, 0.0)
        doubtful = known[at] == OPEN and DOUBT_LOW < probability < DOUBT_HIGH
        found.append(Separator(read[at].index, at in begins, probability, doubtful))
    warnings = []
    if told.count is not None and told.count != len(starts):
        warnings.append("count-differs")
    if run and any(two.value - one.value > 1 for one, two in zip(run.marks, run.marks[1:], strict=False)):
        warnings.append("numbering-gap")
    if wall.hard and max(line.weight for line in read) > wall.limit:
        warnings.append("over-limit")
    layout = "single post" if len(starts) == 1 else "numbered" if run else LABELS[the.layout]
    return Segmentation(tuple(read[at].index for at in sorted(begins)), tuple(found), layout, tuple(warnings))
