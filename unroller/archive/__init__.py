"""The folder store: plain files, one immutable bag a version, a hash-chained ledger. See ``docs/archive.md``."""

from unroller.archive.model import (
    AddResult,
    LedgerEntry,
    NewThread,
    Problem,
    RemoveResult,
    StoredThread,
    Summary,
    VerifyReport,
)
from unroller.archive.recovery import Recovery
from unroller.archive.store import Archive, utc_now
from unroller.edits import ThreadEdits

__all__ = [
    "AddResult",
    "Archive",
    "LedgerEntry",
    "NewThread",
    "Problem",
    "Recovery",
    "RemoveResult",
    "StoredThread",
    "Summary",
    "ThreadEdits",
    "VerifyReport",
    "utc_now",
]
