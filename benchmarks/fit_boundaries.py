"""Fit the weights of `unroller.readers.segmentation` again: conditional likelihood of whole cuts, pulled towards a
prior.

    python benchmarks/fit_boundaries.py [--folder DIR] [--ordinary N] [--share S] [--pull T] [--folds K] [--write]

For every layout a semi-Markov conditional random field is fitted: the likelihood of each thread's true cut among all
cuts that the lattice allows, minus ``pull/2 * |weights - prior|**2``, where the prior is the published model of real
threads
(`PRIOR` in benchmarks/boundary_prior.py; 0 for signs that it does not have). Invented ordinary threads count `share`
each, so that threads rich in line breaks do not teach it to join everywhere. Standard library only; a minute or two.
Without `--write` it prints cross-validated figures; with it, it writes unroller/readers/segmentation/weights.py.
"""

from __future__ import annotations

import argparse
import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from math import exp
from pathlib import Path
from zlib import crc32

from boundaries import Score
from boundary_cases import LAYOUTS, SHIPPED, Case, Labelled, cases, load, ordinary, pictured, thinned
from boundary_prior import PRIOR

from unroller.readers.segmentation import features, grid, post_length
from unroller.readers.segmentation.features import TextSegment, compute_stats
from unroller.readers.segmentation.grid import OPEN, START, Layout, build_segments, compute_second_pass_features
from unroller.readers.segmentation.lattice import compute_marginals, compute_sums
from unroller.readers.segmentation.lines import LineFeatures, read_lines
from unroller.readers.segmentation.segment import find_length_limit
from unroller.readers.segmentation.weights import FittedWeights

CUT = len(features.NAMES) + 1
POST = len(post_length.NAMES)
#: A weight vector: intercept and signs of single newlines, the same of blank lines, then the signs of posts.
SIZE = 2 * CUT + POST
PLACE = {"newline": 0, "blank": CUT}
#: What is known of signs that the published model lacks: sites' habits, and the evidence of docs/boundaries.md.
SAID = {
    "a picture, card or quoted post stood here": 2.5,
    "more blank lines than elsewhere, or three": 4.0,
    "line before is no more than an opening that recurs": -4.0,
    "next line opens as other lines do, a post's length apart": 1.0,
    "next line opens as other lines do, closer than posts are": -0.7,
    "inside a run of three or more lines with the same mark": -1.5,
    "a list's number follows the one before": -2.0,
    "both lines are rows of one table": -1.5,
    "a colon introduces marked or short lines": -1.0,
    "a bracket or quotation mark stays open": -1.0,
    "continuation marks on both sides": 2.0,
    "continuation mark at the end": 1.0,
    "line before ends in a quoted post": 1.0,
}
Sparse = list[tuple[int, float]]
Fitted = dict[Layout, list[list[float]]]
#: Layouts that are read twice (see `unroller.readers.segmentation.grid.MODELS`).
TWICE = ("newline", "blank", "mixed")
#: Parts for the first readings that the second learns from.
PARTS = 4


@dataclass
class Example:
    """One text in one layout: signs of each separator, signs of each possible post, and the true cut."""

    name: str
    rows: list[Sparse]
    spans: list[list[tuple[list[int], float]]]
    truth: list[int]
    weight: float
    lines: list[LineFeatures]
    pieces: list[TextSegment]


def second(one: Example, weights: Sequence[float]) -> Example:
    """The example with the signs of the second reading, after a first one with these weights."""
    cuts, spans = scores(one, weights)
    chances = compute_marginals(cuts, spans)
    rows: list[Sparse] = [[]]
    for at, more in enumerate(compute_second_pass_features(one.lines, one.pieces, chances)):
        if at:
            base = one.rows[at][0][0] + 1 + features.SECOND
            rows.append([*one.rows[at], *[(base + i, value) for i, value in enumerate(more) if value]])
    return replace(one, rows=rows)


