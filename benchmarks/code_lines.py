"""Count lines of code: those that hold a token which is no comment and no docstring. Blank lines do not count.

    .venv/bin/python benchmarks/code_lines.py [FOLDER] [--against COMMIT]

Prints lines and modules of each package below FOLDER (default: the package), and in all. With a commit, the same folder
as it was there beside it, both formatted with the settings of this checkout's pyproject.toml before they are counted:
so a line is the same on both sides. The working tree is not changed.
"""

from __future__ import annotations

import argparse
import ast
import io
import shutil
import subprocess
import sys
import tarfile
import tempfile
import tokenize
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
_NO_CODE = {
    tokenize.COMMENT, tokenize.NL, tokenize.NEWLINE, tokenize.INDENT, tokenize.DEDENT, tokenize.ENCODING,
    tokenize.ENDMARKER,
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Size:
    """How large a package is: its lines of code and its modules."""

    lines: int = 0
    modules: int = 0

    def __add__(self, other: Size) -> Size:
        return Size(self.lines + other.lines, self.modules + other.modules)


def docstring_lines(tree: ast.Module) -> set[int]:
    """The lines of all docstrings, and of texts that stand alone below what they explain."""
    return {
        line
        for node in ast.walk(tree)
        if isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant) and isinstance(node.value.value, str)
        for line in range(node.lineno, (node.end_lineno or node.lineno) + 1)
    }


def code_lines(source: str) -> int:
    """The number of lines of code in the text of a module.

    A text over several lines counts with all of them, as it is written.
    """
    lines = {
        line
        for token in tokenize.generate_tokens(io.StringIO(source).readline)
        if token.type not in _NO_CODE
        for line in range(token.start[0], token.end[0] + 1)
    }
    return len(lines - docstring_lines(ast.parse(source)))


def measure(folder: Path) -> dict[str, Size]:
    """The size of each package directly below `folder`, by name; of the modules of `folder` itself under "."."""
    sizes: dict[str, Size] = {}
    for path in sorted(folder.rglob("*.py")):
        parts = path.relative_to(folder).parts
        name = parts[0] if len(parts) > 1 else "."
        sizes[name] = sizes.get(name, Size()) + Size(code_lines(path.read_text(encoding="utf-8")), 1)
    return sizes


def check_out(commit: str, folder: str, target: Path) -> Path:
    """The folder as it was at a commit, below `target`."""
    packed = subprocess.run(["git", "archive", commit, folder], cwd=ROOT, check=True, capture_output=True).stdout
    with tarfile.open(fileobj=io.BytesIO(packed)) as archive:
        # A safe filter came with 3.11.4, and later Pythons warn without one; what is unpacked is our own history.
        archive.extractall(target, **({"filter": "data"} if hasattr(tarfile, "data_filter") else {}))
    return target / folder


def format_all(folder: Path) -> None:
    """Format a copy with the settings of this checkout."""
    subprocess.run(
        [sys.executable, "-m", "ruff", "format", "--quiet", "--config", str(ROOT / "pyproject.toml"), str(folder)],
        check=True,
    )


def compare(folder: str, commit: str) -> tuple[dict[str, Size], dict[str, Size]]:
    """The sizes of a folder at a commit and now, both formatted alike."""
    with tempfile.TemporaryDirectory() as temporary:
        before = check_out(commit, folder, Path(temporary) / "before")
        now = shutil.copytree(ROOT / folder, Path(temporary) / "now", ignore=shutil.ignore_patterns("__pycache__"))
        format_all(before)
        format_all(now)
        return measure(before), measure(now)


def total(sizes: dict[str, Size]) -> Size:
    """All of them together."""
    return sum(sizes.values(), Size())


def main() -> None:
    """Print the table."""
    ask = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    ask.add_argument("folder", nargs="?", default="unroller", help="a folder of the checkout; default: the package")
    ask.add_argument("--against", metavar="COMMIT", help="a commit to compare with")
    options = ask.parse_args()
    if not options.against:
        sizes = measure(ROOT / options.folder)
        for name, size in [*sorted(sizes.items()), ("in all", total(sizes))]:
            print(f"{name:<20}{size.lines:>8}{size.modules:>6}")
        return
    before, now = compare(options.folder, options.against)
    print(f"{'':<20}{options.against[:10]:>14}{'now':>14}")
    rows = [(name, before.get(name, Size()), now.get(name, Size())) for name in sorted({*before, *now})]
    for name, old, new in [*rows, ("in all", total(before), total(now))]:
        change = f"{100 * (new.lines - old.lines) / old.lines:+.1f} %" if old.lines and new.lines else ""
        print(f"{name:<20}{old.lines:>8}{old.modules:>6}{new.lines:>8}{new.modules:>6}{change:>10}")


if __name__ == "__main__":
    main()
