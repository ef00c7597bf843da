"""Marks and snippets: what of a text to show, and which words in it to mark. Pure."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from unroller.search.analysis import Token, get_spelling, tokenize
from unroller.search.ast import Filter, Term, Words, iter_leaves
from unroller.search.documents import group_by_term
from unroller.search.matching import find_leaf_tokens, merge_spans
from unroller.search.query import Query
from unroller.search.word_forms import STEMMERS, beginnings, forms, function_words, has_forms

#: Up to so many characters a post is shown whole: nearly every post of X and Bluesky is.
WHOLE_CHARS = 300
#: What is shown of a longer one, about three lines of text.
SNIPPET_CHARS = 200

Span = tuple[int, int]


def highlight(text: str, query: Query, languages: tuple[str, ...] = ()) -> list[Span]:
    """The stretches ``(start, end)`` of `text` to mark for a query, in order, apart from each other.

    Words that are excluded are not marked, and of a phrase only whole occurrences. Of a plain word other forms in
    `languages` are marked too, by their codes; function words among others are not. Offsets are into `text` as it is.
    """
    held = group_by_term(tokenize(text))
    plain = {wish.leaf: wish for wish in query.wishes}
    small = function_words(leaf.term for leaf in plain if isinstance(leaf, Term))
    leaves: list[Words] = []
    for leaf in iter_leaves(query.tree):
        if isinstance(leaf, Filter) or (isinstance(leaf, Term) and leaf.term in small):
            continue
        leaves.append(leaf)
        if leaf in plain and isinstance(leaf, Term):
            known = tuple(code for code in languages if code in STEMMERS)
            leaves += [Term(other) for other in find_inflections(leaf, text, held, known)]
        elif leaf in plain:
            leaves += plain[leaf].parts
    if not leaves:  # nothing but function words
        leaves = [leaf for leaf in iter_leaves(query.tree) if not isinstance(leaf, Filter)]
    return list(merge_spans(token for leaf in leaves for token in find_leaf_tokens(leaf, held)))


def find_inflections(
    leaf: Term, text: str, held: Mapping[str, Sequence[Token]], languages: tuple[str, ...]
) -> list[str]:
    """Other forms of a word among the terms `held` of a text."""
    if not languages or not has_forms(leaf.term):
        return []
    begun = beginnings(leaf.form or leaf.term, languages)
    known = {
        term: tuple({get_spelling(token, text) for token in some})
        for term, some in held.items()
        if term.startswith(begun)
    }
    return forms(leaf.term, leaf.form, known, languages)


def build_snippet(
    text: str, spans: Sequence[Span], most: int = SNIPPET_CHARS, whole: int = WHOLE_CHARS
) -> tuple[str, tuple[Span, ...]]:
    """`text` on one line, if that has up to `whole` characters, else about `most` of them around its most marked
    stretch; and the marks in it.

    Cut between words where there are spaces, with ``…`` where something is left out.
    """
    if len(text) <= whole or len(" ".join(text.split())) <= whole:
        return _to_one_line(text, spans)
    start, end = _choose_window(text, spans, most)
    before, after = ("…" if start else ""), ("…" if end < len(text) else "")
    inside = [(a - start, min(b, end) - start) for a, b in spans if start <= a < end]
    line, marks = _to_one_line(text[start:end], inside)
    return before + line + after, tuple((a + len(before), b + len(before)) for a, b in marks)


def _choose_window(text: str, spans: Sequence[Span], most: int) -> Span:
    """The stretch with the most distinct marked words, then the most marks, then the first."""
    best, first = (0, 0, 0), 0
    end = 0
    for number, (a, _) in enumerate(spans):
        while end < len(spans) and spans[end][1] <= a + most:
            end += 1
        inside = spans[number:end] or spans[number : number + 1]
        score = (len({text[x:y].casefold() for x, y in inside}), len(inside), -number)
        if number == 0 or score > best:
            best, first = score, number
    if not spans:
        return 0, _find_word_end(text, most)
    inside = [span for span in spans[first:] if span[1] <= spans[first][0] + most] or [spans[first]]
    spare = most - (inside[-1][1] - inside[0][0])
    start = max(0, min(inside[0][0] - max(0, spare) // 2, len(text) - most))
    if start and spare > 0:
        start = _find_word_start(text, start, inside[0][0])
    stop = min(len(text), start + most)
    if stop < len(text):
        stop = max(_find_word_end(text, stop), min(inside[-1][1], stop))
    return start, stop


def _find_word_start(text: str, at: int, no_later: int) -> int:
    """The next beginning of a word from `at` on."""
    for place in range(at, no_later):
        if text[place - 1].isspace() and not text[place].isspace():
            return place
    return at


def _find_word_end(text: str, at: int) -> int:
    """The last end of a word up to `at`; `at` itself in text without spaces."""
    for place in range(at, max(0, at - 40), -1):
        if text[place].isspace():
            return len(text[:place].rstrip())
    return at


def _to_one_line(text: str, spans: Sequence[Span]) -> tuple[str, tuple[Span, ...]]:
    """`text` with every run of white space as one space, and `spans` moved along."""
    if "\n" not in text and text == " ".join(text.split()):
        return text, tuple(spans)
    out: list[str] = []
    moved: list[int] = []
    for char in text:
        moved.append(len(out))
        if not char.isspace():
            out.append(char)
        elif out and out[-1] != " ":
            out.append(" ")
    moved.append(len(out))
    line = "".join(out).rstrip()
    marks = ((min(moved[a], len(line)), min(moved[b], len(line))) for a, b in spans)
    return line, tuple((a, b) for a, b in marks if a < b)
