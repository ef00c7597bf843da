"""Static files under names that change when they do, so that browsers may keep them for a year."""

from __future__ import annotations

import hashlib
from pathlib import Path

from flask import Flask, Response, request

STATIC_FOLDER = Path(__file__).resolve().parent / "static"
YEAR_SECONDS = 365 * 24 * 60 * 60
#: Fonts are named in the stylesheet, without a version; their content never changes under one name.
IMMUTABLE = ("fonts/",)


class Assets:
    """The static files in `folder`, with the beginning of their SHA-256 as their version."""

    def __init__(self, folder: Path = STATIC_FOLDER) -> None:
        self.versions = {
            path.relative_to(folder).as_posix(): hashlib.sha256(path.read_bytes()).hexdigest()[:12]
            for path in sorted(folder.rglob("*"))
            if path.is_file()
        }

    def url(self, name: str) -> str:
        """The address of a static file; raises KeyError for one that is not there, so that a slip shows in tests."""
        return f"/static/{name}?v={self.versions[name]}"

    def keep(self, response: Response) -> Response:
        """Let browsers keep a file asked for by its current version."""
        if request.endpoint == "static" and response.status_code in (200, 206, 304):
            name = (request.view_args or {}).get("filename", "")
            current = request.args.get("v") == self.versions.get(name) or name.startswith(IMMUTABLE)
            response.headers["Cache-Control"] = f"public, max-age={YEAR_SECONDS}, immutable" if current else "no-cache"
        return response


def install(app: Flask) -> None:
    """Offer ``asset(name)`` to templates, and set the caching of static files."""
    assets = Assets()
    app.add_template_global(assets.url, "asset")
    app.after_request(assets.keep)
