"""Nitter's pages of a post: what stands before and after it in the author's thread, and the replies of others."""

from __future__ import annotations

import re
from itertools import islice

from bs4 import Tag

from unroller.documents.html import extract_text, get_address, get_attribute
from unroller.messages import Message
from unroller.model import UNKNOWN_DATE, Account, Attachment, Date, Quote
from unroller.networks import X
from unroller.readers.html.base import HtmlPage, HtmlPost, inline_text, parse_handle, read_options, with_id_date
from unroller.readers.html.selectors import select, select_first, select_outermost
from unroller.readers.html.site_reader import SiteReader
from unroller.regex import compile_re

_POST = compile_re(r"/(?P<handle>[A-Za-z0-9_]{1,20})/status/(?P<id>\d{1,20})", re.ASCII)
#: ``Mar 3, 2022 · 10:43 PM UTC``
_DATE = compile_re(
    r"(?P<month>[A-Z][a-z]{2}) (?P<day>\d{1,2}), (?P<year>\d{4}) . "
    r"(?P<hour>\d{1,2}):(?P<minute>\d{2}) (?P<half>[AP])M UTC"
)
_PICTURE = compile_re(r"/pic/(?:orig/)?media(?:%2F|/)([\w-]{1,40}\.(?:jpg|png|webp|gif))", re.IGNORECASE | re.ASCII)
_MONTHS = "Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec".split()
#: Everything whose presence means that more was there than the page shows.
_MORE = "earlier-replies", "more-replies"


def read_posts(page: HtmlPage) -> list[HtmlPost]:
    """The main thread's posts with its gaps, then the replies of others."""
    main = select_first(page.soup, ".main-thread") or page.soup
    found = [_read_post(node, page.url) for node in select_outermost(main, ".timeline-item")]
    cuts = select(main, ",".join(f".{name}" for name in _MORE))
    found += [HtmlPost(missing=Message("the page was cut here")) for node in cuts if not _is_post(node)]
    return found + [_read_post(node, page.url) for node in select_outermost(page.soup, ".replies .timeline-item")]


def _is_post(node: Tag) -> bool:
    return any("timeline-item" in one.get_attribute_list("class") for one in (node, *islice(node.parents, 3)))


def _describe_missing(node: Tag) -> Message:
    """What the page says in the place of a post that it does not show."""
    said = inline_text(node)
    return Message("the page says: {told}", told=said) if said else Message("a post that is no longer there")


def _read_post(node: Tag, base: str | None) -> HtmlPost:
    classes = node.get_attribute_list("class")
    if any(name in classes for name in ("unavailable", "more-replies", "earlier-replies", "show-more")):
        return HtmlPost(missing=_describe_missing(node))
    if select_first(node, ".unavailable-box") and not select_first(node, ".tweet-content", ".quote"):
        return HtmlPost(missing=_describe_missing(node))
    match = _POST.search(get_attribute(select_first(node, "a.tweet-link", ".tweet-date a") or node, "href"))
    handle = match["handle"] if match else parse_handle(inline_text(select_first(node, "a.username")))
    post_id = match["id"] if match else None
    body = select_first(node, ".tweet-content")
    text = extract_text(body, keep_space=True, base="https://x.com/") if body else None
    options = select(node, ".poll .poll-choice-option")
    return HtmlPost(
        (*(text.runs if text else ()), *read_options(options, blank=bool(text and text.runs))),
        handle,
        inline_text(select_first(node, "a.fullname")) or None,
        post_id,
        X.permalink(handle, post_id) if post_id else None,
        with_id_date(_parse_date(get_attribute(select_first(node, ".tweet-date a") or node, "title")), X, post_id),
        tuple(_read_attachments(node, base)),
        tuple(quote for card in select(node, ".quote") if (quote := _read_quote(card))),
        body=body,
        parts=tuple(options),
    )


def _parse_date(text: str) -> Date:
    match = _DATE.search(text[:60])
    if not match or match["month"] not in _MONTHS:
        return UNKNOWN_DATE
    hour = int(match["hour"]) % 12 + (12 if match["half"] == "P" else 0)
    month = _MONTHS.index(match["month"]) + 1
    return Date(f"{match['year']}-{month:02}-{int(match['day']):02}T{hour:02}:{match['minute']}Z", how="stated")


def _read_attachments(node: Tag, base: str | None) -> list[Attachment]:
    found = []
    for image in select(node, ".attachments .still-image img, .attachments .attachment.image img"):
        alt = get_attribute(image, "alt") or inline_text(image.find_next(class_="alt-text")) or None
        found.append(Attachment("image", _find_original(image, base), alt))
    found += [Attachment("video", get_address(video, "data-url", base)) for video in select(node, ".attachments video")]
    return found


def _find_original(image: Tag, base: str | None) -> str | None:
    """A picture's address on X's own host, which an instance's address holds in coded form."""
    for node, name in ((image.parent, "href"), (image, "src")):
        match = _PICTURE.search(get_attribute(node, name)[:400]) if node else None
        if match:
            return f"https://pbs.twimg.com/media/{match[1]}"
    return get_address(image, "src", base)


def _read_quote(card: Tag) -> Quote | None:
    match = _POST.search(get_attribute(select_first(card, "a.quote-link") or card, "href"))
    if not match:
        return None
    body = select_first(card, ".quote-text")
    runs = extract_text(body, keep_space=True, base="https://x.com/").runs if body else ()
    name = inline_text(select_first(card, "a.fullname")) or None
    return Quote(X.permalink(match["handle"], match["id"]), Account(match["handle"], name), runs)


READERS = (
    SiteReader(
        "nitter-page",
        Message("Nitter page (saved)"),
        X.platform,
        "timeline-item",
        ".timeline-item .tweet-content",
        read_posts,
    ),
)
