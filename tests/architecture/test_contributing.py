"""The worked examples in CONTRIBUTING.md, followed to the letter on a copy of the checkout: each works, and its numbers
are true."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

import pytest

from benchmarks.code_lines import code_lines
from tests.architecture.test_layers import test_a_module_imports_lower_layers as demand_lower_layers
from tests.architecture.test_names import classes_used_twice, functions_of_participles, modules_of_verbs
from tests.support.paths import CHECKOUT
from tests.support.source import module_name, modules

PAGE = (CHECKOUT / "CONTRIBUTING.md").read_text(encoding="utf-8")
_EXAMPLE = re.compile(r"^### (.+)\n\n(Lines .+)\n((?:(?!^##).*\n)+)", re.M)
_BLOCK = re.compile(r"^```(python|diff|po|sh)(?: (\S+))?\n(.*?)^```$", re.M | re.S)
#: What an example needs of the checkout.
_COPIED = ("unroller", "templates", "archive", "benchmarks", "pyproject.toml", "README.md")
_TESTS = ("support", "conftest.py", "web", "search", "readers", "networks", "writers")


@dataclass(frozen=True)
class Block:
    """A block of an example: its language, the file that it is for ("" of commands), and its text."""

    kind: str
    path: str
    text: str


@dataclass(frozen=True)
class Example:
    """A worked example: what it says of its size, and its blocks in order."""

    title: str
    sizes: str
    blocks: tuple[Block, ...]

    def measure(self) -> str:
        """Lines of code, of tables and of tests, and translations, as the page says it."""
        code = tables = translations = tests = 0
        for block in self.blocks:
            if block.kind == "python" and block.path.startswith("tests/"):
                tests += code_lines(block.text)
            elif block.kind == "python":
                code += code_lines(block.text)
            elif block.path.endswith(".po"):
                translations += len(re.findall(r'^\+?msgstr "[^"]', block.text, re.M))
            elif block.kind == "diff":
                tables += len(re.findall(r"^\+", block.text, re.M))
        sizes = {"of code": code, "in tables": tables, "of translations": translations, "of tests": tests}
        return "Lines " + ", ".join(f"{what}: {count}" for what, count in sizes.items() if count) + "."


def read_examples(page: str) -> list[Example]:
    """The examples of a page."""
    return [
        Example(title, sizes, tuple(Block(*match.groups(default="")) for match in _BLOCK.finditer(body)))
        for title, sizes, body in _EXAMPLE.findall(page)
    ]


EXAMPLES = read_examples(PAGE)


def apply(block: Block, root: Path) -> None:
    """Do in a checkout at `root` what a block says."""
    if block.kind == "sh":
        for command in block.text.splitlines():
            run(command, root)
        return
    path = root / block.path
    if block.kind == "python":
        assert not path.exists(), f"{block.path} is there already"
        path.write_text(block.text, encoding="utf-8")
        return
    text = path.read_text(encoding="utf-8")
    if block.kind == "po":
        path.write_text(f"{text}\n{block.text}", encoding="utf-8")
        return
    lines = block.text.splitlines(keepends=True)
    before = "".join(line[1:] for line in lines if line[0] in " -")
    after = "".join(line[1:] for line in lines if line[0] in " +")
    assert text.count(before) == 1, f"{block.path} has this {text.count(before)} times:\n{before}"
    path.write_text(text.replace(before, after), encoding="utf-8")


def run(command: str, root: Path) -> str:
    """Run a command as a reader of the page would, with the Python that runs the tests; what it prints."""
    python = f"'{sys.executable}'"
    command = command.replace(".venv/bin/python", python).replace(".venv/bin/unroller", f"{python} -m unroller")
    done = subprocess.run(
        ["/bin/sh", "-c", command], cwd=root, capture_output=True, text=True, timeout=120, check=False,
        env={**os.environ, "PYTHONPATH": str(root), "PYTHONDONTWRITEBYTECODE": "1"},
    )  # fmt: skip
    assert done.returncode == 0, f"{command}\n{done.stdout[-3000:]}{done.stderr[-3000:]}"
    return done.stdout


def copy_checkout(root: Path) -> Path:
    """A copy of what examples need."""
    for name in (*_COPIED, *(f"tests/{name}" for name in _TESTS)):
        source, target = CHECKOUT / name, root / name
        target.parent.mkdir(parents=True, exist_ok=True)
        if source.is_dir():
            shutil.copytree(source, target, ignore=shutil.ignore_patterns("__pycache__"))
        else:
            shutil.copy(source, target)
    return root


@pytest.mark.slow
@pytest.mark.parametrize("example", EXAMPLES, ids=[example.title.partition(":")[0] for example in EXAMPLES])
def test_an_example_followed_to_the_letter_works(example: Example, tmp_path: Path) -> None:
    root = copy_checkout(tmp_path)
    for block in example.blocks:
        apply(block, root)
    code = [block.path for block in example.blocks if block.kind == "python"]
    run(f".venv/bin/python -m ruff check {' '.join(code)}", root)
    run(f".venv/bin/python -m ruff format --check {' '.join(code)}", root)
    new = [(module_name(root / path, root / "unroller"), root / path) for path in code if path.startswith("unroller/")]
    twice = classes_used_twice([*new, *modules()])
    assert not {name for name, where in twice.items() if {module for module, _ in new} & set(where)}
    assert functions_of_participles(new) == modules_of_verbs(name for name, _ in new) == []
    for module, path in new:
        demand_lower_layers(module, path)


@pytest.mark.parametrize("example", EXAMPLES, ids=[example.title.partition(":")[0] for example in EXAMPLES])
def test_an_example_is_as_long_as_it_says(example: Example) -> None:
    assert example.sizes == example.measure()


def test_the_page_has_an_example_for_each_part() -> None:
    titles = [example.title.partition(":")[0] for example in EXAMPLES]
    assert titles == ["A reader", "A network", "A writer", "A search engine", "A language of the interface"]
    for example in EXAMPLES:
        kinds = [block.kind for block in example.blocks]
        assert kinds[-1] == "sh"
        assert "python" in kinds


def test_the_check_itself_can_fail(tmp_path: Path) -> None:
    (example,) = read_examples(
        "### A thing\n\nLines of code: 2.\n\n```python a.py\n# no code\nx = 1\n```\n\n"
        "```diff b.py\n known = [\n+    1,\n```\n\n```sh\nfalse\n```\n\n## Next\n"
    )
    assert [block.path for block in example.blocks] == ["a.py", "b.py", ""]
    assert example.measure() == "Lines of code: 1, in tables: 1." != example.sizes
    (tmp_path / "b.py").write_text("known = [\n]\n")
    apply(example.blocks[0], tmp_path)
    apply(example.blocks[1], tmp_path)
    assert (tmp_path / "b.py").read_text() == "known = [\n    1,\n]\n"
    with pytest.raises(AssertionError, match="there already"):
        apply(example.blocks[0], tmp_path)
    with pytest.raises(AssertionError, match="0 times"):
        apply(Block("diff", "b.py", " nothing like it\n+more\n"), tmp_path)
    with pytest.raises(AssertionError, match="false"):
        apply(example.blocks[2], tmp_path)
