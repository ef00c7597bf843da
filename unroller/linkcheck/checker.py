"""Going over many sources: politely, several hosts at a time, and so that it can be stopped at any moment.

Each observation is handed over as soon as it is made. Whoever goes on later asks for the sources that have none yet.
"""

from __future__ import annotations

import heapq
import threading
import time
from collections import Counter, deque
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from datetime import UTC, datetime

from unroller.linkcheck.http import Fetcher
from unroller.linkcheck.politeness import LaterError, PoliteFetcher, StoppedError
from unroller.linkcheck.status import LinkRequest
from unroller.linkcheck.visit import ARCHIVES, READERS, PageReaders, check_link
from unroller.linkcheck.wayback import Archives
from unroller.observations import Observation
from unroller.urls import get_host

WORKERS = 8
PAUSE = 2.0
PATIENCE = 60.0


@dataclass(frozen=True, slots=True)
class CheckReport:
    """What a walk found. `newly_gone` and `moved` are addresses as they stand in threads; `left` were not looked at:
    the walk was stopped, or their host asked to be asked later.
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
    """Look at every source once, and give each observation to `seen` as it is made: one at a time, never two at once.

    `clock` gives the time, aware of its zone. `progress` is told how many are done, of how many. An address that is
    wanted twice is looked at once. What `seen` raises ends the walk and is raised here.
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
                raise StoppedError("stopped")
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
