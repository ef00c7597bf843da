"""Notes: what Markdown makes of them, and that nothing in them hangs or acts."""

from __future__ import annotations

import re
import time

import pytest
from hypothesis import given
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from unroller.writers.user_markdown import MOST_CHARS, MOST_SIGNS, is_simple, render_note

#: Processor seconds; the worst measured is below a third of it.
MOST_SECONDS = 1.0
UNITS = (
    "[a", "[", "![", "![[]()", "[]()", "[x](y ", "[a][", "[a]: b\n", "*a", "***a", "_a ", "`a", "` ``", "<", "<http:",
    "<p", "<a@", "<!--", "&", "(", "\\*", "> ", ">", "- ", "1. ", "\n- a\n    ", "    ", "\n# a", "a\n===\n", "|a",
    "#", "# ", "# #", "- - ", "1) ", "\n  - a", "\n> - a", "a\n- b\nc\n", "-\n", "```\n", "a\r- b\r",
)  # fmt: skip


#: Parts of lines whose lists, quotes and headings are told apart; no rules, whose places another test has.
INDENTS = ("", "", " ", "  ", "  ", "   ")
MARKERS = ("", "", "- ", "- ", "* ", "1. ", "2. ", "1) ", "> ", "- - ", "-   ", "# ")
LINES = st.one_of(
    st.just(""),
    *[st.tuples(*map(st.sampled_from, (INDENTS, MARKERS, MARKERS, ("a", "b", "#c", "d e")))).map("".join)] * 4,
)


def bare(made: str) -> str:
    """HTML without the blanks around blocks."""
    return re.sub(r" ?(</?(?:p|ul|ol|li|blockquote|pre|code|h\d|hr)\b[^>]*>) ?", r"\1", " ".join(made.split()))


def test_notes_are_set() -> None:
    made = render_note(
        "# Why\n\nA *good* thread, see [the survey](https://ports.example.org) & more.\n\n- one\n- two\n\n> said"
    )
    for part in ("<h3>Why</h3>", "<em>good</em>", 'href="https://ports.example.org"', "&amp; more", "<li>one</li>"):
        assert part in made
    assert "nofollow" in made
    assert render_note("  ") == ""


@pytest.mark.parametrize(
    ("text", "made"),
    [
        ("#tides are #1", "<p>#tides are #1</p>"),
        ("#1 of many\n#2", "<p>#1 of many #2</p>"),
        ("Read.\n#tides\n\n> #a\n\n- #b", "<p>Read. #tides</p><blockquote><p>#a</p></blockquote><ul><li>#b</li></ul>"),
        ("####### a", "<p>####### a</p>"),
        ("# On C#\n## Tides ##\n#", "<h3>On C#</h3><h4>Tides</h4><h3></h3>"),
    ],
)  # fmt: skip
def test_a_sign_without_a_blank_makes_no_heading(text: str, made: str) -> None:
    assert bare(render_note(text)) == made


@pytest.mark.parametrize(
    ("text", "made"),
    [
        ("Intro:\n- a\n- b", "<p>Intro:</p><ul><li>a</li><li>b</li></ul>"),
        ("Intro:\n1. a\n2. b", "<p>Intro:</p><ol><li>a</li><li>b</li></ol>"),
        ("It was in\n2020. A year", "<p>It was in 2020. A year</p>"),
        ("- a\n  - b\n    - c\n- d", "<ul><li>a<ul><li>b<ul><li>c</li></ul></li></ul></li><li>d</li></ul>"),
        ("- a\n    - b", "<ul><li>a<ul><li>b</li></ul></li></ul>"),
        ("1. a\n   - b\n2. c", "<ol><li>a<ul><li>b</li></ul></li><li>c</li></ol>"),
        ("3) a\n4) b", '<ol start="3"><li>a</li><li>b</li></ol>'),
        ("- a\n\n- b", "<ul><li><p>a</p></li><li><p>b</p></li></ul>"),
        ("- a\n\n      code", "<ul><li><p>a</p><pre><code>code</code></pre></li></ul>"),
        ("> Intro:\n> - a\n>   - b", "<blockquote><p>Intro:</p><ul><li>a<ul><li>b</li></ul></li></ul></blockquote>"),
        ("- > a\n  > b", "<ul><li><blockquote><p>a b</p></blockquote></li></ul>"),
        ("- a\ngoes on\n---\n- b", "<ul><li>a goes on</li></ul><hr><ul><li>b</li></ul>"),
        ("Why\n---\n***\n- - -", "<h4>Why</h4><hr><hr>"),
        ("Intro:\r\n- a\r- b", "<p>Intro:</p><ul><li>a</li><li>b</li></ul>"),
        ("```\n- a\n```", "<p><code>- a</code></p>"),
    ],
)  # fmt: skip
def test_lists_are_those_of_commonmark(text: str, made: str) -> None:
    assert bare(render_note(text)) == made


@given(st.lists(LINES, max_size=8).map("\n".join))
def test_lists_quotes_and_headings_are_what_another_reader_makes_of_them(text: str) -> None:
    made = MarkdownIt("commonmark").render(text)
    assert bare(render_note(text)) == bare(made.replace("h1>", "h3>"))


@pytest.mark.parametrize(
    "bad",
    ["<script>alert(1)</script>", "[x](javascript:alert(1))", "<img src=x onerror=alert(1)>", "![x](https://e.example/p.png)",
     '<a href="https://e.example" style="x" onclick="y">z</a>', "<iframe src=//e.example>", "<svg/onload=alert(1)>",
     '<style>*{}</style>', "[x](data:text/html,y)", "<form action=/t><button>z</button></form>"],
)  # fmt: skip
def test_nothing_acts(bad: str) -> None:
    made = render_note(f"A note. {bad}")
    assert not re.search(r"<(?!/?(?:p|a|em|strong|br)\b)", made), made
    assert not re.search(r"javascript:|data:|onerror|onclick|style=", re.sub(r"&lt;.*", "", made)), made


@pytest.mark.parametrize("unit", UNITS)
def test_nothing_hangs(unit: str) -> None:
    sign = next((sign for sign in MOST_SIGNS if sign in unit), "")  # the line end first: it bounds most
    count = MOST_CHARS // len(unit)
    if sign:
        count = min(count, MOST_SIGNS[sign] // unit.count(sign))
    for text in (unit * count, unit * (MOST_CHARS // len(unit)), unit * 60 + "a " * 3_000 + unit * 60):
        begun = time.process_time()
        render_note(text)
        assert time.process_time() - begun < MOST_SECONDS, (unit, len(text))


@given(st.text(alphabet="[]()*_`<>&!#-+1. \n\t\\a\"':/=|~", max_size=1_000))
def test_anything_at_all_gives_clean_html(text: str) -> None:
    assert not re.search(r"<(?!/?(?:p|br|em|strong|a|ul|ol|li|blockquote|code|pre|hr|h[3-6])\b)", render_note(text))


def test_deep_notes_are_shown_as_typed() -> None:
    steps = ["\n".join(blanks * depth + "- a" for depth in range(9)) for blanks in ("    ", "\t", "  ")]
    for text in ("> " * 40 + "a", "1. " * 2_000, "- " * 9 + "a", "[" * 500, *steps):
        assert not is_simple(text)
        assert "<ul>" not in render_note(text)
    for text in steps:
        within = text.rpartition("\n")[0]
        assert is_simple(within)
        assert render_note(within).count("<ul>") == 8
    assert is_simple("- " * 20)
