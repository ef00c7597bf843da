"""The process that opens an export, as its parent sees it: started with limits, listened to, ended when it must be."""

from __future__ import annotations

import json
import select
import subprocess
import sys
import time
from collections.abc import Callable, Sequence
from dataclasses import asdict
from pathlib import Path
from typing import Any

from unroller import errors
from unroller.errors import InputError, TooLargeError, UnrollerError
from unroller.limits import Limits
from unroller.messages import Recorded, technical, why

#: What the child is started with: the folder in which this package lies.
_START = "import sys; sys.path.append(sys.argv[1]); from unroller.account_exports.scan.worker import main; main()"
_ROOT = Path(__file__).parents[3]
#: How often the parent looks up while the child is silent, in seconds.
_LOOK_UP = 0.2
#: One line of the child takes a few hundred bytes.
_MOST_LINE = 1024 * 1024
_TOO_LONG = technical(
    "it takes more time to open than the export of an account can need: it is damaged, or made to do harm"
)
_DIED = technical("it could not be opened: it takes more time or memory than an export of an account, or is damaged")


class ScanStoppedError(UnrollerError):
    """A person stopped it."""


class WorkerProcess:
    """A child that opens `sources` and writes into `folder`; a context manager, which ends it."""

    def __init__(self, task: str, sources: Sequence[Path], folder: Path | None, limits: Limits, formats: str) -> None:
        size = sum(_measure(path) for path in sources)
        seconds = limits.export_seconds + size // limits.export_bytes_a_second
        if task == "media":
            seconds *= 20  # it lives as long as threads are kept
        self._deadline = time.monotonic() + seconds * limits.export_patience
        self._names = ", ".join(path.name for path in sources[:3])
        self._waiting = b""
        request = {
            "task": task, "paths": [str(path.absolute()) for path in sources], "folder": str(folder),
            "limits": asdict(limits), "formats": formats, "seconds": seconds, "memory": limits.export_memory,
            "file_bytes": 0 if folder is None else 2 * limits.export_bytes,
        }  # fmt: skip
        try:
            self._process = subprocess.Popen(  # noqa: S603  our own program; names go through a pipe
                [sys.executable, "-P", "-c", _START, str(_ROOT)],
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                stderr=subprocess.DEVNULL,
            )
        except OSError as error:
            raise UnrollerError(
                technical("import: the program that opens it cannot be started: {reason}", reason=why(error))
            ) from None
        self.send(json.dumps(request))

    def send(self, line: str) -> None:
        """Say one line to the child.

        Raises:
            InputError: it has ended.
        """
        assert self._process.stdin is not None
        try:
            self._process.stdin.write(line.encode() + b"\n")
            self._process.stdin.flush()
        except (BrokenPipeError, ValueError):
            raise InputError(_DIED.about(self._names)) from None

    def receive(self, stop: Callable[[], bool] = lambda: False) -> dict[str, Any]:
        """The next thing that the child says.

        Raises:
            UnrollerError: what it says is an error, which is raised here; or it was ended.
            ScanStoppedError: `stop` returned True.
        """
        assert self._process.stdout is not None
        while b"\n" not in self._waiting:
            if stop():
                raise ScanStoppedError(technical("stopped"))
            if time.monotonic() > self._deadline or len(self._waiting) > _MOST_LINE:
                raise TooLargeError(_TOO_LONG.about(self._names))
            if not select.select([self._process.stdout], [], [], _LOOK_UP)[0]:
                continue
            piece = self._process.stdout.read1(65536)  # type: ignore[attr-defined]
            if not piece:
                raise TooLargeError(_DIED.about(self._names))
            self._waiting += piece
        line, _, self._waiting = self._waiting.partition(b"\n")
        record: dict[str, Any] = json.loads(line)
        if "error" in record:
            raise _find_error(record["error"])(Recorded(record["message"]))
        return record

    def close(self) -> None:
        """End the child."""
        for pipe in (self._process.stdin, self._process.stdout):
            try:
                if pipe:
                    pipe.close()
            except BrokenPipeError:
                continue
        self._process.kill()
        self._process.wait()

    def __enter__(self) -> WorkerProcess:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()


def _find_error(name: str) -> type[UnrollerError]:
    """The error of that name; one meant for input where there is none."""
    error = getattr(errors, name, InputError)
    return error if isinstance(error, type) and issubclass(error, UnrollerError) else InputError


def _measure(path: Path) -> int:
    """Bytes of a file; of a folder, a guess from its largest files is not worth the walk: that of a large export."""
    try:
        return 500 * 1024 * 1024 if path.is_dir() else path.stat().st_size
    except OSError:
        return 0
