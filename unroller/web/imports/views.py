"""Imports of whole accounts: an export is submitted and read, a person chooses, threads are kept, a report stays."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Any

from flask import Blueprint, redirect, request
from werkzeug.datastructures import MultiDict

from unroller.account_import.jobs import Job, Selection, ThreadRows
from unroller.errors import MisuseError, NotFoundError, UnrollerError
from unroller.messages import Message, technical
from unroller.text import replace_unprintable
from unroller.web.i18n import N_, gettext
from unroller.web.imports import presenters
from unroller.web.imports.viewmodels import ImportsPage, SelectionForm
from unroller.web.presenters import clean_file_name, escape_name, format_error, get_author_url
from unroller.web.security import ExpiredFormError, create_form_token, is_valid_form, require_same_site
from unroller.web.state import View, forget_running_import, get_importer, get_library, get_state, render
from unroller.web.viewmodels import Alert, PageLink

blueprint = Blueprint("imports", __name__, url_prefix=presenters.IMPORTS_URL)
reports = Blueprint("reports", __name__, url_prefix=presenters.REPORTS_URL)

#: Files of one export.
MOST_FILES = 50
#: Imports and reports in their lists.
MOST_LISTED = 100
EXPIRED = N_("Nothing was changed: this page had been open for too long. Please send it once more.")


@blueprint.get("")
def list_imports() -> View:
    """The form for an export, and all imports."""
    forgotten = "forgotten" in request.args
    return _render_imports(notice=gettext("Forgotten. What was kept of it stays in the archive.") if forgotten else "")


@blueprint.post("")
def begin_import() -> View:
    """Take an export in and begin to read it."""
    require_same_site()  # before gigabytes are read
    request.max_content_length = get_library().settings.limits.import_bytes
    request.max_form_parts = MOST_FILES + 20
    if not is_valid_form():
        return _render_imports(Alert(gettext(EXPIRED))), 403
    files = [file for file in request.files.getlist("file") if file.filename]
    try:
        if not files:
            raise MisuseError(Message("no file was chosen: choose the export that the network sent you"))
        if len(files) > MOST_FILES:
            raise MisuseError(Message("these are more than {most} files: choose those of one export", most=MOST_FILES))
        streams = [(replace_unprintable(clean_file_name(file.filename)), file.stream) for file in files]
        job = get_importer().begin(streams)
    except UnrollerError as error:
        return _render_imports(Alert(format_error(error))), error.http_status
    finally:
        for file in files:
            file.close()  # gigabytes, perhaps: what holds them until now goes at once
        forget_running_import()
    return redirect(f"{presenters.IMPORTS_URL}/{job.id}", 303)


@blueprint.get("/<name>")
def show_import(name: str) -> View:
    """One import: its progress, what it can keep, its results."""
    return _render_import(get_importer().get(name), presenters.parse_form(request.args))


@blueprint.get("/<name>.json")
def get_progress(name: str) -> dict[str, object]:
    """The progress of an import, for the page's script."""
    job = get_importer().get(name)
    progress = presenters.present_progress(job)
    return {
        "phase": job.phase,
        "running": job.is_running,
        "done": job.done,
        "total": job.total,
        "part": progress.part,
        "left": progress.left,
        "says": progress.says,
        "line": presenters.present_running(job).text,
    }


@blueprint.post("/<name>")
def change_import(name: str) -> View:
    """Do what the button says: turn the pages of what can be kept, keep, stop, go on, forget."""
    do, form = request.form.get("do", "show"), presenters.parse_form(request.form)
    if not is_valid_form():
        try:
            return _render_import(get_importer().get(name), form, gettext(EXPIRED)), 403
        except UnrollerError:  # whether there is such an import is nobody's business without a form of ours
            raise ExpiredFormError from None
    job = get_importer().get(name)
    if do == "show":
        return _render_import(job, form.at_page(1))
    if do.startswith("page:"):
        return _render_import(
            job, form.at_page(presenters.parse_form(MultiDict({"page": do.removeprefix("page:")})).page)
        )
    try:
        return redirect(_perform(job, do, form), 303)
    except UnrollerError as error:
        return _render_import(get_importer().get(name), form, format_error(error)), error.http_status
    finally:
        forget_running_import()


