"""Every refusal as a page with the way back; for programs (paths under ``/api/``) as JSON."""

from __future__ import annotations

import logging

from flask import Flask, Response, make_response, request
from werkzeug.exceptions import HTTPException
from werkzeug.wrappers import Response as AnyResponse

from unroller.errors import NotFoundError, UnrollerError
from unroller.web.i18n import N_, gettext
from unroller.web.presenters import format_error, format_limit
from unroller.web.preview.batch import get_unsaved_text
from unroller.web.security import ExpiredFormError, ForeignFormError
from unroller.web.state import get_library, render
from unroller.web.viewmodels import ErrorPage

LOG = logging.getLogger("unroller.web")

Answer = tuple[str | dict[str, object], int]
#: Forms of text, which is shown again, so that nothing typed is lost.
TEXT_ENDPOINTS = ("preview.preview_capture", "preview.keep_threads", "preview.receive_share")

HEADINGS = {
    400: N_("That request does not make sense"),
    403: N_("That is not allowed"),
    404: N_("There is no such page"),
    405: N_("That page cannot do this"),
    413: N_("That is too much at once"),
    415: N_("That is not text"),
    422: N_("No thread could be read in it"),
    500: N_("Something broke here"),
    503: N_("Search is not available"),
    507: N_("There is no room to keep it"),
}
TEXTS = {
    400: N_("The request was not understood, or was sent to a name this app does not answer to."),
    404: N_("Perhaps the thread was removed, or the address was cut short on its way."),
    405: N_("The address is right, but it cannot be used like this."),
    500: N_("It is our fault, it is in the log, and nothing that was kept is lost."),
}
ANY = N_("The request could not be answered.")
ADVICE = {
    400: N_("Go back and try once more. To reach the app by another host name, name it in UNROLLER_HOSTS."),
    403: N_("Open the page again here, and send the form from it."),
    404: N_("The search finds every thread that is kept here."),
    413: N_("Hand in one thread at a time, or keep large files from the command line with “unroller add”."),
}


def install(app: Flask) -> None:
    """Answer every error of `app` with a page of its own."""
    app.register_error_handler(UnrollerError, _handle_own)
    app.register_error_handler(HTTPException, _handle_http)
    app.register_error_handler(Exception, _handle_unexpected)


def _handle_own(error: UnrollerError) -> Answer:
    # Of what is not here a page speaks in its own words: the library's sentence speaks to the command line.
    text = gettext(TEXTS[404]) if isinstance(error, NotFoundError) else format_error(error)
    if error.http_status >= 500:
        LOG.error("%s %s: %s", request.method, request.endpoint, error.__class__.__name__)
    return _respond(error.http_status, text)


def _handle_http(error: HTTPException) -> Response | AnyResponse:
    status = error.code or 500
    if error.response is not None or status < 400:
        return error.get_response()
    text = gettext(_select_text(error))
    if status == 413:
        text = gettext(
            "An upload may hold up to %(most)s.", most=format_limit(get_library().settings.limits.request_bytes)
        )
    response = make_response(_respond(status, text))
    if allow := error.get_response().headers.get("Allow"):
        response.headers["Allow"] = allow
    return response


def _select_text(error: HTTPException) -> str:
    """The text for an error that is not ours: its class speaks English, and to programmers."""
    if isinstance(error, ExpiredFormError | ForeignFormError):
        return error.description
    return TEXTS.get(error.code or 500, ANY)


def _handle_unexpected(error: Exception) -> Answer:
    LOG.exception("%s %s", request.method, request.endpoint, exc_info=error)
    return _respond(500, gettext(TEXTS[500]))


def _respond(status: int, text: str) -> Answer:
    if request.path.startswith("/api/"):
        return {"error": text, "status": status}, status
    heading = gettext(HEADINGS.get(status, N_("That did not work")))
    advice = gettext(ADVICE[status]) if status in ADVICE else ""
    return render(ErrorPage(status, heading, text, advice, _get_unsaved_text())), status


def _get_unsaved_text() -> str:
    if request.endpoint not in TEXT_ENDPOINTS:
        return ""
    try:
        return get_unsaved_text(request.form, get_library().settings.limits)
    except HTTPException:  # the form itself cannot be read
        return ""
