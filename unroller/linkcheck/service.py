"""Link checks of an archive, as the CLI and the web ask for them: which links to check, and writing the observations.

Observations are written as they come in, so a check can be stopped at any moment: they say themselves where to go on.
"""

from __future__ import annotations

import threading
import time
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING, Protocol

from unroller.archive import StoredThread
from unroller.article.sources import index_observations
from unroller.config import Settings
from unroller.dates import normalize_date
from unroller.edits import edit_thread
from unroller.errors import UnrollerError
from unroller.library import Library
from unroller.linkcheck.status import LinkRequest
from unroller.model import Observation

if TYPE_CHECKING:
    from unroller.linkcheck.http import Fetcher

#: Observations are written when so many wait, or when the first has waited so many seconds.
GROUP = 20
SECONDS = 2.0
#: `unroller sources --check` leaves alone what somebody looked at in so many days: so it goes on where it was.
RECENT_DAYS = 7


class LinkChecker(Protocol):
    """Checks links."""

    def check(
        self,
        requests: Sequence[LinkRequest],
        *,
        seen: Callable[[Observation], None],
        progress: Callable[[int], None],
        stop: threading.Event,
    ) -> None:
        """Check each link once, politely, until `stop` is set.

        Args:
            requests: the links.
            seen: gets each observation as it is made.
            progress: gets how many are done.
            stop: ends the check.
        """


@dataclass(frozen=True, slots=True)
class CheckSummary:
    """The result of a check: of `total` links, how many are in each state. A link not checked is in none."""

    total: int
    states: dict[str, int] = field(default_factory=dict)

    @property
    def done(self) -> int:
        """How many were checked."""
        return sum(self.states.values())

    @property
    def complete(self) -> bool:
        """Whether each was checked, and answered in some way."""
        return self.done >= self.total and not self.states.get("unknown")


def open_checker(settings: Settings) -> LinkChecker:
    """The link checker for these settings. The one place where the network is reached.

    Raises:
        MisuseError: fetching is switched off.
    """
    # Loaded only here: nothing that speaks to the network is so much as imported before somebody asks.
    from unroller.linkcheck.http import open_fetcher

    return _NetworkChecker(open_fetcher(settings))


class _NetworkChecker:
    """:mod:`unroller.linkcheck` with its fetcher."""

    def __init__(self, fetcher: Fetcher) -> None:
        self._fetcher = fetcher

    def check(
        self,
        requests: Sequence[LinkRequest],
        *,
        seen: Callable[[Observation], None],
        progress: Callable[[int], None],
        stop: threading.Event,
    ) -> None:
        from unroller.linkcheck import checker

        checker.check_links(
            requests,
            self._fetcher,
            clock=lambda: datetime.now(UTC),
            seen=seen,
            progress=lambda done, _: progress(done),
            stop=stop,
        )


def select_links(
    library: Library, keys: Iterable[str], *, again: bool = False, before: str | None = None
) -> tuple[list[LinkRequest], list[tuple[str, UnrollerError]]]:
    """The links of threads that are to be checked, each once, and the threads that could not be read, with the error.

    Args:
        library: the archive.
        keys: the threads, by id or address.
        again: all links; else those never checked.
        before: with a time (ISO 8601), also those last checked before it.

    Returns:
        The links, those not checked for the longest time first; and the threads.
    """
    requests: dict[str, LinkRequest] = {}
    failed: list[tuple[str, UnrollerError]] = []
    for key in keys:
        try:
            kept = library.load(key)
        except UnrollerError as error:
            failed.append((key, error))
            continue
        for one in _iter_links(library, kept):
            last = one.before
            if again or last is None or (before is not None and last.at < before):
                known = requests.get(one.url)
                requests[one.url] = _merge(known, one) if known else one
    return sorted(requests.values(), key=lambda one: one.before.at if one.before else ""), failed


def _iter_links(library: Library, kept: StoredThread) -> Iterable[LinkRequest]:
    date = edit_thread(kept.thread, kept.state).published
    known, published = index_observations(kept.observations), date.value or date.not_before
    for source in library.build_article(kept).sources:
        if source.url:
            yield LinkRequest(source.url, (kept.id,), published, known.of(source.url))


def _merge(one: LinkRequest, other: LinkRequest) -> LinkRequest:
    """The link of several threads: it is checked once, for all of them."""
    dates = [date for date in (one.published, other.published) if date]
    looks = [look for look in (one.before, other.before) if look]
    return LinkRequest(
        one.url,
        tuple(dict.fromkeys((*one.threads, *other.threads))),
        min(dates, default=None, key=normalize_date),
        max(looks, key=lambda look: look.at, default=None),
    )


def days_ago(library: Library, days: int) -> str:
    """The moment so many days ago, ISO 8601 in UTC."""
    moment = library.clock().astimezone(UTC) - timedelta(days=days)
    return moment.isoformat(timespec="seconds").replace("+00:00", "Z")


def check_links(
    library: Library,
    sources: Sequence[LinkRequest],
    web: LinkChecker,
    *,
    on_kept: Callable[[LinkRequest, Observation], None] | None = None,
    progress: Callable[[int], None] | None = None,
    stop: threading.Event | None = None,
) -> CheckSummary:
    """Check `sources`, and write each observation beside the threads that have the link. `on_kept` is called for each
    once it is written, so that what was reported survives a power cut.

    Raises:
        ArchiveError: one cannot be written; those written before stay.
    """
    stop = stop or threading.Event()
    writer = _ObservationWriter(library, sources, on_kept)
    try:
        web.check(sources, seen=writer.add, progress=progress or (lambda _: None), stop=stop)
    finally:
        stop.set()
        writer.flush()
    library.refresh()
    return CheckSummary(len(sources), dict(writer.states))


class _ObservationWriter:
    """Takes observations from any thread of the process, and writes them in small groups."""

    def __init__(
        self,
        library: Library,
        sources: Sequence[LinkRequest],
        on_kept: Callable[[LinkRequest, Observation], None] | None,
    ) -> None:
        self._archive = library.archive
        self._requests = {one.url: one for one in sources}
        self._on_kept = on_kept
        self._waiting: list[Observation] = []
        self._since = 0.0
        self._lock = threading.Lock()
        self.states: Counter[str] = Counter()

    def add(self, seen: Observation) -> None:
        """Take one more observation; it is written at once or with the next few."""
        with self._lock:
            if not self._waiting:
                self._since = time.monotonic()
            self._waiting.append(seen)
            if len(self._waiting) >= GROUP or time.monotonic() - self._since >= SECONDS:
                self._flush()

    def flush(self) -> None:
        """Write what waits."""
        with self._lock:
            self._flush()

    def _flush(self) -> None:
        by_thread: dict[str, list[Observation]] = {}
        for seen in self._waiting:
            for thread in self._requests[seen.url].threads:
                by_thread.setdefault(thread, []).append(seen)
        self._archive.observe_all(by_thread)
        done, self._waiting = self._waiting, []
        for seen in done:
            self.states[seen.state] += 1
            if self._on_kept:
                self._on_kept(self._requests[seen.url], seen)
