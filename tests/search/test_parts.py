"""Names, numbers and words by their parts and in other writings: what finds them, and what does not.

Each row is a text, a query, and whether the query finds the text. The rows hold for the pure evaluation, which marks
and snippets use, and for every engine.
"""

from __future__ import annotations

import re
import time
from contextlib import closing
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.support.search_library import EACH_ENGINE, thread
from unroller.search import parse_query
from unroller.search.analysis import TERM_CHARS, Token, fold, get_spelling, split_at_joiners, tokenize, tokenize_query
from unroller.search.ast import And, Filter, Node, Not, Or, Phrase, Term
from unroller.search.documents import build_document, group_by_term
from unroller.search.engine import get_engine_kind
from unroller.search.matching import find_leaf_tokens, highlight, match_posts
from unroller.search.words import PARTS, find_inner_boundary, strip_apostrophes, ungroup_number

#: Kind => text => queries that find it, and queries that do not.
ROWS: dict[str, dict[str, tuple[list[str], list[str]]]] = {
    "joined by underscores": {
        "set tide_gate_loaded to zero": (
            ["gate", "tide", "loaded", "tide_gate", "gate_loaded", "tide_gate_loaded", '"tide gate"', '"gate loaded"',
             '"tide gate loaded"', '"set tide gate loaded to"', '"set tide_gate_loaded to"',
             '"loaded to zero"', "TIDE_Gate",
             "gat*", "tide_ga*", '"set tide_gate"'],
            ["ate", "tidegate", "tide_loaded", '"gate tide"', '"set gate"', '"tide loaded"', '"gate to"', "#tide"],
        ),
        "love #open_data today": (
            ["#open_data", "open_data", '"open data"', '"love open data today"', '"love #open_data today"',
             '"love open_data today"', '"open_data today"', "data", "#OPEN_DATA"],
            ["#open", "#data", "opendata", '"love data"', '"love today"'],
        ),
        "a_b_c_d_e_f": (
            ["a_b_c_d", "c_d_e_f", "b_c", "f", '"a b c d e f"', "a_b_c_d_e_f"], ["a_c", "ab", '"a c"'],
        ),
        "__init__ and _em_ and x__y": (["init", "em", "x__y", "x", "y", '"x y"', '"em and x"'], ["x_y", "xy"]),
        "https://silt.example/tide_gate/AbCd": (["gate", '"tide gate"', "tide_gate", "abcd"], ["ab", "cd"]),
        "kühl_schrank_Öffner": (["kühl", "schrank", "öffner", "kuhl_schrank", '"schrank offner"'], ["kühlschrank"]),
    },
    "capitals and digits": {
        "we publish #OpenData today": (
            ["#opendata", "#OpenData", "opendata", "open", "data", '"open data"', '"publish open data"',
             '"open data today"',
             '"publish #opendata today"', '"publish opendata today"', '"we publish #OpenData today"'],
            ["#open", "#data", "open_data", "pen", '"data open"', '"publish today"', '"open publish"'],
        ),
        "#OpenData first": (['"open data first"', '"opendata first"', '"open data"'], ['"data open"']),
        "see #DeltaCities22": (
            ["delta", "cities", '"delta cities"', '"cities 22"', '"delta cities 22"', "DeltaCities", "cities22", "22",
             '"see delta cities"', "#deltacities22"],
            ["elta", "#delta", "#DeltaCities", "2"],
        ),
        "#NaturschutzJetzt": (
            ["naturschutz", "jetzt", '"naturschutz jetzt"', "naturschutzjetzt"],
            ["schutz", "natur"],
        ),
        "#EuroPCom": (["euro", "com", "europcom", '"euro p com"'], ["europa", "pc"]),
        "#NGOsForTheSea": (["NGOs", "sea", '"ngos for the sea"', "TheSea"], ["ng", "os"]),
        "#COP26 #3DPrinting #a11y #G20": (["cop", '"cop 26"', "3d", "printing", "a11y", "g20"], ["11", "y", "20"]),
        "#ÉtéIndien #ОткрытыеДанные": (["ete", '"été indien"', "открытые", '"открытые данные"'], ["ind"]),
        "#E\u0301te\u0301Indien": (["été", "indien"], ["t"]),
        "@OpenDataDK says": (["data", "dk", '"open data dk says"', "@opendatadk", '"opendatadk says"'], ["@open"]),
        "call tideGateLoaded or OpenStreetMap": (
            ["gate", '"tide gate"', '"street map"', "tidegateloaded", '"call tidegateloaded or openstreetmap"'],
            ["tmap"],
        ),
        "My iPhone, eBPF, McDonald, GitHub and WiFi": (
            ["iphone", "ebpf", "mcdonald", "github", "wifi", '"my iphone"', '"ebpf mcdonald github and wifi"'],
            ["phone", "bpf", "donald", "hub", "git", "fi"],
        ),
        "#iPhoneTips #eBPFSummit #McDonald": (["iphone", "tips", "ebpf", "summit"], ["phone", "donald", "bpf"]),
        "#OPENDATA #opendata": (["opendata"], ["open", "data"]),
    },
    "handles": {
        "ask @lock_keeper_x soon": (
            ["lock_keeper", "@lock_keeper_x", "lock", "keeper", "keeper_x", "lock_keeper_x", '"lock keeper"',
             '"ask lock keeper"', '"ask @lock_keeper_x soon"', '"ask lock_keeper_x soon"', '"keeper x soon"'],
            ["@lock_keeper", "@lock", "lockkeeper", '"ask keeper"'],
        ),
        "ask @canal.watch_demo-north soon": (
            ["canal", "watch", "demo", "north", "watch_demo", '"canal watch"', '"watch demo north soon"',
             "canal.watch_demo",
             '"ask @canal.watch_demo-north soon"', "@canal"],
            ["@watch", "canalwatch"],
        ),
        "@lock_keeper@silt.example says": (
            ["@lock_keeper", "keeper", "silt", '"keeper silt example says"'],
            ["@silt"],
        ),
        "@LockKeeper said": (['"lock keeper"', '"lock keeper said"', '"lockkeeper said"', "@lockkeeper"], ["@lock"]),
        "mail lock_keeper@silt.example": (["keeper", "lock_keeper", '"keeper silt"'], ["@silt"]),
        "@_": (["@_"], ["_"]),
    },
    "apostrophes": {
        "O’Brien’s lock": (
            ["O'Brien", "o’brien", "O'Brien's", "brien", "Brien's", '"O\'Brien lock"', '"Brien\'s lock"', "O´Brien"],
            ["o", "obrien", "briens", "s"],
        ),
        "D'Arcy's, rock'n'roll's and D’ARCY’S": (
            ["D'Arcy", "arcy", "arcy's", "rock'n'roll", "rock’n’roll's", "darcy or d'arcy"],
            ["rock", "roll", "n'roll", "darcy"],
        ),
        "l'école's yard": (
            ["école", "ecole", "l'école", "école's", "l’école’s", '"école yard"'],
            ["l", "ecoles", "cole"],
        ),
        "L’ÉCOLE d'Aujourd'hui, quelqu'un": (["école", "aujourd'hui", "d'aujourd'hui", "un"], ["hui", "aujourd"]),
        "dell'Acqua sull’Arno nessun'altra mezz’ora": (["acqua", "arno", "altra", "ora"], ["dell", "sull"]),
        "L'Hospitalet d’Empúries s'ha": (["hospitalet", "empúries", "empuries", "ha"], ["hospital"]),
        "the judge's rules, James's hat": (["judge", "judge's", "james", '"james hat"'], ["judges", "jame"]),
        "don't say you're it's": (["don't", "it"], ["don", "t"]),
        "l'open_data's day": (["open_data", "open", '"open data"', '"open_data\'s day"', "l'open_data"], ["s"]),
    },
    "numbers": {
        "it cost 1,000.50 then": (
            ["1000.50", "1000,50", "1,000.50", '"cost 1000.50 then"'],
            ["1", "000", "50", "1000", "1000.5"],
        ),
        "kostet 1.000,50 Euro": (["1000.50", "1000,50", "1.000,50", '"kostet 1000,50 euro"'], ["1,000.50", "100050"]),
        "coûte 1\u00a0000,50 euros": (
            ["1000.50", "1000,50", '"1000,50 euros"', '"coûte 1000,50"', '"1\u00a0000,50 euros"', "1", "000,50"],
            ["1000", "50"],
        ),
        "coûte 12\u202f345\u202f678 euros": (
            ["12345678", '"12345678 euros"', "345", '"12 345 678"'],
            ["12345", "345678"],
        ),
        "coûte 1\u2009000,50": (["1000.50", "1000,50"], ["1000"]),
        "för 10 000 kronor": (["10000", '"10000 kronor"', '"för 10000"', '"10 000 kronor"', "10"], ["10.000", "100"]),
        "CHF 1'000.50, 2’500’000": (["1000.50", "1000,50", "2500000", "1'000", "2'500'000"], ["2500", "1000"]),
        "₹1,00,000 and 12,34,567.89": (["100000", "1,00,000", "1234567.89", "1234567,89"], ["1000", "34567"]),
        "1000,50 and 2000.5": (["1000.50", "1000,50", "2000,5", "2000.5"], ["1000", "2000"]),
        "1,234,567 or 1.234.567": (["1234567", "1,234,567", "1.234.567"], ["1234", "567"]),
        "۱٬۰۰۰٫۵۰ تومان": (
            ["1000.50", "1000,50", "۱٬۰۰۰٫۵۰", "۱۰۰۰٫۵۰", "1,000.50", "1", '"1000.50 تومان"'],
            ["1000", "5"],
        ),
        "١٠٠٠ و ٣٫٥": (["1000", "١٠٠٠", "۱۰۰۰", "3.5", "٣٫٥", "3", "5"], ["35", "1"]),
        "3,5 or 1.2.3 on 01.02.2024": (
            ["3,5", "1.2.3", "01.02.2024", '"3,5 or 1.2.3"'], ["35", "3.5", "123", "01022024", "2024", "1", "2"],
        ),
        "v1.234 at 10.0.0.1 for 0.125 and 192.168.1.100": (
            ["v1.234", "1.234", "10.0.0.1", "0.125", "192.168.1.100"], ["0125", "10001", "1921681100"],
        ),
        "call 555 123 4567 or 2019 100 times": (["555", "123", "4567", "2019"], ["555123", "2019100", "5551234567"]),
        "100 200 300 400 500 600 700": (["100", '"100 200"', "700"], ["100200", "200300"]),
    },
    "joiners": {
        "من می‌خواهم بروم": (
            ["می‌خواهم", "میخواهم", "می خواهم", '"می خواهم"', "خواهم", '"من می‌خواهم بروم"', '"من میخواهم بروم"',
             '"من می خواهم"', '"می خواهم بروم"', "ميخواهم"],
            ["می‌خواه", "خواه", '"خواهم می"', '"من بروم"'],
        ),
        "من میخواهم بروم": (
            ["می‌خواهم", "میخواهم", "می خواهم", '"می خواهم"', '"من می‌خواهم بروم"', '"من میخواهم بروم"',
             '"می خواهم بروم"'],
            ["خواه"],
        ),
        "من می خواهم بروم": (
            ["می‌خواهم", "میخواهم", "می خواهم", '"می خواهم"', '"من می‌خواهم بروم"', '"من میخواهم"', '"میخواهم بروم"'],
            ["می‌خواه"],
        ),
        "کتاب‌های خوب": (["کتاب‌های", "کتابهای", "کتاب های", "کتاب", '"کتاب‌های خوب"', '"کتاب های خوب"'], ["کتا"]),
        "کتابهای خوب": (["کتاب‌های", "کتابهای", "کتاب های", "کتاب", '"کتاب‌های خوب"', '"کتاب های خوب"'], ["کتا"]),
        "کتاب های خوب": (["کتاب‌های", "کتابهای", "کتاب های", "کتاب", '"کتاب‌های خوب"', '"کتابهای خوب"'], ["کتا"]),
        "دانش‌آموز": (["دانش‌آموز", "دانشآموز", "دانش آموز", '"دانش آموز"', "آموز"], ["دان"]),
        "دانش آموز": (["دانش‌آموز", '"دانش آموز"'], []),
        "دانشآموز": (["دانش‌آموز"], ["دانش"]),
        "آن‌ها و آنها و آن ها": (["آن‌ها", "آنها", "آن ها", '"آنها و آنها"'], []),
        "بزرگ‌ترین شهر": (["بزرگترین", "بزرگ‌ترین", "بزرگ ترین", "بزرگ"], []),
        "مرد ۲۰‌ساله": (["۲۰‌ساله", "۲۰ساله", "20 ساله", '"20 ساله"', "ساله", '"مرد ۲۰ساله"'], ["سال"]),
        "نمیدانم": (["نمی‌دانم", "نمی دانم", "نمیدانم"], []),
        "میلیون میدان تنها دختر": (["میلیون", "میدان", "تنها", "دختر"], ["لیون", "دان", "تن", "دخ", "می", "ها"]),
        "خوب‌صورت بے‌شک": (["خوبصورت", "خوب صورت", "بےشک", '"بے شک"'], ["شکر"]),
        "ئه‌وه ده‌بێت": (["ئەوە", "دەبێت", "ئه‌وه", '"ئەوە دەبێت"', '"ئه‌وه ده‌بێت"'], []),
        "ئەوە دەبێت": (["ئه‌وه", "ده‌بێت", '"ئه‌وه ده‌بێت"'], []),
        "#کتاب‌ها": (["#کتاب‌ها", "#کتابها", "کتابها", "کتاب"], ["#کتاب"]),
        "Auf\u200clage non\u200bsense क्\u200cष": (["auflage", "nonsense"], ["auf", "lage", "non"]),
    },
}  # fmt: skip
CASES = [
    pytest.param(text, query, found, id=ascii(f"{text[:24]} {'has' if found else 'lacks'} {query}"))
    for texts in ROWS.values()
    for text, asked in texts.items()
    for found, queries in zip((True, False), asked, strict=True)
    for query in queries
]


