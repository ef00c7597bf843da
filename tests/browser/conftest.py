"""What the tests in a real browser share: a served app, the browser, and visits that end with no complaint."""

from __future__ import annotations

import threading
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, BrowserContext, Request, sync_playwright
from waitress.server import create_server

from tests.support.visit import Visit
from unroller.config import Settings
from unroller.web import create_app

ARGUMENTS = (
    "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run",
    "--disable-background-networking", "--disable-component-update", "--disable-sync",
)  # fmt: skip


@pytest.fixture(scope="module")
def base(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    folder = tmp_path_factory.mktemp("site")
    app = create_app(Settings(archive=folder / "archive", index=folder / "index"))
    server = create_server(app, host="127.0.0.1", port=0)
    thread = threading.Thread(target=server.run, daemon=True)
    thread.start()
    yield f"http://127.0.0.1:{server.effective_port}"
    server.asyncore.close_all(server._map)  # waitress has no other way to end its loop from outside
    server.task_dispatcher.shutdown()
    thread.join(10)


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path="/usr/bin/chromium", args=list(ARGUMENTS))
        yield chromium
        chromium.close()


@pytest.fixture
def visit(request: pytest.FixtureRequest, browser: Browser, base: str) -> Iterator[Visit]:
    """A visit with the browser's settings given by `pytest.mark.parametrize(..., indirect)`; ends with no complaint."""
    context: BrowserContext = browser.new_context(**{"reduced_motion": "reduce", **getattr(request, "param", {})})
    visit = Visit(context.new_page(), base)

    def seen(asked: Request) -> None:
        if not asked.url.startswith((base, "data:", "blob:")):
            visit.wrong.append(f"asked {asked.url}")

    context.on("request", seen)
    visit.page.on("console", lambda said: visit.wrong.append(said.text) if said.type in ("error", "warning") else None)
    visit.page.on("pageerror", lambda error: visit.wrong.append(str(error)))
    yield visit
    context.close()
    assert visit.wrong == []
