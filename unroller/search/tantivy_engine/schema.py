"""What is in a tantivy index of a thread: its fields, and a packed copy of its terms.

The terms go in with the positions our tokenizer gives, as pre-tokenized text: terms at one position share it, and the
gap between two posts is a gap here, so that a phrase of tantivy's never crosses posts. No text is stored, but the terms
by post and position are, compressed: tantivy shows no positions, and the ranking by posts and phrases with words
between need them.
"""

from __future__ import annotations

import zlib
from collections.abc import Iterable, Sequence
from typing import NamedTuple

import tantivy

from unroller.search.analysis import Token
from unroller.search.ast import Phrase, Term
from unroller.search.documents import Document
from unroller.search.matching import find_phrase

#: Bits of an id's rank in the key that orders by date; a `moment` takes the other 47 of 64.
RANK_BITS = 17
_LAST_MOMENT = (1 << 47) - 1
#: What threads are counted by; ``month`` is there of every thread.
COUNTED = ("from", "hashtag", "site", "lang", "platform", "tag", "year", "month")


def build_schema() -> tantivy.Schema:
    """The fields. `newest` and `oldest` are keys: by date, undated threads last, then by id."""
    builder = tantivy.SchemaBuilder()
    builder.add_text_field("id", stored=True, tokenizer_name="raw", index_option="basic")
    builder.add_text_field("title", tokenizer_name="whitespace", index_option="position")
    builder.add_text_field("body", tokenizer_name="whitespace", index_option="position")
    builder.add_text_field("facts", tokenizer_name="raw", index_option="basic")
    for field in COUNTED:
        builder.add_text_field(f"by_{field}", tokenizer_name="raw", index_option="basic", fast=True)
    for field in ("first_day", "last_day", "moment", "rank", "newest", "oldest"):
        builder.add_unsigned_field(field, fast=True)
    builder.add_bytes_field("terms", stored=True)
    return builder.build()


def build_record(document: Document) -> tantivy.Document:
    """A document in the fields of the schema."""
    record = tantivy.Document()
    record.add_text("id", document.id)
    record.add_pre_tokenized_text("title", _pretokenize([(0, document.title_tokens)]))
    record.add_pre_tokenized_text(
        "body", _pretokenize((start, held.tokens) for start, held in document.iter_passages())
    )
    for fact in sorted({*document.filters, *document.forms}):
        record.add_text("facts", replace_surrogates(fact))
    for field, value in document.facets:
        record.add_text(f"by_{field}", replace_surrogates(value))
    first_day, last_day = document.days or (0, 0)
    moment, rank = document.moment, document.rank
    short = rank >> (60 - RANK_BITS)
    numbers = {
        "first_day": first_day,
        "last_day": last_day,
        "moment": moment,
        "rank": rank,
        "newest": moment << RANK_BITS | ((1 << RANK_BITS) - 1 - short),
        "oldest": (moment or _LAST_MOMENT) << RANK_BITS | short,
    }
    for field, number in numbers.items():
        record.add_unsigned(field, number)
    record.add_bytes("terms", pack(document))
    return record


def replace_surrogates(value: str) -> str:
    """`value` as tantivy takes it: half a surrogate pair is no character."""
    return value if value.isascii() else value.encode("utf-8", "replace").decode("utf-8")


def _pretokenize(passages: Iterable[tuple[int, Sequence[Token]]]) -> tantivy.PreTokenizedString:
    token_type = tantivy.Token
    held = [token_type(token.term, start + token.position, 0, 0) for start, tokens in passages for token in tokens]
    return tantivy.PreTokenizedString("", held)


# -- the packed copy --
# The title, a separator no term has, a line for the title's terms and one for each post's, the separator again, and the
# spellings that terms have here. Within a line every term is between two spaces of its own, so that it can be
# counted without parting the line; terms at the same position are parted by a tab.

_SEPARATOR = "\x1d"


def pack(document: Document) -> bytes:
    """The title and the terms of a document, by post and position, and their spellings."""
    lines = [_line(document.title_tokens), *(_line(passage.tokens) for passage in document.passages)]
    parts = (document.title, "\n".join(lines), "\n".join(sorted(document.forms)))
    return zlib.compress(_SEPARATOR.join(parts).encode("utf-8", "surrogatepass"), 6)


def _line(tokens: Sequence[Token]) -> str:
    places: list[str] = []
    for token in tokens:
        while len(places) < token.position:
            places.append("  ")
        if len(places) == token.position:
            places.append(f" {token.term} ")
        else:
            places[token.position] += f"\t {token.term} "
    return "".join(places)


class Texts(NamedTuple):
    """The title of a thread as written, the terms of its title and of each post, and the facts about spellings."""

    name: str
    title: str
    posts: list[str]
    forms: frozenset[str]


def unpack(packed: bytes) -> Texts:
    """What :func:`pack` packed."""
    name, terms, forms = zlib.decompress(packed).decode("utf-8", "surrogatepass").rsplit(_SEPARATOR, 2)
    title, *posts = terms.split("\n")
    return Texts(name, title, posts, frozenset(forms.split("\n")) if forms else frozenset())


def count_term(line: str, term: str) -> int:
    """How often a term occurs in a line of terms."""
    return line.count(f" {term} ")


def count_positions(line: str) -> int:
    """How many positions the terms of a line take."""
    return line.count("  ") + 1 if line else 0


def locate_leaf(lines: Sequence[str], leaf: Term | Phrase) -> dict[int, list[int]]:
    """Where a leaf begins: by line, the positions in it, in order."""
    if isinstance(leaf, Term):
        return _locate_term(lines, leaf.term)
    result = {}
    offsets = [offset for _, offset in leaf.terms]
    for number, line in enumerate(lines):
        held = find_positions(line, (term for term, _ in leaf.terms))
        starts = find_phrase([held[term] for term, _ in leaf.terms], offsets, leaf.slop) if held else []
        if starts:
            result[number] = [place[0] for place in starts]
    return result


def _locate_term(lines: Sequence[str], term: str) -> dict[int, list[int]]:
    sought, result = f" {term} ", dict[int, list[int]]()
    for number, line in enumerate(lines):
        at = line.find(sought)
        done = place = 0
        while at >= 0:
            # every place but the first of a line follows two spaces
            place += line.count("  ", done, at + 1)
            done = at + 1
            held = result.setdefault(number, [])
            if not held or held[-1] != place:
                held.append(place)
            at = line.find(sought, at + len(sought) - 1)
    return result


def find_positions(line: str, terms: Iterable[str]) -> dict[str, list[int]] | None:
    """The positions of each of `terms` in a line, in order; None when one of them is not in it."""
    result = {term: list[int]() for term in terms}
    if not all(f" {term} " in line for term in result):
        return None
    for at, place in enumerate(line[1:-1].split("  ")):
        for term in place.split(" \t ") if "\t" in place else (place,):
            if term in result:
                result[term].append(at)
    return result
