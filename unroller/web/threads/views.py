"""A stored thread: its page, its files, its citations, what changed between its versions, and its removal."""

from __future__ import annotations

import re
from urllib.parse import quote

from flask import Blueprint, Response, abort, make_response, redirect, request
from werkzeug.exceptions import NotFound

from unroller.archive import StoredThread
from unroller.article.sources import index_observations
from unroller.errors import NotFoundError, UnrollerError
from unroller.library.reading import export
from unroller.model import Article
from unroller.regex import compile_re
from unroller.search.query import parse_query
from unroller.text import make_file_name, replace_unprintable
from unroller.web.i18n import N_, gettext, ngettext
from unroller.web.links.presenters import build_link_status
from unroller.web.links.queue import get_link_queue
from unroller.web.presenters import build_alert, format_error, format_title, present_time
from unroller.web.security import allow_video, create_form_token, is_valid_form, sandbox
from unroller.web.state import View, get_library, get_number, get_state, redirect_to_canonical, render, require_visible
from unroller.web.threads import citations, presenters
from unroller.web.threads.quotes import build_quote_finder
from unroller.web.threads.social_cards import build_metadata
from unroller.web.threads.viewmodels import ArticlePage, RemovePage
from unroller.web.viewmodels import Download, PageLink

blueprint = Blueprint("threads", __name__, url_prefix="/t")

#: Suffix of a URL → name of the export, its media type, and its label on the page.
FILES: dict[str, tuple[str, str, str]] = {
    "md": ("markdown", "text/markdown", "Markdown"),
    "txt": ("text", "text/plain", N_("Plain text")),
    "html": ("html", "text/html", N_("Web page")),
    "json": ("json", "application/json", "JSON"),
}
#: What begins so is shown in a page; whatever else was stored is handed over as a download, and never shown.
_SIGNATURES: tuple[tuple[re.Pattern[bytes], str], ...] = (
    (compile_re(rb"\xff\xd8\xff"), "image/jpeg"),
    (compile_re(rb"\x89PNG\r\n\x1a\n"), "image/png"),
    (compile_re(rb"GIF8[79]a"), "image/gif"),
    (compile_re(rb"RIFF[\x00-\xff]{4}WEBP"), "image/webp"),
    (compile_re(rb"[\x00-\xff]{4}ftyp"), "video/mp4"),
)
#: Signs that a parameter of a header holds as they are (RFC 8187), beside letters and digits.
_IN_HEADERS = "!#$&+-.^_`|~"
#: How long a browser may keep a picture, in seconds: what a digest names never changes.
_MEDIA_SECONDS = 24 * 60 * 60


@blueprint.get("/<key:key>")
def show_thread(key: str) -> View:
    """A stored thread as an article, or with ``?view=posts`` post by post; ``?q=`` marks the words searched for."""
    kept = get_library().load(key)
    if moved := redirect_to_canonical(key, kept):
        return moved
    article, query = get_library().build_article(kept), replace_unprintable(request.args.get("q", "")).strip()
    as_posted, queue = request.args.get("view") == "posts", get_link_queue()
    several = len(kept.versions) > 1
    catalog = get_state().catalog
    citer = _get_citer(kept, article)
    page = render(
        ArticlePage(
            article=presenters.build_article_view(
                kept.thread,
                article,
                as_posted=as_posted,
                highlight=presenters.build_highlighter(parse_query(query, get_library().settings.limits), kept.thread)
                if query
                else None,
                known=index_observations(kept.observations),
                media=presenters.build_media_urls(kept),
                find_quote=build_quote_finder(kept, catalog.find_holders, get_library().load),
            ),
            url=kept.url,
            as_posted=as_posted,
            added=present_time(kept.added),
            version=gettext("capture {} of {}").format(kept.version, len(kept.versions)) if several else "",
            downloads=(
                *(Download(gettext(label), f"{kept.url}.{suffix}") for suffix, (_, _, label) in FILES.items()),
                Download(gettext("As received"), f"{kept.url}/source"),
            ),
            searched=query,
            tags=presenters.link_hashtags(kept.thread),
            notes=presenters.build_reader_notes(
                kept, catalog.find_adjacent(kept.id), catalog.find_related(kept.id, presenters.RELATED)
            ),
            link_status=None
            if as_posted
            else build_link_status(kept, article, queue.get(kept.id), allowed=queue.allowed),
            metadata=build_metadata(kept.thread, article, citer.base + kept.url, citer.listed.known),
            private=kept.state.visibility == "private",
            changes=PageLink(gettext("What changed"), f"{kept.url}/changes") if several else None,
            arrival=presenters.build_arrival(kept, request.args, catalog.get_threads),
            citations=citer.build_panel(request.args.get("post", "").strip()),
        )
    )
    return allow_video(page) if presenters.has_video(kept.thread) else page


