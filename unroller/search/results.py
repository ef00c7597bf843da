"""From the threads an engine finds to the posts a person reads: the best post, its snippet and its marks."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import NamedTuple

from unroller.messages import Message
from unroller.search.ast import Node, Or, Phrase, Sort, Term, iter_leaves, replace_leaves
from unroller.search.documents import INEXACT, Document
from unroller.search.engine import Engine, EngineResult, FacetField, Facets
from unroller.search.expansion import Expansion
from unroller.search.matching import PostMatch, build_snippet, locate_leaves, match_posts
from unroller.search.query import Query
from unroller.search.query_edit import with_all_words
from unroller.search.relevance import Group, Relevance, relevance
from unroller.search.retrieval import grade, threads
from unroller.search.word_forms import has_forms

#: Other posts of a thread shown below its best one, and how well they must answer beside it.
OTHERS, OTHER_SHARE = 4, 0.5
#: Said when threads are shown although none has all words.
NOT_ALL = Message("no thread has all of these words; shown are those that have most of them")
#: Words of a query up to which forms are asked for of each, when all are known but never stand together.
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

    def search(
        self,
        engine: Engine,
        query: Query,
        seen: Callable[[Node], Node],
        sort: Sort,
        limit: int,
        offset: int,
        *,
        facets: bool = False,
        mark: str | None = None,
    ) -> Results:
        """The hits of a query; `seen` narrows a tree to what may be shown. `mark` is another after each change of the
        index, None when that is not known."""
        self._expansion.follow(engine, mark)
        if query.wishes:
            return self._search_graded(engine, query, seen, sort, limit, offset, facets=facets)
        tree, text, hints, suggestion = query.tree, query.text, list(query.hints), None
        result = engine.search(seen(tree), sort=sort, limit=limit, offset=offset)

        def ask(node: Node) -> EngineResult:
            return engine.search(seen(node), sort=sort, limit=0, offset=0)

        for wider in _iter_wider(engine, self._expansion, tree, ask) if not result.total else ():
            again = engine.search(seen(wider.tree), sort=sort, limit=limit, offset=offset)
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
            facets=engine.count_facets(seen(tree), FACETS, FACET_VALUES) if facets else None,
        )  # fmt: skip

    def _search_graded(
        self,
        engine: Engine,
        query: Query,
        seen: Callable[[Node], Node],
        sort: Sort,
        limit: int,
        offset: int,
        *,
        facets: bool,
    ) -> Results:
        """The hits of a query with plain words, of which some may be wrong."""
        graded = grade(engine, self._expansion, query, seen)
        result = threads(engine, graded, seen, sort=sort, limit=limit, offset=offset)
        hints, strict = list(query.hints), None
        if result.total and not graded.complete:
            hints.insert(0, NOT_ALL)
        hints += _list_typo_hints(graded.groups) if result.total else []
        if result.total > graded.complete:
            strict = with_all_words(query.text)
        marked = replace(query, text=" ".join([query.text, *_iter_replacements(graded.groups)]))
        return Results(
            self._build_hits(result, query.condition, graded.groups), result.total, result.exact, tuple(hints), marked,
            facets=engine.count_facets(seen(graded.tree), FACETS, FACET_VALUES) if facets else None, strict=strict,
        )  # fmt: skip

    def _build_hits(self, result: EngineResult, tree: Node, groups: Sequence[Group] = ()) -> tuple[Hit, ...]:
        best: list[Hit] = []
        others: list[Hit] = []
        for thread in result.threads:
            held = self._get_document(thread.id, thread.title)
            if held is None:  # removed a moment ago
                continue
            answer = relevance(locate_leaves(held, groups), groups, INEXACT) if groups else None
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
    """What is said of words that nothing has, and that were searched as others."""
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
