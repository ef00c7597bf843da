"""Plain text, the last resort: numbered or not, one newline or blank lines between posts; also a single post."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from unroller.messages import Message
from unroller.model import Account
from unroller.readers.assemble import is_same_handle
from unroller.readers.base import LAST_RESORT, ReadOptions
from unroller.readers.draft import DraftLine, DraftPost, DraftThread
from unroller.readers.input import InputText
from unroller.readers.segmentation import Evidence
from unroller.readers.text.base import TextReader
from unroller.readers.text.body import has_long_posts, split_posts

_ADDRESSED = re.compile(r"@([A-Za-z0-9_]{1,30}(?:[.@][A-Za-z0-9.-]{2,60})?)\b")
#: Answers at the end of a page without names: this many of them, behind at least this many posts.
_ANSWERS = 2
_POSTS = 2
#: Who wrote a post that stands there without a name.
_SOMEBODY = Account("unknown", "unknown")


def detect(_page: InputText) -> float:
    """Anything is plain text."""
    return LAST_RESORT


def read(page: InputText, options: ReadOptions) -> tuple[DraftThread, ...]:
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


READERS = (TextReader("plain", Message("plain text"), detect, read),)
