"""What every kind of container gives: names, sizes, and the bytes of an entry by its number, in pieces."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import BinaryIO, Protocol

from unroller.errors import InputError, TooLargeError
from unroller.limits import Limits
from unroller.messages import Grouped, technical

#: Bytes are handed on in pieces of at most so many.
PIECE = 256 * 1024
#: Anything up to here may be packed however well.
SMALL = 1024 * 1024


class DamagedMemberError(InputError):
    """An entry cannot be read to its end; the message says why, in a few words."""


@dataclass(frozen=True, slots=True)
class ContainerEntry:
    """One file in a container; `size` is its stated size unpacked, in bytes."""

    name: str
    size: int


class Container(Protocol):
    """An export's container, opened. Entries are read by their numbers, never by their names."""

    label: str

    @property
    def entries(self) -> Sequence[ContainerEntry]:
        """The files in it whose names are plain: nothing absolute, nothing that leads upward."""

    def read(self, number: int) -> Iterator[bytes]:
        """The bytes of an entry, never more than its size.

        Raises:
            InputError: it must not be opened: a link, locked, packed beyond reason.
            DamagedMemberError: it breaks off or fails its checksum; what was yielded before is intact.
        """


def normalize_name(name: str) -> str | None:
    """`name` with ``/`` between its parts; None for one that leads out of the folder it is in."""
    clean = name.replace("\\", "/").partition("\0")[0]
    while clean.startswith("./"):
        clean = clean[2:]
    parts = clean.split("/")
    if not clean or clean.startswith("/") or clean[1:2] == ":" or ".." in parts:
        return None
    return clean


def check_entry_count(total: int, limits: Limits) -> None:
    """Refuse a container with more entries than any export has.

    Raises:
        TooLargeError: it has.
    """
    most = limits.export_files + limits.export_media
    if total > most:
        raise TooLargeError(
            technical("it holds more than {most} files: no account's export has so many", most=Grouped(most))
        )


def read_exactly(file: BinaryIO, offset: int, size: int) -> Iterator[bytes]:
    """`size` bytes from `offset`, in pieces.

    Raises:
        DamagedMemberError: the file ends before.
    """
    file.seek(offset)
    while size:
        piece = file.read(min(size, PIECE))
        if not piece:
            raise DamagedMemberError(technical("the file is cut off: fetch or copy it again"))
        size -= len(piece)
        yield piece
