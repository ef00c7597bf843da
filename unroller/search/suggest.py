"""How a query that is being typed may go on: authors, hashtags and sites of the archive. Pure."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from unroller.search.analysis import fold
from unroller.search.engine import FacetField, Facets
from unroller.search.filters import FIELDS

SUGGESTED: tuple[FacetField, ...] = ("from", "hashtag", "site")
#: The most frequent values of each that are looked through.
KNOWN_VALUES = 20_000
#: Letters of a bare word before names are offered for it.
BARE_CHARS = 2


@dataclass(frozen=True, slots=True)
class Suggestion:
    """`query` is the whole query gone on with; `field` and `value` what was put in, `threads` how many have it."""

    query: str
    field: FacetField
    value: str
    threads: int


def suggestions(text: str, known: Facets, most: int) -> tuple[Suggestion, ...]:
    """Up to `most` ways to go on; of no text, the most frequent authors and hashtags."""
    before, last = _last_word(text[:1000])
    found = [
        Suggestion(before + written(field, value), field, value, threads)
        for field, begun in _wanted(last, bare=not text.strip())
        for value, threads in known.counts.get(field, ())
        if value.startswith(begun)
    ]
    found.sort(key=lambda one: (-one.threads, one.query))
    return tuple(found[:most])


def written(field: str, value: str) -> str:
    """The part of a query that asks for a value."""
    if field == "hashtag":
        return f"#{value}"
    if field == "year":
        return f"since:{value} until:{value}"
    quoted = any(char.isspace() or char in "()" for char in value)
    return f'{field}:"{value}"' if quoted else f"{field}:{value}"


def _last_word(text: str) -> tuple[str, str]:
    """What stands before the last word, with a minus sign or a bracket, and the word."""
    word = text.rpartition(" ")[2]
    bare = word.lstrip("-(")
    return text[: len(text) - len(bare)], bare


def _wanted(word: str, *, bare: bool) -> Iterator[tuple[FacetField, str]]:
    if bare:
        yield from (("from", ""), ("hashtag", ""))
        return
    name, colon, begun = word.partition(":")
    if colon:
        field = FIELDS.get(name.lower())
        if field == "from":
            yield "from", begun.lstrip("@").casefold()
        elif field == "site":
            yield "site", begun.casefold().removeprefix("www.")
    elif word[0:1] == "#":
        yield "hashtag", fold(word[1:])
    elif len(word) >= BARE_CHARS:
        yield "from", word.lstrip("@").casefold()
        yield "hashtag", fold(word)
