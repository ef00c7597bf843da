"""The scan itself, as the child process does it: every record of every file of posts, once, in bounded memory.

It also finds the format of an export, and which of its files are opened.

What to ask a network for, when somebody hands in another export than the one that threads can be read from.
"""

from __future__ import annotations

import hashlib
import importlib
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from contextlib import suppress
from dataclasses import asdict, dataclass, replace
from itertools import islice
from pathlib import Path
from typing import Any

from unroller.account_exports import ExportFormat
from unroller.account_exports.base import (
    ADMISSIBLE,
    ExportFile,
    ExportInfo,
    FileSelection,
    RecordError,
    UnavailablePostError,
)
from unroller.account_exports.containers.base import Container, DamagedMemberError
from unroller.account_exports.containers.open import FolderContainer, SingleFile, open_source
from unroller.account_exports.scan.index import ScanIndexWriter
from unroller.account_exports.scan.json_stream import (
    MOST_LINE,
    BrokenRecord,
    MemberError,
    SplitRecord,
    check_limits,
    read_repaired,
    split_records,
)
from unroller.account_exports.scan.select import find_taken_notes, iter_notes, resolve_rows, write_chains
from unroller.account_exports.threading import Absence
from unroller.errors import InputError, NoThreadError, TooLargeError, UnrollerError
from unroller.limits import Limits
from unroller.messages import Grouped, Message, megabytes, msgid, technical
from unroller.model import Account

#: Progress is reported after so many records.
_EVERY = 500
_MOST_NAMED = 100
#: Long texts without a post are named by when they were written, so many of them.
_MOST_SECONDS = 20

#: Of posts that do not count so many are remembered, for the threads that they cut.
_MOST_ABSENT = 500_000

#: Called with the number of records, the bytes read of them, and all bytes.
ScanProgress = Callable[[int, int, int], None]


