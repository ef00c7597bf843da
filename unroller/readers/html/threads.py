"""Pages of Threads: boxes marked as pressable, each with its author's link, a time, and text in spans."""

from __future__ import annotations

from collections.abc import Sequence

from bs4 import Tag

from unroller.documents.html import HtmlText, extract_text, get_address, get_attribute
from unroller.messages import Message
from unroller.model import UNKNOWN_DATE, Account, Attachment, Quote
from unroller.networks import THREADS
from unroller.readers.html.base import HtmlPage, HtmlPost, find_advert_label, parse_handle, parse_post_link, parse_time
from unroller.readers.html.selectors import select, select_first, select_outermost
from unroller.readers.html.site_reader import SiteReader

_BASE = "https://www.threads.com/"
_BOX = '[data-pressable-container="true"]'


def read_posts(page: HtmlPage) -> list[HtmlPost]:
    """Every post box, in page order."""
    return [
        _read_post(node)
        for node in select_outermost(page.soup, _BOX)
        if select_first(node, "time[datetime]") or find_advert_label(node, _find_text(node, ())[1])
    ]


def _read_post(node: Tag) -> HtmlPost:
    time = select_first(node, "time[datetime]")
    if time is None:  # the word that somebody paid for it stands in its place
        return HtmlPost(body=node, advert=True)
    cards = select_outermost(node, _BOX)
    link = time.find_parent("a") if time else None
    where = parse_post_link(link, _BASE) if isinstance(link, Tag) else None
    profile = select_first(node, 'a[href^="/@"]')
    handle = (
        where.handle if where and where.handle else parse_handle(get_attribute(profile, "href")) if profile else None
    )
    longest, body = _find_text(node, cards)
    return HtmlPost(
        longest.runs if longest else (),
        handle,
        None,
        where.id if where else None,
        where.url if where else None,
        parse_time(time),
        tuple(
            Attachment("image", get_address(image, "src", _BASE), get_attribute(image, "alt") or None)
            for image in select(node, "picture img")
            if not _is_within(image, cards)
        ),
        tuple(_read_quote(card) for card in cards),
        body=body,
    )


def _is_within(node: Tag, cards: Sequence[Tag]) -> bool:
    return any(card is parent for parent in node.parents for card in cards)


def _find_text(node: Tag, cards: Sequence[Tag]) -> tuple[HtmlText | None, Tag | None]:
    """The text of a post: the longest of the spans that are neither names, figures of buttons, nor of a quoted post."""
    bodies = [
        span
        for span in select(node, 'span[dir="auto"]')
        if not span.find_parent("a")
        and not select_first(span, "time")
        and not span.find_parent("span", attrs={"dir": "auto"})
        and not span.find_parent(attrs={"role": "button"})
        and not _is_within(span, cards)
    ]
    texts = [(extract_text(body, keep_space=True, base=_BASE), body) for body in bodies]
    return max(texts, key=lambda found: len(found[0].text), default=(None, None))


def _read_quote(card: Tag) -> Quote:
    """A quoted post, which is a box within a box."""
    time = select_first(card, "time[datetime]")
    link = time.find_parent("a") if time else None
    where = parse_post_link(link, _BASE) if isinstance(link, Tag) else None
    profile = select_first(card, 'a[href^="/@"]')
    handle = (
        where.handle if where and where.handle else parse_handle(get_attribute(profile, "href")) if profile else None
    )
    text, _ = _find_text(card, ())
    return Quote(
        where.url if where else None,
        Account(handle) if handle else None,
        text.runs if text else (),
        parse_time(time) if time else UNKNOWN_DATE,
    )


READERS = (
    SiteReader(
        "threads-page",
        Message("Threads page (saved)"),
        THREADS.platform,
        "data-pressable-container",
        '[data-pressable-container="true"] time',
        read_posts,
    ),
)