def holds(node: Node, held: dict[str, list[Token]]) -> bool:
    """Whether a text, by term, is what a tree asks for."""
    if isinstance(node, And):
        return all(holds(part, held) for part in node.parts)
    if isinstance(node, Or):
        return any(holds(part, held) for part in node.parts)
    if isinstance(node, Not):
        return not holds(node.part, held)
    assert not isinstance(node, Filter)
    return bool(find_leaf_tokens(node, held))


@pytest.mark.parametrize(("text", "query", "found"), CASES)
def test_what_finds_a_text(text: str, query: str, found: bool) -> None:
    assert holds(parse_query(query).tree, group_by_term(tokenize(text))) is found
    if found:
        assert highlight(text, parse_query(query)), "what is found is marked"


@pytest.mark.parametrize("kind", ROWS)
def test_every_kind_has_rows(kind: str) -> None:
    found, missed = zip(*ROWS[kind].values(), strict=True)
    assert sum(map(len, found)) >= 12
    assert sum(map(len, missed)) >= 5


@pytest.mark.parametrize("engine", EACH_ENGINE)
def test_engines_find_the_same(tmp_path: Path, engine: str) -> None:
    texts = [text for kind in ROWS.values() for text in kind]
    held = [
        build_document(thread(text), thread_id=f"{at:04}", slug="s", title="untitled") for at, text in enumerate(texts)
    ]
    with closing(get_engine_kind(engine).open(tmp_path, create=True)) as opened:
        opened.write(held, [])
        for query in dict.fromkeys(str(case.values[1]) for case in CASES):
            tree = parse_query(query).tree
            found = {one.id for one in opened.search(tree, sort="best", limit=1_000, offset=0).threads}
            assert found == {one.id for one in held if holds(tree, one.passages[0].by_term)}, query


