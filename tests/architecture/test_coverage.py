"""The measurement of what tests reach: `make test` makes it and heeds its floor, also of processes that tests start."""

from __future__ import annotations

import os
import re
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest

from tests.support.paths import CHECKOUT

SETTINGS = tomllib.loads((CHECKOUT / "pyproject.toml").read_text(encoding="utf-8"))["tool"]["coverage"]


def test_make_test_runs_every_test_and_heeds_the_floor() -> None:
    recipe = re.search(r"^test: lint\n((?:\t.*\n)+)", (CHECKOUT / "Makefile").read_text(encoding="utf-8"), re.M)
    assert recipe
    runs = re.findall(r"-m pytest .*-m (\S.*)", recipe[1])
    assert runs == ['"not browser"', "browser"]
    assert "coverage run -m pytest" in recipe[1]
    assert recipe[1].splitlines()[-1] == "\t$(BIN)/python -m coverage report --format=total"
    assert SETTINGS["run"]["branch"]
    assert SETTINGS["run"]["source_pkgs"] == ["unroller"]
    assert SETTINGS["report"]["fail_under"] > 0


def test_a_process_that_a_test_starts_is_measured_and_a_fall_fails(tmp_path: Path) -> None:
    package = tmp_path / "reached"
    package.mkdir()
    (package / "__init__.py").write_text("import sys\nif len(sys.argv) > 2:\n    print('never')\n", encoding="utf-8")
    settings = {**SETTINGS["run"], "source_pkgs": ["reached"], "data_file": str(tmp_path / "data"), "omit": []}
    lines = "\n".join(f"{name} = {write_value(value)}" for name, value in settings.items())
    (tmp_path / ".coveragerc").write_text(f"[run]\n{lines}\n[report]\nprecision = 1\n", encoding="utf-8")
    (tmp_path / "outer.py").write_text(
        "import subprocess, sys\nsubprocess.run([sys.executable, '-c', 'import reached'], check=True, cwd='/')\n",
        encoding="utf-8",
    )
    environment = {name: value for name, value in os.environ.items() if not name.startswith("COVERAGE_")}

    def measure(*words: str, fails: bool = False) -> str:
        done = subprocess.run(
            [sys.executable, "-m", "coverage", *words], cwd=tmp_path, capture_output=True, text=True, timeout=60,
            env=environment | {"PYTHONPATH": str(tmp_path)}, check=False,
        )  # fmt: skip
        assert (done.returncode != 0) is fails, done.stdout + done.stderr
        return done.stdout

    assert measure("run", "outer.py") == ""
    measure("combine")
    assert float(measure("report", "--format=total", "--fail-under=60")) == pytest.approx(
        60.0
    )  # 3 of 5: 2 lines, 1 branch
    measure("report", "--format=total", "--fail-under=60.1", fails=True)


def write_value(value: object) -> str:
    """A setting as a file of coverage's own form has it."""
    return ", ".join(map(str, value)) if isinstance(value, list) else str(value)