@blueprint.get("/<key:key>/changes")
def show_changes(key: str) -> View:
    """What changed between a version (``?version=``, else the newest) and the one before it; or what is said otherwise
    in another thread (``?beside=``)."""
    newest = get_library().load_original(key)
    if moved := redirect_to_canonical(key, newest, "/changes"):
        return moved
    if beside := request.args.get("beside"):
        return _render_comparison(newest, get_library().load_original(require_visible(beside)))
    versions = newest.versions
    number = get_number("version", versions[-1], 10**6)
    if number not in versions[1:]:
        abort(404)
    before = versions[versions.index(number) - 1]
    older, newer = get_library().load_original(newest.id, before), get_library().load_original(newest.id, number)
    return render(presenters.build_changes_page(newest, get_library().build_article(newest).title, older, newer))


@blueprint.post("/<key:key>/join")
def join_thread(key: str) -> View:
    """Make this thread and another (``other``) one, with the captures of both."""
    kept = get_library().load_original(key)
    other = get_library().load_original(require_visible(request.form.get("other", "")))
    if not is_valid_form():
        expired = gettext("Nothing was joined: this page had been open for too long. Please confirm once more.")
        return _render_comparison(kept, other, expired), 403
    try:
        joined = get_library().join(kept.id, other.id)
    except UnrollerError as error:
        return _render_comparison(kept, other, format_error(error)), error.http_status
    left = get_library().load_original(joined)
    return redirect(f"{left.url}?updated={left.version}", 303)


def _render_comparison(one: StoredThread, other: StoredThread, message: str = "") -> str:
    titles = [get_library().build_article(thread).title for thread in (one, other)]
    token = create_form_token()
    return render(presenters.build_comparison_page(one, titles[0], other, titles[1], token=token, message=message))


# -- files -------------------------------------------------------------------------------------------------------------


@blueprint.get("/<key:key>.<any(md, txt, html, json):suffix>")
def download_thread(key: str, suffix: str) -> View:
    """A stored thread as a file."""
    kept = get_library().load(key)
    name, media_type, _ = FILES[suffix]
    article = get_library().build_article(kept)
    document = export(kept.thread, article, name, kept.state.additions, kept.observations)
    # A page for keeping is downloaded, never shown under our address.
    disposition = "attachment" if suffix == "html" else "inline"
    return _respond_with_file(document, media_type, _name_file(kept, article, f".{suffix}"), disposition)


@blueprint.get("/<key:key>/source")
def download_source(key: str) -> View:
    """The bytes as they were received, to keep, never to be shown as a page."""
    kept = get_library().load(key)
    name, data = get_library().archive.read_source(kept.id)
    suffix = name.rpartition(".")[2]
    response = Response(data, mimetype="application/octet-stream")
    named = _name_file(kept, get_library().build_article(kept), f"-source.{suffix}")
    response.headers["Content-Disposition"] = f"attachment; {named}"
    return sandbox(response)


@blueprint.get('/<key:key>.<any(bib, ris, "csl.json"):suffix>')
def download_citation(key: str, suffix: str) -> View:
    """A whole thread, cited."""
    kept = get_library().load(key)
    style, media_type, _ = citations.FILES[suffix]
    article = get_library().build_article(kept)
    document = _get_citer(kept, article).cite(style)
    return _respond_with_file(document, media_type, _name_file(kept, article, f".{suffix}"))


