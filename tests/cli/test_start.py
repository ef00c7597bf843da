"""What a short command loads before it does its work."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

NOT_FOR_PLAIN_TEXT = (
    "babel",
    "bs4",
    "flask",
    "flask_babel",
    "numpy",
    "requests",
    "tantivy",
    "unroller.account_exports",
    "unroller.web",
    "whoosh",
)


def test_reading_plain_text_loads_no_parser_of_pages_engine_or_server(tmp_path: Path) -> None:
    text = tmp_path / "text.txt"
    text.write_text("A harbour has a tide table.\n\nI read it every morning.\n", encoding="utf-8")
    done = subprocess.run(
        [sys.executable, "-X", "importtime", "-m", "unroller", "read", str(text)],
        cwd=tmp_path,
        capture_output=True,
        text=True,
        check=True,
    )
    loaded = {line.rpartition("|")[2].strip() for line in done.stderr.splitlines() if line.startswith("import time:")}
    assert "unroller.cli.read" in loaded
    assert "harbour" in done.stdout
    assert loaded.isdisjoint(NOT_FOR_PLAIN_TEXT)
