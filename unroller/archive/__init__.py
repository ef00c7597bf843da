"""The folder store: plain files, one immutable bag a version, a hash-chained ledger. See ``docs/archive.md``."""

from unroller.archive.model import Added, Deposit, Entry, Kept, Problem, Removed, Report, Summary
from unroller.archive.recovery import Recovery
from unroller.archive.store import Archive, utc_now
from unroller.edits import ThreadEdits

__all__ = [
    "Added",
    "Archive",
    "Deposit",
    "Entry",
    "Kept",
    "Problem",
    "Recovery",
    "Removed",
    "Report",
    "Summary",
    "ThreadEdits",
    "utc_now",
]
