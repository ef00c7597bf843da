"""What is to be written of a segment's postings: gathered from documents, or taken from segments that become one."""

from __future__ import annotations

from array import array
from collections.abc import Iterable, Iterator, Sequence
from heapq import merge
from itertools import groupby
from typing import Any

import numpy as np

from unroller.search.analysis import Token
from unroller.search.whoosh_engine.codec import Array, ArrayTermsReader, PostingBlocks, TermBlock, TermEntry

#: Terms, and occurrences of them, that are made ready at once.
TERMS, OCCURRENCES = 20_000, 500_000
#: A document in the upper half of a number, a position in the lower.
_SHIFT = 32
_LOWER = (1 << _SHIFT) - 1


class PostingsBuilder:
    """Stands in the place of Whoosh's pool of postings, and holds them by term instead of sorting them one by one."""

    def __init__(self) -> None:
        self._fields: dict[str, dict[str, array[int]]] = {}
        self._taken: list[tuple[ArrayTermsReader, Array]] = []
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

    def take(self, reader: ArrayTermsReader, numbers: Array) -> None:
        """All postings of another segment, whose documents get these `numbers`; those with one below 0 are left out."""
        self._taken.append((reader, numbers))
        self._documents = max(self._documents, int(numbers.max(initial=-1)) + 1)

    def iter_postings(self) -> PostingBlocks:
        """All of it in order, as the field writer takes it."""
        wide = self._last >= 1 << 16 or any(reader.wide for reader, _ in self._taken)
        return PostingBlocks(self._documents, wide, _merge_segments(self._taken) if self._taken else self._gathered())

    def cleanup(self) -> None:
        """Let go of the segments that were taken."""
        for reader, _ in self._taken:
            reader.close()
        self._taken = []

    def _gathered(self) -> Iterator[TermBlock]:
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
        for _, group in groupby(merge(*tables), key=_get_term):
            pieces = list(group)
            waiting.append(pieces)
            occurrences += sum(piece[2].places for piece in pieces)
            if occurrences >= OCCURRENCES or len(waiting) >= TERMS:
                yield _join_postings(field, waiting, taken)
                waiting, occurrences = [], 0
        if waiting:
            yield _join_postings(field, waiting, taken)


def _get_term(piece: SegmentTerm) -> bytes:
    return piece[0]


def _iter_terms(reader: ArrayTermsReader, number: int, field: str) -> Iterator[SegmentTerm]:
    return ((term, number, entry) for term, entry in reader.table(field, b""))


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
