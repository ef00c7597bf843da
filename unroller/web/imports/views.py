"""Imports of whole accounts: an export is handed in and read, a person chooses, threads are kept, a receipt stays."""

from __future__ import annotations

from typing import Any

from flask import Blueprint, Flask, redirect, request
from werkzeug.datastructures import MultiDict
from werkzeug.wrappers import Response

from unroller.account_import.jobs import ImportResult, Job, Selection
from unroller.errors import MisuseError, NotFoundError, UnrollerError
from unroller.text import replace_unprintable
from unroller.web.i18n import N_, gettext, plurals
from unroller.web.i18n.sentences import size
from unroller.web.imports import presenters, report_presenter
from unroller.web.imports.importer import RUNNING_PHASES, find_running_import, forget_running_import, get_importer
from unroller.web.imports.presenters import ROWS, ImportForm
from unroller.web.imports.viewmodels import ImportPage, ImportRow, ImportsPage, RunningImport, SelectionForm
from unroller.web.preview import form_state
from unroller.web.security import ExpiredFormError, create_form_token, require_same_site, require_valid_form
from unroller.web.state import get_library, get_state, render
from unroller.web.threads import presenters as present
from unroller.web.viewmodels import Alert, PageLink

ADDRESS = "/imports"
blueprint = Blueprint("imports", __name__, url_prefix=ADDRESS)
receipts = Blueprint("receipts", __name__, url_prefix="/receipts")

#: Files of one export.
MOST_FILES = 50
#: Imports and receipts in their lists.
MOST_LISTED = 100
EXPIRED = N_("Nothing was changed: this page had been open for too long. Please send it once more.")

Answer = str | tuple[str, int] | Response


def install(app: Flask) -> None:
    """Let every page say in its head what import is under way."""

    @app.template_global()
    def going() -> RunningImport | None:
        return None if (job := find_running_import()) is None else _present_running(job)


@blueprint.get("")
def list_imports() -> Answer:
    """The form for an export, and all imports."""
    return _render_imports(
        notice=gettext("Forgotten. What was kept of it stays in the archive.") if "forgotten" in request.args else ""
    )


@blueprint.post("")
def begin_import() -> Answer:
    """Take an export in and begin to read it."""
    require_same_site()  # before gigabytes are read
    request.max_content_length = get_library().settings.limits.import_bytes
    request.max_form_parts = MOST_FILES + 20
    try:
        require_valid_form()
    except ExpiredFormError as error:
        return _render_imports(Alert(gettext(EXPIRED))), error.code or 403
    files = [file for file in request.files.getlist("file") if file.filename]
    try:
        if not files:
            raise MisuseError("no file was chosen: choose the export that the network sent you")
        if len(files) > MOST_FILES:
            raise MisuseError(f"these are more than {MOST_FILES} files: choose those of one export")
        job = get_importer().begin(
            [(replace_unprintable(form_state.clean_file_name(file.filename)), file.stream) for file in files]
        )
    except UnrollerError as error:
        return _render_imports(Alert(present.format_sentence(str(error)))), error.http_status
    finally:
        for file in files:
            file.close()  # gigabytes, perhaps: what holds them until now goes at once
        forget_running_import()
    return redirect(f"{ADDRESS}/{job.id}", 303)


@blueprint.get("/<name>")
def show_import(name: str) -> Answer:
    """One import: how far it is, what it found, what came of it."""
    return _render_import(get_importer().get(name), presenters.parse_form(request.args))


@blueprint.get("/<name>.json")
def get_progress(name: str) -> dict[str, object]:
    """How far it is, for the page's script."""
    job = get_importer().get(name)
    far = presenters.present_progress(job)
    return {
        "phase": job.phase,
        "running": job.phase in RUNNING_PHASES,
        "done": job.done,
        "total": job.total,
        "part": far.part,
        "left": far.left,
        "says": far.says,
        "line": _present_running(job).says,
    }


