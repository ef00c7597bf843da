"""An index built anew: by one process or by two, all of it or none."""

from __future__ import annotations

import os
import time
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path
from threading import RLock

import pytest

from tests.support.drivers.archive_driver import numbered
from tests.support.search_library import EACH_ENGINE, Memory, thread
from unroller.archive import Archive
from unroller.search import SearchIndex, indexer
from unroller.search.worker import Worker, WorkerError


@pytest.fixture(params=EACH_ENGINE)
def engine(request: pytest.FixtureRequest) -> str:
    return str(request.param)


@pytest.fixture
def workers(monkeypatch: pytest.MonkeyPatch) -> Iterator[list[Worker]]:
    """The second processes that were asked for; small archives have one too."""
    started: list[Worker] = []

    def begin(work: Callable[..., object]) -> Worker:
        started.append(Worker(work))
        return started[-1]

    monkeypatch.setattr(indexer, "TWO", 10)
    monkeypatch.setattr(indexer, "BATCH", 7)
    monkeypatch.setattr(indexer, "Worker", begin)
    monkeypatch.setattr(os, "sched_getaffinity", lambda _process: {0, 1})
    return started


def library(count: int = 60) -> Memory:
    archive = Memory()
    for number in range(count):
        held = thread(f"the heron, number {number}", f"of {count}", author=f"author{number % 7}")
        archive.add(f"{number * 7919:015x}", held)
    return archive


def results(index: SearchIndex) -> list[list[tuple[str, int, float]]]:
    asked = ("heron", '"heron number 7"', "num*", "from:author3 -heron", "heron sort:new", "17 or 23")
    return [[(hit.id, hit.post, hit.score) for hit in index.search(query, limit=100).hits] for query in asked]


def test_what_two_processes_build_is_what_one_does(
    tmp_path: Path, engine: str, workers: list[Worker], monkeypatch: pytest.MonkeyPatch
) -> None:
    archive = library()
    archive.remove(f"{4 * 7919:015x}".ljust(20, "-"))
    done: list[int] = []
    index = SearchIndex(tmp_path / "two", archive, engine)
    assert index.rebuild(done.append) == 59
    assert len(workers) == 1
    assert max(done) == 60
    monkeypatch.setattr(os, "sched_getaffinity", lambda _process: {0})
    alone = SearchIndex(tmp_path / "one", archive, engine)
    assert alone.rebuild() == 59
    assert len(workers) == 1
    assert results(index) == results(alone)
    archive.add("late", thread("a late heron"))
    assert results(index) == results(alone)
    index.close()
    alone.close()
    again = SearchIndex(tmp_path / "two", archive, engine)
    assert results(again) == results(alone)
    assert not list((tmp_path / "two").glob("*/*.tmp"))


def test_a_second_process_opens_a_real_archive(tmp_path: Path, workers: list[Worker]) -> None:
    archive = Archive.open(tmp_path / "archive")
    list(archive.add(numbered(number) for number in range(30)))
    index = SearchIndex(tmp_path / "index", archive, "whoosh")
    assert index.search("heron", limit=100).total_threads == 30
    assert len(workers) == 1
    assert workers[0].result() == []


class Locked(Memory):
    """An archive that cannot be handed to another process."""

    def __init__(self) -> None:
        super().__init__()
        self.lock = RLock()


class Fragile(Memory):
    """One that a second process cannot read."""

    first = os.getpid()

    def load(self, key: str) -> object:  # type: ignore[override]
        if os.getpid() != Fragile.first:
            os._exit(9)
        return super().load(key)


@pytest.mark.parametrize("kind", [Locked, Fragile])
def test_one_process_does_it_where_two_cannot(
    tmp_path: Path, workers: list[Worker], kind: type[Memory], engine: str
) -> None:
    archive = kind()
    archive.ledger, archive.kept = library().ledger, library().kept
    index = SearchIndex(tmp_path, archive, engine)
    assert index.rebuild() == 60
    assert index.search("heron", limit=100).total_threads == 60


def slow(said: Callable[[int], None], mark: Path) -> None:
    said(5)
    time.sleep(30)
    mark.touch()


def failing(_said: Callable[[int], None]) -> None:
    raise ValueError("no heron")


def test_a_second_process_answers_fails_and_is_stopped(tmp_path: Path) -> None:
    with pytest.raises(WorkerError, match="ValueError: no heron"):
        Worker(failing).result()
    with pytest.raises(WorkerError, match="pickle"):
        Worker(lambda said: said)
    worker = Worker(partial(slow, mark=tmp_path / "mark"))
    while not worker.done:
        time.sleep(0.01)
    worker.stop()
    with pytest.raises(WorkerError, match="ended early"):
        worker.result()
    assert not (tmp_path / "mark").exists()
