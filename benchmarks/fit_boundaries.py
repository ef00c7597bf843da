"""Fit the weights of `unroller.readers.segmentation` again: conditional likelihood of whole cuts, pulled towards a
prior.

    PYTHONPATH=. python benchmarks/fit_boundaries.py [--write]

For every layout a semi-Markov conditional random field is fitted: the likelihood of each thread's true cut among all
cuts that the lattice allows, minus ``pull/2 * |weights - prior|**2``, where the prior is the published model of real
threads (`PRIOR` in benchmarks/boundary_prior.py; 0 for signs that it does not have). Written threads count 1 each,
ordinary ones less (`SHARES`), so that threads rich in line breaks do not teach it to join everywhere. Then the
evidence for each layout is weighed (benchmarks/fit_layouts.py). With numpy, all texts at once
(benchmarks/lattice_fit.py); it takes a minute or two. Without `--write` it prints figures on threads that were not
fitted on; with it, it writes unroller/readers/segmentation/weights.py.
"""

from __future__ import annotations

import argparse
import re
import textwrap
from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from zlib import crc32

import numpy as np
from boundaries import Score
from boundary_cases import (
    LAYOUTS,
    NETWORKS,
    SHIPPED,
    WRITTEN,
    Case,
    Labelled,
    cases,
    load,
    ordinary,
    pictured,
    thinned,
    written,
)
from boundary_prior import PRIOR
from fit_layouts import Weighing, build_weighings, fit_layouts
from lattice_fit import Array, Lattices, LatticeText, maximise

from unroller.readers.segmentation import features, grid, layouts, post_length
from unroller.readers.segmentation.features import TextSegment, compute_stats
from unroller.readers.segmentation.grid import OPEN, START, Layout, build_segments, compute_second_pass_features
from unroller.readers.segmentation.layouts import adapt_limit
from unroller.readers.segmentation.lines import LineFeatures, read_lines
from unroller.readers.segmentation.segment import find_length_limit
from unroller.readers.segmentation.weights import FittedWeights

CUT = len(features.NAMES) + 1
POST = len(post_length.NAMES)
#: A weight vector: intercept and signs of single newlines, the same of blank lines, then the signs of posts.
SIZE = 2 * CUT + POST
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
    "next line opens with a number that rises through the document": 2.0,
    "line before is a title, where titles and paragraphs alternate here": -2.0,
    "next line is a title, where titles and paragraphs alternate here": 1.0,
    "line before is a title, and nearly all here alternate, three times or more": -2.5,
    "several pieces, over 280 though few lines here are": -1.0,
    "share of the document's text in single lines that weigh more than 280": 2.5,
    "several pieces, over 280 though no line here is": -2.0,
    "several pieces, over 280 though no line here is, and ten pieces or more": -1.0,
    "several pieces, over 500": -2.0,
}
#: Log odds against a boundary at a separator of the kind that a layout does not put between posts.
STRAY = 4.0
Fitted = dict[Layout, list[Array]]
#: Parts for the first readings that the second learns from; and folds of written threads that layouts are weighed by.
PARTS, FOLDS = 4, 2
#: How strongly weights are pulled towards the prior; and how much an ordinary thread counts when layouts are weighed.
STRENGTH, WEIGHED = 2.0, 0.2


@dataclass(frozen=True)
class Example:
    """One text in one layout, as the lattice holds it, and the lines and pieces that it is made of."""

    text: LatticeText
    lines: list[LineFeatures]
    pieces: list[TextSegment]


def second(one: Example, chances: Sequence[float]) -> Example:
    """The example with the signs of the second reading, after a first one that gave these chances."""
    rows = one.text.rows.copy()
    rows[:, 1 + features.SECOND :] = compute_second_pass_features(one.lines, one.pieces, chances)
    usual = round(len(one.pieces) / (1 + sum(chances[1:])))
    posts = [
        [((*found, *post_length.list_usual(size, usual)), over) for size, (found, over) in enumerate(sizes, 1)]
        for sizes in one.text.posts
    ]
    return replace(one, text=replace(one.text, rows=rows, posts=posts))


def fit_twice(examples: Sequence[Example], prior: Array, pull: float) -> list[Array]:
    """Weights of the first and the second reading; the second learns from first readings of threads held out."""
    first = fit(examples, prior, pull)
    again: list[Example] = []
    for fold in range(PARTS):
        apart = fit([one for one in examples if _part(one.text.name) != fold], prior, pull, first)
        left = [one for one in examples if _part(one.text.name) == fold]
        if left:
            chances = build_lattices(left).compute_marginals(apart)
            again += [second(one, list(map(float, each))) for one, each in zip(left, chances, strict=True)]
    return [first, fit(again, prior, pull, first)]


def _part(name: str) -> int:
    return crc32(re.split("-thinned|-pictured", name)[0].encode()) % PARTS


