"""Prints for tests: the invented threads set as sites set them, printed by a browser.

``python -m tests.support.builders.prints`` writes the fixtures of tests/data/prints anew; it needs Debian's chromium
and its fonts (fonts-dejavu, fonts-wqy-microhei, fonts-noto-color-emoji).
"""

from __future__ import annotations

import html
import json
import re
from collections.abc import Callable, Iterator
from contextlib import contextmanager

from playwright.sync_api import Page, sync_playwright

from tests.support.builders.printing import DATE, Told, reader_footer, told
from tests.support.paths import DATA

FOLDER = DATA / "prints"
THREADS = DATA / "threads"
_LINK = re.compile(r"https?://\S+[^\s.,;:!?)\"”]|(?<!\w)@\w{2,30}")
_PICTURE = '<svg width="400" height="140" role="img"><rect width="400" height="140" fill="#cde"/></svg>'
#: A browser's own head and foot.
HEAD = (
    '<div style="font-size:8px;width:100%;margin:0 24px"><span class="date"></span>'
    '<span class="title" style="float:right"></span></div>'
)
FOOT = (
    '<div style="font-size:8px;width:100%;margin:0 24px"><span>ADDRESS</span>'
    '<span style="float:right"><span class="pageNumber"></span>/<span class="totalPages"></span></span></div>'
)


def shown(text: str, *, short: bool = True) -> str:
    """A post's text as the page shows it: the words of its markup."""
    return html.unescape(re.sub(r"<[^<>]*>", "", linked(text, short=short)))


def linked(text: str, *, short: bool = True) -> str:
    """A post's text as markup: addresses are links (cut for show, as sites do), mentions too."""

    def link(match: re.Match[str]) -> str:
        word = match.group()
        if word.startswith("@"):
            return f'<a href="https://x.com/{word[1:]}">{word}</a>'
        shown = re.sub(r"^https?://(?:www\.)?", "", word)
        shown = shown[:25] + "…" if short and len(shown) > 26 else shown
        return f'<a href="{html.escape(word)}">{html.escape(shown)}</a>'

    parts, at = [], 0
    for match in _LINK.finditer(text):
        parts += [html.escape(text[at : match.start()]), link(match)]
        at = match.end()
    return "".join([*parts, html.escape(text[at:])])


def _page(title: str, style: str, body: str) -> str:
    return (
        f'<!doctype html><html><head><meta charset="utf-8"><title>{html.escape(title)}</title>'
        f"<style>{style} a{{color:#06c;text-decoration:none}}</style></head><body>{body}</body></html>"
    )


def thread_reader(thread: Told) -> str:
    """Thread Reader: a head, a block for each post, the long foot."""
    posts = "".join(
        f'<div class="post">{linked(text).replace(chr(10), "<br>")}{_PICTURE if media else ""}</div>'
        for text, media in zip(thread.posts, thread.media, strict=True)
    )
    foot = "".join(f"<p>{html.escape(line)}</p>" for line in reader_footer(thread.name))
    head = (
        f"<div><b>{html.escape(thread.name)}</b></div><div><a href='https://x.com/{thread.handle}'>@{thread.handle}</a></div>"
        f"<div>{DATE} • {len(thread.posts)} tweets • 4 min read • Read on X</div>"
    )
    style = (
        "body{font:18px/1.6 sans-serif;max-width:640px;margin:0 auto} .post{margin:0 0 22px;overflow-wrap:anywhere}"
        " svg{display:block;margin:8px 0}"
    )
    title = f"Thread by @{thread.handle} on Thread Reader App – Thread Reader App"
    return _page(title, style, f"{head}<main>{posts}</main><footer>{foot}</footer>")


def x_page(thread: Told) -> str:
    """X: a head on one row, text that keeps its blanks, a row of figures."""
    parts = []
    profile = f"https://x.com/{thread.handle}"
    for at, (text, media) in enumerate(zip(thread.posts, thread.media, strict=True)):
        head = (
            f'<div class="head"><a href="{profile}"><b>{html.escape(thread.name)}</b></a> '
            f'<a href="{profile}">@{thread.handle}</a><span> · </span>'
            f'<a href="{profile}/status/{1700 + at}">Mar 3</a></div>'
        )
        figures = "".join(f"<span>{number}</span>" for number in (3 + at, 21, 140 + at))
        parts.append(
            f'<article>{head}<div class="text">{linked(text)}</div>{_PICTURE if media else ""}'
            f'<div class="figures">{figures}</div></article>'
        )
    style = (
        "body{font:15px/20px sans-serif;max-width:600px;margin:0 auto} article{padding:12px 0 12px 48px;"
        "border-bottom:1px solid #ddd} .text{white-space:pre-wrap;overflow-wrap:break-word}"
        " .figures{display:flex;justify-content:space-between;max-width:400px;font-size:13px;margin-top:8px}"
        " .head{white-space:nowrap} .head a{display:inline-block}"
    )
    return _page(f'{thread.name} on X: "{thread.posts[0][:40]}" / X', style, "".join(parts))