def _perform(job: Job, do: str, form: presenters.ImportForm) -> str:
    """Do what a button says, and return the URL to go to."""
    importer = get_importer()
    if do == "forget":
        importer.forget(job.id)
        return f"{presenters.IMPORTS_URL}?forgotten"
    if do == "stop":
        importer.stop(job.id)
    elif do == "resume":
        importer.resume(job.id)
    elif do == "none":
        importer.keep(job.id, Selection(roots=()))
    elif do == "keep":
        if not form.ticked:
            raise MisuseError(Message("nothing was chosen: tick the threads that are meant"))
        importer.keep(job.id, Selection(min_posts=1, limited=form.limited, roots=form.ticked))
    elif do == "all":
        importer.keep(job.id, form.all_passing or _select_roots(job, form))
    else:
        raise MisuseError(Message("form: it does not say what to do: go back and choose again"))
    return f"{presenters.IMPORTS_URL}/{job.id}"


def _select_roots(job: Job, form: presenters.ImportForm) -> Selection:
    """All that passes, by name."""
    roots = presenters.iter_roots(_get_lister(job, replace(form, sort="newest"))) if form.kinds else ()
    return Selection(min_posts=1, limited=form.limited, roots=tuple(roots))


def _get_lister(job: Job, form: presenters.ImportForm) -> Callable[[int, int], ThreadRows]:
    """What lists the threads that pass, from an offset on, so many."""

    def list_threads(offset: int, limit: int) -> ThreadRows:
        return get_importer().list_threads(
            job.id, form.filter, kinds=form.kinds, sort=form.sort, offset=offset, limit=limit
        )

    return list_threads


# -- pages -------------------------------------------------------------------------------------------------------------


def _render_imports(message: Alert | None = None, *, notice: str = "") -> str:
    most = get_library().settings.limits.import_bytes
    try:
        jobs = get_importer().list_jobs()
    except MisuseError as error:
        jobs, message = (), message or Alert(format_error(error))

    return render(
        ImportsPage(
            token=create_form_token(),
            most=presenters.format_gigabytes(most),
            most_bytes=most,
            rows=tuple(map(presenters.build_import_row, jobs[:MOST_LISTED])),
            reports=tuple(
                presenters.build_report_link(*report) for report in get_library().archive.list_reports()[:MOST_LISTED]
            ),
            message=message,
            notice=notice,
        )
    )


def _render_import(job: Job, form: presenters.ImportForm, message: str = "") -> str:
    done = job.phase == "done"
    return render(
        presenters.build_import_page(
            job,
            create_form_token(),
            message=message,
            selection=_build_selection(job, form) if job.phase == "ready" else None,
            finished=get_importer().get_result(job.id) if done else None,
            threads=_link_threads(job) if done else None,
        )
    )


def _build_selection(job: Job, form: presenters.ImportForm) -> SelectionForm:
    list_threads, state = _get_lister(job, form), get_state()
    listing = list_threads((form.page - 1) * presenters.ROWS, presenters.ROWS)
    if listing.total and not listing.rows:
        form, listing = form.at_page(1), list_threads(0, presenters.ROWS)
    ids = {row.kept: presenters.find_thread_id(row.kept) for row in listing.rows if row.kept}
    shown = state.catalog.get_threads(list(ids.values()))
    return presenters.build_selection_form(
        job, listing, form, shows=lambda address: ids.get(address) in shown, private=state.shows("private")
    )


def _link_threads(job: Job) -> PageLink | None:
    """The way to the account's threads, where some of them are shown here."""
    handle = job.owner.lstrip("@")
    if not handle or not get_state().catalog.count_threads([("author", handle)]):
        return None
    url = get_author_url(handle)
    return PageLink(gettext("All threads by %(author)s", author="@" + escape_name(handle)), url) if url else None


# -- reports -----------------------------------------------------------------------------------------------------------


@blueprint.get("/<name>/receipt")
def show_import_report(name: str) -> View:
    """What became of every post of an import."""
    job = get_importer().get(name)
    finished = get_importer().get_result(name)
    if finished is None:
        raise NotFoundError(technical("this import is not done").about(name))
    back = PageLink(gettext("Back to the import"), f"{presenters.IMPORTS_URL}/{job.id}")
    return _render_report(finished.receipt.to_record(), back)


@reports.get("/<name>")
def show_stored_report(name: str) -> View:
    """A report that is stored in the archive."""
    return _render_report(
        get_library().archive.read_report(name), PageLink(gettext("All imports"), presenters.IMPORTS_URL)
    )


def _render_report(record: dict[str, Any], back: PageLink) -> str:
    url = request.host_url.rstrip("/") + request.path
    catalog, ids = get_state().catalog, [str(one) for one in record.get("kept", ())]
    shown = list(catalog.get_threads(ids, presenters.MOST_KEPT).values())
    return render(presenters.build_report_page(record, shown, catalog.count_kept(ids), back=back, address=url))
