"""Whatever happens to a kept byte or name is found by `verify`, and costs no other thread."""

from __future__ import annotations

import os
import shutil
from contextlib import suppress
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.support.drivers.archive_driver import deposit, numbered, seen
from unroller.archive import Archive, ThreadEdits
from unroller.archive.checksummed_lines import add_checksum, verify_checksum
from unroller.archive.verify import ArchiveCheck
from unroller.errors import ArchiveError, DamagedError, UnrollerError


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """A small archive with everything in it: three threads, two versions, a state, observations, a removal."""
    archive = Archive.open(tmp_path / "archive")
    first, second = archive.add([numbered(1, posts=1), deposit("One", platform="x", thread_id="5")])
    list(archive.add([deposit("One", "Two", platform="x", thread_id="5"), numbered(3, posts=1)]))
    archive.set_state(second.id, ThreadEdits(title="Mine", tags=("x",)))
    archive.observe(second.id, [seen("a"), seen("b")])
    archive.remove(first.id, "test")
    assert archive.verify().problems == archive.verify().notices == ()
    return archive.root


def files(root: Path) -> list[Path]:
    return sorted(path for path in root.rglob("*") if path.is_file())


def problems(root: Path) -> list[str]:
    try:
        return [f"{problem.kind} {problem.path}" for problem in Archive.open(root).verify().problems]
    except ArchiveError as error:
        return [str(error)]


def bags(root: Path) -> list[Path]:
    return sorted(path.parent for path in root.rglob("bagit.txt"))


def overwrite(path: Path, data: bytes) -> None:
    path.chmod(0o644)
    path.write_bytes(data)


#: What is read a line or a value at a time, so that one bit of a byte may matter to it where another does not.
TAKEN_APART = (
    "ARCHIVE.json", "ledger.jsonl", "state.json", "observations.jsonl", "manifest-sha256.txt",
    "tagmanifest-sha256.txt",
)  # fmt: skip


@pytest.mark.slow
@pytest.mark.parametrize("part", ["threads", "ledger.jsonl", "README.txt", "ARCHIVE.json"])
def test_every_flipped_bit_is_found(tmp_path: Path, part: str) -> None:
    """Every byte of every file: each of its bits where the file is taken apart, else one, another from byte to byte."""
    root = tmp_path / "small"
    archive = Archive.open(root)
    thread = next(archive.add([deposit("One", "Two", title="Hi")])).id
    archive.set_state(thread, ThreadEdits(title="Mine"))
    archive.observe(thread, [seen("a")])
    missed = []
    flips = 0
    for path in [each for each in files(root) if each.relative_to(root).parts[0] == part]:
        path.chmod(0o644)
        whole = path.read_bytes()
        with path.open("r+b", buffering=0) as file:
            for index, byte in enumerate(whole):
                for bit in range(8) if path.name in TAKEN_APART else [index % 8]:
                    file.seek(index)
                    file.write(bytes([byte ^ 1 << bit]))
                    flips += 1
                    # The quick look sees what the whole check sees first; every so often the whole check is asked.
                    found = problems(root) if flips % 199 == 0 else check(root, [thread])
                    if not any(path.name in each for each in found):
                        missed.append((str(path.relative_to(root)), index, bit, found))
                file.seek(index)
                file.write(bytes([byte]))
    assert flips > 1_400
    assert missed == []
    assert problems(root) == []


def check(root: Path, only: list[str]) -> list[str]:
    checking = ArchiveCheck(root)
    try:
        checking.run(only)
    except ArchiveError as error:
        return [str(error)]
    return [f"{problem.kind} {problem.path}" for problem in checking.problems]


@settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(data=st.data())
def test_a_damaged_archive_is_named_and_never_breaks_reading(root: Path, data: st.DataObject) -> None:
    path = data.draw(st.sampled_from(files(root)))
    whole = path.read_bytes()
    start = data.draw(st.integers(0, len(whole) - 1))
    end = data.draw(st.integers(start, len(whole)))
    changed = whole[:start] + data.draw(st.binary(max_size=30)) + whole[end:]
    if changed == whole:
        return
    overwrite(path, changed)
    try:
        found = problems(root)
        if path.name == "ledger.jsonl":
            assert found  # a lost end is betrayed by the threads
        else:
            assert any(path.name in each for each in found)
        if path.name != "ARCHIVE.json":
            for summary in Archive.open(root).list():
                with suppress(UnrollerError):
                    Archive.open(root).load(summary.id)
    finally:
        overwrite(path, whole)


@pytest.mark.parametrize(
    "name", ["source.txt", "thread.json", "article.md", "manifest-sha256.txt", "tagmanifest-sha256.txt"]
)
def test_a_file_that_is_gone_is_missed(root: Path, name: str) -> None:
    next(bags(root)[0].rglob(name)).unlink()
    assert any(each.startswith("missing") and each.endswith(name) for each in problems(root))


@pytest.mark.parametrize("name", ["ledger.jsonl", "ARCHIVE.json", "README.txt"])
def test_a_file_of_the_archive_that_is_gone_is_missed(root: Path, name: str) -> None:
    (root / name).unlink()
    assert any(name in each for each in problems(root))


def test_a_state_that_is_gone_or_brought_in_is_named(root: Path) -> None:
    state = next(root.rglob("state.json"))
    other = next(bag.parent for bag in bags(root) if bag.parent != state.parent)
    shutil.copy(state, other)
    assert [each.split()[0] for each in problems(root)] == ["state"]
    (other / "state.json").unlink()
    state.unlink()
    assert [each.split()[0] for each in problems(root)] == ["missing"]


