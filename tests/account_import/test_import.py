"""Imports of whole accounts: what is found, chosen, kept, and how it is accounted for."""

from __future__ import annotations

import io
import json
from datetime import UTC, datetime
from pathlib import Path

import pytest

from tests.support.builders.exports import FATES, PICTURE, export, many, members, post, posts
from unroller.account_import import Imports, Job, Selection
from unroller.account_import.jobs import JobState, JobStore
from unroller.config import Settings
from unroller.errors import InputError, MisuseError, NotFoundError
from unroller.library import Library
from unroller.search.documents import unpack_document
from unroller.search.indexer import Indexer

SHAPES = "tests.support.fakes.tiny_export_format"
NOW = datetime(2025, 5, 5, tzinfo=UTC)


@pytest.fixture
def library(tmp_path: Path) -> Library:
    return Library(Settings(tmp_path / "archive", tmp_path / "index"), lambda: NOW)


@pytest.fixture
def imports(library: Library) -> Imports:
    return Imports(library, background=False, formats=SHAPES)


@pytest.fixture
def zipped(tmp_path: Path) -> Path:
    return export(tmp_path / "export.zip")


def kept(library: Library) -> dict[str, list[str]]:
    """The kept threads by their first post's id: the texts of their posts."""
    threads = [library.load(summary.id).thread for summary in library.list()]
    return {str(thread.id): [one.text for one in thread.posts] for thread in threads}


def test_every_post_is_found_chosen_kept_and_accounted_for(imports: Imports, library: Library, zipped: Path) -> None:
    job = imports.begin([zipped])
    assert (job.phase, job.owner, job.label, job.done) == ("ready", "tiny", "tiny export", 24)
    listed = imports.list_threads(job.id, Selection(), sort="oldest")
    assert [(one.root, one.kind, one.posts, one.later, one.gaps) for one in listed.rows] == [
        ("100", "thread", 4, 1, 0), ("110", "reply", 2, 0, 0), ("141", "thread", 2, 0, 0), ("150", "thread", 2, 0, 1),
    ]  # fmt: skip
    assert (listed.total, listed.posts, listed.years) == (4, 10, (("2024", 4),))

    done = imports.keep(job.id, Selection())
    assert (done.phase, done.done, done.total) == ("done", 4, 4)
    finished = imports.get_result(job.id)
    assert finished is not None
    receipt = finished.receipt
    assert (finished.added, finished.updated, finished.present) == (4, 0, 0)
    assert dict(receipt.outcome_counts) == FATES
    assert receipt.adds_up
    assert receipt.found == 24
    assert receipt.reasons["limited"] == {
        "followers-only": 2, "direct posts": 1, "circle posts": 1, "deleted posts": 1,
    }  # fmt: skip
    assert receipt.reasons["duplicates"] == {"the same post twice": 1, "an earlier version of an edited post": 1}
    assert receipt.unreadable == ("tiny/posts.js, record 22: it has no id",)
    assert receipt.unopened == {"direct messages": 3}
    assert "1 record could not be read" in done.message
    assert [name for name, _ in library.archive.list_reports()]

    texts = kept(library)
    assert texts["100"] == [
        "A thread of four with a branch", "its second post", "its third post", "a branch beside the third",
    ]  # fmt: skip
    assert texts["141"] == ["Edited twice", "answers the first version"]
    assert library.archive.verify().ok


def test_pictures_quotes_notes_and_earlier_versions_come_along(
    imports: Imports, library: Library, zipped: Path
) -> None:
    job = imports.begin([zipped])
    imports.keep(job.id, Selection(min_posts=1))
    threads = {str(thread.id): thread for thread in (library.load(one.id).thread for one in library.list())}
    first, gone = threads["100"].posts[2].attachments
    assert first.sha256
    assert first.alt == "A picture"
    assert gone.sha256 is None
    key = next(one.id for one in library.list() if library.load(one.id).thread.id == "100")
    assert library.archive.read_media(key, first.sha256)[1] == PICTURE
    quote = threads["110"].posts[1].quotes[0]
    assert "".join(run.text for run in quote.runs) == "A thread of four with a branch"
    assert threads["120"].posts[0].text == "Alone, but a long one that goes on"
    assert ["".join(run.text for run in one.runs) for one in threads["141"].posts[0].earlier] == ["Edited once"]
    assert threads["180"].posts[0].text == "Twice, longer"
    # posts that are not for everybody are nowhere, in no file of the archive
    whole = b"".join(path.read_bytes() for path in library.settings.archive.rglob("*") if path.is_file())
    for word in (b"For followers", b"A secret", b"Deleted words", b"For a circle", b"never opened"):
        assert word not in whole


