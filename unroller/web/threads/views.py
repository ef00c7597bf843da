"""One kept thread: its page, its files, and its removal."""

from __future__ import annotations

from collections.abc import Callable

from flask import Blueprint, Response, make_response, redirect, request
from werkzeug.wrappers import Response as AnyResponse

from unroller.archive import StoredThread
from unroller.archive_reading import export
from unroller.article.sources import index_observations
from unroller.errors import NotFoundError, UnrollerError
from unroller.search.ast import parse_language_code
from unroller.search.matching import highlight
from unroller.search.query import parse_query
from unroller.text import replace_unprintable
from unroller.web.i18n import N_, gettext, plurals
from unroller.web.links import views
from unroller.web.security import ExpiredFormError, allow_video, create_form_token, require_valid_form, sandbox
from unroller.web.state import get_library, get_state, render
from unroller.web.threads import citations, media, presenters, sidebar
from unroller.web.viewmodels import Alert, Download, PageLink, RemovePage, ThreadPage

blueprint = Blueprint("threads", __name__, url_prefix="/t")

#: Suffix of an address → name of the export, its media type, and its label on the page.
FILES: dict[str, tuple[str, str, str]] = {
    "md": ("markdown", "text/markdown", "Markdown"),
    "txt": ("text", "text/plain", N_("Plain text")),
    "html": ("html", "text/html", N_("Web page")),
    "json": ("json", "application/json", "JSON"),
}

Answer = str | tuple[str, int] | AnyResponse


@blueprint.get("/<key:key>")
def show_thread(key: str) -> Answer:
    """A kept thread as an article, or with ``?view=posts`` post by post; ``?q=`` marks the words searched for."""
    kept = get_library().load(key)
    if moved := redirect_to_canonical(key, kept):
        return moved
    asked = replace_unprintable(request.args.get("q", "")).strip()
    as_posted = request.args.get("view") == "posts"
    article = get_library().article(kept)
    page = render(
        ThreadPage(
            text=presenters.build_article_view(
                kept.thread,
                article,
                as_posted=as_posted,
                highlight=_build_highlighter(asked, kept) if asked else None,
                known=index_observations(kept.observations),
                media=media.build_media_urls(kept),
            ),
            url=kept.url,
            as_posted=as_posted,
            kept=presenters.present_time(kept.added),
            version=gettext("capture {} of {}").format(kept.version, len(kept.versions))
            if len(kept.versions) > 1
            else "",
            downloads=(
                *(Download(gettext(label), f"{kept.url}.{suffix}") for suffix, (_, _, label) in FILES.items()),
                Download(gettext("As received"), f"{kept.url}/source"),
            ),
            searched=asked,
            tags=presenters.link_hashtags(kept.thread),
            own=sidebar.build_reader_notes(kept, get_state().listing),
            looks=None if as_posted else views.build_link_status(kept, article),
            share=presenters.build_metadata(
                kept.thread, article, request.host_url.rstrip("/") + kept.url, get_library().organisations.known
            ),
            private=kept.state.visibility == "private",
            changes=PageLink(gettext("What changed"), f"{kept.url}/changes") if len(kept.versions) > 1 else None,
            cited=citations.build_citations(kept, article, request.args.get("post", "").strip()),
        )
    )
    return allow_video(page) if media.has_video(kept.thread) else page


@blueprint.get("/<key:key>.<any(md, txt, html, json):suffix>")
def download_thread(key: str, suffix: str) -> AnyResponse:
    """A kept thread as a file."""
    kept = get_library().load(key)
    name, media_type, _ = FILES[suffix]
    response = make_response(
        export(kept.thread, get_library().article(kept), name, kept.state.additions, kept.observations)
    )
    response.mimetype = media_type
    # A page made for keeping is handed over, never shown under our address.
    disposition = "attachment" if suffix == "html" else "inline"
    response.headers["Content-Disposition"] = f'{disposition}; filename="{kept.slug}.{suffix}"'
    response.add_etag()
    return sandbox(response).make_conditional(request)


@blueprint.get("/<key:key>/source")
def download_source(key: str) -> AnyResponse:
    """The bytes as they were received, to keep, never to be shown as a page."""
    kept = get_library().load(key)
    name, data = get_library().archive.source(kept.id)
    suffix = name.rpartition(".")[2]
    response = Response(data, mimetype="application/octet-stream")
    response.headers["Content-Disposition"] = f'attachment; filename="{kept.slug}-source.{suffix}"'
    return sandbox(response)


@blueprint.get("/<key:key>/remove")
def confirm_removal(key: str) -> Answer:
    """Ask before a thread is removed."""
    kept = get_library().load(key)
    return redirect_to_canonical(key, kept, "/remove") or _render_confirmation(kept)


@blueprint.post("/<key:key>/remove")
def remove_thread(key: str) -> Answer:
    """Remove a thread for good."""
    kept = get_library().load(key)
    try:
        require_valid_form()
    except ExpiredFormError as error:
        return _render_confirmation(
            kept, gettext("Nothing was removed: this page had been open for too long. Please confirm once more.")
        ), (error.code or 403)
    try:
        get_library().remove(kept.id)
    except NotFoundError:
        return redirect("/", 303)
    except UnrollerError as error:
        return _render_confirmation(kept, str(error)), error.http_status
    return redirect("/?removed", 303)


def _render_confirmation(kept: StoredThread, message: str = "") -> str:
    versions = len(kept.versions)
    return render(
        RemovePage(
            title=presenters.format_title(get_library().article(kept).title),
            url=kept.url,
            versions=plurals.captures(versions) if versions > 1 else "",
            token=create_form_token(),
            message=Alert(presenters.format_sentence(message)) if message else None,
        )
    )


def redirect_to_canonical(key: str, kept: StoredThread, rest: str = "") -> AnyResponse | None:
    """The way to the thread's own address, when it was asked for by an old slug or a part of its id."""
    if f"/t/{key}" == kept.url:
        return None
    query = request.query_string.decode("ascii", "ignore")
    return redirect(f"{kept.url}{rest}" + (f"?{query}" if query else ""), 308)


def _build_highlighter(asked: str, kept: StoredThread) -> Callable[[str], presenters.Spans]:
    """What finds the words of a search in a text of a thread."""
    query = parse_query(asked, get_library().settings.limits)
    codes = {kept.thread.lang, *(post.lang for post in kept.thread.posts)}
    languages = tuple(sorted({found for code in codes if code and (found := parse_language_code(code))})) or ("en",)

    def find(text: str) -> presenters.Spans:
        return highlight(text, query, languages)

    return find
