"""A thread that changed, and what is kept beside it: the readable difference, pictures, videos, pauses, additions."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from click.testing import CliRunner

from tests.support.builders.branches import ANSWERS, PICTURE, SHA256, branched, keep, post, thread
from tests.support.site import Html, Site, visible
from unroller.archive import Archive
from unroller.article.diff import compare_threads, diff_texts
from unroller.cli.commands import cli
from unroller.errors import NotFoundError
from unroller.library import Library
from unroller.messages import Message
from unroller.model import Date, Run, Thread
from unroller.web.threads.views import detect_media_type


def edited() -> Thread:
    """The thread of :func:`branched`, one post in other words, one gone, one more."""
    old = branched().posts
    words = replace(old[1], runs=(Run("It is the <b>breakwater</b> that slows all water down. 2/4"),))
    more = post(7, "A tenth harbour is silting up too.", "2024-01-01T00:00:00Z", later=True)
    posts = (old[0], words, *old[2:4], old[5], more)
    return replace(branched(), posts=tuple(replace(one, number=at) for at, one in enumerate(posts, 1)))


def test_changes_are_told_post_by_post_and_word_by_word() -> None:
    found = compare_threads(branched(), edited())
    assert [(one.kind, one.number) for one in found] == [("changed", 2), ("removed", 5), ("added", 6)]
    assert [piece for piece in found[0].pieces if piece[0] != "same"] == [
        ("removed", "breakwater "), ("added", "<b>breakwater</b> "), ("removed", "the "), ("added", "all "),
    ]  # fmt: skip
    assert compare_threads(branched(), branched()) == ()


def test_the_pieces_are_both_texts() -> None:
    for older, newer in (
        ("a b  c\n", "a  c d"),
        ("", "x"),
        ("x", ""),
        ("ab" * 9, "ab " * 3000),
        ("x " * 900, "x " * 901),
    ):
        found = diff_texts(older, newer)
        assert "".join(text for kind, text in found if kind != "added") == older
        assert "".join(text for kind, text in found if kind != "removed") == newer


def test_posts_without_an_id_are_the_same_by_their_place() -> None:
    old = thread(*(replace(one, id=None) for one in branched().posts))
    new = thread(*(replace(one, id=None) for one in branched().posts[:1]), replace(post(2, "Other words."), id=None))
    assert [one.kind for one in compare_threads(old, new)] == ["changed", "removed", "removed", "removed", "removed"]


def test_what_else_changed_is_named() -> None:
    old = branched()
    new = replace(old, posts=(*old.posts[:2], replace(old.posts[2], attachments=()), *old.posts[3:]))
    (one,) = compare_threads(old, new)
    assert one.about == ("pictures",)
    assert one.pieces == (("same", old.posts[2].text),)


@pytest.fixture
def site(tmp_path: Path) -> Site:
    return Site(tmp_path)


def test_the_page_says_what_changed(site: Site) -> None:
    library = Library(site.settings)
    path = keep(library, branched())
    assert "What changed" not in site.get(path).text
    assert site.get(f"{path}/changes").status_code == 404
    keep(library, edited())
    assert f'<a href="{path}/changes">What changed</a>' in site.get(path).text
    page = site.get(f"{path}/changes").text
    assert "<ins>&lt;b&gt;breakwater&lt;/b&gt; </ins>" in page
    assert "<del>breakwater </del>" in page
    assert "<del>Somebody asked" in page
    assert "Version 2 beside version 1" in visible(page)
    assert site.get(f"{path}/changes?version=1").status_code == 404
    assert site.get(f"{path}/changes?version=7").status_code == 404
    short = path.rpartition("-")[2]
    assert site.get(f"/t/{short}/changes").headers["Location"] == f"{path}/changes"


def test_the_command_line_says_what_changed(site: Site) -> None:
    library = Library(site.settings)
    path = keep(library, branched()).rpartition("-")[2]
    run = CliRunner().invoke
    where = ["--archive", str(site.settings.archive)]
    assert run(cli, ["show", path, "--changes", *where]).exit_code == 1
    keep(library, edited())
    said = run(cli, ["show", path, "--changes", *where])
    assert said.exit_code == 0
    assert "post 2 changed\nIt is the [-breakwater -]{+<b>breakwater</b> +}that slows" in said.output
    assert '"status":"removed"' in run(cli, ["show", path, "--changes", "--json", *where]).output.replace(": ", ":")


def kept_media(monkeypatch: pytest.MonkeyPatch, data: bytes) -> None:
    """Let the archive hold `data` under the picture's digest."""

    def media(_archive: Archive, _thread: str, sha256: str) -> tuple[str, bytes]:
        if sha256 != SHA256:
            raise NotFoundError(Message("no such file"))
        return f"{sha256}.jpg", data

    monkeypatch.setattr(Archive, "read_media", media)


