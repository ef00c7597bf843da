"""Imports an export into a library, as a process that a test kills: goes on where a killed one stopped."""

from __future__ import annotations

import sys
from datetime import UTC, datetime
from pathlib import Path

from unroller.account_import import Imports, Selection
from unroller.config import Settings
from unroller.library import Library


def main(root: Path, export: Path) -> None:
    """Begin an import of `export` into the library under `root`, or go on with the one that is there."""
    library = Library(Settings(root / "archive", root / "index"), lambda: datetime(2025, 5, 5, tzinfo=UTC))
    imports = Imports(library, background=False, formats="tests.support.fakes.tiny_export_format")
    jobs = imports.list_jobs()
    job = jobs[0] if jobs else imports.begin([export])
    if job.phase == "stopped":
        job = imports.resume(job.id)
    if job.phase == "ready":
        imports.keep(job.id, Selection(min_posts=1))
    library.archive.recover()


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]))
