"""Pages that are made once: each says which state of the archive it shows, and is not made again while that lasts.

A page is a function of the archive, of what stands beside it, of its address and of its language. All of these but the
address are put into one validator, the page's ``ETag``. A browser that names it is answered with 304 before anything is
loaded; for others the page is remembered, up to :data:`MOST_BYTES` in all. Nothing has to be told that it is out of
date: after a change in the archive, by this process or another, the validator is another one.

The file of one thread has a validator of its own, which other threads do not change. A page with a form is remembered
without the form's token, which is put in anew for each visitor, and has no ``ETag``: no two visitors get the same page.
"""

from __future__ import annotations

import hashlib
import time
from collections import OrderedDict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from threading import Lock

from flask import Flask, Response, g, request

from unroller import __version__
from unroller.errors import UnrollerError
from unroller.library import Library
from unroller.web.i18n import get_language
from unroller.web.links.queue import get_link_queue
from unroller.web.security import create_form_token
from unroller.web.state import find_running_import, get_library, get_state

#: Pages that show the archive and nothing else.
PAGES = frozenset({
    "threads.show_thread", "library.list_authors", "library.list_tags", "links.show_report",
    "search.show_help", "api.list_threads",
})  # fmt: skip
#: Pages with a form that show the archive and nothing else.
FORMS = frozenset({
    "preview.show_front", "library.list_threads", "library.list_by_author", "library.list_by_tag",
    "library.list_by_year", "threads.show_changes",
})  # fmt: skip
#: What search finds: of the archive as far as the index has followed it.
SEARCHES = frozenset({
    "search.show_results", "search.download_csv", "search.get_feed", "api.search_posts", "api.suggest_queries",
})  # fmt: skip
#: Files of one thread.
FILES = frozenset({
    "threads.download_thread", "threads.download_citation", "threads.download_post_citation",
    "threads.download_sources", "api.get_thread",
})  # fmt: skip
#: Bytes of pages that a process remembers, and of the longest that it does.
MOST_BYTES, LONGEST = 16_000_000, 1_000_000
#: Headers that belong to an answer, not to the page.
_OWN_HEADERS = frozenset({"date", "content-length", "connection"})


@dataclass(frozen=True, slots=True)
class Validator:
    """What a page is valid for: its `etag`; when that began, in seconds since 1970; and how far the archive's ledger
    was (None for the file of one thread)."""

    etag: str
    began: int
    sequence: int | None


@dataclass(frozen=True, slots=True)
class CachedPage:
    """A page without the token of its forms: `pieces` of it, between which the token stands; and its headers."""

    pieces: tuple[bytes, ...]
    headers: tuple[tuple[str, str], ...]

    @property
    def size(self) -> int:
        """Bytes of it in memory, about."""
        return sum(map(len, self.pieces)) + 100 * len(self.headers)


class PageCache:
    """Pages by validator and address; the ones that were asked for longest ago go first. Safe for several threads."""

    def __init__(self, most_bytes: int = MOST_BYTES) -> None:
        self._most = most_bytes
        self._bytes = 0
        self._pages: OrderedDict[tuple[object, ...], CachedPage] = OrderedDict()
        self._lock = Lock()

    def get(self, key: tuple[object, ...]) -> CachedPage | None:
        """The page under `key`, if it is still remembered."""
        with self._lock:
            if key in self._pages:
                self._pages.move_to_end(key)
            return self._pages.get(key)

    def put(self, key: tuple[object, ...], page: CachedPage) -> None:
        """Remember a page, and forget as many others as it needs."""
        with self._lock:
            if before := self._pages.pop(key, None):
                self._bytes -= before.size
            self._pages[key] = page
            self._bytes += page.size
            while self._bytes > self._most:
                self._bytes -= self._pages.popitem(last=False)[1].size


