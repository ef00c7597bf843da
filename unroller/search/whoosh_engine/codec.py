"""Whoosh codec with posting lists as plain arrays: reading a list is looking at it, not unpacking it.

A codec defines the format of a segment on disk. Whoosh's own pickles and packs 128 postings at a time, and
that was most of the time of a build and of a query. Ours leaves the table of terms, the columns and the stored fields
as they are, and keeps three files of numbers beside them: for every posting its document (``.ids``) and how often the
term occurs there (``.frq``), and for every occurrence its position (``.pos``). Fields, and within a field its terms,
follow each other in order, so all terms with one beginning are one stretch.

The import path of :class:`ArrayCodec` is pickled into every index: it never moves.

:class:`PostingsBuilder` gathers what is written, from documents or from segments that become one.
"""

from __future__ import annotations

import mmap
from array import array
from collections.abc import Iterable, Iterator, Sequence
from heapq import merge
from itertools import groupby
from operator import itemgetter
from pathlib import Path
from struct import Struct
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray
from whoosh.codec.whoosh3 import W3Codec, W3FieldWriter, W3TermsReader
from whoosh.filedb import filetables
from whoosh.matching import ListMatcher
from whoosh.reading import TermInfo, TermNotFound

from unroller.search.analysis import Token

Array = NDArray[Any]

#: A term's first posting and how many it has, its first position and how many it has.
_ENTRY = Struct("<IIQQ")
#: Before each entry of a table of terms: the bytes of its key and of its value.
_LENGTHS = Struct("!ii")
#: A file up to this size is read, a larger one mapped.
_READ_BYTES = 64 * 1024
_IDS, _OFTEN, _PLACES = ".ids", ".frq", ".pos"


class TermEntry(NamedTuple):
    """Where a term's postings and positions are."""

    first: int
    number: int
    place: int
    places: int


class TermBlock(NamedTuple):
    """Terms of one field, in order, with their postings.

    `counts` and `totals` say how many postings and positions each term has; `ids` and `often` are those of all
    postings, `places` all positions.
    """

    field: str
    terms: Sequence[bytes]
    counts: Array
    totals: Array
    ids: Array
    often: Array
    places: Array


class PostingBlocks(NamedTuple):
    """All of a segment's postings: `blocks` in order of fields and terms, for so many documents.

    `wide`: a position or a number of occurrences needs more than sixteen bits.
    """

    documents: int
    wide: bool
    blocks: Iterable[TermBlock]


class ArrayCodec(W3Codec):  # type: ignore[misc]  # Whoosh is untyped
    """What Whoosh asks how to write and read the postings of a segment."""

    length_stats = False  # lengths are columns of ours

    def field_writer(self, storage: Any, segment: Any) -> ArrayFieldWriter:
        """The writer of a new segment's postings."""
        return ArrayFieldWriter(self, storage, segment)

    def terms_reader(self, storage: Any, segment: Any) -> ArrayTermsReader:
        """The reader of a segment's postings."""
        return ArrayTermsReader(self, storage, segment)


class ArrayFieldWriter(W3FieldWriter):  # type: ignore[misc]
    """Writes a segment's postings: all at once, from :class:`PostingBlocks`."""

    def __init__(self, codec: ArrayCodec, storage: Any, segment: Any) -> None:
        self._codec, self._storage, self._segment = codec, storage, segment
        self._tindex = filetables.OrderedHashWriter(self._create_file(W3Codec.TERMS_EXT))
        self._files = [self._create_file(ending) for ending in (_IDS, _OFTEN, _PLACES)]
        self._written = [0, 0]
        self.is_closed = False

    def add_postings(self, _schema: Any, _lengths: Any, blocks: PostingBlocks) -> None:
        """Write what :class:`unroller.search.whoosh_engine.codec.PostingsBuilder` holds."""
        fields = self._tindex.extras["fieldmap"] = dict[str, int]()
        narrow = np.dtype("<u4" if blocks.wide else "<u2")
        kinds = (np.dtype("<u4" if blocks.documents > 1 << 16 else "<u2"), narrow, narrow)
        self._tindex.extras["kinds"] = tuple(kind.str for kind in kinds)
        for block in blocks.blocks:
            number = fields.setdefault(block.field, len(fields))
            self._terms(number.to_bytes(2, "big"), block)
            for file, kind, values in zip(self._files, kinds, (block.ids, block.often, block.places), strict=True):
                file.write(values.astype(kind).tobytes())

    def _terms(self, key: bytes, block: TermBlock) -> None:
        first, place = self._written
        add, pack = self._tindex.add, _ENTRY.pack
        for term, count, places in zip(block.terms, block.counts.tolist(), block.totals.tolist(), strict=True):
            add(key + term, pack(first, count, place, places))
            first += count
            place += places
        self._written = [first, place]

    def close(self) -> None:
        """Finish the files."""
        self._tindex.extras.setdefault("fieldmap", {})
        self._tindex.extras.setdefault("kinds", ("<u2", "<u2", "<u2"))
        self._tindex.close()
        for file in self._files:
            file.close()
        self.is_closed = True


