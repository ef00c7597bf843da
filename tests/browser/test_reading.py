"""The reading room in a real browser: margin notes, marks, settings, keys, print, every theme and both directions."""

from __future__ import annotations

import io
import json
import re
import unicodedata
from urllib.parse import unquote

import pypdf
import pytest
from playwright.sync_api import expect

from tests.support.site import ARABIC, THREAD
from tests.support.visit import Visit

pytestmark = pytest.mark.browser

WIDE = {"viewport": {"width": 1280, "height": 900}}
MIDDLE = {"viewport": {"width": 768, "height": 900}}


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


NARROW_DARK = {"viewport": {"width": 390, "height": 800}, "color_scheme": "dark"}
#: Begins with a Latin word in each post, and holds what keeps its indentation.
HEBREW = (
    "WiFi בנמל לא עובד כבר חודש, ואף אחד לא יודע למה. 1/2\n\n"
    "@quay_demo כתב: C++ לא אשמה.\n\n"
    "3. שלוש\n2. שתיים\n\n"
    "if x:\n    return f(x) 2/2\n"
)
DIRECTIONS = (
    """names => names.map(name => [...document.querySelectorAll(name)].map(node => getComputedStyle(node).direction))"""
)
#: Where the letters of a word stand on the page, from left to right.
LETTERS = """word => {
  const walker = document.createTreeWalker(document.querySelector(".prose"), NodeFilter.SHOW_TEXT);
  for (let node; (node = walker.nextNode());) {
    const at = node.data.indexOf(word);
    if (at < 0) continue;
    const places = [...word].map((letter, n) => {
      const range = document.createRange();
      range.setStart(node, at + n);
      range.setEnd(node, at + n + 1);
      return [range.getBoundingClientRect().left, letter];
    });
    return places.sort((a, b) => a[0] - b[0]).map(place => place[1]).join("");
  }
}"""


@pytest.mark.parametrize("visit", [WIDE, NARROW_DARK], indirect=True)
@pytest.mark.parametrize("medium", ["screen", "print"])
def test_a_thread_runs_by_its_language_and_code_does_not(visit: Visit, medium: str) -> None:
    visit.go(visit.keep(HEBREW))
    visit.page.emulate_media(media=medium)
    title, paragraphs, lists, code = visit.page.evaluate(DIRECTIONS, ["h1", ".prose > p", ".prose ol", "pre.code"])
    assert {*title, *paragraphs, *lists} == {"rtl"}
    assert code == ["ltr"]
    assert [visit.page.evaluate(LETTERS, word) for word in ("@quay_demo", "C++")] == ["@quay_demo", "C++"]
    begins = visit.page.evaluate(LETTERS, "return")
    assert begins == "return"
    assert visit.page.locator("pre.code").inner_text().startswith("if x:\n    return f(x)")
    assert visit.page.locator(".prose li").nth(1).get_attribute("value") == "2"


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


@pytest.mark.parametrize("visit", [WIDE], indirect=True)
def test_settings_hold_on_the_next_page_without_a_flash(visit: Visit) -> None:
    path = visit.keep(THREAD)
    visit.go(path)
    page = visit.page
    page.get_by_role("button", name="Reading settings").click()
    for label in ("Sepia", "Legible", "Narrow"):
        page.get_by_text(label, exact=True).click()
    page.get_by_text("Justify the text").click()
    page.keyboard.press("Escape")
    expect(page.locator("#sheet-settings")).to_be_hidden()
    expect(page.get_by_role("button", name="Reading settings")).to_be_focused()
    page.add_init_script(
        "new MutationObserver(() => { if (document.body && !window.first)"
        " window.first = getComputedStyle(document.body).backgroundColor; })"
        ".observe(document, {childList: true, subtree: true});"
    )
    visit.go(path)
    assert page.evaluate("window.first") == "rgb(245, 236, 217)"
    expect(page.locator(".prose")).to_have_css("text-align", "justify")
    assert "Atkinson" in page.evaluate("getComputedStyle(document.body).fontFamily")
    page.evaluate("document.fonts.ready.then(() => true)")
    assert page.evaluate("document.fonts.check('16px \"Atkinson Hyperlegible Next\"')")
    page.get_by_role("button", name="Reading settings").click()
    expect(page.get_by_label("Sepia")).to_be_checked()
    page.get_by_role("button", name="Reset").click()
    expect(page.locator("html")).not_to_have_attribute("data-theme", re.compile("."))
    assert page.evaluate("document.cookie") == ""


