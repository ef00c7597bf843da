"""What is asked of a catalog, whatever it is kept in: the questions of lists, pages and additions, and their answers.

Everything that lists, counts or looks up threads goes through :class:`Catalog`. Today's is one SQLite file a reader
(:mod:`unroller.archive.catalog.questions`); a shared database would be another class with these methods.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Literal, Protocol

from unroller.archive.catalog.names import NameKind
from unroller.archive.catalog.rows import CatalogRow, GoneLink
from unroller.archive.ledger import LedgerEntryState
from unroller.archive.model import Summary

#: The orders of lists: newest kept first; newest and oldest published first; by title; by author; longest first.
ThreadOrder = Literal["kept", "published", "oldest", "title", "author", "length"]
#: Threads with one of these names, each of a kind; all threads where there are none.
Names = Sequence[tuple[NameKind, str]]


@dataclass(frozen=True, slots=True)
class NameSummary:
    """A name that threads share, as they write it: how many have it, and what an author is called."""

    name: str
    threads: int
    label: str = ""


@dataclass(frozen=True, slots=True)
class AdjacentThreads:
    """The threads before and after one, among those by an author or under a tag (`kind`, `name`)."""

    kind: NameKind
    name: str
    before: Summary | None
    after: Summary | None


class StoredState(Protocol):
    """What the ledger adds up to: which threads are kept, and by what they are found again."""

    def get(self, thread: str) -> LedgerEntryState | None:
        """The thread of that id, if it is kept now."""

    def find_by_name(self, name: str) -> str | None:
        """The id of the kept thread of which a capture has the id `name` by itself; None when there is none."""

    def find_ever(self, thread: str) -> LedgerEntryState | None:
        """The thread of that id, though it may have been removed since; None when there never was one."""

    def find_by_fingerprint(self, fingerprint: str) -> Sequence[tuple[str, int]]:
        """(id, version) of the kept threads with that text, in the order in which they were kept."""

    def find_by_capture(self, capture: str) -> tuple[str, int] | None:
        """(id, version) of the kept thread read from those bytes; None when none was."""

    @property
    def reports(self) -> Mapping[str, str]:
        """The digests of kept reports, by their ids, in the order in which they were kept."""


class Catalog(Protocol):
    """What threads are listed by."""

    def only_public(self) -> Catalog:
        """The same without what not everybody may see, as if it were not there."""

    def count_threads(self, names: Names = ()) -> int:
        """How many threads there are."""

    def list_threads(
        self, order: ThreadOrder = "kept", names: Names = (), *, limit: int = 50, offset: int = 0
    ) -> list[Summary]:
        """So many threads in an order, after `offset` others. What an order does not know of comes last."""

    def iter_threads(self) -> Iterator[Summary]:
        """All threads, newest kept first, read as they are asked for."""

    def get_threads(self, ids: Sequence[str], most: int | None = None) -> dict[str, Summary]:
        """Those of these threads that are kept, by id, in their order; the first `most` of them."""

    def count_kept(self, ids: Sequence[str]) -> int:
        """How many of these threads are kept."""

    def count_years(self, names: Names = ()) -> dict[str, int]:
        """How many threads were published in each year, ``""`` where that is not known."""

    def list_names(self, kind: NameKind, most: int) -> list[NameSummary]:
        """The names of a kind that most threads have."""

    def find_spelling(self, kind: NameKind, name: str) -> str:
        """A name as the first thread that has it spells it; as it is given where none has it."""

    def find_written(self, kind: NameKind, value: str) -> str | None:
        """How threads write a name of which search knows a form without accents, and of a handle its beginning; None
        where no thread has it."""

    def find_adjacent(self, thread: str) -> list[AdjacentThreads]:
        """The threads before and after this one by its author, and under its first tags; none where it is alone."""

    def find_related(self, thread: str, most: int) -> list[tuple[Summary, tuple[str, ...]]]:
        """Threads that share something with this one, the closest first, each with the names of what is shared."""

    def find_holders(self, post: str, most: int) -> list[str]:
        """The ids of the threads in which the words of a post stand, newest first, by
        :func:`unroller.archive.sketches.hash_post`."""

    def count_links(self) -> dict[str, dict[str, int]]:
        """How many sources of the threads of each year are in each state."""

    def list_gone(self, most: int) -> list[tuple[Summary, tuple[GoneLink, ...]]]:
        """Threads with links that are gone, the newest first, each with these."""

    def find_similar(self, sketch: str) -> list[tuple[CatalogRow, float]]:
        """The rows of threads with many of the same words, the likest first, each with how much they share."""
