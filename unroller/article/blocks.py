"""One post as blocks: paragraphs, lists, headings, quoted posts, figures, in the order they were written.

Two lines that open with the same kind of mark make a list. A post opens with a heading rarely: by a mark of its own, or
because the thread makes a habit of it.
"""

from __future__ import annotations

import re
from collections import deque
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from unroller.article.indentation import find_begin, find_fence, find_margin, is_code, is_indented
from unroller.article.lists import ListEntry, find_entries, find_marker, is_ordered
from unroller.article.markers import COUNTER, FENCE, HEADING, Mark
from unroller.article.post_text import PostLine, PostText
from unroller.model import Block, BlockKind, Item, Part, Post, Quote
from unroller.networks import parse_post_url
from unroller.regex import compile_re

_MARKED = compile_re(r"\\?#{1,6}[ \t]+(?=\S)")
_LABELS = frozenset(
    "part chapter section step day week act lesson rule question phase stage episode tip fear reason myth mistake "
    "parte capítulo capitulo capitolo paso passo día dia giorno regla regola lección lezione "
    "partie chapitre étape jour leçon règle teil kapitel schritt tag regel deel hoofdstuk stap dag les del krok "
    "część".split()
)
#: What opens each line of a quotation: one sign and a blank, or nothing behind it.
_QUOTATION = compile_re(r">(?:[ \t]{1,8}(?=[^\s>])|[ \t]{0,8}\Z)")
_LABEL = compile_re(
    rf"(?:{'|'.join(sorted(_LABELS))})"
    r"[ \t](?:no\.?[ \t])?(?:\d{1,3}|[ivx]{1,5}|one|two|three|four|five|six|seven|eight|nine|ten)\b|q\d{1,2}[.:)]",
    re.IGNORECASE,
)
_ENUMERATOR = compile_re(r"(?:\(?(?:\d{1,3}|[ivxlc]{1,6}|[a-z])[.)]?|[*•]+)", re.IGNORECASE)
#: Longer lines are sentences. In characters.
_LONGEST = 72


def build_blocks(draft: PostText, *, headed: bool, entry: bool = False) -> list[Block]:
    """The blocks of one post; at least one, so that every post has its place in the article.

    Args:
        draft: the post, without its marks.
        headed: the first line is a heading.
        entry: every line is an entry of the list before (:func:`continues_list`): the first block is a list, even of
        one.
    """
    number, post = draft.post.number, draft.post
    below = [one for one in post.attachments if one.line is None]
    found = list(_build_text_blocks(draft, headed=headed, entry=entry))
    found += [Block("figure", number, attachment=attachment) for attachment in below]
    for start, end in draft.closing:
        found.append(_build_quote(draft, start, end))
    found += [Block("quote", number, quote=quote) for quote in _find_unaddressed(post)]
    return found or [Block("paragraph", number, parts=(Part(number, ()),))]


def continues_list(listing: Block, draft: PostText) -> bool:
    """Whether a post is nothing but further entries of the list before it: the same mark, on every line."""
    signs = [find_marker(draft.text, line) for line in draft.lines if not line.blank]
    last = next(item.marker for item in reversed(listing.items) if not item.level)
    return bool(signs) and all(
        sign is not None and sign.text == last and sign.kind not in ("number", "letter", "picture") for sign in signs
    )


def opens_list(draft: PostText) -> bool:
    """Whether a post's words begin with a list."""
    place = next((at for at, line in enumerate(draft.lines) if not line.blank), None)
    return place is not None and bool(find_entries(draft, place)[0])


def _build_text_blocks(draft: PostText, *, headed: bool, entry: bool) -> Iterator[Block]:
    """Everything but closing quotes and the figures below the text. Walks the lines once."""
    lines, at = draft.lines, 0
    within = sorted((one for one in draft.post.attachments if one.line is not None), key=lambda one: one.line or 0)
    figures = deque(Block("figure", draft.post.number, attachment=one) for one in within)
    if entry:
        signs = [(line, sign) for line in lines if not line.blank and (sign := find_marker(draft.text, line))]
        yield Block(
            "list",
            draft.post.number,
            items=tuple(_build_item(draft, ListEntry(sign, line.start, line.end)) for line, sign in signs),
        )
        yield from figures
        return
    pending: list[PostLine] = []
    margin, headings = find_margin(draft), draft.post.headings
    while at < len(lines):
        line = lines[at]
        while figures and _find_line(figures[0]) <= at:
            yield from _build_paragraph(draft, pending, margin)
            yield figures.popleft()
        if line.start == line.end:
            if pending and _code_goes_on(draft, pending, lines[at + 1 : at + 2], margin):
                pending.append(line)
            else:
                yield from _build_paragraph(draft, pending, margin)
            at += 1
            continue
        if headed or at in headings:
            headed = False
            yield from _build_paragraph(draft, pending, margin)
            yield Block("heading", draft.post.number, parts=(draft.part(line.start, line.end),))
            at += 1
            continue
        special, after = _build_special(draft, lines, at, alone=not pending)
        if special is not None:
            yield from _build_paragraph(draft, pending, margin)
            yield special
            at = after
            continue
        pending.append(line)
        at += 1
    yield from _build_paragraph(draft, pending, margin)
    yield from figures


