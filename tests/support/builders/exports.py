"""A small export with everything that an import has to account for, and what it comes to.

Its format is :mod:`tests.support.fakes.tiny_export_format`.
"""

from __future__ import annotations

import json
import zipfile
from pathlib import Path
from typing import Any

OWNER = "7"
#: What becomes of the posts of :func:`posts`.
FATES = {
    "threads": 10, "singles": 3, "replies": 1, "reposts": 2, "limited": 5, "duplicates": 2, "unreadable": 1,
}  # fmt: skip
PICTURE = b"\x89PNG\r\n\x1a\n" + b"picture"


def post(number: int, text: str, parent: int | None = None, to: str = "", **more: Any) -> dict[str, Any]:
    """One post; `to` is the account that it answers."""
    date = f"2024-01-{number // 24 % 28 + 1:02}T{number % 24:02}:00:00Z"
    answered = {"parent": str(parent), "to": to or OWNER} if parent else {}
    return {"id": str(number), "text": text, "date": date, "likes": number % 5, **answered, **more}


def posts() -> list[dict[str, Any]]:
    """Public posts, and those that are none."""
    return [
        post(100, "A thread of four with a branch"),
        post(101, "its second post", 100),
        post(102, "its third post", 101, media=[["a.png", "A picture"], ["gone.png", None]]),
        post(103, "a branch beside the third", 101),
        post(110, "An answer to somebody", 999, "8"),
        post(111, "and more of it, with a quote", 110, quoted=["100"]),
        post(120, "Alone, but a long one…"),
        post(121, "An answer alone", 998, "8"),
        post(130, "Somebody’s words", repost=True),
        post(131, "Somebody’s words", repost=True),
        post(140, "Edited once"),
        post(141, "Edited twice", versions=["140", "141"]),
        post(142, "answers the first version", 140),
        post(150, "Below a deleted one", 149),
        post(151, "and its second", 150),
        post(160, "For followers", limit="followers"),
        post(161, "and more for them", 160, limit="followers"),
        post(162, "the public end", 161),
        post(170, "A secret", limit="direct"),
        post(180, "Twice"),
        post(180, "Twice, longer"),
    ]


def members(posts: list[dict[str, Any]], claimed: int | None = None) -> dict[str, bytes]:
    """The files of an export of these posts, with a record that is broken."""
    written = json.dumps(posts, indent=2, ensure_ascii=False).encode()[:-2] + b',\n  {\n    "id": 5\n  }\n]'
    about = {"handle": "tiny", "id": OWNER, "claims": {"tiny/posts.js": claimed or len(posts) + 1}}
    return {
        "tiny/about.json": json.dumps(about).encode(),
        "tiny/posts.js": b"tiny.posts = " + written,
        "tiny/circle.js": b"tiny.posts = " + json.dumps([post(190, "For a circle")], indent=2).encode(),
        "tiny/deleted.js": b"tiny.posts = " + json.dumps([post(191, "Deleted words")]).encode(),
        "tiny/notes.js": b"tiny.posts = "
        + json.dumps([{"date": post(120, "")["date"], "text": "Alone, but a long one that goes on"}]).encode(),
        "tiny/media/a.png": PICTURE,
        "tiny/messages.js": b"never opened",
    }


def export(path: Path, files: dict[str, bytes] | None = None) -> Path:
    """A ZIP of an export."""
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as made:
        for name, data in (files or members(posts())).items():
            made.writestr(name, data)
    return path


def many(count: int) -> list[dict[str, Any]]:
    """A large account: threads of one to five posts, each below an own one."""
    found: list[dict[str, Any]] = []
    number = 1000
    for thread in range(count):
        for step in range(thread % 5 + 1):
            media = [["a.png", None]] if thread % 7 == 0 else []
            found.append(post(number, f"thread {thread}, post {step}", number - 1 if step else None, media=media))
            number += 1
        number += 10
    return found
