"""Media out of an export, by name, into files named by what is in them."""

from __future__ import annotations

import hashlib
import os
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from unroller.account_exports.scan.plan import OpenedExport, OpenedFile
from unroller.errors import InputError
from unroller.limits import Limits

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
