"""The selectors of saved pages agree with a full CSS engine, and refuse what they do not know."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from bs4 import BeautifulSoup
from hypothesis import given
from hypothesis import strategies as st

from unroller.readers.html import selectors

ROOM = Path(selectors.__file__).parent
#: Every string in the room that the walk is asked for.
USED = sorted(
    {
        found
        for path in ROOM.glob("*.py")
        for call in re.findall(r"(?:select|first|outermost)\(([^()]*(?:\([^()]*\)[^()]*)*)\)", path.read_text("utf-8"))
        for quoted in re.findall(r"(?<!f)\"((?:[^\"\\\\]|\\\\.)*)\"|(?<!f)'((?:[^'\\\\]|\\\\.)*)'", call)
        if (found := "".join(quoted)) and "{" not in found and found != ","
    }
)
NAMES = st.sampled_from(["a", "div", "p", "span"])
ATTRIBUTES = st.sampled_from(
    ["", " class=x", " class='x y'", " id=x", " href='/x/y'", " data-k='x y'", " href", " class=''"]
)
SELECTORS = st.sampled_from([
    "a", ".x", "a.x", ".x.y", "#x", "[href]", '[href="/x/y"]', '[href^="/x"]', "[href*='x/']", '[href$="/y"]', "div .x",
    ".x a", "div p, .y", "p[data-k='x y']", "div div .x", '[data-k="x"]', '[class="x y"]', '[href^=""]', "div, div, a",
])  # fmt: skip


@st.composite
def pages(draw: st.DrawFn) -> str:
    out, open_names = [], []
    for _ in range(draw(st.integers(1, 14))):
        if open_names and draw(st.booleans()):
            out.append(f"</{open_names.pop()}>")
        else:
            name = draw(NAMES)
            out.append(f"<{name}{draw(ATTRIBUTES)}>w")
            open_names.append(name)
    return "".join(out)


@given(pages(), SELECTORS)
def test_they_find_what_a_css_engine_finds(page: str, selector: str) -> None:
    soup = BeautifulSoup(page, "lxml")
    wanted = soup.select(selector)
    assert [id(tag) for tag in selectors.select(soup, selector)] == [id(tag) for tag in wanted]
    first = selectors.select_first(soup, selector)
    assert first is (wanted[0] if wanted else None)
    outer = [tag for tag in wanted if not any(above is other for above in tag.parents for other in wanted)]
    assert [id(tag) for tag in selectors.select_outermost(soup, selector)] == [id(tag) for tag in outer]


def test_the_room_uses_selectors() -> None:
    assert len(USED) > 40


@pytest.mark.parametrize("selector", USED)
def test_every_selector_of_the_sites_is_understood(selector: str) -> None:
    soup = BeautifulSoup("<p>x", "lxml")
    assert selectors.select(soup, selector) == soup.select(selector)


@pytest.mark.parametrize("selector", ["a > b", "a:first-child", "[a~=b]", "a + b", "*", "a..b", "[a", ".x:not(.y)"])
def test_anything_else_is_refused(selector: str) -> None:
    with pytest.raises(ValueError, match="not a selector"):
        selectors.select(BeautifulSoup("<a>", "lxml"), selector)


def test_deep_nesting_takes_no_recursion() -> None:
    soup = BeautifulSoup("<div class=x>" * 20_000 + "<a>", "lxml")
    assert len(selectors.select(soup, ".x")) == 20_000
    assert len(selectors.select_outermost(soup, ".x")) == 1
    assert selectors.select_outermost(soup, "a") == []
    assert selectors.select(soup, ".x a")