def test_limited_posts_enter_only_when_ticked_and_are_private(imports: Imports, library: Library, zipped: Path) -> None:
    job = imports.begin([zipped])
    chosen = Selection(limited=("followers",))
    rows = {one.root: one for one in imports.list_threads(job.id, chosen).rows}
    assert (rows["160"].posts, rows["160"].limit) == (3, "followers")
    imports.keep(job.id, chosen)
    visible = {library.load(one.id).thread.id: library.load(one.id).state.visibility for one in library.list()}
    assert visible["160"] == "private"
    assert visible["100"] == "public"
    finished = imports.get_result(job.id)
    assert finished is not None
    assert finished.receipt.adds_up
    assert finished.receipt.reasons["limited"].get("followers-only") is None


def test_the_same_again_is_there_already_and_more_words_are_a_new_version(
    imports: Imports, library: Library, zipped: Path, tmp_path: Path
) -> None:
    imports.keep(imports.begin([zipped]).id, Selection())
    before = sorted(path.read_bytes() for path in (library.settings.archive / "threads").rglob("*") if path.is_file())
    again = imports.begin([zipped])
    assert all(one.kept for one in imports.list_threads(again.id, Selection()).rows)
    imports.keep(again.id, Selection())
    finished = imports.get_result(again.id)
    assert finished is not None
    assert (finished.added, finished.updated, finished.present) == (0, 0, 4)
    assert len(library.archive.list_reports()) == 1
    after = sorted(path.read_bytes() for path in (library.settings.archive / "threads").rglob("*") if path.is_file())
    assert before == after
    newer = export(tmp_path / "newer.zip", members([*posts(), post(104, "a fifth post", 102)]))
    job = imports.begin([newer])
    imports.keep(job.id, Selection())
    finished = imports.get_result(job.id)
    assert finished is not None
    assert (finished.added, finished.updated, finished.present) == (0, 1, 3)


def test_selections(imports: Imports, zipped: Path) -> None:
    job = imports.begin([zipped])

    def roots(**asked: object) -> list[str]:
        return [one.root for one in imports.list_threads(job.id, Selection(**asked), sort="oldest").rows]  # type: ignore[arg-type]

    assert roots(min_posts=3) == ["100"]
    assert roots(replies=False) == ["100", "141", "150"]
    assert roots(roots=("150", "120")) == ["120", "150"]
    assert roots(without=("100",)) == ["110", "141", "150"]
    assert roots(since="2024-01-06", until="2024-01-06") == ["141"]
    assert roots(min_likes=1) == ["141"]
    assert roots(min_posts=1) == ["100", "110", "120", "121", "141", "150", "162", "180"]
    assert [one.root for one in imports.list_threads(job.id, Selection(), kinds=("reply",)).rows] == ["110"]
    assert [one.root for one in imports.list_threads(job.id, Selection(), sort="longest", offset=1, limit=1).rows] == [
        "150"
    ]
    with pytest.raises(MisuseError, match="a year or a day"):
        roots(since="soon")


def test_an_export_that_says_nothing_or_claims_another_count_fails_loudly(imports: Imports, tmp_path: Path) -> None:
    empty = export(tmp_path / "empty.zip", {"tiny/posts.js": b"tiny.posts = [ ]"})
    with pytest.raises(InputError, match="no post in it"):
        imports.begin([empty])
    assert [(job.phase, "no post in it" in job.message) for job in imports.list_jobs()] == [("failed", True)]
    job = imports.begin([export(tmp_path / "less.zip", members(posts(), claimed=99))])
    assert job.phase == "ready"
    assert "says it has 99 posts, and 22 were found" in job.message
    assert not imports.preview_report(job.id).adds_up


