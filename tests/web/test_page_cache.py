"""Pages that are made once: validators, 304, what is remembered, and that nobody is shown what was."""

from __future__ import annotations

import re
from contextlib import suppress
from dataclasses import replace
from pathlib import Path
from types import SimpleNamespace

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from werkzeug.test import TestResponse

from tests.support.site import OTHER, THREAD, Site
from unroller.account_import.jobs import Job
from unroller.errors import NotFoundError
from unroller.library import Library
from unroller.model import Capture, Observation, Visibility
from unroller.web import page_cache, state
from unroller.web.page_cache import CachedPage, PageCache

TOKEN = re.compile(r'name="token" value="[^"]*"')


@pytest.fixture
def site(tmp_path: Path) -> Site:
    return Site(tmp_path)


def again(site: Site, path: str, answer: TestResponse, **headers: str) -> TestResponse:
    """Ask once more, naming the page one has."""
    return site.get(path, headers={"If-None-Match": answer.headers["ETag"], **headers})


def addresses(path: str) -> list[str]:
    """Pages and files without a form, of a site with one thread."""
    return [
        path, f"{path}?view=posts", f"{path}/p2.ris", f"{path}/sources.bib",
        *(f"{path}.{end}" for end in ("md", "txt", "html", "json", "bib", "csl.json")),
        "/authors", "/tags", "/help", "/sources", "/search?q=river", "/search.csv?q=river", "/search.atom?q=river",
        "/api/v1/threads", f"/api/v1/threads/{path[-20:]}", "/api/v1/search?q=river", "/api/v1/suggest?q=riv",
    ]  # fmt: skip


