"""Saved pages: each site's markup, printed by small printers of our own, read back."""

from __future__ import annotations

import html
import json
from collections.abc import Callable

import pytest

from tests.support.paths import DATA
from unroller.readers.base import PAGES
from unroller.readers.html.base import HtmlPage, parse_page, parse_timestamp
from unroller.readers.html.site_reader import SiteReader
from unroller.readers.registry import load_readers

SITES = [reader for reader in load_readers(PAGES) if isinstance(reader, SiteReader)]

THREADS = sorted((DATA / "threads").glob("*.json"))
POSTS = [
    "First & foremost: a <b>bold</b> claim 🧵\n\nIt has two paragraphs.",
    "Second, with https://harbour.example/a/long/path/to/a/report?x=1&y=2 and @quayside and #silt\n- one\n- two",
    "Third and last. \u05e9\u05dc\u05d5\u05dd",
]
ID = 1502716384920178693


def detect_site(page: HtmlPage) -> SiteReader | None:
    """The reader that is asked first of those that know the page as their own."""
    return next((site for site in SITES if site.is_own(page)), None)


def shown_link(text: str) -> str:
    """The text with its one link printed as the X web app prints it: parts hidden, an ellipsis, a short address."""
    url = "https://harbour.example/a/long/path/to/a/report?x=1&y=2"
    hidden = (
        '<a href="https://t.co/abc"><span aria-hidden="true">https://</span>harbour.example/a/long/path'
        '<span aria-hidden="true">/to/a/report?x=1&amp;y=2</span><span aria-hidden="true">…</span></a>'
    )
    return html.escape(text).replace(html.escape(url), hidden)


def x_page(posts: list[str]) -> str:
    return "".join(
        f'<article data-testid="tweet"><div data-testid="User-Name"><a href="/ebb_flow"><span>Ebb &amp; Flow</span></a>'
        f'<a href="/ebb_flow">@ebb_flow</a><a href="/ebb_flow/status/{ID + n}"><time datetime="2022-03-12T18:0{n}:00.000Z">'
        f'Mar 12</time></a></div><div data-testid="tweetText" lang="en"><span>{shown_link(text)}</span></div>'
        '<div data-testid="tweetPhoto"><img src="https://pbs.twimg.com/media/a.jpg" alt="A quay"></div>'
        "<div role=group>12 replies 40 reposts</div></article>"
        for n, text in enumerate(posts)
    )


def twitter_page(posts: list[str]) -> str:
    return "".join(
        f'<div class="tweet js-stream-tweet" data-tweet-id="{ID + n}" data-screen-name="ebb_flow" data-name="Ebb &amp; Flow">'
        f'<span class="_timestamp" data-time-ms="1647108{n}00000"></span><p class="TweetTextSize js-tweet-text tweet-text" '
        f'lang="en">{html.escape(text)}</p></div>'
        for n, text in enumerate(posts)
    )


def thread_reader_page(posts: list[str]) -> str:
    inner = "".join(
        f'<div class="content-tweet allow-preview" id="tweet_{n}" data-screenname="ebb_flow" data-tweet="{ID + n}">'
        f'{html.escape(text).replace(chr(10), "<br>")}<sup class="tw-permalink">#</sup>'
        '<span class="entity-image"><img data-src="https://pbs.twimg.com/media/b.jpg" alt=""></span></div>'
        for n, text in enumerate(posts)
    )
    return f'<div class="t-main">{inner}</div><div class="more"><p>More from @ebb_flow</p></div>'


def nitter_page(posts: list[str]) -> str:
    inner = "".join(
        f'<div class="timeline-item"><a class="tweet-link" href="/ebb_flow/status/{ID + n}#m"></a><a class="fullname">Ebb &amp; '
        f'Flow</a><a class="username">@ebb_flow</a><span class="tweet-date"><a href="/ebb_flow/status/{ID + n}#m" '
        f'title="Mar 12, 2022 · 6:0{n} PM UTC">Mar 12</a></span><div class="tweet-content media-body">{html.escape(text)}</div></div>'
        for n, text in enumerate(posts)
    )
    return f'<div class="main-thread">{inner}</div>'


def paragraphs(text: str) -> str:
    return "".join(
        f"<p>{part}</p>" for part in html.escape(text).replace("\n\n", "\0").replace("\n", "<br>").split("\0")
    )


def mastodon_page(posts: list[str]) -> str:
    return "".join(
        f'<div class="status__wrapper"><a class="status__relative-time" href="https://social.example/@ebb_flow/{ID + n}">'
        f'<time datetime="2022-03-12T18:0{n}:00Z">1d</time></a><bdi><strong class="display-name__html">Ebb &amp; Flow</strong>'
        f'</bdi><span class="display-name__account">@ebb_flow</span><div class="status__content"><div class='
        f'"status__content__text" lang="en">{paragraphs(text)}</div></div></div>'
        for n, text in enumerate(posts)
    )


def mastodon_static_page(posts: list[str]) -> str:
    inner = "".join(
        f'<div class="entry h-entry"><div class="status"><span class="display-name__account">@ebb_flow</span>'
        f'<a class="u-url u-uid" href="https://social.example/@ebb_flow/{ID + n}"><time datetime="2022-03-12T18:0{n}:00Z">x</time>'
        f'</a><div class="e-content">{paragraphs(text)}</div></div></div>'
        for n, text in enumerate(posts)
    )
    return f'<div class="activity-stream">{inner}</div>'


def bluesky_page(posts: list[str]) -> str:
    return "".join(
        f'<div data-testid="postThreadItem-by-ebb.example"><a href="/profile/ebb.example">Ebb &amp; Flow</a>'
        f'<a href="/profile/ebb.example/post/3k2aaaaaaaa2{n}">1d</a><div data-testid="postText" dir="auto">{html.escape(text)}</div></div>'
        for n, text in enumerate(posts)
    )


