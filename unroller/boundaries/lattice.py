"""The whole-document search: every way to cut the pieces into posts, weighed together.

A semi-Markov lattice. A cut scores the log odds of its separators plus what its posts show as posts; the platform's
limit is a wall. `best` gives the likeliest cut (max-product), `marginals` each separator's probability (sum-product).
Time is pieces times window; the window ends where a post would weigh too much.
"""

from __future__ import annotations

from collections.abc import Sequence
from math import exp, inf, log
from operator import mul

#: A post's score: (end piece, pieces in it) -> log potential; a list for each end piece, shortest post first.
Window = list[list[float]]


def best(cuts: Sequence[float], posts: Window) -> list[int]:
    """The likeliest cut: indices of pieces that begin a post. `cuts[i]`: log odds of a boundary before piece i."""
    top = [0.0]
    back = [0]
    for end, window in enumerate(posts):
        high, start = -inf, end
        for size, score in enumerate(window):
            begin = end - size
            value = top[begin] + score + (cuts[begin] if begin else 0.0)
            if value > high:
                high, start = value, begin
        top.append(high)
        back.append(start)
    starts = []
    at = len(posts)
    while at > 0:
        at = back[at]
        starts.append(at)
    return starts[::-1]


def fewest_errors(chances: Sequence[float], posts: Window) -> list[int]:
    """The cut with the fewest wrong separators to be expected, among those that the lattice allows."""
    allowed = [[0.0 if score > -inf else -inf for score in window] for window in posts]
    return best([chance - 0.5 for chance in chances], allowed)


def sums(cuts: Sequence[float], posts: Window) -> tuple[list[float], list[float]]:
    """Log sums over all cuts of the pieces up to each place (the separator there left out), and from each place on."""
    count = len(posts)
    forward, entry = [0.0] + [-inf] * count, [0.0] * count
    for end, window in enumerate(posts):
        entry[end] = forward[end] + (cuts[end] if end else 0.0)
        forward[end + 1] = _sum([entry[end - size] + score for size, score in enumerate(window)])
    tails: list[list[float]] = [[] for _ in range(count)]
    backward = [-inf] * count + [0.0]
    for end in range(count - 1, -1, -1):
        if end + 1 < count:
            backward[end + 1] = _sum(tails[end + 1]) + cuts[end + 1]
        after = backward[end + 1]
        for size, score in enumerate(posts[end]):
            tails[end - size].append(score + after)
    backward[0] = _sum(tails[0])
    return forward, backward


def _sum(values: Sequence[float]) -> float:
    top = max(values, default=-inf)
    return top if top == -inf or len(values) == 1 else top + log(sum([exp(value - top) for value in values]))


def marginals(cuts: Sequence[float], posts: Window) -> list[float]:
    """Probability that a post begins with each piece (1.0 for the first)."""
    forward, backward = sums(cuts, posts)
    whole = forward[-1]
    return [min(1.0, exp(min(0.0, forward[at] + backward[at] - whole))) for at in range(len(posts))]


def counted(cuts: Sequence[float], posts: Window, number: int) -> tuple[float, list[int], list[float]]:
    """All cuts into exactly `number` posts: their share of the whole, the likeliest of them, and its marginals.

    The share is 0.0, with empty lists, where no cut has that many. Time is pieces times window times `number`.
    """
    forward, backward = sums(cuts, posts)
    pieces = len(posts)
    if number > pieces:
        return 0.0, [], []
    before = _prefixes(cuts, posts, forward, number)
    after = _suffixes(cuts, posts, backward, number)
    share = before[pieces][number]
    starts = best_of(cuts, posts, number)
    if share <= 0.0 or not starts:
        return 0.0, [], []
    chances = [1.0]
    for at in range(1, pieces):
        place = exp(min(0.0, forward[at] + backward[at] - forward[pieces]))
        both = sum(map(mul, before[at], reversed(after[at])))
        chances.append(min(1.0, place * both / share))
    return share, starts, chances


def _prefixes(cuts: Sequence[float], posts: Window, forward: Sequence[float], number: int) -> list[list[float]]:
    """For each place, the probability of 0, 1, … `number` posts before it, given that a post ends there."""
    found = [[1.0] + [0.0] * number]
    for end, window in enumerate(posts):
        row = [0.0] * (number + 1)
        for size, score in enumerate(window):
            begin = end - size
            step = exp(forward[begin] + (cuts[begin] if begin else 0.0) + score - forward[end + 1])
            if step > 1e-12:
                row[1:] = [a + step * b for a, b in zip(row[1:], found[begin][:-1], strict=True)]
        found.append(row)
    return found


def _suffixes(cuts: Sequence[float], posts: Window, backward: Sequence[float], number: int) -> list[list[float]]:
    """For each place, the probability of 0, 1, … `number` posts behind it, given that a post begins there."""
    pieces = len(posts)
    found = [[0.0] * (number + 1) for _ in range(pieces)] + [[1.0] + [0.0] * number]
    for end in range(pieces - 1, -1, -1):
        tail = found[end + 1][:-1]
        for size, score in enumerate(posts[end]):
            begin = end - size
            step = exp((cuts[begin] if begin else 0.0) + score + backward[end + 1] - backward[begin])
            if step > 1e-12:
                row = found[begin]
                row[1:] = [a + step * b for a, b in zip(row[1:], tail, strict=True)]
    return found


def best_of(cuts: Sequence[float], posts: Window, number: int) -> list[int]:
    """The likeliest cut into exactly `number` posts: indices of pieces that begin one; empty if there is none."""
    pieces = len(posts)
    top = [[0.0] + [-inf] * number]
    back: list[list[int]] = [[]]
    for end, window in enumerate(posts):
        row, come = [-inf] * (number + 1), [0] * (number + 1)
        for size, score in enumerate(window):
            begin = end - size
            gain = score + (cuts[begin] if begin else 0.0)
            for used, value in enumerate(top[begin][:-1]):
                if value + gain > row[used + 1]:
                    row[used + 1], come[used + 1] = value + gain, begin
        top.append(row)
        back.append(come)
    if top[pieces][number] == -inf:
        return []
    starts = []
    at = pieces
    for used in range(number, 0, -1):
        at = back[at][used]
        starts.append(at)
    return starts[::-1]