def test_only_whole_hashtags_are_counted() -> None:
    one = build_document(thread("#OpenData #open_data #COP26"), thread_id="x", slug="s", title="t")
    assert [value for field, value in one.facets if field == "hashtag"] == ["cop26", "open_data", "opendata"]


# -- positions --


def placed(text: str) -> list[tuple[str, int]]:
    return [(token.term, token.position) for token in tokenize(text)]


def test_written_boundaries_take_positions() -> None:
    assert placed("a tide_gate now") == [("a", 0), ("tide_gate", 1), ("tide", 1), ("gate", 2), ("now", 3)]


def test_other_boundaries_take_none() -> None:
    """The parts run on from the position of the whole, and up to it."""
    assert placed("a #OpenData now") == [
        ("a", 0), ("open", 0), ("#opendata", 1), ("opendata", 1), ("open", 1), ("data", 1), ("now", 2), ("data", 2),
    ]  # fmt: skip


@pytest.mark.parametrize("text", ["a #OpenData now", "a @lock_keeper now", "a tide_gate now", "a 1\u00a0000 now"])
def test_a_phrase_has_the_distances_of_the_text(text: str) -> None:
    asked = tokenize_query(text)
    distances = [other.position - one.position for one, other in pairwise(asked)]
    placed_there = [token.position for token in tokenize(f"before {text} after") if token.primary][1:-1]
    assert [other - one for one, other in pairwise(placed_there)] == distances


