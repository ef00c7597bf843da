"""The search index of an archive, as the two faces see it."""

from __future__ import annotations

import threading
import time
import weakref
from collections.abc import Callable, MutableMapping, Sequence
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import TypeVar

from unroller.errors import SearchError, UnrollerError
from unroller.limits import DEFAULT, Limits
from unroller.messages import Message
from unroller.search.ast import EVERYTHING, And, Filter, Node, Or, Sort
from unroller.search.completion import (
    KNOWN_VALUES,
    SUGGESTED,
    Completer,
    Suggestion,
    filter_visible,
    merge_suggestions,
    split_typed,
    suggest_names,
)
from unroller.search.documents import Document
from unroller.search.engine import Facets
from unroller.search.indexer import NOTHING_READY, Progress, SearchableArchive
from unroller.search.query import parse_query
from unroller.search.results import HitBuilder, PageRequest, Results
from unroller.search.sync import IndexSync

T = TypeVar("T")


class SearchIndex:
    """Search over one archive: a cache that follows the ledger, repairs itself, and finds posts.

    Safe for several threads of a process, and for several processes. Nothing is read or written before it is needed.
    """

    def __init__(
        self, index_root: Path, archive: SearchableArchive, engine: str = "whoosh", limits: Limits = DEFAULT
    ) -> None:
        """The index of `archive` among those in the folder `index_root`, which need not exist.

        Raises:
            MisuseError: there is no such engine.
        """
        self._limits = limits
        self._guard = threading.RLock()
        self._archive = archive
        self._sync = IndexSync(index_root, archive, engine, self._guard)
        self._optimizing = threading.Lock()
        self._hit_builder = HitBuilder(self._sync.load_document)
        self._sync.forget = self._hit_builder.forget
        self._known: tuple[tuple[str, tuple[str, ...] | None], Facets] | None = None
        weakref.finalize(self, self._sync.detach)

    @property
    def sequence(self) -> int:
        """How far it has followed the archive's ledger: the number of an entry."""
        with self._guard:
            return self._sync.state.sequence

    def search(
        self,
        query_text: str,
        *,
        limit: int = 20,
        offset: int = 0,
        sort: Sort | None = None,
        visible: Sequence[str] | None = None,
        facets: bool = False,
    ) -> Results:
        """The posts that a query asks for, best first: `limit` threads from `offset` on, each by its best post, and
        below those the other posts of the same threads that answer well.

        `sort` goes before an order named in the query. `visible` keeps to threads of these visibilities, in counts too.
        `facets` asks for the spread of all threads that match.

        Raises:
            SearchError: the index cannot be used, nor built anew.
        """
        began = time.perf_counter()
        query = parse_query(query_text, self._limits)
        with self._guard:
            if query.empty or not self._archive.sequence:
                return Results((), 0, True, query.hints, query, time.perf_counter() - began)
            done, waiting = self._sync.catch_up()
            self._optimize_later(done)
            narrow = partial(_restrict_to_visible, visible=visible)
            page = PageRequest(narrow, sort or query.sort, max(0, limit), max(0, offset), facets)
            results = self._answer(
                lambda: self._hit_builder.search(self._sync.engine, query, page, self._sync.state.mark)
            )
            unread = len(self._sync.state.unreadable)
        hints = [*results.hints, waiting] if waiting else [*results.hints]
        if unread:
            hints.append(
                Message(
                    "{count} of the kept threads cannot be read and are not searched: see unroller verify",
                    count=unread,
                )
            )
        return replace(results, hints=tuple(hints), took=time.perf_counter() - began)

    def update(self, ready: MutableMapping[int, bytes] = NOTHING_READY) -> int:
        """Take in what the archive has that the index has not; gives how many threads were taken in or out.

        When another process is just doing that, it is left to it. `ready` are the packed documents of threads as
        they were added, by their entries in the ledger: these threads are not loaded, unless something happened to them
        since.

        Raises:
            SearchError: the index cannot be used, nor built anew.
        """
        with self._guard:
            if not self._archive.sequence:
                return 0
            done, _ = self._sync.catch_up(ready)
            self._optimize_later(done)
            return done

    def _optimize_later(self, done: int) -> None:
        if done and self._sync.is_long_lived() and not self._optimizing.locked():
            threading.Thread(target=self.optimize, daemon=True, name="search-optimize").start()

    def rebuild(self, progress: Progress | None = None) -> int:
        """Build the index anew beside the one in use, then put it in its place; gives how many threads it holds.

        Raises:
            SearchError: it cannot be written.
        """
        with self._guard:
            return self._sync.rebuild(progress) if self._archive.sequence else 0

    def optimize(self) -> bool:
        """Merge what has grown by many small additions; searching goes on meanwhile. Tells whether there was need."""
        with self._optimizing:
            done = False
            while self._sync.optimize():
                done = True
            return done

    def close(self) -> None:
        """Let go of the files."""
        with self._guard:
            self._sync.detach()

    def suggest(
        self, query_text: str, *, most: int = 8, visible: Sequence[str] | None = None
    ) -> tuple[Suggestion, ...]:
        """How the last word of a query may go on: words, authors, hashtags and sites that begin so, the most frequent
        first, and titles that have such a word; `most` in all, of threads that are `visible`.

        Raises:
            SearchError: the index cannot be used, nor built anew.
        """
        with self._guard:
            if not self._archive.sequence:
                return ()
            self._sync.catch_up()
            narrow = partial(_restrict_to_visible, visible=visible)
            key = (self._sync.state.mark, None if visible is None else tuple(visible))
            if self._known is None or self._known[0] != key:
                tree = narrow(EVERYTHING)
                self._known = key, self._answer(lambda: self._sync.engine.count_facets(tree, SUGGESTED, KNOWN_VALUES))
            typed = split_typed(query_text)
            named = suggest_names(typed, self._known[1], most)
            if not typed.bare:
                return named

            def load(thread_id: str, title: str) -> Document | None:
                return filter_visible(self._sync.load_document(thread_id, title), visible)

            def complete() -> tuple[tuple[Suggestion, ...], tuple[Suggestion, ...]]:
                completer = Completer(self._sync.engine, narrow, load)
                return completer.suggest_words(typed), completer.suggest_titles(typed)

            words, titles = self._answer(complete)
            return merge_suggestions(words, named, titles, most)

    def _answer(self, ask: Callable[[], T]) -> T:
        """The answer of the open index; else of the one that another process left meanwhile; else, when it turns out to
        be damaged, of one built anew."""
        for mend in (self._sync.reopen, self._sync.rebuild):
            try:
                return ask()
            except UnrollerError:
                raise
            except Exception:  # damage shows as any exception at all
                mend()
        try:
            return ask()
        except UnrollerError:
            raise
        except Exception as error:
            reason = f"{type(error).__name__}: {error}"
            raise SearchError(Message("search index: {reason}: try unroller reindex", reason=reason)) from error


def _restrict_to_visible(tree: Node, visible: Sequence[str] | None) -> Node:
    """What of a tree may be shown."""
    return tree if visible is None else And((tree, Or(tuple(Filter("visibility", one) for one in visible))))
