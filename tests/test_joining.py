"""Two kept threads made one by whoever keeps them."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

import pytest

from unroller.config import Settings
from unroller.edits import Edit
from unroller.errors import MisuseError, NotFoundError
from unroller.library import Library
from unroller.model import Capture

POSTS = (
    "The tide gauge on the harbour wall was wrong for nine years and nobody who lived there noticed.",
    "It was read by the keeper, who rounded up, and by his cat, who was the better observer of the two.",
    "When they were both retired the water fell by a hand within one night, at least in the book.",
)
SHORT = "\n\n---\n\n".join(POSTS[:2])
LONG = "\n\n---\n\n".join(POSTS)
NAMED = "https://x.com/gauge_demo/status/1499300000000000000\n\n" + "\n\n---\n\n".join([POSTS[0], *POSTS])


@pytest.fixture
def library(tmp_path: Path) -> Library:
    return Library(Settings(tmp_path / "archive", tmp_path / "index"), clock=lambda: datetime(2026, 3, 1, tzinfo=UTC))


def keep(library: Library, text: str) -> str:
    (outcome,) = library.add([Capture(text.encode(), "paste")])
    assert outcome.added
    return outcome.added.id


def test_captures_decisions_and_addresses_of_both_are_kept(library: Library) -> None:
    first, second = keep(library, SHORT), keep(library, LONG)
    library.edit(first, Edit(tags=["tides"], notes="Mine."))
    library.edit(second, Edit(tags=["cats"], title="On cats", notes="Of the cat."))
    assert library.join(second, first) == first
    kept = library.load(first)
    assert (kept.versions, len(kept.thread.posts)) == ((1, 2), 3)
    assert (set(kept.state.tags), kept.state.title, kept.state.notes) == (
        {"tides", "cats"},
        "On cats",
        "Mine.\n\nOf the cat.",
    )
    assert library.load(second).id == first
    assert len(library.load(first, 1).thread.posts) == 2
    assert [one.id for one in library.list()] == [first]
    assert {hit.id for hit in library.search("cat").hits} == {first}
    assert keep(library, LONG) == keep(library, SHORT) == first
    assert library.archive.verify().ok
    assert library.undo(first).state.tags == ("tides",)


def test_what_knows_less_never_hides_what_knows_more(library: Library) -> None:
    named, nobody = keep(library, NAMED), keep(library, LONG)
    assert library.join(named, nobody) == nobody
    kept = library.load(nobody)
    assert kept.thread.author
    assert kept.thread.author.handle == "gauge_demo"
    assert library.load(named).id == nobody
    third = keep(library, SHORT)
    assert library.join(third, nobody) == third, "the paste is below, the capture that knows its author on top"
    assert library.load(third).versions == (1, 2, 3)
    assert library.load(named).id == library.load(nobody).id == third
    assert library.archive.verify().ok


def test_what_is_two_or_one_already_is_refused(library: Library) -> None:
    first, other = keep(library, NAMED), keep(library, NAMED.replace("1499300000000000000", "1499300000000000009"))
    with pytest.raises(MisuseError):
        library.join(first, first)
    with pytest.raises(MisuseError):
        library.join(first, other)
    with pytest.raises(NotFoundError):
        library.join(first, "ffffffffffff")
    third = keep(library, LONG)
    library.edit(third, Edit(visibility="private"))
    with pytest.raises(MisuseError):
        library.join(first, third)
    assert len(library.list()) == 3


def test_notes_too_long_for_one_are_not_cut(library: Library) -> None:
    first, second = keep(library, SHORT), keep(library, LONG)
    library.edit(first, Edit(notes="a" * 5_000))
    library.edit(second, Edit(notes="b" * 5_000))
    with pytest.raises(MisuseError):
        library.join(first, second)
    assert len(library.list()) == 2
