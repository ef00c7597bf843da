"""Notes: what Markdown makes of them, and that nothing in them hangs or acts."""

from __future__ import annotations

import re
import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from unroller.exports.notes import MOST_CHARS, MOST_SIGNS, is_simple, note_html

#: Processor seconds; the worst measured is below a third of it.
MOST_SECONDS = 1.0
UNITS = (
    "[a", "[", "![", "![[]()", "[]()", "[x](y ", "[a][", "[a]: b\n", "*a", "***a", "_a ", "`a", "` ``", "<", "<http:",
    "<p", "<a@", "<!--", "&", "(", "\\*", "> ", ">", "- ", "1. ", "\n- a\n    ", "    ", "\n# a", "a\n===\n", "|a",
)  # fmt: skip


def test_notes_are_set() -> None:
    made = note_html(
        "# Why\n\nA *good* thread, see [the survey](https://ports.example.org) & more.\n\n- one\n- two\n\n> said"
    )
    for part in ("<h3>Why</h3>", "<em>good</em>", 'href="https://ports.example.org"', "&amp; more", "<li>one</li>"):
        assert part in made
    assert "nofollow" in made
    assert note_html("  ") == ""


@pytest.mark.parametrize(
    "bad",
    ["<script>alert(1)</script>", "[x](javascript:alert(1))", "<img src=x onerror=alert(1)>", "![x](https://e.example/p.png)",
     '<a href="https://e.example" style="x" onclick="y">z</a>', "<iframe src=//e.example>", "<svg/onload=alert(1)>",
     '<style>*{}</style>', "[x](data:text/html,y)", "<form action=/t><button>z</button></form>"],
)  # fmt: skip
def test_nothing_acts(bad: str) -> None:
    made = note_html(f"A note. {bad}")
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
        note_html(text)
        assert time.process_time() - begun < MOST_SECONDS, (unit, len(text))


@given(st.text(alphabet="[]()*_`<>&!#-+1. \n\t\\a\"':/=|~", max_size=1_000))
def test_anything_at_all_gives_clean_html(text: str) -> None:
    assert not re.search(r"<(?!/?(?:p|br|em|strong|a|ul|ol|li|blockquote|code|pre|hr|h[3-6])\b)", note_html(text))


def test_deep_notes_are_shown_as_typed() -> None:
    for text in ("> " * 40 + "a", "1. " * 2_000, "\n".join("    " * depth + "- a" for depth in range(60)), "[" * 500):
        assert not is_simple(text)
        assert "<ul>" not in note_html(text)
