"""What one process of the app knows of the links that another looks up."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from unroller.errors import MisuseError
from unroller.messages import technical
from unroller.web.links import job_files
from unroller.web.links.job_files import JobFiles, LinkCheckJob

KEY = "0123456789abcdef0123"
ELSEWHERE = """
import sys
from pathlib import Path
from unroller.web.links.job_files import JobFiles, LinkCheckJob
JobFiles(Path(sys.argv[1])).write(sys.argv[2], LinkCheckJob(False, 3, 8))
print("written", flush=True)
sys.stdin.read()
"""


def test_a_job_is_read_as_it_was_written(tmp_path: Path) -> None:
    here, there = JobFiles(tmp_path / "jobs"), JobFiles(tmp_path / "jobs")
    assert there.read(KEY) is None
    assert (there.changes, there.is_busy) == (0, False)
    here.write(KEY, LinkCheckJob(again=True, done=2, total=5))
    read = there.read(KEY)
    assert read == LinkCheckJob(again=True, done=2, total=5)
    assert there.is_busy
    before = there.changes
    here.write(KEY, LinkCheckJob(again=True, done=5, total=5, ended=True))
    assert there.read(KEY) is None
    assert not there.is_busy
    assert there.changes != before


def test_what_went_wrong_is_told_for_a_while(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    here, there = JobFiles(tmp_path / "jobs"), JobFiles(tmp_path / "jobs")
    here.write(KEY, LinkCheckJob(again=False, ended=True, error=MisuseError(technical("it {how}", how="{broke}"))))
    read = there.read(KEY)
    assert read is not None
    assert (read.ended, read.error, read.told) == (True, None, "it {broke}")
    assert not there.is_busy
    monkeypatch.setattr(job_files, "REMEMBERED", -1.0)
    assert there.read(KEY) is None
    assert not list((tmp_path / "jobs").glob("*.json"))


def test_a_killed_process_leaves_no_job(tmp_path: Path) -> None:
    jobs = JobFiles(tmp_path / "jobs")
    other = subprocess.Popen(
        [sys.executable, "-c", ELSEWHERE, str(tmp_path / "jobs"), KEY],
        stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True,
    )  # fmt: skip
    with other:
        assert other.stdout is not None
        assert other.stdout.readline() == "written\n"
        assert jobs.read(KEY) == LinkCheckJob(again=False, done=3, total=8)
        assert jobs.is_busy
        other.kill()
    assert jobs.read(KEY) is None
    assert not jobs.is_busy


@pytest.mark.parametrize("data", [b"", b"{", b"[]", b'{"owner": "../x", "again": true}', b'{"owner": "1", "again": 3}'])
def test_what_is_no_job_is_passed_over(tmp_path: Path, data: bytes) -> None:
    (tmp_path / f"{KEY}.json").write_bytes(data)
    jobs = JobFiles(tmp_path)
    assert jobs.read(KEY) is None
    assert not jobs.is_busy
    assert jobs.read("../0123") is None


def test_where_nothing_can_be_written_each_knows_its_own(tmp_path: Path) -> None:
    (tmp_path / "jobs").write_text("a file is in the way")
    jobs = JobFiles(tmp_path / "jobs")
    jobs.write(KEY, LinkCheckJob(again=False))
    assert jobs.read(KEY) is None
    assert [path.name for path in tmp_path.iterdir()] == ["jobs"]
