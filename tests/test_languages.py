"""Languages: named when certain, unknown otherwise; never wrong on the invented threads."""

from __future__ import annotations

import json
import time
from pathlib import Path

import pytest

from unroller.formats import read
from unroller.formats.languages import language
from unroller.model import Capture

THREADS = sorted((Path(__file__).parent / "threads").glob("*.json"))


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
        ("hello", None),
        ("RT @maren_tide https://example.org/the/and/of #and", None),
        ("12:30 → 14:00", None),
        ("", None),
    ],
)
def test_language(text: str, code: str | None) -> None:
    assert language(text) == code


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
    language(text)
    assert time.process_time() - begin < 10
