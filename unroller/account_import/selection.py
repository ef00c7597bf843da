"""What of an export is to be kept: a selection as a query over what was found."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Sequence

from unroller.account_exports.base import ADMISSIBLE, Limit
from unroller.account_exports.scan import ScanIndex, selection_name, write_chains
from unroller.account_import.jobs import Selection, ThreadKind, ThreadRow, ThreadRows, ThreadSort
from unroller.errors import MisuseError
from unroller.messages import Grouped, Message, Several, technical

_ORDERS: dict[ThreadSort, str] = {
    "newest": "ord DESC, root DESC",
    "oldest": "ord, root",
    "longest": "posts DESC, ord DESC, root DESC",
    "liked": "likes DESC, ord DESC, root DESC",
}
_COLUMNS = "root, kind, posts, published, likes, media, opening, limited, gaps, later, inferred, author"
#: What is said of the kinds that a person may let in.
_PRIVATELY: dict[Limit, Message] = {
    "followers": Message("with followers, privately"),
    "circle": Message("with circle, privately"),
}
#: Most roots that a question names one by one.
MOST_ROOTS = 500_000

FindUrl = Callable[[str, str], str | None]


def select_roots(scan: ScanIndex, selection: Selection) -> Iterator[str]:
    """The first posts of all threads that are to be kept, oldest first: always in the same order."""
    where, values = _build_condition(scan, selection, ())
    for (root,) in scan.query(f"SELECT root FROM chain WHERE {where} ORDER BY ord, root", values):  # noqa: S608
        yield root


def count_selected(scan: ScanIndex, selection: Selection) -> tuple[int, int]:
    """How many threads are to be kept, and their posts."""
    where, values = _build_condition(scan, selection, ())
    row = next(scan.query(f"SELECT count(*), coalesce(sum(posts), 0) FROM chain WHERE {where}", values))  # noqa: S608
    return row[0], row[1]


def list_threads(
    scan: ScanIndex,
    selection: Selection,
    kinds: Sequence[ThreadKind],
    sort: ThreadSort,
    page: tuple[int, int],
    kept: FindUrl,
) -> ThreadRows:
    """A page (offset, limit) of what passes. `kept` says where in the archive a thread is, by first post and author."""
    where, values = _build_condition(scan, selection, kinds)
    total, posts = next(
        scan.query(f"SELECT count(*), coalesce(sum(posts), 0) FROM chain WHERE {where}", values)  # noqa: S608
    )
    order = _ORDERS.get(sort, _ORDERS["newest"])
    rows = scan.query(
        f"SELECT {_COLUMNS} FROM chain WHERE {where} ORDER BY {order} LIMIT ? OFFSET ?",  # noqa: S608
        (*values, page[1], page[0]),
    )
    rows_found = tuple(
        ThreadRow(
            root=row[0], kind=row[1], posts=row[2], published=row[3], likes=row[4], media=row[5], opening=row[6],
            limit=row[7], gaps=row[8], later=row[9], inferred=bool(row[10]), kept=kept(row[0], row[11]),
        )
        for row in rows
    )  # fmt: skip
    own = "" if selection.others else f" AND NOT {scan.foreign}"
    by_year = (
        "SELECT coalesce(substr(published, 1, 4), '') AS y, count(*) FROM chain "  # noqa: S608  a condition of ours
        f"WHERE variant=? AND kind IN ('thread', 'reply'){own} GROUP BY y ORDER BY y"
    )
    years = scan.query(by_year, (selection_name(selection.limited),))
    withheld = sum(count_withheld(scan, selection).values())
    return ThreadRows(rows_found, total, posts, tuple((year, count) for year, count in years), withheld)


def count_withheld(scan: ScanIndex, selection: Selection) -> dict[Limit, int]:
    """How many posts of each kind for few, that can be let in, are left out."""
    counts = dict(scan.query("SELECT limited, count(*) FROM post WHERE state IS NULL GROUP BY limited"))
    return {limit: counts[limit] for limit in ADMISSIBLE if limit in counts and limit not in selection.limited}


def _build_condition(scan: ScanIndex, selection: Selection, kinds: Sequence[ThreadKind]) -> tuple[str, list[object]]:
    """The condition of a query, and its values.

    Raises:
        MisuseError: a date is none.
    """
    write_chains(scan.db, selection.limited)
    parts, values = ["variant=?", "kind<>'other'"], list[object]([selection_name(selection.limited)])

    def demand(part: str, *arguments: object) -> None:
        parts.append(part)
        values.extend(arguments)

    if not selection.others:
        demand(f"NOT {scan.foreign}")
    if kinds:
        demand(f"kind IN ({','.join('?' for _ in kinds)})", *kinds)
    if selection.roots is not None:
        demand("root IN (SELECT value FROM json_each(?))", json.dumps(selection.roots[:MOST_ROOTS]))
    else:
        demand("(posts>=? OR (kind='article' AND ?<=2))", selection.min_posts, selection.min_posts)
        if selection.min_likes:
            demand("likes>=?", selection.min_likes)
        if not selection.replies:
            demand("kind NOT IN ('reply', 'answer')")
        if selection.since:
            demand("published>=?", _parse_day(selection.since))
        if selection.until:
            demand("published<?", _parse_day(selection.until) + "~")
    if selection.without:
        demand("root NOT IN (SELECT value FROM json_each(?))", json.dumps(selection.without[:MOST_ROOTS]))
    return " AND ".join(parts), values


def _parse_day(text: str) -> str:
    """A year, a month or a day as dates begin.

    Raises:
        MisuseError: it is none.
    """
    parts = text.strip().split("-")
    lengths = [len(part) for part in parts]
    if lengths not in ([4], [4, 2], [4, 2, 2]) or not all(part.isascii() and part.isdigit() for part in parts):
        raise MisuseError(Message("write a year or a day: 2020, 2020-03-01").about(text[:40]))
    return "-".join(parts)


def describe_selection(selection: Selection) -> str:
    """A selection in a line, for the report."""
    parts: list[Message] = []
    if selection.roots is not None:
        parts.append(Message("{count} chosen by hand", count=Grouped(len(selection.roots))))
    else:
        parts.append(
            Message("single posts too")
            if selection.min_posts < 2
            else Message("threads of {count} posts or more", count=selection.min_posts)
        )
        parts += [Message("since {day}", day=selection.since)] if selection.since else []
        parts += [Message("until {day}", day=selection.until)] if selection.until else []
        parts += [Message("{count} likes or more", count=Grouped(selection.min_likes))] if selection.min_likes else []
        parts += [Message("no answers to others")] if not selection.replies else []
        parts += [Message("threads of other accounts too")] if selection.others else []
    parts += [
        _PRIVATELY.get(kind) or technical("with {kind}, privately", kind=kind) for kind in sorted(selection.limited)
    ]
    parts += [Message("{count} taken out by hand", count=Grouped(len(selection.without)))] if selection.without else []
    return str(Several(tuple(parts)))
