"""What changed from one version of a kept thread to the next."""

from __future__ import annotations

from flask import Blueprint, abort
from markupsafe import Markup, escape
from werkzeug.wrappers import Response as AnyResponse

from unroller.article.diff import PostChange, compare_threads
from unroller.model import Thread
from unroller.web.edit.viewmodels import ChangedPost, ChangesPage
from unroller.web.i18n import gettext, later, plurals
from unroller.web.state import library, number_asked, render
from unroller.web.threads import presenters
from unroller.web.threads.views import elsewhere
from unroller.web.viewmodels import Link

blueprint = Blueprint("versions", __name__, url_prefix="/t")

KINDS = {"added": later("Added"), "removed": later("Removed"), "changed": later("Changed")}
ABOUT = {"pictures": later("its pictures"), "quotes": later("what it quotes"), "date": later("its date")}
#: So many changed posts are shown; a thread that changed more is another thread.
MOST_SHOWN = 500


@blueprint.get("/<key:key>/changes")
def changed(key: str) -> str | AnyResponse:
    """What changed between a version (``?version=``, else the newest) and the one before it."""
    newest = library().as_read(key)
    if moved := elsewhere(key, newest, "/changes"):
        return moved
    versions = newest.versions
    asked = number_asked("version", versions[-1], 10**6)
    if asked not in versions[1:]:
        abort(404)
    before = versions[versions.index(asked) - 1]
    older, newer = library().as_read(newest.id, before), library().as_read(newest.id, asked)
    found = compare_threads(older.thread, newer.thread)
    return render(
        ChangesPage(
            title=presenters.title(library().article(newest).title),
            url=newest.url,
            says=gettext("Version {} beside version {}").format(asked, before),
            dates=(_captured(older.thread), _captured(newer.thread)),
            posts=tuple(_post(one) for one in found[:MOST_SHOWN]),
            more=plurals.more_posts_changed(len(found) - MOST_SHOWN) if len(found) > MOST_SHOWN else "",
            versions=tuple(
                Link(gettext("Version {}").format(number), f"{newest.url}/changes?version={number}")
                for number in versions[1:]
                if number != asked
            ),
        )
    )


def _captured(thread: Thread) -> str:
    return presenters.day((thread.capture.captured_at or "")[:10])


def _post(change: PostChange) -> ChangedPost:
    marks = {"added": "ins", "removed": "del", "same": ""}
    pieces: list[Markup] = []
    for kind, text in change.pieces:
        mark = marks[kind]
        pieces.append(Markup("<{0}>{1}</{0}>").format(Markup(mark), text) if mark else escape(text))  # noqa: S704 - one of three
    return ChangedPost(
        gettext(KINDS[change.kind]),
        gettext("post {}").format(change.number),
        Markup("").join(pieces),
        gettext(", ").join(gettext(ABOUT[one]) for one in change.about),
    )
