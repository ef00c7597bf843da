"""What every view uses: the library behind the app, and rendering a context with its template."""

from __future__ import annotations

import re
import threading
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, fields, replace
from functools import cached_property
from typing import cast

from flask import Flask, current_app, render_template, request

from unroller.archive import Summary
from unroller.errors import NotFoundError
from unroller.library import Library, SearchAnswer
from unroller.model import Visibility
from unroller.search import Results, Suggestion
from unroller.search.analysis import fold
from unroller.search.ast import expand_handle
from unroller.web.edit.viewmodels import Further
from unroller.web.i18n import add_language_to_links, sentences
from unroller.web.imports.viewmodels import Importing
from unroller.web.links.queue import LinkCheckQueue
from unroller.web.links.viewmodels import Looking
from unroller.web.preview.viewmodels import Handing
from unroller.web.threads.related import RelatedIndex, build_related_index
from unroller.web.viewmodels import Page

_STATE = "unroller"
_LOOKUPS = "unroller.lookups"


@dataclass(frozen=True)
class ThreadList:
    """All kept threads, newest first, and by id; `names` are handles and hashtags as written, by ``field:value``."""

    summaries: tuple[Summary, ...]
    by_id: Mapping[str, Summary]
    names: Mapping[str, str]

    @cached_property
    def kinship(self) -> RelatedIndex:
        """What the threads share; made when a page first asks."""
        return build_related_index(self.summaries)


class LibraryState:
    """A library for many threads of one process: the archive and the index are each opened once.

    Private threads are in it only where whoever started the app said so (`private`).
    """

    def __init__(self, library: Library, *, private: bool = False) -> None:
        self.library = library
        #: What kinds of threads search may speak of; None for all.
        self.visible: tuple[Visibility, ...] | None = None if private else ("public",)
        self._opening = threading.Lock()
        self._listed: tuple[object, ThreadList] | None = None

    def listing(self) -> ThreadList:
        """The kept threads. Made anew only when the ledger has grown: most pages show a list, few change one."""
        archive = self.library.archive
        state = (archive.uuid, archive.sequence)
        listed = self._listed
        if listed is None or listed[0] != state:
            summaries = tuple(one for one in self.library.list() if self.shows(one.visibility))
            listed = self._listed = (
                state,
                ThreadList(summaries, {one.id: one for one in summaries}, _collect_names(summaries)),
            )
        return listed[1]

    def shows(self, visibility: Visibility) -> bool:
        """Whether threads of this visibility are shown."""
        return self.visible is None or visibility in self.visible

    def search(self, query: str, limit: int, offset: int, *, facets: bool = False) -> Results:
        """The posts that match, best first; with `facets`, how all threads that match are spread."""
        self.warm()
        return self._shown(self.library.search(query, limit=limit, offset=offset, facets=facets, visible=self.visible))

    def answer(
        self, query: str, limit: int, offset: int, *, facets: bool = False, verbatim: bool = False
    ) -> SearchAnswer:
        """As :meth:`search`; where nothing is found, what is found for the query that was meant, unless `verbatim`."""
        self.warm()
        found = self.library.answer(
            query, limit=limit, offset=offset, facets=facets, visible=self.visible, verbatim=verbatim
        )
        return replace(found, results=self._shown(found.results))

    def _shown(self, found: Results) -> Results:
        if self.visible is None:
            return found
        # The index may be a moment behind; the list never is.
        shown = self.listing().by_id
        return replace(found, hits=tuple(hit for hit in found.hits if hit.id in shown))

    def suggest(self, query: str, most: int) -> tuple[Suggestion, ...]:
        """How the query may go on."""
        self.warm()
        return self.library.index.suggest(query, most=most, visible=self.visible)

    def warm(self) -> None:
        """Open what is opened on first use, before several requests ask for it at once."""
        with self._opening:
            _ = self.library.archive, self.library.index


def _collect_names(summaries: Iterable[Summary]) -> dict[str, str]:
    found: dict[str, str] = {}
    for summary in summaries:
        if summary.author:
            for key in expand_handle(summary.author):
                found.setdefault(f"from:{key}", summary.author.lstrip("@")[: len(key)])
        for hashtag in summary.hashtags:
            written = hashtag.lstrip("#＃")
            found.setdefault(f"hashtag:{fold(written)}", written)
    return found


def install(app: Flask, library: Library, *, private: bool = False) -> None:
    """Put `library` behind `app`; with `private`, private threads too."""
    app.extensions[_STATE] = LibraryState(library, private=private)
    app.extensions[_LOOKUPS] = LinkCheckQueue(library)

    # Every address of a thread has its key in this place: no view can forget to ask.
    @app.before_request
    def keep_private() -> None:
        if key := (request.view_args or {}).get("key"):
            require_visible(key)


def require_visible(key: str) -> str:
    """The id of the thread that `key` stands for.

    Raises:
        NotFoundError: there is none, or it is private and not shown here. Nothing tells which.
    """
    archive = get_library().archive
    thread = archive.resolve(key)
    if get_state().visible is not None and not get_state().shows(archive.state(thread).visibility):
        raise NotFoundError(f"{key}: no such thread is kept here: `unroller list` shows all")
    return thread


def get_state() -> LibraryState:
    """The library of the app that answers now, with its lock."""
    return cast(LibraryState, current_app.extensions[_STATE])


def get_link_queue() -> LinkCheckQueue:
    """What looks links up behind the pages of the app that answers now."""
    return cast(LinkCheckQueue, current_app.extensions[_LOOKUPS])


def get_library() -> Library:
    """The library of the app that answers now."""
    return get_state().library


def render(context: Page | Further | Handing | Looking | Importing) -> str:
    """The page of `context`: its template is given its fields, and the language."""
    values = {field.name: getattr(context, field.name) for field in fields(context)}
    return add_language_to_links(render_template(context.template, **values))


def format_limit(size: int) -> str:
    """A limit for people: ``8 MB``."""
    return sentences.size(f"{size // (1024 * 1024)} MB" if size >= 1024 * 1024 else f"{size // 1024} kB")


def get_number(field: str, default: int, most: int) -> int:
    """A whole number of the address, or the default: a slip in an address is no reason for an error page."""
    given = request.args.get(field, "")
    return min(int(given), most) if re.fullmatch(r"[0-9]{1,10}", given) else default