class Validators:
    """What tells the states of an app apart: everything that a page depends on but its address."""

    def __init__(self, app: Flask, library: Library, files: Mapping[str, str]) -> None:
        templates = Path(app.root_path) / (app.template_folder or "")
        self._library = library
        self._began = int(time.time()) + 1
        self._program = _digest(
            __version__, sorted(files.items()), list(_stamp_files(templates)),
            repr(library.settings),
        )  # fmt: skip

    def build(self, endpoint: str) -> Validator | None:
        """The validator of the page that is asked for; None where it shows what changes by the second.

        Raises:
            UnrollerError: the archive cannot be read; the page says so.
        """
        queue = get_link_queue()
        if find_running_import() or queue.is_busy:
            return None
        organisations, listed = _stamp(self._library.settings.organisations)
        about: list[object] = [self._program, get_state().visible, get_language(), request.scheme, request.host]
        about += [organisations, queue.changes]
        archive = self._library.archive
        if endpoint in FILES:
            revision = archive.get_revision(str((request.view_args or {})["key"]))
            return Validator(_digest(about, revision), max(self._began, listed, archive.changed), None)
        # a query may name days as seen from today, which begins at another time elsewhere
        day = datetime.now(UTC).strftime("%Y-%m-%d") if endpoint in SEARCHES else ""
        revision, sequence = archive.revision, archive.sequence
        return Validator(_digest(about, revision, day), max(self._began, listed, archive.changed), sequence)


def _digest(*values: object) -> str:
    return hashlib.blake2b(repr(values).encode("utf-8", "replace"), digest_size=16).hexdigest()


def _stamp_files(folder: Path) -> Iterable[tuple[str, int, int]]:
    for path in sorted(folder.glob("*")):
        about = path.stat()
        yield path.name, about.st_size, about.st_mtime_ns


def _stamp(path: Path | None) -> tuple[tuple[int, int], int]:
    """Size and time of a file, and the time in whole seconds, rounded up; zeros where there is none."""
    try:
        about = path.stat() if path else None
    except OSError:
        about = None
    return ((about.st_size, about.st_mtime_ns), int(about.st_mtime) + 1) if about else ((0, 0), 0)


def install(app: Flask, library: Library, files: Mapping[str, str]) -> None:
    """Answer for the pages of `app` that are as they were; to be called after everything that refuses a request.

    Args:
        app: the app.
        library: what its pages show.
        files: the versions of its static files, by name.
    """
    validators, cache = Validators(app, library, files), PageCache()

    @app.before_request
    def answer_from_cache() -> Response | None:
        if request.method not in ("GET", "HEAD") or request.endpoint not in PAGES | FORMS | SEARCHES | FILES:
            return None
        try:
            validator = validators.build(request.endpoint)
        except UnrollerError:
            return None  # the view meets the same error, and says what it is
        if validator is None:
            return None
        g.validator = validator
        if request.endpoint not in FORMS and _is_known(validator):
            return _mark(Response(status=304), validator)
        return _fill_in(page) if (page := cache.get(_get_key(validator))) else None

    def remember(response: Response) -> Response:
        validator: Validator | None = g.get("validator")
        if validator and response.status_code == 200 and "cached_page" not in g and _is_whole(validator):
            if "form_token" not in g:
                _mark(response, validator)
            if request.method == "GET" and (page := _take_apart(response)).size <= LONGEST:
                cache.put(_get_key(validator), page)
        return response

    # Flask runs these from the last to the first: here the page is as it is sent, compressed and with all headers.
    app.after_request_funcs.setdefault(None, []).insert(0, remember)


def _take_apart(response: Response) -> CachedPage:
    """What is remembered of a page: all but the token of its forms."""
    headers = tuple((name, value) for name, value in response.headers if name.lower() not in _OWN_HEADERS)
    token: str | None = g.get("form_token")
    data = response.get_data()
    return CachedPage(tuple(data.split(token.encode())) if token else (data,), headers)


def _fill_in(page: CachedPage) -> Response:
    """A remembered page, with a token of this visitor's in its forms."""
    g.cached_page = page
    token = create_form_token().encode() if len(page.pieces) > 1 else b""
    return Response(token.join(page.pieces), headers=list(page.headers))


def _get_key(validator: Validator) -> tuple[object, ...]:
    return validator.etag, request.full_path, bool(request.accept_encodings["gzip"])


def _is_whole(validator: Validator) -> bool:
    """Whether search has followed the archive as far as the page says; another process may have been just doing it."""
    return request.endpoint not in SEARCHES or get_library().index.sequence == validator.sequence


def _mark(response: Response, validator: Validator) -> Response:
    response.set_etag(validator.etag, weak=True)
    if validator.began < time.time():  # a change within this second would have the same date
        response.last_modified = datetime.fromtimestamp(validator.began, UTC)
    return response


def _is_known(validator: Validator) -> bool:
    """Whether the browser has the page: by its validator, else by its date."""
    if request.if_none_match:
        return request.if_none_match.contains_weak(validator.etag)
    since = request.if_modified_since
    return since is not None and since.timestamp() >= validator.began
