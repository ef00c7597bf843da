"""Many writers at once, and what killed ones leave: one copy of each thread, and nothing stays half done."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
import threading
from pathlib import Path

import pytest

from tests.support.drivers.archive_driver import MOMENT, deposit, numbered
from tests.support.paths import CHECKOUT, DRIVERS
from unroller.archive import Archive, ThreadEdits
from unroller.archive.bagit import write_bag
from unroller.archive.catalog.follower import CatalogFollower
from unroller.archive.deduplicate import build_candidate, identify
from unroller.archive.ledger import REWRITE_BYTES, LedgerFile
from unroller.archive.model import LedgerEntry
from unroller.archive.staging import Staging
from unroller.errors import ArchiveError, NotFoundError, ReadOnlyError

DRIVER = DRIVERS / "archive_driver.py"


def driver(root: Path, *steps: str) -> subprocess.Popen[str]:
    return subprocess.Popen(
        [sys.executable, "-B", str(DRIVER), str(root), *steps], stdout=subprocess.PIPE, text=True,
        env=os.environ | {"PYTHONPATH": str(CHECKOUT)},
    )  # fmt: skip


def content(root: Path) -> None:
    report = Archive.open(root).verify()
    assert (report.problems, report.notices) == ((), ())


def dead_writer(root: Path, *threads: str) -> Path:
    """A staging folder as a killed writer leaves it: with its notes, and unlocked."""
    with Staging(root) as staging:
        staging.intend(threads)
        staging.begin()
        return staging.path


def renamed_but_not_logged(root: Path, number: int) -> str:
    """A thread that a writer moved into place before it was killed."""
    thread = identify(numbered(number).thread).id
    path = dead_writer(root, thread)
    folder = root / "threads" / thread[:2] / f"slug-{thread}"
    write_bag(path / "new" / "v0001", build_candidate(numbered(number)).build_payload(), [])
    folder.parent.mkdir(exist_ok=True)
    (path / "new").rename(folder)
    return thread


# -- many at once --------------------------------------------------------------------------------------------------


def test_eight_processes_adding_the_same_sixty_leave_sixty(root: Path) -> None:
    orders = [
        ["add:1-60"],
        ["add:31-60", "add:1-30"],
        [f"add:{n}" for n in range(60, 0, -1)],
        ["add:1-20", "add:21-60"],
    ]
    running = [driver(root, *orders[number % 4]) for number in range(8)]
    lines = [line for each in running for line in each.communicate()[0].splitlines()]
    assert all(each.returncode == 0 for each in running)
    assert sorted(line.split()[0] for line in lines) == ["added"] * 60 + ["present"] * 420
    assert len(Archive.open(root).list()) == 60
    assert len(list(root.rglob("bagit.txt"))) == 60
    content(root)


def test_threads_of_one_process_exclude_each_other_too(root: Path) -> None:
    archive = Archive.open(root)
    statuses: list[str] = []

    def work(first: int) -> None:
        for number in range(20):
            statuses.extend(added.status for added in archive.add([numbered((first + number) % 20)]))
            archive.list()
            archive.set_state(archive.list()[0].id, ThreadEdits(notes=str(number)))

    workers = [threading.Thread(target=work, args=(first * 5,)) for first in range(4)]
    for worker in workers:
        worker.start()
    for worker in workers:
        worker.join()
    assert sorted(statuses) == ["added"] * 20 + ["present"] * 60
    content(root)


def test_two_titles_of_one_thread_make_one_folder(root: Path) -> None:
    """The folder's name holds the title, so a rename alone could not find that the other is there already."""
    texts = ("The same words",)
    archives = [Archive.open(root), Archive.open(root)]
    added = [next(archives[n].add([deposit(*texts, title=f"Title {n}", name=f"{n}.txt")])) for n in range(2)]
    assert [each.status for each in added] == ["added", "present"]
    assert len(list(root.rglob("bagit.txt"))) == 1


