"""Pages of X clipped as Markdown by the Obsidian Web Clipper: front matter, then a bold name before each post."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from unroller.messages import Message
from unroller.model import UNKNOWN_DATE, Account, Attachment, Date, Quote, Removed, Run
from unroller.networks import PostAddress, X
from unroller.readers.base import CERTAIN, ReadOptions
from unroller.readers.dates import parse_date
from unroller.readers.draft import DraftLine, DraftPost, DraftThread, trim_blank
from unroller.readers.input import InputText
from unroller.readers.markdown_syntax import find_author, find_source, parse_inline, parse_post_page_url, unescape
from unroller.readers.text.base import TextReader
from unroller.readers.text.body import find_rule_form
from unroller.readers.text.line_patterns import is_date
from unroller.readers.text.post_header import AuthoredPost, split_by_author

_HEADER = re.compile(
    r"\*\*(?P<name>.{1,200}?)\*\*\s{1,3}(?:\[)?@(?P<handle>[\w\\.@-]{1,120})(?:\]\([^()\s]{1,300}\))?"
    r"(?:\s{1,3}(?:·\s?)?\[(?P<date>[^\[\]]{1,80})\]\((?P<url>[^()\s]{1,300})\)|\s{1,3}(?P<bare>[^\[\]()]{1,60}))?\s{0,3}"
)
_TITLE = re.compile(r"#\s{1,3}.{1,200}")


@dataclass
class _OpenPost:
    """A post whose lines are being collected."""

    account: Account
    address: PostAddress | None
    date: str | None
    pieces: list[DraftLine] = field(default_factory=list)


def recognize(page: InputText) -> float:
    """Certain when a header of its form opens a post."""
    return CERTAIN if any(line.startswith("**") and _match_header(line) for line in page.lines) else 0.0


def parse(page: InputText, options: ReadOptions) -> tuple[DraftThread, ...]:
    """The one thread of the clip; replies by other people are set aside."""
    removed: list[Removed] = []
    front = page.front
    start = front.stop if front else 0
    removed += page.front_removed
    opened = _collect_posts(page, start, removed)
    platform = options.platform or X.platform
    blocks = [AuthoredPost(_build_post(found, removed), found.account) for found in opened]
    address = find_source(front)
    sorted_out = split_by_author(blocks, find_author(front) or (opened[0].account if opened else None))
    root = sorted_out.posts[0] if sorted_out.posts else None
    stated = (
        parse_date(front.get("published", "veröffentlicht", "publicado", "publié", "pubblicato") or "")
        if front
        else None
    )
    if root and root.published.value:
        stated = None
    return (
        DraftThread(
            posts=sorted_out.posts,
            author=sorted_out.author,
            platform=platform,
            url=address.url if address else (root.url if root else None),
            id=address.id if address else (root.id if root else None),
            published=Date(stated, how="stated") if stated else UNKNOWN_DATE,
            removed=tuple(removed),
            others=sorted_out.others,
        ),
    )


def _match_header(line: str) -> re.Match[str] | None:
    return _HEADER.fullmatch(line.strip()) if len(line) < 1000 else None


def _collect_posts(page: InputText, start: int, removed: list[Removed]) -> list[_OpenPost]:
    opened: list[_OpenPost] = []
    waiting: list[DraftLine] = []
    for at in range(start, len(page.lines)):
        line = page.lines[at]
        header = _match_header(line) if line.startswith("**") else None
        if header:
            removed.append(page.removed(at, "clip:header"))
            address = parse_post_page_url(header["url"])
            account = Account(unescape(header["handle"]), unescape(header["name"]))
            opened.append(_OpenPost(account, address, parse_date(header["date"] or header["bare"] or "")))
            if waiting and any(not piece.blank for piece in waiting):
                opened.insert(0, _OpenPost(account, None, None, waiting))
            waiting = []
        elif find_rule_form(line) == "-":
            removed.append(page.removed(at, "clip:rule"))
        elif not opened and _TITLE.fullmatch(line.strip()):
            removed.append(page.removed(at, "clip:title"))
        elif opened:
            opened[-1].pieces.append(DraftLine(line, at + 1))
        else:
            waiting.append(DraftLine(line, at + 1))
    return opened


def _build_post(found: _OpenPost, removed: list[Removed]) -> DraftPost:
    """A post of the clip: pictures and quoted posts taken out of the lines, links and escapes read back."""
    pieces: list[DraftLine] = []
    pictures: list[Attachment] = []
    quotes: list[Quote] = []
    quoted: list[DraftLine] = []
    for piece in [*trim_blank(found.pieces), None]:
        if piece is not None and piece.text.startswith(">") and (quoted or _opens_quote(piece.text)):
            quoted.append(replace(piece, text=piece.text[1:].removeprefix(" ")))
            continue
        if quoted:
            quotes.append(_build_quote(quoted, removed))
            quoted = []
        if piece is None:
            break
        text, links, images, gone = parse_inline(piece.text)
        if gone:
            removed.append(Removed(gone, "clip:markup", piece.line))
        pictures += images
        if images and not text.strip():
            text = ""
        pieces.append(replace(piece, text=text, links=tuple(links)))
    address = found.address
    return DraftPost(
        tuple(trim_blank(pieces)),
        id=address.id if address else None,
        url=address.url if address else None,
        published=Date(found.date, how="stated") if found.date else UNKNOWN_DATE,
        attachments=tuple(pictures),
        quotes=tuple(quotes),
    )


def _opens_quote(line: str) -> bool:
    """Whether a quoted post begins here: with its date or its header. Any other ``>`` is the author's own."""
    text = line[1:].strip()
    return (
        bool(_match_header(text))
        or (0 < len(text) < 40 and is_date(text))
        or (len(text) < 40 and bool(parse_date(text)))
    )


def _build_quote(lines: Sequence[DraftLine], removed: list[Removed]) -> Quote:
    """A quoted post: its date on the first line, perhaps a header with name and address, then its text."""
    account: Account | None = None
    address: PostAddress | None = None
    date: str | None = None
    texts: list[str] = []
    for piece in lines:
        header = _match_header(piece.text)
        text, _, _, _ = parse_inline(piece.text)
        if header and not texts:
            account = Account(unescape(header["handle"]), unescape(header["name"]))
            address = parse_post_page_url(header["url"])
            date = parse_date(header["date"] or header["bare"] or "")
            removed.append(Removed(piece.text, "clip:quote-header", piece.line))
        elif piece is lines[0]:
            date = parse_date(text)
            removed.append(Removed(piece.text, "clip:quote-date", piece.line))
        else:
            texts.append(text)
    runs = (Run("\n".join(texts).strip()),) if any(text.strip() for text in texts) else ()
    published = Date(date, how="stated") if date else UNKNOWN_DATE
    return Quote(address.url if address else None, account, runs, published)


READERS = (TextReader("x-clip", Message("clip of X in Markdown"), recognize, parse),)
