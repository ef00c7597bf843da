"""Citing on the web: the part of the article page, its files, and what programs for references find in the page."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path

import pytest
import rispy
from pybtex.database import parse_string

from tests.support.builders.threads import thread
from tests.support.site import THREAD, Html, Site
from unroller.article import build_article
from unroller.model import Account, Date
from unroller.web.threads import social_cards

AUTHOR, URL = Account("ebb", "Marta van der Ebb"), "https://x.com/ebb/status/1"


@pytest.fixture
def kept(tmp_path: Path) -> tuple[Site, str]:
    site = Site(tmp_path)
    return site, site.keep(THREAD)


def test_the_page_offers_lines_and_files(kept: tuple[Site, str]) -> None:
    site, path = kept
    page = Html(site.get(path).text)
    assert "@ebb_and_flow. (n.d.). Why do harbours silt up in the first ten years? [Thread]." in page.text
    assert f"Archived at http://localhost{path}" in page.text
    files = [one.attributes["href"] for one in page.all("a") if "download" in one.attributes]
    assert {f"{path}.bib", f"{path}.ris", f"{path}.csl.json", f"{path}/sources.bib"} <= set(files)
    (details,) = [one for one in page.all("details") if one.attributes.get("class") == "cite"]
    assert "open" not in details.attributes


def test_a_post_is_cited_by_its_number(kept: tuple[Site, str]) -> None:
    site, path = kept
    page = Html(site.get(f"{path}?post=2").text)
    assert "The culprit is the breakwater." in page.text
    assert "[Post]" in page.text
    assert f"{path}/p2.bib" in [one.attributes["href"] for one in page.all("a") if "download" in one.attributes]
    (details,) = [one for one in page.all("details") if one.attributes.get("class") == "cite"]
    assert "open" in details.attributes
    for asked in ("9", "0", "-1", "two", "²", "9" * 5000):
        answer = site.get(f"{path}?post={asked}")
        assert answer.status_code == 200
        assert "no post of that number" in Html(answer.text).text


def test_the_files_are_read_by_other_programs(kept: tuple[Site, str]) -> None:
    site, path = kept
    bib = site.get(f"{path}.bib")
    assert bib.mimetype == "application/x-bibtex"
    assert bib.headers["Content-Disposition"].endswith('.bib"')
    (entry,) = parse_string(bib.text, "bibtex").entries.values()
    assert entry.fields["note"].startswith("Archived at")
    assert "year" not in entry.fields
    (record,) = rispy.loads(site.get(f"{path}/p2.ris").text)
    assert record["title"].startswith("The culprit is the breakwater.")
    (item,) = json.loads(site.get(f"{path}/sources.csl.json").text)
    assert item["URL"] == "https://ports.example.org/survey"
    assert json.loads(site.get(f"{path}.csl.json").text)[0]["accessed"]["date-parts"]


@pytest.mark.parametrize("rest", ["/p99.bib", "/p0.bib", "/p2.doc", "/pp.bib", "/sources.doc", "/p9999999999.bib"])
def test_what_is_not_there_is_not_found(kept: tuple[Site, str], rest: str) -> None:
    site, path = kept
    assert site.get(path + rest).status_code == 404
    assert site.get("/t/nothing-000000.bib").status_code == 404


def embedded(page: Html) -> dict[str, list[str]]:
    """What Zotero's translator for embedded metadata takes from a page, by its rules.

    A ``<meta>`` counts by its name (or property) and content, both not empty. Its name is a vocabulary and a term,
    parted by a dot or a colon; a vocabulary counts when a ``<link rel="schema.…">`` declares it, or when it is one of
    those that are known without (``dc``, ``dcterms``, ``og``, ``article``, ``citation``, …). A link that declares one
    is not for a page that names nothing at other hosts. The term's case does not matter. Of Dublin Core: ``title``;
    ``creator``, one a statement, the family name before a comma; ``date``; ``language``; ``publisher``; ``identifier``.
    What is missing is taken from Open Graph. A ``citation_…`` of a journal would make the page a journal article.
    """
    declared = {
        one.attributes["rel"].removeprefix("schema.").lower()
        for one in page.all("link")
        if one.attributes.get("rel", "").startswith("schema.") and one.attributes.get("href")
    } | {"dc", "dcterms", "og", "article"}
    found: dict[str, list[str]] = {}
    for one in page.all("meta"):
        name = one.attributes.get("name") or one.attributes.get("property") or ""
        vocabulary, _, term = name.lower().replace(":", ".").partition(".")
        if vocabulary in declared and one.attributes.get("content"):
            found.setdefault(f"{vocabulary}.{term}", []).append(one.attributes["content"])
        assert not name.startswith("citation_")
    return found


def test_programs_for_references_find_the_article(kept: tuple[Site, str]) -> None:
    site, path = kept
    found = embedded(Html(site.get(path).text))
    assert found["dc.title"] == found["og.title"] == ["Why do harbours silt up in the first ten years?"]
    assert found["dc.creator"] == ["@ebb_and_flow"]
    assert found["og.url"] == [f"http://localhost{path}"]
    assert "dc.date" not in found


def test_only_what_is_certain_is_said_in_dublin_core() -> None:
    made = thread(["Why do harbours silt up?", "Slow water."])
    for date, value in (
        (Date("2021-03-02T08:00:00Z", None, "stated"), ["2021-03-02"]),
        (Date("2021-03", None, "corrected"), ["2021-03"]),
        (Date("2021-03-09", None, "captured"), []),
        (Date(None, "2021-03-02", "not-before"), []),
    ):
        given = replace(made, author=AUTHOR, url=URL, published=date)
        core = social_cards.build_dublin_core(given, build_article(given))
        assert [text for name, text in core if name == "DC.date"] == value
        assert ("DC.creator", "van der Ebb, Marta") in core
        assert ("DC.identifier", URL) in core
