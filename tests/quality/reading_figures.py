"""How well posts are told apart in every thread of ``tests/data/threads``, printed in every layout and read back.

    python -m tests.quality.reading_figures    measures, and pins the figures in figures.json anew

A figure is the F1 of boundaries between posts, of so many as there are; what is wrong are the threads that have any
boundary too many or too few, with how many. `tests/quality/test_reading_quality.py` compares it with what is pinned,
and with floors that hold whatever is pinned.
"""

from __future__ import annotations

from collections.abc import Iterator

from tests.quality.figures import Figure, write
from tests.support.builders.printing import PRINTERS, THREADS, Printed, Told, all_threads, is_numbered, plain_handle
from unroller.model import Capture, Thread
from unroller.readers import read
from unroller.text import split_words

COMMAND = "tests.quality.reading_figures"
NAMED = dict(zip((path.stem for path in sorted(THREADS.glob("*.json"))), all_threads(), strict=True))


def cuts(posts: list[str]) -> set[int]:
    """Where posts end, in words from the beginning."""
    places, total = set(), 0
    for post in posts[:-1]:
        total += len(split_words(post))
        places.add(total)
    return places


def printed(style: str) -> Iterator[tuple[str, Told, Printed, Thread]]:
    """Every thread as it is printed in a layout, and as that is read; by name."""
    for name, thread in NAMED.items():
        if style == "numbered" and is_numbered(thread.posts):
            continue
        page = PRINTERS[style](plain_handle(thread))
        yield name, thread, page, read(Capture(page.text.encode()))[0]


class Boundaries:
    """Counts boundaries that are right, wrong and missed in one layout."""

    def __init__(self) -> None:
        self.right = self.wrong = self.missed = 0
        self.misread: list[str] = []

    def add(self, name: str, want: set[int], have: set[int]) -> None:
        """Count those of one thread."""
        self.right += len(want & have)
        self.wrong += len(have - want)
        self.missed += len(want - have)
        if want != have:
            self.misread.append(f"{name}: {len(want ^ have)}")

    @property
    def figure(self) -> Figure:
        """Their F1."""
        value = 2 * self.right / (2 * self.right + self.wrong + self.missed)
        return Figure(round(value, 4), self.right + self.missed, tuple(self.misread))


def main() -> None:
    """Pin the figures."""
    found = {}
    for style in PRINTERS:
        counted = Boundaries()
        for name, _, page, got in printed(style):
            counted.add(name, cuts(list(page.posts)), cuts([post.text for post in got.posts]))
        found[style] = counted.figure
    write("reading", found)


if __name__ == "__main__":
    main()
