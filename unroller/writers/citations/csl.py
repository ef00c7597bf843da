"""References as CSL-JSON, which Zotero, Pandoc and every citation processor read."""

from __future__ import annotations

import json
from collections.abc import Iterable

from unroller.writers.citations.names import CitedName
from unroller.writers.citations.reference import Day, Kind, Reference

_CSL_TYPES: dict[Kind, str] = {
    "thread": "post", "post": "post", "page": "webpage", "pdf": "document", "video": "motion_picture",
    "repository": "software", "dataset": "dataset", "paper": "article-journal",
}  # fmt: skip
_CSL_GENRES: dict[Kind, str] = {"thread": "Thread", "post": "Post"}


def write_csl(references: Iterable[Reference]) -> str:
    """All references as one JSON array, a line each."""
    rows = [json.dumps(build_item(one), ensure_ascii=False) for one in references]
    return "[\n" + ",\n".join(rows) + "\n]\n" if rows else "[]\n"


def build_item(one: Reference) -> dict[str, object]:
    """One reference as an item of CSL-JSON."""
    handles = [f"@{name.handle}" for name in one.names if name.handle and name.whole != f"@{name.handle}"]
    values: dict[str, object] = {
        "id": one.key,
        "type": "article" if one.kind == "paper" and not one.site else _CSL_TYPES[one.kind],
        "title": one.title,
        "author": [_format_csl_name(name) for name in one.names],
        "container-title": one.site,
        "genre": _CSL_GENRES.get(one.kind, ""),
        "issued": _format_csl_date(one.issued),
        "accessed": _format_csl_date(one.accessed),
        "URL": one.url,
        "DOI": one.doi,
        "archive_location": one.archived,
        "language": one.lang,
        "note": " ".join(handles),
    }
    return {key: value for key, value in values.items() if value}


def _format_csl_name(name: CitedName) -> dict[str, str]:
    return {"family": name.family, "given": name.given} if name.family and name.given else {"literal": name.whole}


def _format_csl_date(day: Day) -> dict[str, object]:
    return {"date-parts": [list(day)]} if day else {}
