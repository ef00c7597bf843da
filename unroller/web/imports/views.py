"""Imports of whole accounts: an export is handed in and read, a person chooses, threads are kept, a receipt stays."""

from __future__ import annotations

from typing import Any

from flask import Blueprint, Flask, redirect, request
from werkzeug.datastructures import MultiDict
from werkzeug.wrappers import Response

from unroller.account_import.model import Finished, Job, Selection
from unroller.errors import MisuseError, NotFoundError, UnrollerError
from unroller.text import replace_unprintable
from unroller.web.i18n import gettext, later, plurals
from unroller.web.i18n.sentences import size
from unroller.web.imports import presenters, report_presenter
from unroller.web.imports.importer import RUNNING, changed, importer, running
from unroller.web.imports.presenters import ROWS, Asked
from unroller.web.imports.viewmodels import Choosing, Going, ImportPage, ImportRow, ImportsPage
from unroller.web.preview import form_state
from unroller.web.security import ExpiredFormError, demand_own_form, demand_own_site, form_token
from unroller.web.state import library, render, shelf
from unroller.web.threads import presenters as present
from unroller.web.viewmodels import Link, Message

ADDRESS = "/imports"
blueprint = Blueprint("imports", __name__, url_prefix=ADDRESS)
receipts = Blueprint("receipts", __name__, url_prefix="/receipts")

#: Files of one export.
MOST_FILES = 50
#: Imports and receipts in their lists.
MOST_LISTED = 100
EXPIRED = later("Nothing was changed: this page had been open for too long. Please send it once more.")

Answer = str | tuple[str, int] | Response


def install(app: Flask) -> None:
    """Let every page say in its head what import is under way."""

    @app.template_global()
    def going() -> Going | None:
        return None if (job := running()) is None else _going(job)


@blueprint.get("")
def listed() -> Answer:
    """The form for an export, and all imports."""
    return _list(
        notice=gettext("Forgotten. What was kept of it stays in the archive.") if "forgotten" in request.args else ""
    )


@blueprint.post("")
def begin() -> Answer:
    """Take an export in and begin to read it."""
    demand_own_site()  # before gigabytes are read
    request.max_content_length = library().settings.limits.import_bytes
    request.max_form_parts = MOST_FILES + 20
    try:
        demand_own_form()
    except ExpiredFormError as error:
        return _list(Message(gettext(EXPIRED))), error.code or 403
    files = [file for file in request.files.getlist("file") if file.filename]
    try:
        if not files:
            raise MisuseError("no file was chosen: choose the export that the network sent you")
        if len(files) > MOST_FILES:
            raise MisuseError(f"these are more than {MOST_FILES} files: choose those of one export")
        job = importer().begin(
            [(replace_unprintable(form_state.file_name(file.filename)), file.stream) for file in files]
        )
    except UnrollerError as error:
        return _list(Message(present.sentence(str(error)))), error.http_status
    finally:
        for file in files:
            file.close()  # gigabytes, perhaps: what holds them until now goes at once
        changed()
    return redirect(f"{ADDRESS}/{job.id}", 303)


@blueprint.get("/<name>")
def one(name: str) -> Answer:
    """One import: how far it is, what it found, what came of it."""
    return _page(importer().get(name), presenters.asked(request.args))


@blueprint.get("/<name>.json")
def how_far(name: str) -> dict[str, object]:
    """How far it is, for the page's script."""
    job = importer().get(name)
    far = presenters.progress(job)
    return {
        "phase": job.phase,
        "running": job.phase in RUNNING,
        "done": job.done,
        "total": job.total,
        "part": far.part,
        "left": far.left,
        "says": far.says,
        "line": _going(job).says,
    }


