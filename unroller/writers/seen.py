"""What is known of a source, in the words that every export says it with. Always in words and with its date."""

from __future__ import annotations

from dataclasses import dataclass

from unroller.article.sources import SourceObservations
from unroller.model import Source
from unroller.observations import Description, Observation
from unroller.urls import canonicalize
from unroller.writers import common
from unroller.writers.labels import ENGLISH, Labels

#: A title or name longer than this is cut: what pages state of themselves has no bounds of its own.
MAX_CHARS = 300


@dataclass(frozen=True, slots=True)
class SourceSummary:
    """What to say of a source: its `title` and `about` it (site, authors, date, kind), the `quote` of a post, its
    `state` with the date, where it is now if it `moved`, and an archived `copy` (what to call it, its address)."""

    title: str = ""
    about: str = ""
    quote: str = ""
    state: str = ""
    moved: str | None = None
    copy: tuple[str, str] | None = None

    @property
    def name(self) -> str:
        """The title with what is said about it, on one line."""
        return " – ".join(text for text in (self.title, self.about) if text)


NOTHING = SourceSummary()


def summarize_source(source: Source, known: SourceObservations, words: Labels = ENGLISH) -> SourceSummary:
    """What to say of `source`; nothing of one without an address, or while no source of the thread was looked up."""
    if not source.url or not known.places:
        return NOTHING
    found = known.of(source.url)
    if found is None:
        return SourceSummary(state=words.not_looked_up)
    about = found.description
    final = common.safe(found.final)
    copy = found.memento
    address = common.safe(copy.url) if copy else None
    return SourceSummary(
        title=shorten(about.title) if about else "",
        about=_about(about, words) if about else "",
        quote=shorten("".join(run.text for run in about.quote.runs)) if about and about.quote else "",
        state=_state(found, words),
        moved=final if found.state == "moved" and final and canonicalize(final) != canonicalize(source.url) else None,
        copy=(words.copy_of.format(words.day(copy.at[:10])), address) if copy and address else None,
    )


def _state(found: Observation, words: Labels) -> str:
    state = words.states[found.state].format(words.day(found.at[:10]))
    why = words.why(shorten(found.note)) if found.note else ""
    return f"{state}: {why}" if why else state


def find_last_check(known: SourceObservations) -> str | None:
    """When sources were looked at last, ISO 8601; None when never."""
    return max((one.at for one in known.places.values()), default=None)


def is_changed(found: Observation | None) -> bool:
    """Whether a reader who follows the link will not find what the author linked to."""
    return found is not None and found.state in ("gone", "moved", "blocked")


def shorten(text: str | None) -> str:
    """A stated text on one line, cut at :data:`MAX_CHARS`."""
    line = " ".join((text or "").split())
    return line if len(line) <= MAX_CHARS else line[: MAX_CHARS - 1].rstrip() + "…"


def _about(about: Description, words: Labels) -> str:
    date = about.published.value
    people = ", ".join(shorten(name) for name in about.authors[:3]) + (" …" if len(about.authors) > 3 else "")
    kind = words.forms[about.form] if about.form != "page" else ""
    return " · ".join(
        part for part in (shorten(about.site), people, words.day(date[:10]) if date else "", kind) if part
    )
