"""Languages: named when certain, unknown otherwise; never wrong on the invented threads."""

from __future__ import annotations

import json
import time
from pathlib import Path

import pytest

from tests.support.paths import DATA
from unroller.model import Capture
from unroller.readers import read
from unroller.readers.language import detect_language, ends_open

THREADS = sorted((DATA / "threads").glob("*.json"))


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("오늘은 날씨가 좋다", "ko"),
        ("今日は良い天気です", "ja"),
        ("你好，世界", "zh"),
        ("Καλημέρα κόσμε", "el"),
        ("مرحبا بالعالم", "ar"),
        ("سلام دنیا، چطوری؟", "fa"),
        ("שלום עולם", "he"),
        ("Это не то, что мы думали о нём", "ru"),
        ("Das ist nicht so, wie wir es uns gedacht haben", "de"),
        ("The ferry was late again today.", "en"),
        ("Danke fürs Lesen, das war es für heute.", "de"),
        ("Personne ne vous dit comme il fait froid.", "fr"),
        ("Nadie te dice el frío que hace.", "es"),
        ("Ninguém te diz o frio que faz.", "pt"),
        ("Nessuno ti dice quanto fa freddo.", "it"),
        ("De veerboot was vandaag weer te laat.", "nl"),
        ("Färjan var sen igen idag.", "sv"),
        ("Prom znowu się dziś spóźnił.", "pl"),
        ("Feribot bugün yine geç kaldı.", "tr"),
        ("Feri terlambat lagi hari ini.", "id"),
        ("Паром сегодня опять опоздал.", "ru"),
        ("Пором сьогодні знову запізнився.", "uk"),
        ("Phà hôm nay lại đến muộn.", "vi"),
        ("Trajekt měl dnes zase zpoždění.", "cs"),
        ("تأخرت العبارة اليوم مرة أخرى.", "ar"),
        ("کشتی آج پھر دیر سے آئی۔", "ur"),
        ("کشتی امروز هم دیر کرد.", "fa"),
        ("לחם צריך זמן.", "he"),
        ("रोटी को समय चाहिए।", "hi"),
        ("我們從來沒有量過。", "zh"),
        ("港湾調査の報告です", "ja"),
        ("سلام دوستان", None),
        ("Thanks, danke, merci!", None),
        ("38 s → 2.1 s.", None),
        ("e) review in a year, in public", None),
        ("hello", None),
        ("RT @maren_tide https://example.org/the/and/of #and", None),
        ("12:30 → 14:00", None),
        ("", None),
    ],
)
def test_language(text: str, code: str | None) -> None:
    assert detect_language(text) == code


@pytest.mark.parametrize(
    ("text", "code", "stops"),
    [
        ("four lorry loads and the", "en", True),
        ("four lorry loads and The", "en", False),
        ("four lorry loads and the.", "en", False),
        ("the", "en", False),
        ("vier Ladungen am Tag und das", "de", True),
        ("quatre chargements par jour et les", "fr", True),
        ("four lorry loads and the", None, False),
    ],
)
def test_words_that_end_no_sentence(text: str, code: str | None, stops: bool) -> None:
    assert ends_open(text, code) is stops


def test_a_thread_in_two_languages_names_each_posts_own() -> None:
    posts = ("Die Fähre war heute wieder zu spät.", "The ferry was late again today.", "フェリーは今日も遅れた。")
    text = "\n\n---\n\n".join(posts)
    (thread,) = read(Capture(text.encode()))
    assert [post.lang for post in thread.posts] == ["de", "en", "ja"]


@pytest.mark.parametrize("path", THREADS, ids=lambda path: path.stem)
def test_invented_threads(path: Path) -> None:
    record = json.loads(path.read_text(encoding="utf-8"))
    text = "\n\n---\n\n".join(post["text"] for post in record["posts"])
    (thread,) = read(Capture(text.encode()))
    assert thread.lang == record["lang"]
    assert {post.lang for post in thread.posts} <= {record["lang"], None}


@pytest.mark.parametrize("text", ["@" * 60_000, "a." * 30_000, "http://" * 9_000, "è" * 60_000, "x.com/" * 10_000])
def test_hostile_text_takes_no_time(text: str) -> None:
    begin = time.process_time()
    detect_language(text)
    assert time.process_time() - begin < 10
