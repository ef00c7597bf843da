"""The web app in a real browser: with script and without, narrow and wide, light and dark, by keyboard, in print."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.support.site import OTHER, THREAD
from tests.support.visit import CONTRASTS, SMALL, Visit

pytestmark = pytest.mark.browser


@pytest.mark.parametrize(
    "visit", [{}, {"java_script_enabled": False}, {"viewport": {"width": 320, "height": 640}}], indirect=True
)
def test_paste_read_keep_search_and_open_at_the_post(visit: Visit) -> None:
    page = visit.page
    visit.read(THREAD)
    expect(page.get_by_role("heading", level=1)).to_contain_text("Why do harbours silt up")
    page.get_by_role("button", name="Keep it").first.click()
    page.wait_for_url(re.compile(r"/t/why-do-harbours"))
    expect(page.locator("article li", has_text="ask the fishermen")).to_be_visible()
    page.locator("#find").fill("breakwater")
    page.locator("#find").press("Enter")
    page.get_by_role("link", name=re.compile("Post 2 of 4")).click()
    page.wait_for_url(re.compile(r"q=breakwater#p2$"))
    expect(page.locator("#p2 mark", has_text="breakwater")).to_be_in_viewport()


@pytest.mark.parametrize("visit", [{}, {"java_script_enabled": False}], indirect=True)
def test_a_file_is_read_and_the_thread_removed_again(visit: Visit, tmp_path: Path) -> None:
    page = visit.page
    (tmp_path / "other.txt").write_text(OTHER)
    visit.go("/")
    page.set_input_files("input[type=file]", tmp_path / "other.txt")
    page.get_by_role("button", name="Read it").click()
    page.get_by_role("button", name="Keep it").first.click()
    page.wait_for_url(re.compile(r"/t/"))
    page.get_by_role("link", name="Remove…").click()
    page.get_by_role("button", name="Remove it").click()
    expect(page.get_by_text("Removed.")).to_be_visible()
    expect(page.get_by_role("link", name=re.compile("lanterns"))).to_have_count(0)


def test_changing_the_text_brings_it_back_into_the_box(visit: Visit) -> None:
    visit.read(THREAD)
    visit.page.get_by_role("button", name="Change the text").click()
    expect(visit.page.get_by_role("textbox")).to_have_value(THREAD)


def test_something_large_shows_how_much_has_arrived_and_can_be_cancelled(visit: Visit, tmp_path: Path) -> None:
    page = visit.page
    large = "".join(f"{OTHER.partition('1/2')[0]} Said for the {number}th time.\n\n" for number in range(3500))
    (tmp_path / "large.txt").write_text(large)
    visit.go("/")
    page.set_input_files("input[type=file]", tmp_path / "large.txt")
    slow = page.context.new_cdp_session(page)
    slow.send("Network.enable")
    rate = {"offline": False, "latency": 0, "downloadThroughput": -1}
    slow.send("Network.emulateNetworkConditions", {**rate, "uploadThroughput": 20_000})
    page.get_by_role("button", name="Read it").click()
    expect(page.get_by_role("progressbar", name="Upload")).to_be_visible()
    expect(page.locator(".sending")).to_contain_text(re.compile(r"Sending \u20680\.\d MB\u2069: \d+%"))
    expect(page.locator("#said")).to_contain_text("Sending")
    page.get_by_role("button", name="Cancel").click()
    expect(page.locator(".sending")).to_have_text("Cancelled. Nothing of yours is lost.")
    slow.send("Network.emulateNetworkConditions", {**rate, "uploadThroughput": -1})
    chosen = "document.querySelector('input[type=file]').files[0].name"
    assert page.evaluate(chosen) == "large.txt"
    page.get_by_role("button", name="Read it").click()
    expect(page.get_by_role("button", name="Keep it").first).to_be_visible()
    assert page.evaluate("document.activeElement.id") == "main"
    page.go_back()
    expect(page.get_by_role("button", name="Read it")).to_be_visible()
    assert page.evaluate(chosen) == "large.txt"
    page.go_forward()
    expect(page.get_by_role("button", name="Keep it").first).to_be_visible()


def test_what_cannot_be_read_of_something_large_is_said_where_it_still_is(visit: Visit, tmp_path: Path) -> None:
    page = visit.page
    (tmp_path / "large.bin").write_bytes(b"\x7fELF" + bytes(300_000))
    visit.go("/")
    page.set_input_files("input[type=file]", tmp_path / "large.bin")
    page.get_by_role("button", name="Read it").click()
    expect(page.locator(".sending")).to_contain_text("This is a program, not text")
    assert page.evaluate("document.querySelector('input[type=file]').files.length") == 1
    page.route("**/", lambda route: route.abort() if route.request.method == "POST" else route.continue_())
    page.get_by_role("button", name="Read it").click()
    expect(page.locator(".sending")).to_contain_text("That did not arrive. Nothing of yours is lost")
    visit.wrong = [said for said in visit.wrong if not said.startswith("Failed to load resource")]


def paste_into(page: Page, selector: str, text: str) -> None:
    """A paste as the browser makes it, with `text` on the clipboard."""
    page.eval_on_selector(
        selector,
        """(node, text) => {
          const data = new DataTransfer();
          data.setData("text/plain", text);
          node.dispatchEvent(new ClipboardEvent("paste", {clipboardData: data, bubbles: true, cancelable: true}));
        }""",
        text,
    )


@pytest.mark.parametrize("place", ["textarea", "h1"])
def test_a_whole_thread_pasted_anywhere_is_read_at_once(visit: Visit, place: str) -> None:
    visit.go("/")
    paste_into(visit.page, place, THREAD * 2)
    expect(visit.page.get_by_text("Not kept yet")).to_be_visible()


def test_a_short_paste_waits_for_more(visit: Visit) -> None:
    visit.go("/")
    paste_into(visit.page, "h1", "A first post 1/2")
    expect(visit.page.get_by_role("textbox")).to_have_value("A first post 1/2")
    expect(visit.page.get_by_role("textbox")).to_be_focused()


def test_a_dropped_file_is_read_at_once(visit: Visit) -> None:
    visit.go("/")
    visit.page.evaluate(
        """text => {
          const data = new DataTransfer();
          data.items.add(new File([text], "dropped.txt", {type: "text/plain"}));
          const init = {dataTransfer: data, bubbles: true, cancelable: true};
          for (const name of ["dragover", "drop"])
            document.querySelector("h1").dispatchEvent(new DragEvent(name, init));
        }""",
        THREAD,
    )
    expect(visit.page.get_by_text("Not kept yet")).to_be_visible()


def test_keys(visit: Visit) -> None:
    page = visit.page
    visit.go("/help")
    page.keyboard.press("/")
    expect(page.locator("#find")).to_be_focused()
    page.keyboard.type("a/b")
    expect(page.locator("#find")).to_have_value("a/b")
    visit.go("/")
    expect(page.get_by_role("textbox")).to_be_focused()
    page.get_by_role("textbox").fill(THREAD)
    page.keyboard.press("Control+Enter")
    expect(page.get_by_text("Not kept yet")).to_be_visible()


def test_by_keyboard_alone_the_skip_link_comes_first_and_focus_is_seen(visit: Visit) -> None:
    path = visit.keep(THREAD)
    visit.go(path)
    visit.page.keyboard.press("Tab")
    expect(visit.page.get_by_role("link", name="Skip to the text")).to_be_in_viewport()
    visit.page.keyboard.press("Enter")
    expect(visit.page.locator("main")).to_be_focused()
    for _ in range(12):
        visit.page.keyboard.press("Tab")
        width = visit.page.evaluate("parseFloat(getComputedStyle(document.activeElement).outlineWidth)")
        assert width >= 2, visit.page.evaluate("document.activeElement.outerHTML.slice(0, 100)")


def test_a_posts_number_copies_the_link_to_it(visit: Visit) -> None:
    path = visit.keep(THREAD)
    visit.page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    visit.page.locator("#p3 .post-mark").click()
    expect(visit.page.locator("#said")).to_have_text("Link to the post copied")
    assert visit.page.evaluate("navigator.clipboard.readText()") == f"{visit.base}{path}#p3"
    visit.page.click(".cite summary")
    visit.page.click("button[data-copies=cite-apa]")
    expect(visit.page.locator("#said")).to_have_text("Citation copied")
    line = visit.page.inner_text("#cite-apa")
    assert line.endswith(f"Archived at {visit.base}{path}")
    assert visit.page.evaluate("navigator.clipboard.readText()") == line


PAGES = (
    "/",
    "/?sample",
    "{}",
    "{}?view=posts",
    "{}?q=water#p2",
    "{}/remove",
    "{}/edit",
    "/search?q=water",
    "/search",
    "/threads",
    "/tags",
    "/authors",
    "/help",
)


@pytest.mark.parametrize(
    "visit",
    [
        {"viewport": {"width": 320, "height": 640}},
        {"viewport": {"width": 320, "height": 640}, "color_scheme": "dark"},
        {"viewport": {"width": 1440, "height": 900}},
        {"viewport": {"width": 768, "height": 900}, "color_scheme": "dark", "java_script_enabled": True},
    ],
    indirect=True,
)
def test_every_page_fits_is_readable_and_can_be_touched(visit: Visit) -> None:
    path = visit.keep(THREAD + "www." + "long" * 60 + ".example\n")
    for address in PAGES:
        visit.go(address.format(path))
        for details in visit.page.locator("summary:visible").all():
            details.click()
        width = visit.page.viewport_size["width"] if visit.page.viewport_size else 0
        assert visit.page.evaluate("document.documentElement.scrollWidth") <= width, address
        assert visit.page.evaluate(CONTRASTS) == [], address
        assert visit.page.evaluate(SMALL) == [], address


def test_dark_is_dark(browser: Browser, base: str) -> None:
    seen = []
    for scheme in ("light", "dark"):
        context = browser.new_context(color_scheme=scheme)  # type: ignore[arg-type]
        page = context.new_page()
        page.goto(base)
        style = "getComputedStyle(document.body)"
        seen.append((page.evaluate(f"{style}.backgroundColor"), page.evaluate(f"{style}.color")))
        context.close()
    assert len({*seen[0], *seen[1]}) == 4


def test_print_leaves_the_chrome_out(visit: Visit) -> None:
    path = visit.keep(THREAD)
    visit.go(path)
    visit.page.emulate_media(media="print")
    for hidden in ("header.site", "footer.site-foot", ".tools", ".colophon .downloads", ".post-mark"):
        expect(visit.page.locator(hidden).first).to_be_hidden()
    expect(visit.page.get_by_role("heading", level=1)).to_be_visible()
    after = "getComputedStyle(document.querySelector('.sources a'), '::after').content"
    assert "https://ports.example.org/survey" in visit.page.evaluate(after)


def test_an_article_is_light_and_stands_still(visit: Visit) -> None:
    path = visit.keep(THREAD)
    sizes: list[int] = []
    visit.page.on("response", lambda answer: sizes.append(len(answer.body())))
    visit.page.add_init_script(
        "window.moved = 0;"
        "new PerformanceObserver(list => list.getEntries().forEach(one => { window.moved += one.value; }))"
        ".observe({type: 'layout-shift', buffered: true});"
    )
    visit.go(path)
    visit.page.evaluate("document.fonts.ready.then(() => true)")
    assert visit.page.evaluate("document.fonts.check('16px Literata')")
    assert visit.page.evaluate("window.moved") < 0.05
    assert sum(sizes) < 200_000


@pytest.mark.parametrize(
    "visit",
    [{}, {"java_script_enabled": False}, {"viewport": {"width": 320, "height": 640}}, {"color_scheme": "dark"}],
    indirect=True,
)
def test_a_search_is_narrowed_by_a_facet_and_widened_by_its_chip(visit: Visit) -> None:
    page = visit.page
    visit.keep(THREAD)
    visit.keep(OTHER)
    visit.go("/search?q=river")
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    page.locator(".facets").get_by_role("link", name=re.compile("^#silt")).click()
    page.wait_for_url(re.compile(r"q=river%20%23silt$"))
    expect(page.locator(".found > li", has_text="lanterns")).to_have_count(0)
    page.get_by_role("link", name=re.compile("^#silt.*remove$")).click()
    page.wait_for_url(re.compile(r"q=river$"))
    expect(page.locator(".found > li", has_text="lanterns")).not_to_have_count(0)


@pytest.mark.parametrize(
    "visit", [{}, {"java_script_enabled": False}, {"viewport": {"width": 320, "height": 640}}], indirect=True
)
def test_a_thread_is_mended_and_each_change_taken_back(visit: Visit, request: pytest.FixtureRequest) -> None:
    page = visit.page
    visit.read(THREAD.replace("harbours", request.node.name))
    page.get_by_role("button", name="Mend").click()
    page.get_by_role("button", name="Split here before “- leave a gap").click()
    expect(page.get_by_role("status").first).to_contain_text("a new post before “- leave a gap")
    expect(page.get_by_role("heading", name="Post 5")).to_be_visible()
    page.get_by_label("Your tags").fill("sea, later")
    page.get_by_role("button", name="See the article").click()
    expect(page.locator("#p5")).to_contain_text("leave a gap")
    page.get_by_role("button", name="Keep it").first.click()
    page.wait_for_url(re.compile(r"/t/"))
    expect(page.locator("#p5")).to_contain_text("leave a gap")
    page.get_by_role("link", name="Edit").click()
    page.get_by_role("button", name="Put back “You can follow").click()
    expect(page.get_by_role("button", name="Take out “You can follow")).to_be_visible()
    page.get_by_role("button", name="Join above “The culprit").click()
    expect(page.get_by_role("button", name="Split here before “The culprit")).to_be_visible()
    page.get_by_label("Title").fill("On silt")
    page.get_by_label("Title").press("Enter")
    expect(page.get_by_role("heading", level=1)).to_contain_text("On silt")
    for _ in range(3):
        page.get_by_role("button", name="Undo").click()
        expect(page.get_by_role("status").first).to_contain_text("Taken back.")
        visit.go(page.url.removeprefix(visit.base).split("?")[0])
    expect(page.get_by_role("button", name="Put back “You can follow")).to_be_visible()
    expect(page.get_by_role("heading", name="Post 5")).to_be_visible()
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    assert page.evaluate(SMALL) == []
    assert page.evaluate(CONTRASTS) == []


def test_mending_in_place_keeps_the_line_and_the_focus(visit: Visit) -> None:
    page = visit.page
    path = visit.keep(THREAD.replace("harbours", "moorings"))
    visit.go(f"{path}/edit")
    button = page.get_by_role("button", name="Split here before “- leave a gap")
    button.focus()
    top = page.locator(".mend-line", has=button).evaluate("node => node.getBoundingClientRect().top")
    page.keyboard.press("Enter")
    again = page.get_by_role("button", name="Join above “- leave a gap")
    expect(again).to_be_focused()
    assert abs(page.locator(".mend-line", has=again).evaluate("node => node.getBoundingClientRect().top") - top) < 4
    assert page.url.endswith("/edit")
    expect(page.locator("#said")).to_contain_text("a new post before")


ADVERT = ("Roasters of Vell", "@roasters", "Now with free filters", "Only today", "Promoted")


def test_a_block_is_chosen_and_mended_by_keyboard_alone(visit: Visit) -> None:
    """An advert of five lines: to its first line, down with Shift, one letter; and the same taken back."""
    page = visit.page
    path = visit.keep(THREAD.replace("harbours", "quays").replace("Our survey", "\n".join(ADVERT) + "\n\nOur survey"))
    visit.go(f"{path}/edit")
    first = page.get_by_role("checkbox", name=f"Tick “{ADVERT[0]}")
    first.focus()
    page.keyboard.press("Space")
    for _ in range(5):
        page.keyboard.press("Shift+ArrowDown")
    expect(page.locator("#said")).to_have_text("Ticked lines: 6")
    page.keyboard.press("Shift+ArrowUp")  # one too many
    expect(page.locator("#said")).to_have_text("Ticked lines: 5")
    expect(page.get_by_role("checkbox", name=f"Tick “{ADVERT[-1]}")).to_be_focused()
    page.keyboard.press("t")
    expect(page.locator(".mend-line.aside", has_text="Promoted")).to_have_count(1)
    assert [page.locator(".mend-line.aside", has_text=text).count() for text in ADVERT] == [1] * 5
    expect(page.locator("#said")).to_contain_text("and 2 more")
    expect(first).to_be_focused()
    expect(first).not_to_be_checked()
    page.keyboard.press("Shift+ArrowDown")
    page.keyboard.press("g")
    expect(page.get_by_label("Whose they are")).to_be_focused()
    page.keyboard.type("@roasters")
    page.keyboard.press("Enter")
    expect(page.locator(".mend-line", has_text="given to @roasters")).to_have_count(2)
    page.get_by_role("button", name="Undo").press("Enter")
    expect(page.locator(".mend-line", has_text="given to @roasters")).to_have_count(0)
    page.get_by_role("button", name="Undo").press("Enter")
    expect(page.locator(".mend-line.aside", has_text="Promoted")).to_have_count(0)
    first.focus()
    page.keyboard.press("Shift+ArrowDown")
    page.keyboard.press("Escape")
    expect(page.locator("#said")).to_have_text("No line is ticked")
    assert page.evaluate("document.querySelectorAll('#mend .mend-pick input:checked').length") == 0


@pytest.mark.parametrize("visit", [{}, {"viewport": {"width": 320, "height": 640}}], indirect=True)
def test_a_click_with_shift_ticks_all_in_between(visit: Visit) -> None:
    page = visit.page
    visit.read(THREAD.replace("harbours", "basins"))
    page.get_by_role("button", name="Mend").click()
    page.get_by_role("checkbox", name="Tick “Three things").check()
    page.get_by_role("checkbox", name="Tick “- ask the").click(modifiers=["Shift"])
    expect(page.locator(".mend-count")).to_have_text("(4)")
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    assert page.evaluate(SMALL) == []
    assert page.evaluate(CONTRASTS) == []
    page.get_by_role("button", name="A post each").click()
    expect(page.get_by_role("heading", name="Post 7")).to_be_visible()
    page.get_by_role("checkbox", name="Whole post 7").check()
    page.get_by_role("button", name="Take out", exact=True).click()
    expect(page.get_by_role("heading", name="Post 7")).to_have_count(0)


@pytest.mark.parametrize("visit", [{"java_script_enabled": False}], indirect=True)
def test_a_block_is_mended_without_a_script(visit: Visit) -> None:
    page = visit.page
    visit.read(THREAD.replace("harbours", "jetties"))
    page.get_by_role("button", name="Mend").click()
    page.get_by_role("checkbox", name="Tick “Three things").check()
    page.get_by_role("checkbox", name="Tick “- ask the").check()
    page.get_by_label("and all lines between them").check()
    page.get_by_role("button", name="Take out", exact=True).click()
    expect(page.locator(".mend-line.aside")).to_have_count(5)
    page.get_by_role("button", name="Undo").click()
    expect(page.locator(".mend-line.aside")).to_have_count(1)
