"""What a person decided about a kept thread: it is in the ledger, in the search, and outlives changed rules."""

from __future__ import annotations

import json
import shutil
from datetime import UTC, datetime
from pathlib import Path

import pytest

from tests.support.drivers.archive_driver import deposit
from tests.support.site import OTHER, THREAD
from unroller.archive import Archive
from unroller.config import Settings
from unroller.edits import Edit, EditRequest, Kind, ThreadEdits, apply_edits, find_differences, list_lines
from unroller.errors import MisuseError, NotFoundError
from unroller.library import Library
from unroller.model import Account, Capture, Thread
from unroller.readers.draft import DraftPost
from unroller.readers.text import body, unroller_sites

NOW = datetime(2026, 3, 1, 12, 30, tzinfo=UTC)
TEXT = THREAD.replace(" 🧵 1/4", "").replace(" 2/4", "").replace(" 3/4", "").replace(" 4/4", "")


@pytest.fixture
def library(tmp_path: Path) -> Library:
    return Library(Settings(tmp_path / "archive", tmp_path / "index"), clock=lambda: NOW)


def keep(library: Library, text: str) -> str:
    outcome = next(iter(library.add([Capture(text.encode(), name="paste")])))
    assert outcome.added
    library.refresh()
    return outcome.added.id


def place(thread: Thread, begins: str) -> int:
    return next(at for at, line in enumerate(list_lines(thread)) if line.text.startswith(begins))


def texts(thread: Thread) -> list[str]:
    return [post.text for post in thread.posts]


def found(library: Library, query: str) -> list[tuple[str, int]]:
    return [(hit.id, hit.post) for hit in library.search(query).hits]


def test_mending_survives(library: Library, monkeypatch: pytest.MonkeyPatch) -> None:
    """Split, join, restore and retitle a thread, delete the index, read again by changed rules: all decisions stand."""
    key = keep(library, TEXT)
    read = library.load_original(key)
    before = {path: path.read_bytes() for path in read.path.rglob("*") if path.is_file()}
    steps = (
        Edit(wishes=(EditRequest("splits", place(read.thread, "- leave a gap")),)),
        Edit(wishes=(EditRequest("joins", place(read.thread, "The culprit")),)),
        Edit(wishes=(EditRequest("restored", place(read.thread, "You can follow")),)),
        Edit(wishes=(EditRequest("taken_out", place(read.thread, "- ask the")),)),
        Edit(title="On silt"),
    )
    ledger = len(list(library.archive.iter_entries()))
    for step in steps:
        assert library.edit(key, step).changed
    entries = list(library.archive.iter_entries())[ledger:]
    assert [(entry.action, entry.thread) for entry in entries] == [("changed", key)] * len(steps)
    mended = texts(library.load(key).thread)
    assert [text.split("\n")[-1][:14] for text in mended] == [
        "The culprit is", "Our survey of ", "- dredge in sp", "You can follow",
    ]  # fmt: skip

    shutil.rmtree(library.settings.index)
    assert found(Library(library.settings), '"leave a gap"') == [(key, 4)]
    assert {path: path.read_bytes() for path in before} == before
    assert Archive.open(library.settings.archive).verify().ok

    # New rules: each line is a post.
    decision = body.split_posts

    def otherwise(*given: object, **named: object) -> body.SplitText:
        made = decision(*given, **named)  # type: ignore[arg-type]
        pieces = [piece for post in made.posts for piece in post.pieces if not piece.blank]
        return body.SplitText(tuple(DraftPost((piece,)) for piece in pieces), made.removed)

    monkeypatch.setattr(unroller_sites, "split_posts", otherwise)
    again = library.reread(library.load_original(key))
    assert again is not None
    assert texts(again) != texts(library.load_original(key).thread)
    state = library.load(key).state
    anew = apply_edits(again, state)
    assert {decision.kind: decision.status for decision in anew.decisions} == {
        "splits": "agreed", "joins": "stands", "restored": "stands", "taken_out": "stands",
    }  # fmt: skip
    joined = next(text for text in texts(anew.thread) if "The culprit" in text)
    assert joined.startswith("Why do harbours")
    assert not any("ask the fishermen" in text for text in texts(anew.thread))
    assert any("You can follow" in text for text in texts(anew.thread))
    others = find_differences(apply_edits(library.load_original(key).thread, state), anew)
    assert {(one.kind, one.anchor.words) for one in others} == {("splits", "- dredge in spring")}


