"""The rules of axe-core (WCAG 2.2 AA and good practice) on every page, in every theme and both directions."""

from __future__ import annotations

import json

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, expect

from tests.support.site import ARABIC, OTHER, THREAD
from tests.support.visit import Visit

pytestmark = pytest.mark.browser

TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
PAGES = (
    "/", "{}", "{}?view=posts", "{}?q=water#p2", "{}/remove", "{}/sources", "{}/edit", "/search?q=water",
    "/search?q=zeppelin", "/threads", "/by/ebb_and_flow", "/tags", "/authors", "/sources", "/help", "/t/nothing-here",
)  # fmt: skip


#: Among them, those that show every colour.
COLOURS = ("/", "{}?q=water#p2", "{}/remove", "/search?q=water", "/help")


def complaints(visit: Visit, rules: list[str] | None = None) -> list[str]:
    """What axe has to say about the page as it stands; `rules` alone, or all of them."""
    options = {
        "runOnly": {"type": "rule" if rules else "tag", "values": rules or TAGS},
        "rules": {"target-size": {"enabled": not rules}},  # axe leaves it out unless it is asked for
        "resultTypes": ["violations"],
    }
    found = Axe().run(visit.page, options=options).response["violations"]
    return [
        f"{one['id']}: {node['html'][:160]} {node['failureSummary'][:300]}" for one in found for node in one["nodes"]
    ]


@pytest.fixture(scope="module")
def kept(browser: Browser, base: str) -> list[str]:
    """Paths of a left-to-right and a right-to-left thread."""
    context = browser.new_context()
    paths = [Visit(context.new_page(), base).keep(text) for text in (THREAD, ARABIC, OTHER)][:2]
    context.close()
    return paths


@pytest.mark.parametrize("visit", [{"viewport": {"width": 1280, "height": 900}}], indirect=True)
@pytest.mark.parametrize("theme", ["light", "dark", "sepia"])
def test_axe_finds_nothing_on_any_page(visit: Visit, kept: list[str], theme: str) -> None:
    # Structure is the same in every theme: the whole of axe looks once, then colours alone.
    rules = None if theme == "light" else ["color-contrast", "link-in-text-block"]
    visit.page.add_init_script(f"localStorage.setItem('unroller', JSON.stringify({{theme: {json.dumps(theme)}}}))")
    for path in [address.format(kept[0]) for address in (COLOURS if rules else PAGES)] + kept[1:]:
        visit.go(path)
        for details in visit.page.locator("summary:visible").all():
            details.click()
        assert complaints(visit, rules) == [], path
    for name in ("settings", "keys"):
        visit.page.locator(f"[data-opens={name}]").click()
        assert complaints(visit, rules) == [], name
        visit.page.keyboard.press("Escape")
    visit.read(THREAD)
    assert complaints(visit, rules) == [], "preview"
    visit.wrong[:] = [said for said in visit.wrong if "404" not in said]


@pytest.mark.parametrize("visit", [{"locale": "ar", "viewport": {"width": 1280, "height": 900}}], indirect=True)
def test_axe_finds_nothing_where_all_is_mirrored(visit: Visit, kept: list[str]) -> None:
    for path in ("/", *kept, "/search?q=water"):
        visit.go(path)
        expect(visit.page.locator("html")).to_have_attribute("dir", "rtl")
        assert visit.page.evaluate("document.documentElement.scrollWidth") <= 1280, path
        assert complaints(visit) == [], path


@pytest.mark.parametrize("visit", [{"viewport": {"width": 320, "height": 640}}], indirect=True)
def test_axe_finds_nothing_where_it_is_narrow(visit: Visit, kept: list[str]) -> None:
    for path in ("/", *kept, "/search?q=water"):
        visit.go(path)
        assert complaints(visit) == [], path


def test_axe_would_find_something(visit: Visit) -> None:
    visit.go("/help")
    visit.page.evaluate("document.querySelector('main').append(document.createElement('button'))")
    assert any(said.startswith("button-name") for said in complaints(visit))
