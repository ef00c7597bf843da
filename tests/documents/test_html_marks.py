"""What a browser shows of lists, indentation and raised letters comes out as text."""

from __future__ import annotations

import time

import pytest

from unroller.account_exports.mastodon.html import parse_content
from unroller.documents.html import extract_text, parse


def text_of(markup: str) -> str:
    return extract_text(parse(f"<div>{markup}</div>")).text


@pytest.mark.parametrize(
    ("markup", "text"),
    [
        ('<ol start="4"><li>rope</li><li>salt</li></ol>', "4. rope\n5. salt"),
        ("<ol reversed><li>c</li><li>b</li><li>a</li></ol>", "3. c\n2. b\n1. a"),
        ('<ol reversed start="9"><li>c</li><li>b</li></ol>', "9. c\n8. b"),
        ('<ol><li>a</li><li value="7">b</li><li>c</li></ol>', "1. a\n7. b\n8. c"),
        ('<ol type="a" start="3"><li>x</li><li>y</li></ol>', "c. x\nd. y"),
        ('<ol type="I"><li>x</li><li>y</li></ol>', "I. x\nII. y"),
        ('<ol start="-1"><li>x</li><li>y</li><li>z</li></ol>', "-1. x\n0. y\n1. z"),
        ('<ol start="99999999999999"><li>x</li></ol>', "1. x"),
        (
            "<ul><li>one<ol><li>in<ul><li>deep</li></ul></li></ol></li><li>two</li></ul>",
            "- one\n  1. in\n    - deep\n- two",
        ),
        ("<p>a</p><ul><li>b</li></ul><p>c</p>", "a\n\n- b\n\nc"),
        ("So:<pre>if a:\n    b()\n\tc()</pre>done", "So:\n\nif a:\n    b()\n\tc()\n\ndone"),
        ("x<sup>2</sup> + 10<sup>-6</sup>", "x² + 10⁻⁶"),
        ("H<sub>2</sub>O, a<sub>n+1</sub>", "H₂O, aₙ₊₁"),
        ("the 1<sup>st</sup>, le 2<sup>e</sup>, la 3<sup>ème</sup>", "the 1st, le 2e, la 3ème"),
        ("a note<sup>[1]</sup> and<sup>a whole remark here</sup>", "a note[1] anda whole remark here"),
        ("m<sup>Q</sup>", "mQ"),
        ('see<sup><a href="https://example.org/n">1</a></sup>', "see1"),
        ('<a href="https://example.org/n">E = mc<sup>2</sup></a>', "E = mc²"),
    ],
)
def test_markup_as_text(markup: str, text: str) -> None:
    assert text_of(markup) == text


@pytest.mark.parametrize(
    ("markup", "text"),
    [
        ('<p>Packt:</p><ol start="2"><li>Tau<ul><li>dünn</li></ul></li></ol>', "Packt:\n\n2. Tau\n  - dünn"),
        ("<p>So:</p><pre><code>while a:\n  b()</code></pre><p>ende</p>", "So:\n\nwhile a:\n  b()\n\nende"),
        ("<p>3 m<sup>3</sup> of CO<sub>2</sub></p>", "3 m³ of CO₂"),
    ],
)
def test_posts_of_mastodon_keep_it(markup: str, text: str) -> None:
    assert "".join(run.text for run in parse_content(markup)) == text


def test_many_lists_within_each_other_take_linear_time() -> None:
    begin = time.process_time()
    assert text_of("<ul><li>x" * 5_000).count("- x") == 5_000
    assert text_of("<ol reversed>" + "<li>x" * 20_000).startswith("20000. x")
    assert time.process_time() - begin < 12
