"""Citing: a thread, one of its posts, or the sources it rests on, in the forms that other programs and people use.

`reference` has the one shape in which everything is known; `names` takes those of persons apart, `organisations` knows
what else a name may be, `lexicon` has the words for both; one module a form writes it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Literal, get_args

from unroller.article.sources import UNSEEN, SourceObservations
from unroller.model import Additions, Article, Thread
from unroller.writers.citations import files, styles
from unroller.writers.citations import files as csl
from unroller.writers.citations import files as ris
from unroller.writers.citations.reference import (
    Reference,
    build_post_reference,
    build_source_references,
    build_thread_reference,
    make_keys_unique,
)
from unroller.writers.common import NO_ADDITIONS
from unroller.writers.organisation_list import NOBODY, Organisations

__all__ = [
    "STYLES",
    "Style",
    "cite_sources",
    "cite_thread",
    "format_bibliography",
    "format_citation",
    "write_references",
]

Style = Literal["csl", "bibtex", "ris", "apa", "chicago"]
STYLES: tuple[Style, ...] = get_args(Style)

_LINES: dict[Style, Callable[[Reference], str]] = {"apa": styles.format_apa, "chicago": styles.format_chicago}
_FILES: dict[Style, Callable[[Iterable[Reference]], str]] = {
    "csl": csl.write_csl,
    "bibtex": files.write_bibtex,
    "ris": ris.write_ris,
}


def format_citation(
    thread: Thread,
    article: Article,
    style: Style,
    *,
    post: int | None = None,
    archived: str = "",
    accessed: str | None = None,
    listed: Organisations = NOBODY,
) -> str:
    """A citation of a thread, or of post number `post` of it.

    `archived` is the address of our copy, when it has one; `accessed` (ISO 8601) when the thread was captured, if it
    does not tell; `listed` are known to be organisations. ``apa`` and ``chicago`` are a line, the others documents.

    Raises:
        KeyError: the thread has no such post.
    """
    if post is None:
        one = build_thread_reference(thread, article, archived=archived, accessed=accessed, listed=listed)
    else:
        one = build_post_reference(thread, article, post, archived=archived, accessed=accessed, listed=listed)
    return write_references([one], style)


def format_bibliography(
    article: Article, style: Style, seen: SourceObservations = UNSEEN, listed: Organisations = NOBODY
) -> str:
    """The sources of an article, with what was seen of them; `listed` are known to be organisations.

    A source of which nothing is known is its bare address.
    """
    return write_references(build_source_references(article.sources, seen, listed), style)


Write = Callable[[Thread, Article, Additions, SourceObservations], str]


def cite_thread(style: Style, listed: Organisations = NOBODY) -> Write:
    """The export that cites a thread in a style; nothing of what its keeper wrote is in it.

    `listed` are known to be organisations.
    """

    def cite(
        thread: Thread, article: Article, _own: Additions = NO_ADDITIONS, _seen: SourceObservations = UNSEEN
    ) -> str:
        return format_citation(thread, article, style, listed=listed)

    return cite


def cite_sources(style: Style, listed: Organisations = NOBODY) -> Write:
    """The export that cites the sources of a thread in a style; `listed` are known to be organisations."""

    def cite(
        _thread: Thread, article: Article, _own: Additions = NO_ADDITIONS, seen: SourceObservations = UNSEEN
    ) -> str:
        return format_bibliography(article, style, seen, listed)

    return cite


def write_references(references: Iterable[Reference], style: Style) -> str:
    """References in a style as a document, or a line each; every one ends with the end of a line."""
    if style in _LINES:
        return "\n".join(_LINES[style](one) for one in references) + "\n"
    return _FILES[style](make_keys_unique(references)) or "\n"
