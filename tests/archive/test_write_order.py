"""The order of the steps, read off the system calls: nothing is renamed unflushed, nothing acknowledged undurable.

A crash of the process cannot show a missing flush, for the kernel still holds the data; the order of the calls can.
The checker is itself checked on writers that leave out one step each.
"""

from __future__ import annotations

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

from tests.support.paths import CHECKOUT

STEPS = ("add:1", "add:2-40", "add:1", "edit:1", "observe:1", "remove:2", "receipt:7", "add:41")
#: What needs no flush: work in progress.
UNPROMISED = ("staging",)

CALL = re.compile(r"\d+ +(\w+)\((.*)\) += (-?\d+)")
FD = re.compile(r"(\d+)<([^>]*)>")
TEXT = re.compile(r'"((?:[^"\\]|\\.)*)"')


def parent(path: str) -> str:
    return path.rpartition("/")[0]


class Disk:
    """What of an archive would survive a power cut, followed call by call."""

    def __init__(self, root: str) -> None:
        self.root = root
        #: (path, "bytes") where a file's bytes are not flushed, (path, "name") where its entry in its folder is not.
        self.dirty: set[tuple[str, str]] = set()
        #: Files that were made already: opening them again makes no new name.
        self.known: set[str] = set()
        self.violations: list[str] = []
        self.acknowledged = 0

    def ours(self, path: str) -> bool:
        return path == self.root or path.startswith(self.root + "/")

    def promised(self, path: str) -> bool:
        return path[len(self.root) + 1 :].partition("/")[0] not in UNPROMISED

    def call(self, name: str, arguments: str) -> None:
        paths = TEXT.findall(arguments)
        descriptor = FD.match(arguments)
        if name == "write" and descriptor and descriptor[1] == "1":
            self.acknowledged += 1
            late = sorted(each for each in self.dirty if self.promised(each[0]))
            self.violations += [f"acknowledged with unflushed {kind}: {path}" for path, kind in late]
        elif name in {"write", "pwrite64", "ftruncate"} and descriptor and self.ours(descriptor[2]):
            self.dirty.add((descriptor[2], "bytes"))
        elif "O_CREAT" in arguments and self.ours(paths[0]) and paths[0] not in self.known:
            self.known.add(paths[0])
            self.dirty |= {(paths[0], "name"), (paths[0], "bytes")}
        elif name.startswith("mkdir") and self.ours(paths[0]):
            self.dirty.add((paths[0], "name"))
        elif name == "fsync" and descriptor:
            done = descriptor[2]
            names = {each for each in self.dirty if each[1] == "name" and parent(each[0]) == done}
            self.dirty -= names | {(done, "bytes")}
        elif name == "syncfs":
            self.dirty.clear()
        elif name.startswith("rename") and self.ours(paths[0]):
            self.rename(paths[0], paths[1])

    def rename(self, source: str, target: str) -> None:
        inside = {each for each in self.dirty if each[0].startswith(source + "/") or each == (source, "bytes")}
        if self.promised(target):
            self.violations += [f"renamed with unflushed {kind}: {path}" for path, kind in sorted(inside)]
        self.known.add(target)
        self.dirty -= inside | {(source, "name")}
        self.dirty |= {(target + path[len(source) :], kind) for path, kind in inside} | {(target, "name")}


def follow(tmp_path: Path, patch: str = "") -> Disk:
    """Run the driver, with a step left out by `patch`, and follow its calls."""
    root, log = tmp_path / "archive", tmp_path / "log"
    modules = (
        "import sys\nfrom tests.support.drivers import archive_driver\n"
        "from unroller.archive import fsync, ledger, staging, writer"
    )
    code = f"{modules}\n{patch}\narchive_driver.main(*sys.argv[1:])"
    calls = "openat,open,mkdir,mkdirat,write,pwrite64,ftruncate,fsync,syncfs,/^rename"
    subprocess.run(
        ["strace", "-f", "--seccomp-bpf", "-y", "-s", "4096", "-e", f"trace={calls}", "-o", str(log),
         sys.executable, "-B", "-c", code, str(root), *STEPS],
        check=True, capture_output=True, env=os.environ | {"PYTHONPATH": str(CHECKOUT)},
    )  # fmt: skip
    disk = Disk(str(root))
    for line in log.read_text(errors="replace").splitlines():
        if (match := CALL.match(line)) and int(match[3]) >= 0:
            disk.call(match[1], match[2])
    assert disk.acknowledged == 46
    return disk


@pytest.mark.strace
def test_nothing_is_renamed_unflushed_nor_acknowledged_undurable(tmp_path: Path) -> None:
    assert follow(tmp_path).violations == []


@pytest.mark.strace
def test_the_same_without_syncfs(tmp_path: Path) -> None:
    patch = "fsync._syncfs = lambda: None"
    assert follow(tmp_path, patch).violations == []


@pytest.mark.strace
@pytest.mark.parametrize(
    ("left_out", "seen"),
    [
        ("staging.Staging.flush = lambda self: None", "renamed with unflushed bytes: .*thread.json"),
        ("staging.Staging.flush = lambda self: None", "renamed with unflushed bytes: .*state.json"),
        ("writer.fsync_folders = lambda folders: None", "acknowledged with unflushed name: .*/threads/"),
        (
            "writer.fsync_path = lambda path: None",
            "acknowledged with unflushed name: .*archive/threads/../.*state.json",
        ),
        ("writer.fsync_folders = lambda folders: None", "acknowledged with unflushed name: .*observations.jsonl"),
        ("ledger.fsync_file = lambda descriptor: None", "acknowledged with unflushed bytes: .*ledger.jsonl"),
        ("ledger.fsync_path = lambda path: None", "acknowledged with unflushed name: .*/ledger.jsonl$"),
        ("fsync._syncfs = lambda: None\nstaging.fsync_tree = lambda top: None", "renamed with unflushed name"),
    ],
)
def test_the_checker_sees_a_step_left_out(tmp_path: Path, left_out: str, seen: str) -> None:
    violations = follow(tmp_path, left_out).violations
    assert any(re.match(seen, violation) for violation in violations), violations
