"""What stands between posts is weighed: whole texts whose layout nothing tells, with the posts that are in them.

Kinds: paragraphs in posts that one newline parts; a few lines past the network's limit; numbered points inside posts; a
title above a paragraph in each post. A text of tests/data/layouts stands beside its posts, ``%%`` between them.
"""

from __future__ import annotations

import pytest

from tests.support.paths import DATA
from unroller.model import Capture
from unroller.readers import read

FOLDER = DATA / "layouts"
NAMES = sorted(path.name.removesuffix(".expected.txt") for path in FOLDER.glob("*.expected.txt"))


@pytest.mark.parametrize("name", NAMES)
def test_posts_are_those_of_the_layout_that_fits(name: str) -> None:
    (thread,) = read(Capture((FOLDER / f"{name}.txt").read_bytes(), f"{name}.txt"))
    expected = (FOLDER / f"{name}.expected.txt").read_text(encoding="utf-8")
    assert [post.text for post in thread.posts] == [post.strip("\n") for post in expected.split("\n%%\n")]
