"""Single addresses: what is safe to follow, which are the same, and where they stand in a text."""

from __future__ import annotations

import json
import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.support.paths import DATA
from unroller.urls import canonicalize, find_urls, get_host, has_host, is_known_tld, safe_url, strip_tracking

SUITE = DATA / "conformance" / "twitter-text"
EXTRACT = json.loads((SUITE / "extract.json").read_text(encoding="utf-8"))
TLDS = json.loads((SUITE / "tlds.json").read_text(encoding="utf-8"))
AUTOLINK = json.loads((SUITE / "autolink.json").read_text(encoding="utf-8"))


def found(text: str, *, bare: bool = True) -> list[str]:
    return [text[span.start : span.end] for span in find_urls(text, bare=bare)]


@pytest.mark.parametrize(
    "url",
    [
        "http://example.org",
        "https://example.org/a/b?c=d&e=f#g",
        "HTTPS://EXAMPLE.ORG/",
        "https://example.org:8080/",
        "http://localhost:5000/t/1",
        "http://192.168.0.1/index.html",
        "http://[2001:db8::1]:80/",
        "https://bücher.example/straße",
        "https://ja.example/wiki/橋_(構造)",
        "http://✪df.example/ejp",
        "https://sub_domain.example.org/",
        "mailto:someone@example.org",
        "https://example.org/it's(fine)",
    ],
)
def test_safe_addresses_pass_as_they_are(url: str) -> None:
    assert safe_url(url) == url
    assert safe_url(f"  {url}\n") == url


@pytest.mark.parametrize(
    "url",
    [
        "", " ", "example.org", "//example.org", "/a", "#a", "?a",
        "javascript:alert(1)", "JaVaScRiPt:alert(1)", "java\tscript:alert(1)", "javascript://example.org/%0aalert(1)",
        "data:text/html,<script>", "vbscript:x", "file:///etc/passwd", "ftp://example.org", "blob:https://example.org/x",
        "\x01javascript:alert(1)", "http:example.org", "http:/example.org", "http:///example.org", "http://", "https://?x",
        "http://user@example.org", "https://bank.example@evil.example/", "https://bank.example:x@evil.example",
        "https://bank.example\\@evil.example", "https://evil.example\\.bank.example", "https://bank.example%2f.evil.example",
        "https://example.org:99999/", "https://example.org:80a/", "https://[::1", "https://[zz]/", "https://.example.org",
        "https://example..org", "https://example.org/a b", "https://example.org/\x00", "https://example.org/\u202egnp.exe",
        "https://example.org/\u200b", "https://example.org/\u00a0x", "https://exam\u00adple.org/", "https://ｅｘａｍｐｌｅ.org/",
        "https://example。org/", "https://example.org/\"onmouseover=alert(1)", "https://example.org/<b>", "https://a\nb.org",
        "https://example.org/\ud800", "https://℀.example/", "https://" + "a" * 300 + ".org",
        "https://example.org/" + "a" * 9000,
        "mailto:", "mailto:a", "mailto:a@b?bcc=c@d", "mailto:a@b\r\nBcc:c@d",
    ],
)  # fmt: skip
def test_all_else_is_refused(url: str) -> None:
    assert safe_url(url) is None


def test_pipes_and_braces_are_written_as_escapes() -> None:
    assert safe_url("https://example.org/a|b?c={d}") == "https://example.org/a%7Cb?c=%7Bd%7D"


@given(st.text(max_size=60))
def test_whatever_passes_has_one_of_three_schemes_and_breaks_no_attribute(text: str) -> None:
    for candidate in (text, "http://" + text, "https://a.example/" + text):
        url = safe_url(candidate)
        if url is not None:
            assert url.lower().startswith(("http://", "https://", "mailto:"))
            assert not set(url) & set('"<>\\` \t\r\n\0')
            assert safe_url(url) == url
        assert isinstance(canonicalize(candidate), str)
        get_host(candidate)


@pytest.mark.parametrize(
    ("url", "name"),
    [
        ("https://X.com/a", "x.com"),
        ("http://www.example.org:80/", "www.example.org"),
        ("http://example.org./", "example.org"),
        ("http://[::1]:80/", "[::1]"),
        ("https://bank.example@evil.example/", None),
        ("http://a b.example", None),
        ("example.org", None),
        ("mailto:a@example.org", None),
    ],
)
def test_host(url: str, name: str | None) -> None:
    assert get_host(url) == name


def test_a_host_is_matched_by_its_labels() -> None:
    assert has_host("https://x.com/a", "x.com")
    assert has_host("https://mobile.x.com/a", "twitter.com", "x.com")
    assert not has_host("https://netflix.com/a", "x.com")
    assert not has_host("https://x.com.evil.example/a", "x.com")
    assert not has_host("https://evil.example/x.com", "x.com")


