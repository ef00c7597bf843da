"""Where two readings of one capture part: what today's rules would do otherwise than the reading that is kept."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from unroller.edits.anchors import LineFinder, build_anchor
from unroller.edits.apply import EditedThread
from unroller.edits.model import Anchor, Kind

#: More differences than this are no longer looked at one by one.
MOST = 200


@dataclass(frozen=True, slots=True)
class ReadingDifference:
    """Something that another reading does otherwise: deciding `kind` at `place` (an index into the lines of the thread
    as it is kept) would follow it. `anchor` is the line's."""

    kind: Kind
    place: int
    anchor: Anchor


def find_differences(kept: EditedThread, other: EditedThread) -> tuple[ReadingDifference, ...]:
    """What `other`, the same capture read by other rules, does otherwise, at most :data:`MOST`."""
    found: list[ReadingDifference] = []
    for difference in _iterate_differences(kept, other):
        found.append(difference)
        if len(found) == MOST:
            break
    return tuple(found)


def _iterate_differences(kept: EditedThread, other: EditedThread) -> Iterator[ReadingDifference]:
    finder = LineFinder(other.lines)
    for place, line in enumerate(kept.lines):
        if line.blank:
            continue
        anchor = build_anchor(line)
        there = finder.place(anchor)
        if there is None:
            continue
        inside, elsewhere = kept.posts[place] > 0, other.posts[there] > 0
        if inside != elsewhere:
            yield ReadingDifference("restored" if elsewhere else "taken_out", place, anchor)
        elif inside and place in kept.starts and there not in other.starts:
            yield ReadingDifference("joins", place, anchor)
        elif inside and there in other.starts and place not in kept.starts:
            yield ReadingDifference("splits", place, anchor)
