"""The questions of :class:`unroller.archive.catalog.interface.Catalog` as queries of one open catalog."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from math import log
from typing import Any

from unroller.archive.catalog.interface import AdjacentThreads, Names, NameSummary, ThreadOrder
from unroller.archive.catalog.names import NameKind, fold_name, list_names, simplify_name
from unroller.archive.catalog.rows import CatalogRow, GoneLink
from unroller.archive.catalog.store import CatalogStore, decode_row
from unroller.archive.ledger import LedgerEntryState, LedgerVersion
from unroller.archive.model import Summary
from unroller.archive.sketches import LOOKED_UP, estimate_overlap, split_hashes

#: What is shared by more threads than this says nothing about two of them.
MAX_GROUP = 300
#: How much it counts to share a reader's tag, a hashtag, a source's site, the author.
WEIGHTS: dict[NameKind, float] = {"tag": 3.0, "hashtag": 2.0, "site": 1.5, "author": 1.0}
#: Of a thread's tags, so many have links to the thread before and after.
MOST_TAGS = 3
#: Threads with the same rarest words that are compared by their sketches; those that share so much look alike.
MOST_COMPARED, LIKENESS = 60, 0.5
#: A group of so many threads is always sorted as a whole.
SORTED = 2_000
#: Threads that are read at a time where all are.
STEP = 500

_ORDERS: dict[ThreadOrder, str] = {
    "kept": "newest DESC",
    "published": "undated, day DESC, newest DESC",
    "oldest": "undated, moment, title, newest DESC",
    "title": "title, id",
    "author": "unsigned, author, moment, newest DESC",
    "length": "words DESC, title, newest DESC",
}
_SUMMARY = "row, checksum, added, latest"


def _build_summary(values: Sequence[Any]) -> Summary:
    row, checksum, added, latest = values
    return decode_row(row, checksum).to_summary(added, latest)


def _mark(values: Sequence[object]) -> str:
    """Places for so many values."""
    return ", ".join("?" * len(values))


class CatalogQueries:
    """Queries of one store. The caller sees to it that it has followed the ledger, and that all its rows are made."""

    def __init__(self, store: CatalogStore) -> None:
        self._db = store.db

    # -- the state of the ledger -----------------------------------------------------------------------------------

    def find_ever(self, thread: str) -> LedgerEntryState | None:
        """See :class:`unroller.archive.catalog.interface.StoredState`."""
        found = self._db.execute(
            "SELECT n, highest, added, state, observations, latest FROM thread WHERE id = ?", (thread,)
        ).fetchone()
        if found is None:
            return None
        n, highest, added, state, observations, latest = found
        versions = {
            number: LedgerVersion(number, bag, at, sequence)
            for number, bag, at, sequence in self._db.execute(
                "SELECT number, bag, added, sequence FROM version WHERE n = ? ORDER BY number", (n,)
            )
        }
        return LedgerEntryState(thread, versions, state, observations, highest, added, latest is None)

    def find_keys(self, kind: str, digest: str) -> list[tuple[str, int]]:
        """(id, version) of the kept threads with a key, in the order in which they were kept."""
        return self._db.execute(
            "SELECT id, number FROM key JOIN thread USING (n) WHERE kind = ? AND digest = ? ORDER BY at", (kind, digest)
        ).fetchall()

    def find_ids(self, prefix: str, most: int) -> list[str]:
        """The ids of kept threads that begin so."""
        found = self._db.execute(
            "SELECT id FROM thread WHERE id >= ? AND id < ? AND latest IS NOT NULL ORDER BY id LIMIT ?",
            (prefix, prefix + "\U0010ffff", most),
        )
        return [thread for (thread,) in found]

    def get_reports(self) -> dict[str, str]:
        """The digests of kept reports, by their ids."""
        return dict(self._db.execute("SELECT id, digest FROM report ORDER BY at").fetchall())

    # -- lists -----------------------------------------------------------------------------------------------------

    def _find_numbers(self, names: Names) -> list[int]:
        found = [
            self._db.execute("SELECT no FROM name WHERE kind = ? AND folded = ?", (kind, fold_name(name))).fetchone()
            for kind, name in names
        ]
        return [one[0] for one in found if one]

    def count_threads(self, names: Names, *, public: bool) -> int:
        """How many threads there are, with one of these names if any."""
        column = "public" if public else "threads"
        if not names:
            (total,) = self._db.execute(f"SELECT sum({column}) FROM link_count WHERE state = ''").fetchone()
            return total or 0
        return self._count_group(self._find_numbers(names), column)

    def _count_group(self, numbers: Sequence[int], column: str) -> int:
        if len(numbers) < 2:
            found = self._db.execute(f"SELECT {column} FROM name WHERE no = ?", numbers or (0,)).fetchone()
            return found[0] if found else 0
        where = "AND public = 1" if column == "public" else ""
        (count,) = self._db.execute(
            f"SELECT count(DISTINCT n) FROM named WHERE no IN ({_mark(numbers)}) {where}",
            numbers,
        ).fetchone()
        return int(count)

    def list_threads(self, order: ThreadOrder, names: Names, *, public: bool, limit: int, offset: int) -> list[Summary]:
        """So many threads in an order; see :class:`unroller.archive.catalog.interface.Catalog`.

        Only the index is walked up to the page; of the threads before it, no row is read.
        """
        seen, by = "AND public = 1" if public else "", _ORDERS[order]
        if not names:
            return self._read(
                f"SELECT n FROM thread WHERE made > 0 {seen} ORDER BY {by} LIMIT ? OFFSET ?", limit, offset
            )
        numbers = self._find_numbers(names)
        if not numbers:
            return []
        if order == "kept" and len(numbers) == 1:
            query = f"SELECT n FROM named WHERE no = ? {seen} ORDER BY newest DESC LIMIT ? OFFSET ?"
            return self._read(query, *numbers, limit, offset)
        held, total = self._count_group(numbers, "threads"), self.count_threads((), public=False)
        if held <= SORTED or held * held <= (limit + offset) * total:
            query = (
                f"SELECT t.n FROM (SELECT DISTINCT n FROM named WHERE no IN ({_mark(numbers)}) {seen}) AS m "
                f"CROSS JOIN thread AS t ON t.n = m.n ORDER BY {by} LIMIT ? OFFSET ?"
            )
        else:  # many of all threads have it: walk through all of them in their order, and pass over the others
            query = (
                f"SELECT n FROM thread AS t INDEXED BY thread_{order} WHERE made > 0 {seen} AND EXISTS "
                f"(SELECT 1 FROM named AS m WHERE m.no IN ({_mark(numbers)}) "
                f"AND m.moment = t.moment AND m.n = t.n) ORDER BY {by} LIMIT ? OFFSET ?"
            )
        return self._read(query, *numbers, limit, offset)

    def _read(self, query: str, *values: object) -> list[Summary]:
        """The summaries of the threads whose numbers a query gives, in its order."""
        numbers = [n for (n,) in self._db.execute(query, values).fetchall()]
        found = self._read_rows(numbers)
        return [found[n] for n in numbers if n in found]

    def _read_rows(self, numbers: Sequence[int]) -> dict[int, Summary]:
        found: dict[int, Summary] = {}
        for at in range(0, len(numbers), STEP):
            some = numbers[at : at + STEP]
            rows = self._db.execute(f"SELECT n, {_SUMMARY} FROM thread WHERE n IN ({_mark(some)}) AND made > 0", some)
            found |= {n: _build_summary(values) for n, *values in rows}
        return found

    def list_before(self, newest: int | None, most: int, *, public: bool) -> list[tuple[int, Summary]]:
        """So many threads that were kept before the entry `newest` of the ledger, newest first, each with its own."""
        seen = "AND public = 1" if public else ""
        limit = 1 << 62 if newest is None else newest
        rows = self._db.execute(
            f"SELECT newest, {_SUMMARY} FROM thread WHERE made > 0 AND newest < ? {seen} ORDER BY newest DESC LIMIT ?",
            (limit, most),
        )
        return [(at, _build_summary(values)) for at, *values in rows]

    def get_threads(self, ids: Sequence[str], *, public: bool) -> dict[str, Summary]:
        """Those of these few threads that are kept, by id, in their order."""
        seen = "AND public = 1" if public else ""
        query = f"SELECT {_SUMMARY} FROM thread WHERE id IN ({_mark(ids)}) AND made > 0 {seen}"
        found = {one.id: one for one in map(_build_summary, self._db.execute(query, ids))}
        return {name: found[name] for name in ids if name in found}

    def count_kept(self, ids: Sequence[str], *, public: bool) -> int:
        """How many of these few threads are kept."""
        seen = "AND public = 1" if public else ""
        query = f"SELECT count(*) FROM thread WHERE id IN ({_mark(ids)}) AND made > 0 {seen}"
        return int(self._db.execute(query, ids).fetchone()[0])

    def count_years(self, names: Names, *, public: bool) -> dict[str, int]:
        """How many threads were published in each year."""
        column = "public" if public else "threads"
        numbers = self._find_numbers(names)
        if not names:
            rows = self._db.execute(f"SELECT year, {column} FROM link_count WHERE state = ''")
        elif len(numbers) == 1:
            rows = self._db.execute(f"SELECT year, {column} FROM name_year WHERE no = ?", numbers)
        else:
            seen = "AND public = 1" if public else ""
            query = (
                "SELECT year, count(*) FROM thread WHERE n IN "
                f"(SELECT n FROM named WHERE no IN ({_mark(numbers)}) {seen}) GROUP BY year"
            )
            rows = self._db.execute(query, numbers)
        return {year: count for year, count in rows if count}

    # -- names -----------------------------------------------------------------------------------------------------

    def list_names(self, kind: NameKind, most: int, *, public: bool) -> list[NameSummary]:
        """The names of a kind that most threads have."""
        column, seen = ("public", "AND public = 1") if public else ("threads", "")
        label = f"(SELECT label FROM named WHERE no = o.no {seen} ORDER BY moment DESC, n DESC LIMIT 1)"
        rows = self._db.execute(
            f"SELECT (SELECT spelling FROM named WHERE no = o.no {seen} ORDER BY moment, n LIMIT 1), {column}, "
            f"{label if kind == 'author' else repr('')} FROM name AS o WHERE kind = ? AND {column} > 0 "
            f"ORDER BY {column} DESC LIMIT ?",
            (kind, most),
        )
        return [NameSummary(*row) for row in rows]

    def _find_first(self, no: int, *, public: bool) -> str:
        """A name as the first thread that has it spells it, in the order of their dates."""
        seen = "AND public = 1" if public else ""
        found = self._db.execute(
            f"SELECT spelling FROM named WHERE no = ? {seen} ORDER BY moment, n LIMIT 1", (no,)
        ).fetchone()
        return str(found[0]) if found else ""

    def find_spelling(self, kind: NameKind, name: str, *, public: bool) -> str:
        """A name as the first thread that has it spells it; as it is given where none has it."""
        numbers = self._find_numbers([(kind, name)])
        return (self._find_first(numbers[0], public=public) if numbers else "") or name

    def find_written(self, kind: NameKind, value: str, *, public: bool) -> str | None:
        """How threads write a name, if one does; see :class:`unroller.archive.catalog.interface.Catalog`."""
        plain = simplify_name(value)
        found = self._db.execute("SELECT no FROM name WHERE kind = ? AND plain = ?", (kind, plain)).fetchone()
        if found is None and kind == "author":
            found = self._db.execute(
                "SELECT no FROM name WHERE kind = ? AND plain > ? AND plain < ? LIMIT 1",
                (kind, f"{plain}@", f"{plain}A"),
            ).fetchone()
        return self._find_first(found[0], public=public)[: len(value)] or None if found else None

    # -- what belongs together -------------------------------------------------------------------------------------

    def _find_thread(self, thread: str, *, public: bool) -> tuple[int, str, CatalogRow] | None:
        seen = "AND public = 1" if public else ""
        found = self._db.execute(
            f"SELECT n, moment, row, checksum FROM thread WHERE id = ? AND made > 0 {seen}",
            (thread,),
        ).fetchone()
        return (found[0], found[1], decode_row(found[2], found[3])) if found else None

    def find_adjacent(self, thread: str, *, public: bool) -> list[AdjacentThreads]:
        """The threads before and after this one by its author, and under its first tags; none where it is alone."""
        found = self._find_thread(thread, public=public)
        if found is None:
            return []
        n, moment, row = found
        names: list[tuple[NameKind, str]] = [("author", row.author)] if row.author else []
        names += [("tag", tag) for tag in row.tags[:MOST_TAGS]]
        adjacent = []
        for kind, name in names:
            numbers = self._find_numbers([(kind, name)])
            if numbers and self._count_group(numbers, "public" if public else "threads") > 1:
                before, after = (
                    self._find_next(numbers[0], moment, n, back=back, public=public) for back in (True, False)
                )
                spelling = self._find_first(numbers[0], public=public)
                adjacent.append(AdjacentThreads(kind, spelling, before, after))
        return adjacent

    def _find_next(self, no: int, moment: str, n: int, *, back: bool, public: bool) -> Summary | None:
        """The thread before or after one of those with a name, by date."""
        seen, way, than = "AND public = 1" if public else "", "DESC" if back else "ASC", "<" if back else ">"
        found = self._db.execute(
            f"SELECT n FROM named WHERE no = ? AND (moment, n) {than} (?, ?) {seen} "
            f"ORDER BY moment {way}, n {way} LIMIT 1",
            (no, moment, n),
        ).fetchone()
        return self._read_rows(found).get(found[0]) if found else None

    def find_related(self, thread: str, most: int, *, public: bool) -> list[tuple[Summary, tuple[str, ...]]]:
        """Threads that share something with this one, the closest first, each with the names of what is shared.

        What few threads share weighs more. Sharing the author alone does not count: its page shows those.
        """
        found = self._find_thread(thread, public=public)
        if found is None:
            return []
        column, seen = ("public", "AND public = 1") if public else ("threads", "")
        scores: dict[int, float] = {}
        shared: dict[int, list[str]] = {}
        total = self.count_threads((), public=public)
        for name in list_names(found[2]):
            if name.kind not in WEIGHTS:
                continue
            numbers = self._find_numbers([(name.kind, name.folded)])
            count = self._count_group(numbers, column)
            if not 2 <= count <= MAX_GROUP:
                continue
            for (n,) in self._db.execute(f"SELECT n FROM named WHERE no = ? {seen}", numbers):
                scores[n] = scores.get(n, 0.0) + WEIGHTS[name.kind] * log(1 + total / count)
                if name.kind != "author":
                    shared.setdefault(n, []).append(f"#{name.spelling}" if name.kind == "hashtag" else name.spelling)
        shared.pop(found[0], None)
        best = sorted(shared, key=lambda n: -scores[n])
        if len(best) > most:  # ties are settled by id
            best = [n for n in best if scores[n] >= scores[best[most - 1]]][:MAX_GROUP]
        read = self._read_rows(best)
        ranked = sorted((n for n in best if n in read), key=lambda n: (-scores[n], read[n].id))
        return [(read[n], tuple(shared[n])) for n in ranked[:most]]

    def find_holders(self, post: str, most: int, *, public: bool) -> list[str]:
        """The ids of the threads in which the words of a post stand, newest first."""
        seen = "AND public = 1" if public else ""
        query = f"SELECT id FROM seen JOIN thread USING (n) WHERE post = ? AND made > 0 {seen}"
        found = self._db.execute(f"{query} ORDER BY newest DESC LIMIT ?", (int(post, 16), most))
        return [thread for (thread,) in found]

    def count_links(self, *, public: bool) -> dict[str, dict[str, int]]:
        """How many sources of the threads of each year are in each state."""
        column = "public" if public else "threads"
        years: dict[str, dict[str, int]] = {}
        for year, state, count in self._db.execute(
            f"SELECT year, state, {column} FROM link_count WHERE state != '' AND {column} > 0"
        ):
            years.setdefault(year, {})[state] = count
        return years

    def list_gone(self, most: int, *, public: bool) -> list[tuple[Summary, tuple[GoneLink, ...]]]:
        """Threads with links that are gone, the newest first, each with these."""
        seen = "AND public = 1" if public else ""
        query = f"SELECT {_SUMMARY} FROM thread WHERE gone > 0 {seen} ORDER BY newest DESC LIMIT ?"
        found = self._db.execute(query, (most,)).fetchall()
        rows = [(decode_row(row, checksum), added, latest) for row, checksum, added, latest in found]
        return [(row.to_summary(added, latest), row.gone) for row, added, latest in rows]

    def find_similar(self, sketch: str) -> list[tuple[CatalogRow, float]]:
        """The rows of threads with many of the same words, the likest first, each with how much they share."""
        near: dict[int, None] = {}
        for value in split_hashes(sketch)[:LOOKED_UP]:
            near |= dict.fromkeys(
                n
                for (n,) in self._db.execute(
                    "SELECT n FROM sketch WHERE hash = ? ORDER BY n DESC LIMIT ?", (int(value, 16), MOST_COMPARED)
                )
            )
        found = [(row, estimate_overlap(sketch, row.sketch)) for row in self._iter_rows(list(near))]
        return sorted((one for one in found if one[1] >= LIKENESS), key=lambda one: -one[1])

    def _iter_rows(self, numbers: Sequence[int]) -> Iterator[CatalogRow]:
        rows: Iterable[tuple[int, bytes, int]] = self._db.execute(
            f"SELECT n, row, checksum FROM thread WHERE n IN ({_mark(numbers)}) AND made > 0",
            numbers,
        ).fetchall()
        by_number = {n: decode_row(row, checksum) for n, row, checksum in rows}
        return (by_number[n] for n in numbers if n in by_number)
