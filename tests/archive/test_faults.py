"""Killed, out of space, or refused by the disk at any system call: what was acknowledged is there, the rest is whole.

strace lets the n-th call of a kind fail, or kills the process at it, for n = 1, 2, ... until a run is left untouched.
"""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from tests.support.drivers.archive_driver import numbered, open_archive, seen
from tests.support.paths import CHECKOUT, DRIVERS
from unroller.archive.deduplicate import identify
from unroller.errors import NotFoundError

DRIVER = DRIVERS / "archive_driver.py"
#: Where a run is slow to trace and has many points: one of each kind of step that the call occurs in.
FEW_STEPS = ("add:1-2", "edit:1", "receipt:7", "remove:2")
STEPS = ("add:1", "add:2-3", "edit:1", "observe:1", "remove:2", "receipt:7", "add:4")
RENAME, MKDIR, UNLINK = "/^rename", "/^mkdir", "/^(unlink|rmdir)"


@dataclass(frozen=True)
class Run:
    """One run of the driver: what it acknowledged, and whether the fault came."""

    lines: list[str]
    touched: bool


@pytest.fixture(scope="module")
def driver() -> Iterator[subprocess.Popen[str]]:
    """The driver, loaded once; it forks for each run."""
    with subprocess.Popen(
        [sys.executable, "-B", str(DRIVER)], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True,
        env=os.environ | {"PYTHONPATH": str(CHECKOUT)},
    ) as process:  # fmt: skip
        yield process


def run(driver: subprocess.Popen[str], root: Path, steps: tuple[str, ...], *faults: str) -> Run:
    assert driver.stdin
    assert driver.stdout
    driver.stdin.write(json.dumps([str(root), str(root), *steps]) + "\n")
    driver.stdin.flush()
    log, forked = root.with_suffix(".log"), driver.stdout.readline().strip()
    command = ["strace", "-f", "-y", "-o", str(log), "-p", forked]
    command += ["-e", "trace=" + ",".join(fault.partition(":")[0] for fault in faults)]
    for fault in faults:
        command += ["-e", f"inject={fault}"]
    traced = subprocess.run(command, capture_output=True, text=True, check=False)
    killed = int(driver.stdout.readline()) == -9
    told, errors = (root.with_suffix(end).read_text() for end in (".out", ".err"))
    assert killed or "Traceback" not in errors or "BrokenPipe" in errors or "os.write" in errors, (faults, errors)
    calls = log.read_text()
    assert "(" in calls, ("strace saw nothing", traced.stderr)
    return Run(told.splitlines(), killed or "(INJECTED)" in calls)


@dataclass
class Promised:
    """What acknowledgements promise: threads that are there, edited, observed so many times, or gone; reports."""

    there: set[str]
    edited: set[str]
    observed: list[str]
    gone: set[str]
    receipts: set[str]


def promised(lines: list[str]) -> Promised:
    promise = Promised(set(), set(), [], set(), set())
    for line in lines:
        verb, thread, *_ = line.split()
        if verb in {"added", "present", "updated"}:
            promise.there.add(thread)
            promise.gone.discard(thread)
        elif verb == "edited":
            promise.edited.add(thread)
        elif verb == "observed":
            promise.observed.append(thread)
        elif verb == "receipt":
            promise.receipts.add(thread)
        elif verb == "removed":
            promise.gone.add(thread)
            promise.there.discard(thread)
    return promise


THREADS = {identify(numbered(n).thread).id: numbered(n).thread for n in range(1, 10)}


def check(root: Path, lines: list[str], about: object, *, removing: bool = True) -> None:
    """Everything that was acknowledged is there and whole, now and after the next write."""
    promise = promised(lines)
    # `remove:2` acts on a thread acknowledged before: it may be gone without the acknowledgement having come.
    maybe_gone = {identify(numbered(2).thread).id} - promise.gone if removing else set()
    before = open_archive(root)
    report = before.verify()
    assert report.problems == (), (about, lines, report)
    listed = {summary.id for summary in before.list()}
    assert promise.there - maybe_gone <= listed, (about, lines)
    assert not promise.gone & listed, (about, lines)
    for _ in range(2):
        archive = open_archive(root)
        for thread in {summary.id for summary in archive.list()} & set(THREADS):
            kept = archive.load(thread)
            assert kept.thread == THREADS[thread], about
            assert archive.read_source(thread)[1], about
            if thread in promise.edited:
                assert kept.state.tags == ("birds",), about
            # A try that failed may have been kept without an acknowledgement; what was acknowledged is there.
            looks = promise.observed.count(thread)
            assert len(kept.observations) >= looks, about
            assert set(kept.observations) <= {seen("1")}, about
        assert promise.receipts <= {name for name, _ in archive.list_reports()}, about
        for thread in promise.gone:
            with pytest.raises(NotFoundError):
                archive.load(thread)
        next(archive.add([numbered(99)]))
        report = open_archive(root).verify()
        assert (report.problems, report.notices) == ((), ()), (about, lines, report)
    assert promise.there - maybe_gone <= {summary.id for summary in open_archive(root).list()}, about


@pytest.mark.strace
@pytest.mark.parametrize(
    ("calls", "fault", "also"),
    [
        ("fsync", "error=EIO", ()),
        ("fsync", "error=EIO", ("ftruncate:error=EIO",)),
        ("fsync", "error=EIO", ("once",)),
        ("fsync", "error=EIO+", ()),
        ("fsync", "signal=KILL", ()),
        ("syncfs", "error=EIO", ()),
        ("syncfs", "error=ENOSPC+", ()),
        ("syncfs", "signal=KILL", ()),
        (RENAME, "error=EIO", ()),
        (RENAME, "error=EIO", ("once",)),
        (RENAME, "error=ENOSPC+", ()),
        (RENAME, "signal=KILL", ()),
        ("write", "error=ENOSPC", ()),
        ("write", "error=EIO", ("ftruncate:error=EIO", "few")),
        ("write", "signal=KILL", ("few",)),
        (MKDIR, "error=ENOSPC", ("few",)),
        (MKDIR, "error=EACCES+", ("few",)),
        (MKDIR, "signal=KILL", ("few",)),
        (UNLINK, "error=EIO", ("few",)),
        (UNLINK, "signal=KILL", ("few",)),
    ],
    ids=lambda value: re.sub(r"[^A-Za-z+]+", "-", value if isinstance(value, str) else "+".join(value)).strip("-"),
)
def test_a_fault_at_any_call_loses_nothing_acknowledged(
    driver: subprocess.Popen[str], tmp_path: Path, calls: str, fault: str, also: tuple[str, ...]
) -> None:
    lasting = "+" if fault.endswith("+") else ""
    points = 0
    steps = FEW_STEPS if "few" in also else STEPS
    steps = ("once", *steps) if "once" in also else steps
    faults = [each for each in also if each not in {"once", "few"}]
    for number in range(1, 200):
        root = tmp_path / str(number)
        result = run(driver, root, steps, f"{calls}:{fault.rstrip('+')}:when={number}{lasting}", *faults)
        if not result.touched:
            break
        points += 1
        check(root, result.lines, (calls, fault, number))
    assert not [line for line in result.lines if line.startswith("failed")]
    assert points > 5, "the fault was never met: does strace inject here?"
