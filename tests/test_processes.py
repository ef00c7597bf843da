"""Work done by several processes: in order, with what goes wrong, and when a process dies."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import partial

import pytest

from unroller.errors import InputError
from unroller.library.processes import map_in_order
from unroller.messages import Message


@contextmanager
def open_work(home: int) -> Iterator[Callable[[int], tuple[int, bool]]]:
    """Squares a number, and says whether another process than `home` did; dies of 13, refuses 404."""

    def work(number: int) -> tuple[int, bool]:
        away = os.getpid() != home
        if number == 13 and away:
            os._exit(1)
        if number == 404:
            raise InputError(Message("no number").about("404"))
        return number * number, away

    yield work


OPEN_WORK = partial(open_work, os.getpid())


@pytest.mark.parametrize("processes", [1, 3])
def test_results_come_in_order(processes: int) -> None:
    results = list(map_in_order(OPEN_WORK, range(100), processes))
    assert [square for square, _ in results] == [number * number for number in range(100)]


def test_other_processes_do_it() -> None:
    assert all(away for _, away in map_in_order(OPEN_WORK, range(10), 2))


@pytest.mark.parametrize("processes", [1, 2])
def test_what_the_work_raises_is_raised_here(processes: int) -> None:
    with pytest.raises(InputError, match="404: no number"):
        list(map_in_order(OPEN_WORK, [1, 404, 3], processes))


def test_what_a_process_dies_of_is_done_here() -> None:
    results = list(map_in_order(OPEN_WORK, [11, 12, 13, 14, 15], 2))
    assert [square for square, _ in results] == [121, 144, 169, 196, 225]
    assert results[2][1] is False


def test_tasks_are_taken_only_as_results_are_asked_for() -> None:
    taken: list[int] = []
    numbers = (taken.append(number) or number for number in range(1000))  # type: ignore[func-returns-value]
    results = map_in_order(OPEN_WORK, numbers, 2)
    assert next(results)[0] == 0
    results.close()  # type: ignore[attr-defined]
    assert len(taken) < 10