def test_a_newer_capture_takes_the_decisions_over(library: Library) -> None:
    """A later capture of the same thread, with a post more above and the first one reworded: its lines are found."""
    first = deposit("One begins.", "Two.\nIt goes on.", "Three.", platform="x", thread_id="5")
    newer = deposit("Before all.", "One began.", "Two.\nIt goes on.", "Three.", platform="x", thread_id="5")
    key = next(iter(library.archive.add([first]))).id
    thread = library.load_original(key).thread
    wishes: list[tuple[Kind, str]] = [("splits", "It goes"), ("joins", "Three."), ("taken_out", "One begins")]
    for kind, words in wishes:
        library.edit(key, Edit(wishes=(EditRequest(kind, place(thread, words)),)))
    library.edit(key, Edit(title="Mine", tags=["sea"]))
    assert texts(library.load(key).thread) == ["Two.", "It goes on.\nThree."]
    assert [added.status for added in library.archive.add([newer])] == ["updated"]
    kept = library.load(key)
    assert kept.version == 2
    assert texts(kept.thread) == ["Before all.", "One began.", "Two.", "It goes on.\nThree."]
    waits = apply_edits(library.load_original(key).thread, kept.state).decisions
    assert {one.kind: one.status for one in waits} == {"splits": "stands", "joins": "stands", "taken_out": "gone"}
    assert (library.list()[0].title, library.list()[0].tags, library.list()[0].posts) == ("Mine", ("sea",), 4)
    assert texts(library.load(key, 1).thread) == ["Two.", "It goes on.\nThree."]


def test_the_search_follows(library: Library) -> None:
    key, other = keep(library, TEXT), keep(library, OTHER)
    thread = library.load_original(key).thread
    library.edit(key, Edit(title="Quicksilver", tags=["Read later"], handle="ebb", published="2019-05"))
    assert found(library, "in:title quicksilver") == [(key, 1)]
    assert {hit for hit, _ in found(library, 'tag:"Read later"')} | {hit for hit, _ in found(library, "tag:read-later")}
    assert {hit for hit, _ in found(library, "from:ebb")} == {key}
    assert {hit for hit, _ in found(library, "silt since:2019-01 until:2019-12")} == {key}
    library.edit(key, Edit(wishes=(EditRequest("taken_out", place(thread, "- ask the fishermen")),)))
    assert found(library, "fishermen") == []
    library.undo(key)
    assert {hit for hit, _ in found(library, "fishermen")} == {key}
    assert {hit for hit, _ in found(library, "lanterns")} == {other}


def test_lists_follow(library: Library) -> None:
    key = keep(library, TEXT)
    library.edit(key, Edit(handle="ebb", name="Ebb", published="2019-05", tags=["sea"], title="Silt"))
    summary = library.list()[0]
    assert (summary.title, summary.author, summary.author_name, summary.published, summary.tags) == (
        "Silt", "ebb", "Ebb", "2019-05", ("sea",),
    )  # fmt: skip
    assert summary.sites == ("ports.example.org",)
    assert summary.opening.startswith("Everybody blames the river")
    assert summary.words > 50
    assert library.list() == Library(library.settings).list()


def test_an_edit_that_changes_nothing_writes_nothing(library: Library) -> None:
    key = keep(library, TEXT)
    before = library.archive.sequence
    assert not library.edit(key, Edit()).changed
    assert not library.edit(key, Edit(title="", tags=[], notes="  ")).changed
    assert library.archive.sequence == before
    with pytest.raises(MisuseError):
        library.undo(key)
    with pytest.raises(NotFoundError):
        library.edit("ffffffffffff", Edit(title="x"))


def test_undo_goes_back_to_the_thread_as_read(library: Library) -> None:
    key = keep(library, TEXT)
    thread = library.load_original(key).thread
    library.edit(key, Edit(title="Mine", wishes=(EditRequest("splits", place(thread, "- leave a gap")),)))
    library.edit(key, Edit(handle="bo"))
    assert library.load(key).thread.author == Account("bo", url="https://x.com/bo")
    library.undo(key)
    library.undo(key)
    kept = library.load(key)
    assert kept.state == ThreadEdits()
    assert kept.thread == library.load_original(key).thread


def test_state_holds_no_more_than_it_should(library: Library) -> None:
    key = keep(library, TEXT)
    kept = library.load_original(key)
    library.edit(key, Edit(wishes=(EditRequest("splits", place(kept.thread, "- leave a gap")),)))
    record = json.loads((kept.path.parent / "state.json").read_bytes())
    assert record["schema"] == 3
    assert [anchor["words"] for anchor in record["splits"]] == ["- leave a gap in the wall"]
    library.remove(key)
    assert not any(
        b"leave a gap" in path.read_bytes() for path in library.settings.archive.rglob("*") if path.is_file()
    )
