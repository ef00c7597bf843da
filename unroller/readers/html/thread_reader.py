"""Thread Reader's own pages."""

from __future__ import annotations

import re
from dataclasses import replace

from bs4 import Tag

from unroller.documents.html import address, attribute, flow
from unroller.model import Account, Attachment, Quote
from unroller.networks import parse_post_url, permalink
from unroller.readers.html.base import Found, Page, Site, dated, handle_of, stated, words
from unroller.readers.html.selectors import first, outermost, select

#: A thread's address names its first post; so old pages tell one id.
_ROOT = re.compile(r"threadreaderapp\.com/thread/(\d{5,20})\b")
#: The site's own parts inside a post.
_FURNITURE = ("tw-permalink", "entity-embed", "entity-image", "entity-video", "entity-card", "entity-preview")


def _is_furniture(node: Tag) -> bool:
    return any(name in node.get_attribute_list("class") for name in _FURNITURE) or node.name == "sup"


def read(page: Page) -> list[Found]:
    """The thread's posts; the other threads that the page offers are not among them."""
    main = first(page.soup, ".t-main") or page.soup
    name = words(first(page.soup, ".twitter-name", ".author-name a", "#thread_author .name")) or None
    found = [_post(node, page, name) for node in outermost(main, ".content-tweet")]
    root = _ROOT.search(page.url) if page.url else None
    if root and found and not found[0].id:
        handle = found[0].handle
        url = permalink("x", handle, root[1])
        found[0] = replace(found[0], id=root[1], url=url, published=dated(found[0].published, "x", root[1]))
    return found


def _post(node: Tag, page: Page, name: str | None) -> Found:
    text = flow(node, base=page.url, drop=_is_furniture)
    handle = handle_of(attribute(node, "data-screenname"))
    post_id = attribute(node, "data-tweet") or None
    pictures = [
        Attachment(
            "image",
            address(image, "data-src", page.url) or address(image, "src", page.url),
            alt if (alt := attribute(image, "alt")) != "Image" else None,
        )
        for image in select(node, ".entity-image img")
    ]
    videos = [Attachment("video", address(video, "src", page.url)) for video in select(node, ".entity-video source")]
    return Found(
        text.runs,
        handle,
        name,
        post_id,
        permalink("x", handle, post_id) if post_id else None,
        dated(stated(attribute(node, "data-time")), "x", post_id),
        (*text.attachments, *pictures, *videos),
        tuple(quote for card in select(node, ".entity-embed") if (quote := _quote(card, page.url))),
        body=node,
    )


def _quote(card: Tag, base: str | None) -> Quote | None:
    for link in select(card, "a[href]"):
        found = parse_post_url(address(link, "href", base) or "")
        if found:
            body = first(card, ".quoted-tweet-text", ".tweet-text", "blockquote p", "p")
            author = Account(found.handle) if found.handle else None
            return Quote(found.url, author, flow(body, base=base).runs if body else ())
    return None


THREAD_READER = Site("thread-reader-page", "Thread Reader page (saved)", "x", "content-tweet", ".content-tweet", read)