@blueprint.post("/<name>")
def change_import(name: str) -> Answer:
    """Do what the button says: turn the list of what was found, keep, stop, go on, forget."""
    do, wish = request.form.get("do", "show"), presenters.parse_form(request.form)
    try:
        require_valid_form()
    except ExpiredFormError as error:
        try:
            return _render_import(get_importer().get(name), wish, gettext(EXPIRED)), error.code or 403
        except UnrollerError:  # whether there is such an import is nobody's business without a form of ours
            raise error from None
    job = get_importer().get(name)
    if do == "show":
        return _render_import(job, ImportForm(**{**_asdict(wish), "page": 1}))
    if do.startswith("page:"):
        turned = presenters.parse_form(MultiDict({"page": do.removeprefix("page:")}))
        return _render_import(job, ImportForm(**{**_asdict(wish), "page": turned.page}))
    try:
        return redirect(_perform(job, do, wish), 303)
    except UnrollerError as error:
        return _render_import(get_importer().get(name), wish, present.format_sentence(str(error))), error.http_status
    finally:
        forget_running_import()


def _perform(job: Job, do: str, wish: ImportForm) -> str:
    """Do what a button stands for; gives the page to go to."""
    if do == "forget":
        get_importer().forget(job.id)
        return f"{ADDRESS}?forgotten"
    if do == "stop":
        get_importer().stop(job.id)
    elif do == "resume":
        get_importer().resume(job.id)
    elif do == "none":
        get_importer().keep(job.id, Selection(roots=()))
    elif do == "keep":
        if not wish.ticked:
            raise MisuseError("nothing was chosen: tick the threads that are meant")
        get_importer().keep(job.id, Selection(min_posts=1, limited=wish.limited, roots=wish.ticked))
    elif do == "all":
        get_importer().keep(job.id, _select_all(job, wish))
    else:
        raise MisuseError("form: it does not say what to do: go back and choose again")
    return f"{ADDRESS}/{job.id}"


def _select_all(job: Job, wish: ImportForm) -> Selection:
    """All that passes as a selection; by name, where that cannot be said otherwise."""
    if (known := wish.all_passing) is not None:
        return known
    held = get_importer()

    def page(offset: int, limit: int) -> Any:
        return held.listing(job.id, wish.filter, kinds=wish.kinds, offset=offset, limit=limit)

    return Selection(min_posts=1, limited=wish.limited, roots=tuple(presenters.iter_roots(page)) if wish.kinds else ())


def _asdict(wish: ImportForm) -> dict[str, Any]:
    return {name: getattr(wish, name) for name in ImportForm.__slots__}


# -- pages -------------------------------------------------------------------------------------------------------------


def _render_imports(message: Alert | None = None, *, notice: str = "") -> str:
    most = get_library().settings.limits.import_bytes
    try:
        jobs = get_importer().jobs()
    except MisuseError as error:
        jobs, message = (), message or Alert(present.format_sentence(str(error)))
    return render(
        ImportsPage(
            token=create_form_token(),
            most=_format_gigabytes(most),
            most_bytes=most,
            rows=tuple(
                ImportRow(
                    presenters.get_import_name(job),
                    f"{ADDRESS}/{job.id}",
                    present.present_time(job.begun[:10]),
                    presenters.describe_import(job),
                )
                for job in jobs[:MOST_LISTED]
            ),
            receipts=tuple(_list_reports()),
            message=message,
            notice=notice,
        )
    )


def _format_gigabytes(most: int) -> str:
    """A limit for people."""
    return gettext("{} GB").format(most >> 30) if most >= 1 << 30 else size(f"{max(1, most >> 20)} MB")


def _render_import(job: Job, wish: ImportForm, message: str = "") -> str:
    done = get_importer().finished(job.id) if job.phase == "done" else None
    going, url = job.phase in RUNNING_PHASES, f"{ADDRESS}/{job.id}"
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
            name=presenters.get_import_name(job),
            label=presenters.format_label(job),
            url=url,
            phase=job.phase,
            token=create_form_token(),
            heading=headings[job.phase],
            progress=presenters.present_progress(job) if going or job.phase == "stopped" else None,
            choosing=_build_selection(job, wish, url) if job.phase == "ready" else None,
            done=_list_results(done) if done else (),
            receipt=f"{url}/receipt" if done else "",
            threads=_link_threads(job),
            failed=presenters.describe_import(job) if job.phase == "failed" else "",
            message=Alert(message) if message else None,
            stop=going,
            resume=job.phase in ("stopped", "failed"),
            forget=not going,
            ask=f"{url}.json" if going else "",
            disagrees=bool(done and not done.receipt.adds_up),
        )
    )


