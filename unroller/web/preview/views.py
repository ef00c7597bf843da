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

from unroller.archive import AddResult
from unroller.edits import ThreadEdits
from unroller.errors import MisuseError, UnrollerError
from unroller.model import Capture
from unroller.text import replace_unprintable
from unroller.web.edit import presenters
from unroller.web.edit import views as mending
from unroller.web.i18n import N_, gettext, plurals
from unroller.web.i18n.sentences import said
from unroller.web.links import views
from unroller.web.preview import batch as batches
from unroller.web.preview.batch import Batch, UnreadFile
from unroller.web.preview.viewmodels import AddedThreadsPage, PreviewedThread, PreviewPage
from unroller.web.security import ExpiredFormError, create_form_token, require_valid_form
from unroller.web.state import format_limit, get_library, get_link_queue, get_state, render
from unroller.web.threads import presenters as present
from unroller.web.viewmodels import Alert, FrontPage, PageLink

LOG = logging.getLogger("unroller.web")
blueprint = Blueprint("paste", __name__)

SAMPLE = Path(__file__).with_name("sample.txt")
#: So many of the newest threads stand on the front page.
LATEST = 12
#: Larger captures are not put back into the box for changing: a browser's text box is slow with them.
EDITABLE_BYTES = 512 * 1024
#: Of many threads handed in at once, so many are listed on the preview; the others are counted, and kept with them.
LISTED = 300
EXPIRED = N_("Nothing was lost: this page had been open for too long. Please send it once more.")

Answer = str | tuple[str, int] | Response


@blueprint.get("/")
def show_front() -> Answer:
    """The front page; with ``?sample`` an invented thread stands in the box."""
    sample = "sample" in request.args
    notice = gettext("Removed. It is gone from the archive and the search.") if "removed" in request.args else ""
    if "private" in request.args:
        notice = gettext("It is private now: kept, and shown only where the app is started with “--private”.")
    return render_front(SAMPLE.read_text(encoding="utf-8") if sample else "", sample=sample, notice=notice)


@blueprint.post("/")
def preview_capture() -> Answer:
    """Show what was handed in as one page. Nothing is stored."""
    try:
        require_valid_form()
    except ExpiredFormError as error:
        return render_front(_get_text(), Alert(gettext(EXPIRED))), error.code or 403
    try:
        if "again" in request.form:
            return render_front(_decode_capture(batches.load_captures(request.form, get_library().settings.limits)))
        batch, unread = read_submission()
    except UnrollerError as error:
        return render_front(_get_text(), _build_alert(error)), error.http_status
    if not batch.readings:
        return render_front(_get_text(), _describe_failure(unread)), unread[0].error.http_status
    return _render_preview(replace(batch, unread=tuple(describe_unread(one) for one in unread)))


@blueprint.post("/keep")
def keep_threads() -> Answer:
    """Keep what the preview showed, and open its page."""
    return _handle_form(_keep)


@blueprint.post("/mend")
def edit_preview() -> Answer:
    """Mend a thread of the preview. Nothing is stored; the page carries what was decided."""
    return _handle_form(_edit)


def _handle_form(act: Callable[[Batch], Answer]) -> Answer:
    """What `act` answers about all that the page carried, what was typed on it included. Where something is wrong, the
    same page once more with what that is, and with all that it held."""
    expired: ExpiredFormError | None = None
    try:
        require_valid_form()
    except ExpiredFormError as error:
        expired = error
    form = request.form
    try:
        batch = batches.load_form_state(form, get_library())
    except UnrollerError as error:
        return render_front(_get_text(), _build_alert(error)), error.http_status
    try:
        batch = batches.load_decisions(batch, form)
    except MisuseError as error:  # what was carried is broken: what was handed in is not
        return mending.render_preview(batch, present.format_sentence(str(error))), error.http_status
    if expired:
        said = gettext(EXPIRED)
        page = mending.render_preview(batch, said) if "title" in form else _render_preview(batch, Alert(said))
        return page, expired.code or 403
    try:
        if "title" in form:
            thread, state = batch.readings[batch.shown].thread, batch.state(batch.shown)
            batch = batch.decided(presenters.apply_form(form, thread, state, get_library().now()))
    except UnrollerError as error:
        return mending.render_preview(batch, present.format_sentence(str(error))), error.http_status
    try:
        return act(batch)
    except UnrollerError as error:
        return _render_preview(batch, _build_alert(error)), error.http_status


def _edit(batch: Batch) -> Answer:
    """The page for mending the thread that was asked for, or the preview that shows it."""
    do, _, place = request.form.get("do", "").partition(":")
    if do in ("open", "show") and re.fullmatch("[0-9]{1,6}", place) and int(place) < len(batch.readings):
        batch = replace(batch, shown=int(place))
    return _render_preview(batch) if do in ("preview", "show") else mending.render_preview(batch)


def _keep(batch: Batch) -> Answer:
    """Keep the threads that are chosen, each with what was decided about it."""
    if not batch.chosen:
        raise MisuseError("nothing was chosen: tick the threads that are meant")
    chosen = list(batch.kept())
    added = [one for _, one in get_library().keep_read((capture, reading) for _, capture, reading in chosen)]
    shown = get_state().listing().by_id  # what was kept before and is private is found there, and stays so
    done = [(place, one) for (place, _, _), one in zip(chosen, added, strict=True) if one.id in shown]
    for place, one in done:
        if (state := batch.state(place)) != ThreadEdits():
            get_library().take_over(one.id, state)
    if trouble := get_library().refresh():
        # It is kept, and that is what was asked for; the search page says for itself when it cannot answer.
        LOG.error("kept, but search cannot show it yet: %s", trouble)
    pages = {one.id: PageLink(_get_title(batch, place, one), f"/t/{one.slug}-{one.id}") for place, one in done}
    if "sources" in request.form and get_link_queue().allowed:
        views.enqueue_all(list(pages))
    if not pages and not batch.unread:
        return redirect("/?private", 303)
    if len(pages) == 1 and not batch.unread:
        return redirect(next(iter(pages.values())).url, 303)
    return render(AddedThreadsPage(tuple(pages.values()), batch.unread))


