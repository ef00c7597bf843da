"""Reading on with a ledger that is damaged or lost: what the folders themselves can tell.

A line that cannot be read must not make its thread unreadable too. Only reading goes this way; writing trusts the
ledger alone, and enters a thread anew when it is added again.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from contextlib import suppress
from itertools import count
from pathlib import Path

from unroller.archive import paths
from unroller.archive.bagit import INFO, read_bag_digest
from unroller.archive.checksummed_lines import sha256
from unroller.archive.fsync import read_file
from unroller.archive.ledger import START, LedgerEntryState, LedgerFile, LedgerPosition
from unroller.archive.model import LedgerEntry
from unroller.regex import compile_re

_BAGGED = compile_re(rb"^Bagging-Date: ([0-9]{4}-[0-9]{2}-[0-9]{2})$", re.MULTILINE)
#: What gives the thread of an id as the entries so far have it, though it may have been removed.
FindEver = Callable[[str], LedgerEntryState | None]


def needs_salvage(root: Path, position: LedgerPosition) -> bool:
    """Whether the ledger, read to that position, cannot be relied on to name every kept thread."""
    if position.damaged:
        return True
    lost = not position.end and (root / paths.THREADS).is_dir()
    return lost and not (root / paths.STAGING).is_dir()  # else the first write of all is under way


def iter_salvaged(root: Path, ledger: LedgerFile, find_ever: FindEver) -> Iterator[LedgerEntry]:
    """What the ledger's intact lines say, then every version in place that no intact line names, as entries without a
    place in the ledger. Each is to be taken into account before the next is asked for, so that `find_ever` knows it.

    A thread that an intact line removed stays removed.
    """
    for entries, _ in ledger.iter_batches(START):
        yield from entries
    places = count(-1, -1)
    for shard in paths.list_names(root / paths.THREADS):
        for name in paths.list_names(root / paths.THREADS / shard):
            parsed = paths.parse_thread_name(name)
            ever = find_ever(parsed[1]) if parsed else None
            if parsed and not (ever and ever.removed):
                yield from _iter_versions(root / paths.THREADS / shard / name, parsed[1], ever, places)


def _iter_versions(
    folder: Path, thread: str, ever: LedgerEntryState | None, places: Iterator[int]
) -> Iterator[LedgerEntry]:
    for version in paths.list_versions(folder):
        if ever and version <= ever.highest:
            continue
        bag = folder / paths.format_version_name(version)
        digest = read_bag_digest(bag)
        if digest is not None:
            yield LedgerEntry(next(places), _find_bagging_date(bag), "recovered", thread, version, digest)
    with suppress(OSError):
        yield LedgerEntry(0, "", "changed", thread, state=sha256(read_file(folder / paths.STATE)))
    with suppress(OSError):
        digest = sha256(read_file(folder / paths.OBSERVATIONS))
        yield LedgerEntry(0, "", "observed", thread, observations=digest)


def _find_bagging_date(bag: Path) -> str:
    """The bagging date, or empty."""
    try:
        match = _BAGGED.search(read_file(bag / INFO))
    except OSError:
        return ""
    return match[1].decode("ascii") if match else ""
