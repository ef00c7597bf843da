"""From rows to threads: which records count, whose they are, and what chains the posts make.

Which long texts, that an export keeps apart, are taken by a post of it.
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterator, Mapping, Sequence
from contextlib import suppress
from datetime import datetime
from typing import Any

import msgspec

from unroller.account_exports.base import Limit, ParsedPost, PostContext, RecordError
from unroller.account_exports.export_format import ExportFormat
from unroller.account_exports.json_values import NO_MOMENT
from unroller.account_exports.scan.index import ScanIndexWriter
from unroller.account_exports.scan.json_stream import read_repaired
from unroller.account_exports.threading import INFERRED_SECONDS, Absence, ReplyChain, ReplyLink, build_chains
from unroller.model import Account


def resolve_rows(db: sqlite3.Connection, owner_id: str | None, *, in_file_order: bool = False) -> str | None:
    """Decide which rows count and whose they are; gives the owner's id, found out where the export does not say.

    `in_file_order`: what orders the posts of one moment is their place in the file.

    The same post twice counts once, as the longer record has it; an earlier version of an edited post does not count;
    a post of which one copy is limited is limited.
    """
    db.execute("CREATE INDEX post_id ON post (id)")
    db.execute("CREATE INDEX IF NOT EXISTS note_second ON note (second)")
    if in_file_order:
        order_by_file(db)
    _mark_repeats(db)
    _resolve_versions(db)
    _resolve_pages(db)
    db.execute("DELETE FROM absent WHERE id IN (SELECT id FROM post WHERE state IS NULL)")
    if owner_id is None:
        owner_id = _guess_owner(db)
    if owner_id is not None:
        db.execute("UPDATE post SET author='' WHERE author=?", (owner_id,))
        db.execute("UPDATE post SET parent_author='' WHERE parent_author=?", (owner_id,))
    elif not _has_parents(db):
        db.execute("UPDATE post SET parent_author=NULL")  # any of them may be the owner
    db.execute("UPDATE post SET own=1 WHERE state IS NULL AND parent IS NOT NULL AND parent_author=author")
    db.execute(
        "UPDATE post SET own=1 WHERE state IS NULL AND own=0 AND parent IS NOT NULL AND EXISTS (SELECT 1 FROM post q "
        "WHERE q.id=coalesce((SELECT new FROM alias WHERE old=post.parent), post.parent) "
        "AND q.author=post.author AND q.state IS NULL)"
    )
    db.execute("UPDATE post SET own=1 WHERE state IS NULL AND author='' AND parent IN (SELECT id FROM absent)")
    return owner_id


def _mark_repeats(db: sqlite3.Connection) -> None:
    twice = db.execute("SELECT id FROM post GROUP BY id HAVING count(*) > 1").fetchall()
    for (name,) in twice:
        rows = db.execute("SELECT n, size, limited, state FROM post WHERE id=?", (name,)).fetchall()
        best = max(rows, key=lambda row: (row[3] is None, row[1], row[0]))
        limits = [row[2] for row in rows if row[2]]
        if limits and not best[2]:
            db.execute("UPDATE post SET limited=? WHERE n=?", (limits[0], best[0]))
        db.execute("UPDATE post SET state='repeat' WHERE id=? AND n<>?", (name, best[0]))


def _resolve_versions(db: sqlite3.Connection) -> None:
    """Count only the last version of an edited post."""
    edited = {
        name: json.loads(versions)
        for name, versions in db.execute("SELECT id, versions FROM post WHERE versions IS NOT NULL AND state IS NULL")
    }
    newer = {old: name for name, ids in edited.items() for old in ids if old != name}
    for old in newer:
        new, seen = newer[old], {old}
        while new in newer and new not in seen:
            seen.add(new)
            new = newer[new]
        if new != old and new not in seen:
            db.execute("INSERT OR IGNORE INTO alias VALUES (?,?)", (old, new))
            db.execute(
                "UPDATE post SET state='earlier' WHERE id=? AND state IS NULL "
                "AND EXISTS (SELECT 1 FROM post WHERE id=? AND state IS NULL)",
                (old, new),
            )


def _resolve_pages(db: sqlite3.Connection) -> None:
    """Answers may name a post by its page: another name of it, where no post is called so."""
    db.execute(
        "INSERT OR IGNORE INTO alias SELECT page, id FROM post WHERE state IS NULL AND page IS NOT NULL "
        "AND page IN (SELECT parent FROM post WHERE parent IS NOT NULL) "
        "AND page NOT IN (SELECT id FROM post WHERE state IS NULL)"
    )


def order_by_file(db: sqlite3.Connection) -> None:
    """Order the posts of one moment as they stand in their file, which has the newest first or the oldest.

    Which of both, most neighbours of different moments tell; where there are none, whether what begins something
    stands before the answers.
    """
    moment = f"substr(ord, 1, {len(NO_MOMENT)})"
    later, earlier = db.execute(
        f"SELECT coalesce(sum(m > before), 0), coalesce(sum(m < before), 0) FROM "  # noqa: S608  a length alone
        f"(SELECT {moment} AS m, lag({moment}) OVER (ORDER BY n) AS before FROM post)"
    ).fetchone()
    if later == earlier:
        first, answer = db.execute(
            "SELECT avg(CASE WHEN reply THEN NULL ELSE n END), avg(CASE WHEN reply THEN n END) FROM post"
        ).fetchone()
        later, earlier = (0, 1) if first is not None and answer is not None and answer < first else (1, 0)
    place = "n" if later > earlier else "(SELECT max(n) FROM post) - n"
    db.execute(f"UPDATE post SET ord = {moment} || printf(' %012d', {place})")  # noqa: S608  no values of others


def _guess_owner(db: sqlite3.Connection) -> str | None:
    """Who wrote most of the posts; where records do not say, whom their answers to each other name."""
    row = db.execute(
        "SELECT author FROM post WHERE state IS NULL AND author<>'' GROUP BY author "
        "ORDER BY count(*) DESC, min(ord) LIMIT 1"
    ).fetchone()
    row = (
        row
        or db.execute(
            "SELECT p.parent_author FROM post p JOIN post q ON q.id=p.parent WHERE p.state IS NULL "
            "AND p.parent_author IS NOT NULL GROUP BY p.parent_author ORDER BY count(*) DESC, p.parent_author LIMIT 1"
        ).fetchone()
    )
    if row or _has_parents(db):
        return row[0] if row else None
    # Posts that follow at once answer their own author; answers to others are mostly single.
    rows = db.execute(
        "SELECT parent_author, sum(near) FROM (SELECT parent_author, coalesce((julianday(published) - "
        "julianday(lag(published) OVER (ORDER BY ord))) * 86400 <= ?, 0) AS near FROM post WHERE state IS NULL) "
        "WHERE parent_author IS NOT NULL GROUP BY parent_author HAVING sum(near) * 2 > count(*) "
        "ORDER BY sum(near) DESC LIMIT 2",
        (INFERRED_SECONDS,),
    ).fetchall()
    return rows[0][0] if rows and (len(rows) == 1 or rows[0][1] >= 2 * rows[1][1]) else None


def _has_parents(db: sqlite3.Connection) -> bool:
    """Whether the export says which post answers which: then an answer to something unnamed is to nothing known."""
    return db.execute("SELECT 1 FROM post WHERE parent IS NOT NULL LIMIT 1").fetchone() is not None


def selection_name(limited: Sequence[Limit]) -> str:
    """The name of the assembly that lets these limited posts in."""
    return ",".join(sorted(set(limited)))


def write_chains(db: sqlite3.Connection, limited: Sequence[Limit] = ()) -> None:
    """Write the chains that the posts make when these limited ones are let in, unless they are there."""
    name = selection_name(limited)
    there = "SELECT 1 FROM chain WHERE variant=? LIMIT 1"
    if db.execute(there, (name,)).fetchone():
        return
    alone = not db.in_transaction
    if alone:
        db.execute("BEGIN IMMEDIATE")
    try:
        if not db.execute(there, (name,)).fetchone():
            _insert_chains(db, name, limited)
    finally:
        if alone:
            db.execute("COMMIT")


def _insert_chains(db: sqlite3.Connection, name: str, limited: Sequence[Limit]) -> None:
    db.execute("CREATE TEMP TABLE IF NOT EXISTS live (id TEXT PRIMARY KEY, author TEXT) WITHOUT ROWID")
    db.execute("CREATE TEMP TABLE IF NOT EXISTS part (id TEXT PRIMARY KEY) WITHOUT ROWID")
    db.execute("DELETE FROM live")
    db.execute("DELETE FROM part")
    marks = ",".join("?" for _ in limited)
    db.execute(
        "INSERT OR IGNORE INTO live SELECT id, author FROM post WHERE state IS NULL AND "  # noqa: S608  marks alone
        f"(limited IS NULL OR limited IN ({marks}))",
        tuple(limited),
    )
    aliases = dict(db.execute("SELECT old, new FROM alias"))
    absences = _load_absences(db, limited)
    guessing: list[str] = []
    if not _has_parents(db):
        unnamed = "SELECT DISTINCT author FROM post WHERE reply AND coalesce(parent_author, author)=author"
        guessing = [row[0] for row in db.execute(unnamed)]
    db.execute(
        "INSERT OR IGNORE INTO part SELECT p.id FROM post p JOIN live l ON l.id=p.id WHERE p.own AND p.state IS NULL"
    )
    db.execute(
        "INSERT OR IGNORE INTO part SELECT l.id FROM post p JOIN part ON part.id=p.id JOIN live l "
        "ON l.id=coalesce((SELECT new FROM alias WHERE old=p.parent), p.parent) AND l.author=p.author "
        "WHERE p.state IS NULL"
    )
    for author in guessing:
        db.execute("INSERT OR IGNORE INTO part SELECT id FROM live WHERE author=?", (author,))
    db.executemany("INSERT OR IGNORE INTO part VALUES (?)", list(_find_cut_posts(db, absences, aliases)))
    authors = [row[0] for row in db.execute("SELECT DISTINCT author FROM live JOIN part USING (id) ORDER BY author")]
    for author in authors:
        db.executemany(
            "INSERT INTO chain VALUES (?,?,?,?,?,?,?,?,?,?,?,?,?,?,?)",
            (
                _build_row(db, name, author, chain)
                for chain in build_chains(
                    _iter_links(db, author, author in guessing), aliases, {} if author else absences
                )
            ),
        )
    db.execute(
        "INSERT INTO chain SELECT ?, p.id, p.ord, "
        "CASE WHEN p.article THEN 'article' WHEN p.reply AND NOT p.own THEN "
        "CASE WHEN p.author='' THEN 'answer' ELSE 'other' END ELSE 'single' END, "
        "1, p.published, coalesce(p.likes, 0), p.media, p.opening, p.limited, 0, 0, 0, NULL, p.author "
        "FROM post p JOIN live l ON l.id=p.id WHERE p.state IS NULL AND p.id NOT IN (SELECT id FROM part)",
        (name,),
    )
    db.execute("CREATE INDEX IF NOT EXISTS chain_root ON chain (variant, root)")


def _load_absences(db: sqlite3.Connection, limited: Sequence[Limit]) -> dict[str, Absence]:
    """The owner's posts that do not count when these limited ones are let in: those that others answer, and those that
    answer others."""
    found: dict[str, Absence] = {
        name: Absence(reason, parent) for name, reason, parent in db.execute("SELECT id, reason, parent FROM absent")
    }
    marks = ",".join("?" for _ in limited)
    kept_out = (
        "SELECT id, limited, parent FROM post WHERE state IS NULL AND author='' AND limited IS NOT NULL "  # noqa: S608
        f"AND limited NOT IN ({marks}) AND (own OR id IN (SELECT parent FROM post WHERE parent IS NOT NULL))"
    )
    found.update((name, Absence(limit, parent)) for name, limit, parent in db.execute(kept_out, tuple(limited)))
    return found


def _find_cut_posts(
    db: sqlite3.Connection, absences: Mapping[str, Absence], aliases: Mapping[str, str]
) -> Iterator[tuple[str]]:
    """The posts of the owner's that count and below which one hangs that does not."""
    if not absences:
        return
    named = [aliases.get(one.parent, one.parent) for one in absences.values() if one.parent]
    for begin in range(0, len(named), 500):
        some = named[begin : begin + 500]
        marks = ",".join("?" for _ in some)
        yield from db.execute(f"SELECT id FROM live WHERE author='' AND id IN ({marks})", some)  # noqa: S608


