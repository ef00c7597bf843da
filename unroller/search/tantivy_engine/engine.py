"""tantivy as an engine: sets, scores and counts are its; phrases with words between, posts and ties are ours.

A writer is opened for each batch and let go after it, though keeping one would save some milliseconds: an open writer
locks other processes out, and our own lock is held for one batch only. When a batch sets off a merge, the writer stays
open until that is done or nobody waits for it. A reader never watches the folder: whoever writes says so through the
note of the index.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Mapping, Sequence
from contextlib import suppress
from functools import wraps
from math import log2
from pathlib import Path
from typing import Any, ParamSpec, TypeVar

import tantivy
from tantivy import Query

from unroller.search.ast import Filter, Node, Phrase, Sort, iter_leaves
from unroller.search.documents import Document, decode_spelling, encode_spelling
from unroller.search.engine import CandidateThreads, EngineResult, FacetField, Facets
from unroller.search.relevance import Group
from unroller.search.tantivy_engine import scorer
from unroller.search.tantivy_engine.compile import Compiler, TermDictionary
from unroller.search.tantivy_engine.schema import build_record, build_schema
from unroller.search.tantivy_engine.scorer import REFINED, build_results, refine, search_by_date, search_by_score

#: Memory for what is not yet written, in bytes; past it a segment is written early.
HEAP = 32_000_000
#: tantivy's policy: so many segments are made one whose sizes differ by no more than that power of two; all below a
#: size are alike.
TOGETHER, LAYER, SMALL = 8, 0.75, 10_000
_META = "meta.json"
#: Values of a facet that are counted at most, in each segment and in all.
VALUES = 65_000

P = ParamSpec("P")
R = TypeVar("R")


class TantivyError(Exception):
    """tantivy stopped at something it does not expect in its own files."""


def _convert_panics(method: Callable[P, R]) -> Callable[P, R]:
    """A panic of tantivy's as an exception like any other: it derives from BaseException, which nobody catches."""

    @wraps(method)
    def wrapper(*args: P.args, **options: P.kwargs) -> R:
        try:
            return method(*args, **options)
        except BaseException as error:
            if type(error).__name__ == "PanicException":
                raise TantivyError(str(error)) from None
            raise

    return wrapper


