"""Checking links in the background: a thread of this process checks those of one post thread after another.

What was seen is kept in the archive as it comes in, so nothing is lost when the process ends: the page then shows what
is there, and offers to look the rest up.
"""

from __future__ import annotations

import logging
import threading
from collections import deque
from collections.abc import Iterable
from typing import cast

from flask import Flask, current_app

from unroller.errors import MisuseError, UnrollerError
from unroller.library import Library
from unroller.linkcheck import service
from unroller.messages import Message
from unroller.web.links.job_files import JobFiles, LinkCheckJob

LOG = logging.getLogger("unroller.web")
_QUEUE = "unroller.lookups"
#: So many threads may wait to be looked up.
MOST_WAITING = 200
#: Of so many threads it is remembered how looking them up ended.
REMEMBERED = 500


class LinkCheckQueue:
    """The threads that wait for their links to be looked up, and the progress of each, also of those that another
    process of the app looks up."""

    def __init__(self, library: Library) -> None:
        self._library = library
        self._waiting: deque[str] = deque()
        self._jobs: dict[str, LinkCheckJob] = {}
        self._changed = threading.Condition()
        self._worker: threading.Thread | None = None
        self._changes = 0
        self._files = JobFiles(library.settings.index / "link-checks")

    @property
    def changes(self) -> tuple[int, int]:
        """What a page says of jobs holds while this stays the same."""
        return self._changes, self._files.changes

    @property
    def is_busy(self) -> bool:
        """Whether links are being looked up, or are to be."""
        return self._worker is not None or self._files.is_busy

    @property
    def allowed(self) -> bool:
        """Whether links may be looked up at all."""
        return self._library.settings.fetch

    def enqueue(self, key: str, *, again: bool = False) -> None:
        """Let the links of the thread with that id be looked up; once, however often this is called meanwhile.

        Raises:
            MisuseError: fetching is switched off, or too many threads wait already.
        """
        if not self.allowed:
            raise MisuseError(Message("links: looking them up is switched off here"))
        with self._changed:
            job = self._jobs.get(key)
            other = self._files.read(key) if not job or job.ended else job
            if other and not other.ended:
                return
            if len(self._waiting) >= MOST_WAITING:
                raise MisuseError(Message("links: too many threads wait to be looked up: try again later"))
            self._jobs.pop(key, None)
            job = self._jobs[key] = LinkCheckJob(again)
            self._files.write(key, job)
            self._forget()
            self._waiting.append(key)
            self._changes += 1
            if self._worker is None:
                self._worker = threading.Thread(target=self._work, daemon=True, name="lookups")
                self._worker.start()

    def enqueue_all(self, keys: Iterable[str]) -> None:
        """Let the links of threads be looked up that were just kept. They are kept whatever comes of it: where too many
        wait already, the page of each says that its links were not looked up, and offers it."""
        for key in keys:
            try:
                self.enqueue(key)
            except MisuseError as error:
                LOG.warning("kept, but not all links are looked up: %s", error)
                return

    def get(self, key: str) -> LinkCheckJob | None:
        """The progress of a thread; None when it was never enqueued, or is long over."""
        with self._changed:
            own = self._jobs.get(key)
            return own if own and not own.ended else self._files.read(key) or own

    def wait(self, key: str, seconds: float) -> None:
        """Wait until a thread has ended, or so long."""
        with self._changed:
            self._changed.wait_for(lambda: (job := self._jobs.get(key)) is None or job.ended, seconds)

    def _forget(self) -> None:
        ended = [key for key, job in self._jobs.items() if job.ended]
        for key in ended[: max(0, len(self._jobs) - REMEMBERED)]:
            del self._jobs[key]

    def _work(self) -> None:
        while True:
            with self._changed:
                if not self._waiting:
                    self._worker = None
                    return
                key = self._waiting.popleft()
                job = self._jobs[key]
            error: UnrollerError | None = None
            try:
                self._check(key, job)
            except UnrollerError as failed:
                error = failed
            except Exception:
                LOG.exception("looking up the links of %s", key)
                error = UnrollerError(
                    Message("links: looking them up failed: it is in the log, and what was seen is kept")
                )
            with self._changed:
                job.error, job.ended = error, True
                self._changes += 1
                self._files.write(key, job)
                self._changed.notify_all()

    def _check(self, key: str, job: LinkCheckJob) -> None:
        links, failed = service.select_links(self._library, [key], again=job.again)
        if failed:
            raise failed[0][1]
        job.total = len(links)
        self._files.write(key, job)

        def set_progress(done: int) -> None:
            job.done = done
            self._files.write(key, job)

        if links:
            checker = service.open_checker(self._library.settings)
            service.check_links(self._library, links, checker, progress=set_progress)


def install(app: Flask, library: Library) -> None:
    """Put a queue behind `app`, for the threads of `library`."""
    app.extensions[_QUEUE] = LinkCheckQueue(library)


def get_link_queue() -> LinkCheckQueue:
    """The queue of the app that answers now."""
    return cast(LinkCheckQueue, current_app.extensions[_QUEUE])
