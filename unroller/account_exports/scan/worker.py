"""The program that opens an export, run as a process of its own under limits; see docs/accounts.md.

What it is to do comes as a line of JSON on standard input; what it says are lines of JSON on standard output. It opens
the files it is asked for, by number, and writes into one folder alone.

Media out of an export, by name, into files named by what is in them.
"""

from __future__ import annotations

import hashlib
import json
import os
import sys
import time
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from unroller.account_exports.scan.scanner import OpenedExport, OpenedFile, Scanner, load_formats, open_export
from unroller.errors import InputError, UnrollerError
from unroller.limits import Limits

#: Progress is reported at most so often, in seconds.
_TOLD_EVERY = 0.1
_TOO_MUCH = "it takes more memory to open than the export of an account can need: it is damaged, or made to do harm"


def main() -> None:
    """Do the one task that standard input names."""
    request = json.loads(sys.stdin.readline())
    # Made ready while there is memory: what is missing later must not be what it takes to say so, or to load a library.
    load_formats(request["formats"])
    too_much = _encode_line({"error": "TooLargeError", "message": _prefix_name(request, _TOO_MUCH)}).encode()
    _set_limits(request["seconds"], request["memory"], request["file_bytes"])
    try:
        {"look": _look, "scan": _scan, "media": _serve_media}[request["task"]](request)
        _send({"end": True})
    except MemoryError:
        os.write(1, too_much)
    except UnrollerError as error:
        _send({"error": type(error).__name__, "message": _prefix_name(request, str(error))})
    except RecursionError:
        _send({"error": "InputError", "message": _prefix_name(request, "it nests deeper than any export does")})
    except BrokenPipeError:  # the parent has gone
        sys.stdout = None
    except OSError as error:
        _send({"error": "StorageError", "message": f"import: {error.filename or 'a file'}: {error.strerror or error}"})


def _prefix_name(request: dict[str, Any], message: str) -> str:
    """A message that begins with the name of a file it is about."""
    names = [Path(path).name for path in request["paths"]]
    return message if message.startswith(tuple(names)) else f"{', '.join(names[:3])}: {message}"


def _open(request: dict[str, Any]) -> OpenedExport:
    return open_export(list(map(Path, request["paths"])), load_formats(request["formats"]), Limits(**request["limits"]))


def _look(request: dict[str, Any]) -> None:
    """Only which format it is, and whose."""
    planned = _open(request)
    _send({"shape": planned.format.name, "label": str(planned.format.label), "files": len(planned.files)})


def _scan(request: dict[str, Any]) -> None:
    last = [0.0]

    def tell(records: int, done: int, total: int) -> None:
        now = time.monotonic()
        if now - last[0] >= _TOLD_EVERY:
            last[0] = now
            _send({"records": records, "bytes": done, "total": total})

    Scanner(
        _open(request), list(map(Path, request["paths"])), Path(request["folder"]), Limits(**request["limits"]), tell
    ).scan()


def _serve_media(request: dict[str, Any]) -> None:
    store = MediaStore(_open(request), Path(request["folder"]), Limits(**request["limits"]))
    _send({"ready": True})
    for line in sys.stdin:
        _send(store.fetch(json.loads(line)))


def _set_limits(seconds: int, memory: int, file_bytes: int) -> None:
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


def _send(record: dict[str, Any]) -> None:
    sys.stdout.write(_encode_line(record))
    sys.stdout.flush()


def _encode_line(record: dict[str, Any]) -> str:
    return json.dumps(record) + "\n"


_PART = "part"


class MediaStore:
    """The media of an export, found by whole name or by base name."""

    def __init__(self, planned: OpenedExport, folder: Path, limits: Limits) -> None:
        self._folder = folder
        self._limits = limits
        self._by_name: dict[str, OpenedFile] = {}
        self._by_base: dict[str, OpenedFile] = {}
        for one in planned.media:
            self._by_name.setdefault(one.name, one)
            self._by_base.setdefault(one.name.rpartition("/")[2], one)

    def fetch(self, names: Sequence[str]) -> dict[str, Any]:
        """The first of `names` that is there, copied: its file's name and size; or what is wrong with it."""
        for name in names:
            one = self._by_name.get(name) or self._by_base.get(name)
            if one is not None:
                try:
                    return self._copy(one)
                except InputError as error:
                    return {"wrong": f"{one.name}: {error}"}
                finally:
                    (self._folder / _PART).unlink(missing_ok=True)
        return {}

    def _copy(self, one: OpenedFile) -> dict[str, Any]:
        if one.size > self._limits.export_media_bytes:
            return {"wrong": f"{one.name}: it is larger than {self._limits.export_media_bytes // 2**20} MB"}
        digest, start, size = hashlib.sha256(), b"", 0
        part = self._folder / _PART
        with part.open("xb") as file:
            for piece in one.read():
                start = start or piece[:64]
                size += len(piece)
                digest.update(piece)
                file.write(piece)
        name = f"{digest.hexdigest()}.{detect_extension(start)}"
        os.replace(part, self._folder / name)  # noqa: PTH105  one call, whatever is there
        return {"name": name, "size": size}


def detect_extension(start: bytes) -> str:
    """What a media file is by its first bytes: one of five kinds that pages show, or ``bin``."""
    if start.startswith(b"\xff\xd8\xff"):
        return "jpg"
    if start.startswith(b"\x89PNG\r\n\x1a\n"):
        return "png"
    if start[:6] in (b"GIF87a", b"GIF89a"):
        return "gif"
    if start[:4] == b"RIFF" and start[8:12] == b"WEBP":
        return "webp"
    return "mp4" if start[4:8] == b"ftyp" else "bin"
