"""`make serve` and `make shell` in a checkout of git's, with a stand-in for the program: what is kept, and where."""

from __future__ import annotations

import os
import shutil
import subprocess
from pathlib import Path

import pytest

from tests.support.paths import CHECKOUT

PLAYED = """#!/bin/sh
echo "$@" >>"$(dirname "$0")/../said"
echo "archive=$UNROLLER_ARCHIVE"
mkdir -p "$UNROLLER_ARCHIVE/threads/00" && echo kept >"$UNROLLER_ARCHIVE/threads/00/kept.txt"
mkdir -p "$(dirname "$UNROLLER_ARCHIVE")/index"
"""

pytestmark = pytest.mark.skipif(not (shutil.which("make") and shutil.which("git")), reason="needs make and git")


@pytest.fixture
def checkout(tmp_path: Path) -> Path:
    root = tmp_path / "a checkout"  # a blank in its name must not matter
    root.mkdir()
    for name in ("Makefile", ".gitignore", "requirements.lock", "pyproject.toml"):
        shutil.copy(CHECKOUT / name, root)
    (root / "archive").mkdir()
    for name in ("ARCHIVE.json", "README.txt", "ledger.jsonl"):
        shutil.copy(CHECKOUT / "archive" / name, root / "archive")
    shutil.copytree(CHECKOUT / "archive" / "threads", root / "archive" / "threads")
    git(root, "init", "--quiet")
    git(root, "add", "--all")
    git(root, "-c", "user.name=t", "-c", "user.email=t@example.org", "commit", "--quiet", "--message", "all")
    played = root / ".venv" / "bin" / "unroller"
    played.parent.mkdir(parents=True)
    played.write_text(PLAYED, encoding="utf-8")
    played.chmod(0o755)
    (root / ".venv" / "installed").touch()
    return root


def git(root: Path, *words: str) -> str:
    return subprocess.run(["git", *words], cwd=root, check=True, capture_output=True, text=True).stdout


def make(root: Path, *words: str, stdin: str = "", **environment: str) -> str:
    known = {name: value for name, value in os.environ.items() if not name.startswith(("UNROLLER_", "MAKE"))}
    done = subprocess.run(
        ["make", *words], cwd=root, input=stdin, env={**known, **environment}, capture_output=True, text=True,
        timeout=60, check=False,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    return done.stdout


def test_what_is_kept_lies_where_git_does_not_look(checkout: Path) -> None:
    said = make(checkout, "serve", "PORT=1")
    assert f"archive={checkout}/data/archive\n" in said
    assert (checkout / "data/archive/ledger.jsonl").read_bytes() == (checkout / "archive/ledger.jsonl").read_bytes()
    assert (checkout / "data/archive/threads/00/kept.txt").is_file()
    assert (checkout / "data/index").is_dir()
    assert git(checkout, "status", "--porcelain") == ""


def test_the_sample_is_copied_once_and_whole(checkout: Path) -> None:
    unfinished = checkout / "data/archive.part"
    unfinished.mkdir(parents=True)
    (unfinished / "half.txt").touch()
    make(checkout, "serve")
    kept = checkout / "data/archive"
    assert not unfinished.exists()
    assert not (kept / "half.txt").exists()
    (kept / "ledger.jsonl").write_text("mine", encoding="utf-8")
    (checkout / "archive/ledger.jsonl").touch()
    make(checkout, "serve")
    assert (kept / "ledger.jsonl").read_text(encoding="utf-8") == "mine"
    make(checkout, "clean")
    assert (kept / "ledger.jsonl").read_text(encoding="utf-8") == "mine", "what is kept is nothing to clean away"


def test_an_archive_of_ones_own_is_used_and_nothing_copied(checkout: Path, tmp_path: Path) -> None:
    own = tmp_path / "own" / "archive"
    assert f"archive={own}\n" in make(checkout, "serve", UNROLLER_ARCHIVE=str(own))
    assert not (checkout / "data").exists()


def test_the_browser_can_be_left_alone(checkout: Path) -> None:
    make(checkout, "serve", "PORT=8123")
    make(checkout, "serve", "OPEN=no")
    said = (checkout / ".venv/said").read_text(encoding="utf-8").splitlines()
    assert said == ["serve --port 8123 --open", "serve --port 8080 --no-open"]


def test_in_the_shell_the_commands_work_as_they_are_printed(checkout: Path) -> None:
    said = make(checkout, "shell", stdin="cd data && unroller list\n", SHELL="/bin/sh")
    assert f"archive={checkout}/data/archive\n" in said
