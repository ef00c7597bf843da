"""What stands beside a kept thread on its page: the reader's own words, and the ways to other threads."""

from __future__ import annotations

from collections.abc import Callable

from unroller.archive import Kept, Summary
from unroller.errors import UnrollerError
from unroller.web.i18n import gettext, isolated, plurals
from unroller.web.state import Listing
from unroller.web.threads import presenters
from unroller.web.threads.related import Neighbours
from unroller.web.viewmodels import Kin, Link, OfReader, Way
from unroller.writers.user_markdown import note_html

#: So many related threads are named, each with so many of the things it shares.
RELATED = 5
SHARED = 3


def of_reader(kept: Kept, listing: Callable[[], Listing]) -> OfReader:
    """What the reader added to a thread, and other threads that it has to do with, unless the list cannot be read."""
    state = kept.state
    decisions = sum(1 for _ in state.decisions())
    try:
        listed = listing()
    except UnrollerError:
        listed = Listing((), {}, {})
    summary, kinship = listed.by_id.get(kept.id), listed.kinship
    return OfReader(
        introduction=note_html(state.introduction),
        notes=note_html(state.notes),
        tags=tuple(presenters.tag_link(tag) for tag in state.tags),
        mended=plurals.lines_mended(decisions) if decisions else "",
        ways=tuple(_way(one) for one in kinship.neighbours(summary)) if summary else (),
        related=tuple(_kin(*one) for one in kinship.related(summary, RELATED)) if summary else (),
    )


def _way(found: Neighbours) -> Way:
    if found.kind == "author":
        says = gettext("By %(author)s", author="@" + presenters.name(found.name))
        url = presenters.author_page(found.name) or "/authors"
    else:
        says, url = gettext("Tagged %(tag)s", tag=found.name), presenters.tag_link(found.name).url
    return Way(says, url, _link(found.before), _link(found.after))


def _link(summary: Summary | None) -> Link | None:
    return Link(presenters.title(summary.title), summary.url) if summary else None


def _kin(summary: Summary, shared: tuple[str, ...]) -> Kin:
    more = len(shared) - SHARED
    said = gettext(", ").join(isolated(one) for one in shared[:SHARED])
    if more > 0:
        said = gettext("%(things)s and %(count)s more", things=said, count=more)
    return Kin(_link(summary) or Link("", ""), said)
