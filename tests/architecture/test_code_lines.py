"""What counts as a line of code, and that two trees are counted alike."""

from __future__ import annotations

import shutil
import subprocess
from pathlib import Path

import pytest

from benchmarks import code_lines
from benchmarks.code_lines import Size

SOURCE = '''"""A module's docstring,
over two lines."""

import os  # a comment beside code


#: A comment alone.
class Page:
    """Another."""

    size: int = 1
    """What it is."""

    def text(self) -> str:
        """One more."""
        return f"""two {self.size}
lines"""


TABLE = {
    "a": 1,  # beside

    "b": 2,
}
'''


def test_what_counts_as_a_line() -> None:
    assert code_lines.code_lines(SOURCE) == 10
    assert code_lines.code_lines('"""Nothing but this."""\n') == code_lines.code_lines("") == 0
    assert code_lines.code_lines('x = (\n    "kept"\n    "too"\n)\n') == 4


@pytest.mark.skipif(not shutil.which("git"), reason="needs git")
def test_a_tree_is_compared_with_a_commit(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def git(*words: str) -> None:
        who = ("-c", "user.name=t", "-c", "user.email=t@example.org")
        subprocess.run(["git", *who, *words], cwd=tmp_path, check=True, capture_output=True)

    (tmp_path / "pyproject.toml").write_text("[tool.ruff]\nline-length = 120\n")
    (tmp_path / "p" / "inner").mkdir(parents=True)
    (tmp_path / "p" / "a.py").write_text("x = [1,\n     2,\n     3]\n")  # three lines, of one as ruff has it
    (tmp_path / "p" / "inner" / "b.py").write_text("y = 1\nz = 2\n")
    git("init", "--quiet")
    git("add", "--all")
    git("commit", "--quiet", "--message", "all")
    (tmp_path / "p" / "inner" / "b.py").write_text("y = 1\n")
    (tmp_path / "p" / "c.py").write_text("w = 1\n")
    monkeypatch.setattr(code_lines, "ROOT", tmp_path)
    before, now = code_lines.compare("p", "HEAD")
    assert before == {".": Size(1, 1), "inner": Size(2, 1)}
    assert now == {".": Size(2, 2), "inner": Size(1, 1)}
    assert code_lines.total(now) == Size(3, 3)
    assert (tmp_path / "p" / "a.py").read_text().count("\n") == 3, "the tree itself is left as it is"
