"""The state of the app: the library behind it, what it lists, the imports into it; and rendering a page."""

from __future__ import annotations

import logging
import re
import threading
import time
from collections.abc import Callable, Iterable, Mapping
from dataclasses import fields, replace
from typing import cast

from flask import Flask, current_app, redirect, render_template, request
from werkzeug.wrappers import Response

from unroller.account_import import Imports
from unroller.account_import.jobs import Job
from unroller.archive import StoredThread, Summary
from unroller.archive.catalog.interface import Catalog
from unroller.archive.catalog.names import NameKind
from unroller.errors import NotFoundError, UnrollerError
from unroller.library import Library, SearchAnswer
from unroller.messages import technical
from unroller.model import Visibility
from unroller.search import Facets, Results, Suggestion
from unroller.search.analysis import fold
from unroller.search.ast import expand_handle
from unroller.web.i18n import add_language_to_links
from unroller.web.viewmodels import Page

LOG = logging.getLogger("unroller.web")
_STATE, _IMPORTS, _RUNNING = "unroller", "unroller.imports", "unroller.imports.seen"
#: For so many seconds every page says the same about the import that is under way: asking for it reads files.
_RUNNING_SECONDS = 1.0
#: Tags in use that a field for tags offers: those that most threads have.
KNOWN_TAGS = 200

#: What a view returns.
View = str | tuple[str, int] | Response


class LibraryState:
    """A library for many threads of one process: the archive and the index are each opened once.

    Private threads are in it only where whoever started the app chose so (`private`).
    """

    def __init__(self, library: Library, *, private: bool = False) -> None:
        self.library = library
        #: What kinds of threads search may speak of; None for all.
        self.visible: tuple[Visibility, ...] | None = None if private else ("public",)
        self._opening = threading.Lock()

    @property
    def catalog(self) -> Catalog:
        """What the threads that are shown are listed by."""
        catalog = self.library.catalog
        return catalog if self.visible is None else catalog.only_public()

    def list_known_tags(self) -> tuple[str, ...]:
        """Tags in use, for a field for tags to offer; none where they cannot be listed, which no page fails for."""
        try:
            names = [one.name for one in self.catalog.list_names("tag", KNOWN_TAGS)]
        except UnrollerError:
            return ()
        return tuple(sorted(names, key=str.casefold))

    def shows(self, visibility: Visibility) -> bool:
        """Whether threads of this visibility are shown."""
        return self.visible is None or visibility in self.visible

    def search(self, query: str, limit: int, offset: int) -> Results:
        """The posts that match, best first."""
        self.preload()
        return self._filter_shown(self.library.search(query, limit=limit, offset=offset, visible=self.visible))

    def answer(
        self, query: str, limit: int, offset: int, *, facets: bool = False, verbatim: bool = False
    ) -> SearchAnswer:
        """As :meth:`search`; where there are no hits, those of the query that was meant, unless `verbatim`. With
        `facets`, also how all threads that match are spread."""
        self.preload()
        answer = self.library.answer(
            query, limit=limit, offset=offset, facets=facets, visible=self.visible, verbatim=verbatim
        )
        return replace(answer, results=self._filter_shown(answer.results))

    def _filter_shown(self, results: Results) -> Results:
        if self.visible is None:
            return results
        # The index may be a moment behind; the catalog never is.
        by_id = self.catalog.get_threads([hit.id for hit in results.hits])
        return replace(results, hits=tuple(hit for hit in results.hits if hit.id in by_id))

    def suggest(self, query: str, most: int) -> tuple[Suggestion, ...]:
        """How the query may go on."""
        self.preload()
        return self.library.index.suggest(query, most=most, visible=self.visible)

    def preload(self) -> None:
        """Open what is opened on first use, before several requests ask for it at once."""
        with self._opening:
            _ = self.library.archive, self.library.index


