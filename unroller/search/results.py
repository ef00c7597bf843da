"""Retrieval: from a query to the posts that a person reads, each with its snippet and marks.

A query of conditions asks the engine for exactly what it says. Plain words are answered by graded retrieval, though
some of them may be wrong: they become groups (:mod:`unroller.search.expansion`); the engine says how rare each is and
names candidates; :mod:`unroller.search.relevance` scores them and says which are likely.
"""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import NamedTuple, TypeVar

from unroller.messages import Message
from unroller.search.ast import EVERYTHING, And, Ids, Node, Not, Or, Phrase, Sort, Term, iter_leaves, replace_leaves
from unroller.search.documents import INEXACT, Document
from unroller.search.engine import CandidateThread, Engine, EngineResult, FacetField, Facets, FoundThread
from unroller.search.expansion import EXPANSIONS, SLIPS, Expansion, expand_typo, find_function_words, has_forms
from unroller.search.matching import PostMatch, build_snippet, locate_leaves, match_posts
from unroller.search.query import Query
from unroller.search.query_edit import with_all_words
from unroller.search.relevance import Group, Relevance, is_answered, is_likely, score_thread, weigh_groups

#: Other posts of a thread shown below its best one, and how well they must answer beside it.
OTHERS, OTHER_SHARE = 4, 0.5
#: The hint when threads are shown although none has all words.
NOT_ALL = Message("no thread has all of these words; shown are those that have most of them")
#: Words of a query up to which forms are asked for of each, when all are known but never occur together.
EVERY_WORD = 6
#: Threads kept ready, so that the same query in another order is quick. Each is thousands of objects to Python's
#: collector of garbage, which goes through all of them now and then.
CACHED_DOCUMENTS = 64
#: What threads are counted by for a page, and how many values of each are named.
FACETS: tuple[FacetField, ...] = ("from", "hashtag", "site", "lang", "platform", "tag", "year")
FACET_VALUES = 12


@dataclass(frozen=True, slots=True)
class Hit:
    """A post that matches, number `post` of thread `id`. `marks` are the stretches of `snippet` to mark.

    `published` is as the thread states it; `more` how many further posts of the thread match, shown or not. `matched`
    and `missing` are the plain words of the query, as typed, that the thread has and lacks.
    """

    id: str
    post: int
    title: str
    author: str | None
    author_name: str | None
    published: str | None
    snippet: str
    marks: tuple[tuple[int, int], ...]
    score: float
    url: str
    more: int = 0
    matched: tuple[str, ...] = ()
    missing: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Results:
    """`hits`: the best post of each thread, best thread first; then further posts of the same threads.

    `total_threads` counts all threads that match, `exact` tells whether exactly; `hints` are sentences for the person,
    `suggestion` a query that would find something; `query` is how it was understood; `took` is in seconds; `facets`
    how all of the threads are spread, when that was asked for. `strict` is the query that asks for all words, where
    threads are shown that lack some.
    """

    hits: tuple[Hit, ...]
    total_threads: int
    exact: bool
    hints: tuple[Message, ...]
    query: Query
    took: float = 0.0
    suggestion: str | None = None
    facets: Facets | None = None
    strict: str | None = None


Narrow = Callable[[Node], Node]


@dataclass(frozen=True, slots=True)
class PageRequest:
    """Which part of the results: `limit` threads from `offset` on, in the order `sort`, with `facets` or without.

    `narrow` restricts a tree to what may be shown.
    """

    narrow: Narrow
    sort: Sort
    limit: int
    offset: int
    facets: bool = False

    def search(self, engine: Engine, tree: Node) -> EngineResult:
        """The threads of this page that `tree` asks for."""
        return engine.search(self.narrow(tree), sort=self.sort, limit=self.limit, offset=self.offset)

    def count_facets(self, engine: Engine, tree: Node) -> Facets | None:
        """How all threads are spread that `tree` asks for; None when that was not asked for."""
        return engine.count_facets(self.narrow(tree), FACETS, FACET_VALUES) if self.facets else None