@pytest.mark.parametrize(
    "query", ["lock_keeper", "@lock_keeper_x", "#OpenData", "OpenData", "tideGate", "1,000.50", "O'Brien's", "کتابها"]
)
def test_a_word_is_asked_for_as_one_term(query: str) -> None:
    assert isinstance(parse_query(query).tree, Term)


def test_what_a_joiner_holds_together_is_asked_for_both_ways() -> None:
    assert parse_query("می‌خواهم").tree == Or((Term("ميخواهم", form="میخواهم"), parse_query('"می خواهم"').tree))
    assert isinstance(parse_query('"می خواهم"').tree, Phrase)
    assert split_at_joiners("می‌خواهم auf\u200clage") == "می خواهم auf\u200clage"


# -- marks and spellings --


@pytest.mark.parametrize(
    ("text", "query", "marked"),
    [
        ("set tide_gate_loaded", "gate", ["gate"]),
        ("set tide_gate_loaded", "tide_gate", ["tide_gate"]),
        ("love #OpenData", '"open data"', ["Open", "Data"]),
        ("love #OpenData", "data", ["Data"]),
        ("@Lock_Keeper", "keeper", ["Keeper"]),
        ("O’Brien’s", "o'brien", ["O’Brien’s"]),
        ("pay 1\u00a0000,50 now", "1000.50", ["1\u00a0000,50"]),
        ("pay 1,000.50 now", "1000.50", ["1,000.50"]),
        ("من می‌خواهم", "خواهم", ["خواهم"]),
        ("کتاب ها", "کتابها", ["کتاب ها"]),
    ],
)
def test_marks(text: str, query: str, marked: list[str]) -> None:
    tree = parse_query(query).tree
    assert [text[a:b] for a, b in highlight(text, parse_query(query))] == marked
    one = build_document(thread(text), thread_id="x", slug="s", title="t")
    assert [text[a:b] for a, b in match_posts(one, tree)[0].spans] == marked


