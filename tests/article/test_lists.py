"""Lists, and lines whose indentation says something: what makes them, and that no word and no number changes."""

from __future__ import annotations

import time
from collections.abc import Iterator

import pytest

from tests.article.test_article import check_law
from tests.support.builders.threads import thread
from unroller.article import build_article
from unroller.model import Block


def blocks_of(text: str) -> list[Block]:
    given_thread = thread([text])
    article = build_article(given_thread)
    check_law(given_thread, article)
    return list(article.blocks)


def items(block: Block) -> list[tuple[int, str, str]]:
    return [(item.level, item.marker, item.parts[0].text) for item in block.items]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        (
            "Pack:\n- rope\n  - thin\n  - thick\n- salt",
            [(0, "-", "rope"), (1, "-", "thin"), (1, "-", "thick"), (0, "-", "salt")],
        ),
        (
            "Zuerst:\n1. Tau\n   * dünn\n2. Salz\n   * grob",
            [(0, "1.", "Tau"), (1, "*", "dünn"), (0, "2.", "Salz"), (1, "*", "grob")],
        ),
        (
            "Plan\n• a\n    1) b\n        → c\n• d",
            [(0, "•", "a"), (1, "1)", "b"), (2, "→", "c"), (0, "•", "d")],
        ),
        # one blank is nobody's level, and lines below an entry belong to it
        ("Pack:\n- rope\n - salt\n   and pepper", [(0, "-", "rope"), (0, "-", "salt\n   and pepper")]),
        # a copy is trimmed: the first line lost what the others have
        ("- rope\n   - salt\n   - bread", [(0, "-", "rope"), (0, "-", "salt"), (0, "-", "bread")]),
    ],
)
def test_lists_within_lists(text: str, found: list[tuple[int, str, str]]) -> None:
    assert items(blocks_of(text)[-1]) == found


@pytest.mark.parametrize(
    ("text", "markers", "ordered"),
    [
        ("Top:\n3. gulls\n2. terns\n1. eels", ["3.", "2.", "1."], False),
        ("Los:\n10) zehn\n9) neun", ["10)", "9)"], False),
        ("And so:\n4. row\n5. sleep", ["4.", "5."], True),
        ("Only:\n1. a\n3. b", ["1.", "3."], False),
    ],
)
def test_numbers_are_those_that_were_written(text: str, markers: list[str], ordered: bool) -> None:
    block = blocks_of(text)[-1]
    assert [item.marker for item in block.items] == markers
    assert block.ordered is ordered


def test_numbers_do_not_turn_around() -> None:
    assert [len(block.items) for block in blocks_of("So:\n1. a\n2. b\n1. c\n2. d") if block.items] == [2, 2]
    assert [len(block.items) for block in blocks_of("So:\n3. a\n2. b\n3. c\n4. d") if block.items] == [2, 2]


@pytest.mark.parametrize(
    ("text", "kind", "shown"),
    [
        ("Try:\n\nfor i in x:\n    print(i)", "code", "for i in x:\n    print(i)"),
        ("if (a) {\n\tb();\n}", "code", "if (a) {\n\tb();\n}"),
        (
            "So:\n\ndef f():\n    a = 1\n\n    return a\n\nDone.",
            "code",
            "def f():\n    a = 1\n\n    return a",
        ),
        ("Then:\n\n    make serve -j2 && ls ~/\n\nand wait", "code", "    make serve -j2 && ls ~/"),
        ("The sea\n    is wide,\nis deep", "verse", "The sea\n    is wide,\nis deep"),
        ("Nebel.\n\n        — ein Fischer", "verse", "        — ein Fischer"),
    ],
)
def test_indentation_that_is_meant_is_kept(text: str, kind: str, shown: str) -> None:
    (block,) = [block for block in blocks_of(text) if block.kind in ("code", "verse")]
    assert (block.kind, block.parts[0].text) == (kind, shown)


@pytest.mark.parametrize(
    "text",
    [
        "   All lines\n   of a copy\n   are further in",
        "One blank\n is\n nothing",
        "1/3 A counter goes\nand leaves no blanks",
    ],
)
def test_indentation_of_a_copy_is_not(text: str) -> None:
    given_thread = thread([text, "2/3 And on.", "3/3 And off."])
    kinds = {block.kind for block in build_article(given_thread).blocks}
    assert kinds == {"paragraph"}


def test_fences_are_marks_and_what_is_between_them_is_code() -> None:
    given_thread = thread(["Run this:\n```sh\nmake test\n\n- not a list\n- at all\n```\nThen wait."])
    article = build_article(given_thread)
    check_law(given_thread, article)
    assert [(block.kind, block.parts[0].text) for block in article.blocks] == [
        ("paragraph", "Run this:"),
        ("code", "make test\n\n- not a list\n- at all"),
        ("paragraph", "Then wait."),
    ]
    assert [(mark.text, mark.rule) for mark in article.marks] == [("```sh", "markup"), ("```", "markup")]
    assert article.title == "Run this: make test"
    assert [block.kind for block in build_article(thread(["~~~\nnever closed\n    at all"])).blocks] == ["verse"]


def hostile() -> Iterator[str]:
    yield "\n".join(" " * (n % 40) + "- x" for n in range(9_000))
    yield "```a\n" * 9_000
    yield "\n".join(f"{n}. x" for n in range(999, 0, -1))
    yield "\n\n".join("    f(x)" for _ in range(5_000))


def test_long_lists_take_linear_time() -> None:
    for text in hostile():
        begin = time.process_time()
        build_article(thread([text], None))
        assert time.process_time() - begin < 12
