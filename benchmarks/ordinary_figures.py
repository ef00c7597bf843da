"""The published figures of real threads that invented ordinary ones are made to, and the same figures of any threads.

    PYTHONPATH=. python benchmarks/ordinary_figures.py [--threads N]

For each sign: its share among line breaks inside posts and among those between posts, in hundredths. The published
ones were counted in 3,541 posts of 565 real threads by 59 accounts; docs/boundaries.md says more.
"""

from __future__ import annotations

import argparse
from collections.abc import Callable, Iterator, Sequence
from itertools import pairwise
from typing import NamedTuple

from boundary_cases import LAYOUTS, Labelled, ordinary

from unroller.readers.segmentation import lines as ln
from unroller.readers.segmentation.lines import LineFeatures, read_lines

Shares = dict[str, tuple[float, float]]
#: Inside and between, as published: for single newlines, and for blank lines.
PUBLISHED: dict[str, Shares] = {
    "newline": {
        "before ends in a stop": (31.1, 36.4), "before ends in a colon": (6.0, 0.5),
        "before ends in a comma": (6.3, 3.8),
        "before ends in a link": (8.0, 17.9), "before ends in a word": (48.5, 40.6), "before ends pointing": (0.2, 0.6),
        "before ends in …": (0.1, 0.3),
        "before weighs 1-40": (55.6, 21.7), "before weighs 41-80": (26.2, 16.4), "before weighs 81-140": (12.6, 35.0),
        "before weighs 141-220": (4.2, 12.0), "before weighs 221-": (1.6, 15.0),
        "next is only a link": (14.3, 0.5), "next is only tags": (7.7, 0.7), "next starts in lower case": (6.0, 6.1),
        "next starts with a capital": (17.5, 48.6), "next starts with a list mark": (5.7, 0.6),
        "next starts with a number mark": (4.2, 7.7), "next starts with an emoji": (2.5, 0.4),
        "next starts otherwise": (42.4, 35.5),
        "next weighs 1-40": (64.9, 20.1), "next weighs 41-80": (21.2, 18.4), "next weighs 81-140": (6.8, 35.5),
        "next weighs 141-220": (5.4, 11.9), "next weighs 221-": (1.9, 14.2),
        "both weigh up to 140": (72.9, 23.9), "both weigh 141-280": (27.1, 43.0), "both weigh more": (0.1, 33.1),
    },
    "blank": {
        "before ends in a stop": (48.1, 36.4), "before ends in a colon": (5.3, 0.5),
        "before ends in a comma": (3.5, 3.8),
        "before ends in a link": (5.3, 17.9), "before ends in a word": (35.9, 40.6), "before ends pointing": (1.7, 0.6),
        "before ends in …": (0.4, 0.3),
        "before weighs 1-40": (36.1, 21.7), "before weighs 41-80": (27.4, 16.4), "before weighs 81-140": (25.2, 35.0),
        "before weighs 141-220": (11.1, 12.0), "before weighs 221-": (0.4, 15.0),
        "next is only a link": (13.2, 0.5), "next is only tags": (3.5, 0.7), "next starts in lower case": (2.5, 6.1),
        "next starts with a capital": (47.5, 48.6), "next starts with a list mark": (3.9, 0.6),
        "next starts with a number mark": (4.9, 7.7), "next starts with an emoji": (1.7, 0.4),
        "next starts otherwise": (23.3, 35.5),
        "next weighs 1-40": (47.8, 20.1), "next weighs 41-80": (25.9, 18.4), "next weighs 81-140": (21.0, 35.5),
        "next weighs 141-220": (5.3, 11.9), "next weighs 221-": (0.2, 14.2),
        "both weigh up to 140": (51.1, 26.3), "both weigh 141-280": (48.6, 42.0), "both weigh more": (0.4, 31.7),
    },
}  # fmt: skip
#: Deciles of a post's weight, and the shares of posts with a newline, with a blank line inside.
DECILES = (31, 58, 84, 108, 128, 139, 168, 220, 245)
BROKEN = {"newline": 340 / 3541, "blank": 446 / 3541}
#: Line breaks of each kind inside posts, for each post.
INNER = {"newline": 653 / 3541, "blank": 607 / 3541}


class Place(NamedTuple):
    """A line break: the lines before and after it, the weights of the pieces there, whether a post ends."""

    before: LineFeatures
    after: LineFeatures
    first: int
    second: int
    boundary: bool


