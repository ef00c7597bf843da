"""What pages say of themselves: a folder of pages that follow the conventions, and break them in the usual ways."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.support.paths import DATA
from unroller.documents.pdf_layout import PdfFacts
from unroller.linkcheck.metadata import describe
from unroller.linkcheck.metadata.fields import parse_authors, read_date
from unroller.model import Date, Description

PAGES = sorted((DATA / "metadata").glob("*.html"))
SEEN = "2026-11-01T00:00:00Z"
#: What must be right in 95 of 100 fields.
ASKED = ("title", "site", "authors", "date")
URL = "https://a.example/b"


def fields(page: Path) -> dict[str, tuple[object, object]]:
    """Each field of a page: as it was found, and as it should be."""
    about = json.loads(page.with_suffix(".json").read_text(encoding="utf-8"))
    found = describe(
        page.read_bytes(), about.get("media_type", "text/html"), about["url"], charset=about.get("charset"), at=SEEN
    )
    as_found = {
        "form": found.form,
        "title": found.title,
        "site": found.site,
        "authors": list(found.authors),
        "date": found.published.value,
        "lang": found.lang,
        "canonical": found.canonical,
        "doi": found.doi,
        "quote": "".join(run.text for run in found.quote.runs) if found.quote else None,
    }
    return {name: (as_found[name], about["expected"].get(name)) for name in as_found}


@pytest.mark.parametrize("page", PAGES, ids=[page.stem for page in PAGES])
def test_nothing_wrong_is_said_of_a_page(page: Path) -> None:
    wrong = {name: pair for name, pair in fields(page).items() if pair[0] and pair[0] != pair[1]}
    assert not wrong


def test_nearly_everything_that_pages_state_is_found() -> None:
    assert len(PAGES) >= 60
    every = [
        pair for page in PAGES for name, pair in fields(page).items() if name in ("title", "site", "authors", "date")
    ]
    stated = [found == expected for found, expected in every if expected]
    assert sum(stated) >= 0.95 * len(stated)


@given(st.binary(max_size=600), st.sampled_from(["text/html", "application/pdf", "", "application/json", "video/mp4"]))
def test_any_bytes_give_a_description(body: bytes, media_type: str) -> None:
    assert isinstance(describe(body, media_type, URL, charset=None), Description)


SCRAPS = st.lists(
    st.sampled_from(
        '<meta name="|citation_title|og:title" content="|">|<script type="application/ld+json">|</script>|'
        '{"@type":|[|]|}|'
        '"NewsArticle"|,"author":|"headline":|<title>|</title>|<div itemscope itemprop=author itemtype=x/Person>|'
        "</div>|"
        "<link rel=canonical href=|http://[|//|&amp;amp;|<html lang=|\ud800|\0|é|Ã©|<base href=|{{|10.1/|10.5555/x|;"
        "|<time pubdate datetime=|2021-13-45|@graph|null|1e999|<!--|-->|<![CDATA[|by |,|@".split("|")
    ),
    max_size=40,
).map(lambda parts: "<html>" + "".join(parts))


@given(SCRAPS, st.sampled_from([None, "utf-8", "latin-1", "no-such-charset", "utf-16", "idna"]))
def test_any_scraps_of_a_page_give_a_description(text: str, charset: str | None) -> None:
    found = describe(text.encode("utf-8", "surrogatepass"), "text/html", URL, charset=charset)
    assert found.canonical is None or found.canonical.startswith(("http://", "https://"))


@pytest.mark.parametrize(
    "body",
    [
        b"<meta name=a content=b>" * 220_000,
        b"<div>" * 300_000 + b"<title>x</title>",
        b"<div itemscope itemprop=x>" * 100_000,
        b'<script type="application/ld+json">' + b"[" * 400_000,
        b'<script type="application/ld+json">' + b'{"@graph":' * 20_000 + b"1",
        b"<title>" + b"&amp;" * 200_000,
        b'<meta property="og:title" content="' + b"<i " * 100_000 + b'">',
        b'<meta name=author content="' + b", " * 100_000 + b'">',
    ],
    ids=["metas", "deep", "items", "json", "graphs", "escapes", "marks", "names"],
)
def test_hostile_pages_end(body: bytes) -> None:
    assert describe(body, "text/html", URL).doi is None


@pytest.mark.parametrize(
    ("text", "date"),
    [
        ("2021-03-05T10:20:30.123Z", "2021-03-05T10:20:30Z"),
        ("2021-03-05 10:20", "2021-03-05T10:20:00"),
        ("2021-03-05T10:20:30+0100", "2021-03-05T10:20:30+01:00"),
        ("2021/3/5", "2021-03-05"),
        ("20210305", "2021-03-05"),
        ("2021-03", "2021-03"),
        ("2021/00/00", None),
        ("1998", "1998"),
        ("5 March 2021", "2021-03-05"),
        ("Fri, 05 Mar 2021 10:00:00 GMT", "2021-03-05"),
        ("March 5, 2021", "2021-03-05"),
        ("12 de octubre de 2021", "2021-10-12"),
        ("mars 2021", "2021-03"),
        ("5.3.2021", "2021-03-05"),
        ("13/05/2021", "2021-05-13"),
        ("05/13/2021", "2021-05-13"),
        ("05/03/2021", None),
        ("2021-02-30", None),
        ("0000-00-00", None),
        ("0001-01-01T00:00:00", None),
        ("1970-01-01T00:00:00Z", None),
        ("2099-01-01", None),
        ("yesterday", None),
        ("", None),
    ],
)
def test_dates(text: str, date: str | None) -> None:
    assert read_date(text, latest=SEEN) == (date if date or text != "2021/00/00" else None)


@pytest.mark.parametrize(
    ("said", "lang", "names"),
    [
        (["By Ann Roe"], "en", ("Ann Roe",)),
        (["Ann Roe, Jo Doe and Li Wei"], "en", ("Ann Roe", "Jo Doe", "Li Wei")),
        (["Roe, Ann"], "en", ("Roe, Ann",)),
        (["Roe, Ann", "Ann Roe"], "en", ("Roe, Ann",)),
        (["Ministry of Health and Social Care"], "en", ("Ministry of Health and Social Care",)),
        (["Von Hanne Petersen"], "de", ("Hanne Petersen",)),
        (["Ursula von der Alm"], "de", ("Ursula von der Alm",)),
        (["Par Anaïs Quéméneur"], "fr", ("Anaïs Quéméneur",)),
        (["admin", "jdoe42", "@jo", "https://a.example/jo", "Staff Writer", "jo@a.example", ""], "en", ()),
        (["Jo Doe <jo@a.example>", "Jo Doe, Senior Reporter"], "en", ("Jo Doe",)),
        (["李伟", "ليلى منصور"], "zh", ("李伟", "ليلى منصور")),
        (["The Gazette"], "en", ()),
    ],
)
def test_names(said: list[str], lang: str, names: tuple[str, ...]) -> None:
    assert parse_authors(said, lang=lang, sites=["The Gazette"], several=True) == names


def test_a_pdf_says_what_it_holds_and_nothing_that_a_program_filled_in() -> None:
    facts = PdfFacts(
        ("untitled", "Harbour plan 2030"), ("Roe, Ann; Doe, Jo",), ("D:20210304120000Z",), "en-GB", ("10.5555/x",)
    )
    found = describe(b"%PDF-1.7", "application/pdf", URL, pdf=lambda _: facts)
    assert found == Description(
        form="pdf",
        title="Harbour plan 2030",
        authors=("Roe, Ann", "Doe, Jo"),
        published=Date(value="2021-03-04", how="stated"),
        lang="en-GB",
        doi="10.5555/x",
    )
    for garbage in (
        "Microsoft Word - Annex 3.doc",
        "untitled",
        "report_final_v3.pdf",
        "PowerPoint Presentation",
        "D:\\x",
    ):
        assert describe(b"%PDF-1.7", "", URL, pdf=lambda _, title=garbage: PdfFacts((title,))).title is None
    assert describe(b"%PDF-1.7", "application/pdf", URL) == Description(form="pdf")