@blueprint.post("/<name>")
def act(name: str) -> Answer:
    """Do what the button says: turn the list of what was found, keep, stop, go on, forget."""
    do, wish = request.form.get("do", "show"), presenters.asked(request.form)
    try:
        demand_own_form()
    except ExpiredFormError as error:
        try:
            return _page(importer().get(name), wish, gettext(EXPIRED)), error.code or 403
        except UnrollerError:  # whether there is such an import is nobody's business without a form of ours
            raise error from None
    job = importer().get(name)
    if do == "show":
        return _page(job, Asked(**{**_fields(wish), "page": 1}))
    if do.startswith("page:"):
        turned = presenters.asked(MultiDict({"page": do.removeprefix("page:")}))
        return _page(job, Asked(**{**_fields(wish), "page": turned.page}))
    try:
        return redirect(_done(job, do, wish), 303)
    except UnrollerError as error:
        return _page(importer().get(name), wish, present.sentence(str(error))), error.http_status
    finally:
        changed()


def _done(job: Job, do: str, wish: Asked) -> str:
    """Do what a button stands for; gives the page to go to."""
    if do == "forget":
        importer().forget(job.id)
        return f"{ADDRESS}?forgotten"
    if do == "stop":
        importer().stop(job.id)
    elif do == "resume":
        importer().resume(job.id)
    elif do == "none":
        importer().keep(job.id, Selection(roots=()))
    elif do == "keep":
        if not wish.ticked:
            raise MisuseError("nothing was chosen: tick the threads that are meant")
        importer().keep(job.id, Selection(min_posts=1, limited=wish.limited, roots=wish.ticked))
    elif do == "all":
        importer().keep(job.id, _all(job, wish))
    else:
        raise MisuseError("form: it does not say what to do: go back and choose again")
    return f"{ADDRESS}/{job.id}"


def _all(job: Job, wish: Asked) -> Selection:
    """All that passes as a selection; by name, where that cannot be said otherwise."""
    if (known := wish.all_passing) is not None:
        return known
    held = importer()

    def page(offset: int, limit: int) -> Any:
        return held.listing(job.id, wish.filter, kinds=wish.kinds, offset=offset, limit=limit)

    return Selection(min_posts=1, limited=wish.limited, roots=tuple(presenters.roots(page)) if wish.kinds else ())


def _fields(wish: Asked) -> dict[str, Any]:
    return {name: getattr(wish, name) for name in Asked.__slots__}


# -- pages -------------------------------------------------------------------------------------------------------------


def _list(message: Message | None = None, *, notice: str = "") -> str:
    most = library().settings.limits.import_bytes
    try:
        jobs = importer().jobs()
    except MisuseError as error:
        jobs, message = (), message or Message(present.sentence(str(error)))
    return render(
        ImportsPage(
            token=form_token(),
            most=_gigabytes(most),
            most_bytes=most,
            rows=tuple(
                ImportRow(
                    presenters.name(job), f"{ADDRESS}/{job.id}", present.moment(job.begun[:10]), presenters.says(job)
                )
                for job in jobs[:MOST_LISTED]
            ),
            receipts=tuple(_receipt_links()),
            message=message,
            notice=notice,
        )
    )


def _gigabytes(most: int) -> str:
    """A limit for people."""
    return gettext("{} GB").format(most >> 30) if most >= 1 << 30 else size(f"{max(1, most >> 20)} MB")


def _page(job: Job, wish: Asked, message: str = "") -> str:
    done = importer().finished(job.id) if job.phase == "done" else None
    going, url = job.phase in RUNNING, f"{ADDRESS}/{job.id}"
    headings = {
        "scanning": gettext("Reading the export"),
        "ready": gettext("What is to be kept?"),
        "keeping": gettext("Keeping what you chose"),
        "stopped": gettext("Stopped"),
        "done": gettext("Done"),
        "failed": gettext("This export could not be imported"),
    }
    return render(
        ImportPage(
            name=presenters.name(job),
            label=presenters.label(job),
            url=url,
            phase=job.phase,
            token=form_token(),
            heading=headings[job.phase],
            progress=presenters.progress(job) if going or job.phase == "stopped" else None,
            choosing=_choosing(job, wish, url) if job.phase == "ready" else None,
            done=_came_to(done) if done else (),
            receipt=f"{url}/receipt" if done else "",
            threads=_threads(job),
            failed=presenters.says(job) if job.phase == "failed" else "",
            message=Message(message) if message else None,
            stop=going,
            resume=job.phase in ("stopped", "failed"),
            forget=not going,
            ask=f"{url}.json" if going else "",
            disagrees=bool(done and not done.receipt.adds_up),
        )
    )


