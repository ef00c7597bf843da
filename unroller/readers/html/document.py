"""Web pages that were saved: the file itself, or one inside MHTML or a web archive.

Where the site is known, its posts are taken from its markup. Where it is not, the page's main text goes to the readers
of text, which know what unrolling sites print.
"""

from __future__ import annotations

from functools import partial

from bs4 import BeautifulSoup, Tag

from unroller.documents.html import SILENT, HtmlText, extract_text
from unroller.documents.mhtml import unwrap
from unroller.errors import NoThreadError
from unroller.limits import DEFAULT, Limits
from unroller.messages import Message
from unroller.model import Removed
from unroller.readers.html.base import HtmlPage, parse_page
from unroller.readers.html.selectors import iterate_tags
from unroller.readers.input import InputText, check_lines

#: Where sites put what they are for, in the order of trust: element names, roles, ids, classes.
_MAIN = ("main", "article", "#content", "#main", ".content", ".post", ".entry-content", "body")
_NAMED = frozenset(_MAIN)
#: A main element with less text than this share of the page's is not the main one.
_SHARE = 0.25
#: So many elements of one name are compared.
_FEW = 20


def parse_saved_page(data: bytes, limits: Limits) -> HtmlPage:
    """The saved page that `data` is or holds.

    Raises:
        InputError: a damaged container, or a page past the limits.
    """
    wrapped = unwrap(data)
    if wrapped:
        return parse_page(wrapped.data, limits, charset=wrapped.charset, url=wrapped.url)
    return parse_page(data, limits)


def read_page(page: HtmlPage, limits: Limits = DEFAULT) -> InputText:
    """The lines of a saved page's main text; those of the rest of it are `outside`.

    Raises:
        InputError: there is no text in it, or more lines than ``limits.lines``.
    """
    text, rest = extract_main_text(page)
    check_lines([*text, *rest], limits)
    outside = tuple(Removed(line.strip(), "page:outside the main text") for line in rest)
    return InputText(tuple(text), page.charset, outside=outside)


def extract_main_text(page: HtmlPage) -> tuple[list[str], list[str]]:
    """The lines of a page whose site is unknown, without its navigation and footers; and the lines left out.

    Raises:
        NoThreadError: there is no text in it.
    """
    body = page.soup.body or page.soup
    whole = len(body.get_text(" ", strip=True))
    if not whole and body.find("img") is None:
        raise _build_empty_error()
    places = _find_places(page.soup)
    for name in _MAIN:
        found = places.get(name, [])
        if name == "article" and len(found) > 1:
            found = [parent] if (parent := found[0].parent) else found
        best = max(found, key=lambda node: len(node.get_text(" ", strip=True)), default=None)
        if best is None:
            continue
        chrome: list[Tag] = []
        text = extract_text(best, base=page.url, drop=partial(_drop_chrome, chrome)).text
        if len(text) >= _SHARE * whole and text.strip():
            outside = extract_text(body, base=page.url, drop=partial(_is, best)) if best is not body else HtmlText()
            left = [outside.text, *(extract_text(node, base=page.url).text for node in chrome)]
            return text.split("\n"), [line for part in left for line in part.split("\n") if line.strip()]
    text = extract_text(body, base=page.url).text
    if not text.strip():
        raise _build_empty_error()
    return text.split("\n"), []


def _drop_chrome(dropped: list[Tag], node: Tag) -> bool:
    """Whether `node` is the site's; then it is noted."""
    chrome = _is_chrome(node)
    if chrome:
        dropped.append(node)
    return chrome


def _is(one: Tag, other: Tag) -> bool:
    return one is other


def _build_empty_error() -> NoThreadError:
    return NoThreadError(
        Message("this page holds no text: it may need its script to show any. Copy the thread's text instead")
    )


def _find_places(soup: BeautifulSoup) -> dict[str, list[Tag]]:
    """The elements that `_MAIN` names, a few of each, found in one walk."""
    found: dict[str, list[Tag]] = {}
    for node in iterate_tags(soup):
        if node.name in SILENT:
            continue
        names = [node.name] if node.name in _NAMED else []
        if node.attrs:
            names += [f".{name}" for name in node.get_attribute_list("class") if f".{name}" in _NAMED]
            if (mark := f"#{node.get('id')}") in _NAMED:
                names.append(mark)
            if node.get("role") == "main":
                names.append("main")
        for name in names:
            if len(found.setdefault(name, [])) < _FEW:
                found[name].append(node)
    return found


def _is_chrome(node: Tag) -> bool:
    """Elements that are the site's by their very name: a header only as the whole page's."""
    if node.name in ("nav", "footer", "aside"):
        return True
    if node.name == "header" and node.parent is not None and node.parent.name == "body":
        return True
    return node.get("role") in ("navigation", "banner", "contentinfo", "search")
