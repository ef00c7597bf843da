"""Engines behind the seam, where a match stands, which post is shown, and what of it."""

from __future__ import annotations

import time
from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.support.search_library import EACH_ENGINE, Memory, shipped, thread
from unroller.config import ENGINES as NAMES
from unroller.errors import MisuseError
from unroller.model import Account, Attachment, CaptureInfo, Date, Post, Quote, Run, Thread
from unroller.search import ENGINES, SearchIndex, parse_query
from unroller.search.analysis import fold, get_spelling, tokenize
from unroller.search.ast import Sort, expand_site, parse_day_range, parse_host
from unroller.search.documents import Document, build_document, is_spelt
from unroller.search.engine import LARGE, Engine, get_engine_kind, suggest_engine
from unroller.search.expansion import find_forms
from unroller.search.matching import (
    SNIPPET_CHARS,
    WHOLE_CHARS,
    build_snippet,
    find_phrase,
    highlight,
    match_posts,
    within_one_edit,
)
from unroller.search.whoosh_engine.segment_merge import select_to_merge


def made(name: str, *posts: str, title: str = "Untitled", published: str | None = None) -> Document:
    return build_document(thread(*posts, published=published), thread_id=name, slug=name, title=title)


@pytest.fixture(params=EACH_ENGINE)
def engine(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Engine]:
    folder = tmp_path / "index"
    folder.mkdir()
    held = get_engine_kind(request.param).open(folder, create=True)
    yield held
    held.close()


def ask(engine: Engine, query: str, sort: Sort = "best", limit: int = 50, offset: int = 0) -> list[str]:
    return [
        thread.id for thread in engine.search(parse_query(query).tree, sort=sort, limit=limit, offset=offset).threads
    ]


# -- engines --


def test_an_unknown_engine_is_named() -> None:
    with pytest.raises(MisuseError, match=r"lucene.*whoosh"):
        get_engine_kind("lucene")
    assert sorted(ENGINES) == sorted(NAMES)


