"""Going over many sources: no host sees two requests at once, and stopping anywhere loses nothing."""

from __future__ import annotations

import threading
from collections import Counter
from collections.abc import Iterator, Mapping
from datetime import UTC, datetime, timedelta

import pytest

from tests.support.fakes.web_server import Asked, Reply, Web, moved, playing
from unroller.errors import UnreachableError
from unroller.linkcheck.checker import CheckReport, LinkRequest, PageReaders, check_links
from unroller.linkcheck.http import NO_HEADERS, Response
from unroller.linkcheck.politeness import PoliteFetcher, StoppedError, parse_retry_after
from unroller.linkcheck.wayback import Archives
from unroller.messages import Message
from unroller.model import Description, Hop, Observation
from unroller.urls import get_host

NOW = datetime(2026, 11, 27, 12, tzinfo=UTC)
#: What pages say is read elsewhere; here it would take most of the time.
PLAIN = PageReaders(describe=lambda body, media_type, url, *, charset=None, at=None: Description())
NO_ARCHIVES = Archives((), ())


class Crowd:
    """A web of any number of hosts, in this process. It sees who asks whom at once."""

    def __init__(self) -> None:
        self.lock = threading.Lock()
        self.now: Counter[str] = Counter()
        self.most: Counter[str] = Counter()
        self.asked: Counter[str] = Counter()

    def get(
        self,
        url: str,
        *,
        accept: str = "",
        headers: Mapping[str, str] = NO_HEADERS,
        most: int = 0,
        seconds: float = 0,
        follow: bool = True,
    ) -> Response:
        name = get_host(url) or ""
        with self.lock:
            self.asked[url] += 1
            self.now[name] += 1
            self.most[name] = max(self.most[name], self.now[name])
        try:
            return self.answer(url)
        finally:
            with self.lock:
                self.now[name] -= 1

    def answer(self, url: str) -> Response:
        number = sum(url.encode()) % 10
        if url.endswith("/robots.txt"):
            return Response(url, 404, (Hop(url, 404),), {})
        if number == 0:
            raise UnreachableError(Message("the host did not answer in time"))
        if number == 1:
            return Response(url, 404, (Hop(url, 404),), {})
        if number == 2 and "to=" not in url:  # to another host, where others ask too
            there = f"http://h{sum(url.encode()) % 7}.example/x?to={number}"
            return Response(url, 301, (Hop(url, 301),), {"location": there})
        return Response(url, 200, (Hop(url, 200),), {}, b"<title>A page</title>", "text/html")


def go(sources: list[LinkRequest], fetcher: object, seen: list[Observation], **how: object) -> CheckReport:
    return check_links(
        sources, fetcher, clock=lambda: NOW, seen=seen.append, archives=NO_ARCHIVES, **{"pause": 0.0, **how}  # type: ignore[arg-type]
    )  # fmt: skip


def test_ten_thousand_sources_on_five_hundred_hosts_stopped_and_gone_on_with() -> None:
    """Stopped four times on the way: each is looked at exactly once, and no host ever sees two at once."""
    sources = [LinkRequest(f"http://h{number % 500}.example/{number}") for number in range(10_000)]
    crowd, seen = Crowd(), list[Observation]()
    for most in (1, 137, 2_500, 7_000, 10_000):
        stop = threading.Event()

        def note(done: int, of: int, most: int = most, stop: threading.Event = stop) -> None:
            if len(seen) >= most:
                stop.set()

        have = {observation.url for observation in seen}
        rest = [source for source in sources if source.url not in have]
        report = go(rest, crowd, seen, progress=note, stop=stop, readers=PLAIN)
        assert report.left == 10_000 - len(seen)
        assert most <= len(seen) <= most + 8, "what was under way is handed over"
    assert Counter(observation.url for observation in seen) == Counter(source.url for source in sources)
    assert max(crowd.most.values()) == 1
    again = sum(crowd.asked[source.url] - 1 for source in sources)
    assert again <= 4 * 8, "a worker may have been stopped between two steps of a way, and then goes it anew"
    assert {observation.state for observation in seen} == {"alive", "moved", "gone", "unknown"}


def test_the_report_says_what_is_new() -> None:
    seen: list[Observation] = []
    urls = [f"http://h.example/{number}" for number in range(20)]
    report = go([LinkRequest(url) for url in urls] + [LinkRequest(urls[0])], Crowd(), seen)
    assert (report.total, report.states.total(), report.left, report.stopped) == (20, 20, 0, False)
    before = {observation.url: observation for observation in seen}
    gone = {url for url, observation in before.items() if observation.state == "gone"}
    assert set(report.newly_gone) == gone
    assert gone
    again = go([LinkRequest(url, before=before[url]) for url in urls], Crowd(), [])
    assert again.newly_gone == ()
    assert set(again.moved) == {url for url, observation in before.items() if observation.state == "moved"}
    assert seen[0].at == "2026-11-27T12:00:00Z"


