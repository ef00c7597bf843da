"""The whole-document search: every way to cut the pieces into posts, weighed together.

A semi-Markov lattice. A cut scores the log odds of its separators plus what its posts show as posts; the platform's
limit is a wall. `best` gives the likeliest cut (max-product), `marginals` each separator's probability (sum-product).
Time is pieces times window; the window ends where a post would weigh too much.
"""

from __future__ import annotations

from collections.abc import Sequence
from math import exp, inf, log1p

#: A post's score: (end piece, pieces in it) -> log potential; a list for each end piece, shortest post first.
Window = list[list[float]]


def _add(one: float, two: float) -> float:
    if one < two:
        one, two = two, one
    return one if two == -inf else one + log1p(exp(two - one))


def best(cuts: Sequence[float], posts: Window) -> list[int]:
    """The likeliest cut: indices of pieces that begin a post. `cuts[i]` is the log odds of a boundary before piece i."""
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


def marginals(cuts: Sequence[float], posts: Window) -> tuple[list[float], float]:
    """Probability that a post begins with each piece, and the log of the sum over all cuts."""
    count = len(posts)
    forward = [0.0] + [-inf] * count
    for end, window in enumerate(posts):
        total = -inf
        for size, score in enumerate(window):
            begin = end - size
            total = _add(total, forward[begin] + score + (cuts[begin] if begin else 0.0))
        forward[end + 1] = total
    backward = [-inf] * count + [0.0]
    for end in range(count - 1, -1, -1):
        tail = backward[end + 1]
        for size, score in enumerate(posts[end]):
            begin = end - size
            backward[begin] = _add(backward[begin], tail + score + (cuts[begin] if begin else 0.0))
    whole = forward[count]
    return [exp(min(0.0, forward[i] + backward[i] - whole)) for i in range(count)], whole