def _build_selection(job: Job, wish: ImportForm, url: str) -> SelectionForm:
    held = get_importer()

    def listing(page: int) -> Any:
        return held.listing(job.id, wish.filter, kinds=wish.kinds, sort=wish.sort, offset=(page - 1) * ROWS, limit=ROWS)

    found = listing(wish.page)
    if found.total and not found.rows:
        wish = ImportForm(**{**_asdict(wish), "page": 1})
        found = listing(1)
    shows = presenters.build_page_check(get_state().listing().by_id)
    return presenters.build_selection_form(job, found, wish, shows=shows, private=get_state().shows("private"), url=url)


def _list_results(done: ImportResult) -> tuple[str, ...]:
    """What an import came to, in sentences."""
    told = (
        (done.added, plurals.threads_added), (done.updated, plurals.threads_updated),
        (done.present, plurals.threads_present),
    )  # fmt: skip
    return tuple(say(count) for count, say in told if count) or (gettext("No thread was kept."),)


def _link_threads(job: Job) -> PageLink | None:
    """The way to the account's threads, where some of them are shown here."""
    handle = job.owner.lstrip("@")
    if job.phase != "done" or not handle or not get_state().listing().kinship.group("author", handle):
        return None
    page = present.get_author_url(handle)
    return (
        PageLink(gettext("All threads by %(author)s", author="@" + present.escape_name(handle)), page) if page else None
    )


def _present_running(job: Job) -> RunningImport:
    far, name = presenters.present_progress(job), presenters.get_import_name(job)
    if job.phase not in RUNNING_PHASES:
        says = gettext("%(name)s: %(why)s", name=name, why=presenters.describe_import(job))
    else:
        part = gettext("%(name)s: %(why)s", name=name, why=far.says)
        says = f"{part} · {far.left}" if far.left else part
    return RunningImport(says, f"{ADDRESS}/{job.id}", f"{ADDRESS}/{job.id}.json")


# -- receipts ----------------------------------------------------------------------------------------------------------


@blueprint.get("/<name>/receipt")
def show_import_report(name: str) -> Answer:
    """What became of every post of an import."""
    job = get_importer().get(name)
    done = get_importer().finished(name)
    if done is None:
        raise NotFoundError(f"{name}: this import is not done")
    back = PageLink(gettext("Back to the import"), f"{ADDRESS}/{job.id}")
    return _render_report(done.receipt.record(), back)


@receipts.get("/<name>")
def show_stored_report(name: str) -> Answer:
    """A receipt that is kept in the archive."""
    held: Any = getattr(get_library().archive, "receipt", None)
    if held is None:
        raise NotFoundError(f"{name}: no such receipt is kept here")
    return _render_report(held(name), PageLink(gettext("All imports"), ADDRESS))


def _render_report(record: dict[str, Any], back: PageLink) -> str:
    address = request.host_url.rstrip("/") + request.path
    return render(report_presenter.build_report_page(record, get_state().listing().by_id, back=back, address=address))


def _list_reports() -> list[PageLink]:
    """The kept receipts, the newest first."""
    held: Any = getattr(get_library().archive, "receipts", None)
    if held is None:
        return []
    found = []
    for name, record in held()[:MOST_LISTED]:
        day = present.format_day(str(record.get("imported_at") or "")[:10])
        owner = str(record.get("owner") or record.get("export") or name)
        found.append(
            PageLink(
                gettext("%(what)s: %(line)s", what=present.escape_name(owner), line=day or name), f"/receipts/{name}"
            )
        )
    return found