@pytest.mark.parametrize("where", ["", "threads", "threads/zz", "*", "*/v0001", "*/v0001/data", "*/v0001/data/media"])
@pytest.mark.parametrize("kind", ["file", "folder", "link"])
def test_what_nobody_kept_is_a_stray(root: Path, where: str, kind: str) -> None:
    folder = root / where if "*" not in where else Path(where.replace("*", str(bags(root)[0].parent), 1))
    folder.mkdir(exist_ok=True)
    path = folder / "brought-in.txt"
    if kind == "file":
        path.write_text("x")
    elif kind == "folder":
        path.mkdir()
    else:
        path.symlink_to("/etc/passwd")
    assert any(each.startswith("stray") for each in problems(root))


def test_a_link_in_the_place_of_a_kept_file_is_not_followed(root: Path, tmp_path: Path) -> None:
    path = bags(root)[0] / "data" / "thread.json"
    shutil.move(path, tmp_path / "elsewhere.json")
    path.symlink_to(tmp_path / "elsewhere.json")
    assert any("thread.json" in each for each in problems(root))
    with pytest.raises(DamagedError):
        Archive.open(root).load(bags(root)[0].parent.name, 1)


def test_harmless_droppings_are_only_mentioned(root: Path) -> None:
    (root / ".DS_Store").write_text("x")
    (root / "threads" / "._x").write_text("x")
    report = Archive.open(root).verify()
    assert report.ok
    assert len(report.notices) == 2


def test_swapped_threads_are_found(root: Path) -> None:
    one, other = (bag for bag in bags(root) if bag.name == "v0001")
    one.rename(root / "x")
    other.rename(one)
    (root / "x").rename(other)
    assert len(problems(root)) >= 2


def test_a_doubled_thread_is_a_stray(root: Path) -> None:
    folder = bags(root)[0].parent
    shutil.copytree(folder, folder.with_name(f"another-slug-{folder.name[-20:]}"))
    assert [each.split()[0] for each in problems(root)] == ["stray"]
    assert Archive.open(root).load(folder.name[-20:])


@pytest.mark.parametrize("line", range(7))
@pytest.mark.parametrize("change", ["delete", "double", "swap", "forge"])
def test_a_ledger_line_that_is_not_as_it_was_is_found(root: Path, line: int, change: str) -> None:
    path = root / "ledger.jsonl"
    lines = path.read_bytes().split(b"\n")[:-1]
    assert len(lines) == 7
    if change == "delete":
        del lines[line]
    elif change == "double":
        lines.insert(line, lines[line])
    elif change == "swap":
        lines[line], lines[line - 1] = lines[line - 1], lines[line]
    else:
        record = {key: value for key, value in (verify_checksum(lines[line]) or {}).items() if key != "digest"}
        lines[line] = add_checksum(record | {"time": "1999-01-01T00:00:00Z"})
    path.write_bytes(b"".join(each + b"\n" for each in lines))
    if change == "forge" and line == 6:  # nothing vouches for the last line but itself
        assert problems(root) == []
    else:
        assert problems(root)


def test_a_ledger_that_lost_its_end_is_betrayed_by_the_threads(root: Path) -> None:
    path = root / "ledger.jsonl"
    path.write_bytes(path.read_bytes()[:1000])
    assert any("ledger.jsonl" in each for each in problems(root))
    assert any(each.startswith("stray") for each in problems(root))


def test_writing_goes_on_beside_a_damaged_line_and_the_damage_stays_known(root: Path) -> None:
    path = root / "ledger.jsonl"
    data = bytearray(path.read_bytes())
    data[-40] ^= 1
    path.write_bytes(data)
    before = problems(root)
    added = next(Archive.open(root).add([numbered(7)]))
    assert Archive.open(root).load(added.id).id == added.id
    assert problems(root) == before
    assert path.read_bytes().startswith(data)


def test_damage_to_one_thread_leaves_the_rest_readable(root: Path) -> None:
    bag = bags(root)[0]
    overwrite(bag / "data" / "thread.json", b"{}")
    archive = Archive.open(root)
    assert len(archive.list()) == 2
    thread, version = bag.parent.name, int(bag.name[1:])
    with pytest.raises(DamagedError, match=r"thread\.json"):
        archive.load(thread, version)
    for other in bags(root)[1:]:
        assert archive.load(other.parent.name, int(other.name[1:])).path == other
    assert archive.read_source(thread, version)[1]


@pytest.mark.parametrize("change", ["flip", "lose", "empty", "noise"])
def test_reading_goes_on_when_the_ledger_is_damaged_or_lost(root: Path, change: str) -> None:
    before = Archive.open(root)
    wanted = {summary.id: (summary.title, summary.posts, summary.version) for summary in before.list()}
    threads = {thread: before.load(thread).thread for thread in wanted}
    path = root / "ledger.jsonl"
    if change == "flip":
        for at in (300, 800, 1300):
            data = bytearray(path.read_bytes())
            data[at] ^= 4
            path.write_bytes(data)
    elif change == "lose":
        path.unlink()
    else:
        path.write_bytes(b"" if change == "empty" else b"\xff\0noise\n" * 50)
    for index in (None, root.parent / "index", root.parent / "index"):
        after = Archive.open(root, index=index)
        assert {s.id: (s.title, s.posts, s.version) for s in after.list()} == wanted
        assert {thread: after.load(thread).thread for thread in wanted} == threads
        assert len(after.list()) == len(wanted)
    assert problems(root)


def test_names_that_are_no_text_are_reported(root: Path) -> None:
    (root / "threads" / os.fsdecode(b"\xff\xfe")).write_text("x")
    report = Archive.open(root).verify()
    assert [problem.kind for problem in report.problems] == ["stray"]
