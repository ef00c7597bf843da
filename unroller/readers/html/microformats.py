"""Two conventions any site may follow: h-entry microformats, and schema.org's postings as JSON-LD."""

from __future__ import annotations

import json
from collections.abc import Iterator

from unroller.documents.html import extract_text, get_address, get_attribute
from unroller.messages import Message
from unroller.model import Run
from unroller.networks import parse_post_url
from unroller.readers.html.base import HtmlPage, HtmlPost, inline_text, parse_handle, parse_time, parse_timestamp
from unroller.readers.html.selectors import select, select_first, select_outermost
from unroller.readers.html.site_reader import SiteReader
from unroller.urls import safe_url

#: JSON-LD types that are one message each.
_POSTINGS = {"SocialMediaPosting", "DiscussionForumPosting", "Comment"}
#: JSON deeper than this is nobody's thread.
_DEPTH = 60
_LONGEST = 2 * 1024 * 1024


def read_entries(page: HtmlPage) -> list[HtmlPost]:
    """h-entry: ``e-content``, ``p-author``, ``dt-published``, ``u-url``. An entry inside another is quoted by it."""
    found = []
    for node in select_outermost(page.soup, ".h-entry"):
        body = select_first(node, ".e-content")
        if body is None:
            continue
        link = select_first(node, "a.u-url")
        url = get_address(link, "href", page.url) if link else None
        where = parse_post_url(url) if url else None
        author = select_first(node, ".p-author.h-card", ".p-author", ".h-card")
        profile = select_first(author, "a.u-url") if author else None
        handle = where.handle if where else parse_handle(get_attribute(profile, "href")) if profile else None
        text = extract_text(body, base=page.url)
        found.append(
            HtmlPost(
                text.runs,
                handle,
                inline_text(select_first(author, ".p-name") or author) if author else None,
                where.id if where else None,
                url,
                parse_time(select_first(node, ".dt-published[datetime]", "time.dt-published")),
                text.attachments,
                body=body,
            )
        )
    return found


def read_json_ld(page: HtmlPage) -> list[HtmlPost]:
    """schema.org postings, with their comments after them, from the page's JSON-LD."""
    found: list[HtmlPost] = []
    for script in select(page.soup, 'script[type="application/ld+json"]'):
        text = script.string or ""
        if len(text) > _LONGEST:
            continue
        try:
            found += [_read_posting(item) for item in _find_postings(json.loads(text), 0)]
        except (ValueError, RecursionError):
            continue
    return [post for post in found if post.runs]


def _find_postings(data: object, depth: int) -> Iterator[dict[str, object]]:
    if depth > _DEPTH:
        return
    if isinstance(data, list):
        for item in data:
            yield from _find_postings(item, depth + 1)
    elif isinstance(data, dict):
        kinds = data.get("@type")
        if _POSTINGS.intersection(kinds if isinstance(kinds, list) else [kinds]):
            yield data
        for name in ("@graph", "mainEntity", "hasPart", "comment"):
            yield from _find_postings(data.get(name), depth + 1)


def _read_posting(item: dict[str, object]) -> HtmlPost:
    text = str(item.get("text") or item.get("articleBody") or "").strip()
    author = item.get("author")
    author = author[0] if isinstance(author, list) and author else author
    named = author if isinstance(author, dict) else {}
    url = safe_url(str(item.get("url") or item.get("@id") or ""))
    where = parse_post_url(url) if url else None
    handle = where.handle if where else parse_handle(str(named.get("alternateName") or named.get("identifier") or ""))
    return HtmlPost(
        (Run(text),) if text else (),
        handle,
        str(named.get("name") or "") or None,
        where.id if where else None,
        url,
        parse_timestamp(str(item.get("datePublished") or item.get("dateCreated") or "")),
    )


READERS = (
    SiteReader(
        "h-entry-page", Message("page with microformats (saved)"), None, "h-entry", ".h-entry .e-content", read_entries
    ),
    SiteReader(
        "json-ld-page",
        Message("page with schema.org data (saved)"),
        None,
        "ld+json",
        'script[type="application/ld+json"]',
        read_json_ld,
    ),
)
