"""Documents made of a thread and its article. One module a shape, one line in :data:`WRITERS`.

JSON is not among them: the record's shape belongs to :mod:`unroller.serialization`, which depends on this package.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from importlib import import_module
from typing import TYPE_CHECKING

from unroller.errors import NotFoundError
from unroller.messages import technical

if TYPE_CHECKING:
    from unroller.article.sources import SourceObservations
    from unroller.model import Additions, Article, Thread
    from unroller.writers.organisation_list import Organisations

    #: Makes the document; given what the keeper added, which it sets apart from the author's words, and what is known
    #: of the sources.
    Write = Callable[[Thread, Article, Additions, SourceObservations], str]


@dataclass(frozen=True, slots=True)
class DocumentWriter:
    """A way to write an article: file `suffixes` without dot, the usual one first.

    `writer` is the module of ours and its function, ``module:function``; followed by ``:style``, it is the function
    that gives the one for this style. It is loaded when the first document is written: most runs of the program write
    one kind or none.
    """

    name: str
    suffixes: tuple[str, ...]
    media_type: str
    writer: str

    @property
    def cites(self) -> bool:
        """Whether the document is a citation, which depends on who is an organisation."""
        return self.writer.startswith("citations:")

    @property
    def write(self) -> Write:
        """What writes the document."""
        return self._load()

    def bind(self, listed: Organisations) -> Write:
        """What writes the document for somebody who knows `listed` to be organisations."""
        return self._load(listed) if self.cites else self._load()

    def _load(self, *known: Organisations) -> Write:
        module, name, *style = self.writer.split(":")
        writer = getattr(import_module(f"{__name__}.{module}"), name)
        write: Write = writer(*style, *known) if style else writer
        return write


WRITERS: tuple[DocumentWriter, ...] = (
    DocumentWriter("markdown", ("md", "markdown"), "text/markdown; charset=utf-8", "markdown:write"),
    DocumentWriter("text", ("txt",), "text/plain; charset=utf-8", "text:write"),
    DocumentWriter("html", ("html", "htm"), "text/html; charset=utf-8", "html:render_page"),
    DocumentWriter("bibtex", ("bib",), "application/x-bibtex; charset=utf-8", "citations:cite_thread:bibtex"),
    DocumentWriter("ris", ("ris",), "application/x-research-info-systems; charset=utf-8", "citations:cite_thread:ris"),
    DocumentWriter("csl", ("csl.json",), "application/vnd.citationstyles.csl+json", "citations:cite_thread:csl"),
    DocumentWriter("apa", (), "text/plain; charset=utf-8", "citations:cite_thread:apa"),
    DocumentWriter("chicago", (), "text/plain; charset=utf-8", "citations:cite_thread:chicago"),
    DocumentWriter("sources-bibtex", (), "application/x-bibtex; charset=utf-8", "citations:cite_sources:bibtex"),
    DocumentWriter(
        "sources-ris", (), "application/x-research-info-systems; charset=utf-8", "citations:cite_sources:ris"
    ),
    DocumentWriter("sources-csl", (), "application/vnd.citationstyles.csl+json", "citations:cite_sources:csl"),
)


def get_writer(name: str) -> DocumentWriter:
    """The export called `name`, or with `name` among its suffixes.

    Raises:
        NotFoundError: there is none.
    """
    for export in WRITERS:
        if name == export.name or name in export.suffixes:
            return export
    names = ", ".join(export.name for export in WRITERS)
    raise NotFoundError(technical("no export is called {name}: choose one of {names}", name=repr(name), names=names))
