"""What each network counts, allows and calls things."""

from __future__ import annotations

import json
import time
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.support.paths import DATA
from unroller.model import PLATFORMS, Platform
from unroller.networks import (
    NETWORK_BY_NAME,
    NETWORKS,
    PostAddress,
    cashtag_url,
    hashtag_url,
    length_limit,
    measure_weight,
    mention_url,
    parse_id_date,
    parse_post_url,
    permalink,
    profile_url,
)
from unroller.networks.graphemes import count_graphemes

SUITE = DATA / "conformance" / "twitter-text"
VALIDATE = json.loads((SUITE / "validate.json").read_text(encoding="utf-8"))


@pytest.mark.parametrize(
    "group", ["WeightedTweetsWithDiscountedEmojiCounterTest", "UnicodeDirectionalMarkerCounterTest"]
)
def test_conformance_weighted_length(group: str) -> None:
    for case in VALIDATE[group]:
        assert measure_weight(case["text"], "x") == case["expected"]["weightedLength"], case["description"]
        assert measure_weight(case["text"], None) == measure_weight(case["text"], "x")


def test_conformance_weighted_length_of_the_older_configuration() -> None:
    """Configuration 2 adds up the code points of an emoji sequence; all else is the same."""
    for case in VALIDATE["WeightedTweetsCounterTest"]:
        expected = case["expected"]["weightedLength"]
        assert measure_weight(case["text"], "x") <= expected, case["description"]
        if "\u200d" not in case["text"] and "\U0001f3fd" not in case["text"]:
            assert measure_weight(case["text"], "x") == expected, case["description"]


def test_conformance_whole_posts() -> None:
    """The suite's limit is the old 140; what it calls too long is two thirds of the present limit at most."""
    for case in VALIDATE["tweets"]:
        assert measure_weight(case["text"], "x") <= length_limit("x")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("", 0), ("abc", 3), ("é", 1), ("e\u0301", 1), ("日本", 4), ("“quoted” – said", 15),
        ("…", 2), ("•", 2),
        ("€", 2), ("🔥", 2), ("👍🏽", 2), ("👨‍👩‍👧‍👦", 2), ("🏳️‍🌈", 2), ("❤️", 2), ("🇩🇪", 2),
        ("🇩", 2), ("1️⃣", 2),
        ("©️", 2), ("♾️", 2),
        ("©", 1),
        ("🏴\U000e0067\U000e0062\U000e0073\U000e0063\U000e0074\U000e007f", 2), ("👩🏽‍🚀", 2),
        ("🔥🏽", 4),
        ("🧵👇", 4), ("✅️", 4), ("see example.org", 27), ("example.org/" + "a" * 200, 23),
        ("https://example.org/é and http://t.co/a", 51),
        ("3.5 m", 5),
    ],
)  # fmt: skip
def test_weight_on_x(text: str, expected: int) -> None:
    assert measure_weight(text, "x") == expected


@pytest.mark.parametrize(
    ("text", "platform", "expected"),
    [
        ("Hi @someone@example.social!", "mastodon", 12),
        ("https://example.org/" + "a" * 300, "mastodon", 23),
        ("example.org/aaaa", "mastodon", 16),
        ("a@example.org", "mastodon", 13),
        ("👨‍👩‍👧‍👦é", "mastodon", 2),
        ("https://example.org/aaa", "bluesky", 23),
        ("👨‍👩‍👧‍👦e\u0301日本🇩🇪", "bluesky", 5),
        ("👨‍👩‍👧‍👦", "threads", 7),
    ],
)
def test_weight_elsewhere(text: str, platform: Platform, expected: int) -> None:
    assert measure_weight(text, platform) == expected


def test_limits() -> None:
    assert [length_limit(p) for p in (*PLATFORMS, None)] == [280, 500, 300, 500, 280]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("", 0), ("abc", 3), ("a\r\nb", 3), ("\r\r\n\n", 3), ("e\u0301\u0323", 1), ("\u0301", 1),
        ("한국", 2), ("\u1112\u1161\u11ab", 1),
        ("한\u11ab", 1), ("ก็", 1), ("กำ", 1), ("नमस्ते", 3), ("தமிழ்", 3), ("が", 1),
        ("か\u3099", 1), ("ﾊﾟ", 1), ("🇩🇪🇫🇷", 2), ("🇩🇪🇫", 2),
        ("👩🏽‍🚀👍🏽", 2), ("1️⃣2️⃣", 2), ("❤️‍🔥", 1), ("a\u200db", 2), ("©\u200d", 1),
        ("🏴\U000e0067\U000e0062\U000e007f", 1),
        ("\u0600١", 1), ("\u0600a", 1), ("𠀡𠀡", 2), ("👨‍", 1), ("\n\u0301", 2), ("\u1100가", 1),
    ],
)  # fmt: skip
def test_graphemes(text: str, expected: int) -> None:
    assert count_graphemes(text) == expected


