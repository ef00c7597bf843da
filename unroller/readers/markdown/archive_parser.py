"""Markdown written by twitter-archive-parser: months of posts, from which the author's threads are put together."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from unroller.errors import NoThreadError
from unroller.messages import Message
from unroller.model import UNKNOWN_DATE, Account, Attachment, Date, Removed
from unroller.networks import X, parse_post_url
from unroller.readers.base import CERTAIN, ReadOptions
from unroller.readers.dates import parse_date
from unroller.readers.draft import DraftLine, DraftPost, DraftThread, trim_blank
from unroller.readers.input import InputText, repair_entities
from unroller.readers.markdown_syntax import parse_inline
from unroller.readers.text.base import TextReader
from unroller.readers.text.body import find_rule_form
from unroller.regex import compile_re

_STAMP = compile_re(
    r"(?:<img [^<>]{0,200}>\s?)?\[(?P<date>[A-Z][a-z]{2} [A-Z][a-z]{2} \d\d \d\d:\d\d:\d\d \+0000 \d{4})\]"
    r"\((?P<url>[^()\s]{1,300})\)\s{0,3}"
)
_REPLYING = compile_re(r"Replying to \[@[\w\\]{1,40}\]\((?P<url>[^()\s]{1,300})\)")


@dataclass
class _ArchiveEntry:
    """One post of the file, and the address it answers."""

    post: DraftPost
    parent: str | None
    handle: str | None
    parent_handle: str | None
    removed: list[Removed] = field(default_factory=list)


def recognize(page: InputText) -> float:
    """Certain when its line of date and address stands on the page."""
    return CERTAIN if any("+0000" in line and _match_stamp(line) for line in page.lines) else 0.0


def _match_stamp(line: str) -> re.Match[str] | None:
    return _STAMP.fullmatch(line.strip().removeprefix("> ").strip()) if len(line) < 900 else None


def parse(page: InputText, options: ReadOptions) -> tuple[DraftThread, ...]:
    """Every thread of the file, in the order of their first posts.

    Raises:
        NoThreadError: the posts stand alone.
    """
    entries, rest = _read_entries(page)
    chains = _build_chains(entries)
    if not any(entry.parent for entry in entries) or len(entries) == 1:
        chains = [entries]
    threads = [chain for chain in chains if len(chain) > 1 or len(entries) == 1]
    if not threads:
        raise NoThreadError(
            Message(
                "this holds {count} separate posts and no thread: none of them answers another of the same author",
                count=len(entries),
            )
        )
    drafts = [_build_draft(chain, options) for chain in threads]
    if len(drafts) == 1:
        kept = {id(entry) for entry in threads[0]}
        strays = tuple(entry.post for entry in entries if id(entry) not in kept)
        notes = [found for entry in entries if id(entry) not in kept for found in entry.removed]
        return (replace(drafts[0], removed=(*drafts[0].removed, *rest, *notes), others=strays),)
    return tuple(drafts)


def _account_of(entry: _ArchiveEntry) -> Account | None:
    return Account(entry.handle) if entry.handle else None


def _read_entries(page: InputText) -> tuple[list[_ArchiveEntry], list[Removed]]:
    entries: list[_ArchiveEntry] = []
    pieces: list[DraftLine] = []
    removed: list[Removed] = []
    # The tool leaves the network's entities in the texts; its own lines are what keeps them from being mended sooner.
    own = {at for at, line in enumerate(page.lines) if "+0000" in line and _match_stamp(line)}
    texts = [("" if at in own else line.removeprefix(">")) for at, line in enumerate(page.lines)]
    mended = repair_entities(texts) or texts
    for at, line in enumerate(page.lines):
        if texts[at] != mended[at]:
            removed.append(page.removed(at, "repair:html-entities"))
            line = line[: len(line) - len(texts[at])] + mended[at]
        found = _match_stamp(line) if at in own else None
        if found:
            removed.append(page.removed(at, "archive-parser:date"))
            entries.append(_build_entry(pieces, found, removed))
            pieces, removed = [], []
        elif find_rule_form(line) == "-":
            removed.append(page.removed(at, "archive-parser:rule"))
        else:
            pieces.append(DraftLine(line, at + 1))
    if any(not piece.blank for piece in pieces):
        entries.append(_ArchiveEntry(DraftPost(tuple(trim_blank(pieces))), None, None, None, removed))
        removed = []
    return entries, removed


def _build_entry(pieces: Sequence[DraftLine], stamp: re.Match[str], removed: list[Removed]) -> _ArchiveEntry:
    lines = trim_blank(pieces)
    if lines and all(piece.blank or piece.text.startswith(">") for piece in lines):
        lines = [replace(piece, text=piece.text.removeprefix(">").removeprefix(" ")) for piece in lines]
    parent = None
    out: list[DraftLine] = []
    pictures: list[Attachment] = []
    for piece in lines:
        answered = _REPLYING.match(piece.text) if not out else None
        if answered:
            parent = parse_post_url(answered["url"])
            removed.append(Removed(piece.text[: answered.end()], "archive-parser:replying-to", piece.line))
            piece = replace(piece, text=piece.text[answered.end() :])
            if piece.blank:
                continue
        text, links, images, gone = parse_inline(piece.text)
        if gone:
            removed.append(Removed(gone, "archive-parser:markup", piece.line))
        pictures += images
        out.append(replace(piece, text=text, links=tuple(links)))
    address = parse_post_url(stamp["url"])
    date = parse_date(stamp["date"])
    post = DraftPost(
        tuple(trim_blank(out)),
        id=address.id if address else None,
        url=address.url if address else None,
        published=Date(date, how="stated") if date else UNKNOWN_DATE,
        attachments=tuple(pictures),
    )
    return _ArchiveEntry(
        post,
        parent.id if parent else None,
        address.handle if address else None,
        parent.handle if parent else None,
        removed,
    )


def _build_chains(entries: Sequence[_ArchiveEntry]) -> list[list[_ArchiveEntry]]:
    """Posts that answer each other, from roots that answer nobody in the file; the oldest answer goes on."""
    children: dict[str, list[_ArchiveEntry]] = {}
    ids = {entry.post.id for entry in entries}
    roots = []
    for entry in entries:
        if entry.parent in ids and entry.parent != entry.post.id and entry.parent:
            children.setdefault(entry.parent, []).append(entry)
        else:
            roots.append(entry)
    chains = []
    for root in roots:
        chain, seen = [root], {root.post.id}
        while following := children.get(chain[-1].post.id or ""):
            entry = min(following, key=lambda found: int(found.post.id or 0))
            if entry.post.id in seen:
                break
            seen.add(entry.post.id)
            chain.append(entry)
        chains.append(chain)
    return chains


def _build_draft(chain: Sequence[_ArchiveEntry], options: ReadOptions) -> DraftThread:
    root = chain[0]
    return DraftThread(
        posts=tuple(entry.post for entry in chain),
        author=next((account for entry in chain if (account := _account_of(entry))), None),
        platform=options.platform or X.platform,
        url=root.post.url,
        id=root.post.id,
        removed=tuple(found for entry in chain for found in entry.removed),
    )


READERS = (TextReader("archive-parser", Message("Markdown by twitter-archive-parser"), recognize, parse),)