def mastodon(thread: Told) -> str:
    """Mastodon's page of a thread: date, name and handle above each post, paragraphs within."""
    parts = []
    for text in thread.posts:
        body = "".join(f"<p>{linked(part).replace(chr(10), '<br>')}</p>" for part in text.split("\n\n"))
        parts.append(
            f'<article><div class="head"><span class="name"><b>{html.escape(thread.name)}</b><br>'
            f"<span>@{thread.handle}@social.example</span></span><a>Mar 3, 2022</a></div>{body}"
            '<div class="figures"><span>2</span><span>5</span></div></article>'
        )
    style = (
        "body{font:15px/22px sans-serif;max-width:580px;margin:0 auto}"
        " article{padding:16px;border-bottom:1px solid #ccc}"
        " .head{display:flex;justify-content:space-between} p{margin:0 0 22px} .figures span{margin-right:80px}"
    )
    return _page(f"{thread.name}: thread", style, "".join(parts))


def blog(thread: Told) -> str:
    """A blog: a heading, and a paragraph for each post."""
    body = "".join(f"<p>{linked(text, short=False).replace(chr(10), '<br>')}</p>" for text in thread.posts)
    style = "body{font:17px/1.5 serif;max-width:36em;margin:0 auto} p{margin:1em 0;overflow-wrap:anywhere}"
    return _page("Notes", style, f"<h1>Notes on the harbour</h1>{body}")


SITES: dict[str, Callable[[Told], str]] = {
    "thread_reader": thread_reader, "x_page": x_page, "mastodon": mastodon, "blog": blog,
}  # fmt: skip


@contextmanager
def browser_page() -> Iterator[Page]:
    """A page of Debian's chromium."""
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path="/usr/bin/chromium", args=["--no-sandbox", "--disable-gpu"]
        )
        try:
            yield browser.new_page()
        finally:
            browser.close()


def printed(page: Page, markup: str, address: str, *, margins: bool = True, paper: str = "A4") -> tuple[bytes, str]:
    """The PDF a browser prints of `markup`, and the text that copying the whole page gives."""
    page.set_content(markup)
    edge = "0.4in" if margins else "0.6in"
    data = page.pdf(
        format=paper,
        display_header_footer=margins,
        header_template=HEAD,
        footer_template=FOOT.replace("ADDRESS", address),
        margin={"top": edge, "bottom": edge, "left": edge, "right": edge},
    )
    return data, str(page.inner_text("body"))


def address_of(site: str, thread: Told) -> str:
    """What a browser prints at the foot."""
    return {
        "thread_reader": "https://threadreaderapp.com/thread/1500000000000000001.html",
        "x_page": f"https://x.com/{thread.handle}/status/1500000000000000001",
        "mastodon": f"https://social.example/@{thread.handle}/107000000000000001",
        "blog": "https://blog.example/notes",
    }[site]


#: The fixtures: file, site, thread, whether the browser printed its own head and foot.
FIXTURES = (
    ("thread-reader", "thread_reader", "fourteen-notes-on-slow-harbours", True),
    ("thread-reader-pictures", "thread_reader", "a-correction-about-the-rain-chart", False),
    ("x-page", "x_page", "five-things-a-workshop-taught-me", True),
    ("mastodon", "mastodon", "marche-de-nuit-a-valbrune", True),
    ("blog", "blog", "the-camera-above-the-glacier", True),
)
SCRIPTS = {
    "hebrew": ("שלום עולם, זה שרשור על הנמל (חלק 1 מתוך 3) ועל English בתוך השורה, והוא ארוך מספיק לשתי שורות.", "rtl"),
    "arabic": ("مرحبا بالعالم، هذا نص عربي طويل بما يكفي ليمتد على سطرين في هذه الصفحة مع رقم 123.", "rtl"),
    "japanese": ("港の水は二度さらわれ、二度とも泥が戻ってきた。川は冬に毎日トラック四台分を運ぶ。", "ltr"),
    "chinese": ("港口去年疏浚了两次，淤泥两次都在一个季节内回来了。没有人知道它从哪里来，工程师们也各说各话。", "ltr"),
    "greek": ("Το λιμάνι καθαρίστηκε δύο φορές πέρυσι, και τις δύο φορές η λάσπη επέστρεψε μέσα σε μια εποχή.", "ltr"),
}  # fmt: skip


def scripts_page() -> str:
    """A page of several scripts, one paragraph each."""
    body = "".join(f'<p dir="{way}" lang="{name[:2]}">{text}</p>' for name, (text, way) in SCRIPTS.items())
    return _page("Scripts", "body{font:16px/1.5 'DejaVu Sans','WenQuanYi Micro Hei';max-width:420px}", body)


def main() -> None:
    """Write the fixtures."""
    FOLDER.mkdir(exist_ok=True)
    with browser_page() as page:
        for name, site, thread_name, margins in FIXTURES:
            thread = told(THREADS / f"{thread_name}.json")
            data, text = printed(page, SITES[site](thread), address_of(site, thread), margins=margins)
            (FOLDER / f"{name}.pdf").write_bytes(data)
            truth = {"site": site, "thread": thread_name, "handle": thread.handle, "posts": thread.posts, "copy": text}
            (FOLDER / f"{name}.json").write_text(json.dumps(truth, ensure_ascii=False, indent=1), encoding="utf-8")
        data, _ = printed(page, scripts_page(), "https://blog.example/scripts")
        (FOLDER / "scripts.pdf").write_bytes(data)


if __name__ == "__main__":
    main()
