"""Bluesky's web app, as a browser saves it."""

from __future__ import annotations

from dataclasses import replace

from bs4 import Tag

from unroller.documents.html import address, attribute, flow
from unroller.model import UNKNOWN_DATE, Account, Attachment, Date, Quote
from unroller.networks import parse_post_url, permalink
from unroller.readers.html.base import Found, Page, Site, dated, handle_of, post_address, words
from unroller.readers.html.selectors import first, outermost, select

_BASE = "https://bsky.app/"
_ITEM = "postThreadItem-by-"


def read(page: Page) -> list[Found]:
    """Every post of the thread view; each names its author in its test id."""
    found = [_post(node, page) for node in outermost(page.soup, f'[data-testid^="{_ITEM}"]')]
    opened = parse_post_url(page.url) if page.url else None
    if opened and opened.handle and all(post.id != opened.id for post in found):
        # The opened post does not link to itself.
        for at, post in enumerate(found):
            if post.id is None and post.handle and post.handle.casefold() == opened.handle.casefold():
                date = dated(UNKNOWN_DATE, "bluesky", opened.id)
                found[at] = replace(post, id=opened.id, url=opened.url, published=date)
                break
    return found


def _post(node: Tag, page: Page) -> Found:
    handle = handle_of(attribute(node, "data-testid").removeprefix(_ITEM))
    body = first(node, '[data-testid="postText"]', "div[data-word-wrap]")
    where = next((found for a in select(node, 'a[href*="/post/"]') if (found := post_address(a, _BASE))), None)
    if where is None and page.url and first(node, '[data-testid="postThreadItem-main"]'):
        where = post_address(first(page.soup, 'link[rel="canonical"]'), None)
    post_id = where.id if where and where.handle and handle and where.handle.casefold() == handle.casefold() else None
    text = flow(body, keep_space=True, base=_BASE) if body else None
    return Found(
        text.runs if text else (),
        handle,
        _name(node, handle),
        post_id,
        permalink("bluesky", handle, post_id) if post_id else None,
        dated(UNKNOWN_DATE, "bluesky", post_id) if post_id else Date(),
        tuple(
            Attachment("image", address(image, "src", _BASE), attribute(image, "alt") or None)
            for image in select(node, 'img[src*="/img/feed_"]')
        ),
        tuple(_quotes(node)),
        body=body,
    )


def _name(node: Tag, handle: str | None) -> str | None:
    """The words of the first link to the author's profile that has any (the picture's has none)."""
    links = (a for a in select(node, "a[href]") if attribute(a, "href") == f"/profile/{handle}")
    return next((name for link in links if (name := words(link))), None)


def _quotes(node: Tag) -> list[Quote]:
    found = []
    for card in select(node, '[data-testid^="embeddedPost-by-"], [data-testid="quoteEmbed"]'):
        handle = handle_of(attribute(card, "data-testid").removeprefix("embeddedPost-by-"))
        where = next((one for a in select(card, "a[href]") if (one := post_address(a, _BASE))), None)
        body = first(card, '[data-testid="postText"]', "div[data-word-wrap]")
        runs = flow(body, keep_space=True, base=_BASE).runs if body else ()
        handle = where.handle if where else handle
        found.append(Quote(where.url if where else None, Account(handle) if handle else None, runs))
    return found


BLUESKY = Site(
    "bluesky-page", "Bluesky page (saved)", "bluesky", "postThreadItem-by-", f'[data-testid^="{_ITEM}"]', read
)