def example(case: Case, layout: Layout, weight: float) -> Example | None:
    """The signs of a case, or None where the lattice cannot hold its true cut (the wall)."""
    lines = read_lines(case.lines, case.evidence.platform)
    wall = adapt_limit(find_length_limit(lines, case.evidence), layout, lines)
    known = [START, *[OPEN] * (len(lines) - 1)]
    pieces, forced = build_segments(lines, layout, known, wall)
    begin = {lines[piece.first].place: at for at, piece in enumerate(pieces)}
    if any(start not in begin for start in case.starts) or len(pieces) < 2:
        return None
    truth = [begin[start] for start in case.starts]
    habits, repeats = compute_stats(lines, pieces), features.find_repeats(lines)
    rows = np.zeros((len(pieces), CUT))
    rows[:, 0] = 1.0
    for at in range(1, len(pieces)):
        rows[at, 1:] = features.compute_features(lines, pieces, at, habits, repeats, False)
    blank = np.array([lines[piece.first].gap > 0 for piece in pieces])
    shown = post_length.build_habits(habits, wall)
    weights = [piece.weight for piece in pieces]
    posts = [
        [
            (tuple(post_length.list_post_features(size, weight, short, after, shown)), over)
            for size, (weight, short, over) in enumerate(sizes, 1)
        ]
        for sizes, after in zip(post_length.measure_posts(lines, pieces, wall, forced), [*weights[1:], 0], strict=True)
    ]
    ends = [*truth[1:], len(pieces)]
    if any(end - start > len(posts[end - 1]) for start, end in zip(truth, ends, strict=True)):
        return None
    return Example(LatticeText(case.name, rows, blank, posts, truth, weight), lines, pieces)


def build_lattices(examples: Sequence[Example]) -> Lattices:
    """The lattices of these examples."""
    return Lattices([one.text for one in examples], CUT, POST)


def fit(examples: Sequence[Example], prior: Array, pull: float, start: Array | None = None) -> Array:
    """The weights that make the true cuts likeliest, pulled towards `prior`."""
    lattices = build_lattices(examples)

    def objective(weights: Array) -> tuple[float, Array]:
        value, slope = lattices.compute_likelihood(weights)
        apart = weights - prior
        return value - pull / 2 * float(apart @ apart), slope - pull * apart

    return maximise(objective, prior if start is None else start)


#: How much an ordinary thread counts beside a written one in each layout, by network. The mixed layout is that of pages
#: that know X alone; of X there are more habits to be learned, from its years of 140 characters on.
SHARES: dict[Layout, dict[str, float]] = {
    "newline": {"x": 0.2, "mastodon": 0.07, "bluesky": 0.07},
    "blank": {"x": 0.12, "mastodon": 0.05, "bluesky": 0.05},
    "mixed": {"x": 0.25},
}
PRINTED: dict[Layout, str] = {"newline": "newline", "blank": "blank", "mixed": "newline or blank"}


def examples_of(threads: Sequence[Labelled], layout: Layout, weight: float) -> list[Example]:
    """The examples that threads give in a layout."""
    found = [example(case, layout, weight) for case in cases(threads, PRINTED[layout])]
    return [one for one in found if one]


def model_of(weights: Sequence[float]) -> FittedWeights:
    """Weights as the program holds them."""
    values = [float(weight) for weight in weights]
    return FittedWeights(tuple(values[:CUT]), tuple(values[CUT : 2 * CUT]), tuple(values[2 * CUT :]))


def use(fitted: Fitted) -> None:
    """Let `segment` decide with these weights from now on."""
    for layout, weights in fitted.items():
        grid.MODELS[layout] = tuple(map(model_of, weights))
    grid.MODELS["wide"] = grid.MODELS["blank"]


def prior_of(layout: Layout) -> Array:
    """The published weights, and 0 for signs that the published model does not have."""
    prior = []
    for kind in ("newline", "blank"):
        own = layout in (kind, "mixed")
        prior += [PRIOR[kind][0] - (0.0 if own else STRAY), *PRIOR[kind][1:]]
        prior += [SAID.get(name, 0.0) for name in features.NAMES[features.PUBLISHED :]]
    return np.array(prior + [SAID.get(name, 0.0) for name in post_length.NAMES])


def fit_all(rich: Sequence[Labelled], plain: Sequence[Labelled]) -> Fitted:
    """Weights for every layout, fitted on these threads."""
    found: Fitted = {}
    for layout, shares in SHARES.items():
        learned = examples_of(rich, layout, 1.0) + examples_of(thinned(rich), layout, shares["x"])
        for network, share in shares.items():
            learned += examples_of([one for one in plain if one.network == network], layout, share)
        if layout == "mixed":  # where a blank line may be a picture's: other pictures show more of both kinds
            learned += examples_of(pictured(rich, 4), layout, 1.0)
        found[layout] = fit_twice(learned, prior_of(layout), STRENGTH)
    return found


