"""Graded retrieval: words that may be wrong, by every engine and by a scan of all threads; what is shown, and what
not."""

from __future__ import annotations

import random
import re
from collections.abc import Iterator, Sequence
from pathlib import Path

import pytest

from tests.search.test_agreement import LEXICON, SEEN, documents, make
from tests.support.search_library import EACH_ENGINE, Memory, shipped, thread
from unroller.archive import ThreadEdits
from unroller.search import SearchIndex, parse_query
from unroller.search import results as retrieval
from unroller.search.analysis import fold
from unroller.search.ast import And, Filter, Node, Term, list_spellings
from unroller.search.completion import format_filter
from unroller.search.documents import INEXACT, Document, encode_filter, is_spelt
from unroller.search.engine import Engine, get_engine_kind
from unroller.search.expansion import Expansion, find_function_words, list_prefixes
from unroller.search.matching import locate_leaves
from unroller.search.query_edit import with_filter
from unroller.search.relevance import Choice, Group, LeafPositions, Relevance, compute_rarity, is_answered, score_thread
from unroller.search.results import (
    CANDIDATES,
    GradedThreads,
    PageRequest,
    build_groups,
    choose_likely,
    grade_threads,
    select_page,
)


def matches_filter(document: Document, item: Filter) -> bool:
    """Whether a filter holds of a thread."""
    if item.field == "since":
        return document.days is not None and document.days[1] >= int(item.value)
    if item.field == "until":
        return document.days is not None and document.days[0] <= int(item.value)
    return encode_filter(item) in document.filters


@pytest.fixture(params=EACH_ENGINE)
def engine_name(request: pytest.FixtureRequest) -> str:
    return str(request.param)


def opened(name: str, folder: Path, held: Sequence[Document]) -> Engine:
    folder.mkdir()
    engine = get_engine_kind(name).open(folder, create=True)
    for start in range(0, len(held), 300):
        engine.write(held[start : start + 300], [one.id for one in held[max(0, start - 300) : start : 50]])
    return engine


def left(held: Sequence[Document]) -> list[Document]:
    """The documents that :func:`opened` leaves in an index."""
    gone = {one.id for start in range(0, len(held), 300) for one in held[max(0, start - 300) : start : 50]}
    return [one for one in held if one.id not in gone]


def recollections(library: list[Document], chance: random.Random, count: int) -> Iterator[str]:
    """Words of a post with some wrong, sentences, single words, beside conditions too."""
    strays = [word for words in LEXICON.values() for word in words.split()]
    for number in range(count):
        text = chance.choice(chance.choice(library).passages).text
        words = re.findall(r"\w+", text)
        some = chance.sample(words, min(len(words), 1 + number % 5))
        some += chance.sample(strays, number % 3) + ["of", "the"] * (number % 4 == 3)
        chance.shuffle(some)
        condition = chance.choice(["", "", "", " from:alice", " -soup", " since:2021", " lang:de"])
        yield " ".join(some) + condition


# -- the scan: every thread is read and scored, nothing is looked up --


def scan(held: Sequence[Document], query_text: str, groups: tuple[Group, ...], total: int, scope: str) -> list[str]:
    """The ids that graded retrieval is to give, best first, from all documents."""
    query = parse_query(query_text)
    seen = [one for one in held if f"visibility:{scope}" in one.filters]
    among = [one for one in seen if meets(one, query.condition)]
    shown = judged(among, groups, total)
    if not shown and query.condition != And(()):
        wider = {one.id for _, one in judged(seen, groups, total)}
        shown = [pair for pair in best_known(among, groups) if pair[1].id in wider]
    shown.sort(key=lambda pair: (-round(pair[0].score, 6), -pair[1].moment, pair[1].rank))
    return [one.id for _, one in shown]


Answers = list[tuple[Relevance, Document]]


