"""Raised numbers in the text, the sources they stand for, and the way back: as a list, and as notes for a margin."""

from __future__ import annotations

from collections.abc import Iterable

from markupsafe import Markup, escape

from unroller.article.sources import UNSEEN, SourceObservations
from unroller.model import Article, Quote, Source
from unroller.writers import common
from unroller.writers.html_parts import EMPTY, Attributes, element, join, link
from unroller.writers.labels import ENGLISH, Labels
from unroller.writers.seen import summarize_source


class References:
    """The places where sources are used, and the notes on `sources` beside their first use.

    Ids are ``r1-3`` the first time post 3 uses source 1, then ``r1-3-2``.
    """

    def __init__(
        self, sources: Iterable[Source] = (), words: Labels = ENGLISH, known: SourceObservations = UNSEEN
    ) -> None:
        self.words, self.known = words, known
        self._seen: dict[tuple[int, int], int] = {}
        self._noted = {source.number: source for source in sources}
        self._notes = dict(self._noted)

    def quoted(self, url: str | None) -> Quote | None:
        """The post at `url` as it was seen when it was looked up; None when it was not, or is no post."""
        found = self.known.of(url)
        return found.description.quote if found and found.description else None

    def place(self, source: int, post: int) -> str:
        """The id of the next use."""
        count = self._seen[source, post] = self._seen.get((source, post), 0) + 1
        return f"r{source}-{post}" if count == 1 else f"r{source}-{post}-{count}"

    def raised(self, source: int, ref: str, post: int) -> Markup:
        """The raised number of a source at its place `ref`; the first time with its note, where there are notes."""
        label, number = self.words.source.format(source), escape(source)
        if source not in self._noted:
            to_source = element("a", number, {"href": f"#s{source}", "id": ref, "aria-label": label})
            return element("sup", to_source, {"class": "source-ref"})
        links = join(
            element("a", number, {"class": kind, "href": f"#{place}{source}", "aria-label": label})
            for kind, place in (("to-list", "s"), ("to-note", "n"))
        )
        first = self._notes.pop(source, None)
        note = self._note(first, post) if first else EMPTY
        return element("sup", links, {"class": "source-ref", "id": ref}) + note

    def left(self) -> Markup:
        """The notes on sources that no raised number stands for, at the end of the text."""
        return join(self._note(source, 0) for source in self._notes.values())

    def _note(self, source: Source, post: int) -> Markup:
        """A source as a note beside its first use, in `post`, with links to where else it is used."""
        number = element("span", escape(source.number), {"class": "note-number"})
        others = [_render_backlink(source, other, self.words) for other in source.posts if other != post]
        also = Markup(" ") + join(others, ", ") if others else EMPTY
        inside = join((number, Markup(" "), _render_name(source, self.words, self.known, brief=True), also))
        return element("span", inside, {"class": "note", "id": f"n{source.number}"})


def render_source_list(article: Article, words: Labels = ENGLISH, known: SourceObservations = UNSEEN) -> Markup:
    """The numbered sources with links back to where they are used, and what is known of them; nothing when there
    are none."""
    if not article.sources:
        return EMPTY
    return element("ol", join(_render_source(source, words, known) for source in article.sources), {"class": "sources"})


def _render_source(source: Source, words: Labels, known: SourceObservations) -> Markup:
    back = join((_render_backlink(source, post, words) for post in source.posts), ", ")
    place: Attributes = {"id": f"s{source.number}", "value": str(source.number)}
    return element("li", _render_name(source, words, known) + Markup(" ") + back, place)


def _render_name(source: Source, words: Labels, known: SourceObservations, *, brief: bool = False) -> Markup:
    """What a source is called, as a link where it can be followed, and what is known of it; in `brief`, in a margin,
    without its address and its words."""
    url, label = common.safe(source.url), common.format_source(source, words)
    if not url:
        return element("span", escape(label), {"class": "cut-link"}) + escape(f" ({words.address_missing})")
    found = summarize_source(source, known, words)
    about = [found.about] if brief or not found.title else [found.about, label]
    pieces = [link(url, escape(found.title or label), {"dir": "auto"} if found.title else {})]
    if said := " · ".join(text for text in about if text):
        pieces.append(element("span", escape(said), {"class": "source-about", "dir": "auto"}))
    if found.quote and not brief:
        pieces.append(element("q", escape(found.quote), {"class": "source-quote", "dir": "auto"}))
    if found.state:
        state = [escape(found.state)]
        state += [link(found.moved, escape(common.shorten_url(found.moved)))] if found.moved else []
        state += [link(found.copy[1], escape(found.copy[0]))] if found.copy else []
        pieces.append(element("span", join(state, " · "), {"class": "source-state"}))
    return join(pieces, " ")


def _render_backlink(source: Source, post: int, words: Labels) -> Markup:
    place: Attributes = {"href": f"#r{source.number}-{post}", "class": "back"}
    return element("a", escape(words.back.format(post)), place)
