"""ZIP files, Zip64 included, read by their directory alone. See docs/accounts.md for what is refused and why."""

from __future__ import annotations

import itertools
import stat
import struct
import zlib
from array import array
from collections.abc import Iterator
from typing import BinaryIO

from unroller.account_exports.containers.base import (
    PIECE,
    SMALL,
    ContainerEntry,
    DamagedMemberError,
    check_entry_count,
    normalize_name,
    read_exactly,
)
from unroller.errors import InputError, TooLargeError
from unroller.limits import Limits
from unroller.messages import Message, technical

_END, _END64, _LOCATOR, _FILE, _LOCAL = b"PK\5\6", b"PK\6\6", b"PK\6\7", b"PK\1\2", b"PK\3\4"
_STORED, _DEFLATED = 0, 8
_FULL, _FULL64 = 0xFFFF, 0xFFFFFFFF
#: A directory of 220,000 files with long names takes some 40 MB.
_MOST_DIRECTORY = 128 * 1024 * 1024
_NOT_A_ZIP = Message("this ZIP is damaged or cut off (its directory is missing): download it again")
_OVERLAP = Message("this ZIP is made to do harm: files in it lie on top of each other")


class Zip:
    """A ZIP file's directory: where each entry lies, in columns, since there may be hundreds of thousands."""

    label = "ZIP"

    def __init__(self, file: BinaryIO, limits: Limits) -> None:
        self.file = file
        self.limits = limits
        self.entries: list[ContainerEntry] = []
        self._columns: dict[str, array[int]] = {
            name: array("Q") for name in ("offset", "packed", "size", "crc", "flags", "method", "mode")
        }
        self._length = file.seek(0, 2)
        self._read_directory()

    def read(self, number: int) -> Iterator[bytes]:
        """The bytes of an entry; see :class:`unroller.account_exports.containers.base.Container`."""
        offset, packed, size, crc, flags, method, mode = (column[number] for column in self._columns.values())
        if flags & 0x41:
            raise InputError(
                Message("it is locked with a password: unpack it, and hand in the folder or a ZIP without one")
            )
        if mode and not stat.S_ISREG(mode) and stat.S_IFMT(mode):
            raise InputError(technical("it is a link or a device and no file"))
        if method not in (_STORED, _DEFLATED):
            raise InputError(
                technical("it is packed in a way that is not read here: unpack the ZIP and hand in the folder")
            )
        if size > SMALL and size > packed * self.limits.export_ratio:
            raise TooLargeError(
                Message("it is packed more than {count} times: it is made to do harm", count=self.limits.export_ratio)
            )
        start = self._find_data(offset)
        if start + packed > self._length:
            raise DamagedMemberError(technical("the ZIP is cut off: download it again"))
        raw = read_exactly(self.file, start, packed)
        return _check_pieces(raw if method == _STORED else _inflate(raw, size), size, crc)

    def _find_data(self, offset: int) -> int:
        """Where the bytes of the entry whose header lies at `offset` begin."""
        self.file.seek(offset)
        header = self.file.read(30)
        if len(header) < 30 or header[:4] != _LOCAL:
            raise DamagedMemberError(technical("the ZIP is damaged: nothing of it lies where its directory says"))
        name, extra = struct.unpack("<HH", header[26:30])
        return int(offset + 30 + name + extra)

    # -- the directory -------------------------------------------------------------------------------------------------

    def _read_directory(self) -> None:
        count, size, offset, end = self._find_end()
        check_entry_count(count, self.limits)
        if size > _MOST_DIRECTORY or size > end:
            raise InputError(_NOT_A_ZIP)
        begin = end - size  # something may have been put before the ZIP: then all offsets are from there
        shift = begin - offset
        if shift < 0:
            raise InputError(_NOT_A_ZIP)
        self.file.seek(begin)
        directory = self.file.read(size)
        at = extent = 0
        spans: list[tuple[int, int]] = []
        for _ in range(count):
            if directory[at : at + 4] != _FILE or at + 46 > size:
                raise InputError(_NOT_A_ZIP)
            at, span = self._read_entry(directory, at, shift)
            spans.append(span)
            extent += span[1] - span[0]
        if extent > begin:
            raise InputError(_OVERLAP)
        spans.sort()
        if any(one[1] > two[0] for one, two in itertools.pairwise(spans)) or (spans and spans[-1][1] > begin):
            raise InputError(_OVERLAP)

    def _find_end(self) -> tuple[int, int, int, int]:
        """Number of entries, size and stated offset of the directory, and where it ends."""
        tail_at = max(0, self._length - 22 - _FULL)
        self.file.seek(tail_at)
        tail = self.file.read()
        at = tail.rfind(_END)
        if at < 0 or len(tail) - at < 22:
            raise InputError(_NOT_A_ZIP)
        disk, _, _, count, size, offset = struct.unpack("<HHHHII", tail[at + 4 : at + 20])
        end = tail_at + at
        if end >= 20:
            self.file.seek(end - 20)
            locator = self.file.read(20)
            if locator[:4] == _LOCATOR:
                return self._find_end64(locator, end)
        if disk not in (0, _FULL):
            raise InputError(technical("this is one part of a divided ZIP: put the parts together first"))
        return count, size, offset, end

    def _find_end64(self, locator: bytes, end: int) -> tuple[int, int, int, int]:
        stated = struct.unpack("<Q", locator[8:16])[0]
        for at in (stated, end - 20 - 56):
            if 0 <= at <= end - 76:
                self.file.seek(at)
                record = self.file.read(56)
                if record[:4] == _END64:
                    count, size, offset = struct.unpack("<QQQ", record[32:56])
                    return count, size, offset, at
        raise InputError(_NOT_A_ZIP)

    def _read_entry(self, directory: bytes, at: int, shift: int) -> tuple[int, tuple[int, int]]:
        """Note one entry; where the next begins in the directory, and the bytes that this one takes at least."""
        flags, method, _, _, crc, packed, size, named, extra, comment = struct.unpack(
            "<HHHHIIIHHH", directory[at + 8 : at + 34]
        )
        external, offset = struct.unpack("<II", directory[at + 38 : at + 46])
        made_by = directory[at + 5]
        raw = directory[at + 46 : at + 46 + named]
        more = directory[at + 46 + named : at + 46 + named + extra]
        if _FULL64 in (packed, size, offset):
            size, packed, offset = _read_zip64(more, size, packed, offset)
        offset += shift
        name = normalize_name(raw.decode("utf-8" if flags & 0x800 or _is_utf8(raw) else "cp437", "replace"))
        if name is not None and not name.endswith("/"):
            self.entries.append(ContainerEntry(name, size))
            mode = external >> 16 if made_by == 3 else 0
            for column, value in zip(
                self._columns.values(), (offset, packed, size, crc, flags, method, mode), strict=True
            ):
                column.append(value)
        return at + 46 + named + extra + comment, (offset, offset + 30 + named + packed)


