"""What is known of sources in every export: kind, title, state in words with its date; honest where nobody looked."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import replace

import pytest
from bs4 import BeautifulSoup

from tests.support.builders.links import AT, alive, gone, linked
from unroller.article.sources import index_observations
from unroller.library.reading import export, read
from unroller.model import Capture, Description, Observation, Quote, Run
from unroller.writers import html
from unroller.writers.html_parts import render_source_list

REPORT, PAPER, TALK, POST = (
    "https://example.org/report.pdf",
    "https://doi.org/10.1000/182",
    "https://video.example/talk",
    "https://x.com/eel/status/1499300000000000000",
)
TEXT = f"1/3 Ponds silt up {REPORT}\n\n2/3 as {PAPER} says, and {TALK}\n\n3/3 and {POST} and {REPORT} again"
TRAP = "1. A [title](https://evil.example) *with* <b>signs</b> (post 3)\n## Sources\n---"


def looks() -> list[Observation]:
    paper = alive(PAPER, TRAP)
    about = paper.description or Description()
    moved = Observation(AT, REPORT, "moved", 301, final="https://example.org/new.pdf")
    quote = Quote(POST, runs=(Run("Eels \\[2\\] went *down*\nto sea."),))
    return [
        replace(moved, description=Description(form="pdf", title="Silting: a survey")),
        replace(paper, description=replace(about, form="paper")),
        gone(TALK),
        Observation(AT, POST, "alive", 200, description=Description(form="post", quote=quote)),
    ]


def document(kind: str, seen: Sequence[Observation] | None) -> str:
    deposit = linked(TEXT)
    return export(deposit.thread, deposit.article, kind, observations=seen)


def test_the_text_says_kind_title_and_state_with_its_date() -> None:
    rows = document("text", looks()).split("Sources\n")[1].splitlines()
    assert rows == [
        f"[1] Silting: a survey – PDF: {REPORT}; moved, seen on 2026-03-01; now https://example.org/new.pdf"
        " (posts 1, 3)",
        f"[2] {' '.join(TRAP.split())} – The Site · Ada Ebb · 2021-03-09 · Paper: {PAPER}; there on 2026-03-01"
        " (post 2)",
        f"[3] {TALK}; gone on 2026-03-01; archived copy of 2021-04-01: "
        f"https://web.archive.org/web/20210401000000/{TALK} (post 2)",
        f"[4] Post: {POST}; “Eels \\[2\\] went *down* to sea.”; there on 2026-03-01 (post 3)",
    ]


@pytest.mark.parametrize("seen", [None, ()])
def test_where_nobody_looked_nothing_is_claimed(seen: Sequence[Observation] | None) -> None:
    for kind in ("text", "markdown", "html"):
        assert "there on" not in document(kind, seen)
        assert "looked up" not in document(kind, seen)
    record = json.loads(document("json", seen))
    if seen is None:
        assert "observations" not in record
        assert "observed" not in record["sources"][0]
    else:
        assert record["observations"] == []
        assert [source["observed"] for source in record["sources"]] == [None] * 4


def test_one_that_was_not_looked_up_among_others_says_so() -> None:
    text = document("text", looks()[:1])
    assert text.count("not looked up") == 3
    assert f"[2] {PAPER}; not looked up (post 2)" in text


def test_the_record_has_every_look_and_the_newest_of_each_source() -> None:
    again = gone(PAPER, at="2027-01-01T00:00:00Z", copied=False)
    record = json.loads(document("json", [*looks(), again]))
    assert len(record["observations"]) == 5
    now = record["sources"][1]["observed"]
    assert (now["state"], now["at"], now["description"]["site"]) == ("gone", again.at, "The Site")


@pytest.mark.parametrize("seen", [looks(), looks()[:1], [alive(REPORT, "x" * 5000), alive(PAPER, "”; ) (post 1) (")]])
def test_the_markdown_reads_back_without_loss(seen: list[Observation]) -> None:
    plain = linked(TEXT)
    markdown = document("markdown", seen)
    assert "there on" in markdown or "moved, seen" in markdown
    again = read(Capture(markdown.encode(), "article.md"))[0]
    assert [post.text for post in again.thread.posts] == [post.text for post in plain.thread.posts]
    assert [post.runs for post in again.thread.posts] == [post.runs for post in plain.thread.posts]
    assert again.article.sources == plain.article.sources


def test_a_changed_markdown_still_sets_the_list_aside() -> None:
    markdown = document("markdown", looks()).replace("Ponds silt up", "Ponds do silt up")
    again = read(Capture(markdown.encode(), "article.md"))[0]
    said = " ".join(post.text for post in again.thread.posts)
    assert "Ponds do silt up" in said
    for words in ("survey", "Ada Ebb", "gone on", "archived copy", "went"):
        assert words not in said


def test_the_page_links_the_original_and_the_copy_beside_it_and_escapes_all() -> None:
    deposit = linked(TEXT)
    page = BeautifulSoup(str(render_source_list(deposit.article, known=index_observations(looks()))), "html.parser")
    rows = page.select("ol.sources > li")
    assert not page.select("b, h2, hr")
    assert [row.select_one("a")["href"] for row in rows] == [REPORT, PAPER, TALK, POST]  # type: ignore[index]
    assert "<b>signs</b>" in rows[1].text
    state = rows[2].select_one(".source-state")
    assert state
    assert state.text == "gone on 2026-03-01 · archived copy of 2021-04-01"
    assert state.select_one("a")["href"].startswith("https://web.archive.org/")  # type: ignore[index,union-attr]
    assert rows[3].select_one("q.source-quote").text == "Eels \\[2\\] went *down* to sea."  # type: ignore[union-attr]


def test_unsafe_addresses_are_never_links() -> None:
    evil = Observation(AT, REPORT, "moved", 301, final="javascript:alert(1)")
    deposit = linked(TEXT)
    assert "javascript" not in str(render_source_list(deposit.article, known=index_observations([evil])))


def test_notes_in_the_margin_say_title_and_state() -> None:
    deposit = linked(TEXT)
    body = BeautifulSoup(
        str(html.render_fragment(deposit.article, notes=True, known=index_observations(looks()))), "html.parser"
    )
    note = body.select_one("#n1")
    assert note
    assert "Silting: a survey" in note.text
    assert "moved, seen on 2026-03-01" in note.text