def _get_title(batch: Batch, place: int, added: AddResult) -> str:
    return batch.state(place).title or added.title


def _render_preview(batch: Batch, message: Alert | None = None) -> str:
    state, count = batch.state(batch.shown), len(batch.readings)
    shown = batch.readings[batch.shown].mended(state)
    listed = range(min(count, LISTED)) if count > 1 else range(0)
    return render(
        PreviewPage(
            text=present.build_article_view(shown.thread, shown.article),
            recognised=said(shown.label),
            token=create_form_token(),
            hidden=batches.dump_form_state(batch),
            editable=len(batch.captures) == 1
            and batch.captures[0].name == "paste"
            and len(batch.captures[0].data) <= EDITABLE_BYTES,
            threads=plurals.threads(count) if count > 1 else "",
            candidates=tuple(_present_thread(batch, place) for place in listed),
            more=plurals.more_threads(count - LISTED) if count > LISTED else "",
            beyond=tuple(sorted(place for place in batch.chosen if place >= LISTED)),
            unread=batch.unread,
            missing=present.list_missing(shown.thread),
            message=message,
            mended="" if state == ThreadEdits() else gettext("Mended by you."),
            looks=get_link_queue().allowed and any(source.url for source in shown.article.sources),
        )
    )


def _present_thread(batch: Batch, place: int) -> PreviewedThread:
    """One of several threads, in the list of them."""
    state = batch.state(place)
    reading = batch.readings[place] if state == ThreadEdits() else batch.readings[place].mended(state)
    file = batch.captures[batch.origins[place]].name if len(batch.captures) > 1 else ""
    return PreviewedThread(
        present.build_preview_card(reading.thread, reading.article),
        place,
        chosen=place in batch.chosen,
        shown=place == batch.shown,
        file=present.escape_name(file),
        mended=state != ThreadEdits(),
    )


def render_front(text: str, message: Alert | None = None, *, sample: bool = False, notice: str = "") -> str:
    """The front page with `text` in the box."""
    limits = get_library().settings.limits
    page = FrontPage(
        create_form_token(),
        text,
        message,
        notice,
        most=format_limit(limits.text_bytes),
        most_bytes=limits.text_bytes,
        together_bytes=limits.request_bytes,
        sample=sample,
    )
    try:
        summaries = get_state().listing().summaries
    except UnrollerError as error:
        # The box works without the archive: reading stores nothing.
        return render(replace(page, message=message or _build_alert(error)))
    latest = tuple(present.build_card(summary) for summary in summaries[:LATEST])
    return render(replace(page, latest=latest, total=len(summaries)))


def read_submission() -> tuple[Batch, list[UnreadFile]]:
    """What the form handed in, read: the text in the box, else the files; and what could not be read of them.

    Raises:
        MisuseError: there is both, and nothing says which is meant.
    """
    typed = _get_text()
    files = [file for file in request.files.getlist("file") if file.filename]
    if not files:
        return batches.read_captures(
            get_library(), [Capture(replace_unprintable(typed).encode(), name="paste", media_type="text/plain")]
        )
    if typed.strip():
        raise MisuseError("There is text in the box, and a file was chosen too: hand in one of them, then the other.")
    captures, beyond = batches.read_files(files, get_library().settings.limits)
    batch, unread = batches.read_captures(get_library(), captures)
    return batch, [*unread, *beyond]


def describe_unread(one: UnreadFile) -> str:
    """A file that could not be read, by its name, and why."""
    return gettext("%(name)s: %(why)s", name=present.escape_name(one.name), why=present.format_sentence(str(one.error)))


def _describe_failure(unread: Sequence[UnreadFile]) -> Alert:
    """That nothing could be read; of several files one by one."""
    if len(unread) == 1:
        return _build_alert(unread[0].error)
    return Alert(gettext("None of the files could be read."), parts=tuple(describe_unread(one) for one in unread))


def get_unsaved_text() -> str:
    """What a form held that an error has kept from being read, as text, so that nothing typed is lost; else nothing."""
    if request.endpoint not in ("paste.preview_capture", "paste.keep_threads", "handing.receive_share"):
        return ""
    try:
        carried = request.form.get("data")
        return _get_text() or (
            _decode_capture(batches.load_captures(request.form, get_library().settings.limits)) if carried else ""
        )
    except (HTTPException, UnrollerError):
        return ""


def _get_text() -> str:
    """What stands in the box. Browsers send every line end as CR LF; a paste had LF."""
    return request.form.get("text", "").replace("\r\n", "\n")


def _decode_capture(captures: Sequence[Capture]) -> str:
    """A capture as text for the box."""
    data = captures[0].data if len(captures) == 1 else b""
    return data.decode("utf-8", "replace") if len(data) <= EDITABLE_BYTES else ""


def _build_alert(error: UnrollerError) -> Alert:
    return Alert(present.format_sentence(str(error)))
