"""The search page as a visitor uses it: facets, chips, time, orders, suggestions, and results in other forms."""

from __future__ import annotations

import csv
import io
import re
from html import unescape
from pathlib import Path
from urllib.parse import quote
from xml.etree import ElementTree

import pytest
from click.testing import CliRunner

from tests.support.site import OTHER, THREAD, Html, Site, visible
from unroller.archive import ThreadEdits
from unroller.cli.commands import cli
from unroller.search import Hit
from unroller.web.search import feeds


@pytest.fixture
def site(tmp_path: Path) -> Site:
    site = Site(tmp_path)
    site.keep(THREAD)
    site.keep(OTHER)
    return site


def links(page: str, block: str) -> dict[str, str]:
    end = {"facets": "</section>", "chips": "</ul>", "views": "</nav>"}[block]
    inside = re.search(rf'class="{block}".*?{end}', page, re.S)
    found = re.findall(r'<a href="([^"]+)"[^>]*>(.*?)</a>', inside[0], re.S) if inside else []
    return {" ".join(re.sub(r"<[^>]+>", "", text).split()): unescape(url) for url, text in found}


def test_a_facet_narrows_and_its_chip_takes_it_back(site: Site) -> None:
    wide = site.get("/search?q=river").text
    assert "2 threads" in visible(wide)
    narrow = site.get(links(wide, "facets")["#silt 1"]).text
    assert "1 thread" in visible(narrow)
    removed = [url for text, url in links(narrow, "chips").items() if text.startswith("#silt")]
    assert removed == ["/search?q=river"]


def test_orders_keep_the_query_and_say_which_is_shown(site: Site) -> None:
    page = site.get("/search?q=river+sort:new").text
    assert links(page, "views") == {
        "Best": "/search?q=river",
        "Newest": "/search?q=river%20sort%3Anew",
        "Oldest": "/search?q=river%20sort%3Aold",
    }
    assert re.search(r'aria-current="true">Newest', page)


def test_nothing_found_offers_only_what_finds_something(site: Site) -> None:
    page = site.get("/search?q=" + quote("river zeppelin from:nobody_here")).text
    assert "With less" not in page  # one part less still finds nothing
    page = site.get("/search?q=" + quote("river from:nobody_here")).text
    assert 'href="/search?q=river"' in page
    page = site.get("/search?q=" + quote("river since:2001 until:2002")).text  # neither day alone helps
    assert 'href="/search?q=river"' in page


def test_a_slip_is_answered_with_what_was_meant(site: Site) -> None:
    page = site.get("/search?q=(breakwqter)").text
    assert "Nothing was found for (breakwqter). This is what was found for (breakwater)." in visible(page)
    assert "<mark>breakwater</mark>" in page
    assert 'href="/search?q=%28breakwqter%29&amp;verbatim=1"' in page
    assert 'value="(breakwqter)"' in page  # the box keeps what was typed, all links are about what is shown
    assert links(page, "views")["Newest"] == "/search?q=%28breakwater%29%20sort%3Anew"
    assert 'href="/search.csv?q=%28breakwater%29"' in page
    literal = site.get("/search?q=(breakwqter)&verbatim=1").text
    assert "No kept thread has (breakwqter)" in visible(literal)
    assert 'Did you mean: <a href="/search?q=%28breakwater%29"' in literal


def test_programs_are_told_what_they_are_given_instead(site: Site) -> None:
    record = site.get("/api/v1/search?q=(breakwqter)&facets=1").get_json()
    assert (record["query"], record["instead"], record["threads"]) == ("(breakwqter)", "(breakwater)", 1)
    assert record["hits"][0]["post"] == 2
    assert record["hints"] == ["nothing was found for: (breakwqter); shown is what was found for: (breakwater)"]
    literal = site.get("/api/v1/search?q=(breakwqter)&verbatim=1").get_json()
    assert (literal["instead"], literal["threads"], literal["hits"]) == (None, 0, [])
    assert literal["hints"] == ["did you mean: (breakwater)"]
    assert site.get("/api/v1/search?q=breakwater").get_json()["instead"] is None


def test_the_command_line_answers_a_slip_as_the_page_does(site: Site) -> None:
    def run(*words: str) -> tuple[str, str]:
        result = CliRunner().invoke(cli, ["search", *words, "--archive", str(site.settings.archive)])
        assert result.exit_code == 0, result.output
        return result.stdout, result.stderr

    shown, said = run("(breakwqter)")
    assert "The culprit is the breakwater" in shown
    assert "nothing was found for: (breakwqter); shown is what was found for: (breakwater)" in said
    shown, said = run("(breakwqter)", "--verbatim")
    assert shown == ""
    assert "did you mean: (breakwater)" in said
    assert "nothing found" in said


def test_a_slip_among_plain_words_is_forgiven_and_said(site: Site) -> None:
    page = site.get("/search?q=breakwqter").text
    assert "Nothing has “breakwqter”: searched as breakwater" in visible(page)
    assert "<mark>breakwater</mark>" in page
    assert "Did you mean" not in visible(page)


def test_what_a_thread_lacks_is_said_and_all_words_can_be_asked_for(site: Site) -> None:
    page = site.get("/search?q=breakwater+culprit+zeppelin").text
    assert "No thread has all of these words" in visible(page)
    assert "Not in it: zeppelin" in visible(page)
    assert 'href="/search?q=all%3A%20breakwater%20culprit%20zeppelin"' in page
    assert "No kept thread" in visible(site.get("/search?q=all:+breakwater+culprit+zeppelin").text)
    record = site.get("/api/v1/search?q=breakwater+culprit+zeppelin").get_json()
    assert record["strict"] == "all: breakwater culprit zeppelin"
    assert (record["hits"][0]["matched"], record["hits"][0]["missing"]) == (["breakwater", "culprit"], ["zeppelin"])
    assert site.get("/api/v1/search?q=breakwater").get_json()["strict"] is None


