"""Searching in a real browser: the way to the first hit, what the box offers, dates, what the device remembers."""

from __future__ import annotations

import json
import re
from urllib.parse import parse_qs, urlsplit

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser.test_accessibility import complaints
from tests.support.site import ARABIC, OTHER, THREAD
from tests.support.visit import SMALL, Visit

pytestmark = pytest.mark.browser

NARROW = {"viewport": {"width": 320, "height": 640}}
NO_SCRIPT = {"java_script_enabled": False}
REMEMBERED = "JSON.parse(localStorage.getItem('unroller-recent') || '[]')"
#: Threads with many sites and hashtags, so that there is much to narrow by.
MANY = [
    f"The river of town {number}, with its mill. #town{number} https://town{number}.example/mill 1/2\n\n"
    f"It ends at the weir. #weir{number} https://weir{number}.example 2/2\n\nYou can follow @miller_{number}.\n"
    for number in range(6)
]


@pytest.fixture(scope="module", autouse=True)
def kept(browser: Browser, base: str) -> list[str]:
    """Paths of what is kept: a thread with a source, others about the river, one written from right to left."""
    context = browser.new_context()
    paths = [Visit(context.new_page(), base).keep(text) for text in (THREAD, OTHER, ARABIC, *MANY)]
    context.close()
    return paths


def tabs_to(page: Page, selector: str, most: int = 60) -> int:
    """How often Tab is pressed until something that matches has the focus."""
    for count in range(1, most):
        page.keyboard.press("Tab")
        if page.evaluate("selector => document.activeElement.matches(selector)", selector):
            return count
    raise AssertionError(f"{selector}: not reached by {most} presses")


def options(page: Page) -> list[str]:
    """What is offered now."""
    expect(page.get_by_role("option").first).to_be_visible()
    return [text.strip() for text in page.locator("[role=option] bdi").all_inner_texts()]


# -- the way to the hits -------------------------------------------------------------------------------------------


@pytest.mark.parametrize("visit", [{}, NO_SCRIPT, NARROW, {"locale": "ar"}], indirect=True)
def test_the_first_hit_is_a_few_presses_away(visit: Visit) -> None:
    page = visit.page
    visit.go("/search?q=river")
    assert tabs_to(page, ".found a") <= 9
    visit.go("/search?q=river")
    page.locator("#find").focus()
    assert tabs_to(page, ".found a") <= 3
    visit.go("/search?q=river")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    expect(page.locator("#results")).to_be_focused()
    assert tabs_to(page, ".found a") == 1


@pytest.mark.parametrize("visit", [{}, NO_SCRIPT, NARROW], indirect=True)
def test_what_narrows_follows_the_hits_and_a_link_leads_there(visit: Visit) -> None:
    page = visit.page
    visit.go("/search?q=river")
    link = page.get_by_role("link", name="Sort and narrow down")
    link.focus()
    expect(link).to_be_in_viewport()
    page.keyboard.press("Enter")
    expect(page.locator("#narrow")).to_be_focused()
    expect(page.get_by_role("heading", name="Sort and narrow down")).to_be_in_viewport()
    assert tabs_to(page, "#narrow a") == 1
    order = """() => [...document.querySelectorAll("main a[href], main button, main input:not([type=hidden])")]
      .filter(one => one.checkVisibility()).map(one => one.closest("#narrow, .found, .asked")?.className)"""
    groups = [name for name in page.evaluate(order) if name]
    assert groups == sorted(groups, key=("asked", "found", "narrow").index)


@pytest.mark.parametrize("visit", [{"viewport": {"width": 1280, "height": 900}}], indirect=True)
def test_what_narrows_stands_beside_the_hits_where_there_is_room(visit: Visit) -> None:
    visit.go("/search?q=river")
    hits, beside = visit.page.locator(".found").bounding_box(), visit.page.locator("#narrow").bounding_box()
    assert hits
    assert beside
    assert beside["x"] >= hits["x"] + hits["width"]
    assert beside["y"] < hits["y"] + 10
    expect(visit.page.locator("#narrow h2")).to_be_in_viewport()


# -- what the box offers -------------------------------------------------------------------------------------------


@pytest.mark.parametrize("address", ["/", "/help", "/search", "/search?q=river", "/threads", "{}"])
def test_every_box_offers_words_names_and_titles(visit: Visit, kept: list[str], address: str) -> None:
    page = visit.page
    visit.go(address.format(kept[0]))
    box = page.locator("#find")
    box.focus()
    box.fill("")
    box.press_sequentially("harb")
    assert [text[:21] for text in options(page)] == ["harbours", "Why do harbours silt u"[:21]]
    box.fill("river from:eb")
    expect(page.locator("[role=option] bdi")).to_have_text(["river from:ebb_and_flow"])
    assert complaints(visit) == []