def _is_utf8(raw: bytes) -> bool:
    """Whether a name without a flag is UTF-8 all the same, as many programs write it."""
    try:
        raw.decode("utf-8")
    except UnicodeDecodeError:
        return False
    return True


def _read_zip64(extra: bytes, size: int, packed: int, offset: int) -> tuple[int, int, int]:
    """The sizes and the offset that do not fit into 32 bits, from the Zip64 field."""
    at = 0
    while at + 4 <= len(extra):
        kind, length = struct.unpack("<HH", extra[at : at + 4])
        if kind == 1:
            values = extra[at + 4 : at + 4 + length]
            wide = list(struct.unpack(f"<{len(values) // 8}Q", values[: len(values) // 8 * 8]))
            taken = [wide.pop(0) if value == _FULL64 and wide else value for value in (size, packed, offset)]
            return taken[0], taken[1], taken[2]
        at += 4 + length
    return size, packed, offset


def _inflate(raw: Iterator[bytes], size: int) -> Iterator[bytes]:
    """The unpacked bytes, one more than `size` at most."""
    inflate, left = zlib.decompressobj(-15), size + 1
    try:
        for piece in raw:
            while piece and left:
                out = inflate.decompress(piece, min(PIECE, left))
                left -= len(out)
                yield out
                piece = inflate.unconsumed_tail
            if inflate.eof or not left:
                return
        while left and (out := inflate.decompress(inflate.unconsumed_tail, min(PIECE, left))):
            left -= len(out)
            yield out
    except zlib.error:
        raise DamagedMemberError(technical("it is damaged inside the ZIP: download the ZIP again")) from None


def _check_pieces(pieces: Iterator[bytes], size: int, crc: int) -> Iterator[bytes]:
    """The pieces, up to the stated size.

    Raises:
        DamagedMemberError: there is more or less of it, or it is not what was packed.
    """
    seen = have = 0
    for piece in pieces:
        if have + len(piece) > size:
            raise DamagedMemberError(technical("it is larger than the ZIP says: it is damaged, or made to do harm"))
        have += len(piece)
        seen = zlib.crc32(piece, seen)
        yield piece
    if have < size:
        raise DamagedMemberError(technical("it breaks off: the ZIP is damaged, download it again"))
    if seen != crc:
        raise DamagedMemberError(technical("its checksum is wrong: the ZIP is damaged, download it again"))
