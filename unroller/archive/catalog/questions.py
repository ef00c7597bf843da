"""The catalog as others ask it: each question is answered by the ledger as it is at that moment."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from contextlib import AbstractContextManager
from itertools import islice

from unroller.archive.catalog.follower import CatalogFollower
from unroller.archive.catalog.interface import AdjacentThreads, Catalog, Names, NameSummary, StoredState, ThreadOrder
from unroller.archive.catalog.names import NameKind
from unroller.archive.catalog.rows import CatalogRow, GoneLink
from unroller.archive.fsync import translate_read_errors
from unroller.archive.ledger import LedgerEntryState
from unroller.archive.model import Summary

#: Threads that are read at a time where all are asked for.
STEP = 500


class FollowedState(StoredState):
    """What the ledger adds up to; `strict`: by its lines alone, as writing trusts it."""

    def __init__(self, follower: CatalogFollower, *, strict: bool = False) -> None:
        self._follower = follower
        self._strict = strict

    def get(self, thread: str) -> LedgerEntryState | None:
        """See :class:`unroller.archive.catalog.interface.StoredState`."""
        held = self.find_ever(thread)
        return held if held and held.versions else None

    def find_ever(self, thread: str) -> LedgerEntryState | None:
        """See :class:`unroller.archive.catalog.interface.StoredState`."""
        return self._follower.ask(lambda rows: rows.find_ever(thread), whole=False, strict=self._strict)

    def find_by_name(self, name: str) -> str | None:
        """See :class:`unroller.archive.catalog.interface.StoredState`."""
        found = self._follower.ask(lambda rows: rows.find_keys("name", name), whole=False, strict=self._strict)
        return found[0][0] if found else None

    def find_by_fingerprint(self, fingerprint: str) -> Sequence[tuple[str, int]]:
        """See :class:`unroller.archive.catalog.interface.StoredState`."""
        return self._follower.ask(lambda rows: rows.find_keys("text", fingerprint), whole=False, strict=self._strict)

    def find_by_capture(self, capture: str) -> tuple[str, int] | None:
        """See :class:`unroller.archive.catalog.interface.StoredState`."""
        found = self._follower.ask(lambda rows: rows.find_keys("capture", capture), whole=False, strict=self._strict)
        return found[0] if found else None

    def find_ids(self, prefix: str, most: int) -> list[str]:
        """The ids of kept threads that begin so."""
        return self._follower.ask(lambda rows: rows.find_ids(prefix, most), whole=False, strict=self._strict)

    @property
    def reports(self) -> Mapping[str, str]:
        """See :class:`unroller.archive.catalog.interface.StoredState`."""
        return self._follower.ask(lambda rows: rows.get_reports(), whole=False, strict=self._strict)


class FollowedCatalog(Catalog):
    """The catalog of one archive.

    Every method may raise an ArchiveError: the archive cannot be read.
    """

    def __init__(self, follower: CatalogFollower, *, public: bool = False) -> None:
        self._follower = follower
        self._public = public

    def only_public(self) -> Catalog:
        """See :class:`unroller.archive.catalog.interface.Catalog`."""
        return FollowedCatalog(self._follower, public=True)

    def count_threads(self, names: Names = ()) -> int:
        """See :class:`unroller.archive.catalog.interface.Catalog`."""
        with self._reading():
            return self._follower.ask(lambda rows: rows.count_threads(names, public=self._public))

    def list_threads(
        self, order: ThreadOrder = "kept", names: Names = (), *, limit: int = 50, offset: int = 0
    ) -> list[Summary]:
        """See :class:`unroller.archive.catalog.interface.Catalog`."""
        with self._reading():
            return self._follower.ask(
                lambda rows: rows.list_threads(order, names, public=self._public, limit=limit, offset=offset)
            )

    def iter_threads(self) -> Iterator[Summary]:
        """See :class:`unroller.archive.catalog.interface.Catalog`."""
        last: int | None = None
        while True:
            with self._reading():
                after = last
                found = self._follower.ask(lambda rows, after=after: rows.list_before(after, STEP, public=self._public))  # type: ignore[misc]
            yield from (summary for _, summary in found)
            if len(found) < STEP:
                return
            last = found[-1][0]

    def get_threads(self, ids: Sequence[str], most: int | None = None) -> dict[str, Summary]:
        """See :class:`unroller.archive.catalog.interface.Catalog`."""
        found: dict[str, Summary] = {}
        for some in _split(ids):
            with self._reading():
                found |= self._follower.ask(lambda rows, some=some: rows.get_threads(some, public=self._public))  # type: ignore[misc]
            if most is not None and len(found) >= most:
                return dict(islice(found.items(), most))
        return found

    def count_kept(self, ids: Sequence[str]) -> int:
        """See :class:`unroller.archive.catalog.interface.Catalog`."""
        total = 0
        for some in _split(ids):
            with self._reading():
                total += self._follower.ask(lambda rows, some=some: rows.count_kept(some, public=self._public))  # type: ignore[misc]
        return total

    def count_years(self, names: Names = ()) -> dict[str, int]:
        """See :class:`unroller.archive.catalog.interface.Catalog`."""
        with self._reading():
            return self._follower.ask(lambda rows: rows.count_years(names, public=self._public))

    def list_names(self, kind: NameKind, most: int) -> list[NameSummary]:
        """See :class:`unroller.archive.catalog.interface.Catalog`."""
        with self._reading():
            return self._follower.ask(lambda rows: rows.list_names(kind, most, public=self._public))

    def find_spelling(self, kind: NameKind, name: str) -> str:
        """See :class:`unroller.archive.catalog.interface.Catalog`."""
        with self._reading():
            return self._follower.ask(lambda rows: rows.find_spelling(kind, name, public=self._public))

    def find_written(self, kind: NameKind, value: str) -> str | None:
        """None where no thread has it; see :class:`unroller.archive.catalog.interface.Catalog`."""
        with self._reading():
            return self._follower.ask(lambda rows: rows.find_written(kind, value, public=self._public))

    def find_adjacent(self, thread: str) -> list[AdjacentThreads]:
        """See :class:`unroller.archive.catalog.interface.Catalog`."""
        with self._reading():
            return self._follower.ask(lambda rows: rows.find_adjacent(thread, public=self._public))

    def find_related(self, thread: str, most: int) -> list[tuple[Summary, tuple[str, ...]]]:
        """See :class:`unroller.archive.catalog.interface.Catalog`."""
        with self._reading():
            return self._follower.ask(lambda rows: rows.find_related(thread, most, public=self._public))

    def find_holders(self, post: str, most: int) -> list[str]:
        """See :class:`unroller.archive.catalog.interface.Catalog`."""
        with self._reading():
            return self._follower.ask(lambda rows: rows.find_holders(post, most, public=self._public))

    def count_links(self) -> dict[str, dict[str, int]]:
        """See :class:`unroller.archive.catalog.interface.Catalog`."""
        with self._reading():
            return self._follower.ask(lambda rows: rows.count_links(public=self._public))

    def list_gone(self, most: int) -> list[tuple[Summary, tuple[GoneLink, ...]]]:
        """See :class:`unroller.archive.catalog.interface.Catalog`."""
        with self._reading():
            return self._follower.ask(lambda rows: rows.list_gone(most, public=self._public))

    def find_similar(self, sketch: str) -> list[tuple[CatalogRow, float]]:
        """See :class:`unroller.archive.catalog.interface.Catalog`."""
        return self._follower.ask(lambda rows: rows.find_similar(sketch))

    def _reading(self) -> AbstractContextManager[None]:
        return translate_read_errors(self._follower.root)


def _split(ids: Sequence[str]) -> Iterator[Sequence[str]]:
    """Ids, each once, so many at a time."""
    once = list(dict.fromkeys(ids))
    return (once[at : at + STEP] for at in range(0, len(once), STEP))