def find_spellings(catalog: Catalog, facets: Facets | None, shown: Iterable[Summary]) -> Mapping[str, str]:
    """Handles and hashtags among `facets` as people write them, by ``field:value``: as one of the threads that are
    `shown` does, else as the first in the catalog."""
    names: dict[str, str] = {}
    for summary in shown:
        if summary.author:
            for key in expand_handle(summary.author):
                names.setdefault(f"from:{key}", summary.author.lstrip("@")[: len(key)])
        for hashtag in summary.hashtags:
            name = hashtag.lstrip("#＃")
            names.setdefault(f"hashtag:{fold(name)}", name)
    kinds: tuple[tuple[str, NameKind], ...] = (("from", "author"), ("hashtag", "hashtag"))
    for field, kind in kinds if facets else ():
        for value, _ in facets.counts.get(field, ()) if facets else ():
            key = f"{field}:{value}"
            if key not in names and (written := catalog.find_written(kind, value)):
                names[key] = written
    return names


def install(app: Flask, library: Library, present_import: Callable[[Job], object], *, private: bool = False) -> None:
    """Put `library` behind `app`; with `private`, private threads too.

    Every page may say in its head what import is under way, as `present_import` presents it.
    """
    app.extensions[_STATE] = LibraryState(library, private=private)

    # Every address of a thread has its key in this place: no view can forget to ask.
    @app.before_request
    def keep_private() -> None:
        if key := (request.view_args or {}).get("key"):
            require_visible(key)

    @app.template_global()
    def running_import() -> object:
        return present_import(job) if (job := find_running_import()) else None


def get_state() -> LibraryState:
    """The state of the app that answers now."""
    return cast(LibraryState, current_app.extensions[_STATE])


def get_library() -> Library:
    """The library of the app that answers now."""
    return get_state().library


def get_importer() -> Imports:
    """What imports accounts behind the app that answers now."""
    if _IMPORTS not in current_app.extensions:
        current_app.extensions[_IMPORTS] = Imports(get_library())
    return cast(Imports, current_app.extensions[_IMPORTS])


def find_running_import() -> Job | None:
    """The import that is under way, if any; remembered for a moment. It never fails."""
    now = time.monotonic()
    remembered: tuple[float, Job | None] | None = current_app.extensions.get(_RUNNING)
    if remembered and now - remembered[0] < _RUNNING_SECONDS:
        return remembered[1]
    job: Job | None = None
    try:
        if _IMPORTS in current_app.extensions or get_library().settings.imports.is_dir():
            job = next((one for one in get_importer().list_jobs() if one.is_running), None)
    except (UnrollerError, OSError) as error:
        LOG.warning("imports cannot be listed: %s", error)
    current_app.extensions[_RUNNING] = (now, job)
    return job


def forget_running_import() -> None:
    """Look again for the import that is under way: something was just done with one."""
    current_app.extensions.pop(_RUNNING, None)


def require_visible(key: str) -> str:
    """The id of the thread that `key` names.

    Raises:
        NotFoundError: there is none, or it is private and not shown here. Nothing tells which.
    """
    state, archive = get_state(), get_library().archive
    thread = archive.resolve(key)
    if state.visible is not None and not state.shows(archive.read_state(thread).visibility):
        raise NotFoundError(technical("no such thread is kept here: `unroller list` shows all").about(key))
    return thread


def redirect_to_canonical(key: str, kept: StoredThread, rest: str = "") -> Response | None:
    """The way to the thread's own URL, where `key` is an old slug or a part of its id; None where it is that already.
    `rest` follows the URL of the thread's page."""
    if f"/t/{key}" == kept.url:
        return None
    query = request.query_string.decode("ascii", "ignore")
    return redirect(f"{kept.url}{rest}" + (f"?{query}" if query else ""), 308)


def render(page: Page) -> str:
    """The HTML of `page`: its template gets its fields, and the language."""
    values = {field.name: getattr(page, field.name) for field in fields(page)}
    return add_language_to_links(render_template(page.template, **values))


def get_number(field: str, default: int, most: int) -> int:
    """A whole number of the URL's query, or `default`: a slip in an address is no reason for an error page."""
    value = request.args.get(field, "")
    return min(int(value), most) if re.fullmatch(r"[0-9]{1,10}", value) else default
