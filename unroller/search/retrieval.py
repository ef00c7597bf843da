"""Graded retrieval: the threads that answer plain words best, though some of the words may be wrong.

A query's words become groups (:mod:`unroller.search.expansion`); the engine says how rare each is and names candidates;
:mod:`unroller.search.relevance` scores them and says which are likely.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from typing import TypeVar

from unroller.search.ast import EVERYTHING, And, Ids, Node, Not, Or, Sort, Term
from unroller.search.documents import INEXACT
from unroller.search.engine import CandidateThread, Engine, EngineResult, FoundThread
from unroller.search.expansion import SLIPS, WIDENINGS, Expansion, slips
from unroller.search.function_words import function_words
from unroller.search.query import Query
from unroller.search.relevance import Group, Relevance, is_answered, is_likely, relevance, weighed

#: Candidates of each kind (all words; some of them) that are scored.
CANDIDATES = 60
#: Digits of a score that count.
DIGITS = 6

Narrow = Callable[[Node], Node]
T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Graded:
    """What answers a query: `tree` asks for those threads exactly, `groups` are its words as they were looked for.

    `ranked` are the best, in order; `complete` is how many threads have all words, `lacking` how many lack some.
    """

    tree: Node
    groups: tuple[Group, ...]
    ranked: tuple[tuple[float, CandidateThread], ...]
    complete: int
    lacking: int
    exact: bool


def grade(engine: Engine, expansion: Expansion, query: Query, narrow: Narrow) -> Graded:
    """The threads that a query of wishes asks for; `narrow` narrows a tree to what may be seen."""
    groups, total = expand(engine, expansion, query, narrow)
    found = engine.find_candidates(narrow(query.condition), groups, CANDIDATES)
    scored = [(relevance(one.reading, groups, INEXACT), one) for one in found.threads]
    complete, partial = chosen(scored, groups, total)
    if not (complete or partial or query.strict) and scored and query.condition != EVERYTHING:
        # what is an answer without the conditions is one with them: a link that narrows finds what it counts
        whole = engine.find_candidates(narrow(EVERYTHING), groups, CANDIDATES)
        wider = [(relevance(one.reading, groups, INEXACT), one) for one in whole.threads]
        among = {one.id for pairs in chosen(wider, groups, total) for _, one in pairs}
        partial = [(answer, one) for answer, one in scored if one.id in among]
    partial = [] if query.strict else partial
    all_words = And((query.condition, *(Or(tuple(choice.leaf for choice in group.choices)) for group in groups)))
    ids = tuple(one.id for _, one in partial)
    tree = Or((all_words, Ids(ids))) if found.complete else Ids(ids)
    return Graded(tree, groups, _ranked([*complete, *partial]), found.complete, len(ids), found.exact)


Scored = list[tuple[Relevance, T]]


def chosen(scored: Scored[T], groups: Sequence[Group], total: int) -> tuple[Scored[T], Scored[T]]:
    """Of scored threads, those that have all words, and those that lack some and are likely."""
    complete = [(answer, one) for answer, one in scored if all(answer.has)]
    best = max((answer for answer, _ in scored), key=lambda answer: answer.score, default=None)
    if best is None or not (complete or is_answered(best, groups, total)):
        return complete, []
    return complete, [
        (answer, one)
        for answer, one in scored
        if not all(answer.has) and is_likely(answer, best.score, groups, beside_all=bool(complete))
    ]


def threads(engine: Engine, graded: Graded, narrow: Narrow, *, sort: Sort, limit: int, offset: int) -> EngineResult:
    """The threads from `offset` on, `limit` of them, in an order."""
    total = graded.complete + graded.lacking
    if sort != "best":
        found = engine.search(narrow(graded.tree), sort=sort, limit=limit, offset=offset)
        return EngineResult(found.threads, total, graded.exact)
    page = [FoundThread(one.id, round(score, 4), one.title) for score, one in graded.ranked[offset : offset + limit]]
    if len(page) < limit and total > len(graded.ranked):  # more have all words than were scored
        ranked = Ids(tuple(one.id for _, one in graded.ranked))
        further = engine.search(
            narrow(And((graded.tree, Not(ranked)))),
            sort="best",
            limit=limit - len(page),
            offset=max(0, offset - len(graded.ranked)),
        )
        page += further.threads
    return EngineResult(tuple(page), total, graded.exact)


def expand(engine: Engine, expansion: Expansion, query: Query, narrow: Narrow) -> tuple[tuple[Group, ...], int]:
    """The groups of a query with their weights, and how many threads may be seen. A group that nothing meets is tried
    again as a compound, then as a slip of the pen."""
    scope = narrow(EVERYTHING)
    small = function_words(wish.leaf.term for wish in query.wishes if isinstance(wish.leaf, Term))
    groups = expansion.groups(engine, query.wishes, small)
    total, held = engine.survey(scope, groups)
    for widen in WIDENINGS:
        for at, group in enumerate(groups):
            if held[at]:
                continue
            # each by itself: what may not be seen is no way to say it either
            tried = [replace(group, choices=(choice,)) for choice in widen(engine, group)]
            _, often = engine.survey(scope, tried)
            seen = [(count, one.choices[0]) for one, count in zip(tried, often, strict=True) if count]
            if widen is slips:
                seen = sorted(seen, key=lambda pair: -pair[0])[:SLIPS]
            if seen:
                groups[at] = replace(group, choices=(*group.choices, *(choice for _, choice in seen)))
                held[at] = engine.survey(scope, [groups[at]])[1][0]
    return weighed(groups, total, held), total


def _ranked(scored: list[tuple[Relevance, CandidateThread]]) -> tuple[tuple[float, CandidateThread], ...]:
    """Best first, equals newest first, then by id."""
    held = [(round(answer.score, DIGITS), one) for answer, one in scored]
    return tuple(sorted(held, key=lambda pair: (-pair[0], -pair[1].moment, pair[1].rank)))
