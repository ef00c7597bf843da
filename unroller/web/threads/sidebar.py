"""What stands beside a kept thread on its page: the reader's own words, and the ways to other threads."""

from __future__ import annotations

from collections.abc import Callable

from unroller.archive import StoredThread, Summary
from unroller.errors import UnrollerError
from unroller.web.i18n import gettext, isolate, plurals
from unroller.web.state import ThreadList
from unroller.web.threads import presenters
from unroller.web.threads.related import AdjacentThreads
from unroller.web.viewmodels import PageLink, PrevNextLink, ReaderNotes, RelatedThread
from unroller.writers.user_markdown import render_note

#: So many related threads are named, each with so many of the things it shares.
RELATED = 5
SHARED = 3


def build_reader_notes(kept: StoredThread, listing: Callable[[], ThreadList]) -> ReaderNotes:
    """What the reader added to a thread, and other threads that it has to do with, unless the list cannot be read."""
    state = kept.state
    decisions = sum(1 for _ in state.decisions())
    try:
        listed = listing()
    except UnrollerError:
        listed = ThreadList((), {}, {})
    summary, kinship = listed.by_id.get(kept.id), listed.kinship
    return ReaderNotes(
        introduction=render_note(state.introduction),
        notes=render_note(state.notes),
        tags=tuple(presenters.link_tag(tag) for tag in state.tags),
        mended=plurals.lines_mended(decisions) if decisions else "",
        ways=tuple(_build_prev_next(one) for one in kinship.neighbours(summary)) if summary else (),
        related=tuple(_build_related(*one) for one in kinship.related(summary, RELATED)) if summary else (),
    )


def _build_prev_next(found: AdjacentThreads) -> PrevNextLink:
    if found.kind == "author":
        says = gettext("By %(author)s", author="@" + presenters.escape_name(found.name))
        url = presenters.get_author_url(found.name) or "/authors"
    else:
        says, url = gettext("Tagged %(tag)s", tag=found.name), presenters.link_tag(found.name).url
    return PrevNextLink(says, url, _link_thread(found.before), _link_thread(found.after))


def _link_thread(summary: Summary | None) -> PageLink | None:
    return PageLink(presenters.format_title(summary.title), summary.url) if summary else None


def _build_related(summary: Summary, shared: tuple[str, ...]) -> RelatedThread:
    more = len(shared) - SHARED
    said = gettext(", ").join(isolate(one) for one in shared[:SHARED])
    if more > 0:
        said = gettext("%(things)s and %(count)s more", things=said, count=more)
    return RelatedThread(_link_thread(summary) or PageLink("", ""), said)
