"""The app factory: one library, thin views, every response protected."""

from __future__ import annotations

from flask import Flask
from werkzeug.routing import BaseConverter

from unroller.config import Settings, find_template_folder
from unroller.library import Library
from unroller.web import api, errors, i18n, middleware, page_cache, security, state
from unroller.web.edit import views as edit
from unroller.web.imports import presenters
from unroller.web.imports import views as imports
from unroller.web.library import views as lists
from unroller.web.links import queue
from unroller.web.links import views as links
from unroller.web.preview import batch
from unroller.web.preview import views as preview
from unroller.web.search import views as search
from unroller.web.threads import views as threads


class KeyConverter(BaseConverter):
    """A thread's key in a URL: slug and id, an id, or the start of one. Never a dot: what follows one is a suffix."""

    regex = r"[A-Za-z0-9-]{1,128}"


def create_app(settings: Settings, *, hosts: tuple[str, ...] = (), private: bool = False) -> Flask:
    """The web app on the archive of `settings`, answering to loopback names, `settings.hosts` and `hosts`.

    With `private`, private threads are shown too, marked as such; else nothing tells that they are there.

    Nothing is created but the signing key beside the search index; the archive is opened when it is first needed.
    """
    app = Flask(
        "unroller.web", template_folder=str(find_template_folder()), static_folder=str(middleware.STATIC_FOLDER)
    )
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
    library = Library(settings)
    security.protect(app, (*settings.hosts, *hosts), security.load_signing_key(settings.index))
    state.install(app, library, presenters.present_running, private=private)
    queue.install(app, library)
    i18n.install(app)
    files = middleware.install(app)
    page_cache.install(app, library, files.versions)
    errors.install(app)
    for module in (preview, threads, links, edit, lists, imports, search, api):
        app.register_blueprint(module.blueprint)
    app.register_blueprint(imports.reports)
    return app
