"""The report of an import, built from the scan's index: every record has exactly one outcome, with its reason."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from unroller.account_exports.base import (
    LIMIT_NAMES,
    OUTCOMES,
    RARE_OUTCOMES,
    FileCount,
    ImportReport,
    Limit,
    Outcome,
)
from unroller.account_exports.scan import ScanIndex, selection_name, write_chains
from unroller.account_exports.thread_builder import UNREAD, describe_lost_media
from unroller.account_import.jobs import Selection
from unroller.account_import.selection import count_selected, count_withheld, describe_selection
from unroller.errors import InputError
from unroller.messages import Grouped, Message, Recorded, counted, msgid, technical
from unroller.model import Thread
from unroller.terminal import plural

_LIMITED: dict[str, str] = {limit: str(name) for limit, name in LIMIT_NAMES.items()}
_BY_KIND: dict[str, tuple[Outcome, str]] = {
    "thread": ("threads", msgid("in threads")),
    "reply": ("threads", msgid("in threads that begin with an answer to somebody else")),
    "single": ("singles", msgid("single posts")),
    "article": ("singles", msgid("long articles")),
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
    losses: Losses | None = None,
) -> ImportReport:
    """The report of a scan of which this selection was kept, as the archive's ids `kept`.

    `unread` counts, by the kind of their threads, the posts that could not be read when they were to be kept, `losses`
    what else was found missing then.
    """
    losses = losses or Losses()
    meta = scan.meta
    fates, reasons = _count_outcomes(scan, selection, unread or {})
    owner = scan.owner
    empty = selection.roots is None and not count_selected(scan, selection)[0]
    withheld = count_withheld(scan, selection) if empty else {}
    said = (*losses.describe(), *_describe_withheld(withheld))
    return ImportReport(
        export=", ".join(meta["paths"]),
        label=meta["label"],
        owner=owner.handle or owner.id or "" if owner else "",
        files=_count_files(meta),
        outcome_counts=fates,
        reasons=reasons,
        unopened=meta["unopened"],
        threads=_count_threads(scan, selection),
        kept=tuple(kept),
        unreadable=tuple(meta["places"]),
        sha256=tuple((name, digest) for name, digest in meta["sha256"]),
        exported_at=meta["exported_at"],
        imported_at=imported_at,
        notices=(*meta["notices"], *meta["problems"], *map(str, said), *notices),
        selection=describe_selection(selection),
        incomplete=losses.incomplete,
        withheld=sum(withheld.values()),
    )


@dataclass(frozen=True, slots=True)
class Losses:
    """What was found missing when threads were kept: how many of them are incomplete, and how many files of pictures
    and films their posts name in vain."""

    incomplete: int = 0
    media: int = 0

    def describe(self) -> Iterator[Message]:
        """The same in sentences."""
        if self.incomplete:
            yield counted(
                "something is missing in {count} thread that was kept: its page says what",
                "something is missing in {count} threads that were kept: their pages say what",
                count=Grouped(self.incomplete),
            )
        if self.media:
            yield describe_lost_media(Grouped(self.media))


def _describe_withheld(withheld: Mapping[Limit, int]) -> Iterator[Message]:
    """What to do where nothing but posts for few could be kept: which kinds can be let in, and how."""
    for limit, count in withheld.items():
        yield counted(
            "nothing was kept, for {count} post is {kind}: to keep it, privately, use --with {option}, or tick "
            "its kind on the page of the import",
            "nothing was kept, for {count} posts are {kind}: to keep them, privately, use --with {option}, or tick "
            "their kind on the page of the import",
            count=Grouped(count),
            kind=LIMIT_NAMES[limit],
            option=limit,
        )


def count_lost(scan: ScanIndex, limited: Sequence[Limit], thread: Thread) -> dict[str, int]:
    """How many posts of a thread could not be read, by the kind of the thread; empty where all could."""
    count = sum(gap.reason == UNREAD for gap in thread.gaps)
    if not count:
        return {}
    query = "SELECT kind FROM chain WHERE variant=? AND root=?"
    return {kind: count for (kind,) in scan.query(query, (selection_name(limited), thread.id))}


def _count_outcomes(
    scan: ScanIndex, selection: Selection, unread: Mapping[str, int]
) -> tuple[dict[Outcome, int], dict[Outcome, dict[str, int]]]:
    write_chains(scan.db, selection.limited)
    reasons: dict[Outcome, dict[str, int]] = {outcome: {} for outcome in OUTCOMES}

    def count(fate: Outcome, reason: str, number: int) -> None:
        if number:
            reasons[fate][reason] = reasons[fate].get(reason, 0) + number

    _count_chains(scan, selection, unread, count)
    for state, limit, number in scan.query("SELECT state, limited, count(*) FROM post GROUP BY state, limited"):
        if state:
            count(*_BY_STATE[state], number)
        elif limit is not None and limit not in selection.limited:
            count("limited", _LIMITED[limit], number)
    for limit, number in scan.meta["kept_out"].items():
        count("limited", _LIMITED[limit], number)
    for fate, key in (("limited", "aside"), ("unavailable", "unavailable"), ("unreadable", "broken")):
        for reason, number in scan.meta.get(key, {}).items():
            count(fate, reason, number)  # type: ignore[arg-type]
    count("unreadable", msgid("posts that could not be read in full"), sum(unread.values()))
    listed = [fate for fate in OUTCOMES if reasons[fate] or fate not in RARE_OUTCOMES]
    return {fate: sum(reasons[fate].values()) for fate in listed}, {fate: reasons[fate] for fate in listed}


def _count_chains(
    scan: ScanIndex, selection: Selection, unread: Mapping[str, int], count: Callable[[Outcome, str, int], None]
) -> None:
    """Count the posts that count, by what they are put together to."""
    for kind, foreign, number in scan.query(
        f"SELECT kind, {scan.foreign}, sum(posts) FROM chain WHERE variant=? GROUP BY 1, 2",  # noqa: S608
        (selection_name(selection.limited),),
    ):
        if foreign and not selection.others:
            count("others", msgid("posts by other accounts, in threads or alone"), number)
        else:
            count(*_BY_KIND[kind], number - unread.get(kind, 0))


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


def _count_threads(scan: ScanIndex, selection: Selection) -> int:
    own = "" if selection.others else f" AND NOT {scan.foreign}"
    query = f"SELECT count(*) FROM chain WHERE variant=? AND kind IN ('thread', 'reply'){own}"  # noqa: S608
    return int(next(scan.query(query, (selection_name(selection.limited),)))[0])


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
