"""Archives made to do harm each end with a sentence, in a child process, and leave nothing behind."""

from __future__ import annotations

import gc
from pathlib import Path

import pytest

from tests.support.builders.hostile import Hostile, hostile
from unroller.account_exports import scan
from unroller.account_exports.scan.scanner import Scanner, load_formats, open_export
from unroller.account_import.jobs import Selection
from unroller.account_import.report import build_report, describe_problems, require_posts
from unroller.errors import InputError
from unroller.limits import DEFAULT, Limits

SHAPES = "tests.support.fakes.tiny_export_format"
SLOW = "tests.support.fakes.slow_export_format"
#: These are opened in a process of their own, as all are outside of tests; the others here, since starting one costs
#: more than opening them.
BESIDE = {"bomb.zip", "two-gigabytes.zip", "many.zip", "bomb.js.gz", "surrogate.zip", "deep.zip", "pipe", "broken.zip"}


@pytest.fixture(scope="module")
def cases(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Hostile]:
    return {case.name: case for case in hostile(tmp_path_factory.mktemp("hostile"))}


def scanned(case: Hostile, folder: Path) -> scan.ScanIndex:
    if case.name in BESIDE:
        return scan.scan_export([case.path], folder, formats=SHAPES)
    planned = open_export([case.path], load_formats(SHAPES), DEFAULT)
    folder.mkdir()
    Scanner(planned, [case.path], folder, DEFAULT, lambda *_: None).scan()
    return scan.ScanIndex(folder)


def told(case: Hostile, work: Path) -> tuple[str, int]:
    """What a person is told about an archive, and how many posts were found."""
    try:
        with scanned(case, work / "found") as found:
            require_posts(found)
            made = build_report(found, Selection())
            assert made.found == sum(made.outcome_counts.values())
            posts = next(found.query("SELECT count(*) FROM post WHERE state IS NULL"))[0]
            return f"{describe_problems(made, found.meta['problems'])} {' '.join(made.unreadable)}", posts
    except InputError as error:
        return str(error) if case.name not in BESIDE or str(error).startswith(case.name) else f"nameless: {error}", 0


@pytest.mark.filterwarnings("ignore::pytest.PytestUnraisableExceptionWarning")  # a process of its own closes all
@pytest.mark.filterwarnings("ignore::ResourceWarning")
def test_every_case_ends_with_a_sentence(cases: dict[str, Hostile], tmp_path: Path) -> None:
    assert len(cases) >= 36
    wrong = []
    for number, case in enumerate(cases.values()):
        work = tmp_path / str(number)
        work.mkdir()
        said, posts = told(case, work)
        if case.posts is not None and posts != case.posts:
            wrong.append(f"{case.name}: {posts} posts: {said}")
        if (case.told or "") not in said or (case.told is not None and not said.strip()):
            wrong.append(f"{case.name}: {said!r}")
        if not {path.name for path in work.iterdir()} <= {"found"}:
            wrong.append(f"{case.name}: left {list(work.iterdir())}")
    gc.collect()
    assert not wrong, "\n".join(wrong)


def test_the_child_is_ended_by_its_limits(tmp_path: Path) -> None:
    path = tmp_path / "posts.js"
    path.write_bytes(
        b"tiny.posts = [" + b",".join(b'{"id":"%d","text":"x"}' % number for number in range(300_000)) + b"]"
    )
    with pytest.raises(InputError, match=r"posts\.js: .*takes more (time or )?memory"):
        scan.scan_export([path], tmp_path / "found", Limits(export_memory=32 * 1024 * 1024), formats=SHAPES)
    with pytest.raises(InputError, match=r"posts\.js: .*time"):
        scan.scan_export(
            [path], tmp_path / "found", Limits(export_seconds=1, export_bytes_a_second=10**9), formats=SLOW
        )
    with pytest.raises(scan.ScanStoppedError):
        scan.scan_export([path], tmp_path / "found", formats=SHAPES, stop=lambda: True)
    assert [found.name for found in tmp_path.iterdir()] == ["posts.js"]
