"""The query language: each construct and its tree, broken syntax and its hint, and what holds of any query."""

from __future__ import annotations

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from unroller.limits import DEFAULT, Limits
from unroller.search.ast import (
    EVERYTHING,
    NOTHING,
    And,
    Filter,
    Fuzzy,
    Node,
    Not,
    Or,
    Phrase,
    Prefix,
    Term,
    iter_leaves,
)
from unroller.search.query import DEPTH, parse_query


def phrase(*words: str, slop: int = 0, title: bool = False) -> Phrase:
    return Phrase(tuple((word, at) for at, word in enumerate(words)), slop, title)


A, B, C, D, OR = Term("aa"), Term("bb"), Term("cc"), Term("dd"), Term("or")

#: What is understood without a remark.
GOOD: dict[str, Node] = {
    "aa": A,
    "Aa BB": And((A, B)),
    '"aa bb"': phrase("aa", "bb"),
    "“aa bb”": phrase("aa", "bb"),
    "«aa bb»": phrase("aa", "bb"),
    "„aa bb“": phrase("aa", "bb"),
    '"aa bb"~3': phrase("aa", "bb", slop=3),
    '"aa"': A,
    "-aa": Not(A),
    "aa -bb": And((A, Not(B))),
    "aa NOT bb": And((A, Not(B))),
    '-"aa bb"': Not(phrase("aa", "bb")),
    "--aa": Not(A),
    "aa or bb": Or((A, B)),
    "aa OR bb": Or((A, B)),
    "aa | bb": Or((A, B)),
    "aa OR bb cc": Or((A, And((B, C)))),
    "aa bb OR cc dd": Or((And((A, B)), And((C, D)))),
    "aa or bb cc": And((A, OR, B, C)),
    "aa bb or cc dd": And((A, B, OR, C, D)),
    "aa or bb or cc": Or((A, B, C)),
    'aa or "bb cc"': Or((A, phrase("bb", "cc"))),
    "aa or bb from:x": And((Filter("from", "x"), Or((A, B)))),
    "since:2022 aa or bb -cc": And((Filter("since", "20220101"), Not(C), Or((A, B)))),
    "from:x or from:y": Or((Filter("from", "x"), Filter("from", "y"))),
    "(aa bb) or cc": Or((And((A, B)), C)),
    "aa or -bb": Or((A, Not(B))),
    "aa or bb in:title": Or((Term("aa", title=True), Term("bb", title=True))),
    "aa OR bb or cc": Or((A, B, C)),
    "aa or": And((A, OR)),
    "or aa": And((OR, A)),
    "aa or or bb": And((A, OR, OR, B)),
    "aa AND bb": And((A, B)),
    "aa and bb": And((A, Term("and"), B)),
    "not aa": And((Term("not"), A)),
    "aa NOT bb cc": And((A, Not(B), C)),
    "all: aa bb": And((A, B)),
    "aa all:bb": And((A, B)),
    "(aa or bb) cc": And((Or((A, B)), C)),
    "cc -(aa or bb)": And((C, Not(Or((A, B))))),
    "((aa))": A,
    "photogra*": Prefix("photogra"),
    "#del*": Prefix("#del"),
    "magnolya~": Fuzzy("magnolya"),
    "magnolya~1": Fuzzy("magnolya"),
    "time-lapse": phrase("time", "lapse"),
    "16:45": phrase("16", "45"),
    "foo:bar": phrase("foo", "bar"),
    "https://example.org/a": phrase("example", "org", "a"),
    "#Tag": Term("#tag"),
    "@Name": Term("@name"),
    "@user@host.social": Term("@user@host.social"),
    "🐢": Term("🐢"),
    "C++": Term("c++"),
    "東京": Term("東京"),
    "東": Term("東"),
    "東*": Term("東"),
    "東京タワー": phrase("東京", "京タ", "タワ", "ワー"),
    "don’t": Term("don't"),
    "from:Alice": Filter("from", "alice"),
    "from:@alice.bsky.social": Filter("from", "alice.bsky.social"),
    "author:alice": Filter("from", "alice"),
    "FROM:alice": Filter("from", "alice"),
    "since:2022": Filter("since", "20220101"),
    "since:2022-03": Filter("since", "20220301"),
    "after:2022-3-5": Filter("since", "20220305"),
    "until:2022": Filter("until", "20221231"),
    "before:2024-02": Filter("until", "20240229"),
    "until:2022-03-05T10:00:00Z": Filter("until", "20220305"),
    "site:www.Example.org": Filter("site", "example.org"),
    "site:https://docs.example.org/a?b": Filter("site", "docs.example.org"),
    "tag:later": Filter("tag", "later"),
    'tag:"To Read"': Filter("tag", "to read"),
    "has:link": Filter("has", "link"),
    "has:photo": Filter("has", "image"),
    "has:quotes": Filter("has", "quote"),
    "lang:pt-BR": Filter("lang", "pt"),
    "platform:Twitter": Filter("platform", "x"),
    "-from:alice": Not(Filter("from", "alice")),
    "in:title aa bb": And((Term("aa", title=True), Term("bb", title=True))),
    "aa in:title": Term("aa", title=True),
    '(in:title "aa bb") cc': And((phrase("aa", "bb", title=True), C)),
    "(aa bb or in:title -cc) dd": And((Or((And((A, B)), Not(Term("cc", title=True)))), D)),
    "why not": And((Term("why"), Term("not"))),
    "f(x)": And((Term("f"), Term("x"))),
    "aa sort:new": A,
    "sort:old": EVERYTHING,
}


