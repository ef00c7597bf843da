"""Matches of a query in one thread: the post that answers best, the stretches to mark, and the snippet. Pure.

Engines find threads; the post, its marks and its snippet are found here, in the archived text of the few that are
shown, so they are the same with every engine.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from math import log

from unroller.search.analysis import Token, get_spelling, tokenize
from unroller.search.ast import Filter, Fuzzy, Node, Phrase, Prefix, Term, Words, iter_leaves, list_spellings
from unroller.search.documents import INEXACT, Document, Passage, encode_filter, group_by_term
from unroller.search.expansion import STEMMERS, find_forms, find_function_words, has_forms, list_prefixes
from unroller.search.query import Query
from unroller.search.relevance import IN_TITLE, Group, Leaf, LeafPositions, Relevance, list_leaves
from unroller.search.words import strip_apostrophes

#: BM25, for posts: how much a repeated word counts, and how much a long post counts less.
K1, B = 1.2, 0.75
#: What a matching filter (``site:``, ``has:``) counts beside a word.
FILTER_WEIGHT = 1.0
#: Added to a post in which words occur next to each other as they were typed.
ADJACENT = 0.25


@dataclass(frozen=True, slots=True)
class PostMatch:
    """One post that answers the query: its `score` among the thread's posts, the spans of its text to mark."""

    passage: Passage
    score: float
    spans: tuple[tuple[int, int], ...]


def within_one_edit(term: str, other: str) -> bool:
    """Whether two terms begin alike and differ by one lost, added, replaced or swapped letter at most."""
    if term == other:
        return True
    short, long = sorted((term, other), key=len)
    if not short or short[0] != long[0] or len(long) - len(short) > 1:
        return False
    at = next((i for i, (a, b) in enumerate(zip(short, long, strict=False)) if a != b), len(short))
    if len(short) < len(long):
        return short[at:] == long[at + 1 :]
    return short[at + 1 :] == long[at + 1 :] or (
        short[at : at + 2] == long[at : at + 2][::-1] and short[at + 2 :] == long[at + 2 :]
    )


def join_lines(terms: Iterable[str]) -> str:
    """Terms, a line each, for :func:`find_near_terms`."""
    return "\n" + "".join(f"{term}\n" for term in terms)


