"""Thread Reader's own pages."""

from __future__ import annotations

from dataclasses import replace

from bs4 import Tag

from unroller.documents.html import extract_text, get_address, get_attribute
from unroller.messages import Message
from unroller.model import Account, Attachment, Quote
from unroller.networks import X, parse_post_url
from unroller.readers.html.base import HtmlPage, HtmlPost, inline_text, parse_handle, parse_timestamp, with_id_date
from unroller.readers.html.selectors import select, select_first, select_outermost
from unroller.readers.html.site_reader import SiteReader
from unroller.regex import compile_re

#: A thread's address names its first post; so old pages tell one id.
_ROOT = compile_re(r"threadreaderapp\.com/thread/(\d{5,20})\b")
#: The site's own parts inside a post.
_BOILERPLATE = ("tw-permalink", "entity-embed", "entity-image", "entity-video", "entity-card", "entity-preview")


def _is_boilerplate(node: Tag) -> bool:
    return any(name in node.get_attribute_list("class") for name in _BOILERPLATE) or node.name == "sup"


def read_posts(page: HtmlPage) -> list[HtmlPost]:
    """The thread's posts; the other threads that the page offers are not among them."""
    main = select_first(page.soup, ".t-main") or page.soup
    name = inline_text(select_first(page.soup, ".twitter-name", ".author-name a", "#thread_author .name")) or None
    found = [_read_post(node, page, name) for node in select_outermost(main, ".content-tweet")]
    root = _ROOT.search(page.url) if page.url else None
    if root and found and not found[0].id:
        handle = found[0].handle
        url = X.permalink(handle, root[1])
        found[0] = replace(found[0], id=root[1], url=url, published=with_id_date(found[0].published, X, root[1]))
    return found


def _read_post(node: Tag, page: HtmlPage, name: str | None) -> HtmlPost:
    text = extract_text(node, base=page.url, drop=_is_boilerplate)
    handle = parse_handle(get_attribute(node, "data-screenname"))
    post_id = get_attribute(node, "data-tweet") or None
    pictures = [
        Attachment(
            "image",
            get_address(image, "data-src", page.url) or get_address(image, "src", page.url),
            alt if (alt := get_attribute(image, "alt")) != "Image" else None,
        )
        for image in select(node, ".entity-image img")
    ]
    videos = [
        Attachment("video", get_address(video, "src", page.url)) for video in select(node, ".entity-video source")
    ]
    return HtmlPost(
        text.runs,
        handle,
        name,
        post_id,
        X.permalink(handle, post_id) if post_id else None,
        with_id_date(parse_timestamp(get_attribute(node, "data-time")), X, post_id),
        (*text.attachments, *pictures, *videos),
        tuple(quote for card in select(node, ".entity-embed") if (quote := _read_quote(card, page.url))),
        body=node,
    )


def _read_quote(card: Tag, base: str | None) -> Quote | None:
    for link in select(card, "a[href]"):
        found = parse_post_url(get_address(link, "href", base) or "")
        if found:
            body = select_first(card, ".quoted-tweet-text", ".tweet-text", "blockquote p", "p")
            author = Account(found.handle) if found.handle else None
            return Quote(found.url, author, extract_text(body, base=base).runs if body else ())
    return None


READERS = (
    SiteReader(
        "thread-reader-page",
        Message("Thread Reader page (saved)"),
        X.platform,
        "content-tweet",
        ".content-tweet",
        read_posts,
    ),
)
