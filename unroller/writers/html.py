"""The article as HTML: semantic elements, and text that went through :func:`markupsafe.escape` and nothing else.

What a page may hold is fixed in :mod:`unroller.writers.html_parts`; every address passes
:func:`unroller.urls.safe_url`. Class names for style sheets:

``post-mark`` the link at the beginning of each post (empty: its number is in ``data-post``, to be drawn by the style
sheet), ``source-ref`` a raised source number, ``cut-link`` a link whose address is missing, ``marked`` a list that
shows the author's own marks (``marker``), ``quoted-post`` (``kept-at``: the way to where it is kept), ``attachment``,
``doubtful`` a post that may not begin where it does, ``code`` and ``verse`` lines with their indentation, of a program
and of anything else, ``gap`` a place where posts are missing, ``pause`` one where days went by, ``later-additions`` the
heading of branches beside the main line, ``kept`` an attachment whose picture or video is shown; ``sources``,
``source-about``,
``source-quote``, ``source-state``, ``back``, ``posts``, ``post-text``. With a thread, a mark
is followed by ``post-source``, the link to its original. With margin notes, ``note`` follows the first use of
a source, and its number is two links, ``to-list`` and ``to-note``: the style sheet shows the one that leads somewhere.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Callable, Iterator, Sequence

from markupsafe import Markup, escape

from unroller.article.joins import find_pauses
from unroller.article.sources import UNSEEN, SourceObservations, number_sources
from unroller.direction import Direction, find_direction
from unroller.model import Additions, Article, Attachment, Block, Gap, Part, Run, Thread
from unroller.regex import compile_re
from unroller.text import replace_unprintable
from unroller.urls import canonicalize
from unroller.writers import common
from unroller.writers.common import ENGLISH, NO_ADDITIONS, Labels, NestedItem, attribute_to_keeper
from unroller.writers.html_parts import (
    EMPTY,
    STYLESHEET,
    Attributes,
    QuoteFinder,
    References,
    element,
    join,
    link,
    render_source_list,
    void,
)
from unroller.writers.user_markdown import render_note

#: Given a text, the stretches of it (start, end) to mark, in order and apart from each other.
Highlight = Callable[[str], Sequence[tuple[int, int]]]

#: The address of an attachment's kept copy on this site, or None where none can be shown.
Media = Callable[[Attachment], str | None]


def skip_media(_attachment: Attachment) -> str | None:
    """None, for every attachment: a self-contained document has no files beside it."""
    return None


def skip_quote(_url: str) -> None:
    """None, for every quoted post: a self-contained document knows nothing that is kept beside it."""
    return


_LINE = compile_re(r"\r\n|\r|\n")
#: A word in Latin letters with a sign before or behind it that has no direction of its own.
_SIGNED_WORD = compile_re(
    r"(?<![A-Za-z0-9])(?:[A-Za-z][A-Za-z0-9_.-]{0,40}[+#*]{1,3}(?![\w+#*])|[.#@$~/][A-Za-z][A-Za-z0-9_]{0,60})"
)


def render_fragment(
    article: Article,
    *,
    highlight: Highlight | None = None,
    thread: Thread | None = None,
    notes: bool = False,
    words: Labels = ENGLISH,
    known: SourceObservations = UNSEEN,
    media: Media = skip_media,
    find_quote: QuoteFinder = skip_quote,
) -> Markup:
    """The blocks of an article. Every post has its anchor ``p1``, ``p2``, … exactly once, where it begins.

    It goes below the title: an opening paragraph that is the title word for word is not repeated.

    Args:
        article: the article.
        highlight: stretches to mark, of any text it is given.
        thread: when given, doubtful beginnings, missing posts, languages of posts and links to originals are shown.
        notes: whether each source is also written beside its first use, for a margin.
        words: how things are called.
        known: what is known of the sources by now, for the notes.
        media: where kept pictures and videos are, which are then shown.
        find_quote: where the words of quoted posts are kept of which the thread has the address alone.
    """
    refs = References(article.sources if notes else (), words, known)
    return _ArticleRenderer(article, highlight, thread, refs, media, find_quote).blocks()


def render_posts(
    thread: Thread, *, highlight: Highlight | None = None, words: Labels = ENGLISH, media: Media = skip_media
) -> Markup:
    """Every post exactly as written, its white space kept (``post-text`` wants ``white-space: pre-wrap``); later
    additions in a list of their own.

    It has the same anchors as :func:`render_fragment` (posts, and uses of sources): a page shows one of the two.
    """
    numbering, refs = number_sources(thread.posts), References(words=words)
    rows: list[Markup] = []
    later: list[Markup] = []
    days = dict(find_pauses(thread))
    directions = common.Directions.of_thread(thread, thread.lang)
    for post in thread.posts:
        runs = tuple(Run(run.text, run.kind, run.url, numbering.of_run(run)) for run in post.runs)
        way = directions.of(post.number, post.text)
        text = _render_runs(runs, highlight, refs=refs, post=post.number, as_posted=True, way=way)
        body = element("div", text, {"class": "post-text", "dir": way, "lang": post.lang})
        extras = join(
            _render_figure(attachment, EMPTY, {}, words, media, directions.by_post.get(post.number))
            for attachment in post.attachments
        )
        mark = _render_post_mark(words, post.number, doubtful=post.doubtful)
        if pause := days.get(post.number - 1):
            mark = _render_pause(pause, words) + mark
        place: Attributes = {"id": f"p{post.number}", "data-post": str(post.number), "value": str(post.number)}
        url = common.safe(post.url)
        footer = element("footer", link(url, escape(words.original)), {}) if url else EMPTY
        (later if post.later else rows).append(element("li", join((mark, body, extras, footer)), place))
    lists = [element("ol", join(rows), {"class": "posts"})] if rows or not later else []
    if later:
        lists += [_render_later_heading(words), element("ol", join(later), {"class": "posts"})]
    return join(lists, "\n")


def render_page(
    thread: Thread, article: Article, own: Additions = NO_ADDITIONS, known: SourceObservations = UNSEEN
) -> str:
    """A self-contained document: no script, nothing loaded from elsewhere. What the keeper added is in
    asides outside the article."""
    url = common.safe(thread.url)
    byline = escape(common.format_byline(thread))
    original = join((Markup(" · "), link(url, escape("original")))) if url else EMPTY
    sources = (
        join((Markup("<h2>Sources</h2>\n"), render_source_list(article, known=known))) if article.sources else EMPTY
    )
    canonical_link = Markup('<link rel="canonical" href="{}">\n').format(url) if url else EMPTY
    lang = Markup(' lang="{}"').format(article.lang) if article.lang else EMPTY
    main = common.find_article_direction(article)
    if main == "rtl":
        lang += Markup(' dir="rtl"')
    document = Markup(_PAGE).format(  # noqa: S704 - a constant of ours
        lang=lang,
        title=article.title,
        title_dir=find_direction(article.title, main),
        canonical=canonical_link,
        style=Markup(STYLESHEET),  # noqa: S704 - a constant of ours
        byline=byline,
        original=original,
        tags=_render_tags(own),
        introduction=_render_user_text("Introduction", own.introduction),
        notes=_render_user_text("Notes", own.notes),
        body=render_fragment(article, thread=thread),
        sources=sources,
    )
    return replace_unprintable(str(document))


def _render_tags(own: Additions) -> Markup:
    if not own.tags:
        return EMPTY
    tags = Markup(", ").join(Markup("<bdi>{}</bdi>").format(tag) for tag in own.tags)
    return Markup('\n<p class="byline">{}: {}</p>').format(attribute_to_keeper("Tags"), tags)


def _render_user_text(what: str, text: str) -> Markup:
    """What the keeper wrote, in a part of the page of its own."""
    if not (content := render_note(text)):
        return EMPTY
    label = attribute_to_keeper(what)
    return Markup(_ADDED).format(label=label, said=content)  # noqa: S704 - a constant of ours


_ADDED = """<aside class="keeper" aria-label="{label}" lang="" dir="auto">
<p class="whose" lang="en" dir="ltr">{label}</p>
{said}
</aside>
"""
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
<h1 dir="{title_dir}">{title}</h1>
<p class="byline">{byline}{original}</p>{tags}
</header>
{introduction}<article>
{body}
</article>
<footer>{sources}</footer>
{notes}</main>
</body>
</html>
"""


