"""Link checker: checks one link, or many, several hosts at a time and each politely. It can be stopped at any moment.

Each observation is handed over as soon as it is made. Whoever goes on later asks for the links that have none yet.
"""

from __future__ import annotations

import heapq
import threading
import time
from collections import Counter, deque
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from functools import partial
from typing import Protocol

from unroller.documents import pdf
from unroller.errors import FetchError, NoSuchHostError
from unroller.linkcheck import metadata
from unroller.linkcheck.http import NO_HEADERS, Fetcher, Response
from unroller.linkcheck.politeness import LaterError, PoliteFetcher, RobotsError, StoppedError
from unroller.linkcheck.status import NO_POST, ROBOTS, LinkRequest, classify_response
from unroller.linkcheck.wayback import Archives, find_nearest_copy
from unroller.messages import technical
from unroller.model import Description, Hop, LinkStatus, Observation
from unroller.regex import compile_re
from unroller.urls import canonicalize, get_host, strip_tracking

#: The metadata of a page is at its top, but that of a PDF at its end. Bytes.
_MOST = 4 * 1024 * 1024
#: What is sent back to a host must be what a header may hold.
_SENDABLE = compile_re(r"[\x21-\x7e][\x20-\x7e]{0,500}")


class Describe(Protocol):
    """As :func:`unroller.linkcheck.metadata.describe`."""

    def __call__(
        self, body: bytes, media_type: str, url: str, *, charset: str | None = None, at: str | None = None
    ) -> Description: ...


DESCRIBE: Describe = partial(metadata.describe, pdf=pdf.read_facts)


@dataclass(frozen=True, slots=True)
class PageReaders:
    """What reads pages and posts; :mod:`unroller.linkcheck.metadata`, but for tests."""

    describe: Describe = DESCRIBE
    oembed_address: Callable[[str], str | None] = metadata.oembed_address
    quoted: Callable[[bytes, str], Description | None] = metadata.parse_post


READERS, ARCHIVES = PageReaders(), Archives()


def check_link(
    url: str,
    fetcher: Fetcher,
    *,
    at: str,
    published: str | None = None,
    before: Observation | None = None,
    readers: PageReaders = READERS,
    archives: Archives = ARCHIVES,
) -> Observation:
    """Look at the source `url` at the moment `at` (ISO 8601, UTC), and say what became of it.

    `published` is the thread's date, for the archived copy of what is gone. `before` is the newest observation there
    is: a page that has not changed since is not sent again, and keeps its description.

    Never raises for what a host does; but `fetcher` may say that it was stopped, or has no patience left.
    """
    seen = _check_post(url, fetcher, readers, at) or _check_page(url, fetcher, readers, at, before)
    if seen.final:
        final, aside = strip_tracking(seen.final)
        seen = replace(seen, final=final, parameters=tuple(dict.fromkeys((*strip_tracking(url)[1], *aside))))
    if seen.state != "gone":
        return seen
    known = before.memento if before else None
    return replace(seen, memento=find_nearest_copy(url, published, fetcher, archives) or known)


def _check_post(url: str, fetcher: Fetcher, readers: PageReaders, at: str) -> Observation | None:
    """A post as its network gives it without a key; None where it does not, or says nothing clear."""
    if not (address := readers.oembed_address(url)):
        return None
    try:
        answer = fetcher.get(address, accept="application/json")
    except (FetchError, LaterError):
        return None
    hops = (Hop(url, answer.status),)
    if answer.status in (404, 410):
        return Observation(at, url, "gone", answer.status, hops, url, note=NO_POST)
    description = readers.quoted(answer.body, url) if answer.status == 200 else None
    return Observation(at, url, "alive", 200, hops, url, description=description) if description else None


