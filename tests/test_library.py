"""The shell both faces call: the whole path on a real archive and a real index."""

from __future__ import annotations

import contextlib
import gc
import json
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.support.paths import DATA
from unroller.config import Settings
from unroller.errors import UnrollerError
from unroller.library import Library
from unroller.library.reading import read
from unroller.model import Capture
from unroller.text import split_words

THREADS = sorted((DATA / "threads").glob("*.json"))
NOW = datetime(2026, 3, 1, 12, 30, tzinfo=UTC)


def library(folder: Path) -> Library:
    return Library(Settings(folder / "archive", folder / "index"), clock=lambda: NOW)


def capture(text: str, name: str = "paste") -> Capture:
    return Capture(text.encode(), name=name)


def shipped(number: int) -> Capture:
    posts = [post["text"] for post in json.loads(THREADS[number].read_text(encoding="utf-8"))["posts"]]
    return capture("\n\n---\n\n".join(posts), THREADS[number].stem)


def test_reading_stores_nothing(tmp_path: Path) -> None:
    assert read(shipped(0))[0].thread.posts
    assert library(tmp_path).preview(shipped(0))
    assert list(tmp_path.iterdir()) == []


def test_keeping_twice_is_keeping_once(tmp_path: Path) -> None:
    lib = library(tmp_path)
    captures = [shipped(number) for number in range(8)]
    first = [outcome.added for outcome in lib.add(captures)]
    again = [outcome.added for outcome in lib.add(captures)]
    assert [added.status for added in first if added] == ["added"] * 8
    assert [added.status for added in again if added] == ["present"] * 8
    assert [a.id for a in first if a] == [a.id for a in again if a]
    assert len(lib.list()) == 8
    assert lib.archive.verify().ok


def test_what_is_kept_knows_when_it_came(tmp_path: Path) -> None:
    lib = library(tmp_path)
    added = next(iter(lib.add([shipped(0)]))).added
    assert added is not None
    assert lib.load(added.id).thread.capture.captured_at == "2026-03-01T12:30:00Z"


def test_what_cannot_be_read_does_not_stop_the_others(tmp_path: Path) -> None:
    lib = library(tmp_path)
    outcomes = list(lib.add([shipped(0), capture("", "empty"), shipped(1), Capture(b"\x89PNG\r\n", name="picture")]))
    assert sorted(o.capture for o in outcomes if o.error) == ["empty", "picture"]
    assert len([o for o in outcomes if o.added]) == 2


def test_an_index_built_by_adding_answers_as_one_built_anew(tmp_path: Path) -> None:
    lib = library(tmp_path)
    for number in range(12):
        list(lib.add([shipped(number)]))
        assert lib.refresh() is None
    queries = ("the", "a -the", '"of the"', "to*", "rain or harbour", "from:nobody", "#")
    before = [[(hit.id, hit.post) for hit in lib.search(query, limit=50).hits] for query in queries]
    assert any(before)
    lib.index.rebuild()
    assert [[(hit.id, hit.post) for hit in lib.search(query, limit=50).hits] for query in queries] == before


@given(text=st.text(st.characters(exclude_characters="\0"), max_size=400))
@settings(max_examples=40)
def test_any_text_is_read_or_refused_and_no_word_is_lost(text: str) -> None:
    try:
        readings = read(Capture(text.encode("utf-8", "replace"), name="any"))
    except UnrollerError as error:
        shown = str(error)
        readings = []
        assert shown
    for reading in readings:
        record = reading.to_record()
        assert json.loads(json.dumps(record)) == record
    threads = [reading.thread for reading in readings]
    if any(entry.rule.startswith("repair:") for thread in threads for entry in thread.removed) or not threads:
        return
    found = [word for thread in threads for post in (*thread.posts, *thread.others) for word in split_words(post.text)]
    found += [word for thread in threads for entry in thread.removed for word in split_words(entry.text)]
    assert sorted(found) == sorted(split_words(text.replace("\0", "\ufffd")))


@pytest.mark.parametrize("data", [b"One post of a thread.\n" * 30_000, b"\0\1\2" * 300_000], ids=["read", "refused"])
def test_a_large_capture_leaves_the_collector_as_it_was(data: bytes) -> None:
    with contextlib.suppress(UnrollerError):
        read(Capture(data))
    assert gc.isenabled()


def test_several_processes_read_files_to_the_same_archive(tmp_path: Path) -> None:
    threads = [
        capture(f"1/ Thread {number} of many\n\n2/ goes on with {number * 7}", f"{number}") for number in range(9)
    ]
    found = []
    for jobs in (1, 2):
        lib = Library(Settings(tmp_path / f"{jobs}" / "archive", tmp_path / f"{jobs}" / "index"), lambda: NOW)
        outcomes = list(lib.add([*threads, Capture(b"\x89PNG\r\n", name="picture")], jobs=jobs))
        assert lib.refresh() is None
        assert lib.search("thread").total_threads == 9
        found.append([(one.capture, one.added and (one.added.id, one.added.title, one.added.sequence), str(one.error))
                      for one in outcomes])  # fmt: skip
    assert len(found[0]) == 10
    assert found[0] == found[1]


def test_what_a_person_decides_before_the_search_catches_up_counts(tmp_path: Path) -> None:
    lib = library(tmp_path)
    added = next(iter(lib.add([shipped(0)]))).added
    assert added is not None
    lib.archive.change_state(added.id, lambda state: replace(state, title="Zanzibar"))
    lib.refresh()
    assert lib.search("zanzibar").total_threads == 1