def test_kept_pictures_are_shown_with_their_words(site: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    path = keep(Library(site.settings), branched())
    place = f"{path}/media/{SHA256}.jpg"
    page = site.get(path)
    assert f'<img src="{place}" alt="A breakwater from the air" loading="lazy"' in page.text
    assert "media-src" not in page.headers["Content-Security-Policy"]
    assert site.get(place).status_code == 404  # nothing is kept yet
    kept_media(monkeypatch, PICTURE)
    answer = site.get(place)
    assert answer.data == PICTURE
    assert answer.mimetype == "image/png"
    assert answer.headers["X-Content-Type-Options"] == "nosniff"
    assert "sandbox" in answer.headers["Content-Security-Policy"]
    assert site.get(place, headers={"Range": "bytes=0-3"}).data == PICTURE[:4]
    assert site.get(place, headers={"If-None-Match": f'"{SHA256}"'}).status_code == 304
    for other in (f"{path}/media/{'0' * 64}.png", f"{path}/media/x.png", f"{path}/media/{SHA256}.p-g"):
        assert site.get(other).status_code == 404


@pytest.mark.parametrize(
    "data", [b"<html><script>", b"<svg xmlns='http://www.w3.org/2000/svg'>", b"", b"MZ\x00\x00ftyp"]
)
def test_whatever_else_was_kept_is_never_shown(site: Site, monkeypatch: pytest.MonkeyPatch, data: bytes) -> None:
    path = keep(Library(site.settings), branched())
    kept_media(monkeypatch, data)
    answer = site.get(f"{path}/media/{SHA256}.png")
    if detect_media_type(data):  # a file that says it is a film is one, for all a page knows
        assert answer.mimetype == "video/mp4"
        return
    assert answer.mimetype == "application/octet-stream"
    assert answer.headers["Content-Disposition"].startswith("attachment")
    assert "sandbox" in answer.headers["Content-Security-Policy"]


def test_a_page_with_a_video_may_play_it(site: Site) -> None:
    old = branched()
    film = replace(old.posts[2].attachments[0], kind="video")
    made = replace(old, posts=(*old.posts[:2], replace(old.posts[2], attachments=(film,)), *old.posts[3:]))
    page = site.get(keep(Library(site.settings), made))
    (video,) = Html(page.text).all("video")
    assert video.attributes["src"].endswith(f"{SHA256}.mp4")
    assert page.headers["Content-Security-Policy"].endswith("; media-src 'self'")


def test_a_thread_of_an_account_reads_as_it_was_written(site: Site) -> None:
    path = keep(Library(site.settings), branched(warnings=(ANSWERS,)))
    page = site.get(f"{path}?lang=de").text
    assert "Spätere Ergänzungen" in page
    assert "4 Tage später" in page
    assert site.get(f"{path}?view=posts").text.count('class="later-additions"') == 1


def test_versions_of_which_one_knows_no_ids_are_compared_by_their_words() -> None:
    known = thread(post(1, "One thing.", "2021-03-01"), post(2, "Two things."), post(3, "Three things."))
    bare = replace(known, posts=tuple(replace(one, id=None, url=None, published=Date()) for one in known.posts))
    assert compare_threads(bare, known) == ()
    edited = replace(
        known, posts=(known.posts[0], replace(known.posts[1], runs=(Run("Two more things."),)), known.posts[2])
    )
    (change,) = compare_threads(bare, edited)
    assert (change.kind, change.number) == ("changed", 2)
    assert [kind for kind, _ in change.pieces] == ["same", "added", "same"]
    (change,) = compare_threads(bare, replace(known, posts=known.posts[:2]))
    assert (change.kind, change.number) == ("removed", 3)
