"""Mastodon's pages: the web app as a browser saves it, and the pages that its servers print themselves."""

from __future__ import annotations

from bs4 import Tag

from unroller.documents.html import extract_text, get_address, get_attribute
from unroller.messages import Message
from unroller.model import Account, Attachment, Quote
from unroller.networks import MASTODON, parse_post_url
from unroller.readers.html.base import (
    HtmlPage,
    HtmlPost,
    inline_text,
    parse_handle,
    parse_time,
    read_options,
    select_outside,
    with_id_date,
)
from unroller.readers.html.selectors import select, select_first, select_outermost
from unroller.readers.html.site_reader import SiteReader

_OPENED = frozenset({"detailed-status__wrapper"})
_POSTS = ".detailed-status__wrapper, .status__wrapper"


def read_posts(page: HtmlPage) -> list[HtmlPost]:
    """The web app: the opened post and those around it, in page order."""
    return [_read_status(node, page) for node in select_outermost(page.soup, _POSTS)]


def _is_boilerplate(node: Tag) -> bool:
    """The notice that repeats a quoted post's address, shown beside the quote itself."""
    return "quote-inline" in node.get_attribute_list("class")


def _read_status(node: Tag, page: HtmlPage) -> HtmlPost:
    cards = select_outermost(node, ".status__quote, .detailed-status__quote")
    body = select_outside(node, cards, ".status__content__text", ".status__content", ".e-content")
    link = select_first(node, "a.detailed-status__datetime", "a.status__relative-time", "a.u-url[href*='/@']")
    where = parse_post_url(get_address(link, "href", page.url) or "") if link else None
    handle = parse_handle(inline_text(select_first(node, ".display-name__account")))
    text = extract_text(body, base=page.url, drop=_is_boilerplate) if body else None
    options = [one for one in select(node, ".poll__option__text") if not any(card in one.parents for card in cards)]
    warning = inline_text(select_first(node, ".spoiler-text", ".status__content__spoiler-text", ".content-warning p"))
    return HtmlPost(
        (*(text.runs if text else ()), *read_options(options, blank=bool(text and text.runs))),
        handle or (where.handle if where else None),
        inline_text(select_first(node, ".display-name__html")) or None,
        where.id if where else get_attribute(select_first(node, "[data-id]") or node, "data-id") or None,
        where.url if where else None,
        with_id_date(parse_time(select_first(node, "time[datetime]")), MASTODON, where.id if where else None),
        (*_read_pictures(node, page.url), *((Attachment("card", title=warning),) if warning else ())),
        tuple(_read_quote(card, page.url) for card in cards if select_first(card, ".status__content")),
        lang=get_attribute(select_first(node, "[lang]") or node, "lang") or None,
        body=body,
        parts=tuple(options),
        opened=bool(_OPENED.intersection(str(name) for name in node.get_attribute_list("class") if name)),
    )


def _read_quote(card: Tag, base: str | None) -> Quote:
    """A quoted post, which the page shows within another."""
    body = select_first(card, ".status__content__text", ".status__content")
    link = select_first(card, "a.status__relative-time", "a.detailed-status__datetime")
    where = parse_post_url(get_address(link, "href", base) or "") if link else None
    handle = parse_handle(inline_text(select_first(card, ".display-name__account")))
    handle = handle or (where.handle if where else None)
    name = inline_text(select_first(card, ".display-name__html")) or None
    return Quote(
        where.url if where else None,
        Account(handle, name) if handle else None,
        extract_text(body, base=base, drop=_is_boilerplate).runs if body else (),
        parse_time(select_first(card, "time[datetime]")),
    )


def _read_pictures(node: Tag, base: str | None) -> list[Attachment]:
    found = []
    for link in select(node, "a.media-gallery__item-thumbnail"):
        image = select_first(link, "img")
        alt = get_attribute(image, "alt") if image else ""
        found.append(Attachment("image", get_address(link, "href", base), alt or None))
    found += [Attachment("video", get_address(video, "src", base), get_attribute(video, "aria-label") or None)
              for video in select(node, "video[src]")]  # fmt: skip
    return found


def read_static_posts(page: HtmlPage) -> list[HtmlPost]:
    """What servers before version 4, and compatible ones, print without script: h-entry in an activity stream."""
    found = []
    for node in select_outermost(
        page.soup, ".activity-stream .entry .status, .activity-stream .entry .detailed-status"
    ):
        body = select_first(node, ".e-content", ".status__content")
        link = select_first(node, "a.u-url.u-uid", "a.status__relative-time", "a.detailed-status__datetime")
        where = parse_post_url(get_address(link, "href", page.url) or "") if link else None
        text = extract_text(body, base=page.url, drop=_is_boilerplate) if body else None
        found.append(
            HtmlPost(
                text.runs if text else (),
                parse_handle(inline_text(select_first(node, ".display-name__account", ".p-author .nickname"))),
                inline_text(select_first(node, ".display-name__html", ".p-author .p-name")) or None,
                where.id if where else None,
                where.url if where else None,
                with_id_date(parse_time(select_first(node, "time[datetime]")), MASTODON, where.id if where else None),
                tuple(_read_pictures(node, page.url)),
                body=body,
            )
        )
    return found


READERS = (
    SiteReader(
        "mastodon-page",
        Message("Mastodon page (saved)"),
        MASTODON.platform,
        "status__wrapper",
        ".detailed-status__wrapper, .status__wrapper .status__content",
        read_posts,
    ),
    SiteReader(
        "mastodon-static-page",
        Message("Mastodon page without script (saved)"),
        MASTODON.platform,
        "activity-stream",
        ".activity-stream .entry",
        read_static_posts,
    ),
)
