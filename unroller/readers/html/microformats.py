"""Two conventions any site may follow: h-entry microformats, and schema.org's postings as JSON-LD."""

from __future__ import annotations

import json
from collections.abc import Iterator

from unroller.documents.html import address, attribute, flow
from unroller.model import Run
from unroller.networks import parse_post_url
from unroller.readers.html.base import Found, Page, Site, handle_of, stated, time_of, words
from unroller.readers.html.selectors import first, outermost, select
from unroller.urls import safe_url

#: JSON-LD types that are one message each.
_POSTINGS = {"SocialMediaPosting", "DiscussionForumPosting", "Comment"}
#: JSON deeper than this is nobody's thread.
_DEPTH = 60
_LONGEST = 2 * 1024 * 1024


def read_entries(page: Page) -> list[Found]:
    """h-entry: ``e-content``, ``p-author``, ``dt-published``, ``u-url``. An entry inside another is quoted by it."""
    found = []
    for node in outermost(page.soup, ".h-entry"):
        body = first(node, ".e-content")
        if body is None:
            continue
        link = first(node, "a.u-url")
        url = address(link, "href", page.url) if link else None
        where = parse_post_url(url) if url else None
        author = first(node, ".p-author.h-card", ".p-author", ".h-card")
        profile = first(author, "a.u-url") if author else None
        handle = where.handle if where else handle_of(attribute(profile, "href")) if profile else None
        text = flow(body, base=page.url)
        found.append(
            Found(
                text.runs,
                handle,
                words(first(author, ".p-name") or author) if author else None,
                where.id if where else None,
                url,
                time_of(first(node, ".dt-published[datetime]", "time.dt-published")),
                text.attachments,
                body=body,
            )
        )
    return found


def read_json_ld(page: Page) -> list[Found]:
    """schema.org postings, with their comments after them, from the page's JSON-LD."""
    found: list[Found] = []
    for script in select(page.soup, 'script[type="application/ld+json"]'):
        text = script.string or ""
        if len(text) > _LONGEST:
            continue
        try:
            found += [_posting(item) for item in _postings(json.loads(text), 0)]
        except (ValueError, RecursionError):
            continue
    return [post for post in found if post.runs]


def _postings(data: object, depth: int) -> Iterator[dict[str, object]]:
    if depth > _DEPTH:
        return
    if isinstance(data, list):
        for item in data:
            yield from _postings(item, depth + 1)
    elif isinstance(data, dict):
        kinds = data.get("@type")
        if _POSTINGS.intersection(kinds if isinstance(kinds, list) else [kinds]):
            yield data
        for name in ("@graph", "mainEntity", "hasPart", "comment"):
            yield from _postings(data.get(name), depth + 1)


def _posting(item: dict[str, object]) -> Found:
    text = str(item.get("text") or item.get("articleBody") or "").strip()
    author = item.get("author")
    author = author[0] if isinstance(author, list) and author else author
    named = author if isinstance(author, dict) else {}
    url = safe_url(str(item.get("url") or item.get("@id") or ""))
    where = parse_post_url(url) if url else None
    handle = where.handle if where else handle_of(str(named.get("alternateName") or named.get("identifier") or ""))
    return Found(
        (Run(text),) if text else (),
        handle,
        str(named.get("name") or "") or None,
        where.id if where else None,
        url,
        stated(str(item.get("datePublished") or item.get("dateCreated") or "")),
    )


MICROFORMATS = Site(
    "h-entry-page", "page with microformats (saved)", None, "h-entry", ".h-entry .e-content", read_entries
)
JSON_LD = Site(
    "json-ld-page",
    "page with schema.org data (saved)",
    None,
    "ld+json",
    'script[type="application/ld+json"]',
    read_json_ld,
)