ENDS = {
    "a stop": ln.STOP, "a colon": ln.COLON, "a comma": ln.COMMA, "a link": ln.LINK_END, "a word": ln.WORD,
    "…": ln.ELLIPSIS,
}  # fmt: skip
OPENS = {
    "is only a link": ln.LINK, "is only tags": ln.TAGS, "starts in lower case": ln.LOWER,
    "starts with a capital": ln.CAPITAL, "starts with a list mark": ln.LIST, "starts with a number mark": ln.NUMBER,
    "starts with an emoji": ln.EMOJI, "starts otherwise": ln.OTHER,
}  # fmt: skip
WEIGHTS = {"1-40": (1, 40), "41-80": (41, 80), "81-140": (81, 140), "141-220": (141, 220), "221-": (221, 10**6)}


def signs() -> dict[str, Callable[[Place], bool]]:
    """The published signs, each as a question to a line break."""
    found: dict[str, Callable[[Place], bool]] = {}
    for name, kind in ENDS.items():
        found[f"before ends in {name}"] = lambda place, kind=kind: place.before.closes == kind  # type: ignore[misc]
    found["before ends pointing"] = lambda place: place.before.closes == ln.POINTING
    for name, kind in OPENS.items():
        found[f"next {name}"] = lambda place, kind=kind: place.after.opens == kind  # type: ignore[misc]
    for name, (low, high) in WEIGHTS.items():
        found[f"before weighs {name}"] = lambda place, low=low, high=high: low <= place.first <= high  # type: ignore[misc]
        found[f"next weighs {name}"] = lambda place, low=low, high=high: low <= place.second <= high  # type: ignore[misc]
    found["both weigh up to 140"] = lambda place: place.first + place.second <= 140
    found["both weigh 141-280"] = lambda place: 140 < place.first + place.second <= 280
    found["both weigh more"] = lambda place: place.first + place.second > 280
    return found


def places(thread: Labelled, layout: str) -> Iterator[Place]:
    """The line breaks of one kind in a thread whose posts are parted by that kind."""
    case = LAYOUTS[layout](thread)
    if case is None:
        return
    lines = read_lines(case.lines, "x")
    starts = set(case.starts)
    at = [i for i in range(1, len(lines)) if (lines[i].gap > 0) == (layout == "blank")]
    edges = [0, *at, len(lines)]
    weights = [
        sum(line.weight for line in lines[a:b]) + sum(2 if line.gap else 1 for line in lines[a + 1 : b])
        for a, b in pairwise(edges)
    ]
    for number, i in enumerate(at):
        yield Place(lines[i - 1], lines[i], weights[number], weights[number + 1], lines[i].place in starts)


def figures(threads: Sequence[Labelled], layout: str) -> tuple[Shares, float]:
    """Shares of each sign inside and between posts, and the line breaks of this kind inside posts for each post."""
    asked = signs()
    counts = {name: [0, 0] for name in asked}
    many = [0, 0]
    for thread in threads:
        for place in places(thread, layout):
            many[place.boundary] += 1
            for name, ask in asked.items():
                counts[name][place.boundary] += ask(place)
    posts = sum(len(thread.posts) for thread in threads)
    shares = {n: (100 * a / max(1, many[0]), 100 * b / max(1, many[1])) for n, (a, b) in counts.items()}
    return shares, many[0] / posts


def main() -> None:
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n")[0])
    parser.add_argument("--threads", type=int, default=600)
    told = parser.parse_args()
    threads = ordinary(range(told.threads))
    texts = [post for thread in threads for post in thread.posts]
    weights = sorted(sum(line.weight + 1 for line in read_lines(text.split("\n"), "x")) - 1 for text in texts)
    print("deciles of weight", [weights[len(weights) * tenth // 10] for tenth in range(1, 10)], "published", DECILES)
    for layout, published in PUBLISHED.items():
        shares, inner = figures(threads, layout)
        broken = sum(("\n\n" in text) if layout == "blank" else ("\n" in text.replace("\n\n", "")) for text in texts)
        print(f"{layout}: posts with one inside {broken / len(texts):.3f} ({BROKEN[layout]:.3f}),", end=" ")
        print(f"inside for each post {inner:.3f} ({INNER[layout]:.3f}); inside, between (published)")
        for name, (inside, between) in published.items():
            a, b = shares[name]
            mark = " <" if abs(a - inside) > 6 or abs(b - between) > 6 else ""
            print(f"  {name:32} {a:5.1f} ({inside:4.1f})  {b:5.1f} ({between:4.1f}){mark}")


if __name__ == "__main__":
    main()
