"""Bluesky's repositories: a CAR file (version 1) of blocks, and the tree of keys among them.

Nothing in such a file is believed: each block is held against the digest in its address, each key must follow the one
before it, no node of the tree is entered twice.

DAG-CBOR, the strict kind of CBOR that Bluesky's repositories are written in, decoded with every bound there is.

Only what DAG-CBOR allows: definite lengths, text keys, one tag (42, an address of a block), finite floats of 64 bits.
"""

from __future__ import annotations

import hashlib
import math
import struct
from base64 import b32encode, b64encode
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from unroller.account_exports.base import RecordError
from unroller.account_exports.json_values import refuse
from unroller.messages import technical

#: Real repositories of ten years' posts have 500,000 blocks; records are kept under 1 MB by the network.
MOST_BLOCKS, LARGEST_BLOCK = 4_000_000, 2 * 2**20
#: The tree has a fourth of the nodes on each level: thirty levels are more than the world's records need.
DEEPEST, LONGEST_KEY = 64, 1_024


@dataclass(slots=True)
class Repository:
    """The blocks of a repository by address, and who it is of. `broken` counts blocks that do not match theirs.

    `others` are further roots that the file names.
    """

    data: bytes
    root: Cid
    blocks: dict[bytes, tuple[int, int]] = field(default_factory=dict)
    broken: int = 0
    cut: bool = False
    others: tuple[Cid, ...] = ()

    def read_block(self, cid: Cid) -> Any:
        """The value in a block.

        Raises:
            ValueError: it is not there, or no CBOR.
        """
        place = self.blocks.get(cid.raw)
        if place is None:
            raise ValueError("not in the file")
        return decode_cbor(self.data[place[0] : place[1]])

    def read_commit(self) -> dict[str, Any]:
        """What the file says of itself: whose repository it is, and where its tree begins.

        Raises:
            RecordError: it is no repository.
        """
        wrong = "its first block names no tree"
        for root in (self.root, *self.others):
            try:
                commit = self.read_block(root)
            except ValueError as error:
                wrong = f"its first block is {error}"
                continue
            if isinstance(commit, dict) and commit.get("version") in (2, 3) and isinstance(commit.get("data"), Cid):
                return commit
        raise RecordError(technical("no repository: {wrong}", wrong=wrong))


def open_repository(data: bytes, *, verify: bool = True) -> Repository:
    """The repository in a CAR file; a file that was cut gives what is there.

    Raises:
        RecordError: it is no CAR file, or has more blocks than are read.
    """
    at, size = _read_varint(data, 0)
    try:
        header = decode_cbor(data[at : at + size]) if 0 < size <= 4_096 else None
    except ValueError:
        header = None
    roots = header.get("roots") if isinstance(header, dict) and header.get("version") == 1 else None
    if not isinstance(roots, list) or not roots or not isinstance(roots[0], Cid):
        refuse("no CAR file of version 1")
    repository = Repository(data, roots[0], others=tuple(one for one in roots[1:] if isinstance(one, Cid)))
    for cid, start, end in _iter_blocks(data, at + size, repository):
        if verify and not _has_digest(cid, data[start:end]):
            repository.broken += 1
            continue
        repository.blocks.setdefault(cid, (start, end))
        if len(repository.blocks) > MOST_BLOCKS:
            refuse(f"a repository of more than {MOST_BLOCKS:,} blocks")
    return repository


def _iter_blocks(data: bytes, at: int, repository: Repository) -> Iterator[tuple[bytes, int, int]]:
    while at < len(data):
        try:
            at, size = _read_varint(data, at)
            end = at + size
            start = _skip_cid(data, at)
        except RecordError:
            repository.cut = True
            return
        if end > len(data) or start > end:
            repository.cut = True
            return
        if end - start <= LARGEST_BLOCK:
            yield data[at:start], start, end
        else:
            repository.broken += 1
        at = end


def _read_varint(data: bytes, at: int) -> tuple[int, int]:
    """Where a number of variable length ends, and the number."""
    number = 0
    for place in range(9):
        if at + place >= len(data):
            break
        byte = data[at + place]
        number |= (byte & 127) << (7 * place)
        if byte < 128:
            return at + place + 1, number
    return refuse("no CAR file: a length without an end")


def _skip_cid(data: bytes, at: int) -> int:
    """Where the address of a block ends."""
    if data[at : at + 2] == b"\x12\x20":
        return at + 34
    for _ in range(3):  # version, codec, kind of digest
        at, _number = _read_varint(data, at)
    at, size = _read_varint(data, at)
    return at + size


def _has_digest(cid: bytes, block: bytes) -> bool:
    """Whether a block is what its address says; only SHA-256 is used by this network."""
    if cid[:2] == b"\x12\x20":
        return hashlib.sha256(block).digest() == cid[2:]
    return cid[:1] == b"\x01" and cid[2:4] == b"\x12\x20" and hashlib.sha256(block).digest() == cid[4:]


