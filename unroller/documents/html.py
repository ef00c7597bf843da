"""Saved web pages as runs of text: HTML ends here, as offsets do in the readers.

Parsed by Beautiful Soup on lxml (html.parser takes minutes on broken tags). Every walk is a loop, never a recursion, so
that a page of a hundred thousand nested elements is only slow, not fatal.
"""

from __future__ import annotations

import gc
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from itertools import groupby
from urllib.parse import unquote, urljoin

from bs4 import BeautifulSoup, Tag
from bs4.builder._lxml import LXMLTreeBuilder
from bs4.element import CData, Comment, NavigableString, PreformattedString

from unroller.documents.html_marks import LISTS, MOST_LEVELS, ListMarkers, raise_text
from unroller.errors import TooLargeError
from unroller.limits import DEFAULT, Limits
from unroller.messages import Grouped, Message, megabytes
from unroller.model import Attachment, Run, RunKind
from unroller.regex import compile_re
from unroller.urls import safe_url

#: Elements that give no text at all.
SILENT = frozenset(
    "script style template noscript head title iframe object embed svg math canvas select option button textarea "
    "audio video".split()
)
_DRAWN = frozenset(["svg"])
#: Elements that stand on lines of their own; those of `PARAGRAPHS` with a blank line around them.
PARAGRAPHS = frozenset(
    ["p", "blockquote", "ul", "ol", "dl", "table", "figure", "pre", "h1", "h2", "h3", "h4", "h5", "h6"]
)
BLOCKS = PARAGRAPHS | frozenset(
    "address article aside center dd details div dt fieldset figcaption footer form header hr li main nav pre section "
    "summary tbody td tfoot th thead tr".split()
)
_SPACE = compile_re(r"[ \t\r\n\f]+")
#: Threads, Instagram and Facebook lead every link through here.
_COUNTER = compile_re(
    r"https?://l\.(?:threads|instagram|facebook)\.(?:com|net)/(?:l\.php)?\?u=(https?%3A[^&#\s]{1,4000})"
)
#: Classes and styles that keep line breaks as they are typed.
_KEPT = frozenset(["whitespace-pre-wrap", "whitespace-pre-line", "pre-wrap", "pre-line"])
_KEPT_STYLE = compile_re(r"white-space:\s?pre")
_EMOJI_CLASS = compile_re(r"\b(?:emoji|emojione|custom-emoji|Emoji|twemoji|r-4qtqp9)\b")


@dataclass(slots=True)
class HtmlText:
    """The text of an element as runs, and the pictures met on the way."""

    runs: tuple[Run, ...] = ()
    attachments: tuple[Attachment, ...] = ()

    @property
    def text(self) -> str:
        """The text without its links."""
        return "".join(run.text for run in self.runs)


@dataclass(slots=True)
class _TextWriter:
    """Text written piece by piece under HTML's rules of white space."""

    keep_space: bool
    pieces: list[Run] = field(default_factory=list)
    newlines: int = 2  # as if a blank line stood before: nothing leads with white space
    space: bool = False
    #: A list within a list: no blank line stands around it.
    tight: bool = False

    def write(self, text: str, kind: RunKind = "text", url: str | None = None) -> None:
        if not self.keep_space:
            collapsed = _SPACE.sub(" ", text)
            if not collapsed.strip(" "):
                self.space = self.space or bool(collapsed)
                return
            if collapsed[0] == " ":
                self.space = True
            trailing = collapsed[-1] == " "
            text = collapsed.strip(" ")
            if self.space and not self.newlines:
                self.pieces.append(Run(" "))
            self.space = trailing
        if text:
            self.pieces.append(Run(text, kind, url))
            self.newlines = 0 if text.strip("\n") else self.newlines

    def line(self, count: int) -> None:
        """End the line; `count` of 2 leaves a blank one. What is there already is not doubled."""
        self.space = False
        count = 1 if self.tight else count
        while self.newlines < count and self.pieces:
            self.pieces.append(Run("\n"))
            self.newlines += 1

    def open_item(self, marker: str, depth: int) -> None:
        """The mark of a list's item, `depth` lists deep, two blanks further in for each but the first."""
        if depth > 1 and self.pieces:
            self.pieces.append(Run("  " * (min(depth, MOST_LEVELS) - 1)))
        self.write(f"{marker} ")
        self.space, self.newlines = self.pieces != [], 0

    def br(self) -> None:
        """A line break of the author's: two in a row make a blank line, more do not."""
        self.line(min(2, self.newlines + 1))


