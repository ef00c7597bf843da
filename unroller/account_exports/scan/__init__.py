"""Opens exports (ZIP, tar, folders, bare files) in a process of its own under limits; nothing is extracted by name.

    scan_export(sources, folder)  ->  ScanIndex    every record, once: counted, indexed, grouped into reply chains
    MediaFetcher(sources, folder)                  copies of media files, fetched one by one

What lies in an export was put together by somebody else: it is opened where it can do no harm. See docs/accounts.md.
"""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable, Sequence
from pathlib import Path

from unroller.account_exports.scan.index import ScanIndex
from unroller.account_exports.scan.process import ScanStoppedError, WorkerProcess
from unroller.account_exports.scan.scanner import FORMATS_MODULE, ScanProgress
from unroller.account_exports.scan.select import selection_name, write_chains
from unroller.documents.media import START
from unroller.errors import InputError, NoThreadError
from unroller.limits import DEFAULT, Limits

__all__ = [
    "FORMATS_MODULE",
    "START",
    "MediaFetcher",
    "ScanIndex",
    "ScanStoppedError",
    "detect_export_format",
    "scan_export",
    "selection_name",
    "write_chains",
]


def detect_export_format(
    sources: Sequence[Path], limits: Limits = DEFAULT, formats: str = FORMATS_MODULE
) -> str | None:
    """The name of the format that these files together are an export of; None when they are none.

    Raises:
        InputError: they are a container that cannot be opened.
    """
    with WorkerProcess("look", sources, None, limits, formats) as child:
        try:
            answer = child.receive()
        except NoThreadError:
            return None
        return str(answer["shape"])


def scan_export(
    sources: Sequence[Path],
    folder: Path,
    limits: Limits = DEFAULT,
    *,
    progress: ScanProgress | None = None,
    stop: Callable[[], bool] = lambda: False,
    formats: str = FORMATS_MODULE,
) -> ScanIndex:
    """Read the export that `sources` are together into `folder`, which is there only when all was read.

    Raises:
        NoThreadError: it is no export of an account, or says nothing.
        InputError, TooLargeError: it cannot be opened, or is hostile; the message says what to do.
        ScanStoppedError: `stop` returned True.
    """
    if folder.is_dir():
        return ScanIndex(folder)
    part = folder.with_name(f"{folder.name}.part")
    shutil.rmtree(part, ignore_errors=True)
    part.mkdir(parents=True)
    try:
        with WorkerProcess("scan", sources, part, limits, formats) as child:
            while "end" not in (answer := child.receive(stop)):
                if progress and "records" in answer:
                    progress(answer["records"], answer["bytes"], answer["total"])
        part.rename(folder)
    finally:
        shutil.rmtree(part, ignore_errors=True)
    return ScanIndex(folder)


class MediaFetcher:
    """Media files out of an export, copied into a folder one by one; the export stays open in between."""

    def __init__(
        self, sources: Sequence[Path], folder: Path, limits: Limits = DEFAULT, formats: str = FORMATS_MODULE
    ) -> None:
        self._start = (sources, folder, limits, formats)
        self._child: WorkerProcess | None = None
        self.folder = folder

    def fetch(self, names: Sequence[str]) -> tuple[Path | None, str]:
        """A copy of the first of `names` that the export holds, named ``<sha256>.<ext>``; and what is wrong with it."""
        if self._child is None:
            sources, folder, limits, formats = self._start
            shutil.rmtree(folder, ignore_errors=True)
            folder.mkdir(parents=True)
            self._child = WorkerProcess("media", sources, folder, limits, formats)
            self._child.receive()
        try:
            self._child.send(json.dumps(list(names)))
            answer = self._child.receive()
        except InputError as error:
            self.close()
            return None, str(error)
        name = answer.get("name")
        return (self.folder / name if name else None), str(answer.get("wrong", ""))

    def clear(self) -> None:
        """Delete the copies."""
        if self.folder.is_dir():
            for path in self.folder.iterdir():
                path.unlink()

    def close(self) -> None:
        """Let the export go."""
        if self._child:
            self._child.close()
            self._child = None

    def __enter__(self) -> MediaFetcher:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()
        shutil.rmtree(self.folder, ignore_errors=True)