def _iter_links(db: sqlite3.Connection, author: str, guessing: bool) -> Iterator[ReplyLink]:
    query = (
        "SELECT p.id, p.ord, p.parent, p.own, p.reply, p.published, p.parent_author FROM part "
        "JOIN post p ON p.id=part.id WHERE p.state IS NULL AND p.author=?"
    )
    for name, order, parent, own, reply, published, answered in db.execute(query, (author,)):
        if parent is None and answered is not None and answered != author:
            parent = f"a post of {answered}"  # which one, nothing says
        guess = guessing and bool(reply) and parent is None
        foreign = answered is not None and answered != author
        yield ReplyLink(name, order, parent, bool(own), guess, _parse_seconds(published), foreign)


def _parse_seconds(published: str | None) -> int | None:
    if not published or len(published) < 16:
        return None
    try:
        return int(datetime.fromisoformat(published.replace("Z", "+00:00")).timestamp())
    except (ValueError, OverflowError):
        return None


def _build_row(db: sqlite3.Connection, name: str, author: str, chain: ReplyChain) -> tuple[Any, ...]:
    """The row of a chain. Its likes are those of its first post."""
    order, reply, published, likes, opening = db.execute(
        "SELECT ord, reply, published, coalesce(likes, 0), opening FROM post WHERE id=? AND state IS NULL",
        (chain.root,),
    ).fetchone()
    media, limited, later = 0, None, sum(map(len, chain.later))
    for one in chain.ids:
        row = db.execute("SELECT media, limited FROM post WHERE id=? AND state IS NULL", (one,)).fetchone()
        media, limited = media + row[0], limited or row[1]
    answers = bool(chain.answers) or (bool(reply) and not chain.before and _answers_others(db, chain.root))
    many = len(chain) > 1
    kind = ("reply" if many else "answer") if answers else "thread" if many else "single"
    if answers and author:
        kind = "other"
    gaps = int(chain.before is not None) + len(chain.absent)
    body = msgspec.json.encode(chain).decode() if many or gaps or chain.goes_on else None
    return (
        name, chain.root, order, kind, len(chain), published, likes, media, opening, limited,
        gaps, later, int(chain.inferred), body, author,
    )  # fmt: skip


