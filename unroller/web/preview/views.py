"""Handing in: the box, the preview that stores nothing, and keeping."""

from __future__ import annotations

import logging
import re
from collections.abc import Callable, Sequence
from dataclasses import replace
from pathlib import Path

from flask import Blueprint, redirect, request
from werkzeug.exceptions import HTTPException
from werkzeug.wrappers import Response

from unroller.archive import Added
from unroller.edits import ThreadEdits
from unroller.errors import MisuseError, UnrollerError
from unroller.model import Capture
from unroller.text import replace_unprintable
from unroller.web.edit import presenters
from unroller.web.edit import views as mending
from unroller.web.i18n import gettext, later, plurals
from unroller.web.i18n.sentences import said
from unroller.web.links import views
from unroller.web.preview import batch as batches
from unroller.web.preview.batch import Batch, Unread
from unroller.web.preview.viewmodels import Candidate, PreviewPage, Receipt
from unroller.web.security import ExpiredFormError, demand_own_form, form_token
from unroller.web.state import library, lookups, megabytes, render, shelf
from unroller.web.threads import presenters as present
from unroller.web.viewmodels import FrontPage, Link, Message

LOG = logging.getLogger("unroller.web")
blueprint = Blueprint("paste", __name__)

SAMPLE = Path(__file__).with_name("sample.txt")
#: So many of the newest threads stand on the front page.
LATEST = 12
#: Larger captures are not put back into the box for changing: a browser's text box is slow with them.
EDITABLE_BYTES = 512 * 1024
#: Of many threads handed in at once, so many are listed on the preview; the others are counted, and kept with them.
LISTED = 300
EXPIRED = later("Nothing was lost: this page had been open for too long. Please send it once more.")

Answer = str | tuple[str, int] | Response


@blueprint.get("/")
def front() -> Answer:
    """The front page; with ``?sample`` an invented thread stands in the box."""
    sample = "sample" in request.args
    notice = gettext("Removed. It is gone from the archive and the search.") if "removed" in request.args else ""
    if "private" in request.args:
        notice = gettext("It is private now: kept, and shown only where the app is started with “--private”.")
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
            return box(_text_of(batches.captures_carried(request.form, library().settings.limits)))
        batch, unread = handed_in()
    except UnrollerError as error:
        return box(_typed(), _message(error)), error.http_status
    if not batch.readings:
        return box(_typed(), _none_read(unread)), unread[0].error.http_status
    return _preview(replace(batch, unread=tuple(sentence_on(one) for one in unread)))


@blueprint.post("/keep")
def keep() -> Answer:
    """Keep what the preview showed, and open its page."""
    return _with_batch(_keep)


@blueprint.post("/mend")
def mend_preview() -> Answer:
    """Mend a thread of the preview. Nothing is stored; the page carries what was decided."""
    return _with_batch(_mend)


def _with_batch(act: Callable[[Batch], Answer]) -> Answer:
    """What `act` answers about all that the page carried, what was typed on it included. Where something is wrong, the
    same page once more with what that is, and with all that it held."""
    expired: ExpiredFormError | None = None
    try:
        demand_own_form()
    except ExpiredFormError as error:
        expired = error
    form = request.form
    try:
        batch = batches.carried(form, library())
    except UnrollerError as error:
        return box(_typed(), _message(error)), error.http_status
    try:
        batch = batches.with_states(batch, form)
    except MisuseError as error:  # what was carried is broken: what was handed in is not
        return mending.preview_page(batch, present.sentence(str(error))), error.http_status
    if expired:
        said = gettext(EXPIRED)
        page = mending.preview_page(batch, said) if "title" in form else _preview(batch, Message(said))
        return page, expired.code or 403
    try:
        if "title" in form:
            thread, state = batch.readings[batch.shown].thread, batch.state(batch.shown)
            batch = batch.decided(presenters.after(form, thread, state, library().now()))
    except UnrollerError as error:
        return mending.preview_page(batch, present.sentence(str(error))), error.http_status
    try:
        return act(batch)
    except UnrollerError as error:
        return _preview(batch, _message(error)), error.http_status


def _mend(batch: Batch) -> Answer:
    """The page for mending the thread that was asked for, or the preview that shows it."""
    do, _, place = request.form.get("do", "").partition(":")
    if do in ("open", "show") and re.fullmatch("[0-9]{1,6}", place) and int(place) < len(batch.readings):
        batch = replace(batch, shown=int(place))
    return _preview(batch) if do in ("preview", "show") else mending.preview_page(batch)


def _keep(batch: Batch) -> Answer:
    """Keep the threads that are chosen, each with what was decided about it."""
    if not batch.chosen:
        raise MisuseError("nothing was chosen: tick the threads that are meant")
    chosen = list(batch.kept())
    added = [one for _, one in library().keep_read((capture, reading) for _, capture, reading in chosen)]
    shown = shelf().listing().by_id  # what was kept before and is private is found there, and stays so
    done = [(place, one) for (place, _, _), one in zip(chosen, added, strict=True) if one.id in shown]
    for place, one in done:
        if (state := batch.state(place)) != ThreadEdits():
            library().take_over(one.id, state)
    if trouble := library().refresh():
        # It is kept, and that is what was asked for; the search page says for itself when it cannot answer.
        LOG.error("kept, but search cannot show it yet: %s", trouble)
    pages = {one.id: Link(_title(batch, place, one), f"/t/{one.slug}-{one.id}") for place, one in done}
    if "sources" in request.form and lookups().allowed:
        views.begin_all(list(pages))
    if not pages and not batch.unread:
        return redirect("/?private", 303)
    if len(pages) == 1 and not batch.unread:
        return redirect(next(iter(pages.values())).url, 303)
    return render(Receipt(tuple(pages.values()), batch.unread))


