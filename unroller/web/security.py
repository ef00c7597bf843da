"""What keeps a page from being turned against its reader: headers, trusted hosts, and forms only from our own pages.

No cookie is set for anybody. A form carries a token instead, signed with a key of this installation, that runs out
after a day and is bound to the address and the program that requested the form: a token that another site fetched does
not fit our visitor. Where the browser says who sends a request (``Sec-Fetch-Site``, ``Origin``), that must agree too.
"""

from __future__ import annotations

import hashlib
import os
import stat
import tempfile
from collections.abc import Iterable
from pathlib import Path
from urllib.parse import urlsplit

from flask import Flask, Response, current_app, g, request
from itsdangerous import BadData, URLSafeTimedSerializer
from werkzeug.exceptions import BadRequest, Forbidden

from unroller.regex import compile_re
from unroller.web.i18n import N_
from unroller.web.middleware import forbid_compression

#: Loopback names always work; anything else is named by the person who runs the app. Ends DNS rebinding.
LOOPBACK = ("localhost", "127.0.0.1", "[::1]")

#: Seconds a form stays good: a page left open over night still works in the morning.
FORM_AGE = 24 * 60 * 60
KEY_BYTES = 32

#: Nothing from elsewhere, nothing inline. ``font-src`` is for our own text face.
PAGE_POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; font-src 'self'; "
    "connect-src 'self'; form-action 'self'; manifest-src 'self'; "
    "base-uri 'none'; object-src 'none'; frame-ancestors 'none'"
)
#: For files people submitted or download: even if a browser showed one as a page, it could do nothing.
FILE_POLICY = "default-src 'none'; sandbox; frame-ancestors 'none'"

HEADERS = {
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "no-referrer",
    "Cross-Origin-Resource-Policy": "same-origin",
    # Other people's words: kept for the person who keeps them, not put before the world under another name.
    "X-Robots-Tag": "noindex, nofollow",
}
#: What has a meaning for pages only; a style sheet or font with them is but larger.
PAGE_HEADERS = {
    "Cross-Origin-Opener-Policy": "same-origin",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=(), payment=(), usb=()",
}


_HOST = compile_re(r"(\[[0-9a-f:.]{2,45}\]|[a-z0-9._-]{1,253})(?::[0-9]{1,5})?")


class UnknownHostError(BadRequest):
    """The request names a host that this app does not answer to."""

    description = "This app does not answer to that host name."


class ExpiredFormError(Forbidden):
    """The form is too old, or was rendered for another visitor. Showing it again renders a good one."""

    description = N_("This form was open for too long, or was made for another connection.")


class ForeignFormError(Forbidden):
    """The request was sent by a page of another site."""

    description = N_("This request came from another site’s page, so nothing was done.")


def protect(app: Flask, hosts: Iterable[str], key: bytes) -> None:
    """Give `app` its signing `key`, the host names it answers to, and the headers of every answer."""
    app.secret_key = key
    known = frozenset(host.casefold().rstrip(".") for host in (*LOOPBACK, *hosts))

    # Flask's TRUSTED_HOSTS cannot name an IPv6 address: it takes ``[::1]`` for a name with a port.
    @app.before_request
    def require_known_host() -> None:
        if parse_host_name(request.headers.get("Host", "")) not in known:
            raise UnknownHostError

    app.after_request(set_headers)


def parse_host_name(header: str) -> str:
    """The name in a Host header, without its port; empty when it is none."""
    match = _HOST.fullmatch(header.casefold())
    return match[1].rstrip(".") if match else ""


def set_headers(response: Response) -> Response:
    """Add the security headers to any answer, errors and static files included."""
    static = request.endpoint == "static"
    response.headers.setdefault("Content-Security-Policy", FILE_POLICY if static else PAGE_POLICY)
    if static:
        response.headers.remove("Content-Disposition")
    for name, value in (HEADERS if static else {**HEADERS, **PAGE_HEADERS}).items():
        response.headers.setdefault(name, value)
    if request.method == "POST":
        response.headers["Cache-Control"] = "no-store"
    else:
        response.headers.setdefault("Cache-Control", "private, no-cache")
    return response