class Scanner:
    """Reads an export into a folder. `tell` is called with records, bytes read, and bytes in all."""

    def __init__(
        self, planned: OpenedExport, paths: Sequence[Path], folder: Path, limits: Limits, tell: ScanProgress
    ) -> None:
        self.planned = planned
        self.paths = paths
        self.format = planned.format
        self.limits = limits
        self.out = ScanIndexWriter(folder)
        self.counts: list[dict[str, Any]] = []
        self.aside: Counter[str] = Counter()
        self.kept_out: Counter[str] = Counter()
        self.broken: Counter[str] = Counter()
        self.unavailable: Counter[str] = Counter()
        self.places: list[str] = []
        self.problems: list[str] = []
        self.notices = [
            str(Message("another export lies here and was not read: import it by itself").about(name))
            for name in planned.beside
        ]
        self._absent: dict[str, Absence] = {}
        self._notes: list[tuple[OpenedFile, int, int]] = []
        self._noted = 0
        self.digests: list[tuple[str, str]] = []
        self._tell = tell
        self._records = self._bytes = 0
        self._infos: list[ExportInfo] = []
        self._total = sum(one.size for one in planned.files)

    def scan(self) -> None:
        """All of it: side files, records, who is whose, what makes a thread.

        Raises:
            InputError: it is not to be read at all; the message begins with the file's name.
        """
        about = self._read_info()
        self._hash_files()
        for one in self.planned.files:
            if one.member.role in ("posts", "aside", "notes"):
                self._scan_file(one)
        about = _merge_info(about, self._infos)
        self.out.flush()
        self._add_left_notes(about.owner)
        self.out.flush()
        owner = about.owner
        self.out.add_absent(self._absent)
        owner_id = resolve_rows(self.out.db, owner.id if owner else None, in_file_order=self.format.in_file_order)
        self._tell(self._records, self._total, self._total)
        write_chains(self.out.db)
        self.out.set_meta(
            shape=self.format.name, label=str(self.format.label), platform=self.format.platform,
            owner=self._find_owner(about, owner_id), owner_stated=about.owner is not None,
            expects_media=self.format.brings_media
            and not all(isinstance(one.container, SingleFile) for one in self.planned.files),
            owner_wrote=self.out.db.execute("SELECT 1 FROM post WHERE author='' LIMIT 1").fetchone() is not None,
            exported_at=about.exported_at, partial=about.partial,
            notices=[*(str(notice.message) for notice in about.notices), *self.notices], claims=dict(about.claims),
            unopened=dict(about.unopened), files=self.counts, aside=self.aside, kept_out=self.kept_out,
            broken=self.broken, unavailable=self.unavailable,
            places=self.places, problems=self.problems, sha256=self.digests,
            paths=[path.name for path in self.paths], members=[one.member.name for one in self.planned.files],
        )  # fmt: skip
        self.out.close()

    def _find_owner(self, about: ExportInfo, owner_id: str | None) -> dict[str, Any] | None:
        if about.owner:
            return asdict(about.owner)
        row = self.out.db.execute(
            "SELECT handle FROM post WHERE handle<>'' AND author='' GROUP BY handle "
            "ORDER BY count(*) DESC, handle LIMIT 1"
        ).fetchone()
        if not row and not owner_id:
            return None
        return {"handle": row[0] if row else "", "id": owner_id}

    def _read_info(self) -> ExportInfo:
        """What the side files say; of several exports together, all must be of one account."""
        files: dict[int, dict[str, bytes]] = {}
        for one in self.planned.files:
            if one.member.role == "about":
                try:
                    data = read_whole(one, self.limits.export_side_file)
                except InputError as error:
                    self.problems.append(f"{one.name}: {error}")
                else:
                    files.setdefault(one.source, {})[one.name] = data
        if not files:
            return self.format.parse_info({})
        abouts = [self.format.parse_info(files) for _, files in sorted(files.items())]
        owners = {about.owner.id or about.owner.handle for about in abouts if about.owner}
        if len(owners) > 1:
            raise InputError(Message("these are exports of different accounts: import them one after the other"))
        claims = {name: count for about in abouts for name, count in about.claims.items()}
        first = next((about for about in abouts if about.owner), abouts[0])
        return ExportInfo(
            first.owner, claims, first.unopened, first.exported_at, any(about.partial for about in abouts),
            tuple(dict.fromkeys(notice for about in abouts for notice in about.notices)),
        )  # fmt: skip

    def _hash_files(self) -> None:
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

    def _scan_file(self, one: OpenedFile) -> None:
        """Every record of a file; what is wrong with it is noted, and the other files go on."""
        count, wrong, noted = 0, "", self._noted
        take = {"posts": self._add_post, "aside": self._set_aside, "notes": self._add_note}[one.member.role]
        try:
            for piece in self._iter_records(one):
                count += 1
                self._records += 1
                if self._records % _EVERY == 0:
                    self._tell(self._records, self._bytes, self._total)
                if isinstance(piece, BrokenRecord):
                    self._add_unreadable(one, count, piece.reason, piece.start)
                else:
                    take(one, count, piece)
        except (MemberError, DamagedMemberError) as error:
            wrong = str(error)
        except InputError as error:
            raise type(error)(error.message.about(one.name)) from None
        if wrong:
            self.problems.append(f"{one.name}: {wrong}")
        self.counts.append({"name": one.name, "found": count, "role": one.member.role})
        if self._noted > noted:
            self._notes.append((one, noted, self._noted))

    def _iter_records(self, one: OpenedFile) -> Iterator[SplitRecord]:
        """The records of a file, each taken apart where the format's records hold several."""
        expand = self.format.iter_records
        if one.member.layout == "document":
            data = read_whole(one, self.limits.export_document)
            self._bytes += len(data)
            if self.format.parse_document and one.member.role == "posts":
                with suppress(RecordError, ValueError, TypeError, KeyError, IndexError, AttributeError, RecursionError):
                    self._infos.append(self.format.parse_document(data))  # its faults are reported with its records
            wholes: Iterator[SplitRecord] = iter([data])
        else:
            wholes = split_records(self._count_bytes(one.read()), one.member.layout, one.member.key)
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

    def _count_bytes(self, chunks: Iterator[bytes]) -> Iterator[bytes]:
        for chunk in chunks:
            self._bytes += len(chunk)
            yield chunk

    def _add_post(self, one: OpenedFile, number: int, raw: bytes) -> None:
        try:
            head = read_repaired(self.format.summarize, raw)
        except UnavailablePostError:
            self.unavailable[msgid("posts that are gone, or not shown to everybody")] += 1
            return
        except RecordError as error:
            self._add_unreadable(one, number, str(error), raw)
            return
        limit = one.member.limit or head.limit
        if limit is not None and limit not in ADMISSIBLE:
            self.kept_out[limit] += 1  # and nothing of it is written anywhere
            self._note_absence(head.id, Absence(limit))
        elif head.repost:
            self.out.add_repost(head)
        else:
            self.out.add_post(head, raw, limit)

    def _set_aside(self, one: OpenedFile, _number: int, raw: bytes) -> None:
        self.aside[one.member.reason or msgid("deleted posts")] += 1
        if one.member.limit:
            with suppress(RecordError):
                self._note_absence(read_repaired(self.format.summarize, raw).id, Absence(one.member.limit))

    def _note_absence(self, name: str, absence: Absence) -> None:
        if len(self._absent) < _MOST_ABSENT:
            self._absent.setdefault(name, absence)

    def _add_note(self, one: OpenedFile, number: int, raw: bytes) -> None:
        try:
            if self.format.find_note_key:
                self.out.add_note(read_repaired(self.format.find_note_key, raw), raw)
                self._noted += 1
        except RecordError as error:
            if one.member.reason:  # nobody's but its own
                self._add_unreadable(one, number, str(error), raw)
                self.counts.append({"name": one.name, "found": 1, "role": "posts"})
            else:
                self.problems.append(f"{one.name}, record {number}: {error}")

    def _add_left_notes(self, owner: Account | None) -> None:
        """Long texts that no post takes: those that are posts of their own become such, the others are named."""
        taken = find_taken_notes(self.out, self.format, owner) if self._notes else set()
        for one, begin, end in self._notes:
            left = [(second, raw) for n, second, raw in iter_notes(self.out, begin, end) if n not in taken]
            if not left:
                continue
            if one.member.reason:
                self.counts.append({"name": one.name, "found": len(left), "role": "posts"})
                for number, (_, raw) in enumerate(left, 1):
                    self._add_post(one, number, raw)
            else:
                written = ", ".join(second for second, _ in left[:_MOST_SECONDS])
                more = ", …" if len(left) > _MOST_SECONDS else ""
                notice = Message(
                    "long texts that belong to no post of this export were left out: {count}, written {moments}",
                    count=Grouped(len(left)),
                    moments=written + more,
                )
                self.notices.append(str(notice.about(one.name)))

    def _add_unreadable(self, one: OpenedFile, number: int, reason: str, raw: bytes = b"") -> None:
        if raw and (known := self.format.identify(raw)):
            self._note_absence(known.id, Absence("unreadable", known.parent))
        self.broken[msgid("broken records")] += 1
        if len(self.places) < _MOST_NAMED:
            self.places.append(f"{one.name}, record {number}: {reason}")


