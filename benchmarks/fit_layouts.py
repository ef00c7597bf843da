"""Fit the weights of the evidence for each layout: how much a site's habit, its count and the rest count when layouts
are weighed (`unroller.readers.segmentation.layouts`).

Each thread is printed in every way that `PRINTS` names and read under every layout that the text allows; the weights
make the true separators likeliest, each as the sum over the layouts. Used by benchmarks/fit_boundaries.py.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import numpy as np
from boundary_cases import LAYOUTS, Case, Labelled
from lattice_fit import Array, maximise

from unroller.readers.segmentation import layouts
from unroller.readers.segmentation.grid import OPEN, START
from unroller.readers.segmentation.lines import read_lines
from unroller.readers.segmentation.segment import find_length_limit

#: How threads are printed, and how often that is met beside the others.
PRINTS = {
    "unknown: newline": 1.0, "unknown: blank": 1.0, "unknown: mixed": 0.1, "newline or blank": 0.5,
    "newline or blank, count": 0.5, "newline": 0.2, "newline, count and pictures": 0.2, "blank": 0.2,
    "blank, count": 0.2,
}  # fmt: skip
#: What is known of the evidence before fitting, in the order of `layouts.NAMES`, and how strongly weights are pulled
#: there.
PRIOR = [0.0, -7.0, -0.8, 5.0, 0.0, 0.0, 10.0, 0.0, 1.0, -6.0, 0.0, 1.5, 0.0, 0.0, 0.0, 0.0, 8.0, 3.0]
#: Weights of the layouts themselves are pulled so much more: in short texts they decide.
PULL, BIAS = 10.0, 20
#: No chance is less than this: what a layout does not know may be.
LEAST = 1e-3


@dataclass(frozen=True)
class Weighing:
    """The evidence for each layout of one text, and each layout's chance of what is true at each separator."""

    evidence: list[list[float]]
    right: list[list[float]]
    weight: float


def build_weighings(threads: Iterable[Labelled], weight: float) -> list[Weighing]:
    """The texts of these threads that more than one layout fits, read with the weights that are in use."""
    found = []
    threads = list(threads)
    for name, share in PRINTS.items():
        for thread in threads:
            case = LAYOUTS[name](thread)
            one = _weighing(case, weight * share) if case else None
            if one:
                found.append(one)
    return found


def _weighing(case: Case, weight: float) -> Weighing | None:
    read = read_lines(case.lines, case.evidence.platform)
    wall = find_length_limit(read, case.evidence)
    known = [START, *[OPEN] * (len(read) - 1)]
    tried = layouts.find_layouts(read, case.evidence, None)
    if len(tried) < 2:
        return None
    readings = layouts.read_layouts(tried, read, known, wall, [0.0] * len(read), case.evidence)
    true = set(case.starts)
    right = []
    for each in readings:
        chances = {piece.first: chance for piece, chance in zip(each.grid.pieces, each.chances, strict=True)}
        of_lines = [chances.get(at, 0.0) for at in range(1, len(read))]
        right.append([
            max(LEAST, chance if line.place in true else 1 - chance)
            for line, chance in zip(read[1:], of_lines, strict=True)
        ])  # fmt: skip
    evidence = [layouts.list_evidence(each, read, case.evidence) for each in readings]
    return Weighing(evidence, right, weight)


def fit_layouts(weighings: Sequence[Weighing]) -> list[float]:
    """The weights of the evidence that make the true separators likeliest."""
    prior = np.array(PRIOR)
    pulls = np.array([PULL * (BIAS if at < len(layouts.PLACE) else 1) for at in range(len(PRIOR))])
    held = [(np.array(one.evidence), np.array(one.right), one.weight) for one in weighings]

    def objective(weights: Array) -> tuple[float, Array]:
        apart = weights - prior
        value, slope = -float(pulls @ (apart * apart)) / 2, -pulls * apart
        for evidence, right, weight in held:
            odds = evidence @ weights
            shares = np.exp(odds - odds.max())
            shares /= shares.sum()
            mixed = shares @ right
            value += weight * float(np.log(mixed).sum())
            gains = shares * ((right / mixed).sum(axis=1) - right.shape[1])
            slope = slope + weight * (gains @ evidence)
        return value, slope

    return [float(weight) for weight in maximise(objective, prior)]