def allow_video(page: str) -> Response:
    """A page that may play the videos kept with it, and is as any other page else."""
    response = current_app.make_response(page)
    response.headers["Content-Security-Policy"] = f"{PAGE_POLICY}; media-src 'self'"
    return response


def sandbox(response: Response) -> Response:
    """Mark `response` as a file that must never act as a page."""
    response.headers["Content-Security-Policy"] = FILE_POLICY
    return response


def create_form_token() -> str:
    """A token for the forms of the page that is rendered, one for all of them; see :func:`is_valid_form`."""
    forbid_compression()
    if "form_token" not in g:
        g.form_token = str(_get_serializer().dumps(_identify_visitor()))
    return str(g.form_token)


def require_same_site() -> None:
    """Let a POST pass only when the browser does not say that another site sent it. Nothing of the form is read.

    Raises:
        ForeignFormError: the browser names another origin.
    """
    site = request.headers.get("Sec-Fetch-Site")
    if site is not None and site not in ("same-origin", "none"):
        raise ForeignFormError
    # Our own forms send ``null`` because of the referrer policy; there the token (and Sec-Fetch-Site) decides.
    origin = request.headers.get("Origin")
    if origin not in (None, "null") and urlsplit(origin).netloc != request.host:
        raise ForeignFormError


def is_valid_form() -> bool:
    """Whether a POST was sent by one of our pages, by the one who got it: its token is not missing, wrong, too old, or
    another visitor's.

    Raises:
        ForeignFormError: the browser names another origin.
    """
    require_same_site()
    try:
        visitor: str = _get_serializer().loads(request.form.get("token", ""), max_age=FORM_AGE)
    except BadData:
        return False
    return visitor == _identify_visitor()


def _get_serializer() -> URLSafeTimedSerializer:
    key = current_app.secret_key
    if not key:
        raise RuntimeError("the app has no signing key: make it with create_app")
    return URLSafeTimedSerializer(key, salt="unroller.form", signer_kwargs={"digest_method": hashlib.sha256})


def _identify_visitor() -> str:
    """A digest of the address and program that a form is rendered for."""
    seen = f"{request.remote_addr}\n{request.headers.get('User-Agent', '')}"
    return hashlib.sha256(seen.encode("utf-8", "replace")).hexdigest()[:16]


def load_signing_key(folder: Path) -> bytes:
    """The installation's key in `folder`, created at the first start; one for this process alone when that cannot be.

    A key that others can read, or that somebody else put there, is not used.
    """
    path = folder / "form-key"
    try:
        if not path.exists():
            _write_key(path)
        return _read_key(path) or os.urandom(KEY_BYTES)
    except OSError:
        return os.urandom(KEY_BYTES)


def _read_key(path: Path) -> bytes | None:
    descriptor = os.open(path, os.O_RDONLY | os.O_CLOEXEC | getattr(os, "O_NOFOLLOW", 0))
    with os.fdopen(descriptor, "rb") as file:
        about = os.fstat(descriptor)
        ours = stat.S_ISREG(about.st_mode) and about.st_uid == os.geteuid() and not about.st_mode & 0o077
        key = file.read(KEY_BYTES + 1) if ours else b""
    return key if len(key) == KEY_BYTES else None


def _write_key(path: Path) -> None:
    """Write the key whole before it gets its name, so that a second process never reads half of it."""
    path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    descriptor, name = tempfile.mkstemp(dir=path.parent, prefix=".form-key-")  # mode 0600
    temporary = Path(name)
    try:
        with os.fdopen(descriptor, "wb") as file:
            file.write(os.urandom(KEY_BYTES))
        try:
            os.link(temporary, path)
        except FileExistsError:
            return
    finally:
        temporary.unlink(missing_ok=True)
