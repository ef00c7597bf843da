"""Every regular expression of the packages that read foreign input, with how each is used, and strings to try it on.

Patterns are found by walking the modules' globals, containers and declared boilerplate included, and by reading the
source for expressions that are written where they are used; so a new one is covered without a line here.
"""

from __future__ import annotations

import ast
import dataclasses
import importlib
import inspect
import pkgutil
import re
from collections.abc import Iterator, Mapping
from re import _constants as ops  # type: ignore[attr-defined]
from re import _parser as parser  # type: ignore[attr-defined]
from types import ModuleType
from typing import Any

import unroller
from unroller.readers.boilerplate import RuleSet
from unroller.regex import LazyPattern

PACKAGES = (
    "readers", "networks", "urls", "article", "documents", "text", "terminal", "account_exports",
)  # fmt: skip
METHODS = ("match", "fullmatch", "search", "finditer", "findall", "sub", "subn", "split")
#: What is tried: every method that looks for a pattern anywhere does what `finditer` does.
TRIED = {method: method if method in ("match", "fullmatch") else "finditer" for method in METHODS}
#: Long enough that what grows with the square of it takes seconds.
LONG = 50_000
RUNS = [
    " ", "\t", "\n", "0", "a", "A", "é", "字", "😀", "(", "[", "<", ">", "@", "#", "/", ".", "-", "_", ":", "*", "\\",
    "&", "%", "\u0301", "\u200d", "a ", "1 ", "1/", "a.", "a-", "a@", "a/", "a:", "http://", "https://a.b/c ", "[](",
    "@a ", "#a", "Aa ", " \n", "1. ", "a\n", "(1)", "x.com/a/status/1 ",
]  # fmt: skip


@dataclasses.dataclass(frozen=True)
class Found:
    """A pattern, where it stands, and what is to be tried on it (everything, where its use cannot be told)."""

    place: str
    pattern: re.Pattern[Any]
    methods: tuple[str, ...]


#: Every package of the program.
ALL_PACKAGES = tuple(info.name for info in pkgutil.iter_modules(unroller.__path__) if info.name != "__main__")


def modules(packages: tuple[str, ...]) -> list[ModuleType]:
    """The modules of the packages."""
    found = pkgutil.walk_packages(unroller.__path__, "unroller.", onerror=lambda name: None)
    names = [info.name for info in found if not info.name.endswith("__main__")]
    return [importlib.import_module(name) for name in names if name.split(".")[1] in packages]


def patterns(packages: tuple[str, ...] = PACKAGES) -> list[Found]:
    """Every pattern once, with all that is done with it anywhere."""
    found: dict[tuple[Any, int], Found] = {}
    for one in _everywhere(packages):
        key = (one.pattern.pattern, one.pattern.flags)
        methods = {TRIED[method] for method in one.methods}
        known = found.get(key)
        found[key] = dataclasses.replace(
            known or one, methods=tuple(sorted(methods | set(known.methods if known else ())))
        )
    return list(found.values())


def _everywhere(packages: tuple[str, ...]) -> Iterator[Found]:
    for module in modules(packages):
        uses = _uses(inspect.getsource(module))
        for name, value in vars(module).items():
            if isinstance(value, (re.Pattern, LazyPattern)) and name not in uses:
                continue  # imported for somebody else, or tried where it is used
            for path, pattern, known in _within(value, name, 0):
                yield Found(f"{module.__name__}:{path}", pattern, known or tuple(uses.get(name, METHODS)))
        yield from _written_in_place(module)


def _within(value: object, path: str, depth: int) -> Iterator[tuple[str, re.Pattern[Any], tuple[str, ...]]]:
    if isinstance(value, LazyPattern):
        yield path, value.compile(), ()
    elif isinstance(value, re.Pattern):
        yield path, value, ()
    elif isinstance(value, RuleSet):
        for number, (_, pattern, line) in enumerate(value._patterns):
            yield f"{path}[{number}].{line.name}", re.compile(pattern.pattern, pattern.flags), ("fullmatch",)
    elif depth > 5 or isinstance(value, (str, bytes, int, float, type, ModuleType)):
        return
    else:
        for step, item in _items(value):
            yield from _within(item, path + step, depth + 1)


def _items(value: object) -> list[tuple[str, object]]:
    """What a container or dataclass holds, and how it is reached."""
    if isinstance(value, Mapping):
        return [(f"[{key!r}]", item) for key, item in value.items()]
    if isinstance(value, (tuple, list, set, frozenset)):
        return [(f"[{number}]", item) for number, item in enumerate(value)]
    if dataclasses.is_dataclass(value):
        return [(f".{field.name}", getattr(value, field.name)) for field in dataclasses.fields(value)]
    return []


def _uses(source: str) -> dict[str, set[str]]:
    """The methods that a module calls on its global names; all four where a name is handed on or taken apart."""
    uses: dict[str, set[str]] = {}
    tree = ast.parse(source)
    called = set()
    for node in ast.walk(tree):
        if isinstance(node, ast.Attribute) and isinstance(node.value, ast.Name) and node.attr in METHODS:
            uses.setdefault(node.value.id, set()).add(node.attr)
            called.add(id(node.value))
    for node in ast.walk(tree):
        if isinstance(node, ast.Name) and isinstance(node.ctx, ast.Load) and id(node) not in called:
            uses.setdefault(node.id, set(METHODS))
    return uses