def best_known(among: Sequence[Document], groups: tuple[Group, ...]) -> Answers:
    """The threads that an engine is to name."""
    answers = [(score_thread(by_thread(one, groups), groups, INEXACT), one) for one in among]
    answers = [(answer, one) for answer, one in answers if any(answer.has)]
    complete = [(answer, one) for answer, one in answers if all(answer.has)]
    assert len(complete) <= CANDIDATES
    partial = [(answer, one) for answer, one in answers if not all(answer.has)]
    units = [group.units for group in groups]
    partial.sort(
        key=lambda pair: (
            -sum(unit for unit, has in zip(units, pair[0].has, strict=True) if has), -pair[1].moment, pair[1].rank,
        )
    )  # fmt: skip
    return complete + partial[:CANDIDATES]


def judged(among: Sequence[Document], groups: tuple[Group, ...], total: int) -> Answers:
    """Those of them that are shown."""
    return [pair for pairs in choose_likely(best_known(among, groups), groups, total) for pair in pairs]


def by_thread(one: Document, groups: tuple[Group, ...]) -> LeafPositions:
    """Where words stand; a word is in another spelling where the whole thread has it in no other."""
    made = locate_leaves(one, groups)
    for leaf in list(made.inexact):
        if all(is_spelt(one.forms, term, form) for term, form in list_spellings(leaf)):
            del made.inexact[leaf]
        else:
            made.mark_inexact(leaf)
    return made


def meets(held: Document, node: Node) -> bool:
    """Whether a condition of :func:`recollections` holds of a thread."""
    if isinstance(node, And):
        return all(meets(held, part) for part in node.parts)
    if isinstance(node, Filter):
        return matches_filter(held, node)
    words = {token.term for one in held.passages for token in one.tokens} | {t.term for t in held.title_tokens}
    return "soup" not in words  # the only word that is excluded


def test_engines_and_a_scan_find_the_same_in_the_same_order(tmp_path: Path) -> None:
    chance = random.Random(11)
    library = list(documents([make(number, chance) for number in range(1_200)], chance))
    names = [str(one.values[0]) for one in EACH_ENGINE if not any(mark.args[0] for mark in one.marks)]
    engines = {name: opened(name, tmp_path / name, library) for name in names}
    held = left(library)
    found_some = lacking = 0
    for text in recollections(held, chance, 160):
        query, scope = parse_query(text), chance.choice(SEEN)

        def narrow(tree: Node, scope: str = scope) -> Node:
            return And((tree, Filter("visibility", scope)))

        graded: dict[str, GradedThreads] = {}
        for name, engine in engines.items():
            expansion = Expansion()
            expansion.follow(engine, None)
            graded[name] = grade_threads(engine, expansion, query, narrow)
            groups, total = build_groups(engine, expansion, query, narrow)
            assert graded[name].groups == groups
            ids = [one.id for _, one in graded[name].ranked]
            if graded[name].complete <= CANDIDATES:
                assert ids == scan(held, text, groups, total, scope), (name, text)
            for sort in ("best", "new", "old"):
                page = select_page(engine, graded[name], PageRequest(narrow, sort, 2_000, 0))  # type: ignore[arg-type]
                assert len(page.threads) == len({one.id for one in page.threads}) == page.total, (name, text, sort)
            facets = engine.count_facets(narrow(graded[name].tree), ("lang",), 3)
            assert facets.total == page.total, (name, text)
        found_some += bool(ids)
        lacking += bool(ids) and not graded[name].complete
        one, *others = graded.values()
        for other in others:
            assert (other.groups, other.complete, other.exact) == (one.groups, one.complete, one.exact), text
            assert [(score, held.id) for score, held in other.ranked] == [(s, held.id) for s, held in one.ranked], text
    assert found_some > 100
    assert lacking > 20
    for engine in engines.values():
        engine.close()


def test_pages_of_more_threads_than_are_scored_follow_each_other(tmp_path: Path, engine_name: str) -> None:
    archive = Memory()
    for number in range(CANDIDATES * 2):
        archive.add(f"thread{number}", thread(f"a heron and {number} ducks", published=f"2020-01-{1 + number % 28:02}"))
    index = SearchIndex(tmp_path, archive, engine_name)
    pages = [[hit.id for hit in index.search("heron ducks", limit=25, offset=at).hits] for at in range(0, 150, 25)]
    found = [name for page in pages for name in page]
    assert len(found) == len(set(found)) == CANDIDATES * 2
    assert index.search("heron ducks").total_threads == CANDIDATES * 2
    newest = index.search("heron ducks sort:new", limit=200).hits
    assert [hit.published for hit in newest] == sorted((hit.published or "" for hit in newest), reverse=True)


