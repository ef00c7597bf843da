"""The layers of the package: what each unit of it may import, and what the pure ones may not touch."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.support.source import imports, modules

#: Units (packages and modules) in layers, the lowest first. A unit imports units of lower layers, and itself; never
#: another of its own layer. A module belongs to the unit with the longest name that its own begins with.
LAYERS: tuple[tuple[str, ...], ...] = (
    ("messages", "vocabulary", "regex"),
    ("model", "errors", "limits", "__init__"),
    ("text", "dates", "urls", "direction"),
    ("networks", "documents"),
    ("readers.boilerplate", "readers.segmentation", "linkcheck.metadata"),
    ("readers", "article.sources"),
    ("article", "edits", "account_exports"),
    ("writers",),
    ("serialization",),
    # -- pure up to here, input and output from here on --
    ("config", "terminal", "documents.pdf", "organisations"),
    ("linkcheck.http", "account_exports.scan"),
    ("archive", "linkcheck"),
    ("search",),
    ("library",),
    ("linkcheck.service", "account_import"),
    ("web", "cli", "__main__"),
)
PURE_LAYERS = 9
#: Modules that lie beside what they serve, and belong to the unit of what they use.
PLACED = {
    "account_exports.containers": "account_exports.scan",
}
#: Pure modules inside units that are not.
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


UNITS = {name: number for number, names in enumerate(LAYERS) for name in names}


def unit(module: str) -> str:
    """The unit of a module, or of a name in one: of all that its name begins with, the longest."""
    parts = module.split(".")
    for end in range(len(parts), 0, -1):
        name = ".".join(parts[:end])
        if (name := PLACED.get(name, name)) in UNITS:
            return name
    raise AssertionError(f"unroller.{module} is in no layer: give it a place in tests/architecture/test_layers.py")


def layer(module: str) -> int:
    for number, names in enumerate(LAYERS):
        if unit(module) in names:
            return number
    raise AssertionError(f"unroller.{module} is in no layer: give it a place in tests/architecture/test_layers.py")


def own_imports(path: Path) -> set[str]:
    """Units and modules of ours that a module imports, without the package's name."""
    names = {name for name in imports(path) if name == "unroller" or name.startswith("unroller.")}
    return {name.removeprefix("unroller").lstrip(".") for name in names} - {"", "__version__"}


@pytest.mark.parametrize(("module", "path"), modules(), ids=[name for name, _ in modules()])
def test_a_module_imports_lower_layers(module: str, path: Path) -> None:
    for name in own_imports(path):
        other = unit(name)
        if other == unit(module) or (module, other) in ALLOWED:
            continue
        assert layer(other) < layer(module), f"unroller.{module} imports unroller.{name}, which is in no layer below it"


@pytest.mark.parametrize(("module", "path"), modules(), ids=[name for name, _ in modules()])
def test_pure_units_stay_pure(module: str, path: Path) -> None:
    if layer(module) >= PURE_LAYERS and module not in PURE_MODULES:
        return
    touched = {name for name in imports(path) if name in IMPURE or name.split(".")[0] in IMPURE}
    assert not touched, f"unroller.{module} is pure and may not import {sorted(touched)}"


def test_what_is_named_here_exists() -> None:
    known = {name for name, _ in modules()}
    assert {*UNITS, *PLACED, *PLACED.values(), *PURE_MODULES, *(module for module, _ in ALLOWED)} <= known


def test_the_check_itself_can_fail(tmp_path: Path) -> None:
    bad = tmp_path / "article.py"
    bad.write_text("import os.path\nfrom unroller.archive import Archive\n")
    assert "archive.Archive" in own_imports(bad)
    assert layer("archive") > layer("article")
    assert "os.path" in imports(bad)
