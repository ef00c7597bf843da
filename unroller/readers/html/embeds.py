"""Pages that gather a thread as embedded posts: a quotation each, with who wrote it and when below the words.

X, Bluesky and others give the same form to whoever wants a post on a page of their own. What else stands on such a page
is by whoever made it.
"""

from __future__ import annotations

import re
from collections import Counter

from bs4 import Tag
from bs4.element import NavigableString

from unroller.documents.html import extract_text, get_address, get_attribute
from unroller.messages import Message
from unroller.model import UNKNOWN_DATE, Date
from unroller.networks import PostAddress, parse_post_url
from unroller.readers.dates import parse_date
from unroller.readers.html.base import HtmlPage, HtmlPost, inline_text
from unroller.readers.html.document import extract_main_text
from unroller.readers.html.selectors import select, select_first, select_outermost
from unroller.readers.html.site_reader import SiteReader
from unroller.regex import compile_re
from unroller.text import split_words

_EMBED = "blockquote.twitter-tweet, blockquote.twitter-video, blockquote.bluesky-embed"
#: Who wrote it, as the embedding code says behind a dash.
_CREDIT = compile_re(r"[—–-]\s{0,3}(?P<name>.{0,160}?)\s{0,3}\(@(?P<handle>[\w.@-]{1,120})\)", re.DOTALL)
#: What Bluesky's code says in the place of pictures.
_STAND_IN = "[image or embed]"


def read_embeds(page: HtmlPage) -> list[HtmlPost]:
    """The embedded posts, in the order of the page."""
    return [post for node in select_outermost(page.soup, _EMBED) if (post := _read_embed(node, page.url))]


def _read_embed(node: Tag, base: str | None) -> HtmlPost | None:
    body = select_first(node, "p")
    if body is None:
        return None
    behind = _find_text_behind(body)
    found = _CREDIT.search(behind)
    links = [link for link in select(node, "a[href]") if body not in link.parents]
    link = next((one for one in reversed(links) if _find_address(one, base)), None)
    where = _find_address(link, base) if link else None
    handle = found["handle"] if found else where.handle if where else None
    date = parse_date(inline_text(link)) if link else None
    text = extract_text(body, base=base, drop=_is_stand_in)
    return HtmlPost(
        text.runs,
        handle,
        (" ".join(found["name"].split()) if found else "") or None,
        where.id if where else None,
        where.url if where else None,
        Date(date, how="stated") if date else UNKNOWN_DATE,
        text.attachments,
        lang=get_attribute(body, "lang") or None,
        body=body,
    )


def _find_text_behind(body: Tag) -> str:
    """What stands behind the words within the quotation, links and all."""
    return "".join(
        str(one) if isinstance(one, NavigableString) else one.get_text()
        for one in body.next_siblings
        if isinstance(one, NavigableString | Tag)
    )


def _find_address(link: Tag, base: str | None) -> PostAddress | None:
    url = get_address(link, "href", base)
    return parse_post_url(url) if url else None


def _is_stand_in(node: Tag) -> bool:
    return node.name == "a" and inline_text(node) == _STAND_IN


class EmbedReader(SiteReader):
    """Reads pages whose words are, for the most part, embedded posts of one person. An article that shows some posts of
    others is none."""

    def is_own(self, page: HtmlPage) -> bool:
        """Whether two embedded posts or more are by one person, and hold more words than what stands around them."""
        if not SiteReader.is_own(self, page):
            return False
        posts = read_embeds(page)
        most = max(Counter(post.handle for post in posts if post.handle).values(), default=0)
        if most < 2 or most * 2 <= len(posts):
            return False
        shown = sum(len(split_words("".join(run.text for run in post.runs))) for post in posts)
        embedded = sum(len(split_words(node.get_text(" "))) for node in select_outermost(page.soup, _EMBED))
        around = sum(len(split_words(line)) for line in extract_main_text(page)[0]) - embedded
        return shown >= around


READERS = (
    EmbedReader(
        "embed-page",
        Message("page with embedded posts (saved)"),
        None,
        "blockquote",
        _EMBED,
        read_embeds,
    ),
)
