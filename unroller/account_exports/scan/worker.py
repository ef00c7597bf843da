"""The program that opens an export, run as a process of its own under limits; see docs/accounts.md.

What it is to do comes as a line of JSON on standard input; what it says are lines of JSON on standard output. It opens
what it was told to, by number, and writes into one folder alone.
"""

from __future__ import annotations

import json
import os
import sys
import time
from pathlib import Path
from typing import Any

from unroller.account_exports.scan.media import MediaShelf
from unroller.account_exports.scan.plan import plan, shapes_of
from unroller.account_exports.scan.scanner import Scanner
from unroller.errors import UnrollerError
from unroller.limits import Limits

#: Progress is told so often, in seconds.
_TOLD_EVERY = 0.1
_TOO_MUCH = "it takes more memory to open than the export of an account can need: it is damaged, or made to do harm"


def main() -> None:
    """Do the one task that standard input names."""
    asked = json.loads(sys.stdin.readline())
    # Made ready while there is memory: what is missing later must not be what it takes to say so, or to load a library.
    shapes_of(asked["shapes"])
    too_much = _line({"error": "TooLargeError", "message": _named(asked, _TOO_MUCH)}).encode()
    _limit(asked["seconds"], asked["memory"], asked["file_bytes"])
    try:
        {"look": _look, "scan": _scan, "media": _media}[asked["task"]](asked)
        _say({"end": True})
    except MemoryError:
        os.write(1, too_much)
    except UnrollerError as error:
        _say({"error": type(error).__name__, "message": _named(asked, str(error))})
    except RecursionError:
        _say({"error": "InputError", "message": _named(asked, "it nests deeper than any export does")})
    except BrokenPipeError:  # whoever asked has gone
        sys.stdout = None
    except OSError as error:
        _say({"error": "StorageError", "message": f"import: {error.filename or 'a file'}: {error.strerror or error}"})


def _named(asked: dict[str, Any], message: str) -> str:
    """A message that begins with the name of a file it is about."""
    names = [Path(path).name for path in asked["paths"]]
    return message if message.startswith(tuple(names)) else f"{', '.join(names[:3])}: {message}"


def _look(asked: dict[str, Any]) -> None:
    """Only which shape it is, and whose."""
    limits = Limits(**asked["limits"])
    planned = plan([Path(path) for path in asked["paths"]], shapes_of(asked["shapes"]), limits)
    _say({"shape": planned.shape.name, "label": planned.shape.label, "files": len(planned.files)})


def _scan(asked: dict[str, Any]) -> None:
    limits, paths = Limits(**asked["limits"]), [Path(path) for path in asked["paths"]]
    planned = plan(paths, shapes_of(asked["shapes"]), limits)
    last = [0.0]

    def tell(records: int, done: int, total: int) -> None:
        now = time.monotonic()
        if now - last[0] >= _TOLD_EVERY:
            last[0] = now
            _say({"records": records, "bytes": done, "total": total})

    Scanner(planned, paths, Path(asked["folder"]), limits, tell).scan()


def _media(asked: dict[str, Any]) -> None:
    limits = Limits(**asked["limits"])
    planned = plan([Path(path) for path in asked["paths"]], shapes_of(asked["shapes"]), limits)
    shelf = MediaShelf(planned, Path(asked["folder"]), limits)
    _say({"ready": True})
    for line in sys.stdin:
        _say(shelf.fetch(json.loads(line)))


def _limit(seconds: int, memory: int, file_bytes: int) -> None:
    try:
        import resource
    except ImportError:  # no such limits on Windows: there the parent's clock alone ends the process
        return
    resource.setrlimit(resource.RLIMIT_CPU, (seconds, seconds + 1))
    resource.setrlimit(resource.RLIMIT_AS, (memory, memory))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    resource.setrlimit(resource.RLIMIT_NOFILE, (512, 512))
    resource.setrlimit(resource.RLIMIT_FSIZE, (file_bytes, file_bytes))
    _die_with_parent()


def _die_with_parent() -> None:
    """Have the system end this process when the one that started it ends, however that ends."""
    import ctypes
    import signal

    parent = os.getppid()
    try:
        ctypes.CDLL(None).prctl(1, signal.SIGKILL)  # PR_SET_PDEATHSIG, Linux alone
    except (OSError, AttributeError):
        return
    if os.getppid() != parent:
        os._exit(1)


def _say(record: dict[str, Any]) -> None:
    sys.stdout.write(_line(record))
    sys.stdout.flush()


def _line(record: dict[str, Any]) -> str:
    return json.dumps(record) + "\n"
