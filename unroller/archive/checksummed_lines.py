"""Lines with a checksum: one JSON object a line, whose last key is the SHA-256 of all bytes before it.

The checksum reveals every flipped bit of every line, the last one too, whose hash no later line holds yet.
Lines end in a line feed and nothing else: ``splitlines`` would also take a vertical tab for an end.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from typing import Any, TypeVar

import msgspec

V = TypeVar("V")

_SEAL = b',"digest":"'
_DECODER = json.JSONDecoder()
_SEAL_BYTES = len(_SEAL) + 64 + len(b'"}')


def sha256(data: bytes) -> str:
    """Hex SHA-256 of `data`."""
    return hashlib.sha256(data).hexdigest()


def add_checksum(record: Mapping[str, Any]) -> bytes:
    """`record` as a line with its checksum, without a line feed. ASCII, keys in their order; `record` is not empty."""
    body = json.dumps(record, separators=(",", ":"), allow_nan=False).encode("ascii")[:-1]
    return body + _SEAL + sha256(body).encode("ascii") + b'"}'


def verify_checksum(line: bytes) -> dict[str, Any] | None:
    """The record of a sealed line, or None when a single bit of it is not as it was written."""
    body, seal_ = line[:-_SEAL_BYTES], line[-_SEAL_BYTES:]
    if not body or seal_ != _SEAL + sha256(body).encode("ascii") + b'"}':
        return None
    try:
        record, _ = _DECODER.raw_decode(body.decode("ascii") + "}")
    except (ValueError, RecursionError):
        return None
    return record if isinstance(record, dict) else None


def convert_record(record: Mapping[str, Any], kind: type[V]) -> V | None:
    """The dataclass `kind` that an unsealed record is, or None; unknown keys are a newer program's, and passed over."""
    try:
        return msgspec.convert(record, kind)
    except ValueError:
        return None


def split_lines(data: bytes) -> tuple[list[bytes], bytes]:
    """The whole lines of `data`, without their line feeds, and the bytes after the last line feed."""
    *lines, tail = data.split(b"\n")
    return lines, tail
