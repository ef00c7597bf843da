"""Asking for a page, safely: real HTTP against a server on loopback that plays the web, well and badly behaved."""

from __future__ import annotations

import gzip
import socket
import tracemalloc
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.support.fakes.web_server import HEAD, Reply, Web, bomb, certify, drip, flood, moved, packed, playing
from unroller.config import load_settings
from unroller.errors import FetchError, MisuseError, NoSuchHostError, RefusedError, UnreachableError
from unroller.linkcheck.http import FakeNetwork, SafeFetcher, SystemNetwork, open_fetcher
from unroller.linkcheck.http.client import ContentDecoder
from unroller.linkcheck.http.target import REFUSAL, resolve_location
from unroller.model import Hop

PAGE = Reply(b"<title>A page</title>")


@pytest.fixture(scope="module")
def certificate(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Path] | None:
    return certify(tmp_path_factory.mktemp("certificate"), "safe.example", "also.example")


@pytest.fixture
def web(certificate: tuple[Path, Path] | None) -> Iterator[Web]:
    with playing(certificate) as web:
        yield web


def test_a_page_comes_with_all_that_was_said_of_it(web: Web) -> None:
    web.pages["a.example/one?x=1"] = Reply(
        b"<p>caf\xe9", type="Text/HTML; Charset=ISO-8859-1", headers=(("ETag", '"7"'),)
    )
    answer = web.fetcher().get("http://a.example/one?x=1#part", headers={"If-None-Match": '"6"'})
    assert (answer.status, answer.body, answer.media_type, answer.charset) == (
        200,
        b"<p>caf\xe9",
        "text/html",
        "ISO-8859-1",
    )
    assert answer.headers["etag"] == '"7"'
    assert answer.hops == (Hop("http://a.example/one?x=1#part", 200),)
    assert not answer.truncated
    (asked,) = web.asked
    assert asked.headers["user-agent"].startswith("Unroller/")
    assert asked.headers["host"] == "a.example"
    assert asked.headers["if-none-match"] == '"6"'
    assert asked.headers["accept-encoding"] == "gzip, deflate"
    assert not {"cookie", "authorization", "referer"} & set(asked.headers)


def test_redirects_are_followed_and_every_step_is_kept(web: Web) -> None:
    web.pages |= {
        "t.example/a": moved("http://s.example/b", 302),
        "s.example/b": moved("/c?d=%20e f", 307),
        "s.example/c?d=%20e%20f": moved("//l.example/é", 308),
        "l.example/%C3%A9": PAGE,
    }
    answer = web.fetcher().get("http://t.example/a#top")
    assert [hop.status for hop in answer.hops] == [302, 307, 308, 200]
    assert answer.hops[0].url == "http://t.example/a#top"
    assert answer.url == "http://l.example/é#top"


def test_five_redirects_and_no_more(web: Web) -> None:
    web.pages |= {f"a.example/{n}": moved(f"/{n + 1}") for n in range(20)}
    with pytest.raises(FetchError, match="more than 5 redirects") as caught:
        web.fetcher().get("http://a.example/0")
    assert len(web.asked) == 6
    assert [status for _, status in caught.value.hops] == [301] * 6
    web.pages["a.example/5"] = PAGE
    assert len(web.fetcher().get("http://a.example/0").hops) == 6


def test_no_cookie_is_kept_and_no_body_is_read_of_what_cannot_be_read(web: Web) -> None:
    web.pages |= {
        "a.example/": Reply(status=302, headers=(("Location", "/b"), ("Set-Cookie", "id=1; Path=/"))),
        "a.example/b": Reply(b"\0" * 1000, type="video/mp4"),
        "a.example/c": Reply(b"<p>", type=None),
    }
    fetcher = web.fetcher()
    answer = fetcher.get("http://a.example")
    assert (answer.status, answer.media_type, answer.body, answer.truncated) == (200, "video/mp4", b"", True)
    fetcher.get("http://a.example/c")
    assert not [asked for asked in web.asked if "cookie" in asked.headers]


