"""Other Pythons: which are looked for, where they are found, and that those missing are not passed over in silence."""

from __future__ import annotations

import re
import subprocess
import tomllib
from pathlib import Path

import pytest

from tests.support import pythons
from tests.support.paths import CHECKOUT
from tests.support.pythons import Interpreter, choose_versions, find_pythons, read_classifiers, run_all


def install(path: Path, says: str, code: int = 0) -> Path:
    """A stand-in for a Python: whatever it is asked, it prints `says`."""
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(f"#!/bin/sh\necho {says}\nexit {code}\n", encoding="utf-8")
    path.chmod(0o755)
    return path


def test_the_classifiers_are_all_versions_from_the_oldest_that_is_required() -> None:
    project = tomllib.loads((CHECKOUT / "pyproject.toml").read_text(encoding="utf-8"))
    claimed = read_classifiers()
    oldest = re.fullmatch(r">=(\d+)\.(\d+)", project["project"]["requires-python"])
    assert oldest
    assert claimed[0] == (int(oldest[1]), int(oldest[2]))
    assert claimed == [(3, minor) for minor in range(claimed[0][1], claimed[-1][1] + 1)]
    assert project["tool"]["mypy"]["python_version"] == f"{oldest[1]}.{oldest[2]}"
    assert project["tool"]["ruff"]["target-version"] == f"py{oldest[1]}{oldest[2]}"


@pytest.mark.parametrize(
    ("found", "own", "tried"),
    [
        ([], (3, 11), [(3, 12), (3, 13)]),
        ([(3, 9), (3, 12), (3, 14)], (3, 11), [(3, 12), (3, 13), (3, 14)]),
        ([(3, 11), (3, 12)], (3, 12), [(3, 11), (3, 13)]),
        ([(3, 15)], (3, 15), [(3, 11), (3, 12), (3, 13)]),
    ],
)
def test_what_is_claimed_and_what_is_newer_is_tried(
    found: list[pythons.Version], own: pythons.Version, tried: list[pythons.Version]
) -> None:
    assert choose_versions([(3, 11), (3, 12), (3, 13)], found, own) == tried


def test_the_first_that_runs_is_found_on_path_then_among_those_of_pyenv(tmp_path: Path) -> None:
    first, second, root = tmp_path / "shims", tmp_path / "bin", tmp_path / "pyenv"
    install(first / "python3.12", "command not found", 127)  # a shim whose version is not chosen
    install(first / "python3.13", "cpython 3 11 7 final 0")  # a name that lies
    install(first / "python3.16-config", "cpython 3 16 0 final 0")
    (first / "python3.17").write_text("no program", encoding="utf-8")
    install(second / "python3.11", "cpython 3 11 2 final 0")
    install(second / "python3.14", "cpython 3 14 0 candidate 2")
    install(second / "python3.15", "pypy 3 15 0 final 0")
    for release in ("3.11.9", "3.12.4", "3.12.11", "3.13.0", "3.13.1t", "3.14-dev"):
        numbers = " ".join(re.findall(r"\d+", f"{release}.0")[:3])
        install(root / "versions" / release / "bin" / "python", f"cpython {numbers} final 0")
    found = find_pythons({"PATH": f"{first}::{second}:{tmp_path / 'none'}", "PYENV_ROOT": str(root)})
    assert found == {
        (3, 11): Interpreter(second / "python3.11", (3, 11, 2)),
        (3, 12): Interpreter(root / "versions/3.12.11/bin/python", (3, 12, 11)),
        (3, 13): Interpreter(root / "versions/3.13.0/bin/python", (3, 13, 0)),
    }
    (tmp_path / ".pyenv").symlink_to(root)
    assert find_pythons({"HOME": str(tmp_path)}).keys() == {(3, 11), (3, 12), (3, 13)}
    assert find_pythons({}) == find_pythons({"PATH": "", "HOME": str(first)}) == {}


def test_what_is_not_found_is_said_and_a_failure_where_it_is_demanded() -> None:
    held = Interpreter(Path("/python"), (3, 12, 4))
    lost = "NOT RUN: Python 3.13 is neither on PATH nor among pyenv's versions"
    for demand in (False, True):
        fine, lines = run_all([(3, 12), (3, 13)], {(3, 12): held}, lambda python: python is held, demand=demand)
        assert lines == ["passed: Python 3.12.4", lost]
        assert fine is not demand
    assert run_all([(3, 12)], {(3, 12): held}, lambda python: False, demand=False) == (
        False, ["FAILED: Python 3.12.4"],
    )  # fmt: skip


def test_each_has_an_environment_of_its_own_that_git_does_not_see(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    done: list[tuple[list[str], list[str]]] = []

    def run(command: list[str], **_: object) -> subprocess.CompletedProcess[str]:
        done.append((command, sorted(path.name for path in tmp_path.iterdir())))
        return subprocess.CompletedProcess(command, len(done) - 1)

    for version, says in (("3.12", "cpython 3 12 4 final 0"), ("3.13", "cpython 3 13 0 final 0")):
        install(tmp_path / f".venv-{version}" / "bin" / "python", says)
    asked = pythons.ask_version
    releases = {path: asked(path) for path in tmp_path.glob("*/bin/python")}
    monkeypatch.setattr(pythons, "CHECKOUT", tmp_path)
    monkeypatch.setattr(pythons, "ask_version", releases.get)
    monkeypatch.setattr(subprocess, "run", run)
    assert pythons.run_tests(Interpreter(Path("/a/python"), (3, 12, 4)))
    assert not pythons.run_tests(Interpreter(Path("/b/python"), (3, 13, 1)))
    assert done == [
        (
            ["make", "--no-print-directory", "test-version", "VENV=.venv-3.12", "PYTHON=/a/python"],
            [".venv-3.12", ".venv-3.13"],
        ),
        (
            ["make", "--no-print-directory", "test-version", "VENV=.venv-3.13", "PYTHON=/b/python"],
            [".venv-3.12"],  # the other was made by another release
        ),
    ]
    assert "/.venv-*/" in (CHECKOUT / ".gitignore").read_text(encoding="utf-8").splitlines()
