"""How a stored thread is cited: the lines and files that its page offers. Pure."""

from __future__ import annotations

from dataclasses import dataclass

from unroller.archive import StoredThread
from unroller.article.sources import index_observations
from unroller.model import Article
from unroller.organisations import OrganisationList
from unroller.web.i18n import gettext
from unroller.web.presenters import format_sentence
from unroller.web.threads.viewmodels import CitationLine, CitationPanel
from unroller.web.viewmodels import Download
from unroller.writers.citations import Style, format_bibliography, format_citation

#: Suffix of a URL → style, media type, and its label on the page.
FILES: dict[str, tuple[Style, str, str]] = {
    "bib": ("bibtex", "application/x-bibtex", "BibTeX"),
    "ris": ("ris", "application/x-research-info-systems", "RIS"),
    "csl.json": ("csl", "application/vnd.citationstyles.csl+json", "CSL JSON"),
}
_LINES: dict[Style, str] = {"apa": "APA", "chicago": "Chicago"}


@dataclass(frozen=True)
class Citer:
    """Cites a stored thread, `article` of it, on the site at `base`; `listed` are names of organisations."""

    kept: StoredThread
    article: Article
    base: str
    listed: OrganisationList

    def cite(self, style: Style, post: int | None = None) -> str:
        """The thread, or one post of it.

        Raises:
            KeyError: it has no post of that number.
        """
        return format_citation(
            self.kept.thread,
            self.article,
            style,
            post=post,
            archived=self.base + self.kept.url,
            accessed=self.kept.added,
            listed=self.listed.known,
        )

    def cite_sources(self, style: Style) -> str:
        """The sources of the thread as a bibliography."""
        known = index_observations(self.kept.observations)
        return format_bibliography(self.article, style, known, self.listed.known)

    def build_panel(self, number: str) -> CitationPanel:
        """What the page offers for citing; `number` is that of the post to cite, as it was typed, or empty."""
        numbers = [post.number for post in self.kept.thread.posts]
        typed = int(number) if number.isascii() and number.isdigit() and len(number) < 9 else None
        post, url = typed if typed in numbers else None, self.kept.url
        base = f"{url}/p{post}" if post else url
        sources = FILES if self.article.sources else ()
        return CitationPanel(
            lines=tuple(
                CitationLine(label, f"cite-{style}", self.cite(style, post).rstrip("\n"))
                for style, label in _LINES.items()
            ),
            downloads=tuple(Download(label, f"{base}.{suffix}") for suffix, (_, _, label) in FILES.items()),
            sources=tuple(Download(FILES[suffix][2], f"{url}/sources.{suffix}") for suffix in sources),
            posts=max(numbers, default=0),
            post=post,
            message=gettext("This thread has no post of that number.") if number and post is None else "",
            notices=tuple(format_sentence(notice.message) for notice in self.listed.notices),
        )
