"""The page on which a stored thread is edited."""

from __future__ import annotations

from dataclasses import replace

from flask import Blueprint, redirect, request
from werkzeug.datastructures import MultiDict

from unroller.edits import apply_edits
from unroller.errors import ArchiveError, UnrollerError
from unroller.web.edit import presenters
from unroller.web.i18n import N_, gettext
from unroller.web.presenters import format_error
from unroller.web.security import create_form_token, is_valid_form
from unroller.web.state import View, get_library, get_number, get_state, redirect_to_canonical, render

blueprint = Blueprint("edit", __name__, url_prefix="/t/<key:key>/edit")

EXPIRED = N_("Nothing was changed: this page had been open for too long. Please send it once more.")


@blueprint.get("")
def show_edit_page(key: str) -> View:
    """The page for editing a stored thread."""
    kept = get_library().load_original(key)
    if moved := redirect_to_canonical(key, kept, "/edit"):
        return moved
    notice = presenters.describe_action(request.args.get("done", ""), kept.state)
    return _render(kept.id, get_number("page", 1, 10_000), notice=notice)


@blueprint.post("")
def submit_edit(key: str) -> View:
    """Change a stored thread as the form says: its fields, and the action of the button that was pressed."""
    kept, form = get_library().load_original(key), request.form
    page, do = presenters.parse_page_number(form), form.get("do", "")
    if not is_valid_form():
        return _render(kept.id, page, message=gettext(EXPIRED), form=form), 403
    try:
        result = get_library().update_edits(
            kept.id, lambda thread, edits, at: presenters.apply_form(form, thread, edits, at)
        )
    except UnrollerError as error:
        return _render(kept.id, page, message=format_error(error), form=form), error.http_status
    if not get_state().shows(result.state.visibility):
        return redirect("/?private", 303)
    done = "undo" if do == "undo" else "changed" if result.changed else "" if do.startswith("page:") else "nothing"
    place = presenters.find_place(form)
    fragment = "" if place is None else f"#l{place}"
    return redirect(f"{kept.url}/edit?page={page}&done={done}{fragment}", 303)


def _render(
    key: str, number: int, *, notice: str = "", message: str = "", form: MultiDict[str, str] | None = None
) -> str:
    kept = get_library().load_original(key)
    try:
        today = get_library().reread(kept)
    except ArchiveError:
        today = None
    page = presenters.build_edit_page(
        kept.thread,
        kept.state,
        number,
        action=f"{kept.url}/edit",
        token=create_form_token(),
        known_tags=get_state().list_known_tags(),
        form=form,
        message=message,
    )
    return render(
        replace(
            page,
            thread_url=kept.url,
            differences=presenters.rule_differences(apply_edits(kept.thread, kept.state), today, kept.state),
            unreadable=today is None,
            notice=notice,
        )
    )
