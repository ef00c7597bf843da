"""Saved pages that are no thread: forums, pages of comments, tables of data. Told by their elements, and refused."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import NoReturn

from bs4 import Tag

from unroller.documents.html import get_attribute
from unroller.documents.media import MediaKind
from unroller.messages import Message
from unroller.readers.base import CERTAIN, PAGES, ReaderInput, ReadOptions
from unroller.readers.html.base import HtmlPage, inline_text
from unroller.readers.html.document import extract_main_text
from unroller.readers.html.selectors import iterate_tags
from unroller.readers.refusal import COMMENTS, TABLE, refuse

#: Elements that hold one comment, or one post of a forum: by name, class, or what they say they are.
_NAMES = frozenset({"shreddit-comment", "ytd-comment-thread-renderer"})
_CLASSES = frozenset({
    "comment", "comtr", "comment-item", "comment-body", "comment-content", "c-comment", "topic-post", "message--post",
    "postcontainer", "postbit", "postbody", "answer", "post-message", "reply-item",
})  # fmt: skip
_TYPES = ("schema.org/Comment", "schema.org/Answer")
#: Elements in one that name who wrote it.
_AUTHORS = ("author", "username", "hnuser", "fn", "poster", "user-name", "commenter", "nickname")
#: So many comments by so many people; without names, so many comments.
_COMMENTS, _PEOPLE, _NAMELESS = 3, 3, 5
#: A table of data has so many rows and columns, and short cells.
_ROWS, _COLUMNS, _CELL = 4, 3, 60
#: Of comments and cells so many are looked at.
_MOST = 2000


@dataclass(frozen=True, slots=True)
class RefusedPage:
    """Recognises pages of one kind that hold no thread, and says so."""

    name: str
    label: Message
    is_own: Callable[[HtmlPage], bool]
    kinds: frozenset[MediaKind] = PAGES

    def detect(self, source: ReaderInput) -> float | None:
        """Certain of pages of its kind."""
        return CERTAIN if self.is_own(source.page) else None

    def read(self, _source: ReaderInput, _options: ReadOptions) -> NoReturn:
        """Say that it is none.

        Raises:
            NotAThreadError: always.
        """
        refuse(self.label)


def is_comment_page(page: HtmlPage) -> bool:
    """Whether most of a page is what several people wrote below each other."""
    comments = [tag for tag, _ in zip(_iterate_comments(page.soup), range(_MOST), strict=False)]
    if len(comments) < _COMMENTS:
        return False
    names = {name.casefold() for comment in comments if (name := _find_author(comment))}
    if len(names) < _PEOPLE and (names or len(comments) < _NAMELESS):
        return False
    outer = [comment for comment in comments if not any(_is_comment(parent) for parent in comment.parents)]
    said = sum(len(inline_text(comment)) for comment in outer)
    return said * 2 >= sum(map(len, extract_main_text(page)[0]))


def _iterate_comments(node: Tag) -> Iterator[Tag]:
    return (tag for tag in iterate_tags(node) if _is_comment(tag))


def _is_comment(tag: Tag) -> bool:
    if tag.name in _NAMES:
        return True
    if not tag.attrs:
        return False
    if not _CLASSES.isdisjoint(tag.get_attribute_list("class")):
        return True
    return get_attribute(tag, "itemtype").endswith(_TYPES) or get_attribute(tag, "data-testid") == "comment"


def _find_author(comment: Tag) -> str:
    """Who wrote a comment, or nothing."""
    if stated := get_attribute(comment, "author") or get_attribute(comment, "data-author"):
        return stated
    return next((name for tag in iterate_tags(comment) if _names_author(tag) and (name := inline_text(tag)[:60])), "")


def _names_author(tag: Tag) -> bool:
    if get_attribute(tag, "itemprop") == "author":
        return True
    marks = [str(mark).casefold() for mark in tag.get_attribute_list("class") if mark]
    return any(name in mark for mark in marks for name in _AUTHORS)


def is_table_page(page: HtmlPage) -> bool:
    """Whether most of a page is one table of data: rows of as many short cells, no table in it."""
    whole = sum(map(len, extract_main_text(page)[0]))
    for table in page.soup.find_all("table", limit=20):
        if table.find("table") is not None:
            continue
        rows = [row.find_all(["td", "th"]) for row in table.find_all("tr", limit=_MOST)]
        wide = [cells for cells in rows if len(cells) >= _COLUMNS]
        texts = [inline_text(cell) for cells in wide for cell in cells]
        regular = len(wide) >= _ROWS and len(wide) * 5 >= len(rows) * 4
        long = sum(len(text) > _CELL for text in texts)
        if regular and long * 10 < len(texts) and sum(map(len, texts)) * 2 >= whole:
            return True
    return False


READERS = (
    RefusedPage("comment-page", COMMENTS, is_comment_page),
    RefusedPage("table-page", TABLE, is_table_page),
)