def test_what_the_keeper_raises_ends_the_walk() -> None:
    kept: list[Observation] = []

    def keep(observation: Observation) -> None:
        if len(kept) == 5:
            raise OSError("the disk is full")
        kept.append(observation)

    sources = [LinkRequest(f"http://h{number}.example/") for number in range(300)]
    with pytest.raises(OSError, match="full"):
        check_links(sources, Crowd(), clock=lambda: NOW, seen=keep, pause=0.0, archives=NO_ARCHIVES)
    assert len(kept) == 5


# -- manners, on a played web --


@pytest.fixture
def web() -> Iterator[Web]:
    with playing(hosts=("example",)) as web:
        yield web


def page(asked: Asked) -> Reply:
    threading.Event().wait(0.01)  # long enough for two to meet
    return Reply(b"<title>A page</title>")


def test_no_host_sees_two_at_once_over_real_http(web: Web) -> None:
    sources = [LinkRequest(f"http://h{number % 9}.example/{number}") for number in range(72)]
    for number in range(72):
        web.pages[f"h{number % 9}.example/{number}"] = page if number % 3 else moved(f"http://shared.example/{number}")
        web.pages[f"shared.example/{number}"] = page
    seen: list[Observation] = []
    report = go(sources, web.fetcher(), seen)
    assert report.states == {"alive": 48, "moved": 24}
    assert max(web.most_at_once.values()) == 1
    assert Counter(web.places())["shared.example/robots.txt"] == 1


def test_robots_are_honoured_for_pages_and_along_redirects(web: Web) -> None:
    rules = b"User-agent: *\nDisallow: /private\n\nUser-agent: Unroller\nDisallow: /no\n"
    web.pages |= {
        "a.example/robots.txt": Reply(rules, type="text/plain"),
        "a.example/no": page,
        "a.example/private": page,
        "b.example/x": moved("http://a.example/no"),
        "c.example/robots.txt": Reply(status=503),
        "c.example/x": page,
        "d.example/robots.txt": Reply(b"<html>Disallow: /"),
        "d.example/x": page,
    }
    seen: list[Observation] = []
    places = ("a.example/no", "a.example/private", "b.example/x", "c.example/x", "d.example/x")
    go([LinkRequest(f"http://{place}") for place in places], web.fetcher(), seen)
    assert {observation.url[7:]: observation.state for observation in seen} == dict(
        zip(places, ("blocked", "alive", "blocked", "unknown", "alive"), strict=True)
    )
    assert "robots.txt" in next(observation.note for observation in seen if observation.state == "blocked")
    assert not {"a.example/no", "c.example/x"} & set(web.places())
    assert Counter(web.places())["a.example/robots.txt"] == 1


def test_retry_after_is_waited_for_or_the_host_is_left(web: Web) -> None:
    busy = [0]

    def soon(asked: Asked) -> Reply:
        busy[0] += 1
        return Reply(status=429, headers=(("Retry-After", "0"),)) if busy[0] == 1 else Reply(b"<title>A page</title>")

    web.pages |= {
        "a.example/x": soon,
        "late.example/1": Reply(status=503, headers=(("Retry-After", "3600"),)),
        **{f"late.example/{number}": page for number in (2, 3)},
    }
    seen: list[Observation] = []
    urls = ["http://a.example/x", "http://late.example/1", "http://late.example/2", "http://late.example/3"]
    report = go([LinkRequest(url) for url in urls], web.fetcher(), seen, patience=0.5)
    assert {observation.url: observation.state for observation in seen} == {urls[0]: "alive", urls[1]: "unknown"}
    assert report.left == 2, "and are looked at another time"
    assert not {"late.example/2", "late.example/3"} & set(web.places())


def test_a_wait_is_read_in_both_forms() -> None:
    def said(value: str, status: int = 429) -> float | None:
        return parse_retry_after(Response("http://a.example", status, (), {"retry-after": value}), NOW)

    assert said("120") == 120
    assert said("Fri, 27 Nov 2026 12:01:30 GMT", 503) == 90
    assert said("Thu, 01 Jan 1970 00:00:00 GMT") == 0
    for nonsense in ("", "soon", "-5", "٣", "9" * 5000, "Fri, 99 Nov 2026 12:01:30 GMT"):
        assert said(nonsense) is None or nonsense == "9" * 5000
    assert said("120", 200) is None


def test_a_pause_stands_between_two_requests_to_a_host_and_stopping_ends_it() -> None:
    stop = threading.Event()
    polite = PoliteFetcher(Crowd(), stop, pause=3600, clock=lambda: NOW + timedelta(days=1))
    assert polite.get("http://a.example/c", accept="application/json").status
    threading.Timer(0.1, stop.set).start()
    with pytest.raises(StoppedError):
        polite.get("http://a.example/d", accept="application/json")
