"""What was handed in, opened: a container, whatever it is packed in, or a file on its own."""

from __future__ import annotations

import os
import stat
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO, cast

from unroller.account_exports.containers.base import PIECE, Container, ContainerEntry, read_exactly
from unroller.account_exports.containers.tar import GzipStream, Tar
from unroller.account_exports.containers.zip import Zip
from unroller.documents.media import START, detect_container, is_tar
from unroller.errors import InputError, NotFoundError, TooLargeError
from unroller.limits import Limits
from unroller.messages import Grouped, technical, why

_DEEPEST = 20
#: Beginnings of what is packed in ways that are not read here, and what people call them.
_OTHER_PACKING = (
    (b"Rar!", "RAR"), (b"7z\xbc\xaf\x27\x1c", "7z"), (b"BZh", "bzip2"), (b"\xfd7zXZ\0", "xz"),
    (b"\x28\xb5\x2f\xfd", "zstd"),
)  # fmt: skip


@dataclass(frozen=True)
class SingleFile:
    """A file on its own; `start` is its beginning."""

    name: str
    file: BinaryIO
    size: int
    start: bytes

    def read(self) -> Iterator[bytes]:
        """All of it."""
        self.file.seek(0)
        while piece := self.file.read(PIECE):
            yield piece


class FolderContainer:
    """An unpacked export. Links in it are not followed."""

    label = "folder"

    def __init__(self, path: Path, limits: Limits) -> None:
        self.path = path
        self.entries: list[ContainerEntry] = []
        most = limits.export_files + limits.export_media
        for name, size in _walk(path, ""):
            self.entries.append(ContainerEntry(name, size))
            if len(self.entries) > most:
                raise TooLargeError(
                    technical(
                        "it holds more than {most} files: name the folder of the export itself", most=Grouped(most)
                    )
                )

    def read(self, number: int) -> Iterator[bytes]:
        """The bytes of a file; see :class:`unroller.account_exports.containers.base.Container`."""
        entry = self.entries[number]
        with _open_regular(self.path / entry.name) as file:
            yield from read_exactly(file, 0, entry.size)


def open_source(path: Path, limits: Limits) -> Container | SingleFile:
    """What lies at `path`.

    Raises:
        NotFoundError: nothing.
        InputError: it cannot be read, is damaged, or is packed in a way that is not read here.
        TooLargeError: it holds more than any export.
    """
    try:
        if path.is_dir():
            return FolderContainer(path, limits)
        file = _open_regular(path)
    except FileNotFoundError:
        raise NotFoundError(technical("there is no such file")) from None
    except OSError as error:
        raise InputError(technical("it cannot be read: {reason}", reason=why(error))) from None
    return _open_file(path.name, file, limits)


def _open_file(name: str, file: BinaryIO, limits: Limits) -> Container | SingleFile:
    start = file.read(START)
    kind = detect_container(start)
    if kind == "zip" or (start and name.lower().endswith(".zip")):
        return Zip(file, limits)
    if kind == "gzip":
        inner = cast("BinaryIO", GzipStream(file, limits))
        start = inner.read(START)
        if is_tar(start):
            return Tar(inner, limits)
        return SingleFile(name.removesuffix(".gz"), inner, file.seek(0, 2) * 10, start)
    if kind == "tar":
        return Tar(file, limits)
    for magic, called in _OTHER_PACKING:
        if start.startswith(magic):
            raise InputError(
                technical(
                    "it is packed as {called}, which is not read here: unpack it and hand in the folder", called=called
                )
            )
    return SingleFile(name, file, file.seek(0, 2), start)


def _open_regular(path: Path) -> BinaryIO:
    """An ordinary file, opened; never a pipe or a device, on which reading might wait forever.

    Raises:
        OSError: it cannot be opened, or is something else.
    """
    descriptor = os.open(path, os.O_RDONLY | os.O_NONBLOCK | os.O_CLOEXEC)
    if not stat.S_ISREG(os.fstat(descriptor).st_mode):
        os.close(descriptor)
        raise OSError(0, "it is no ordinary file")
    return os.fdopen(descriptor, "rb")


def _walk(folder: Path, prefix: str, depth: int = 0) -> Iterator[tuple[str, int]]:
    if depth > _DEEPEST:
        return
    with os.scandir(folder) as scanned:
        entries = sorted(scanned, key=lambda entry: entry.name)
    for entry in entries:
        if entry.is_symlink():
            continue
        if entry.is_dir(follow_symlinks=False):
            yield from _walk(Path(entry.path), f"{prefix}{entry.name}/", depth + 1)
        elif entry.is_file(follow_symlinks=False):
            yield prefix + entry.name, entry.stat(follow_symlinks=False).st_size
