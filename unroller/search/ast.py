"""The tree a query becomes: what is asked for, in terms every engine understands. Frozen values, nothing else.

Terms are already folded by :mod:`unroller.search.analysis`; no engine looks at the user's text. A thread is the unit:
``And`` holds of a thread when each part holds somewhere in it, a phrase within one post or the title.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Literal, TypeAlias

#: What a filter looks at. ``since`` and ``until`` compare days (``YYYYMMDD``), all others are exact and casefolded.
FilterField = Literal["from", "site", "tag", "has", "lang", "platform", "since", "until", "visibility"]
Sort = Literal["best", "new", "old"]


@dataclass(frozen=True, slots=True)
class Term:
    """One folded word, ``#hashtag``, ``@mention`` or symbol. `title`: only in the title.

    `form` is how it was spelt (see :func:`unroller.search.analysis.get_spelling`); empty when that is the term itself.
    """

    term: str
    title: bool = False
    form: str = ""


@dataclass(frozen=True, slots=True)
class Phrase:
    """Terms at these distances from the first (``(term, offset)``), in order, up to `slop` further terms between.

    `forms` are the spellings of the terms; empty when each is the term itself.
    """

    terms: tuple[tuple[str, int], ...]
    slop: int = 0
    title: bool = False
    forms: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Prefix:
    """Every term that begins so."""

    prefix: str
    title: bool = False


@dataclass(frozen=True, slots=True)
class Fuzzy:
    """Every term with the same first letter and at most one letter lost, added, replaced, or two swapped."""

    term: str
    title: bool = False


@dataclass(frozen=True, slots=True)
class Filter:
    """Something known about a thread, beside its words."""

    field: FilterField
    value: str


@dataclass(frozen=True, slots=True)
class Ids:
    """Threads by their ids: what was chosen by other means than words, see :mod:`unroller.search.relevance`."""

    ids: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class And:
    """All of them; of none: everything."""

    parts: tuple[Node, ...]


@dataclass(frozen=True, slots=True)
class Or:
    """Any of them; of none: nothing."""

    parts: tuple[Node, ...]


@dataclass(frozen=True, slots=True)
class Not:
    """Every thread but those."""

    part: Node


Node: TypeAlias = Term | Phrase | Prefix | Fuzzy | Filter | Ids | And | Or | Not
Words: TypeAlias = Term | Phrase | Prefix | Fuzzy

EVERYTHING = And(())
NOTHING = Or(())


@dataclass(frozen=True, slots=True)
class Wish:
    """A plain word of a query: wished for, not required. `word` is as typed, `leaf` what it asks for.

    `parts` are set for a word in a script without spaces: its pairs of characters, each of which counts by itself.
    `others` are equal ways to write the word.
    """

    word: str
    leaf: Term | Phrase
    parts: tuple[Term, ...] = ()
    others: tuple[Term | Phrase, ...] = ()


def list_spellings(leaf: Words) -> tuple[tuple[str, str], ...]:
    """The terms of a leaf and how each was spelt; of one that stands for many terms, none."""
    if isinstance(leaf, Term):
        return ((leaf.term, leaf.form or leaf.term),)
    if isinstance(leaf, Phrase):
        terms = tuple(term for term, _ in leaf.terms)
        return tuple(zip(terms, leaf.forms or terms, strict=True))
    return ()


def iter_leaves(node: Node) -> Iterator[Words | Filter]:
    """The leaves that count for a match, in the order written; what is excluded is left out."""
    if isinstance(node, And | Or):
        for part in node.parts:
            yield from iter_leaves(part)
    elif not isinstance(node, Not | Ids):
        yield node


def restrict_to_title(node: Node) -> Node:
    """The same, of the words in the title alone."""
    if isinstance(node, Term | Phrase | Prefix | Fuzzy):
        return replace(node, title=True)
    if isinstance(node, And):
        return And(tuple(restrict_to_title(part) for part in node.parts))
    if isinstance(node, Or):
        return Or(tuple(restrict_to_title(part) for part in node.parts))
    return Not(restrict_to_title(node.part)) if isinstance(node, Not) else node


def replace_leaves(node: Node, changes: Mapping[Node, Node]) -> Node:
    """The tree with some of its wanted leaves changed; what is excluded stays as it is."""
    if node in changes:
        return changes[node]
    if isinstance(node, And):
        return And(tuple(replace_leaves(part, changes) for part in node.parts))
    if isinstance(node, Or):
        return Or(tuple(replace_leaves(part, changes) for part in node.parts))
    return node
