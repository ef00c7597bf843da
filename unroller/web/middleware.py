"""Answers made smaller for browsers that take gzip: pages and text files, a third of their size on the way.

A page with a form in it goes as it is: its token is a secret, and the size of a compressed page that also holds what a
visitor sent would tell an eavesdropper about it, guess by guess (the BREACH attack).
"""

from __future__ import annotations

import gzip
import re
from functools import lru_cache

from flask import Flask, Response, g, request

COMPRESSED_TYPES = {
    "text/html", "text/css", "text/javascript", "image/svg+xml", "text/plain", "text/markdown",
    "application/json", "application/atom+xml", "application/manifest+json",
}  # fmt: skip
#: Smaller answers fit one packet anyway.
MIN_BYTES = 1000
#: Of the 1 to 9 of gzip: past 6 it takes much longer for little.
LEVEL = 6


def forbid_compression() -> None:
    """Say that the page being made holds a secret, and must not be compressed."""
    g.holds_secret = True


def compress(response: Response) -> Response:
    """Compress an answer where that is safe and worth it."""
    if request.method != "GET" or response.status_code != 200 or response.mimetype not in COMPRESSED_TYPES:
        return response
    response.vary.add("Accept-Encoding")
    if g.get("holds_secret") or response.content_encoding or not request.accept_encodings["gzip"]:
        return response
    lasting = request.endpoint == "static"
    response.direct_passthrough = False
    given = response.response
    data = response.get_data()
    if callable(close := getattr(given, "close", None)):
        close()
    if len(data) < MIN_BYTES:
        return response
    response.set_data(_compress_static(data, response.mimetype) if lasting else gzip.compress(data, LEVEL, mtime=0))
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


def install(app: Flask) -> None:
    """Compress the answers of `app`."""
    app.after_request(compress)
