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
from unroller.web.edit.viewmodels import MendPage
from unroller.web.i18n import gettext, later
from unroller.web.preview import batch as batches
from unroller.web.preview.batch import Batch
from unroller.web.security import ExpiredFormError, demand_own_form, form_token
from unroller.web.state import library, number_asked, render, shelf
from unroller.web.threads import presenters as present
from unroller.web.threads.views import elsewhere
from unroller.web.viewmodels import Message

blueprint = Blueprint("mending", __name__)

EXPIRED = later("Nothing was changed: this page had been open for too long. Please send it once more.")
#: Tags in use that the field for tags offers.
KNOWN = 200

Answer = str | tuple[str, int] | Response


@blueprint.get("/t/<key:key>/edit")
def page(key: str) -> Answer:
    """The page for mending a kept thread."""
    kept = library().as_read(key)
    if moved := elsewhere(key, kept, "/edit"):
        return moved
    done = request.args.get("done", "")
    return _kept_page(kept.id, number_asked("page", 1, 10_000), notice=_notice(done, kept.state))


@blueprint.post("/t/<key:key>/edit")
def edit(key: str) -> Answer:
    """Change a kept thread as the form says: its fields, and what the button that was pressed stands for."""
    kept, form = library().as_read(key), request.form
    try:
        demand_own_form()
    except ExpiredFormError as error:
        return _kept_page(kept.id, _page_asked(), message=gettext(EXPIRED), typed=form), error.code or 403
    try:
        edited = library().amend(kept.id, lambda thread, state, at: presenters.after(form, thread, state, at))
    except UnrollerError as error:
        said = present.sentence(str(error))
        return _kept_page(kept.id, _page_asked(), message=said, typed=form), error.http_status
    if not shelf().shows(edited.state.visibility):
        return redirect("/?private", 303)
    turned = form.get("do", "").startswith("page:")
    done = "undo" if form.get("do") == "undo" else "changed" if edited.changed else "" if turned else "nothing"
    return redirect(f"{kept.url}/edit?page={_page_asked()}&done={done}{_where(form)}", 303)


def _kept_page(
    key: str, number: int, *, notice: str = "", message: str = "", typed: Mapping[str, str] | None = None
) -> str:
    kept = library().as_read(key)
    try:
        today = library().reread(kept)
    except ArchiveError:
        today = None
    made = _page(kept.thread, kept.state, number, typed)
    mended = apply_edits(kept.thread, kept.state)
    return render(
        replace(
            made,
            action=f"{kept.url}/edit",
            kept=kept.url,
            otherwise=presenters.otherwise(mended, today, kept.state),
            unread=today is None,
            notice=notice,
            message=Message(message) if message else None,
        )
    )


def preview_page(batch: Batch, message: str = "") -> str:
    """The page for mending the thread of `batch` that is shown, which is not kept yet."""
    state, typed = batch.state(batch.shown), message and "title" in request.form
    made = _page(batch.readings[batch.shown].thread, state, _page_asked(), request.form if typed else None)
    several = len(batch.readings)
    return render(
        replace(
            made,
            action="/mend",
            hidden=(*batches.fields(batch), *batches.choice(batch)),
            among=gettext("Thread %(number)s of %(count)s", number=batch.shown + 1, count=several)
            if several > 1
            else "",
            message=Message(message) if message else None,
            notice="" if message else _notice(_done(), state),
        )
    )


def _page(thread: Thread, state: ThreadEdits, number: int, typed: Mapping[str, str] | None) -> MendPage:
    mended = apply_edits(thread, state)
    rows = presenters.rows(mended)
    pages = max(1, -(-len(rows) // presenters.LINES))
    number = min(max(1, number), pages)
    facts = presenters.facts(thread, state)
    return MendPage(
        heading=facts.title,
        action="",
        token=form_token(),
        facts=presenters.typed(typed) if typed is not None else facts,
        found=presenters.found(thread),
        was=tuple((name, getattr(facts, name)) for name in presenters.FIELDS),
        lines=rows[(number - 1) * presenters.LINES : number * presenters.LINES],
        undo=presenters.change_said(state.history[-1]) if state.history else "",
        decisions=presenters.said(mended.decisions),
        history=presenters.history(state),
        known=_known(),
        page=number,
        pages=pages,
        most=MOST_TEXT,
    )


def _known() -> tuple[str, ...]:
    """The tags in use; none when the archive cannot be read, which is no reason against mending a preview."""
    try:
        summaries = shelf().listing().summaries
    except UnrollerError:
        return ()
    return tuple(sorted({tag for summary in summaries for tag in summary.tags}, key=str.casefold))[:KNOWN]


def _page_asked() -> int:
    """The page of lines to show next: the button that was pressed, else the one that was shown."""
    do, shown = request.form.get("do", ""), request.form.get("page", "1")
    asked = do.removeprefix("page:") if do.startswith("page:") else shown
    return int(asked) if re.fullmatch("[0-9]{1,5}", asked) else 1


def _where(form: Mapping[str, str]) -> str:
    wished = presenters.wish(form.get("do", ""))
    return f"#l{wished.place}" if wished else ""


def _done() -> str:
    do = request.form.get("do", "")
    return "undo" if do == "undo" else "changed" if do and not do.startswith(("open", "page:")) else ""


def _notice(done: str, state: ThreadEdits) -> str:
    """What was done, in words."""
    if done == "changed" and state.history:
        return gettext("Done: %(what)s.", what=presenters.change_said(state.history[-1]))
    return {"undo": gettext("Taken back."), "nothing": gettext("Nothing was changed.")}.get(done, "")
