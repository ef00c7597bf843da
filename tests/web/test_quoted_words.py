"""A quoted post of which a thread has the address alone is shown with its words, where these are kept."""

from __future__ import annotations

import io
from dataclasses import replace
from pathlib import Path

import pytest

from tests.support.builders.branches import keep
from tests.support.site import Html, Site, visible
from unroller.edits import ThreadEdits
from unroller.library import Library
from unroller.model import Account, CaptureInfo, Description, Observation, Platform, Post, Quote, Run, Thread
from unroller.web.threads import quotes

FLOW, EBB = Account("flow", "Flow"), Account("ebb", "Ebb")
WORDS = "Dredge it in spring, never in autumn."


@pytest.fixture
def site(tmp_path: Path) -> Site:
    return Site(tmp_path)


@pytest.fixture
def library(site: Site) -> Library:
    return Library(site.settings)


def thread(author: Account, *posts: Post, platform: Platform = "x") -> Thread:
    return Thread(CaptureInfo("x.json", "0" * 64, "x"), posts, author, platform, id=posts[0].id)


def post(number: int, post_id: str, text: str, *quoted: Quote, url: str | None = None) -> Post:
    return Post(number, (Run(text),), id=post_id, url=url, quotes=quoted)


def quoting(url: str, *, platform: Platform = "x", post_id: str = "900") -> Thread:
    return thread(
        EBB,
        post(1, post_id, f"What somebody else said about the harbours of this coast ({url}).", Quote(url)),
        post(2, post_id + "1", "And so it is, every year."),
        platform=platform,
    )


def test_the_words_are_those_of_the_thread_that_is_kept(site: Site, library: Library) -> None:
    page = site.get(keep(library, quoting("https://twitter.com/flow/status/502?s=20"))).text
    assert 'class="quoted-post"' in page
    assert WORDS not in page
    held = keep(library, thread(FLOW, post(1, "501", "A thread on mud."), post(2, "502", WORDS)))
    page = site.get(keep(library, quoting("https://twitter.com/flow/status/502?s=20"))).text
    quote = page[page.index('class="quoted-post"') :].partition("</blockquote>")[0]
    assert WORDS in quote
    assert f'class="kept-at" href="{held}#p2"' in quote
    assert "Flow" in visible(quote)
    assert 'href="https://twitter.com/flow/status/502' in quote  # where it was written, as before
    assert "kept-at" not in site.get(f"{held}").text
    kept_page = keep(library, quoting("https://twitter.com/flow/status/502?s=20"))
    assert WORDS not in site.get(f"{kept_page}.html").text  # what is taken along says what this thread holds


def test_what_is_removed_or_private_is_quoted_no_more(site: Site, library: Library) -> None:
    page = keep(library, quoting("https://x.com/flow/status/502"))
    held = keep(library, thread(FLOW, post(1, "501", "A thread on mud."), post(2, "502", WORDS)))
    assert WORDS in site.get(page).text
    key = held.rpartition("-")[2]
    library.update_edits(key, lambda *_: ThreadEdits(visibility="private"))
    assert WORDS not in site.get(page).text
    library.update_edits(key, lambda *_: ThreadEdits())
    assert WORDS in site.get(page).text
    library.remove(key)
    assert WORDS not in site.get(page).text
    assert 'class="quoted-post"' in site.get(page).text


def test_the_words_that_another_capture_quotes(site: Site, library: Library) -> None:
    url = "https://x.com/flow/status/502"
    whole = thread(
        EBB, post(1, "700", "Somebody wrote this.", Quote(url, FLOW, (Run(WORDS),))), post(2, "701", "Well.")
    )
    held, page = keep(library, whole), site.get(keep(library, quoting(url))).text
    assert WORDS in page
    assert f'class="kept-at" href="{held}#p1"' in page


def test_the_words_that_were_seen_when_links_of_another_thread_were_looked_up(site: Site, library: Library) -> None:
    url = "https://x.com/flow/status/502"
    other = keep(library, quoting(url, post_id="800"))
    page = keep(library, quoting(url))
    assert WORDS not in site.get(page).text
    about = Description("post", quote=Quote(url, FLOW, (Run(WORDS),)))
    library.archive.observe(
        other.rpartition("-")[2], [Observation("2026-03-01T00:00:00Z", url, "alive", description=about)]
    )
    assert WORDS in site.get(page).text