class ArrayTermsReader(W3TermsReader):  # type: ignore[misc]
    """Reads a segment's postings: as arrays for us, as Whoosh's matchers for Whoosh."""

    def __init__(self, codec: ArrayCodec, storage: Any, segment: Any) -> None:
        name = segment.make_filename(W3Codec.TERMS_EXT)
        self._codec = codec
        self._dbfile = storage.open_file(name)
        self._tindex = filetables.OrderedHashReader(self._dbfile, storage.file_length(name))
        self._fieldmap: dict[str, int] = self._tindex.extras["fieldmap"]
        self._fieldunmap = sorted(self._fieldmap, key=self._fieldmap.__getitem__)
        folder = Path(storage.folder)
        self.ids, self.often, self.places = (
            _open_numbers(folder / segment.make_filename(ending), kind)
            for ending, kind in zip((_IDS, _OFTEN, _PLACES), self._tindex.extras["kinds"], strict=True)
        )

    @property
    def fields(self) -> list[str]:
        """The names of the fields that have postings, in the order of the files."""
        return list(self._fieldunmap)

    @property
    def wide(self) -> bool:
        """Whether its positions take more than sixteen bits."""
        return bool(self.places.dtype.itemsize > 2)

    def find_entry(self, field: str, term: bytes) -> TermEntry | None:
        """Where a term's postings are; None when it has none."""
        for at, _ in self._tindex.ranges_for_key(self._keycoder(field, term)):
            return TermEntry._make(_ENTRY.unpack(self._dbfile.get(at, _ENTRY.size)))
        return None

    def find_stretch(self, field: str, start: bytes) -> TermEntry:
        """Where the postings of all terms are that begin so."""
        begin, end = self._find_range(field, start)
        if begin is None:
            return TermEntry(0, 0, 0, 0)
        first = self._read_entry(begin)
        after = TermEntry(len(self.ids), 0, len(self.places), 0) if end is None else self._read_entry(end)
        return TermEntry(first.first, after.first - first.first, first.place, after.place - first.place)

    def iter_entries(self, field: str, start: bytes) -> Iterator[tuple[bytes, TermEntry]]:
        """The terms of a field that begin so, in order, with their entries. The table is read in one piece."""
        begin, end = self._find_range(field, start)
        if begin is None:
            return
        data = self._dbfile.get(begin, (end or self._tindex.endofdata) - begin)
        at, lengths, entry = 0, _LENGTHS, _ENTRY
        while at < len(data):
            key, value = lengths.unpack_from(data, at)
            at += lengths.size
            yield bytes(data[at + 2 : at + key]), TermEntry._make(entry.unpack_from(data, at + key))
            at += key + value

    def list_terms(self, field: str, start: bytes) -> list[bytes]:
        """The terms of a field that begin so, in order, alone: several times as quick."""
        begin, end = self._find_range(field, start)
        if begin is None:
            return []
        data = bytes(self._dbfile.get(begin, (end or self._tindex.endofdata) - begin))
        terms, at, unpack, size = [], 0, _LENGTHS.unpack_from, len(data)
        while at < size:
            key, value = unpack(data, at)
            at += 8 + key
            terms.append(data[at - key + 2 : at])
            at += value
        return terms

    def _find_range(self, field: str, start: bytes) -> tuple[int | None, int | None]:
        """The first and the last offset of the entries of these terms; None where there are none, or no more."""
        first = self._keycoder(field, start)
        begin = self._tindex.closest_key_pos(first)
        if begin is None or self._tindex.key_at(begin)[: len(first)] != first:
            return None, None
        return begin, self._tindex.closest_key_pos(first + b"\xff")

    def _read_entry(self, position: int) -> TermEntry:
        _, at, _ = self._tindex.key_and_range_at(position)
        return TermEntry._make(_ENTRY.unpack(self._dbfile.get(at, _ENTRY.size)))

    # -- for Whoosh itself --

    def term_info(self, fieldname: str, tbytes: bytes) -> TermInfo:
        """What Whoosh wants to know of a term."""
        entry = self.find_entry(fieldname, tbytes)
        if entry is None:
            raise TermNotFound(f"no term {fieldname}:{tbytes!r}")
        ids = self.ids[entry.first : entry.first + entry.number]
        return TermInfo(weight=entry.places, df=entry.number, minid=int(ids[0]), maxid=int(ids[-1]))

    def items_from(self, fieldname: str, prefix: bytes) -> Iterator[tuple[tuple[str, bytes], TermInfo]]:
        """The terms of a field from one on."""
        for term, _ in self.iter_entries(fieldname, b""):
            if term >= prefix:
                yield (fieldname, term), self.term_info(fieldname, term)

    def items(self) -> Iterator[tuple[tuple[str, bytes], TermInfo]]:
        """All terms."""
        for field in self._fieldunmap:
            yield from self.items_from(field, b"")

    def frequency(self, fieldname: str, tbytes: bytes) -> float:
        """How often a term occurs in the segment."""
        entry = self.find_entry(fieldname, tbytes)
        return float(entry.places) if entry else 0.0

    def doc_frequency(self, fieldname: str, tbytes: bytes) -> int:
        """How many documents hold a term."""
        entry = self.find_entry(fieldname, tbytes)
        return entry.number if entry else 0

    def matcher(self, fieldname: str, tbytes: bytes, format_: Any, scorer: Any = None) -> ListMatcher:
        """A term's documents as Whoosh goes through them."""
        info = self.term_info(fieldname, tbytes)
        entry = self.find_entry(fieldname, tbytes) or TermEntry(0, 0, 0, 0)
        stretch = slice(entry.first, entry.first + entry.number)
        ids, often = self.ids[stretch].tolist(), self.often[stretch].astype(float).tolist()
        return ListMatcher(ids, often, None, format_, scorer=scorer, term=(fieldname, tbytes), terminfo=info)

    def close(self) -> None:
        """Let go of the files."""
        self._tindex.close()
        self.ids = self.often = self.places = np.empty(0, "<u2")


