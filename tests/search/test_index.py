"""The index is a cache: it follows the archive, survives damage, crashes and company, and never speaks for itself."""

from __future__ import annotations

import json
import os
import random
import shutil
import signal
import stat
import subprocess
import sys
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from pathlib import Path

import pytest

from tests.support.drivers.archive_driver import deposit, numbered
from tests.support.paths import CHECKOUT, DRIVERS
from tests.support.search_library import EACH_ENGINE, Memory, shipped, thread
from unroller.archive import Archive, ThreadEdits
from unroller.errors import MisuseError, SearchError
from unroller.search import SearchIndex
from unroller.search import index_dir as folders
from unroller.search.index_dir import BusyError, IndexDir

DRIVER = DRIVERS / "search_driver.py"
ROUNDS = int(os.environ.get("UNROLLER_KILLS", "12"))


#: The engine that :func:`opened` opens: every test here runs with each.
CHOSEN = {"engine": "whoosh"}


@pytest.fixture(autouse=True, params=EACH_ENGINE)
def engine(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> str:
    monkeypatch.setitem(CHOSEN, "engine", request.param)
    return str(request.param)


@contextmanager
def opened(root: Path, archive: object) -> Iterator[SearchIndex]:
    index = SearchIndex(root, archive, CHOSEN["engine"])  # type: ignore[arg-type]
    try:
        yield index
    finally:
        index.close()


def found(index: SearchIndex, query: str) -> list[str]:
    return [hit.id for hit in index.search(query, limit=1_000).hits]


def folder_of(root: Path) -> Path:
    (path,) = (path for path in root.iterdir() if path.is_dir() and "." not in path.name)
    return path


@pytest.fixture
def archive() -> Memory:
    held = Memory()
    for name, one in shipped().items():
        held.add(name, one)
    return held


# -- following --


def test_nothing_is_made_before_it_is_needed(tmp_path: Path) -> None:
    empty = Memory()
    with opened(tmp_path / "index", empty) as index:
        assert index.search("word").hits == ()
        assert index.update() == 0
        assert index.rebuild() == 0
    assert list(tmp_path.iterdir()) == []
    with pytest.raises(MisuseError):
        SearchIndex(tmp_path, empty, engine="none")


def test_a_search_sees_what_was_kept_a_moment_ago(tmp_path: Path) -> None:
    archive = Memory()
    with opened(tmp_path, archive) as index, opened(tmp_path, archive) as reader:
        name = archive.add("one", thread("the heron stood", author="ada"))
        assert found(index, "heron") == [name]
        assert found(reader, "heron") == [name]
        other = archive.add("two", thread("a heron flew", author="bob"))
        assert set(found(reader, "heron")) == {name, other}
        assert set(found(index, "heron")) == {name, other}
        archive.add("one", thread("the bittern stood", author="ada"))
        assert found(index, "heron") == [other]
        archive.change(other, ThreadEdits(title="Grey birds", tags=("Birds",)))
        assert found(index, "in:title grey") == found(index, "tag:birds") == [other]
        archive.remove(other)
        assert found(index, "heron") == []
        assert found(reader, "heron") == []
        assert index.search("tag:birds").total_threads == 0


def test_a_hit_says_all_a_page_needs(tmp_path: Path) -> None:
    archive = Memory()
    archive.add("one", thread("Of birds.", "The heron, a heron.", "One heron.", author="ada", published="2022-03-04"))
    with opened(tmp_path, archive) as index:
        results = index.search("heron")
        first, other = results.hits
        assert (first.post, other.post, first.author, first.published) == (2, 3, "ada", "2022-03-04")
        assert [first.snippet[a:b] for a, b in first.marks] == ["heron", "heron"]
        assert first.url == f"/t/slug-{first.id}#p2"
        assert first.more == 1
        assert first.score > other.score > 0
        assert (results.total_threads, results.exact, results.hints) == (1, True, ())
        assert results.took > 0


def test_pages_follow_each_other(tmp_path: Path, archive: Memory) -> None:
    with opened(tmp_path, archive) as index:
        whole = found(index, "the -xyzzy")
        best = list(dict.fromkeys(whole))
        pages = [
            list(dict.fromkeys(hit.id for hit in index.search("the -xyzzy", limit=7, offset=at).hits))
            for at in range(0, len(best) + 7, 7)
        ]
        assert [name for page in pages for name in page] == best
        assert index.search("the", limit=0).total_threads > 0
        assert index.search("the", limit=-5, offset=-5).hits == ()


def test_only_what_may_be_seen_is_found(tmp_path: Path) -> None:
    archive = Memory()
    public = archive.add("public", thread("the heron"))
    private = archive.add("private", thread("the heron and the hernshaw"), ThreadEdits(visibility="private"))  # type: ignore[arg-type]
    with opened(tmp_path, archive) as index:
        assert set(found(index, "heron")) == {public, private}
        seen = index.search("heron", visible=("public",))
        assert ([hit.id for hit in seen.hits], seen.total_threads) == ([public], 1)
        assert index.search("-xyzzy", visible=()).total_threads == 0
        assert index.search("hernshaw", visible=("public",)).total_threads == 0
        assert index.search("hernshav", visible=("public",)).hits == ()
        assert [hit.id for hit in index.search("hernshav").hits] == [private]
        assert index.search("(hernshav)", visible=("public",)).suggestion is None
        assert index.search("(hernshav)").suggestion == "(hernshaw)"
        assert index.search("hernshaws", visible=("public",)).hits == ()


def test_conditions_that_nothing_meets_are_widened_and_said(tmp_path: Path, archive: Memory) -> None:
    with opened(tmp_path, archive) as index:
        widened = index.search("(harvesting)")
        assert widened.hits[0].id.startswith("a-year-on-plot")
        assert "another form" in " ".join(map(str, widened.hints))
        assert widened.hits[0].marks
        assert index.search('"harvesting"').hits  # one word in quotes is that word
        assert index.search('"harvesting kg"').hits == ()
        assert "did you mean: (turnips)" in map(str, index.search("(trunips)").hints)
        assert index.search("(zzzunheardof)").hints == ()


def test_conditions_that_are_known_but_never_together_are_widened(tmp_path: Path) -> None:
    archive = Memory()
    archive.add("wanted", thread("The harbour master closed the pier.", "We waited."))
    archive.add("other", thread("Two harbours in one day."))
    archive.add("third", thread("A master of the craft."))
    with opened(tmp_path, archive) as index:
        found = index.search("(harbours master)")
        assert [hit.id.rstrip("-") for hit in found.hits] == ["wanted"]
        assert [*map(str, found.hints)] == ["nothing has exactly this; shown are posts with another form of: harbours"]
        assert [found.hits[0].snippet[a:b] for a, b in found.hits[0].marks] == ["harbour", "master"]
        assert [hit.id.rstrip("-") for hit in index.search("(harbours)").hits] == ["other"]
        assert index.search("(harbours pier) -master").hits == ()
        assert index.search("(harbours craft)").hits == ()


HOSTILE = [
    "",
    " ",
    "*",
    "-",
    "a*",
    "the*",
    "(" * 500,
    ")" * 500,
    '"',
    '"' * 999,
    "a" * 10_000,
    "word " * 500,
    "\0",
    "a\0b",
    "\u202eabc",
    "\ud800",
    "or or or",
    "AND OR",
    "not",
    "-(-(-(a)))",
    "from:",
    "since:9999",
    "until:0001",
    "~~~",
    "the~",
    "#",
    "@",
    "#*",
    "//",
    "a:b:c",
    "site:" + "a." * 400,
    "-the -a -and -of",
    "ก" * 900,
    "東" * 900,
    "🇫" * 400,
    "sort:new sort:old",
    "in:title",
    "has:has",
    '"the the the"~32',
    '"' + "the " * 100 + '"~32',
    "word " * 40,
    " or ".join(f"{letter}ar*" for letter in "bcdefghjklmnprst"),
    "\u200f" * 500,
    "and",
    "~",
    ":",
    "'; DROP TABLE",
    "%s %d",
    "${x}",
    "t* OR a* OR s* OR b*",
    "thee~ thet~ ther~ then~ them~",
]


def test_hostile_queries_are_answered_at_once(tmp_path: Path, archive: Memory) -> None:
    with opened(tmp_path, archive) as index:
        index.update()
        for query in HOSTILE:
            began = time.process_time()
            results = index.search(query)
            assert time.process_time() - began < 1.0, query[:20]
            assert results.total_threads >= len({hit.id for hit in results.hits})


# -- whose it is, and whether it is whole --


def test_the_folder_is_ours_alone(tmp_path: Path, archive: Memory) -> None:
    with opened(tmp_path / "index", archive) as index:
        index.update()
    path = folder_of(tmp_path / "index")
    assert stat.S_IMODE(path.stat().st_mode) == 0o700
    assert stat.S_IMODE((tmp_path / "index").stat().st_mode) == 0o700
    assert path.name.startswith(f"11111111-2222-{CHOSEN['engine']}-t")


def test_a_folder_that_others_can_write_to_is_not_read(tmp_path: Path, archive: Memory) -> None:
    with opened(tmp_path, archive) as index:
        assert found(index, "soup")
    path = folder_of(tmp_path)
    before = path.stat().st_ino
    path.chmod(0o777)
    with opened(tmp_path, archive) as index:
        assert found(index, "soup")
    assert folder_of(tmp_path).stat().st_ino != before
    assert stat.S_IMODE(folder_of(tmp_path).stat().st_mode) == 0o700


def test_a_link_in_place_of_the_folder_is_not_followed(tmp_path: Path, archive: Memory) -> None:
    with opened(tmp_path / "index", archive) as index:
        assert found(index, "soup")
    path = folder_of(tmp_path / "index")
    path.rename(tmp_path / "elsewhere")
    path.symlink_to(tmp_path / "elsewhere")
    with opened(tmp_path / "index", archive) as index:
        assert found(index, "soup")
    assert not path.is_symlink()


def test_another_archive_or_an_older_copy_is_noticed(tmp_path: Path) -> None:
    one, other, older = Memory("one"), Memory("other"), Memory("one")
    one.add("a", thread("heron"))
    one.add("b", thread("heron too"))
    other.add("c", thread("heron three"))
    older.add("a", thread("bittern"))
    with opened(tmp_path, one) as index:
        assert len(found(index, "heron")) == 2
    with opened(tmp_path, other) as index:
        assert len(found(index, "heron")) == 1
    with opened(tmp_path, older) as index:
        assert found(index, "heron") == []
    older.add("b", thread("heron four"))
    with opened(tmp_path, older) as index:
        assert len(found(index, "heron")) == 1
    different = Memory("one")
    different.add("x", thread("heron"))
    different.add("y", thread("egret"))
    with opened(tmp_path, different) as index:
        assert (len(found(index, "heron")), len(found(index, "egret"))) == (1, 1)


def damage(path: Path, how: str, chance: random.Random) -> None:
    """Spoil an index file."""
    size = path.stat().st_size
    if how == "truncated":
        os.truncate(path, size // 2)
    elif how == "empty":
        path.write_bytes(b"")
    elif how == "gone":
        path.unlink()
    elif how == "noise":
        path.write_bytes(chance.randbytes(size))
    else:
        data = bytearray(path.read_bytes())
        for _ in range(3):
            data[chance.randrange(len(data))] ^= 1 << chance.randrange(8)
        path.write_bytes(data)


@pytest.mark.parametrize("how", ["truncated", "empty", "gone", "noise", "flipped"])
def test_damage_to_any_file_is_repaired_from_the_archive(tmp_path: Path, how: str) -> None:
    chance = random.Random(how)
    archive = Memory()
    for name, one in [*shipped().items()][::8]:
        archive.add(name, one)
    with opened(tmp_path, archive) as index:
        expected = {query: found(index, query) for query in ("soup", '"of the"', "light*", "sort:new")}
        archive.add("late", thread("late soup, in the margin of light"))
        index.update()
        archive.remove("late----------------")
        index.update()
    names = sorted(path.name for path in folder_of(tmp_path).iterdir())
    for name in names:
        path = folder_of(tmp_path) / name
        if not path.exists() or not path.stat().st_size:
            continue
        damage(path, how, chance)
        with opened(tmp_path, archive) as index:
            assert {query: found(index, query) for query in expected} == expected, name
        assert folder_of(tmp_path)


@pytest.mark.filterwarnings("ignore::pytest.PytestUnraisableExceptionWarning")  # Whoosh leaves a damaged file open
def test_damage_under_an_open_index_is_repaired(tmp_path: Path, archive: Memory) -> None:
    with opened(tmp_path, archive) as index:
        expected = found(index, "soup")
        shutil.rmtree(folder_of(tmp_path))
        assert found(index, "soup") == expected
        (folder_of(tmp_path) / "state.json").write_text("{}")
        assert found(index, "soup") == expected
        name = archive.add("late", thread("late soup"))
        for path in (*folder_of(tmp_path).glob("*.toc"), *folder_of(tmp_path).glob("meta.json")):
            path.write_bytes(b"noise")
        assert set(found(index, "soup")) == {*expected, name}


def test_a_commit_that_was_not_noted_is_no_damage(tmp_path: Path, archive: Memory) -> None:
    with opened(tmp_path, archive) as index:
        index.update()
        folder = folder_of(tmp_path)
        noted = (folder / "state.json").read_bytes()
        names = [archive.add(f"late{number}", thread(f"late soup {number}")) for number in range(30)]
        for number in range(3):
            archive.remove(names[number])
            index.update()
    (folder / "state.json").write_bytes(noted)  # as if it had been killed before it wrote the note
    (folder / "writing.tmp").touch()
    before = folder.stat().st_ino
    with opened(tmp_path, archive) as index:
        assert set(found(index, '"late soup"')) == set(names[3:])
    assert folder_of(tmp_path).stat().st_ino == before
    (folder / "state.json").write_bytes(noted.replace(b'"boot":"', b'"boot":"another'))
    with opened(tmp_path, archive) as index:
        assert set(found(index, '"late soup"')) == set(names[3:])
    assert folder_of(tmp_path).stat().st_ino != before


def test_older_forms_of_the_index_are_cleared_away(tmp_path: Path, archive: Memory) -> None:
    older, foreign = (f"{uuid}-2222-{CHOSEN['engine']}-t0-s0" for uuid in ("11111111", "99999999"))
    for name in (older, foreign):
        (tmp_path / name).mkdir()
    with opened(tmp_path, archive) as index:
        index.update()
    assert not (tmp_path / older).exists()
    assert (tmp_path / foreign).exists()


def test_an_unreadable_thread_is_counted(tmp_path: Path) -> None:
    archive = Archive.open(tmp_path / "archive")
    added = list(archive.add([numbered(1), numbered(2)]))
    record = added[0].path / "data" / "thread.json"
    record.chmod(0o600)
    record.write_bytes(b"{}")
    with opened(tmp_path / "index", Archive.open(tmp_path / "archive")) as index:
        results = index.search("heron")
        assert [hit.id for hit in results.hits][:1] == [added[1].id]
        assert "1 of the kept threads" in " ".join(map(str, results.hints))


# -- where it cannot be written --


def test_a_file_in_the_way_is_searched_around(tmp_path: Path, archive: Memory) -> None:
    (tmp_path / "index").write_text("a file")
    with opened(tmp_path / "index", archive) as index:
        assert found(index, "soup")
        temporary = index._sync.folder.root
        assert temporary.is_dir()
    del index
    assert (tmp_path / "index").read_text() == "a file"


@pytest.mark.skipif(os.geteuid() == 0, reason="root may write everywhere")
def test_an_index_that_cannot_be_written_is_still_read(tmp_path: Path, archive: Memory) -> None:
    with opened(tmp_path, archive) as index:
        expected = found(index, "soup")
    archive.add("late", thread("late soup"))
    tmp_path.chmod(0o500)
    try:
        with opened(tmp_path, archive) as index:
            results = index.search("soup", limit=100)
            assert [hit.id for hit in results.hits] == expected or "cannot be written" in " ".join(
                map(str, results.hints)
            )
    finally:
        tmp_path.chmod(0o700)


# -- company --


def test_while_another_writes_what_is_there_is_searched(tmp_path: Path) -> None:
    archive = Memory()
    archive.add("one", thread("heron"))
    with opened(tmp_path, archive) as index:
        assert len(found(index, "heron")) == 1
        archive.add("two", thread("heron"))
        with index._sync.folder.lock(0):
            results = index.search("heron")
            assert results.total_threads == 1
            assert "another process" in " ".join(map(str, results.hints))
            assert index.update() == 0
        assert len(found(index, "heron")) == 2


def test_a_lock_is_held_by_one(tmp_path: Path) -> None:
    folder = IndexDir(tmp_path / "x")
    with folder.lock(0), pytest.raises(BusyError), folder.lock(0.05):
        raise AssertionError
    with folder.lock(0):
        pass


def run(archive: Path, index: Path, work: str, times: int) -> subprocess.Popen[bytes]:
    return subprocess.Popen(
        [sys.executable, str(DRIVER), str(archive), str(index), work, str(times), CHOSEN["engine"]],
        stdout=subprocess.PIPE, stderr=subprocess.PIPE,
        env={**os.environ, "PYTHONPATH": str(CHECKOUT)},
    )  # fmt: skip


def test_processes_side_by_side_find_everything(tmp_path: Path) -> None:
    archive = Archive.open(tmp_path / "archive")
    list(archive.add(numbered(number) for number in range(30)))
    workers = [run(tmp_path / "archive", tmp_path / "index", work, 15) for work in ("rebuild", "search", "search")]
    for number in range(30, 40):
        list(archive.add([numbered(number)]))
        time.sleep(0.05)
    for worker in workers:
        out, err = worker.communicate(timeout=120)
        assert worker.returncode == 0, err.decode()
        assert out.count(b"\n") == 16
    with opened(tmp_path / "index", archive) as index:
        assert len({hit.id for hit in index.search("heron", limit=100).hits}) == 40


def test_killing_the_indexer_costs_nothing(tmp_path: Path) -> None:
    """``UNROLLER_KILLS=100`` for a hundred."""
    archive = Archive.open(tmp_path / "archive")
    list(archive.add(numbered(number) for number in range(40)))
    chance = random.Random(7)
    for number in range(ROUNDS):
        work = ("search", "rebuild", "serve", "build")[number % 4]
        worker = run(tmp_path / "archive", tmp_path / "index", work, 10_000)
        assert worker.stdout
        worker.stdout.readline()
        added = next(archive.add([deposit(f"Round {number}: the heron is back, {number} times.", platform="x")]))
        time.sleep(chance.random() * 0.25)
        worker.send_signal(signal.SIGKILL)
        worker.communicate()
        with opened(tmp_path / "index", Archive.open(tmp_path / "archive")) as index:
            results = index.search("heron", limit=1_000)
            assert added.id in {hit.id for hit in results.hits}
            assert results.total_threads == 41 + number
    left = [path.name for path in (tmp_path / "index").iterdir() if ".new-" in path.name]
    with opened(tmp_path / "index", archive) as index:
        index.rebuild()
    assert not [path for path in (tmp_path / "index").iterdir() if ".new-" in path.name], left


def test_a_full_disk_is_said(tmp_path: Path, archive: Memory, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TMPDIR", str(tmp_path / "nowhere"))
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path / "nowhere"))
    (tmp_path / "index").write_text("a file")
    with opened(tmp_path / "index", archive) as index, pytest.raises(SearchError, match="search index"):
        index.search("soup")


def test_the_state_says_what_is_there(tmp_path: Path, archive: Memory) -> None:
    with opened(tmp_path, archive) as index:
        index.update()
    state = json.loads((folder_of(tmp_path) / "state.json").read_text())
    assert state["sequence"] == archive.sequence
    held = {path.name for path in folder_of(tmp_path).iterdir()} - {"state.json"}
    assert {name for name in held if "lock" not in name.lower()} == set(state["files"])


def test_the_archive_is_untouched(tmp_path: Path) -> None:
    archive = Archive.open(tmp_path / "archive")
    list(archive.add([numbered(1)]))
    before = {path: path.stat().st_mtime_ns for path in (tmp_path / "archive").rglob("*")}
    with opened(tmp_path / "index", archive) as index:
        assert found(index, "heron")
        index.rebuild()
    assert {path: path.stat().st_mtime_ns for path in (tmp_path / "archive").rglob("*")} == before


def test_threads_of_one_process_search_and_write_side_by_side(tmp_path: Path) -> None:
    archive = Memory()
    archive.add("first", thread("the heron stood"))
    with opened(tmp_path, archive) as index, ThreadPoolExecutor(6) as pool:
        asked = [pool.submit(index.search, "heron or bittern", limit=100) for _ in range(40)]
        for number in range(15):
            archive.add(f"heron-{number}", thread(f"heron number {number}", "and a bittern"))
            asked += map(pool.submit, (index.update, index.optimize))
            asked.append(pool.submit(index.search, "heron -bittern"))
        for one in asked:
            one.result()
        assert index.search("heron", limit=1).total_threads == 16


def parts(root: Path) -> int:
    """How many segments an index has."""
    names = (path.name.partition(".")[0] for path in folder_of(root).iterdir() if path.suffix in {".trm", ".store"})
    return len(set(names))


def test_a_server_merges_while_it_searches_and_adds(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("unroller.search.sync.LONG_LIVED", -1.0)
    archive = Memory()
    archive.add("first", thread("the heron stood"))
    with opened(tmp_path, archive) as index, opened(tmp_path, archive) as reader:
        index.update()
        before = folder_of(tmp_path).stat().st_ino
        for number in range(40):
            archive.add(f"heron-{number}", thread(f"heron number {number}"))
            if number % 7 == 3:
                archive.remove(f"heron-{number - 1}".ljust(20, "-"))
            index.update()
            expected = 1 + number + 1 - (number + 4) // 7
            assert index.search("heron", limit=1).total_threads == expected
            assert reader.search("heron", limit=1).total_threads == expected
        until = time.monotonic() + 60
        while (parts(tmp_path) > 16 or index._sync._lock_held) and time.monotonic() < until:
            time.sleep(0.1)
        assert parts(tmp_path) <= 16
        assert index.search("heron", limit=1).total_threads == expected
        assert reader.search("heron", limit=1).total_threads == expected
    with opened(tmp_path, archive) as index:
        assert index.search("heron", limit=1).total_threads == expected
    assert folder_of(tmp_path).stat().st_ino == before  # not built anew


def test_what_another_process_merged_away_is_no_damage(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    archive = Memory()
    with opened(tmp_path, archive) as index, opened(tmp_path, archive) as reader:
        for number in range(3):
            archive.add(f"heron-{number}", thread(f"heron number {number}"))
            index.update()
        assert reader.search("heron").total_threads == 3
        before, ask = folder_of(tmp_path).stat().st_ino, reader._hit_builder.search

        def merged_meanwhile(*args: object, **options: object) -> object:
            monkeypatch.setattr(reader._hit_builder, "search", ask)
            archive.add("last", thread("a last heron"))
            index.update()
            raise FileNotFoundError("a segment is gone")

        monkeypatch.setattr(reader._hit_builder, "search", merged_meanwhile)
        assert reader.search("heron").total_threads == 4
        assert folder_of(tmp_path).stat().st_ino == before  # not built anew


def test_the_sum_of_a_large_file_may_come_later(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    home = IndexDir(tmp_path / "index")
    home.path.mkdir(mode=0o700)
    (home.path / "small.bin").write_bytes(b"x")
    (home.path / "large.bin").write_bytes(b"y" * (folders.SUMMED_NOW + 1))
    noted = folders.write_state(home.path, 1, "", (), None, later=True)
    assert [crc == folders.PENDING for _, crc in (noted.files["small.bin"], noted.files["large.bin"])] == [False, True]
    assert home.read_state() == noted  # another process goes on to read it
    with monkeypatch.context() as patched:
        patched.setattr(folders, "boot_id", lambda: "another run of the machine")
        assert home.read_state() is None
    again = folders.write_state(home.path, 2, "", (), noted)
    assert folders.PENDING not in {crc for _, crc in again.files.values()}
    (home.path / "large.bin").write_bytes(b"z" * (folders.SUMMED_NOW + 1))
    assert home.read_state() is None
