"""A document under one layout: which separators are open, the pieces between them, and the search over them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from operator import mul
from typing import Literal

from unroller.boundaries.lattice import Window, best, marginals
from unroller.boundaries.lines import Line
from unroller.boundaries.pieces import Piece, habits_of, piece_of
from unroller.boundaries.posts import Wall, windows
from unroller.boundaries.signs import repeats_of, signs
from unroller.boundaries.weights import BLANK, MIXED, NEWLINE, Model

Layout = Literal["newline", "blank", "mixed", "wide"]
MODELS: dict[Layout, Model] = {"newline": NEWLINE, "blank": BLANK, "mixed": MIXED, "wide": BLANK}

#: What is known for certain of the separator before a line.
START, OPEN, INSIDE = 1, 0, -1
#: Log odds that stand for certainty.
CERTAIN = 30.0
#: How far a site's own count of posts may pull (log odds a boundary): further means that the text refuses.
PULL = 5.0


@dataclass(frozen=True, slots=True)
class Grid:
    """Pieces of a document, the log odds of a boundary before each (the first is unused), the posts that may be."""

    layout: Layout
    pieces: tuple[Piece, ...]
    forced: tuple[bool, ...]
    cuts: tuple[float, ...]
    posts: Window


def is_candidate(layout: Layout, line: Line) -> bool:
    """Whether a layout allows a boundary before a line."""
    if layout == "newline":
        return line.gap == 0
    if layout == "mixed":
        return True
    return line.gap >= (2 if layout == "wide" else 1)


def pieces_of(
    lines: Sequence[Line], layout: Layout, known: Sequence[int], wall: Wall
) -> tuple[list[Piece], list[bool]]:
    """The pieces between open separators, and which of them begin a post for certain.

    A piece that breaks the platform's limit though other line breaks run through it is opened at those, too.
    """
    cuts = [0]
    for at in range(1, len(lines)):
        if known[at] == START or (known[at] == OPEN and is_candidate(layout, lines[at])):
            cuts.append(at)
    cuts.append(len(lines))
    pieces: list[Piece] = []
    for first, end in zip(cuts, cuts[1:], strict=False):
        piece = piece_of(lines, first, end - 1)
        if wall.hard and piece.weight > wall.limit and piece.breaks:
            pieces += _opened(lines, piece, known)
        else:
            pieces.append(piece)
    return pieces, [known[piece.first] == START for piece in pieces]


def _opened(lines: Sequence[Line], piece: Piece, known: Sequence[int]) -> list[Piece]:
    found = []
    first = piece.first
    for at in range(piece.first + 1, piece.last + 2):
        if at > piece.last or known[at] != INSIDE:
            found.append(piece_of(lines, first, at - 1))
            first = at
    return found


def grid(
    lines: Sequence[Line],
    layout: Layout,
    known: Sequence[int],
    wall: Wall,
    shifts: Sequence[float],
    pauses: frozenset[int],
) -> Grid:
    """Score a document under a layout. `shifts[at]` is added to the log odds of the separator before line `at`."""
    pieces, forced = pieces_of(lines, layout, known, wall)
    habits = habits_of(lines, pieces)
    model = MODELS[layout]
    repeats = repeats_of(lines)
    cuts = [0.0]
    for at in range(1, len(pieces)):
        line = lines[pieces[at].first]
        if forced[at]:
            cuts.append(CERTAIN)
            continue
        row = signs(lines, pieces, at, habits, repeats, line.place in pauses)
        weights = model.blank if line.gap else model.newline
        cuts.append(weights[0] + sum(map(mul, weights[1:], row)) + shifts[pieces[at].first])
    posts = windows(lines, pieces, habits, wall, forced, model.posts)
    return Grid(layout, tuple(pieces), tuple(forced), tuple(cuts), posts)


def decide(the: Grid, count: int | None) -> tuple[list[int], list[float]]:
    """The posts of a grid, as indices of pieces that begin one, and the probability of that for every piece."""
    pull = _pull(the, count) if count else 0.0
    cuts = [cut + pull for cut in the.cuts]
    return best(cuts, the.posts), marginals(cuts, the.posts)[0]


def _pull(the: Grid, count: int) -> float:
    """What must be added to every separator so that the likeliest cut has `count` posts; 0.0 if the text refuses."""
    low, high = -PULL, PULL
    found: list[float] = []
    for _ in range(12):
        middle = (low + high) / 2
        number = len(best([cut + middle for cut in the.cuts], the.posts))
        if number == count:
            found.append(middle)
            return middle
        low, high = (middle, high) if number < count else (low, middle)
    return 0.0
