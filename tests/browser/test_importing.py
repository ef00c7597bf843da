"""Importing an account in a real browser: dropped, listed, ticked, kept while the reader reads on, the report."""

from __future__ import annotations

import base64
import re
import threading
from collections.abc import Iterator
from dataclasses import replace

import pytest
from playwright.sync_api import Page, expect
from waitress.server import create_server

from tests.browser.test_accessibility import complaints
from tests.support.builders.branches import PICTURE, branched, keep
from tests.support.fakes.importer import RECEIPT, Played, zipped
from tests.support.visit import CONTRASTS, SMALL, Visit
from unroller.account_exports.base import FileCount
from unroller.account_import.jobs import Phase, Selection
from unroller.archive import Archive
from unroller.config import Settings
from unroller.library import Library
from unroller.web import create_app

pytestmark = pytest.mark.browser

DROP = """([name, data]) => {
  const bytes = Uint8Array.from(atob(data), char => char.charCodeAt(0));
  const held = new DataTransfer();
  held.items.add(new File([bytes], name));
  const dropped = new DragEvent("drop", {dataTransfer: held, bubbles: true, cancelable: true});
  document.querySelector("main").dispatchEvent(dropped);
}"""


class Import:
    """What plays behind the site, and the page of a thread that is kept there."""

    def __init__(self, settings: Settings) -> None:
        self.played = Played()
        self.path = keep(Library(settings), branched())

    def stands(self, phase: Phase, **more: object) -> None:
        """Let the import stand so."""
        begun = {"phase": phase, "names": ("archive.zip",), **more}
        self.played.held["i1"] = replace(self.played.begins, **begun)  # type: ignore[arg-type]


@pytest.fixture(scope="module")
def _site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[str, Import]]:
    folder = tmp_path_factory.mktemp("imports")
    settings = Settings(archive=folder / "archive", index=folder / "index")
    app, held = create_app(settings), Import(settings)
    app.extensions["unroller.imports"] = held.played
    server = create_server(app, host="127.0.0.1", port=0, max_request_body_size=64 * 1024 * 1024)
    thread = threading.Thread(target=server.run, daemon=True)
    thread.start()
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(Archive, "read_media", lambda *_: ("picture.png", PICTURE), raising=False)
        yield f"http://127.0.0.1:{server.effective_port}", held
    server.asyncore.close_all(server._map)
    server.task_dispatcher.shutdown()
    thread.join(10)


@pytest.fixture(scope="module")
def base(_site: tuple[str, Import]) -> str:
    return _site[0]


@pytest.fixture
def held(_site: tuple[str, Import]) -> Import:
    _site[1].played.held.clear()
    _site[1].played.asked.clear()
    _site[1].played.receipt = RECEIPT
    return _site[1]


def choose(page: Page) -> None:
    """Tick two on the first page and one on the second, and keep them."""
    boxes = page.locator(".found-table input[type=checkbox]")
    boxes.nth(0).check()
    boxes.nth(2).check()
    page.get_by_role("button", name="More", exact=True).click()
    expect(page.get_by_text("Page 2 of 3")).to_be_visible()
    expect(page.get_by_text("2 ticked on other pages")).to_be_visible()
    page.locator(".found-table input[type=checkbox]").nth(1).check()
    page.get_by_role("button", name="Keep the ticked").click()


def test_a_dropped_export_is_read_chosen_from_and_kept(visit: Visit, held: Import) -> None:
    page, data = visit.page, zipped() + b"\0" * 400_000  # a large one is sent with a bar
    visit.go("/")
    page.evaluate(DROP, ["archive.zip", base64.b64encode(data).decode()])
    page.wait_for_url(re.compile("/imports/i1$"))
    assert held.played.came == {"archive.zip": data}
    choose(page)
    expect(page.get_by_role("heading", level=1)).to_contain_text("Keeping what you chose")
    assert held.played.asked[-1] == ("keep", Selection(min_posts=1, roots=("10000", "10002", "10051")))
    # The reader reads on; the head of the page says how far it is, and then that it is done.
    visit.go(held.path)
    going = page.locator(".going a")
    expect(going).to_contain_text("3 of 12 threads kept")
    held.stands("done")
    expect(going).to_contain_text("Done", timeout=10_000)
    going.click()
    page.get_by_role("link", name="The receipt").click()
    expect(page.get_by_text("the numbers agree")).to_be_visible()


def test_the_page_of_an_import_follows_it(visit: Visit, held: Import) -> None:
    page = visit.page
    held.stands("scanning", done=10, total=100)
    visit.go("/imports/i1")
    expect(page.get_by_text("10 of 100 posts read")).to_be_visible()
    held.stands("scanning", done=50, total=100)
    expect(page.get_by_text("50 of 100 posts read").first).to_be_visible(timeout=10_000)
    held.stands("ready")
    expect(page.get_by_role("heading", level=1)).to_contain_text("What is to be kept?", timeout=10_000)


@pytest.mark.parametrize("visit", [{"java_script_enabled": False}], indirect=True)
def test_all_of_it_without_a_script(visit: Visit, held: Import) -> None:
    page = visit.page
    visit.go("/imports")
    page.locator("input[type=file]").set_input_files({"name": "a.zip", "mimeType": "", "buffer": zipped()})
    page.get_by_role("button", name="Read the export").click()
    page.wait_for_url(re.compile("/imports/i1$"))
    choose(page)
    assert held.played.asked[-1] == ("keep", Selection(min_posts=1, roots=("10000", "10002", "10051")))
    expect(page.get_by_text("3 of 12 threads kept")).to_be_visible()


@pytest.mark.parametrize(
    "visit",
    [{"viewport": {"width": 1280, "height": 900}}, {"viewport": {"width": 320, "height": 640}, "color_scheme": "dark"}],
    indirect=True,
)
def test_axe_finds_nothing_and_nothing_is_cut_off(visit: Visit, held: Import) -> None:
    pages: list[tuple[Phase, str]] = [
        ("ready", "/imports"), ("scanning", "/imports/i1"), ("ready", "/imports/i1"), ("stopped", "/imports/i1"),
        ("done", "/imports/i1"), ("failed", "/imports/i1"), ("done", "/imports/i1/receipt"), ("keeping", held.path),
        ("keeping", f"{held.path}?view=posts"),
    ]  # fmt: skip
    held.played.receipt = replace(RECEIPT, files=(FileCount("data/tweets.js", 70, 71), FileCount("b.js", 30)))
    for phase, path in pages:
        held.stands(phase, done=3, total=12, left=200.0, message="the ZIP is cut off: ask for it again")
        visit.go(path)
        assert complaints(visit) == [], (phase, path)
        assert visit.page.evaluate(CONTRASTS) == [], (phase, path)
        assert visit.page.evaluate(SMALL) == [], (phase, path)
        wide = visit.page.evaluate("document.documentElement.scrollWidth - innerWidth")
        assert wide <= 0, (phase, path)


def test_the_receipt_is_printed_without_its_buttons(visit: Visit, held: Import) -> None:
    held.stands("done")
    visit.go("/imports/i1/receipt")
    visit.page.emulate_media(media="print")
    expect(visit.page.locator(".importing .buttons")).to_be_hidden()
    expect(visit.page.locator(".site")).to_be_hidden()
    expect(visit.page.locator("main > .printed")).to_be_visible()
    expect(visit.page.get_by_text("Found in the export")).to_be_visible()
