"""Weights of a semi-Markov conditional random field that make the true cuts of many texts likeliest, all texts at once.

What `unroller.readers.segmentation.lattice` does for one text, done with numpy for all: forward and backward sums go
from place to place, over every text that reaches so far.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

Array = np.ndarray[Any, np.dtype[Any]]


@dataclass(frozen=True)
class LatticeText:
    """One text: the signs of each separator (the first row is unused), whether it is a blank line, the signs of each
    possible post by its end and number of pieces, what the wall costs each, the true cut, and how much it counts."""

    name: str
    rows: Array
    blank: Array
    posts: list[list[tuple[tuple[int, ...], float]]]
    truth: list[int]
    weight: float


@dataclass(frozen=True)
class _Step:
    """The possible posts that end (or begin) at one place: where each group of them begins, and whose they are."""

    order: slice
    starts: Array
    nodes: Array
    groups: Array


class Lattices:
    """The lattices of many texts, ready for many evaluations."""

    def __init__(self, texts: Sequence[LatticeText], cut_size: int, post_size: int) -> None:
        self.cut_size, self.post_size = cut_size, post_size
        counts = [len(text.posts) for text in texts]
        #: Every text has a node before each piece and one behind the last.
        first_node = np.concatenate([[0], np.cumsum([count + 1 for count in counts])])[:-1].astype(int)
        self.nodes = int(sum(counts) + len(texts))
        self.first, self.last = first_node, first_node + np.array(counts)
        rows = np.zeros((self.nodes, cut_size), dtype=np.float64)
        self.blank = np.zeros(self.nodes, dtype=bool)
        self.open = np.zeros(self.nodes, dtype=bool)
        true_cut = np.zeros(self.nodes)
        self.cut_weight = np.zeros(self.nodes)
        patterns: dict[tuple[int, ...], int] = {}
        spans: list[tuple[int, int, int, int, int, float, float, float]] = []
        for text, base, count in zip(texts, first_node, counts, strict=True):
            rows[base + 1 : base + count] = text.rows[1:]
            self.blank[base : base + count] = text.blank
            self.open[base + 1 : base + count] = True
            self.cut_weight[base : base + count + 1] = text.weight
            true_cut[[base + at for at in text.truth[1:]]] = 1.0
            true = set(zip(text.truth, [*text.truth[1:], count], strict=True))
            for end, sizes in enumerate(text.posts, 1):
                for size, (found, over) in enumerate(sizes, 1):
                    pattern = patterns.setdefault(found, len(patterns))
                    start = end - size
                    spans.append((
                        end, start, base + start, base + end, pattern, over, float((start, end) in true), text.weight,
                    ))  # fmt: skip
        self.rows = [rows[self.open & ~self.blank], rows[self.open & self.blank]]
        self.places = [np.flatnonzero(self.open & ~self.blank), np.flatnonzero(self.open & self.blank)]
        self.true_cut = true_cut
        self.patterns = np.zeros((len(patterns), post_size))
        for found, at in patterns.items():
            for each in found:
                self.patterns[at, each] += 1.0
        table = np.array(spans)
        by_end = table[np.lexsort((table[:, 3], table[:, 0]))]
        self.start, self.end = by_end[:, 2].astype(int), by_end[:, 3].astype(int)
        self.pattern, self.over = by_end[:, 4].astype(int), by_end[:, 5]
        self.true_span, self.span_weight = by_end[:, 6], by_end[:, 7]
        self.forward_steps = _find_steps(by_end[:, 0].astype(int), self.end)
        begins = by_end[:, 1].astype(int)
        self.by_start = np.lexsort((self.start, -begins))
        self.backward_steps = _find_steps(-begins[self.by_start], self.start[self.by_start])
        self.text_weight = np.array([text.weight for text in texts])

    def compute_scores(self, weights: Array) -> tuple[Array, Array]:
        """The log odds at each node, and the score of each possible post."""
        cuts = np.zeros(self.nodes)
        for kind in (0, 1):
            own = weights[kind * self.cut_size : (kind + 1) * self.cut_size]
            cuts[self.places[kind]] = self.rows[kind] @ own
        return cuts, (self.patterns @ weights[2 * self.cut_size :])[self.pattern] + self.over

    def compute_sums(self, cuts: Array, posts: Array) -> tuple[Array, Array]:
        """Log sums over all cuts up to each node (its own log odds left out), and from each node on."""
        forward = np.full(self.nodes, -np.inf)
        forward[self.first] = 0.0
        for step in self.forward_steps:
            start = self.start[step.order]
            _add_up(forward[start] + cuts[start] + posts[step.order], step, forward)
        backward = np.full(self.nodes, -np.inf)
        backward[self.last] = 0.0
        ordered, ends = posts[self.by_start], self.end[self.by_start]
        for step in self.backward_steps:
            end = ends[step.order]
            _add_up(backward[end] + cuts[end] + ordered[step.order], step, backward)
        return forward, backward

    def compute_marginals(self, weights: Array) -> list[Array]:
        """For each text, the probability that a post begins with each piece."""
        cuts, posts = self.compute_scores(weights)
        forward, backward = self.compute_sums(cuts, posts)
        whole = np.repeat(forward[self.last], self.last - self.first + 1)
        chances = np.exp(np.minimum(0.0, forward + backward + cuts - whole))
        return [chances[first:last] for first, last in zip(self.first, self.last, strict=True)]

    def compute_likelihood(self, weights: Array) -> tuple[float, Array]:
        """Weighted log likelihood of the true cuts, and its gradient."""
        cuts, posts = self.compute_scores(weights)
        forward, backward = self.compute_sums(cuts, posts)
        whole = forward[self.last]
        wholes = np.repeat(whole, self.last - self.first + 1)
        value = float(
            (self.cut_weight * self.true_cut * cuts).sum()
            + (self.span_weight * self.true_span * posts).sum()
            - (self.text_weight * whole).sum()
        )
        chances = np.exp(np.minimum(0.0, forward + backward + cuts - wholes))
        share = self.cut_weight * (self.true_cut - chances)
        slope = [self.rows[kind].T @ share[self.places[kind]] for kind in (0, 1)]
        odds = forward[self.start] + cuts[self.start] + posts + backward[self.end] + cuts[self.end] - wholes[self.start]
        gained = self.span_weight * (self.true_span - np.exp(np.minimum(0.0, odds)))
        of_patterns = np.bincount(self.pattern, weights=gained, minlength=len(self.patterns))
        return value, np.concatenate([*slope, of_patterns @ self.patterns])


def _find_steps(order: Array, groups: Array) -> list[_Step]:
    """The runs of `order`, each with the runs of `groups` in it."""
    found = []
    edges = np.flatnonzero(np.diff(order)) + 1
    for begin, end in zip([0, *edges], [*edges, len(order)], strict=True):
        own = groups[begin:end]
        starts = np.concatenate([[0], np.flatnonzero(np.diff(own)) + 1])
        sizes = np.diff([*starts, len(own)])
        found.append(_Step(slice(begin, end), starts, own[starts], np.repeat(np.arange(len(starts)), sizes)))
    return found


def _add_up(values: Array, step: _Step, into: Array) -> None:
    top = np.maximum.reduceat(values, step.starts)
    top = np.where(np.isfinite(top), top, 0.0)
    with np.errstate(divide="ignore"):
        into[step.nodes] = top + np.log(np.add.reduceat(np.exp(values - top[step.groups]), step.starts))


def maximise(objective: Callable[[Array], tuple[float, Array]], start: Array, rounds: int = 200) -> Array:
    """L-BFGS with a backtracking search: `objective` gives a value to be made large, and its gradient."""
    here = np.array(start, dtype=float)
    value, slope = objective(here)
    memory: list[tuple[Array, Array, float]] = []
    for _ in range(rounds):
        step = slope.copy()
        alphas = []
        for s, y, rho in reversed(memory):
            alpha = rho * (s @ step)
            alphas.append(alpha)
            step -= alpha * y
        if memory:
            s, y, _ = memory[-1]
            step *= (s @ y) / (y @ y)
        else:
            step /= max(1.0, np.abs(slope).sum())
        for (s, y, rho), alpha in zip(memory, reversed(alphas), strict=True):
            step += (alpha - rho * (y @ step)) * s
        rise, size = step @ slope, 1.0
        while True:
            there = here + size * step
            new, new_slope = objective(there)
            if new >= value + 1e-4 * size * rise or size < 1e-6:
                break
            size /= 2
        s, y = there - here, slope - new_slope
        curve = s @ y
        if curve > 1e-10:
            memory = [*memory[-9:], (s, y, 1 / curve)]
        gained = new - value
        here, value, slope = there, new, new_slope
        if gained < 1e-5 * abs(value):
            break
    return here
