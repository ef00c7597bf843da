"""Two kept threads that are one, joined by whoever keeps them: the captures of one become versions of the other."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from unroller.archive.twins import contradicts, loses_facts
from unroller.article import build_article
from unroller.edits import ThreadEdits, merge_edits, record_change
from unroller.errors import MisuseError
from unroller.library.reading import export
from unroller.messages import Message
from unroller.model import Capture

if TYPE_CHECKING:
    from unroller.archive import Archive, NewThread, StoredThread

#: Characters of what its keeper wrote about a thread.
_MOST = 8_000


def join_threads(archive: Archive, key: str, other: str, now: str) -> str:
    """Make the captures of one kept thread versions of another; gives the id of the thread that holds both.

    The thread that was kept first stays, and the other's captures become its newest versions; but what knows less (no
    author, no first post) never hides what knows more, so then it is the other way round. What a person decided about
    either stays. Every address of both leads to the thread that is left.

    Raises:
        MisuseError: they are one thread already, or what is known of them shows that they are two; or one is private.
        NotFoundError, ArchiveError: one of them is not kept, or it could not be written. A writer that dies on the way
            leaves both, and the join can be asked for again.
    """
    one, two = archive.load(key), archive.load(other)
    if one.id == two.id:
        raise MisuseError(Message("join: these are one thread already"))
    if one.state.visibility != two.state.visibility:
        raise MisuseError(Message("join: one of these is private and the other is not"))
    if contradicts(one.thread, two.thread):
        raise MisuseError(Message("join: these are two threads: their network, first post, author or day differ"))
    into, source = (one, two) if archive.find_first(one.id, two.id) == one.id else (two, one)
    if loses_facts(source.thread, into.thread) and not loses_facts(into.thread, source.thread):
        into, source = source, into
    kept = _join_states(into.state, source.state)
    for _ in archive.add([_load_version(archive, source, number, into.id) for number in source.versions]):
        pass
    archive.change_state(into.id, lambda before: record_change(before, kept, now) if kept != before else before)
    if source.observations:
        archive.observe(into.id, source.observations)
    archive.remove(source.id, f"joined to {into.id}")
    return into.id


def _load_version(archive: Archive, source: StoredThread, number: int, into: str) -> NewThread:
    """A version of a thread as it was kept, to be kept as a version of the thread `into`."""
    from unroller.archive import NewThread

    kept = archive.load(source.id, number)
    about = kept.thread.capture
    data = archive.read_source(source.id, number)[1]
    capture = Capture(data, about.name, about.media_type, about.url, about.captured_at)
    article = build_article(kept.thread)
    return NewThread(
        capture,
        kept.thread,
        article,
        export(kept.thread, article, "markdown"),
        archive.list_media(source.id, number),
        private=kept.state.visibility == "private",
        into=into,
    )


def _join_states(into: ThreadEdits, source: ThreadEdits) -> ThreadEdits:
    """What was decided about both: where both say something, the thread that stays does; nothing written is dropped.

    Raises:
        MisuseError: what the keeper wrote about both is too long for one.
    """
    return replace(
        merge_edits(replace(source, history=()), into),
        history=into.history,
        introduction=_join_texts(into.introduction, source.introduction),
        notes=_join_texts(into.notes, source.notes),
    )


def _join_texts(mine: str, theirs: str) -> str:
    text = f"{mine}\n\n{theirs}" if mine and theirs and mine != theirs else mine or theirs
    if len(text) > _MOST:
        raise MisuseError(Message("join: what you wrote about both is too long for one: shorten it first"))
    return text
