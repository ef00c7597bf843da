"""What imports of whole accounts ask of the archive: media, reports, privacy from the first moment, equal words."""

from __future__ import annotations

import hashlib
import json
import subprocess
from dataclasses import replace
from pathlib import Path

import pytest

from tests.support.drivers.archive_driver import MOMENT, deposit
from unroller.archive import Archive, NewThread, ThreadEdits
from unroller.archive.sidecars import compute_report_id, encode_report
from unroller.archive.staging import Staging
from unroller.errors import DamagedError, NotFoundError

PICTURE = b"\xff\xd8\xff\xe0 a picture of a harbour"
NAME = f"{hashlib.sha256(PICTURE).hexdigest()}.jpg"
RECEIPT = {"export": "archive.zip", "found": 7, "imported_at": "2026-01-02T03:04:05Z", "unreadable": ["Zeile ä"]}


@pytest.fixture
def archive(root: Path) -> Archive:
    return Archive.open(root, clock=lambda: MOMENT)


def healthy(root: Path) -> None:
    report = Archive.open(root).verify()
    assert (report.problems, report.notices) == ((), ())


def with_picture(folder: Path) -> NewThread:
    (folder / "picture").write_bytes(PICTURE)
    return replace(deposit("A harbour."), media={NAME: folder / "picture"})


# -- media -----------------------------------------------------------------------------------------------------------


def test_pictures_are_kept_in_the_bag_and_come_back_checked(archive: Archive, root: Path, tmp_path: Path) -> None:
    added = next(archive.add([with_picture(tmp_path)]))
    (tmp_path / "picture").unlink()
    assert archive.read_media(added.id, NAME[:64]) == (NAME, PICTURE)
    assert (added.path / "data" / "media" / NAME).stat().st_mode & 0o777 == 0o444
    healthy(root)
    subprocess.run(["sha256sum", "-c", "--quiet", "manifest-sha256.txt"], cwd=added.path, check=True)


def test_a_damaged_picture_is_found_and_named(archive: Archive, root: Path, tmp_path: Path) -> None:
    added = next(archive.add([with_picture(tmp_path)]))
    place = added.path / "data" / "media" / NAME
    place.chmod(0o644)
    place.write_bytes(PICTURE[:-1])
    with pytest.raises(DamagedError):
        archive.read_media(added.id, NAME[:64])
    assert [str(problem.path) for problem in archive.verify().problems] == [str(place.relative_to(root))]


@pytest.mark.parametrize("name", ["../../escape.jpg", "plain.jpg", f"{NAME}/x", NAME.upper()])
def test_only_names_made_of_a_digest_are_kept(archive: Archive, root: Path, tmp_path: Path, name: str) -> None:
    given = replace(with_picture(tmp_path), media={name: tmp_path / "picture"})
    added = next(archive.add([given]))
    assert not (added.path / "data" / "media").exists()
    healthy(root)


def test_a_picture_that_nobody_kept_is_not_there(archive: Archive, tmp_path: Path) -> None:
    added = next(archive.add([with_picture(tmp_path)]))
    for wanted in ("0" * 64, "", "*", "../thread"):
        with pytest.raises(NotFoundError):
            archive.read_media(added.id, wanted)


# -- the same words --------------------------------------------------------------------------------------------------


def test_an_account_may_say_the_same_thing_twice(archive: Archive, root: Path) -> None:
    first, second = (deposit("Good morning.", platform="x", thread_id=name, data=name.encode()) for name in "12")
    assert [added.status for added in archive.add([first, second])] == ["added", "added"]
    assert [added.status for added in archive.add([second, first])] == ["present", "present"]
    pasted = next(archive.add([deposit("Good morning.")]))
    assert pasted.status == "present"
    assert len(archive.list()) == 2
    archive.remove(pasted.id)
    assert next(archive.add([deposit("Good morning.")])).id != pasted.id
    healthy(root)