def test_dates_are_written_into_the_query(site: Site) -> None:
    answer = site.get("/search?q=river+until:2020&since=2021-02-03&until=&lang=de")
    assert answer.status_code == 302
    assert answer.headers["Location"] == "/search?q=river%20since%3A2021-02-03&lang=de"
    page = Html(site.get("/search?q=river+since:2021-02+until:2022").text)
    values = {one.attributes.get("name"): one.attributes.get("value") for one in page.all("input")}
    assert (values["since"], values["until"]) == ("2021-02-01", "2022-12-31")
    assert site.get("/search?since=&until=").headers["Location"] == "/search"
    assert site.get("/search?q=a%00(&since=%00&until=x").status_code == 302


def test_results_come_before_what_narrows_them(site: Site) -> None:
    page = site.get("/search?q=river").text
    marks = ('id="find"', 'href="#narrow"', '<ol class="found"', 'id="narrow"', 'class="facets"')
    places = [page.index(mark) for mark in marks]
    assert places == sorted(places)
    assert page.index('class="skip" href="#results"') < page.index("<header")
    assert page.index('class="downloads"') < page.index('id="narrow"')
    nothing = site.get("/search?q=zeppelin").text
    assert 'class="skip" href="#main"' in nothing
    assert 'type="date"' in nothing


def test_results_as_a_table_and_a_feed(site: Site) -> None:
    rows = list(csv.reader(io.StringIO(site.get("/search.csv?q=river").text)))
    assert rows[0] == list(feeds.COLUMNS)
    assert len(rows) == 3
    answer = site.get("/search.atom?q=river")
    assert answer.mimetype == "application/atom+xml"
    feed = ElementTree.fromstring(answer.data)
    assert len(feed.findall("{http://www.w3.org/2005/Atom}entry")) == 2
    assert all(entry.text for entry in feed.iter("{http://www.w3.org/2005/Atom}updated"))
    for path in ("/search.csv", "/search.atom", "/search.csv?q=%00(", "/search.atom?q=%00%EF%BF%BE("):
        assert site.get(path).status_code == 200


def test_hostile_cells_and_characters_are_harmless() -> None:
    hit = Hit("a", 1, "=1+1", "@x", "\tname", "2021-02-03", "\x00\x0b\ufffe]]> <b>", (), 1.0, "/t/a#p1")
    row = list(csv.reader(io.StringIO(feeds.build_csv([hit], "http://localhost"))))[1]
    assert row[:3] == ["'=1+1", "'@x", "'\tname"]
    text = feeds.build_atom([hit], "\x01<&", "http://localhost", {})
    assert "2021-02-03T00:00:00Z" in text
    ElementTree.fromstring(text.encode())


def test_facets_and_suggestions_for_programs(site: Site) -> None:
    record = site.get("/api/v1/search?q=river&facets=1").get_json()
    assert {"value": "silt", "threads": 1} in record["facets"]["hashtag"]
    assert sum(month["threads"] for month in record["facets"]["months"]) == record["threads"] == 2
    assert "facets" not in site.get("/api/v1/search?q=river").get_json()
    given = site.get("/api/v1/suggest?q=" + quote("river from:eb")).get_json()["suggestions"]
    assert [one["query"] for one in given] == ["river from:ebb_and_flow"]
    given = site.get("/api/v1/suggest?q=river+lan").get_json()["suggestions"]
    assert {"query": "river lanterns", "field": "word", "value": "lanterns", "threads": 1} in given
    titled = given[-1]
    assert (titled["field"], titled["value"][:26]) == ("title", "A second thread, about lan")
    assert site.get(titled["url"]).status_code == 200
    options = {option.attributes["value"] for option in Html(site.get("/search").text).all("option")}
    assert {"from:ebb_and_flow", "#silt"} <= options


def test_a_word_found_in_another_form_is_marked_in_the_article(site: Site) -> None:
    page = site.get("/search?q=rivers").text
    link = re.search(r'<ul class="matches">.*?href="([^"]+)"', page, re.S)
    assert link
    article = site.get(unescape(link[1]).partition("#")[0]).text
    assert "<mark>river</mark>" in article.lower()


def test_what_may_not_be_seen_is_nowhere_in_search(site: Site) -> None:
    shelf = site.app.extensions["unroller"]
    hidden = next(one for one in shelf.library.list() if one.author == "ebb_and_flow")
    shelf.library.archive.set_state(hidden.id, ThreadEdits(visibility="private"))
    queries = ("river", "silt", "slt", "sort:new", "from:ebb", "#sil", "harb", "breakw")
    asked = [f"{page}?q={quote(query)}" for query in queries
             for page in ("/search", "/search.csv", "/search.atom", "/api/v1/search", "/api/v1/suggest")]  # fmt: skip
    asked.append("/api/v1/search?q=river&facets=1")
    shelf.visible = None
    assert any("ebb_and_flow" in site.get(page).text for page in asked)
    shelf.visible = ("public",)
    for page in asked:
        text = site.get(page).text.replace(quote("from:ebb"), "")
        assert "ebb_and_flow" not in text, page
        assert hidden.id not in text, page
    assert site.get("/api/v1/search?q=river").get_json()["threads"] == 1
