"""Repositories of Bluesky (CAR) and answers of its servers, made from what an invented account wrote."""

from __future__ import annotations

import hashlib
import struct
from collections.abc import Mapping
from typing import Any

from tests.support.builders.invented_account import Said, Truth, shuffled

DID = "did:plc:writer23456789abcdefghij"
OTHER = "did:plc:other223456789abcdefghij"
_DIGITS = "234567abcdefghijklmnopqrstuvwxyz"


class Link(bytes):
    """The address of a block, where CBOR is to be written."""


def tid(said: Said) -> str:
    """The key of a post: its moment, in 13 digits."""
    number = (int(said.at.timestamp() * 1_000_000) << 10) | (said.number % 1024)
    digits = ""
    for _ in range(13):
        number, digit = divmod(number, 32)
        digits = _DIGITS[digit] + digits
    return digits


def cbor(value: Any) -> bytes:
    """`value` as DAG-CBOR."""
    if isinstance(value, Link):
        return b"\xd8\x2a" + cbor(b"\0" + bytes(value))
    if isinstance(value, bool) or value is None:
        return {False: b"\xf4", True: b"\xf5", None: b"\xf6"}[value]
    if isinstance(value, int):
        return _first(0, value) if value >= 0 else _first(1, -1 - value)
    if isinstance(value, float):
        return b"\xfb" + struct.pack(">d", value)
    if isinstance(value, bytes):
        return _first(2, len(value)) + value
    if isinstance(value, str):
        return _first(3, len(value.encode())) + value.encode()
    if isinstance(value, list):
        return _first(4, len(value)) + b"".join(map(cbor, value))
    names = sorted(value, key=lambda name: (len(name.encode()), name.encode()))
    return _first(5, len(value)) + b"".join(cbor(name) + cbor(value[name]) for name in names)


def _first(major: int, number: int) -> bytes:
    if number < 24:
        return bytes([major << 5 | number])
    for info, size in ((24, 1), (25, 2), (26, 4), (27, 8)):
        if number < 1 << (8 * size):
            return bytes([major << 5 | info]) + number.to_bytes(size, "big")
    raise ValueError(number)


def varint(number: int) -> bytes:
    """A number of variable length."""
    found = bytearray()
    while number > 127:
        found.append(number & 127 | 128)
        number >>= 7
    return bytes([*found, number])


class Repository:
    """Blocks, and the tree of keys over them, as a server builds it."""

    def __init__(self) -> None:
        self.blocks: dict[bytes, bytes] = {}

    def add(self, value: Any) -> Link:
        """A block; its address."""
        data = cbor(value)
        cid = Link(b"\x01\x71\x12\x20" + hashlib.sha256(data).digest())
        self.blocks[bytes(cid)] = data
        return cid

    def tree(self, entries: list[tuple[str, Link]], layer: int) -> Link:
        """A node over entries of this layer and those below."""
        node: dict[str, Any] = {"l": None, "e": []}
        below: list[tuple[str, Link]] = []
        last = b""

        def close() -> None:
            if below:
                link = self.tree(below[:], layer - 1)
                if node["e"]:
                    node["e"][-1]["t"] = link
                else:
                    node["l"] = link
                below.clear()

        for key, value in entries:
            if _layer(key) < layer:
                below.append((key, value))
                continue
            close()
            raw, shared = key.encode(), 0
            while shared < min(len(raw), len(last)) and raw[shared] == last[shared]:
                shared += 1
            node["e"].append({"p": shared, "k": raw[shared:], "v": value, "t": None})
            last = raw
        close()
        return self.add(node)

    def car(self, records: Mapping[str, Any], did: str = DID, version: int = 3) -> bytes:
        """The file of a repository with these records by key."""
        entries = sorted((key, self.add(value)) for key, value in records.items())
        data = self.tree(entries, max((_layer(key) for key, _ in entries), default=0))
        more = {"prev": None} if version == 3 else {"prev": None, "rev": None}
        root = self.add(
            {"did": did, "version": version, "data": data, "rev": "3kaaaaaaaaa22", "sig": b"\x01" * 64, **more}
        )
        return self.file(root)

    def file(self, root: Link) -> bytes:
        """The blocks as a CAR file."""
        header = cbor({"roots": [root], "version": 1})
        parts = [varint(len(header)), header]
        for cid in sorted(self.blocks):  # in no order that means anything
            parts += [varint(len(cid) + len(self.blocks[cid])), cid, self.blocks[cid]]
        return b"".join(parts)