def _answers_others(db: sqlite3.Connection, root: str) -> bool:
    return not db.execute("SELECT own FROM post WHERE id=? AND state IS NULL", (root,)).fetchone()[0]


#: So many texts of one second are looked at; two are rare, and no archive has more.
_MOST_OF_A_SECOND = 20

#: A long text: its row, its key in `PostContext.notes`, and its record.
StoredNote = tuple[int, str, bytes]


def find_taken_notes(out: ScanIndexWriter, export_format: ExportFormat, owner: Account | None) -> set[int]:
    """The rows of the long texts that some post takes, or names."""
    return _find_named(out) | set(_find_joined(out, export_format, owner))


def iter_notes(out: ScanIndexWriter, begin: int, end: int) -> Iterator[StoredNote]:
    """The long texts from row `begin` on, up to `end`."""
    for row, second, at, size in out.db.execute(
        "SELECT rowid - 1, second, at, size FROM note WHERE rowid > ? AND rowid <= ?", (begin, end)
    ):
        yield row, second, out.read_record(at, size)


def _find_named(out: ScanIndexWriter) -> set[int]:
    """Those that posts name (long articles): a post says so among what it quotes."""
    names = {
        name
        for (quoted,) in out.db.execute("SELECT quoted FROM post WHERE quoted IS NOT NULL")
        for name in json.loads(quoted)
    }
    return {row for row, second in out.db.execute("SELECT rowid - 1, second FROM note") if second in names}


