"""What a person decides about a thread, applied to the thread as it was read.

    mend(thread as read, decisions) -> the thread as the person wants it read, and how each decision stands

A decision is tied to a line of the capture and to the words on it, never to a post's number: rules that read the
thread otherwise do not move it. Where its line is gone it is listed, not lost. The thread as read is never altered, so
taking a decision back gives what was there before.
"""

from unroller.edits.anchors import Line, anchor_at, find, lines
from unroller.edits.apply import Mended, mend, mended
from unroller.edits.decisions import Mending, Wish, changed, combined, decide, tags, undo, withdraw
from unroller.edits.differences import Difference, differences
from unroller.edits.model import DECISIONS, Anchor, Change, Decision, Kind, State

__all__ = [
    "DECISIONS",
    "Anchor",
    "Change",
    "Decision",
    "Difference",
    "Kind",
    "Line",
    "Mended",
    "Mending",
    "State",
    "Wish",
    "anchor_at",
    "changed",
    "combined",
    "decide",
    "differences",
    "find",
    "lines",
    "mend",
    "mended",
    "tags",
    "undo",
    "withdraw",
]
