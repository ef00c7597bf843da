"""Emoji that stand as their names in copies of X: turned back only where that is beyond doubt."""

from __future__ import annotations

import pytest

from unroller.model import Capture, Thread
from unroller.readers import read
from unroller.readers.draft import DraftLine
from unroller.readers.text.social_page import EMOJI_NAMES, replace_emoji_names

HEAD = "Maren Tide\n@maren_tide\n·\nMar 3\n"


def read_one(text: str) -> Thread:
    (thread,) = read(Capture(text.encode()))
    return thread


@pytest.mark.parametrize(
    ("lines", "text"),
    [
        ("The tide is in\nGrinning face", "The tide is in\n😀"),
        ("Good morning \nGrinning face\n everyone.", "Good morning 😀 everyone."),
        ("Read on\nBackhand index pointing down", "Read on\n👇"),
        ("Face with tears of joy\nSmiling face with heart-eyes", "😂\n😍"),
    ],
)
def test_names_alone_on_a_line_are_emoji_again(lines: str, text: str) -> None:
    thread = read_one(f"{HEAD}{lines}\n{HEAD}The second post.\n")
    assert [post.text for post in thread.posts] == [text, "The second post."]
    names = [entry for entry in thread.removed if entry.rule == "repair:emoji-name"]
    assert [entry.text for entry in names] == [line for line in lines.split("\n") if line.lower() in EMOJI_NAMES]
    assert [notice.code for notice in thread.warnings] == ["text-repaired"]


@pytest.mark.parametrize(
    "lines",
    [
        "Fire\nRocket\nRed heart\nHot face",
        "She made a Grinning face at me.",
        "grinning face",
        "GRINNING FACE",
        "Grinning face.",
        "Hugging face",
        "Grinning face with smiling eyes",
    ],
)
def test_what_an_author_may_have_written_stays(lines: str) -> None:
    thread = read_one(f"{HEAD}The first post.\n{lines}\n{HEAD}The second post.\n")
    assert thread.posts[0].text == f"The first post.\n{lines}"
    assert not thread.warnings


def test_other_pages_keep_such_lines() -> None:
    posts = read_one("A list of words\nGrinning face\nand more").posts
    assert "Grinning face" in "\n".join(post.text for post in posts)


def test_a_name_leads_to_one_emoji() -> None:
    assert all(name == name.lower() and len(emoji) <= 2 for name, emoji in EMOJI_NAMES.items())
    assert replace_emoji_names([DraftLine("Winking face", 3)])[0] == [DraftLine("😉", 3)]
