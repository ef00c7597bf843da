"""Run the tests with every other Python that the project is for, each in an environment of its own.

python -m tests.support.pythons [VERSION ...]    all that are found on the machine, or these, such as 3.13

The versions are those of the classifiers in pyproject.toml, and newer ones where one is installed; but the version that
runs this, with which `make test` tries everything. Each is looked for on PATH and among pyenv's. One that is not found
is reported and left out; with UNROLLER_DEMAND_PYTHONS=1 it is a failure. Run are all tests but those in a browser.
"""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
import tomllib
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from tests.support.paths import CHECKOUT

#: A minor version, such as (3, 13).
Version = tuple[int, int]
_QUESTION = "import sys; print(sys.implementation.name, *sys.version_info)"


@dataclass(frozen=True)
class Interpreter:
    """A Python that runs: its path, and its release, such as (3, 13, 0)."""

    path: Path
    release: tuple[int, ...]

    @property
    def version(self) -> Version:
        """Its minor version."""
        return self.release[0], self.release[1]

    def __str__(self) -> str:
        return ".".join(map(str, self.release))


def read_classifiers(project: Path = CHECKOUT / "pyproject.toml") -> list[Version]:
    """The versions of Python that the project says it runs on, in order."""
    names = tomllib.loads(project.read_text(encoding="utf-8"))["project"]["classifiers"]
    found = (re.fullmatch(r"Programming Language :: Python :: (\d+)\.(\d+)", name) for name in names)
    return sorted((int(match[1]), int(match[2])) for match in found if match)


def ask_version(path: Path) -> Interpreter | None:
    """What an executable says it is: None when it does not run (a shim of pyenv's whose version is not chosen), is no
    CPython, or no final release."""
    try:
        done = subprocess.run([path, "-c", _QUESTION], capture_output=True, text=True, timeout=20, check=False)
    except OSError:
        return None
    match = re.fullmatch(r"cpython (\d+) (\d+) (\d+) final 0\n", done.stdout)
    return Interpreter(path, tuple(map(int, match.groups()))) if match else None


def list_candidates(environment: Mapping[str, str]) -> Iterator[tuple[Version, Path]]:
    """Where a Python of a version may be: on PATH in its order, then among pyenv's, the highest third number first."""
    for folder in filter(None, environment.get("PATH", "").split(os.pathsep)):
        for path in sorted(Path(folder).glob("python3.*")):
            if match := re.fullmatch(r"python(\d+)\.(\d+)", path.name):
                yield (int(match[1]), int(match[2])), path
    root = Path(environment.get("PYENV_ROOT") or Path(environment.get("HOME", "/"), ".pyenv"))
    installed = [[*map(int, name.split("."))] for name in _list_releases(root / "versions")]
    for major, minor, micro in sorted(installed, reverse=True):
        yield (major, minor), root / "versions" / f"{major}.{minor}.{micro}" / "bin" / "python"


def _list_releases(folder: Path) -> list[str]:
    """The folders named by a release: no release candidate, no other implementation, no build without the lock."""
    return [path.name for path in folder.glob("*") if re.fullmatch(r"\d+\.\d+\.\d+", path.name)]


def find_pythons(environment: Mapping[str, str]) -> dict[Version, Interpreter]:
    """The Pythons of a machine, of each version the first candidate that runs and is of this version."""
    found: dict[Version, Interpreter] = {}
    for version, path in list_candidates(environment):
        if version not in found and (python := ask_version(path)) and python.version == version:
            found[version] = python
    return found


def choose_versions(claimed: Iterable[Version], found: Iterable[Version], own: Version) -> list[Version]:
    """All versions `claimed`, and those `found` that are newer; but `own`, which is tried elsewhere."""
    known = set(claimed)
    return sorted((known | {version for version in found if version > max(known)}) - {own})


def write_version(version: Version) -> str:
    """(3, 13) as "3.13"."""
    return f"{version[0]}.{version[1]}"


def run_tests(python: Interpreter) -> bool:
    """Install what the tests need into ``.venv-<version>``, unless it is there, and run them; whether they passed."""
    folder = CHECKOUT / f".venv-{write_version(python.version)}"
    known = ask_version(folder / "bin" / "python")
    if folder.exists() and (known is None or known.release != python.release):
        shutil.rmtree(folder)  # made by another release, or by one that is gone
    command = ["make", "--no-print-directory", "test-version", f"VENV={folder.name}", f"PYTHON={python.path}"]
    return subprocess.run(command, cwd=CHECKOUT, check=False).returncode == 0


def run_all(
    versions: Iterable[Version],
    found: Mapping[Version, Interpreter],
    run: Callable[[Interpreter], bool],
    *,
    demand: bool,
) -> tuple[bool, list[str]]:
    """Run the tests with each of `versions`; whether nothing failed, and a line about each.

    A version that is not in `found` is a failure where `demand` says so.
    """
    fine = True
    lines = []
    for version in versions:
        if python := found.get(version):
            print(f"Python {python}, {python.path}", flush=True)
            passed = run(python)
            lines.append(f"{'passed' if passed else 'FAILED'}: Python {python}")
        else:
            passed = not demand
            lines.append(f"NOT RUN: Python {write_version(version)} is neither on PATH nor among pyenv's versions")
        fine = fine and passed
    return fine, lines


def main(wanted: list[str]) -> int:
    """Run, and say at the end what was run and what was not; 1 when something failed."""
    found = find_pythons(os.environ)
    versions = choose_versions(read_classifiers(), found, (sys.version_info.major, sys.version_info.minor))
    names = {write_version(version): version for version in versions}
    if unknown := sorted(set(wanted) - set(names)):
        print(f"not among {', '.join(names)}: {', '.join(unknown)}", file=sys.stderr)
        return 2
    demand = bool(os.environ.get("UNROLLER_DEMAND_PYTHONS"))
    fine, lines = run_all([names[name] for name in wanted] or versions, found, run_tests, demand=demand)
    print(*lines, sep="\n")
    return 0 if fine else 1


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