@pytest.mark.parametrize(
    ("text", "term", "form"),
    [
        ("l’École’s", "ecole", "école"), ("l’École’s", "ecole's", "école's"), ("#ÉtéIndien", "ete", "été"),
        ("été_café", "cafe", "café"), ("کتاب ها", "كتابها", "کتابها"), ("می‌خواهم", "خواهم", "خواهم"),
        ("1\u00a0000,50", "1000.50", "1000.50"),
    ],
)  # fmt: skip
def test_spellings(text: str, term: str, form: str) -> None:
    assert {get_spelling(token, text) for token in tokenize(text) if token.term == term} == {form}


# -- what holds of any text --

NAMES = st.lists(
    st.sampled_from(
        ["#", "@", "_", "'", "’", ".", "-", ",", " ", " ", " ", "\u00a0", "\u202f", "\u200c", "Open", "data",
         "DATA", "é", "É",
         "22", "1", "000", "a", "B", "می", "ها", "کتاب", "٫", "٬", "۱۲", "東京", "ـ", "\u0301", "🐢", "http://",
         "s", "l"]
    ),
    max_size=24,
).map("".join)  # fmt: skip

#: What the tokenizer took for words before it knew of parts, as far as letters, digits and signs of ASCII go.
_EARLIER = re.compile(
    r"(?P<tag>(?<![a-zA-Z0-9_&])#[a-zA-Z0-9_]+)|(?P<mention>(?<![a-zA-Z0-9_])@[a-zA-Z0-9_]+(?:[.-][a-zA-Z0-9_]+)*)"
    r"|[a-zA-Z]#(?![a-zA-Z0-9_])|[vV]?[0-9]+(?:[.,][0-9]+)+|[a-zA-Z0-9]+(?:(?:_+|')[a-zA-Z0-9]+)*"
)
ASCII_NAMES = st.lists(
    st.sampled_from(
        ["#", "@", "_", "'", ".", "-", ",", " ", " ", "Open", "data", "DATA", "22", "1", "000", "a", "B", "s"]
    ),
    max_size=24,
).map("".join)


