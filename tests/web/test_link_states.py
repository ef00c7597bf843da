"""Links on the pages: looked up only when a button is pressed, stated with the date, and honest where nobody looked."""

from __future__ import annotations

import threading
from dataclasses import replace
from pathlib import Path

import pytest
from bs4 import BeautifulSoup, Tag

from tests.linkcheck.test_linkcheck import Played
from tests.support.builders.links import alive, gone
from tests.support.site import Html, Site, visible
from unroller.linkcheck import service
from unroller.model import Observation
from unroller.web import create_app
from unroller.web.links import queue, views

A, B = "https://ports.example.org/survey", "https://gone.example/map"
THREAD = f"Harbours silt up, says {A} 1/2\n\nThe map was at {B} once. 2/2\n"


@pytest.fixture
def site(tmp_path: Path) -> Site:
    return Site(tmp_path)


@pytest.fixture
def web(monkeypatch: pytest.MonkeyPatch) -> Played:
    """A played web, in place of the real one."""
    played = Played(alive(A, "Silting of nine ports <b>"), gone(B))
    monkeypatch.setattr(service, "open_checker", lambda _: played)
    return played


def part(page: str, selector: str) -> Tag:
    found = BeautifulSoup(page, "html.parser").select_one(selector)
    assert found is not None
    return found


def press(site: Site, path: str) -> str:
    """Press the button on a thread's page, and give the page that follows."""
    assert f'href="{path}/sources"' in site.get(path).text
    fields = Html(site.get(f"{path}/sources").text).fields(f"{path}/sources")
    answer = site.client.post(f"{path}/sources", data=fields)
    assert answer.status_code == 303, answer.text
    assert answer.headers["Location"] == f"{path}#looks"
    return site.get(path).text


def test_nothing_is_asked_and_nothing_claimed_before_the_button(site: Site, web: Played) -> None:
    page = site.get(site.keep(THREAD)).text
    assert web.asked == []
    looks = part(page, ".looks").text
    assert "The links have not been looked up." in looks
    assert part(page, ".looks a.quiet").text == "Look the links up…"
    asks = part(site.get(part(page, ".looks a.quiet").attrs["href"]).text, "main")
    assert "archive.org for what is gone" in asks.text
    assert [host.text for host in asks.select(".hosts li")] == ["ports.example.org", "gone.example"]
    assert web.asked == []
    assert "there on" not in page


def test_the_button_shows_title_site_date_and_state_with_the_copy_beside(site: Site, web: Played) -> None:
    path = site.keep(THREAD)
    page = press(site, path)
    first, second = BeautifulSoup(page, "html.parser").select("ol.sources > li")
    assert first.select_one("a")["href"] == A  # type: ignore[index]
    for words in ("Silting of nine ports <b>", "The Site", "Ada Ebb", "9 March 2021", "there on 1 March 2026"):
        assert words in first.text
    assert [link["href"] for link in second.select("a")][:2] == [B, f"https://web.archive.org/web/20210401000000/{B}"]
    assert "gone on 1 March 2026 · archived copy of 1 April 2021" in second.text
    assert "Silting of nine ports" in part(page, "#n1").text
    assert "Links looked up on 1 March 2026." in part(page, ".looks").text
    assert part(page, ".looks a.quiet").text == "Look once more…"


def test_looking_once_more_adds(site: Site, web: Played) -> None:
    path = site.keep(THREAD)
    press(site, path)
    web.answers[A] = gone(A, at="2027-05-06T00:00:00Z", copied=False)
    page = press(site, path)
    assert len(web.asked) == 4
    assert "gone on 6 May 2027" in part(page, "#s1").text
    assert "Silting of nine ports" in part(page, "#s1").text
    lines = next(site.settings.archive.rglob("observations.jsonl")).read_text().splitlines()
    assert len(lines) == 4


def test_only_our_own_form_asks(site: Site, web: Played) -> None:
    path = site.keep(THREAD)
    assert site.client.post(f"{path}/sources", data={"token": "x"}).status_code == 403
    assert site.client.get(f"{path}/sources/progress").json == {"running": False, "says": ""}
    assert web.asked == []


def test_a_slow_web_is_waited_for_behind_the_page(site: Site, web: Played, monkeypatch: pytest.MonkeyPatch) -> None:
    go, begun = threading.Event(), threading.Event()

    class Slow(Played):
        def check(self, wanted, *, seen, progress, stop) -> None:  # type: ignore[no-untyped-def]
            begun.set()
            assert go.wait(20)
            super().check(wanted, seen=seen, progress=progress, stop=stop)

    slow = Slow()
    monkeypatch.setattr(service, "open_checker", lambda _: slow)
    monkeypatch.setattr(views, "PATIENCE", 0.0)
    path = site.keep(THREAD)
    page = press(site, path)
    assert begun.wait(20)
    page = site.get(path).text
    assert part(page, ".looks [role=status]").text == "Looking the links up: 0 of 2."
    assert part(page, ".looks a").text == "Show what has come in"
    assert not BeautifulSoup(page, "html.parser").select(".looks a.quiet")
    assert site.client.get(f"{path}/sources/progress").json["running"] is True  # type: ignore[index]
    token = site.token()
    site.client.post(f"{path}/sources", data={"token": token})
    go.set()
    site.app.extensions["unroller.lookups"].wait(path[-20:], 20)
    assert len(slow.asked) == 2
    assert "there on" in site.get(path).text


