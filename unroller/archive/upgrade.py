"""Lifting an archive of an older format to ours, step by step."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from pathlib import Path

from unroller.archive import paths
from unroller.archive.fsync import fsync_path, write_new
from unroller.archive.manifest import UPGRADES, about_bytes, read_about
from unroller.archive.staging import Staging


def upgrade(root: Path, upgrades: Sequence[Callable[[Path], None]] = UPGRADES) -> int:
    """Run the upgrades that the archive at `root` lacks, under its lock; gives the format it has then.

    Each step flushes what it changes and may be run again: the format is raised only after it, so a crash repeats it.
    """
    about = read_about(root)
    if about is None:
        return 0
    for number in range(about.format, len(upgrades) + 1):
        upgrades[number - 1](root)
        about = replace(about, format=number + 1)
        with Staging(root) as staging:
            write_new(staging.path / paths.ARCHIVE, about_bytes(about))
            staging.flush()
            (staging.path / paths.ARCHIVE).replace(root / paths.ARCHIVE)
            fsync_path(root)
    return about.format
