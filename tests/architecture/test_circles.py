"""No circle in what modules import: not between modules, not between the children of any package, one level at a time.

What is imported within a function, or for type checks alone, is left out: it is not needed to load the module.
"""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.support.source import child_graph, circle, imports, imports_when_loaded, module_graph, modules

GRAPH = module_graph(modules())
PACKAGES = sorted({name.rpartition(".")[0] for name in GRAPH})


def test_no_modules_import_each_other_in_a_circle() -> None:
    assert circle(GRAPH) == []


@pytest.mark.parametrize("package", PACKAGES, ids=lambda name: name or "unroller")
def test_no_children_of_a_package_import_each_other_in_a_circle(package: str) -> None:
    assert circle(child_graph(GRAPH, package)) == []


def test_the_checks_can_fail(tmp_path: Path) -> None:
    texts = {
        "a/__init__.py": "",
        "a/one.py": "from unroller.b.one import x\n",
        "a/two.py": "from typing import TYPE_CHECKING\nif TYPE_CHECKING:\n    from unroller.b import two\n",
        "b/__init__.py": "",
        "b/one.py": "def x():\n    from unroller.a import one\n",
        "b/two.py": "try:\n    import unroller.a.two\nexcept ImportError:\n    pass\n",
        "c.py": "from unroller.d import y\n",
        "d.py": "from unroller.c import z\n",
        "e.py": "from unroller.c import z\n",
    }
    for name, text in texts.items():
        path = tmp_path / name
        path.parent.mkdir(exist_ok=True)
        path.write_text(text)
    graph = module_graph(modules(tmp_path))
    assert graph["a.one"] == {"b.one"}
    assert graph["a.two"] == graph["b.one"] == set()
    assert graph["b.two"] == {"a.two"}
    assert circle(graph) == ["c", "d"]
    assert child_graph(graph, "") == {"a": {"b"}, "b": {"a"}, "c": {"d"}, "d": {"c"}, "e": {"c"}}
    assert circle(child_graph(graph, "")) == ["a", "b", "c", "d"]
    assert imports(tmp_path / "a/two.py") == {"typing.TYPE_CHECKING", "unroller.b.two"}
    assert imports_when_loaded(tmp_path / "a/two.py") == {"typing.TYPE_CHECKING"}
    assert circle({"a": {"b"}, "b": {"a"}, "c": {"a"}, "d": set()}) == ["a", "b"]
