"""The hits of a search for other programs: a table (RFC 4180) and a feed (RFC 4287). Pure."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Mapping
from xml.sax.saxutils import escape, quoteattr

from unroller.archive import Summary
from unroller.direction import find_direction, mark_direction
from unroller.regex import compile_re
from unroller.search import Hit
from unroller.web.i18n import gettext
from unroller.web.search.presenters import build_search_url

COLUMNS = ("title", "author", "name", "published", "post", "text", "address")
#: What XML 1.0 cannot hold, escaped or not.
_NOT_XML = compile_re("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_DAY = compile_re(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
_MOMENT = compile_re(
    r"[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}:[0-9]{2}(?:\.[0-9]{1,9})?(?:Z|[+-][0-9]{2}:[0-9]{2})"
)
EPOCH = "1970-01-01T00:00:00Z"


def build_csv(hits: Iterable[Hit], base: str) -> str:
    """A row a post; `base` is the site's own address."""
    out = io.StringIO()
    rows = csv.writer(out, lineterminator="\r\n")
    rows.writerow(COLUMNS)
    for hit in hits:
        cells = (hit.title, hit.author or "", hit.author_name or "", hit.published or "", str(hit.post), hit.snippet)
        rows.writerow([*(_escape_cell(cell) for cell in cells), base + hit.url])
    return out.getvalue()


def _escape_cell(text: str) -> str:
    """Text that no spreadsheet takes for a formula."""
    return f"'{text}" if text.lstrip()[:1] in {"=", "+", "-", "@"} or text[:1] in {"\t", "\r", "\n"} else text


def build_atom(hits: Iterable[Hit], query: str, base: str, by_id: Mapping[str, Summary]) -> str:
    """An entry a thread, its best post as the summary; `updated` is when it was kept."""
    entries: list[str] = []
    updated = EPOCH
    seen: set[str] = set()
    for hit in hits:
        if hit.id in seen:
            continue
        seen.add(hit.id)
        added = by_id[hit.id].added if hit.id in by_id else EPOCH
        updated = max(updated, added)
        entries.append(_build_entry(hit, base, added))
    here = f"{base}/search.atom{build_search_url(query).removeprefix('/search')}"
    head = (
        '<?xml version="1.0" encoding="utf-8"?>\n<feed xmlns="http://www.w3.org/2005/Atom">'
        f"<title>{_escape_text(query)} – Unroller</title><id>{_escape_text(here)}</id>"
        f"<updated>{_escape_text(updated)}</updated>"
        f'<link rel="self" href={_escape_attribute(here)}/>'
        f'<link rel="alternate" href={_escape_attribute(base + build_search_url(query))}/>\n'
    )
    return head + "\n".join(entries) + "</feed>\n"


def _build_entry(hit: Hit, base: str, added: str) -> str:
    nobody = gettext("unknown")
    person = f"<name>{_escape_text(hit.author_name or hit.author or nobody)}</name>"
    published = hit.published or ""
    if _DAY.fullmatch(published):
        published += "T00:00:00Z"
    stated_date = f"<published>{published}</published>" if _MOMENT.fullmatch(published) else ""
    return (
        f"<entry><title>{_escape_text(_mark_text(hit.title))}</title><id>urn:x-unroller:{_escape_text(hit.id)}</id>"
        f"<link href={_escape_attribute(base + hit.url)}/><updated>{_escape_text(added)}</updated>{stated_date}"
        f"<author>{person}</author><summary>{_escape_text(_mark_text(hit.snippet))}</summary></entry>"
    )


def _mark_text(text: str) -> str:
    """A plain text that runs by its letters in readers of feeds, which look at the first alone."""
    return mark_direction(text, find_direction(text))


def _escape_text(text: str) -> str:
    return escape(_NOT_XML.sub("\ufffd", text))


def _escape_attribute(text: str) -> str:
    return quoteattr(_NOT_XML.sub("\ufffd", text))
