"""A pinned score: every thread of tests/threads, printed in every layout and read back.

Where the layout itself says where a post ends, every boundary is right. Elsewhere the floor is what boundaries reach;
words are never lost, furniture never stands in a post, and the author is right wherever the page names one.
"""

from __future__ import annotations

import pytest

from tests.printing import PRINTERS, Printed, Told, all_threads, foreign_threads, is_numbered, plain_handle
from unroller.formats import read
from unroller.model import Capture, Thread
from unroller.text import words

CERTAIN = {
    "x_page": 1.0, "clip": 1.0, "rules": 1.0, "headings": 1.0, "tweetback": 1.0, "reader_tags": 1.0, "twtext_wide": 1.0,
    "numbered": 0.99,
}  # fmt: skip
FLOOR = dict.fromkeys(("twtext_blank", "scrolly", "threadsky", "community_archive", "blog"), 0.88)
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
        page = PRINTERS[style](plain_handle(thread))
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
            assert got.author.handle == plain_handle(thread).handle
        want, have = cuts(list(page.posts)), cuts(texts)
        right += len(want & have)
        wrong += len(have - want)
        missed += len(want - have)
    score = 2 * right / (2 * right + wrong + missed)
    assert score >= CERTAIN.get(style, FLOOR.get(style, USUAL)), f"{style}: {score:.3f}"


@pytest.mark.parametrize("style", PRINTERS)
def test_other_languages_and_the_sites_own_words_in_a_post(style: str) -> None:
    for thread in foreign_threads():
        page = PRINTERS[style](thread)
        (got,) = read(Capture(page.text.encode()))
        texts = [post.text for post in got.posts]
        assert words(" ".join(texts)) == words(" ".join(page.posts)), thread.handle
        assert not page.shown or (got.author and got.author.handle == thread.handle)
        if style in CERTAIN:
            assert cuts(texts) == cuts(list(page.posts)), thread.handle