def find_near_terms(lines: str, term: str) -> list[str]:
    """Of the terms in `lines`, those that begin with the letter `term` does and are within one edit of it, in order.

    An edit leaves the first half of a word as it was, or what follows the letter after that: lines that have either,
    and the length, are found by two patterns, and only those are looked at.
    """
    half = max(1, len(term) // 2)
    head, tail = re.escape(term[:half]), re.escape(term[half + 1 :])
    rest, before = len(term) - half, half + 1
    patterns = (
        rf"\n({head}[^\n]{{{rest - 1},{rest + 1}}})(?=\n)",
        rf"\n([^\n]{{{before - 1},{before + 1}}}{tail})(?=\n)",
    )
    among = {other for pattern in patterns for other in re.findall(pattern, lines)}
    return sorted(other for other in among if within_one_edit(term, other))


def term_matches(leaf: Words, term: str) -> bool:
    """Whether one term answers a leaf that is no phrase."""
    if isinstance(leaf, Term):
        return term == leaf.term
    if isinstance(leaf, Prefix):
        return term.startswith(leaf.prefix)
    return isinstance(leaf, Fuzzy) and within_one_edit(leaf.term, term)


def find_phrase(positions: Sequence[Iterable[int]], offsets: Sequence[int], slop: int) -> list[list[int]]:
    """The places of a phrase: for each, one position a term, in order, at most `slop` further terms between.

    `positions[n]` are those of the n-th term, sorted; `offsets[n]` its distance from the first when nothing is between.
    """
    if not slop:
        starts = set(positions[0])
        for held, offset in zip(positions[1:], offsets[1:], strict=True):
            starts &= {at - offset for at in held}
        return [[start + offset for offset in offsets] for start in sorted(starts)]
    sets = [set(held) for held in positions]
    places = []
    for start in sorted(sets[0]):
        place, left = [start], slop
        for held, gap in zip(sets[1:], (b - a for a, b in pairwise(offsets)), strict=True):
            wanted_at = place[-1] + gap
            extra = next((more for more in range(left + 1) if wanted_at + more in held), None)
            if extra is None:
                break
            left -= extra
            place.append(wanted_at + extra)
        else:
            places.append(place)
    return places


def find_leaf_tokens(leaf: Words, text: Mapping[str, Sequence[Token]]) -> list[Token]:
    """The tokens of a text, given by term, that answer one leaf; of a phrase, those of its whole occurrences."""
    if isinstance(leaf, Term):
        return list(text.get(leaf.term, ()))
    if isinstance(leaf, Fuzzy):
        first, shortest, longest = leaf.term[:1], len(leaf.term) - 1, len(leaf.term) + 1
        near = [term for term in text if term[:1] == first and shortest <= len(term) <= longest]
        return [token for term in near if within_one_edit(leaf.term, term) for token in text[term]]
    if not isinstance(leaf, Phrase):
        return [token for term, held in text.items() if term_matches(leaf, term) for token in held]
    if not all(term in text for term, _ in leaf.terms):
        return []
    at_position = {term: {token.position: token for token in reversed(text[term])} for term, _ in leaf.terms}
    positions = [at_position[term] for term, _ in leaf.terms]
    places = find_phrase(positions, [offset for _, offset in leaf.terms], leaf.slop)
    return [held[at] for place in places for held, at in zip(positions, place, strict=True)]


def merge_spans(tokens: Iterable[Token]) -> tuple[tuple[int, int], ...]:
    """The stretches of text that tokens cover, in order, overlapping ones joined."""
    spans: list[tuple[int, int]] = []
    for start, end in sorted({(token.start, token.end) for token in tokens}):
        if spans and start < spans[-1][1]:
            spans[-1] = (spans[-1][0], max(end, spans[-1][1]))
        else:
            spans.append((start, end))
    return tuple(spans)


def match_posts(
    document: Document,
    tree: Node,
    weights: Mapping[Words, float] | None = None,
    groups: Sequence[Group] = (),
    answer: Relevance | None = None,
) -> list[PostMatch]:
    """The posts of a matching thread that hold some of the words or filters, best first; ties in reading order.

    `weights` tells how rare each leaf is in the archive; without it, each counts as in this thread alone. `groups` are
    words wished for beside the `tree`, and `answer` is how well the thread answers those. A thread that matches by its
    title or by facts about the whole of it alone gives its first post.
    """
    leaves = list(dict.fromkeys(iter_leaves(tree)))
    words = [leaf for leaf in leaves if not isinstance(leaf, Filter)]
    filters = [encode_filter(leaf) for leaf in leaves if isinstance(leaf, Filter)]
    held = []
    for passage in document.passages:
        text = passage.by_term if _may_contain(words, passage.text) else {}
        held.append([find_leaf_tokens(leaf, text) for leaf in words])
    wished = list_leaves(groups)
    answered = answer.passages if answer else {}
    rarity = [
        weights[leaf] if weights and leaf in weights
        else log(1 + len(held) / (1 + sum(1 for row in held if row[number])))
        for number, leaf in enumerate(words)
    ]  # fmt: skip
    mean = sum(len(passage.text) for passage in document.passages) / max(1, len(document.passages)) or 1.0
    results = []
    for number, (passage, row) in enumerate(zip(document.passages, held, strict=True)):
        facts = sum(1 for fact in filters if fact in passage.filters)
        if not facts and not any(row) and number not in answered:
            continue
        norm = K1 * (1 - B + B * len(passage.text) / mean)
        score = facts * FILTER_WEIGHT + answered.get(number, 0.0)
        for leaf, tokens_held, rare in zip(words, row, rarity, strict=True):
            often = len({token.position for token in tokens_held})
            exact = not often or is_exact(leaf, tokens_held, passage.text)
            score += rare * often * (K1 + 1) / (often + norm) * (1 if exact else INEXACT)
        score += ADJACENT * _count_adjacent(row)
        meant = (find_leaf_tokens(leaf, passage.by_term) for leaf in wished) if number in answered else ()
        results.append(PostMatch(passage, score, merge_spans(token for some in (*row, *meant) for token in some)))
    if not results and document.passages:
        return [PostMatch(document.passages[0], 0.0, ())]
    # A post may answer by its own words and by what its sources state: its better answer is shown.
    best: dict[int, PostMatch] = {}
    for match in sorted(results, key=lambda match: (-match.score, match.passage.number)):
        best.setdefault(match.passage.number, match)
    return list(best.values())


def locate_leaves(document: Document, groups: Sequence[Group]) -> LeafPositions:
    """The positions of the leaves of `groups` in a thread."""
    positions = LeafPositions([passage.length for passage in document.passages])
    inexact: dict[Leaf, set[int]] = {}
    wished = list_leaves(groups)
    texts = ((IN_TITLE, document.title, group_by_term(document.title_tokens)), *(
        (number, passage.text, passage.by_term if _may_contain(wished, passage.text) else {})
        for number, passage in enumerate(document.passages)
    ))  # fmt: skip
    for number, text, terms in texts:
        for leaf in wished:
            tokens = find_leaf_tokens(leaf, terms)
            if not tokens:
                continue
            places = _find_starts(leaf, tokens)
            if number == IN_TITLE:
                positions.title[leaf] = len(places)
            else:
                positions.body.setdefault(leaf, {})[number] = places
            if not is_exact(leaf, tokens, text):
                inexact.setdefault(leaf, set()).add(number)
    positions.inexact.update(inexact)
    return positions


def _find_starts(leaf: Leaf, tokens: Sequence[Token]) -> list[int]:
    """The positions at which a leaf begins, of the tokens that :func:`find_leaf_tokens` found."""
    step = len(leaf.terms) if isinstance(leaf, Phrase) else 1
    return list(dict.fromkeys(token.position for token in tokens[::step]))


def _may_contain(words: Sequence[Words], text: str) -> bool:
    """Whether a text is worth taking apart: in plain letters, a term is written as it is, unless it is a number."""
    if not text.isascii() or any(isinstance(leaf, Fuzzy) for leaf in words):
        return True
    lower = text.lower()
    required = (
        [leaf.prefix] if isinstance(leaf, Prefix) else [term for term, _ in list_spellings(leaf)] for leaf in words
    )
    return any(all(term in lower or (term[:1].isdigit() and term[0] in lower) for term in terms) for terms in required)


def is_exact(leaf: Words, tokens: Iterable[Token], text: str) -> bool:
    """Whether the tokens of `text` that answer a leaf have, somewhere, each of its terms in the spelling asked for."""
    expected = set(list_spellings(leaf))
    if all(term == form for term, form in expected) and text.isascii():
        return True
    return expected <= {(token.term, get_spelling(token, text)) for token in tokens}


def _count_adjacent(row: Sequence[Sequence[Token]]) -> int:
    """How many neighbouring words of the query are neighbours in the text."""
    places = [{token.position for token in tokens_held} for tokens_held in row]
    return sum(1 for a, b in pairwise(places) if any(at + 1 in b for at in a))


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
    small = find_function_words(leaf.term for leaf in plain if isinstance(leaf, Term))
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
    if languages and "'" in leaf.term:
        bare = strip_apostrophes(leaf.term)
        return [*bare, *(other for one in bare for other in find_inflections(Term(one), text, held, languages))]
    if not languages or not has_forms(leaf.term):
        return []
    begun = list_prefixes(leaf.form or leaf.term, languages)
    known = {
        term: tuple({get_spelling(token, text) for token in some})
        for term, some in held.items()
        if term.startswith(begun)
    }
    return find_forms(leaf.term, leaf.form, known, languages)


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
