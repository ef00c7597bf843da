"""An author's own notes: the thread's address on the first line or in front matter, then its posts."""

from __future__ import annotations

import re

from unroller.messages import Message
from unroller.model import UNKNOWN_DATE, Account, Date, Platform, Removed
from unroller.networks import PostAddress, parse_post_url
from unroller.readers.base import LIKELY, ReadOptions
from unroller.readers.draft import DraftThread
from unroller.readers.input import InputText
from unroller.readers.markdown import front_matter
from unroller.readers.segmentation import Evidence
from unroller.readers.text.base import TextReader
from unroller.readers.text.body import split_posts

_ADDRESS = re.compile(r"\s{0,40}(?:[-*] )?(?:\[\[|<|\[)?(?P<url>https?://[^\s\[\]<>()]{4,300})(?:\]\]|>|\])?\s{0,40}")
_HANDLE = re.compile(r"@?([A-Za-z0-9_]{1,30}(?:[.@][A-Za-z0-9.-]{2,60})?)")
_PLATFORMS: dict[str, Platform] = {
    "x": "x", "twitter": "x", "mastodon": "mastodon", "bluesky": "bluesky", "threads": "threads",
}  # fmt: skip


def detect(page: InputText) -> float:
    """Likely when a post's address stands alone on the first line with text below, or front matter opens the text."""
    if page.front and any(at >= page.front.stop for at in page.filled):
        return LIKELY + 0.1
    return LIKELY + 0.1 if len(page.filled) > 1 and _find_address(page) else 0.0


def _find_address(page: InputText) -> PostAddress | None:
    match = _ADDRESS.fullmatch(page.texts[page.filled[0]])
    return parse_post_url(match["url"]) if match else None


def read(page: InputText, options: ReadOptions) -> tuple[DraftThread, ...]:
    """The one thread of the notes."""
    removed: list[Removed] = []
    front = page.front
    if front:
        start = front.stop
        removed += page.front_removed
        address = front_matter.find_source(front)
    else:
        address = _find_address(page)
        start = page.filled[0] + 1
        removed.append(page.removed(page.filled[0], "notes:address"))
    stated = _PLATFORMS.get((front.get("platform", "network") or "").casefold()) if front else None
    platform = options.platform or (address.platform if address else stated)
    body = split_posts(page.pieces(start), Evidence(platform=platform))
    date = front_matter.find_published(front)
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
    match = _HANDLE.fullmatch(stated.strip().strip("[]")) if stated else None
    return Account(match.group(1)) if match and stated and "@" in stated else None


READERS = (TextReader("notes", Message("notes with the thread's address"), detect, read),)
