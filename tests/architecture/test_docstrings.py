"""Public docstrings: that there is one, that it names the errors raised, and that it says what None means.

Whether a text tells a caller enough is for people to judge. What the source shows by itself is judged here.
"""

from __future__ import annotations

import ast
import re
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import NamedTuple

from tests.architecture.test_names import demand
from tests.support.source import modules, parse

#: What has no docstring of its own, each with the reason.
WITHOUT_DOCSTRING = {
    f"readers.base.Reader.{name}": "the docstring of the class says what it is" for name in ("name", "label", "kinds")
}
#: What raises an error that its docstring does not name, each with the reason.
WITHOUT_ERRORS = {
    "account_exports.containers.zip.Zip.read": "its docstring leads to the protocol, which names them",
    "linkcheck.http.fake_network.FakeNetwork.dial": "in place of the network, as the protocol has it",
    "linkcheck.http.fake_network.FakeNetwork.resolve": "in place of the network, as the protocol has it",
    "linkcheck.http.network.SystemNetwork.resolve": "its docstring leads to the protocol, which names them",
    "search.whoosh_engine.codec.ArrayTermsReader.term_info": "called by Whoosh alone, and named by its protocol",
}
#: Of views nobody asks: what they raise becomes a page.
_VIEWS = re.compile(r"web(?:\..*)?\.views")
#: Where None is asked about: what other packages call most.
_CALLED_MOST = re.compile(
    r"(?:account_import|archive|article|library|networks|search|writers|readers\.(?:base|registry))\b"
)
_SAYS_WHEN = re.compile(r"\b(?:None|nothing|if|unless)\b")


class Documented(NamedTuple):
    """A public class, function or method: its full name, its node, and its docstring."""

    name: str
    node: ast.ClassDef | ast.FunctionDef
    text: str | None


def list_public(found: Iterable[tuple[str, Path]]) -> Iterator[Documented]:
    """What modules define for others, methods included."""
    for module, path in found:
        yield from _list_public(parse(path), module)


def _list_public(parent: ast.Module | ast.ClassDef, place: str) -> Iterator[Documented]:
    for node in parent.body:
        if isinstance(node, ast.ClassDef | ast.FunctionDef) and not node.name.startswith("_"):
            name = f"{place}.{node.name}"
            yield Documented(name, node, ast.get_docstring(node))
            if isinstance(node, ast.ClassDef):
                yield from _list_public(node, name)


def list_raised(node: ast.AST) -> set[str]:
    """The names of the errors that a function itself raises; what it calls is not looked at."""
    found: set[str] = set()
    for child in ast.iter_child_nodes(node):
        if isinstance(child, ast.Raise) and child.exc is not None:
            error = child.exc.func if isinstance(child.exc, ast.Call) else child.exc
            found |= {error.id} if isinstance(error, ast.Name) and error.id[0].isupper() else set()
        if not isinstance(child, ast.FunctionDef | ast.Lambda | ast.ClassDef):
            found |= list_raised(child)
    return found


def without_docstring(found: Iterable[Documented]) -> list[str]:
    """What has none."""
    return [one.name for one in found if not one.text]


def without_errors(found: Iterable[Documented]) -> list[str]:
    """Functions whose docstring leaves out an error that they raise: by its name, or that of the class above it."""
    return [
        one.name
        for one in found
        if one.text and isinstance(one.node, ast.FunctionDef) and not _VIEWS.match(one.name)
        if "Raises:" not in one.text and any(error not in one.text for error in list_raised(one.node))
    ]


def without_none(found: Iterable[Documented]) -> list[str]:
    """Functions that give a value or None and do not say when; methods may leave that to the class they follow."""
    asked = [
        one
        for one in found
        if one.text and isinstance(one.node, ast.FunctionDef) and _CALLED_MOST.match(one.name)
        if one.node.returns is not None and re.fullmatch(r"[\w.]+ \| None", ast.unparse(one.node.returns))
    ]
    said = {(one.name.split(".")[0], one.node.name) for one in asked if one.text and _SAYS_WHEN.search(one.text)}
    return [one.name for one in asked if (one.name.split(".")[0], one.node.name) not in said]


def test_what_is_public_has_a_docstring() -> None:
    demand(without_docstring(list_public(modules())), WITHOUT_DOCSTRING, "without a docstring")


def test_a_docstring_names_the_errors_raised() -> None:
    demand(without_errors(list_public(modules())), WITHOUT_ERRORS, "with errors that the docstring does not name")


def test_a_docstring_says_when_there_is_none() -> None:
    demand(without_none(list_public(modules())), {}, "with a docstring that does not say when None is given")


def test_the_checks_can_fail(tmp_path: Path) -> None:
    (tmp_path / "library.py").write_text('''
class Shelf:
    """A shelf."""
    def take(self, name: str) -> str | None:
        """The book of that name."""
        if not name:
            raise MisuseError("no name")
        raise  # whatever it was
    def put(self, name):
        def inner():
            raise ValueError
        raise self._build_error()
    def look(self) -> str | None:
        """The book in front; None on an empty shelf."""
    def _hidden(self): ...
class Copy:
    """A copy of one."""
    def look(self) -> str | None:
        """The book in front."""
def lend(name):
    """Lend it.

    Raises:
        LentError: it is lent.
    """
    raise OverdueError
''')
    found = list(list_public(modules(tmp_path)))
    assert without_docstring(found) == ["library.Shelf.put"]
    assert without_errors(found) == ["library.Shelf.take"]
    assert without_none(found) == ["library.Shelf.take"]
