"""Markdown written by twitter-archive-parser: months of posts, from which the author's threads are put together."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from unroller.errors import NoThreadError
from unroller.model import UNKNOWN_DATE, Account, Attachment, Date, Removed
from unroller.networks import parse_post_url
from unroller.readers.base import CERTAIN, Format, ReadOptions
from unroller.readers.dates import parse_date
from unroller.readers.draft import Draft, Piece, PostDraft, trimmed
from unroller.readers.input import Page
from unroller.readers.markdown.inline import inline
from unroller.readers.repair import entities
from unroller.readers.text.body import rule_form

_STAMP = re.compile(
    r"(?:<img [^<>]{0,200}>\s?)?\[(?P<date>[A-Z][a-z]{2} [A-Z][a-z]{2} \d\d \d\d:\d\d:\d\d \+0000 \d{4})\]"
    r"\((?P<url>[^()\s]{1,300})\)\s{0,3}"
)
_REPLYING = re.compile(r"Replying to \[@[\w\\]{1,40}\]\((?P<url>[^()\s]{1,300})\)")


@dataclass
class _Entry:
    """One post of the file, and the address it answers."""

    post: PostDraft
    parent: str | None
    handle: str | None
    parent_handle: str | None
    removed: list[Removed] = field(default_factory=list)


def detect(page: Page) -> float:
    """Certain when its line of date and address stands on the page."""
    return CERTAIN if any("+0000" in line and _stamp(line) for line in page.lines) else 0.0


def _stamp(line: str) -> re.Match[str] | None:
    return _STAMP.fullmatch(line.strip().removeprefix("> ").strip()) if len(line) < 900 else None


def read(page: Page, options: ReadOptions) -> tuple[Draft, ...]:
    """Every thread of the file, in the order of their first posts.

    Raises:
        NoThreadError: the posts stand alone.
    """
    entries, rest = _entries(page)
    chains = _chains(entries)
    if not any(entry.parent for entry in entries) or len(entries) == 1:
        chains = [entries]
    threads = [chain for chain in chains if len(chain) > 1 or len(entries) == 1]
    if not threads:
        raise NoThreadError(
            f"this holds {len(entries)} separate posts and no thread: none of them answers another of the same author"
        )
    drafts = [_draft(chain, options) for chain in threads]
    if len(drafts) == 1:
        kept = {id(entry) for entry in threads[0]}
        strays = tuple(entry.post for entry in entries if id(entry) not in kept)
        notes = [found for entry in entries if id(entry) not in kept for found in entry.removed]
        return (replace(drafts[0], removed=(*drafts[0].removed, *rest, *notes), others=strays),)
    return tuple(drafts)


def _account(entry: _Entry) -> Account | None:
    return Account(entry.handle) if entry.handle else None


def _entries(page: Page) -> tuple[list[_Entry], list[Removed]]:
    entries: list[_Entry] = []
    pieces: list[Piece] = []
    removed: list[Removed] = []
    # The tool leaves the network's entities in the texts; its own lines are what keeps them from being mended sooner.
    own = {at for at, line in enumerate(page.lines) if "+0000" in line and _stamp(line)}
    texts = [("" if at in own else line.removeprefix(">")) for at, line in enumerate(page.lines)]
    mended = entities(texts) or texts
    for at, line in enumerate(page.lines):
        if texts[at] != mended[at]:
            removed.append(page.removed(at, "repair:html-entities"))
            line = line[: len(line) - len(texts[at])] + mended[at]
        found = _stamp(line) if at in own else None
        if found:
            removed.append(page.removed(at, "archive-parser:date"))
            entries.append(_entry(pieces, found, removed))
            pieces, removed = [], []
        elif rule_form(line) == "-":
            removed.append(page.removed(at, "archive-parser:rule"))
        else:
            pieces.append(Piece(line, at + 1))
    if any(not piece.blank for piece in pieces):
        entries.append(_Entry(PostDraft(tuple(trimmed(pieces))), None, None, None, removed))
        removed = []
    return entries, removed


def _entry(pieces: Sequence[Piece], stamp: re.Match[str], removed: list[Removed]) -> _Entry:
    lines = trimmed(pieces)
    if lines and all(piece.blank or piece.text.startswith(">") for piece in lines):
        lines = [replace(piece, text=piece.text.removeprefix(">").removeprefix(" ")) for piece in lines]
    parent = None
    out: list[Piece] = []
    pictures: list[Attachment] = []
    for piece in lines:
        answered = _REPLYING.match(piece.text) if not out else None
        if answered:
            parent = parse_post_url(answered["url"])
            removed.append(Removed(piece.text[: answered.end()], "archive-parser:replying-to", piece.line))
            piece = replace(piece, text=piece.text[answered.end() :])
            if piece.blank:
                continue
        text, links, images, gone = inline(piece.text)
        if gone:
            removed.append(Removed(gone, "archive-parser:markup", piece.line))
        pictures += images
        out.append(replace(piece, text=text, links=tuple(links)))
    address = parse_post_url(stamp["url"])
    date = parse_date(stamp["date"])
    post = PostDraft(
        tuple(trimmed(out)),
        id=address.id if address else None,
        url=address.url if address else None,
        published=Date(date, how="stated") if date else UNKNOWN_DATE,
        attachments=tuple(pictures),
    )
    return _Entry(
        post,
        parent.id if parent else None,
        address.handle if address else None,
        parent.handle if parent else None,
        removed,
    )


def _chains(entries: Sequence[_Entry]) -> list[list[_Entry]]:
    """Posts that answer each other, from roots that answer nobody in the file; the oldest answer goes on."""
    children: dict[str, list[_Entry]] = {}
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


def _draft(chain: Sequence[_Entry], options: ReadOptions) -> Draft:
    root = chain[0]
    return Draft(
        posts=tuple(entry.post for entry in chain),
        author=next((account for entry in chain if (account := _account(entry))), None),
        platform=options.platform or "x",
        url=root.post.url,
        id=root.post.id,
        removed=tuple(found for entry in chain for found in entry.removed),
    )


FORMAT = Format("archive-parser", "Markdown by twitter-archive-parser", detect, read)