def test_the_keys_of_a_combobox(visit: Visit) -> None:
    page = visit.page
    visit.go("/help")
    box = page.get_by_role("combobox", name="Search the kept threads")
    expect(box).to_have_attribute("aria-expanded", "false")
    box.press_sequentially("mil")
    offered = options(page)
    assert offered[0] == "mill"
    expect(box).to_have_attribute("aria-expanded", "true")
    expect(page.get_by_role("listbox", name="Suggestions")).to_be_visible()
    expect(box).to_have_attribute("aria-controls", "offers")
    assert box.get_attribute("aria-activedescendant") is None
    box.press("ArrowDown")
    expect(box).to_have_attribute("aria-activedescendant", "offer-0")
    expect(page.get_by_role("option", selected=True)).to_contain_text("mill")
    expect(box).to_have_value("mill")
    box.press("ArrowDown")
    expect(box).to_have_value(offered[1])
    box.press("ArrowUp")
    box.press("ArrowUp")  # past the first stands what was typed
    expect(box).to_have_value("mil")
    assert box.get_attribute("aria-activedescendant") is None
    box.press("ArrowUp")
    expect(page.get_by_role("option").last).to_have_attribute("aria-selected", "true")
    box.press("Escape")
    expect(page.get_by_role("listbox")).to_be_hidden()
    expect(box).to_have_value("mil")
    expect(box).to_be_focused()
    box.press("ArrowDown")  # opens again
    options(page)
    box.press("ArrowDown")
    box.press("Enter")
    page.wait_for_url(re.compile(r"/search\?q=mill$"))
    page.locator("#find").press("Escape")
    expect(page.locator("#find")).not_to_be_focused()


@pytest.mark.parametrize("theme", ["light", "dark", "sepia"])
def test_what_is_offered_can_be_read_and_touched(visit: Visit, theme: str) -> None:
    visit.page.add_init_script(f"localStorage.setItem('unroller', JSON.stringify({{theme: {json.dumps(theme)}}}))")
    visit.go("/help")
    visit.page.locator("#find").press_sequentially("mil")
    options(visit.page)
    visit.page.keyboard.press("ArrowDown")
    assert complaints(visit) == []
    assert visit.page.evaluate(SMALL) == []


def test_going_away_closes_what_is_offered(visit: Visit) -> None:
    page = visit.page
    visit.go("/help")
    page.locator("#find").press_sequentially("mil")
    options(page)
    page.keyboard.press("Tab")
    expect(page.get_by_role("listbox")).to_be_hidden()
    expect(page.locator("#find")).to_have_value("mil")


@pytest.mark.parametrize("visit", [{}, {**NARROW, "has_touch": True}], indirect=True)
def test_what_is_offered_is_chosen_by_hand(visit: Visit, kept: list[str]) -> None:
    page = visit.page
    visit.go("/")
    page.locator("#find").press_sequentially("mil")
    options(page)
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    page.get_by_role("option").first.click()
    page.wait_for_url(re.compile(r"/search\?q=mill$"))
    page.locator("#find").fill("harbou")
    page.get_by_role("option", name="Why do harbours silt up").click()
    page.wait_for_url(f"{visit.base}{kept[0]}")


@pytest.mark.parametrize("visit", [NO_SCRIPT], indirect=True)
def test_without_script_the_box_offers_the_most_frequent_names(visit: Visit) -> None:
    visit.go("/search")
    expect(visit.page.get_by_role("searchbox")).to_have_attribute("list", "known")
    expect(visit.page.locator('datalist option[value="from:ebb_and_flow"]')).to_be_attached()


@pytest.mark.parametrize("visit", [{"locale": "ar"}], indirect=True)
def test_the_language_of_the_address_holds_for_what_is_chosen(visit: Visit) -> None:
    visit.go("/help?lang=ar")
    visit.page.locator("#find").press_sequentially("الليا")
    options(visit.page)
    visit.page.get_by_role("option").first.click()
    visit.page.wait_for_url(re.compile("lang=ar"))
    visit.page.locator("#find").fill("harbou")
    visit.page.get_by_role("option", name="Why do harbours").click()
    visit.page.wait_for_url(re.compile("/t/.*lang=ar"))


# -- what the device remembers -------------------------------------------------------------------------------------


def searched(page: Page, query: str) -> None:
    page.locator("#find").fill(query)
    page.locator("#offers").wait_for(state="attached")  # nobody types as fast as the script comes
    page.locator("#find").press("Enter")
    page.wait_for_url(lambda url: parse_qs(urlsplit(url).query).get("q") == [query])


