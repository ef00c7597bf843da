"""The same work on many things, done by several processes; the results come in the order of the things.

The work is a callable that is made anew in each process, by a callable that is pickled through a private pipe. A child
ends with the process that started it: when the pipe closes, it stops.
"""

from __future__ import annotations

import gc
import os
import pickle
import subprocess
import sys
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import AbstractContextManager, ExitStack, contextmanager, suppress
from queue import SimpleQueue
from typing import IO, Any, Generic, TypeVar

T = TypeVar("T")
R = TypeVar("R")
#: Makes the work of a process; what it holds open is closed when there is nothing more to do.
OpenWork = Callable[[], AbstractContextManager[Callable[[T], R]]]
#: So many results a process are prepared before they are asked for.
AHEAD = 2
#: Seconds that a process has to close what it holds open.
LAST_SECONDS = 10.0
_MAIN = "from unroller.library.processes import main; main()"


#: Threads of posts hold no cycles to speak of: the collector of cycles need not walk them so often.
RELAXED = 100_000, 50, 100


@contextmanager
def gc_relaxed() -> Iterator[None]:
    """Have the collector of cycles look seldom while many threads are made."""
    before = gc.get_threshold()
    gc.set_threshold(*RELAXED)
    try:
        yield
    finally:
        gc.set_threshold(*before)


def count_processors() -> int:
    """How many processors this process may use."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


def map_in_order(open_work: OpenWork[T, R], tasks: Iterable[T], processes: int) -> Iterator[R]:
    """What the work gives for each of `tasks`, in their order, by so many processes; by this one where that is one.

    A task on which a process dies is done by this one. What the work raises is raised here.
    """
    with ExitStack() as stack:
        if processes < 2:
            yield from map(stack.enter_context(open_work()), tasks)
            return
        pool = stack.enter_context(_ProcessPool(open_work, processes))
        waiting: deque[Future[R]] = deque()
        stack.callback(lambda: [one.cancel() for one in waiting])
        for task in tasks:
            waiting.append(pool.submit(task))
            if len(waiting) >= processes * AHEAD:
                yield waiting.popleft().result()
        while waiting:
            yield waiting.popleft().result()


class _ProcessPool(Generic[T, R]):
    """Processes with a thread each, which hands a task over and waits for the result."""

    def __init__(self, open_work: OpenWork[T, R], processes: int) -> None:
        self._open_work = open_work
        self._children = [_ChildProcess(open_work) for _ in range(processes)]
        self._free: SimpleQueue[_ChildProcess] = SimpleQueue()
        for child in self._children:
            self._free.put(child)
        self._threads = ThreadPoolExecutor(processes, thread_name_prefix="unroller-processes")

    def submit(self, task: T) -> Future[R]:
        """Have a task done by the next process that has time."""
        return self._threads.submit(self._do, task)

    def _do(self, task: T) -> R:
        child = self._free.get()
        try:
            result: R = child.ask(task)
        except _ChildDiedError:
            with self._open_work() as work:
                result = work(task)
        finally:
            self._free.put(child)
        return result

    def __enter__(self) -> _ProcessPool[T, R]:
        return self

    def __exit__(self, kind: type[BaseException] | None, *_: object) -> None:
        for child in self._children if kind else ():
            child.stop()
        self._threads.shutdown(cancel_futures=True)
        for child in self._children:
            child.close()


class _ChildDiedError(Exception):
    """A process ended before it answered."""


class _ChildProcess:
    """One process at work."""

    def __init__(self, open_work: Callable[[], Any]) -> None:
        environment = {**os.environ, "PYTHONPATH": os.pathsep.join(path or "." for path in sys.path)}
        self._process: subprocess.Popen[bytes] | None = None
        with suppress(OSError):  # this process does it alone
            self._process = subprocess.Popen(  # noqa: S603  our own interpreter
                [sys.executable, "-c", _MAIN], stdin=subprocess.PIPE, stdout=subprocess.PIPE, env=environment,
                stderr=subprocess.DEVNULL, start_new_session=True,
            )  # fmt: skip
        self._begun = False
        self._open_work = open_work
        self._stopped = False

    def ask(self, task: Any) -> Any:
        """What the work gives for `task`.

        Raises:
            _ChildDiedError: the process ended.
            Exception: what the work raised.
        """
        if self._process is None or self._stopped:
            raise _ChildDiedError
        assert self._process.stdin
        assert self._process.stdout
        try:
            if not self._begun:
                pickle.dump(self._open_work, self._process.stdin, pickle.HIGHEST_PROTOCOL)
                self._begun = True
            pickle.dump(task, self._process.stdin, pickle.HIGHEST_PROTOCOL)
            self._process.stdin.flush()
            well, answer = pickle.load(self._process.stdout)  # noqa: S301  from our own process
        except (OSError, EOFError, ValueError, pickle.UnpicklingError):
            self.stop()
            raise _ChildDiedError from None
        if not well:
            raise answer
        return answer

    def stop(self) -> None:
        """End it, whatever it is doing."""
        self._stopped = True
        if self._process:
            self._process.kill()

    def close(self) -> None:
        """Let it end, and what it holds open."""
        if self._process:
            for pipe in (self._process.stdin, self._process.stdout):
                with suppress(OSError):
                    if pipe:
                        pipe.close()
            try:
                self._process.wait(LAST_SECONDS)
            except subprocess.TimeoutExpired:
                self._process.kill()
                self._process.wait()


def main() -> None:
    """A process: make the work, then answer task by task until there is no more."""
    answers = os.fdopen(os.dup(1), "wb")
    os.dup2(2, 1)  # what others print is no answer
    gc.set_threshold(*RELAXED)
    with suppress(EOFError, BrokenPipeError), pickle.load(sys.stdin.buffer)() as work:  # noqa: S301  from our parent
        while True:
            _answer(answers, work, pickle.load(sys.stdin.buffer))  # noqa: S301  from our parent
    os._exit(0)  # nothing is left to be written


def _answer(answers: IO[bytes], work: Callable[[Any], Any], task: Any) -> None:
    try:
        packed = pickle.dumps((True, work(task)), pickle.HIGHEST_PROTOCOL)
    except Exception as error:  # whatever it is, the process that asked decides what to make of it
        packed = pickle.dumps((False, error), pickle.HIGHEST_PROTOCOL)
    answers.write(packed)
    answers.flush()