@pytest.mark.parametrize("text", GOOD)
def test_language(text: str) -> None:
    query = parse_query(text)
    assert (query.tree, query.hints) == (GOOD[text], ())


#: Which words are wishes, as typed, and what must hold beside them.
WISHES: dict[str, tuple[tuple[str, ...], Node]] = {
    "aa bb": (("aa", "bb"), EVERYTHING),
    "Aa, bb? AA": (("Aa", "bb"), EVERYTHING),
    "aa": (("aa",), EVERYTHING),
    "why did he stay or go": (("why", "did", "he", "stay", "or", "go"), EVERYTHING),
    "aa not bb and cc": (("aa", "not", "bb", "and", "cc"), EVERYTHING),
    'aa "bb cc"': (("aa",), phrase("bb", "cc")),
    "aa -bb from:x": (("aa",), And((Not(B), Filter("from", "x")))),
    "aa (bb cc)": (("aa",), And((B, C))),
    "aa #tag @name": (("aa",), And((Term("#tag"), Term("@name")))),
    "aa wxyz~ photogra*": (("aa",), And((Fuzzy("wxyz"), Prefix("photogra")))),
    "aa AND bb cc": (("cc",), And((A, B))),
    "aa or bb": ((), Or((A, B))),
    "aa bb OR cc": ((), Or((And((A, B)), C))),
    "in:title aa bb": ((), And((Term("aa", title=True), Term("bb", title=True)))),
    "aa) bb": (("aa", "bb"), EVERYTHING),
    "time-lapse 🐢 C++": (("time-lapse", "🐢", "C++"), EVERYTHING),
}


@pytest.mark.parametrize("text", WISHES)
def test_plain_words_are_wishes(text: str) -> None:
    query = parse_query(text)
    assert (tuple(wish.word for wish in query.wishes), query.condition) == WISHES[text]
    assert not query.strict


def test_all_words_may_be_asked_for() -> None:
    for text in ("all: aa bb", "aa all:bb", "all:aa bb", "aa bb all:"):
        query = parse_query(text)
        assert ([wish.leaf for wish in query.wishes], query.strict) == ([A, B], True), text


def test_a_word_without_spaces_is_wished_for_in_pairs() -> None:
    (wish,) = parse_query("東京タワー").wishes
    assert [part.term for part in wish.parts] == ["東京", "京タ", "タワ", "ワー"]
    assert not parse_query("time-lapse").wishes[0].parts


@pytest.mark.parametrize(("text", "sort"), [("aa sort:new", "new"), ("sort:old aa", "old"), ("sort:best aa", "best")])
def test_order(text: str, sort: str) -> None:
    assert parse_query(text).sort == sort


