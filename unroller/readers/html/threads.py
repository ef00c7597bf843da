"""Pages of Threads: boxes marked as pressable, each with its author's link, a time, and text in spans."""

from __future__ import annotations

from bs4 import Tag

from unroller.documents.html import extract_text, get_address, get_attribute
from unroller.messages import Message
from unroller.model import Attachment
from unroller.networks import THREADS
from unroller.readers.html.base import HtmlPage, HtmlPost, parse_handle, parse_post_link, parse_time
from unroller.readers.html.selectors import select, select_first, select_outermost
from unroller.readers.html.site_reader import SiteReader

_BASE = "https://www.threads.com/"


def read_posts(page: HtmlPage) -> list[HtmlPost]:
    """Every post box, in page order."""
    return [
        _read_post(node)
        for node in select_outermost(page.soup, '[data-pressable-container="true"]')
        if select_first(node, "time")
    ]


def _read_post(node: Tag) -> HtmlPost:
    time = select_first(node, "time[datetime]")
    link = time.find_parent("a") if time else None
    where = parse_post_link(link, _BASE) if isinstance(link, Tag) else None
    profile = select_first(node, 'a[href^="/@"]')
    handle = (
        where.handle if where and where.handle else parse_handle(get_attribute(profile, "href")) if profile else None
    )
    bodies = [
        span
        for span in select(node, 'span[dir="auto"]')
        if not span.find_parent("a")
        and not select_first(span, "time")
        and not span.find_parent("span", attrs={"dir": "auto"})
    ]
    texts = [(extract_text(body, keep_space=True, base=_BASE), body) for body in bodies]
    longest, body = max(texts, key=lambda found: len(found[0].text), default=(None, None))
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
        ),
        body=body,
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