def _merge_info(about: ExportInfo, infos: Sequence[ExportInfo]) -> ExportInfo:
    """What side files say, and where there are none, what documents say of themselves; nobody's where they disagree."""
    owners = {one.owner.id: one.owner for one in infos if one.owner}
    owner = about.owner or (next(iter(owners.values())) if len(owners) == 1 else None)
    unopened = Counter(about.unopened)
    for one in infos:
        unopened.update(one.unopened)
    notices = dict.fromkeys((*about.notices, *(notice for one in infos for notice in one.notices)))
    return replace(about, owner=owner, unopened=unopened, notices=tuple(notices))


_NOTHING = technical(
    "no export of an account was recognised: hand in the ZIP as the network sent it, the unpacked folder, "
    "or its file of posts (tweets.js, outbox.json, repo.car)"
)
_ZIPS_INSIDE = technical("it holds other ZIP files: unpack it, and hand in those")


#: The module that lists the formats that exports come in.
FORMATS_MODULE = "unroller.readers.registry"


@dataclass(frozen=True)
class OpenedFile:
    """A file of the export that may be opened: `name` is below the export's folder."""

    name: str
    member: ExportFile
    source: int
    container: Container | SingleFile
    number: int = 0

    @property
    def size(self) -> int:
        """Its size unpacked, in bytes, as stated."""
        return (
            self.container.size if isinstance(self.container, SingleFile) else self.container.entries[self.number].size
        )

    def read(self) -> Iterator[bytes]:
        """Its bytes; see :class:`unroller.account_exports.containers.base.Container`."""
        return self.container.read() if isinstance(self.container, SingleFile) else self.container.read(self.number)


