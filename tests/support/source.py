"""The package's source as data: its modules, what each imports and when, what it defines, and what goes in a circle."""

from __future__ import annotations

import ast
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path

from tests.support.paths import PACKAGE


def module_name(path: Path, root: Path = PACKAGE) -> str:
    """The dotted name of a module without the package's own; ``__init__`` for the package's module itself."""
    parts = path.relative_to(root).with_suffix("").parts
    return ".".join(parts[:-1] if parts[-1] == "__init__" and len(parts) > 1 else parts)


def modules(root: Path = PACKAGE) -> list[tuple[str, Path]]:
    """All modules below `root`, by name, each with its path."""
    return [(module_name(path, root), path) for path in sorted(root.rglob("*.py"))]


def parse(path: Path) -> ast.Module:
    """The syntax tree of a module."""
    return ast.parse(path.read_text(encoding="utf-8"))


def imports(path: Path) -> set[str]:
    """Full names of everything a module imports, wherever in the file."""
    return _imported(ast.walk(parse(path)), path)


def imports_when_loaded(path: Path) -> set[str]:
    """Full names of what a module imports when it is loaded: outside of functions, and not for type checks alone."""
    return _imported(_run_when_loaded(parse(path)), path)


def _imported(nodes: Iterable[ast.AST], path: Path) -> set[str]:
    found: set[str] = set()
    for node in nodes:
        if isinstance(node, ast.Import):
            found.update(alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{path}: relative import: write the whole name"
            found.update(f"{node.module}.{alias.name}" for alias in node.names)
    return found


def _run_when_loaded(node: ast.AST) -> Iterator[ast.AST]:
    """The statements below `node` that run when it is loaded."""
    for child in ast.iter_child_nodes(node):
        if isinstance(child, ast.If) and ast.unparse(child.test) in ("TYPE_CHECKING", "typing.TYPE_CHECKING"):
            yield from (inner for other in child.orelse for inner in (other, *_run_when_loaded(other)))
        elif not isinstance(child, ast.FunctionDef | ast.AsyncFunctionDef | ast.Lambda):
            yield child
            yield from _run_when_loaded(child)


def module_graph(found: Iterable[tuple[str, Path]], package: str = "unroller") -> dict[str, set[str]]:
    """What each module imports of the others when it is loaded; of a name that is no module, the module it is in."""
    paths = dict(found)
    graph: dict[str, set[str]] = {}
    for name, path in paths.items():
        own = {full.removeprefix(f"{package}.") for full in imports_when_loaded(path) if full.startswith(f"{package}.")}
        graph[name] = {_nearest(other, paths) for other in own} - {name}
    return graph


def _nearest(name: str, known: Mapping[str, object]) -> str:
    """The longest beginning of a dotted name that is a module; else the package's own module."""
    while name and name not in known:
        name = name.rpartition(".")[0]
    return name or "__init__"


def child_graph(graph: Mapping[str, set[str]], package: str) -> dict[str, set[str]]:
    """What the direct children of a package import of each other, whatever is inside of them; "" for the whole.

    The package's own module (``__init__``) is left out: it hands on what its children have.
    """
    before = f"{package}." if package else ""
    children: dict[str, set[str]] = {}
    for name, others in graph.items():
        if name.startswith(before) and name != "__init__":
            child = name.removeprefix(before).partition(".")[0]
            named = {other.removeprefix(before).partition(".")[0] for other in others if other.startswith(before)}
            children.setdefault(child, set()).update(named - {child, "__init__"})
    return children


def circle(edges: Mapping[str, set[str]]) -> list[str]:
    """What is left of a graph once everything that imports nothing of the rest, and everything that nothing of the rest
    imports, is taken away, again and again: the circles, and what lies between two of them."""
    left = {name: set(others) for name, others in edges.items()}
    while True:
        used = {other for others in left.values() for other in others}
        free = [name for name, others in left.items() if not others & left.keys() or name not in used]
        if not free:
            return sorted(left)
        for name in free:
            del left[name]
