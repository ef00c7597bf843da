"""Long texts, which an archive keeps apart from their posts and does not link to them."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from unroller.accounts.model import Context, RecordError
from unroller.accounts.x import articles
from unroller.accounts.x.dates import moment
from unroller.accounts.x.text import Span, spans_note, unescaped
from unroller.accounts.x.told import Told, is_repost
from unroller.accounts.x.values import inner, mapping, text

#: A long text belongs to the post of its second that begins with the same characters, so many of them; of a shorter
#: post, all of them.
SAME = 60
_SHORTEST = 8
#: What stands where a text was cut.
_TAIL = re.compile(r"(?:…|\.\.\.)(?: https?://t\.co/[A-Za-z0-9]{1,40})?\Z")


@dataclass(frozen=True, slots=True)
class Note:
    """A long text: not escaped, offsets in code points."""

    text: str
    spans: tuple[Span, ...]


def second(record: bytes) -> str:
    """The second in which a long text was written, or an article's name, as :class:`Context` is asked for it.

    Raises:
        RecordError: it is no long text, or has no date.
    """
    if article := articles.name(record):
        return article
    note = _note(record)
    written = moment(text(note, "createdAt"))
    if written is None or not text(note, "core", "text"):
        raise RecordError("it is no long text with a date")
    return in_seconds(written)


def in_seconds(written: str) -> str:
    """A moment without fractions of its second."""
    return written.partition(".")[0].removesuffix("Z") + "Z"


def _note(record: bytes) -> dict[str, object]:
    found = mapping(record)
    return inner(found, "noteTweet") or inner(found, "note_tweet") or found


def read(record: bytes) -> Note | None:
    """The text in a record, or None."""
    try:
        core = inner(_note(record), "core")
    except RecordError:
        return None
    return Note(text(core, "text"), tuple(spans_note(core))) if text(core, "text") else None


def joined(told: Told, context: Context) -> tuple[Told, int]:
    """`told` with its whole text, if one was found; and how many different texts might be it."""
    if told.created is None or len(told.created) < len("2018-10-10T20:19:24Z") or is_repost(told):
        return told, 0
    shown = unescaped(told.text) if told.escaped else told.text
    behind = unescaped(told.text[told.begins :]) if told.escaped else told.text[told.begins :]
    if len(behind) < _SHORTEST:
        return told, 0
    found: dict[str, tuple[Note, bool]] = {}
    for record in context.notes(in_seconds(told.created)):
        note = read(record)
        if note and note.text != shown and note.text.startswith((shown[:SAME], behind[:SAME])):
            found[note.text] = (note, not note.text.startswith(shown[:SAME]))
    if len(found) > 1:
        stems = tuple(_TAIL.sub("", words) for words in (shown, behind))
        found = {words: one for words, one in found.items() if words.startswith(stems)} or found
    if len(found) != 1:
        return told, len(found)
    note, headless = next(iter(found.values()))
    lead = unescaped(told.text[: told.begins]) if headless else ""
    return _with(told, note, lead), 1


def _with(told: Told, note: Note, lead: str) -> Told:
    """`told` with the text of `note`, behind the names that were put before it (`lead`)."""
    spans = [
        span._replace(begin=span.begin + len(lead), end=span.end + len(lead)) if span.begin >= 0 else span
        for span in note.spans
    ]
    if lead:
        spans += [span for span in told.spans if span.kind == "mention" and span.begin >= 0 and span.end <= told.begins]
    return replace(told, text=lead + note.text, spans=tuple(spans), escaped=False, cut=False)
