"""The report of an import, built from the scan's index: every record has exactly one outcome, with its reason."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from typing import Any

from unroller.account_exports.base import OUTCOMES, FileCount, ImportReport, Limit, Outcome
from unroller.account_exports.scan import ScanIndex, selection_name, write_chains
from unroller.account_exports.threading import UNREAD
from unroller.account_import.jobs import Selection
from unroller.account_import.selection import describe_selection
from unroller.errors import InputError
from unroller.messages import Message, Recorded, msgid, technical
from unroller.model import Thread
from unroller.terminal import plural

_LIMITED: dict[str, str] = {
    "followers": msgid("followers-only"),
    "circle": msgid("circle posts"),
    "direct": msgid("direct posts"),
    "deleted": msgid("deleted posts"),
    "draft": msgid("drafts, never published"),
}
_BY_KIND: dict[str, tuple[Outcome, str]] = {
    "thread": ("threads", msgid("in threads")),
    "reply": ("threads", msgid("in threads that begin with an answer to somebody else")),
    "single": ("singles", msgid("single posts")),
    "answer": ("replies", msgid("answers to others")),
    "other": ("replies", msgid("answers by others")),
}
#: Of records that are no post of their own.
_BY_STATE: dict[str, tuple[Outcome, str]] = {
    "repost": ("reposts", msgid("reposts")),
    "repeat": ("duplicates", msgid("the same post twice")),
    "earlier": ("duplicates", msgid("an earlier version of an edited post")),
}


def build_report(
    scan: ScanIndex,
    selection: Selection,
    kept: Sequence[str] = (),
    imported_at: str | None = None,
    notices: Sequence[str] = (),
    unread: Mapping[str, int] | None = None,
) -> ImportReport:
    """The report of a scan of which this selection was kept, as the archive's ids `kept`.

    `unread` counts, by the kind of their threads, the posts that could not be read when they were to be kept.
    """
    meta = scan.meta
    fates, reasons = _count_outcomes(scan, selection.limited, unread or {})
    owner = scan.owner
    return ImportReport(
        export=", ".join(meta["paths"]),
        label=meta["label"],
        owner=owner.handle or owner.id or "" if owner else "",
        files=_count_files(meta),
        outcome_counts=fates,
        reasons=reasons,
        unopened=meta["unopened"],
        threads=_count_threads(scan, selection.limited),
        kept=tuple(kept),
        unreadable=tuple(meta["places"]),
        sha256=tuple((name, digest) for name, digest in meta["sha256"]),
        exported_at=meta["exported_at"],
        imported_at=imported_at,
        notices=(*meta["notices"], *meta["problems"], *notices),
        selection=describe_selection(selection),
    )


def count_lost(scan: ScanIndex, limited: Sequence[Limit], thread: Thread) -> dict[str, int]:
    """How many posts of a thread could not be read, by the kind of the thread; empty where all could."""
    count = sum(gap.reason == UNREAD for gap in thread.gaps)
    if not count:
        return {}
    query = "SELECT kind FROM chain WHERE variant=? AND root=?"
    return {kind: count for (kind,) in scan.query(query, (selection_name(limited), thread.id))}


def _count_outcomes(
    scan: ScanIndex, limited: Sequence[Limit], unread: Mapping[str, int]
) -> tuple[dict[Outcome, int], dict[Outcome, dict[str, int]]]:
    write_chains(scan.db, limited)
    reasons: dict[Outcome, dict[str, int]] = {outcome: {} for outcome in OUTCOMES}

    def count(fate: Outcome, reason: str, number: int) -> None:
        if number:
            reasons[fate][reason] = reasons[fate].get(reason, 0) + number

    for kind, number in scan.query(
        "SELECT kind, sum(posts) FROM chain WHERE variant=? GROUP BY kind", (selection_name(limited),)
    ):
        count(*_BY_KIND[kind], number - unread.get(kind, 0))
    for state, limit, number in scan.query("SELECT state, limited, count(*) FROM post GROUP BY state, limited"):
        if state:
            count(*_BY_STATE[state], number)
        elif limit is not None and limit not in limited:
            count("limited", _LIMITED[limit], number)
    for limit, number in scan.meta["kept_out"].items():
        count("limited", _LIMITED[limit], number)
    for fate, key in (("limited", "aside"), ("unreadable", "broken")):
        for reason, number in scan.meta[key].items():
            count(fate, reason, number)  # type: ignore[arg-type]
    count("unreadable", msgid("posts that could not be read in full"), sum(unread.values()))
    return {fate: sum(reasons[fate].values()) for fate in OUTCOMES}, reasons


def _count_files(meta: Mapping[str, Any]) -> tuple[FileCount, ...]:
    """The files of posts with what the manifest claims of each; those it claims that are not there found nothing."""
    claims, merged = dict(meta["claims"]), Counter[str]()
    for one in meta["files"]:
        name = one["name"]
        if one["role"] == "notes":
            claims.pop(_find_claim(name, claims), None)
        else:
            merged[name] += one["found"]
    files = [FileCount(name, count, claims.pop(_find_claim(name, claims), None)) for name, count in merged.items()]
    files += [FileCount(name, 0, claimed) for name, claimed in claims.items() if claimed]
    return tuple(files)


def _find_claim(name: str, claims: Mapping[str, int]) -> str:
    """What the manifest calls a file, where its folder was left out or is spelled otherwise."""
    if name in claims:
        return name
    base = name.rpartition("/")[2].lower()
    alike = [one for one in claims if one.rpartition("/")[2].lower() == base]
    return alike[0] if len(alike) == 1 else name


def _count_threads(scan: ScanIndex, limited: Sequence[Limit]) -> int:
    query = "SELECT count(*) FROM chain WHERE variant=? AND kind IN ('thread', 'reply')"
    return int(next(scan.query(query, (selection_name(limited),)))[0])


def describe_problems(report: ImportReport, problems: Sequence[str]) -> str:
    """What a person must know of a report before anything else; empty when all is well."""
    parts = [
        f"{file.name}: the export says it has {plural(file.claimed or 0, 'post')}, and {file.found:,} were found"
        for file in report.files
        if not file.agrees
    ]
    parts += problems
    if report.outcome_counts.get("unreadable"):
        parts.append(f"{plural(report.outcome_counts['unreadable'], 'record')} could not be read")
    if not report.adds_up and not parts:
        parts.append("the receipt does not add up")
    return "; ".join(parts)


def require_posts(scan: ScanIndex) -> None:
    """Refuse an export that says nothing.

    Raises:
        InputError: there is no readable post in it; the message says why.
    """
    meta = scan.meta
    if sum(one["found"] for one in meta["files"] if one["role"] == "posts") > sum(meta["broken"].values()):
        return
    name = ", ".join(meta["paths"])
    why = [*meta["problems"], *meta["places"][:1]]
    if why:
        raise InputError(technical("no post in it can be read: {reason}", reason=why[0]).about(name))
    claimed = sum(meta["claims"].values())
    if claimed:
        raise InputError(
            technical(
                "it says that it holds {posts}, and none is in it: "
                "it is one part of an export: hand in all its parts together, or download it again",
                posts=plural(claimed, "post"),
            ).about(name)
        )
    raise InputError(
        Message(
            "there is no post in it ({why}): download the export again, or ask for a new one",
            why=Recorded(meta["label"]),
        ).about(name)
    )
