"""The reading room in a real browser: margin notes, marks, settings, keys, print, every theme and both directions."""

from __future__ import annotations

import io
import json
import re
import unicodedata

import pypdf
import pytest
from playwright.sync_api import expect

from tests.test_browser import Visit, base, browser, visit  # noqa: F401 - fixtures
from tests.web_site import THREAD

pytestmark = pytest.mark.browser

WIDE = {"viewport": {"width": 1280, "height": 900}}
MIDDLE = {"viewport": {"width": 768, "height": 900}}
ARABIC = (
    "كيف تعلّمت أن أعدّ الفراشات من شرفة واحدة طوال عام كامل؟ 1/2\n\n"
    "القاعدة الوحيدة للعام المقبل: اكتب الليالي الفارغة أيضًا. https://moths.example/nights 2/2\n"
)


@pytest.mark.parametrize("visit", [WIDE, {**WIDE, "java_script_enabled": False}], indirect=True)
@pytest.mark.parametrize(("text", "left"), [(THREAD, False), (ARABIC, True)], ids=["ltr", "rtl"])
def test_sources_stand_in_the_margin_beside_their_number(visit: Visit, text: str, left: bool) -> None:
    visit.go(visit.keep(text))
    note, number = visit.page.locator("#n1"), visit.page.locator(".to-note").first
    expect(visit.page.locator(".source-list")).to_be_hidden()
    there, here = note.bounding_box(), number.bounding_box()
    column = visit.page.locator(".prose").bounding_box()
    assert there
    assert here
    assert column
    assert abs(there["y"] - here["y"]) < 30
    assert (there["x"] + there["width"] < column["x"]) if left else (there["x"] > column["x"] + column["width"])
    assert there["x"] >= 0
    assert there["x"] + there["width"] <= 1280


@pytest.mark.parametrize("visit", [MIDDLE], indirect=True)
def test_sources_stand_at_the_end_where_there_is_no_margin(visit: Visit) -> None:
    visit.go(visit.keep(THREAD))
    expect(visit.page.locator("#n1")).to_be_hidden()
    visit.page.locator(".to-list").first.click()
    expect(visit.page.locator("#s1")).to_be_in_viewport()
    visit.page.locator("#s1 .back").click()
    expect(visit.page.locator("#r1-3")).to_be_in_viewport()


@pytest.mark.parametrize("visit", [WIDE], indirect=True)
def test_a_line_holds_sixty_to_seventy_five_characters(visit: Visit) -> None:
    visit.go(
        visit.keep("We begin here. 1/2\n\n" + "The culprit is the breakwater, and slow water drops what it bears. " * 9)
    )
    held = """() => {
      const text = [...document.querySelectorAll(".prose p")].pop().lastChild, range = document.createRange();
      const lines = {};
      for (let i = 0; i < text.length; i++) {
        range.setStart(text, i); range.setEnd(text, i + 1);
        const y = Math.round(range.getBoundingClientRect().y);
        lines[y] = (lines[y] || 0) + 1;
      }
      return Object.values(lines).slice(0, -1);
    }"""
    counts = visit.page.evaluate(held)
    assert counts
    assert 60 <= sum(counts) / len(counts) <= 75


@pytest.mark.parametrize("visit", [WIDE], indirect=True)
def test_post_marks_are_seen_when_they_are_wanted(visit: Visit) -> None:
    visit.go(visit.keep(THREAD))
    mark = visit.page.locator("#p2 .post-mark")
    expect(mark).to_have_css("opacity", "0")
    visit.page.locator("#p2").hover()
    expect(mark).to_have_css("opacity", "1")
    visit.page.mouse.move(0, 0)
    expect(mark).to_have_css("opacity", "0")
    mark.focus()
    visit.page.keyboard.press("Tab")
    visit.page.keyboard.press("Shift+Tab")
    expect(mark).to_have_css("opacity", "1")


def test_printed_the_text_stands_in_order(visit: Visit) -> None:
    path = visit.keep(THREAD)
    visit.go(path)
    printed = pypdf.PdfReader(io.BytesIO(visit.page.pdf(format="A4")))
    text = re.sub(r"\s+", "", "".join(page.extract_text() for page in printed.pages))
    text = unicodedata.normalize("NFKC", text)
    places = [
        text.index(words.replace(" ", ""))
        for words in (
            "Why do harbours", "@ebb_and_flow", "4 posts", "The culprit is", "Our survey", "dredge in spring",
            "ask the fishermen", "Sources", "<https://ports.example.org/survey>", path,
        )
    ]  # fmt: skip
    assert places == sorted(places)
    assert "Search" not in text


def test_the_linked_data_is_read_by_nobody_but_programs(visit: Visit) -> None:
    visit.go(visit.keep(THREAD))
    data = json.loads(visit.page.locator('script[type="application/ld+json"]').text_content() or "")
    assert data["@type"] == "Article"
    assert data["citation"] == ["https://ports.example.org/survey"]
    assert data["author"]["alternateName"] == "@ebb_and_flow"
