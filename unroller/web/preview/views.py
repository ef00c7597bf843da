"""Submitting a thread: the front page, the preview that stores nothing, keeping; and ways in besides the form."""

from __future__ import annotations

import logging
import re
import threading
from collections.abc import Callable, Mapping
from dataclasses import replace
from pathlib import Path
from typing import cast

from flask import Blueprint, Response, current_app, json, redirect, request

from unroller.archive import AddResult
from unroller.errors import MisuseError, UnrollerError
from unroller.messages import Message
from unroller.model import Capture
from unroller.text import replace_unprintable
from unroller.web.edit.presenters import apply_form
from unroller.web.i18n import N_, gettext
from unroller.web.links.queue import get_link_queue
from unroller.web.presenters import format_error
from unroller.web.preview import batch as batches
from unroller.web.preview import presenters
from unroller.web.preview.viewmodels import AddedThreadsPage
from unroller.web.security import create_form_token, is_valid_form
from unroller.web.state import View, get_library, get_state, render
from unroller.web.threads.presenters import build_arrival_query
from unroller.web.threads.quotes import build_paste_quote_finder
from unroller.web.viewmodels import Alert, PageLink

LOG = logging.getLogger("unroller.web")
blueprint = Blueprint("preview", __name__)

SAMPLE = Path(__file__).with_name("sample.txt")
EXPIRED = N_("Nothing was lost: this page had been open for too long. Please send it once more.")
#: A look is a courtesy while somebody types: larger texts wait for the button, and so does everybody past the second.
LOOK_BYTES = 1024 * 1024
_LOOKS = threading.BoundedSemaphore(2)


@blueprint.get("/")
def show_front() -> View:
    """The front page; with ``?sample`` an invented thread is in the box."""
    sample = "sample" in request.args
    notice = gettext("Removed. It is gone from the archive and the search.") if "removed" in request.args else ""
    if "private" in request.args:
        notice = gettext("It is private now: kept, and shown only where the app is started with “--private”.")
    return _render_front(SAMPLE.read_text(encoding="utf-8") if sample else "", sample=sample, notice=notice)


@blueprint.post("/")
def preview_capture() -> View:
    """Show what was submitted as one page. Nothing is stored."""
    if not is_valid_form():
        return _render_front(batches.get_text(request.form), Alert(gettext(EXPIRED))), 403
    try:
        if "again" in request.form:
            return _render_front(
                batches.decode_text(batches.load_captures(request.form, get_library().settings.limits))
            )
        batch, unread = _read_again() if "force" in request.form else _read_submission()
    except UnrollerError as error:
        return _render_front(batches.get_text(request.form), Alert(format_error(error))), error.http_status
    if not batch.readings:
        page = _render_front(
            batches.get_text(request.form), presenters.describe_failure(unread), refused=batches.dump_refused(batch)
        )
        return page, unread[0].error.http_status
    return _render_preview(replace(batch, unread=tuple(map(presenters.describe_unread, unread))))


@blueprint.post("/keep")
def keep_threads() -> View:
    """Keep what the preview showed, and open its page."""
    return _handle_form(_keep)


@blueprint.post("/mend")
def edit_preview() -> View:
    """Edit a thread of the preview. Nothing is stored; the page carries what was decided."""
    return _handle_form(_edit)


def _handle_form(act: Callable[[batches.Batch], View]) -> View:
    """What `act` answers about all that the page carried, what was typed on it included. Where something is wrong, the
    same page once more with what that is, and with all that it held."""
    valid, form = is_valid_form(), request.form
    try:
        batch = batches.load_form_state(form, get_library())
    except UnrollerError as error:
        return _render_front(batches.get_text(form), Alert(format_error(error))), error.http_status
    try:
        batch = batches.load_decisions(batch, form)
    except MisuseError as error:  # what was carried is broken: what was submitted is not
        return _render_edit(batch, format_error(error)), error.http_status
    if not valid:
        text = gettext(EXPIRED)
        page = _render_edit(batch, text) if "title" in form else _render_preview(batch, Alert(text))
        return page, 403
    try:
        if "title" in form:
            thread, edits = batch.readings[batch.shown].thread, batch.get_edits(batch.shown)
            batch = batch.with_edits(apply_form(form, thread, edits, get_library().now()))
    except UnrollerError as error:
        return _render_edit(batch, format_error(error)), error.http_status
    try:
        return act(batch)
    except UnrollerError as error:
        return _render_preview(batch, Alert(format_error(error))), error.http_status