@blueprint.get('/<key:key>/p<int(max=99999999):number>.<any(bib, ris, "csl.json"):suffix>')
def download_post_citation(key: str, number: int, suffix: str) -> View:
    """One post of a thread, cited."""
    kept = get_library().load(key)
    style, media_type, _ = citations.FILES[suffix]
    article = get_library().build_article(kept)
    try:
        document = _get_citer(kept, article).cite(style, number)
    except KeyError:
        raise NotFound from None
    return _respond_with_file(document, media_type, _name_file(kept, article, f"-p{number}.{suffix}"))


@blueprint.get('/<key:key>/sources.<any(bib, ris, "csl.json"):suffix>')
def download_sources(key: str, suffix: str) -> View:
    """The sources of a thread as a bibliography."""
    kept = get_library().load(key)
    style, media_type, _ = citations.FILES[suffix]
    article = get_library().build_article(kept)
    document = _get_citer(kept, article).cite_sources(style)
    return _respond_with_file(document, media_type, _name_file(kept, article, f"-sources.{suffix}"))


def _get_citer(kept: StoredThread, article: Article) -> citations.Citer:
    return citations.Citer(kept, article, request.host_url.rstrip("/"), get_library().organisations)


def _name_file(kept: StoredThread, article: Article, end: str) -> str:
    """The name of a download for its header (RFC 6266): in ASCII for all, and where a title is not, in its own script.

    `end` is what stands behind the title.
    """
    plain = f'filename="{kept.slug}{end}"'
    name = "" if article.title.isascii() else make_file_name(article.title)
    return f"{plain}; filename*=UTF-8''{quote(name + end, safe=_IN_HEADERS)}" if name else plain


def _respond_with_file(document: str, media_type: str, name: str, disposition: str = "attachment") -> View:
    """A document as a file; `name` as :func:`_name_file` gives it."""
    response = make_response(document)
    response.mimetype = media_type
    response.headers["Content-Disposition"] = f"{disposition}; {name}"
    response.add_etag()
    return sandbox(response).make_conditional(request)


@blueprint.get("/<key:key>/media/<sha256>.<ext>")
def show_media(key: str, sha256: str, ext: str) -> View:
    """A stored picture or video of a thread, as what its first bytes say it is, whatever it is called."""
    if not re.fullmatch("[0-9a-f]{64}", sha256) or not re.fullmatch("[A-Za-z0-9]{1,5}", ext):
        abort(404)
    _, data = get_library().archive.read_media(get_library().load(key).id, sha256)
    media_type = detect_media_type(data[:16])
    response = Response(data, mimetype=media_type or "application/octet-stream")
    if not media_type:
        response.headers["Content-Disposition"] = f'attachment; filename="{sha256[:16]}.bin"'
    response.headers["Cache-Control"] = f"private, max-age={_MEDIA_SECONDS}"
    response.set_etag(sha256)
    return sandbox(response).make_conditional(request, accept_ranges=True, complete_length=len(data))


def detect_media_type(data: bytes) -> str:
    """What a stored file is by its first bytes; empty for what no page shows."""
    return next((media_type for signature, media_type in _SIGNATURES if signature.match(data)), "")


# -- removal -----------------------------------------------------------------------------------------------------------


@blueprint.get("/<key:key>/remove")
def confirm_removal(key: str) -> View:
    """Ask before a thread is removed."""
    kept = get_library().load(key)
    return redirect_to_canonical(key, kept, "/remove") or _render_confirmation(kept)


@blueprint.post("/<key:key>/remove")
def remove_thread(key: str) -> View:
    """Remove a thread for good."""
    kept = get_library().load(key)
    if not is_valid_form():
        expired = gettext("Nothing was removed: this page had been open for too long. Please confirm once more.")
        return _render_confirmation(kept, expired), 403
    try:
        get_library().remove(kept.id)
    except NotFoundError:
        return redirect("/", 303)
    except UnrollerError as error:
        return _render_confirmation(kept, format_error(error)), error.http_status
    return redirect("/?removed", 303)


def _render_confirmation(kept: StoredThread, message: str = "") -> str:
    versions = len(kept.versions)
    return render(
        RemovePage(
            title=format_title(get_library().build_article(kept).title),
            url=kept.url,
            versions=ngettext("%(num)s capture", "%(num)s captures", versions) if versions > 1 else "",
            token=create_form_token(),
            message=build_alert(message),
        )
    )
