"""What things are called: a class name once in the package, modules by nouns, functions by verbs; how long a module is.

The words are those of the field, so that a name found by a search of the source is one thing. What is an exception has
its reason beside it, and an exception that is no longer there is a failure too.
"""

from __future__ import annotations

import ast
import re
from collections.abc import Iterable, Mapping
from pathlib import Path

import pytest

from tests.support.source import modules, parse

#: No module has more lines than these.
MOST_LINES = 600
_TODAY = "stands here until it is renamed"
#: Class names that stand in two modules, each with the reason.
CLASSES_USED_TWICE: dict[str, str] = {}
#: Modules whose last word is a gerund or a participle, and why that is the noun of the field.
MODULES_OF_VERBS = {
    "account_exports.threading": "the field's noun for making conversations of messages (RFC 5256, THREAD)",
    "archive.staging": "the field's noun for a place where a write is prepared",
    "library.reading": "a reading is the value in it: a thread and its article, as read",
    "readers.segmentation.numbering": "the noun: the numbers that authors put on their posts",
    "search.matching": "the field's noun for finding where a query stands in a text",
}
#: Participles, alone no name of a function: a verb or a noun says what is given.
PARTICIPLES = frozenset(
    "accented appended asked based begun brought called carried chosen come covered cut done drawn found given gone"
    " grown held joined judged kept known left listed lost made marked meant mended missing needed parted played put"
    " ranked read said seen sent set shown sorted spoken stopped taken thought told unentered upgraded wanted weighed"
    " written".split()
) - {"cut", "put", "read", "set"}  # verbs in this form too
#: Other words that end here, though they are neither verbs nor nouns for what is given.
NO_NAMES = frozenset({"stands", "says", "tells", "otherwise", "later", "furniture", "shelf", "house"})
#: Words in ``-ed`` and ``-ing`` that are verbs or nouns as they stand.
VERBS_AND_NOUNS = frozenset(
    {"embed", "feed", "heading", "need", "ping", "ring", "seed", "shed", "speed", "string", "thing"}
)
#: Functions that are called by a participle, each with the reason.
FUNCTIONS_OF_PARTICIPLES: dict[str, str] = {
    "messages.counted": "beside `Message`: a message in the form that its count has",
    "linkcheck.metadata.clean._mended": _TODAY,
    "linkcheck.metadata.html._marked": _TODAY,
    "linkcheck.metadata.posts._embedded": _TODAY,
    "serialization.codec.upgraded": _TODAY,
}


def is_participle(word: str) -> bool:
    """Whether a word is a gerund or a participle: by its ending, or one of the irregular ones."""
    if word in VERBS_AND_NOUNS:
        return False
    return word in PARTICIPLES or re.fullmatch(r"[a-z]{3,}(?:ing|ed)", word) is not None


def classes_used_twice(found: Iterable[tuple[str, Path]]) -> dict[str, list[str]]:
    """The names of classes that several modules, or one twice, define: name and modules."""
    places: dict[str, list[str]] = {}
    for module, path in found:
        for node in ast.walk(parse(path)):
            if isinstance(node, ast.ClassDef):
                places.setdefault(node.name, []).append(module)
    return {name: where for name, where in sorted(places.items()) if len(where) > 1}


def modules_of_verbs(names: Iterable[str]) -> list[str]:
    """Modules and packages whose name ends in a gerund or a participle."""
    return sorted(name for name in names if is_participle(name.rpartition(".")[2].rpartition("_")[2]))


def functions_of_participles(found: Iterable[tuple[str, Path]]) -> list[str]:
    """Functions of modules that are called by a bare participle, or by another word that does not say what it does."""
    return sorted(
        f"{module}.{node.name}"
        for module, path in found
        for node in parse(path).body
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)
        and (is_participle(bare := node.name.strip("_")) or bare in NO_NAMES)
    )


def long_modules(found: Iterable[tuple[str, Path]], most: int = MOST_LINES) -> dict[str, int]:
    """Modules of more lines than `most`, with their lines."""
    lines = {module: len(path.read_text(encoding="utf-8").splitlines()) for module, path in found}
    return {module: count for module, count in lines.items() if count > most}


def demand(found: Iterable[str], exceptions: Mapping[str, str], what: str) -> None:
    """`found` are the exceptions, no more and no less."""
    names = set(found)
    assert names <= exceptions.keys(), f"{what}: {sorted(names - exceptions.keys())}"
    gone = sorted(name for name, why in exceptions.items() if name not in names and why != _TODAY)
    assert not gone, f"no longer there, delete its line here: {gone}"
    assert all(len(reason.split()) > 3 for reason in exceptions.values())


def test_a_class_name_is_used_once() -> None:
    found = classes_used_twice(modules())
    demand(found, CLASSES_USED_TWICE, f"class names used twice ({found})")


def test_modules_are_called_by_nouns() -> None:
    demand(modules_of_verbs(name for name, _ in modules()), MODULES_OF_VERBS, "modules called by a verb's form")


def test_functions_are_not_called_by_participles() -> None:
    demand(functions_of_participles(modules()), FUNCTIONS_OF_PARTICIPLES, "functions called by a participle")


def test_no_module_is_too_long() -> None:
    assert long_modules(modules()) == {}


def test_no_module_is_called_utils() -> None:
    assert not [name for name, _ in modules() if re.search(r"util|helper|misc", name)]


def test_the_checks_can_fail(tmp_path: Path) -> None:
    (tmp_path / "filing.py").write_text(
        "class Page: ...\n\n\ndef _chosen(): ...\ndef choose(): ...\ndef stands(): ...\ndef is_read(): ...\n"
        "def parsed(): ...\n"
    )
    (tmp_path / "shelf.py").write_text("def outer():\n    class Page: ...\n" + "\n" * MOST_LINES)
    found = modules(tmp_path)
    assert classes_used_twice(found) == {"Page": ["filing", "shelf"]}
    assert modules_of_verbs([*(name for name, _ in found), "a.post_reading", "a.string", "seed"]) == [
        "a.post_reading",
        "filing",
    ]
    assert functions_of_participles(found) == ["filing._chosen", "filing.parsed", "filing.stands"]
    assert long_modules(found) == {"shelf": MOST_LINES + 2}
    with pytest.raises(AssertionError, match="no longer there"):
        demand([], {"gone": "a reason of four words"}, "x")
    with pytest.raises(AssertionError, match="more"):
        demand(["more"], {}, "x")
