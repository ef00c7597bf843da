"""Text copied from a tweetback archive: a line that names the archive, then posts as entries of a list."""

from __future__ import annotations

import re
from collections.abc import Iterable

from unroller.messages import Message
from unroller.model import Account, Removed
from unroller.readers.base import CERTAIN, ReadOptions
from unroller.readers.draft import DraftLine, DraftPost, DraftThread, trim_blank
from unroller.readers.input import InputText
from unroller.readers.text.base import TextReader

_TITLE = re.compile(
    r"(?:.{0,100}avatar)?\s{0,3}(?P<name>\S.{0,100}?)['’]s (?:Twitter )?Archive\s{0,3}—\s{0,3}№ ?[\d,.]{1,12}"
)
_ENTRY = re.compile(r"\s{0,60}(?:\d{1,4}\.\s{0,8})?…\s?in reply to @(?P<handle>[A-Za-z0-9_]{1,30})\s{0,8}")
_ITEM = re.compile(r"\s{0,60}\d{1,4}\.\s{0,8}$")


def detect(page: InputText) -> float:
    """Certain when the archive's title, or its mark before a post, stands on the page."""
    if any("№" in line and _TITLE.fullmatch(line.strip()) for line in page.lines[:60] if len(line) < 400):
        return CERTAIN
    return CERTAIN if sum(_ENTRY.match(line) is not None for line in page.lines if "in reply to @" in line) > 1 else 0.0


def read(page: InputText, options: ReadOptions) -> tuple[DraftThread, ...]:
    """The one thread of the page."""
    removed: list[Removed] = []
    name: str | None = None
    handles: list[str] = []
    posts: list[list[DraftLine]] = [[]]
    for at, line in enumerate(page.lines):
        title = _TITLE.fullmatch(line.strip()) if "№" in line and len(line) < 400 else None
        entry = _ENTRY.match(line) if "in reply to @" in line else None
        if title:
            name = title["name"].strip()
            removed.append(page.removed(at, "tweetback:title"))
        elif entry:
            removed.append(Removed(entry.group(), "tweetback:in-reply-to", at + 1))
            handles.append(entry["handle"])
            posts.append([DraftLine(line[entry.end() :], at + 1)])
        elif _ITEM.match(line):
            removed.append(page.removed(at, "tweetback:number"))
            posts.append([])
        else:
            posts[-1].append(DraftLine(line, at + 1))
    author = Account(max(handles, key=handles.count), name) if handles else None
    return (
        DraftThread(
            posts=tuple(DraftPost(tuple(_outdent(pieces))) for pieces in posts if any(not p.blank for p in pieces)),
            author=author,
            platform=options.platform or "x",
            removed=tuple(removed),
        ),
    )


def _outdent(pieces: Iterable[DraftLine]) -> list[DraftLine]:
    """The lines of a post without the list's indentation, which changes from entry to entry."""
    return [DraftLine(piece.text.strip(), piece.line) for piece in trim_blank(pieces)]


READERS = (TextReader("tweetback", Message("page of a tweetback archive"), detect, read),)
