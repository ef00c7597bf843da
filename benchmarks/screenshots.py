"""Pictures of every page, to be looked at: several widths, three themes, both directions, and print.

    python benchmarks/screenshots.py [FOLDER]

Fills an archive in a temporary folder with the shipped threads, serves it, and writes ``<page>-<look>.png`` to FOLDER
(default ``screenshots``, which git ignores). Wants Debian's chromium.
"""

from __future__ import annotations

import json
import sys
import tempfile
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from playwright.sync_api import Browser, Page, ViewportSize, sync_playwright
from waitress.server import create_server

from unroller.config import Settings
from unroller.model import Capture
from unroller.web import create_app
from unroller.web.preview.views import SAMPLE

CHROMIUM = "/usr/bin/chromium"
ARGUMENTS = (
    "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run",
    "--disable-background-networking", "--disable-component-update", "--disable-sync",
)  # fmt: skip
THREADS = Path(__file__).parent.parent / "tests" / "data" / "threads"
RIGHT_TO_LEFT = (
    "كيف تعلّمت أن أعدّ الفراشات من شرفة واحدة طوال عام كامل؟ 1/3\n\n"
    "علّقتُ ملاءة بيضاء ومصباحًا في الطابق الثالث، ولم أتوقّع شيئًا. جاءت 214 نوعًا. #فراشات 2/3\n\n"
    "القاعدة الوحيدة للعام المقبل: اكتب الليالي الفارغة أيضًا. https://moths.example/nights 3/3\n"
)
#: Name, width, theme (``sepia`` is set as a reader sets it), language.
LOOKS = (
    ("wide", 1440, "light", "en"),
    ("middle", 768, "light", "en"),
    ("phone", 390, "light", "en"),
    ("small", 320, "light", "en"),
    ("dark", 1280, "dark", "en"),
    ("dark-phone", 390, "dark", "en"),
    ("sepia", 1280, "sepia", "de"),
    ("sepia-phone", 390, "sepia", "fr"),
    ("arabic", 1280, "light", "ar"),
    ("arabic-dark", 768, "dark", "ar"),
    ("arabic-small", 320, "light", "ar"),
)


def dump(path: Path) -> str:
    """A shipped thread as plain text, numbered, with a footer."""
    thread = json.loads(path.read_text(encoding="utf-8"))
    posts = thread["posts"]
    texts = [f"{post['text']} {number}/{len(posts)}" for number, post in enumerate(posts, 1)]
    return "\n\n".join(texts) + f"\n\nYou can follow @{thread['author']}.\n"


@contextmanager
def served(folder: Path) -> Iterator[str]:
    """The app on an archive in `folder`, for as long as the context lasts; gives its address."""
    app = create_app(Settings(archive=folder / "archive", index=folder / "index"))
    captures = [Capture(dump(path).encode(), path.name) for path in sorted(THREADS.glob("*.json"))[:24]]
    list(app.extensions["unroller"].library.add([*captures, Capture(RIGHT_TO_LEFT.encode(), "rtl.txt")]))
    server = create_server(app, host="127.0.0.1", port=0)
    threading.Thread(target=server.run, daemon=True).start()
    yield f"http://127.0.0.1:{server.effective_port}"
    server.close()


def pages(page: Page, base: str) -> Iterator[str]:
    """Bring up one page after the other; gives the name of each."""
    page.goto(f"{base}/")
    yield "front"
    page.fill("textarea", "   ")
    page.click("form.box button")
    yield "front-refused"
    page.goto(f"{base}/?sample")
    yield "front-sample"
    page.click("form.box button")
    yield "preview"
    page.click(".workings summary")
    yield "preview-open"
    page.click("#keep .primary")
    page.wait_for_url("**/t/**")
    yield "thread"
    kept = page.url
    for name, path in (
        ("posts", f"{kept}?view=posts"),
        ("remove", f"{kept}/remove"),
        ("search", f"{base}/search?q=night*"),
        ("search-nothing", f"{base}/search?q=zeppelin%20mooring"),
        ("search-slip", f"{base}/search?q=harbuor"),
        ("search-hint", f"{base}/search?q=%22unclosed"),
        ("marked", f"{kept}?q=moon%20wind#p3"),
        ("threads", f"{base}/threads"),
        ("tags", f"{base}/tags"),
        ("authors", f"{base}/authors"),
        ("links", f"{base}/sources"),
        ("asking", f"{kept}/sources"),
        ("edit", f"{kept}/edit"),
        ("help", f"{base}/help"),
        ("notes", f"{base}/t/{thread_id(page, base, 'from:harbour_relief')}"),
        ("missing", f"{base}/t/nothing-here"),
        ("right-to-left", f"{base}/t/{thread_id(page, base, 'شرفة')}"),
        ("long", f"{base}/t/{thread_id(page, base, 'in:title puncture')}"),
    ):
        page.goto(path)
        yield name
    page.locator("#find").press_sequentially("har")
    page.locator("[role=option]").first.wait_for()
    page.keyboard.press("ArrowDown")
    yield "offers"
    page.keyboard.press("Escape")
    for name in ("settings", "keys"):
        page.click(f"[data-opens={name}]")
        yield name
        page.keyboard.press("Escape")


def thread_id(page: Page, base: str, asked: str) -> str:
    """The id of the thread found first."""
    hits = page.request.get(f"{base}/api/v1/search", params={"q": asked}).json()["hits"]
    return str(hits[0]["id"]) if hits else "none"


def look(browser: Browser, base: str, out: Path, name: str, width: int, theme: str, language: str) -> None:
    """Take every page in one look."""
    viewport: ViewportSize = {"width": width, "height": 900}
    scheme = "dark" if theme == "dark" else "light"
    context = browser.new_context(viewport=viewport, color_scheme=scheme, reduced_motion="reduce", locale=language)
    if theme == "sepia":
        context.add_init_script("localStorage.setItem('unroller', JSON.stringify({theme: 'sepia'}))")
    page = context.new_page()
    page.on("console", lambda message: print(f"{name}: {page.url}: {message.text}"))
    for shown in pages(page, base):
        page.screenshot(path=out / f"{shown}-{name}.png", full_page=True)
        if page.evaluate("document.documentElement.scrollWidth") > width:
            print(f"{shown} is wider than {width}")
    context.close()


def main() -> None:
    """Take all pictures."""
    out = Path(sys.argv[1] if len(sys.argv) > 1 else "screenshots")
    out.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as folder, served(Path(folder)) as base, sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=list(ARGUMENTS))
        for name, width, theme, language in LOOKS:
            look(browser, base, out, name, width, theme, language)
        page = browser.new_page()
        page.goto(f"{base}/t/{thread_id(page, base, SAMPLE.read_text(encoding='utf-8').split()[3])}")
        page.pdf(path=out / "thread-print.pdf", format="A4")
        browser.close()
    print(f"{len(list(out.glob('*.png')))} pictures in {out}")


if __name__ == "__main__":
    main()
