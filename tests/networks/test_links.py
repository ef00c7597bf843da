"""Links, mentions, hashtags and cashtags in text, by the rules of each network."""

from __future__ import annotations

import json
import re
import time
from itertools import pairwise
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.support.paths import DATA
from unroller.model import PLATFORMS, Platform, RunKind
from unroller.networks import x
from unroller.networks.base import Entity
from unroller.networks.runs import find_entities, split_runs
from unroller.urls import safe_url

SUITE = DATA / "conformance" / "twitter-text"
EXTRACT = json.loads((SUITE / "extract.json").read_text(encoding="utf-8"))
VALIDATE = json.loads((SUITE / "validate.json").read_text(encoding="utf-8"))
AUTOLINK = json.loads((SUITE / "autolink.json").read_text(encoding="utf-8"))
SIGNS = "@＠#＃$"


def linked(text: str, platform: Platform | None, kind: RunKind | None = None) -> list[str]:
    return [run.text for run in split_runs(text, platform) if run.kind == kind or (kind is None and run.kind != "text")]


@pytest.mark.parametrize("platform", ["x", None])
@pytest.mark.parametrize(
    ("group", "kind"),
    [
        ("mentions", "mention"),
        ("urls", "url"),
        ("tco_urls_with_params", "url"),
        ("hashtags", "hashtag"),
        ("hashtags_from_astral", "hashtag"),
        ("cashtags", "cashtag"),
    ],
)
def test_conformance_extract(group: str, kind: RunKind, platform: Platform | None) -> None:
    for case in EXTRACT[group]:
        seen = [text if kind == "url" else text[1:] for text in linked(case["text"], platform, kind)]
        assert seen == case["expected"], case["description"]


def _described(entity: Entity, group: str, text: str) -> dict[str, Any]:
    piece = text[entity.start + 1 : entity.end]
    bounds = {"indices": [entity.start, entity.end]}
    if group == "mentions_or_lists_with_indices":
        return {"screen_name": piece.removesuffix(entity.slug), "list_slug": entity.slug} | bounds
    return {{"mention": "screen_name"}.get(entity.kind, entity.kind): piece} | bounds


@pytest.mark.parametrize(
    ("group", "kind"),
    [
        ("mentions_with_indices", "mention"),
        ("mentions_or_lists_with_indices", "mention"),
        ("hashtags_with_indices", "hashtag"),
        ("cashtags_with_indices", "cashtag"),
    ],
)
def test_conformance_extract_with_indices(group: str, kind: RunKind) -> None:
    for case in EXTRACT[group]:
        found = [_described(e, group, case["text"]) for e in find_entities(case["text"], "x") if e.kind == kind]
        assert found == case["expected"], case["description"]


def test_conformance_replies() -> None:
    """A reply begins with a mention, behind spaces at most."""
    for case in EXTRACT["replies"]:
        text = case["text"]
        first = next((e for e in x.find_mentions(text) if not text[: e.start].strip()), None)
        assert (text[first.start + 1 : first.end] if first else None) == case["expected"], case["description"]


@pytest.mark.parametrize(("group", "kind"), [("usernames", "mention"), ("hashtags", "hashtag")])
def test_conformance_validate(group: str, kind: RunKind) -> None:
    for case in VALIDATE[group]:
        assert (linked(case["text"], "x", kind) == [case["text"]]) is case["expected"], case["description"]


def test_conformance_validate_lists() -> None:
    for case in VALIDATE["lists"]:
        whole = [e for e in find_entities(case["text"], "x") if e.slug and e.end - e.start == len(case["text"])]
        assert bool(whole) is case["expected"], case["description"]


#: Valid as addresses, but not linked whole in a text: a user name, numbers for a host, a query that ends with a plus.
NOT_LINKED = {
    "Valid url: port and userinfo",
    "Valid url: ipv4",
    "Valid url: ipv6",
    "Valid url: sub delims and question marks",
}


@pytest.mark.parametrize("group", ["urls", "urls_without_protocol"])
def test_conformance_validate_urls(group: str) -> None:
    for case in VALIDATE[group]:
        whole = linked(case["text"], "x") == [case["text"]]
        if case["description"] not in NOT_LINKED:
            assert whole is case["expected"], case["description"]