@pytest.mark.parametrize("visit", [{"java_script_enabled": False}], indirect=True)
def test_without_script_nothing_is_offered_that_needs_one(visit: Visit) -> None:
    visit.go("/help")
    expect(visit.page.locator(".by-script")).to_have_count(4)
    for offered in visit.page.locator(".by-script, dialog").all():
        expect(offered).to_be_hidden()


def test_keys_lead_through_a_thread(visit: Visit) -> None:
    path, page = visit.keep(THREAD), visit.page
    visit.go(path)
    for key, place in (("j", "#p1"), ("j", "#p2"), ("j", "#p3"), ("k", "#p2")):
        page.keyboard.press(key)
        expect(page.locator(f"{place} > .post-mark")).to_be_focused()
    page.keyboard.press("a")
    page.wait_for_url(re.compile("view=posts"))
    page.keyboard.press("a")
    page.wait_for_url(re.compile(r"[0-9a-f]$"))
    page.keyboard.press("?")
    expect(page.get_by_role("dialog", name="Keys")).to_be_visible()
    page.keyboard.press("j")
    page.keyboard.press("Escape")
    expect(page.get_by_role("dialog", name="Keys")).to_be_hidden()
    page.keyboard.press("Control+k")
    expect(page.locator("#find")).to_be_focused()
    page.keyboard.type("jao?")
    expect(page.locator("#find")).to_have_value("jao?")
    page.keyboard.press("Escape")
    expect(page.locator("#find")).not_to_be_focused()
    page.keyboard.press("n")
    page.wait_for_url(f"{visit.base}/")
    expect(page.get_by_role("textbox")).to_be_focused()
    visit.go("/threads")
    page.keyboard.press("j")
    page.keyboard.press("o")
    page.wait_for_url(re.compile("/t/"))


def test_keys_can_be_switched_off(visit: Visit) -> None:
    visit.go("/help")
    visit.page.keyboard.press("?")
    expect(visit.page.get_by_role("dialog")).to_be_visible()
    visit.page.keyboard.press("Escape")
    visit.page.get_by_role("button", name="Reading settings").click()
    visit.page.get_by_label("Single-letter keys").uncheck()
    visit.go("/help")
    for key in ("?", "/", "n"):
        visit.page.keyboard.press(key)
    expect(visit.page.get_by_role("dialog")).to_be_hidden()
    expect(visit.page.locator("#find")).not_to_be_focused()
    assert visit.page.url.endswith("/help")


def test_a_cold_article_is_under_sixty_kilobytes(visit: Visit) -> None:
    path = visit.keep(THREAD)
    client = visit.page.context.new_cdp_session(visit.page)
    client.send("Network.enable")
    client.send("Network.setCacheDisabled", {"cacheDisabled": True})
    sizes: list[float] = []
    client.on("Network.loadingFinished", lambda done: sizes.append(done["encodedDataLength"]))
    visit.go(path)
    visit.page.evaluate("document.fonts.ready.then(() => true)")
    visit.page.wait_for_load_state("networkidle")
    assert len(sizes) >= 5
    assert sum(sizes) < 60_000


JAPANESE = (
    "蛾を一年かけて数える方法について書きます。" * 6
    + " 1/2\n\n「風のない夜」だけが大事です。"
    + "つまりこういうことです。" * 20
    + " 2/2\n"
)


@pytest.mark.parametrize("visit", [{"viewport": {"width": 320, "height": 640}}, MIDDLE], indirect=True)
@pytest.mark.parametrize(("text", "code", "direction"), [(JAPANESE, "ja", "ltr"), (ARABIC, "ar", "rtl")])
def test_a_text_is_set_by_the_rules_of_its_language(visit: Visit, text: str, code: str, direction: str) -> None:
    path = visit.keep(text)
    for address in (path, f"{path}?view=posts"):
        visit.go(address)
        words = visit.page.locator(".prose, .as-posted")
        expect(words).to_have_attribute("lang", code)
        expect(words).to_have_css("direction", direction)
        assert visit.page.evaluate("document.documentElement.scrollWidth <= innerWidth")
        expect(visit.page.locator("h1")).to_have_css(
            "letter-spacing", "normal" if direction == "rtl" else re.compile("px$")
        )
        assert visit.page.evaluate("getComputedStyle(document.querySelector('.prose, .as-posted')).lineBreak") == (
            "strict" if code == "ja" else "auto"
        )


def test_a_line_says_what_is_in_the_box_before_it_is_read(visit: Visit) -> None:
    visit.go("/")
    visit.page.fill("textarea", THREAD)
    expect(visit.page.locator("#sees")).to_contain_text("4 posts by @ebb_and_flow, 1 line set aside")
    visit.page.fill("textarea", "")
    expect(visit.page.locator("#sees")).to_have_text("")


