"""Looking links up behind the pages: one thread of this process at a time does it, for the threads that wait.

What was seen is kept in the archive as it comes in, so nothing is lost when the process ends: the page then shows what
is there, and offers to look the rest up.
"""

from __future__ import annotations

import logging
import threading
from collections import deque
from dataclasses import dataclass

from unroller.errors import MisuseError, UnrollerError
from unroller.library import Library
from unroller.linkcheck import service

LOG = logging.getLogger("unroller.web")
#: So many threads may wait to be looked up.
MOST_WAITING = 200
#: Of so many threads it is remembered how looking them up ended.
REMEMBERED = 500


@dataclass(slots=True)
class LinkCheckJob:
    """How far one thread is: `done` of `wanted` links (0: not begun), whether it is at an `end`, what went wrong."""

    again: bool
    done: int = 0
    wanted: int = 0
    end: bool = False
    error: UnrollerError | None = None


class LinkCheckQueue:
    """The threads that wait for their links to be looked up, and how far each is."""

    def __init__(self, library: Library) -> None:
        self._library = library
        self._waiting: deque[str] = deque()
        self._known: dict[str, LinkCheckJob] = {}
        self._changed = threading.Condition()
        self._worker: threading.Thread | None = None

    @property
    def allowed(self) -> bool:
        """Whether the network may be asked at all."""
        return self._library.settings.fetch

    def begin(self, key: str, *, again: bool = False) -> None:
        """Let the links of the thread with that id be looked up; once, however often it is asked for meanwhile.

        Raises:
            MisuseError: fetching is switched off, or too many threads wait already.
        """
        if not self.allowed:
            raise MisuseError("links: looking them up is switched off here")
        with self._changed:
            known = self._known.get(key)
            if known and not known.end:
                return
            if len(self._waiting) >= MOST_WAITING:
                raise MisuseError("links: too many threads wait to be looked up: try again later")
            self._known.pop(key, None)
            self._known[key] = LinkCheckJob(again)
            self._forget()
            self._waiting.append(key)
            if self._worker is None:
                self._worker = threading.Thread(target=self._work, daemon=True, name="lookups")
                self._worker.start()

    def of(self, key: str) -> LinkCheckJob | None:
        """How far a thread is; None when nobody asked, or it is long over."""
        with self._changed:
            return self._known.get(key)

    def wait(self, key: str, seconds: float) -> None:
        """Wait until a thread is at its end, or so long."""
        with self._changed:
            self._changed.wait_for(lambda: (held := self._known.get(key)) is None or held.end, seconds)

    def _forget(self) -> None:
        ended = [key for key, held in self._known.items() if held.end]
        for key in ended[: max(0, len(self._known) - REMEMBERED)]:
            del self._known[key]

    def _work(self) -> None:
        while True:
            with self._changed:
                if not self._waiting:
                    self._worker = None
                    return
                key = self._waiting.popleft()
                lookup = self._known[key]
            error: UnrollerError | None = None
            try:
                self._look(key, lookup)
            except UnrollerError as failed:
                error = failed
            except Exception:
                LOG.exception("looking up the links of %s", key)
                error = UnrollerError("links: looking them up failed: it is in the log, and what was seen is kept")
            with self._changed:
                lookup.error, lookup.end = error, True
                self._changed.notify_all()

    def _look(self, key: str, lookup: LinkCheckJob) -> None:
        wanted, failed = service.select_links(self._library, [key], again=lookup.again)
        if failed:
            raise failed[0][1]
        lookup.wanted = len(wanted)

        def progress(done: int) -> None:
            lookup.done = done

        if wanted:
            service.check_links(self._library, wanted, service.open_checker(self._library.settings), progress=progress)
