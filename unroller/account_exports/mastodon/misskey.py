"""The notes of an account of Misskey and its kin (Sharkey, Firefish, Iceshrimp): one list, ``notes-<date>.json``.

It holds no account, no server and no addresses: ids name notes on a server that is not named. Whose the note is that
an answer answers is known only where it is in the list.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Any

from unroller.account_exports.base import (
    AttachmentFiles,
    ExportFile,
    FileSelection,
    Limit,
    LostPart,
    ParsedPost,
    PostContext,
    PostSummary,
    UnreadableRecord,
)
from unroller.account_exports.export_format import ExportFormat
from unroller.account_exports.json_values import (
    as_id,
    as_link,
    as_list,
    as_object,
    as_text,
    build_sort_key,
    check_length,
    decode_object,
    detect_json_posts,
    extract_opening,
    find_shallow_texts,
    format_time,
    parse_time,
    refuse,
)
from unroller.account_exports.mastodon.html import detect_attachment_kind
from unroller.messages import Message
from unroller.model import UNKNOWN_DATE, Attachment, Date, Post, Quote
from unroller.networks import MASTODON
from unroller.networks.runs import split_runs
from unroller.regex import compile_re

_FILE = compile_re(r"notes(?:[-_][0-9][0-9_-]{0,40})?(?: ?\([0-9]{1,3}\))?\.json", re.IGNORECASE)
#: Keys that stand in every note; lists of notes that somebody liked or collected hold each in an object of its own.
_KEYS = tuple(
    compile_re(rf'"{name}"\s{{0,8}}:'.encode()) for name in ("replyId", "renoteId", "visibility", "createdAt")
)
_COLLECTED = compile_re(rb'"(?:note|noteId)"\s{0,8}:')
#: Who sees a note. Whatever else servers say is for the people who are named in it.
_LIMITS: dict[str, Limit | None] = {"public": None, "home": None, "followers": "followers"}


def select_members(names: Sequence[str]) -> FileSelection | None:
    """The lists of notes in a folder or ZIP."""
    files = [name for name in names if _FILE.fullmatch(name.rpartition("/")[2])]
    return FileSelection(tuple(ExportFile(name, "posts", "array") for name in sorted(files))) if files else None


def detect_file(name: str, start: bytes) -> ExportFile | None:
    """A list of notes, or notes a line each."""
    if not all(key.search(start) for key in _KEYS) or _COLLECTED.search(start):
        return None
    return detect_json_posts(name, start)


class _RawNote:
    """A note taken apart."""

    def __init__(self, record: bytes) -> None:
        note = decode_object(record)
        self.id = as_id(note.get("id")) or refuse("a note without an id")
        if "text" not in note and "renoteId" not in note:
            refuse("no note of Misskey's")
        self.text = as_text(note.get("text"))
        self.warning = as_text(note.get("cw"))
        self.when = parse_time(note.get("createdAt"))
        self.parent = as_id(note.get("replyId")) or None
        self.renoted = as_id(note.get("renoteId"))
        self.files = [as_object(one) for one in check_length(as_list(note.get("files")), "files")]
        self.unnamed = max(0, len(check_length(as_list(note.get("fileIds")), "files")) - len(self.files))
        self.poll = note.get("poll")
        self.options = _find_options(self.poll)
        visibility = as_text(note.get("visibility"))
        self.limit = _LIMITS.get(visibility, "direct")
        if self.limit is None and note.get("localOnly") is True:
            self.limit = "circle"

    @property
    def is_repost(self) -> bool:
        """Whether it only passes another note on."""
        return bool(self.renoted) and not (self.text or self.warning or self.files or self.unnamed or self.poll)

    @property
    def whole_text(self) -> str:
        """Its warning as a paragraph of its own, its text, the options of its poll as a list."""
        options = "\n".join(f"- {' '.join(option.split())}" for option in self.options)
        return "\n\n".join(part for part in (self.warning.strip(), self.text.strip(), options) if part)


def _find_options(poll: object) -> list[str]:
    """The options of a poll: texts, or objects that hold one each."""
    choices = check_length(as_list(as_object(poll).get("choices")), "options")
    return [text for one in choices if (text := as_text(one) or as_text(as_object(one).get("text")))]


def summarize(record: bytes) -> PostSummary:
    """What threads are assembled from. See :class:`unroller.account_exports.export_format.ExportFormat`."""
    note = _RawNote(record)
    return PostSummary(
        note.id,
        build_sort_key(note.when, note.id),
        parent=note.parent,
        reply=note.parent is not None,
        published=format_time(note.when) if note.when else None,
        repost=note.is_repost,
        limit=note.limit,
        media=len(note.files) + note.unnamed,
        opening="" if note.is_repost else extract_opening(note.whole_text),
        quoted=(note.renoted,) if note.renoted else (),
    )


def build_post(record: bytes, _context: PostContext) -> ParsedPost:
    """The post in full. See :class:`unroller.account_exports.export_format.ExportFormat`."""
    note = _RawNote(record)
    if note.is_repost:
        refuse("a repost has no words of its own")
    shown = [_build_attachment(one) for one in note.files]
    lost: tuple[LostPart, ...] = ("poll",) if note.poll and not note.options else ()
    return ParsedPost(
        Post(
            1,
            split_runs(note.whole_text, MASTODON.platform) if note.whole_text else (),
            note.id,
            None,
            Date(format_time(note.when), how="stated") if note.when else UNKNOWN_DATE,
            attachments=(*(one for one, _ in shown), *(Attachment("unknown") for _ in range(note.unnamed))),
            quotes=(Quote(None),) if note.renoted else (),
        ),
        files=tuple(files for _, files in shown),
        lost=lost,
    )


def _build_attachment(file: dict[str, Any]) -> AttachmentFiles:
    kind = detect_attachment_kind(as_text(file.get("type")))
    alt = as_text(file.get("comment")) or None
    return Attachment(kind, as_link(file.get("url")), alt), ()


def identify(record: bytes) -> UnreadableRecord | None:
    """What a record that is broken says of itself. See :class:`unroller.account_exports.export_format.ExportFormat`."""
    said = find_shallow_texts(record, ("id", "replyId"))
    return UnreadableRecord(said["id"], said.get("replyId")) if said.get("id") else None


FORMAT = ExportFormat(
    name="misskey-notes",
    label=Message("Misskey notes"),
    platform=MASTODON.platform,
    summarize=summarize,
    build_post=build_post,
    select_members=select_members,
    detect_file=detect_file,
    identify=identify,
)
READERS = (FORMAT,)
