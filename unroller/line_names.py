"""Where the lines of a post stand in the capture: one after the other, save for those that were set aside."""

from __future__ import annotations

from collections.abc import Container


def number_lines(first: int, count: int, without: Container[int]) -> tuple[int, ...]:
    """The numbers of `count` lines from `first` on (1-based), those of `without` passed over."""
    found: list[int] = []
    at = first
    while len(found) < count:
        # The first line is where the post begins, whatever else of that line was set aside.
        if at == first or at not in without:
            found.append(at)
        at += 1
    return tuple(found)