def _choosing(job: Job, wish: Asked, url: str) -> Choosing:
    held = importer()

    def listing(page: int) -> Any:
        return held.listing(job.id, wish.filter, kinds=wish.kinds, sort=wish.sort, offset=(page - 1) * ROWS, limit=ROWS)

    found = listing(wish.page)
    if found.total and not found.rows:
        wish = Asked(**{**_fields(wish), "page": 1})
        found = listing(1)
    shows = presenters.shown_of(shelf().listing().by_id)
    return presenters.choosing(job, found, wish, shows=shows, private=shelf().shows("private"), url=url)


def _came_to(done: Finished) -> tuple[str, ...]:
    """What an import came to, in sentences."""
    told = (
        (done.added, plurals.threads_added), (done.updated, plurals.threads_updated),
        (done.present, plurals.threads_present),
    )  # fmt: skip
    return tuple(say(count) for count, say in told if count) or (gettext("No thread was kept."),)


def _threads(job: Job) -> Link | None:
    """The way to the account's threads, where some of them are shown here."""
    handle = job.owner.lstrip("@")
    if job.phase != "done" or not handle or not shelf().listing().kinship.group("author", handle):
        return None
    page = present.author_page(handle)
    return Link(gettext("All threads by %(author)s", author="@" + present.name(handle)), page) if page else None


def _going(job: Job) -> Going:
    far, name = presenters.progress(job), presenters.name(job)
    if job.phase not in RUNNING:
        says = gettext("%(name)s: %(why)s", name=name, why=presenters.says(job))
    else:
        part = gettext("%(name)s: %(why)s", name=name, why=far.says)
        says = f"{part} · {far.left}" if far.left else part
    return Going(says, f"{ADDRESS}/{job.id}", f"{ADDRESS}/{job.id}.json")


# -- receipts ----------------------------------------------------------------------------------------------------------


@blueprint.get("/<name>/receipt")
def receipt(name: str) -> Answer:
    """What became of every post of an import."""
    job = importer().get(name)
    done = importer().finished(name)
    if done is None:
        raise NotFoundError(f"{name}: this import is not done")
    back = Link(gettext("Back to the import"), f"{ADDRESS}/{job.id}")
    return _receipt(done.receipt.record(), back)


@receipts.get("/<name>")
def kept(name: str) -> Answer:
    """A receipt that is kept in the archive."""
    held: Any = getattr(library().archive, "receipt", None)
    if held is None:
        raise NotFoundError(f"{name}: no such receipt is kept here")
    return _receipt(held(name), Link(gettext("All imports"), ADDRESS))


def _receipt(record: dict[str, Any], back: Link) -> str:
    address = request.host_url.rstrip("/") + request.path
    return render(report_presenter.page(record, shelf().listing().by_id, back=back, address=address))


def _receipt_links() -> list[Link]:
    """The kept receipts, the newest first."""
    held: Any = getattr(library().archive, "receipts", None)
    if held is None:
        return []
    found = []
    for name, record in held()[:MOST_LISTED]:
        day = present.day(str(record.get("imported_at") or "")[:10])
        owner = str(record.get("owner") or record.get("export") or name)
        found.append(
            Link(gettext("%(what)s: %(line)s", what=present.name(owner), line=day or name), f"/receipts/{name}")
        )
    return found
