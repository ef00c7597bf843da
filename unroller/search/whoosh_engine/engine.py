"""Whoosh as an engine: segments, the table of terms, columns and stored fields are its; posting lists, scoring, boolean
logic and phrases are ours.

One document a thread. The body is not stored: it is in the archive. Set up as measured: ``compound=False`` (a reader
opens in milliseconds instead of copying every segment to the heap), small commits without a merge, merges by tiers.
Only what Whoosh 2.7.4 and its continuations have in common is used.
"""

from __future__ import annotations

import shutil
from collections import defaultdict
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any

import numpy as np
from whoosh import columns, fields, formats
from whoosh.filedb.filestore import FileStorage
from whoosh.index import TOC, FileIndex
from whoosh.reading import SegmentReader

from unroller.search.documents import Document
from unroller.search.engine import FacetField, Facets, Found
from unroller.search.tree import Node, Sort
from unroller.search.whoosh_engine.codec import ArrayCodec, ArrayTermsReader
from unroller.search.whoosh_engine.counting import Counter
from unroller.search.whoosh_engine.evaluate import Evaluation
from unroller.search.whoosh_engine.gathering import Gathering
from unroller.search.whoosh_engine.ranking import rank
from unroller.search.whoosh_engine.segments import BODY, FACTS, START, STARTS, TITLE, Segment

#: So many segments of about the same size become one.
TIER = 12
#: The fields that have postings of ours; Whoosh is not given their texts.
_POSTED = (BODY, TITLE, FACTS, STARTS)
_NAME = "MAIN"


def _schema() -> fields.Schema:
    return fields.Schema(
        id=fields.ID(stored=True),
        name=fields.STORED(),
        rank=fields.COLUMN(columns.NumericColumn("q")),
        moment=fields.COLUMN(columns.NumericColumn("q")),
        first_day=fields.COLUMN(columns.NumericColumn("i")),
        last_day=fields.COLUMN(columns.NumericColumn("i")),
        words=fields.COLUMN(columns.NumericColumn("i")),
        title_words=fields.COLUMN(columns.NumericColumn("i")),
        **{name: fields.FieldType(formats.Positions(), None) for name in _POSTED},
    )


class WhooshEngine:
    """A Whoosh index in a folder."""

    def __init__(self, folder: Path, *, create: bool) -> None:
        self._storage = FileStorage(str(folder))
        if create:
            FileIndex.create(self._storage, _schema(), _NAME)
        self._index = FileIndex(self._storage, indexname=_NAME)
        self._segments: dict[str, Segment] = {}
        self._order: list[Segment] = []
        self._generation = -1
        self.refresh()

    # -- writing --

    def write(self, documents: Iterable[Document], removed: Iterable[str]) -> int:
        """Put `documents` in, in place of any with the same id; take the threads `removed` out."""
        writer = self._writer()
        count = 0
        try:
            self.refresh()
            for document in documents:
                self._delete(writer, document.id, document.rank)
                _put(writer, document)
                count += 1
            for thread_id in removed:
                self._delete(writer, thread_id, None)
        except BaseException:
            writer.cancel()
            raise
        writer.commit(merge=False)
        self.refresh()
        return count

    def _writer(self) -> Any:
        writer = self._index.writer(compound=False, codec=ArrayCodec())
        writer.pool = Gathering()
        return writer

    def _delete(self, writer: Any, thread_id: str, rank: int | None) -> None:
        """Mark a thread's document as deleted; document numbers count through the segments in their order."""
        base = 0
        for segment in self._order:
            if rank is None or segment.has_rank(rank):
                for number in segment.holding("id", thread_id).tolist():
                    writer.delete_document(base + number)
            base += segment.size

    def adopt(self, folder: Path) -> None:
        """Take over the segments of another index of this kind, of other threads; nothing of it is copied."""
        there = TOC.read(FileStorage(str(folder)), _NAME)
        here = self._index._read_toc()
        for held in there.segments:
            for name in held.list_files(FileStorage(str(folder))):
                shutil.move(folder / name, Path(self._storage.folder) / name)
        TOC(here.schema, here.segments + there.segments, here.generation + 1).write(self._storage, _NAME)
        self.refresh()

    def tidy(self, most: int) -> bool:
        """Merge the tiers that are full, as long as that rewrites no more than `most` threads."""
        chosen = to_merge([segment.doc_count() for segment in self._index._segments()], most)
        if not chosen:
            return False
        writer = self._writer()

        def merge(writer: Any, segments: list[Any]) -> list[Any]:
            picked = to_merge([segment.doc_count() for segment in segments], most)
            for number in sorted(picked):
                _take(writer, segments[number])
            return [segment for number, segment in enumerate(segments) if number not in set(picked)]

        writer.commit(mergetype=merge)
        return True

    # -- reading --

    def refresh(self) -> None:
        """See what was written since; segments that stay are kept open."""
        generation = self._index.latest_generation()
        if generation == self._generation:
            return
        info = self._index._read_toc()
        known = self._segments
        before = {name.partition("-")[0]: segment for name, segment in known.items()}
        self._segments = {}
        self._order = []
        for held in info.segments:
            name = f"{held.segment_id()}-{held.deleted_count()}"
            segment = known.pop(name, None)
            if segment is None:
                segment = Segment(self._storage, info.schema, held, before.get(held.segment_id()))
            self._segments[name] = segment
            self._order.append(segment)
        for segment in known.values():
            segment.close()
        self._counter = Counter(self._order)
        self._generation = info.generation

    def search(self, tree: Node, *, sort: Sort, limit: int, offset: int) -> Found:
        """The threads that `tree` asks for; ties newest first, then by id."""
        return rank(Evaluation(self._order), tree, sort=sort, limit=limit, offset=offset)

    def facets(self, tree: Node, fields: Sequence[FacetField], most: int) -> Facets:
        """Up to `most` values of each of `fields`, counted over all threads that `tree` asks for."""
        return self._counter.facets(Evaluation(self._order), tree, fields, most)

    def vocabulary(self, prefix: str, most: int) -> list[tuple[str, int]]:
        """Up to `most` terms of the bodies that begin so, in order, each with the number of threads that hold it."""
        found: dict[str, int] = defaultdict(int)
        for segment in self._order:
            for term, often in segment.expand(BODY, prefix, most):
                found[term] += often
        return sorted(found.items())[:most]

    def near(self, term: str) -> list[tuple[str, int]]:
        """Terms of the bodies within one edit, each with the number of threads that hold it."""
        found: dict[str, int] = defaultdict(int)
        for segment in self._order:
            for other in segment.near(BODY, term):
                found[other] += segment.frequency(BODY, other)
        return sorted(found.items())

    def count(self) -> int:
        """How many threads it holds."""
        return sum(segment.live for segment in self._order)

    def close(self) -> None:
        """Let go of the files."""
        for segment in self._order:
            segment.close()
        self._order, self._segments = [], {}
        self._index.close()