def test_an_engine_that_is_not_installed_says_how(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("unroller.search.engine.find_spec", lambda _name: None)
    with pytest.raises(MisuseError, match=r"tantivy.*pip install 'unroller\[tantivy\]'"):
        get_engine_kind("tantivy")
    assert get_engine_kind("whoosh").schema


def test_who_gains_from_the_other_engine_is_told() -> None:
    assert "tantivy" in (suggest_engine("whoosh", LARGE) or "")
    assert suggest_engine("whoosh", LARGE - 1) is suggest_engine("tantivy", LARGE) is None


def test_an_empty_index_answers(engine: Engine) -> None:
    assert engine.count() == 0
    for query in ("word", "-word", "sort:new", "pre*", "fuzzy~", '"a phrase"', "from:x"):
        found = engine.search(parse_query(query).tree, sort="best", limit=5, offset=0)
        assert (found.threads, found.total, found.exact) == ((), 0, True)
    assert engine.list_terms("a", 5) == []
    assert engine.find_near("word") == []


def test_put_in_replace_take_out(engine: Engine) -> None:
    assert engine.write([made("one", "apple pear"), made("two", "pear plum")], []) == 2
    assert sorted(ask(engine, "pear")) == ["one", "two"]
    engine.write([made("one", "cherry")], ["two", "unknown"])
    assert (ask(engine, "pear"), ask(engine, "cherry"), ask(engine, "-cherry")) == ([], ["one"], [])
    assert engine.count() == 1
    engine.write([], ["one"])
    assert engine.count() == 0
    assert ask(engine, "-x") == []


def test_dates_with_a_zone_are_in_the_order_of_utc(engine: Engine) -> None:
    dates = {
        "none": None, "day": "2024-03-05", "tokyo": "2024-03-05T23:30:00+09:00", "plain": "2024-03-05T16:00",
        "utc": "2024-03-05T20:00:00Z", "lima": "2024-03-05T23:30-0500",
    }  # fmt: skip
    engine.write([made(name, "apple", published=date) for name, date in dates.items()], [])
    assert ask(engine, "apple", "old") == ["day", "tokyo", "plain", "utc", "lima", "none"]
    assert ask(engine, "apple", "new") == ["lima", "utc", "plain", "tokyo", "day", "none"]
    assert ask(engine, "until:2024-03-05", "old") == ["day", "tokyo", "plain", "utc", "lima"]  # the day as stated
    assert made("a", "b", published="2024-03-05T23:30-0500").moment == 20240306043000


def test_a_failing_batch_changes_nothing(engine: Engine) -> None:
    engine.write([made("one", "apple")], [])

    def broken() -> list[Document]:
        raise OSError("disk full")

    def some() -> Iterator[Document]:
        yield made("two", "apple")
        yield from broken()

    with pytest.raises(OSError, match="disk full"):
        engine.write(some(), ["one"])
    assert ask(engine, "apple") == ["one"]
    engine.write([made("three", "apple")], [])
    assert engine.count() == 2


def test_a_phrase_stays_within_a_post(engine: Engine) -> None:
    engine.write([made("one", "the salt", "inventory begins"), made("two", "the salt inventory begins")], [])
    assert ask(engine, '"salt inventory"') == ["two"]
    assert ask(engine, '"salt inventory"~32') == ["two"]
    assert sorted(ask(engine, "salt inventory")) == ["one", "two"]


def test_phrases_and_the_words_between(engine: Engine) -> None:
    engine.write([made("one", "to be or not to be that is"), made("two", "be to not or be to")], [])
    assert ask(engine, '"to be or not to be"') == ["one"]
    assert ask(engine, '"be that"') == ["one"]
    assert ask(engine, '"to is"') == []
    assert ask(engine, '"to is"~1') == []
    assert ask(engine, '"to is"~2') == ["one"]
    assert ask(engine, '"be not"') == []
    assert sorted(ask(engine, '"be not"~1')) == ["one", "two"]


def test_a_tag_counts_as_its_word(engine: Engine) -> None:
    engine.write([made("one", "we love #python"), made("two", "we love python"), made("three", "we #love it")], [])
    assert ask(engine, "#python") == ["one"]
    assert sorted(ask(engine, '"love python"')) == ["one", "two"]
    assert ask(engine, '"we #love"') == ["three"]


def test_the_title_counts_more(engine: Engine) -> None:
    engine.write(
        [made("body", "about herons and more about other birds"),
         made("title", "about birds and more about other birds", title="Herons")],
        [],
    )  # fmt: skip
    assert ask(engine, "herons") == ["title", "body"]
    assert ask(engine, "in:title herons") == ["title"]
    assert ask(engine, "in:title heron*") == ["title"]
    assert ask(engine, "herons -(in:title herons)") == ["body"]


def test_words_in_one_post_count_more(engine: Engine) -> None:
    apart = made("apart", *["kettle on the stove, warm " * 2, "soup in the bowl, hot " * 2])
    near = made("near", "kettle and soup, one beside the other", "nothing of it here, only rain")
    engine.write([apart, near], [])
    assert ask(engine, "kettle soup") == ["near", "apart"]


def test_orders_and_ties(engine: Engine) -> None:
    dates = {"a": "2020-01-02", "b": "2021-01-01T10:00:00Z", "c": None, "d": "2021-01-01T11:00:00Z", "e": "2020"}
    engine.write([made(name, "same words", published=date) for name, date in dates.items()], [])
    assert ask(engine, "same", "new") == ["d", "b", "a", "e", "c"]
    assert ask(engine, "same", "old") == ["e", "a", "b", "d", "c"]
    assert ask(engine, "same", "best") == ["d", "b", "a", "e", "c"]
    assert [ask(engine, "same", limit=2, offset=at) for at in (0, 2, 4, 6)] == [["d", "b"], ["a", "e"], ["c"], []]
    assert sorted(ask(engine, "since:2020-12-31")) == ["b", "d", "e"]  # 2020 may mean its last day
    assert sorted(ask(engine, "since:2021")) == ["b", "d"]
    assert sorted(ask(engine, "until:2020-06")) == ["a", "e"]
    assert sorted(ask(engine, "-since:2000")) == ["c"]


def test_prefixes_and_slips(engine: Engine) -> None:
    engine.write([made("one", "photograph photographer"), made("two", "phone glacier"), made("three", "#photo")], [])
    assert ask(engine, "photogr*") == ["one"]
    assert sorted(ask(engine, "pho*")) == ["one", "three", "two"]
    assert ask(engine, "#pho*") == ["three"]
    for slip in ("glaciar~", "glacer~", "glaccier~", "galcier~", "glacie~", "glacier~"):
        assert ask(engine, slip) == ["two"], slip
    assert ask(engine, "placier~") == []
    assert engine.list_terms("photogr", 9) == [("photograph", 1), ("photographer", 1)]
    assert engine.find_near("phono") == [("phone", 1), ("photo", 1)]


def test_many_small_additions_are_merged_and_still_found(engine: Engine) -> None:
    for number in range(40):
        engine.write(
            [made(f"t{number}", f"word number {number} shared")], [f"t{number - 3}"] if number % 5 == 0 else []
        )
        engine.optimize(1_000)
        engine.refresh()
    gone = {f"t{number - 3}" for number in range(0, 40, 5)}
    assert set(ask(engine, "shared")) == {f"t{number}" for number in range(40)} - gone
    assert engine.count() == 40 - len(gone) + 1  # t-3 never was


@given(st.lists(st.integers(1, 3_000), max_size=60), st.integers(0, 20_000))
def test_merges_are_bounded_and_worth_it(sizes: list[int], most: int) -> None:
    picked = select_to_merge(sizes, most)
    assert len(set(picked)) == len(picked)
    assert not picked or len(picked) > 1
    assert sum(sizes[number] for number in picked) <= most or not picked


def test_merging_goes_on_until_few_are_left() -> None:
    sizes: list[int] = []
    rewritten = 0
    for _ in range(5_000):
        sizes.append(1)
        while picked := select_to_merge(sizes, 10**9):
            rewritten += sum(sizes[number] for number in picked)
            merged = sum(sizes[number] for number in picked)
            sizes = [size for number, size in enumerate(sizes) if number not in picked] + [merged]
    assert len(sizes) < 60
    assert rewritten < 5_000 * 8


# -- documents --


def test_facts_of_a_thread() -> None:
    held = Thread(
        CaptureInfo("x", "0" * 64, "test"),
        (
            Post(1, (Run("See "), Run("docs.example.org/a", "url", "https://docs.example.org/a"))),
            Post(2, (Run("pic"),), attachments=(Attachment("image", "https://cdn.example/x.png"),), lang="pt-BR"),
            Post(3, (Run("q"),), quotes=(Quote("https://social.example/@b/1"),)),
        ),
        author=Account("Ada@Social.example", "Ada"),
        platform="mastodon",
        published=Date("2022-03", how="stated"),
        lang="en",
    )
    doc = build_document(held, thread_id="i", slug="s", title="T", tags=("To  Read",), visibility="private")
    assert doc.filters == {
        "from:ada@social.example", "from:ada", "site:docs.example.org", "site:example.org", "site:social.example",
        "has:link", "has:source", "has:image", "has:media", "has:quote", "lang:en", "lang:pt", "platform:mastodon",
        "tag:to read", "visibility:private",
    }  # fmt: skip
    assert doc.days == (20220301, 20220331)
    assert doc.passages[1].filters == {"has:image", "has:media"}


def test_a_written_address_is_a_link_whatever_the_network_makes_of_it() -> None:
    held = Thread(
        CaptureInfo("x", "0" * 64, "test"), (Post(1, (Run("See HTTPS://Odd.invalid/a, or “http://b.test”"),)),)
    )
    assert build_document(held, thread_id="i", slug="s", title="T").filters == {
        "has:link", "site:odd.invalid", "site:b.test", "visibility:public",
    }  # fmt: skip


def test_hosts_and_days() -> None:
    assert parse_host("https://www.Example.org:8080/a") == "example.org"
    assert parse_host("example.org/a") == "example.org"
    assert parse_host("http://[broken") is None
    assert parse_host("http://b.test)") == "b.test"
    assert parse_host("") is parse_host("...") is parse_host("https://[::1]/") is None
    assert expand_site("https://a.b.example.co.uk/") == [
        "a.b.example.co.uk", "b.example.co.uk", "example.co.uk", "co.uk",
    ]  # fmt: skip
    assert expand_site("http://127.0.0.1/") == ["127.0.0.1"]
    assert parse_day_range("2020") == (20200101, 20201231)
    assert parse_day_range("2020-02") == (20200201, 20200229)
    assert parse_day_range(None) is parse_day_range("soon") is parse_day_range("0000-01-01") is None


# -- where it stands --


@pytest.mark.parametrize(
    ("text", "query", "marked"),
    [
        ("The Flood came. A flood!", "flood", ["Flood", "flood"]),
        ("ﬁne İstanbul Café", "fine istanbul cafe", ["ﬁne", "İstanbul", "Café"]),
        ("in the margin, in the book", '"the margin"', ["the", "margin"]),
        ("soup and braille", "soup -braille", ["soup"]),
        ("newts or frogs", "newts or frogs", ["newts", "frogs"]),
        ("photograph photos", "photogr*", ["photograph"]),
        ("a glacier", "glaciar~", ["glacier"]),
        ("love #Python", "#python", ["#Python"]),
        ("love #Python", "python", ["Python"]),
        ("東京タワー", "東京", ["東京"]),
        ("東京タワー", "タワー", ["タワー"]),
        ("from here", "from:here since:2020", []),
        ("nothing", "other", []),
    ],
)
def test_marks(text: str, query: str, marked: list[str]) -> None:
    spans = highlight(text, parse_query(query))
    assert [text[a:b] for a, b in spans] == marked


@given(st.text(max_size=400), st.text(max_size=40))
def test_marks_are_apart_and_inside(text: str, query: str) -> None:
    spans = highlight(text, parse_query(query))
    assert all(0 <= a < b <= len(text) for a, b in spans)
    assert all(one[1] <= other[0] for one, other in pairwise(spans))


LONG = st.lists(st.sampled_from(["word", "flood", "a", "longerword", "\n", "東京", "🐢", "x" * 50]), max_size=120)


@given(LONG.map(" ".join))
def test_snippets_hold_the_best_marks(text: str) -> None:
    spans = highlight(text, parse_query("flood or turtle or 東京"))
    short, marks = build_snippet(text, spans)
    line = " ".join(text.split())
    assert short == line if len(line) <= WHOLE_CHARS else len(short) <= SNIPPET_CHARS + 2
    assert "\n" not in short
    assert bool(marks) == bool(spans)
    assert {fold(short[a:b]) for a, b in marks} <= {"flood", "東京"}
    inside = short.strip("…").strip()
    assert inside in line


def test_a_short_post_is_shown_whole_on_one_line() -> None:
    text = "The flood came.\n\n- first the cellar\n- then the turtle\n" + "It stayed for days. " * 12
    short, marks = build_snippet(text, highlight(text, parse_query("turtle")))
    assert len(text) > WHOLE_CHARS - 10
    assert short == " ".join(text.split())
    assert [short[a:b] for a, b in marks] == ["turtle"]


def test_a_snippet_has_the_place_with_most_words() -> None:
    text = "flood " + "filler words " * 40 + "the flood and the turtle " + "more filler " * 40
    short, marks = build_snippet(text, highlight(text, parse_query("flood turtle")))
    assert [short[a:b] for a, b in marks] == ["flood", "turtle"]
    assert short.startswith("…")
    assert short.endswith("…")


def test_the_best_post_is_the_one_with_most_of_it() -> None:
    doc = made("x", "about soup", "kettle and soup", "the kettle kettle kettle", "none")
    found = match_posts(doc, parse_query("kettle soup").tree)
    assert found[0].passage.number == 2
    assert {match.passage.number for match in found} == {1, 2, 3}


def test_a_thread_found_by_its_facts_gives_the_post_they_are_true_of() -> None:
    doc = made("x", "nothing", "see https://example.org/page", "end")
    assert match_posts(doc, parse_query("site:example.org").tree)[0].passage.number == 2
    assert match_posts(doc, parse_query("from:someone").tree)[0].passage.number == 1
    assert match_posts(doc, parse_query("-absent").tree)[0].passage.number == 1


@given(st.text("abc", min_size=1, max_size=6), st.text("abc", min_size=1, max_size=6))
def test_one_edit(term: str, other: str) -> None:
    edits = {term}
    for at in range(1, len(term) + 1):
        edits |= {term[:at] + c + term[at:] for c in "abc"}
        edits |= {term[:at] + c + term[at + 1 :] for c in "abc"}
        edits |= {term[:at] + term[at + 1 :]}
        edits |= {term[:at] + term[at + 1 : at + 2] + term[at : at + 1] + term[at + 2 :]}
    assert within_one_edit(term, other) == (other in edits)
    assert within_one_edit(term, other) == within_one_edit(other, term)


def test_places_of_a_phrase_in_hostile_text_are_found_in_linear_time() -> None:
    began = time.process_time()
    everywhere = list(range(20_000))
    assert len(find_phrase([everywhere] * 20, list(range(20)), 0)) == 20_000 - 19
    assert len(find_phrase([everywhere] * 20, list(range(20)), 32)) == 20_000 - 19
    assert find_phrase([everywhere, [10**6]], [0, 1], 32) == []
    assert time.process_time() - began < 2.0


@pytest.mark.parametrize(
    ("one", "other"),
    [("harvesting", "harvest"), ("transcribing", "transcribed"), ("running", "run"), ("cities", "city"),
     ("katzen", "katze"), ("maisons", "maison"), ("libros", "libro"), ("cantando", "cantar"), ("gatti", "gatto")],
)  # fmt: skip
def test_forms_of_a_word(one: str, other: str) -> None:
    languages = ("de", "en", "es", "fr", "it")
    assert find_forms(one, "", {other: (), "zz" + other: ()}, languages) == [other]
    assert find_forms(other, "", {one: (), "zz" + one: ()}, languages) == [one]


# -- relevance, on the shipped threads --


@pytest.mark.parametrize("engine", EACH_ENGINE)
@pytest.mark.parametrize(
    ("query", "name", "post"),
    [
        ("phoned families teacher", "measles-catch-up-week", 9),
        ("ordinary tuesday", "nobody-reads-your-second-paragraph", 10),
        ("hydrop*", "eels-hear-through-bone", 1),
        ("Guenole", "journal-dune-petite-traductrice", 4),
        ("🍋", "dal-for-tired-people", 7),
        ("frigorifico", "la-biblioteca-que-viaja-en-burro", 2),
        ("nests turtles", "caderno-de-campo-da-praia-longa", None),
    ],
)
def test_the_very_post_is_found(tmp_path: Path, engine: str, query: str, name: str, post: int | None) -> None:
    archive = Memory()
    for key, held in shipped().items():
        archive.add(key, held)
    index = SearchIndex(tmp_path, archive, engine)
    found = index.search(query)
    index.close()
    if post is None:
        assert not found.hits
        return
    assert (found.hits[0].id, found.hits[0].post) == (name[:20].ljust(20, "-"), post)
    assert all(fold(found.hits[0].snippet[a:b]) for a, b in found.hits[0].marks)
    assert {t.term for t in tokenize(found.hits[0].snippet)}


# -- spellings --


@pytest.mark.parametrize(
    ("query", "first", "other"),
    [
        ("café", "The café by the canal.", "The cafe by the canal."),
        ("cafe", "The cafe by the canal.", "The café by the canal."),
        ("CAFÉ", "The Café by the canal.", "The CAFE by the canal."),
        ('"café au lait"', "A café au lait.", "A cafe au lait."),
        ("naïve cafe", "A naïve word in a cafe.", "A naive word in a café."),
        ("été", "Un été, l'été même.", "Un ete, ete, ete, ete."),
        ("ete", "Un ete.", "Un été, été, été, été."),
        ("#été", "Beau #été", "Beau #ete"),
        ("ışık", "Biraz ışık.", "Biraz isik."),
        ("ещё", "И ещё раз.", "И еще раз."),
        ("straße", "Eine Straße.", "Eine Strasse."),
        ("don’t", "I don't.", "I don't know why they do it."),
        ("resume", "My resume and my résumé.", "My résumé and my résumé."),
    ],
)  # fmt: skip
def test_the_spelling_asked_for_comes_first(engine: Engine, query: str, first: str, other: str) -> None:
    """However many there are of the other, and however much newer."""
    exact = build_document(thread(first, published="2010"), thread_id="exact", slug="s", title="t")
    others = [
        build_document(thread(other, published="2020"), thread_id=f"other{number}", slug="s", title="t")
        for number in range(100)
    ]
    engine.write([*others[:50], exact, *others[50:]], [])
    found = engine.search(parse_query(query).tree, sort="best", limit=200, offset=0)
    assert found.total == 101
    assert found.threads[0].id == "exact"


def test_the_post_with_the_spelling_asked_for_comes_first() -> None:
    one = build_document(thread("A cafe, a cafe.", "A café."), thread_id="x", slug="s", title="t")
    assert [match.passage.number for match in match_posts(one, parse_query("café").tree)] == [2, 1]
    assert [match.passage.number for match in match_posts(one, parse_query("cafe").tree)] == [1, 2]


@given(st.text(max_size=60))
def test_what_a_text_says_finds_it_in_its_own_spelling(text: str) -> None:
    one = build_document(thread(text or "x"), thread_id="x", slug="s", title="t")
    for token in tokenize(text):
        form = get_spelling(token, text)
        assert fold(form)[:64] == token.term or form == token.term
        assert is_spelt(one.forms, token.term, form)