def _edit(batch: batches.Batch) -> View:
    """The page for editing the thread that the button names, or the preview that shows it."""
    do, _, place = request.form.get("do", "").partition(":")
    if do in ("open", "show") and re.fullmatch("[0-9]{1,6}", place) and int(place) < len(batch.readings):
        batch = replace(batch, shown=int(place))
    return _render_preview(batch) if do in ("preview", "show") else _render_edit(batch)


def _keep(batch: batches.Batch) -> View:
    """Keep the threads that are chosen, each with what was decided about it."""
    if not batch.chosen:
        raise MisuseError(Message("nothing was chosen: tick the threads that are meant"))
    library, chosen = get_library(), list(batch.iter_chosen())
    results = [added for *_, added in library.add_readings((capture, reading) for _, capture, reading in chosen)]
    shown = get_state().catalog.get_threads(
        [one.id for one in results]
    )  # what was kept before and is private is met again, and stays so
    links: dict[str, PageLink] = {}
    notes: dict[str, AddResult] = {}
    for (place, _, _), added in zip(chosen, results, strict=True):
        if added.id in shown:
            edits = batch.get_edits(place)
            if edits != batches.NO_EDITS:
                library.merge_edits(added.id, edits)
            links[added.id] = PageLink(edits.title or added.title, f"/t/{added.slug}-{added.id}")
            notes[added.id] = added
    if trouble := library.refresh():
        # It is kept, and that is what was wished; the search page says for itself when it cannot answer.
        LOG.error("kept, but search cannot show it yet: %s", trouble)
    if "sources" in request.form and get_link_queue().allowed:
        get_link_queue().enqueue_all(links)
    if len(links) > 1 or batch.unread:
        return render(AddedThreadsPage(tuple(links.values()), batch.unread, _list_similar(links, notes)))
    return redirect(next((link.url + build_arrival_query(notes[key]) for key, link in links.items()), "/?private"), 303)


def _list_similar(
    links: Mapping[str, PageLink], added: Mapping[str, AddResult]
) -> tuple[tuple[PageLink, tuple[PageLink, ...]], ...]:
    """The threads that look like others which are shown here, each with those."""
    shown = get_state().catalog.get_threads([one.id for key in links for one in added[key].similar])
    found = (
        (link, tuple(PageLink(shown[one.id].title, one.url) for one in added[key].similar if one.id in shown))
        for key, link in links.items()
    )
    return tuple(one for one in found if one[1])


def _render_preview(batch: batches.Batch, message: Alert | None = None) -> str:
    shown = batch.readings[batch.shown].thread
    others = [reading.thread for place, reading in enumerate(batch.readings) if place != batch.shown]
    find_quote = build_paste_quote_finder([shown, *others], get_state().catalog.find_holders, get_library().load)
    return render(
        presenters.build_preview(
            batch, create_form_token(), message, check_links=get_link_queue().allowed, find_quote=find_quote
        )
    )


def _render_edit(batch: batches.Batch, message: str = "") -> str:
    tags = get_state().list_known_tags()
    return render(presenters.build_preview_edit(batch, request.form, create_form_token(), tags, message))


def _render_front(
    text: str,
    message: Alert | None = None,
    *,
    sample: bool = False,
    notice: str = "",
    refused: tuple[tuple[str, str], ...] = (),
) -> str:
    """The front page with `text` in the box; `refused` as for :class:`FrontPage`."""
    try:
        catalog = get_state().catalog
        latest, total = catalog.list_threads(limit=presenters.LATEST), catalog.count_threads()
    except UnrollerError as error:
        # The box works without the archive: reading stores nothing.
        latest, total, message = [], 0, message or Alert(format_error(error))
    limits = get_library().settings.limits
    page = presenters.build_front_page(create_form_token(), limits, latest, total, text, message)
    return render(replace(page, sample=sample, notice=notice, refused=refused))