def _open_numbers(path: Path, kind: str) -> Array:
    """A file of numbers, mapped when it is large."""
    with path.open("rb") as file:
        size = path.stat().st_size
        held = file.read() if size <= _READ_BYTES else mmap.mmap(file.fileno(), size, access=mmap.ACCESS_READ)
    return np.frombuffer(held, np.dtype(kind))


#: Terms, and occurrences of them, that are made ready at once.
TERMS, OCCURRENCES = 20_000, 500_000
#: A document in the upper half of a number, a position in the lower.
_SHIFT = 32
_LOWER = (1 << _SHIFT) - 1


class PostingsBuilder:
    """Replaces Whoosh's pool of postings, and holds them by term instead of sorting them one by one."""

    def __init__(self) -> None:
        self._fields: dict[str, dict[str, array[int]]] = {}
        self._sources: list[tuple[ArrayTermsReader, Array]] = []
        self._documents = 0
        self._last = 0

    def add(self, item: tuple[str, bytes, int, float, bytes]) -> None:
        """One posting, as Whoosh's writer gives those of its own fields."""
        self.put(item[0], item[2], (item[1].decode("utf-8"),))

    def put(self, field: str, number: int, terms: Iterable[str], position: int = 0) -> None:
        """Terms of a document, all at one position."""
        held = self._fields.setdefault(field, {})
        place = number << _SHIFT | position
        self._documents, self._last = max(self._documents, number + 1), max(self._last, position)
        for term in terms:
            if term in held:
                held[term].append(place)
            else:
                held[term] = array("Q", (place,))

    def put_text(self, field: str, number: int, tokens: Sequence[Token], start: int) -> None:
        """A text's terms, at their positions counted from `start`."""
        held = self._fields.setdefault(field, {})
        base = (number << _SHIFT) + start
        for token in tokens:
            term = token.term
            if term in held:
                held[term].append(base + token.position)
            else:
                held[term] = array("Q", (base + token.position,))
        if tokens:
            self._documents, self._last = max(self._documents, number + 1), max(self._last, start + tokens[-1].position)

    def add_segment(self, reader: ArrayTermsReader, numbers: Array) -> None:
        """All postings of another segment, whose documents get these `numbers`; those with one below 0 are left out."""
        self._sources.append((reader, numbers))
        self._documents = max(self._documents, int(numbers.max(initial=-1)) + 1)

    def iter_postings(self) -> PostingBlocks:
        """All of it in order, as the field writer takes it."""
        wide = self._last >= 1 << 16 or any(reader.wide for reader, _ in self._sources)
        return PostingBlocks(
            self._documents, wide, _merge_segments(self._sources) if self._sources else self._iter_blocks()
        )

    def cleanup(self) -> None:
        """Let go of the segments that were taken."""
        for reader, _ in self._sources:
            reader.close()
        self._sources = []

    def _iter_blocks(self) -> Iterator[TermBlock]:
        for field in sorted(self._fields):
            held = self._fields.pop(field)
            terms = sorted(held)
            for first in range(0, len(terms), TERMS):
                some = terms[first : first + TERMS]
                lists = [held.pop(term) for term in some]
                flat = np.frombuffer(b"".join(lists), np.uint64)
                totals = np.fromiter(map(len, lists), np.int64, len(lists))
                yield _build_block(field, [term.encode("utf-8") for term in some], totals, flat)