def _find_line(figure: Block) -> int:
    """How many lines of the post's text stand above a figure within it."""
    return figure.attachment.line or 0 if figure.attachment else 0


def _build_special(draft: PostText, lines: list[PostLine], at: int, *, alone: bool) -> tuple[Block | None, int]:
    """The list, heading or quoted post that begins at line number `at`, if any, and the line after it.

    `alone`: no line of a paragraph stands before it.
    """
    line = lines[at]
    if (stop := find_fence(draft, lines, at)) is not None:
        return _build_fenced(draft, lines[at : stop + 1]), stop + 1
    found, after = find_entries(draft, at)
    if found:
        items = tuple(_build_item(draft, entry) for entry in found)
        ordered = is_ordered([entry.marker for entry in found if not entry.level])
        return Block("list", draft.post.number, items=items, ordered=ordered), after
    if draft.quote_at(line.start, line.end):
        return _build_quote(draft, line.start, line.end), at + 1
    if alone and (stop := find_quotation(draft, lines, at)) is not None:
        return _build_quotation(draft, lines[at:stop]), stop
    begin = find_heading_mark(draft, line) if alone else None
    apart = draft.post.markdown or at + 1 == len(lines) or lines[at + 1].blank
    if begin is not None and (apart or draft.text.startswith("##", line.start)):
        draft.mark(Mark(line.start, begin, HEADING))
        return Block("heading", draft.post.number, parts=(draft.part(begin, line.end),)), at + 1
    return None, at


def _build_fenced(draft: PostText, lines: Sequence[PostLine]) -> Block:
    """The lines between two fences as code; the fences themselves are marks."""
    inside = lines[1:-1]
    for fence in (lines[0], lines[-1]):
        draft.mark(Mark(fence.start, fence.end, FENCE))
    return Block("code", draft.post.number, parts=(draft.part(find_begin(draft, inside[0]), inside[-1].end),))


def find_quotation(draft: PostText, lines: Sequence[PostLine], at: int) -> int | None:
    """The line after the quotation that begins at line number `at`: a paragraph whose every line opens with ``>``.

    None where there is none: where another line is in that paragraph, or nothing is said in it.
    """
    stop = at
    while stop < len(lines) and not lines[stop].blank:
        if _QUOTATION.match(draft.text, lines[stop].start, lines[stop].end) is None:
            return None
        stop += 1
    said = any(any(map(str.isalnum, draft.text[line.start : line.end])) for line in lines[at:stop])
    return stop if said else None


def _build_quotation(draft: PostText, lines: Sequence[PostLine]) -> Block:
    """What the author quotes, a part a paragraph; the signs in front of the lines are marks."""
    parts: list[Part] = []
    begun: tuple[int, int] | None = None
    for line in lines:
        found = _QUOTATION.match(draft.text, line.start, line.end)
        begin = found.end() if found else line.start
        draft.mark(Mark(line.start, begin, FENCE))
        if begin < line.end:
            begun = (begun[0] if begun else begin, line.end)
        elif begun:
            parts.append(draft.part(*begun))
            begun = None
    if begun:
        parts.append(draft.part(*begun))
    return Block("quote", draft.post.number, parts=tuple(parts))


def _code_goes_on(draft: PostText, pending: list[PostLine], following: Sequence[PostLine], margin: int) -> bool:
    """Whether a blank line stands within a program: what follows is indented, and what is above is code."""
    return is_indented(draft, following, margin) and is_indented(draft, pending, margin) and is_code(draft, pending)


