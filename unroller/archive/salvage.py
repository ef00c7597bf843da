"""Reading on with a ledger that is damaged or lost: what the folders themselves can tell.

A line that cannot be read must not make its thread unreadable too. Only reading goes this way; writing trusts the
ledger alone, and enters a thread anew when it is added again.
"""

from __future__ import annotations

import re
from contextlib import suppress
from pathlib import Path

from unroller.archive import paths
from unroller.archive.bagit import INFO, read_bag_digest
from unroller.archive.checksummed_lines import sha256
from unroller.archive.fsync import read_file
from unroller.archive.ledger import Ledger
from unroller.archive.ledger_index import LedgerIndex
from unroller.archive.model import LedgerEntry

_BAGGED = re.compile(rb"^Bagging-Date: ([0-9]{4}-[0-9]{2}-[0-9]{2})$", re.MULTILINE)


def needs_rebuild(root: Path, ledger: Ledger) -> bool:
    """Whether the ledger cannot be relied on to name every kept thread."""
    if ledger.damaged:
        return True
    lost = not ledger.end and (root / paths.THREADS).is_dir()
    return lost and not (root / paths.STAGING).is_dir()  # else the first write of all is under way


def rebuild_index(root: Path, ledger: Ledger) -> LedgerIndex:
    """What the ledger's intact lines say, and every version in place that no intact line names.

    A thread that an intact line removed stays removed.
    """
    holdings = LedgerIndex()
    for entry in ledger.entries():
        holdings.apply(entry)
    for shelf in paths.list_names(root / paths.THREADS):
        for name in paths.list_names(root / paths.THREADS / shelf):
            parsed = paths.parse_thread_name(name)
            ever = holdings.ever(parsed[1]) if parsed else None
            if parsed and not (ever and ever.removed):
                _enter_versions(holdings, root / paths.THREADS / shelf / name, parsed[1])
    return holdings


def _enter_versions(holdings: LedgerIndex, folder: Path, thread: str) -> None:
    ever = holdings.ever(thread)
    for version in paths.list_versions(folder):
        if ever and version <= ever.highest:
            continue
        bag = folder / paths.format_version_name(version)
        digest = read_bag_digest(bag)
        if digest is not None:
            holdings.apply(LedgerEntry(0, _find_bagging_date(bag), "recovered", thread, version, digest))
    with suppress(OSError):
        holdings.apply(LedgerEntry(0, "", "changed", thread, state=sha256(read_file(folder / paths.STATE))))
    with suppress(OSError):
        digest = sha256(read_file(folder / paths.OBSERVATIONS))
        holdings.apply(LedgerEntry(0, "", "observed", thread, observations=digest))


def _find_bagging_date(bag: Path) -> str:
    """The day the bag was made, or nothing."""
    try:
        match = _BAGGED.search(read_file(bag / INFO))
    except OSError:
        return ""
    return match[1].decode("ascii") if match else ""
