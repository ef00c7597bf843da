"""Pages of Threads: boxes marked as pressable, each with its author's link, a time, and text in spans."""

from __future__ import annotations

from bs4 import Tag

from unroller.documents.html import address, attribute, flow
from unroller.model import Attachment
from unroller.readers.html.base import Found, Page, Site, handle_of, post_address, time_of
from unroller.readers.html.selectors import first, outermost, select

_BASE = "https://www.threads.com/"


def read(page: Page) -> list[Found]:
    """Every post box, in page order."""
    return [_post(node) for node in outermost(page.soup, '[data-pressable-container="true"]') if first(node, "time")]


def _post(node: Tag) -> Found:
    time = first(node, "time[datetime]")
    link = time.find_parent("a") if time else None
    where = post_address(link, _BASE) if isinstance(link, Tag) else None
    profile = first(node, 'a[href^="/@"]')
    handle = where.handle if where and where.handle else handle_of(attribute(profile, "href")) if profile else None
    bodies = [
        span
        for span in select(node, 'span[dir="auto"]')
        if not span.find_parent("a") and not first(span, "time") and not span.find_parent("span", attrs={"dir": "auto"})
    ]
    texts = [(flow(body, keep_space=True, base=_BASE), body) for body in bodies]
    longest, body = max(texts, key=lambda found: len(found[0].text), default=(None, None))
    return Found(
        longest.runs if longest else (),
        handle,
        None,
        where.id if where else None,
        where.url if where else None,
        time_of(time),
        tuple(
            Attachment("image", address(image, "src", _BASE), attribute(image, "alt") or None)
            for image in select(node, "picture img")
        ),
        body=body,
    )


THREADS = Site(
    "threads-page",
    "Threads page (saved)",
    "threads",
    "data-pressable-container",
    '[data-pressable-container="true"] time',
    read,
)
