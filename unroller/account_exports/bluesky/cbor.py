"""DAG-CBOR, the strict kind of CBOR that Bluesky's repositories are written in, decoded with every bound there is.

Only what DAG-CBOR allows: definite lengths, text keys, one tag (42, an address of a block), finite floats of 64 bits.
"""

from __future__ import annotations

import math
import struct
from base64 import b32encode, b64encode
from dataclasses import dataclass
from typing import Any

#: Real records nest five deep and hold some hundred values; nodes of the tree hold some hundred entries.
DEEPEST, MOST_VALUES = 64, 100_000
_BASE58 = "123456789ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz"


@dataclass(frozen=True, slots=True)
class Cid:
    """The address of a block: its version, codec and digest, as bytes."""

    raw: bytes

    def __str__(self) -> str:
        if self.raw[:2] == b"\x12\x20":
            number, text = int.from_bytes(self.raw, "big"), ""
            while number:
                number, digit = divmod(number, 58)
                text = _BASE58[digit] + text
            return text
        return "b" + b32encode(self.raw).decode().rstrip("=").lower()


class _CborReader:
    def __init__(self, data: bytes) -> None:
        self.data = data
        self.at = 0
        self.values = 0

    def take(self, size: int) -> bytes:
        """The next bytes."""
        end = self.at + size
        if end > len(self.data):
            raise ValueError("ends too early")
        found = self.data[self.at : end]
        self.at = end
        return found

    def argument(self, info: int) -> int:
        """The number that follows a first byte."""
        if info < 24:
            return info
        if info > 27:
            raise ValueError("a length without an end")
        return int.from_bytes(self.take(1 << (info - 24)), "big")

    def value(self, depth: int) -> Any:
        """The next value."""
        self.values += 1
        if depth > DEEPEST or self.values > MOST_VALUES:
            raise ValueError("too deep" if depth > DEEPEST else "too many values")
        first = self.take(1)[0]
        major, info = first >> 5, first & 31
        if major == 7:
            return self.simple(info)
        number = self.argument(info)
        if major < 2:
            return number if major == 0 else -1 - number
        if major == 2:
            return self.take(number)
        if major == 3:
            return self.text(number)
        if major == 4:
            if number > len(self.data) - self.at:
                raise ValueError("a list longer than what is left")
            return [self.value(depth + 1) for _ in range(number)]
        if major == 5:
            return self.table(number, depth)
        return self.cid(number, depth)

    def text(self, size: int) -> str:
        """Text of so many bytes."""
        try:
            return self.take(size).decode()
        except UnicodeDecodeError:
            raise ValueError("text that is not UTF-8") from None

    def simple(self, info: int) -> Any:
        """A truth value, nothing, or a float."""
        if info in (20, 21, 22):
            return (False, True, None)[info - 20]
        if info != 27:
            raise ValueError("a value that DAG-CBOR has not")
        number = struct.unpack(">d", self.take(8))[0]
        if not math.isfinite(number):
            raise ValueError("a number without end")
        return number

    def table(self, size: int, depth: int) -> dict[str, Any]:
        """A table of so many entries; each key once."""
        if size * 2 > len(self.data) - self.at:
            raise ValueError("a table longer than what is left")
        found: dict[str, Any] = {}
        for _ in range(size):
            first = self.take(1)[0]
            if first >> 5 != 3:
                raise ValueError("a key that is no text")
            name = self.text(self.argument(first & 31))
            if name in found:
                raise ValueError("a key twice")
            found[name] = self.value(depth + 1)
        return found

    def cid(self, tag: int, depth: int) -> Cid:
        """The address of a block."""
        inner = self.value(depth + 1) if tag == 42 else None
        if not isinstance(inner, bytes) or not 3 < len(inner) <= 128 or inner[0]:
            raise ValueError("a tag that DAG-CBOR has not")
        return Cid(inner[1:])


def decode_cbor(data: bytes) -> Any:
    """The value in `data`; bytes and :class:`Cid` stay what they are.

    Raises:
        ValueError: it is none, or goes on behind it, or is deeper or larger than records are.
    """
    reader = _CborReader(data)
    found = reader.value(0)
    if reader.at != len(data):
        raise ValueError("goes on behind its end")
    return found


def to_json(value: Any) -> Any:
    """A decoded value as JSON has it: bytes as ``{"$bytes": …}``, addresses as ``{"$link": …}``. As deep as decoded."""
    if isinstance(value, dict):
        return {name: to_json(inner) for name, inner in value.items()}
    if isinstance(value, list):
        return [to_json(inner) for inner in value]
    if isinstance(value, Cid):
        return {"$link": str(value)}
    if isinstance(value, bytes):
        return {"$bytes": b64encode(value).decode().rstrip("=")}
    return value
