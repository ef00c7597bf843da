"""Abstract syntax tree of a query: immutable nodes that every engine understands, and the filters among them. Pure.

Terms are already folded by :mod:`unroller.search.analysis`; no engine looks at the user's text. A thread is the unit:
``And`` holds of a thread when each part holds somewhere in it, a phrase within one post or the title. The second half
of the module has the names of filters, the values they take, and how a value is spelt in every engine.
"""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Literal, TypeAlias
from urllib.parse import urlsplit

from unroller.messages import Message
from unroller.model import PLATFORMS
from unroller.networks import NETWORK_BY_NAME
from unroller.regex import compile_re

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
    """The terms of a leaf and how each was spelt; none of a leaf that matches many terms."""
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


#: The names people type, and the language's own.
FIELDS = {
    "from": "from", "author": "from", "by": "from",
    "since": "since", "after": "since",
    "until": "until", "before": "until",
    "site": "site", "domain": "site",
    "tag": "tag", "has": "has", "lang": "lang", "platform": "platform", "in": "in", "sort": "sort",
    "all": "all",
}  # fmt: skip

#: What a post can have, and other names for it.
HAS = {"link": "link", "links": "link", "url": "link", "image": "image", "images": "image", "picture": "image",
       "photo": "image", "video": "video", "audio": "audio", "media": "media", "quote": "quote",
       "quotes": "quote", "source": "source", "sources": "source"}  # fmt: skip
_PLATFORMS: dict[str, str] = {name: network.platform for name, network in NETWORK_BY_NAME.items()}
_DATE = compile_re(r"([0-9]{4})(?:[-/.]([0-9]{1,2})(?:[-/.]([0-9]{1,2}))?)?")
_HOST = compile_re(r"[\w.-]+")
_LANG = compile_re(r"([A-Za-z]{2,3})(?:[-_][A-Za-z0-9]{2,8})*")


def parse_filter(name: str, value: str) -> Filter | Message:
    """The filter ``name:value``, or a message that says what it should be."""
    value = value.strip()
    parsed: str | None
    match name:
        case "from":
            parsed, sentence = normalize_handle(value), Message("after “from:” stands a name: from:alice")
        case "site":
            parsed, sentence = parse_host(value), Message("after “site:” stands a site: site:example.org")
        case "tag":
            parsed, sentence = normalize_label(value), Message("after “tag:” stands a label of yours: tag:later")
        case "has":
            parsed, sentence = (
                HAS.get(value.lower()),
                Message("after “has:” stands link, source, image, video, audio, media or quote"),
            )
        case "lang":
            parsed, sentence = parse_language_code(value), Message("after “lang:” stands a language's code: lang:pt")
        case "platform":
            parsed, sentence = (
                _PLATFORMS.get(value.lower()),
                Message("after “platform:” stands {told}", told=", ".join(PLATFORMS)),
            )
        case _:
            parsed, sentence = (
                _parse_day(value, last=name == "until"),
                Message("after “{name}:” stands a date: {other}:2022-03-31", name=name, other=name),
            )
    return Filter(_find_field(name), parsed) if parsed else sentence


def _find_field(name: str) -> FilterField:
    fields: dict[str, FilterField] = {
        "from": "from", "site": "site", "tag": "tag", "has": "has", "lang": "lang", "platform": "platform",
        "since": "since", "until": "until", "visibility": "visibility",
    }  # fmt: skip
    return fields[name]


def normalize_handle(handle: str) -> str:
    """How a handle is compared: without ``@``, casefolded."""
    return handle.strip().lstrip("@＠").casefold()[:255]


def expand_handle(handle: str) -> list[str]:
    """All that finds a handle: itself, and of ``user@host`` the user."""
    whole = normalize_handle(handle)
    return list(dict.fromkeys(key for key in (whole, whole.partition("@")[0]) if key))


def normalize_label(label: str) -> str:
    """How a person's label is compared: casefolded, runs of space as one."""
    return " ".join(label.casefold().split())[:100]


def parse_language_code(code: str) -> str | None:
    """The primary subtag of a language code: ``pt`` of ``pt-BR``; None when it is none."""
    matched = _LANG.fullmatch(code.strip())
    return matched[1].lower() if matched else None


def parse_host(address: str) -> str | None:
    """The host of an address or site name, casefolded, without ``www.`` and port; None when there is none."""
    address = address.strip()[:2000]
    try:
        host = urlsplit(address if "://" in address else "//" + address).hostname
    except ValueError:
        return None
    matched = _HOST.match((host or "").casefold().removeprefix("www."))
    return matched[0].strip(".")[:255] or None if matched else None


def expand_site(address: str) -> list[str]:
    """All that finds an address: its host and the domains above it (``docs.example.org``, ``example.org``)."""
    host = parse_host(address)
    if not host:
        return []
    labels = host.split(".")
    if len(labels) < 2 or labels[-1].isdigit():
        return [host]
    return [".".join(labels[first:]) for first in range(max(0, len(labels) - 6), len(labels) - 1)]


def _parse_day(value: str, *, last: bool) -> str | None:
    """The first or last day of a date of any precision, as ``YYYYMMDD``."""
    matched = _DATE.match(value)
    if not matched or (matched.end() < len(value) and value[matched.end()] not in "T "):
        return None
    year, month, day = (int(part) if part else None for part in matched.groups())
    if not year or (month is not None and not 1 <= month <= 12):
        return None
    month = month or (12 if last else 1)
    final = monthrange(year, month)[1]
    if day is not None and not 1 <= day <= final:
        return None
    return f"{year:04}{month:02}{day or (final if last else 1):02}"


def parse_day_range(value: str | None) -> tuple[int, int] | None:
    """The first and last day (``YYYYMMDD``) that a date as stored can mean; None when it is unknown."""
    first, final = _parse_day(value or "", last=False), _parse_day(value or "", last=True)
    return (int(first), int(final)) if first and final else None
