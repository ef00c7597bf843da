"""The whole-document search: every way to cut the pieces into posts, weighed together.

A semi-Markov lattice. A cut scores the log odds of its separators plus what its posts show as posts; the platform's
limit is a wall. `best` gives the likeliest cut (max-product), `marginals` each separator's probability (sum-product).
Time is pieces times window; the window ends where a post would weigh too much.
"""

from __future__ import annotations

from collections.abc import Sequence
from math import exp, inf, log

#: A post's score: (end piece, pieces in it) -> log potential; a list for each end piece, shortest post first.
Window = list[list[float]]
#: Number of posts -> probability, or log score.
Counts = dict[int, float]
#: Probabilities below this cannot change an answer.
NEGLIGIBLE = 1e-14


def find_best(cuts: Sequence[float], posts: Window) -> list[int]:
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


def find_fewest_errors(chances: Sequence[float], posts: Window) -> list[int]:
    """The cut with the fewest wrong separators to be expected, among those that the lattice allows."""
    allowed = [[0.0 if score > -inf else -inf for score in window] for window in posts]
    return find_best([chance - 0.5 for chance in chances], allowed)


def compute_sums(cuts: Sequence[float], posts: Window) -> tuple[list[float], list[float]]:
    """Log sums over all cuts of the pieces up to each place (the separator there left out), and from each place on."""
    count = len(posts)
    forward, entry = [0.0] + [-inf] * count, [0.0] * count
    for end, window in enumerate(posts):
        entry[end] = forward[end] + (cuts[end] if end else 0.0)
        forward[end + 1] = _log_sum([entry[end - size] + score for size, score in enumerate(window)])
    tails: list[list[float]] = [[] for _ in range(count)]
    backward = [-inf] * count + [0.0]
    for end in range(count - 1, -1, -1):
        if end + 1 < count:
            backward[end + 1] = _log_sum(tails[end + 1]) + cuts[end + 1]
        after = backward[end + 1]
        for size, score in enumerate(posts[end]):
            tails[end - size].append(score + after)
    backward[0] = _log_sum(tails[0])
    return forward, backward


def _log_sum(values: Sequence[float]) -> float:
    if len(values) < 2:
        return values[0] if values else -inf
    top = max(values)
    return top if top == -inf else top + log(sum([exp(value - top) for value in values]))


def compute_marginals(cuts: Sequence[float], posts: Window) -> list[float]:
    """Probability that a post begins with each piece (1.0 for the first)."""
    forward, backward = compute_sums(cuts, posts)
    whole = forward[-1]
    return [min(1.0, exp(min(0.0, forward[at] + backward[at] - whole))) for at in range(len(posts))]


def find_with_count(
    cuts: Sequence[float], posts: Window, number: int, *, least: float = 0.0
) -> tuple[float, list[int], list[float]]:
    """All cuts into exactly `number` posts: their share of the whole, the likeliest of them, and its marginals.

    The share is 0.0, with empty lists, where no cut has that many; a share below `least` comes with empty lists, too,
    and twice as soon. Counts less likely than `NEGLIGIBLE` are left out on
    the way, so that long documents cost as much a post as short ones.
    """
    pieces = len(posts)
    if not 0 < number <= pieces:
        return 0.0, [], []
    forward, backward = compute_sums(cuts, posts)
    before = _count_prefixes(cuts, posts, forward)
    share = before[pieces].get(number, 0.0)
    if 0.0 < share < least:
        return share, [], []
    starts = _find_likeliest(cuts, posts, number, before) if share > 0.0 else []
    if not starts:
        return 0.0, [], []
    after = _count_suffixes(cuts, posts, backward)
    chances = [1.0]
    for at in range(1, pieces):
        place = exp(min(0.0, forward[at] + backward[at] - forward[pieces]))
        rest = after[at]
        both = sum([chance * rest.get(number - used, 0.0) for used, chance in before[at].items()])
        chances.append(min(1.0, place * both / share))
    return share, starts, chances


def _count_prefixes(cuts: Sequence[float], posts: Window, forward: Sequence[float]) -> list[Counts]:
    """For each place, how likely which number of posts is before it, given that a post ends there."""
    found: list[Counts] = [{0: 1.0}]
    for end, window in enumerate(posts):
        row: Counts = {}
        for size, score in enumerate(window):
            begin = end - size
            step = exp(forward[begin] + (cuts[begin] if begin else 0.0) + score - forward[end + 1])
            if step > NEGLIGIBLE:
                for used, chance in found[begin].items():
                    row[used + 1] = row.get(used + 1, 0.0) + step * chance
        found.append({used: chance for used, chance in row.items() if chance > NEGLIGIBLE})
    return found


def _count_suffixes(cuts: Sequence[float], posts: Window, backward: Sequence[float]) -> list[Counts]:
    """For each place, how likely which number of posts is behind it, given that a post begins there."""
    pieces = len(posts)
    found: list[Counts] = [{} for _ in range(pieces)]
    found.append({0: 1.0})
    for end in range(pieces - 1, -1, -1):
        tail = {used: chance for used, chance in found[end + 1].items() if chance > NEGLIGIBLE}
        for size, score in enumerate(posts[end]):
            begin = end - size
            step = exp((cuts[begin] if begin else 0.0) + score + backward[end + 1] - backward[begin])
            if step > NEGLIGIBLE:
                row = found[begin]
                for used, chance in tail.items():
                    row[used + 1] = row.get(used + 1, 0.0) + step * chance
    return found


def _find_likeliest(cuts: Sequence[float], posts: Window, number: int, before: Sequence[Counts]) -> list[int]:
    """The likeliest cut into exactly `number` posts: indices of pieces that begin one; empty if there is none."""
    pieces = len(posts)
    top: list[Counts] = [{0: 0.0}]
    back: list[dict[int, int]] = [{}]
    for end, window in enumerate(posts):
        row: Counts = {}
        come: dict[int, int] = {}
        for size, score in enumerate(window):
            begin = end - size
            gain = score + (cuts[begin] if begin else 0.0)
            for used, value in top[begin].items():
                if value + gain > row.get(used + 1, -inf):
                    row[used + 1], come[used + 1] = value + gain, begin
        kept = before[end + 1]
        top.append({used: value for used, value in row.items() if used in kept})
        back.append(come)
    starts: list[int] = []
    at = pieces
    for used in range(number, 0, -1):
        if used not in back[at]:
            return []
        at = back[at][used]
        starts.append(at)
    return starts[::-1] if at == 0 else []