# -- what a person sees --


@pytest.fixture
def index(tmp_path: Path, engine_name: str) -> SearchIndex:
    archive = Memory()
    for name, held in shipped().items():
        archive.add(name, held)
    return SearchIndex(tmp_path, archive, engine_name)


def test_a_hit_says_which_words_it_has_and_lacks(index: SearchIndex) -> None:
    results = index.search("Newts, frost flamingo")
    assert results.hits[0].id.startswith("a-year-on-plot")
    assert (results.hits[0].matched, results.hits[0].missing) == (("Newts", "frost"), ("flamingo",))
    assert str(results.hints[0]).startswith("no thread has all of these words")
    assert results.strict == "all: Newts, frost flamingo"
    assert index.search(results.strict).hits == ()
    whole = index.search("newts frost")
    assert (whole.hits[0].matched, whole.hits[0].missing, whole.hints) == (("newts", "frost"), (), ())
    assert index.search('"newts"').hits[0].matched == ()


def test_forms_count_as_the_word_and_are_marked(index: SearchIndex) -> None:
    hit = index.search("transcribing").hits[0]
    assert hit.matched == ("transcribing",)
    assert [hit.snippet[a:b] for a, b in hit.marks] != []
    both = index.search("all: transcribing")
    assert [one.id for one in both.hits] == [one.id for one in index.search("transcribing").hits]


def test_a_link_that_narrows_finds_what_it_counts(index: SearchIndex) -> None:
    links = 0
    for query in ("soup river town", "kettle bread night soup", "Newts, frost flamingo"):
        facets = index.search(query, facets=True).facets
        assert facets
        for field in ("from", "hashtag", "lang"):
            for value, count in facets.counts[field]:
                narrower = with_filter(query, format_filter(field, value))
                assert index.search(narrower).total_threads == count, narrower
                links += 1
    assert links > 10


def test_a_slip_of_the_pen_is_forgiven_and_said(index: SearchIndex) -> None:
    results = index.search("trunips")
    assert results.hits
    assert [*map(str, results.hints)] == ["nothing has “trunips”: searched as turnips"]
    assert [results.hits[0].snippet[a:b] for a, b in results.hits[0].marks] == ["turnips"]
    assert results.query.text == "trunips turnips"  # what the thread's page marks


def test_nonsense_finds_nothing(index: SearchIndex) -> None:
    for query in ("zzyzqx", "qworble frandish", "plimvost urkaleen droosk", "жфщыва", "qworble the of and in"):
        results = index.search(query)
        assert (results.hits, results.total_threads, results.strict) == ((), 0, None), query


def test_rare_words_decide_and_function_words_hardly(index: SearchIndex) -> None:
    first = index.search("what was it that the man did with the trombone").hits[0]
    assert first.id.startswith("night-train-to-the-c")
    assert {"the", "trombone"} <= set(first.matched)


def test_conditions_hold_beside_words(tmp_path: Path, engine_name: str) -> None:
    archive = Memory()
    for number in range(30):
        archive.add(f"other {number}", thread(f"nothing of the kind, {number}"))
    archive.add("one", thread("heron duck swan", author="ann"))
    archive.add("two", thread("heron duck", author="bob"))
    archive.add("three", thread("heron duck swan grebe", author="bob"), ThreadEdits(visibility="private"))
    index = SearchIndex(tmp_path, archive, engine_name)

    def ids(query: str, visible: tuple[str, ...] | None = None) -> list[str]:
        return [hit.id.rstrip("-") for hit in index.search(query, visible=visible).hits]

    assert ids("heron duck swan", ("public",)) == ["one", "two"]
    assert ids("heron duck swan from:bob", ("public",)) == ["two"]
    assert ids("heron duck -swan") == ["two"]
    assert ids("all: heron duck swan grebe", ("public",)) == []
    assert ids("heron duck swan grebe")[0] == "three"
    assert ids('"duck swan" grebe') == ["three"]
    assert ids("heron or swan from:bob", ("public",)) == ["two"]


