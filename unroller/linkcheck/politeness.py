"""Politeness towards hosts: one request at a time, a pause between two, robots.txt, and Retry-After.

It holds for every hop, also where a redirect leads to a host that another thread is using. A hop ends before the next
begins, so nobody holds one host while waiting for another.
"""

from __future__ import annotations

import contextlib
import threading
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from typing import Unpack
from urllib.parse import urlsplit
from urllib.robotparser import RobotFileParser

from unroller.errors import FetchError, UnreachableError, UnrollerError
from unroller.linkcheck.http import USER_AGENT, Fetcher, Response, resolve_redirect
from unroller.linkcheck.http.response import ACCEPT, FetchOptions
from unroller.messages import Message, technical
from unroller.model import Hop
from unroller.urls import get_host

#: robots.txt is read this far, as RFC 9309 asks.
_ROBOTS_BYTES = 512 * 1024
_ROBOTS_LINES = 20_000
_AGENT = USER_AGENT.partition("/")[0]


class RobotsError(FetchError):
    """The host asks programs not to visit the address."""


class StoppedError(UnrollerError):
    """Whoever asked wants no more of it."""


class LaterError(UnrollerError):
    """The host asked not to be asked again for longer than we wait."""


@dataclass
class _HostState:
    """The state of one host."""

    lock: threading.Lock = field(default_factory=threading.Lock)
    #: By the clock of `time.monotonic`: not to be asked before.
    ready: float = 0.0
    robots: dict[str, RobotFileParser | None] = field(default_factory=dict)


class PoliteFetcher:
    """A fetcher that waits its turn at each host. Safe for several threads.

    `pause` seconds pass between two requests to a host; `patience` is how long a host's Retry-After is waited for.
    `stop` ends every wait.
    """

    def __init__(
        self,
        inner: Fetcher,
        stop: threading.Event,
        *,
        pause: float = 2.0,
        patience: float = 60.0,
        clock: Callable[[], datetime] = lambda: datetime.now(UTC),
    ) -> None:
        self._inner = inner
        self._stop = stop
        self._pause = pause
        self._patience = patience
        self._clock = clock
        self._hosts: dict[str, _HostState] = {}
        self._lock = threading.Lock()

    def get(self, url: str, **options: Unpack[FetchOptions]) -> Response:
        """As :meth:`unroller.linkcheck.http.Fetcher.get`; `seconds` are for each step.

        Raises:
            RobotsError: the host's robots.txt forbids it. What is made for programs (JSON, TimeMaps) is not asked for.
            LaterError: the host asked for more patience than we have.
            StoppedError: stopped while waiting.
        """
        hops: tuple[Hop, ...] = ()
        here = url
        try:
            while True:
                with self._acquire_host(here) as state:
                    if not options.get("accept", ACCEPT).startswith("application/"):
                        self._check_robots(here, state)
                    answer = self._request(here, state, {**options, "follow": False})
                hops = (*hops, *answer.hops)
                answer = replace(answer, hops=hops)
                there = resolve_redirect(answer) if options.get("follow", True) else None
                if there is None:
                    return answer
                here = there
        except FetchError as error:
            error.url, error.hops = here, tuple((hop.url, hop.status) for hop in hops)
            raise

    def ready(self, url: str) -> float:
        """When the host of `url` may be asked again, by the clock of ``time.monotonic``."""
        return self._get_state(url).ready

    def _request(self, url: str, state: _HostState, options: FetchOptions) -> Response:
        """One step; once more where the host names a time to wait."""
        answer = self._request_once(url, state, options)
        wait = parse_retry_after(answer, self._clock())
        if wait is None:
            return answer
        state.ready = max(state.ready, time.monotonic() + wait)
        if wait > self._patience:
            return answer
        self._wait(state)
        again = self._request_once(url, state, options)
        if (wait := parse_retry_after(again, self._clock())) is not None:
            state.ready = max(state.ready, time.monotonic() + wait)
        return again

    def _request_once(self, url: str, state: _HostState, options: FetchOptions) -> Response:
        try:
            return self._inner.get(url, **options)
        finally:
            state.ready = max(state.ready, time.monotonic() + self._pause)

    def _check_robots(self, url: str, state: _HostState) -> None:
        parts = urlsplit(url)
        root = f"{parts.scheme}://{parts.netloc}"
        if root not in state.robots:
            state.robots[root] = self._fetch_robots(root, state)
            self._wait(state)
        rules = state.robots[root]
        if rules is not None and not rules.can_fetch(_AGENT, url):
            raise RobotsError(technical("robots.txt"))

    def _fetch_robots(self, root: str, state: _HostState) -> RobotFileParser | None:
        """The rules of a host; None: there are none.

        A redirect counts as none: where the page is redirected too, the rules of that place are asked for.

        Raises:
            FetchError: the host is in trouble, and is asked for nothing else (RFC 9309).
        """
        options = FetchOptions(accept="text/plain,*/*;q=0.1", most=_ROBOTS_BYTES, follow=False)
        answer = self._request_once(f"{root}/robots.txt", state, options)
        if answer.status >= 500:
            raise UnreachableError(Message("the host is in trouble"))
        if answer.status != 200 or answer.media_type not in ("text/plain", ""):
            return None
        rules = RobotFileParser()
        rules.parse(answer.body.decode("utf-8", "replace").split("\n", _ROBOTS_LINES)[:_ROBOTS_LINES])
        return rules

    @contextlib.contextmanager
    def _acquire_host(self, url: str) -> Iterator[_HostState]:
        """The host of `url`, for us alone, once it may be asked."""
        state = self._get_state(url)
        while not state.lock.acquire(timeout=0.2):
            self._raise_if_stopped()
        try:
            if state.ready - time.monotonic() > self._patience + self._pause:
                raise LaterError(Message("the host asked to be asked later"))
            self._wait(state)
            yield state
        finally:
            state.lock.release()

    def _wait(self, state: _HostState) -> None:
        while (left := state.ready - time.monotonic()) > 0:
            if self._stop.wait(min(left, 60.0)):
                break
        self._raise_if_stopped()

    def _raise_if_stopped(self) -> None:
        if self._stop.is_set():
            raise StoppedError(technical("stopped"))

    def _get_state(self, url: str) -> _HostState:
        name = get_host(url) or ""
        with self._lock:
            return self._hosts.setdefault(name, _HostState())


def parse_retry_after(answer: Response, now: datetime) -> float | None:
    """Seconds that a host asks us to wait (429, 503), given as such or as a date; None: it does not."""
    value = answer.headers.get("retry-after", "").strip()[:64]
    if answer.status not in (429, 503) or not value:
        return None
    if value.isascii() and value.isdigit():
        return float(value[:9])
    try:
        until = parsedate_to_datetime(value)
    except (ValueError, TypeError):
        return None
    until = until.replace(tzinfo=UTC) if until.tzinfo is None else until
    return max(0.0, (until - now).total_seconds())
