"""How a query that is being typed may go on: authors, hashtags and sites of the archive. Pure.

Words and titles, which an engine has to be asked for, are in :mod:`unroller.search.completion`.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Literal

from unroller.search.analysis import fold
from unroller.search.engine import FacetField, Facets
from unroller.search.filters import FIELDS
from unroller.search.lexemes import QUOTES

SUGGESTED: tuple[FacetField, ...] = ("from", "hashtag", "site")
#: The most frequent values of each that are looked through.
KNOWN_VALUES = 20_000
#: Letters of a bare word before anything is offered for it.
BARE_CHARS = 2
#: Of each kind, so many are offered for a bare word, words first.
NAMES, WORDS, TITLES = 3, 4, 3


@dataclass(frozen=True, slots=True)
class Suggestion:
    """`query` is the whole query gone on with; `field` and `value` what was put in, `threads` how many have it.

    Of a ``title``, `url` is the page of its thread, and `query` the title as a phrase.
    """

    query: str
    field: FacetField | Literal["word", "title"]
    value: str
    threads: int
    url: str | None = None


@dataclass(frozen=True, slots=True)
class TypedQuery:
    """A query that is being typed: its last `word`, and what stands `before`, a minus sign or a bracket with it."""

    before: str
    word: str

    @property
    def bare(self) -> bool:
        """Whether the word is one that may stand in a text: long enough, no name, no filter."""
        return len(self.word) >= BARE_CHARS and self.word[0] not in "#＃@＠" and (self.quoted or ":" not in self.word)

    @property
    def quoted(self) -> bool:
        """Whether it stands in a phrase that is not closed: no name or filter is meant there."""
        return sum(char in QUOTES for char in self.before) % 2 == 1


def split_typed(text: str) -> TypedQuery:
    """The last word of a query, taken apart from the rest."""
    text = text[:1000]
    word = text.rpartition(" ")[2]
    bare = word.lstrip(f"-({QUOTES}")
    return TypedQuery(text[: len(text) - len(bare)], bare)


def suggest_names(typed: TypedQuery, known: Facets, most: int) -> tuple[Suggestion, ...]:
    """Up to `most` names that begin as the word typed, most frequent first; of no query at all, the most frequent."""
    found = [
        Suggestion(typed.before + format_filter(field, value), field, value, threads)
        for field, begun in _iter_prefixes(typed)
        for value, threads in known.counts.get(field, ())
        if value.startswith(begun)
    ]
    found.sort(key=lambda one: (-one.threads, one.query))
    return tuple(found[:most])


def merge_suggestions(
    words: Sequence[Suggestion], named: Sequence[Suggestion], titles: Sequence[Suggestion], most: int
) -> tuple[Suggestion, ...]:
    """Up to `most` of all kinds: words, names, titles; names take the places that the others leave.

    A word that stands in its hashtag alone is offered as that.
    """
    tagged = {(one.value, one.threads) for one in named if one.field == "hashtag"}
    words = [one for one in words if (fold(one.value), one.threads) not in tagged][:WORDS]
    titles = titles[:TITLES]
    room = max(NAMES, most - len(words) - len(titles)) if words or titles else most
    return (*words, *named[:room], *titles)[:most]


def format_filter(field: str, value: str) -> str:
    """The part of a query that asks for a value."""
    if field == "hashtag":
        return f"#{value}"
    if field == "year":
        return f"since:{value} until:{value}"
    quoted = any(char.isspace() or char in "()" for char in value)
    return f'{field}:"{value}"' if quoted else f"{field}:{value}"


def _iter_prefixes(typed: TypedQuery) -> Iterator[tuple[FacetField, str]]:
    word = typed.word
    if typed.quoted:
        return
    if not word:
        if not typed.before.strip():
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
