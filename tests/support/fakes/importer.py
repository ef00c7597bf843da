"""An importer that plays: it holds what a test puts into it, and notes what it was asked. And a report to show."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from typing import IO

from unroller.account_exports.base import FileCount, ImportReport
from unroller.account_import.jobs import ImportResult, Job, Selection, ThreadKind, ThreadRow, ThreadRows, ThreadSort
from unroller.errors import NotFoundError
from unroller.messages import Message

RECEIPT = ImportReport(
    export="archive.zip",
    label="archive of an X account",
    owner="ebb_and_flow",
    files=(FileCount("data/tweets.js", 70, 70), FileCount("data/tweets-part1.js", 30)),
    outcome_counts={
        "threads": 60, "singles": 20, "replies": 10, "reposts": 6, "limited": 2, "duplicates": 1, "unreadable": 1,
    },
    reasons={
        "threads": {"in a thread": 60}, "singles": {"answers nobody": 20}, "replies": {"answers somebody": 10},
        "reposts": {"a repost": 6}, "limited": {"followers-only": 2}, "duplicates": {"the same post twice": 1},
        "unreadable": {"not JSON": 1},
    },
    unopened={"direct messages": 120},
    threads=12,
    kept=(),
    unreadable=("data/tweets.js, record 17: no id",),
    sha256=(("archive.zip", "ab" * 32),),
    exported_at="2026-03-01T10:00:00Z",
    imported_at="2026-03-09T10:00:00Z",
    selection="since 2020, 3 posts or more",
)  # fmt: skip


BEGINS = Job(
    "i1", "ready", (), "2026-03-09T10:00:00Z", owner="ebb_and_flow", label="an X archive", threads=120, posts=600
)


def found(number: int, **more: object) -> ThreadRow:
    """One thread that was found."""
    about = {
        "kind": "thread", "posts": 2 + number % 7, "published": f"{2018 + number % 5}-03-09T10:00:00Z",
        "likes": number * 3, "media": 0, "opening": f"Harbour number {number} silts up, and this is why <b>it</b> does",
    }  # fmt: skip
    return ThreadRow(root=f"1{number:04}", **{**about, **more})  # type: ignore[arg-type]


def zipped() -> bytes:
    """The bytes of a ZIP file."""
    held = io.BytesIO()
    with zipfile.ZipFile(held, "w") as archive:
        archive.writestr(zipfile.ZipInfo("data/tweets.js"), "window.YTD.tweets.part0 = []")
    return held.getvalue()


@dataclass
class Played:
    """The importer. `rows` are what it found."""

    rows: tuple[ThreadRow, ...] = tuple(found(number) for number in range(120))
    held: dict[str, Job] = field(default_factory=dict)
    asked: list[tuple[str, object]] = field(default_factory=list)
    came: dict[str, bytes] = field(default_factory=dict)
    receipt: ImportReport = RECEIPT
    #: Where an import stands once it was begun, and once something is to be kept.
    begins: Job = BEGINS

    def begin(self, files: Sequence[tuple[str, IO[bytes]]]) -> Job:
        self.came = {name: stream.read() for name, stream in files}
        self.held["i1"] = replace(self.begins, names=tuple(self.came))
        return self.held["i1"]

    def list_jobs(self) -> Sequence[Job]:
        return tuple(self.held.values())

    def get(self, key: str) -> Job:
        if key not in self.held:
            raise NotFoundError(Message("there is no such import").about(key))
        return self.held[key]

    def list_threads(
        self, key: str, selection: Selection, *, kinds: Sequence[ThreadKind] = (), sort: ThreadSort = "newest",
        offset: int = 0, limit: int = 50,
    ) -> ThreadRows:  # fmt: skip
        self.get(key)
        self.asked.append(("listing", (selection, tuple(kinds), sort)))
        rows = [
            row for row in self.rows
            if row.posts >= selection.min_posts and (not kinds or row.kind in kinds)
            and (row.limit is None or row.limit in selection.limited)
            and (not selection.since or (row.published or "")[:4] >= selection.since)
        ]  # fmt: skip
        years = sorted({(row.published or "")[:4] for row in self.rows})
        counts = tuple((year, sum((row.published or "")[:4] == year for row in self.rows)) for year in years)
        return ThreadRows(tuple(rows[offset : offset + limit]), len(rows), sum(row.posts for row in rows), counts)

    def keep(self, key: str, selection: Selection) -> Job:
        self.asked.append(("keep", selection))
        self.held[key] = replace(self.get(key), phase="keeping", done=3, total=12, left=200.0)
        return self.held[key]

    def stop(self, key: str) -> Job:
        self.held[key] = replace(self.get(key), phase="stopped")
        return self.held[key]

    def resume(self, key: str) -> Job:
        self.held[key] = replace(self.get(key), phase="scanning")
        return self.held[key]

    def forget(self, key: str) -> None:
        self.get(key)
        del self.held[key]

    def get_result(self, key: str) -> ImportResult | None:
        return ImportResult(self.receipt, added=11, updated=1) if self.get(key).phase == "done" else None
