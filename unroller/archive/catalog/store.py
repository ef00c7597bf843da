"""The catalog's file, and what is written into it: the ledger entry by entry, and rows of threads as they are made.

It holds nothing that the archive's files do not say. It is written by one process at a time, which holds the lock of
:mod:`unroller.archive.catalog.files`; readers may be many.
"""

from __future__ import annotations

import sqlite3
import zlib
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any

import msgspec

from unroller.archive.catalog.names import ThreadName, fold_name, get_year, list_names, simplify_name
from unroller.archive.catalog.rows import CatalogRow
from unroller.archive.catalog.schema import SCHEMA, VERSION
from unroller.archive.ledger import LedgerEntryState, LedgerPosition, LedgerVersion
from unroller.archive.model import LedgerEntry
from unroller.archive.sketches import LOOKED_UP, split_hashes
from unroller.dates import normalize_date

#: Seconds to wait for another process that is writing.
WAIT = 30.0
#: What marks a row of the table: made from the thread, or from a thread that could not be read.
MADE, UNREADABLE = 1, 2

_ENCODER = msgspec.msgpack.Encoder()
_DECODER = msgspec.msgpack.Decoder(CatalogRow)


class CatalogDamagedError(Exception):
    """The catalog's file is not as it was written."""


def encode_row(row: CatalogRow) -> tuple[bytes, int]:
    """A row as the table holds it, and its checksum."""
    data = _ENCODER.encode(row)
    return data, zlib.crc32(data)


def decode_row(data: bytes, checksum: int) -> CatalogRow:
    """The row in a value of the table.

    Raises:
        CatalogDamagedError: it is not as it was written.
    """
    if zlib.crc32(data) != checksum:
        raise CatalogDamagedError
    try:
        return _DECODER.decode(data)
    except (msgspec.MsgspecError, UnicodeDecodeError):
        raise CatalogDamagedError from None


