"""What a scan found, on the disk: one row a post in SQLite, its bytes in one file beside it. Memory stays flat.

Nothing of direct or deleted posts is ever in here, but the id of one that another post answers; of reposts only the id,
so that they are counted once.
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterator, Mapping, Sequence
from contextlib import closing
from pathlib import Path
from typing import Any, BinaryIO, NamedTuple

from unroller.account_exports.base import Limit, PostSummary
from unroller.account_exports.threading import Absence
from unroller.model import Account
from unroller.text import replace_unprintable

DATABASE, RECORDS = "found.sqlite", "records.bin"
#: Rows are handed to the database so many at a time.
_BATCH = 2000
#: `state` is NULL for a post that counts, else why it does not: repeat, earlier, repost.
#: `author` and `parent_author` are empty for the export's owner; `own`: it answers a post of its author's own.
SCHEMA = """
CREATE TABLE post (
  n INTEGER PRIMARY KEY, id TEXT, ord TEXT, author TEXT, parent TEXT, parent_author TEXT, reply INT, published TEXT,
  limited TEXT, likes INT, media INT, versions TEXT, opening TEXT, handle TEXT, quoted TEXT, at INT, size INT,
  state TEXT, page TEXT, article INT, own INT DEFAULT 0);
CREATE INDEX post_page ON post (page) WHERE page IS NOT NULL;
CREATE TABLE note (second TEXT, at INT, size INT);
CREATE TABLE meta (key TEXT PRIMARY KEY, value TEXT);
CREATE TABLE alias (old TEXT PRIMARY KEY, new TEXT) WITHOUT ROWID;
CREATE TABLE absent (id TEXT PRIMARY KEY, reason TEXT, parent TEXT) WITHOUT ROWID;
CREATE TABLE chain (
  variant TEXT, root TEXT, ord TEXT, kind TEXT, posts INT, published TEXT, likes INT, media INT, opening TEXT,
  limited TEXT, gaps INT, later INT, inferred INT, body TEXT, author TEXT);
"""
_INSERT = (
    "INSERT INTO post (id, ord, author, parent, parent_author, reply, published, limited, likes, media, versions, "
    "opening, handle, quoted, at, size, state, page, article) VALUES (?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?)"
)
_PLACES = (
    "SELECT id, at, size, limited, quoted, CASE WHEN state IS NULL THEN versions END FROM post "
    "WHERE (state IS NULL OR state = 'earlier') AND id IN"
)


class RecordLocation(NamedTuple):
    """Where a post's record is, and what was noted about it: lists of ids are JSON, as they are stored."""

    at: int
    size: int
    limit: str | None
    quoted: str | None
    versions: str | None

    def find_earlier(self, name: str) -> list[str]:
        """The ids under which the post called `name` stood before it was edited, oldest first."""
        return [one for one in json.loads(self.versions) if one != name] if self.versions else []


class ScanIndexWriter:
    """Writes what a scan finds into a folder."""

    def __init__(self, folder: Path) -> None:
        self.db = sqlite3.connect(folder / DATABASE, isolation_level=None)
        self.db.executescript("PRAGMA journal_mode=OFF; PRAGMA synchronous=OFF; PRAGMA cache_size=-16000;" + SCHEMA)
        self.db.execute("BEGIN")
        self._records: BinaryIO = (folder / RECORDS).open("x+b")
        self._at = self._written = 0
        self._rows: list[tuple[Any, ...]] = []

    def add_post(self, head: PostSummary, raw: bytes, limit: Limit | None) -> None:
        """Note a post, with its record, and who alone may see it."""
        at, size = self._keep(raw)
        self._row(
            (
                head.id, head.order, head.author, head.parent, head.parent_author, head.reply, head.published,
                limit, head.likes, head.media, json.dumps(head.versions) if len(head.versions) > 1 else None,
                head.opening, head.handle, json.dumps(head.quoted) if head.quoted else None, at, size, None,
                head.page or None, head.article,
            )
        )  # fmt: skip

    def add_repost(self, head: PostSummary) -> None:
        """Note that there is a repost of this id."""
        self._row(
            (head.id, "", "", None, None, 0, None, None, None, 0, None, "", "", None, 0, 0, "repost", None, False)
        )

    def add_absent(self, absences: Mapping[str, Absence]) -> None:
        """Note what became of posts that do not count: of each that a post of the export answers, or that says itself
        which one it answers. Of others nothing is written."""
        self.flush()
        answered = {
            name for (name,) in self.db.execute("SELECT parent FROM post WHERE parent IS NOT NULL") if name in absences
        }
        self.db.executemany(
            "INSERT OR IGNORE INTO absent VALUES (?,?,?)",
            [
                (name, absence.reason, absence.parent)
                for name, absence in absences.items()
                if name in answered or absence.parent
            ],
        )

    def add_note(self, second: str, raw: bytes) -> None:
        """Note a long text written in this second."""
        self.db.execute("INSERT INTO note VALUES (?,?,?)", (second, *self._keep(raw)))

    def read_record(self, at: int, size: int) -> bytes:
        """The bytes of a record that was kept."""
        self._records.seek(at)
        record = self._records.read(size)
        self._records.seek(0, 2)
        return record

    def set_meta(self, **values: Any) -> None:
        """Note facts about the whole, as JSON values."""
        self.db.executemany(
            "INSERT OR REPLACE INTO meta VALUES (?,?)", [(key, json.dumps(value)) for key, value in values.items()]
        )

    def flush(self) -> None:
        """Write all rows into the database, so that it can be queried."""
        try:
            self.db.executemany(_INSERT, self._rows)
        except UnicodeEncodeError:  # half a surrogate pair, which nothing can store
            rows = [
                [replace_unprintable(value) if isinstance(value, str) else value for value in row] for row in self._rows
            ]
            self.db.execute("DELETE FROM post WHERE n > ?", (self._written,))
            self.db.executemany(_INSERT, rows)
        self._written += len(self._rows)
        self._rows = []

    def close(self) -> None:
        """Write all that waits."""
        self.flush()
        self.db.execute("COMMIT")
        self.db.close()
        self._records.close()

    def _keep(self, raw: bytes) -> tuple[int, int]:
        self._records.write(raw)
        at, self._at = self._at, self._at + len(raw)
        return at, len(raw)

    def _row(self, row: tuple[Any, ...]) -> None:
        self._rows.append(row)
        if len(self._rows) >= _BATCH:
            self.flush()