@pytest.mark.parametrize(
    ("group", "kind"),
    [("usernames", "mention"), ("lists", "mention"), ("hashtags", "hashtag"), ("cashtags", "cashtag")],
)
def test_conformance_autolink(group: str, kind: RunKind) -> None:
    """What the suite marks up is what is linked; the markup itself is of its time."""
    for case in AUTOLINK[group]:
        marked = re.findall(r"<a [^>]*>([^<]*)</a>", case["expected"])
        seen = [text if text[0] in "#＃$" else text[1:] for text in linked(case["text"], "x", kind)]
        assert seen == marked, case["description"]


def test_conformance_autolink_all() -> None:
    for case in AUTOLINK["all"]:
        marked = re.findall(r"<a [^>]*>([^<]*)</a>", case["expected"])
        # Names without protocol are text there, links here.
        seen = [
            r.text.lstrip("@＠") for r in split_runs(case["text"], "x") if r.kind in ("mention", "hashtag", "cashtag")
        ]
        urls = [r.text for r in split_runs(case["text"], "x") if r.kind == "url" and r.text.startswith("http")]
        assert sorted(seen + urls) == sorted(marked), case["description"]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("See example.org/a.", [("example.org/a", "http://example.org/a")]),
        ("HTTPS://Example.org", [("HTTPS://Example.org", "HTTPS://Example.org")]),
        ("cut: example.org/opinion/red-… more", [("example.org/opinion/red-…", None)]),
        ("cut: https://example.org/a?b=c&…", [("https://example.org/a?b=c&…", None)]),
        ("not cut: https://example.org…", [("https://example.org", "https://example.org")]),
        ("not cut: https://example.org/a …", [("https://example.org/a", "https://example.org/a")]),
        ("bridge.pic.twitter.com/AbC", [("pic.twitter.com/AbC", "http://pic.twitter.com/AbC")]),
        ("bridgepic.twitter.com/AbC", [("pic.twitter.com/AbC", "http://pic.twitter.com/AbC")]),
        ("http://topic.twitter.com/a", [("http://topic.twitter.com/a", "http://topic.twitter.com/a")]),
        ("https://pic.twitter.com/a", [("https://pic.twitter.com/a", "https://pic.twitter.com/a")]),
        ("https://example.org/?u=pic.twitter.com/a", [("https://example.org/?u=pic.twitter.com/a",) * 2]),
        ("example.org/a|b", [("example.org/a|b", "http://example.org/a%7Cb")]),
        ("nobody@example.org", []),
        ("v1.2.3, e.g. 3.5, file.tar.bz2, well...", []),
    ],
)
def test_links_on_x(text: str, expected: list[tuple[str, str | None]]) -> None:
    for platform in ("x", None, "threads"):
        assert [(run.text, run.url) for run in split_runs(text, platform) if run.kind == "url"] == expected


def test_a_tag_and_the_picture_glued_to_it() -> None:
    assert linked("Look #bridgepic.twitter.com/AbC", "x") == ["#bridge", "pic.twitter.com/AbC"]
    assert linked("https://t.co/abcpic.twitter.com/AbC", "x") == ["https://t.co/abc", "pic.twitter.com/AbC"]


def test_where_mentions_and_tags_lead() -> None:
    text = "@name @name/list #tag $AB"
    assert [run.url for run in split_runs(text, "x") if run.kind != "text"] == [
        "https://x.com/name",
        "https://x.com/name/lists/list",
        "https://x.com/hashtag/tag",
        "https://x.com/search?q=%24AB&src=cashtag_click",
    ]
    assert [run.url for run in split_runs(text, None) if run.kind != "text"] == [None] * 4
    assert [run.kind for run in split_runs(text, None) if run.kind != "text"] == [
        "mention",
        "mention",
        "hashtag",
        "cashtag",
    ]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("@a@example.social, @b! c@d.example /@e", ["@a@example.social", "@b"]),
        ("@first.last@example.social.", ["@first.last@example.social"]),
        (
            "#tag #1 #1_2 #t_ #_ (#x) a#b #été #日本語 #हिन्दी",
            ["#tag", "#1_2", "#t_", "#x", "#été", "#日本語", "#हिन्दी"],
        ),
        ("#a·b· #a・b", ["#a·b", "#a・b"]),
        ("$AB", []),
        (
            "https://ja.example.org/wiki/橋_(構造). example.org/a",
            ["https://ja.example.org/wiki/橋_(構造)", "example.org/a"],
        ),
        ("https://example.social/@user/1", ["https://example.social/@user/1"]),
    ],
)
def test_mastodon(text: str, expected: list[str]) -> None:
    assert linked(text, "mastodon") == expected


