"""Bluesky's web app, as a browser saves it."""

from __future__ import annotations

from dataclasses import replace

from bs4 import Tag

from unroller.documents.html import extract_text, get_address, get_attribute
from unroller.messages import Message
from unroller.model import UNKNOWN_DATE, Account, Attachment, Date, Quote
from unroller.networks import BLUESKY, parse_post_url
from unroller.readers.html.base import (
    HtmlPage,
    HtmlPost,
    inline_text,
    parse_handle,
    parse_post_link,
    select_outside,
    with_id_date,
)
from unroller.readers.html.selectors import select, select_first, select_outermost
from unroller.readers.html.site_reader import SiteReader

_BASE = "https://bsky.app/"
_ITEM = "postThreadItem-by-"
#: Quoted posts.
_CARDS = '[data-testid^="embeddedPost-by-"], [data-testid="quoteEmbed"]'


def read_posts(page: HtmlPage) -> list[HtmlPost]:
    """Every post of the thread view; each names its author in its test id."""
    found = [_read_post(node, page) for node in select_outermost(page.soup, f'[data-testid^="{_ITEM}"]')]
    opened = parse_post_url(page.url) if page.url else None
    if opened and opened.handle and all(post.id != opened.id for post in found):
        # The opened post does not link to itself.
        for at, post in enumerate(found):
            if post.id is None and post.handle and post.handle.casefold() == opened.handle.casefold():
                date = with_id_date(UNKNOWN_DATE, BLUESKY, opened.id)
                found[at] = replace(post, id=opened.id, url=opened.url, published=date)
                break
    return found


def _read_post(node: Tag, page: HtmlPage) -> HtmlPost:
    handle = parse_handle(get_attribute(node, "data-testid").removeprefix(_ITEM))
    body = select_outside(node, select(node, _CARDS), '[data-testid="postText"]', "div[data-word-wrap]")
    where = next((found for a in select(node, 'a[href*="/post/"]') if (found := parse_post_link(a, _BASE))), None)
    if where is None and page.url and select_first(node, '[data-testid="postThreadItem-main"]'):
        where = parse_post_link(select_first(page.soup, 'link[rel="canonical"]'), None)
    post_id = where.id if where and where.handle and handle and where.handle.casefold() == handle.casefold() else None
    text = extract_text(body, keep_space=True, base=_BASE) if body else None
    return HtmlPost(
        text.runs if text else (),
        handle,
        _read_name(node, handle),
        post_id,
        BLUESKY.permalink(handle, post_id) if post_id else None,
        with_id_date(UNKNOWN_DATE, BLUESKY, post_id) if post_id else Date(),
        tuple(
            Attachment("image", get_address(image, "src", _BASE), get_attribute(image, "alt") or None)
            for image in select(node, 'img[src*="/img/feed_"]')
        ),
        tuple(_read_quotes(node)),
        body=body,
    )


def _read_name(node: Tag, handle: str | None) -> str | None:
    """The words of the first link to the author's profile that has any (the picture's has none)."""
    links = (a for a in select(node, "a[href]") if get_attribute(a, "href") == f"/profile/{handle}")
    return next((name for link in links if (name := inline_text(link))), None)


def _read_quotes(node: Tag) -> list[Quote]:
    found = []
    for card in select(node, _CARDS):
        handle = parse_handle(get_attribute(card, "data-testid").removeprefix("embeddedPost-by-"))
        where = next((one for a in select(card, "a[href]") if (one := parse_post_link(a, _BASE))), None)
        body = select_first(card, '[data-testid="postText"]', "div[data-word-wrap]")
        runs = extract_text(body, keep_space=True, base=_BASE).runs if body else ()
        handle = where.handle if where else handle
        found.append(Quote(where.url if where else None, Account(handle) if handle else None, runs))
    return found


READERS = (
    SiteReader(
        "bluesky-page",
        Message("Bluesky page (saved)"),
        BLUESKY.platform,
        "postThreadItem-by-",
        f'[data-testid^="{_ITEM}"]',
        read_posts,
    ),
)
