"""A second process that takes over a piece of work: part of a build, or a merge.

The work is a callable, pickled through a private pipe; the second process imports what it names. It ends with the
first: when the pipe closes, it stops at once, whatever it was doing.
"""

from __future__ import annotations

import os
import pickle
import subprocess
import sys
import threading
from collections.abc import Callable
from contextlib import suppress
from typing import Any

#: What a piece of work is given: a function to call with how many threads are done.
ReportProgress = Callable[[int], None]
Work = Callable[[ReportProgress], Any]


class WorkerError(Exception):
    """The second process could not do it."""


class Worker:
    """Work in progress. `done` is how many threads it last reported."""

    def __init__(self, work: Work, *, patient: bool = False) -> None:
        """Begin. `patient` work leaves the processor to others.

        Raises:
            WorkerError: the work cannot be handed over.
        """
        try:
            packed = pickle.dumps(work)
        except (pickle.PicklingError, TypeError, AttributeError) as error:
            raise WorkerError(f"the work cannot be pickled for another process: {error}") from error
        self.done = 0
        self._answer: tuple[bool, Any] = (False, "it ended early")
        command = [sys.executable, "-c", _MAIN, "19" if patient else "0"]
        environment = {**os.environ, "PYTHONPATH": os.pathsep.join(path or "." for path in sys.path)}
        try:
            self._process = subprocess.Popen(  # noqa: S603 - our own interpreter
                command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, env=environment, stderr=subprocess.DEVNULL
            )
        except OSError as error:
            raise WorkerError(str(error)) from error
        self._listener = threading.Thread(target=self._talk, args=(packed,), daemon=True, name="search-worker")
        self._listener.start()

    def result(self) -> Any:
        """What the work gave, once it has ended.

        Raises:
            WorkerError: it failed.
        """
        self._listener.join()
        well, answer = self._answer
        if not well:
            raise WorkerError(str(answer))
        return answer

    def stop(self) -> None:
        """End it, done or not."""
        self._process.kill()
        self._listener.join()

    def _talk(self, packed: bytes) -> None:
        process = self._process
        assert process.stdin
        assert process.stdout
        try:
            process.stdin.write(packed)
            process.stdin.flush()
            while not isinstance(message := pickle.load(process.stdout), tuple):  # noqa: S301 - from our own process
                self.done = message
            self._answer = message
        except (OSError, EOFError, pickle.UnpicklingError):
            pass
        finally:
            for stream in (process.stdin, process.stdout):
                with suppress(OSError):
                    stream.close()
            process.wait()


_MAIN = "import sys; from unroller.search.worker import main; main(int(sys.argv[1]))"


def main(niceness: int) -> None:
    """The second process: read the work, do it, answer."""
    os.nice(niceness)
    answers = os.fdopen(os.dup(1), "wb")
    os.dup2(2, 1)  # what others print is no answer

    def send(message: object) -> None:
        pickle.dump(message, answers)
        answers.flush()

    work: Work = pickle.load(sys.stdin.buffer)  # noqa: S301 - from the process that started this one
    threading.Thread(target=_end_with_the_first, daemon=True).start()
    try:
        answer = (True, work(send))
    except Exception as error:  # whatever it is, the first process decides what to make of it
        answer = (False, f"{type(error).__name__}: {error}")
    send(answer)


def _end_with_the_first() -> None:
    sys.stdin.buffer.read()
    os._exit(1)