COMPOUNDS = [
    ("harbour master", "the harbourmaster waved"),
    ("harbourmaster", "the harbour master waved"),
    ("Kreis Archiv", "im Kreisarchiv lag es"),
    ("Kreisarchiv", "im Kreis Archiv lag es"),
    ("bus lane", "the buslane is red"),
]


@pytest.mark.parametrize(("query", "text"), COMPOUNDS)
def test_compounds_are_found_by_their_parts(tmp_path: Path, engine_name: str, query: str, text: str) -> None:
    archive = Memory()
    archive.add("wanted", thread(text, lang="en"))
    archive.add("other", thread("nothing of the kind"))
    index = SearchIndex(tmp_path, archive, engine_name)
    assert [hit.id.rstrip("-") for hit in index.search(query).hits] == ["wanted"]


#: A word in two forms, in a language with a stemmer.
FORMS = [
    ("en", "harvesting", "we harvest at dawn"), ("de", "Häuser", "ein Haus am See"),
    ("fr", "élections", "une élection"),
    ("es", "canciones", "una canción vieja"), ("pt", "informações", "uma informação"),
    ("pt", "informacoes", "uma informação"),
    ("it", "biblioteche", "la biblioteca chiusa"), ("nl", "bibliotheken", "de bibliotheek dicht"),
    ("sv", "bilarna", "en bil till"), ("da", "husene", "et hus her"), ("fi", "talossa", "talo on"),
    ("ru", "книгами", "старая книга"), ("tr", "kitaplar", "bir kitap"), ("hu", "házak", "egy ház"),
    ("pl", "książkami", "dobra książka"), ("ar", "كتاب", "هذا الكتاب قديم"), ("ro", "cărților", "o carte"),
    ("ar", "المدارس", "والمدارس مغلقة"), ("ar", "وبالمكتبات", "في المكتبات"), ("pt", "ladrão", "os ladrões"),
    ("pt", "ladroes", "um ladrão"), ("hi", "किताब", "किताबों की दुकान"), ("ne", "किताब", "किताबहरू यहाँ"),
    ("hi", "दुकानें", "किताबों की दुकान"), ("ta", "மரங்களை", "பல மரங்கள்"),
    ("en", "judge's", "a judge slept"), ("en", "passenger’s", "two passengers slept"), ("fr", "l'école", "des écoles"),
]  # fmt: skip


@pytest.mark.parametrize(("lang", "query", "text"), FORMS)
def test_forms_in_many_languages(tmp_path: Path, engine_name: str, lang: str, query: str, text: str) -> None:
    archive = Memory()
    archive.add("wanted", thread(text, lang=lang))
    archive.add("other", thread("zzz xxx", lang=lang))
    index = SearchIndex(tmp_path, archive, engine_name)
    assert [hit.id.rstrip("-") for hit in index.search(query).hits] == ["wanted"]


def test_forms_are_looked_for_where_the_word_itself_begins() -> None:
    for word, begin in (("boring", "bor"), ("pueblo", "pueb")):
        assert list_prefixes(word, ("de", "en", "es", "fr", "it", "nl", "pt")) == (begin,)


def test_long_and_hostile_queries_end(index: SearchIndex) -> None:
    for query in ("the of and to in a is it " * 100, "東京タワーで本を読む" * 90, "a" * 900, "ha" * 450, "no " * 300):
        assert index.search(query).took < 5


def test_the_number_of_candidates_is_bounded(monkeypatch: pytest.MonkeyPatch, index: SearchIndex) -> None:
    monkeypatch.setattr(retrieval, "CANDIDATES", 3)
    results = index.search("the of and to in a", limit=50)
    assert results.total_threads >= len({hit.id for hit in results.hits}) > 3