@pytest.mark.parametrize("name", ["HTTP_PROXY", "http_proxy", "ALL_PROXY", "HTTPS_PROXY", "https_proxy"])
def test_a_proxy_in_the_environment_is_not_used(web: Web, monkeypatch: pytest.MonkeyPatch, name: str) -> None:
    monkeypatch.setenv(name, f"http://127.0.0.1:{web.http}")
    web.pages["a.example/"] = PAGE
    assert web.fetcher().get("http://a.example/").status == 200
    (asked,) = web.asked
    assert asked.path == "/"
    with pytest.raises(RefusedError):
        web.fetcher().get("http://169.254.169.254/latest/meta-data/")
    assert len(web.asked) == 1


def test_a_netrc_is_not_read(web: Web, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    (tmp_path / "netrc").write_text("machine a.example login me password secret\n")
    monkeypatch.setenv("NETRC", str(tmp_path / "netrc"))
    web.pages["a.example/"] = PAGE
    web.fetcher().get("http://a.example/")
    assert "authorization" not in web.asked[0].headers


# -- encryption --


def encrypted(web: Web) -> SafeFetcher:
    if web.https is None:
        pytest.skip("NOT RUN: openssl is not installed, and nothing encrypted was tested")
    return web.fetcher()


def test_a_certificate_is_checked_for_the_name_that_was_asked(web: Web) -> None:
    fetcher = encrypted(web)
    web.pages |= {"safe.example/": moved("https://also.example/x"), "also.example/x": PAGE, "other.example/": PAGE}
    answer = fetcher.get("https://safe.example/")
    assert answer.url == "https://also.example/x"
    assert {asked.scheme for asked in web.asked} == {"https"}
    with pytest.raises(UnreachableError, match="certificate"):
        fetcher.get("https://other.example/")
    with pytest.raises(UnreachableError, match="certificate"):
        SafeFetcher(FakeNetwork(web.setting)).get("https://safe.example/")  # nobody vouches for it
    assert len(web.asked) == 2


def test_encryption_is_never_left(web: Web) -> None:
    fetcher = encrypted(web)
    web.pages |= {"safe.example/": moved("http://a.example/"), "a.example/": PAGE}
    with pytest.raises(RefusedError) as caught:
        fetcher.get("https://safe.example/")
    assert caught.value.message == REFUSAL
    assert caught.value.hops == (("https://safe.example/", 301),)
    assert len(web.asked) == 1


def test_a_host_that_speaks_no_tls_or_only_drips_is_unreachable(web: Web, monkeypatch: pytest.MonkeyPatch) -> None:
    web.https = web.http  # the handshake meets a server that waits for the rest of a request
    with pytest.raises(UnreachableError):
        web.fetcher().get("https://safe.example/", seconds=0.6)


# -- answers that do harm --


@pytest.mark.parametrize(
    ("start", "piece"),
    [
        (b"", b"H"),
        (b"HTTP/1.1 200 OK\r\n", b"a"),
        (b"HTTP/1.1 200 OK\r\n", b"a:b\r\n"),
        (HEAD + b"\r\n", b"x"),
        (HEAD + b"Content-Length: 100000\r\n\r\n", b"x"),
        (HEAD + b"Transfer-Encoding: chunked\r\n\r\n", b"0"),
        (HEAD + b"Transfer-Encoding: chunked\r\n\r\n1\r\nx\r\n0\r\n", b"a: b\r\n"),
        (b"", b"HTTP/1.1 100 Continue\r\n\r\n"),
    ],
    ids=["status", "header", "headers", "body", "length", "chunk", "trailer", "continue"],
)
def test_a_drip_ends_at_the_deadline(web: Web, start: bytes, piece: bytes) -> None:
    """A byte now and then keeps every timeout of a read waiting. The deadline is for all of it."""
    web.pages["a.example/"] = drip(start, piece, 0.25 if piece == b"x" else 0.1)
    with pytest.raises(UnreachableError, match="in time"):
        web.fetcher().get("http://a.example/", seconds=0.7)
    assert web.sent < 4000


@pytest.mark.parametrize(
    ("start", "piece"),
    [
        (b"HTTP/1.1 200 OK\r\n", b"a: " + b"b" * 60000 + b"\r\n"),
        (b"HTTP/1.1 200 OK\r\n", b"a: b\r\n"),
        (b"HTTP/1.1 200 OK\r\na: ", b"b" * 60000),
        (b"", b"HTTP/1.1 100 Continue\r\n\r\n" * 100),
        (HEAD + b"Transfer-Encoding: chunked\r\n\r\n0\r\n", b"a: b\r\n" * 1000),
        (HEAD + b"Transfer-Encoding: chunked\r\n\r\n", b"1;" + b"x" * 60000 + b"\r\nx\r\n"),
    ],
    ids=["long headers", "headers", "one header", "continue", "trailers", "chunks"],
)
def test_endless_headers_are_cut_short(web: Web, start: bytes, piece: bytes) -> None:
    web.pages["a.example/"] = flood(start, piece, 20_000)
    with pytest.raises(FetchError):
        web.fetcher().get("http://a.example/", most=100_000)
    assert web.sent < 16 * 1024 * 1024, "what the system buffers, and no more"


def test_of_a_gigabyte_only_the_beginning_is_read(web: Web) -> None:
    megabyte = b"x" * 1024 * 1024
    web.pages["a.example/"] = flood(HEAD + b"Content-Length: 1073741824\r\n\r\n", megabyte, 1024)
    fetcher = web.fetcher()
    tracemalloc.start()
    answer = fetcher.get("http://a.example/", most=100_000)
    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert (len(answer.body), answer.truncated) == (100_000, True)
    assert peak < 3 * 1024 * 1024
    assert web.sent < 16 * 1024 * 1024, "what the system buffers, and no more"


@pytest.mark.parametrize("encoding", ["gzip", "deflate"])
def test_two_hundred_megabytes_in_two_hundred_kilobytes_are_refused(web: Web, encoding: str) -> None:
    data = bomb(encoding, 200 * 1024 * 1024)
    assert len(data) < 210_000
    web.pages["a.example/"] = Reply(data, headers=(("Content-Encoding", encoding),))
    fetcher = web.fetcher()
    tracemalloc.start()
    with pytest.raises(FetchError, match="packed to do harm"):
        fetcher.get("http://a.example/")
    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert peak < 8 * 1024 * 1024


def test_packed_pages_are_unpacked_and_cut(web: Web) -> None:
    text = b"".join(b"%d, " % n for n in range(60_000))
    web.pages |= {
        "a.example/gzip": packed(text),
        "a.example/deflate": packed(text, "deflate"),
        "a.example/two": Reply(
            gzip.compress(text[:1000]) + gzip.compress(text[1000:]), headers=(("Content-Encoding", "gzip"),)
        ),
        "a.example/br": Reply(b"\x0b\x02\x80hello\x03", headers=(("Content-Encoding", "br"),)),
        "a.example/twice": Reply(gzip.compress(gzip.compress(text)), headers=(("Content-Encoding", "gzip, gzip"),)),
        "a.example/broken": Reply(gzip.compress(text)[:-900] + b"?" * 900, headers=(("Content-Encoding", "gzip"),)),
    }
    fetcher = web.fetcher()
    for way in ("gzip", "deflate", "two"):
        assert fetcher.get(f"http://a.example/{way}").body == text
        cut = fetcher.get(f"http://a.example/{way}", most=5000)
        assert (cut.body, cut.truncated) == (text[:5000], True)
    for way in ("br", "twice", "broken"):
        with pytest.raises(FetchError, match="packed"):
            fetcher.get(f"http://a.example/{way}")


def test_a_stream_of_nothing_ends_too(web: Web) -> None:
    """Empty blocks unpack to nothing: what is bounded is also what comes."""
    empty = b"\x00\x00\x00\xff\xff" * 20_000
    start = HEAD + b"Content-Encoding: deflate\r\n\r\n\x78\x9c"
    web.pages["a.example/"] = flood(start, empty, 5_000)
    with pytest.raises(FetchError, match="more than it should"):
        web.fetcher().get("http://a.example/", most=100_000)
    assert web.sent < 16 * 1024 * 1024


def test_raw_deflate_is_understood() -> None:
    import zlib

    packer = zlib.compressobj(wbits=-15)
    data = packer.compress(b"hello " * 50) + packer.flush()
    assert ContentDecoder("deflate").decode(data, 1000) == b"hello " * 50


@pytest.mark.parametrize(
    "answer",
    [
        HEAD + b"Content-Length: 1000\r\n\r\nshort",
        HEAD + b"Transfer-Encoding: chunked\r\n\r\nff\r\nshort",
        HEAD + b"Transfer-Encoding: chunked\r\n\r\nzz\r\nshort",
        HEAD + b"Content-Length: 5\r\nContent-Length: 9\r\n\r\nshort",
        b"",
        b"hello\r\n\r\n",
        b"HTTP/1.1 abc OK\r\n\r\n",
        b"\xff" * 3000,
    ],
)
def test_a_lie_or_a_break_is_an_error_in_words_of_ours(web: Web, answer: bytes) -> None:
    web.pages["a.example/"] = lambda asked: iter([answer])
    with pytest.raises(FetchError) as caught:
        web.fetcher().get("http://a.example/", seconds=3)
    assert not {"short", "hello", "zz", "abc"} & set(str(caught.value).split())


def test_a_length_that_is_too_small_is_taken_at_its_word(web: Web) -> None:
    web.pages["a.example/"] = flood(HEAD + b"Content-Length: 5\r\n\r\nhello", b"x" * 65536, 2000)
    assert web.fetcher().get("http://a.example/").body == b"hello"
    assert web.sent < 16 * 1024 * 1024


def test_names_that_do_not_exist_are_told_from_hosts_that_do_not_answer() -> None:
    with playing(hosts=("a.example",)) as web:
        with pytest.raises(NoSuchHostError):
            web.fetcher().get("http://b.example/")
        web.http = 9
        with pytest.raises(UnreachableError, match="no connection") as caught:
            web.fetcher().get("http://a.example/")
        assert not isinstance(caught.value, NoSuchHostError)


def test_offline_no_name_is_said_not_to_exist(monkeypatch: pytest.MonkeyPatch) -> None:
    def none(*_: object, **__: object) -> list[object]:
        raise socket.gaierror(socket.EAI_NONAME, "none")

    monkeypatch.setattr(socket, "getaddrinfo", none)
    with pytest.raises(UnreachableError) as caught:
        SystemNetwork().resolve("a.example", 80, 2)
    assert not isinstance(caught.value, NoSuchHostError)


def test_a_resolver_that_hangs_is_left_alone(monkeypatch: pytest.MonkeyPatch) -> None:
    import threading

    ever = threading.Event()
    monkeypatch.setattr(socket, "getaddrinfo", lambda *_, **__: ever.wait(20))
    with pytest.raises(UnreachableError, match="in time"):
        SafeFetcher().get("http://a.example/", seconds=0.3)
    ever.set()


def test_switched_off_is_off(tmp_path: Path) -> None:
    with pytest.raises(MisuseError, match="switched off"):
        open_fetcher(load_settings(tmp_path, {"UNROLLER_FETCH": "off", "UNROLLER_TEST_WEB": "http=1 hosts=*"}))
    assert isinstance(open_fetcher(load_settings(tmp_path, {})), SafeFetcher)


def test_where_a_redirect_leads() -> None:
    assert resolve_location("http://a.example/x/y?z#f", "../b") == "http://a.example/b#f"
    assert resolve_location("http://a.example/x", "https://b.example/#g") == "https://b.example/#g"
    assert resolve_location("http://a.example/x", "//b.example/a b") == "http://b.example/a%20b"