@given(ASCII_NAMES)
def test_every_word_of_before_is_still_a_term(text: str) -> None:
    terms = {token.term for token in tokenize(text)}
    for match in _EARLIER.finditer(text):
        word = match[0].lower()
        digits = word[0] == "#" and word[1:].isdigit()
        assert (word[1:] if digits else word)[:TERM_CHARS] in terms


@given(NAMES)
def test_tokens_are_in_order_and_point_into_the_text(text: str) -> None:
    found = tokenize(text)
    assert [token.position for token in found] == sorted(token.position for token in found)
    assert {token.position for token in found} == set(range(len({token.position for token in found})))
    assert len({(token.term, token.position) for token in found}) == len(found)
    for token in found:
        assert token.term
        assert 0 <= token.start < token.end <= len(text)
        form = get_spelling(token, text)
        assert fold(form)[:TERM_CHARS] == token.term or form == token.term


@given(NAMES, NAMES, NAMES)
def test_every_piece_of_a_text_finds_it_as_a_phrase(before: str, piece: str, after: str) -> None:
    """In any case: what is not written in every writing of a word takes no position."""
    held = group_by_term(tokenize(f"{before} {piece} {after}"))
    alone = {token.term for token in tokenize_query(piece)}
    if {token.term for token in tokenize_query(f"{before} {piece} {after}")} >= alone:
        for written in (piece, piece.lower()):
            if tokenize_query(written) and " " not in piece and "http" not in before:
                assert holds(parse_query(f'"{written}"').tree, held)


@given(st.text(max_size=30) | NAMES)
def test_variants_are_other_words(text: str) -> None:
    term = fold(text)
    assert term not in strip_apostrophes(term)
    assert term not in ungroup_number(term)
    assert 0 <= find_inner_boundary(term) < max(1, len(term))


@pytest.mark.parametrize(
    "text",
    [
        "a_a_" * 15_000, "#" + "a_" * 30_000, "#" + "aB" * 30_000, "@" + "A" * 60_000 + "a", "#" + "a1" * 30_000,
        "#aB" * 20_000, "aBcDe " * 10_000, "#OpenData " * 6_000, "a'b_" * 15_000, "1 000 " * 10_000,
        "1\u00a0000" * 12_000,
        "1 " * 30_000, "1'000" * 12_000, "1٫" * 30_000, "1" * 60_000 + "٫1a", "می‌" * 20_000,
        "ا\u200c" * 30_000, "می ها " * 10_000,
        "#" + "E\u0301" * 30_000 + "e", "#" + "Mc" * 30_000, "1,000" * 12_000, "d'" * 30_000 + "s",
        "http://" + "a_B" * 20_000,
        "_" * 60_000 + "a", "@a_b.c-" * 8_000,
    ],
    ids=lambda text: ascii(text[:8]),
)  # fmt: skip
def test_hostile_text_takes_linear_time(text: str) -> None:
    def took(given: str) -> float:
        began = time.process_time()
        tokenize(given)
        return time.process_time() - began

    assert took(text) < 2.0
    assert len(tokenize(text)) < 8 * len(text)


def test_long_names_are_bounded() -> None:
    found = tokenize("a_" * 30_000 + "b end")
    assert max(token.position for token in found) == PARTS
    assert len(found) < 5 * PARTS
