"""One segment of a Whoosh index, its posting lists and columns as arrays; and the vocabulary of all segments."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from functools import cached_property
from typing import Any, NamedTuple

import numpy as np

from unroller.search.matching import find_near_terms
from unroller.search.whoosh_engine.codec import Array, ArrayTermsReader, TermEntry

#: Fields that have postings. `STARTS` has one term, :data:`START`, at the positions at which a document's posts begin,
#: and at the one at which another would.
BODY, TITLE, FACTS, STARTS = "body", "title", "facts", "starts"
START = "start"
#: What is read of a segment once and for all, whatever of it is deleted.
KEPT = frozenset(
    {"moments", "ranks", "first_days", "last_days", "lengths", "total_lengths", "sorted_ranks", "values",
     "starts"}
)  # fmt: skip


class Postings(NamedTuple):
    """A term's documents in order, how often it is in each, and where: position after position, document by
    document."""

    ids: Array
    often: Array
    places: Array


class FacetValues(NamedTuple):
    """The values of a facet in a segment, and where the documents that have each begin among all that have any."""

    names: list[str]
    starts: Array
    ids: Array


class IndexSegment:
    """Documents ``0 … size-1``, some of them deleted."""

    def __init__(self, storage: Any, schema: Any, held: Any, before: IndexSegment | None = None) -> None:
        """`held` is Whoosh's description of the segment; `before` is the same with fewer documents deleted."""
        self.name: str = held.segment_id()
        self.codec_documents = held.codec().per_document_reader(storage, held)
        self.terms: ArrayTermsReader = held.codec().terms_reader(storage, held)
        self._schema = schema
        if before is not None:
            self.__dict__.update({name: known for name, known in before.__dict__.items() if name in KEPT})
        self.size: int = held.doc_count_all()
        self.alive = np.ones(self.size, bool)
        self.alive[sorted(held.deleted_docs())] = False
        self.live = int(self.alive.sum())

    def close(self) -> None:
        """Let go of the files."""
        self.terms.close()
        self.codec_documents.close()

    # -- columns --

    @cached_property
    def moments(self) -> Array:
        """When each document was published; 0 when unknown."""
        return self._column("moment", ">i8")

    @cached_property
    def ranks(self) -> Array:
        """Each document's id as a number: what breaks the last tie."""
        return self._column("rank", ">i8")

    @cached_property
    def sorted_ranks(self) -> Array:
        """The same in order, to see quickly whether an id can be here."""
        return np.sort(self.ranks)

    def has_rank(self, rank: int) -> bool:
        """Whether a document may be here whose id has this rank."""
        at = int(np.searchsorted(self.sorted_ranks, rank))
        return at < self.size and bool(self.sorted_ranks[at] == rank)

    @cached_property
    def first_days(self) -> Array:
        """The first day each document's date can mean; 0 when unknown."""
        return self._column("first_day", ">i4")

    @cached_property
    def last_days(self) -> Array:
        """The last day each document's date can mean; 0 when unknown."""
        return self._column("last_day", ">i4")

    @cached_property
    def lengths(self) -> dict[str, Array]:
        """How many terms each document's body and title have."""
        held = {BODY: "words", TITLE: "title_words"}
        return {field: self._column(name, ">i4").astype(np.float32) for field, name in held.items()}

    @cached_property
    def total_lengths(self) -> dict[str, int]:
        """How many terms all bodies and all titles have."""
        return {field: int(held.sum(dtype=np.int64)) for field, held in self.lengths.items()}

    def _column(self, name: str, kind: str) -> Array:
        """A column of numbers, read at once where its bytes can be had, else value by value."""
        column = self.codec_documents.column_reader(name, self._schema[name].column_type)
        native = np.dtype(kind).newbyteorder("=")
        values = np.zeros(self.size, native)
        try:
            held = np.frombuffer(column._dbfile.get(column._basepos, column._count * native.itemsize), kind)
            values[: len(held)] = held
        except (AttributeError, ValueError):
            values[:] = [column[number] for number in range(self.size)]
        return values

    def read_stored(self, number: int) -> tuple[str, str]:
        """A document's id and title."""
        held = self.codec_documents.stored_fields(number)
        return str(held["id"]), str(held["name"])

    # -- postings --

    def count_documents(self, field: str, term: str) -> int:
        """How many documents hold a term, deleted ones included."""
        entry = self.terms.find_entry(field, term.encode("utf-8"))
        return entry.number if entry else 0

    def read_postings(self, field: str, term: str) -> Postings:
        """A term's postings; deleted documents are in them."""
        entry = self.terms.find_entry(field, term.encode("utf-8")) or TermEntry(0, 0, 0, 0)
        held = slice(entry.first, entry.first + entry.number)
        return Postings(self.terms.ids[held], self.terms.often[held], self.terms.places[entry.place :][: entry.places])

    def find_holding(self, field: str, term: str) -> Array:
        """The documents that hold a term."""
        entry = self.terms.find_entry(field, term.encode("utf-8"))
        return self.terms.ids[entry.first : entry.first + entry.number] if entry else self.terms.ids[:0]

    def find_beginning(self, field: str, prefix: str) -> Array:
        """The documents that hold a term that begins so, one for each such term: they follow each other."""
        entry = self.terms.find_stretch(field, prefix.encode("utf-8")) if prefix else TermEntry(0, 0, 0, 0)
        return self.terms.ids[entry.first : entry.first + entry.number]

    @cached_property
    def starts(self) -> tuple[Array, Array, Array]:
        """The documents that have posts, where the positions of each begin among all, and the positions."""
        held = self.read_postings(STARTS, START)
        return held.ids, np.concatenate(([0], np.cumsum(held.often, dtype=np.int64))), held.places

    def get_post_starts(self, number: int) -> list[int]:
        """The positions at which a document's posts begin, and the one at which the next would."""
        ids, offsets, places = self.starts
        at = int(np.searchsorted(ids, number))
        if at == len(ids) or ids[at] != number:
            return []
        starts: list[int] = places[offsets[at] : offsets[at + 1]].tolist()
        return starts

    # -- terms --

    def iter_terms(self, field: str, prefix: str, most: int) -> Iterator[tuple[str, int]]:
        """Up to `most` terms that begin so, in order, each with the number of documents that hold it."""
        if not prefix:
            return
        for number, (term, entry) in enumerate(self.terms.iter_entries(field, prefix.encode("utf-8"))):
            if number >= most:
                break
            yield term.decode("utf-8"), entry.number

    def list_terms(self, field: str, letter: str) -> list[bytes]:
        """All terms that begin with a letter, in order."""
        return self.terms.list_terms(field, letter.encode("utf-8"))

    # -- facets --

    @cached_property
    def values(self) -> dict[str, FacetValues]:
        """By facet, its values, once read."""
        return {}

    def get_facet_values(self, facet: str) -> FacetValues:
        """A facet's values and who has them: the facts that begin with its name."""
        known = self.values.get(facet)
        if known is None:
            start = f"{facet}:".encode()
            names: list[str] = []
            firsts: list[int] = []
            for term, entry in self.terms.iter_entries(FACTS, start):
                names.append(term[len(start) :].decode("utf-8"))
                firsts.append(entry.first)
            begin = firsts[0] if firsts else 0
            ids = self.find_beginning(FACTS, f"{facet}:")
            known = self.values[facet] = FacetValues(names, np.array(firsts, np.int64) - begin, ids)
        return known


