"""Which shape an export is of, and which of its files are opened."""

from __future__ import annotations

import importlib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from unroller.account_exports import ExportFormat
from unroller.account_exports.base import ExportFile, FileSelection
from unroller.account_exports.containers.base import Container, DamagedMemberError
from unroller.account_exports.containers.open import SingleFile, open_source
from unroller.account_exports.hints import suggest_other_export
from unroller.errors import InputError, NoThreadError, TooLargeError, UnrollerError
from unroller.limits import Limits

_NOTHING = (
    "no export of an account was recognised: hand in the ZIP as the network sent it, the unpacked folder, "
    "or its file of posts (tweets.js, outbox.json, repo.car)"
)
_ZIPS_INSIDE = "it holds other ZIP files: unpack it, and hand in those"


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
    """An export's shape and its files: those of posts and side files, and its media.

    `beside` are folders of further exports in the same container, which are not opened.
    """

    shape: ExportFormat
    files: tuple[OpenedFile, ...]
    media: tuple[OpenedFile, ...]
    beside: tuple[str, ...] = ()


def load_formats(module: str = FORMATS_MODULE) -> Sequence[ExportFormat]:
    """The formats that exports come in: those of the registry, or of another `module` with such a function in tests."""
    found: Sequence[ExportFormat] = importlib.import_module(module).load_export_formats()
    return found


def open_export(paths: Sequence[Path], shapes: Sequence[ExportFormat], limits: Limits) -> OpenedExport:
    """What of the files at `paths`, which are one export together, is opened.

    Raises:
        NoThreadError: no shape knows them.
        InputError: they cannot be read, or are made to do harm; the message begins with the file's name.
    """
    sources: list[Container | SingleFile] = []
    for path in paths:
        try:
            sources.append(open_source(path, limits))
        except UnrollerError as error:
            raise type(error)(f"{path.name}: {error}") from None
    for shape in shapes:
        if found := _select_files(shape, sources):
            media = tuple(one for one in found if one.member.role == "media")
            files = tuple(one for one in found if one.member.role != "media")
            if not any(one.member.role in ("posts", "aside") for one in files):
                continue
            _check_limits(files, sources, media, limits)
            known = {one.source for one in found}
            for number, path in enumerate(paths):
                if number not in known:
                    raise NoThreadError(f"{path.name}: it holds nothing of this export ({shape.label}): leave it out")
            return OpenedExport(shape, files, media, tuple(_find_other_exports(shape, sources, found)))
    raise NoThreadError(f"{', '.join(path.name for path in paths[:3])}: {_advise(sources)}")


def _select_files(shape: ExportFormat, sources: Sequence[Container | SingleFile]) -> list[OpenedFile]:
    """The files that `shape` opens: each container by itself where it knows it, the others together with the first."""
    found: list[OpenedFile] = []
    lone: list[int] = []
    for number, source in enumerate(sources):
        if isinstance(source, SingleFile):
            member = shape.detect_file(source.name, source.start)
            if member is not None:
                found.append(OpenedFile(source.name, member, number, source))
            continue
        planned = shape.select_members([entry.name for entry in source.entries])
        if planned is None:
            lone.append(number)
        else:
            found += _match_members(planned, number, source)
    if lone and (found or len(lone) > 1):
        first = found[0].source if found else lone[0]
        together = sorted({first, *lone})
        containers = [(number, one) for number in together if not isinstance(one := sources[number], SingleFile)]
        planned = shape.select_members([entry.name for _, one in containers for entry in one.entries])
        for number, one in containers if planned else ():
            if number in lone and planned:
                found += _match_members(planned, number, one)
    return found


def _match_members(planned: FileSelection, source: int, container: Container) -> Iterator[OpenedFile]:
    """The files of a container that a plan names, with or without its prefix; a member whose name ends in ``/`` stands
    for all files below it."""
    wanted = {member.name: member for member in planned.members}
    folders = tuple(name for name in wanted if name.endswith("/"))
    for number, entry in enumerate(container.entries):
        if not entry.name.startswith(planned.prefix):
            continue
        below = entry.name.removeprefix(planned.prefix)
        member = wanted.get(entry.name) or wanted.get(below)
        if member is None and not below.endswith("/"):
            held = (folder for folder in folders if entry.name.startswith(folder) or below.startswith(folder))
            member = wanted.get(next(held, ""))
        if member:
            yield OpenedFile(below, member, source, container, number)


def _find_other_exports(
    shape: ExportFormat, sources: Sequence[Container | SingleFile], found: Sequence[OpenedFile]
) -> Iterator[str]:
    """The folders in which the same shape would find another export: that is not dropped without a word."""
    opened = {(one.source, one.number) for one in found}
    for number, source in enumerate(sources):
        if not isinstance(source, SingleFile):
            left = [entry.name for at, entry in enumerate(source.entries) if (number, at) not in opened]
            other = shape.select_members(left)
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
            f"it holds {entries - len(media):,} files beside media, and at most {limits.export_files:,} are looked at: "
            "no account's export has so many"
        )
    if sum(one.size for one in files) > limits.export_bytes and not _are_single_files(files):
        raise TooLargeError(
            f"its posts take more than {limits.export_bytes // 2**30} GB unpacked, which no account's do: "
            "it is damaged, or made to do harm"
        )
    seen: set[tuple[int, str]] = set()
    for one in files:
        if (place := (one.source, one.member.name)) in seen and not isinstance(one.container, SingleFile):
            raise InputError(f"{one.name}: two files in it have this name: it is damaged, or made to do harm")
        seen.add(place)


def _are_single_files(files: Sequence[OpenedFile]) -> bool:
    return all(isinstance(one.container, SingleFile) for one in files)


def read_whole(one: OpenedFile, most: int) -> bytes:
    """All bytes of a file that is read as a whole.

    Raises:
        TooLargeError: it is larger than `most`.
        InputError, DamagedMemberError: it cannot be read.
    """
    found: list[bytes] = []
    have = 0
    for piece in one.read():
        have += len(piece)
        if have > most:
            raise TooLargeError(f"it is larger than {most // 2**20} MB, and can only be read as a whole")
        found.append(piece)
    return b"".join(found)


def _advise(sources: Sequence[Container | SingleFile]) -> str:
    """What to do with files that no shape knows."""
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
            return "no file in it may be opened (it is empty, or holds links alone): download it again"
    elif all(isinstance(source, SingleFile) and not source.start.strip() for source in sources):
        return "it is empty: download it again"
    return _NOTHING


__all__ = [
    "FORMATS_MODULE",
    "DamagedMemberError",
    "OpenedExport",
    "OpenedFile",
    "load_formats",
    "open_export",
    "read_whole",
]
