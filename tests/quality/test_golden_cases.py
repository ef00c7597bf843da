"""Golden cases: each folder of tests/data/cases holds an input, a note on what it is, and what must be read from it.

How sure a boundary is does not stand in them: that moves with every fit, and
tests/readers/test_boundaries.py watches it.

`pytest --rewrite-goldens` writes what is read now; look at the difference before it is committed. Never in CI.
"""

from __future__ import annotations

import json
import os
from pathlib import Path
from typing import Any

import pytest

from tests.support.paths import DATA
from unroller import readers
from unroller.errors import UnrollerError
from unroller.model import Capture, Post, Thread

CASES = sorted(path for path in (DATA / "cases").iterdir() if path.is_dir())


def posts(found: tuple[Post, ...]) -> list[dict[str, Any]]:
    rows = []
    for post in found:
        known: tuple[tuple[str, Any], ...] = (
            ("text", post.text),
            ("id", post.id),
            ("published", post.published.value),
            ("author", (post.author.handle or post.author.name) if post.author else None),
            ("later", post.later),
            ("links", [[run.kind, run.text, run.url] for run in post.runs if run.kind != "text"]),
            ("quotes", [[quote.url, "".join(run.text for run in quote.runs)] for quote in post.quotes]),
            ("media", [[media.kind, media.url, *filter(None, [media.alt])] for media in post.attachments]),
        )
        rows.append({key: value for key, value in known if value})
    return rows


def thread(found: Thread) -> dict[str, Any]:
    author, date = found.author, found.published
    return {
        "author": [author.handle, author.name] if author else None,
        "platform": found.platform,
        "url": found.url,
        "title": found.title,
        "published": [date.value, date.not_before, date.how],
        "posts": posts(found.posts),
        "others": posts(found.others),
        "removed": [[entry.line, entry.rule] for entry in found.removed],
        "gaps": [[gap.after, gap.count] for gap in found.gaps],
        "warnings": [notice.code for notice in found.warnings if notice.code != "doubtful-boundaries"],
    }


def outcome(path: Path) -> dict[str, Any]:
    source = next(path.glob("input.*"))
    capture = Capture(source.read_bytes(), name=source.name)
    try:
        return {
            "format": readers.detect(capture).format,
            "threads": [thread(found) for found in readers.read(capture)],
        }
    except UnrollerError as error:
        return {"error": type(error).__name__, "message": str(error)}


@pytest.mark.parametrize("path", CASES, ids=lambda path: path.name)
def test_case(path: Path, request: pytest.FixtureRequest) -> None:
    golden = path / "expected.json"
    found = outcome(path)
    if request.config.getoption("--rewrite-goldens"):
        assert not os.environ.get("CI"), "goldens are never rewritten in CI"
        golden.write_text(json.dumps(found, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")
    assert found == json.loads(golden.read_text(encoding="utf-8"))


@pytest.mark.parametrize("path", CASES, ids=lambda path: path.name)
def test_every_case_says_what_it_is(path: Path) -> None:
    assert (path / "note.md").read_text(encoding="utf-8").strip()
