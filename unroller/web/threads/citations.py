"""Citing a kept thread: the lines and files that its page offers, and those files."""

from __future__ import annotations

from flask import Blueprint, make_response, request
from werkzeug.exceptions import NotFound
from werkzeug.wrappers import Response as AnyResponse

from unroller.archive import StoredThread
from unroller.article.sources import index_observations
from unroller.model import Article
from unroller.web.i18n import gettext
from unroller.web.security import sandbox
from unroller.web.state import get_library
from unroller.web.threads.presenters import format_sentence
from unroller.web.viewmodels import CitationLine, CitationPanel, Download
from unroller.writers.citations import Style, format_bibliography, format_citation

blueprint = Blueprint("citing", __name__, url_prefix="/t")

#: Suffix of an address → style, media type, and its label on the page.
FILES: dict[str, tuple[Style, str, str]] = {
    "bib": ("bibtex", "application/x-bibtex", "BibTeX"),
    "ris": ("ris", "application/x-research-info-systems", "RIS"),
    "csl.json": ("csl", "application/vnd.citationstyles.csl+json", "CSL JSON"),
}


def build_citations(kept: StoredThread, article: Article, asked: str) -> CitationPanel:
    """What the page offers for citing; `asked` is the number of the post to cite, as it was typed, or empty."""
    number = int(asked) if asked.isascii() and asked.isdigit() and len(asked) < 9 else None
    numbers = [post.number for post in kept.thread.posts]
    post = number if number in numbers else None
    base = f"{kept.url}/p{post}" if post else kept.url
    return CitationPanel(
        lines=tuple(
            CitationLine(label, f"cite-{style}", _cite(kept, article, style, post).rstrip("\n"))
            for style, label in _LINES.items()
        ),
        downloads=tuple(Download(label, f"{base}.{suffix}") for suffix, (_, _, label) in FILES.items()),
        sources=tuple(
            Download(label, f"{kept.url}/sources.{suffix}")
            for suffix, (_, _, label) in FILES.items()
            if article.sources
        ),
        posts=max(numbers, default=0),
        post=post,
        message=gettext("This thread has no post of that number.") if asked and post is None else "",
        notices=tuple(format_sentence(notice.message) for notice in get_library().organisations.notices),
    )


_LINES: dict[Style, str] = {"apa": "APA", "chicago": "Chicago"}


@blueprint.get('/<key:key>.<any(bib, ris, "csl.json"):suffix>')
def download_citation(key: str, suffix: str) -> AnyResponse:
    """A whole thread, cited."""
    kept = get_library().load(key)
    style, media_type, _ = FILES[suffix]
    return _respond_with_file(
        _cite(kept, get_library().article(kept), style, None), media_type, f"{kept.slug}.{suffix}"
    )


@blueprint.get('/<key:key>/p<int(max=99999999):number>.<any(bib, ris, "csl.json"):suffix>')
def download_post_citation(key: str, number: int, suffix: str) -> AnyResponse:
    """One post of a thread, cited."""
    kept = get_library().load(key)
    style, media_type, _ = FILES[suffix]
    try:
        document = _cite(kept, get_library().article(kept), style, number)
    except KeyError:
        raise NotFound from None
    return _respond_with_file(document, media_type, f"{kept.slug}-p{number}.{suffix}")


@blueprint.get('/<key:key>/sources.<any(bib, ris, "csl.json"):suffix>')
def download_sources(key: str, suffix: str) -> AnyResponse:
    """The sources of a thread as a bibliography."""
    kept = get_library().load(key)
    style, media_type, _ = FILES[suffix]
    known = get_library().organisations.known
    document = format_bibliography(get_library().article(kept), style, index_observations(kept.observations), known)
    return _respond_with_file(document, media_type, f"{kept.slug}-sources.{suffix}")


def _cite(kept: StoredThread, article: Article, style: Style, number: int | None) -> str:
    address = request.host_url.rstrip("/") + kept.url
    known = get_library().organisations.known
    return format_citation(
        kept.thread, article, style, post=number, archived=address, accessed=kept.added, listed=known
    )


def _respond_with_file(document: str, media_type: str, name: str) -> AnyResponse:
    response = make_response(document)
    response.mimetype = media_type
    response.headers["Content-Disposition"] = f'attachment; filename="{name}"'
    response.add_etag()
    return sandbox(response).make_conditional(request)
