"""Words and titles that a query may go on with while it is typed: asked of an engine, told as they are written.

The index knows folded words only, so the spelling is read from a thread that has the word, as it stands in the archive
now: no word is offered that is only in threads which may not be seen.
"""

from __future__ import annotations

import time
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from unroller.search.analysis import fold, get_spelling, is_unspaced, normalize_spelling, tokenize
from unroller.search.ast import EVERYTHING, NOTHING, And, Node, Term, iter_leaves
from unroller.search.documents import Document
from unroller.search.engine import Engine
from unroller.search.lexemes import QUOTES
from unroller.search.query import PREFIX_CHARS, parse_query
from unroller.search.suggest import TITLES, WORDS, Suggestion, TypedQuery

#: Of the words that begin so, in order, so many are looked through for the most frequent; of those, so many are tried.
VOCABULARY, TRIED = 10_000, 3 * WORDS
#: After so many seconds no further word is tried: whoever types does not wait.
ENOUGH = 0.1
#: Up to so many letters typed, words are passed over that are short or in more than this share of all threads; what a
#: few threads have is never common.
SHORT, COMMON, FEW = 3, 0.4, 12
#: What stands before the word counts up to so many words: each further one is asked for anew at every key.
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

    def words(self, typed: TypedQuery) -> tuple[Suggestion, ...]:
        """Words that begin as the one typed, the most frequent first."""
        if is_unspaced(typed.word):
            return ()
        until = time.monotonic() + ENOUGH
        found: list[Suggestion] = []
        for term in self._frequent(typed.word):
            if len(found) == WORDS or time.monotonic() > until:
                break
            if one := self._word(typed, term):
                found.append(one)
        return tuple(found)

    def _frequent(self, word: str) -> Iterator[str]:
        begun = fold(word)
        known = self.engine.vocabulary(begun, VOCABULARY)
        if len(begun) <= SHORT:
            most = max(FEW, COMMON * self.engine.count())
            known = [(term, often) for term, often in known if often <= most and len(term) > SHORT]
        ordered = sorted(known, key=lambda held: (-held[1], held[0]))[: TRIED + 1]
        return (term for term, _ in ordered if term != begun and term not in _OPERATORS)

    def _word(self, typed: TypedQuery, term: str) -> Suggestion | None:
        found = self.engine.search(self.seen(Term(term)), sort="new", limit=1, offset=0)
        held = self.load(found.threads[0].id, found.threads[0].title) if found.threads else None
        form = _choose_spelling(held, term, normalize_spelling(typed.word)) if held else None
        if form is None:
            return None
        query, threads = typed.before + form, found.total
        if typed.before.strip() and _is_short(whole := parse_query(query).tree):
            threads = self.engine.search(self.seen(whole), sort="new", limit=0, offset=0).total
        return Suggestion(query, "word", form, threads) if threads else None

    def titles(self, typed: TypedQuery) -> tuple[Suggestion, ...]:
        """Titles with a word that begins as the one typed, of threads that answer what stands before it."""
        if (
            typed.quoted
            or typed.before.endswith("-")
            or (len(typed.word) < PREFIX_CHARS and not is_unspaced(typed.word))
        ):
            return ()
        tree, before = parse_query(f"in:title {typed.word}*").tree, parse_query(typed.before).tree
        if before not in (EVERYTHING, NOTHING) and _is_short(before):
            tree = And((before, tree))
        found = self.engine.search(self.seen(tree), sort="best", limit=TITLES, offset=0)
        threads = [held for one in found.threads if (held := self.load(one.id, one.title)) and held.title]
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
