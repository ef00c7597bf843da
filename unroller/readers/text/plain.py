"""Readers of plain text: posts between rules, notes under the thread's address, and as the last resort anything."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from unroller.messages import Message
from unroller.model import UNKNOWN_DATE, Account, Date, Removed
from unroller.networks import NETWORK_BY_NAME, PostAddress, parse_post_url
from unroller.readers.assemble import is_same_handle
from unroller.readers.base import LAST_RESORT, LIKELY, ReadOptions
from unroller.readers.draft import DraftLine, DraftPost, DraftThread
from unroller.readers.input import InputText
from unroller.readers.markdown_syntax import find_published, find_source
from unroller.readers.segmentation import Evidence
from unroller.readers.text.base import TextReader
from unroller.readers.text.body import has_long_posts, has_marks, split_posts
from unroller.regex import compile_re

_ADDRESSED = compile_re(r"@([A-Za-z0-9_]{1,30}(?:[.@][A-Za-z0-9.-]{2,60})?)\b")
#: Answers at the end of a page without names: this many of them, behind at least this many posts.
_ANSWERS = 2
_POSTS = 2
#: Who wrote a post that stands there without a name.
_SOMEBODY = Account("unknown", "unknown")
_ADDRESS = compile_re(r"\s{0,40}(?:[-*] )?(?:\[\[|<|\[)?(?P<url>https?://[^\s\[\]<>()]{4,300})(?:\]\]|>|\])?\s{0,40}")
#: The same as a link of Markdown, and as one that a program made a link again: the outermost target counts.
_LINKED = compile_re(
    r"\s{0,8}(?:[-*] )?\[{1,3}(?:https?://|www\.|x\.com/|twitter\.com/)[^\s\[\]<>()]{4,400}(?:\]\((?P<url>https?://[^\s\[\]<>()]{4,400})\)){1,3}\s{0,40}"
)
_STATED_HANDLE = compile_re(r"@?([A-Za-z0-9_]{1,30}(?:[.@][A-Za-z0-9.-]{2,60})?)")


def is_plain(_page: InputText) -> float:
    """Anything is plain text."""
    return LAST_RESORT


def parse_plain(page: InputText, options: ReadOptions) -> tuple[DraftThread, ...]:
    """The one thread of the text."""
    pieces = page.pieces()
    told = Evidence(
        platform=options.platform,
        long_posts=has_long_posts(pieces, options.platform),
        starts=_find_answers(pieces),
    )
    body = split_posts(pieces, told)
    posts, answers, handle = _split_answers(body.posts)
    return (
        DraftThread(
            posts=posts,
            author=Account(handle) if handle else None,
            platform=options.platform,
            removed=body.removed,
            others=tuple(replace(post, author=_SOMEBODY) for post in answers),
            doubts=body.doubts,
        ),
    )


def _find_answers(pieces: Sequence[DraftLine]) -> frozenset[int]:
    """Where the last paragraphs begin (indices), when several of them name one and the same handle first: each is
    somebody's answer, as :func:`_split_answers` has it."""
    found: list[int] = []
    handle = ""
    for at in range(len(pieces) - 1, 0, -1):
        if pieces[at].blank or not pieces[at - 1].blank:
            continue
        match = _ADDRESSED.match(pieces[at].text)
        if not match or (handle and not is_same_handle(handle, match.group(1))):
            break
        handle = max(handle, match.group(1), key=len)
        found.append(at)
    return frozenset(found) if len(found) >= _ANSWERS else frozenset()


def _split_answers(posts: tuple[DraftPost, ...]) -> tuple[tuple[DraftPost, ...], tuple[DraftPost, ...], str]:
    """Posts, and other people's answers behind them: a static page without names ends in posts that all begin with one
    and the same handle, where none before does. That handle is the author's."""
    first = len(posts)
    handle = ""
    while first > 0:
        match = _ADDRESSED.match(posts[first - 1].text)
        if not match or (handle and not is_same_handle(handle, match.group(1))):
            break
        handle = max(handle, match.group(1), key=len)
        first -= 1
    if len(posts) - first < _ANSWERS or first < _POSTS or any(post.text.startswith("@") for post in posts[:first]):
        return posts, (), ""
    return posts[:first], posts[first:], handle


def detect_ruled(page: InputText) -> float:
    """Likely when rules or numbered headings part what is as long as posts are."""
    return LIKELY if has_marks(page.lines) else 0.0


def parse_ruled(page: InputText, options: ReadOptions) -> tuple[DraftThread, ...]:
    """The one thread of the text."""
    body = split_posts(page.pieces(), Evidence(platform=options.platform))
    return (DraftThread(posts=body.posts, platform=options.platform, removed=body.removed, doubts=body.doubts),)


def detect_notes(page: InputText) -> float:
    """Likely when a post's address stands alone on the first line with text below, or front matter opens the text."""
    if page.front and any(at >= page.front.stop for at in page.filled):
        return LIKELY + 0.1
    return LIKELY + 0.1 if len(page.filled) > 1 and _find_address(page) else 0.0


def _find_address(page: InputText) -> PostAddress | None:
    line = page.texts[page.filled[0]]
    match = _ADDRESS.fullmatch(line) or (_LINKED.fullmatch(page.lines[page.filled[0]]) if "](" in line else None)
    return parse_post_url(match["url"]) if match else None


def parse_notes(page: InputText, options: ReadOptions) -> tuple[DraftThread, ...]:
    """The one thread of the notes."""
    removed: list[Removed] = []
    front = page.front
    if front:
        start = front.stop
        removed += page.front_removed
        address = find_source(front)
    else:
        address = _find_address(page)
        start = page.filled[0] + 1
        removed.append(page.removed(page.filled[0], "notes:address"))
    stated = NETWORK_BY_NAME.get((front.get("platform", "network") or "").casefold()) if front else None
    platform = options.platform or (address.platform if address else stated.platform if stated else None)
    body = split_posts(page.pieces(start), Evidence(platform=platform))
    date = find_published(front)
    return (
        DraftThread(
            posts=body.posts,
            author=_find_author(page, address),
            platform=platform,
            url=address.url if address else None,
            id=address.id if address else None,
            title=(front.get("title") or None) if front else None,
            published=Date(date, how="stated") if date else UNKNOWN_DATE,
            removed=(*removed, *body.removed),
            doubts=body.doubts,
        ),
    )


def _find_author(page: InputText, address: PostAddress | None) -> Account | None:
    if address and address.handle:
        return Account(address.handle)
    stated = page.front.get("author", "handle") if page.front else None
    match = _STATED_HANDLE.fullmatch(stated.strip().strip("[]")) if stated else None
    return Account(match.group(1)) if match and stated and "@" in stated else None


READERS = (
    TextReader("plain", Message("plain text"), is_plain, parse_plain),
    TextReader("ruled", Message("posts between rules"), detect_ruled, parse_ruled),
    TextReader("notes", Message("notes with the thread's address"), detect_notes, parse_notes),
)
