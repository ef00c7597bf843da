"""Threads of whole accounts as they read: later additions, pauses, kept pictures; nothing is dropped or moved."""

from __future__ import annotations

import re
from dataclasses import replace

import pytest

from tests.support.builders.branches import ANSWERS, SHA256, branched, post, thread
from unroller import readers, writers
from unroller.article import build_article
from unroller.article.joins import find_pauses
from unroller.article.sources import index_observations
from unroller.edits import ThreadEdits, apply_edit, edit_thread
from unroller.edits.anchors import list_lines
from unroller.edits.decisions import Edit, EditRequest
from unroller.model import Capture, Observation, Thread
from unroller.serialization import thread_from_record, thread_record
from unroller.writers import html

NOTHING: tuple[Observation, ...] = ()


def words(text: str) -> list[str]:
    return re.findall(r"\w+", text)


def written(name: str, made: Thread) -> str:
    from unroller.model import Additions

    return writers.get_writer(name).write(made, build_article(made), Additions(), index_observations(NOTHING))


def test_later_additions_stand_after_the_main_line_and_nothing_runs_into_them() -> None:
    article = build_article(branched())
    assert [block.post for block in article.blocks] == [1, 2, 3, 3, 4, 5, 6]
    said = [part.text for block in article.blocks for part in block.parts]
    assert said[-2:] == [
        "Somebody asked for the survey: it is out of print.",
        "and the ninth harbour has silted up since.",
    ]
    # The counters of the main line run out before them.
    assert [mark.text for mark in article.marks] == ["1/4", "2/4", "3/4", "4/4"]
    assert article.title == "Harbours silt up within ten years, and everybody blames the river"


@pytest.mark.parametrize("name", ["markdown", "text", "html"])
def test_exports_say_where_the_later_additions_begin(name: str) -> None:
    made = branched()
    document = written(name, made)
    assert document.count("Later additions") == 1
    body = document.split("<body>")[-1].split("[//]:")[0]
    for before, after in (
        ("leave a gap", "Later additions"),
        ("Later additions", "Somebody asked"),
        ("slows the water", "4 days later"),
        ("4 days later", "from above"),
    ):
        assert body.index(before) < body.index(after)
    assert body.count("later") == 1 + ("later-additions" in body)  # no pause among the additions
    for one in made.posts:
        assert one.text.removesuffix(f" {one.number}/4") in body


def test_the_posts_view_has_every_post_once() -> None:
    shown = str(html.render_posts(branched()))
    assert shown.count("<ol") == 2
    assert re.findall(r'<li id="p(\d)"', shown) == list("123456")
    assert shown.index("Later additions") < shown.index('id="p5"')
    assert shown.index('<p class="pause">4 days later</p>') < shown.index("from above")


def test_the_record_says_which_blocks_are_later() -> None:
    made = branched()
    record = thread_record(made, build_article(made))
    assert [block["post"] for block in record["blocks"] if block.get("later")] == [5, 6]
    assert thread_from_record(record) == made


def test_the_article_is_read_back_post_by_post() -> None:
    made = branched(warnings=(ANSWERS,))
    document = written("markdown", made)
    (read,) = readers.read(Capture(document.encode(), "article.md"))
    assert [one.text for one in read.posts] == [one.text for one in made.posts]
    assert [one.later for one in read.posts] == [one.later for one in made.posts]
    assert ANSWERS in read.warnings
    assert find_pauses(read) == find_pauses(made)
    assert [one.text for one in read.removed if one.rule == "article:pause"] == ["*4 days later*"]


def test_an_article_without_its_record_is_read_without_our_words() -> None:
    document = written("markdown", branched()).split("[//]:")[0]
    (read,) = readers.read(Capture(document.encode(), "article.md"))
    said = " ".join(one.text for one in read.posts)
    assert "days later" not in said
    assert "Later additions" not in said
    assert {"article:pause", "article:heading"} <= {one.rule for one in read.removed}


def test_an_author_may_write_what_we_do() -> None:
    made = thread(post(1, "*3 days later*"), post(2, "## Later additions"), post(3, "## *Later additions*"))
    (read,) = readers.read(Capture(written("markdown", made).split("[//]:")[0].encode(), "article.md"))
    said = words(" ".join(one.text for one in read.posts))
    assert said.count("3") == 1
    assert said.count("additions") == 2


@pytest.mark.parametrize(
    ("one", "two", "days"),
    [
        ("2021-03-01T08:00:00Z", "2021-03-02T08:00:00Z", 0),
        ("2021-03-01T08:00:00Z", "2021-03-02T08:00:01Z", 1),
        ("2021-03-01T08:00:00Z", "2021-03-04T07:00:00Z", 2),
        ("2021-03-01T23:00:00+05:00", "2021-03-02T20:00:00Z", 1),
        ("2021-03-01", "2021-03-02", 0),
        ("2021-03-01", "2021-03-03", 2),
        ("2021-03-01", "2021-03-03T10:00:00Z", 2),
        ("2021-03-01T10:00", "2021-03-03T10:00:00Z", 2),
        ("2021-03", "2021-06", 0),
        ("2021-03-03", "2021-03-01", 0),
        ("2021-13-03", "2021-14-01", 0),
        (None, "2021-03-01", 0),
    ],
)
def test_a_pause_is_more_than_a_day_for_certain(one: str | None, two: str, days: int) -> None:
    made = thread(post(1, "One.", one), post(2, "Two.", two))
    assert find_pauses(made) == (((1, days),) if days else ())


def test_a_pause_cuts_no_sentence() -> None:
    made = thread(
        post(1, "The water slows down behind the wall and it drops everything that it,", "2021-03-01T08:00:00Z"),
        post(2, "having come so far, has carried all the way from the hills.", "2021-03-05T08:00:00Z"),
    )
    assert len(build_article(made).blocks) == 1
    assert "days later" not in written("html", made)


def test_mending_a_thread_keeps_what_was_added_later() -> None:
    made = branched()
    place = next(at for at, line in enumerate(list_lines(made)) if line.post == 6)
    state = apply_edit(made, ThreadEdits(), Edit(wishes=(EditRequest("joins", place),)))
    now = edit_thread(made, state)
    assert [one.later for one in now.posts] == [False] * 4 + [True]
    assert now.posts[-1].text.startswith("Somebody asked")
    assert now.posts[-1].text.endswith("silted up since.")


def test_kept_pictures_and_videos_are_shown_with_their_words() -> None:
    made = branched()
    article = build_article(made)
    shown = str(
        html.render_fragment(article, thread=made, media=lambda one: f"/media/{one.sha256}.png" if one.sha256 else None)
    )
    assert f'<img src="/media/{SHA256}.png" alt="A breakwater from the air" loading="lazy" decoding="async">' in shown
    film = replace(made.posts[2].attachments[0], kind="video", alt='"><script>')
    made = replace(made, posts=(replace(made.posts[2], number=1, attachments=(film,)),))
    shown = str(html.render_posts(made, media=lambda _: "/media/x.mp4"))
    assert '<video src="/media/x.mp4" controls="" preload="none" aria-label="&#34;&gt;&lt;script&gt;"></video>' in shown
    assert "<img" not in written("html", branched())
