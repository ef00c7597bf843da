"""Posts as Mastodon writes them are read in one pass, to the same words and links as by a parser."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.support.builders.invented_account import account
from tests.support.builders.mastodon import content
from unroller.account_exports.mastodon import html
from unroller.account_exports.mastodon.html import parse_by_dom
from unroller.text import replace_unprintable

LINK = (
    '<a href="https://x.example/a?b=1&amp;c=2" target="_blank" rel="nofollow noopener" translate="no">'
    '<span class="invisible">https://</span><span class="ellipsis">x.example/a?b=1</span>'
    '<span class="invisible">&amp;c=2</span></a>'
)
MENTION = (
    '<span class="h-card" translate="no"><a href="https://x.example/@a" class="u-url mention">'
    "@<span>a</span></a></span>"
)
SIMPLE = [
    "<p>one</p>", "<p>one</p><p>two</p>", "<p>one<br />two<br>three<br/><br/>four</p>", f"<p>{LINK} and {MENTION}</p>",
    '<p><a href="https://x.example/tags/x" class="mention hashtag" rel="tag">#<span>x</span></a></p>', "<p></p>",
    "a<br/>b", f"{MENTION} loose", "<p>&lt;b&gt; &amp;amp; &quot;x&quot; &#39;</p>", "<p> a  b </p><p> </p><p>c</p>",
    '<p><a href="javascript:x">no</a> <a href="">empty</a> <a>none</a></p>', "<p>\u00a0x\u2028y\u200d🌊</p>",
    '<p><a href="https://l.threads.com/?u=https%3A%2F%2Fx.example%2F">x.example</a></p>',
]  # fmt: skip


@pytest.mark.parametrize("text", SIMPLE)
def test_simple_texts_need_no_parser(text: str) -> None:
    found = html.parse_simple_content(text)
    assert found is not None
    assert found == parse_by_dom(text)


def test_a_whole_account_needs_no_parser() -> None:
    for said in account(7).said:
        found = html.parse_simple_content(content(said.pieces))
        assert found is not None
        assert found == parse_by_dom(content(said.pieces))


@pytest.mark.parametrize(
    "text",
    [
        "<p>a\nb</p>", "<p>a", "a</p>", "<p>a<p>b</p></p>", "<p><b>x</b></p>", "<p>a</p>b", "b<p>a</p>",
        "<p>&eacute;</p>",
        '<p class="quote-inline">RE: x</p>', "<p><a href='x'>y</a></p>", "<p>a & b</p>", "<P>x</P>", "<p>1 > 0</p>",
        '<p><a href="https://x.example/long">x.example/…</a></p>', "<p><img src=x></p>", "<ul><li>x</li></ul>",
        '<p><a href="a" href="b">x</a></p>', '<p><a href="https://x.example/?a&copy=1">x</a></p>',
        "<p><span>a</p></span>",
    ],
)  # fmt: skip
def test_everything_else_is_left_to_the_parser(text: str) -> None:
    assert html.parse_simple_content(text) is None


PIECES = st.sampled_from(
    ["<p>", "</p>", "<br>", "<br />", "<span>", '<span class="invisible">', "</span>", "<a>", "</a>", LINK, MENTION,
     " ", "a",
     '<a href="https://x.example/" class="u-url">', '<a href="https://x.example/tags/x" rel="tag">#', "&amp;", "&lt;",
     "…",
     "www.x.example", "$x", "#", "@", "&#39;", "&quot;", "&nbsp;", ">", "\u00a0", "\u2028", "🌊"],
) | st.text(max_size=4)  # fmt: skip


@settings(max_examples=600)
@given(st.lists(PIECES, max_size=14), st.booleans())
def test_both_ways_of_reading_agree(pieces: list[str], closed: bool) -> None:
    text = replace_unprintable("".join(["<p>", *pieces, "</p>"] if closed else pieces))
    found = html.parse_simple_content(text)
    if found is not None:
        assert found == parse_by_dom(text)


@given(st.text(max_size=60))
def test_any_character_is_read_the_same(text: str) -> None:
    text = replace_unprintable(f"<p>{text}</p>")
    found = html.parse_simple_content(text)
    if found is not None:
        assert found == parse_by_dom(text)