class TantivyEngine:
    """A tantivy index in a folder."""

    @_convert_panics
    def __init__(self, folder: Path, *, create: bool) -> None:
        self._schema = build_schema()
        self._folder = folder
        self._writer: Any = None
        path = str(folder)
        self._index = tantivy.Index(self._schema, path, reuse=False) if create else tantivy.Index.open(path)
        self._index.config_reader(reload_policy="manual")
        self._searcher: tantivy.Searcher | None = None
        self._vocabulary: TermDictionary | None = None
        self._closed = False
        if not create:
            self._open_searcher()  # what is damaged shows now

    # -- writing --

    @_convert_panics
    def write(self, documents: Iterable[Document], removed: Iterable[str]) -> int:
        """Put `documents` in, in place of any with the same id; take the threads `removed` out."""
        writer = self._writer = self._writer or self._index.writer(HEAP, 1)
        done = 0
        try:
            for document in documents:
                writer.delete_documents_by_term("id", document.id)
                writer.add_document(build_record(document))
                done += 1
            for thread_id in removed:
                writer.delete_documents_by_term("id", thread_id)
            writer.commit()
        except BaseException:
            with suppress(ValueError):
                writer.rollback()
            self.settle(wait=True)
            raise
        if self.is_settled():
            self.settle(wait=True)
        self.refresh()
        return done

    def is_settled(self) -> bool:
        """Whether no merge goes on: it does while as many segments of a size are there as its policy makes one."""
        return self._writer is None or not will_merge(_read_segments(self._folder).values())

    @_convert_panics
    def settle(self, *, wait: bool) -> None:
        """Wait for merges to end, or let them go: what they make is then of no use."""
        writer, self._writer = self._writer, None
        if writer is not None and wait:
            writer.wait_merging_threads()

    def optimize(self, most: int) -> bool:  # noqa: ARG002 - of the protocol; here there is nothing to bound
        """Nothing is left to do: tantivy merges as it writes."""
        return False

    def get_file_test(self) -> Callable[[str], bool]:
        """A test of whether a file is of what was last committed."""
        held = {"meta", *_read_segments(self._folder)}
        return lambda name: name.partition(".")[0] in held

    # -- reading --

    @_convert_panics
    def refresh(self) -> None:
        """See what was written since: when next asked, so that who only writes holds no files open."""
        self._searcher = self._vocabulary = None

    def _open_searcher(self) -> tuple[tantivy.Searcher, TermDictionary]:
        """What the index holds now, and its terms."""
        if self._closed:
            raise TantivyError("the index is closed")
        if self._searcher is None or self._vocabulary is None:
            self._index.reload()
            self._searcher = self._index.searcher()
            self._vocabulary = TermDictionary(self._searcher)
        return self._searcher, self._vocabulary

    def _open_compiler(self) -> Compiler:
        searcher, terms = self._open_searcher()
        return Compiler(searcher, self._schema, terms)

    @_convert_panics
    def search(self, tree: Node, *, sort: Sort, limit: int, offset: int) -> EngineResult:
        """The threads that `tree` asks for; ties newest first, then by id."""
        compiler = self._open_compiler()
        searcher = compiler.searcher
        leaves = dict.fromkeys(leaf for leaf in iter_leaves(tree) if not isinstance(leaf, Filter))
        most = offset + limit
        if limit <= 0:
            total = compiler.count(tree)
            return EngineResult((), total, compiler.exact, {leaf: compiler.compute_rarity(leaf) for leaf in leaves})
        if sort != "best" or not leaves:
            top, total = search_by_date(searcher, compiler.compile(tree, scored=False), sort, most)
        else:
            top, total = search_by_score(searcher, compiler.compile(tree), max(REFINED, most))
        if isinstance(tree, Phrase):
            compiler.note_count(tree, total)
        weights = {leaf: compiler.compute_rarity(leaf) for leaf in leaves}
        if sort == "best" and leaves:
            top = refine(searcher, top, weights)
        return EngineResult(build_results(searcher, top[offset:most]), total, compiler.exact, weights)

    @_convert_panics
    def survey(self, scope: Node, groups: Sequence[Group]) -> tuple[int, list[int]]:
        """How many threads `scope` asks for, and how many of those meet each group."""
        return scorer.count_groups(self._open_compiler(), scope, groups)

    @_convert_panics
    def find_candidates(self, condition: Node, groups: Sequence[Group], most: int) -> CandidateThreads:
        """Threads that meet all groups, and those that meet most of the others, by weight."""
        return scorer.find_candidates(self._open_compiler(), condition, groups, most)

    @_convert_panics
    def count_facets(self, tree: Node, fields: Sequence[FacetField], most: int) -> Facets:
        """Up to `most` values of each of `fields`, counted over all threads that `tree` asks for, from columns."""
        compiler = self._open_compiler()
        searcher = compiler.searcher
        query = compiler.compile(tree, scored=False)
        # one more of each, to see whether equals follow; of months all
        limits = {str(field): most + 1 for field in fields if most > 0} | {"month": VALUES}
        held = _count_values(searcher, query, limits)
        whole = compiler.exact and all(sure for _, sure in held.values())
        months, _ = held.pop("month")
        # which of equals at the end come first is ours to say: then all are needed
        tied = [
            field for field, (values, _) in held.items() if len(values) > most and values[-1][1] == values[most - 1][1]
        ]
        if tied:
            held |= _count_values(searcher, query, dict.fromkeys(tied, VALUES))
            whole = whole and all(sure for _, sure in held.values())
        counts: dict[str, tuple[tuple[str, int], ...]] = {str(field): () for field in fields}
        for field, (values, _) in held.items():
            counts[field] = tuple(sorted(values, key=lambda pair: (-pair[1], pair[0]))[:most])
        total = sum(often for _, often in months)  # there is one of every thread
        return Facets(counts, tuple(sorted(months)), total, whole)

    @_convert_panics
    def list_terms(self, prefix: str, most: int) -> list[tuple[str, int]]:
        """Up to `most` terms of the bodies that begin so, in order, each with the number of threads that hold it."""
        _, words = self._open_searcher()
        return words.list_first("body", prefix, most)

    @_convert_panics
    def find_spellings(self, prefix: str, most: int) -> dict[str, list[str]]:
        """Spellings of their own that terms with this beginning have somewhere, by term."""
        _, words = self._open_searcher()
        result: dict[str, list[str]] = {}
        for fact, _ in words.list_first("facts", encode_spelling(prefix, "")[:-1], most):
            term, form = decode_spelling(fact)
            result.setdefault(term, []).extend([form] if form else [])
        return result

    @_convert_panics
    def find_near(self, term: str) -> list[tuple[str, int]]:
        """Terms of the bodies within one edit, each with the number of threads that hold it."""
        _, words = self._open_searcher()
        return [(other, words.count_documents("body", other)) for other in words.find_near("body", term)]

    @_convert_panics
    def count(self) -> int:
        """How many threads it holds."""
        searcher, _ = self._open_searcher()
        return searcher.num_docs

    def close(self) -> None:
        """Let go of the files: tantivy closes them with the last who reads them."""
        self.settle(wait=False)
        self.refresh()
        self._closed = True


def _read_segments(folder: Path) -> dict[str, int]:
    """The segments of what was last committed, as their files are named, with the number of threads in each."""
    held = json.loads((folder / _META).read_bytes())["segments"]
    return {
        str(one["segment_id"]).replace("-", ""): one["max_doc"] - (one["deletes"] or {}).get("num_deleted_docs", 0)
        for one in held
    }


def will_merge(sizes: Iterable[int]) -> bool:
    """Whether tantivy makes several of these segments one: so many of about the same size."""
    level: list[float] = []
    for size in sorted((log2(max(size, SMALL)) for size in sizes), reverse=True):
        level = [*level, size] if level and level[0] - size <= LAYER else [size]
        if len(level) >= TOGETHER:
            return True
    return False


def _count_values(
    searcher: tantivy.Searcher, query: Query, limits: Mapping[str, int]
) -> dict[str, tuple[list[tuple[str, int]], bool]]:
    """Of each facet up to so many values, most frequent first, with their numbers; and whether all were counted."""
    terms = {
        field: {"terms": {"field": f"by_{field}", "size": most, "segment_size": VALUES}}
        for field, most in limits.items()
    }
    buckets: dict[str, Any] = searcher.aggregate(query, terms)
    return {
        field: (
            [(str(bucket["key"]), int(bucket["doc_count"])) for bucket in held["buckets"]],
            not held.get("doc_count_error_upper_bound"),
        )
        for field, held in buckets.items()
    }