class HitBuilder:
    """Asks an engine, and looks up in the archive what it names. `load` gives a thread's document, under its title."""

    def __init__(self, load: Callable[[str, str], Document | None]) -> None:
        self._load = load
        self._documents: OrderedDict[str, Document] = OrderedDict()
        self._expansion = Expansion()

    def forget(self, thread_id: str | None = None) -> None:
        """Let go of one thread that changed, or of all."""
        if thread_id is None:
            self._documents.clear()
        else:
            self._documents.pop(thread_id, None)

    def search(self, engine: Engine, query: Query, page: PageRequest, mark: str | None = None) -> Results:
        """The hits of a query. `mark` is another after each change of the index, None when that is not known."""
        self._expansion.follow(engine, mark)
        if query.wishes:
            return self._search_graded(engine, query, page)
        tree, text, hints, suggestion = query.tree, query.text, list(query.hints), None
        result = page.search(engine, tree)

        def ask(node: Node) -> EngineResult:
            return engine.search(page.narrow(node), sort=page.sort, limit=0, offset=0)

        for wider in _iter_wider(engine, self._expansion, tree, ask) if not result.total else ():
            again = page.search(engine, wider.tree)
            if again.total:
                tree, result = wider.tree, again
                text = " or ".join([text, *wider.others])
                hints.append(
                    Message("nothing has exactly this; shown are posts with another form of: {told}", told=wider.words)
                )
                break
        if not result.total:
            suggestion = _suggest(engine, query, ask)
            if suggestion:
                hints.append(Message("did you mean: {told}", told=suggestion))
        hits = self._build_hits(result, tree)
        return Results(
            hits, result.total, result.exact, tuple(hints), replace(query, tree=tree, text=text), suggestion=suggestion,
            facets=page.count_facets(engine, tree),
        )  # fmt: skip

    def _search_graded(self, engine: Engine, query: Query, page: PageRequest) -> Results:
        """The hits of a query with plain words, of which some may be wrong."""
        graded = grade_threads(engine, self._expansion, query, page.narrow)
        result = select_page(engine, graded, page)
        hints, strict = list(query.hints), None
        if result.total and not graded.complete:
            hints.insert(0, NOT_ALL)
        hints += _list_typo_hints(graded.groups) if result.total else []
        if result.total > graded.complete:
            strict = with_all_words(query.text)
        marked = replace(query, text=" ".join([query.text, *_iter_replacements(graded.groups)]))
        return Results(
            self._build_hits(result, query.condition, graded.groups), result.total, result.exact, tuple(hints), marked,
            facets=page.count_facets(engine, graded.tree), strict=strict,
        )  # fmt: skip

    def _build_hits(self, result: EngineResult, tree: Node, groups: Sequence[Group] = ()) -> tuple[Hit, ...]:
        best: list[Hit] = []
        others: list[Hit] = []
        for thread in result.threads:
            held = self._get_document(thread.id, thread.title)
            if held is None:  # removed a moment ago
                continue
            answer = score_thread(locate_leaves(held, groups), groups, INEXACT) if groups else None
            first, *further = match_posts(held, tree, result.weights, groups, answer)
            words = _split_words(groups, answer)
            best.append(_build_hit(held, first, thread.score, len(further), *words))
            others += [
                _build_hit(held, match, thread.score * match.score / first.score, len(further), *words)
                for match in further[:OTHERS]
                if match.score >= OTHER_SHARE * first.score > 0
            ]
        return (*best, *others)

    def _get_document(self, thread_id: str, title: str) -> Document | None:
        held = self._documents.get(thread_id) or self._load(thread_id, title)
        if held:
            self._documents[thread_id] = held
            self._documents.move_to_end(thread_id)
            if len(self._documents) > CACHED_DOCUMENTS:
                self._documents.popitem(last=False)
        return held


def _list_typo_hints(groups: Sequence[Group]) -> list[Message]:
    """Hints about words that nothing has, and that were searched as others."""
    hints = []
    for group in groups:
        others = [choice.leaf.term for choice in group.choices if choice.is_typo and isinstance(choice.leaf, Term)]
        if others:
            hints.append(
                Message("nothing has “{told}”: searched as {other}", told=group.wish.word, other=", ".join(others))
            )
    return hints


