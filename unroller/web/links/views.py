"""Pages about links: the button that looks those of a thread up, its progress, and the report on all threads."""

from __future__ import annotations

from flask import Blueprint, redirect, request

from unroller.archive import StoredThread
from unroller.errors import MisuseError
from unroller.web.i18n import gettext
from unroller.web.links.presenters import build_confirmation, build_links_page, describe_job, iter_dead_links
from unroller.web.links.queue import get_link_queue
from unroller.web.presenters import format_error
from unroller.web.security import create_form_token, is_valid_form
from unroller.web.state import View, get_library, get_state, render

blueprint = Blueprint("links", __name__)

#: A few links that answer at once are looked up while the browser waits, in seconds.
PATIENCE = 2.0
#: Links that are gone are listed from so many threads at most.
FROM_THREADS = 100


@blueprint.get("/t/<key:key>/sources")
def confirm_check(key: str) -> View:
    """Say which sites would be requested, before any is."""
    return _render_confirmation(get_library().load(key))


@blueprint.post("/t/<key:key>/sources")
def start_check(key: str) -> View:
    """Look the links of a thread up: those that nobody did, or with ``again`` all of them."""
    kept, queue = get_library().load(key), get_link_queue()
    if not is_valid_form():
        expired = gettext("Nothing was asked: this page had been open for too long. Please confirm once more.")
        return _render_confirmation(kept, expired), 403
    try:
        queue.enqueue(kept.id, again="again" in request.form)
    except MisuseError as error:
        return _render_confirmation(kept, format_error(error)), error.http_status
    queue.wait(kept.id, PATIENCE)
    return redirect(f"{kept.url}#looks", 303)


@blueprint.get("/t/<key:key>/sources/progress")
def get_progress(key: str) -> dict[str, object]:
    """The progress of looking up, for the page's script."""
    job = get_link_queue().get(get_library().archive.resolve(key))
    return {"running": bool(job and not job.ended), "says": describe_job(job)}


def _render_confirmation(kept: StoredThread, message: str = "") -> str:
    article, allowed = get_library().build_article(kept), get_link_queue().allowed
    return render(build_confirmation(kept, article, create_form_token(), message, allowed=allowed))


@blueprint.get("/sources")
def show_report() -> View:
    """What became of the links of all kept threads."""
    catalog = get_state().catalog
    dead = [link for one in catalog.list_gone(FROM_THREADS) for link in iter_dead_links(*one)]
    return render(build_links_page(catalog.count_links(), dead, allowed=get_link_queue().allowed))
