"""Long articles of X on its own pages: one post with headings, lists, quotations, code and pictures.

X shows an article in a view of its own, within a post or alone. Its blocks become lines of plain text by the signs that
people write such things with: ``- entry``, ``1. entry``, ``> quotation``, a fence around code. Headings are told beside
the text. Nothing here depends on the language of the page.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from itertools import islice

from bs4 import Tag
from bs4.element import Comment, NavigableString

from unroller.documents.html import BLOCKS, SILENT, extract_text, get_address, get_attribute
from unroller.model import Attachment, Quote, Run
from unroller.networks import PostAddress, parse_post_url
from unroller.readers.html.selectors import iterate_tags, select, select_first
from unroller.regex import compile_re

#: The view of an article, the element in it that holds its text, and its title.
VIEW = '[data-testid="twitterArticleReadView"]'
_BODY = '[data-testid="twitterArticleRichTextView"]'
_TITLE_MARK = "twitter-article-title"
_TITLE = f'[data-testid="{_TITLE_MARK}"]'
_PHOTO = '[data-testid="tweetPhoto"] img'
#: Posts within the text, code, and what holds pictures; X draws emoji as pictures too, and those are text.
_EMBEDS = frozenset({"simpleTweet", "tweet"})
_CODE = "markdown-code-block"
_PICTURES = frozenset({"tweetPhoto", "tweet-image", "videoPlayer", "videoComponent"})
_HEADINGS = frozenset({"h1", "h2", "h3", "h4", "h5", "h6"})
_QUOTATION = "blockquote"
_LISTS = ("ul", "ol")
_LANGUAGE = compile_re(r"language-([\w+#.-]{1,40})")
_DEPTH = "public-DraftStyleDefault-depth"
_RESTART = "public-DraftStyleDefault-reset"
#: Lists within lists, deeper than any editor's.
_DEEPEST = 20
_FENCE = "```"

ReadQuote = Callable[[Tag], Quote | None]


def find_title(node: Tag) -> Tag | None:
    """The element that holds the title of the article in `node`."""
    return select_first(node, _TITLE)


def find_body(node: Tag) -> Tag | None:
    """The element that holds the text of the article in `node`; None where there is no article."""
    return select_first(node, _BODY)


def find_cover(node: Tag, body: Tag, base: str) -> tuple[Attachment, ...]:
    """The picture above the title."""
    image = select_first(node, _PHOTO)
    if image is None or any(parent is body for parent in image.parents):
        return ()
    return (replace(_read_picture(image, base), line=0),)


def find_post(node: Tag, base: str) -> PostAddress | None:
    """The post that carries the article, by the links to the article's own pages."""
    links = (get_address(link, "href", base) for link in select(node, 'a[href*="/article/"]'))
    return next((found for link in links if link and (found := parse_post_url(link))), None)


def iterate_around(node: Tag, body: Tag | None) -> Iterator[Tag]:
    """Every element under `node` that is not in `body`."""
    stack = node.contents[::-1]
    while stack:
        child = stack.pop()
        if isinstance(child, Tag) and child is not body:
            yield child
            stack += child.contents[::-1]


