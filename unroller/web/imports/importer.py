"""What the pages of account imports ask of whatever does the importing, and where they find it."""

from __future__ import annotations

import logging
import time
from collections.abc import Sequence
from typing import IO, Any, Protocol, cast

from flask import Flask, current_app

from unroller import account_import
from unroller.account_import.jobs import ImportResult, Job, Selection, ThreadKind, ThreadPage, ThreadSort
from unroller.errors import MisuseError, UnrollerError
from unroller.web.state import get_library

LOG = logging.getLogger("unroller.web")
_NAME, _SEEN = "unroller.imports", "unroller.imports.seen"
#: For so many seconds the line in the head of every page says the same: making it reads files.
_SEEN_SECONDS = 1.0
RUNNING_PHASES = frozenset({"scanning", "keeping"})


class Importer(Protocol):
    """Imports of whole accounts; :class:`unroller.account_import.Imports`.

    Every method that names an import raises NotFoundError where there is none of that name.
    """

    def begin(self, files: Sequence[tuple[str, IO[bytes]]]) -> Job:
        """Take the files of one export in, and begin to read it; the streams are read before this returns."""

    def jobs(self) -> Sequence[Job]:
        """All imports, the newest first."""

    def get(self, key: str) -> Job:
        """One import."""

    def listing(
        self, key: str, selection: Selection, *, kinds: Sequence[ThreadKind] = (), sort: ThreadSort = "newest",
        offset: int = 0, limit: int = 50,
    ) -> ThreadPage:  # fmt: skip
        """A page of what was found and passes; of these `kinds` alone, if any are given."""

    def keep(self, key: str, selection: Selection) -> Job:
        """Begin to keep what passes."""

    def stop(self, key: str) -> Job:
        """Stop; what was done stays."""

    def resume(self, key: str) -> Job:
        """Go on where it was stopped."""

    def forget(self, key: str) -> None:
        """Let go of all that is not in the archive."""

    def finished(self, key: str) -> ImportResult | None:
        """What it came to; None while it is not done."""


def get_importer() -> Importer:
    """What imports accounts behind the app that answers now.

    Raises:
        MisuseError: this installation cannot.
    """
    held = current_app.extensions.get(_NAME)
    if held is None:
        made: Any = getattr(account_import, "Imports", None)
        if made is None:
            raise MisuseError("imports: this installation cannot read exports of accounts")
        held = current_app.extensions[_NAME] = made(get_library())
    return cast(Importer, held)


def set_importer(app: Flask, held: Importer) -> None:
    """Let `held` do the importing behind `app`."""
    app.extensions[_NAME] = held


def forget_running_import() -> None:
    """Something was just done with an import: the line in the head of the next page says so."""
    current_app.extensions.pop(_SEEN, None)


def find_running_import() -> Job | None:
    """The import that is under way, if any; what every page says of it in its head. It never fails."""
    now = time.monotonic()
    seen = current_app.extensions.get(_SEEN)
    if seen and now - seen[0] < _SEEN_SECONDS:
        return cast(Job | None, seen[1])
    job: Job | None = None
    try:
        if current_app.extensions.get(_NAME) or get_library().settings.imports.is_dir():
            job = next((one for one in get_importer().jobs() if one.phase in RUNNING_PHASES), None)
    except (UnrollerError, OSError) as error:
        LOG.warning("imports cannot be listed: %s", error)
    current_app.extensions[_SEEN] = (now, job)
    return job
