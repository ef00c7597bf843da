"""One segment of a Whoosh index, read the way our evaluation wants it: whole posting lists, columns as arrays."""

from __future__ import annotations

import sys
from array import array
from collections import Counter
from collections.abc import Callable, Iterator, Sequence, Set
from functools import cached_property
from itertools import chain, islice
from struct import Struct
from typing import Any

from whoosh.reading import SegmentReader, TermNotFound

from unroller.search.matching import as_lines, near_among
from unroller.search.whoosh_engine.postings import in_table, position

#: A block of postings: document numbers in order, and functions that give the weight and the packed positions of each.
Block = tuple[Sequence[int], Callable[[], Sequence[float]], Callable[[], Sequence[bytes]]]

#: Before each entry of a table of terms: the bytes of its key and of its value.
_LENGTHS = Struct("!ii")
#: Documents whose tables of positions are kept unpacked, a few kilobytes each.
TABLES = 2_000
#: What is read of a segment once and for all, whatever of it is deleted.
COLUMNS = frozenset({"moments", "ranks", "first_days", "last_days", "lengths", "total_lengths", "facets", "initials"})


class Segment:
    """Documents ``0 … size-1``, some of them deleted. Posting lists are read once and kept while a query runs."""

    def __init__(self, reader: SegmentReader, before: Segment | None = None) -> None:
        """`before` is the same segment with fewer documents deleted: its columns are these."""
        self._reader = reader
        if before is not None:
            self.__dict__.update({name: held for name, held in before.__dict__.items() if name in COLUMNS})
        self._tables: dict[int, array[int]] = {}
        self._whole_counts: dict[str, Counter[str]] = {}
        self.size: int = reader.doc_count_all()
        self.live: int = reader.doc_count()
        self.deleted: frozenset[int] = frozenset(
            number for number in range(self.size) if reader.is_deleted(number)
        ) if reader.has_deletions() else frozenset()  # fmt: skip

    def close(self) -> None:
        """Let go of the files."""
        self._reader.close()

    @cached_property
    def moments(self) -> array[int]:
        """When each document was published; 0 when unknown."""
        return self._column("moment", "q")

    @cached_property
    def ranks(self) -> array[int]:
        """Each document's id as a number: what breaks the last tie."""
        return self._column("rank", "q")

    @cached_property
    def first_days(self) -> array[int]:
        """The first day each document's date can mean; 0 when unknown."""
        return self._column("first_day", "i")

    @cached_property
    def last_days(self) -> array[int]:
        """The last day each document's date can mean; 0 when unknown."""
        return self._column("last_day", "i")

    @cached_property
    def lengths(self) -> dict[str, array[int]]:
        """How many terms each document's body and title have."""
        return {"body": self._column("words", "i"), "title": self._column("title_words", "i")}

    @cached_property
    def total_lengths(self) -> dict[str, int]:
        """How many terms all bodies and all titles have."""
        return {field: sum(held) for field, held in self.lengths.items()}

    def _column(self, name: str, code: str) -> array[int]:
        """A column of numbers, read at once where its bytes can be had, else value by value."""
        column = self._reader.column_reader(name, translate=False)
        try:
            held = array(code, column._dbfile.get(column._basepos, column._count * array(code).itemsize))
            if sys.byteorder == "little":
                held.byteswap()
            held.extend([0] * (self.size - len(held)))
        except (AttributeError, ValueError):
            held = array(code, (column[number] for number in range(self.size)))
        return held

    @cached_property
    def facets(self) -> dict[str, list[tuple[str, ...]]]:
        """By field, the values that each document is counted by. Equal ones are one object, as most are."""
        column = self._reader.column_reader("facets", translate=False)
        found: dict[str, list[tuple[str, ...]]] = {}
        known: dict[tuple[str, ...], tuple[str, ...]] = {}
        read: dict[bytes, tuple[str, str]] = {}
        for number in range(self.size):
            held: dict[str, list[str]] = {}
            for packed in column[number].split(b"\n"):
                pair = read.get(packed)
                if pair is None:
                    field, _, value = packed.decode("utf-8").partition(":")
                    pair = read[packed] = field, value
                held.setdefault(pair[0], []).append(pair[1])
            for field, values in held.items():
                row = tuple(values)
                if field not in found:
                    found[field] = [()] * self.size
                found[field][number] = known.setdefault(row, row)
        return found

    def counts(self, field: str, among: Set[int]) -> Counter[str]:
        """How many documents of `among` have each value of a field."""
        rows = self.facets.get(field)
        if rows is None:
            return Counter()
        if len(among) < self.size:
            return Counter(chain.from_iterable(map(rows.__getitem__, among)))
        if field not in self._whole_counts:
            self._whole_counts[field] = Counter(chain.from_iterable(rows))
        return self._whole_counts[field]

    def stored(self, number: int) -> tuple[str, str, list[int]]:
        """A document's id, its title, and the positions at which its posts begin."""
        held = self._reader.stored_fields(number)
        return str(held["id"]), str(held["name"]), list(held["starts"])

    def frequency(self, field: str, term: str) -> int:
        """How many documents hold a term, deleted ones included."""
        return int(self._reader.doc_frequency(field, term))

    def blocks(self, field: str, term: str) -> Iterator[Block]:
        """The posting list of a term in blocks; deleted documents are in it."""
        try:
            matcher = self._reader.postings(field, term)
        except TermNotFound:
            return
        yield from _blocks(getattr(matcher, "child", matcher))  # without the filter of deleted documents: that is ours

    def postings(self, field: str, term: str) -> tuple[list[int], list[float]]:
        """Document numbers and weights of a term."""
        ids: list[int] = []
        weights: list[float] = []
        for block_ids, block_weights, _ in self.blocks(field, term):
            ids += block_ids
            weights += block_weights()
        return ids, weights

    def values(self, field: str, term: str, among: Set[int] | None) -> dict[int, bytes]:
        """The posting values of a term in each document of `among`, or in all, that holds it."""
        found: dict[int, bytes] = {}
        if among is not None and not among:
            return found
        first, last = (min(among), max(among)) if among else (0, self.size)
        for ids, _, values in self.blocks(field, term):
            if ids[0] > last:
                break
            if ids[-1] < first:
                continue
            if among is None:
                found.update(zip(ids, values(), strict=True))
            elif wanted := [place for place, number in enumerate(ids) if number in among]:
                packed = values()
                for place in wanted:
                    found[ids[place]] = packed[place]
        return found

    def positions(self, field: str, term: str, among: Set[int]) -> dict[int, list[int]]:
        """Where a term stands in each document of `among` that holds it."""
        return {number: self.places(number, value) for number, value in self.values(field, term, among).items()}

    def places(self, number: int, value: bytes) -> list[int]:
        """Where a term stands in a document, of which it has this posting value."""
        at = in_table(value)
        if at is None:
            return [position(value)]
        if number not in self._tables:
            if len(self._tables) > TABLES:
                self._tables.clear()
            table = array("I")
            table.frombytes(self._table_column[number])
            self._tables[number] = table
        table = self._tables[number]
        return table[at + 1 : at + 1 + table[at]].tolist()

    @cached_property
    def _table_column(self) -> Any:
        return self._reader.column_reader("table", translate=False)

    def expand(self, field: str, prefix: str, most: int) -> list[str]:
        """Up to `most` terms that begin so."""
        if not prefix:
            return []
        return [term.decode("utf-8") for term in islice(self._reader.expand_prefix(field, prefix), most)]

    def beginning(self, field: str, prefix: str, most: int) -> tuple[set[int], bool]:
        """The documents that hold a term that begins so; and whether all such terms were looked at, not just `most`.

        Read in the order of the terms, which is far quicker than looking up each.
        """
        found: set[int] = set()
        start = prefix.encode()
        for count, ((name, term), info) in enumerate(self._reader.iter_from(field, prefix)):
            if name != field or not term.startswith(start):
                break
            if count >= most:
                return found, False
            if getattr(info, "_inlined", None):  # the one document of a term that only one holds
                found.update(info.inlined_postings()[0])
            else:
                for ids, _, _ in _blocks(self._matcher(field, term, info)):
                    found.update(ids)
        return found, True

    def _matcher(self, field: str, term: bytes, info: Any) -> Any:
        """The posting list of a term whose entry was just read, without looking it up again where that can be done."""
        try:
            terms = self._reader._terms
            return terms._codec.postings_reader(terms._postfile, info, self._reader.schema[field].format)
        except AttributeError:
            matcher = self._reader.postings(field, term.decode())
            return getattr(matcher, "child", matcher)

    def near(self, field: str, term: str) -> list[str]:
        """Terms within one edit, the same first letter."""
        return near_among(self._beginning_with(field, term[:1]), term) if term else []

    def _beginning_with(self, field: str, letter: str) -> str:
        """All terms that begin with a letter, a line each; kept, as people mistype the same words."""
        known = self.initials.get((field, letter))
        if known is None:
            known = self.initials[field, letter] = as_lines(self._read_terms(field, letter.encode("utf-8")))
        return known

    @cached_property
    def initials(self) -> dict[tuple[str, str], str]:
        """By field and first letter, what was read of the terms."""
        return {}

    def _read_terms(self, field: str, start: bytes) -> Iterator[str]:
        """The terms that begin so, read in one piece where the table of terms shows where they are."""
        try:
            terms = self._reader._terms
            table, first = terms._tindex, terms._keycoder(field, start)
            begin, end = table.closest_key_pos(first), table.closest_key_pos(first + b"\xff")
            data = table.dbfile.get(begin, (end or table.endofdata) - begin) if begin is not None else b""
            before = len(first) - len(start)
        except AttributeError:
            yield from self.expand(field, start.decode("utf-8"), sys.maxsize)
            return
        at, lengths = 0, _LENGTHS
        while at < len(data):
            key, value = lengths.unpack_from(data, at)
            at += lengths.size
            yield data[at + before : at + key].decode("utf-8")
            at += key + value


def _blocks(matcher: Any) -> Iterator[Block]:
    if hasattr(matcher, "_next_block") and hasattr(matcher, "_read_ids"):
        return _whole_blocks(matcher)
    return _one_by_one(matcher)


def _whole_blocks(matcher: Any) -> Iterator[Block]:
    while matcher.is_active():
        matcher._read_ids()

        def weights(held: Any = matcher) -> Sequence[float]:
            held._read_weights()
            read: Sequence[float] = held._weights
            return read

        def values(held: Any = matcher) -> Sequence[bytes]:
            held._read_values()
            packed: Sequence[bytes] = held._values
            return packed

        yield matcher._ids, weights, values
        matcher._next_block()


def _one_by_one(matcher: Any) -> Iterator[Block]:
    ids: list[int] = []
    weights: list[float] = []
    packed: list[bytes] = []
    while matcher.is_active():
        ids.append(matcher.id())
        weights.append(matcher.weight())
        packed.append(matcher.value())
        matcher.next()
    if ids:
        yield ids, lambda: weights, lambda: packed
