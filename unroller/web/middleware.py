"""Delivery: responses are compressed, and static files have names that change when they do.

Browsers that take gzip get pages and text files at a third of their size. A page with a form goes as it is: its token
is a secret, and the size of a compressed page that also holds what a visitor sent would tell an eavesdropper about it,
guess by guess (the BREACH attack). Static files may be cached for a year, because their URL has their version.
"""

from __future__ import annotations

import gzip
import hashlib
import re
from functools import lru_cache
from pathlib import Path

from flask import Flask, Response, g, request

COMPRESSED_TYPES = {
    "text/html", "text/css", "text/javascript", "image/svg+xml", "text/plain", "text/markdown",
    "application/json", "application/atom+xml", "application/manifest+json",
}  # fmt: skip
#: Smaller responses fit one packet anyway.
MIN_BYTES = 1000
#: Of the 1 to 9 of gzip: past 6 it takes much longer for little.
LEVEL = 6
STATIC_FOLDER = Path(__file__).resolve().parent / "static"
YEAR_SECONDS = 365 * 24 * 60 * 60
#: Fonts are named in the stylesheet, without a version; their content never changes under one name.
IMMUTABLE = ("fonts/",)


def forbid_compression() -> None:
    """Say that the page being rendered holds a secret, and must not be compressed."""
    g.holds_secret = True


def compress(response: Response) -> Response:
    """Compress a response where that is safe and worth it."""
    if request.method != "GET" or response.status_code != 200 or response.mimetype not in COMPRESSED_TYPES:
        return response
    response.vary.add("Accept-Encoding")
    if g.get("holds_secret") or response.content_encoding or not request.accept_encodings["gzip"]:
        return response
    response.direct_passthrough = False
    body = response.response
    data = response.get_data()
    if callable(close := getattr(body, "close", None)):
        close()
    if len(data) < MIN_BYTES:
        return response
    static = request.endpoint == "static"
    response.set_data(_compress_static(data, response.mimetype) if static else gzip.compress(data, LEVEL, mtime=0))
    response.content_encoding = "gzip"
    if etag := response.get_etag()[0]:
        response.set_etag(etag, weak=True)
    return response


@lru_cache(maxsize=32)
def _compress_static(data: bytes, kind: str) -> bytes:
    """A static file, compressed once."""
    return gzip.compress(minify(data, kind), 9, mtime=0)


def minify(data: bytes, kind: str) -> bytes:
    """A style sheet or script of ours without its comments and indentation: a fifth of what is sent is prose for us.

    Only whole lines of comment leave a script, and none of ours has a string across lines.
    """
    if kind == "text/css":
        return re.sub(rb"\s*\n\s*", b"\n", re.sub(rb"/\*.*?\*/", b"", data, flags=re.DOTALL))
    if kind == "text/javascript":
        return re.sub(rb"^[ \t]+", b"", re.sub(rb"^[ \t]*//.*\n", b"", data, flags=re.MULTILINE), flags=re.MULTILINE)
    return data


class StaticFiles:
    """The static files in `folder`, with the beginning of their SHA-256 as their version."""

    def __init__(self, folder: Path = STATIC_FOLDER) -> None:
        self.versions = {
            path.relative_to(folder).as_posix(): hashlib.sha256(path.read_bytes()).hexdigest()[:12]
            for path in sorted(folder.rglob("*"))
            if path.is_file()
        }

    def get_url(self, name: str) -> str:
        """The URL of a static file; raises KeyError for one that is not there, so that a slip shows in tests."""
        return f"/static/{name}?v={self.versions[name]}"

    def set_caching(self, response: Response) -> Response:
        """Let browsers keep a file whose URL has its current version."""
        if request.endpoint == "static" and response.status_code in (200, 206, 304):
            name = (request.view_args or {}).get("filename", "")
            current = request.args.get("v") == self.versions.get(name) or name.startswith(IMMUTABLE)
            response.headers["Cache-Control"] = f"public, max-age={YEAR_SECONDS}, immutable" if current else "no-cache"
        return response


def install(app: Flask) -> StaticFiles:
    """Compress the responses of `app`, set the caching of its static files, which it gives, and offer ``asset(name)``
    to templates."""
    files = StaticFiles()
    app.add_template_global(files.get_url, "asset")
    app.after_request(compress)
    app.after_request(files.set_caching)  # before compressing: Flask runs these from the last to the first
    return files
