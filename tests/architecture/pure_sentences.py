"""What the pure rooms say to people: every sentence of an error, a notice, a gap or a hint, read from the source.

A sentence with places to fill is given as the ways it can read: a number, a word or a phrase in each place.
"""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator, Mapping
from itertools import islice, product
from pathlib import Path

import unroller
from unroller.readers.boilerplate.sites import SITES

ROOT = Path(unroller.__file__).parent
#: Rooms whose sentences no page shows: faces that say what they say by themselves, and checks of the command line.
ELSEWHERE = (
    "web", "cli", "config.py", "writers/__init__.py", "search/engine.py", "search/worker.py",
    "search/tantivy_engine", "archive/verify.py",
)  # fmt: skip
#: Rooms whose errors are about single records and containers, named on a receipt beside their places for whoever looks
#: into the file. Their notices are in the table, and so are the refusals that people meet most.
OF_EXPORTS = ("account_exports", "account_import")
#: Errors that are caught where they rise; what is not there a page says in its own words.
CAUGHT = (
    "OSError",
    "TypeError",
    "ValueError",
    "RuntimeError",
    "BusyError",
    "NotFoundError",
    "StoppedError",
    "RobotsError",
)
#: What a place may hold; one of them has to fit.
FILLED = ("12", "8.5 MB", "plain text", "1 post by other people")
#: Of the ways a sentence can read, so many are looked at.
WAYS = 2_000
SAYS = {"hint": 0, "_refuse": 0, "Notice": 1, "Gap": 1}
_RULE = re.compile(r"[a-z]+(?:-[a-z]+)*:[a-z]+(?:[ -][a-z]+)*")
#: What reads like a rule and is none: filters of a search, names in a page's head.
NO_RULES = ("has", "og", "xml")
#: Where a rule is named alone: the call, and which of its arguments it is.
_NAMED = {"set_aside": 1, "take": 1, "_cut_at": 2}

Names = Mapping[str, ast.expr]


def sentences() -> Iterator[tuple[str, tuple[str, ...]]]:
    """Each sentence: where it stands, and how it can read."""
    for name, tree in _rooms():
        held = {target.id: node.value for node, target in _assigned(tree)}
        for node in ast.walk(tree):
            if isinstance(node, ast.Call):
                if name.startswith(OF_EXPORTS) and _called(node) not in SAYS:
                    continue
                for given in _shown(node):
                    reads = tuple(islice(_reads(given, held), WAYS))
                    if reads:
                        yield f"{name}:{node.lineno}", reads


def rules() -> set[str]:
    """The rules that the pure rooms name, as they stand in the ledger; those of marks in posts without a site."""
    found = {
        f"{site.name}:{line.name}"
        for site in SITES
        for region in (site.header, site.inside, site.footer)
        for line in region.lines
    }
    for name, tree in _rooms():
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


def _rooms() -> Iterator[tuple[str, ast.Module]]:
    for path in sorted(ROOT.rglob("*.py")):
        name = path.relative_to(ROOT).as_posix()
        if not name.startswith(ELSEWHERE):
            yield name, ast.parse(path.read_text(encoding="utf-8"))


def _assigned(tree: ast.Module) -> Iterator[tuple[ast.Assign, ast.Name]]:
    for node in ast.walk(tree):
        if isinstance(node, ast.Assign) and isinstance(node.targets[0], ast.Name):
            yield node, node.targets[0]


def _called(call: ast.Call) -> str:
    return call.func.attr if isinstance(call.func, ast.Attribute) else getattr(call.func, "id", "")


def _shown(call: ast.Call) -> list[ast.expr]:
    """The arguments of a call that are shown to people."""
    called = _called(call)
    at = SAYS.get(called)
    if (called.endswith("Error") and called not in CAUGHT) or ast.unparse(call.func) == "hints.append":
        at = 0
    return [] if at is None else call.args[at : at + 1]


def _reads(node: ast.expr, held: Names) -> Iterator[str]:
    if isinstance(node, ast.Name) and node.id in held:
        yield from _reads(held[node.id], {name: value for name, value in held.items() if name != node.id})
    elif isinstance(node, ast.Constant):
        if isinstance(node.value, str):
            yield node.value
    elif isinstance(node, ast.IfExp):
        yield from _reads(node.body, held)
        yield from _reads(node.orelse, held)
    elif isinstance(node, ast.BinOp) and isinstance(node.op, ast.Mult):
        yield from ("", *_reads(node.left, held))  # the ending for many
    elif isinstance(node, ast.JoinedStr):
        parts = [_part(part, held) for part in node.values]
        yield from ("".join(one) for one in product(*parts))


def _part(part: ast.expr, held: Names) -> list[str]:
    if isinstance(part, ast.FormattedValue):
        return list(islice(_reads(part.value, held), 8)) or list(FILLED)
    return [str(part.value)] if isinstance(part, ast.Constant) else []
