"""The app factory: one library, thin views, every answer protected."""

from __future__ import annotations

from flask import Flask
from werkzeug.routing import BaseConverter

from unroller.config import Settings, find_template_folder
from unroller.library import Library
from unroller.web import api, assets, errors, i18n, middleware, security, state
from unroller.web.edit import views as edit
from unroller.web.imports import views as imports
from unroller.web.library import views as lists
from unroller.web.links import views as links
from unroller.web.preview import batch, submission
from unroller.web.preview import views as preview
from unroller.web.search import views as search
from unroller.web.threads import citations, media, versions
from unroller.web.threads import views as threads


class KeyConverter(BaseConverter):
    """A thread's address: slug and id, an id, or the beginning of one. Never a dot: what follows one is a suffix."""

    regex = r"[A-Za-z0-9-]{1,128}"


def create_app(settings: Settings, *, hosts: tuple[str, ...] = (), private: bool = False) -> Flask:
    """The web app on the archive of `settings`, answering to loopback names, `settings.hosts` and `hosts`.

    With `private`, private threads are shown too, marked as such; else nothing tells that they are there.

    Nothing is created but the signing key beside the search index; the archive is opened when it is first needed.
    """
    app = Flask("unroller.web", template_folder=str(find_template_folder()), static_folder=str(assets.STATIC_FOLDER))
    app.config.update(
        MAX_CONTENT_LENGTH=settings.limits.request_bytes,
        # Text fields stay in memory while they are read: a paste may be as large as a whole upload, once encoded.
        MAX_FORM_MEMORY_SIZE=settings.limits.request_bytes,
        MAX_FORM_PARTS=20 + 4 * batch.MOST_FILES,
    )
    app.url_map.converters["key"] = KeyConverter
    app.jinja_env.trim_blocks = app.jinja_env.lstrip_blocks = True
    app.json.ensure_ascii = False  # type: ignore[attr-defined]
    app.json.sort_keys = False  # type: ignore[attr-defined]
    security.protect(app, (*settings.hosts, *hosts), security.load_signing_key(settings.index))
    state.install(app, Library(settings), private=private)
    i18n.install(app)
    middleware.install(app)  # before what sets headers on it: Flask runs these from the last to the first
    assets.install(app)
    errors.install(app)
    imports.install(app)
    for module in (preview, submission, threads, media, versions, citations, links, edit, lists, imports, search, api):
        app.register_blueprint(module.blueprint)
    app.register_blueprint(imports.receipts)
    return app
