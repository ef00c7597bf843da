"""What changed from one version of a kept thread to the next."""

from __future__ import annotations

from flask import Blueprint, abort
from markupsafe import Markup, escape
from werkzeug.wrappers import Response as AnyResponse

from unroller.article.diff import PostChange, compare_threads
from unroller.model import Thread
from unroller.web.edit.viewmodels import ChangedPost, ChangesPage
from unroller.web.i18n import N_, gettext, plurals
from unroller.web.state import get_library, get_number, render
from unroller.web.threads import presenters
from unroller.web.threads.views import redirect_to_canonical
from unroller.web.viewmodels import PageLink

blueprint = Blueprint("versions", __name__, url_prefix="/t")

CHANGE_LABELS = {"added": N_("Added"), "removed": N_("Removed"), "changed": N_("Changed")}
ASPECT_LABELS = {"pictures": N_("its pictures"), "quotes": N_("what it quotes"), "date": N_("its date")}
#: So many changed posts are shown; a thread that changed more is another thread.
MOST_SHOWN = 500


@blueprint.get("/<key:key>/changes")
def show_changes(key: str) -> str | AnyResponse:
    """What changed between a version (``?version=``, else the newest) and the one before it."""
    newest = get_library().as_read(key)
    if moved := redirect_to_canonical(key, newest, "/changes"):
        return moved
    versions = newest.versions
    asked = get_number("version", versions[-1], 10**6)
    if asked not in versions[1:]:
        abort(404)
    before = versions[versions.index(asked) - 1]
    older, newer = get_library().as_read(newest.id, before), get_library().as_read(newest.id, asked)
    found = compare_threads(older.thread, newer.thread)
    return render(
        ChangesPage(
            title=presenters.format_title(get_library().article(newest).title),
            url=newest.url,
            says=gettext("Version {} beside version {}").format(asked, before),
            dates=(_format_capture_date(older.thread), _format_capture_date(newer.thread)),
            posts=tuple(_present_change(one) for one in found[:MOST_SHOWN]),
            more=plurals.more_posts_changed(len(found) - MOST_SHOWN) if len(found) > MOST_SHOWN else "",
            versions=tuple(
                PageLink(gettext("Version {}").format(number), f"{newest.url}/changes?version={number}")
                for number in versions[1:]
                if number != asked
            ),
        )
    )


def _format_capture_date(thread: Thread) -> str:
    return presenters.format_day((thread.capture.captured_at or "")[:10])


def _present_change(change: PostChange) -> ChangedPost:
    marks = {"added": "ins", "removed": "del", "same": ""}
    pieces: list[Markup] = []
    for kind, text in change.pieces:
        mark = marks[kind]
        pieces.append(Markup("<{0}>{1}</{0}>").format(Markup(mark), text) if mark else escape(text))  # noqa: S704 - one of three
    return ChangedPost(
        gettext(CHANGE_LABELS[change.kind]),
        gettext("post {}").format(change.number),
        Markup("").join(pieces),
        gettext(", ").join(gettext(ASPECT_LABELS[one]) for one in change.about),
    )
