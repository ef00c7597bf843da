"""The rooms of the house: who may import whom, and what the pure rooms may not touch."""

from __future__ import annotations

import ast
from pathlib import Path

import pytest

from tests.support.paths import PACKAGE

#: Each room may import the rooms of the rows above it, and itself; never a sibling in its row. A module is in the room
#: with the longest name that its own begins with.
ROWS: tuple[tuple[str, ...], ...] = (
    ("messages",),
    ("model", "errors", "limits", "__init__"),
    ("text", "dates", "urls"),
    ("networks", "documents"),
    ("readers.boilerplate", "readers.segmentation", "linkcheck.metadata"),
    ("readers", "article.sources"),
    ("article", "edits", "account_exports"),
    ("writers",),
    ("serialization",),
    # -- pure above this line, input and output below --
    ("config", "terminal", "documents.pdf", "organisations"),
    ("linkcheck.http", "account_exports.scan"),
    ("archive", "linkcheck"),
    ("search", "archive_reading"),
    ("library",),
    ("linkcheck.service", "account_import"),
    ("web", "cli", "__main__"),
)
PURE_ROWS = 9
#: Modules that stand beside what they serve, and are in the room of what they use.
PLACED = {
    "account_exports.containers": "account_exports.scan",
}
#: Pure modules inside rooms that are not.
PURE_MODULES = (
    "search.analysis", "search.ast", "search.documents", "search.matching", "search.query", "search.query_edit",
    "search.relevance", "search.words",
)  # fmt: skip
#: What no pure module may import: the file system, the network, the clock, chance, and the web framework.
IMPURE = {
    "os", "io", "pathlib", "shutil", "tempfile", "socket", "ssl", "http", "urllib.request", "requests", "subprocess",
    "multiprocessing", "threading", "asyncio", "time", "datetime.datetime.now", "random", "secrets", "uuid", "flask",
    "werkzeug", "click", "whoosh", "tantivy", "waitress", "sqlite3", "fcntl", "ctypes", "logging", "glob",
}  # fmt: skip
#: Crossings allowed by name, each with its reason.
ALLOWED = {
    (
        "cli.commands",
        "web",
    ): "`serve` opens the web app; imported inside that verb only: the others need no Flask",
    ("__main__", "cli"): "python -m unroller is the command line",
}


def modules() -> list[tuple[str, Path]]:
    found = []
    for path in sorted(PACKAGE.rglob("*.py")):
        parts = path.relative_to(PACKAGE).with_suffix("").parts
        name = ".".join(parts[:-1] if parts[-1] == "__init__" and len(parts) > 1 else parts)
        found.append((name, path))
    return found


ROOMS = {name: number for number, names in enumerate(ROWS) for name in names}


def room(module: str) -> str:
    """The room of a module, or of a name in one: of all that its name begins with, the longest."""
    parts = module.split(".")
    for end in range(len(parts), 0, -1):
        name = ".".join(parts[:end])
        if (name := PLACED.get(name, name)) in ROOMS:
            return name
    raise AssertionError(f"unroller.{module} stands in no row: give it a place in tests/test_rooms.py")


def row(module: str) -> int:
    for number, names in enumerate(ROWS):
        if room(module) in names:
            return number
    raise AssertionError(f"unroller.{module} stands in no row: give it a place in tests/architecture/test_layers.py")


def imports(path: Path) -> set[str]:
    """Full names of everything a module imports, wherever in the file."""
    found: set[str] = set()
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            found.update(alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{path}: relative import: write the whole name"
            found.update(f"{node.module}.{alias.name}" for alias in node.names)
    return found


def own_imports(path: Path) -> set[str]:
    """Rooms and modules of ours that a module imports, without the package's name."""
    names = {name for name in imports(path) if name == "unroller" or name.startswith("unroller.")}
    return {name.removeprefix("unroller").lstrip(".") for name in names} - {"", "__version__"}


@pytest.mark.parametrize(("module", "path"), modules(), ids=[name for name, _ in modules()])
def test_imports_point_up(module: str, path: Path) -> None:
    for name in own_imports(path):
        other = room(name)
        if other == room(module) or (module, other) in ALLOWED:
            continue
        assert row(other) < row(module), f"unroller.{module} imports unroller.{name}, which is not above it"


@pytest.mark.parametrize(("module", "path"), modules(), ids=[name for name, _ in modules()])
def test_pure_rooms_stay_pure(module: str, path: Path) -> None:
    if row(module) >= PURE_ROWS and module not in PURE_MODULES:
        return
    touched = {name for name in imports(path) if name in IMPURE or name.split(".")[0] in IMPURE}
    assert not touched, f"unroller.{module} is pure and may not import {sorted(touched)}"


def test_no_room_is_called_utils() -> None:
    assert not [name for name, _ in modules() if "utils" in name or "helpers" in name]


def test_the_check_itself_can_fail(tmp_path: Path) -> None:
    bad = tmp_path / "article.py"
    bad.write_text("import os.path\nfrom unroller.archive import Archive\n")
    assert "archive.Archive" in own_imports(bad)
    assert row("archive") > row("article")
    assert "os.path" in imports(bad)