def _iter_replacements(groups: Sequence[Group]) -> Iterator[str]:
    """The words that were searched in place of others, as a query has them: so that they are marked in the thread."""
    for group in groups:
        for choice in group.choices:
            if isinstance(choice.leaf, Term) and choice.is_typo:
                yield choice.leaf.term
            elif isinstance(choice.leaf, Phrase) and choice.weight < 1:
                yield '"{}"'.format(" ".join(term for term, _ in choice.leaf.terms))


def _split_words(groups: Sequence[Group], answer: Relevance | None) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """The words of a query, as typed, that a thread has and that it lacks."""
    there: dict[str, bool] = {}
    for group, has in zip(groups, answer.has if answer else (), strict=True):
        there[group.wish.word] = there.get(group.wish.word, True) and has
    return tuple(word for word, has in there.items() if has), tuple(word for word, has in there.items() if not has)


def _build_hit(
    held: Document, match: PostMatch, score: float, more: int, matched: tuple[str, ...], missing: tuple[str, ...]
) -> Hit:
    text, marks = build_snippet(match.passage.text, match.spans)
    number = match.passage.number
    return Hit(
        id=held.id,
        post=number,
        title=held.title,
        author=held.author,
        author_name=held.author_name,
        published=held.published,
        snippet=text,
        marks=marks,
        score=round(score, 4),
        url=f"/t/{held.slug}-{held.id}#p{number}",
        more=more,
        matched=matched,
        missing=missing,
    )


def _list_plain_words(tree: Node) -> list[Term]:
    return [leaf for leaf in dict.fromkeys(iter_leaves(tree)) if isinstance(leaf, Term) and has_forms(leaf.term)]


Ask = Callable[[Node], EngineResult]


class _WiderQuery(NamedTuple):
    """A tree that also asks for other forms of `words`, and the forms, `others`."""

    tree: Node
    words: str
    others: tuple[str, ...]


def _iter_wider(engine: Engine, expansion: Expansion, tree: Node, ask: Ask) -> Iterator[_WiderQuery]:
    """Wider trees for one that finds nothing: by forms of the words that nothing has; then, if every word is there but
    never with the others, by forms of each."""
    words = _list_plain_words(tree)
    unknown = [leaf for leaf in words if not ask(leaf).total]
    for some in (unknown, words if unknown != words and len(words) <= EVERY_WORD else []):
        if forms := _find_forms(engine, expansion, some, ask):
            others = (leaf for leaf in iter_leaves(Or(tuple(forms.values()))) if leaf not in forms)
            named = " ".join(leaf.term for leaf in some if leaf in forms)
            yield _WiderQuery(replace_leaves(tree, forms), named, tuple(o.term for o in others if isinstance(o, Term)))


def _find_forms(engine: Engine, expansion: Expansion, words: Sequence[Term], ask: Ask) -> dict[Node, Node]:
    """For each of these words that has other forms which may be seen: the word or any of them."""
    changes: dict[Node, Node] = {}
    for leaf in words:
        forms = (Term(term, leaf.title) for term in expansion.forms(engine, leaf.term, leaf.form))
        if seen := [form for form in forms if ask(form).total]:
            changes[leaf] = Or((leaf, *seen))
    return changes


def _suggest(engine: Engine, query: Query, ask: Ask) -> str | None:
    """The query with a word that nothing has spelt as a frequent one within a letter of it, if that finds something."""
    for leaf in _list_plain_words(query.tree):
        if ask(leaf).total:
            continue
        near = sorted(((-count, term) for term, count in engine.find_near(leaf.term)))
        for _, term in near[:3]:
            if ask(replace_leaves(query.tree, {leaf: Term(term, leaf.title)})).total:
                return _respell(query.text, leaf.term, term)
    return None


def _respell(text: str, term: str, instead: str) -> str | None:
    at = text.casefold().find(term)
    if at < 0 or len(text.casefold()) != len(text):
        return instead
    return text[:at] + instead + text[at + len(term) :]


#: Candidates of each kind (all words; some of them) that are scored.
CANDIDATES = 60
#: Digits of a score that count.
DIGITS = 6

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class GradedThreads:
    """What answers a query: `tree` asks for those threads exactly, `groups` are its words as they were looked for.

    `ranked` are the best, in order; `complete` is how many threads have all words, `lacking` how many lack some.
    """

    tree: Node
    groups: tuple[Group, ...]
    ranked: tuple[tuple[float, CandidateThread], ...]
    complete: int
    lacking: int
    exact: bool