#: Seeds of the ordinary threads that weights are fitted on, and of those that weigh the layouts; others measure.
SEEDS = {"x": range(700), "mastodon": range(300), "bluesky": range(300)}
WEIGHING_SEEDS = {"x": range(5000, 5120), "mastodon": range(5000, 5060), "bluesky": range(5000, 5060)}
#: Seeds from here on measure, here and in benchmarks/calibration.py.
FRESH = 10_000
#: What is fitted on: folders of threads (benchmarks/written_threads) and seeds of invented ones. The threads of
#: tests/data/threads are never among it: they measure (tests/readers/test_fitting_material.py holds that).
MATERIAL = (WRITTEN,)


def fit_everything() -> tuple[Fitted, list[float]]:
    """Weights for every layout, and those of the evidence for each layout; the latter learn from written threads that
    the former were not fitted on."""
    rich = [thread for folder in MATERIAL for thread in written(folder)]
    plain = [one for network in NETWORKS for one in ordinary(SEEDS[network], network)]
    weighings: list[Weighing] = []
    for fold in range(FOLDS):
        kept = [one for at, one in enumerate(rich) if at % FOLDS != fold]
        left = [one for at, one in enumerate(rich) if at % FOLDS == fold]
        use(fit_all(kept, plain))
        weighings += build_weighings([*left, *pictured(left)], 1.0)
    fitted = fit_all(rich, plain)
    use(fitted)
    for network in NETWORKS:
        weighings += build_weighings(ordinary(WEIGHING_SEEDS[network], network), WEIGHED)
    return fitted, fit_layouts(weighings)


def main() -> None:
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n")[0])
    parser.add_argument("--write", action="store_true")
    told = parser.parse_args()
    fitted, evidence = fit_everything()
    if told.write:
        write(fitted, evidence)
        return
    setattr(layouts, "LAYOUT_WEIGHTS", tuple(evidence))  # noqa: B010 -- only what is exported may be named
    sets = {"threads of tests/data/threads": load(SHIPPED)}
    sets |= {f"ordinary threads of {one}, not fitted on": ordinary(range(FRESH, FRESH + 150), one) for one in NETWORKS}
    for title, threads in sets.items():
        print(title)
        for layout in LAYOUTS:
            score = Score()
            for case in cases(threads, layout):
                score.add(case)
            print(score.line(layout), flush=True)


def write(fitted: Fitted, evidence: Sequence[float]) -> None:
    """Write the module of weights, with where they come from."""
    lines = [
        HEAD.format(**{network: len(seeds) for network, seeds in SEEDS.items()}),
        "LAYOUT_WEIGHTS: tuple[float, ...] = (",
    ]
    lines += [*_rows(evidence, "    "), ")"]
    named = [
        (layout.upper() + "_AGAIN" * turn, one) for layout, all_ in fitted.items() for turn, one in enumerate(all_)
    ]
    for title, weights in named:
        lines.append(f"{title} = FittedWeights(")
        for name, values in zip(FittedWeights._fields, model_of(weights), strict=True):
            lines += [f"    {name}=(", *_rows(values, "        "), "    ),"]
        lines.append(")")
    lines.append("# fmt: on")
    target = Path(grid.__file__).with_name("weights.py")
    target.write_text("\n".join(lines) + "\n", encoding="utf-8")


def _rows(values: Sequence[float], indent: str) -> list[str]:
    return textwrap.wrap(
        " ".join(f"{value:.3f}," for value in values), 116, initial_indent=indent, subsequent_indent=indent
    )


HEAD = '''"""Fitted weights of boundaries' signs, a model for each layout. Written by benchmarks/fit_boundaries.py.

Fitted on threads written for it (benchmarks/written_threads, of X, Mastodon and Bluesky), on the same thinned to
ordinary rates of line breaks, on invented ordinary ones ({x} of X, {mastodon} of Mastodon, {bluesky} of Bluesky), and
for the mixed layout on the written ones with other pictures, by conditional likelihood of whole cuts; pulled towards
the published model of real threads, a logistic regression on 3,604 separators of 293 real X and Mastodon threads
(benchmarks/boundary_prior.py). A model for each reading of a layout. `newline` and `blank` hold the intercept and then
the signs of `unroller.readers.segmentation.features.NAMES` for separators of that kind, `posts` those of
`unroller.readers.segmentation.post_length.NAMES`, `LAYOUT_WEIGHTS` those of `unroller.readers.segmentation.layouts`.
docs/boundaries.md has the figures.
"""

from __future__ import annotations

from typing import NamedTuple


class FittedWeights(NamedTuple):
    """Log odds: intercept and signs of single newlines, of blank lines, and the signs of whole posts."""

    newline: tuple[float, ...]
    blank: tuple[float, ...]
    posts: tuple[float, ...]


# fmt: off

'''


if __name__ == "__main__":
    main()
