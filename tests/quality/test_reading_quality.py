"""A pinned score: every thread of tests/data/threads, printed in every layout and read back.

Where the layout itself says where a post ends, every boundary is right. Elsewhere boundaries never fall below the
floor, nor below what ``quality/figures.json`` pins as today's F1; words are never lost, boilerplate never stands in a
post, and the author is right wherever the page names one.
"""

from __future__ import annotations

from collections.abc import Callable

import pytest

from tests.quality.figures import better, pinned, worse
from tests.quality.reading_figures import COMMAND, Boundaries, cuts, printed
from tests.support.builders.printing import PRINTERS, foreign_threads, plain_handle
from unroller.model import Capture
from unroller.readers import read
from unroller.text import split_words

CERTAIN = {
    "x_page": 1.0, "clip": 1.0, "rules": 1.0, "headings": 1.0, "tweetback": 1.0, "reader_tags": 1.0, "twtext_wide": 1.0,
    "numbered": 0.99,
}  # fmt: skip
FLOOR = {
    **dict.fromkeys(("twtext_blank", "scrolly", "threadsky", "community_archive", "blog"), 0.905),
    **dict.fromkeys(("reader_2018", "reader_2020", "reader_bare"), 0.93),
}  # fmt: skip
USUAL = 0.955


@pytest.mark.parametrize("style", PRINTERS)
def test_floor(style: str, record_property: Callable[[str, object], None]) -> None:
    counted = Boundaries()
    for name, thread, page, got in printed(style):
        texts = [post.text for post in got.posts]
        assert split_words(" ".join(texts)) == split_words(" ".join(page.posts)), thread.handle
        if page.shown:
            assert got.author
            assert got.author.handle == plain_handle(thread).handle
        counted.add(name, cuts(list(page.posts)), cuts(texts))
    now = {style: counted.figure}
    assert now[style].value >= CERTAIN.get(style, FLOOR.get(style, USUAL)), now
    held = {name: one for name, one in pinned("reading").items() if name == style}
    for said in better(now, held, COMMAND):
        record_property("quality", f"reading: {said}")
    found = worse(now, held)
    assert not found, "\n".join(f"reading: {said}" for said in found)


def test_no_layout_is_pinned_that_is_not_printed() -> None:
    assert pinned("reading").keys() == PRINTERS.keys()


@pytest.mark.parametrize("style", PRINTERS)
def test_other_languages_and_the_sites_own_words_in_a_post(style: str) -> None:
    for thread in foreign_threads():
        page = PRINTERS[style](thread)
        (got,) = read(Capture(page.text.encode()))
        texts = [post.text for post in got.posts]
        assert split_words(" ".join(texts)) == split_words(" ".join(page.posts)), thread.handle
        assert not page.shown or (got.author and got.author.handle == thread.handle)
        if style in CERTAIN:
            assert cuts(texts) == cuts(list(page.posts)), thread.handle
