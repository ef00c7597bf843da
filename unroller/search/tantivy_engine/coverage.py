"""Which threads have how much of what was wished for, and where in them the words stand."""

from __future__ import annotations

from collections.abc import Sequence

import tantivy
from tantivy import Occur, Query

from unroller.search.ast import And, Node, Or, list_spellings
from unroller.search.documents import is_spelt
from unroller.search.engine import CandidateThread, CandidateThreads
from unroller.search.relevance import Group, Reading, leaves_of
from unroller.search.tantivy_engine.compile import Compiler, any_of, count_matches
from unroller.search.tantivy_engine.schema import Texts, count_positions, locate_leaf
from unroller.search.tantivy_engine.scorer import ScoredThread, read_thread, search_by_score


def count_groups(
    searcher: tantivy.Searcher, compiler: Compiler, scope: Node, groups: Sequence[Group]
) -> tuple[int, list[int]]:
    """How many threads `scope` asks for, and how many of those meet each group."""
    held = [count_matches(searcher, compiler.query(And((scope, _any(group))), scored=False)) for group in groups]
    return count_matches(searcher, compiler.query(scope, scored=False)), held


def find_candidates(
    searcher: tantivy.Searcher, compiler: Compiler, condition: Node, groups: Sequence[Group], most: int
) -> CandidateThreads:
    """The threads to be ranked, see :class:`unroller.search.engine.Engine`."""
    whole = And((condition, *(_any(group) for group in groups)))
    best, complete = search_by_score(searcher, compiler.query(whole), most)
    met = [Query.const_score_query(compiler.query(_any(group), scored=False), group.units) for group in groups]
    some = Query.boolean_query(
        [
            (Occur.Must, Query.const_score_query(compiler.query(condition, scored=False), 0.0)),
            (Occur.Must, any_of(met)),
            (Occur.MustNot, compiler.query(whole, scored=False)),
        ]
    )
    others, _ = search_by_score(searcher, some, most) if len(groups) > 1 else ([], 0)
    return CandidateThreads(
        tuple(_build_candidate(searcher, one, groups) for one in (*best, *others)), complete, compiler.exact
    )


def _any(group: Group) -> Node:
    return Or(tuple(choice.leaf for choice in group.choices))


def _build_candidate(searcher: tantivy.Searcher, one: ScoredThread, groups: Sequence[Group]) -> CandidateThread:
    thread = read_thread(searcher, one.address)
    return CandidateThread(thread.id, thread.texts.name, -one.newest, one.rank, locate_leaves(thread.texts, groups))


def locate_leaves(texts: Texts, groups: Sequence[Group]) -> Reading:
    """Where the leaves of the groups stand in a thread."""
    found = Reading([count_positions(line) for line in texts.posts])
    whole = "\n".join((texts.title, *texts.posts))
    for leaf in leaves_of(groups):
        if not all(f" {term} " in whole for term, _ in list_spellings(leaf)):
            continue
        titled, body = locate_leaf([texts.title], leaf).get(0), locate_leaf(texts.posts, leaf)
        if titled:
            found.title[leaf] = len(titled)
        if body:
            found.body[leaf] = body
        if (titled or body) and not all(is_spelt(texts.forms, term, form) for term, form in list_spellings(leaf)):
            found.mark_inexact(leaf)
    return found