def test_several_files_are_one_export(imports: Imports, library: Library, tmp_path: Path) -> None:
    files = members(posts())
    media = {"tiny/media/a.png": files.pop("tiny/media/a.png")}
    parts = [
        export(tmp_path / "one.zip", {f"deeper/{name}": data for name, data in files.items()}),
        export(tmp_path / "two.zip", media | {"tiny/posts-2.js": b'tiny.posts = [{"id":"300","text":"more"}]'}),
    ]
    job = imports.begin([(path.name, io.BytesIO(path.read_bytes())) for path in parts])
    assert job.names == ("one.zip", "two.zip")
    assert job.done == 25
    imports.keep(job.id, Selection())
    pictures = [one.sha256 for s in library.list() for p in library.load(s.id).thread.posts for one in p.attachments]
    assert sum(map(bool, pictures)) == 1
    imports.forget(job.id)
    assert imports.list_jobs() == []
    with pytest.raises(NotFoundError):
        imports.get(job.id)


def test_in_the_background_it_can_be_stopped_resumed_and_survives(library: Library, zipped: Path) -> None:
    imports = Imports(library, formats=SHAPES)
    job = imports.wait(imports.begin([zipped]).id)
    assert job.phase == "ready"
    imports.keep(job.id, Selection())
    assert imports.wait(job.id).phase == "done"
    other = Imports(library, formats=SHAPES)  # after a restart
    assert [one.id for one in other.list_jobs()] == [job.id]
    assert other.get_result(job.id) == imports.get_result(job.id)
    with pytest.raises(MisuseError, match="has not stopped"):
        other.resume(job.id)


def test_how_an_import_stands_comes_back_whatever_its_files_are_called(tmp_path: Path) -> None:
    jobs, key = JobStore(tmp_path), "20250505000000-0123abcd"
    odd = "a\udcff.zip"  # how Python names a file whose name is not in UTF-8
    job = Job(key, "ready", (odd,), "2025-05-05", total=3, left=0.5, message="m")
    standing = JobState(job, (f"/tmp/{odd}",), Selection(limited=("circle",), roots=("1", "2")), {"counts": [1, 0, 0]})
    jobs.write(standing)
    assert jobs.read(key) == standing
    path = tmp_path / key / "job.json"
    record = json.loads(path.read_bytes())
    assert list(record) == ["job", "paths", "selection", "finished"]
    path.write_text(json.dumps(record | {"mood": 1}))
    assert jobs.read(key) == standing
    for broken in ({"paths": 3}, {"job": {**record["job"], "phase": "sleeping"}}, {"job": {"id": key}}):
        path.write_text(json.dumps(record | broken))
        with pytest.raises(NotFoundError, match="cannot be read"):
            jobs.read(key)


def test_several_processes_keep_the_same_bytes(tmp_path: Path) -> None:
    zipped = export(tmp_path / "export.zip", members(many(160)))
    kept_files = []
    for processes in (1, 2):
        home = tmp_path / str(processes)
        library = Library(Settings(home / "archive", home / "index"), lambda: NOW)
        imports = Imports(library, background=False, formats=SHAPES, processes=processes)
        job = imports.begin([zipped])
        assert imports.keep(job.id, Selection()).phase == "done"
        assert not list((home / "index" / "imports").rglob("media/*"))
        files = {
            str(path.relative_to(home)): path.read_bytes()
            for folder in ("threads", "receipts")
            for path in (home / "archive" / folder).rglob("*")
            if path.is_file()
        }
        kept_files.append((files, [entry.thread for entry in library.archive.iter_entries()]))
    assert len(kept_files[0][0]) > 800
    assert kept_files[0] == kept_files[1]


def test_the_search_says_of_imported_threads_what_the_archive_says(tmp_path: Path) -> None:
    library = Library(Settings(tmp_path / "archive", tmp_path / "index"), lambda: NOW)
    imports = Imports(library, background=False, formats=SHAPES)
    fresh: dict[int, bytes] = {}
    update = library.index.update
    library.index.update = lambda ready: fresh.update(ready) or update(ready)  # type: ignore[func-returns-value,method-assign,assignment]
    imports.keep(imports.begin([export(tmp_path / "export.zip")]).id, Selection(min_posts=1))
    documents = [unpack_document(packed) for packed in fresh.values()]
    indexer = Indexer(library.archive)
    assert len(documents) > 4
    assert documents == [indexer.read_document(document.id) for document in documents]
