"""What became of a source: judged by values, and looked up over real HTTP on a played web."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import replace

import pytest

from tests.linkcheck.test_pdf_metadata import made
from tests.support.fakes.web_server import Asked, Reply, Web, moved, playing
from unroller.linkcheck.checker import check_link
from unroller.linkcheck.status import classify_response, is_front_page
from unroller.linkcheck.wayback import Archives, parse_availability, parse_timemap
from unroller.model import Description, Hop, Memento, Observation

AT = "2026-11-27T12:00:00Z"
ARCHIVES = Archives(
    ("http://archive.example/available?url={url}&timestamp={timestamp}",), ("http://map.example/link/{url}",)
)


@pytest.fixture
def web() -> Iterator[Web]:
    with playing(hosts=("example", "t.co")) as web:
        yield web


def look(web: Web, url: str, *, published: str | None = None, before: Observation | None = None) -> Observation:
    return check_link(url, web.fetcher(), at=AT, published=published, before=before, archives=ARCHIVES)


def page(title: str, **said: str) -> Reply:
    body = f"<!doctype html><html><head><title>{title}</title></head><body><p>Words.</p></body></html>"
    return Reply(body.encode(), headers=tuple((name.replace("_", "-"), value) for name, value in said.items()))


# -- judging, by values --


@pytest.mark.parametrize(
    ("status", "way", "title", "state"),
    [
        (200, [("http://a.example/b", 200)], "A report", "alive"),
        (200, [("http://a.example/b", 301), ("https://www.a.example/b/", 200)], "A report", "alive"),
        (200, [("http://a.example/b", 302), ("http://a.example/login?to=b", 200)], "Log in", "alive"),
        (200, [("http://a.example/b", 301), ("http://a.example/new/b", 200)], "A report", "moved"),
        (200, [("http://a.example/b", 308), ("http://z.example/c", 200)], "A report", "moved"),
        (200, [("https://t.co/xyz", 301), ("http://a.example/b", 200)], "A report", "alive"),
        (200, [("https://t.co/xyz", 301), ("http://a.example/", 200)], "A site", "alive"),
        (200, [("https://t.co/x", 301), ("http://a.example/b", 308), ("http://a.example/c", 200)], "A", "moved"),
        (200, [("http://a.example/b/c", 301), ("http://a.example/", 200)], "A site", "gone"),
        (200, [("http://a.example/b/c", 302), ("http://a.example/en/", 200)], "A site", "gone"),
        (200, [("http://a.example/", 301), ("https://www.a.example/en/index.html", 200)], "A site", "moved"),
        (200, [("http://a.example/b", 200)], "Page not found | A site", "gone"),
        (200, [("http://a.example/b", 200)], "404 - Not Found", "gone"),
        (200, [("http://a.example/b", 200)], "Why 404 pages are not found: an essay", "alive"),
        (200, [("http://a.example/b", 200)], "404 ways to cook rice", "alive"),
        (404, [("http://a.example/b", 404)], None, "gone"),
        (410, [("http://a.example/b", 410)], None, "gone"),
        *[(status, [("http://a.example/b", status)], None, "blocked") for status in (401, 403, 429, 451, 999)],
        *[(status, [("http://a.example/b", status)], None, "unknown") for status in (400, 408, 500, 503, 302)],
    ],
)
def test_what_an_answer_means(status: int, way: list[tuple[str, int]], title: str | None, state: str) -> None:
    hops = [Hop(*step) for step in way]
    assert classify_response(status, hops, way[-1][0], title)[0] == state


def test_front_pages() -> None:
    for front in ("http://a.example", "http://a.example/", "http://a.example/en", "http://a.example/index.html"):
        assert is_front_page(front)
    for deep in ("http://a.example/?p=7", "http://a.example/about", "http://a.example/#!/x", "http://a.example/en/x"):
        assert not is_front_page(deep)


# -- looked up --


def test_a_short_link_is_followed_and_described(web: Web) -> None:
    web.pages |= {
        "t.co/abc": moved("http://news.example/report?utm_source=t&id=7"),
        "news.example/report?utm_source=t&id=7": page("A report", ETag='"1"'),
    }
    seen = look(web, "http://t.co/abc")
    assert (seen.state, seen.status, seen.at, seen.url) == ("alive", 200, AT, "http://t.co/abc")
    assert [hop.status for hop in seen.hops] == [301, 200]
    assert seen.hops[1].url == "http://news.example/report?utm_source=t&id=7"
    assert (seen.final, seen.parameters) == ("http://news.example/report?id=7", ("utm_source=t",))
    assert seen.description is not None
    assert seen.description.title == "A report"
    assert seen.etag == '"1"'


def test_what_has_not_changed_is_not_sent_again(web: Web) -> None:
    def conditional(asked: Asked) -> Reply:
        if asked.headers.get("if-none-match") == '"1"':
            return Reply(status=304, type=None)
        return page("A report", ETag='"1"', Last_Modified="Mon, 02 Nov 2026 10:00:00 GMT")

    web.pages |= {"a.example/b": conditional, "a.example/c": moved("/b", 302)}
    first = look(web, "http://a.example/b")
    second = look(web, "http://a.example/b", before=first)
    assert (second.state, second.status, second.etag, second.modified) == ("alive", 304, first.etag, first.modified)
    assert second.description == first.description
    assert web.asked[1].headers["if-modified-since"] == "Mon, 02 Nov 2026 10:00:00 GMT"
    elsewhere = look(web, "http://a.example/c", before=replace(first, final="http://a.example/other"))
    assert elsewhere.status == 200, "another page's 304 says nothing of the one we know"
    hostile = replace(first, etag='"1"\r\nX: y', modified=None)
    assert look(web, "http://a.example/b", before=hostile).status == 200


def test_what_is_gone_gets_the_copy_nearest_to_the_thread(web: Web) -> None:
    copy = {"available": True, "url": "http://archive.example/web/20210304050607/x", "timestamp": "20210304050607"}
    place = "archive.example/available?url=http%3A%2F%2Fa.example%2Fb%3Fc&timestamp=20210301000000"
    web.pages[place] = Reply(json.dumps({"archived_snapshots": {"closest": copy}}).encode(), type="application/json")
    seen = look(web, "http://a.example/b?c", published="2021-03-01")
    assert (seen.state, seen.status) == ("gone", 404)
    assert seen.memento == Memento("http://archive.example/web/20210304050607/x", "2021-03-04T05:06:07Z")
    web.pages[place] = Reply(status=503)
    assert look(web, "http://a.example/b?c", published="2021-03-01", before=seen).memento == seen.memento


def test_a_timemap_is_the_general_form(web: Web) -> None:
    lines = [
        '<http://a.example/b>; rel="original"',
        '<http://map.example/link/x>; rel="self"; type="application/link-format"',
        *(
            f'<http://map.example/{year}/x>; rel="memento"; datetime="Mon, 01 Mar {year} 00:00:00 GMT"'
            for year in (2010, 2019, 2022)
        ),
        '<javascript:alert(1)>; rel="memento"; datetime="Mon, 01 Mar 2021 00:00:00 GMT"',
        '<http://map.example/y>; rel="last memento"; datetime="never"',
    ]
    web.pages["map.example/link/http://a.example/b"] = Reply(",\n".join(lines).encode(), type="application/link-format")
    assert look(web, "http://a.example/b", published="2020").memento == Memento(
        "http://map.example/2019/x", "2019-03-01T00:00:00Z"
    )
    newest = look(web, "http://a.example/b").memento
    assert newest is not None
    assert newest.at.startswith("2022")


@pytest.mark.parametrize(
    "body",
    [b"", b"[]", b"{", b"[" * 100_000, b'{"archived_snapshots": {}}', b'{"archived_snapshots": {"closest": 7}}',
     b'{"archived_snapshots": {"closest": {"available": true, "url": "javascript:x", "timestamp": "20200101000000"}}}',
     b'{"archived_snapshots": {"closest": {"available": true, "url": "http://a.example", "timestamp": "2020"}}}',
     b'{"archived_snapshots": {"closest": {"available": true, "url": 7, "timestamp": "20201341000000"}}}'],
)  # fmt: skip
def test_an_archives_nonsense_is_no_copy(body: bytes) -> None:
    assert parse_availability(body) is None
    assert list(parse_timemap(body)) == []


def test_names_that_do_not_exist_and_hosts_that_do_not_answer(web: Web) -> None:
    seen = look(web, "http://nowhere.invalid/b")
    assert (seen.state, seen.status, seen.hops) == ("gone", None, ())
    web.pages["a.example/b"] = moved("http://nowhere.invalid/b")
    seen = look(web, "http://a.example/b")
    assert (seen.state, seen.hops) == ("gone", (Hop("http://a.example/b", 301),))
    web.pages["a.example/b"] = moved("http://127.0.0.1/b")
    seen = look(web, "http://a.example/b")
    assert (seen.state, seen.note) == ("unknown", "this address is not looked up: only public web addresses are")
    web.pages["a.example/b"] = lambda asked: iter(
        [b"HTTP/1.1 200 OK\r\nContent-Length: 9\r\nContent-Type: text/html\r\n\r\n"]
    )
    assert look(web, "http://a.example/b").state == "unknown"


@pytest.mark.parametrize("status", [403, 429, 451, 999, 500, 503])
def test_a_host_that_does_not_let_us_in(web: Web, status: int) -> None:
    web.pages["a.example/b"] = Reply(b"<title>Secrets</title>", status)
    seen = look(web, "http://a.example/b")
    assert seen.state == ("unknown" if status in (500, 503) else "blocked")
    assert seen.description is None


def test_a_pdf_says_what_it_is(web: Web) -> None:
    report = made(Title="Silt and what to do about it", Author="Mara Tide", CreationDate="D:20210304120000Z")
    web.pages["a.example/report.pdf"] = Reply(report, type="application/pdf")
    said = look(web, "http://a.example/report.pdf").description
    assert said is not None
    assert (said.form, said.title, said.authors) == ("pdf", "Silt and what to do about it", ("Mara Tide",))
    assert said.published.value == "2021-03-04"
    web.pages["a.example/later.pdf"] = Reply(made(Title="Silt", CreationDate="D:20990304"), type="application/pdf")
    later = look(web, "http://a.example/later.pdf").description
    assert later is not None
    assert later.published.value is None  # no document is made after it was seen


def test_a_post_is_asked_of_its_network() -> None:
    with playing(hosts=("publish.x.com", "mastodon.example")) as web:
        from unroller.linkcheck.checker import PageReaders

        found = Description(form="post", title="Words of a post")
        readers = PageReaders(
            oembed_address=lambda url: "http://publish.x.com/oembed?u" if "/status/" in url else None,
            quoted=lambda body, url: found if body == b"{}" else None,
        )

        def ask(url: str) -> Observation:
            return check_link(url, web.fetcher(), at=AT, readers=readers, archives=Archives((), ()))

        web.pages["publish.x.com/oembed?u"] = Reply(b"{}", type="application/json")
        seen = ask("https://x.com/a/status/1?s=20")
        assert (seen.state, seen.description, seen.parameters) == ("alive", found, ("s=20",))
        assert web.places() == ["publish.x.com/oembed?u"], "the page itself, which shows nothing, is not asked"
        web.pages["mastodon.example/short"] = moved("/status/1")
        web.pages["mastodon.example/status/1"] = page("A network")
        assert ask("http://mastodon.example/short").description == found
        web.pages["publish.x.com/oembed?u"] = Reply(status=404)
        assert ask("https://x.com/a/status/1").state == "gone"