def test_words_of_the_sentence_alone_answer_nothing(tmp_path: Path, engine_name: str) -> None:
    archive = Memory()
    archive.add("only", thread("How did the heron come to the pier with the others?"))
    index = SearchIndex(tmp_path, archive, engine_name)
    assert index.search("how did the flamingo come with the zebra").hits  # one word of the subject is there
    assert index.search("how did the flamingo go with the zebra").hits == ()
    assert index.search("how did the with").hits  # nothing else was asked


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("heron flamingo", True),  # few words: one may be wrong
        ("heron pier flamingo zebra", True),
        ("heron pier flamingo zebra bison", True),
        ("heron flamingo zebra bison lemur", False),  # of five words one: another subject
        ("did they say what the heron did to those who stood there", True),  # a recollection at length
    ],
)
def test_one_word_of_many_is_no_answer(tmp_path: Path, engine_name: str, query: str, found: bool) -> None:
    archive = Memory()
    for number in range(20):
        archive.add(f"other {number}", thread(f"nothing of the kind, {number + 100}", lang="en"))
    archive.add("only", thread("The heron sat on the pier.", "The heron flew off.", lang="en"))
    index = SearchIndex(tmp_path, archive, engine_name)
    assert bool(index.search(query).hits) is found


def bar(words: str, met: Sequence[float], unknown: str = "") -> float:
    """How many words that nothing else has a thread must score as, to answer: the words `unknown` stand nowhere."""
    terms = [(wish, part) for wish in parse_query(words).wishes for part in wish.parts or (wish.leaf,)]
    groups = [
        Group(
            wish,
            (Choice(leaf),),
            weight=100.0 * (not there),
            known=not (isinstance(leaf, Term) and leaf.term in unknown),
        )
        for (wish, leaf), there in zip(terms, met, strict=True)
    ]
    return next(
        score / 100
        for score in range(1_000)
        if is_answered(Relevance(score / 100 * compute_rarity(50, 1), tuple(met), {}), groups, 50)
    )


def test_what_a_thread_must_score_to_answer() -> None:
    few = bar("heron pier zebra", (1, 0, 0))
    assert few == bar("heron pier zebra", (1, 1, 0)) == bar("heron pier zebra", (1, 0, 0), "zebra")
    assert bar("heron pier zebra", (1, 0, 0), "pier zebra") > few, "of the words two stand nowhere"
    five = "heron pier zebra bison lemur"
    assert bar(five, (1, 1, 0, 0, 0)) == few
    assert bar(five, (1, 0, 0, 0, 0)) == bar(five, (1, 0.5, 0, 0, 0)) > few, "but for one word nothing is there"
    assert bar(f"{five} tapir", (1, 1, 0, 0, 0, 0)) < few, "who types more recollects"
    assert bar("図書館の休", (1, 0, 0, 0)) == bar("図書館の休", (1, 0, 0, 0), "館の の休"), "pairs are no words"


FUNCTION_WORDS = [
    ("could it have been whose fault", {"could", "it", "have", "been", "whose"}),
    ("why couldn't they do that", {"why", "couldn't", "they", "do", "that"}),
    ("comment faire une écharpe", {"comment", "faire", "une"}),
    ("waschmaschine schleudert nicht mehr", {"nicht", "mehr"}),
    ("quando si può fare senza forno", {"quando", "si", "puo", "fare", "senza"}),
    ("waarom mag niemand weten waar", {"waarom", "mag", "niemand", "waar"}),
    ("onde está toda a praia", {"onde", "esta", "toda", "a"}),
    ("hat museum", set()),  # one word of a sentence is none: it may be one of the subject, in another language
]


@pytest.mark.parametrize(("query", "small"), FUNCTION_WORDS)
def test_words_of_the_sentence(query: str, small: set[str]) -> None:
    assert find_function_words(fold(word) for word in query.split()) == small


def test_a_number_alone_is_no_answer_to_a_question_about_something_else(tmp_path: Path, engine_name: str) -> None:
    archive = Memory()
    for number in range(20):
        archive.add(f"other {number}", thread(f"nothing of the kind, {number + 100}"))
    archive.add("only", thread("In 1887 the herons came. In 1887, I say.", title="1887"))
    index = SearchIndex(tmp_path, archive, engine_name)
    assert index.search("zebra flamingo 1887").hits == ()
    assert index.search("herons 1887 flamingo").hits
    assert index.search("1887").hits