def _check_page(url: str, fetcher: Fetcher, readers: PageReaders, at: str, before: Observation | None) -> Observation:
    """The observation of a page, or of whatever else the address leads to."""
    try:
        answer = fetcher.get(url, headers=_build_conditions(before), most=_MOST)
        if answer.status == 304 and not (
            before and before.final and canonicalize(answer.url) == canonicalize(before.final)
        ):
            answer = fetcher.get(url, most=_MOST)  # another page than the one we know says that it did not change
    except FetchError as error:
        return _build_failure(url, error, at)
    description = _describe(answer, readers, at, before)
    state, note = classify_response(answer.status, answer.hops, answer.url, description.title if description else None)
    if state in ("alive", "moved") and answer.url != url and (post := _check_post(answer.url, fetcher, readers, at)):
        if post.state == "gone":
            state, note = "gone", post.note
        description = post.description
    return Observation(
        at=at,
        url=url,
        state=state,
        status=answer.status,
        hops=answer.hops,
        final=answer.url,
        description=description if state in ("alive", "moved") else None,
        etag=_check_header(answer.headers.get("etag")) or (before.etag if before and answer.status == 304 else None),
        modified=_check_header(answer.headers.get("last-modified"))
        or (before.modified if before and answer.status == 304 else None),
        note=note,
    )


def _describe(answer: Response, readers: PageReaders, at: str, before: Observation | None) -> Description | None:
    if answer.status == 304:
        return before.description if before else None
    if not 200 <= answer.status < 300:
        return None
    return readers.describe(answer.body, answer.media_type, answer.url, charset=answer.charset, at=at)


def _build_failure(url: str, error: FetchError, at: str) -> Observation:
    hops = tuple(Hop(there, status) for there, status in error.hops)
    state: LinkStatus = "unknown"
    if isinstance(error, NoSuchHostError):
        state = "gone"
    elif isinstance(error, RobotsError):
        state = "blocked"
    note = ROBOTS if isinstance(error, RobotsError) else str(error)
    return Observation(at, url, state, None, hops, error.url or None, note=note)


def _build_conditions(before: Observation | None) -> Mapping[str, str]:
    """What to ask with, so that a page is only sent if it changed since it was described."""
    if before is None or before.description is None or before.state not in ("alive", "moved"):
        return NO_HEADERS
    headers = {"If-None-Match": _check_header(before.etag), "If-Modified-Since": _check_header(before.modified)}
    return {name: value for name, value in headers.items() if value}


def _check_header(value: str | None) -> str | None:
    return value if value and _SENDABLE.fullmatch(value) else None


WORKERS = 8
PAUSE = 2.0
PATIENCE = 60.0


@dataclass(frozen=True, slots=True)
class CheckReport:
    """The result of a check. `newly_gone` and `moved` are addresses as they are in threads; `left` were not checked:
    the check was stopped, or their host asked to be asked later.
    """

    total: int
    states: Counter[str] = field(default_factory=Counter)
    newly_gone: tuple[str, ...] = ()
    moved: tuple[str, ...] = ()
    left: int = 0
    stopped: bool = False


def check_links(
    sources: Iterable[LinkRequest],
    fetcher: Fetcher,
    *,
    clock: Callable[[], datetime],
    seen: Callable[[Observation], None],
    progress: Callable[[int, int], None] | None = None,
    stop: threading.Event | None = None,
    pause: float = PAUSE,
    patience: float = PATIENCE,
    workers: int = WORKERS,
    readers: PageReaders = READERS,
    archives: Archives = ARCHIVES,
) -> CheckReport:
    """Check every link once. An address that is there twice is checked once.

    Args:
        sources: the links.
        fetcher: gets pages; it is used politely (:class:`PoliteFetcher`).
        clock: gives the time, aware of its zone.
        seen: gets each observation as it is made, one at a time. What it raises ends the check and is raised here.
        progress: gets how many are done, and of how many.
        stop: ends the check when it is set.
        pause: seconds between two requests to a host.
        patience: seconds that a host's Retry-After is waited for.
        workers: threads, each with one host at a time.
        readers: read pages and posts.
        archives: where archived copies are looked for.
    """
    halt = stop or threading.Event()
    polite = PoliteFetcher(fetcher, halt, pause=pause, patience=patience, clock=clock)
    walk = _CheckRun(sources, polite, halt, seen, progress, patience + pause)

    def look(request: LinkRequest) -> Observation:
        at = clock().astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
        return check_link(
            request.url,
            polite,
            at=at,
            published=request.published,
            before=request.before,
            readers=readers,
            archives=archives,
        )

    threads = [
        threading.Thread(target=walk.work, args=(look,), name=f"check-{number}", daemon=True)
        for number in range(workers)
    ]
    for thread in threads:
        thread.start()
    try:
        for thread in threads:
            thread.join()
    except BaseException:  # Ctrl-C: what is under way ends, is handed over, and no more is begun
        halt.set()
        for thread in threads:
            thread.join()
        raise
    return walk.report()