class _TreeBuilder(LXMLTreeBuilder):
    """The tree without its drawings: they hold no text, and are half of some pages. At most `most` elements."""

    def __init__(self, most: int) -> None:
        super().__init__()
        self.most = most
        self.inside = 0
        self.elements = 0

    def start(
        self, tag: str | bytes, attrib: dict[str | bytes, str | bytes], nsmap: dict[str, str] | None = None
    ) -> None:
        """An element opens."""
        if self.inside or tag in _DRAWN:
            self.inside += 1
            return
        self.elements += 1
        if self.elements > self.most:
            raise TooLargeError(
                Message(
                    "page: more than {most} elements, the most that are read: save or copy the thread alone",
                    most=Grouped(self.most),
                )
            )
        super().start(tag, attrib, nsmap or {})

    def end(self, name: str | bytes) -> None:
        """An element closes."""
        if self.inside:
            self.inside -= 1
        else:
            super().end(name)

    def data(self, data: str | bytes) -> None:
        """Text between elements."""
        if not self.inside:
            super().data(data)


def parse(data: bytes | str, limits: Limits = DEFAULT, charset: str | None = None) -> BeautifulSoup:
    """The page as a tree. Bytes are decoded by `charset` where it is known, else by what the page declares.

    Raises:
        TooLargeError: the page passes `limits.text_bytes` or `limits.elements`.
    """
    if len(data) > limits.text_bytes:
        raise TooLargeError(
            Message(
                "page: larger than {most}, the most that is read: save the thread alone, without media",
                most=megabytes(limits.text_bytes),
            )
        )
    # The collector walks the growing tree again and again and finds nothing: without it a page parses in half the time.
    collecting = gc.isenabled()
    gc.disable()
    try:
        return BeautifulSoup(
            data, builder=_TreeBuilder(limits.elements), from_encoding=charset if isinstance(data, bytes) else None
        )
    finally:
        if collecting:
            gc.enable()


def extract_text(
    node: Tag,
    *,
    keep_space: bool = False,
    base: str | None = None,
    drop: Callable[[Tag], bool] | None = None,
    blocks: frozenset[str] = BLOCKS,
    inline: Callable[[Tag], bool] | None = None,
) -> HtmlText:
    """The text under `node` as runs, every link with its full address.

    `keep_space` is for pages that print a post's own newlines (``white-space: pre-wrap``). `drop` names elements that
    are not the author's, `blocks` those that stand on lines of their own, unless they are `inline`. Relative addresses
    are resolved against `base`.
    """
    writer = _TextWriter(keep_space)
    pictures: list[Attachment] = []
    lists = ListMarkers()
    kept = 0
    for element, closing in _walk(node, drop):
        if isinstance(element, NavigableString):
            writer.write(str(element))
            continue
        if _write_by_itself(element, writer, lists, opens=not closing):
            continue
        if not keep_space and element.name in BLOCKS and _keeps_space(element):
            kept += -1 if closing else 1
            writer.keep_space = kept > 0
        if element.name == "br":
            writer.br()
        elif element.name == "a" and not closing:
            _write_link(element, writer, base)
        elif element.name == "img" and not closing:
            _write_picture(element, writer, pictures, base)
        elif element.name in blocks and not (inline and inline(element)):
            writer.line(2 if element.name in PARAGRAPHS else 1)
            if element.name == "li" and not closing:
                writer.open_item(lists.find_marker(element), lists.depth)
    return HtmlText(join_runs(writer.pieces), tuple(pictures))


def _write_by_itself(element: Tag, writer: _TextWriter, lists: ListMarkers, *, opens: bool) -> bool:
    """Note how deep in lists an element stands, and write raised letters; whether that is all there is to it."""
    if element.name == "li":
        lists.depth += 1 if opens else -1
    writer.tight = lists.depth > 0 and element.name in LISTS
    raised = raise_text(element) if opens else ""
    if raised:
        writer.write(raised)
    return bool(raised)


def _keeps_space(element: Tag) -> bool:
    """Whether an element shows line breaks as they are typed."""
    if element.name == "pre" or not element.attrs:
        return element.name == "pre"
    classes = element.get("class") or ()
    return (
        any(name in _KEPT for name in classes) or _KEPT_STYLE.search(get_attribute(element, "style")[:400]) is not None
    )