def test_a_writer_between_staging_and_the_lock_finds_what_came_first(
    root: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    slow, quick = Archive.open(root), Archive.open(root)
    next(quick.add([numbered(50)]))
    stage = slow._writer._stage

    def overtaken(*args: object, **kwargs: object) -> None:
        stage(*args, **kwargs)  # type: ignore[arg-type]
        monkeypatch.undo()
        next(quick.add([deposit("The same words", title="Other title")]))

    monkeypatch.setattr(slow._writer, "_stage", overtaken)
    assert next(slow.add([deposit("The same words", title="A title")])).status == "present"
    assert len(list(root.rglob("bagit.txt"))) == 2
    content(root)


def test_a_thread_removed_while_it_is_being_found_is_kept_anew(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    slow, quick = Archive.open(root), Archive.open(root)
    thread = next(quick.add([numbered(1)])).id
    known = slow._writer._is_known

    def overtaken(identity: object) -> bool:
        seen = known(identity)  # type: ignore[arg-type]
        quick.remove(thread)
        return seen

    monkeypatch.setattr(slow._writer, "_is_known", overtaken)
    assert next(slow.add([numbered(1)])).status == "added"
    content(root)


def test_verify_beside_a_writer_finds_no_damage(root: Path) -> None:
    writer = driver(
        root, "add:1-30", *(step for n in range(1, 30) for step in (f"edit:{n}", f"remove:{n}", f"add:{n + 100}"))
    )
    looks = 0
    while writer.poll() is None:
        report = Archive.open(root).verify()
        assert report.problems == ()
        looks += 1
    writer.communicate()
    assert looks > 2
    content(root)


def test_recovery_leaves_the_staging_of_a_living_writer_alone(root: Path) -> None:
    archive = Archive.open(root)
    next(archive.add([numbered(1)]))
    with Staging(root) as alive:
        (alive.path / "work").write_text("in progress")
        next(Archive.open(root).add([numbered(2)]))
        assert Archive.open(root).recover().cleared == 0
        assert (alive.path / "work").read_text() == "in progress"
    content(root)


# -- what killed writers leave -------------------------------------------------------------------------------------


def test_what_was_staged_and_no_more_is_cleared(root: Path) -> None:
    next(Archive.open(root).add([numbered(1)]))
    path = dead_writer(root, identify(numbered(2).thread).id)
    assert Archive.open(root).verify().ok
    assert len(Archive.open(root).verify().notices) == 1
    assert Archive.open(root).recover().cleared == 1
    assert not path.exists()
    content(root)


@pytest.mark.parametrize("by", ["recover", "the same thread", "another thread"])
def test_what_was_moved_and_not_logged_is_entered(root: Path, by: str) -> None:
    next(Archive.open(root, clock=lambda: MOMENT).add([numbered(1)]))
    thread = renamed_but_not_logged(root, 2)
    inode = (next(root.glob(f"threads/*/*-{thread}")) / "v0001" / "bagit.txt").stat().st_ino
    report = Archive.open(root).verify()
    assert report.ok
    assert any(thread in notice for notice in report.notices)
    assert thread not in {summary.id for summary in Archive.open(root).list()}
    archive = Archive.open(root)
    if by == "recover":
        assert archive.recover().entered == ((thread, 1),)
    elif by == "the same thread":
        assert next(archive.add([numbered(2)])).status == "present"
    else:
        next(archive.add([numbered(3)]))
    entry = next(entry for entry in archive.iter_entries() if entry.thread == thread)
    assert (entry.action, entry.version) == ("recovered", 1)
    assert Archive.open(root).load(thread).thread == numbered(2).thread
    # Its bytes may never have reached the disk: they were written anew.
    assert (next(root.glob(f"threads/*/*-{thread}")) / "v0001" / "bagit.txt").stat().st_ino != inode
    content(root)


def test_a_second_version_that_was_not_logged_is_entered(root: Path) -> None:
    """Recovery compares thread and version: the thread alone is known already."""
    short, longer = deposit("One", platform="x", thread_id="5"), deposit("One", "Two", platform="x", thread_id="5")
    archive = Archive.open(root)
    added = next(archive.add([short]))
    path = dead_writer(root, added.id)
    write_bag(path / "v0002", build_candidate(longer).build_payload(), [])
    (path / "v0002").rename(added.path.with_name("v0002"))
    assert Archive.open(root).recover().entered == ((added.id, 2),)
    assert Archive.open(root).load(added.id).thread == longer.thread
    content(root)


def test_what_was_moved_without_any_note_is_found_by_the_next_addition_of_it(root: Path) -> None:
    next(Archive.open(root).add([numbered(1)]))
    thread = renamed_but_not_logged(root, 2)
    for path in (root / "staging").iterdir():
        (path / "threads-1.txt").unlink()
    next(Archive.open(root).add([numbered(3)]))
    assert [problem.kind for problem in Archive.open(root).verify().problems] == ["stray"]
    assert next(Archive.open(root).add([numbered(2)])).id == thread
    assert next(entry for entry in Archive.open(root).iter_entries() if entry.thread == thread).action == "recovered"
    content(root)


def test_a_damaged_bag_that_was_not_logged_is_named_and_passed_over(root: Path) -> None:
    next(Archive.open(root).add([numbered(1)]))
    thread = renamed_but_not_logged(root, 2)
    folder = next(root.glob(f"threads/*/*-{thread}"))
    (folder / "v0001" / "data" / "thread.json").unlink()
    added = next(Archive.open(root).add([numbered(2)]))
    assert (added.status, added.version) == ("added", 2)
    assert {str(problem.path) for problem in Archive.open(root).verify().problems} == {
        f"threads/{thread[:2]}/{folder.name}/v0001"
    }


def test_a_removal_that_broke_off_is_finished(root: Path) -> None:
    archive = Archive.open(root)
    thread = next(archive.add([numbered(1)])).id
    next(archive.add([numbered(2)]))
    archive.set_state(thread, ThreadEdits(title="x"))
    dead_writer(root, thread)
    archive._ledger.append([LedgerEntry(0, "2026-01-01T00:00:00Z", "removed", thread)])
    with pytest.raises(NotFoundError):
        Archive.open(root).load(thread)
    assert Archive.open(root).verify().ok
    assert Archive.open(root).recover().finished == (thread,)
    assert list(root.glob(f"threads/*/*-{thread}")) == []
    content(root)


def test_a_removed_folder_that_is_brought_back_is_named(root: Path, tmp_path: Path) -> None:
    archive = Archive.open(root)
    added = next(archive.add([numbered(1)]))
    shutil.copytree(added.path.parent, tmp_path / "copy")
    archive.remove(added.id)
    shutil.copytree(tmp_path / "copy", added.path.parent)
    problems = Archive.open(root).verify().problems
    assert ["was removed" in problem.message for problem in problems] == [True]


def test_an_edit_that_broke_off_is_entered(root: Path) -> None:
    archive = Archive.open(root)
    added = next(archive.add([numbered(1)]))
    dead_writer(root, added.id)
    (added.path.parent / "state.json").write_text(json.dumps({"schema": 1, "title": "Half"}))
    assert Archive.open(root).verify().ok
    next(Archive.open(root).add([numbered(2)]))
    assert Archive.open(root).list()[1].title == "Half"
    content(root)


@pytest.mark.parametrize("length", [1, 100, 4096, 5000, 70_000, 300_000])
def test_a_torn_last_line_of_any_length_is_cut(root: Path, length: int) -> None:
    first = next(Archive.open(root).add([numbered(1)]))
    whole = (root / "ledger.jsonl").read_bytes()
    dead_writer(root, first.id)
    with (root / "ledger.jsonl").open("ab") as file:
        file.write(b'{"seq":2,' + b"x" * length)
    report = Archive.open(root).verify()
    assert report.ok
    assert Archive.open(root).load(first.id)
    assert next(Archive.open(root).add([numbered(2)])).sequence == 2
    assert (root / "ledger.jsonl").read_bytes().startswith(whole)
    content(root)


def test_a_torn_last_line_without_a_dead_writer_is_damage(root: Path) -> None:
    next(Archive.open(root).add([numbered(1)]))
    with (root / "ledger.jsonl").open("ab") as file:
        file.write(b'{"seq":2,')
    assert [problem.kind for problem in Archive.open(root).verify().problems] == ["ledger"]
    next(Archive.open(root).add([numbered(2)]))
    content(root)


def test_a_hole_that_a_power_cut_left_is_cut_with_all_that_follows(root: Path) -> None:
    archive = Archive.open(root)
    ids = [added.id for added in archive.add(numbered(n) for n in range(4))]
    dead_writer(root, *ids[2:])
    path = root / "ledger.jsonl"
    data = bytearray(path.read_bytes())
    third = sum(len(line) + 1 for line in bytes(data).split(b"\n")[:2])
    data[third + 10 : third + 60] = b"\0" * 50
    path.write_bytes(data)
    next(Archive.open(root).add([numbered(9)]))
    assert [entry.action for entry in Archive.open(root).iter_entries()] == [
        "added",
        "added",
        "recovered",
        "recovered",
        "added",
    ]
    assert {summary.id for summary in Archive.open(root).list()} >= set(ids)
    content(root)


def test_settling_a_long_ledger_changes_no_byte(root: Path) -> None:
    archive = Archive.open(root)
    list(archive.add(numbered(n) for n in range(300)))
    path = root / "ledger.jsonl"
    whole = path.read_bytes()
    assert len(whole) > REWRITE_BYTES
    LedgerFile(path).settle()
    assert path.read_bytes() == whole


# -- the ledger by itself ------------------------------------------------------------------------------------------


def test_a_reader_of_a_line_that_was_taken_back_reads_anew(root: Path) -> None:
    """A flush that fails takes its line back: whoever read it in between must not keep it."""
    root.mkdir()
    path = root / "ledger.jsonl"
    writer, reader = (CatalogFollower(root, (), lambda: None) for _ in range(2))
    writer.append([LedgerEntry(0, "t", "added", "a" * 20, 1)])
    before = path.read_bytes()
    writer.append([LedgerEntry(0, "t", "added", "b" * 20, 1)])
    reader.refresh()
    assert reader.position.sequence == 2
    path.write_bytes(before)
    again = CatalogFollower(root, (), lambda: None)
    again.append([LedgerEntry(0, "t", "added", "c" * 20, 1)])
    assert [reader.ask(lambda rows, one=one: rows.find_ever(one * 20) is not None, whole=False) for one in "abc"] == [
        True,
        False,
        True,
    ]
    assert [entry.thread[0] for entry in reader.iter_entries(1)] == ["c"]


def test_unknown_keys_of_a_line_are_passed_over() -> None:
    from unroller.archive.checksummed_lines import add_checksum
    from unroller.archive.ledger import decode_entry

    known = {"seq": 1, "time": "t", "action": "added"}
    assert decode_entry(add_checksum(known | {"mood": 1})) == LedgerEntry(1, "t", "added")
    for bad in (
        {"seq": True},
        {"action": "sold"},
        {"action": ["added"]},
        {"time": 3},
        {"time": None},
        {"version": "1"},
    ):
        assert decode_entry(add_checksum(known | bad)) is None


# -- disks that refuse ---------------------------------------------------------------------------------------------


def test_a_disk_that_is_read_only_is_read_and_said(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    import errno

    added = next(Archive.open(root).add([numbered(1)]))
    archive = Archive.open(root)

    def refuse(path: Path) -> bool:
        raise OSError(errno.EROFS, os.strerror(errno.EROFS), str(path))

    monkeypatch.setattr("unroller.archive.staging.create_folder", refuse)
    for write in (
        lambda: next(archive.add([numbered(2)])),
        lambda: archive.remove(added.id),
        lambda: archive.set_state(added.id, ThreadEdits(title="x")),
    ):
        with pytest.raises(ReadOnlyError, match="cannot be written"):
            write()
    assert archive.load(added.id).thread == numbered(1).thread
    assert archive.verify().ok
    content(root)


@pytest.mark.skipif(os.geteuid() != 0, reason="mounting needs root; an ordinary user is refused by the folder's mode")
def test_a_read_only_mount_is_read_and_left_alone(root: Path) -> None:
    added = next(Archive.open(root).add([numbered(1)]))
    program = (
        "import sys; from pathlib import Path; from tests.support.drivers.archive_driver import numbered\n"
        "from unroller.archive import Archive; a = Archive.open(Path(sys.argv[1]))\n"
        "print(len(a.list()), a.load(sys.argv[2]).id, a.verify().ok)\n"
        "try: next(a.add([numbered(2)]))\n"
        "except Exception as error: print(type(error).__name__)\n"
    )
    script = f'mount --bind "{root}" "{root}" && mount -o remount,bind,ro "{root}" && exec "$@"'
    result = subprocess.run(
        ["unshare", "-m", "sh", "-c", script, "sh", sys.executable, "-B", "-c", program, str(root), added.id],
        capture_output=True, text=True, check=False, cwd=CHECKOUT,
    )  # fmt: skip
    if "mount" in result.stderr or "unshare" in result.stderr:
        pytest.skip(f"no mount here: {result.stderr.strip()}")
    assert result.stdout.splitlines() == [f"1 {added.id} True", "ReadOnlyError"], result.stderr
    content(root)


def test_a_folder_that_cannot_be_read_is_said(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    next(Archive.open(root).add([numbered(1)]))
    (root / "ledger.jsonl").rename(root / "x")
    (root / "ledger.jsonl").symlink_to(root / "x")
    with pytest.raises(ArchiveError, match="cannot be read"):
        Archive.open(root).list()
