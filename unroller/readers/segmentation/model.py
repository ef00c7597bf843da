"""What is asked and what is answered: the values that go into and come out of
:func:`unroller.readers.segmentation.segment`."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal, NamedTuple

from unroller.model import Platform

#: What a site is known to print between posts. ``mixed``: one newline, but a blank line where a picture, card or quoted
#: post stood (Thread Reader until 2022). ``unknown``: decided for each document, on evidence.
SeparatorKind = Literal["newline", "blank", "mixed", "unknown"]


@dataclass(frozen=True, slots=True)
class Evidence:
    """What is known about a text before it is looked at. Line numbers are indices into the lines handed to `segment`.

    `platform`: None when unknown (X's limit is then a prior, not a wall). `long_posts`: length proves nothing.
    `count`: the site's own number of posts; a strong hint, never forced when the text refuses.
    `starts`: lines known to begin a post. `inside`: lines known to continue the post above. Where both name a line,
    `starts` holds. `pauses`: lines before which a picture, card or quoted post stood: a weak sign of a boundary.
    """

    platform: Platform | None = None
    long_posts: bool = False
    count: int | None = None
    separator: SeparatorKind = "unknown"
    starts: frozenset[int] = frozenset()
    inside: frozenset[int] = frozenset()
    pauses: frozenset[int] = frozenset()


class Separator(NamedTuple):
    """One place where a post might end. `line` is the first non-blank line after it; `boundary` how it was decided.

    `probability` is that of being a boundary (0 to 1), `doubtful` whether a person should look.
    """

    line: int
    boundary: bool
    probability: float
    doubtful: bool


@dataclass(frozen=True, slots=True)
class Segmentation:
    """Where posts begin. `starts` is sorted, unique, and begins with the first non-blank line (empty for no text).

    `separators` holds one entry for each line break (blank lines included) between two non-blank lines, in order.
    `layout` says in words how the text was read. `warnings` are stable codes: ``count-differs``,
    ``numbering-gap``, ``over-limit`` (a single line is heavier than the platform allows), ``too-many-lines``.
    """

    starts: tuple[int, ...]
    separators: tuple[Separator, ...] = ()
    layout: str = "single post"
    warnings: tuple[str, ...] = ()
