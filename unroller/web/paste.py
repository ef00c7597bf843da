"""Handing in: the box, the preview that stores nothing, and keeping."""

from __future__ import annotations

import logging
from dataclasses import replace
from pathlib import Path

from flask import Blueprint, redirect, request
from werkzeug.exceptions import HTTPException
from werkzeug.wrappers import Response

from unroller.errors import MisuseError, UnrollerError
from unroller.ingest import Outcome, Reading
from unroller.mend import State
from unroller.model import Capture
from unroller.text import printable
from unroller.web import carry, counting, mending, mending_view, present
from unroller.web.contexts import Card, FrontPage, Link, Message, PreviewPage, Receipt
from unroller.web.security import ExpiredFormError, demand_own_form, form_token
from unroller.web.sentences import said
from unroller.web.shell import library, megabytes, render, shelf
from unroller.web.translation import gettext, later

LOG = logging.getLogger("unroller.web")
blueprint = Blueprint("paste", __name__)

SAMPLE = Path(__file__).with_name("sample.txt")
#: So many of the newest threads stand on the front page.
LATEST = 12
#: Larger captures are not put back into the box for changing: a browser's text box is slow with them.
EDITABLE_BYTES = 512 * 1024
#: Of a capture that holds many threads, so many are named on the preview.
NAMED = 50
EXPIRED = later("Nothing was lost: this page had been open for too long. Please send it once more.")

Answer = str | tuple[str, int] | Response


@blueprint.get("/")
def front() -> Answer:
    """The front page; with ``?sample`` an invented thread stands in the box."""
    sample = "sample" in request.args
    notice = gettext("Removed. It is gone from the archive and the search.") if "removed" in request.args else ""
    return box(SAMPLE.read_text(encoding="utf-8") if sample else "", sample=sample, notice=notice)


@blueprint.post("/")
def read() -> Answer:
    """Show what was handed in as one page. Nothing is stored."""
    try:
        demand_own_form()
    except ExpiredFormError as error:
        return box(_typed(), Message(gettext(EXPIRED))), error.code or 403
    try:
        if "again" in request.form:
            return box(_text_of(_carried()))
        capture = handed_in()
        readings = library().preview(capture)
    except UnrollerError as error:
        return box(_typed(), _message(error)), error.http_status
    return _preview(capture, readings)


@blueprint.post("/keep")
def keep() -> Answer:
    """Keep what the preview showed, and open its page."""
    expired: ExpiredFormError | None = None
    try:
        demand_own_form()
    except ExpiredFormError as error:
        expired = error
    try:
        capture = _carried()
    except UnrollerError as error:
        return box(_typed(), _message(error)), error.http_status
    try:
        state = _decided(capture)
    except UnrollerError as error:
        return _mend_again(capture, error)
    try:
        if expired:
            return _preview(capture, library().preview(capture), Message(gettext(EXPIRED)), state), expired.code or 403
        outcomes = list(library().keep([capture]))
        if state != State() and outcomes and (added := outcomes[0].added):
            library().take_over(added.id, state)
    except UnrollerError as error:
        return _again(capture, error, state)
    return _kept(capture, outcomes, state)


@blueprint.post("/mend")
def mend_preview() -> Answer:
    """Mend the preview: its first thread's lines and facts. Nothing is stored; the page carries what was decided."""
    expired: ExpiredFormError | None = None
    try:
        demand_own_form()
    except ExpiredFormError as error:
        expired = error
    try:
        capture = _carried()
        readings = library().preview(capture)
    except UnrollerError as error:
        return box(_typed(), _message(error)), error.http_status
    thread = readings[0].thread
    try:
        state = mending.state_carried(request.form)
        if expired:
            return mending.preview_page(capture, thread, state, gettext(EXPIRED)), expired.code or 403
        state = mending_view.after(request.form, thread, state, library().now())
    except UnrollerError as error:
        return _mend_again(capture, error)
    if request.form.get("do") == "preview":
        return _preview(capture, readings, state=state)
    return mending.preview_page(capture, thread, state)


def _mend_again(capture: Capture, error: UnrollerError) -> Answer:
    """The page for mending once more with what went wrong and all that was typed."""
    try:
        thread = library().preview(capture)[0].thread
        state = mending.state_carried(request.form)
    except MisuseError:  # what was carried is broken: what was handed in is not
        state = State()
    except UnrollerError as broken:
        return box(_text_of(capture), _message(broken)), broken.http_status
    return mending.preview_page(capture, thread, state, present.sentence(str(error))), error.http_status


def _decided(capture: Capture) -> State:
    """What was decided about the first thread of a preview, the fields of the page for mending included."""
    state = mending.state_carried(request.form)
    if "title" not in request.form:
        return state
    thread = library().preview(capture)[0].thread
    return mending_view.after(request.form, thread, state, library().now())


