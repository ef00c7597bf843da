"""Several processes that do the same: one that dies is replaced, and all are stopped together."""

from __future__ import annotations

import contextlib
import os
import signal
import sys
import time
import traceback
from collections.abc import Callable

#: A process that ends within so many seconds was no good from the start; so many of them in a row are given up.
SHORT_LIVED, MOST_FAILURES = 5.0, 10
#: Seconds until another is started in place of a short-lived one; and until one that was told to stop is killed.
PAUSE, PATIENCE = 0.5, 30.0


def supervise(work: Callable[[], None], count: int) -> None:
    """Let `count` processes do `work`, until this one is told to stop (SystemExit), which stops them.

    A process that ends is replaced; when :data:`MOST_FAILURES` in a row end at once, all are stopped.

    Raises:
        SystemExit: this process was told to stop, or, with the exit code 1, no process lives long.
    """
    running: dict[int, float] = {}
    failures = 0
    try:
        while failures < MOST_FAILURES:
            while len(running) < count:
                running[_start(work)] = time.monotonic()
            ended, status = os.wait()
            began = running.pop(ended, 0.0)
            short_lived = time.monotonic() - began < SHORT_LIVED
            failures = failures + 1 if short_lived else 0
            sys.stderr.write(f"unroller: a process ended ({_describe(status)}): another takes its place\n")
            if short_lived:
                time.sleep(PAUSE)
        raise SystemExit(1)
    finally:
        _stop_all(running)


def _start(work: Callable[[], None]) -> int:
    sys.stderr.flush()
    process = os.fork()
    if process:
        return process
    status = 1
    try:
        work()
        status = 0
    except SystemExit as stop:
        status = stop.code if isinstance(stop.code, int) else 0
    except BaseException:
        traceback.print_exc()
    finally:
        sys.stderr.flush()
        os._exit(status)  # what the parent had registered for its own end is not for this process


def _describe(status: int) -> str:
    code = os.waitstatus_to_exitcode(status)
    return f"exit code {code}" if code >= 0 else f"signal {-code}"


def _stop_all(running: dict[int, float]) -> None:
    """Tell all processes to stop, and wait until they have; after :data:`PATIENCE` seconds they are killed."""
    for one in (signal.SIGTERM, signal.SIGINT):
        signal.signal(one, signal.SIG_IGN)
    for process in running:
        with contextlib.suppress(ProcessLookupError):
            os.kill(process, signal.SIGTERM)
    until = time.monotonic() + PATIENCE
    waiting = set(running)
    while waiting:
        for process in list(waiting):
            with contextlib.suppress(ChildProcessError):
                if os.waitpid(process, os.WNOHANG)[0] == 0:
                    continue
            waiting.discard(process)
        if waiting and time.monotonic() > until:
            for process in waiting:
                with contextlib.suppress(ProcessLookupError):
                    os.kill(process, signal.SIGKILL)
            until = float("inf")
        if waiting:
            time.sleep(0.02)