def test_what_goes_wrong_is_said_and_can_be_tried_again(
    site: Site, web: Played, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(service, "open_checker", lambda _: Played(most=1, breaks=RuntimeError))
    path = site.keep(THREAD)
    page = press(site, path)
    assert "it is in the log, and what was seen is kept" in part(page, ".looks [role=status]").text
    assert "1 link not looked up yet." in part(page, ".looks").text
    assert "not looked up" in part(page, "#s2").text
    monkeypatch.setattr(service, "open_checker", lambda _: web)
    assert "gone on" in part(press(site, path), "#s2").text


def test_links_are_looked_up_when_keeping_only_if_the_box_is_ticked(site: Site, web: Played) -> None:
    preview = site.paste(THREAD).text
    box = part(preview, "#keep input[name=sources]")
    assert "checked" not in box.attrs
    assert "sources" not in Html(preview).fields("/keep")
    fields = Html(preview).fields("/keep")
    path = site.client.post("/keep", data={**fields, "sources": "1"}).headers["Location"]
    site.app.extensions["unroller.lookups"].wait(path[-20:], 20)
    assert sorted(one.url for one in web.asked) == [B, A]
    assert "there on 1 March 2026" in site.get(path).text
    assert 'name="sources"' not in site.paste("No link at all. 1/2\n\nNone here. 2/2").text


def test_switched_off_nothing_is_offered(tmp_path: Path, web: Played) -> None:
    site = Site(tmp_path)
    path = site.keep(THREAD)
    site.app = create_app(replace(site.settings, fetch=False))
    site.client = site.app.test_client()
    page = site.get(path).text
    assert "The links have not been looked up." in page
    assert not BeautifulSoup(page, "html.parser").select(".looks a.quiet")
    assert 'name="sources"' not in site.paste(THREAD).text
    answer = site.client.post(f"{path}/sources", data={"token": site.token()})
    assert answer.status_code == 400
    assert "switched off" in visible(answer.text)
    assert "switched off" in visible(site.get("/sources").text)
    assert web.asked == []


def test_the_report_counts_and_lists_what_is_gone(site: Site, web: Played) -> None:
    assert "No kept thread has a link yet." in visible(site.get("/sources").text)
    path = site.keep(THREAD)
    rows = part(site.get("/sources").text, "table.states")
    assert [cell.text for cell in rows.select("th, td")] == ["Not looked up", "2"]
    press(site, path)
    page = site.get("/sources").text
    cells = [cell.text for cell in part(page, "table.states").select("th, td")]
    assert cells == ["There", "1", "Gone", "1"]
    lost = part(page, ".lost-links li")
    assert [link["href"] for link in lost.select("a")] == [
        B, f"https://web.archive.org/web/20210401000000/{B}", path,
    ]  # fmt: skip
    assert "gone on 1 March 2026" in lost.text


def test_the_picture_over_the_years_is_a_table_too(site: Site, web: Played) -> None:
    for year in (2019, 2021):
        path = site.keep(THREAD.replace("Harbours", f"In {year} harbours"))
        fields = Html(site.get(f"{path}/edit").text).fields(f"{path}/edit")
        site.client.post(f"{path}/edit", data={**fields, "published": f"{year}-03", "do": "save"})
        press(site, path)
    page = site.get("/sources").text
    table = part(page, ".health table")
    assert [cell.text for cell in table.select("tbody th")] == ["2019", "2021"]
    assert [cell.text for cell in table.select("tbody tr:first-child td")] == ["1", "0", "0", "1", "0", "0"]
    assert len(part(page, ".health svg").select("rect.lost")) == 2


def test_files_and_the_api_say_it_too(site: Site, web: Played) -> None:
    path = site.keep(THREAD)
    press(site, path)
    assert "gone on 2026-03-01; archived copy of 2021-04-01" in site.get(f"{path}.txt").text
    record = site.get(f"{path}.json").json
    assert record is not None
    assert record["sources"][0]["observed"]["description"]["title"] == "Silting of nine ports <b>"
    assert len(record["observations"]) == 2
    assert "Silting of nine ports" in visible(site.get("/search?q=nine+ports").text)


def test_too_many_waiting_are_refused(site: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(queue, "MOST_WAITING", 0)
    path = site.keep(THREAD)
    answer = site.client.post(f"{path}/sources", data={"token": site.token()})
    assert answer.status_code == 400
    assert "too many threads wait" in visible(answer.text)


def test_what_was_kept_is_shown_though_too_many_wait(site: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(queue, "MOST_WAITING", 0)
    fields = Html(site.paste(THREAD).text).fields("/keep")
    answer = site.client.post("/keep", data={**fields, "sources": "1"})
    assert answer.status_code == 303
    assert "The links have not been looked up." in site.get(answer.headers["Location"]).text


def test_a_damaged_thread_does_not_hide_the_report(site: Site, web: Played, tmp_path: Path) -> None:
    press(site, site.keep(THREAD))
    (record,) = tmp_path.rglob("data/thread.json")
    record.write_text("{")
    page = site.get("/sources")
    assert page.status_code == 200
    assert [cell.text for cell in part(page.text, "table.states").select("th, td")] == ["There", "1", "Gone", "1"]


def test_hostile_observations_are_text(site: Site, web: Played) -> None:
    evil = "<script>alert(1)</script>"
    web.answers[A] = replace(alive(A, evil), final="javascript:alert(1)", state="moved")
    web.answers[B] = Observation("2026-03-01T00:00:00Z", B, "unknown", note=evil)
    page = press(site, site.keep(THREAD))
    assert evil not in page
    assert "javascript:" not in page
