"""What front matter tells about a thread, whatever its keys are called: clippers translate them."""

from __future__ import annotations

import re

from unroller.model import Account
from unroller.networks import PostAddress, parse_post_url
from unroller.readers.dates import parse_date
from unroller.readers.input import FrontMatter

_THREAD_BY = re.compile(r"(?:thread|post|tweet) by @([A-Za-z0-9_.@-]{1,100})", re.IGNORECASE)
_LINKED_AUTHOR = re.compile(r"\[\[@?([A-Za-z0-9_.@-]{1,100})\]\]")
_ADDRESS_TAIL = re.compile(r"/(?:history|analytics|likes|quotes|retweets|photo/\d{1,2}|video/\d{1,2})/?$")
#: Sites whose addresses carry the id of the thread's first post.
_BY_ID = re.compile(
    r"https?://(?:www\.)?(?:threadreaderapp\.com/(?:thread|scrolly)|twtext\.com/article|twunroll\.com/article)/(\d{5,20})"
    r"(?:\.html)?(?:[?#].{0,300})?"
)
#: The key for the date of publication, as users of clippers translate it.
_PUBLISHED = (
    "published", "date", "veröffentlicht", "publicado", "publié", "publie", "pubblicato", "gepubliceerd",
    "opublikowano", "опубликовано", "发布", "发布时间", "發布", "公開日", "게시일",
)  # fmt: skip


def parse_post_page_url(url: str | None) -> PostAddress | None:
    """The post that an address leads to, also where it opens one of the post's own pages (``/history``)."""
    return parse_post_url(_ADDRESS_TAIL.sub("", url)) if url else None


def parse_unrolled_url(url: str | None) -> str | None:
    """The id of a thread's first post in the address of an unrolled page."""
    match = _BY_ID.fullmatch(url.strip()) if url and len(url) < 600 else None
    return match.group(1) if match else None


def find_source(front: FrontMatter | None) -> PostAddress | None:
    """The post that the front matter names as its source."""
    values = front.all_values() if front else []
    return next((found for value in values if value.startswith("http") and (found := parse_post_page_url(value))), None)


def find_root_id(front: FrontMatter | None) -> str | None:
    """The id of the first post, from the address of an unrolled page."""
    values = front.all_values() if front else []
    return next((found for value in values if (found := parse_unrolled_url(value))), None)


def find_author(front: FrontMatter | None) -> Account | None:
    """Who wrote the thread, by the front matter."""
    values = front.all_values() if front else []
    for pattern in (_THREAD_BY, _LINKED_AUTHOR):
        for value in values:
            match = pattern.search(value[:400])
            if match:
                return Account(match.group(1))
    found = find_source(front)
    return Account(found.handle) if found and found.handle else None


def find_published(front: FrontMatter | None) -> str | None:
    """When the thread was published; ``created`` is when it was clipped, and not asked."""
    return parse_date(front.get(*_PUBLISHED) or "") if front else None