def iter_keys(repository: Repository) -> Iterator[tuple[str, Cid | None]]:
    """The keys of a repository in order, each with the address of its record.

    Where a part of the tree is not there, or is no tree, an empty key without an address is yielded for what is lost.

    Raises:
        RecordError: it is no repository.
    """
    entered: set[bytes] = set()
    last = ""
    stack: list[Iterator[tuple[str, Cid]]] = [iter([("", repository.read_commit()["data"])])]
    while stack:
        step = next(stack[-1], None)
        if step is None:
            stack.pop()
            continue
        name, cid = step
        if name:
            if name <= last:
                yield "", None
                continue
            last = name
            yield name, cid
            continue
        node = _read_node(repository, cid) if cid.raw not in entered and len(stack) <= DEEPEST else None
        entered.add(cid.raw)
        if node is None:
            yield "", None
        else:
            stack.append(iter(node))


def _read_node(repository: Repository, cid: Cid) -> list[tuple[str, Cid]] | None:
    """What hangs on a node of the tree, in order: records by their keys, and other nodes by none."""
    try:
        node = repository.read_block(cid)
    except ValueError:
        return None
    entries = node.get("e") if isinstance(node, dict) else None
    if not isinstance(entries, list):
        return None
    result = [("", node["l"])] if isinstance(node.get("l"), Cid) else []
    last = b""
    for entry in entries:
        shared, rest, record = (entry.get(name) for name in "pkv") if isinstance(entry, dict) else (None, None, None)
        if not isinstance(shared, int) or not isinstance(rest, bytes) or not isinstance(record, Cid):
            return None
        if not 0 <= shared <= len(last) or not 0 < shared + len(rest) <= LONGEST_KEY:
            return None
        last = last[:shared] + rest
        if not last.isascii():
            return None
        result.append((last.decode(), record))
        if isinstance(entry.get("t"), Cid):
            result.append(("", entry["t"]))
    return result


#: Real records nest five deep and hold some hundred values; nodes of the tree hold some hundred entries.
MOST_DEPTH, MOST_VALUES = 64, 100_000
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

    def read_bytes(self, size: int) -> bytes:
        """The next bytes."""
        end = self.at + size
        if end > len(self.data):
            raise ValueError("ends too early")
        data = self.data[self.at : end]
        self.at = end
        return data

    def read_argument(self, info: int) -> int:
        """The number that follows a first byte."""
        if info < 24:
            return info
        if info > 27:
            raise ValueError("a length without an end")
        return int.from_bytes(self.read_bytes(1 << (info - 24)), "big")

    def read_value(self, depth: int) -> Any:
        """The next value."""
        self.values += 1
        if depth > MOST_DEPTH or self.values > MOST_VALUES:
            raise ValueError("too deep" if depth > MOST_DEPTH else "too many values")
        first = self.read_bytes(1)[0]
        major, info = first >> 5, first & 31
        if major == 7:
            return self.read_simple(info)
        number = self.read_argument(info)
        if major < 2:
            return number if major == 0 else -1 - number
        if major == 2:
            return self.read_bytes(number)
        if major == 3:
            return self.read_text(number)
        if major == 4:
            if number > len(self.data) - self.at:
                raise ValueError("a list longer than what is left")
            return [self.read_value(depth + 1) for _ in range(number)]
        if major == 5:
            return self.read_table(number, depth)
        return self.read_cid(number, depth)

    def read_text(self, size: int) -> str:
        """Text of so many bytes."""
        try:
            return self.read_bytes(size).decode()
        except UnicodeDecodeError:
            raise ValueError("text that is not UTF-8") from None

    def read_simple(self, info: int) -> Any:
        """A truth value, nothing, or a float."""
        if info in (20, 21, 22):
            return (False, True, None)[info - 20]
        if info != 27:
            raise ValueError("a value that DAG-CBOR has not")
        number = struct.unpack(">d", self.read_bytes(8))[0]
        if not math.isfinite(number):
            raise ValueError("a number without end")
        return number

    def read_table(self, size: int, depth: int) -> dict[str, Any]:
        """A table of so many entries; each key once."""
        if size * 2 > len(self.data) - self.at:
            raise ValueError("a table longer than what is left")
        result: dict[str, Any] = {}
        for _ in range(size):
            first = self.read_bytes(1)[0]
            if first >> 5 != 3:
                raise ValueError("a key that is no text")
            name = self.read_text(self.read_argument(first & 31))
            if name in result:
                raise ValueError("a key twice")
            result[name] = self.read_value(depth + 1)
        return result

    def read_cid(self, tag: int, depth: int) -> Cid:
        """The address of a block."""
        inner = self.read_value(depth + 1) if tag == 42 else None
        if not isinstance(inner, bytes) or not 3 < len(inner) <= 128 or inner[0]:
            raise ValueError("a tag that DAG-CBOR has not")
        return Cid(inner[1:])


def decode_cbor(data: bytes) -> Any:
    """The value in `data`; bytes and :class:`Cid` stay what they are.

    Raises:
        ValueError: it is none, or goes on behind it, or is deeper or larger than records are.
    """
    reader = _CborReader(data)
    value = reader.read_value(0)
    if reader.at != len(data):
        raise ValueError("goes on behind its end")
    return value


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
