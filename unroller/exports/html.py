"""The article as HTML: semantic elements, and text that went through :func:`markupsafe.escape` and nothing else.

What a page may hold is fixed here (:data:`ELEMENTS`, :data:`ATTRIBUTES`); every address passes
:func:`unroller.urls.safe_url`. Class names for style sheets:

``post-mark`` the link at the beginning of each post (empty: its number is in ``data-post``, to be drawn by the style
sheet), ``source-ref`` a raised source number, ``cut-link`` a link whose address is missing, ``marked`` a list that
shows the author's own marks (``marker``), ``quoted-post``, ``attachment``, ``doubtful`` a post that may not begin where
it does, ``gap`` a place where posts are missing; ``sources``, ``back``, ``posts``, ``post-text``.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Callable, Iterable, Iterator, Sequence

from markupsafe import Markup, escape

from unroller.exports import inline
from unroller.exports.stylesheet import STYLESHEET
from unroller.model import Article, Attachment, Block, Gap, Item, Part, Post, Run, Source, Thread
from unroller.sources import number
from unroller.text import printable
from unroller.urls import canonical

#: Given a text, the stretches of it (start, end) to mark, in order and apart from each other.
Highlight = Callable[[str], Sequence[tuple[int, int]]]

#: All elements that :func:`fragment`, :func:`sources_html` and :func:`posts_html` make.
ELEMENTS = frozenset("p h2 ul ol li blockquote footer figure figcaption a sup span mark br div".split())
#: All attributes they carry.
ATTRIBUTES = frozenset(
    {"id", "class", "href", "rel", "cite", "lang", "dir", "start", "aria-label", "data-post", "value"}
)

#: Attribute values by name; None leaves the attribute out.
Attributes = dict[str, str | None]

_REL = "noopener noreferrer nofollow ugc"
_LINE = re.compile(r"\r\n|\r|\n")
_EMPTY = Markup("")


def fragment(article: Article, *, highlight: Highlight | None = None, thread: Thread | None = None) -> Markup:
    """The blocks of an article. Every post has its anchor ``p1``, ``p2``, … exactly once, where it begins.

    It goes below the title: an opening paragraph that is the title word for word is not said again.

    Args:
        article: the article.
        highlight: stretches to mark, of any text it is given.
        thread: when given, doubtful beginnings, missing posts and the languages of posts are shown too.
    """
    return _Writer(article, highlight, thread).blocks()


def sources_html(article: Article) -> Markup:
    """The numbered sources with links back to where they are used; nothing when there are none."""
    if not article.sources:
        return _EMPTY
    return _element("ol", _join(_source(source) for source in article.sources), {"class": "sources"})


def posts_html(thread: Thread, *, highlight: Highlight | None = None) -> Markup:
    """Every post exactly as written, its white space kept (``post-text`` wants ``white-space: pre-wrap``).

    It has the same anchors as :func:`fragment` (posts, and uses of sources), so a page shows the one or the other.
    """
    numbering, refs, rows = number(thread.posts), _References(), []
    for post in thread.posts:
        runs = tuple(Run(run.text, run.kind, run.url, numbering.of_run(run)) for run in post.runs)
        text = _runs(runs, highlight, refs=refs, post=post.number, as_posted=True)
        body = _element("div", text, {"class": "post-text", "dir": "auto", "lang": post.lang})
        extras = _join(_figure(attachment, _EMPTY, {}) for attachment in post.attachments)
        mark = _post_mark(post.number, doubtful=post.doubtful)
        place: Attributes = {"id": f"p{post.number}", "data-post": str(post.number), "value": str(post.number)}
        rows.append(_element("li", _join((mark, body, extras, _original(post))), place))
    return _element("ol", _join(rows), {"class": "posts"})


def page(thread: Thread, article: Article) -> str:
    """A whole document that stands by itself: no script, nothing loaded from elsewhere."""
    url = inline.safe(thread.url)
    byline = escape(inline.byline(thread))
    original = _join((Markup(" · "), _link(url, escape("original")))) if url else _EMPTY
    sources = _join((Markup("<h2>Sources</h2>\n"), sources_html(article))) if article.sources else _EMPTY
    canonical_link = Markup('<link rel="canonical" href="{}">\n').format(url) if url else _EMPTY
    lang = Markup(' lang="{}"').format(article.lang) if article.lang else _EMPTY
    document = Markup(_PAGE).format(  # noqa: S704 - a constant of ours
        lang=lang,
        title=article.title,
        canonical=canonical_link,
        style=Markup(STYLESHEET),  # noqa: S704 - a constant of ours
        byline=byline,
        original=original,
        body=fragment(article, thread=thread),
        sources=sources,
    )
    return printable(str(document))


_PAGE = """<!DOCTYPE html>
<html{lang}>
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="robots" content="noindex">
<meta name="referrer" content="no-referrer">
<title>{title}</title>
{canonical}<style>{style}</style>
</head>
<body>
<main>
<header>
<h1 dir="auto">{title}</h1>
<p class="byline">{byline}{original}</p>
</header>
<article>
{body}
</article>
<footer>{sources}</footer>
</main>
</body>
</html>
"""


class _References:
    """Ids of the places where sources are used: ``r1-3`` the first time post 3 uses source 1, then ``r1-3-2``."""

    def __init__(self) -> None:
        self._seen: dict[tuple[int, int], int] = {}

    def place(self, source: int, post: int) -> str:
        """The id of the next use."""
        count = self._seen[source, post] = self._seen.get((source, post), 0) + 1
        return f"r{source}-{post}" if count == 1 else f"r{source}-{post}-{count}"


class _Writer:
    """Writes the blocks of one article, and remembers which posts have had their anchor."""

    def __init__(self, article: Article, highlight: Highlight | None, thread: Thread | None) -> None:
        self.article = article
        self.highlight = highlight
        self.numbers = inline.source_numbers(article)
        self.refs = _References()
        self.anchored: set[int] = set()
        posts = thread.posts if thread else ()
        self.doubtful = frozenset(post.number for post in posts if post.doubtful)
        self.langs = {post.number: post.lang for post in posts if post.lang and post.lang != article.lang}
        self.gaps = {gap.after: gap for gap in thread.gaps} if thread else {}

    def blocks(self) -> Markup:
        """All blocks, each on its line."""
        return _join(self._with_gaps(), "\n")

    def _with_gaps(self) -> Iterator[Markup]:
        if gap := self.gaps.pop(0, None):
            yield _gap(gap)
        for place, block in enumerate(self.article.blocks):
            if place == 0 and self._is_said_by_the_title(block):
                if self.article.blocks[1].post != block.post:
                    attributes, mark = self._anchor(block.post)
                    yield _element("div", mark, attributes)
                continue
            for after in [after for after in self.gaps if after < block.post]:
                yield _gap(self.gaps.pop(after))
            yield self._block(block)
        for gap in self.gaps.values():
            yield _gap(gap)

    def _is_said_by_the_title(self, block: Block) -> bool:
        """Whether the first block stands above the article as its title; a searched word in it must still be marked."""
        if not inline.opening_is_title(self.article):
            return False
        return not (self.highlight and any(self.highlight(part.text) for part in block.parts))

    def _block(self, block: Block) -> Markup:
        if block.kind == "list":
            return self._list(block)
        place, mark = self._anchor(block.post)
        if block.kind == "figure":
            return _figure(block.attachment, mark, place)
        if block.kind == "quote":
            return self._quote(block, place, mark)
        text = self._parts(block.parts, block.post)
        attributes = {**place, "dir": "auto", "lang": self.langs.get(block.post)}
        return _element("h2" if block.kind == "heading" else "p", mark + text, attributes)

    def _anchor(self, post: int) -> tuple[Attributes, Markup]:
        """The attributes of the first element of a post, and the link that marks it; nothing the second time."""
        if post in self.anchored:
            return {}, _EMPTY
        self.anchored.add(post)
        place: Attributes = {"id": f"p{post}", "data-post": str(post)}
        return place, _post_mark(post, doubtful=post in self.doubtful)

    def _parts(self, parts: Sequence[Part], begun: int) -> Markup:
        """The parts of a block; those of posts that begin inside it get their anchor here."""
        pieces: list[Markup] = []
        for blank, part in inline.joined(parts):
            text = _runs(part.runs, self.highlight, refs=self.refs, post=part.post)
            if part.post != begun and part.post not in self.anchored:
                place, mark = self._anchor(part.post)
                text = _element("span", mark + text, place)
            pieces += [escape(blank), text]
        return _join(pieces)

    def _list(self, block: Block) -> Markup:
        shown = inline.shown_markers(block.items) and not block.ordered
        place, mark = self._anchor(block.post)
        rows = []
        for item in block.items:
            rows.append(self._item(item, block.post, mark, shown=shown))
            mark = _EMPTY
        attributes = {**place, "class": "marked" if shown else None, "dir": "auto", "lang": self.langs.get(block.post)}
        first = inline.start_of(block.items)
        if block.ordered and first != 1:
            attributes["start"] = str(first)
        return _element("ol" if block.ordered else "ul", _join(rows), attributes)

    def _item(self, item: Item, begun: int, mark: Markup, *, shown: bool) -> Markup:
        place: Attributes = {}
        post = item.parts[0].post if item.parts else begun
        if post != begun and post not in self.anchored:
            place, mark = self._anchor(post)
        sign = _EMPTY
        if shown:
            sign = _element("span", escape(item.marker.lstrip("\\")), {"class": "marker"}) + Markup(" ")
        return _element("li", mark + sign + self._parts(item.parts, post), place)

    def _quote(self, block: Block, place: Attributes, mark: Markup) -> Markup:
        """A quoted post: its words where known, and who wrote it, with the link the author set."""
        quote, address = block.quote, next((run for part in block.parts for run in part.runs), None)
        url = inline.safe(address.url if address else quote.url if quote else None)
        source = address.source if address else self.numbers.get(canonical(url)) if url else None
        words = _EMPTY
        if quote and quote.runs:
            words = _element("p", _runs(quote.runs, self.highlight), {"dir": "auto"})
        label = escape(inline.quote_label(quote))
        who = _link(url, label) + self._ref(source, block.post) if url else label
        parts = (mark, words, _element("footer", who, {}))
        return _element("blockquote", _join(parts), {**place, "class": "quoted-post", "cite": url})

    def _ref(self, source: int | None, post: int) -> Markup:
        return _raised(source, self.refs.place(source, post)) if source is not None else _EMPTY


def _figure(attachment: Attachment | None, mark: Markup, place: Attributes) -> Markup:
    """A picture is named and linked, never loaded: a page shows nothing from elsewhere."""
    kind, said = inline.figure_label(attachment)
    url = inline.safe(attachment.url) if attachment else None
    name = _link(url, escape(kind)) if url else escape(kind)
    words = Markup(": ") + _element("span", escape(said), {"dir": "auto"}) if said else _EMPTY
    return _element("figure", mark + _element("figcaption", name + words, {}), {**place, "class": "attachment"})


def _runs(
    runs: Sequence[Run],
    highlight: Highlight | None,
    *,
    refs: _References | None = None,
    post: int = 0,
    as_posted: bool = False,
) -> Markup:
    """Inline text: escaped, linked, its stretches marked, its line breaks kept."""
    spans = sorted(highlight("".join(run.text for run in runs))) if highlight else []
    pieces, at, first = [], 0, 0
    for run in runs:
        while first < len(spans) and spans[first][1] <= at:
            first += 1
        after = at + len(run.text)
        within = spans[first : bisect_left(spans, (after, 0), lo=first)]
        text = _text(run.text, within, at, as_posted=as_posted)
        at = after
        if run.kind == "text":
            pieces.append(text)
            continue
        url, ref = inline.safe(run.url), refs.place(run.source, post) if refs and run.source is not None else None
        if url:
            pieces.append(_link(url, text, {"id": ref} if as_posted else {}))
        else:
            pieces.append(_element("span", text, {"class": "cut-link"}) if run.kind == "url" else text)
        if run.source is not None and ref and not as_posted:
            pieces.append(_raised(run.source, ref))
    return _join(pieces)


def _text(text: str, spans: Sequence[tuple[int, int]], at: int, *, as_posted: bool) -> Markup:
    """Text that begins at place `at` of what was searched, with the stretches that fall into it marked."""
    pieces, done = [], 0
    for start, end in spans:
        begin, stop = max(start - at, done), min(end - at, len(text))
        if begin >= stop:
            continue
        pieces.append(_plain(text[done:begin], as_posted=as_posted))
        pieces.append(_element("mark", _plain(text[begin:stop], as_posted=as_posted), {}))
        done = stop
    pieces.append(_plain(text[done:], as_posted=as_posted))
    return _join(pieces)


def _plain(text: str, *, as_posted: bool) -> Markup:
    if as_posted or ("\n" not in text and "\r" not in text):
        return escape(text)
    return _join((escape(line) for line in _LINE.split(text)), "<br>")


def _raised(source: int, ref: str) -> Markup:
    """The raised number of a source, which its entry in the list links back to."""
    link = _element("a", escape(source), {"href": f"#s{source}", "id": ref, "aria-label": f"Source {source}"})
    return _element("sup", link, {"class": "source-ref"})


def _post_mark(post: int, *, doubtful: bool) -> Markup:
    """The link at the beginning of a post. It is empty: its number belongs to the page, not to the words."""
    return _element(
        "a",
        _EMPTY,
        {
            "class": "post-mark doubtful" if doubtful else "post-mark",
            "href": f"#p{post}",
            "data-post": str(post),
            "aria-label": f"Post {post}, which may not begin here" if doubtful else f"Post {post}",
        },
    )


def _gap(gap: Gap) -> Markup:
    what = "A post is" if gap.count == 1 else f"{gap.count} posts are" if gap.count else "Posts are"
    return _element("p", escape(f"{what} missing here."), {"class": "gap"})


def _original(post: Post) -> Markup:
    """The links of a post to where it stands, and to the posts it quotes without naming their address."""
    url = inline.safe(post.url)
    return _element("footer", _link(url, escape("original")), {}) if url else _EMPTY


def _source(source: Source) -> Markup:
    url, label = inline.safe(source.url), escape(inline.source_label(source))
    name = _link(url, label) if url else _element("span", label, {"class": "cut-link"}) + Markup(" (address missing)")
    back = Markup(", ").join(
        _element("a", escape(f"post {post}"), {"href": f"#r{source.number}-{post}", "class": "back"})
        for post in source.posts
    )
    return _element("li", name + Markup(" ") + back, {"id": f"s{source.number}", "value": str(source.number)})


def _link(url: str, text: Markup, attributes: Attributes | None = None) -> Markup:
    return _element("a", text, {"href": url, "rel": _REL, **(attributes or {})})


def _element(name: str, content: Markup, attributes: Attributes) -> Markup:
    """The one place where an element is written: a name of ours, escaped attributes, and content already escaped."""
    given = "".join(f' {key}="{escape(value)}"' for key, value in attributes.items() if value is not None)
    return Markup(f"<{name}{given}>{content}</{name}>")  # noqa: S704 - everything in it is escaped or ours


def _join(pieces: Iterable[Markup], blank: str = "") -> Markup:
    """Pieces that are escaped already, put together without looking at each again, as `Markup.join` would."""
    return Markup(blank.join(pieces))  # noqa: S704 - every piece is Markup