def grade_threads(engine: Engine, expansion: Expansion, query: Query, narrow: Narrow) -> GradedThreads:
    """The threads that a query of wishes asks for; `narrow` narrows a tree to what may be seen."""
    groups, total = build_groups(engine, expansion, query, narrow)
    found = engine.find_candidates(narrow(query.condition), groups, CANDIDATES)
    scored = [(score_thread(one.reading, groups, INEXACT), one) for one in found.threads]
    complete, partial = choose_likely(scored, groups, total)
    if not (complete or partial or query.strict) and scored and query.condition != EVERYTHING:
        # what is an answer without the conditions is one with them: a link that narrows finds what it counts
        whole = engine.find_candidates(narrow(EVERYTHING), groups, CANDIDATES)
        wider = [(score_thread(one.reading, groups, INEXACT), one) for one in whole.threads]
        among = {one.id for pairs in choose_likely(wider, groups, total) for _, one in pairs}
        partial = [(answer, one) for answer, one in scored if one.id in among]
    partial = [] if query.strict else partial
    all_words = And((query.condition, *(group.tree for group in groups)))
    ids = tuple(one.id for _, one in partial)
    tree = Or((all_words, Ids(ids))) if found.complete else Ids(ids)
    return GradedThreads(tree, groups, _rank([*complete, *partial]), found.complete, len(ids), found.exact)


Scored = list[tuple[Relevance, T]]


def choose_likely(scored: Scored[T], groups: Sequence[Group], total: int) -> tuple[Scored[T], Scored[T]]:
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


def select_page(engine: Engine, graded: GradedThreads, page: PageRequest) -> EngineResult:
    """The threads of a page, in its order."""
    total, end, ranked = graded.complete + graded.lacking, page.offset + page.limit, graded.ranked
    if page.sort != "best":
        return EngineResult(page.search(engine, graded.tree).threads, total, graded.exact)
    threads = [FoundThread(one.id, round(score, 4), one.title) for score, one in ranked[page.offset : end]]
    if len(threads) < page.limit and total > len(ranked):  # more have all words than were scored
        others = And((graded.tree, Not(Ids(tuple(one.id for _, one in ranked)))))
        rest = replace(page, limit=page.limit - len(threads), offset=max(0, page.offset - len(ranked)))
        threads += rest.search(engine, others).threads
    return EngineResult(tuple(threads), total, graded.exact)


def build_groups(engine: Engine, expansion: Expansion, query: Query, narrow: Narrow) -> tuple[tuple[Group, ...], int]:
    """The groups of a query with their weights, and how many threads may be seen. A group that nothing meets is tried
    again as a compound, then as a slip of the pen."""
    scope = narrow(EVERYTHING)
    small = find_function_words(wish.leaf.term for wish in query.wishes if isinstance(wish.leaf, Term))
    groups = expansion.groups(engine, query.wishes, small)
    total, held = engine.survey(scope, groups)
    for widen in EXPANSIONS:
        for at, group in enumerate(groups):
            if held[at]:
                continue
            # each by itself: what may not be seen is no way to say it either
            tried = [replace(group, choices=(choice,)) for choice in widen(engine, group)]
            _, often = engine.survey(scope, tried)
            seen = [(count, one.choices[0]) for one, count in zip(tried, often, strict=True) if count]
            if widen is expand_typo:
                seen = sorted(seen, key=lambda pair: -pair[0])[:SLIPS]
            if seen:
                groups[at] = replace(group, choices=(*group.choices, *(choice for _, choice in seen)))
                held[at] = engine.survey(scope, [groups[at]])[1][0]
    return weigh_groups(groups, total, held), total


def _rank(scored: list[tuple[Relevance, CandidateThread]]) -> tuple[tuple[float, CandidateThread], ...]:
    """Best first, equals newest first, then by id."""
    held = [(round(answer.score, DIGITS), one) for answer, one in scored]
    return tuple(sorted(held, key=lambda pair: (-pair[0], -pair[1].moment, pair[1].rank)))
