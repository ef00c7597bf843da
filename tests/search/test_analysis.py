"""What a word is: the tokenizer's rules, row by row, and what holds of any text."""

from __future__ import annotations

import time
import unicodedata

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from tests.support.search_library import shipped
from unroller.search.analysis import TERM_CHARS, fold, is_unspaced, tokenize, tokenize_query

#: Text => the terms a query asks for, one a position.
PRIMARY = {
    "#python @alice_b": "#python @alice_b",
    "don't don’t DON´T": "don't don't don't",
    "C++ C# c#. F# g++ a+++": "c++ c# c# f# g++ a",
    "v3.5.1 V3.5.1 1,234.56 3.5kg 11,482": "v3.5.1 v3.5.1 1,234.56 3.5 kg 11,482",
    "time-lapse e-mail": "time lapse e mail",
    "snake_case _em_ __init__ a__b": "snake_case em init a__b",
    "bob@example.com": "bob example com",
    "@user@host.social, @alice.bsky.social.": "@user@host.social @alice.bsky.social",
    "HTTPS://www.Example.com/a-b?c=d#e": "example com a b c d e",
    "www.example.org www": "example org www",
    "AT&T &#39; #1 #2024goals": "at t 39 1 #2024goals",
    "İstanbul IŞIK ışık DİYARBAKIR": "istanbul isik isik diyarbakir",
    "Café straße ﬁne Ødegård Łódź Þór": "cafe strasse fine odegard lodz thor",
    "𝐁𝐨𝐥𝐝 Ｆｕｌｌ ²": "bold full 2",
    "🇫🇷🇩🇪 👍🏽 👩‍🚀 → ❤️ ☃": "🇫🇷 🇩🇪 👍 👩 🚀 → ❤ ☃",
    "1️⃣ 3½": "1 3 ½",
    "مُحَمَّد أحمد مدرسة كـتاب ٣٤ شيء": "محمد احمد مدرسه كتاب 34 شيء",
    "שָׁלוֹם": "שלום",
    "हिन्दी में": "हिन्दी में",
    "한국어 문장": "한국어 문장",
    "東京タワー 東": "東京 京タ タワ ワー 東",
    "ｶﾞﾗｽ": "ガラ ラス",
    "iPhoneを買う": "iphone を買 買う",
    "Ελλάδα ΟΔΟΣ Москва Ёлка": "ελλαδα οδοσ москва елка",
    "ex\u00adample non\u200bsense": "example nonsense",
    "(word) “word” word… word/word": "word word word word word",
    "": "",
    " \n\t—…!? ": "",
}


@pytest.mark.parametrize("text", PRIMARY)
def test_words_of_a_query(text: str) -> None:
    assert " ".join(token.term for token in tokenize_query(text)) == PRIMARY[text]


#: Text => further terms that stand at the same positions.
ALSO = {
    "#python": {"python"},
    "@alice_b": {"alice_b"},
    "@user@host.social": {"@user", "user", "host", "social"},
    "judge's": {"judge"},
    "l’école d'une dell'acqua qu'il": {"ecole", "une", "acqua", "il"},
    "O'Brien": {"brien"},
    "v1.2.3": {"1.2.3"},
    "東京": {"東", "京"},
    "สวัสดี": {"ส", "ว", "ด"},
    "don't": set(),
    "rock'n'roll": set(),
}


@pytest.mark.parametrize("text", ALSO)
def test_other_ways_to_say_it(text: str) -> None:
    others = {token.term for token in tokenize(text) if not token.primary}
    assert ALSO[text] <= others
    if not ALSO[text]:
        assert not others


def test_a_tag_takes_one_position_with_its_sign_and_without() -> None:
    found = [(token.term, token.position) for token in tokenize("I love #Python a lot")]
    assert found == [("i", 0), ("love", 1), ("#python", 2), ("python", 2), ("a", 3), ("lot", 4)]


def test_a_host_is_no_mention_and_an_anchor_no_tag() -> None:
    assert not [t.term for t in tokenize("https://mastodon.example/@user/1#tag x@y") if t.term[0] in "@#"]


def test_offsets_are_into_the_original() -> None:
    text = "İİİ ﬁne ¿Café? #Tag ＃全角 𝐁𝐨𝐥𝐝 🇫🇷!"
    assert [text[token.start : token.end] for token in tokenize(text) if token.primary] == [
        "İİİ", "ﬁne", "Café", "#Tag", "＃全角", "𝐁𝐨𝐥𝐝", "🇫🇷",
    ]  # fmt: skip


ANY_TEXT = st.text(max_size=200) | st.text(
    alphabet="aA1 .,'’#@_-+:/\n東京ーกาﺍأ\u064b\u0301\u200d\ufe0f👍🏽🇫🇷éİıßﬁ²½", max_size=80
)


@given(ANY_TEXT)
@example("\u0345")
@example("ǰ")
def test_folding_twice_is_folding_once(text: str) -> None:
    assert fold(fold(text)) == fold(text)


@given(ANY_TEXT)
def test_any_text_gives_ordered_tokens_inside_it(text: str) -> None:
    found = tokenize(text)
    position = 0
    for token in found:
        assert token.term
        assert len(token.term) <= TERM_CHARS + 2
        assert 0 <= token.start < token.end <= len(text)
        assert position <= token.position <= position + 1
        position = token.position
    assert not found or found[0].position == 0
    primary = [token.position for token in tokenize_query(text)]
    assert primary == sorted(set(primary))


@given(st.text(alphabet=st.characters(min_codepoint=32, max_codepoint=126), max_size=120))
def test_ascii_beside_other_scripts_is_the_same(text: str) -> None:
    assert [t.term for t in tokenize(text + " é")][:-1] == [t.term for t in tokenize(text + " e")][:-1]


@given(ANY_TEXT)
def test_composed_and_decomposed_text_are_the_same(text: str) -> None:
    composed, apart = unicodedata.normalize("NFC", text), unicodedata.normalize("NFD", text)
    assert fold(composed) == fold(apart)


def test_every_word_of_a_text_finds_it() -> None:
    """What stands in a text can be asked for: each primary term of a piece of it is among the text's terms."""
    for thread in shipped().values():
        for post in thread.posts:
            terms = {token.term for token in tokenize(post.text)}
            for piece in post.text.split():
                if "://" not in piece:
                    assert {token.term for token in tokenize_query(piece.strip(".,;:!?()\"'“”„«»"))} <= terms, piece


def test_scripts_without_spaces() -> None:
    assert is_unspaced("東京")
    assert is_unspaced("ไทย")
    assert not is_unspaced("tokyo")
    assert not is_unspaced("")


@pytest.mark.parametrize(
    "text",
    [
        "a_" * 30_000, "_" * 60_000, "a" + "_" * 60_000, "a'" * 30_000, "@a" * 30_000, "@a.a" * 15_000,
        "@" + "a-" * 30_000 + "@", "#" * 60_000, "#a" * 30_000, "http://" * 9_000, "https://" + "a" * 60_000,
        "1," * 30_000, "v1." * 20_000, "c++" * 20_000, "ก" * 60_000, "漢" + "\u3099" * 60_000, "\u0300" * 60_000,
        "a" + "\u0300" * 60_000, "🇫" * 60_000, "a" * 60_000, "www." * 15_000, "\u200d" * 60_000, "é'" * 30_000,
    ],
    ids=lambda text: ascii(text[:6]),
)  # fmt: skip
def test_hostile_text_takes_linear_time(text: str) -> None:
    began = time.process_time()
    tokenize(text)
    assert time.process_time() - began < 2.0