def to_merge(sizes: list[int], most: int, tier: int = TIER) -> list[int]:
    """Which segments to make one: `tier` or more of the same order of magnitude, smallest first, `most` threads in all.

    Each thread is so rewritten once a tier, not once a merge: adding a thread costs the logarithm of the archive.
    """
    tiers: dict[int, list[int]] = defaultdict(list)
    for number, size in enumerate(sizes):
        tiers[_magnitude(size, tier)].append(number)
    for level in sorted(tiers):
        picked = tiers[level]
        if len(picked) >= tier:
            # smaller leftovers come along, so that they do not wait for a tier of their own
            picked = [number for lower in sorted(tiers) if lower <= level for number in tiers[lower]]
            return picked if sum(sizes[number] for number in picked) <= most else []
    return []


def _magnitude(size: int, tier: int) -> int:
    level = 0
    while size >= tier:
        size //= tier
        level += 1
    return level


def _put(writer: Any, document: Document) -> None:
    """A document in the fields of the schema, and its postings."""
    gathering, number = writer.pool, writer.docnum
    words = 0
    for start, passage in document.placed():
        gathering.put(STARTS, number, (START,), start)
        gathering.put_text(BODY, number, passage.tokens, start)
        words += len(passage.tokens)
    gathering.put_text(TITLE, number, document.title_tokens, 0)
    gathering.put(FACTS, number, document.facts)
    first_day, last_day = document.days or (0, 0)
    writer.add_document(
        id=document.id,
        name=document.title,
        rank=document.rank,
        moment=document.moment,
        first_day=first_day,
        last_day=last_day,
        words=words,
        title_words=len(document.title_tokens),
    )


def _take(writer: Any, segment: Any) -> None:
    """Everything of a segment that is not deleted, into the one being written."""
    reader = SegmentReader(writer.storage, writer.schema, segment)
    numbers = np.full(segment.doc_count_all(), -1, np.int64)
    moved = writer.write_per_doc(set(writer.schema.names()), reader)
    if moved is None:
        numbers[:] = range(writer.docnum - len(numbers), writer.docnum)
    else:
        for old, new in moved.items():
            numbers[old] = new
    reader.close()
    writer.pool.take(ArrayTermsReader(writer.codec, writer.storage, segment), numbers)
    writer._added = True
