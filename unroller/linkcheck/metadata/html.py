"""All that a page states about itself, before anything is chosen: one walk over the tree, bounded in everything."""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace
from itertools import islice

from bs4 import BeautifulSoup, Tag
from bs4.element import NavigableString
from bs4.exceptions import ParserRejectedMarkup

from unroller.documents.decode import decode
from unroller.documents.html import get_attribute, parse
from unroller.errors import InputError
from unroller.limits import DEFAULT
from unroller.regex import compile_re

#: Bytes of a page that are looked at, and of its beginning where it has more elements than `_ELEMENTS`.
READ, _BEGINNING = 2 * 2**20, 128 * 1024
_ELEMENTS = 40_000
#: Statements of one kind that are taken; characters of one; nodes below an element that its text is read from.
_MOST, _CHARS, _NODES = 2_000, 4_000, 200
_SCRIPTS, _SCRIPT_CHARS = 40, 512 * 1024
#: How far above a property the item it belongs to may be.
_CLIMB = 64
_META_CHARSET = compile_re(rb"<meta[^>]{0,200}charset\s?=\s?[\"']?([A-Za-z0-9_.:-]{1,40})", re.IGNORECASE)
_BYLINE = frozenset(["p-author", "byline-author", "author-name", "entry-author"])
_PUBLISHED = frozenset(["dt-published", "entry-date", "published", "post-date", "pubdate"])

#: An item of microdata or linked data: properties by name, ``@type`` and ``@id`` among them.
Thing = dict[str, object]


@dataclass(slots=True)
class Statements:
    """What a page states. Names of `metas` are in lower case with dots for colons (``og.title``).

    `heading` is the text of the only ``<h1>``; `times` are of elements that say they hold the date of publication.
    """

    metas: dict[str, list[str]] = field(default_factory=dict)
    links: list[tuple[str, str]] = field(default_factory=list)
    scripts: list[str] = field(default_factory=list)
    items: list[Thing] = field(default_factory=list)
    headings: list[str] = field(default_factory=list)
    times: list[str] = field(default_factory=list)
    bylines: list[str] = field(default_factory=list)
    title: str = ""
    lang: str = ""
    base: str = ""

    @property
    def heading(self) -> str:
        """The page's heading, where it has one and no more."""
        return self.headings[0] if len(self.headings) == 1 else ""

    def first(self, *names: str) -> str:
        """The first statement by any of these names, in their order; empty when there is none."""
        return next((value for name in names for value in self.metas.get(name, ())), "")

    def all(self, *names: str) -> list[str]:
        """All statements by the first of these names that has any."""
        return next((self.metas[name] for name in names if name in self.metas), [])


def collect_statements(body: bytes, charset: str | None) -> Statements:
    """What the page in `body` states; `charset` is what its host declared. Nothing is raised: broken pages state less.

    Bytes that are UTF-8 are read as UTF-8, whatever was declared; else the declaration of the host is believed before
    the page's own, and each only where the bytes agree.
    """
    text = _text(body[:READ], charset)
    soup = _tree(text)
    statements = Statements()
    if soup is not None:
        _collect(soup, statements)
    return statements


def _text(body: bytes, charset: str | None) -> str:
    own = _META_CHARSET.search(body[:4096])
    for name in (charset, own[1].decode("ascii") if own else None, None):
        try:
            return decode(body, f"text/html; charset={name.lower()}" if name else "").text
        except InputError:
            continue
    return body.decode("ascii", "replace")


def _tree(text: str) -> BeautifulSoup | None:
    bounded = replace(DEFAULT, elements=_ELEMENTS, text_bytes=2 * READ)
    for part in (text, text[:_BEGINNING]):
        try:
            return parse(part, bounded)
        except (InputError, ParserRejectedMarkup, ValueError, AssertionError, RecursionError):
            continue
    return None


