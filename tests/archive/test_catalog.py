"""The catalog beside its archive: it follows the ledger, and whatever happens to its file, no answer changes."""

from __future__ import annotations

import os
import random
import shutil
import sqlite3
import subprocess
import sys
from collections.abc import Callable
from contextlib import AbstractContextManager, nullcontext
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.support.drivers.archive_driver import deposit, numbered, seen
from tests.support.paths import CHECKOUT
from unroller.archive import Archive, ThreadEdits
from unroller.archive.catalog import files as catalog_files
from unroller.archive.catalog import follower
from unroller.archive.catalog.files import CatalogFiles
from unroller.archive.catalog.follower import get_digests
from unroller.archive.catalog.queries import CatalogQueries
from unroller.archive.catalog.rows import rebuild_row
from unroller.archive.catalog.store import CatalogStore
from unroller.archive.ledger import START, LedgerFile, LedgerIndex


@pytest.fixture
def index(tmp_path: Path) -> Path:
    return tmp_path / "index"


@pytest.fixture
def kept(root: Path, index: Path) -> Archive:
    """An archive with a little of everything."""
    archive = Archive.open(root, index=index)
    ids = [added.id for added in archive.add(numbered(number) for number in range(8))]
    list(archive.add([deposit("One", platform="x", thread_id="5"), deposit("Quite another thing", handle=None)]))
    list(archive.add([deposit("One", "Two", platform="x", thread_id="5")]))
    archive.set_state(ids[1], ThreadEdits(title="Mine", tags=("sea", "To read")))
    archive.set_state(ids[2], ThreadEdits(visibility="private"))
    archive.observe(ids[3], [seen("a")])
    archive.remove(ids[4], "test")
    archive.add_report({"export": "x", "found": 1})
    return archive


def find(index: Path, end: str = "sqlite") -> Path:
    (found,) = index.glob(f"*-catalog-*.{end}")
    return found


def answers(archive: Archive) -> dict[str, object]:
    """What is asked of an archive, and what it says."""
    listed = archive.list()
    catalog = archive.catalog
    return {
        "list": listed,
        "orders": [catalog.list_threads(order) for order in ("published", "oldest", "title", "author", "length")],
        "public": catalog.only_public().list_threads(),
        "names": [catalog.list_names(kind, 10) for kind in ("author", "tag", "hashtag", "site", "year")],
        "years": catalog.count_years(),
        "links": (catalog.count_links(), catalog.list_gone(5)),
        "related": [(catalog.find_adjacent(one.id), catalog.find_related(one.id, 5)) for one in listed],
        "holders": [catalog.find_holders(one.seen_posts[:8], 3) for one in listed if one.seen_posts],
        "loaded": [archive.load(one.id) for one in listed],
        "found": [(archive.resolve(one.id[:9]), archive.get_revision(one.id)) for one in listed],
        "state": (archive.sequence, archive.revision, archive.changed, list(archive.list_reports())),
    }