def test_what_has_no_form_has_a_validator_and_is_not_made_again(site: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    path = site.keep(THREAD)
    first = {address: site.get(address) for address in addresses(path)}

    def fail(*_: object, **__: object) -> None:
        raise AssertionError("loaded")

    monkeypatch.setattr(Library, "load", fail)
    monkeypatch.setattr(Library, "answer", fail)
    monkeypatch.setattr(state, "render_template", fail)
    for address, answer in first.items():
        assert answer.status_code == 200
        assert answer.headers["ETag"].startswith('W/"'), address
        assert answer.headers["Cache-Control"] == "private, no-cache", address
        known = again(site, address, answer)
        assert (known.status_code, known.data) == (304, b""), address
        assert known.headers["ETag"] == answer.headers["ETag"]
        assert site.get(address).data == answer.data, address


def test_a_page_in_another_language_is_another_page(site: Site) -> None:
    path = site.keep(THREAD)
    english = site.get(path)
    german = again(site, path, english, **{"Accept-Language": "de"})
    assert german.status_code == 200
    assert 'lang="de"' in german.text
    assert "Accept-Language" in german.headers["Vary"]
    assert german.headers["ETag"] != english.headers["ETag"]
    assert site.get(path).text == english.text


def test_the_date_counts_where_no_validator_is_named(site: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    now = SimpleNamespace(time=lambda: 0.0)
    monkeypatch.setattr(page_cache, "time", now)
    path = site.keep(THREAD)
    assert "Last-Modified" not in site.get(path).headers, "what changes within the second would have the same date"
    now.time = lambda: 4e9
    site.keep(OTHER)
    answer = site.get(path)
    date = answer.headers["Last-Modified"]
    assert site.get(path, headers={"If-Modified-Since": date}).status_code == 304
    assert site.get(path, headers={"If-Modified-Since": "Mon, 01 Jan 2001 00:00:00 GMT"}).status_code == 200
    both = {"If-Modified-Since": date, "If-None-Match": '"another"'}
    assert site.get(path, headers=both).status_code == 200


def test_a_file_of_a_thread_stays_valid_while_others_come_and_its_page_does_not(site: Site) -> None:
    path = site.keep(THREAD)
    page, file = site.get(path), site.get(f"{path}.md")
    other = site.keep(OTHER)
    assert again(site, path, page).status_code == 200
    assert again(site, f"{path}.md", file).status_code == 304
    Library(site.settings).tag(path[-20:], ["harbours"])
    assert again(site, f"{path}.md", file).status_code == 200
    Library(site.settings).remove(path[-20:])
    assert again(site, f"{path}.md", file).status_code == 404
    assert again(site, path, page).status_code == 404
    assert site.get(other).status_code == 200


def test_a_private_thread_is_gone_for_whoever_has_its_page(site: Site) -> None:
    path = site.keep(THREAD)
    kept = {address: site.get(address) for address in (path, f"{path}.md", "/search.csv?q=river")}
    change(Library(site.settings), path[-20:], "private", 0)
    for address, answer in kept.items():
        now = again(site, address, answer)
        assert now.status_code in (200, 404), address
        assert "blames" in answer.text
        assert "blames" not in now.text, address


def test_what_was_seen_of_links_makes_other_pages(site: Site) -> None:
    path = site.keep(THREAD)
    page, file = site.get(path), site.get(f"{path}.md")
    change(Library(site.settings), path[-20:], "see", 1)
    for address, answer in ((path, page), (f"{path}.md", file)):
        assert again(site, address, answer).status_code == 200


def test_a_page_that_says_how_far_an_import_is_has_none(site: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    path = site.keep(THREAD)
    job = object.__new__(Job)
    monkeypatch.setattr(page_cache, "find_running_import", lambda: job)
    for _ in range(2):
        assert "ETag" not in site.get(path).headers


def test_a_form_is_filled_in_for_each_visitor(site: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    site.keep(THREAD)
    for address in ("/", "/threads", "/by/ebb_and_flow"):
        first = site.get(address, headers={"User-Agent": "one", "Accept-Encoding": "gzip"})
        assert "ETag" not in first.headers
        assert "Content-Encoding" not in first.headers
        with monkeypatch.context() as patch:
            patch.setattr(state, "render_template", None)
            second = site.get(address, headers={"User-Agent": "two", "Accept-Encoding": "gzip"})
        assert "Content-Encoding" not in second.headers
        assert second.headers["Content-Security-Policy"] == first.headers["Content-Security-Policy"]
        assert set(TOKEN.findall(first.text)).isdisjoint(TOKEN.findall(second.text))
        assert TOKEN.sub("", first.text) == TOKEN.sub("", second.text)
        form = {"token": TOKEN.findall(second.text)[0].split('"')[3], "text": "x"}
        mine = site.client.post("/", data=form, headers={"User-Agent": "two"})
        assert mine.status_code != 403
        assert site.client.post("/", data=form, headers={"User-Agent": "one"}).status_code == 403


def test_what_search_does_not_know_yet_is_not_remembered(site: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    site.keep(THREAD)
    site.get("/search?q=river")
    index = site.app.extensions["unroller"].library.index
    follow = index._sync.catch_up
    monkeypatch.setattr(index._sync, "catch_up", lambda: (0, None))  # as while another process holds the lock
    change(Library(site.settings), "", "add", 1)
    late = site.get("/search?q=lanterns")
    assert "ETag" not in late.headers
    monkeypatch.setattr(index._sync, "catch_up", follow)
    assert "lit them" in site.get("/search?q=lanterns").text


def test_the_cache_is_bounded() -> None:
    cache = PageCache(most_bytes=1000)
    pages = [CachedPage((b"x" * 300,), ()) for _ in range(5)]
    for number, page in enumerate(pages):
        cache.put((number,), page)
        cache.get((0,))
    assert [number for number in range(5) if cache.get((number,))] == [0, 3, 4]
    cache.put((0,), CachedPage((b"", b""), ()))
    assert cache.get((0,)) == CachedPage((b"", b""), ())
    cache.put((9,), CachedPage((b"x" * 2000,), ()))
    assert cache.get((9,)) is None


STEPS = st.lists(st.sampled_from(["add", "tag", "title", "remove", "see", "private", "public"]), min_size=1, max_size=5)


@settings(max_examples=8, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(steps=STEPS)
def test_no_page_is_stale_whatever_another_process_did(
    tmp_path_factory: pytest.TempPathFactory, steps: list[str]
) -> None:
    folder = tmp_path_factory.mktemp("site")
    site = Site(folder)
    path = site.keep(THREAD)
    pages = ["/", "/threads", "/authors", path, f"{path}.md", "/search?q=river", "/api/v1/threads"]
    known = {address: site.get(address) for address in pages}
    writer = Library(site.settings)
    for number, step in enumerate(steps):
        change(writer, path[-20:], step, number)
        fresh = Site(folder)
        for address in pages:
            validator = known[address].headers.get("ETag")
            mine = site.get(address, headers={"If-None-Match": validator} if validator else {})
            shown = known[address] if mine.status_code == 304 else mine
            right = fresh.get(address)
            assert (shown.status_code, TOKEN.sub("", shown.text)) == (right.status_code, TOKEN.sub("", right.text)), (
                address
            )
            known[address] = shown


def change(library: Library, thread: str, step: str, number: int) -> None:
    """Something that another process does; to a thread that is removed, nothing."""
    at = f"2026-03-0{number + 1}T00:00:00Z"
    with suppress(NotFoundError):
        if step == "add":
            text = OTHER.replace("lanterns", f"lanterns number {number}")
            assert next(iter(library.add([Capture(text.encode(), f"{number}.txt")]))).added
        elif step == "remove":
            library.remove(thread)
        elif step == "see":
            library.archive.observe(thread, [Observation(at, "https://ports.example.org/survey", "gone")])
        elif step == "tag":
            library.tag(thread, [f"tag{number}"])
        elif step == "title":
            library.update_edits(thread, lambda _, before, __: replace(before, title=f"Title {number}"))
        else:
            visibility: Visibility = "private" if step == "private" else "public"
            library.update_edits(thread, lambda _, before, __: replace(before, visibility=visibility))