def test_what_was_searched_is_offered_by_an_empty_box(visit: Visit) -> None:
    page = visit.page
    sent: list[str] = []
    page.on("request", lambda asked: sent.append(asked.url + (asked.post_data or "")))
    visit.go("/help")
    for query in ("river", "breakwater", "zeppelin", "(breakwqter)", "river"):
        searched(page, query)
    assert page.evaluate(REMEMBERED) == ["river", "breakwater"]  # what found nothing is not worth it
    page.locator(".facets ul a").first.click()
    page.wait_for_url(re.compile("river.+"))
    assert page.evaluate(REMEMBERED) == ["river", "breakwater"]  # nor what was not typed
    sent.clear()
    visit.go("/help")
    page.locator("#find").focus()
    expect(page.get_by_role("listbox")).to_have_count(0)  # whoever goes by is not held up
    page.keyboard.press("ArrowDown")
    page.locator("#offers").wait_for(state="attached")
    page.keyboard.press("ArrowDown")
    assert options(page) == ["river", "breakwater"]
    expect(page.get_by_role("listbox", name="Recent searches")).to_be_visible()
    assert complaints(visit) == []
    assert not any("breakwater" in one for one in sent)
    page.keyboard.press("Escape")
    page.locator("#find").click()
    page.get_by_role("option", name="breakwater").click()
    page.wait_for_url(re.compile("q=breakwater$"))
    assert page.evaluate("document.cookie") == ""


def test_the_page_for_searching_lists_them_and_clears_them(visit: Visit) -> None:
    page = visit.page
    visit.go("/search")
    expect(page.get_by_role("heading", name="Recent searches")).to_be_hidden()
    for query in ("river", '"slow water"'):
        searched(page, query)
    visit.go("/search")
    links = page.locator("section.recent a")
    expect(links).to_have_text(['"slow water"', "river"])
    assert complaints(visit) == []
    page.get_by_role("button", name="Clear recent searches").click()
    expect(page.locator("#said")).to_have_text("Recent searches cleared")
    expect(page.get_by_role("heading", name="Recent searches")).to_be_hidden()
    assert page.evaluate(REMEMBERED) == []


def test_the_box_clears_them_too(visit: Visit) -> None:
    page = visit.page
    visit.go("/help")
    searched(page, "river")
    visit.go("/search?q=river")
    page.locator("#find").fill("")
    assert options(page) == ["river"]
    page.keyboard.press("Tab")
    expect(page.get_by_role("button", name="Clear recent searches")).to_be_focused()
    page.keyboard.press("Enter")
    expect(page.locator("#find")).to_be_focused()
    assert page.evaluate(REMEMBERED) == []


def test_remembering_can_be_switched_off(visit: Visit) -> None:
    page = visit.page
    visit.go("/help")
    searched(page, "river")
    page.get_by_role("button", name="Reading settings").click()
    page.get_by_label("Remember recent searches").uncheck()
    assert page.evaluate(REMEMBERED) == []
    page.keyboard.press("Escape")
    searched(page, "breakwater")
    visit.go("/search")
    expect(page.get_by_role("heading", name="Recent searches")).to_be_hidden()
    assert page.evaluate(REMEMBERED) == []
    page.get_by_role("button", name="Reading settings").click()
    page.get_by_label("Remember recent searches").check()
    page.keyboard.press("Escape")
    searched(page, "breakwater")
    assert page.evaluate(REMEMBERED) == ["breakwater"]


@pytest.mark.parametrize("held", ["{", '{"a": 1}', '[1, null, "river"]'])
def test_whatever_the_device_holds_is_no_error(visit: Visit, held: str) -> None:
    visit.page.add_init_script(f"localStorage.setItem('unroller-recent', {json.dumps(held)})")
    visit.go("/search")
    expect(visit.page.locator("section.recent a")).to_have_count(1 if "river" in held else 0)


# -- dates ---------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("visit", [{}, NO_SCRIPT, NARROW], indirect=True)
def test_dates_are_picked_and_taken_back(visit: Visit, kept: list[str]) -> None:
    page = visit.page
    visit.go("/search?q=river&lang=en")
    page.get_by_label("Since").fill("2021-03-01")
    page.get_by_role("button", name="Set the dates").click()
    page.wait_for_url(re.compile(r"q=river%20since%3A2021-03-01&lang=en$"))
    expect(page.locator("#find")).to_have_value("river since:2021-03-01")
    expect(page.get_by_label("Since")).to_have_value("2021-03-01")
    page.get_by_label("Until").fill("2021-04-01")
    page.get_by_role("button", name="Set the dates").click()
    expect(page.locator("#find")).to_have_value("river since:2021-03-01 until:2021-04-01")
    page.get_by_role("link", name=re.compile("^since .* remove$")).click()
    expect(page.get_by_label("Since")).to_have_value("")
    expect(page.get_by_label("Until")).to_have_value("2021-04-01")


def test_dates_are_for_what_stands_in_the_box(visit: Visit) -> None:
    visit.go("/search?q=river")
    visit.page.locator("#find").fill("lanterns")
    visit.page.get_by_label("Until").fill("2030-01-01")
    visit.page.get_by_role("button", name="Set the dates").click()
    expect(visit.page.locator("#find")).to_have_value("lanterns until:2030-01-01")
    visit.go("/search?q=(breakwqter)")  # shown is what was meant
    visit.page.get_by_label("Until").fill("2030-01-01")
    visit.page.get_by_role("button", name="Set the dates").click()
    expect(visit.page.locator("#find")).to_have_value("(breakwater) until:2030-01-01")
