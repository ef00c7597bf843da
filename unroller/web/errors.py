"""Every refusal as a page with the way back; for programs (paths under ``/api/``) as JSON."""

from __future__ import annotations

import logging

from flask import Flask, Response, make_response, request
from werkzeug.exceptions import HTTPException
from werkzeug.wrappers import Response as AnyResponse

from unroller.errors import NotFoundError, UnrollerError
from unroller.web.i18n import gettext, later
from unroller.web.preview import views
from unroller.web.security import ExpiredFormError, ForeignFormError
from unroller.web.state import library, megabytes, render
from unroller.web.threads import presenters
from unroller.web.viewmodels import ErrorPage

LOG = logging.getLogger("unroller.web")

Answer = tuple[str | dict[str, object], int]

HEADINGS = {
    400: later("That request does not make sense"),
    403: later("That is not allowed"),
    404: later("There is no such page"),
    405: later("That page cannot do this"),
    413: later("That is too much at once"),
    415: later("That is not text"),
    422: later("No thread could be read in it"),
    500: later("Something broke here"),
    503: later("Search is not available"),
    507: later("There is no room to keep it"),
}
TEXTS = {
    400: later("The request was not understood, or was sent to a name this app does not answer to."),
    404: later("Perhaps the thread was removed, or the address was cut short on its way."),
    405: later("The address is right, but it cannot be used like this."),
    500: later("It is our fault, it is in the log, and nothing that was kept is lost."),
}
ANY = later("The request could not be answered.")
ADVICE = {
    400: later("Go back and try once more. To reach the app by another host name, name it in UNROLLER_HOSTS."),
    403: later("Open the page again here, and send the form from it."),
    404: later("The search finds every thread that is kept here."),
    413: later("Hand in one thread at a time, or keep large files from the command line with “unroller add”."),
}


def install(app: Flask) -> None:
    """Answer every error of `app` with a page of its own."""
    app.register_error_handler(UnrollerError, _ours)
    app.register_error_handler(HTTPException, _http)
    app.register_error_handler(Exception, _unexpected)


def _ours(error: UnrollerError) -> Answer:
    # What is not here is said in the words of a page: the library's own sentence speaks to the command line.
    said = gettext(TEXTS[404]) if isinstance(error, NotFoundError) else presenters.sentence(str(error))
    if error.http_status >= 500:
        LOG.error("%s %s: %s", request.method, request.endpoint, error.__class__.__name__)
    return _answer(error.http_status, said)


def _http(error: HTTPException) -> Response | AnyResponse:
    status = error.code or 500
    if error.response is not None or status < 400:
        return error.get_response()
    text = gettext(_told(error))
    if status == 413:
        text = gettext("An upload may hold up to %(most)s.", most=megabytes(library().settings.limits.request_bytes))
    response = make_response(_answer(status, text))
    if allow := error.get_response().headers.get("Allow"):
        response.headers["Allow"] = allow
    return response


def _told(error: HTTPException) -> str:
    """What to say of an error that is not ours: its class speaks English, and to programmers."""
    if isinstance(error, ExpiredFormError | ForeignFormError):
        return error.description
    return TEXTS.get(error.code or 500, ANY)


def _unexpected(error: Exception) -> Answer:
    LOG.exception("%s %s", request.method, request.endpoint, exc_info=error)
    return _answer(500, gettext(TEXTS[500]))


def _answer(status: int, text: str) -> Answer:
    if request.path.startswith("/api/"):
        return {"error": text, "status": status}, status
    heading = gettext(HEADINGS.get(status, later("That did not work")))
    advice = gettext(ADVICE[status]) if status in ADVICE else ""
    return render(ErrorPage(status, heading, text, advice, views.rescued())), status
