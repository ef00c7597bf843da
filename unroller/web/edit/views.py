"""Mending: a kept thread's page for it, and the same on a preview, where the page itself carries what was decided."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import replace

from flask import Blueprint, redirect, request
from werkzeug.wrappers import Response

from unroller.edits import ThreadEdits, apply_edits
from unroller.edits.decisions import MOST_TEXT
from unroller.errors import ArchiveError, UnrollerError
from unroller.model import Thread
from unroller.web.edit import presenters
from unroller.web.edit.viewmodels import EditPage
from unroller.web.i18n import N_, gettext
from unroller.web.preview import batch as batches
from unroller.web.preview.batch import Batch
from unroller.web.security import ExpiredFormError, create_form_token, require_valid_form
from unroller.web.state import get_library, get_number, get_state, render
from unroller.web.threads import presenters as present
from unroller.web.threads.views import redirect_to_canonical
from unroller.web.viewmodels import Alert

blueprint = Blueprint("mending", __name__)

EXPIRED = N_("Nothing was changed: this page had been open for too long. Please send it once more.")
#: Tags in use that the field for tags offers.
KNOWN = 200

Answer = str | tuple[str, int] | Response


@blueprint.get("/t/<key:key>/edit")
def show_edit_page(key: str) -> Answer:
    """The page for mending a kept thread."""
    kept = get_library().as_read(key)
    if moved := redirect_to_canonical(key, kept, "/edit"):
        return moved
    done = request.args.get("done", "")
    return _render_thread(kept.id, get_number("page", 1, 10_000), notice=_describe_action(done, kept.state))


@blueprint.post("/t/<key:key>/edit")
def submit_edit(key: str) -> Answer:
    """Change a kept thread as the form says: its fields, and what the button that was pressed stands for."""
    kept, form = get_library().as_read(key), request.form
    try:
        require_valid_form()
    except ExpiredFormError as error:
        return _render_thread(kept.id, _get_page_number(), message=gettext(EXPIRED), typed=form), error.code or 403
    try:
        edited = get_library().amend(kept.id, lambda thread, state, at: presenters.apply_form(form, thread, state, at))
    except UnrollerError as error:
        said = present.format_sentence(str(error))
        return _render_thread(kept.id, _get_page_number(), message=said, typed=form), error.http_status
    if not get_state().shows(edited.state.visibility):
        return redirect("/?private", 303)
    turned = form.get("do", "").startswith("page:")
    done = "undo" if form.get("do") == "undo" else "changed" if edited.changed else "" if turned else "nothing"
    return redirect(f"{kept.url}/edit?page={_get_page_number()}&done={done}{_get_fragment(form)}", 303)


def _render_thread(
    key: str, number: int, *, notice: str = "", message: str = "", typed: Mapping[str, str] | None = None
) -> str:
    kept = get_library().as_read(key)
    try:
        today = get_library().reread(kept)
    except ArchiveError:
        today = None
    made = _build_page(kept.thread, kept.state, number, typed)
    mended = apply_edits(kept.thread, kept.state)
    return render(
        replace(
            made,
            action=f"{kept.url}/edit",
            kept=kept.url,
            otherwise=presenters.list_rule_differences(mended, today, kept.state),
            unread=today is None,
            notice=notice,
            message=Alert(message) if message else None,
        )
    )


def render_preview(batch: Batch, message: str = "") -> str:
    """The page for mending the thread of `batch` that is shown, which is not kept yet."""
    state, typed = batch.state(batch.shown), message and "title" in request.form
    made = _build_page(batch.readings[batch.shown].thread, state, _get_page_number(), request.form if typed else None)
    several = len(batch.readings)
    return render(
        replace(
            made,
            action="/mend",
            hidden=(*batches.dump_form_state(batch), *batches.dump_selection(batch)),
            among=gettext("Thread %(number)s of %(count)s", number=batch.shown + 1, count=several)
            if several > 1
            else "",
            message=Alert(message) if message else None,
            notice="" if message else _describe_action(_get_action(), state),
        )
    )


def _build_page(thread: Thread, state: ThreadEdits, number: int, typed: Mapping[str, str] | None) -> EditPage:
    mended = apply_edits(thread, state)
    rows = presenters.build_lines(mended)
    pages = max(1, -(-len(rows) // presenters.LINES))
    number = min(max(1, number), pages)
    facts = presenters.get_current_fields(thread, state)
    return EditPage(
        heading=facts.title,
        action="",
        token=create_form_token(),
        facts=presenters.parse_fields(typed) if typed is not None else facts,
        found=presenters.get_read_fields(thread),
        was=tuple((name, getattr(facts, name)) for name in presenters.FIELDS),
        lines=rows[(number - 1) * presenters.LINES : number * presenters.LINES],
        undo=presenters.describe_change(state.history[-1]) if state.history else "",
        decisions=presenters.list_decisions(mended.decisions),
        history=presenters.list_history(state),
        known=_list_known_tags(),
        page=number,
        pages=pages,
        most=MOST_TEXT,
    )


def _list_known_tags() -> tuple[str, ...]:
    """The tags in use; none when the archive cannot be read, which is no reason against mending a preview."""
    try:
        summaries = get_state().listing().summaries
    except UnrollerError:
        return ()
    return tuple(sorted({tag for summary in summaries for tag in summary.tags}, key=str.casefold))[:KNOWN]


def _get_page_number() -> int:
    """The page of lines to show next: the button that was pressed, else the one that was shown."""
    do, shown = request.form.get("do", ""), request.form.get("page", "1")
    asked = do.removeprefix("page:") if do.startswith("page:") else shown
    return int(asked) if re.fullmatch("[0-9]{1,5}", asked) else 1


def _get_fragment(form: Mapping[str, str]) -> str:
    wished = presenters.parse_button(form.get("do", ""))
    return f"#l{wished.place}" if wished else ""


def _get_action() -> str:
    do = request.form.get("do", "")
    return "undo" if do == "undo" else "changed" if do and not do.startswith(("open", "page:")) else ""


def _describe_action(done: str, state: ThreadEdits) -> str:
    """What was done, in words."""
    if done == "changed" and state.history:
        return gettext("Done: %(what)s.", what=presenters.describe_change(state.history[-1]))
    return {"undo": gettext("Taken back."), "nothing": gettext("Nothing was changed.")}.get(done, "")
