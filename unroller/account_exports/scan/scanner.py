"""The scan itself, as the child process does it: every record of every file of posts, once, in bounded memory."""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from contextlib import suppress
from dataclasses import asdict, replace
from pathlib import Path
from typing import Any

from unroller.account_exports.base import ADMISSIBLE, ExportInfo, RecordError
from unroller.account_exports.containers.base import DamagedMemberError
from unroller.account_exports.containers.open import FolderContainer
from unroller.account_exports.scan.index import ScanIndexWriter
from unroller.account_exports.scan.join_chains import find_taken_notes, iter_notes
from unroller.account_exports.scan.json_stream import BrokenRecord, MemberError, SplitRecord, check_limits
from unroller.account_exports.scan.plan import OpenedExport, OpenedFile, read_whole
from unroller.account_exports.scan.record_splitter import MOST_LINE, split_records
from unroller.account_exports.scan.repair import read_repaired
from unroller.account_exports.scan.select import resolve_rows, write_chains
from unroller.errors import InputError
from unroller.limits import Limits
from unroller.model import Account

#: How often progress is told: after so many records, and after so many bytes.
_EVERY = 500
_MOST_NAMED = 100
#: Long texts without a post are named by when they were written, so many of them.
_MOST_SECONDS = 20

Tell = Callable[[int, int, int], None]