class _ArticleRenderer:
    """Writes the blocks of one article, and remembers which posts have had their anchor."""

    def __init__(
        self,
        article: Article,
        highlight: Highlight | None,
        thread: Thread | None,
        refs: References,
        media: Media,
        find_quote: QuoteFinder = skip_quote,
    ) -> None:
        self.article = article
        self.turns, self.media = common.Separators.of(thread), media
        self.find_quote = find_quote
        self.highlight = highlight
        self.numbers = common.number_sources(article)
        self.refs, self.words = refs, refs.words
        self.anchored: set[int] = set()
        posts = thread.posts if thread else ()
        self.doubtful = frozenset(post.number for post in posts if post.doubtful)
        self.directions = common.Directions.of_thread(thread, article.lang)
        self.langs = {post.number: post.lang for post in posts if post.lang and post.lang != article.lang}
        self.urls = {post.number: common.safe(post.url) for post in posts}
        self.gaps = {gap.after: gap for gap in thread.gaps} if thread else {}

    def blocks(self) -> Markup:
        """All blocks, each on its line."""
        return join(self._with_gaps(), "\n")

    def _with_gaps(self) -> Iterator[Markup]:
        if gap := self.gaps.pop(0, None):
            yield self._gap(gap)
        for place, (block, later, days) in enumerate(self.turns.before(self.article)):
            if place == 0 and self._is_said_by_the_title(block):
                if self.article.blocks[1].post != block.post:
                    attributes, mark = self._anchor(block.post)
                    yield element("div", mark, attributes)
                continue
            for after in [after for after in self.gaps if after < block.post]:
                yield self._gap(self.gaps.pop(after))
            if days:
                yield _render_pause(days, self.words)
            if later:
                yield _render_later_heading(self.words)
            yield self._block(block)
        for gap in self.gaps.values():
            yield self._gap(gap)
        if left := self.refs.left():
            yield element("div", left, {"class": "notes-left"})

    def _gap(self, gap: Gap) -> Markup:
        return element("p", escape(self.words.missing(gap.count)), {"class": "gap"})

    def _is_said_by_the_title(self, block: Block) -> bool:
        """Whether the first block is above the article as its title; a searched word in it must still be marked."""
        if not common.is_title_first(self.article):
            return False
        return not (self.highlight and any(self.highlight(part.text) for part in block.parts))

    def _block(self, block: Block) -> Markup:
        if block.kind == "list":
            return self._list(block)
        place, mark = self._anchor(block.post)
        if block.kind == "figure":
            base = self.directions.by_post.get(block.post, self.directions.base)
            return _render_figure(block.attachment, mark, place, self.words, self.media, base)
        if common.is_quotation(block):
            return self._quotation(block, place, mark)
        if block.kind == "quote":
            return self._quote(block, place, mark)
        if block.kind in ("code", "verse"):
            return self._preformatted(block, place, mark)
        way = self.directions.of_block(block)
        text = self._parts(block.parts, block.post, way)
        attributes = {**place, "dir": way, "lang": self.langs.get(block.post)}
        return element("h2" if block.kind == "heading" else "p", join((mark, text)), attributes)

    def _quotation(self, block: Block, place: Attributes, mark: Markup) -> Markup:
        """What the author quotes within the text, paragraph by paragraph."""
        way = self.directions.of_block(block)
        said = [element("p", self._parts((part,), block.post, way), {}) for part in block.parts]
        attributes = {**place, "class": "quotation", "dir": way, "lang": self.langs.get(block.post)}
        return element("blockquote", join((mark, *said)), attributes)

    def _preformatted(self, block: Block, place: Attributes, mark: Markup) -> Markup:
        """Lines that keep their indentation. Programs run from left to right in every language."""
        way = "ltr" if block.kind == "code" else self.directions.of_block(block)
        runs = [run for part in block.parts for run in part.runs]
        text = _render_runs(runs, self.highlight, refs=self.refs, post=block.post, way=way, breaks=False)
        attributes = {**place, "class": block.kind, "dir": way, "lang": self.langs.get(block.post)}
        return element("pre", join((mark, text)), attributes)

    def _anchor(self, post: int) -> tuple[Attributes, Markup]:
        """The attributes of the first element of a post, and the link that marks it; nothing the second time."""
        if post in self.anchored:
            return {}, EMPTY
        self.anchored.add(post)
        place: Attributes = {"id": f"p{post}", "data-post": str(post)}
        return place, _render_post_mark(self.words, post, doubtful=post in self.doubtful, url=self.urls.get(post))

    def _parts(self, parts: Sequence[Part], begun: int, way: Direction) -> Markup:
        """The parts of a block; those of posts that begin inside it get their anchor here."""
        if len(parts) == 1 and parts[0].post == begun:
            return _render_runs(parts[0].runs, self.highlight, refs=self.refs, post=begun, way=way)
        pieces: list[Markup] = []
        for blank, part in common.iter_parts(parts):
            text = _render_runs(part.runs, self.highlight, refs=self.refs, post=part.post, way=way)
            if part.post != begun and part.post not in self.anchored:
                place, mark = self._anchor(part.post)
                text = element("span", join((mark, text)), place)
            pieces += (escape(blank), text) if blank else (text,)
        return pieces[0] if len(pieces) == 1 else join(pieces)

    def _list(self, block: Block) -> Markup:
        place, mark = self._anchor(block.post)
        way = self.directions.of_block(block)
        runs: Attributes = {"dir": way, "lang": self.langs.get(block.post)}
        return self._items(common.nest_items(block.items), block.post, mark, way, place, runs)

    def _items(
        self,
        items: Sequence[NestedItem],
        begun: int,
        mark: Markup,
        way: Direction,
        place: Attributes,
        runs: Attributes,
    ) -> Markup:
        """The entries of a list with their marks: plain numbers as those of a numbered list, others in the text.

        `place` and `runs` are attributes of the list: its anchor, and how it runs.
        """
        own = [nested.item for nested in items]
        numbered = common.has_plain_numbers(own)
        shown = common.has_own_markers(own) and not numbered
        expected = common.get_number(own[0]) if numbered else 1
        attributes: Attributes = {**place, "class": "marked" if shown else None, **runs}
        if numbered and expected != 1:
            attributes["start"] = str(expected)
        rows = []
        for nested in items:
            number = common.get_number(nested.item) if numbered else expected
            value = str(number) if number != expected else None
            rows.append(self._item(nested, begun, mark, way, {"value": value}, shown=shown))
            mark, expected = EMPTY, number + 1
        return element("ol" if numbered else "ul", join(rows), attributes)

    def _item(
        self, nested: NestedItem, begun: int, mark: Markup, way: Direction, attributes: Attributes, *, shown: bool
    ) -> Markup:
        item, place = nested.item, attributes
        post = item.parts[0].post if item.parts else begun
        if post != begun and post not in self.anchored:
            anchor, mark = self._anchor(post)
            place = {**anchor, **attributes}
        sign = EMPTY
        if shown:
            sign = join((element("span", escape(item.marker.replace("\\", "")), {"class": "marker"}), " "))
        inner = self._items(nested.inner, begun, EMPTY, way, {}, {}) if nested.inner else EMPTY
        return element("li", join((mark, sign, self._parts(item.parts, post, way), inner)), place)

    def _quote(self, block: Block, place: Attributes, mark: Markup) -> Markup:
        """A quoted post: its words where known, from the capture, from looking it up or from what is kept, and who
        wrote it, with the link the author set."""
        quote, address = block.quote, next((run for part in block.parts for run in part.runs), None)
        url = common.safe(address.url if address else quote.url if quote else None)
        source = address.source if address else self.numbers.get(canonicalize(url)) if url else None
        words = EMPTY
        if not (quote and quote.runs):
            quote = self.refs.quoted(url) or quote
        kept = EMPTY
        if url and not (quote and quote.runs) and (found := self.find_quote(url)):
            quote = found.quote
            if found.url:
                kept = Markup(" ") + element("a", escape(self.words.kept_here), {"class": "kept-at", "href": found.url})
        if quote and quote.runs:
            way = find_direction("".join(run.text for run in quote.runs))
            words = element("p", _render_runs(quote.runs, self.highlight, way=way), {"dir": way})
        label = escape(common.format_quote_author(quote, self.words))
        if self.directions.of(block.post, "") == "rtl":
            label = element("bdi", label, {})
        who = link(url, label) + self._ref(source, block.post) if url else label
        parts = (mark, words, element("footer", join((who, kept)), {}))
        return element("blockquote", join(parts), {**place, "class": "quoted-post", "cite": url})

    def _ref(self, source: int | None, post: int) -> Markup:
        return self.refs.raised(source, self.refs.place(source, post), post) if source is not None else EMPTY


