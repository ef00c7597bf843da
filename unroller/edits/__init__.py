"""What a person decides about a thread, applied to the thread as it was read.

    mend(thread as read, decisions) -> the thread as the person wants it read, and how each decision stands

A decision is tied to a line of the capture and to the words on it, never to a post's number: rules that read the
thread otherwise do not move it. Where its line is gone it is listed, not lost. The thread as read is never altered, so
taking a decision back gives what was there before.
"""

from unroller.edits.anchors import ThreadLine, build_anchor, find_line, list_lines
from unroller.edits.apply import EditedThread, ReadingDifference, apply_edits, edit_thread, find_differences
from unroller.edits.blocks import BlockAction, BlockRequest, revert
from unroller.edits.decisions import (
    Edit,
    EditRequest,
    apply_edit,
    merge_edits,
    normalize_tags,
    record_change,
    undo,
)
from unroller.edits.model import LINE_DECISIONS, Anchor, Change, Decision, Kind, ThreadEdits

__all__ = [
    "LINE_DECISIONS",
    "Anchor",
    "BlockAction",
    "BlockRequest",
    "Change",
    "Decision",
    "Edit",
    "EditRequest",
    "EditedThread",
    "Kind",
    "ReadingDifference",
    "ThreadEdits",
    "ThreadLine",
    "apply_edit",
    "apply_edits",
    "build_anchor",
    "edit_thread",
    "find_differences",
    "find_line",
    "list_lines",
    "merge_edits",
    "normalize_tags",
    "record_change",
    "revert",
    "undo",
]