SAME = [
    [
        "https://x.com/Someone/status/12?s=20&t=abc",
        "http://twitter.com/someone/status/12/",
        "https://mobile.twitter.com/someone/status/12#m",
        "https://www.x.com/someone/status/12?ref_src=twsrc%5Etfw",
    ],
    [
        "https://example.org/a",
        "http://example.org/a/",
        "HTTP://EXAMPLE.org:80/a",
        "https://www.example.org:443/a#part",
        "https://example.org/a?utm_source=x&utm_medium=social&fbclid=1&gclid=2",
        "https://example.org/%61?",
    ],
    ["https://example.org/?a=1&b=2", "https://example.org?a=1&utm_campaign=z&b=2"],
    ["https://example.org/caf%c3%a9", "https://example.org/caf%C3%A9", "https://example.org/café"],
    ["https://example.org/a|b", "https://example.org/a%7Cb"],
    ["https://www.threads.net/@a/post/b?xmt=1", "https://threads.com/@a/post/b"],
]  # fmt: skip
OTHER = [
    "https://example.org/b",
    "https://example.org/A",
    "https://example.org/a?b=1",
    "https://example.org/a?s=20",
    "https://example.org/a?t=1",
    "https://example.org/#!/a",
    "https://example.org/#/b",
    "https://example.org:8080/a",
    "https://netflix.com/someone/status/12",
    "https://example.com/a",
]


@pytest.mark.parametrize("same", SAME, ids=lambda urls: urls[0])
def test_addresses_of_one_page_are_the_same(same: list[str]) -> None:
    assert len({canonicalize(url) for url in same}) == 1


def test_addresses_of_several_pages_differ() -> None:
    keys = [canonicalize(urls[0]) for urls in SAME] + [canonicalize(url) for url in OTHER]
    assert len(set(keys)) == len(keys)


@pytest.mark.parametrize("group", ["urls", "tco_urls_with_params"])
def test_conformance_urls(group: str) -> None:
    for case in EXTRACT[group]:
        assert found(case["text"]) == case["expected"], case["description"]


@pytest.mark.parametrize("group", ["urls_with_indices", "urls_with_directional_markers"])
def test_conformance_urls_with_indices(group: str) -> None:
    for case in EXTRACT[group]:
        spans = [
            {"url": case["text"][span.start : span.end], "indices": [span.start, span.end]}
            for span in find_urls(case["text"])
        ]
        assert spans == case["expected"], case["description"]


@pytest.mark.parametrize("group", ["country", "generic"])
def test_conformance_top_level_domains(group: str) -> None:
    assert [case["text"] for case in TLDS[group] if found(case["text"]) != case["expected"]] == []
    assert all(is_known_tld(case["text"].rpartition(".")[2]) for case in TLDS[group])


def test_conformance_autolink_urls() -> None:
    """The same links as marked up, those with protocol only."""
    for case in AUTOLINK["urls"]:
        marked = [piece.partition('"')[0] for piece in case["expected"].split('href="')[1:]]
        assert found(case["text"], bare=False) == [m.replace("&amp;", "&") for m in marked], case["description"]


def test_a_name_at_the_beginning_keeps_its_first_letter() -> None:
    """On purpose unlike X, which links ``toile.com`` here and the whole name anywhere else."""
    assert found("étoile.com") == ["étoile.com"] == found("à étoile.com")


@given(st.lists(st.sampled_from(
    ["http://", "https://", "a", "b.co", ".", "-", "_", "/", "?", "#", "@", "(", ")", "あ", "みんな",
     "é", "🔥", ":", "…",
     "t.co/a", " ", "com", "xn--", "1", "$", "&", "=", "\u202a", "\ufeff", "'", '"']),
     max_size=12).map("".join))  # fmt: skip
def test_links_are_in_order_and_stand_in_the_text(text: str) -> None:
    position = 0
    for span in find_urls(text):
        assert position <= span.start < span.end <= len(text)
        assert "." in text[span.start : span.end]
        assert span.protocol == text[span.start : span.end].lower().startswith(("http://", "https://"))
        position = span.end


@pytest.mark.parametrize(
    "piece",
    ["http://", "https://", "a.", "a_.", ".", "-.", "a.co/(", "a.co/((a)", "a.co,", "a.co/;",
     "a.co?", "あ.com", "あ.", "xn--",
     "嘉里.", "é.", "a.みんな", "http://a.co/(a", "https://t.co/a?", "…", "a.a@", "%", "[", "a.co/" + "a" * 50 + "("],
)  # fmt: skip
def test_hostile_text_costs_no_more_than_its_length(piece: str) -> None:
    text = (piece * (100_000 // len(piece) + 1))[:100_000]
    begin = time.process_time()
    for variant in (text, "http://" + text, "a.co/" + text):
        find_urls(variant)
        safe_url(variant)
        canonicalize(variant)
    assert time.process_time() - begin < 12


@pytest.mark.parametrize(
    ("url", "without", "aside"),
    [
        (
            "https://a.example/b?utm_source=x&id=7&fbclid=1#p",
            "https://a.example/b?id=7#p",
            ("utm_source=x", "fbclid=1"),
        ),
        ("https://a.example/b?utm_source=x", "https://a.example/b", ("utm_source=x",)),
        ("https://x.com/a/status/1?s=20&t=abc", "https://x.com/a/status/1", ("s=20", "t=abc")),
        ("https://a.example/b?s=20", "https://a.example/b?s=20", ()),
        ("no address", "no address", ()),
    ],
)
def test_tracking_is_set_aside(url: str, without: str, aside: tuple[str, ...]) -> None:
    assert strip_tracking(url) == (without, aside)