def _render_pause(days: int, words: Labels) -> Markup:
    return element("p", escape(words.pause(days)), {"class": "pause"})


def _render_later_heading(words: Labels) -> Markup:
    return element("h2", escape(words.later), {"class": "later-additions"})


def _render_figure(
    attachment: Attachment | None,
    mark: Markup,
    place: Attributes,
    words: Labels,
    media: Media = skip_media,
    base: Direction | None = None,
) -> Markup:
    """A picture is shown where it is kept; else it is named and linked, never loaded: a page shows nothing from
    elsewhere."""
    kind, caption = common.format_figure(attachment, words)
    url = common.safe(attachment.url) if attachment else None
    name = link(url, escape(kind)) if url else escape(kind)
    alt = Markup(": ") + element("span", escape(caption), {"dir": find_direction(caption, base)}) if caption else EMPTY
    shown = _render_media(attachment, media) if attachment else EMPTY
    return element(
        "figure",
        mark + shown + element("figcaption", name + alt, {}),
        {**place, "class": "attachment kept" if shown else "attachment"},
    )


def _render_media(attachment: Attachment, media: Media) -> Markup:
    """The kept picture or video of an attachment, where there is one. The caption says what it shows to everybody."""
    place = media(attachment)
    if place is None:
        return EMPTY
    if attachment.kind == "video":
        about: Attributes = {"src": place, "controls": "", "preload": "none", "aria-label": attachment.alt}
        return element("video", EMPTY, about)
    return void("img", {"src": place, "alt": attachment.alt or "", "loading": "lazy", "decoding": "async"})


