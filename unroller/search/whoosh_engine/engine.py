"""Whoosh as an engine: segments, postings and columns are its; scoring, boolean logic and phrases are ours.

One document a thread. The body is not stored: it is in the archive. Set up as measured: ``compound=False`` (a reader
opens in milliseconds instead of copying every segment to the heap), small commits without a merge, merges by tiers.
Only what Whoosh 2.7.4 and its continuations have in common is used; posting blocks are read whole where the matcher
shows them, else one by one.
"""

from __future__ import annotations

import sys
from array import array
from collections import defaultdict
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any

from whoosh import columns, fields, formats
from whoosh.filedb.filestore import FileStorage
from whoosh.index import FileIndex
from whoosh.reading import SegmentReader

from unroller.search.documents import Document
from unroller.search.engine import FacetField, Facets, Found
from unroller.search.tree import Node, Sort
from unroller.search.whoosh_engine.evaluate import Evaluation, count, rank
from unroller.search.whoosh_engine.postings import PackedPositions, pack
from unroller.search.whoosh_engine.segments import Segment

#: Memory for postings before Whoosh spills them to disk; a batch of threads needs far less.
LIMIT_MB = 256
#: So many segments of about the same size become one.
TIER = 12
BODY, TITLE, FACTS = "body", "title", "facts"


def _schema() -> fields.Schema:
    return fields.Schema(
        id=fields.ID(stored=True),
        title=fields.FieldType(PackedPositions(), None, scorable=True),
        body=fields.FieldType(PackedPositions(), None, scorable=True),
        facts=fields.FieldType(formats.Existence(), None),
        name=fields.STORED(),
        starts=fields.STORED(),
        table=fields.COLUMN(columns.VarBytesColumn()),
        facets=fields.COLUMN(columns.VarBytesColumn()),
        rank=fields.COLUMN(columns.NumericColumn("q")),
        moment=fields.COLUMN(columns.NumericColumn("q")),
        first_day=fields.COLUMN(columns.NumericColumn("i")),
        last_day=fields.COLUMN(columns.NumericColumn("i")),
        words=fields.COLUMN(columns.NumericColumn("i")),
        title_words=fields.COLUMN(columns.NumericColumn("i")),
    )


class WhooshEngine:
    """A Whoosh index in a folder."""

    def __init__(self, folder: Path, *, create: bool) -> None:
        storage = FileStorage(str(folder))
        self._index = FileIndex.create(storage, _schema(), "MAIN") if create else FileIndex(storage, indexname="MAIN")
        self._segments: dict[str, Segment] = {}
        self._order: list[Segment] = []
        self._generation = -1
        self.refresh()

    # -- writing --

    def write(self, documents: Iterable[Document], removed: Iterable[str]) -> int:
        """Put `documents` in, in place of any with the same id; take the threads `removed` out."""
        writer = self._index.writer(compound=False, limitmb=LIMIT_MB)
        count = 0
        try:
            self.refresh()
            for document in documents:
                self._delete(writer, document.id)
                writer.add_document(**_fields(document))
                count += 1
            for thread_id in removed:
                self._delete(writer, thread_id)
        except BaseException:
            writer.cancel()
            raise
        writer.commit(merge=False)
        self.refresh()
        return count

    def _delete(self, writer: Any, thread_id: str) -> None:
        """Mark a thread's document as deleted; document numbers count through the segments in their order."""
        base = 0
        for segment in self._order:
            for number in segment.postings("id", thread_id)[0]:
                writer.delete_document(base + number)
            base += segment.size

    def tidy(self, most: int) -> bool:
        """Merge the tiers that are full, as long as that rewrites no more than `most` threads."""
        chosen = to_merge([segment.doc_count() for segment in self._index._segments()], most)
        if not chosen:
            return False
        writer = self._index.writer(compound=False, limitmb=LIMIT_MB)

        def merge(_writer: Any, segments: list[Any]) -> list[Any]:
            picked = set(to_merge([segment.doc_count() for segment in segments], most))
            for number in sorted(picked):
                reader = SegmentReader(writer.storage, writer.schema, segments[number])
                writer.add_reader(reader)
                reader.close()
            return [segment for number, segment in enumerate(segments) if number not in picked]

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
                reader = SegmentReader(self._index.storage, info.schema, held)
                segment = Segment(reader, before.get(held.segment_id()))
            self._segments[name] = segment
            self._order.append(segment)
        for segment in known.values():
            segment.close()
        self._generation = info.generation

    def search(self, tree: Node, *, sort: Sort, limit: int, offset: int) -> Found:
        """The threads that `tree` asks for; ties newest first, then by id."""
        evaluation = Evaluation(self._order)
        return rank(evaluation, tree, sort=sort, limit=limit, offset=offset)

    def facets(self, tree: Node, fields: Sequence[FacetField], most: int) -> Facets:
        """Up to `most` values of each of `fields`, counted over all threads that `tree` asks for, from columns."""
        return count(Evaluation(self._order), tree, fields, most)

    def vocabulary(self, prefix: str, most: int) -> list[tuple[str, int]]:
        """Up to `most` terms of the bodies that begin so, in order, each with the number of threads that hold it."""
        found: dict[str, int] = defaultdict(int)
        for segment in self._order:
            for term in segment.expand(BODY, prefix, most):
                found[term] += segment.frequency(BODY, term)
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


def _fields(document: Document) -> dict[str, Any]:
    """A document in the fields of the schema; terms are interned, as most come again and again."""
    body: dict[str, list[int]] = defaultdict(list)
    starts: list[int] = []
    words = 0
    for start, passage in document.placed():
        starts.append(start)
        for token in passage.tokens:
            body[sys.intern(token.term)].append(start + token.position)
        words += len(passage.tokens)
    title: dict[str, list[int]] = defaultdict(list)
    for token in document.title_tokens:
        title[sys.intern(token.term)].append(token.position)
    first_day, last_day = document.days or (0, 0)
    table = array("I")
    return {
        "id": document.id,
        "name": document.title,
        "title": pack(title, table),
        "body": pack(body, table),
        "table": table.tobytes(),
        "facts": tuple(sorted(document.filters)),
        "facets": "\n".join(f"{field}:{value}" for field, value in document.facets).encode("utf-8"),
        "starts": starts,
        "rank": document.rank,
        "moment": document.moment,
        "first_day": first_day,
        "last_day": last_day,
        "words": words,
        "title_words": len(document.title_tokens),
    }
