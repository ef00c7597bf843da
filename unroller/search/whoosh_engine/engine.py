"""Whoosh as an engine: segments, the table of terms, columns and stored fields are its; posting lists, scoring, boolean
logic and phrases are ours.

One document a thread. The body is not stored: it is in the archive. Set up as measured: ``compound=False`` (a reader
opens in milliseconds instead of copying every segment to the heap), small commits without a merge, merges by tiers.
Only what Whoosh 2.7.4 and its continuations have in common is used.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from functools import partial
from pathlib import Path
from typing import Any

from whoosh import columns, fields, formats
from whoosh.filedb.filestore import FileStorage
from whoosh.index import TOC, FileIndex

from unroller.search.ast import Node, Sort
from unroller.search.documents import POST_GAP, Document, decode_spelling, encode_spelling
from unroller.search.engine import CandidateThreads, EngineResult, FacetField, Facets
from unroller.search.relevance import Group
from unroller.search.whoosh_engine import scorer
from unroller.search.whoosh_engine.evaluate import Evaluation, FacetCounter
from unroller.search.whoosh_engine.scorer import rank_documents
from unroller.search.whoosh_engine.segment_merge import (
    NAME,
    copy_postings,
    merge_apart,
    move_files,
    open_writer,
    replace_segment,
    select_to_merge,
    write_toc,
)
from unroller.search.whoosh_engine.segments import BODY, FACTS, START, STARTS, TITLE, IndexSegment, Vocabulary
from unroller.search.worker import Work

#: The fields that have postings of ours; Whoosh is not given their texts.
_POSTED = (BODY, TITLE, FACTS, STARTS)


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
            FileIndex.create(self._storage, _schema(), NAME)
        self._index = FileIndex(self._storage, indexname=NAME)
        self._segments: dict[str, IndexSegment] = {}
        self._order: list[IndexSegment] = []
        self._vocabulary = Vocabulary()
        self._generation = -1
        self.refresh()

    # -- writing --

    def write(self, documents: Iterable[Document], removed: Iterable[str]) -> int:
        """Put `documents` in, in place of any with the same id; take the threads `removed` out."""
        writer = open_writer(self._index)
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

    def _delete(self, writer: Any, thread_id: str, rank: int | None) -> None:
        """Mark a thread's document as deleted; document numbers count through the segments in their order."""
        base = 0
        for segment in self._order:
            if rank is None or segment.has_rank(rank):
                for number in segment.find_holding("id", thread_id).tolist():
                    writer.delete_document(base + number)
            base += segment.size

    def adopt(self, folder: Path) -> None:
        """Take over the segments of another index of this kind, of other threads; nothing of it is copied."""
        there, here = TOC.read(FileStorage(str(folder)), NAME), self._index._read_toc()
        for held in there.segments:
            move_files(held, FileStorage(str(folder)), self._storage)
        write_toc(self._storage, here, here.segments + there.segments)
        self.refresh()

    # -- merging --

    def get_file_test(self) -> Callable[[str], bool]:
        """A test of whether a file is of the index: all are, as whoever commits clears the rest away."""
        return lambda _name: True

    def optimize(self, most: int) -> bool:
        """Merge a full tier at once, if that rewrites no more than `most` threads."""
        if not self.list_outgrown(most):
            return False
        writer = open_writer(self._index)

        def merge(writer: Any, segments: list[Any]) -> list[Any]:
            picked = select_to_merge([segment.doc_count() for segment in segments], most)
            for number in sorted(picked):
                copy_postings(writer, writer.storage, segments[number])
            return [segment for number, segment in enumerate(segments) if number not in picked]

        writer.commit(mergetype=merge)
        self.refresh()
        return True

    def list_outgrown(self, most: int | None = None) -> list[str]:
        """Segments that had better be one, of up to `most` threads."""
        sizes = [segment.live for segment in self._order]
        picked = select_to_merge(sizes, sum(sizes) if most is None else most)
        return [self._order[number].name for number in picked]

    def plan_merge(self, names: Sequence[str], apart: Path) -> Work:
        """The work of making these segments one in a folder apart, for another process."""
        return partial(merge_apart, Path(self._storage.folder), apart, names)

    def take_merged(self, apart: Path, answer: object) -> bool:
        """Put the new segment in the place of those it was made of; False when they are gone."""
        if not isinstance(answer, dict) or not replace_segment(Path(self._storage.folder), apart, answer):
            return False
        self.refresh()
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
                segment = IndexSegment(self._storage, info.schema, held, before.get(held.segment_id()))
            self._segments[name] = segment
            self._order.append(segment)
        for segment in known.values():
            segment.close()
        self._counter = FacetCounter(self._order)
        self._vocabulary.follow(self._order)
        self._generation = info.generation

    def search(self, tree: Node, *, sort: Sort, limit: int, offset: int) -> EngineResult:
        """The threads that `tree` asks for; ties newest first, then by id."""
        return rank_documents(Evaluation(self._order, self._vocabulary), tree, sort=sort, limit=limit, offset=offset)

    def survey(self, scope: Node, groups: Sequence[Group]) -> tuple[int, list[int]]:
        """How many threads `scope` asks for, and how many of those meet each group."""
        return scorer.count_groups(Evaluation(self._order, self._vocabulary), scope, groups)

    def find_candidates(self, condition: Node, groups: Sequence[Group], most: int) -> CandidateThreads:
        """Threads that meet all groups, and those that meet most of the others, by weight."""
        return scorer.find_candidates(Evaluation(self._order, self._vocabulary), condition, groups, most)

    def count_facets(self, tree: Node, fields: Sequence[FacetField], most: int) -> Facets:
        """Up to `most` values of each of `fields`, counted over all threads that `tree` asks for."""
        return self._counter.count_facets(Evaluation(self._order, self._vocabulary), tree, fields, most)

    def list_terms(self, prefix: str, most: int) -> list[tuple[str, int]]:
        """Up to `most` terms of the bodies that begin so, in order, each with the number of threads that hold it."""
        counts: dict[str, int] = defaultdict(int)
        for segment in self._order:
            for term, often in segment.iter_terms(BODY, prefix, most):
                counts[term] += often
        return sorted(counts.items())[:most]

    def find_spellings(self, prefix: str, most: int) -> dict[str, list[str]]:
        """Spellings of their own that terms with this beginning have somewhere, by term."""
        facts = {
            fact
            for segment in self._order
            for fact, _ in segment.iter_terms(FACTS, encode_spelling(prefix, "")[:-1], most)
        }
        result: dict[str, list[str]] = defaultdict(list)
        for fact in sorted(facts)[:most]:
            term, form = decode_spelling(fact)
            result[term] += [form] if form else []
        return dict(result)

    def find_near(self, term: str) -> list[tuple[str, int]]:
        """Terms of the bodies within one edit, each with the number of threads that hold it."""
        near = self._vocabulary.find_near(BODY, term)
        often = [(other, sum(segment.count_documents(BODY, other) for segment in self._order)) for other in near]
        return [(other, number) for other, number in often if number]

    def count(self) -> int:
        """How many threads it holds."""
        return sum(segment.live for segment in self._order)

    def close(self) -> None:
        """Let go of the files."""
        for segment in self._order:
            segment.close()
        self._order, self._segments = [], {}
        self._index.close()


def _put(writer: Any, document: Document) -> None:
    """A document in the fields of the schema, and its postings."""
    gathering, number = writer.pool, writer.docnum
    words = end = 0
    for start, passage in document.iter_passages():
        gathering.put(STARTS, number, (START,), start)
        gathering.put_text(BODY, number, passage.tokens, start)
        words += len(passage.tokens)
        end = start + passage.length + POST_GAP
    gathering.put(STARTS, number, (START,), end)
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