#: When segments with more threads than this share of all are new, their words are put together with the others.
NEW = 0.1


class Vocabulary:
    """Terms by field and first letter. Those of segments that are gone may stay: nothing has them."""

    def __init__(self) -> None:
        self._segments: Sequence[IndexSegment] = ()
        self._lines: dict[tuple[str, str], tuple[frozenset[str], str]] = {}
        self._near: dict[tuple[str, str], list[str]] = {}

    def follow(self, segments: Sequence[IndexSegment]) -> None:
        """Speak of these segments from now on."""
        self._segments = segments
        self._near.clear()

    def find_near(self, field: str, term: str) -> list[str]:
        """Terms within one edit, the same first letter, in order; some may occur in no thread any more."""
        if not term:
            return []
        if (field, term) not in self._near:
            known, lines = self._known(field, term[:1])
            terms = set(find_near_terms(lines, term))
            for segment in self._segments:
                if segment.name not in known:
                    terms.update(find_near_terms(_join_terms(segment.list_terms(field, term[:1])), term))
            self._near[field, term] = sorted(terms)
        return self._near[field, term]

    def _known(self, field: str, letter: str) -> tuple[frozenset[str], str]:
        """The terms that begin with a letter, a line each, and the names of the segments they are of."""
        held = self._lines.get((field, letter), (frozenset(), ""))
        new = sum(segment.size for segment in self._segments if segment.name not in held[0])
        if new > NEW * sum(segment.size for segment in self._segments):
            terms = {term for segment in self._segments for term in segment.list_terms(field, letter)}
            held = frozenset(segment.name for segment in self._segments), _join_terms(terms)
            self._lines[field, letter] = held
        return held


def _join_terms(terms: Iterable[bytes]) -> str:
    """As :func:`unroller.search.matching.join_lines`, of terms as they are in the index."""
    return b"".join((b"\n", b"\n".join(terms), b"\n")).decode("utf-8")