@given(st.text(max_size=40))
def test_counts_are_bounded_by_the_characters(text: str) -> None:
    assert 0 <= count_graphemes(text) <= len(text)
    assert bool(text) == bool(count_graphemes(text))
    normal = unicodedata.normalize("NFC", text)
    if "." not in text:
        assert measure_weight(text, "x") <= 2 * len(normal)
    for platform in PLATFORMS:
        assert measure_weight(text, platform) >= 0


@given(st.text(st.characters(max_codepoint=0x2FF, exclude_characters=".\r"), max_size=40))
def test_latin_text_weighs_its_characters(text: str) -> None:
    assert measure_weight(text, "x") == len(unicodedata.normalize("NFC", text))
    assert count_graphemes(text) == len(text)


@pytest.mark.parametrize(
    ("platform", "handle", "expected"),
    [
        ("x", "some_one", "https://x.com/some_one"),
        ("x", "@some_one", "https://x.com/some_one"),
        ("x", "some-one", None),
        ("x", "../a", None),
        ("mastodon", "user@example.social", "https://example.social/@user"),
        ("mastodon", "user", None),
        ("mastodon", "user@exa mple", None),
        ("mastodon", "user@example.social/@evil", None),
        ("bluesky", "name.example.org", "https://bsky.app/profile/name.example.org"),
        ("bluesky", "did:plc:abc", "https://bsky.app/profile/did:plc:abc"),
        ("bluesky", "name", None),
        ("threads", "some.one", "https://www.threads.com/@some.one"),
        ("threads", "some.one.", None),
        (None, "some_one", None),
    ],
)
def test_profiles(platform: Platform | None, handle: str, expected: str | None) -> None:
    assert profile_url(platform, handle) == expected
    assert mention_url(platform, handle) == expected


def test_addresses_of_tags_and_lists() -> None:
    assert mention_url("x", "@name/list-1") == "https://x.com/name/lists/list-1"
    assert mention_url("bluesky", "@a.example/list") is None
    assert mention_url("mastodon", "@user", host="example.social") == "https://example.social/@user"
    assert hashtag_url("x", "#Ünïcode") == "https://x.com/hashtag/%C3%9Cn%C3%AFcode"
    assert hashtag_url("mastodon", "#tag") is None
    assert hashtag_url("mastodon", "#tag", host="example.social") == "https://example.social/tags/tag"
    assert hashtag_url("bluesky", "tag") == "https://bsky.app/hashtag/tag"
    assert hashtag_url("threads", "tag") == "https://www.threads.com/search?q=tag&serp_type=tags"
    assert hashtag_url(None, "tag") is None
    assert hashtag_url("x", "#\ud800") == "https://x.com/hashtag/%3F"
    assert cashtag_url("x", "$AB.C") == "https://x.com/search?q=%24AB.C&src=cashtag_click"
    assert cashtag_url("mastodon", "$AB") is None


@pytest.mark.parametrize(
    ("platform", "handle", "post_id", "expected"),
    [
        ("x", "name", "123", "https://x.com/name/status/123"),
        ("x", None, "123", "https://x.com/i/web/status/123"),
        ("x", "name", "12a", None),
        ("x", "name", "0", None),
        ("mastodon", "user@example.social", "123", "https://example.social/@user/123"),
        ("mastodon", "user", "123", None),
        ("bluesky", "a.example", "3kabc", "https://bsky.app/profile/a.example/post/3kabc"),
        ("bluesky", None, "3kabc", None),
        ("bluesky", "a.example", "../x", None),
        ("threads", "name", "C-_a", "https://www.threads.com/@name/post/C-_a"),
        (None, "name", "1", None),
    ],
)
def test_permalinks(platform: Platform | None, handle: str | None, post_id: str, expected: str | None) -> None:
    assert permalink(platform, handle, post_id) == expected


X_POST = PostAddress("x", "Some_One", "123", "https://x.com/Some_One/status/123")