def _read_again() -> tuple[batches.Batch, list[batches.UnreadFile]]:
    """What a page carried, read even where it does not look like a thread; and what could not be read of it."""
    library = get_library()
    captures = batches.load_captures(request.form, library.settings.limits)
    return batches.read_captures(library, captures, force=True)


def _read_submission() -> tuple[batches.Batch, list[batches.UnreadFile]]:
    """What the form submitted, read: the text in the box, else the files; and what could not be read of them.

    Raises:
        MisuseError: there is both, and nothing says which is meant.
    """
    text = batches.get_text(request.form)
    files = [file for file in request.files.getlist("file") if file.filename]
    if not files:
        capture = Capture(replace_unprintable(text).encode(), name="paste", media_type="text/plain")
        return batches.read_captures(get_library(), [capture])
    if text.strip():
        raise MisuseError(
            Message("There is text in the box, and a file was chosen too: hand in one of them, then the other.")
        )
    captures, beyond = batches.read_files(files, get_library().settings.limits)
    batch, unread = batches.read_captures(get_library(), captures)
    return batch, [*unread, *beyond]


# -- besides the form --------------------------------------------------------------------------------------------------


@blueprint.post("/look")
def guess_format() -> dict[str, object] | tuple[dict[str, object], int]:
    """What the text in the box, or the file beside it, would be read as. Nothing is stored; nothing is shown of it."""
    if (request.content_length or 0) > LOOK_BYTES * 2:
        return {"says": ""}, 413
    if not is_valid_form():
        return {"says": ""}, 403
    if not _LOOKS.acquire(blocking=False):
        return {"says": ""}, 503
    try:
        batch, unread = _read_submission()
        if not batch.readings and len(unread) == 1:
            raise unread[0].error
        says = [presenters.describe_readings(batch.readings)] if batch.readings else []
        return {"says": " · ".join([*says, *map(presenters.describe_unread, unread)]), "refused": not says}
    except UnrollerError as error:
        return {"says": format_error(error), "refused": True}
    finally:
        _LOOKS.release()


@blueprint.post("/share")
def receive_share() -> View:
    """What another program shares (``share_target`` of the manifest), in the box. Nothing is read yet.

    It carries no token: the form is on no page of ours. All it can do is fill a box.
    """
    most = get_library().settings.limits.text_bytes
    texts = [request.form.get(name, "").strip() for name in ("text", "title")]
    texts += [file.stream.read(most).decode("utf-8", "replace").strip() for file in request.files.getlist("files")[:1]]
    text = next((one for one in (texts[0], *texts[2:], texts[1]) if one), "")
    url = request.form.get("url", "").strip()
    if url and url not in text:
        text = f"{text}\n\n{url}".strip()
    return _render_front(replace_unprintable(text[:most]).replace("\r\n", "\n"))


@blueprint.get("/manifest.webmanifest")
def build_manifest() -> Response:
    """The web app manifest: a name, icons, and that texts can be shared with us."""
    icon = cast(Callable[[str], str], current_app.jinja_env.globals["asset"])
    about = {
        "name": "Unroller",
        "short_name": "Unroller",
        "start_url": "/",
        "scope": "/",
        "display": "minimal-ui",
        "background_color": "#fbfaf6",
        "theme_color": "#a23b1d",
        "icons": [
            {"src": icon("icon.svg"), "sizes": "any", "type": "image/svg+xml"},
            {"src": icon("icon-192.png"), "sizes": "192x192", "type": "image/png"},
            {"src": icon("icon-512.png"), "sizes": "512x512", "type": "image/png", "purpose": "any maskable"},
        ],
        "share_target": {
            "action": "/share",
            "method": "POST",
            "enctype": "multipart/form-data",
            "params": {
                "title": "title",
                "text": "text",
                "url": "url",
                "files": [{"name": "files", "accept": ["text/plain", "text/html", "text/markdown"]}],
            },
        },
    }
    return Response(json.dumps(about), mimetype="application/manifest+json")
