"""Receipts of imports: one sealed file each, named by what it says, so that the same import has the same receipt.

The ledger has a line for each, with the digest of its file.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from unroller.archive import paths
from unroller.archive.checksummed_lines import seal, sha256, unseal
from unroller.archive.fsync import read_file

#: What is left out when a receipt is named: importing the same again gives the same receipt.
_WHEN = frozenset({"imported_at"})
#: A receipt with a line for every kept thread of half a million.
MOST_BYTES = 64 * 1024 * 1024


def receipt_id(record: Mapping[str, Any]) -> str:
    """The name of a receipt: what it says, but for when."""
    said = {key: value for key, value in record.items() if key not in _WHEN}
    return sha256(json.dumps(said, sort_keys=True, allow_nan=False).encode("ascii"))[: paths.ID_LENGTH]


def receipt_bytes(record: Mapping[str, Any]) -> bytes:
    """The file of a receipt."""
    return seal(record) + b"\n"


def parse_receipt(data: bytes) -> dict[str, Any] | None:
    """The receipt in a file, or None when a single bit of it is not as it was written."""
    return unseal(data[:-1]) if data.endswith(b"\n") and len(data) <= MOST_BYTES else None


def unentered(root: Path, known: Mapping[str, str]) -> Iterator[tuple[str, bytes]]:
    """(id, bytes) of whole receipts that lie in place and are in no line of the ledger."""
    for name in paths.list_names(root / paths.RECEIPTS):
        receipt = paths.parse_receipt_name(name)
        if receipt is None or receipt in known:
            continue
        try:
            data = read_file(root / paths.RECEIPTS / name)
        except OSError:
            continue
        record = parse_receipt(data)
        if record is not None and receipt_id(record) == receipt:
            yield receipt, data