def _collect(soup: BeautifulSoup, statements: Statements) -> None:
    items: dict[int, Thing] = {}
    for tag in (node for node in soup.descendants if isinstance(node, Tag)):
        name = tag.name
        if name == "meta":
            _meta(tag, statements)
        elif name == "link":
            _link(tag, statements)
        elif name == "script":
            _script(tag, statements)
        elif name == "title" and not statements.title and (tag.parent is None or tag.parent.name != "svg"):
            statements.title = read_text(tag)
        elif name == "html" and not statements.lang:
            statements.lang = get_attribute(tag, "lang")
        elif name == "base" and not statements.base:
            statements.base = get_attribute(tag, "href")
        elif name == "h1" and len(statements.headings) < 2:
            statements.headings.append(read_text(tag))
        _collect_bylines(tag, statements)
        if tag.attrs and ("itemprop" in tag.attrs or "itemscope" in tag.attrs) and len(items) < _MOST:
            _microdata(tag, items, statements)


def read_text(tag: Tag) -> str:
    """The text below an element, of its first nodes only."""
    nodes = islice(tag.descendants, _NODES)
    pieces = [str(node) for node in nodes if isinstance(node, NavigableString)]
    return " ".join("".join(pieces).split())[:_CHARS]


def _meta(tag: Tag, statements: Statements) -> None:
    content = (get_attribute(tag, "content") or get_attribute(tag, "value"))[:_CHARS].strip()
    if not content:
        return
    names = {get_attribute(tag, kind) for kind in ("name", "property", "http-equiv")}
    if "itemprop" in tag.attrs:
        names.add("itemprop:" + get_attribute(tag, "itemprop"))
    for name in names - {""}:
        key = name[:100].strip().lower().replace(":", ".")
        if key in statements.metas or len(statements.metas) < _MOST:
            values = statements.metas.setdefault(key, [])
            if len(values) < 200:
                values.append(content)


def _link(tag: Tag, statements: Statements) -> None:
    href = get_attribute(tag, "href").strip()
    if href and len(statements.links) < _MOST:
        statements.links.extend((rel, href) for rel in get_attribute(tag, "rel").lower().split()[:8])


def _script(tag: Tag, statements: Statements) -> None:
    kind = get_attribute(tag, "type").lower()
    if "ld+json" in kind and len(statements.scripts) < _SCRIPTS:
        text = "".join(str(node) for node in tag.contents)
        if len(text) <= _SCRIPT_CHARS:
            statements.scripts.append(text)


def _collect_bylines(tag: Tag, statements: Statements) -> None:
    """Bylines and dates that are marked as such in the page itself."""
    if not tag.attrs:
        return
    classes = set(get_attribute(tag, "class").split())
    if (tag.name == "a" and "author" in get_attribute(tag, "rel").lower().split()) or classes & _BYLINE:
        if len(statements.bylines) < 20:
            statements.bylines.append(read_text(tag))
    elif tag.name == "time" and len(statements.times) < 20:
        date = get_attribute(tag, "datetime")
        if date and ("pubdate" in tag.attrs or classes & _PUBLISHED):
            statements.times.append(date)


def _microdata(tag: Tag, items: dict[int, Thing], statements: Statements) -> None:
    value: object
    if "itemscope" in tag.attrs:
        kinds = [kind.rstrip("/").rpartition("/")[2] for kind in get_attribute(tag, "itemtype").split()]
        thing: Thing = {"@type": kinds, "@id": get_attribute(tag, "itemid")}
        items[id(tag)] = value = thing
    else:
        value = _value(tag)
    names = get_attribute(tag, "itemprop").split()[:4]
    if not names:
        if isinstance(value, dict):
            statements.items.append(value)
        return
    owner = next((items[id(above)] for above in islice(tag.parents, _CLIMB) if id(above) in items), None)
    for name in names if owner is not None and value else ():
        values = owner.setdefault(name, []) if owner is not None else None
        if isinstance(values, list) and len(values) < 100:
            values.append(value)


def _value(tag: Tag) -> str:
    for name in ("content", "datetime"):
        if text := get_attribute(tag, name).strip():
            return text[:_CHARS]
    if tag.name in ("a", "link"):
        own = read_text(tag)
        return (
            own
            if own and tag.name == "a" and "url" not in get_attribute(tag, "itemprop")
            else get_attribute(tag, "href")
        )
    return get_attribute(tag, "src") or read_text(tag)