#: What is broken, what is searched all the same, and a word of the hint.
BROKEN: dict[str, tuple[Node, str]] = {
    "": (NOTHING, "nothing to search"),
    "   ": (NOTHING, "nothing to search"),
    '"aa bb': (phrase("aa", "bb"), "not closed"),
    '"': (NOTHING, "not closed"),
    '""': (NOTHING, "empty quotes"),
    "(aa": (A, "not closed"),
    "((": (NOTHING, "not closed"),
    "aa)": (A, "closing bracket"),
    "aa) bb": (And((A, B)), "closing bracket"),
    "()": (NOTHING, "empty pair"),
    "from:": (NOTHING, "from:alice"),
    "AND OR": (NOTHING, "AND stands between"),
    "aa OR": (A, "“or” stands between"),
    "OR aa": (A, "“or” stands between"),
    "aa OR OR bb": (Or((A, B)), "“or” stands between"),
    "(aa or)": (A, "“or” stands between"),
    "(all: aa bb)": (And((A, B)), "“all:” was left out"),
    "*": (NOTHING, "star"),
    "-": (NOTHING, "left out"),
    "aa -": (A, "left out"),
    "?! …": (NOTHING, "left out"),
    "aa -)": (A, ""),
    "a*": (Term("a"), "3 letters"),
    "*foo": (Term("foo"), "star stands at the end"),
    "f*o": (phrase("f", "o"), "star stands at the end"),
    "ab~": (Term("ab"), "tilde"),
    "since:yesterday": (Term("yesterday"), "date"),
    "since:2022-13": (phrase("2022", "13"), "date"),
    "until:2022-02-30": (phrase("2022", "02", "30"), "date"),
    "has:everything": (Term("everything"), "link, source, image"),
    "platform:myspace": (Term("myspace"), "bluesky"),
    "lang:klingonish": (Term("klingonish"), "lang:pt"),
    "sort:loud aa": (A, "new, old or best"),
    "in:body aa": (A, "title"),
    "site:": (NOTHING, "site:example.org"),
    "in:title": (NOTHING, "nothing to search"),
    '"' + "aa " * 101 + '"': (phrase(*["aa"] * 100), "first 100 words"),
}


@pytest.mark.parametrize("text", BROKEN)
def test_broken_syntax_is_searched_as_words_with_a_hint(text: str) -> None:
    query = parse_query(text)
    tree, hint = BROKEN[text]
    assert query.tree == tree
    assert query.hints
    assert hint in " ".join(map(str, query.hints))


def leaves(node: Node) -> int:
    if isinstance(node, And | Or):
        return sum(leaves(part) for part in node.parts)
    return leaves(node.part) if isinstance(node, Not) else 1


def depth(node: Node) -> int:
    if isinstance(node, And | Or):
        return 1 + max((depth(part) for part in node.parts), default=0)
    return 1 + depth(node.part) if isinstance(node, Not) else 0


LANGUAGE = st.lists(
    st.sampled_from(
        ["aa", "b", "or", "OR", "AND", "not", "-", "(", ")", '"', "“", "~", "~2", "*", "from:", "since:2020", "#t",
         "@m", "🐢", "東京", "in:title", "sort:new", " ", " ", " ", ":", "has:link", "\0", "\u202e", "|"]
    ),
    max_size=60,
).map("".join)  # fmt: skip


@given(st.text(max_size=1_500) | LANGUAGE)
def test_any_text_is_a_query(text: str) -> None:
    query = parse_query(text)
    assert leaves(query.tree) <= DEFAULT.query_clauses * 2  # an open word may have a phrase before it
    assert depth(query.tree) <= 4 * (DEPTH + 2)
    assert len(set(query.hints)) == len(query.hints)
    assert all(str(hint).strip() for hint in query.hints)
    assert query.empty <= bool(query.hints)
    list(iter_leaves(query.tree))


@given(st.lists(st.from_regex(r"[a-z]{2,9}", fullmatch=True).filter(lambda w: w not in {"or", "not"}), min_size=1))
def test_plain_words_are_all_asked_for(words: list[str]) -> None:
    words = words[: DEFAULT.query_clauses]
    assert list(iter_leaves(parse_query(" ".join(words)).tree)) == [Term(word) for word in words]


def test_limits_are_named() -> None:
    limits = Limits(query_chars=50, query_clauses=3)
    assert "50 characters" in " ".join(map(str, parse_query("word " * 100, limits).hints))
    many = parse_query("aa bb cc dd ee", limits)
    assert many.tree == And((A, B, C))
    assert "many words" in " ".join(map(str, many.hints))


@pytest.mark.parametrize(
    "text",
    ["(" * 10_000, ")" * 10_000, "-" * 10_000, '"' * 10_001, "aa or " * 5_000, "not " * 5_000, "a:" * 5_000,
     "from:" * 5_000, "a" * 10_000, "word " * 500, "* " * 5_000, "~" * 10_000, "\0" * 10_000, "\u202e(" * 5_000,
     "(-" * 5_000, "in:title " * 2_000, "AND " * 2_000, "aa*" * 3_000, "- " * 5_000],
    ids=lambda text: ascii(text[:8]),
)  # fmt: skip
def test_hostile_queries_are_quick(text: str) -> None:
    began = time.process_time()
    parse_query(text, Limits(query_chars=10**6, query_clauses=10**6))
    parse_query(text)
    assert time.process_time() - began < 2.0
