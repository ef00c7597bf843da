"""Completion of a query while it is typed: words and titles that an engine finds; authors, hashtags and sites.

The index knows folded words only, so a spelling is read from a thread that has the word, as it is in the archive now:
no word is offered that is only in threads which may not be seen.
"""

from __future__ import annotations

import time
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from itertools import islice
from typing import Literal

from unroller.search.analysis import fold, get_spelling, is_unspaced, normalize_spelling, tokenize
from unroller.search.ast import EVERYTHING, FIELDS, NOTHING, And, Node, Term, iter_leaves
from unroller.search.documents import Document
from unroller.search.engine import Engine, FacetField, Facets
from unroller.search.query import PREFIX_CHARS, QUOTES, parse_query

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
    """A query that is being typed: its last `word`, and the text `before` that, a minus sign or a bracket included."""

    before: str
    word: str

    @property
    def bare(self) -> bool:
        """Whether the word is one that may be in a text: long enough, no name, no filter."""
        return len(self.word) >= BARE_CHARS and self.word[0] not in "#＃@＠" and (self.quoted or ":" not in self.word)

    @property
    def quoted(self) -> bool:
        """Whether it is in a phrase that is not closed, where there is no name or filter."""
        return sum(char in QUOTES for char in self.before) % 2 == 1


def split_typed(text: str) -> TypedQuery:
    """The last word of a query, taken apart from the rest."""
    text = text[:1000]
    word = text.rpartition(" ")[2]
    bare = word.lstrip(f"-({QUOTES}")
    return TypedQuery(text[: len(text) - len(bare)], bare)


def suggest_names(typed: TypedQuery, known: Facets, most: int) -> tuple[Suggestion, ...]:
    """Up to `most` names that begin as the word typed, most frequent first; of no query at all, the most frequent."""
    suggestions = [
        Suggestion(typed.before + format_filter(field, value), field, value, threads)
        for field, begun in _iter_prefixes(typed)
        # the counts come in that order already: as many of each field are enough
        for value, threads in islice((one for one in known.counts.get(field, ()) if one[0].startswith(begun)), most)
    ]
    suggestions.sort(key=lambda one: (-one.threads, one.query))
    return tuple(suggestions[:most])


def merge_suggestions(
    words: Sequence[Suggestion], named: Sequence[Suggestion], titles: Sequence[Suggestion], most: int
) -> tuple[Suggestion, ...]:
    """Up to `most` of all kinds: words, names, titles; names take the places that the others leave.

    A word that is in its hashtag alone is offered as that.
    """
    tagged = {(one.value, one.threads) for one in named if one.field == "hashtag"}
    words = [one for one in words if (fold(one.value), one.threads) not in tagged][:WORDS]
    titles = titles[:TITLES]
    names_left = max(NAMES, most - len(words) - len(titles)) if words or titles else most
    return (*words, *named[:names_left], *titles)[:most]


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


#: Of the words that begin so, in order, so many are looked through for the most frequent; of those, so many are tried.
VOCABULARY, TRIED = 10_000, 3 * WORDS
#: After so many seconds no further word is tried: whoever types does not wait.
ENOUGH = 0.1
#: Up to so many letters typed, words are passed over that are short or in more than this share of all threads; what a
#: few threads have is never common.
SHORT, COMMON, FEW = 3, 0.4, 12
#: Of the text before the word, so many words count: each is searched again at every key.
BEFORE = 8
#: Words that mean something else between two others.
_OPERATORS = frozenset({"or", "not"})


@dataclass(frozen=True)
class Completer:
    """An engine, and how it is asked: `seen` narrows a tree to what may be shown; `load` gives a thread as the archive
    has it now, under its title, or None when it is not there or may not be shown."""

    engine: Engine
    seen: Callable[[Node], Node]
    load: Callable[[str, str], Document | None]

    def suggest_words(self, typed: TypedQuery) -> tuple[Suggestion, ...]:
        """Words that begin as the one typed, the most frequent first."""
        if is_unspaced(typed.word):
            return ()
        until = time.monotonic() + ENOUGH
        suggestions: list[Suggestion] = []
        for term in self._iter_frequent(typed.word):
            if len(suggestions) == WORDS or time.monotonic() > until:
                break
            if one := self._suggest_word(typed, term):
                suggestions.append(one)
        return tuple(suggestions)

    def _iter_frequent(self, word: str) -> Iterator[str]:
        begun = fold(word)
        known = self.engine.list_terms(begun, VOCABULARY)
        if len(begun) <= SHORT:
            most = max(FEW, COMMON * self.engine.count())
            known = [(term, often) for term, often in known if often <= most and len(term) > SHORT]
        ordered = sorted(known, key=lambda held: (-held[1], held[0]))[: TRIED + 1]
        return (term for term, _ in ordered if term != begun and term not in _OPERATORS)

    def _suggest_word(self, typed: TypedQuery, term: str) -> Suggestion | None:
        result = self.engine.search(self.seen(Term(term)), sort="new", limit=1, offset=0)
        held = self.load(result.threads[0].id, result.threads[0].title) if result.threads else None
        form = _choose_spelling(held, term, normalize_spelling(typed.word)) if held else None
        if form is None:
            return None
        query, threads = typed.before + form, result.total
        if typed.before.strip() and _is_short(whole := parse_query(query).tree):
            threads = self.engine.search(self.seen(whole), sort="new", limit=0, offset=0).total
        return Suggestion(query, "word", form, threads) if threads else None

    def suggest_titles(self, typed: TypedQuery) -> tuple[Suggestion, ...]:
        """Titles with a word that begins as the one typed, of threads that answer what precedes it."""
        if (
            typed.quoted
            or typed.before.endswith("-")
            or (len(typed.word) < PREFIX_CHARS and not is_unspaced(typed.word))
        ):
            return ()
        tree, before = parse_query(f"in:title {typed.word}*").tree, parse_query(typed.before).tree
        if before not in (EVERYTHING, NOTHING) and _is_short(before):
            tree = And((before, tree))
        result = self.engine.search(self.seen(tree), sort="best", limit=TITLES, offset=0)
        threads = [held for one in result.threads if (held := self.load(one.id, one.title)) and held.title]
        return tuple(
            Suggestion(_quote_title(one.title), "title", one.title, 1, f"/t/{one.slug}-{one.id}") for one in threads
        )


def _is_short(tree: Node) -> bool:
    return sum(1 for _ in iter_leaves(tree)) <= BEFORE


def _choose_spelling(document: Document, term: str, typed: str) -> str | None:
    """How a thread spells a term, best as it was typed so far; None when it does not have it."""
    forms: Counter[str] = Counter()
    for text in (document.title, *(passage.text for passage in document.passages)):
        if not text.isascii() or term in text.lower():
            forms.update(get_spelling(token, text) for token in tokenize(text) if token.term == term)
    begun = Counter({form: often for form, often in forms.items() if form.startswith(typed)})
    return next((form for form, _ in (begun or forms).most_common(1)), None)


def _quote_title(title: str) -> str:
    """A title as a query for it."""
    return '"' + " ".join("".join(" " if char in QUOTES else char for char in title).split()) + '"'


def filter_visible(document: Document | None, visible: Sequence[str] | None) -> Document | None:
    """The thread, if it is of one of these visibilities now."""
    if document is None or visible is None:
        return document
    return document if any(f"visibility:{one}" in document.filters for one in visible) else None