def _layer(key: str) -> int:
    bits = bin(int.from_bytes(hashlib.sha256(key.encode()).digest(), "big"))[2:].zfill(256)
    return (len(bits) - len(bits.lstrip("0"))) // 2


def uri(rkey: str, did: str = DID) -> str:
    """The address of a post."""
    return f"at://{did}/app.bsky.feed.post/{rkey}"


def record(said: Said, keys: Mapping[int, str], **more: Any) -> dict[str, Any]:
    """A post's record, with facets counted in bytes."""
    text, facets = "", []
    for kind, piece in said.pieces:
        start = len(text.encode())
        text += piece
        feature = {
            "url": {"$type": "app.bsky.richtext.facet#link", "uri": piece},
            "mention": {"$type": "app.bsky.richtext.facet#mention", "did": OTHER},
            "hashtag": {"$type": "app.bsky.richtext.facet#tag", "tag": piece.removeprefix("#")},
        }.get(kind)
        if feature:
            facets.append({"index": {"byteStart": start, "byteEnd": len(text.encode())}, "features": [feature]})
    found: dict[str, Any] = {
        "$type": "app.bsky.feed.post", "text": text, "langs": ["en"], "facets": facets[::-1],
        "createdAt": said.at.strftime("%Y-%m-%dT%H:%M:%S.") + f"{said.number % 1000:03}Z",
    }  # fmt: skip
    if said.parent or said.to:
        parent = uri(keys[said.parent]) if said.parent else uri("3kother222222", OTHER)
        found["reply"] = {"root": {"uri": parent, "cid": "bafyroot"}, "parent": {"uri": parent, "cid": "bafyparent"}}
    if said.alt:
        blob = {"$type": "blob", "ref": Link(b"\x01\x55\x12\x20" + hashlib.sha256(said.alt.encode()).digest()),
                "mimeType": "image/png", "size": 5}  # fmt: skip
        found["embed"] = {"$type": "app.bsky.embed.images", "images": [{"alt": said.alt, "image": blob}]}
    return {**found, **more}


def keys(truth: Truth) -> dict[int, str]:
    """The keys of the posts, of the deleted one too."""
    return {said.number: tid(said) for said in truth.said} | {
        said.parent: "3kdeleted2222" for said in truth.said
        if said.parent and said.parent not in {one.number for one in truth.said}
    }  # fmt: skip


def repository(truth: Truth, version: int = 3) -> bytes:
    """The repository of the account: its posts, its reposts as records of their own, follows, a profile."""
    named = keys(truth)
    records: dict[str, Any] = {
        "app.bsky.actor.profile/self": {"$type": "app.bsky.actor.profile", "displayName": "A Writer"},
        **{f"app.bsky.graph.follow/3kfollow2222{n}": {"subject": OTHER} for n in range(2, 8)},
    }
    for said in shuffled(truth.said):
        if said.repost:
            records[f"app.bsky.feed.repost/{tid(said)}"] = {"subject": {"uri": uri("3kother222222", OTHER), "cid": "b"}}
        elif not said.limit:  # nothing is limited there
            records[f"app.bsky.feed.post/{tid(said)}"] = record(said, named)
    return Repository().car(records, version=version)


def view(said: Said, named: Mapping[int, str], **more: Any) -> dict[str, Any]:
    """A post as servers show it."""
    given = record(said, named)
    given.pop("embed", None)
    author = {"did": DID, "handle": "writer.example", "displayName": "A Writer", "labels": []}
    return {"uri": uri(tid(said)), "cid": "bafypost", "author": author, "record": given, "replyCount": 0,
            "likeCount": said.number, "indexedAt": given["createdAt"], **more}  # fmt: skip