def fit_twice(examples: Sequence[Example], prior: list[float], pull: float) -> list[list[float]]:
    """Weights of the first and the second reading; the second learns from first readings of threads held out."""
    first = fit(examples, prior, pull)
    again: list[Example] = []
    for fold in range(PARTS):
        kept = [one for i, one in enumerate(examples) if _part(one.name) != fold]
        apart = fit(kept, prior, pull, first)
        again += [second(one, apart) for one in examples if _part(one.name) == fold]
    return [first, fit(again, prior, pull, first)]


def _part(name: str) -> int:
    return crc32(re.split("-thinned|-pictured", name)[0].encode()) % PARTS


def example(case: Case, layout: Layout, weight: float) -> Example | None:
    """The signs of a case, or None where the lattice cannot hold its true cut (the wall)."""
    lines = read_lines(case.lines, case.evidence.platform)
    wall = find_length_limit(lines, case.evidence)
    known = [START, *[OPEN] * (len(lines) - 1)]
    pieces, forced = build_segments(lines, layout, known, wall)
    begin = {lines[piece.first].place: at for at, piece in enumerate(pieces)}
    if any(start not in begin for start in case.starts) or len(pieces) < 2:
        return None
    truth = [begin[start] for start in case.starts]
    habits, repeats = compute_stats(lines, pieces), features.find_repeats(lines)
    rows: list[Sparse] = [[]]
    for at in range(1, len(pieces)):
        row = features.compute_features(lines, pieces, at, habits, repeats, False)
        base = CUT if lines[pieces[at].first].gap else 0
        rows.append([(base, 1.0), *[(base + 1 + i, value) for i, value in enumerate(row) if value]])
    spans = [
        [
            (post_length.list_post_features(size, weight, habits.heaviest, habits.number, short), over)
            for size, (weight, short, over) in enumerate(sizes, 1)
        ]
        for sizes in post_length.measure_posts(lines, pieces, wall, forced)
    ]
    ends = [*truth[1:], len(pieces)]
    if any(end - start > len(spans[end - 1]) for start, end in zip(truth, ends, strict=True)):
        return None
    return Example(case.name, rows, spans, truth, weight, lines, pieces)


def scores(one: Example, weights: Sequence[float]) -> tuple[list[float], list[list[float]]]:
    """Log odds of each separator and log potential of each possible post under these weights."""
    cuts = [sum(value * weights[i] for i, value in row) for row in one.rows]
    spans = [[over + sum(weights[2 * CUT + i] for i in found) for found, over in window] for window in one.spans]
    return cuts, spans


def likelihood(examples: Sequence[Example], weights: Sequence[float], gradient: list[float]) -> float:
    """Weighted log likelihood of the true cuts; its gradient is added to `gradient`."""
    total = 0.0
    for one in examples:
        cuts, spans = scores(one, weights)
        forward, backward = compute_sums(cuts, spans)
        whole = forward[-1]
        ends = [*one.truth[1:], len(one.rows)]
        value = sum(cuts[at] for at in one.truth[1:])
        value += sum(spans[end - 1][end - start - 1] for start, end in zip(one.truth, ends, strict=True))
        total += one.weight * (value - whole)
        true = set(one.truth)
        for at in range(1, len(one.rows)):
            share = one.weight * ((at in true) - exp(min(0.0, forward[at] + backward[at] - whole)))
            for i, x in one.rows[at]:
                gradient[i] += share * x
        spanned = set(zip(one.truth, ends, strict=True))
        for end, window in enumerate(spans):
            for size, score in enumerate(window):
                start = end - size
                odds = forward[start] + (cuts[start] if start else 0.0) + score + backward[end + 1] - whole
                share = one.weight * (((start, end + 1) in spanned) - (exp(min(0.0, odds)) if odds > -40 else 0.0))
                if share:
                    for i in one.spans[end][size][0]:
                        gradient[2 * CUT + i] += share
    return total