def test_the_words_of_a_post_in_the_same_paste(site: Site, library: Library) -> None:
    own = quoting("https://x.com/ebb/status/9001")
    page = site.get(keep(library, own)).text
    assert 'class="kept-at" href="#p2"' in page
    stranger = Post(1, (Run(WORDS),), id="502", author=FLOW)
    page = site.get(
        keep(library, replace(quoting("https://x.com/flow/status/502", post_id="910"), others=(stranger,)))
    ).text
    assert WORDS in page[page.index('class="quoted-post"') :].partition("</blockquote>")[0]


@pytest.mark.parametrize(
    ("platform", "held", "asked", "same"),
    [
        ("mastodon", "https://tide.example/@flow/11", "https://tide.example/@flow/11", True),
        ("mastodon", "https://tide.example/@flow/11", "https://reef.example/@flow/11", False),
        (
            "bluesky",
            "https://bsky.app/profile/flow.example/post/3k",
            "https://bsky.app/profile/flow.example/post/3k",
            True,
        ),
        (
            "bluesky",
            "https://bsky.app/profile/flow.example/post/3k",
            "https://bsky.app/profile/other.example/post/3k",
            False,
        ),
    ],
)
def test_an_id_of_another_server_or_account_is_another_post(
    site: Site, library: Library, platform: Platform, held: str, asked: str, same: bool
) -> None:
    number = held.rpartition("/")[2]
    keep(library, thread(Account("flow.example"), post(1, number, WORDS, url=held), platform=platform))
    page = site.get(keep(library, quoting(asked, platform=platform))).text
    assert (WORDS in page) == same


def test_a_page_loads_few_threads(site: Site, library: Library, monkeypatch: pytest.MonkeyPatch) -> None:
    for number in range(20):
        keep(library, thread(FLOW, post(1, str(3000 + number), f"Note {number}. {WORDS}")))
    urls = [f"https://x.com/flow/status/{3000 + number}" for number in range(20)]
    page = keep(
        library, thread(EBB, *(post(at, str(50 + at), f"See {url}", Quote(url)) for at, url in enumerate(urls, 1)))
    )
    loaded: list[str] = []
    load = Library.load
    monkeypatch.setattr(Library, "load", lambda self, key, *more: (loaded.append(key), load(self, key, *more))[1])
    shown = site.get(page).text
    assert len(loaded) <= quotes.MOST_LOADED + 1
    assert shown.count("kept-at") == quotes.MOST_LOADED
    assert len(Html(shown).all("blockquote")) == 20


PASTE = """Ebb
@ebb
·
Mar 3, 2022
What somebody else said about the harbours of this coast:

https://x.com/flow/status/502
3
12
100
Ebb
@ebb
·
Mar 3, 2022
And so it is, every year.
3
12
100
"""
OTHER = f"""---
title: "Post by @flow on X"
source: "https://x.com/flow/status/501"
author:
  - "[[@flow]]"
---
**Flow** @flow [2022-03-01](https://x.com/flow/status/501)

A thread on mud.

---

**Flow** @flow [2022-03-01](https://x.com/flow/status/502)

{WORDS}
"""


def test_a_preview_shows_the_words_that_are_kept(site: Site, library: Library) -> None:
    assert WORDS not in site.paste(PASTE).text
    held = keep(library, thread(FLOW, post(1, "501", "A thread on mud."), post(2, "502", WORDS)))
    page = site.paste(PASTE).text
    quote = page[page.index('class="quoted-post"') :].partition("</blockquote>")[0]
    assert WORDS in quote
    assert f'class="kept-at" href="{held}#p2"' in quote
    library.update_edits(held.rpartition("-")[2], lambda *_: ThreadEdits(visibility="private"))
    assert WORDS not in site.paste(PASTE).text


def test_a_preview_shows_the_words_of_what_was_submitted_with_it(site: Site) -> None:
    files = [(io.BytesIO(PASTE.encode()), "a.txt"), (io.BytesIO(OTHER.encode()), "b.md")]
    data = {"token": site.token(), "file": files}
    page = site.client.post("/", data=data, content_type="multipart/form-data").text
    quote = page[page.index('class="quoted-post"') :].partition("</blockquote>")[0]
    assert WORDS in quote
    assert "kept-at" not in quote