def _build_block(field: str, terms: Sequence[bytes], totals: Array, flat: Array) -> TermBlock:
    """Occurrences, term by term in order, as postings."""
    documents, places = (flat >> _SHIFT).astype(np.uint32), (flat & _LOWER).astype(np.uint32)
    starts = np.concatenate(([0], np.cumsum(totals)))
    new = np.ones(len(flat), bool)
    new[1:] = documents[1:] != documents[:-1]
    new[starts[:-1]] = True
    first = np.flatnonzero(new)
    often = np.diff(np.append(first, len(flat)))
    counts = np.diff(np.searchsorted(first, starts))
    return TermBlock(field, terms, counts, totals, documents[first], often, places)


# -- segments that become one --

SegmentTerm = tuple[bytes, int, TermEntry]  # a term, the number of a segment, where its postings are there


def _merge_segments(taken: Sequence[tuple[ArrayTermsReader, Array]]) -> Iterator[TermBlock]:
    fields = sorted({field for reader, _ in taken for field in reader.fields})
    for field in fields:
        tables = (_iter_terms(reader, number, field) for number, (reader, _) in enumerate(taken))
        waiting: list[list[SegmentTerm]] = []
        occurrences = 0
        for _, group in groupby(merge(*tables), key=itemgetter(0)):
            pieces = list(group)
            waiting.append(pieces)
            occurrences += sum(piece[2].places for piece in pieces)
            if occurrences >= OCCURRENCES or len(waiting) >= TERMS:
                yield _join_postings(field, waiting, taken)
                waiting, occurrences = [], 0
        if waiting:
            yield _join_postings(field, waiting, taken)


def _iter_terms(reader: ArrayTermsReader, number: int, field: str) -> Iterator[SegmentTerm]:
    return ((term, number, entry) for term, entry in reader.iter_entries(field, b""))


def _join_postings(
    field: str, groups: Sequence[Sequence[SegmentTerm]], taken: Sequence[tuple[ArrayTermsReader, Array]]
) -> TermBlock:
    """The postings of some terms, segment after segment, without the documents that are left out."""
    ids: list[Any] = []
    often: list[Any] = []
    places: list[Any] = []
    for pieces in groups:
        for _, number, (first, count, place, total) in pieces:
            reader, numbers = taken[number]
            ids.append(numbers[reader.ids[first : first + count]])
            often.append(reader.often[first : first + count])
            places.append(reader.places[place : place + total])
    flat, times, at = np.concatenate(ids), np.concatenate(often).astype(np.int64), np.concatenate(places)
    kept = flat >= 0
    starts = np.cumsum([0, *(sum(piece[2].number for piece in pieces) for pieces in groups)])[:-1]
    counts = np.add.reduceat(kept.astype(np.int64), starts)
    totals = np.add.reduceat(np.where(kept, times, 0), starts)
    if not kept.all():
        at = at[np.repeat(kept, times)]
        flat, times = flat[kept], times[kept]
    there = counts > 0
    terms = [pieces[0][0] for pieces, held in zip(groups, there.tolist(), strict=True) if held]
    return TermBlock(field, terms, counts[there], totals[there], flat, times, at)