def _build_paragraph(draft: PostText, pending: list[PostLine], margin: int) -> Iterator[Block]:
    """The waiting lines as one paragraph; its line breaks stay in its text. A closing address of a post is a quote."""
    if not pending:
        return
    start, end = pending[0].start, pending[-1].end
    if is_indented(draft, pending, margin):
        kind: BlockKind = "code" if is_code(draft, pending) else "verse"
        yield Block(kind, draft.post.number, parts=(draft.part(find_begin(draft, pending[0]), end),))
        pending.clear()
        return
    begin = draft.closing_quote(start, end)
    if begin is None:
        yield Block("paragraph", draft.post.number, parts=(draft.part(start, end),))
    else:
        yield Block("paragraph", draft.post.number, parts=(draft.part(start, len(draft.text[:begin].rstrip())),))
        yield _build_quote(draft, begin, end)
    pending.clear()


def _build_item(draft: PostText, entry: ListEntry) -> Item:
    return Item(entry.marker.text, (draft.part(entry.marker.after, entry.end),), entry.level)


def _build_quote(draft: PostText, start: int, end: int) -> Block:
    return Block("quote", draft.post.number, parts=(draft.part(start, end),), quote=draft.quote_at(start, end))


def _find_unaddressed(post: Post) -> Iterator[Quote]:
    """Quoted posts that are known, but whose address does not stand in the words."""
    if not post.quotes:
        return
    addresses = [parse_post_url(run.url) for run in post.runs if run.kind == "url" and run.url]
    written = {(address.platform, address.id) for address in addresses if address}
    for quote in post.quotes:
        known = parse_post_url(quote.url) if quote.url else None
        if known is None or (known.platform, known.id) not in written:
            yield quote


@dataclass(frozen=True, slots=True)
class _Opening:
    """How a numbered or labelled post opens, and whether a blank line or a longer line follows its first line."""

    numbered: bool
    labelled: bool
    short: bool
    apart: bool
    outgrown: bool
    more: bool


def find_heading_mark(draft: PostText, line: PostLine) -> int | None:
    """Where the words of a heading begin whose line opens with ``##``, or None."""
    found = _MARKED.match(draft.text, line.start, line.end) if draft.text[line.start] in "#\\" else None
    return found.end() if found and line.end - found.end() <= _LONGEST else None


def find_opening_headings(drafts: Sequence[PostText]) -> frozenset[int]:
    """Numbers of the posts whose first line is a heading: the posts are numbered or labelled, and open alike.

    A line counts as one where it is short and more follows it: after a blank line, or as a paragraph that outgrows
    it. Most of the numbered (labelled) posts must do so, and at least three; one line apart is enough for a label.
    """
    openings = {draft.post.number: opening for draft in drafts if (opening := _read_opening(draft))}
    found: set[int] = set()
    for labelled, least in ((True, 1), (False, 3)):
        group = {n: opening for n, opening in openings.items() if (opening.labelled if labelled else opening.numbered)}
        good = {number for number, opening in group.items() if opening.short and opening.more}
        apart = sum(1 for number in good if openings[number].apart)
        outgrown = sum(1 for number in good if openings[number].outgrown)
        if (apart >= least and apart * 5 >= len(group) * 3) or (
            outgrown + apart >= least + 3 and (outgrown + apart) * 5 >= len(group) * 3 and not labelled
        ):
            found |= good
    return frozenset(found)


def _read_opening(draft: PostText) -> _Opening | None:
    lines = draft.lines
    place = next((at for at, line in enumerate(lines) if not line.blank), None)
    if place is None:
        return None
    line, text = lines[place], draft.text
    words = text[line.start : line.end]
    numbered = _is_numbered(draft, line) or (len(words) < 9 and _ENUMERATOR.fullmatch(words) is not None)
    labelled = _may_be_label(words) and _LABEL.match(words) is not None
    if not (numbered or labelled) or find_entries(draft, place)[0]:
        return None
    following = lines[place + 1 :]
    return _Opening(
        numbered=numbered,
        labelled=labelled,
        short=len(words) <= _LONGEST and not draft.linked(line.end - 1),
        apart=bool(following) and following[0].blank,
        outgrown=bool(following) and following[0].end - following[0].start >= max(60, 1.2 * len(words)),
        more=any(not other.blank for other in following),
    )


def _may_be_label(words: str) -> bool:
    """A quick look whether words open with a label: nearly none do."""
    return words[:1] in "qQ" or words.split(maxsplit=1)[0].casefold() in _LABELS


def _is_numbered(draft: PostText, line: PostLine) -> bool:
    """Whether a counter stood before the line, or it begins with a number of the author's."""
    if any(mark.rule == COUNTER and mark.end <= line.start for mark in draft.marks):
        return True
    sign = find_marker(draft.text, line)
    return sign is not None and (sign.kind == "number" or (sign.kind == "picture" and "\u20e3" in sign.text))
