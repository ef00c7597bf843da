"""Killed at any moment and run again, an import ends in the same archive as one that was never disturbed.

``UNROLLER_KILLS=50`` tries so many moments; the usual run a few.
"""

from __future__ import annotations

import os
import random
import subprocess
import sys
import time
from pathlib import Path

import pytest

from tests.support.builders.exports import export, many, members
from tests.support.paths import CHECKOUT
from unroller.archive import Archive

KILLS = int(os.environ.get("UNROLLER_KILLS", "3"))


def command(root: Path, zipped: Path) -> list[str]:
    return [sys.executable, "-m", "tests.support.drivers.import_driver", str(root), str(zipped)]


def contents(root: Path) -> dict[str, bytes]:
    """Every file of the archive's threads and reports; its own name is left out, and the ledger (see below)."""
    archive = root / "archive"
    return {
        str(path.relative_to(archive)): path.read_bytes()
        for folder in ("threads", "receipts")
        for path in sorted((archive / folder).rglob("*"))
        if path.is_file()
    }


def entered(root: Path) -> list[tuple[object, ...]]:
    """What the ledger says, in its order. Of what a killed process had put in place it says "recovered" for "added"."""
    return [
        (one.sequence, one.thread, one.version, one.bag, one.fingerprint, one.capture, one.receipt, one.note)
        for one in Archive.open(root / "archive").iter_entries()
    ]


@pytest.mark.parametrize("threads", [70, 120], ids=["one process", "several processes"])
def test_a_killed_import_ends_in_the_same_archive(tmp_path: Path, threads: int) -> None:
    zipped = export(tmp_path / "export.zip", members(many(threads)))
    begin = time.monotonic()
    subprocess.run(command(tmp_path / "clean", zipped), check=True, cwd=CHECKOUT)
    took = time.monotonic() - begin
    clean = contents(tmp_path / "clean")
    assert len(clean) > 400
    assert len(entered(tmp_path / "clean")) == threads + 1
    chance = random.Random(7)
    for number in range(KILLS):
        root = tmp_path / f"killed-{number}"
        process = subprocess.Popen(command(root, zipped), cwd=CHECKOUT)
        try:
            process.wait(timeout=took * chance.uniform(0.2, 1.0))
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()
        subprocess.run(command(root, zipped), check=True, cwd=CHECKOUT)
        assert contents(root) == clean
        assert entered(root) == entered(tmp_path / "clean")
        assert Archive.open(root / "archive").verify().ok
