"""Unpacking what came packed, within bounds: never more than asked for at once, and no bombs."""

from __future__ import annotations

import zlib

from unroller.errors import FetchError

#: What we ask for. Anything else comes unasked, and is not unpacked.
ENCODINGS = "gzip, deflate"
BOMB = "the page is packed to do harm: it unpacks to many times what a page can"
UNKNOWN = "the page is packed in a way that was not asked for"
BROKEN = "the page is packed, and cannot be unpacked"

#: Pages pack to a tenth, at most to a fiftieth of their size.
_RATIO = 200
_RATIO_FROM = 1024 * 1024


class ContentDecoder:
    """Unpacks one body piece by piece; `encoding` is the header's value, empty for a plain one.

    Raises:
        FetchError: an encoding that was not asked for.
    """

    def __init__(self, encoding: str) -> None:
        kind = encoding.strip().lower()
        if kind not in ("", "identity", "gzip", "x-gzip", "deflate"):
            raise FetchError(UNKNOWN)
        self._plain = kind in ("", "identity")
        self._gzip = kind.endswith("gzip")
        self._state = None if self._plain else self._begin()
        self._first = True
        self._came = self._made = 0

    def _begin(self, *, raw: bool = False) -> zlib._Decompress:
        return zlib.decompressobj(-zlib.MAX_WBITS if raw else zlib.MAX_WBITS + (16 if self._gzip else 0))

    def unpack(self, piece: bytes, most: int) -> bytes:
        """At most `most` bytes of what `piece` adds. Once that many are given, no more is to be asked.

        Raises:
            FetchError: it is broken, or a bomb.
        """
        if self._state is None:
            return piece[:most]
        made, came = bytearray(), len(piece)
        while piece and len(made) < most:
            piece = self._step(piece, made, most)
        self._made += len(made)
        self._came += came - len(piece)
        if self._made > _RATIO_FROM and self._made > _RATIO * self._came:
            raise FetchError(BOMB)
        return bytes(made)

    def finish(self) -> None:
        """Say that there is no more.

        Raises:
            FetchError: there should be.
        """
        if self._state is not None and self._came and not self._state.eof:
            raise FetchError(BROKEN)

    def _step(self, piece: bytes, made: bytearray, most: int) -> bytes:
        """Unpack into `made`; what is left of `piece`."""
        assert self._state is not None
        if self._state.eof:  # another member of a gzip file, or what some hosts leave behind it
            if not (self._gzip and piece.startswith(b"\x1f\x8b")):
                return b""
            self._state = self._begin()
        try:
            made += self._state.decompress(piece, most - len(made))
        except zlib.error as error:
            if not self._first or self._gzip:
                raise FetchError(BROKEN) from error
            self._first, self._state = False, self._begin(raw=True)  # "deflate" without its frame, as some send it
            return piece
        self._first = False
        return self._state.unused_data or self._state.unconsumed_tail
