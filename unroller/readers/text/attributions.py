"""Posts with who wrote each below its words: ``— Name (@handle) March 3, 2025``, as embedded posts are copied.

In Markdown each such post is a quotation, and what stands between them is by whoever quoted them.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, replace

from unroller.documents.media import MediaKind
from unroller.messages import Message
from unroller.model import UNKNOWN_DATE, Account, Date, Removed
from unroller.networks import PostAddress, parse_post_url
from unroller.readers.base import FAIRLY_SURE, ReadOptions
from unroller.readers.dates import parse_date
from unroller.readers.draft import DraftLine, DraftPost, DraftThread, trim_blank
from unroller.readers.input import InputText
from unroller.readers.markdown_syntax import parse_inline
from unroller.readers.text.base import TextReader
from unroller.readers.text.body import find_rule_form
from unroller.readers.text.post_header import AuthoredPost, split_by_author
from unroller.regex import compile_re
from unroller.text import split_words

#: On a page the markup tells what is quoted, see :mod:`unroller.readers.html.embeds`.
_TYPED: frozenset[MediaKind] = frozenset({"text", "pdf"})
#: Name, handle and date. X and Bluesky write it so in every language; the date is the page's.
_CREDIT = compile_re(
    r"(?:>\s?)?(?:[—–]|--|&mdash;)\s?(?P<name>[^@()]{0,120}?)\s?\((?:\[)?@(?P<handle>[\w.@-]{1,120})(?:\]\([^()\s]{1,300}\))?\)\s?"
    r"(?:\[(?P<linked>[^\[\]]{4,60})\]\((?P<url>[^()\s]{1,400})\)|(?P<date>[^\[\]()]{4,60}))\s{0,3}"
)


@dataclass(frozen=True, slots=True)
class _Attribution:
    """A credit on line `at` (index), whether a quotation holds it, and what it says."""

    at: int
    account: Account
    date: str
    quoted: bool
    address: PostAddress | None


def recognize(page: InputText) -> float:
    """Fairly sure of several credits, most of which name one person, the last line among them or near it."""
    found = _find_attributions(page)
    if len(found) < 2:
        return 0.0
    most = max(Counter(one.account.handle.casefold() for one in found).values())
    if most < 2 or most * 2 <= len(found) or len({one.quoted for one in found}) > 1:
        return 0.0
    said = sum(len(split_words(line)) for line in page.lines if line.startswith(">"))
    if found[0].quoted and said * 2 < sum(len(split_words(page.lines[at])) for at in page.filled):
        return 0.0  # somebody's article with some quotations in it
    return FAIRLY_SURE


def _find_attributions(page: InputText) -> list[_Attribution]:
    found: list[_Attribution] = []
    for at in page.filled:
        line = page.lines[at].strip()
        match = _CREDIT.fullmatch(line) if "@" in line and len(line) < 700 else None
        date = parse_date(match["linked"] or match["date"]) if match else None
        if match and date:
            address = parse_post_url(match["url"]) if match["url"] else None
            account = Account(match["handle"], match["name"].strip() or None)
            found.append(_Attribution(at, account, date, line.startswith(">"), address))
    return found


def parse(page: InputText, options: ReadOptions) -> tuple[DraftThread, ...]:
    """The one thread of the text."""
    removed = [*page.front_removed]
    blocks: list[AuthoredPost] = []
    begin = page.front.stop if page.front else 0
    found = _find_attributions(page)
    for one in found:
        start = begin
        if one.quoted:
            start = next((at + 1 for at in range(one.at, begin - 1, -1) if not page.lines[at].startswith(">")), begin)
        removed += _set_aside(page, begin, start)
        removed.append(page.removed(one.at, "mark:header"))
        pieces = [_read_line(piece, removed, quoted=one.quoted) for piece in page.pieces(start, one.at)]
        pieces = [piece for piece in pieces if find_rule_form(piece.text) != "-"]
        begin = one.at + 1
        if kept := trim_blank(pieces):
            address = one.address
            post = DraftPost(
                tuple(kept),
                id=address.id if address else None,
                url=address.url if address else None,
                published=Date(one.date, how="stated") if one.date else UNKNOWN_DATE,
            )
            blocks.append(AuthoredPost(post, one.account))
    removed += _set_aside(page, begin, len(page.lines))
    counts = Counter(one.account.handle.casefold() for one in found)
    author = next(one.account for one in found if counts[one.account.handle.casefold()] == max(counts.values()))
    sorted_out = split_by_author(blocks, author)
    root = sorted_out.posts[0] if sorted_out.posts else None
    named = next((one.address.platform for one in found if one.address), None)
    return (
        DraftThread(
            posts=sorted_out.posts,
            author=sorted_out.author,
            platform=options.platform or named,
            url=root.url if root else None,
            id=root.id if root else None,
            removed=tuple(removed),
            others=sorted_out.others,
        ),
    )


def _set_aside(page: InputText, start: int, stop: int) -> list[Removed]:
    """What stands between the posts is no part of any."""
    return [page.removed(at, "mark:between-posts") for at in range(start, stop) if page.lines[at].strip()]


def _read_line(piece: DraftLine, removed: list[Removed], *, quoted: bool) -> DraftLine:
    """A line of a post without the signs of Markdown around it."""
    text = piece.text[1:].removeprefix(" ") if quoted and piece.text.startswith(">") else piece.text
    if "](" not in text:
        return replace(piece, text=text.rstrip(" "))
    plain, links, _, gone = parse_inline(text, escapes=False)
    if gone:
        removed.append(Removed(gone, "mark:markup", piece.line))
    return replace(piece, text=plain.rstrip(" "), links=tuple(links))


READERS = (TextReader("attributed", Message("posts with their authors below"), recognize, parse, _TYPED),)