def threads_page(posts: list[str]) -> str:
    return "".join(
        f'<div data-pressable-container="true"><a href="/@ebb_flow">ebb_flow</a><a href="/@ebb_flow/post/C4a{n}">'
        f'<time datetime="2022-03-12T18:0{n}:00.000Z">1d</time></a><span dir="auto">{html.escape(text)}</span>'
        '<span dir="auto"><span dir="auto">12</span></span></div>'
        for n, text in enumerate(posts)
    )


def embed_page(posts: list[str]) -> str:
    return "".join(
        f'<blockquote class="twitter-tweet"><p lang="en" dir="ltr">{html.escape(text).replace(chr(10), "<br>")}</p>&mdash; Ebb &amp; '
        f'Flow (@ebb_flow) <a href="https://twitter.com/ebb_flow/status/{ID + n}?ref_src=twsrc%5Etfw">March 12, 2022</a></blockquote>'
        for n, text in enumerate(posts)
    )


def entries_page(posts: list[str]) -> str:
    return "".join(
        f'<article class="h-entry"><a class="p-author h-card" href="https://ebb.example/">Ebb</a><a class="u-url" '
        f'href="https://ebb.example/n/{n}"><time class="dt-published" datetime="2022-03-12">x</time></a>'
        f'<div class="e-content">{paragraphs(text)}</div></article>'
        for n, text in enumerate(posts)
    )


def json_ld_page(posts: list[str]) -> str:
    data = {
        "@type": "DiscussionForumPosting", "text": posts[0], "author": {"name": "Ebb"},
        "comment": [{"@type": "Comment", "text": text, "author": [{"name": "Ebb"}]} for text in posts[1:]],
    }  # fmt: skip
    return f'<script type="application/ld+json">{json.dumps(data)}</script>'


PRINTERS: dict[str, Callable[[list[str]], str]] = {
    "x-page": x_page,
    "twitter-page": twitter_page,
    "thread-reader-page": thread_reader_page,
    "nitter-page": nitter_page,
    "mastodon-page": mastodon_page,
    "mastodon-static-page": mastodon_static_page,
    "bluesky-page": bluesky_page,
    "threads-page": threads_page,
    "embed-page": embed_page,
    "h-entry-page": entries_page,
    "json-ld-page": json_ld_page,
}


@pytest.mark.parametrize("name", PRINTERS)
def test_each_site_reads_its_own_pages(name: str) -> None:
    page = parse_page(
        f"<!doctype html><html><body><nav>Home Explore</nav>{PRINTERS[name](POSTS)}<footer>About</footer>"
    )
    site = detect_site(page)
    assert site is not None
    assert site.name == name
    found = site.find_posts(page)
    assert ["".join(run.text for run in post.runs) for post in found] == POSTS


@pytest.mark.parametrize("name", [name for name in PRINTERS if name not in ("h-entry-page", "json-ld-page")])
def test_posts_come_with_author_address_and_date(name: str) -> None:
    page = parse_page(PRINTERS[name](POSTS))
    site = detect_site(page)
    assert site is not None
    for post in site.find_posts(page):
        assert post.handle in ("ebb_flow", "ebb.example", "ebb_flow@social.example")
        assert post.id
        assert post.url
        assert post.url.startswith("https://")
        assert name == "bluesky-page" or str(post.published.value).startswith("2022-03-12")


def test_every_site_has_a_printer_here() -> None:
    assert {site.name for site in SITES} - {"twitter-mobile-page"} <= set(PRINTERS)


@pytest.mark.parametrize("name", PRINTERS)
def test_words_of_ordinary_threads_survive(name: str) -> None:
    for path in THREADS[:12]:
        posts = [post["text"] for post in json.loads(path.read_text(encoding="utf-8"))["posts"]]
        page = parse_page(PRINTERS[name](posts))
        site = detect_site(page)
        assert site is not None
        texts = ["".join(run.text for run in post.runs) for post in site.find_posts(page)]
        assert [text.split() for text in texts] == [post.split() for post in posts]


def test_a_link_is_whole_where_the_page_cuts_it() -> None:
    page = parse_page(x_page(POSTS))
    run = next(run for run in SITES[2].find_posts(page)[1].runs if run.kind == "url")
    assert run.url == run.text == "https://harbour.example/a/long/path/to/a/report?x=1&y=2"


def test_gaps_are_gaps() -> None:
    page = parse_page(
        '<div class="main-thread"><div class="timeline-item unavailable">This post is unavailable</div>'
        f"{nitter_page(POSTS)}<div class='more-replies'>more</div></div>"
    )
    site = detect_site(page)
    assert site is not None
    assert sum(post.missing is not None for post in site.find_posts(page)) == 2


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("2022-03-12T18:00:00.000Z", "2022-03-12T18:00:00Z"),
        ("2022-03-12T18:00:00+02:00", "2022-03-12T16:00:00Z"),
        ("2022-03-12", "2022-03-12"),
        ("1647108000000", "2022-03-12T18:00:00Z"),
        ("1647108000", "2022-03-12T18:00:00Z"),
        ("yesterday", None),
        ("9" * 40, None),
        ("", None),
    ],
)
def test_dates_are_stated_or_unknown(text: str, value: str | None) -> None:
    assert parse_timestamp(text).value == value


@pytest.mark.parametrize("name", PRINTERS)
def test_broken_pages_are_survived(name: str) -> None:
    whole = PRINTERS[name](POSTS)
    for end in range(0, len(whole), max(1, len(whole) // 60)):
        page = parse_page(whole[:end])
        site = detect_site(page)
        assert site is None or isinstance(site.find_posts(page), list)
