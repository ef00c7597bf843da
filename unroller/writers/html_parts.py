"""HTML building blocks: elements from an allow-list with escaped content, the list of sources and notes, the styles."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from markupsafe import Markup, escape

from unroller.article.sources import UNSEEN, SourceObservations
from unroller.model import Article, Quote, Source
from unroller.regex import compile_re
from unroller.writers import common
from unroller.writers.common import ENGLISH, Labels, summarize_source

#: All elements that the article, its posts and its sources are made of.
ELEMENTS = frozenset(
    "p h2 ul ol li blockquote footer figure figcaption a sup span mark br div q img video bdi pre".split()
)
#: All attributes they carry.
ATTRIBUTES = frozenset(
    "id class href rel cite lang dir start aria-label data-post value src alt loading decoding controls preload".split()
)

#: Attribute values by name; None leaves the attribute out.
Attributes = dict[str, str | None]

EMPTY = Markup("")
#: What :func:`markupsafe.escape` escapes.
_SPECIAL = compile_re("[&<>\"']")
_REL = "noopener noreferrer nofollow ugc"


def element(name: str, content: Markup, attributes: Attributes) -> Markup:
    """An element: a name of ours, escaped attributes, and content already escaped."""
    return join((_open_tag(name, attributes), content, "</", name, ">"))


def void(name: str, attributes: Attributes) -> Markup:
    """An element without content or end: a picture."""
    return join((_open_tag(name, attributes),))


def _open_tag(name: str, attributes: Attributes) -> str:
    """A start tag: a name of ours, and attributes, escaped where something in them needs it."""
    tag = "<" + name
    for key, value in attributes.items():
        if value is not None:
            tag += f' {key}="{value if value.isalnum() or not _SPECIAL.search(value) else escape(value)}"'
    return tag + ">"


def link(url: str, text: Markup, attributes: Attributes | None = None) -> Markup:
    """A link to elsewhere; `url` has passed :func:`unroller.urls.safe_url`."""
    return element("a", text, {"href": url, "rel": _REL, **(attributes or {})})


def join(pieces: Iterable[str], blank: str = "") -> Markup:
    """Pieces that are escaped already or ours, put together without looking at each again, as `Markup.join` would.

    Many times quicker than ``+`` and ``Markup(text)``, which ask of every piece whether it is escaped.
    """
    return str.__new__(Markup, blank.join(pieces))


@dataclass(frozen=True, slots=True)
class FoundQuote:
    """A quoted post whose words stand elsewhere, and the address on this site where they do; empty where no page has
    them yet."""

    quote: Quote
    url: str


#: Given the address of a quoted post of which nothing but that is known, where its words are kept; None where nowhere.
QuoteFinder = Callable[[str], FoundQuote | None]


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
        observation = self.known.of(url)
        return observation.description.quote if observation and observation.description else None

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
        """The notes on sources without a raised number, at the end of the text."""
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
    summary = summarize_source(source, known, words)
    about = [summary.about] if brief or not summary.title else [summary.about, label]
    # A handle keeps its sign where it stands, whichever way the list runs.
    apart = bool(summary.title) or not (label[:1].isalnum() and label[-1:].isalnum())
    pieces = [link(url, escape(summary.title or label), {"dir": "auto"} if apart else {})]
    if details := " · ".join(text for text in about if text):
        pieces.append(element("span", escape(details), {"class": "source-about", "dir": "auto"}))
    if summary.quote and not brief:
        pieces.append(element("q", escape(summary.quote), {"class": "source-quote", "dir": "auto"}))
    if summary.state:
        state = [escape(summary.state)]
        state += [link(summary.moved, escape(common.shorten_url(summary.moved)))] if summary.moved else []
        state += [link(summary.copy[1], escape(summary.copy[0]))] if summary.copy else []
        pieces.append(element("span", join(state, " · "), {"class": "source-state"}))
    return join(pieces, " ")


def _render_backlink(source: Source, post: int, words: Labels) -> Markup:
    place: Attributes = {"href": f"#r{source.number}-{post}", "class": "back"}
    return element("a", escape(words.back.format(post)), place)


STYLESHEET = """
:root { color-scheme: light dark; --ink: #1d1b18; --soft: #6b665e; --paper: #fffefa; --line: #e2ddd2; --link: #0b5c8a; }
@media (prefers-color-scheme: dark) {
  :root { --ink: #e9e5dc; --soft: #a39d91; --paper: #191816; --line: #38352f; --link: #8cc7ea; }
}
* { box-sizing: border-box; }
body { margin: 0; background: var(--paper); color: var(--ink);
  font: 1.125rem/1.6 Charter, "Bitstream Charter", "Sitka Text", Cambria, Georgia, serif; }
main { max-width: 40rem; margin: 0 auto; padding: 3rem 1.5rem 5rem; overflow-wrap: anywhere; }
h1 { font-size: clamp(1.7rem, 5vw, 2.4rem); line-height: 1.15; margin: 0 0 .6rem; text-wrap: balance; }
h2 { font-size: 1.25rem; line-height: 1.3; margin: 2.2rem 0 .6rem; }
p, ul, ol, blockquote, figure { margin: 0 0 1.1rem; }
li { margin: .25rem 0; }
ul.marked { list-style: none; padding-inline-start: 0; }
ul.marked > li { padding-inline-start: 2.2rem; text-indent: -2.2rem; }
ul.marked > li > * { text-indent: 0; }
li > ul, li > ol { margin: .25rem 0 0; }
pre { margin: 0 0 1.1rem; white-space: pre-wrap; tab-size: 4; }
pre.verse { font: inherit; }
pre.code { font: .86em/1.5 ui-monospace, Menlo, Consolas, monospace; padding: .7rem .9rem;
  border: 1px solid var(--line); border-radius: .4rem; }
ul.marked .marker { display: inline-block; min-width: 1.6rem; text-indent: 0; }
.byline, figcaption, .sources, .gap { color: var(--soft); font-size: .9rem; }
header { margin-bottom: 2.5rem; }
header .byline { margin: 0 0 .3rem; }
.keeper { margin: 2.5rem 0; padding: .9rem 1.1rem; border: 1px solid var(--line); border-radius: .4rem;
  font-size: .95em; }
.keeper > :last-child { margin-bottom: 0; }
.keeper .whose { color: var(--soft); font-size: .8rem; margin-bottom: .5rem; }
.keeper :is(h3, h4, h5, h6) { font-size: 1em; margin: 0 0 .5rem; }
.keeper pre { overflow-x: auto; }
a { color: var(--link); text-underline-offset: .15em; }
a.post-mark, a.post-source { display: none; }
.source-ref { font-size: .7em; line-height: 0; padding-inline-start: .1em; }
.source-ref a { text-decoration: none; }
.cut-link { text-decoration: underline dotted; }
blockquote { margin-inline-start: 0; padding-inline-start: 1rem; border-inline-start: 3px solid var(--line); }
body main > footer { margin-top: 3rem; border-top: 1px solid var(--line); }
:target { scroll-margin-top: 2rem; background: color-mix(in srgb, var(--link) 12%, transparent); }
@media print { body { font-size: 11pt; background: none; } main { max-width: none; padding: 0; } a { color: inherit; } }
"""