def _title(batch: Batch, place: int, added: Added) -> str:
    return batch.state(place).title or added.title


def _preview(batch: Batch, message: Message | None = None) -> str:
    state, count = batch.state(batch.shown), len(batch.readings)
    shown = batch.readings[batch.shown].mended(state)
    listed = range(min(count, LISTED)) if count > 1 else range(0)
    return render(
        PreviewPage(
            text=present.text(shown.thread, shown.article),
            recognised=said(shown.label),
            token=form_token(),
            hidden=batches.fields(batch),
            editable=len(batch.captures) == 1
            and batch.captures[0].name == "paste"
            and len(batch.captures[0].data) <= EDITABLE_BYTES,
            threads=plurals.threads(count) if count > 1 else "",
            candidates=tuple(_candidate(batch, place) for place in listed),
            more=plurals.more_threads(count - LISTED) if count > LISTED else "",
            beyond=tuple(sorted(place for place in batch.chosen if place >= LISTED)),
            unread=batch.unread,
            missing=present.missing(shown.thread),
            message=message,
            mended="" if state == ThreadEdits() else gettext("Mended by you."),
            looks=lookups().allowed and any(source.url for source in shown.article.sources),
        )
    )


def _candidate(batch: Batch, place: int) -> Candidate:
    """One of several threads, in the list of them."""
    state = batch.state(place)
    reading = batch.readings[place] if state == ThreadEdits() else batch.readings[place].mended(state)
    file = batch.captures[batch.origins[place]].name if len(batch.captures) > 1 else ""
    return Candidate(
        present.reading_card(reading.thread, reading.article),
        place,
        chosen=place in batch.chosen,
        shown=place == batch.shown,
        file=present.name(file),
        mended=state != ThreadEdits(),
    )


def box(text: str, message: Message | None = None, *, sample: bool = False, notice: str = "") -> str:
    """The front page with `text` in the box."""
    limits = library().settings.limits
    page = FrontPage(
        form_token(),
        text,
        message,
        notice,
        most=megabytes(limits.text_bytes),
        most_bytes=limits.text_bytes,
        together_bytes=limits.request_bytes,
        sample=sample,
    )
    try:
        summaries = shelf().listing().summaries
    except UnrollerError as error:
        # The box works without the archive: reading stores nothing.
        return render(replace(page, message=message or _message(error)))
    latest = tuple(present.card(summary) for summary in summaries[:LATEST])
    return render(replace(page, latest=latest, total=len(summaries)))


def handed_in() -> tuple[Batch, list[Unread]]:
    """What the form handed in, read: the text in the box, else the files; and what could not be read of them.

    Raises:
        MisuseError: there is both, and nothing says which is meant.
    """
    typed = _typed()
    files = [file for file in request.files.getlist("file") if file.filename]
    if not files:
        return batches.read(
            library(), [Capture(replace_unprintable(typed).encode(), name="paste", media_type="text/plain")]
        )
    if typed.strip():
        raise MisuseError("There is text in the box, and a file was chosen too: hand in one of them, then the other.")
    captures, beyond = batches.of_files(files, library().settings.limits)
    batch, unread = batches.read(library(), captures)
    return batch, [*unread, *beyond]


def sentence_on(one: Unread) -> str:
    """A file that could not be read, by its name, and why."""
    return gettext("%(name)s: %(why)s", name=present.name(one.name), why=present.sentence(str(one.error)))


def _none_read(unread: Sequence[Unread]) -> Message:
    """That nothing could be read; of several files one by one."""
    if len(unread) == 1:
        return _message(unread[0].error)
    return Message(gettext("None of the files could be read."), parts=tuple(sentence_on(one) for one in unread))


def rescued() -> str:
    """What a form held that an error has kept from being read, as text, so that nothing typed is lost; else nothing."""
    if request.endpoint not in ("paste.read", "paste.keep", "handing.share"):
        return ""
    try:
        carried = request.form.get("data")
        return _typed() or (
            _text_of(batches.captures_carried(request.form, library().settings.limits)) if carried else ""
        )
    except (HTTPException, UnrollerError):
        return ""


def _typed() -> str:
    """What stands in the box. Browsers send every line end as CR LF; a paste had LF."""
    return request.form.get("text", "").replace("\r\n", "\n")


def _text_of(captures: Sequence[Capture]) -> str:
    """A capture as text for the box."""
    data = captures[0].data if len(captures) == 1 else b""
    return data.decode("utf-8", "replace") if len(data) <= EDITABLE_BYTES else ""


def _message(error: UnrollerError) -> Message:
    return Message(present.sentence(str(error)))