def maximise(
    objective: Callable[[list[float]], tuple[float, list[float]]], start: list[float], rounds: int = 120
) -> list[float]:
    """L-BFGS with a backtracking search: `objective` gives a value to be made large, and its gradient."""
    here = list(start)
    value, slope = objective(here)
    memory: list[tuple[list[float], list[float], float]] = []
    for _ in range(rounds):
        step = list(slope)
        alphas = []
        for s, y, rho in reversed(memory):
            alpha = rho * sum(map(lambda a, b: a * b, s, step))
            alphas.append(alpha)
            step = [a - alpha * b for a, b in zip(step, y, strict=True)]
        if memory:
            s, y, _ = memory[-1]
            scale = sum(a * b for a, b in zip(s, y, strict=True)) / sum(b * b for b in y)
            step = [a * scale for a in step]
        else:
            step = [a / max(1.0, sum(abs(b) for b in slope)) for a in step]
        for (s, y, rho), alpha in zip(memory, reversed(alphas), strict=True):
            beta = rho * sum(a * b for a, b in zip(y, step, strict=True))
            step = [a + (alpha - beta) * b for a, b in zip(step, s, strict=True)]
        rise, size = sum(a * b for a, b in zip(step, slope, strict=True)), 1.0
        while True:
            there = [a + size * b for a, b in zip(here, step, strict=True)]
            new, new_slope = objective(there)
            if new >= value + 1e-4 * size * rise or size < 1e-6:
                break
            size /= 2
        s = [a - b for a, b in zip(there, here, strict=True)]
        y = [b - a for a, b in zip(new_slope, slope, strict=True)]
        curve = sum(a * b for a, b in zip(s, y, strict=True))
        if curve > 1e-10:
            memory = [*memory[-9:], (s, y, 1 / curve)]
        gained = new - value
        here, value, slope = there, new, new_slope
        if gained < 1e-4 * abs(value):
            break
    return here


def fit(examples: Sequence[Example], prior: list[float], pull: float, start: list[float] | None = None) -> list[float]:
    """The weights that make the true cuts likeliest, pulled towards `prior`."""

    def objective(weights: list[float]) -> tuple[float, list[float]]:
        gradient = [-pull * (a - b) for a, b in zip(weights, prior, strict=True)]
        value = -pull / 2 * sum((a - b) ** 2 for a, b in zip(weights, prior, strict=True))
        value += likelihood(examples, weights, gradient)
        return value, gradient

    return maximise(objective, start or prior)


FITTED: dict[Layout, str] = {"newline": "newline", "blank": "blank", "mixed": "newline or blank"}


def examples_of(threads: Sequence[Labelled], layout: Layout, weight: float) -> list[Example]:
    """The examples that threads give in a layout."""
    found = []
    for case in cases(threads, FITTED[layout]):
        longer = replace(case, evidence=replace(case.evidence, platform="mastodon"))
        found.append(example(case, layout, weight) or example(longer, layout, weight))
    return [one for one in found if one]


def model_of(weights: Sequence[float]) -> FittedWeights:
    """Weights as the program holds them."""
    return FittedWeights(tuple(weights[:CUT]), tuple(weights[CUT : 2 * CUT]), tuple(weights[2 * CUT :]))


def use(fitted: Fitted) -> None:
    """Let `segment` decide with these weights from now on."""
    for layout, weights in fitted.items():
        grid.MODELS[layout] = tuple(map(model_of, weights))
    grid.MODELS["wide"] = grid.MODELS["blank"]


def prior_of() -> list[float]:
    """The published weights, and 0 for signs that the published model does not have."""
    prior = []
    for kind in ("newline", "blank"):
        prior += PRIOR[kind] + [SAID.get(name, 0.0) for name in features.NAMES[features.PUBLISHED :]]
    return prior + [0.0] * POST


def fit_all(rich: Sequence[Labelled], plain: Sequence[Labelled], share: float, pull: float) -> Fitted:
    """Weights for every layout, fitted on these threads."""
    found: Fitted = {}
    for layout in FITTED:
        learned = examples_of(rich, layout, 1.0) + examples_of([*plain, *thinned(rich)], layout, share)
        if layout == "mixed":  # where a blank line may be a picture's: other pictures show more of both kinds
            learned += examples_of(pictured(rich), layout, 0.5)
        found[layout] = fit_twice(learned, prior_of(), pull) if layout in TWICE else [fit(learned, prior_of(), pull)]
    return found