def _kept(capture: Capture, outcomes: list[Outcome], state: State) -> Answer:
    """Where to go after keeping: the page of the one thread, or a receipt for several."""
    if trouble := library().refresh():
        # It is kept, and that is what was asked for; the search page says for itself when it cannot answer.
        LOG.error("kept, but search cannot show it yet: %s", trouble)
    kept = [outcome.added for outcome in outcomes if outcome.added]
    refused = [outcome.error for outcome in outcomes if outcome.error]
    if refused and not kept:
        return _again(capture, refused[0], state)
    if len(kept) == 1 and not refused:
        return redirect(f"/t/{kept[0].slug}-{kept[0].id}", 303)
    links = tuple(Link(present.title(added.title), f"/t/{added.slug}-{added.id}") for added in kept)
    return render(Receipt(links, tuple(present.sentence(str(error)) for error in refused)))


def _again(capture: Capture, error: UnrollerError, state: State) -> Answer:
    """The preview once more with what went wrong, so that keeping can be tried again; else the box, filled."""
    try:
        readings = library().preview(capture)
    except UnrollerError:
        return box(_text_of(capture), _message(error)), error.http_status
    return _preview(capture, readings, _message(error), state), error.http_status


def _preview(
    capture: Capture, readings: list[Reading], message: Message | None = None, state: State | None = None
) -> str:
    state = state or State()
    first = readings[0].mended(state)
    others: tuple[Card, ...] = ()
    if len(readings) > 1:
        others = tuple(present.reading_card(one.thread, one.article) for one in readings[1 : NAMED + 1])
    return render(
        PreviewPage(
            text=present.text(first.thread, first.article),
            recognised=said(first.label),
            token=form_token(),
            data=carry.pack(capture.data),
            name=capture.name,
            media_type=capture.media_type,
            editable=capture.name == "paste" and len(capture.data) <= EDITABLE_BYTES,
            threads=counting.threads(len(readings)) if len(readings) > 1 else "",
            others=others,
            missing=present.missing(first.thread),
            message=message,
            decisions=dict(mending.carried(capture, state))["decisions"],
            mended="" if state == State() else gettext("Mended by you."),
        )
    )


def box(text: str, message: Message | None = None, *, sample: bool = False, notice: str = "") -> str:
    """The front page with `text` in the box."""
    most = library().settings.limits.text_bytes
    page = FrontPage(form_token(), text, message, notice, most=megabytes(most), most_bytes=most, sample=sample)
    try:
        summaries = shelf().listing().summaries
    except UnrollerError as error:
        # The box works without the archive: reading stores nothing.
        return render(replace(page, message=message or _message(error)))
    latest = tuple(present.card(summary) for summary in summaries[:LATEST])
    return render(replace(page, latest=latest, total=len(summaries)))


def handed_in() -> Capture:
    """The capture of the form: the text in the box, else the file.

    Raises:
        MisuseError: there is both, and nothing says which is meant.
    """
    typed = _typed()
    file = request.files.get("file")
    if file is None or not file.filename:
        return Capture(printable(typed).encode(), name="paste", media_type="text/plain")
    if typed.strip():
        raise MisuseError("There is text in the box, and a file was chosen too: hand in one of them, then the other.")
    most = library().settings.limits.text_bytes
    # One byte past the limit is enough for the reader to refuse it with its own sentence.
    return Capture(
        file.stream.read(most + 1),
        name=printable(carry.file_name(file.filename)),
        media_type=printable(file.mimetype or "")[: carry.NAME_CHARS],
    )


def rescued() -> str:
    """What a form held that an error has kept from being read, as text, so that nothing typed is lost; else nothing."""
    if request.endpoint not in ("paste.read", "paste.keep", "handing.share"):
        return ""
    try:
        return _typed() or (_text_of(_carried()) if request.form.get("data") else "")
    except (HTTPException, UnrollerError):
        return ""


def _carried() -> Capture:
    """The capture that the preview carried."""
    return Capture(
        carry.unpack(request.form.get("data", ""), library().settings.limits.text_bytes),
        name=printable(request.form.get("name", ""))[: carry.NAME_CHARS] or "paste",
        media_type=printable(request.form.get("media_type", ""))[: carry.NAME_CHARS],
    )


def _typed() -> str:
    """What stands in the box. Browsers send every line end as CR LF; a paste had LF."""
    return request.form.get("text", "").replace("\r\n", "\n")


def _text_of(capture: Capture) -> str:
    """A capture as text for the box."""
    return capture.data.decode("utf-8", "replace") if len(capture.data) <= EDITABLE_BYTES else ""


def _message(error: UnrollerError) -> Message:
    return Message(present.sentence(str(error)))