def _written_in_place(module: ModuleType) -> list[Found]:
    """``re.sub(r"...", ...)`` and its kin, with a literal."""
    found = []
    for node in ast.walk(ast.parse(inspect.getsource(module))):
        if (
            isinstance(node, ast.Call)
            and isinstance(node.func, ast.Attribute)
            and isinstance(node.func.value, ast.Name)
            and node.func.value.id == "re"
            and node.func.attr in METHODS
            and isinstance(node.args[0], ast.Constant)
            and isinstance(node.args[0].value, (str, bytes))
        ):
            place = f"{module.__name__}:{node.lineno}"
            found.append(Found(place, re.compile(node.args[0].value), (node.func.attr,)))
    return found


def hostile(pattern: re.Pattern[Any]) -> Iterator[str]:
    """Strings to try a pattern on: long runs of everything, of its own characters, and of each piece it repeats."""
    written = pattern.pattern if isinstance(pattern.pattern, str) else pattern.pattern.decode("latin-1")
    tree = parser.parse(written, pattern.flags & ~re.UNICODE)
    whole = _sample(tree)
    own = dict.fromkeys(_characters(tree))
    units = dict.fromkeys(
        [*RUNS, *list(own)[:24], *(one + two for one in list(own)[:4] for two in list(own)[:4]), whole]
    )
    for unit in units:
        if unit:
            run = unit * (LONG // len(unit))
            yield run + "\0"
    for prefix, unit in dict.fromkeys(_pumps(tree, "")):
        run = prefix + unit * (LONG // max(1, len(unit)))
        yield run + whole[-1:] + "\0"
    if len(whole) > 1:
        yield whole[:-1] * (LONG // len(whole))


def _character(items: Any) -> str:
    """A character that a class lets through."""
    negated = bool(items) and items[0][0] is ops.NEGATE
    for op, value in items:
        if negated:
            break
        if op is ops.LITERAL:
            return chr(value)
        if op is ops.RANGE:
            return chr(value[0])
        if op is ops.CATEGORY:
            return {"CATEGORY_DIGIT": "1", "CATEGORY_SPACE": " ", "CATEGORY_WORD": "a"}.get(str(value), "!")
    return next((char for char in "a1 .-é/" if _passes(items, char)), "a")


def _passes(items: Any, char: str) -> bool:
    for op, value in items:
        if op is ops.LITERAL and chr(value) == char:
            return False
        if op is ops.RANGE and value[0] <= ord(char) <= value[1]:
            return False
        if op is ops.CATEGORY:
            kind = str(value)
            inside = char.isspace() if "SPACE" in kind else char.isdigit() if "DIGIT" in kind else char.isalnum()
            if inside != ("NOT" in kind):
                return False
    return True


def _sample(tree: Any) -> str:
    """A short string that the tree (nearly) matches."""
    out = []
    for op, value in tree:
        if op is ops.LITERAL:
            out.append(chr(value))
        elif op is ops.NOT_LITERAL:
            out.append("a" if value != ord("a") else "b")
        elif op is ops.ANY:
            out.append("a")
        elif op is ops.IN:
            out.append(_character(value))
        elif op is ops.BRANCH:
            out.append(_sample(value[1][0]))
        elif op is ops.SUBPATTERN:
            out.append(_sample(value[3]))
        elif op in (ops.MAX_REPEAT, ops.MIN_REPEAT, ops.POSSESSIVE_REPEAT):
            out.append(_sample(value[2]) * max(1, min(value[0], 3)))
        elif op is ops.ATOMIC_GROUP:
            out.append(_sample(value))
    return "".join(out)


def _pumps(tree: Any, prefix: str) -> Iterator[tuple[str, str]]:
    """For every repetition: what leads up to it, and what it repeats."""
    before = prefix
    for op, value in tree:
        if op in (ops.MAX_REPEAT, ops.MIN_REPEAT, ops.POSSESSIVE_REPEAT):
            unit = _sample(value[2])
            if unit and value[1] > 1:
                yield before, unit
            yield from _pumps(value[2], before)
        elif op is ops.BRANCH:
            for branch in value[1]:
                yield from _pumps(branch, before)
        elif op is ops.SUBPATTERN:
            yield from _pumps(value[3], before)
        elif op is ops.ATOMIC_GROUP:
            yield from _pumps(value, before)
        elif op in (ops.ASSERT, ops.ASSERT_NOT):
            yield from _pumps(value[1], before)
        before += _sample([(op, value)])


def _characters(tree: Any) -> Iterator[str]:
    """The characters that stand in a pattern, and one of every class."""
    for op, value in tree:
        if op in (ops.LITERAL, ops.NOT_LITERAL):
            yield chr(value)
        elif op is ops.IN:
            yield from (chr(item) for kind, item in value if kind is ops.LITERAL)
            yield _character(value)
        elif op is ops.BRANCH:
            for branch in value[1]:
                yield from _characters(branch)
        elif op is ops.SUBPATTERN:
            yield from _characters(value[3])
        elif op in (ops.MAX_REPEAT, ops.MIN_REPEAT, ops.POSSESSIVE_REPEAT):
            yield from _characters(value[2])
        elif op in (ops.ASSERT, ops.ASSERT_NOT):
            yield from _characters(value[1])
        elif op is ops.ATOMIC_GROUP:
            yield from _characters(value)