class Scanner:
    """Reads an export into a folder. `tell` is called with records, bytes read, and bytes in all."""

    def __init__(self, planned: OpenedExport, paths: Sequence[Path], folder: Path, limits: Limits, tell: Tell) -> None:
        self.planned = planned
        self.paths = paths
        self.shape = planned.shape
        self.limits = limits
        self.out = ScanIndexWriter(folder)
        self.counts: list[dict[str, Any]] = []
        self.aside: Counter[str] = Counter()
        self.kept_out: Counter[str] = Counter()
        self.broken: Counter[str] = Counter()
        self.places: list[str] = []
        self.problems: list[str] = []
        self.said = [
            f"{name}: another export lies here and was not read: import it by itself" for name in planned.beside
        ]
        self._notes: list[tuple[OpenedFile, int, int]] = []
        self._noted = 0
        self.digests: list[tuple[str, str]] = []
        self._tell = tell
        self._records = self._bytes = 0
        self._told: list[ExportInfo] = []
        self._total = sum(one.size for one in planned.files)

    def scan(self) -> None:
        """All of it: side files, records, who is whose, what makes a thread.

        Raises:
            InputError: it is not to be read at all; the message begins with the file's name.
        """
        about = self._about()
        self._digest()
        for one in self.planned.files:
            if one.member.role in ("posts", "aside", "notes"):
                self._file(one)
        about = _merge_info(about, self._told)
        self.out.flush()
        self._left_over(about.owner)
        self.out.flush()
        owner = about.owner
        found = resolve_rows(self.out.db, owner.id if owner else None)
        self._tell(self._records, self._total, self._total)
        write_chains(self.out.db)
        self.out.meta(
            shape=self.shape.name, label=self.shape.label, platform=self.shape.platform,
            owner=self._owner(about, found), owner_stated=about.owner is not None,
            exported_at=about.exported_at, partial=about.partial,
            notices=[*(notice.message for notice in about.notices), *self.said], claims=dict(about.claims),
            unopened=dict(about.unopened), files=self.counts, aside=self.aside, kept_out=self.kept_out,
            broken=self.broken, places=self.places, problems=self.problems, sha256=self.digests,
            paths=[path.name for path in self.paths], members=[one.member.name for one in self.planned.files],
        )  # fmt: skip
        self.out.close()

    def _owner(self, about: ExportInfo, found: str | None) -> dict[str, Any] | None:
        if about.owner:
            return asdict(about.owner)
        row = self.out.db.execute(
            "SELECT handle FROM post WHERE handle<>'' AND author='' GROUP BY handle "
            "ORDER BY count(*) DESC, handle LIMIT 1"
        ).fetchone()
        if not row and not found:
            return None
        return {"handle": row[0] if row else "", "id": found}

    def _about(self) -> ExportInfo:
        """What the side files say; of several exports together, all must be of one account."""
        found: dict[int, dict[str, bytes]] = {}
        for one in self.planned.files:
            if one.member.role == "about":
                try:
                    data = read_whole(one, self.limits.export_side_file)
                except InputError as error:
                    self.problems.append(f"{one.name}: {error}")
                else:
                    found.setdefault(one.source, {})[one.name] = data
        if not found:
            return self.shape.parse_info({})
        abouts = [self.shape.parse_info(files) for _, files in sorted(found.items())]
        owners = {about.owner.id or about.owner.handle for about in abouts if about.owner}
        if len(owners) > 1:
            raise InputError("these are exports of different accounts: import them one after the other")
        claims = {name: count for about in abouts for name, count in about.claims.items()}
        first = next((about for about in abouts if about.owner), abouts[0])
        return ExportInfo(
            first.owner, claims, first.unopened, first.exported_at, any(about.partial for about in abouts),
            tuple(dict.fromkeys(notice for about in abouts for notice in about.notices)),
        )  # fmt: skip

    def _digest(self) -> None:
        """The SHA-256 of each file that was handed in; of folders, that of each file of posts."""
        for number, path in enumerate(self.paths):
            mine = [one for one in self.planned.files if one.source == number]
            if mine and isinstance(folder := mine[0].container, FolderContainer):
                files = [path / folder.entries[one.number].name for one in mine if one.member.role != "about"]
            else:
                files = [path]
            for file in files:
                with file.open("rb") as stream:
                    self.digests.append((file.name, hashlib.file_digest(stream, "sha256").hexdigest()))

    # -- one file ------------------------------------------------------------------------------------------------------

    def _file(self, one: OpenedFile) -> None:
        """Every record of a file; what is wrong with it is noted, and the other files go on."""
        found, wrong, noted = 0, "", self._noted
        take = {"posts": self._post, "aside": self._beside, "notes": self._note}[one.member.role]
        try:
            for piece in self._expanded(one):
                found += 1
                self._records += 1
                if self._records % _EVERY == 0:
                    self._tell(self._records, self._bytes, self._total)
                if isinstance(piece, BrokenRecord):
                    self._unreadable(one, found, piece.reason)
                else:
                    take(one, found, piece)
        except (MemberError, DamagedMemberError) as error:
            wrong = str(error)
        except InputError as error:
            raise type(error)(f"{one.name}: {error}") from None
        if wrong:
            self.problems.append(f"{one.name}: {wrong}")
        self.counts.append({"name": one.name, "found": found, "role": one.member.role})
        if self._noted > noted:
            self._notes.append((one, noted, self._noted))

    def _expanded(self, one: OpenedFile) -> Iterator[SplitRecord]:
        """The records of a file, each taken apart where the shape's records hold several."""
        expand = self.shape.iter_records
        if one.member.layout == "document":
            data = read_whole(one, self.limits.export_document)
            self._bytes += len(data)
            if self.shape.parse_document and one.member.role == "posts":
                with suppress(RecordError, ValueError, TypeError, KeyError, IndexError, AttributeError, RecursionError):
                    self._told.append(self.shape.parse_document(data))  # its faults are said when records are read
            wholes: Iterator[SplitRecord] = iter([data])
        else:
            wholes = split_records(self._counted(one.read()), one.member.layout, one.member.key)
        for piece in wholes:
            if isinstance(piece, BrokenRecord) or expand is None:
                yield piece  # bounded where it was split off
                continue
            try:
                for record in expand(piece):
                    yield check_limits(record, MOST_LINE)
            except RecordError as error:
                yield BrokenRecord(str(error))
            except (ValueError, TypeError, KeyError, IndexError, AttributeError, RecursionError) as error:
                yield BrokenRecord(f"it is not as such files are ({type(error).__name__})")

    def _counted(self, chunks: Iterator[bytes]) -> Iterator[bytes]:
        for chunk in chunks:
            self._bytes += len(chunk)
            yield chunk

    def _post(self, one: OpenedFile, number: int, raw: bytes) -> None:
        try:
            head = read_repaired(self.shape.summarize, raw)
        except RecordError as error:
            self._unreadable(one, number, str(error))
            return
        limit = one.member.limit or head.limit
        if limit is not None and limit not in ADMISSIBLE:
            self.kept_out[limit] += 1  # and nothing of it is written anywhere
        elif head.repost:
            self.out.repost(head)
        else:
            self.out.post(head, raw, limit)

    def _beside(self, one: OpenedFile, _number: int, _raw: bytes) -> None:
        self.aside[one.member.reason or "deleted posts"] += 1

    def _note(self, one: OpenedFile, number: int, raw: bytes) -> None:
        try:
            if self.shape.find_note_key:
                self.out.note(read_repaired(self.shape.find_note_key, raw), raw)
                self._noted += 1
        except RecordError as error:
            if one.member.reason:  # nobody's but its own
                self._unreadable(one, number, str(error))
                self.counts.append({"name": one.name, "found": 1, "role": "posts"})
            else:
                self.problems.append(f"{one.name}, record {number}: {error}")

    def _left_over(self, owner: Account | None) -> None:
        """Long texts that no post takes: those that are posts of their own become such, the others are named."""
        taken = find_taken_notes(self.out, self.shape, owner) if self._notes else set()
        for one, begin, end in self._notes:
            left = [(second, raw) for n, second, raw in iter_notes(self.out, begin, end) if n not in taken]
            if not left:
                continue
            if one.member.reason:
                self.counts.append({"name": one.name, "found": len(left), "role": "posts"})
                for number, (_, raw) in enumerate(left, 1):
                    self._post(one, number, raw)
            else:
                written = ", ".join(second for second, _ in left[:_MOST_SECONDS])
                more = ", …" if len(left) > _MOST_SECONDS else ""
                self.said.append(
                    f"{one.name}: long texts that belong to no post of this export were left out: {len(left):,}, "
                    f"written {written}{more}"
                )

    def _unreadable(self, one: OpenedFile, number: int, reason: str) -> None:
        self.broken["broken records"] += 1
        if len(self.places) < _MOST_NAMED:
            self.places.append(f"{one.name}, record {number}: {reason}")


def _merge_info(about: ExportInfo, told: Sequence[ExportInfo]) -> ExportInfo:
    """What side files say, and where there are none, what documents say of themselves; nobody's where they disagree."""
    owners = {one.owner.id: one.owner for one in told if one.owner}
    owner = about.owner or (next(iter(owners.values())) if len(owners) == 1 else None)
    unopened = Counter(about.unopened)
    for one in told:
        unopened.update(one.unopened)
    notices = dict.fromkeys((*about.notices, *(notice for one in told for notice in one.notices)))
    return replace(about, owner=owner, unopened=unopened, notices=tuple(notices))