class ScanIndex:
    """What was found, to be read. Not for several threads at once: each opens its own."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.db = sqlite3.connect(folder / DATABASE, isolation_level=None, check_same_thread=False, timeout=60)
        self.db.execute("PRAGMA cache_size=-8000")
        self._records: BinaryIO = (folder / RECORDS).open("rb")
        self.meta: dict[str, Any] = {key: json.loads(value) for key, value in self.db.execute("SELECT * FROM meta")}

    @property
    def format(self) -> str:
        """The name of the export's format."""
        return str(self.meta["shape"])

    @property
    def owner(self) -> Account | None:
        """Whose export it is, where that is known."""
        stated = self.meta.get("owner")
        return Account(**stated) if stated else None

    @property
    def foreign(self) -> str:
        """The condition of a query of chains: it is another account's than the one whose export this is. Where an
        export does not say whose it is, or holds nothing of that account, nobody's is."""
        return "(author<>'')" if self.meta.get("owner_stated") and self.meta.get("owner_wrote", True) else "0"

    def read_record(self, at: int, size: int) -> bytes:
        """The bytes of a record, from its place."""
        self._records.seek(at)
        return self._records.read(size)

    def find_records(self, ids: Sequence[str]) -> dict[str, RecordLocation]:
        """Where the records of the posts with these ids are, repeats and reposts aside."""
        result: dict[str, RecordLocation] = {}
        for begin in range(0, len(ids), 500):
            some = ids[begin : begin + 500]
            marks = ",".join("?" * len(some))
            for name, *place in self.db.execute(
                f"{_PLACES} ({marks})",
                some,
            ):
                result[name] = RecordLocation(*place)
        return result

    def find_names(self, names: Sequence[str]) -> dict[str, str]:
        """The ids of posts that other posts name otherwise: by their pages, by an earlier version."""
        result: dict[str, str] = {}
        for begin in range(0, len(names), 500):
            some = names[begin : begin + 500]
            marks = ",".join("?" * len(some))
            result.update(self.db.execute(f"SELECT old, new FROM alias WHERE old IN ({marks})", some))  # noqa: S608
            result.update(
                self.db.execute(
                    f"SELECT page, id FROM post WHERE state IS NULL AND page IN ({marks})",  # noqa: S608
                    some,
                )
            )
        return result

    def find_notes(self, second: str) -> list[bytes]:
        """The long texts written in a second."""
        rows = self.db.execute("SELECT at, size FROM note WHERE second=? ORDER BY at", (second,)).fetchall()
        return [self.read_record(at, size) for at, size in rows]

    def query(self, query: str, values: Sequence[Any] = ()) -> Iterator[tuple[Any, ...]]:
        """What a query gives, row by row, beside any other query."""
        with closing(self.db.execute(query, values)) as cursor:
            yield from cursor

    def close(self) -> None:
        """Let go of the files."""
        self.db.close()
        self._records.close()

    def __enter__(self) -> ScanIndex:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()