@pytest.mark.parametrize(
    ("url", "expected"),
    [
        ("https://x.com/Some_One/status/123", X_POST),
        ("http://twitter.com/Some_One/status/123?s=20", X_POST),
        ("https://mobile.twitter.com/Some_One/statuses/123#m", X_POST),
        ("twitter.com/Some_One/status/123/photo/1", X_POST),
        ("https://twitter.com/#!/Some_One/status/123", X_POST),
        ("https://x.com/i/web/status/123", PostAddress("x", None, "123", "https://x.com/i/web/status/123")),
        ("https://x.com/i/status/123", PostAddress("x", None, "123", "https://x.com/i/web/status/123")),
        ("https://x.com/Some_One", None),
        ("https://x.com/Some_One/status/", None),
        ("https://x.com/Some_One/status/12a3", None),
        ("https://netflix.com/Some_One/status/123", None),
        ("https://x.com.evil.example/Some_One/status/123", None),
        ("https://x.com@evil.example/Some_One/status/123", None),
        (
            "https://bsky.app/profile/a.example/post/3kabc",
            PostAddress("bluesky", "a.example", "3kabc", "https://bsky.app/profile/a.example/post/3kabc"),
        ),
        (
            "at://did:plc:abc/app.bsky.feed.post/3kabc",
            PostAddress("bluesky", "did:plc:abc", "3kabc", "https://bsky.app/profile/did:plc:abc/post/3kabc"),
        ),
        ("https://bsky.app/profile/a.example", None),
        (
            "https://example.social/@user/109",
            PostAddress("mastodon", "user@example.social", "109", "https://example.social/@user/109"),
        ),
        (
            "https://example.social/@user@far.example/109",
            PostAddress("mastodon", "user@far.example", "109", "https://example.social/@user@far.example/109"),
        ),
        (
            "https://example.social/users/user/statuses/109/",
            PostAddress("mastodon", "user@example.social", "109", "https://example.social/@user/109"),
        ),
        ("https://medium.example/@user/some-title-109", None),
        ("https://example.social/@user/109/more", None),
        (
            "https://www.threads.net/@some.one/post/C-_a?hl=en",
            PostAddress("threads", "some.one", "C-_a", "https://www.threads.com/@some.one/post/C-_a"),
        ),
        ("https://www.threads.com/t/C-_a", PostAddress("threads", None, "C-_a", "https://www.threads.com/t/C-_a")),
        ("", None),
        ("javascript:alert(1)//x.com/a/status/1", None),
    ],
)
def test_post_addresses(url: str, expected: PostAddress | None) -> None:
    assert parse_post_url(url) == expected
    if expected is not None:
        assert parse_post_url(expected.url) == expected


@given(st.text(max_size=60))
def test_any_text_may_be_taken_for_an_address(text: str) -> None:
    for url in (text, "https://x.com/" + text, "https://example.social/@" + text, "https://bsky.app/profile/" + text):
        address = parse_post_url(url)
        assert address is None or address.url.startswith("https://")


def tid(microseconds: int, clock: int = 5) -> str:
    """A record key as Bluesky's clients make it: 13 digits of base 32, their order that of the alphabet used."""
    number, key = microseconds << 10 | clock, ""
    for _ in range(13):
        number, digit = divmod(number, 32)
        key = "234567abcdefghijklmnopqrstuvwxyz"[digit] + key
    return key


@pytest.mark.parametrize(
    ("platform", "post_id", "expected"),
    [
        ("x", "1212092628029698048", "2019-12-31T19:26:16.771Z"),
        ("x", "20", None),
        ("x", "29700859247", None),
        ("x", "99999999999999999999", None),
        ("x", "1212092628029698048x", None),
        ("x", "", None),
        ("mastodon", "109", None),
        ("mastodon", str(1_650_000_000_123 << 16), "2022-04-15T05:20:00.123Z"),
        ("bluesky", tid(1_650_000_000_123_456), "2022-04-15T05:20:00.123Z"),
        ("bluesky", tid(1_000_000_000_000_000), None),
        ("bluesky", "z" * 13, None),
        ("bluesky", "self", None),
        ("bluesky", "2222222222222", None),
        ("threads", "C1", None),
        (None, "1212092628029698048", None),
    ],
)
def test_dates_in_ids(platform: Platform | None, post_id: str, expected: str | None) -> None:
    assert parse_id_date(platform, post_id) == expected


@pytest.mark.parametrize(
    "piece",
    ["a", "@", "@a@", "@a.", "a.", "http://", "\u0301", "👩\u200d", "🇩", "\u0600", "\u0915\u094d",
     "1\ufe0f\u20e3", "日", "\u1100", "\r\n", "é.",
     "@a@a.", "\u200d", "가"],
)  # fmt: skip
def test_hostile_text_costs_no_more_than_its_length(piece: str) -> None:
    text = (piece * (60_000 // len(piece) + 1))[:60_000]
    begin = time.process_time()
    for platform in PLATFORMS:
        measure_weight(text, platform)
    parse_post_url("https://example.social/@" + text)
    profile_url("mastodon", text)
    assert time.process_time() - begin < 10


def test_every_network_is_described_in_one_place() -> None:
    assert tuple(NETWORKS) == PLATFORMS
    assert [network.name for network in NETWORKS.values()] == ["X", "Mastodon", "Bluesky", "Threads"]
    hosts = [host for network in NETWORKS.values() for host in network.hosts]
    assert len(set(hosts)) == len(hosts)
    assert {name: network.platform for name, network in NETWORK_BY_NAME.items()} == {
        "x": "x", "twitter": "x", "mastodon": "mastodon", "bluesky": "bluesky", "bsky": "bluesky",
        "threads": "threads",
    }  # fmt: skip


def test_the_page_of_a_long_article_is_that_of_its_post() -> None:
    post = PostAddress(
        "x", "plain_bench", "2040448463540830001", "https://x.com/plain_bench/status/2040448463540830001"
    )
    assert parse_post_url("https://x.com/plain_bench/article/2040448463540830001/media/7") == post
    assert parse_post_url("https://x.com/i/article/2040448463540830001") is None
