"""One post's words as blocks: paragraphs, lists, headings, quoted posts, figures. In the order they were written."""

from __future__ import annotations

from collections.abc import Iterator

from unroller.article.headings import find_heading_mark
from unroller.article.lists import ListEntry, find_entries, find_marker, is_ordered
from unroller.article.markers import HEADING, Mark
from unroller.article.post_text import PostLine, PostText
from unroller.article.sources import parse_post_url_cached
from unroller.model import Block, Item, Part, Post, Quote


def build_blocks(draft: PostText, *, headed: bool, entry: bool = False) -> list[Block]:
    """The blocks of one post; at least one, so that every post has its place in the article.

    Args:
        draft: the post, without its marks.
        headed: the first line is a heading.
        entry: every line is an entry of the list before (:func:`continues_list`): the first block is a list, even of
        one.
    """
    number, post = draft.post.number, draft.post
    found = list(_build_text_blocks(draft, headed=headed, entry=entry))
    found += [Block("figure", number, attachment=attachment) for attachment in post.attachments]
    for start, end in draft.closing:
        found.append(_build_quote(draft, start, end))
    found += [Block("quote", number, quote=quote) for quote in _find_unaddressed(post)]
    return found or [Block("paragraph", number, parts=(Part(number, ()),))]


def continues_list(listing: Block, draft: PostText) -> bool:
    """Whether a post is nothing but further entries of the list before it: the same mark, on every line."""
    signs = [find_marker(draft.text, line) for line in draft.lines if not line.blank]
    last = listing.items[-1].marker
    return bool(signs) and all(
        sign is not None and sign.text == last and sign.kind not in ("number", "letter", "picture") for sign in signs
    )


def opens_list(draft: PostText) -> bool:
    """Whether a post's words begin with a list."""
    place = next((at for at, line in enumerate(draft.lines) if not line.blank), None)
    return place is not None and bool(find_entries(draft, place)[0])


def _build_text_blocks(draft: PostText, *, headed: bool, entry: bool) -> Iterator[Block]:
    """Everything but figures and closing quotes. Walks the lines once."""
    lines, at = draft.lines, 0
    if entry:
        signs = [(line, sign) for line in lines if not line.blank and (sign := find_marker(draft.text, line))]
        yield Block(
            "list",
            draft.post.number,
            items=tuple(_build_item(draft, ListEntry(sign, line.start, line.end)) for line, sign in signs),
        )
        return
    pending: list[PostLine] = []
    while at < len(lines):
        line = lines[at]
        if line.start == line.end:
            if pending:
                yield from _build_paragraph(draft, pending)
            at += 1
            continue
        if headed:
            headed = False
            yield Block("heading", draft.post.number, parts=(draft.part(line.start, line.end),))
            at += 1
            continue
        special, after = _build_special(draft, lines, at, alone=not pending)
        if special is not None:
            yield from _build_paragraph(draft, pending)
            yield special
            at = after
            continue
        pending.append(line)
        at += 1
    yield from _build_paragraph(draft, pending)


def _build_special(draft: PostText, lines: list[PostLine], at: int, *, alone: bool) -> tuple[Block | None, int]:
    """The list, heading or quoted post that begins at line number `at`, if any, and the line after it.

    `alone`: no line of a paragraph stands before it.
    """
    line = lines[at]
    found, after = find_entries(draft, at)
    if found:
        items = tuple(_build_item(draft, entry) for entry in found)
        return Block(
            "list", draft.post.number, items=items, ordered=is_ordered([entry.marker for entry in found])
        ), after
    if draft.quote_at(line.start, line.end):
        return _build_quote(draft, line.start, line.end), at + 1
    begin = find_heading_mark(draft, line) if alone else None
    last = at + 1 == len(lines) or lines[at + 1].blank
    if begin is not None and (last or draft.text.startswith("##", line.start)):
        draft.mark(Mark(line.start, begin, HEADING))
        return Block("heading", draft.post.number, parts=(draft.part(begin, line.end),)), at + 1
    return None, at


def _build_paragraph(draft: PostText, pending: list[PostLine]) -> Iterator[Block]:
    """The waiting lines as one paragraph; its line breaks stay in its text. A closing address of a post is a quote."""
    if not pending:
        return
    start, end = pending[0].start, pending[-1].end
    begin = draft.closing_quote(start, end)
    if begin is None:
        yield Block("paragraph", draft.post.number, parts=(draft.part(start, end),))
    else:
        yield Block("paragraph", draft.post.number, parts=(draft.part(start, len(draft.text[:begin].rstrip())),))
        yield _build_quote(draft, begin, end)
    pending.clear()


def _build_item(draft: PostText, entry: ListEntry) -> Item:
    return Item(entry.marker.text, (draft.part(entry.marker.after, entry.end),))


def _build_quote(draft: PostText, start: int, end: int) -> Block:
    return Block("quote", draft.post.number, parts=(draft.part(start, end),), quote=draft.quote_at(start, end))


def _find_unaddressed(post: Post) -> Iterator[Quote]:
    """Quoted posts that are known, but whose address does not stand in the words."""
    if not post.quotes:
        return
    addresses = [parse_post_url_cached(run.url) for run in post.runs if run.kind == "url" and run.url]
    written = {(address.platform, address.id) for address in addresses if address}
    for quote in post.quotes:
        known = parse_post_url_cached(quote.url) if quote.url else None
        if known is None or (known.platform, known.id) not in written:
            yield quote
