"""Which long texts, that an export keeps apart, are taken by a post of it."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from contextlib import suppress

from unroller.account_exports.base import ParsedPost, PostContext, RecordError
from unroller.account_exports.export_format import ExportFormat
from unroller.account_exports.scan.index import ScanIndexWriter
from unroller.account_exports.scan.repair import read_repaired
from unroller.model import Account

#: So many texts of one second are looked at; two are rare, and no archive has more.
_MOST_OF_A_SECOND = 20

#: A long text: its row, what it is asked for by, and its record.
StoredNote = tuple[int, str, bytes]


def find_taken_notes(out: ScanIndexWriter, shape: ExportFormat, owner: Account | None) -> set[int]:
    """The rows of the long texts that some post takes, or names."""
    return _find_named(out) | set(_find_joined(out, shape, owner))


def iter_notes(out: ScanIndexWriter, begin: int, end: int) -> Iterator[StoredNote]:
    """The long texts from row `begin` on, up to `end`."""
    for row, second, at, size in out.db.execute(
        "SELECT rowid - 1, second, at, size FROM note WHERE rowid > ? AND rowid <= ?", (begin, end)
    ):
        yield row, second, out.record(at, size)


def _find_named(out: ScanIndexWriter) -> set[int]:
    """Those that posts name (long articles): a post says so among what it quotes."""
    names = {
        name
        for (quoted,) in out.db.execute("SELECT quoted FROM post WHERE quoted IS NOT NULL")
        for name in json.loads(quoted)
    }
    return {row for row, second in out.db.execute("SELECT rowid - 1, second FROM note") if second in names}


def _find_joined(out: ScanIndexWriter, shape: ExportFormat, owner: Account | None) -> Iterator[int]:
    """Those that are a post's of the same second: it says which when it is read."""
    posts = out.db.execute(
        "SELECT p.at, p.size, p.published FROM post p WHERE p.size > 0 AND p.published IN (SELECT second FROM note)"
    ).fetchall()
    out.db.execute("CREATE INDEX IF NOT EXISTS note_second ON note (second)")
    for at, size, second in posts:
        raw = out.record(at, size)
        found: list[StoredNote] = [
            (row, second, out.record(*place))
            for row, *place in out.db.execute(
                "SELECT rowid - 1, at, size FROM note WHERE second=? LIMIT ?", (second, _MOST_OF_A_SECOND)
            ).fetchall()
        ]
        with suppress(RecordError):  # what is wrong with a post is said where it is kept
            made = _read_with_notes(shape, raw, owner, [text for _, _, text in found])
            yield from (row for row, _, text in found if text in made.texts)


def _read_with_notes(shape: ExportFormat, raw: bytes, owner: Account | None, notes: Sequence[bytes]) -> ParsedPost:
    return read_repaired(lambda record: shape.build_post(record, PostContext(owner, lambda _second: notes)), raw)