class _CheckRun:
    """The hosts that wait, each with its sources; a host is with one worker or in the heap, never both."""

    def __init__(
        self,
        sources: Iterable[LinkRequest],
        polite: PoliteFetcher,
        stop: threading.Event,
        seen: Callable[[Observation], None],
        progress: Callable[[int, int], None] | None,
        patience: float,
    ) -> None:
        self._queues: dict[str, deque[LinkRequest]] = {}
        requests = {source.url: source for source in sources}
        for source in requests.values():
            self._queues.setdefault(get_host(source.url) or "", deque()).append(source)
        self._total = len(requests)
        self._polite, self._stop, self._seen, self._progress = polite, stop, seen, progress
        self._patience = patience
        self._ready = [(0.0, number, name) for number, name in enumerate(self._queues)]
        self._busy = 0
        self._change = threading.Condition()
        self._hand_over = threading.Lock()
        self._states: Counter[str] = Counter()
        self._gone: list[str] = []
        self._moved: list[str] = []
        self._late = 0
        self._failed: BaseException | None = None

    def work(self, look: Callable[[LinkRequest], Observation]) -> None:
        """What one worker does until nothing is left."""
        while (name := self._next_host()) is not None:
            try:
                self._look(self._queues[name][0], look)
            except LaterError:  # perhaps of a host that a redirect led to: only this source is put off
                self._queues[name].popleft()
                self._late += 1
            except StoppedError:
                pass
            except BaseException as error:
                self._failed = self._failed or error
                self._stop.set()
            self._give_back(name)

    def _look(self, request: LinkRequest, look: Callable[[LinkRequest], Observation]) -> None:
        observation = look(request)
        with self._hand_over:
            if self._failed is not None:
                raise StoppedError(technical("stopped"))
            self._seen(observation)
            self._queues[get_host(request.url) or ""].popleft()
            self._states[observation.state] += 1
            was_gone = request.before is not None and request.before.state == "gone"
            if observation.state == "gone" and not was_gone:
                self._gone.append(request.url)
            if observation.state == "moved":
                self._moved.append(request.url)
            if self._progress:
                self._progress(self._states.total(), self._total)

    def _next_host(self) -> str | None:
        """The host that may be asked first, for this worker alone; None: no more."""
        with self._change:
            while not self._stop.is_set() and (self._ready or self._busy):
                wait = self._ready[0][0] - time.monotonic() if self._ready else 0.2
                if self._ready and wait <= 0:
                    self._busy += 1
                    return heapq.heappop(self._ready)[2]
                self._change.wait(min(wait, 0.2))
            return None

    def _give_back(self, name: str) -> None:
        with self._change:
            self._busy -= 1
            queue = self._queues[name]
            if queue:
                ready = self._polite.ready(queue[0].url)
                if ready - time.monotonic() <= self._patience:
                    heapq.heappush(self._ready, (ready, id(queue), name))
            self._change.notify_all()

    def report(self) -> CheckReport:
        """What was found.

        Raises:
            BaseException: whatever `seen` or `progress` raised.
        """
        if self._failed is not None:
            raise self._failed
        left = self._late + sum(len(queue) for queue in self._queues.values())
        return CheckReport(
            self._total, self._states, tuple(self._gone), tuple(self._moved), left, stopped=self._stop.is_set()
        )
