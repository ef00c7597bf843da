"""Dated observations beside a kept thread: added, never overwritten; checked, and never in the way of reading."""

from __future__ import annotations

import json
import multiprocessing
import os
from pathlib import Path

import pytest

from tests.support.drivers.archive_driver import deposit, numbered, seen
from unroller.archive import Archive, ThreadEdits
from unroller.article.sources import index_observations
from unroller.errors import DamagedError, NotFoundError
from unroller.model import Description, Memento, Observation, find_newest

AT = "2026-03-01T10:00:00Z"
PAGE = "https://example.org/a"


@pytest.fixture
def archive(tmp_path: Path) -> Archive:
    return Archive.open(tmp_path / "archive")


@pytest.fixture
def kept(archive: Archive) -> str:
    """The id of a kept thread."""
    return next(archive.add([numbered(1)])).id


def file_of(archive: Archive) -> Path:
    return next(archive.root.rglob("observations.jsonl"))


def problems(archive: Archive) -> list[str]:
    return [f"{one.kind} {one.path.name}: {one.message}" for one in Archive.open(archive.root).verify().problems]


def test_looking_again_adds_and_never_overwrites(archive: Archive, kept: str) -> None:
    before = {path: path.read_bytes() for path in archive.root.rglob("v0001/**/*") if path.is_file()}
    first, second, third = seen("a"), seen("b"), seen("a", "2027-03-01T10:00:00Z")
    archive.observe(kept, [first, second])
    whole = file_of(archive).read_bytes()
    assert archive.observe(kept, [third]) == archive.sequence
    assert Archive.open(archive.root).load(kept).observations == (first, second, third)
    assert file_of(archive).read_bytes().startswith(whole)
    assert {path: path.read_bytes() for path in before} == before
    assert [entry.action for entry in archive.iter_entries()] == ["added", "observed", "observed"]
    assert problems(archive) == []


def test_each_line_is_sealed_plain_json_with_its_version(archive: Archive, kept: str) -> None:
    archive.observe(kept, [seen("a")])
    line = json.loads(file_of(archive).read_text("ascii"))
    assert (line["schema"], line["at"], line["state"], line["description"]["title"]) == (1, AT, "alive", "Title a")


def test_several_threads_are_observed_in_one_commit_and_removed_ones_left_out(archive: Archive) -> None:
    ids = [added.id for added in archive.add([numbered(n) for n in (1, 2, 3)])]
    archive.remove(ids[2])
    found = archive.observe_all({key: [seen(key)] for key in ids})
    assert sorted(found) == sorted(ids[:2])
    assert [archive.load(key).observations for key in ids[:2]] == [(seen(key),) for key in ids[:2]]
    assert archive.observe_all({ids[2]: [seen("a")], ids[0]: []}) == {}


def test_an_unknown_thread_is_refused(archive: Archive, kept: str) -> None:
    with pytest.raises(NotFoundError):
        archive.observe("0" * 20, [seen("a")])
    assert archive.load(kept).observations == ()


def test_a_newer_capture_and_an_edit_leave_them(archive: Archive) -> None:
    key = next(archive.add([deposit("One", platform="x", thread_id="5")])).id
    archive.observe(key, [seen("a")])
    archive.set_state(key, ThreadEdits(title="Mine"))
    next(archive.add([deposit("One", "Two", platform="x", thread_id="5")]))
    assert archive.load(key).observations == archive.load(key, 1).observations == (seen("a"),)
    assert problems(archive) == []


def test_a_removed_thread_takes_them_along(archive: Archive, kept: str) -> None:
    archive.observe(kept, [seen("a")])
    archive.remove(kept)
    again = next(archive.add([numbered(1)])).id
    assert archive.load(again).observations == ()
    assert "example.org" not in (archive.root / "ledger.jsonl").read_text()
    assert problems(archive) == []


def test_a_torn_end_is_passed_over_named_and_cut_by_the_next_look(archive: Archive, kept: str) -> None:
    archive.observe(kept, [seen("a")])
    path = file_of(archive)
    path.chmod(0o644)
    path.write_bytes(path.read_bytes() + b'{"schema":1,"at":"20')
    assert archive.load(kept).observations == (seen("a"),)
    assert problems(archive) == ["damaged observations.jsonl: line 2 is not as it was written"]
    archive.observe(kept, [seen("b")])
    assert archive.load(kept).observations == (seen("a"), seen("b"))
    assert problems(archive) == []


def test_what_is_damaged_is_never_sealed_anew(archive: Archive, kept: str) -> None:
    archive.observe(kept, [seen("a"), seen("b")])
    path = file_of(archive)
    path.chmod(0o644)
    path.write_bytes(path.read_bytes().replace(b"Title a", b"Title x"))
    assert archive.load(kept).observations == (seen("b"),)
    with pytest.raises(DamagedError, match="backup"):
        archive.observe(kept, [seen("c")])
    path.unlink()
    assert problems(archive) == ["missing observations.jsonl: is missing"]
    assert archive.load(kept).observations == ()