def test_mastodon_needs_a_server_to_tell_where_things_lead() -> None:
    text = "@a@far.example @b #tag"
    assert [r.url for r in split_runs(text, "mastodon") if r.kind != "text"] == ["https://far.example/@a", None, None]
    assert [r.url for r in split_runs(text, "mastodon", host="near.example") if r.kind != "text"] == [
        "https://far.example/@a",
        "https://near.example/@b",
        "https://near.example/tags/tag",
    ]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("@a.example.com, (@b.test) @c x@d.example.com", ["@a.example.com", "@b.test"]),
        ("https://example.org/a. (https://example.org/b)", ["https://example.org/a", "https://example.org/b"]),
        ("https://example.org/a_(b)", ["https://example.org/a_(b)"]),
        ("#tag, #1 #1a #🦋 a#b #é!", ["#tag", "#1a", "#🦋", "#é"]),
        ("$AB, $toolong $1", ["$AB"]),
        ("my-site.org/some/path/ab... on", ["my-site.org/some/path/ab..."]),
        ("example.org's a@example.org 3.5 e.g.", ["example.org"]),
        ("ok.So that.It ok.So/path EXAMPLE.COM. Www.Example.org https://e.COM", ["Www.Example.org", "https://e.COM"]),
        ("@name.bsky.Social @NAME.bsky.social @a.Test", ["@NAME.bsky.social"]),
    ],
)  # fmt: skip
def test_bluesky(text: str, expected: list[str]) -> None:
    assert linked(text, "bluesky") == expected


def test_bluesky_shows_links_cut_to_thirteen_characters() -> None:
    cut = next(run for run in split_runs("example.org/some/path/12... and", "bluesky") if run.kind == "url")
    assert (cut.text, cut.url) == ("example.org/some/path/12...", None)
    whole = next(run for run in split_runs("so I read example.org/a...", "bluesky") if run.kind == "url")
    assert (whole.text, whole.url) == ("example.org/a", "http://example.org/a")


def test_threads() -> None:
    assert linked("@some.one. @x #tag example.org $AB", "threads") == ["@some.one", "@x", "#tag", "example.org"]


PIECES = st.lists(
    st.one_of(
        st.sampled_from(
            ["http://", "https://", "a.co", "example.org/a", ".", "…", "@", "@a", "@a@b.example", "@a.b.example",
             "#", "#a", "＃", "$AB", " ", "\n", "(", ")", "é", "あ", "みんな", "🔥", "\u200d", "\ufe0f",
             "pic.twitter.com/a", "/", "?", "_", "-", "1", "RT", "\u202e", "\ud800"]
        ),
        st.text(max_size=3),
    ),
    max_size=14,
).map("".join)  # fmt: skip


@given(PIECES)
def test_runs_are_the_text(text: str) -> None:
    for platform in (*PLATFORMS, None):
        found = split_runs(text, platform, host="example.social")
        assert "".join(run.text for run in found) == text
        assert all(run.text for run in found)
        assert all(a.kind != "text" or b.kind != "text" for a, b in pairwise(found))
        for run in found:
            assert run.url is None or safe_url(run.url) == run.url
            assert run.kind not in ("mention", "hashtag", "cashtag") or run.text[0] in SIGNS


def test_text_without_signs_is_one_run() -> None:
    assert [run.kind for run in split_runs("Nothing to see here. Really\nnothing", "x")] == ["text"]
    assert split_runs("", "x") == ()


@pytest.mark.parametrize(
    "piece",
    ["http://", "a.", "@", "@a", "@a@", "@a.", "@a/", "#", "#_", "#1", "#a#", "#\u200c", "#·", "$A ", "RT@", "(",
     "a.co/(", "a.co,", "a.co/…", "…", "pic.twitter.com/", "pic.", "xpic.twitter.com/a", "é", "あ.com", "🔥", "://pic.",
     "a b.co ", "'", "[", "a-", "a@a.", "(http://a.co) ", "#a·"],
)  # fmt: skip
def test_hostile_text_costs_no_more_than_its_length(piece: str) -> None:
    text = (piece * (50_000 // len(piece) + 1))[:50_000]
    begin = time.process_time()
    for platform in PLATFORMS:
        assert "".join(run.text for run in split_runs(text, platform)) == text
    assert time.process_time() - begin < 10
