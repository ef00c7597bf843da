"""Quoted posts, from the replies that the networks give without a key."""

from __future__ import annotations

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from unroller.linkcheck.metadata import oembed_address, parse_post
from unroller.model import Account, Date, Description, Run

X = "https://x.com/mara_field/status/1500000000000000001"
BLUESKY = "https://bsky.app/profile/mara.example/post/3kxyzabc"
MASTODON = "https://tide.example/@mara/110000000000000001"


def reply(**values: object) -> bytes:
    return json.dumps(values).encode()


@pytest.mark.parametrize(
    ("url", "address"),
    [
        (X, "https://publish.x.com/oembed?omit_script=true&dnt=true&url=https%3A%2F%2Fx.com%2Fmara_field%2Fstatus%2F1500000000000000001"),
        ("https://twitter.com/mara_field/status/12?s=20", "https://publish.x.com/oembed?omit_script=true&dnt=true&url=https%3A%2F%2Fx.com%2Fmara_field%2Fstatus%2F12"),
        (BLUESKY, "https://embed.bsky.app/oembed?url=https%3A%2F%2Fbsky.app%2Fprofile%2Fmara.example%2Fpost%2F3kxyzabc"),
        (MASTODON, "https://tide.example/api/v1/statuses/110000000000000001"),
        ("https://www.threads.com/@mara/post/Cabc", None),
        ("https://a.example/b", None),
        ("nonsense", None),
    ],
)  # fmt: skip
def test_where_the_words_of_a_post_are_given(url: str, address: str | None) -> None:
    assert oembed_address(url) == address


def words(found: Description | None) -> str:
    assert found is not None
    assert found.quote is not None
    return "".join(run.text for run in found.quote.runs)


def test_a_post_on_x() -> None:
    html = (
        '<blockquote class="twitter-tweet"><p lang="en" dir="ltr">The gate &amp; the tide.<br><br>Read: '
        '<a href="https://t.co/abc">https://t.co/abc</a></p>&mdash; Mara Field (@mara_field) '
        '<a href="https://twitter.com/mara_field/status/1500000000000000001?ref_src=x">March 5, 2022</a></blockquote>'
    )
    found = parse_post(reply(author_name="Mara Field", author_url="https://twitter.com/mara_field", html=html), X)
    assert words(found) == "The gate & the tide.\n\nRead: https://t.co/abc"
    assert found is not None
    assert found.quote is not None
    assert found.quote.runs[-1] == Run("https://t.co/abc", "url", "https://t.co/abc")
    assert found.quote.author == Account("mara_field", "Mara Field", "https://twitter.com/mara_field")
    assert (found.form, found.site, found.lang, found.authors) == ("post", "X", "en", ("Mara Field",))
    assert found.published == Date(value="2022-03-05", how="stated")


def test_a_post_on_bluesky() -> None:
    html = (
        '<blockquote class="bluesky-embed" data-bluesky-uri="at://did:plc:x/app.bsky.feed.post/3kxyzabc"><p lang="en">'
        "Low water at nine.\nBring boots.</p>&mdash; Mara "
        '(<a href="https://bsky.app/profile/did:plc:x">@mara.example</a>) '
        '<a href="https://bsky.app/profile/did:plc:x/post/3kxyzabc">March 5, 2022 at 9:00 AM</a></blockquote>'
        '<script async src="https://embed.bsky.app/static/embed.js"></script>'
    )
    found = parse_post(
        reply(author_name="Mara", author_url="https://bsky.app/profile/mara.example", html=html), BLUESKY
    )
    assert words(found).split() == "Low water at nine. Bring boots.".split()
    assert found is not None
    assert found.quote is not None
    assert found.quote.author == Account("mara.example", "Mara", "https://bsky.app/profile/mara.example")
    assert found.published.value == "2022-03-05"


def test_a_post_on_mastodon() -> None:
    record = {
        "visibility": "public",
        "created_at": "2022-03-05T09:00:00.000Z",
        "language": "en",
        "spoiler_text": "",
        "url": MASTODON,
        "content": '<p>Low water.<br>Boots!</p><p><a href="https://a.example/x" rel="nofollow">a.example/x</a></p>',
        "account": {"acct": "mara", "display_name": "Mara", "url": "https://tide.example/@mara"},
    }
    found = parse_post(reply(**record), MASTODON)
    assert words(found) == "Low water.\nBoots!\n\na.example/x"
    assert found is not None
    assert found.quote is not None
    assert found.quote.author == Account("mara@tide.example", "Mara", "https://tide.example/@mara")
    assert found.published == Date(value="2022-03-05T09:00:00Z", how="stated")
    assert parse_post(reply(**{**record, "visibility": "private"}), MASTODON) is None


@pytest.mark.parametrize(
    "body",
    [b"", b"[]", b"null", b"[" * 90_000, b'{"error":"gone"}', b'{"html":5}', b'{"account":{}}', b'{"html":"<p>x"}'],
)
def test_replies_that_hold_no_post(body: bytes) -> None:
    assert parse_post(body, X) is None


@given(st.text(max_size=200), st.text(max_size=40))
def test_no_reply_raises(markup: str, name: str) -> None:
    framed = reply(html=f"<blockquote><p>{markup}</p>{markup}</blockquote>", author_name=name)
    record = reply(content=markup, account={"display_name": name, "acct": name}, visibility="public")
    for found in (parse_post(framed, X), parse_post(record, MASTODON)):
        assert found is None or found.form == "post"
