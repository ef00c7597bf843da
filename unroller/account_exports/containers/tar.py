"""tar files and gzip, read without trust: regular files alone, by number; a packed tar is read at any place."""

from __future__ import annotations

import io
import zlib
from collections.abc import Iterator
from typing import Any, BinaryIO

from unroller.account_exports.containers.base import (
    PIECE,
    SMALL,
    ContainerEntry,
    check_entry_count,
    normalize_name,
    read_exactly,
)
from unroller.documents.media import TAR_BLOCK, has_tar_checksum, parse_tar_number
from unroller.errors import InputError, TooLargeError
from unroller.limits import Limits
from unroller.messages import Message, technical

#: A long name, or a header of further facts, takes a few hundred bytes.
_MOST_HEADER = 1024 * 1024
#: Stops in a packed file lie so far apart at least; each takes some 50 kB.
_SPACING = 8 * 1024 * 1024
_MOST_STOPS = 400
_DAMAGED = Message("this tar file is damaged or cut off: download it again")


class Tar:
    """The regular files of a tar file that can be read at any place."""

    label = "tar file"

    def __init__(self, file: BinaryIO, limits: Limits) -> None:
        self.file = file
        self.limits = limits
        self.entries: list[ContainerEntry] = []
        self._offsets: list[int] = []
        self._walk()

    def read(self, number: int) -> Iterator[bytes]:
        """The bytes of an entry; see :class:`unroller.account_exports.containers.base.Container`."""
        return read_exactly(self.file, self._offsets[number], self.entries[number].size)

    def _walk(self) -> None:
        at = total = 0
        facts: dict[str, str] = {}
        while True:
            self.file.seek(at)
            header = self.file.read(TAR_BLOCK)
            if len(header) < TAR_BLOCK or header == bytes(TAR_BLOCK):
                if not total:
                    raise InputError(_DAMAGED)
                return
            if not has_tar_checksum(header):
                raise InputError(_DAMAGED)
            size, kind = parse_tar_number(header[124:136]), header[156:157]
            if size < 0:
                raise InputError(_DAMAGED)
            at += TAR_BLOCK
            total += 1
            check_entry_count(total, self.limits)
            if kind in b"xgLK":
                facts |= self._read_extended_header(kind, size) if kind != b"g" else {}
                if kind == b"g" and size > _MOST_HEADER:
                    raise InputError(_DAMAGED)
            else:
                size = int(facts["size"]) if facts.get("size", "").isdecimal() and len(facts["size"]) < 20 else size
                if kind in b"0\x007" and not any(name.startswith("GNU.sparse") for name in facts):
                    name = normalize_name(facts.get("path") or _parse_name(header))
                    if name is not None and not name.endswith("/"):
                        self.entries.append(ContainerEntry(name, size))
                        self._offsets.append(at)
                facts = {}
            at += -(-size // TAR_BLOCK) * TAR_BLOCK

    def _read_extended_header(self, kind: bytes, size: int) -> dict[str, str]:
        """What a header says about the entry after it."""
        if size > _MOST_HEADER:
            raise InputError(_DAMAGED)
        data = self.file.read(size)
        if kind in b"LK":
            return {"path": data.split(b"\0")[0].decode("utf-8", "replace")} if kind == b"L" else {}
        facts: dict[str, str] = {}
        while data:
            length, _, rest = data[:32].partition(b" ")
            if not length.isdigit() or not 0 < len(length) < 8 or not rest or int(length) <= len(length) + 1:
                break
            name, _, value = data[len(length) + 1 : int(length)].removesuffix(b"\n").partition(b"=")
            facts[name.decode("utf-8", "replace")] = value.decode("utf-8", "replace")
            data = data[int(length) :]
        return facts


def _parse_name(header: bytes) -> str:
    name = header[:100].split(b"\0")[0]
    prefix = header[345:500].split(b"\0")[0] if header[257:262] == b"ustar" and header[262:263] != b" " else b""
    return (prefix + b"/" + name if prefix else name).decode("utf-8", "replace")


class GzipStream(io.RawIOBase):
    """What a gzip file holds, to be read at any place: going back costs some megabytes anew, not the whole file."""

    def __init__(self, file: BinaryIO, limits: Limits) -> None:
        super().__init__()
        self._file = file
        self._limits = limits
        self._packed = file.seek(0, 2)
        self._spacing = max(_SPACING, self._packed // 200)
        file.seek(0)
        self._inflate = zlib.decompressobj(31)
        self._in = 0  # how far the file has been read
        self._waiting = b""
        self._at = 0  # how far it has been unpacked
        self._place = 0  # where the next read begins
        self._ended = False
        self._checkpoints: list[tuple[int, int, Any]] = []

    def readable(self) -> bool:
        """It is."""
        return True

    def seekable(self) -> bool:
        """It is."""
        return True

    def tell(self) -> int:
        """Where the next read begins."""
        return self._place

    def seek(self, offset: int, whence: int = 0) -> int:
        """Go to `offset` from the beginning; 2 for `whence` is not known."""
        if whence == 2:
            raise io.UnsupportedOperation
        self._place = offset if whence == 0 else self._place + offset
        return self._place

    def read(self, size: int = -1) -> bytes:
        """Up to `size` bytes; fewer only at the end.

        Raises:
            InputError: it is damaged, or packed beyond reason.
        """
        if self._place < self._at:
            self._rewind()
        while self._at < self._place:
            if not self._decompress(min(PIECE, self._place - self._at)):
                return b""
        result: list[bytes] = []
        while size:
            piece = self._decompress(min(PIECE, size) if size > 0 else PIECE)
            if not piece:
                break
            result.append(piece)
            size -= len(piece) if size > 0 else 0
        data = b"".join(result)
        self._place += len(data)
        return data

    def _rewind(self) -> None:
        """Take up the work at the last stop before the place."""
        stops = [stop for stop in self._checkpoints if stop[0] <= self._place]
        at, read, inflate = stops[-1] if stops else (0, 0, None)
        self._at, self._in, self._waiting, self._ended = at, read, b"", False
        self._inflate = inflate.copy() if inflate is not None else zlib.decompressobj(31)
        self._file.seek(read)

    def _decompress(self, most: int) -> bytes:
        while not self._ended:
            if self._inflate.eof:  # one gzip file may follow another
                rest = self._inflate.unused_data or self._waiting
                rest = rest or self._read_packed()
                if not rest.lstrip(b"\0"):
                    self._ended = True
                    break
                self._inflate, self._waiting = zlib.decompressobj(31), rest
            if not self._waiting:
                self._waiting = self._read_packed()
                if not self._waiting:
                    raise InputError(Message("this gzip file is cut off: download it again"))
            self._save_checkpoint()
            try:
                piece = self._inflate.decompress(self._waiting, most)
            except zlib.error:
                raise InputError(Message("this gzip file is damaged: download it again")) from None
            self._waiting = self._inflate.unconsumed_tail
            if piece:
                self._at += len(piece)
                self._check_limits()
                return piece
        return b""

    def _read_packed(self) -> bytes:
        piece = self._file.read(PIECE)
        self._in += len(piece)
        return piece

    def _save_checkpoint(self) -> None:
        """Note now and then how to go on from here."""
        last = self._checkpoints[-1][0] if self._checkpoints else 0
        if self._at - last >= self._spacing and len(self._checkpoints) < _MOST_STOPS:
            self._checkpoints.append((self._at, self._in - len(self._waiting), self._inflate.copy()))

    def _check_limits(self) -> None:
        used = max(1, self._in - len(self._waiting))
        if self._at > SMALL and self._at > used * self._limits.export_ratio:
            raise TooLargeError(
                technical(
                    "this gzip file is packed more than {count} times: it is made to do harm",
                    count=self._limits.export_ratio,
                )
            )
        if self._at > self._limits.export_unpacked:
            raise TooLargeError(
                technical("this file holds more than {most} GB", most=self._limits.export_unpacked // 2**30)
            )