class CatalogStore:
    """The open catalog; `path` is its file, or None for one in memory. One thread at a time.

    With `read_only` the file is read as it lies there, whatever others do with it.
    """

    def __init__(self, path: Path | None, *, read_only: bool = False) -> None:
        name = f"{path.absolute().as_uri()}?mode={'ro&immutable=1' if read_only else 'rw'}" if path else ":memory:"
        self.db = sqlite3.connect(
            name, isolation_level=None, check_same_thread=False, timeout=WAIT, cached_statements=200, uri=True
        )
        if read_only:
            return
        self.db.execute("PRAGMA secure_delete = ON")
        self.db.execute("PRAGMA synchronous = OFF")
        self.db.execute("PRAGMA temp_store = MEMORY")
        if path:
            self.db.execute("PRAGMA journal_mode = TRUNCATE")

    @classmethod
    def create(cls, path: Path | None, archive: str) -> CatalogStore:
        """A new, empty catalog of the archive of that name."""
        store = cls(path)
        if path:  # nobody reads it yet, and where this is killed it is made anew
            store.db.execute("PRAGMA journal_mode = OFF")
        with store.transaction():
            for statement in SCHEMA.split(";\n"):
                store.db.execute(statement)
            store.db.execute(f"PRAGMA user_version = {VERSION}")
            store._set("archive", archive)
            store.set_position(LedgerPosition())
        return store

    def close(self) -> None:
        """Let go of the file."""
        with suppress(sqlite3.Error):
            self.db.close()

    @contextmanager
    def transaction(self) -> Iterator[None]:
        """All that is written in it is there, or nothing of it."""
        self.db.execute("BEGIN IMMEDIATE")
        try:
            yield
            self.db.execute("COMMIT")
        except BaseException:
            with suppress(sqlite3.Error):
                self.db.execute("ROLLBACK")
            raise

    # -- what it is of ---------------------------------------------------------------------------------------------

    def is_of(self, archive: str) -> bool:
        """Whether it is a catalog of this version, of that archive."""
        (version,) = self.db.execute("PRAGMA user_version").fetchone()
        return bool(version == VERSION and self._get("archive") == archive)

    def get_position(self) -> LedgerPosition:
        """How far it has followed the ledger.

        Raises:
            CatalogDamagedError: it does not say.
        """
        values = self._get("position")
        if not isinstance(values, str) or len(parts := values.split()) != 5:
            raise CatalogDamagedError
        return LedgerPosition(int(parts[0]), int(parts[1]), parts[2], int(parts[3]), int(parts[4]))

    def set_position(self, position: LedgerPosition) -> None:
        """Note how far it has followed."""
        value = f"{position.end} {position.sequence} {position.head} {position.length} {position.damaged}"
        self._set("position", value)

    def _get(self, name: str) -> Any:
        found = self.db.execute("SELECT value FROM meta WHERE name = ?", (name,)).fetchone()
        return found[0] if found else None

    def _set(self, name: str, value: object) -> None:
        self.db.execute("INSERT OR REPLACE INTO meta VALUES (?, ?)", (name, value))

    # -- the ledger ------------------------------------------------------------------------------------------------

    def apply(self, entry: LedgerEntry) -> None:
        """Take one more line of the ledger into account, as :class:`unroller.archive.ledger.LedgerIndex` does."""
        if entry.action in {"added", "recovered"}:
            self._add(entry)
        elif entry.action in {"changed", "observed"}:
            self._change(entry)
        elif entry.action == "removed":
            self._remove(entry.thread)
        elif entry.action == "imported":
            self.db.execute(
                "INSERT INTO report (id, digest) VALUES (?, ?) ON CONFLICT (id) DO UPDATE SET digest = excluded.digest",
                (entry.note, entry.receipt),
            )

    def _add(self, entry: LedgerEntry) -> None:
        db, number = self.db, entry.version
        known = db.execute("SELECT n, latest, highest, made FROM thread WHERE id = ?", (entry.thread,)).fetchone()
        if known is None:
            n = db.execute(
                "INSERT INTO thread (id, highest, added, latest, bag, newest) VALUES (?, ?, ?, ?, ?, ?)",
                (entry.thread, number, entry.time, number, entry.bag, entry.sequence),
            ).lastrowid
        else:
            n, latest, highest, made = known
            if made:
                self._clear(n)
            if latest is None:
                db.execute("UPDATE thread SET added = ? WHERE n = ?", (entry.time, n))
            if latest is None or number >= latest:
                db.execute(
                    "UPDATE thread SET latest = ?, bag = ?, newest = ? WHERE n = ?",
                    (number, entry.bag, entry.sequence, n),
                )
            if number > highest:
                db.execute("UPDATE thread SET highest = ? WHERE n = ?", (number, n))
        db.execute(
            "INSERT OR REPLACE INTO version VALUES (?, ?, ?, ?, ?)",
            (n, number, entry.bag, entry.time, entry.sequence),
        )
        self._add_keys(entry, n or 0)

    def _add_keys(self, entry: LedgerEntry, n: int) -> None:
        for kind, digest in (("text", entry.fingerprint), ("capture", entry.capture), ("name", entry.name)):
            if not digest:
                continue
            if kind == "name":  # a thread that is joined to another takes its names along
                self.db.execute("INSERT OR REPLACE INTO key VALUES (?, ?, 0, ?, ?)", (kind, digest, n, entry.version))
                continue
            (last,) = self.db.execute(
                "SELECT max(at) FROM key WHERE kind = ? AND digest = ?", (kind, digest)
            ).fetchone()
            if last is None or kind == "text":
                at = 0 if last is None else last + 1
                self.db.execute("INSERT INTO key VALUES (?, ?, ?, ?, ?)", (kind, digest, at, n, entry.version))

    def _change(self, entry: LedgerEntry) -> None:
        known = self.db.execute(
            "SELECT n, made FROM thread WHERE id = ? AND latest IS NOT NULL", (entry.thread,)
        ).fetchone()
        if known:
            if known[1]:
                self._clear(known[0])
            if entry.action == "changed":
                self.db.execute("UPDATE thread SET state = ? WHERE n = ?", (entry.state, known[0]))
            else:
                self.db.execute("UPDATE thread SET observations = ? WHERE n = ?", (entry.observations, known[0]))

    def _remove(self, thread: str) -> None:
        known = self.db.execute("SELECT n, made FROM thread WHERE id = ? AND latest IS NOT NULL", (thread,)).fetchone()
        if known:
            n, made = known
            if made:
                self._clear(n)
            self.db.execute("DELETE FROM version WHERE n = ?", (n,))
            self.db.execute("DELETE FROM key WHERE n = ?", (n,))
            self.db.execute(
                "UPDATE thread SET latest = NULL, bag = '', newest = 0, state = '', observations = '' WHERE n = ?", (n,)
            )

    # -- rows of threads -------------------------------------------------------------------------------------------

    def put(self, row: CatalogRow) -> bool:
        """Put the row of a thread in, unless the ledger says otherwise than when it was taken; whether it is in."""
        known = self.db.execute(
            "SELECT n, bag, state, observations, added, newest, made FROM thread WHERE id = ? AND latest IS NOT NULL",
            (row.thread,),
        ).fetchone()
        if known is None or tuple(known[1:4]) != row.taken_from:
            return False
        n, _, _, _, added, newest, made = known
        if made == MADE:
            return True
        if made:
            self._clear(n)
        moment, public = normalize_date(row.published or added), int(row.visibility == "public")
        undated, links = int(not row.published), dict(row.links)
        data, checksum = encode_row(row)
        self.db.execute(
            "UPDATE thread SET made = ?, public = ?, undated = ?, moment = ?, day = ?, title = ?, unsigned = ?, "
            "author = ?, words = ?, gone = ?, year = ?, row = ?, checksum = ? WHERE n = ?",
            (
                UNREADABLE if row.unreadable else MADE, public, undated, moment, "" if undated else moment,
                row.title.casefold(), int(row.author is None), fold_name(row.author or ""), row.words,
                links.get("gone", 0), get_year(row.published), data, checksum, n,
            ),
        )  # fmt: skip
        names = [(self._find_number(name), name) for name in list_names(row)]
        self.db.executemany(
            "INSERT OR REPLACE INTO named VALUES (?, ?, ?, ?, ?, ?, ?)",
            [(no, moment, n, newest, public, name.spelling, name.label) for no, name in names],
        )
        self._count(row, names, 1, public)
        posts, hashes = _list_lookups(row)
        self.db.executemany("INSERT OR IGNORE INTO seen VALUES (?, ?)", [(post, n) for post in posts])
        self.db.executemany("INSERT OR IGNORE INTO sketch VALUES (?, ?)", [(value, n) for value in hashes])
        return True

    def _find_number(self, name: ThreadName) -> int:
        """The number of a name, which it gets where it has none."""
        found = self.db.execute(
            "SELECT no FROM name WHERE kind = ? AND folded = ?", (name.kind, name.folded)
        ).fetchone()
        if found:
            return int(found[0])
        made = self.db.execute(
            "INSERT INTO name (kind, folded, plain, threads, public) VALUES (?, ?, ?, 0, 0)",
            (name.kind, name.folded, simplify_name(name.folded)),
        )
        return made.lastrowid or 0

    def _count(self, row: CatalogRow, names: Sequence[tuple[int, ThreadName]], step: int, public: int) -> None:
        """Count a thread, or with a `step` of -1 count it no more."""
        seen, year = step * public, get_year(row.published)
        self.db.executemany(
            "UPDATE name SET threads = threads + ?, public = public + ? WHERE no = ?",
            [(step, seen, no) for no, _ in names],
        )
        self.db.executemany(
            "INSERT INTO name_year VALUES (?, ?, ?, ?) ON CONFLICT DO UPDATE "
            "SET threads = threads + excluded.threads, public = public + excluded.public",
            [(no, year, step, seen) for no, _ in names],
        )
        self.db.executemany(
            "INSERT INTO link_count VALUES (?, ?, ?, ?) ON CONFLICT DO UPDATE "
            "SET threads = threads + excluded.threads, public = public + excluded.public",
            [(year, state, step * count, seen * count) for state, count in (*row.links, ("", 1))],
        )

    def _clear(self, n: int) -> None:
        """Take the row of a thread out again, with all that was counted and can be found of it."""
        db = self.db
        data, checksum, moment, public = db.execute(
            "SELECT row, checksum, moment, public FROM thread WHERE n = ?", (n,)
        ).fetchone()
        row = decode_row(data, checksum)
        names = [(self._find_number(name), name) for name in list_names(row)]
        db.executemany(
            "DELETE FROM named WHERE no = ? AND moment = ? AND n = ?",
            [(no, moment, n) for no, _ in names],
        )
        self._count(row, names, -1, public)
        db.executemany("DELETE FROM name WHERE no = ? AND threads <= 0", [(no,) for no, _ in names])
        db.executemany("DELETE FROM name_year WHERE no = ? AND threads <= 0", [(no,) for no, _ in names])
        posts, hashes = _list_lookups(row)
        db.executemany("DELETE FROM seen WHERE post = ? AND n = ?", [(post, n) for post in posts])
        db.executemany("DELETE FROM sketch WHERE hash = ? AND n = ?", [(value, n) for value in hashes])
        db.execute(
            "UPDATE thread SET made = 0, public = NULL, undated = NULL, moment = NULL, day = NULL, title = NULL, "
            "unsigned = NULL, author = NULL, words = NULL, gone = NULL, year = NULL, row = NULL, checksum = NULL "
            "WHERE n = ?",
            (n,),
        )

    def list_pending(self, after: int, most: int, *, unreadable: bool = False) -> list[LedgerEntryState]:
        """Kept threads whose row is not made yet, from the thread `after` on; or those that were `unreadable`."""
        where = "made = 2" if unreadable else "made = 0 AND latest IS NOT NULL"
        found = self.db.execute(
            f"SELECT id, latest, bag, state, observations, added, newest FROM thread WHERE {where} AND n > ? "
            "ORDER BY n LIMIT ?",
            (after, most),
        ).fetchall()
        return [
            LedgerEntryState(
                thread, {latest: LedgerVersion(latest, bag, added, newest)}, state, observations, latest, added
            )
            for thread, latest, bag, state, observations, added, newest in found
        ]

    def count_pending(self) -> int:
        """How many kept threads have no row yet."""
        (count,) = self.db.execute("SELECT count(*) FROM thread WHERE made = 0 AND latest IS NOT NULL").fetchone()
        return int(count)

    def get_number(self, thread: str) -> int:
        """The number of a thread in the order of their first addition; 0 where there is none."""
        found = self.db.execute("SELECT n FROM thread WHERE id = ?", (thread,)).fetchone()
        return int(found[0]) if found else 0

    def find_row(self, thread: str, taken_from: tuple[str, str, str]) -> CatalogRow | None:
        """The row of a thread that was taken from these digests, if it is here and as it was written."""
        found = self.db.execute("SELECT row, checksum FROM thread WHERE id = ? AND made = ?", (thread, MADE)).fetchone()
        if found is None:
            return None
        try:
            row = decode_row(*found)
        except CatalogDamagedError:
            return None
        return row if row.thread == thread and row.taken_from == taken_from else None


def _list_lookups(row: CatalogRow) -> tuple[list[int], list[int]]:
    """The posts by which a thread is found, and the hashes of its sketch."""
    posts = [int(post, 16) for post in split_hashes(row.seen_posts)]
    return posts, [int(value, 16) for value in split_hashes(row.sketch)[:LOOKED_UP]]
