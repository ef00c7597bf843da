"""What is known of a source, and when it was seen: values, without any network.

An observation is dated and never changed; looking again adds another. It stands beside the thread as it was kept.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import Literal

from unroller.model import UNKNOWN_DATE, Date, Quote

#: What became of a source. ``blocked``: its host answers, but not to us (401, 403, 429, 451, robots.txt). ``unknown``:
#: nothing answered, or not in time; it may be there tomorrow.
LinkStatus = Literal["alive", "moved", "gone", "blocked", "unknown"]
#: What a source is.
SourceForm = Literal["page", "pdf", "video", "post", "repository", "dataset", "paper"]


@dataclass(frozen=True, slots=True)
class Description:
    """What a page says of itself. Nothing here is guessed: what is not stated is None, or empty.

    `site` is the name of the site or journal; `authors` are names as written, in order; `lang` a BCP 47 tag; `doi` is
    bare (``10.1000/182``); `canonical` an absolute http(s) address; `quote` the words of a quoted post.
    """

    form: SourceForm = "page"
    title: str | None = None
    site: str | None = None
    authors: tuple[str, ...] = ()
    published: Date = UNKNOWN_DATE
    lang: str | None = None
    canonical: str | None = None
    doi: str | None = None
    quote: Quote | None = None


@dataclass(frozen=True, slots=True)
class Hop:
    """One step on the way to a source: the address asked, and the status that sent us on (or ended it)."""

    url: str
    status: int


@dataclass(frozen=True, slots=True)
class Memento:
    """An archived copy of a page: its address, and when it was made (ISO 8601, UTC)."""

    url: str
    at: str


@dataclass(frozen=True, slots=True)
class Observation:
    """One look at a source, made at `at` (ISO 8601, UTC).

    `url` is the address as it stands in the thread, which names the source; `hops` the whole way from there, `final`
    where it led. `parameters` are those set aside for tracking (``utm_source=x``). `etag` and `modified` are what the
    host gave to ask again with; `note` says in one sentence what went wrong.
    """

    at: str
    url: str
    state: LinkStatus
    status: int | None = None
    hops: tuple[Hop, ...] = ()
    final: str | None = None
    parameters: tuple[str, ...] = ()
    description: Description | None = None
    memento: Memento | None = None
    etag: str | None = None
    modified: str | None = None
    note: str = ""


def find_newest(observations: Iterable[Observation]) -> dict[str, Observation]:
    """What is known of each source now, by its address; `observations` stand in the order they were made.

    It is the newest look, and where that saw less than an earlier one (a page that is gone states no title), the
    description, the way and the archived copy are those of the last look that saw them.
    """
    known: dict[str, Observation] = {}
    for one in observations:
        before = known.pop(one.url, None)
        if before:
            one = replace(
                one,
                final=one.final or before.final,
                description=one.description or before.description,
                memento=one.memento or (before.memento if one.state == "gone" else None),
            )
        known[one.url] = one
    return known