def test_it_lies_beside_the_archive_and_is_found_again(
    kept: Archive, root: Path, index: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    wanted = answers(kept)
    assert wanted == answers(Archive.open(root))
    assert not [path for path in root.rglob("*") if "catalog" in path.name]
    assert find(index).stat().st_mode & 0o777 == 0o600

    def fail(*_: object) -> None:
        raise AssertionError("read the whole ledger, or a thread for the list")

    monkeypatch.setattr(follower, "rebuild_row", fail)
    monkeypatch.setattr(CatalogStore, "apply", fail)
    assert answers(Archive.open(root, index=index)) == wanted


def flip(path: Path) -> None:
    data = bytearray(path.read_bytes())
    for at in random.Random(len(data)).sample(range(100, len(data)), 40):
        data[at] ^= 16
    path.write_bytes(data)


def older(path: Path) -> None:
    with sqlite3.connect(path) as db:
        db.execute("PRAGMA user_version = 0")
    db.close()


def empty(path: Path) -> None:
    with sqlite3.connect(path) as db:
        db.execute("DELETE FROM thread")
    db.close()


DAMAGE: dict[str, Callable[[Path], object]] = {
    "gone": Path.unlink,
    "empty": lambda path: path.write_bytes(b""),
    "noise": lambda path: path.write_bytes(random.Random(1).randbytes(50_000)),
    "cut": lambda path: os.truncate(path, path.stat().st_size // 2),
    "zeros": lambda path: path.write_bytes(path.read_bytes()[:8192] + bytes(40_000)),
    "flipped": flip,
    "another version": older,
    "rows gone": empty,
    "a folder": lambda path: (path.unlink(), path.mkdir()),
    "a link": lambda path: (path.rename(path.with_suffix(".x")), path.symlink_to(path.with_suffix(".x"))),
    "open to all": lambda path: path.chmod(0o666),
}


@pytest.mark.parametrize("damage", DAMAGE, ids=str)
@pytest.mark.parametrize("sealed", [True, False], ids=["with its seal", "without"])
def test_a_damaged_catalog_changes_no_answer(kept: Archive, root: Path, index: Path, damage: str, sealed: bool) -> None:
    wanted = answers(kept)
    path = find(index)
    DAMAGE[damage](path)
    if not sealed:
        find(index, "seal").unlink()
    assert answers(Archive.open(root, index=index)) == wanted
    assert answers(kept) == wanted, "nor of a process that has it open"
    added = next(Archive.open(root, index=index).add([numbered(50)]))
    assert kept.list()[0].id == added.id
    assert answers(kept) == answers(Archive.open(root))
    assert kept.verify().ok


@settings(max_examples=40, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(data=st.data())
def test_any_bytes_in_its_place_change_no_answer(kept: Archive, root: Path, index: Path, data: st.DataObject) -> None:
    wanted, path = answers(kept), find(index)
    whole = path.read_bytes()
    start = data.draw(st.integers(0, len(whole) - 1))
    path.write_bytes(whole[:start] + data.draw(st.binary(max_size=40)) + whole[start + data.draw(st.integers(0, 40)) :])
    assert answers(Archive.open(root, index=index)) == wanted


def test_damage_that_no_seal_shows_is_met_when_it_is_read(kept: Archive, root: Path, index: Path) -> None:
    """A flipped bit in a large file, as of a failing disk: a row that is not as it was written makes a new catalog."""
    wanted, path = answers(kept), find(index)
    data = path.read_bytes()
    path.write_bytes(data.replace(b"Quite another thing", b"Quite another thong"))
    files = CatalogFiles(index, kept.uuid or "")
    with files.lock() as lock:
        files.seal(lock)
    assert answers(Archive.open(root, index=index)) == wanted


def test_a_catalog_of_another_archive_is_not_taken(kept: Archive, root: Path, index: Path, tmp_path: Path) -> None:
    other = Archive.open(tmp_path / "other", index=tmp_path / "else")
    list(other.add([numbered(30), numbered(31)]))
    wanted = answers(kept)
    for end in ("sqlite", "seal"):
        shutil.copy(find(tmp_path / "else", end), find(index, end))
    files = CatalogFiles(index, kept.uuid or "")
    with files.lock() as lock:
        files.seal(lock)
    assert answers(Archive.open(root, index=index)) == wanted
    assert answers(kept) == wanted


def test_an_older_copy_of_it_goes_on_from_where_it_was(kept: Archive, root: Path, index: Path, tmp_path: Path) -> None:
    shutil.copytree(index, tmp_path / "copy")
    added = next(kept.add([numbered(40)]))
    kept.remove(added.id)
    next(kept.add([numbered(41)]))
    shutil.copytree(tmp_path / "copy", index, dirs_exist_ok=True)
    assert answers(Archive.open(root, index=index)) == answers(Archive.open(root))


def test_an_older_copy_of_the_archive_is_not_mistaken(kept: Archive, root: Path, index: Path, tmp_path: Path) -> None:
    shutil.copytree(root, tmp_path / "copy")
    list(kept.add([numbered(40), numbered(41)]))
    shutil.rmtree(root)
    shutil.copytree(tmp_path / "copy", root)
    assert answers(Archive.open(root, index=index)) == answers(Archive.open(root))
    assert answers(kept) == answers(Archive.open(root))


def test_after_a_restart_of_the_machine_it_is_made_anew_of_the_rows_that_are_whole(
    kept: Archive, root: Path, index: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    wanted = answers(kept)
    made: list[str] = []
    monkeypatch.setattr(catalog_files, "get_boot_id", lambda: "another")
    monkeypatch.setattr(follower, "rebuild_row", lambda at, held: (made.append(held.id), rebuild_row(at, held))[1])
    assert answers(Archive.open(root, index=index)) == wanted
    assert made == []


def test_after_a_restart_it_is_taken_as_it_is_where_it_was_flushed(
    kept: Archive, root: Path, index: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    wanted = answers(kept)
    assert not find(index, "seal").read_text().endswith(" flushed")
    monkeypatch.setattr(catalog_files, "SETTLED", 0.0)
    assert kept.sequence  # a process that had it open
    assert find(index, "seal").read_text().endswith(" flushed")
    monkeypatch.setattr(catalog_files, "get_boot_id", lambda: "another")
    with monkeypatch.context() as watched:
        watched.setattr(CatalogStore, "create", None)
        watched.setattr(CatalogStore, "apply", None)
        assert answers(Archive.open(root, index=index)) == wanted
    monkeypatch.setattr(catalog_files, "SETTLED", 1000.0)
    next(Archive.open(root, index=index).add([numbered(50)]))
    assert find(index, "seal").read_text().endswith(" another")
    assert answers(Archive.open(root, index=index)) == answers(Archive.open(root)) == answers(kept)


def test_where_nothing_can_be_written_it_is_elsewhere(
    kept: Archive, root: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    wanted = answers(kept)
    (tmp_path / "file").write_text("no folder")
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    assert answers(Archive.open(root, index=tmp_path / "file" / "index")) == wanted
    assert find(tmp_path / "cache" / "unroller" / "index")
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "file" / "cache"))
    assert answers(Archive.open(root, index=tmp_path / "file" / "index")) == wanted


def test_what_is_removed_leaves_no_word_in_it(root: Path, index: Path) -> None:
    archive = Archive.open(root, index=index)
    secret = deposit("Unspeakable quibble #quibblers", title="A quibble", handle="quibbler", name="quibble.txt")
    *_, added = archive.add([*(numbered(number) for number in range(30)), secret])
    archive.set_state(added.id, ThreadEdits(notes="quibble", tags=("quibbling",), title="Quibbles"))
    assert archive.catalog.list_names("tag", 5)[0].name == "quibbling"
    assert b"uibbl" in find(index).read_bytes()
    archive.remove(added.id)
    assert not [path for path in index.rglob("*") if b"uibbl" in path.read_bytes()]


def test_reading_all_threads_for_it_is_told_of(kept: Archive, root: Path, index: Path) -> None:
    told: list[tuple[int, int | None]] = []

    def show() -> AbstractContextManager[Callable[[int, int | None], None]]:
        return nullcontext(lambda done, total: told.append((done, total)))

    first = kept.list()[0].id
    shutil.rmtree(index)
    archive = Archive.open(root, index=index, show_progress=show)
    assert archive.load(first)
    assert told == []
    count = len(archive.list())
    assert told == [(count, count)]
    assert len(archive.list()) == count
    assert len(told) == 1


def test_reading_makes_no_folder_before_something_is_kept(root: Path, index: Path) -> None:
    archive = Archive.open(root, index=index)
    assert archive.list() == []
    assert not index.exists()
    next(archive.add([numbered(1)]))
    assert find(index)
    assert len(archive.list()) == 1


def test_threads_of_one_process_ask_together(kept: Archive) -> None:
    from concurrent.futures import ThreadPoolExecutor

    wanted = answers(kept)
    with ThreadPoolExecutor(8) as pool:
        assert all(one == wanted for one in pool.map(lambda _: answers(kept), range(16)))


PROGRAM = """
import sys
from pathlib import Path
from tests.support.drivers.archive_driver import numbered
from unroller.archive import Archive, ThreadEdits
root, index, number = Path(sys.argv[1]), Path(sys.argv[2]), int(sys.argv[3])
archive = Archive.open(root, index=index)
for step in range(6):
    added = next(archive.add([numbered(100 * number + step)]))
    assert added.id in archive.catalog.get_threads([added.id])
    archive.set_state(added.id, ThreadEdits(title=f"{number} {step}"))
    if step % 2:
        archive.remove(added.id)
    (archive.list(), archive.catalog.list_threads("title"))
"""


def test_several_processes_write_and_read(root: Path, index: Path) -> None:
    environment = os.environ | {"PYTHONPATH": str(CHECKOUT)}
    running = [
        subprocess.Popen([sys.executable, "-c", PROGRAM, str(root), str(index), str(number)], env=environment)
        for number in range(1, 4)
    ]
    assert [process.wait() for process in running] == [0, 0, 0]
    archive = Archive.open(root, index=index)
    assert len(archive.list()) == 9
    assert answers(archive) == answers(Archive.open(root))
    assert [path.name.rpartition(".")[2] for path in sorted(index.iterdir())] == ["seal", "sqlite", "sqlite-journal"]


def test_a_child_of_this_process_opens_it_anew(kept: Archive) -> None:
    wanted = answers(kept)
    process = os.fork()
    if not process:
        os._exit(0 if answers(kept) == wanted else 1)
    assert os.waitstatus_to_exitcode(os.waitpid(process, 0)[1]) == 0
    assert answers(kept) == wanted


@pytest.mark.parametrize("step", ["apply", "put", "set_position"])
def test_a_writer_that_is_killed_in_it_changes_no_answer(
    kept: Archive, root: Path, index: Path, step: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    process = os.fork()
    if not process:
        monkeypatch.setattr(CatalogStore, step, lambda *_: os._exit(9))
        list(Archive.open(root, index=index).add([numbered(60), numbered(61)]))
        os._exit(0)
    assert os.waitstatus_to_exitcode(os.waitpid(process, 0)[1]) == 9
    assert len([one for one in kept.list() if one.title.startswith("Thread 6")]) >= 2
    assert answers(kept) == answers(Archive.open(root))


def test_a_catalog_that_cannot_be_written_loses_no_acknowledgement(
    kept: Archive, root: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*_: object) -> None:
        raise sqlite3.OperationalError("disk I/O error")

    with monkeypatch.context() as broken:
        broken.setattr(CatalogStore, "put", refuse)
        added = next(kept.add([numbered(70)]))
        assert added.status == "added"
    assert kept.list()[0].id == added.id
    assert answers(kept) == answers(Archive.open(root))


STEPS = st.lists(
    st.tuples(st.sampled_from(["add", "again", "edit", "hide", "observe", "remove", "report"]), st.integers(0, 5)),
    max_size=14,
)


@settings(max_examples=25, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(steps=STEPS)
def test_its_rows_are_those_of_a_walk_over_the_files(tmp_path: Path, steps: list[tuple[str, int]]) -> None:
    folder = tmp_path / str(random.randrange(10**12))
    archive = Archive.open(folder / "archive", index=folder / "index")
    for what, number in steps:
        perform(archive, what, number)
    listed = archive.list()
    held = LedgerIndex()
    for entries, _ in LedgerFile(archive.root / "ledger.jsonl").iter_batches(START):
        for entry in entries:
            held.apply(entry)
    newest = sorted(held, key=lambda one: -one.latest.sequence)
    assert listed == [rebuild_row(archive.root, one).to_summary(one.added, one.latest.number) for one in newest]
    asked = archive._ledger
    for one in held:
        known = asked.ask(lambda rows, one=one: rows.find_ever(one.id))
        assert known is not None
        assert replace(known, keys=[]) == replace(one, keys=[])
        assert get_digests(known) == get_digests(one)
    for kind, table in (("text", held._by_text), ("name", held._by_name), ("capture", held._by_capture)):
        for key, there in table.items():
            wanted: list[Any] = list(there) if kind == "text" else [there[0] if kind == "capture" else there]
            found = asked.ask(lambda rows, kind=kind, key=key: rows.find_keys(kind, key))
            assert [one if kind == "text" else one[0] for one in found] == wanted
    assert asked.ask(CatalogQueries.get_reports) == held.reports
    assert answers(archive) == answers(Archive.open(archive.root))
    shutil.rmtree(folder, ignore_errors=True)


def perform(archive: Archive, what: str, number: int) -> None:
    """One step of a random history."""
    if what == "report":
        archive.add_report({"export": "x", "found": number})
        return
    given_ = numbered(number, posts=3 if what == "again" else 2)
    added = next(archive.add([given_]))
    if what == "edit":
        archive.set_state(added.id, ThreadEdits(title=f"T{number}", tags=("a", f"b{number % 2}")))
    elif what == "hide":
        archive.set_state(added.id, ThreadEdits(visibility="private"))
    elif what == "observe":
        archive.observe(added.id, [seen(str(number))])
    elif what == "remove":
        archive.remove(added.id)
