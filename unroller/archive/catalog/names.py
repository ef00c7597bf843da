"""The names that threads share: authors, a reader's tags, hashtags, the sites of sources, years. Pure."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from unroller.archive.catalog.rows import CatalogRow

NameKind = Literal["author", "tag", "hashtag", "site", "year"]
_MARKS = "@＠#＃"


@dataclass(frozen=True, slots=True)
class ThreadName:
    """A name of a thread: as it is compared (`folded`), as the thread writes it, and of an author what they are
    called."""

    kind: NameKind
    folded: str
    spelling: str
    label: str = ""


def fold_name(name: str) -> str:
    """A handle, tag or hashtag as it is compared."""
    return name.lstrip(_MARKS).strip().casefold()


def simplify_name(name: str) -> str:
    """A name without accents, for search, which does without them."""
    folded = fold_name(name)
    if folded.isascii():
        return folded
    plain = unicodedata.normalize("NFKD", folded)
    return unicodedata.normalize("NFC", "".join(c for c in plain if not unicodedata.combining(c))).casefold()


def get_year(published: str | None) -> str:
    """The year of a date; empty when that is not known."""
    return (published or "")[:4]


def list_names(row: CatalogRow) -> list[ThreadName]:
    """The names of a thread, each once."""
    names: dict[tuple[str, str], ThreadName] = {}
    for kind, spelling in _iter_names(row):
        if folded := fold_name(spelling):
            label = row.author_name or "" if kind == "author" else ""
            names.setdefault((kind, folded), ThreadName(kind, folded, spelling.lstrip(_MARKS), label))
    return list(names.values())


def _iter_names(row: CatalogRow) -> Iterator[tuple[NameKind, str]]:
    if row.author:
        yield "author", row.author
    for tag in row.tags:
        yield "tag", tag
    for hashtag in row.hashtags:
        yield "hashtag", hashtag
    for site in row.sites:
        yield "site", site
    yield "year", get_year(row.published)