@dataclass(frozen=True)
class OpenedExport:
    """An export's format and its files: those of posts and side files, and its media.

    `beside` are folders of further exports in the same container, which are not opened.
    """

    format: ExportFormat
    files: tuple[OpenedFile, ...]
    media: tuple[OpenedFile, ...]
    beside: tuple[str, ...] = ()


def load_formats(module: str = FORMATS_MODULE) -> Sequence[ExportFormat]:
    """The formats that exports come in: those of the registry, or of another `module` with such a function in tests."""
    formats: Sequence[ExportFormat] = importlib.import_module(module).load_export_formats()
    return formats


def open_export(paths: Sequence[Path], formats: Sequence[ExportFormat], limits: Limits) -> OpenedExport:
    """What of the files at `paths`, which are one export together, is opened.

    Raises:
        NoThreadError: no format knows them.
        InputError: they cannot be read, or are hostile; the message begins with the file's name.
    """
    sources: list[Container | SingleFile] = []
    for path in paths:
        try:
            sources.append(open_source(path, limits))
        except UnrollerError as error:
            raise type(error)(error.message.about(path.name)) from None
    for export_format in formats:
        if opened := _select_files(export_format, sources):
            media = tuple(one for one in opened if one.member.role == "media")
            files = tuple(one for one in opened if one.member.role != "media")
            if not any(one.member.role in ("posts", "aside") for one in files):
                continue
            _check_limits(files, sources, media, limits)
            known = {one.source for one in opened}
            for number, path in enumerate(paths):
                if number not in known:
                    raise NoThreadError(
                        technical(
                            "it holds nothing of this export ({label}): leave it out", label=export_format.label
                        ).about(path.name)
                    )
            return OpenedExport(export_format, files, media, tuple(_find_other_exports(export_format, sources, opened)))
    raise NoThreadError(_advise(sources).about(", ".join(path.name for path in paths[:3])))


def _select_files(export_format: ExportFormat, sources: Sequence[Container | SingleFile]) -> list[OpenedFile]:
    """The files that `export_format` opens: containers that it knows one by one, the others together with the first."""
    files: list[OpenedFile] = []
    lone: list[int] = []
    for number, source in enumerate(sources):
        if isinstance(source, SingleFile):
            member = export_format.detect_file(source.name, source.start)
            if member is not None:
                files.append(OpenedFile(source.name, member, number, source))
            continue
        planned = export_format.select_members([entry.name for entry in source.entries])
        if planned is None:
            lone.append(number)
        else:
            files += _match_members(planned, number, source)
    if lone and (files or len(lone) > 1):
        first = files[0].source if files else lone[0]
        together = sorted({first, *lone})
        containers = [(number, one) for number in together if not isinstance(one := sources[number], SingleFile)]
        planned = export_format.select_members([entry.name for _, one in containers for entry in one.entries])
        for number, one in containers if planned else ():
            if number in lone and planned:
                files += _match_members(planned, number, one)
    return files


def _match_members(planned: FileSelection, source: int, container: Container) -> Iterator[OpenedFile]:
    """The files of a container that a plan names, with or without its prefix; a member whose name ends in ``/`` means
    all files below it."""
    members = {member.name: member for member in planned.members}
    folders = tuple(name for name in members if name.endswith("/"))
    for number, entry in enumerate(container.entries):
        if not entry.name.startswith(planned.prefix):
            continue
        below = entry.name.removeprefix(planned.prefix)
        member = members.get(entry.name) or members.get(below)
        if member is None and not below.endswith("/"):
            held = (folder for folder in folders if entry.name.startswith(folder) or below.startswith(folder))
            member = members.get(next(held, ""))
        if member:
            yield OpenedFile(below, member, source, container, number)


def _find_other_exports(
    export_format: ExportFormat, sources: Sequence[Container | SingleFile], files: Sequence[OpenedFile]
) -> Iterator[str]:
    """The folders in which the same format would find another export: these are reported."""
    opened = {(one.source, one.number) for one in files}
    for number, source in enumerate(sources):
        if not isinstance(source, SingleFile):
            left = [entry.name for at, entry in enumerate(source.entries) if (number, at) not in opened]
            other = export_format.select_members(left)
            if other and any(member.role == "posts" for member in other.members):
                yield other.prefix.rstrip("/") or other.members[0].name


