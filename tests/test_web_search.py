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

from tests.web_site import OTHER, THREAD, Html, Site, visible
from unroller.archive import State
from unroller.search import Hit
from unroller.web import feeds


@pytest.fixture
def site(tmp_path: Path) -> Site:
    site = Site(tmp_path)
    site.keep(THREAD)
    site.keep(OTHER)
    return site


def links(page: str, block: str) -> dict[str, str]:
    end = {"facets": '<ol class="found"', "chips": "</ul>", "views": "</nav>"}[block]
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


def test_a_slip_is_answered_with_a_link(site: Site) -> None:
    assert 'Did you mean: <a href="/search?q=breakwater"' in site.get("/search?q=breakwqter").text


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
    row = list(csv.reader(io.StringIO(feeds.table([hit], "http://localhost"))))[1]
    assert row[:3] == ["'=1+1", "'@x", "'\tname"]
    text = feeds.atom([hit], "\x01<&", "http://localhost", {})
    assert "2021-02-03T00:00:00Z" in text
    ElementTree.fromstring(text.encode())


def test_facets_and_suggestions_for_programs(site: Site) -> None:
    record = site.get("/api/v1/search?q=river&facets=1").get_json()
    assert {"value": "silt", "threads": 1} in record["facets"]["hashtag"]
    assert sum(month["threads"] for month in record["facets"]["months"]) == record["threads"] == 2
    assert "facets" not in site.get("/api/v1/search?q=river").get_json()
    given = site.get("/api/v1/suggest?q=" + quote("river from:eb")).get_json()["suggestions"]
    assert [one["query"] for one in given] == ["river from:ebb_and_flow"]
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
    shelf.library.archive.set_state(hidden.id, State(visibility="private"))
    asked = [f"{page}?q={quote(query)}" for query in ("river", "silt", "slt", "sort:new", "from:ebb", "#sil")
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