def test_what_is_typed_outlives_leaving_the_page(visit: Visit) -> None:
    visit.go("/")
    visit.page.fill("textarea", "The first half of a thread 1/2")
    visit.go("/help")
    visit.go("/")
    expect(visit.page.get_by_role("textbox")).to_have_value("The first half of a thread 1/2")
    visit.page.get_by_role("button", name="Read it").click()
    expect(visit.page.get_by_text("Not kept yet")).to_be_visible()
    visit.go("/")
    expect(visit.page.get_by_role("textbox")).to_have_value("")


def test_a_bookmarklet_brings_the_selection(visit: Visit) -> None:
    visit.go("/help")
    script = visit.page.locator("a.bookmarklet").get_attribute("href") or ""
    assert script.startswith("javascript:")
    page = visit.page.context.new_page()
    page.set_content("<meta http-equiv=Content-Security-Policy content=\"default-src 'none'\"><p>Nötes &amp; more 1/2")
    with visit.page.context.expect_page() as opened:
        page.evaluate(unquote(script.removeprefix("javascript:")))
    expect(opened.value.get_by_role("textbox")).to_have_value("Nötes & more 1/2")
    assert opened.value.url == f"{visit.base}/"


@pytest.mark.parametrize("visit", [{}, {"java_script_enabled": False}], indirect=True)
def test_a_language_that_is_chosen_holds(visit: Visit) -> None:
    path, page = visit.keep(THREAD), visit.page
    visit.go(path)
    page.get_by_role("link", name="العربية").click()
    expect(page.locator("html")).to_have_attribute("dir", "rtl")
    expect(page.locator(".thread")).to_have_attribute("dir", "ltr")
    page.locator("#find").fill("breakwater")
    page.locator("#find").press("Enter")
    page.wait_for_url(re.compile("q=breakwater"))
    page.locator(".matches a").first.click()
    expect(page.locator("html")).to_have_attribute("lang", "ar")
    page.get_by_role("link", name="لصق").first.click()
    page.get_by_role("textbox").fill(THREAD)
    page.locator("form.box button").click()
    expect(page.get_by_text("لم تُحفظ بعد").first).to_be_visible()
    page.get_by_role("button", name="احتفظ بها").first.click()
    page.wait_for_url(re.compile("/t/.*lang=ar$"))
    # A picture over time runs from right to left, as the years below it do.
    page.locator("main").evaluate("main => main.innerHTML = '<section class=over-time><svg></svg></section>'")
    expect(page.locator(".over-time svg")).to_have_css("transform", "matrix(-1, 0, 0, 1, 0, 0)")


def test_a_language_is_remembered_on_the_device(visit: Visit) -> None:
    visit.go("/help")
    visit.page.get_by_role("link", name="Deutsch").click()
    visit.page.wait_for_url(re.compile("lang=de"))
    visit.go("/threads")
    expect(visit.page.locator("html")).to_have_attribute("lang", "de")
    visit.go("/help?lang=en")
    expect(visit.page.locator("html")).to_have_attribute("lang", "en")


@pytest.mark.parametrize(
    "visit",
    [
        {"viewport": {"width": 320, "height": 640}, "color_scheme": "dark"},
        {"viewport": {"width": 1440, "height": 900}, "locale": "ar"},
    ],
    indirect=True,
)
def test_by_keyboard_alone_from_paste_to_the_post_that_says_it(visit: Visit) -> None:
    page = visit.page
    visit.go("/")
    expect(page.locator("#text")).to_be_focused()  # a page is focused when it is drawn, which may be after it loaded
    page.keyboard.insert_text(THREAD)
    page.keyboard.press("Control+Enter")
    page.wait_for_selector("#keep")
    for _ in range(20):
        page.keyboard.press("Tab")
        if page.evaluate("document.activeElement.matches('#keep .primary')"):
            break
    page.keyboard.press("Enter")
    page.wait_for_url(re.compile("/t/"))
    page.keyboard.press("/")
    page.keyboard.type("breakwater")
    page.keyboard.press("Enter")
    page.wait_for_url(re.compile("q=breakwater"))
    page.locator(".found").wait_for()
    if page.evaluate("document.activeElement.matches('input')"):
        page.keyboard.press("Escape")
    page.keyboard.press("j")
    page.keyboard.press("o")
    page.wait_for_url(re.compile("/t/.*q=breakwater"))
    expect(page.locator("mark").first).to_be_visible()
