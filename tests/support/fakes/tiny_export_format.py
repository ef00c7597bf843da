"""A shape of export for tests of what opens them: as simple as a shape can be, with everything that shapes have.

Posts are ``{"id", "text", "parent", "by", "to", "limit", "repost", "likes", "versions", "quoted", "media"}``; an export
is a folder ``tiny/`` with ``posts*.js`` (an assignment), ``circle.js``, ``deleted.js``, ``about.json``, ``media/``.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from typing import Any

from unroller.account_exports import ExportFormat
from unroller.account_exports.base import (
    ExportFile,
    ExportInfo,
    FileSelection,
    ParsedPost,
    PostContext,
    PostSummary,
    RecordError,
)
from unroller.messages import Message
from unroller.model import Account, Attachment, Date, Notice, Post, Quote, Run

HOST = "https://tiny.example/"


def _fields(raw: bytes) -> dict[str, Any]:
    try:
        fields = json.loads(raw)
    except (ValueError, RecursionError):
        raise RecordError(Message("it is not JSON")) from None
    if not isinstance(fields, dict) or not isinstance(fields.get("id"), str) or not fields["id"]:
        raise RecordError(Message("it has no id"))
    return fields


def _head(raw: bytes) -> PostSummary:
    f = _fields(raw)
    return PostSummary(
        f["id"], f["id"].zfill(20), f.get("by", ""), f.get("parent"), f.get("to"), bool(f.get("parent") or f.get("to")),
        f.get("date"), bool(f.get("repost")), f.get("limit"), f.get("likes", 0), len(f.get("media", ())),
        tuple(f.get("versions", ())), str(f.get("text", ""))[:100], "tiny", tuple(f.get("quoted", ())),
    )  # fmt: skip


def _post(raw: bytes, context: PostContext) -> ParsedPost:
    f = _fields(raw)
    text = f.get("text", "")
    notices: tuple[Notice, ...] = ()
    if text.endswith("…"):
        notes = [json.loads(note)["text"] for note in context.notes(f.get("date", ""))]
        text = next((note for note in notes if note.startswith(text[:-1])), text)
    post = Post(
        1, (Run(text),), f["id"], HOST + f["id"], Date(f.get("date"), how="stated") if f.get("date") else Date(),
        attachments=tuple(Attachment("image", HOST + name, alt) for name, alt in f.get("media", ())),
        quotes=tuple(Quote(HOST + one) for one in f.get("quoted", ())),
    )  # fmt: skip
    author = Account(f["by"], id=f["by"]) if f.get("by") else None
    return ParsedPost(post, tuple((name,) for name, _ in f.get("media", ())), author, notices)


def _plan(names: Sequence[str]) -> FileSelection | None:
    about = next((name for name in names if name.endswith("tiny/about.json")), None)
    prefix = about.removesuffix("tiny/about.json") if about is not None else ""
    found = []
    for name in names:
        below = name.removeprefix(prefix)
        folder, _, base = below.rpartition("/")
        if folder == "tiny" and base.startswith("posts") and base.endswith(".js"):
            found.append(ExportFile(name, "posts", "assignment"))
        elif below == "tiny/circle.js":
            found.append(ExportFile(name, "posts", "assignment", limit="circle"))
        elif below == "tiny/deleted.js":
            found.append(ExportFile(name, "aside", "assignment", reason="deleted posts"))
        elif below == "tiny/notes.js":
            found.append(ExportFile(name, "notes", "assignment"))
        elif below == "tiny/about.json":
            found.append(ExportFile(name, "about", "document"))
        elif folder == "tiny/media":
            found.append(ExportFile(name, "media"))
    return FileSelection(tuple(found), prefix) if any(one.role == "posts" for one in found) else None


def _about(files: Mapping[str, bytes]) -> ExportInfo:
    data = files.get("tiny/about.json")
    if data is None:
        return ExportInfo()
    said = json.loads(data)
    owner = Account(said["handle"], "Tiny", HOST, said["id"]) if "id" in said else None
    return ExportInfo(owner, said.get("claims", {}), {"direct messages": 3}, "2025-01-01T00:00:00Z")


def _sniff(name: str, start: bytes) -> ExportFile | None:
    if start.lstrip().startswith(b"tiny.posts"):
        return ExportFile(name, "posts", "assignment")
    if start.startswith(b'{"tiny":'):
        return ExportFile(name, "posts", "items", "tiny")
    if start.startswith(b'{"id":"') and name.endswith(".jsonl"):
        return ExportFile(name, "posts", "lines")
    return None


FORMATS: tuple[ExportFormat, ...] = (
    ExportFormat(
        "tiny",
        "tiny export",
        "x",
        _head,
        _post,
        _plan,
        _sniff,
        _about,
        find_note_key=lambda raw: str(json.loads(raw)["date"]),
    ),
)


def load_export_formats() -> tuple[ExportFormat, ...]:
    """What the registry of readers gives, of this module."""
    return FORMATS