def _render_runs(
    runs: Sequence[Run],
    highlight: Highlight | None,
    *,
    refs: References | None = None,
    post: int = 0,
    as_posted: bool = False,
    way: Direction = "ltr",
    breaks: bool = True,
) -> Markup:
    """Inline text: escaped, linked, its stretches marked, its line breaks kept.

    `way` is the direction of the text around it: links of the other direction keep their signs in order.
    """
    breaks = breaks and not as_posted
    if not highlight and len(runs) == 1 and runs[0].kind == "text":
        return _render_plain(runs[0].text, breaks=breaks, way=way)
    spans = sorted(highlight("".join(run.text for run in runs))) if highlight else []
    if len(runs) == 1 and runs[0].kind == "text" and not spans:
        return _render_plain(runs[0].text, breaks=breaks, way=way)
    pieces, at, first = [], 0, 0
    for run in runs:
        while first < len(spans) and spans[first][1] <= at:
            first += 1
        after = at + len(run.text)
        within = spans[first : bisect_left(spans, (after, 0), lo=first)]
        shown = run.text if as_posted or within or run.kind != "url" else common.format_link(run)
        text = _render_text(shown, within, at, breaks=breaks, way=way)
        at = after
        if run.kind == "text":
            pieces.append(text)
            continue
        url, ref = common.safe(run.url), refs.place(run.source, post) if refs and run.source is not None else None
        isolated = "auto" if find_direction(run.text) != way else None
        if url:
            pieces.append(link(url, text, {"id": ref if as_posted else None, "dir": isolated}))
        else:
            text = element("bdi", text, {}) if isolated else text
            pieces.append(element("span", text, {"class": "cut-link"}) if run.kind == "url" else text)
        if refs and run.source is not None and ref and not as_posted:
            pieces.append(refs.raised(run.source, ref, post))
    return join(pieces)