def _find_joined(out: ScanIndexWriter, export_format: ExportFormat, owner: Account | None) -> Iterator[int]:
    """Those that are a post's of the same second: it says which when it is read."""
    posts = out.db.execute(
        "SELECT p.at, p.size, p.published FROM post p WHERE p.size > 0 AND p.published IN (SELECT second FROM note)"
    ).fetchall()
    out.db.execute("CREATE INDEX IF NOT EXISTS note_second ON note (second)")
    for at, size, second in posts:
        raw = out.read_record(at, size)
        notes: list[StoredNote] = [
            (row, second, out.read_record(*place))
            for row, *place in out.db.execute(
                "SELECT rowid - 1, at, size FROM note WHERE second=? LIMIT ?", (second, _MOST_OF_A_SECOND)
            ).fetchall()
        ]
        with suppress(RecordError):  # its faults are reported where it is stored
            parsed = _build_with_notes(export_format, raw, owner, [text for _, _, text in notes])
            yield from (row for row, _, text in notes if text in parsed.texts)


def _build_with_notes(
    export_format: ExportFormat, raw: bytes, owner: Account | None, notes: Sequence[bytes]
) -> ParsedPost:
    context = PostContext(owner, lambda _key: notes)
    return read_repaired(lambda record: export_format.build_post(record, context), raw)
