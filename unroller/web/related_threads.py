"""Which stored threads are related: by author, tag, hashtag, the sites of their sources, and year. Pure.

Computed from the summaries that a list shows; no thread is opened for it.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from math import log

from unroller.archive import Summary
from unroller.dates import normalize_date

#: What is shared by more threads than this says nothing about two of them.
MAX_GROUP = 300
#: How much it counts to share a reader's tag, a hashtag, a source's site, the author.
WEIGHTS = {"tag": 3.0, "hashtag": 2.0, "site": 1.5, "author": 1.0}
#: Of a thread's tags, so many have links to the thread before and after.
MOST_TAGS = 3


def fold_name(name: str) -> str:
    """A handle, tag or hashtag as it is compared."""
    return name.lstrip("@＠#＃").strip().casefold()


def sort_key(summary: Summary) -> str:
    """What a thread is put in order by: when it was published, where that is known, else when it was kept; in UTC."""
    return normalize_date(summary.published or summary.added)


def get_year(summary: Summary) -> str:
    """The year a thread was published; empty when that is not known."""
    return (summary.published or "")[:4]


@dataclass(frozen=True, slots=True)
class AdjacentThreads:
    """The threads before and after one, among those by an author or under a tag (`kind`, `name`)."""

    kind: str
    name: str
    before: Summary | None
    after: Summary | None


@dataclass(frozen=True)
class RelatedIndex:
    """Stored threads by what they share: ``groups[kind][folded name]``, each in the order of :func:`sort_key`."""

    groups: Mapping[str, Mapping[str, Sequence[Summary]]] = field(default_factory=dict)
    #: How a name is written, by kind and folded name: as most threads write it, the first of them.
    names: Mapping[tuple[str, str], str] = field(default_factory=dict)
    total: int = 0

    def get_group(self, kind: str, name: str) -> Sequence[Summary]:
        """The threads that share a name."""
        return self.groups.get(kind, {}).get(fold_name(name), ())

    def get_spelling(self, kind: str, name: str) -> str:
        """A name as threads spell it."""
        return self.names.get((kind, fold_name(name)), name)

    def find_adjacent(self, summary: Summary) -> list[AdjacentThreads]:
        """The threads before and after this one by its author, and under its first tags; none where it is alone."""
        names = [("author", summary.author)] if summary.author else []
        adjacent = []
        for kind, name in (*names, *(("tag", tag) for tag in summary.tags[:MOST_TAGS])):
            same = self.get_group(kind, name)
            at = next((place for place, one in enumerate(same) if one.id == summary.id), -1)
            if at < 0 or len(same) < 2:
                continue
            before = same[at - 1] if at else None
            after = same[at + 1] if at + 1 < len(same) else None
            adjacent.append(AdjacentThreads(kind, self.get_spelling(kind, name), before, after))
        return adjacent

    def find_related(self, summary: Summary, most: int) -> list[tuple[Summary, tuple[str, ...]]]:
        """Threads that share something with this one, the closest first, each with the names of what is shared.

        What few threads share weighs more. Sharing the author alone does not count: its page shows those.
        """
        scores: dict[str, float] = {}
        shared: dict[str, list[str]] = {}
        known: dict[str, Summary] = {}
        for kind, names in _list_names(summary).items():
            for name in {fold_name(name): name for name in names}.values():
                same = self.get_group(kind, name)
                if not 2 <= len(same) <= MAX_GROUP:
                    continue
                for one in same:
                    if one.id != summary.id:
                        known[one.id] = one
                        scores[one.id] = scores.get(one.id, 0.0) + WEIGHTS[kind] * log(1 + self.total / len(same))
                        if kind != "author":
                            shared.setdefault(one.id, []).append(f"#{name}" if kind == "hashtag" else name)
        ranked = sorted(shared, key=lambda key: (-scores[key], key))
        return [(known[key], tuple(shared[key])) for key in ranked[:most]]


def _list_names(summary: Summary) -> dict[str, Iterable[str]]:
    return {
        "author": [summary.author] if summary.author else [],
        "tag": summary.tags,
        "hashtag": summary.hashtags,
        "site": summary.sites,
    }


def build_related_index(summaries: Sequence[Summary]) -> RelatedIndex:
    """The index of all stored threads."""
    groups: dict[str, dict[str, dict[str, Summary]]] = {"author": {}, "tag": {}, "hashtag": {}, "site": {}, "year": {}}
    names: dict[tuple[str, str], str] = {}
    for summary in sorted(summaries, key=sort_key):
        for kind, spellings in {**_list_names(summary), "year": [get_year(summary)]}.items():
            for name in spellings:
                if folded := fold_name(name):
                    groups[kind].setdefault(folded, {})[summary.id] = summary
                    names.setdefault((kind, folded), name.lstrip("@＠#＃"))
    by_name = {kind: {name: tuple(same.values()) for name, same in by.items()} for kind, by in groups.items()}
    return RelatedIndex(by_name, names, len(summaries))