def test_one_thread_under_two_names_of_its_account_is_one(archive: Archive) -> None:
    by_handle = deposit("Good morning.", platform="x", thread_id="1", handle="ada")
    by_other = deposit("Good morning.", platform="x", thread_id="1", handle="ada_lovelace", data=b"other")
    assert [added.status for added in archive.add([by_handle])] == ["added"]
    assert [added.status for added in archive.add([by_other])] == ["present"]


# -- privacy ---------------------------------------------------------------------------------------------------------


def test_a_private_thread_is_private_from_the_first_moment(archive: Archive, root: Path) -> None:
    added = next(archive.add([replace(deposit("For followers."), private=True)]))
    assert archive.read_state(added.id) == ThreadEdits(visibility="private")
    assert [entry.action for entry in archive.iter_entries()] == ["added", "changed"]
    healthy(root)


def test_a_thread_of_which_a_private_version_comes_becomes_private(archive: Archive, root: Path) -> None:
    public = deposit("One.", "Two.", platform="mastodon", thread_id="9")
    limited = replace(deposit("One.", "Two.", "Three.", platform="mastodon", thread_id="9"), private=True)
    first = next(archive.add([public]))
    archive.set_state(first.id, ThreadEdits(title="Mine"))
    second = next(archive.add([limited]))
    assert (second.id, second.status) == (first.id, "updated")
    state = archive.read_state(first.id)
    assert (state.title, state.visibility) == ("Mine", "private")
    healthy(root)


def test_a_private_thread_whose_writer_died_is_recovered_private(archive: Archive, root: Path) -> None:
    added = next(archive.add([replace(deposit("For followers."), private=True)]))
    with Staging(root) as staging:  # as a writer leaves it that died before its lines were in the ledger
        staging.intend([added.id])
        staging.begin()
    (root / "ledger.jsonl").write_bytes(b"")
    fresh = Archive.open(root, clock=lambda: MOMENT)
    fresh.recover()
    assert fresh.read_state(added.id).visibility == "private"
    healthy(root)


# -- reports ---------------------------------------------------------------------------------------------------------


def test_a_receipt_is_kept_once_whenever_it_was_made(archive: Archive, root: Path) -> None:
    name = archive.add_report(RECEIPT)
    assert archive.add_report(RECEIPT | {"imported_at": "2027-01-01T00:00:00Z"}) == name
    other = archive.add_report(RECEIPT | {"found": 8})
    assert archive.read_report(name) == RECEIPT
    assert [each for each, _ in archive.list_reports()] == [other, name]
    assert [entry.action for entry in archive.iter_entries()] == ["imported", "imported"]
    healthy(root)
    with pytest.raises(NotFoundError):
        archive.read_report("0" * 20)


def test_a_changed_receipt_is_found(archive: Archive, root: Path) -> None:
    name = archive.add_report(RECEIPT)
    place = root / "receipts" / f"{name}.json"
    place.chmod(0o644)
    place.write_bytes(encode_report(RECEIPT | {"found": 6}))
    assert [problem.kind for problem in archive.verify().problems] == ["damaged"]
    assert archive.list_reports() == []
    with pytest.raises(DamagedError):
        archive.read_report(name)
    place.unlink()
    assert [problem.kind for problem in archive.verify().problems] == ["missing"]


def test_a_receipt_whose_writer_died_is_entered_and_a_foreign_one_is_named(archive: Archive, root: Path) -> None:
    archive.add_report(RECEIPT)
    more = RECEIPT | {"found": 9}
    place = root / "receipts" / f"{compute_report_id(more)}.json"
    place.write_bytes(encode_report(more))
    (root / "receipts" / "note.txt").write_text("mine")
    kinds = [(problem.kind, problem.path.name) for problem in archive.verify().problems]
    assert sorted(kinds) == sorted([("stray", place.name), ("stray", "note.txt")])
    (root / "receipts" / "note.txt").unlink()
    with Staging(root) as staging:
        staging.begin()
    assert Archive.open(root).verify().problems == ()
    Archive.open(root, clock=lambda: MOMENT).recover()
    healthy(root)
    assert [record["found"] for _, record in Archive.open(root).list_reports()] == [9, 7]
    assert json.loads(place.read_bytes())["found"] == 9
