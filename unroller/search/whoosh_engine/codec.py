"""Whoosh's own codec with the posting lists as plain arrays: reading a list is looking at it, not unpacking it.

A codec is where Whoosh lets one say how a segment stands on disk. Its own pickles and packs 128 postings at a time, and
that was most of the time of a build and of a query. Ours leaves the table of terms, the columns and the stored fields
as they are, and keeps three files of numbers beside them: for every posting its document (``.ids``) and how often the
term stands there (``.frq``), and for every occurrence its position (``.pos``). Fields, and within a field its terms,
follow each other in order, so all terms with one beginning are one stretch.

The import path of :class:`ArrayCodec` is pickled into every index: it never moves.
"""

from __future__ import annotations

import mmap
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from struct import Struct
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray
from whoosh.codec.whoosh3 import W3Codec, W3FieldWriter, W3TermsReader
from whoosh.filedb import filetables
from whoosh.matching import ListMatcher
from whoosh.reading import TermInfo, TermNotFound

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
        """Write what :class:`unroller.search.whoosh_engine.postings.PostingsBuilder` holds."""
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
        """The names of the fields that have postings, in the order they stand in."""
        return list(self._fieldunmap)

    @property
    def wide(self) -> bool:
        """Whether its positions take more than sixteen bits."""
        return bool(self.places.dtype.itemsize > 2)

    def entry(self, field: str, term: bytes) -> TermEntry | None:
        """Where a term's postings are; None when it has none."""
        for at, _ in self._tindex.ranges_for_key(self._keycoder(field, term)):
            return TermEntry._make(_ENTRY.unpack(self._dbfile.get(at, _ENTRY.size)))
        return None

    def stretch(self, field: str, start: bytes) -> TermEntry:
        """Where the postings of all terms are that begin so."""
        begin, end = self._reach(field, start)
        if begin is None:
            return TermEntry(0, 0, 0, 0)
        first = self._entry_at(begin)
        after = TermEntry(len(self.ids), 0, len(self.places), 0) if end is None else self._entry_at(end)
        return TermEntry(first.first, after.first - first.first, first.place, after.place - first.place)

    def table(self, field: str, start: bytes) -> Iterator[tuple[bytes, TermEntry]]:
        """The terms of a field that begin so, in order, with their entries. The table is read in one piece."""
        begin, end = self._reach(field, start)
        if begin is None:
            return
        data = self._dbfile.get(begin, (end or self._tindex.endofdata) - begin)
        at, lengths, entry = 0, _LENGTHS, _ENTRY
        while at < len(data):
            key, value = lengths.unpack_from(data, at)
            at += lengths.size
            yield bytes(data[at + 2 : at + key]), TermEntry._make(entry.unpack_from(data, at + key))
            at += key + value

    def names(self, field: str, start: bytes) -> list[bytes]:
        """The terms of a field that begin so, in order, alone: several times as quick."""
        begin, end = self._reach(field, start)
        if begin is None:
            return []
        data = bytes(self._dbfile.get(begin, (end or self._tindex.endofdata) - begin))
        found, at, unpack, size = [], 0, _LENGTHS.unpack_from, len(data)
        while at < size:
            key, value = unpack(data, at)
            at += 8 + key
            found.append(data[at - key + 2 : at])
            at += value
        return found

    def _reach(self, field: str, start: bytes) -> tuple[int | None, int | None]:
        """From where to where the entries of these terms stand; None where there are none, or no more."""
        first = self._keycoder(field, start)
        begin = self._tindex.closest_key_pos(first)
        if begin is None or self._tindex.key_at(begin)[: len(first)] != first:
            return None, None
        return begin, self._tindex.closest_key_pos(first + b"\xff")

    def _entry_at(self, position: int) -> TermEntry:
        _, at, _ = self._tindex.key_and_range_at(position)
        return TermEntry._make(_ENTRY.unpack(self._dbfile.get(at, _ENTRY.size)))

    # -- for Whoosh itself --

    def term_info(self, fieldname: str, tbytes: bytes) -> TermInfo:
        """What Whoosh wants to know of a term."""
        entry = self.entry(fieldname, tbytes)
        if entry is None:
            raise TermNotFound(f"no term {fieldname}:{tbytes!r}")
        ids = self.ids[entry.first : entry.first + entry.number]
        return TermInfo(weight=entry.places, df=entry.number, minid=int(ids[0]), maxid=int(ids[-1]))

    def items_from(self, fieldname: str, prefix: bytes) -> Iterator[tuple[tuple[str, bytes], TermInfo]]:
        """The terms of a field from one on."""
        for term, _ in self.table(fieldname, b""):
            if term >= prefix:
                yield (fieldname, term), self.term_info(fieldname, term)

    def items(self) -> Iterator[tuple[tuple[str, bytes], TermInfo]]:
        """All terms."""
        for field in self._fieldunmap:
            yield from self.items_from(field, b"")

    def frequency(self, fieldname: str, tbytes: bytes) -> float:
        """How often a term stands in the segment."""
        entry = self.entry(fieldname, tbytes)
        return float(entry.places) if entry else 0.0

    def doc_frequency(self, fieldname: str, tbytes: bytes) -> int:
        """How many documents hold a term."""
        entry = self.entry(fieldname, tbytes)
        return entry.number if entry else 0

    def matcher(self, fieldname: str, tbytes: bytes, format_: Any, scorer: Any = None) -> ListMatcher:
        """A term's documents as Whoosh goes through them."""
        info = self.term_info(fieldname, tbytes)
        entry = self.entry(fieldname, tbytes) or TermEntry(0, 0, 0, 0)
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