class ArticleText:
    """The text of an article as runs, which of its lines are headings, its pictures and the posts it shows, in the
    order in which they stand.

    Every word of `body` is in it but the title and the names of languages above code.
    """

    def __init__(self, body: Tag, base: str, read_quote: ReadQuote) -> None:
        self.runs: list[Run] = []
        self.attachments: list[Attachment] = []
        self.quotes: list[Quote] = []
        self.headings: list[int] = []
        self._base = base
        self._read_quote = read_quote
        self._outer = _find_outer_blocks(body)
        self._counts: dict[tuple[int, int], int] = {}
        self._last = ""
        self._lines = 0
        self._walk(body)

    def _walk(self, body: Tag) -> None:
        stack: list[Iterator[object]] = [iter(body.contents)]
        while stack:
            child = next(stack[-1], None)
            if child is None:
                stack.pop()
            elif isinstance(child, Tag):
                if child.name not in SILENT or child.name == "video":
                    stack.append(iter(self._read(child)))
            elif isinstance(child, NavigableString) and not isinstance(child, Comment) and child.strip():
                self._add("text", (Run(child.strip()),))

    def _add(self, kind: str, runs: Iterable[Run]) -> None:
        """One more block: entries of a list stand right below each other, other blocks apart."""
        added = [Run("\n" if kind == self._last == "entry" else "\n\n")] if self._last else []
        added += runs
        self.runs += added
        self._lines += sum(run.text.count("\n") for run in added) + (not self._last)
        self._last = kind

    def _read(self, node: Tag) -> Iterable[object]:
        """Read an element; what stands in it and is still to be read."""
        mark = get_attribute(node, "data-testid")
        if mark in _EMBEDS:
            self._add_post(node)
        elif mark == _CODE or node.name == "pre":
            self._add_code(node)
        elif mark in _PICTURES or node.name in ("img", "video"):
            self._add_pictures(node)
        elif node.name == "li":
            return self._add_entry(node)
        elif node.name in _HEADINGS:
            self._add_heading(node)
        elif node.name == _QUOTATION:
            self._add_quotation(node)
        elif id(node) in self._outer:
            return node.contents
        elif mark != _TITLE_MARK and (runs := self._read_text(node)):
            self._add("text", runs)
        return ()

    def _add_heading(self, node: Tag) -> None:
        """A heading, which is one line."""
        if runs := self._read_text(node):
            self._add("heading", _replace_breaks(runs, " "))
            self.headings.append(self._lines - 1)

    def _add_quotation(self, node: Tag) -> None:
        """A quotation, whose every line has the sign."""
        if runs := self._read_text(node):
            self._add("quotation", (Run("> "), *_replace_breaks(runs, "\n> ")))

    def _read_text(self, node: Tag, drop: Callable[[Tag], bool] | None = None) -> tuple[Run, ...]:
        """The text of an element that holds no other block. The editor's own pages keep white space as typed."""
        typed = select_first(node, "[data-text]") is not None
        found = extract_text(
            node, keep_space=typed, base=self._base, drop=drop, blocks=frozenset() if typed else BLOCKS
        )
        self._attach(found.attachments)
        return found.runs

    def _add_entry(self, node: Tag) -> Iterable[object]:
        """An entry of a list; lists within it follow it."""
        runs = self._read_text(node, _is_list)
        depth = _measure_depth(node)
        indent = "  " * depth
        if runs:
            self._add("entry", (Run(f"{indent}{self._number(node, depth)} "), *_replace_breaks(runs, f"\n{indent}  ")))
        return select(node, "ul, ol") if id(node) in self._outer else ()

    def _number(self, node: Tag, depth: int) -> str:
        listing = node.parent
        if listing is None or listing.name != "ol":
            return "-"
        key = id(listing), depth
        start = get_attribute(listing, "start")
        first = int(start) if start.isdecimal() and len(start) < 7 else 1
        restarts = _RESTART in node.get_attribute_list("class")
        value = get_attribute(node, "value")
        at = first if restarts else self._counts.get(key, first)
        at = int(value) if value.isdecimal() and len(value) < 7 else at
        self._counts[key] = at + 1
        return f"{at}."

    def _add_code(self, node: Tag) -> None:
        code = select_first(node, "code") or select_first(node, "pre") or node
        text = code.get_text().strip("\n")
        if not text.strip():
            return
        named = _LANGUAGE.search(" ".join(str(name) for name in code.get_attribute_list("class") if name))
        fence = _FENCE
        while fence in text and len(fence) < 40:
            fence += "`"
        self._add("code", (Run(f"{fence}{named[1] if named else ''}\n{text}\n{fence}"),))

    def _add_pictures(self, node: Tag) -> None:
        images = [node] if node.name == "img" else select(node, "img")
        videos = [node] if node.name == "video" else select(node, "video")
        self._attach(Attachment("video", get_address(video, "src", self._base)) for video in videos)
        if not videos:
            self._attach(_read_picture(image, self._base) for image in images)

    def _attach(self, found: Iterable[Attachment]) -> None:
        """Pictures and videos that stand here, below the lines read so far."""
        self.attachments += [replace(one, line=self._lines) for one in found]

    def _add_post(self, node: Tag) -> None:
        """A post that the text shows: its address stands in its place, its words are a quotation."""
        quote = self._read_quote(node)
        if quote is None:
            if runs := self._read_text(node):
                self._add("text", runs)
            return
        self.quotes.append(quote)
        if quote.url:
            self._add("post", (Run(quote.url, "url", quote.url),))


def _read_picture(image: Tag, base: str) -> Attachment:
    alt = get_attribute(image, "alt")
    return Attachment("image", get_address(image, "src", base), alt if alt and alt != "Image" else None)


def _is_list(node: Tag) -> bool:
    return node.name in _LISTS


def _is_block(node: Tag) -> bool:
    mark = get_attribute(node, "data-testid") if node.attrs else ""
    return (
        node.name in BLOCKS
        or node.name == "video"
        or mark in _EMBEDS
        or mark in _PICTURES
        or mark in (_CODE, _TITLE_MARK)
    )


def _find_outer_blocks(body: Tag) -> frozenset[int]:
    """The elements, by identity, in which blocks stand. Each is climbed to once."""
    found: set[int] = set()
    for node in iterate_tags(body):
        if _is_block(node):
            for parent in node.parents:
                if parent is body or id(parent) in found:
                    break
                found.add(id(parent))
    return frozenset(found)


def _measure_depth(node: Tag) -> int:
    """How many lists an entry's own list stands in: by the editor's mark, else by the elements around it."""
    for name in node.get_attribute_list("class"):
        if name and name.startswith(_DEPTH) and name[len(_DEPTH) :].isdecimal():
            return min(int(name[len(_DEPTH) :]), _DEEPEST)
    lists = sum(parent.name in _LISTS for parent in islice(node.parents, 4 * _DEEPEST))
    return min(max(0, lists - 1), _DEEPEST)


def _replace_breaks(runs: Iterable[Run], with_: str) -> Iterator[Run]:
    """`runs` with another text in the place of their line breaks."""
    return (replace(run, text=run.text.replace("\n", with_)) if "\n" in run.text else run for run in runs)
