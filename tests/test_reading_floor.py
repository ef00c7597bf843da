"""A pinned score: every thread of tests/threads, printed in every layout and read back.

Where the layout itself says where a post ends, every boundary is right. Elsewhere the floor is what boundaries reach;
words are never lost, furniture never stands in a post, and the author is right wherever the page names one.
"""

from __future__ import annotations

import pytest

from tests.printing import PRINTERS, Printed, Told, all_threads, is_numbered
from unroller.formats import read
from unroller.model import Capture, Thread
from unroller.text import words

CERTAIN = {"x_page": 1.0, "clip": 1.0, "rules": 1.0, "numbered": 0.99}
FLOOR = {"twtext_blank": 0.88, "scrolly": 0.88}
USUAL = 0.90
THREADS = all_threads()


def cuts(posts: list[str]) -> set[int]:
    """Where posts end, in words from the beginning."""
    places, total = set(), 0
    for post in posts[:-1]:
        total += len(words(post))
        places.add(total)
    return places


def printed(style: str) -> list[tuple[Told, Printed, Thread]]:
    found = []
    for thread in THREADS:
        if style == "numbered" and is_numbered(thread.posts):
            continue
        page = PRINTERS[style](thread)
        found.append((thread, page, read(Capture(page.text.encode()))[0]))
    return found


@pytest.mark.parametrize("style", PRINTERS)
def test_floor(style: str) -> None:
    right = wrong = missed = 0
    for thread, page, got in printed(style):
        texts = [post.text for post in got.posts]
        assert words(" ".join(texts)) == words(" ".join(page.posts)), thread.handle
        if page.shown:
            assert got.author
            assert got.author.handle == thread.handle
        want, have = cuts(list(page.posts)), cuts(texts)
        right += len(want & have)
        wrong += len(have - want)
        missed += len(want - have)
    score = 2 * right / (2 * right + wrong + missed)
    assert score >= CERTAIN.get(style, FLOOR.get(style, USUAL)), f"{style}: {score:.3f}"