def _render_text(text: str, spans: Sequence[tuple[int, int]], at: int, *, breaks: bool, way: Direction) -> Markup:
    """Text that begins at place `at` of what was searched, with the stretches that fall into it marked."""
    if not spans:
        return _render_plain(text, breaks=breaks, way=way)
    pieces, done = [], 0
    for start, end in spans:
        begin, stop = max(start - at, done), min(end - at, len(text))
        if begin >= stop:
            continue
        pieces.append(_render_plain(text[done:begin], breaks=breaks, way=way))
        pieces.append(element("mark", _render_plain(text[begin:stop], breaks=breaks, way=way), {}))
        done = stop
    pieces.append(_render_plain(text[done:], breaks=breaks, way=way))
    return join(pieces)


def _render_plain(text: str, *, breaks: bool, way: Direction) -> Markup:
    escaped = _isolate_signed_words(text) if way == "rtl" and not text.isspace() else escape(text)
    return join(_LINE.split(escaped), "<br>") if breaks and ("\n" in text or "\r" in text) else escaped


def _isolate_signed_words(text: str) -> Markup:
    """Text that runs from right to left; words like “C++” and “.NET” in it keep their signs on the right side."""
    pieces: list[Markup] = []
    at = 0
    for found in _SIGNED_WORD.finditer(text):
        pieces += (escape(text[at : found.start()]), element("bdi", escape(found.group()), {}))
        at = found.end()
    return join((*pieces, escape(text[at:])))


def _render_post_mark(words: Labels, post: int, *, doubtful: bool, url: str | None = None) -> Markup:
    """The link at the beginning of a post, and the one to its original.

    Both are empty: what they show belongs to the page, not to the words.
    """
    mark = element(
        "a",
        EMPTY,
        {
            "class": "post-mark doubtful" if doubtful else "post-mark",
            "href": f"#p{post}",
            "data-post": str(post),
            "aria-label": (words.doubtful if doubtful else words.post).format(post),
        },
    )
    if not url:
        return mark
    return join((mark, link(url, EMPTY, {"class": "post-source", "aria-label": words.written.format(post)})))
