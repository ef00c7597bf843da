"""Bluesky's repositories: a CAR file (version 1) of blocks, and the tree of keys among them.

Nothing in such a file is believed: each block is held against the digest in its address, each key must follow the one
before it, no node of the tree is entered twice.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from unroller.account_exports.base import RecordError
from unroller.account_exports.bluesky.cbor import Cid, decode_cbor
from unroller.account_exports.json_values import refuse

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

    def block(self, cid: Cid) -> Any:
        """The value in a block.

        Raises:
            ValueError: it is not there, or no CBOR.
        """
        place = self.blocks.get(cid.raw)
        if place is None:
            raise ValueError("not in the file")
        return decode_cbor(self.data[place[0] : place[1]])

    def commit(self) -> dict[str, Any]:
        """What the file says of itself: whose repository it is, and where its tree begins.

        Raises:
            RecordError: it is no repository.
        """
        wrong = "its first block names no tree"
        for root in (self.root, *self.others):
            try:
                found = self.block(root)
            except ValueError as error:
                wrong = f"its first block is {error}"
                continue
            if isinstance(found, dict) and found.get("version") in (2, 3) and isinstance(found.get("data"), Cid):
                return found
        raise RecordError(f"no repository: {wrong}")


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
    found = Repository(data, roots[0], others=tuple(one for one in roots[1:] if isinstance(one, Cid)))
    for cid, start, end in _iter_blocks(data, at + size, found):
        if verify and not _has_digest(cid, data[start:end]):
            found.broken += 1
            continue
        found.blocks.setdefault(cid, (start, end))
        if len(found.blocks) > MOST_BLOCKS:
            refuse(f"a repository of more than {MOST_BLOCKS:,} blocks")
    return found


def _iter_blocks(data: bytes, at: int, found: Repository) -> Iterator[tuple[bytes, int, int]]:
    while at < len(data):
        try:
            at, size = _read_varint(data, at)
            end = at + size
            start = _skip_cid(data, at)
        except RecordError:
            found.cut = True
            return
        if end > len(data) or start > end:
            found.cut = True
            return
        if end - start <= LARGEST_BLOCK:
            yield data[at:start], start, end
        else:
            found.broken += 1
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

    Where a part of the tree is not there, or is no tree, an empty key and no address stand for what is lost.

    Raises:
        RecordError: it is no repository.
    """
    entered: set[bytes] = set()
    last = ""
    stack: list[Iterator[tuple[str, Cid]]] = [iter([("", repository.commit()["data"])])]
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
        node = repository.block(cid)
    except ValueError:
        return None
    entries = node.get("e") if isinstance(node, dict) else None
    if not isinstance(entries, list):
        return None
    found = [("", node["l"])] if isinstance(node.get("l"), Cid) else []
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
        found.append((last.decode(), record))
        if isinstance(entry.get("t"), Cid):
            found.append(("", entry["t"]))
    return found
