"""Sources: numbered in order of first use, each once, with the posts that use it."""

from __future__ import annotations

from hypothesis import given

from tests.support.builders.threads import kept, thread, threads
from unroller.article import sources
from unroller.model import Attachment, Post, Quote, Run, Source, Thread
from unroller.urls import canonicalize, safe_url


def link(url: str | None, text: str | None = None) -> Run:
    return Run(text or url or "", "url", url)


def test_numbers_follow_first_use_and_repeat_for_the_same_place() -> None:
    posts = thread(
        [
            "See https://example.com/a and http://example.org/b.",
            "Again http://EXAMPLE.com/a/?utm_source=x and https://example.net/c",
            "Nothing here but @someone, #tag and $CASH.",
            "Last: https://example.net/c",
        ]
    ).posts
    found = sources.collect_sources(posts)
    assert [(source.number, source.url, source.kind, source.posts) for source in found] == [
        (1, "https://example.com/a", "page", (1, 2)),
        (2, "http://example.org/b", "page", (1,)),
        (3, "https://example.net/c", "page", (2, 4)),
    ]
    assert found[0].text == "https://example.com/a"


def test_kinds() -> None:
    posts = (
        Post(
            1,
            (
                link("https://x.com/name/status/1234567890123456789"),
                link("https://bsky.app/profile/a.example.org/post/3kabcdefghij2"),
                link("https://mastodon.example/@name/109876543210987654"),
                link("https://pic.twitter.com/abc"),
                link("https://example.org/photo.JPG?name=orig"),
                link("https://x.com/name/status/1234567890123456780/photo/1"),
                link("https://example.org/about"),
            ),
        ),
    )
    assert [source.kind for source in sources.collect_sources(posts)] == [
        "post",
        "post",
        "post",
        "media",
        "media",
        "media",
        "page",
    ]


def test_a_cut_link_is_a_source_without_address() -> None:
    posts = (Post(1, (link(None, "example.org/opinion/red-…"),)), Post(2, (link(None, "example.org/opinion/red-…"),)))
    assert sources.collect_sources(posts) == (Source(1, None, "page", (1, 2), "example.org/opinion/red-…"),)
    assert sources.number_sources(posts).of_run(posts[1].runs[0]) == 1


def test_an_unsafe_address_is_no_address() -> None:
    (found,) = sources.collect_sources((Post(1, (link("javascript:alert(1)", "click"),)),))
    assert found.url is None


def test_links_to_the_threads_own_posts_are_no_sources() -> None:
    own = "https://x.com/name/status/1234567890123456789"
    first = Post(1, (Run("One"),), id="1234567890123456789", url=own)
    second = Post(2, (link("https://twitter.com/Name/status/1234567890123456789?s=20"), link("https://example.org/")))
    assert [source.url for source in sources.collect_sources((first, second))] == ["https://example.org/"]
    stranger = Post(2, (link("https://mastodon.example/@other/1234567890123456789"),))
    assert len(sources.collect_sources((first, stranger))) == 1
    assert len(sources.collect_sources((second,))) == 2, "without ids nothing is known to be one's own"


def test_quotes_and_cards_without_an_address_in_the_text_are_sources() -> None:
    status = "https://x.com/name/status/1234567890123456789"
    post = Post(
        1,
        (Run("Look."),),
        quotes=(Quote(status), Quote(None), Quote("javascript:x")),
        attachments=(Attachment("card", "https://example.org/card"), Attachment("image", "https://example.org/i.png")),
    )
    assert [source.url for source in sources.collect_sources((post,))] == [status, "https://example.org/card"]


def test_the_order_is_that_of_the_posts() -> None:
    found = sources.collect_sources(kept("eels-hear-through-bone").posts)
    assert [source.posts for source in found] == sorted(source.posts for source in found)


@given(threads())
def test_sources_hold_for_any_thread(given_thread: Thread) -> None:
    numbering = sources.number_sources(given_thread.posts)
    found = numbering.sources
    assert [source.number for source in found] == list(range(1, len(found) + 1))
    addresses = [canonicalize(source.url) for source in found if source.url]
    assert len(addresses) == len(set(addresses))
    for source in found:
        assert source.posts
        assert list(source.posts) == sorted(set(source.posts))
        assert source.url is None or safe_url(source.url)
        assert source.url is None or numbering.of_url(source.url) == source.number
    for post in given_thread.posts:
        for run in post.runs:
            number = numbering.of_run(run)
            assert number is None or post.number in found[number - 1].posts
            assert run.kind == "url" or number is None
