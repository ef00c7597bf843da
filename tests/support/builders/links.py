"""Deposits with links, read as the program reads them, and what was seen of them: no network is asked."""

from __future__ import annotations

from unroller import writers
from unroller.archive import NewThread
from unroller.library.reading import read
from unroller.model import Capture, Date, Description, Hop, Memento, Observation

AT = "2026-03-01T10:00:00Z"


def linked(text: str) -> NewThread:
    """The deposit of a pasted text."""
    capture = Capture(text.encode(), "paste", captured_at="2026-01-01T00:00:00Z")
    reading = read(capture)[0]
    return NewThread(
        capture, reading.thread, reading.article, writers.get_writer("markdown").write(reading.thread, reading.article)
    )


def alive(url: str, title: str | None = "A title", *, at: str = AT, final: str | None = None) -> Observation:
    """A look that found a page."""
    description = Description(
        title=title,
        site="The Site",
        authors=("Ada Ebb",),
        published=Date("2021-03-09", how="stated"),
    )
    return Observation(at, url, "alive", 200, (Hop(final or url, 200),), final or url, description=description)


def gone(url: str, *, at: str = AT, copied: bool = True) -> Observation:
    """A look that found nothing any more, and an archived copy."""
    copy = Memento("https://web.archive.org/web/20210401000000/" + url, "2021-04-01T00:00:00Z") if copied else None
    return Observation(at, url, "gone", 404, (Hop(url, 404),), url, memento=copy)