def _check_limits(
    files: Sequence[OpenedFile], sources: Sequence[Container | SingleFile], media: Sequence[OpenedFile], limits: Limits
) -> None:
    """Refuse what no export of an account comes to.

    Raises:
        TooLargeError, InputError: it does, or holds a file twice.
    """
    entries = sum(1 if isinstance(source, SingleFile) else len(source.entries) for source in sources)
    if entries - len(media) > limits.export_files:
        raise TooLargeError(
            technical(
                "it holds {count} files beside media, and at most {most} are looked at: "
                "no account's export has so many",
                count=Grouped(entries - len(media)),
                most=Grouped(limits.export_files),
            )
        )
    if sum(one.size for one in files) > limits.export_bytes and not all(
        isinstance(one.container, SingleFile) for one in files
    ):
        raise TooLargeError(
            technical(
                "its posts take more than {most} GB unpacked, which no account's do: it is damaged, or made to do harm",
                most=limits.export_bytes // 2**30,
            )
        )
    seen: set[tuple[int, str]] = set()
    for one in files:
        if (place := (one.source, one.member.name)) in seen and not isinstance(one.container, SingleFile):
            raise InputError(
                technical("two files in it have this name: it is damaged, or made to do harm").about(one.name)
            )
        seen.add(place)


def read_whole(one: OpenedFile, most: int) -> bytes:
    """All bytes of a file that is read as a whole.

    Raises:
        TooLargeError: it is larger than `most`.
        InputError, DamagedMemberError: it cannot be read.
    """
    pieces: list[bytes] = []
    have = 0
    for piece in one.read():
        have += len(piece)
        if have > most:
            raise TooLargeError(
                technical("it is larger than {most}, and can only be read as a whole", most=megabytes(most))
            )
        pieces.append(piece)
    return b"".join(pieces)


def _advise(sources: Sequence[Container | SingleFile]) -> Message:
    """What to do with files that no format knows."""
    names = [
        name
        for source in sources
        for name in ([source.name] if isinstance(source, SingleFile) else [entry.name for entry in source.entries])
    ]
    hint = suggest_other_export(names[:20_000])
    if hint:
        return hint
    if not all(isinstance(source, SingleFile) for source in sources):
        if any(name.lower().endswith((".zip", ".tar", ".tar.gz", ".tgz")) for name in names):
            return _ZIPS_INSIDE
        if not names:
            return technical("no file in it may be opened (it is empty, or holds links alone): download it again")
    elif all(isinstance(source, SingleFile) and not source.start.strip() for source in sources):
        return technical("it is empty: download it again")
    return _NOTHING


#: So many names are looked at; what an export is shows in its first ones, and in its folders.
_MOST_NAMES = 200_000


def suggest_other_export(names: Sequence[str]) -> Message | None:
    """A sentence on how to get the right export, by the names in an unknown one; None where none helps."""
    seen = [name.lower().replace("\\", "/") for name in islice(names, _MOST_NAMES)]
    bases = {name.rpartition("/")[2] for name in seen}
    if any(base.startswith("threads_and_replies") and base.endswith((".html", ".htm")) for base in bases):
        return Message(
            "an export of Threads as HTML: ask Meta for your data again, choose JSON as its format, "
            "and hand in the new ZIP"
        )
    if _has_folder(seen, "your_instagram_activity/") or "personal_information.json" in bases:
        return Message("an export of Instagram without posts of Threads: ask Meta for your Threads data, as JSON")
    if _has_folder(seen, "your_facebook_activity/"):
        return Message("an export of Facebook: only threads of X, Mastodon, Bluesky and Threads can be read")
    if _has_folder(seen, "takeout/"):
        return Message("an export of Google: only threads of X, Mastodon, Bluesky and Threads can be read")
    if not bases.isdisjoint(("account.js", "manifest.js", "direct-messages.js", "your archive.html")):
        return Message("an X archive without posts: ask X for an archive of your data again and hand in the whole ZIP")
    if "actor.json" in bases or "following_accounts.csv" in bases:
        return Message("Mastodon's lists without posts: ask for your archive under Preferences, Import and export")
    return None


def _has_folder(names: Sequence[str], folder: str) -> bool:
    return any(name.startswith(folder) or f"/{folder}" in name for name in names)
