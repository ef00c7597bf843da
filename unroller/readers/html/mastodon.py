"""Mastodon's pages: the web app as a browser saves it, and the pages that its servers print themselves."""

from __future__ import annotations

from bs4 import Tag

from unroller.documents.html import address, attribute, flow
from unroller.model import Attachment
from unroller.networks import parse_post_url
from unroller.readers.html.base import Found, Page, Site, dated, handle_of, time_of, words
from unroller.readers.html.selectors import first, outermost, select

_POSTS = ".detailed-status__wrapper, .status__wrapper"


def read(page: Page) -> list[Found]:
    """The web app: the opened post and those around it, in page order."""
    return [_status(node, page) for node in outermost(page.soup, _POSTS)]


def _is_furniture(node: Tag) -> bool:
    """The notice that repeats a quoted post's address, shown beside the quote itself."""
    return "quote-inline" in node.get_attribute_list("class")


def _status(node: Tag, page: Page) -> Found:
    body = first(node, ".status__content__text", ".status__content", ".e-content")
    link = first(node, "a.detailed-status__datetime", "a.status__relative-time", "a.u-url[href*='/@']")
    where = parse_post_url(address(link, "href", page.url) or "") if link else None
    handle = handle_of(words(first(node, ".display-name__account")))
    text = flow(body, base=page.url, drop=_is_furniture) if body else None
    warning = words(first(node, ".spoiler-text", ".status__content__spoiler-text", ".content-warning p"))
    return Found(
        text.runs if text else (),
        handle or (where.handle if where else None),
        words(first(node, ".display-name__html")) or None,
        where.id if where else attribute(first(node, "[data-id]") or node, "data-id") or None,
        where.url if where else None,
        dated(time_of(first(node, "time[datetime]")), "mastodon", where.id if where else None),
        (*_pictures(node, page.url), *((Attachment("card", title=warning),) if warning else ())),
        lang=attribute(first(node, "[lang]") or node, "lang") or None,
        body=body,
    )


def _pictures(node: Tag, base: str | None) -> list[Attachment]:
    found = []
    for link in select(node, "a.media-gallery__item-thumbnail"):
        image = first(link, "img")
        alt = attribute(image, "alt") if image else ""
        found.append(Attachment("image", address(link, "href", base), alt or None))
    found += [Attachment("video", address(video, "src", base), attribute(video, "aria-label") or None)
              for video in select(node, "video[src]")]  # fmt: skip
    return found


def read_static(page: Page) -> list[Found]:
    """What servers before version 4, and compatible ones, print without script: h-entry in an activity stream."""
    found = []
    for node in outermost(page.soup, ".activity-stream .entry .status, .activity-stream .entry .detailed-status"):
        body = first(node, ".e-content", ".status__content")
        link = first(node, "a.u-url.u-uid", "a.status__relative-time", "a.detailed-status__datetime")
        where = parse_post_url(address(link, "href", page.url) or "") if link else None
        text = flow(body, base=page.url, drop=_is_furniture) if body else None
        found.append(
            Found(
                text.runs if text else (),
                handle_of(words(first(node, ".display-name__account", ".p-author .nickname"))),
                words(first(node, ".display-name__html", ".p-author .p-name")) or None,
                where.id if where else None,
                where.url if where else None,
                dated(time_of(first(node, "time[datetime]")), "mastodon", where.id if where else None),
                tuple(_pictures(node, page.url)),
                body=body,
            )
        )
    return found


MASTODON = Site(
    "mastodon-page",
    "Mastodon page (saved)",
    "mastodon",
    "status__wrapper",
    ".detailed-status__wrapper, .status__wrapper .status__content",
    read,
)
MASTODON_STATIC = Site(
    "mastodon-static-page",
    "Mastodon page without script (saved)",
    "mastodon",
    "activity-stream",
    ".activity-stream .entry",
    read_static,
)
