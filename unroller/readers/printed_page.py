"""A printed page as lines, and what only paper knows, added to the drafts that a reader of text made of them: links
under words, heads and feet, its address."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from unroller.documents.pdf_layout import PdfText, PrintedLayout, layout_lines
from unroller.errors import TooLargeError
from unroller.limits import DEFAULT, Limits
from unroller.messages import Grouped, Message
from unroller.model import Account, Removed
from unroller.networks import X, parse_post_url
from unroller.readers.draft import DraftLine, DraftPost, DraftThread
from unroller.readers.input import InputText, repair_lines
from unroller.regex import compile_re
from unroller.text import replace_unprintable
from unroller.urls import safe_url

_TITLE = compile_re(r"Thread by @(\w{1,30})\b")
#: The address under an advertisement that Thread Reader lays on ordinary words.
_ADVERT = "threadreaderapp.com/thread/?utm_campaign"


def read_print(printed: PdfText, limits: Limits = DEFAULT) -> InputText:
    """The lines of a printed page, with a blank one wherever the paper shows a gap.

    Raises:
        TooLargeError: more than ``limits.lines``.
    """
    layout = layout_lines(printed)
    lines: list[str] = []
    places: list[int] = []
    for line in layout.lines:
        if lines and line.lead != "break":
            lines.append("")
        places.append(len(lines))
        lines.append(replace_unprintable(line.text))
    if len(layout.lines) > limits.lines:
        raise TooLargeError(
            Message(
                "the print has {count} lines, and at most {most} are read: hand it in in parts",
                count=Grouped(len(layout.lines)),
                most=Grouped(limits.lines),
            )
        )
    mended, repairs = repair_lines(lines)
    repairs += [Removed(text, "repair:ligatures", places[at] + 1) for at, text in layout.mended]
    notes = ("signs-lost",) if layout.lost else ()
    return InputText(tuple(mended), "pdf", notes, tuple(repairs), layout=layout, places=tuple(places))


Links = dict[int, tuple[tuple[int, int, str], ...]]


def add_pdf_details(drafts: Sequence[DraftThread], page: InputText, layout: PrintedLayout) -> tuple[DraftThread, ...]:
    """The drafts with the links that lay on their words; the first also with what was set aside from the paper."""
    links: Links = {place + 1: line.links for place, line in zip(page.places, layout.lines, strict=True) if line.links}
    gone: list[Removed] = []
    found = [
        replace(
            draft,
            posts=tuple(_add_links(post, links, page, gone) for post in draft.posts),
            others=tuple(_add_links(post, links, page, gone) for post in draft.others),
        )
        for draft in drafts
    ]
    if found:
        aside = tuple(Removed(text, rule, _find_line(page, at)) for text, rule, at in layout.aside)
        found[0] = _add_hints(replace(found[0], removed=(*found[0].removed, *aside, *gone)), layout)
    return tuple(found)


def _find_line(page: InputText, at: int) -> int | None:
    """The 1-based line of the text before which the line of the layout with index `at` stands."""
    if not page.places:
        return None
    return page.places[min(at, len(page.places) - 1)] + 1


def _add_hints(draft: DraftThread, layout: PrintedLayout) -> DraftThread:
    """The draft with what the print says of itself, where the page's text says nothing: its address, its title."""
    address = parse_post_url(layout.url) if layout.url else None
    if address is not None:
        if draft.author is None and address.handle:
            draft = replace(draft, author=Account(address.handle))
        if draft.url is None and draft.id is None and draft.platform in (None, address.platform):
            draft = replace(draft, url=address.url, id=address.id, platform=address.platform)
    title = _TITLE.match(layout.title)
    if draft.author is None and title:
        draft = replace(draft, author=Account(title.group(1)), platform=draft.platform or X.platform)
    return draft


def _add_links(post: DraftPost, links: Links, page: InputText, gone: list[Removed]) -> DraftPost:
    if not any(piece.line in links and not piece.links for piece in post.pieces):
        return post
    return replace(post, pieces=tuple(_place_links(piece, links, page, gone) for piece in post.pieces))


def _place_links(piece: DraftLine, links: Links, page: InputText, gone: list[Removed]) -> DraftLine:
    """A piece with the links of its line: the piece is the line or a part of it."""
    if piece.links or piece.line not in links:
        return piece
    line = page.lines[piece.line - 1]
    at = line.find(piece.text)
    if at < 0:
        at = line.find(piece.text.strip()) - (len(piece.text) - len(piece.text.lstrip()))
        if piece.text.strip() not in line:
            return piece
    found = []
    for start, end, url in links[piece.line]:
        safe = safe_url(url)
        if _ADVERT in url:
            gone.append(Removed(url, "thread-reader:markup", piece.line))
        elif safe and at <= start and end <= at + len(piece.text):
            found.append((start - at, end - at, safe))
    return replace(piece, links=tuple(found))
