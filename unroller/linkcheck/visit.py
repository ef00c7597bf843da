"""One look at one source: follow it, read what stands there, and say what became of it."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from functools import partial
from typing import Protocol

from unroller.documents import pdf
from unroller.errors import FetchError, NoSuchHostError
from unroller.linkcheck import metadata
from unroller.linkcheck.http import NO_HEADERS, Fetcher, Response
from unroller.linkcheck.politeness import LaterError, RobotsError
from unroller.linkcheck.status import NO_POST, ROBOTS, classify_response
from unroller.linkcheck.wayback import Archives, find_nearest_copy
from unroller.observations import Description, Hop, LinkStatus, Observation
from unroller.urls import canonicalize, strip_tracking

#: What a page says of itself stands at its top, but a PDF says it at its end.
_MOST = 4 * 1024 * 1024
#: What is sent back to a host must be what a header may hold.
_SENDABLE = re.compile(r"[\x21-\x7e][\x20-\x7e]{0,500}")


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
    found = readers.quoted(answer.body, url) if answer.status == 200 else None
    return Observation(at, url, "alive", 200, hops, url, description=found) if found else None


def _check_page(url: str, fetcher: Fetcher, readers: PageReaders, at: str, before: Observation | None) -> Observation:
    """A page, or whatever else stands there."""
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
    asked = {"If-None-Match": _check_header(before.etag), "If-Modified-Since": _check_header(before.modified)}
    return {name: value for name, value in asked.items() if value}


def _check_header(value: str | None) -> str | None:
    return value if value and _SENDABLE.fullmatch(value) else None