def _walk(node: Tag, drop: Callable[[Tag], bool] | None) -> Iterator[tuple[Tag | NavigableString, bool]]:
    """Everything under `node` in order, elements once when they open and once (True) when they close."""
    stack: list[tuple[Tag, Iterator[object]]] = [(node, iter(node.contents))]
    while stack:
        parent, children = stack[-1]
        child = next(children, None)
        if child is None:
            stack.pop()
            if parent is not node:
                yield parent, True
        elif isinstance(child, Tag):
            if child.name in SILENT or (drop and drop(child)):
                continue
            yield child, False
            if child.name not in ("a", "img", "br") and not raise_text(child):
                stack.append((child, iter(child.contents)))
        elif isinstance(child, NavigableString) and not _is_markup(child):
            yield child, False


def _is_markup(node: NavigableString) -> bool:
    """Comments, doctypes and processing instructions are strings to the parser, not to a reader."""
    return isinstance(node, Comment) or (isinstance(node, PreformattedString) and not isinstance(node, CData))


def get_attribute(node: Tag, name: str) -> str:
    """An attribute as one string; empty when it is not there."""
    value = node.get(name)
    return value if isinstance(value, str) else " ".join(value or ())


def get_address(node: Tag, name: str, base: str | None) -> str | None:
    """An address in an attribute, made absolute; None when it is not http, https or mailto."""
    value = get_attribute(node, name).strip()
    if not value:
        return None
    try:
        return safe_url(urljoin(base, value) if base else value)
    except ValueError:
        return None


def _write_link(element: Tag, writer: _TextWriter, base: str | None) -> None:
    """A link as one run: its full address where the page shows it cut."""
    shown = HtmlText(join_runs(_read_inside(element, writer.keep_space))).text
    if not shown:
        return
    url = get_address(element, "data-expanded-url", base) or get_address(element, "href", base)
    url = unwrap_redirect(url)
    whole = shown.removesuffix("…").rstrip()
    if shown.endswith("…") and whole.startswith(("http://", "https://")) and element.select_one("[aria-hidden=true]"):
        shown, url = whole, safe_url(whole) or url
    elif shown.endswith("…") and url and _continues(whole, url):
        shown = url
    writer.write(shown, detect_link_kind(shown, url), url)


def detect_link_kind(shown: str, url: str | None) -> RunKind:
    """What a link is, by the words that it shows."""
    if shown[0] in "#＃" and len(shown) > 1:
        return "hashtag"
    if shown[0] in "@＠" and len(shown) > 1:
        return "mention"
    if shown[0] == "$" and shown[1:].isalpha():
        return "cashtag"
    if not (shown.startswith(("http://", "https://")) or "." in shown):
        return "url" if url else "text"
    return "url"


def unwrap_redirect(url: str | None) -> str | None:
    """Where a link leads that goes through a network's own counter, which holds the address in it."""
    match = _COUNTER.match(url) if url else None
    return (safe_url(unquote(match[1])) or url) if match else url


def _continues(shown: str, url: str) -> bool:
    """Whether a cut text is the beginning of the address it leads to."""
    plain = url.split("://", 1)[-1].removeprefix("www.")
    return plain.startswith(shown.split("://", 1)[-1].removeprefix("www."))


def _read_inside(element: Tag, keep_space: bool) -> list[Run]:
    writer = _TextWriter(keep_space)
    for child, closing in _walk(element, None):
        if isinstance(child, NavigableString):
            writer.write(str(child))
        elif raised := "" if closing else raise_text(child):
            writer.write(raised)
        elif child.name == "img" and not closing and _EMOJI_CLASS.search(get_attribute(child, "class")):
            writer.write(get_attribute(child, "alt"))
    return writer.pieces


def _write_picture(element: Tag, writer: _TextWriter, pictures: list[Attachment], base: str | None) -> None:
    """An emoji is text; any other picture is an attachment with its description."""
    alt = get_attribute(element, "alt")
    if _EMOJI_CLASS.search(get_attribute(element, "class")) or "/emoji/" in get_attribute(element, "src"):
        writer.write(alt)
        return
    url = get_address(element, "data-src", base) or get_address(element, "src", base)
    if url:
        pictures.append(Attachment("image", url, alt or None))


def join_runs(pieces: list[Run]) -> tuple[Run, ...]:
    """Neighbouring texts joined; white space at the two ends off."""
    joined: list[Run] = []
    for plain, group in groupby(pieces, key=lambda piece: piece.kind == "text"):
        same = list(group)
        joined.extend([Run("".join(piece.text for piece in same))] if plain else same)
    if joined and joined[0].kind == "text":
        joined[0] = Run(joined[0].text.lstrip())
    if joined and joined[-1].kind == "text":
        joined[-1] = Run(joined[-1].text.rstrip())
    return tuple(run for run in joined if run.text)