def test_a_file_that_no_ledger_knows_is_named(archive: Archive, kept: str) -> None:
    archive.observe(kept, [seen("a")])
    other = next(archive.add([numbered(2)])).path.parent / "observations.jsonl"
    other.write_bytes(file_of(archive).read_bytes())
    assert problems(archive) == [
        "damaged observations.jsonl: is not as it was kept: its SHA-256 differs from the ledger's"
    ]


def test_they_are_read_on_with_a_lost_ledger(archive: Archive, kept: str) -> None:
    archive.observe(kept, [seen("a")])
    (archive.root / "ledger.jsonl").unlink()
    assert Archive.open(archive.root).load(kept).observations == (seen("a"),)


def test_a_writer_that_died_before_the_ledger_is_finished_by_the_next(archive: Archive, kept: str) -> None:
    from unroller.archive.checksummed_lines import sha256
    from unroller.archive.staging import INTENT

    archive.observe(kept, [seen("a")])
    path, ledger = file_of(archive), archive.root / "ledger.jsonl"
    lines = ledger.read_bytes().splitlines(keepends=True)
    ledger.write_bytes(b"".join(lines[:-1]))  # put in place, but not entered
    left = archive.root / "staging" / "1-dead"
    left.mkdir(parents=True)
    (left / INTENT.format(1)).write_text(f"{kept}\n")
    again = Archive.open(archive.root)
    assert (again.verify().problems, len(again.verify().notices)) == ((), 2)
    again.recover()
    assert again.load(kept).observations == (seen("a"),)
    newest_entry = list(again.iter_entries())[-1]
    assert (newest_entry.action, newest_entry.note) == ("observed", "recovered")
    assert newest_entry.observations == sha256(path.read_bytes())
    assert problems(archive) == []


def _look(root: Path, key: str, name: str, times: int) -> None:
    for number in range(times):
        Archive.open(root).observe(key, [seen(f"{name}{number}")])


def test_two_writers_keep_both(archive: Archive, kept: str) -> None:
    context = multiprocessing.get_context("spawn")
    writers = [context.Process(target=_look, args=(archive.root, kept, name, 8)) for name in "ab"]
    for writer in writers:
        writer.start()
    for writer in writers:
        writer.join()
    found = Archive.open(archive.root).load(kept).observations
    assert sorted(found, key=repr) == sorted((seen(f"{name}{n}") for name in "ab" for n in range(8)), key=repr)
    assert problems(archive) == []


@pytest.mark.skipif(os.geteuid() == 0, reason="root may write anywhere")
def test_a_read_only_archive_shows_them(archive: Archive, kept: str) -> None:
    archive.observe(kept, [seen("a")])
    folders = [path for path in (archive.root, *archive.root.rglob("*")) if path.is_dir()]
    for path in folders:
        path.chmod(0o555)
    try:
        assert Archive.open(archive.root).load(kept).observations == (seen("a"),)
    finally:
        for path in folders:
            path.chmod(0o755)


def test_the_list_counts_links_by_what_became_of_them(archive: Archive) -> None:
    from tests.support.builders.links import linked

    key = next(archive.add([linked("See https://example.org/a and https://example.org/b")])).id
    assert archive.list()[0].links == (("unseen", 2),)
    archive.observe(key, [Observation(AT, "https://EXAMPLE.org/a", "gone", 404)])
    assert archive.list()[0].links == Archive.open(archive.root).list()[0].links == (("gone", 1), ("unseen", 1))


# -- what is known by now ------------------------------------------------------------------------------------------


def test_the_newest_look_counts_and_says_what_an_earlier_one_saw() -> None:
    alive = Observation(AT, PAGE, "alive", 200, final="https://example.org/b", description=Description(title="T"))
    copy = Memento("https://archive.example/1", "2025-01-01T00:00:00Z")
    gone = Observation("2027-01-01T00:00:00Z", PAGE, "gone", 404, memento=copy)
    back = Observation("2028-01-01T00:00:00Z", PAGE, "alive", 200)
    now = find_newest([alive, gone])[PAGE]
    assert (now.state, now.at, now.description, now.memento) == ("gone", gone.at, alive.description, copy)
    assert find_newest([alive, gone, back])[PAGE].memento is None
    assert find_newest([]) == {}


def test_a_source_is_found_however_its_address_is_spelled() -> None:
    known = index_observations([Observation(AT, "https://www.Example.org/a/", "alive")])
    assert known.of("https://example.org/a") or known.of("https://www.example.org/a/")
    assert known.of(None) is None
    assert known.of("https://example.org/other") is None
