"""Files and archives as a person names them on the command line."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from functools import partial
from pathlib import Path

from unroller import config
from unroller.documents.media import START, detect_media
from unroller.errors import InputError, NotFoundError, TooLargeError
from unroller.library import Library
from unroller.limits import DEFAULT
from unroller.messages import megabytes, technical
from unroller.model import Capture
from unroller.readers.base import CONTAINERS, EXPORT_FILES
from unroller.terminal import Progress
from unroller.text import replace_unprintable


def split_exports(files: Sequence[str]) -> tuple[list[Path], list[str]]:
    """The files that are exports of accounts or parts of them, and the other files."""
    exports = [Path(name) for name in files if name != "-" and is_export_path(Path(name))]
    return exports, [name for name in files if name == "-" or Path(name) not in exports]


def is_export_path(path: Path) -> bool:
    """Whether what lies at `path` is to be read as an export, by its name and first bytes: nothing is opened. Folders
    are exports. False where nothing can be read."""
    try:
        if path.is_dir():
            return True
        if not path.is_file():
            return False
        with path.open("rb") as file:
            start = file.read(START)
    except OSError:
        return False
    kinds = frozenset(detect_media(start))
    if not CONTAINERS.isdisjoint(kinds):
        return True
    if EXPORT_FILES.isdisjoint(kinds):  # a text: the readers of exports need not be loaded
        return False
    from unroller.account_exports.scan.scanner import load_formats

    formats = load_formats()
    return any(one.detect_file(path.name, start) for one in formats if not one.kinds.isdisjoint(kinds))


def read_capture(name: str) -> Capture:
    """The bytes of the file `name`, or of standard input for ``-``; never more than the limit allows.

    Raises:
        NotFoundError: there is no such file.
        InputError: it cannot be read, or is a folder.
        TooLargeError: it passes the limit; it is then not read to its end.
    """
    limit = DEFAULT.text_bytes
    try:
        if name == "-":
            data = sys.stdin.buffer.read(limit + 1)
        else:
            with Path(name).open("rb") as file:
                data = file.read(limit + 1)
    except FileNotFoundError:
        raise NotFoundError(technical("there is no such file").about(name)) from None
    except IsADirectoryError:
        raise InputError(technical("this is a folder: name the files in it").about(name)) from None
    except (OSError, ValueError) as error:
        reason = error.strerror if isinstance(error, OSError) else None
        raise InputError(technical("cannot be read: {reason}", reason=reason or str(error)).about(name)) from None
    if len(data) > limit:
        raise TooLargeError(
            technical("larger than {most}, the most that is read as one thread: split it", most=megabytes(limit)).about(
                name
            )
        )
    return Capture(data, name=replace_unprintable(name))


def write_file(path: str, document: str) -> None:
    """Write `document` to `path`.

    Raises:
        InputError: the file cannot be written.
    """
    try:
        Path(path).write_text(replace_unprintable(document), encoding="utf-8")
    except OSError as error:
        raise InputError(technical("cannot be written: {reason}", reason=str(error.strerror)).about(path)) from None


#: What precedes the title of a private thread.
PRIVATE = "[private] "


def open_library(archive: str | None, engine: str | None = None) -> Library:
    """The library at `archive`, searched by `engine`; else as the environment says.

    Raises:
        MisuseError: there is no such engine, or it is not installed.
    """
    if engine:
        from unroller.search.engine import get_engine_kind  # the search is loaded by whoever searches

        get_engine_kind(engine)
    return Library(config.load_settings(archive, engine=engine), show_progress=partial(Progress, "reading threads"))
