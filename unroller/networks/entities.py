"""What the rules of a network find: one linked piece of a text, and how several finds become one list."""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

from unroller.model import RunKind
from unroller.urls import UrlSpan


class Entity(NamedTuple):
    """A linked piece ``text[start:end]`` in code points, its sign included.

    Of a link: `protocol` tells whether one is written, `cut` that the page left its end out. Of a mention on X:
    `slug` is ``/list`` when a list is meant (it lies within the bounds), else empty.
    """

    kind: RunKind
    start: int
    end: int
    protocol: bool = False
    cut: bool = False
    slug: str = ""

    def moved(self, by: int) -> Entity:
        """The same, `by` characters further on."""
        return self._replace(start=self.start + by, end=self.end + by) if by else self


def url_entities(spans: Iterable[UrlSpan]) -> list[Entity]:
    """Links as entities."""
    return [Entity("url", span.start, span.end, span.protocol) for span in spans]


def drop_overlaps(found: list[Entity]) -> list[Entity]:
    """In order of their begin; of two that overlap the one that begins first (at the same place: that comes first)."""
    found.sort(key=lambda entity: entity.start)
    kept: list[Entity] = []
    end = 0
    for entity in found:
        if entity.start >= end:
            kept.append(entity)
            end = entity.end
    return kept
