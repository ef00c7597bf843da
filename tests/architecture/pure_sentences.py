"""What the library says to people, read from its source: every message with its templates, and the ledger's rules."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import unroller
from unroller.readers.boilerplate.sites import SITES

ROOT = Path(unroller.__file__).parent
#: What makes a message, and how many of its arguments are templates; `msgid` marks one that is kept as text.
MAKES = {"Message": 1, "msgid": 1, "counted": 2, "technical": 1}
#: Packages and modules that may say something in English only. No page shows what these say: faces that say it by
#: themselves, and checks of the command line.
ELSEWHERE = ("cli", "config.py", "writers/__init__.py", "search/engine.py", "web/server.py")
#: Packages whose errors are about single records and containers, named on a report beside their places for whoever
#: looks into the file.
OF_EXPORTS = ("account_exports", "account_import")
#: Errors that are caught where they rise; what is not there a page says in its own words.
CAUGHT = ("NotFoundError", "StoppedError", "RobotsError")
#: Modules that make messages of templates that stand elsewhere.
MACHINERY = ("web/i18n/messages.py", "web/i18n/message_parser.py")
_RULE = re.compile(r"[a-z]+(?:-[a-z]+)*:[a-z]+(?:[ -][a-z]+)*")
#: What reads like a rule and is none: filters of a search, names in a page's head.
NO_RULES = ("has", "og", "xml")
#: Where a rule is named alone: the call, and which of its arguments it is.
_NAMED = {"set_aside": 1, "take": 1, "_cut_at": 2}
#: Packages and modules that name no rules of the ledger.
_UNRULED = (*ELSEWHERE, "web", "search/worker.py", "search/tantivy_engine", "archive/verify.py")
#: What carries a message, and which argument it is; errors carry it first.
_CARRIES = {"Notice": 1, "Gap": 1, "hint": 0, "_refuse": 0}


@dataclass(frozen=True)
class Made:
    """A call that makes a message. `templates` holds None for one that is no literal; `caught`: within an error that
    no page shows."""

    where: str
    by: str
    templates: tuple[str | None, ...]
    values: frozenset[str]
    caught: bool

    @property
    def module(self) -> str:
        """The module, as its path in the package."""
        return self.where.partition(":")[0]


def messages() -> Iterator[Made]:
    """Every message that the source makes."""
    for name, tree in _modules():
        if name in MACHINERY:
            continue
        caught = {
            id(inner)
            for node in ast.walk(tree)
            if isinstance(node, ast.Call) and _called(node) in CAUGHT
            for inner in ast.walk(node)
        }
        own = set(MAKES) if name == "messages.py" else _imported(tree)
        for node in ast.walk(tree):
            if isinstance(node, ast.Call) and _called(node) in MAKES and ast.unparse(node.func) in own:
                by = _called(node)
                given = node.args[: MAKES[by]]
                if name == "messages.py" and not all(isinstance(one, ast.Constant) for one in given):
                    continue  # technical() itself
                templates = tuple(str(one.value) if isinstance(one, ast.Constant) else None for one in given)
                values = frozenset(word.arg for word in node.keywords if word.arg)
                yield Made(f"{name}:{node.lineno}", by, templates, values, id(node) in caught)


def _imported(tree: ast.Module) -> set[str]:
    """What a module calls those of :data:`MAKES` that it has of :mod:`unroller.messages`."""
    found: set[str] = set()
    for node in ast.walk(tree):
        if isinstance(node, ast.ImportFrom) and node.module == "unroller.messages":
            found |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom) and node.module == "unroller":
            found |= {f"messages.{name}" for alias in node.names if alias.name == "messages" for name in MAKES}
    return found


def bare() -> Iterator[str]:
    """Where a text stands for a message: in an error of ours, a notice, a gap, a hint. The types forbid it too."""
    ours = _errors()
    for name, tree in _modules():
        own = {node.name for node in ast.walk(tree) if isinstance(node, ast.ClassDef)} if "tantivy" in name else set()
        for node in ast.walk(tree):
            if isinstance(node, ast.Call) and (called := _called(node)) in {*ours, *_CARRIES} - own:
                at = _CARRIES.get(called, 0)
                if any(isinstance(one, ast.Constant | ast.JoinedStr) for one in node.args[at : at + 1]):
                    yield f"{name}:{node.lineno}"


def _errors() -> set[str]:
    """The names of all errors that carry a message."""
    classes = [node for _, tree in _modules() for node in ast.walk(tree) if isinstance(node, ast.ClassDef)]
    found = {"UnrollerError"}
    while more := {node.name for node in classes if found & {_name(base) for base in node.bases}} - found:
        found |= more
    return found


def rules() -> set[str]:
    """The rules that the pure packages name, as they stand in the ledger; those of marks in posts without a site."""
    found = {
        f"{site.name}:{line.name}"
        for site in SITES
        for region in (site.header, site.inside, site.footer)
        for line in region.lines
    }
    for name, tree in _pure_modules():
        for node in ast.walk(tree):
            if isinstance(node, ast.Constant) and isinstance(node.value, str) and _RULE.fullmatch(node.value):
                found |= {node.value} if node.value.partition(":")[0] not in NO_RULES else set()
            if isinstance(node, ast.Call) and (at := _NAMED.get(_called(node))) is not None:
                found |= {f"x:{arg.value}" for arg in node.args[at : at + 1] if isinstance(arg, ast.Constant)}
        if name == "article/markers.py":
            found |= {str(node.value.value) for node, target in _assigned(tree) if _is_mark(node.value, target)}
    return found


def _is_mark(value: ast.expr, target: ast.Name) -> bool:
    return target.id.isupper() and not target.id.startswith("_") and isinstance(value, ast.Constant)


def _pure_modules() -> Iterator[tuple[str, ast.Module]]:
    return ((name, tree) for name, tree in _modules() if not name.startswith(_UNRULED))


@cache
def _modules() -> tuple[tuple[str, ast.Module], ...]:
    return tuple(
        (path.relative_to(ROOT).as_posix(), ast.parse(path.read_text(encoding="utf-8")))
        for path in sorted(ROOT.rglob("*.py"))
    )


def _assigned(tree: ast.Module) -> Iterator[tuple[ast.Assign, ast.Name]]:
    for node in ast.walk(tree):
        if isinstance(node, ast.Assign) and isinstance(node.targets[0], ast.Name):
            yield node, node.targets[0]


def _called(call: ast.Call) -> str:
    return _name(call.func)


def _name(node: ast.expr) -> str:
    return node.attr if isinstance(node, ast.Attribute) else getattr(node, "id", "")
