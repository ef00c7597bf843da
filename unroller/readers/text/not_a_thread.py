"""What looks like text and is no thread: lists, data, forums, newsletters, the source of a page. Each is refused in a
sentence that says what it looks like, unless somebody wants it read all the same."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import NoReturn

from unroller.documents.media import is_html
from unroller.errors import NotAThreadError
from unroller.messages import Message
from unroller.readers.base import CERTAIN, FAIRLY_SURE, LIKELY, ReadOptions
from unroller.readers.input import InputText
from unroller.readers.refusal import COMMENTS, LINK_NOTES, NEWSLETTER, TABLE, refuse
from unroller.readers.text.base import TextReader
from unroller.readers.text.comment_marks import has_comment_heading, is_comment_page
from unroller.readers.text.newsletter_marks import is_link_notes, is_newsletter
from unroller.readers.text.table_shape import is_table
from unroller.regex import compile_re

#: Surer than of a form that many tools share, and less sure than of what seems a copied page; surer than of that only
#: where the page heads its comments as such, and never as sure as a site that recognises its own lines.
_SURE, _SURER = (LIKELY + FAIRLY_SURE) / 2, (FAIRLY_SURE + CERTAIN) / 2

_BOOKMARK = compile_re(r"\s{0,8}- .{1,4000}\(\[View Tweet\]\([^()\s]{1,300}\)\)\s{0,8}")
_DATA = compile_re(
    r"\s{0,80}(?:(?:window\.YTD|Grailbird\.data)\.\w{1,60}(?:\.\w{1,60})?\s{0,9}=|"
    r"(?:\[\s{0,80})?\{\s{0,80}\"(?:[^\"\\\n]|\\.){0,200}\"\s{0,9}:)"
)


def _is_bookmarks(page: InputText) -> bool:
    found = sum("View Tweet" in line and bool(_BOOKMARK.fullmatch(line)) for line in page.lines)
    return found > 1 and found * 4 > len(page.filled)


def _is_data(page: InputText) -> bool:
    return bool(_DATA.match(page.head)) and page.lines[page.filled[-1]].rstrip().endswith(("}", "]", ";"))


def _is_source(page: InputText) -> bool:
    return is_html(page.head.encode("utf-8", "replace"))


def _refuse(message: Message) -> Callable[[InputText, ReadOptions], NoReturn]:
    def read(_page: InputText, _options: ReadOptions) -> NoReturn:
        raise NotAThreadError(message)

    return read


def _build_reader(
    name: str, looks: Message, is_own: Callable[[Sequence[str]], bool], *, raw: bool = False
) -> TextReader:
    """A reader that refuses what `looks` like something: `is_own` sees the filled lines normalised, or (`raw`) all of
    them as they stand."""

    def detect(page: InputText) -> float:
        if not is_own(page.lines if raw else [page.texts[at] for at in page.filled]):
            return 0.0
        return _SURER if looks == COMMENTS and has_comment_heading(page.texts) else _SURE

    def read(_page: InputText, _options: ReadOptions) -> NoReturn:
        refuse(looks)

    return TextReader(name, looks, detect, read)


def _build_refusal(found: Callable[[InputText], bool]) -> Callable[[InputText], float]:
    return lambda page: CERTAIN if found(page) else 0.0


READERS = (
    TextReader(
        "bookmarks",
        Message("list of saved posts"),
        _build_refusal(_is_bookmarks),
        _refuse(
            Message("this is a list of posts saved one by one, not a thread: open the thread itself and copy that")
        ),
    ),
    TextReader(
        "data",
        Message("data (JSON)"),
        _build_refusal(_is_data),
        _refuse(Message("this is data (JSON) and not a text: paste the thread as it reads on its page")),
    ),
    TextReader(
        "page-source",
        Message("source of a web page"),
        _build_refusal(_is_source),
        _refuse(Message("this is the source of a web page: open it in a browser, select all, copy, and paste that")),
    ),
    _build_reader("comments", COMMENTS, is_comment_page),
    _build_reader("rows", TABLE, is_table, raw=True),
    _build_reader("newsletter", NEWSLETTER, is_newsletter),
    _build_reader("link-notes", LINK_NOTES, is_link_notes, raw=True),
)