def held_out(rich: Sequence[Labelled], plain: Sequence[Labelled], told: argparse.Namespace) -> None:
    """Cut every thread with weights that were fitted without it, through the whole program, and print the figures."""
    table, thin = ({layout: Score() for layout in LAYOUTS} for _ in range(2))
    whole = fit_all(rich, plain, told.share, told.pull)
    for fold in range(told.folds):
        kept = [one for i, one in enumerate(rich) if i % told.folds != fold]
        use(fit_all(kept, plain, told.share, told.pull))
        left = [one for i, one in enumerate(rich) if i % told.folds == fold]
        for layout, score in table.items():
            for case in cases(left, layout):
                score.add(case, bool(told.verbose and layout in told.verbose))
            for case in cases(thinned(left), layout):
                thin[layout].add(case)
    print_scores(f"held out, {told.folds} folds", table)
    print_scores("the same, thinned to ordinary rates of line breaks", thin)
    use(whole)
    table = {layout: Score() for layout in LAYOUTS}
    for layout, score in table.items():
        for case in cases(ordinary(range(10_000, 10_000 + told.fresh)), layout):
            score.add(case)
    print_scores("ordinary threads not fitted on", table)


def print_scores(title: str, table: dict[str, Score]) -> None:
    print(title)
    for name, score in table.items():
        print(score.line(name), flush=True)


def main() -> None:
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n")[0])
    parser.add_argument("--folder", type=Path, default=SHIPPED)
    parser.add_argument("--ordinary", type=int, default=900)
    parser.add_argument("--fresh", type=int, default=200)
    parser.add_argument("--share", type=float, default=0.4)
    parser.add_argument("--pull", type=float, default=4.0)
    parser.add_argument("--folds", type=int, default=5)
    parser.add_argument("--verbose", action="append", help="a layout whose held-out mistakes are printed")
    parser.add_argument("--write", action="store_true")
    told = parser.parse_args()
    rich, plain = load(told.folder), ordinary(range(told.ordinary))
    if told.write:
        write(fit_all(rich, plain, told.share, told.pull), told)
    else:
        held_out(rich, plain, told)


def write(fitted: Fitted, told: argparse.Namespace) -> None:
    """Write the module of weights, with where they come from."""
    lines = [HEAD.format(ordinary=told.ordinary, share=told.share, pull=told.pull)]
    named = [
        (layout.upper() + "_AGAIN" * turn, one) for layout, all_ in fitted.items() for turn, one in enumerate(all_)
    ]
    for title, weights in named:
        lines.append(f"{title} = Model(")
        for name, values in zip(FittedWeights._fields, model_of(weights), strict=True):
            lines.append(f"    {name}=(")
            row = "       "
            for value in values:
                text = f" {value:.3f},"
                if len(row) + len(text) > 116:
                    lines.append(row)
                    row = "       "
                row += text
            lines += [row, "    ),"]
        lines.append(")")
    lines.append("# fmt: on")
    target = Path(grid.__file__).with_name("weights.py")
    target.write_text("\n".join(lines) + "\n", encoding="utf-8")


HEAD = '''"""Fitted weights of boundaries' signs, a model for each layout. Written by benchmarks/fit_boundaries.py.

Fitted on the fifty invented threads of tests/data/threads, rich in line breaks on purpose, on {ordinary} ordinary ones
(benchmarks/ordinary_threads.py) and the fifty thinned to ordinary rates of line breaks, each counting {share}, and for
the mixed layout on the fifty with other pictures, by conditional likelihood of whole cuts; pulled (strength {pull})
towards the published model of real threads, a logistic regression on 3,604 separators of 293 real X and Mastodon
threads (benchmarks/boundary_prior.py). A model for each reading of a layout. `newline` and `blank` hold the intercept
and then the signs of `unroller.readers.segmentation.features.NAMES` for separators of that kind, `posts` those of
`unroller.readers.segmentation.post_length.NAMES`. docs/boundaries.md has the figures.
"""

from __future__ import annotations

from typing import NamedTuple


class Model(NamedTuple):
    """Log odds: intercept and signs of single newlines, of blank lines, and the signs of whole posts."""

    newline: tuple[float, ...]
    blank: tuple[float, ...]
    posts: tuple[float, ...]


# fmt: off
'''


if __name__ == "__main__":
    main()
