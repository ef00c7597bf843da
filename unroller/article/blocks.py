"""One post as blocks: paragraphs, lists, headings, quoted posts, figures, in the order they were written.

Two lines that open with the same kind of mark make a list. A post opens with a heading rarely: by a mark of its own, or
because the thread makes a habit of it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from unroller.article.markers import COUNTER, HEADING, Mark
from unroller.article.post_text import PostLine, PostText
from unroller.article.sources import parse_post_url_cached
from unroller.model import Block, Item, Part, Post, Quote

_MARKED = re.compile(r"\\?#{1,6}[ \t]+(?=\S)")
_LABEL = re.compile(
    r"(?:part|chapter|section|step|day|week|act|lesson|rule|question|phase|stage|episode|tip|fear|reason|myth|mistake|"
    r"parte|capítulo|capitulo|capitolo|paso|passo|día|dia|giorno|regla|regola|lección|lezione|"
    r"partie|chapitre|étape|jour|leçon|règle|teil|kapitel|schritt|tag|regel|deel|hoofdstuk|stap|dag|les|del|krok|część)"
    r"[ \t](?:no\.?[ \t])?(?:\d{1,3}|[ivx]{1,5}|one|two|three|four|five|six|seven|eight|nine|ten)\b|q\d{1,2}[.:)]",
    re.IGNORECASE,
)
_ENUMERATOR = re.compile(r"(?:\(?(?:\d{1,3}|[ivxlc]{1,6}|[a-z])[.)]?|[*•]+)", re.IGNORECASE)
#: Longer lines are sentences. In characters.
_LONGEST = 72
#: One pictograph: a base sign with what may follow it (variation selector, skin tone, keycap, joined signs).
_PICTURE = (
    "(?:[\U0001f1e6-\U0001f1ff]{2}|[0-9#*]\ufe0f?\u20e3|[\u203c\u2049\u2139\u231a-\u23ff\u25aa-\u25ab\u25fb-\u25fe\u2600-\u2775\u2795-\u27bf"
    "\u2b05-\u2b55\u3030\u303d\u3297\u3299\U0001f000-\U0001f0ff\U0001f170-\U0001f1e5\U0001f200-\U0001faff])"
)
_TAIL = "[\ufe0e\ufe0f\u20e3\U0001f3fb-\U0001f3ff\U000e0020-\U000e007f]{0,8}"
PICTOGRAPH = re.compile(f"{_PICTURE}{_TAIL}(?:\u200d{_PICTURE}{_TAIL}){{0,6}}")
_SYMBOLS = "•·‣◦▪▫●○■□▶►➤➢➣→⇒➡➔➜➝➞◆◇✦✧✱✴❖☞♦★☆✓✔✗✘➥↳⟶⮕⁃∙"
_MARKER = re.compile(
    r"(?P<dash>\\?[-–‐‒−](?:[ \t\u00a0]+|(?=[^\W\d_]|[\"'“«‘„¿¡(#@])))"
    r"|(?P<plus>\\?\+[ \t\u00a0]+)"
    r"|(?P<star>\\?\*[ \t\u00a0]+)"
    r"|(?P<arrow>(?:-{1,2}|=|~)>[ \t]*)"
    rf"|(?P<symbol>[{_SYMBOLS}]\ufe0f?[ \t\u00a0]*)"
    r"|(?P<number>\(\d{1,3}\)|\d{1,3}\\?[.)](?!\d))(?:[ \t\u00a0]+|(?=[^\W\d_]))"
    r"|(?P<letter>\((?:[a-zA-Z]|[ivx]{2,4})\)|(?:[a-zA-Z]|[ivx]{2,4})\)|[a-z]\.)[ \t\u00a0]+"
    rf"|(?P<picture>{PICTOGRAPH.pattern})[ \t\u00a0]*"
)  # fmt: skip
_ROMAN = {"i": 1, "ii": 2, "iii": 3, "iv": 4, "v": 5, "vi": 6, "vii": 7, "viii": 8, "ix": 9, "x": 10}
#: Marks of one kind may change between these within a list: for and against.
_SIGNS = frozenset({"dash", "plus"})


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
    if begin is not None and (at + 1 == len(lines) or lines[at + 1].blank or draft.text.startswith("##", line.start)):
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
    labelled = _LABEL.match(words) is not None
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


def _is_numbered(draft: PostText, line: PostLine) -> bool:
    """Whether a counter stood before the line, or it begins with a number of the author's."""
    if any(mark.rule == COUNTER and mark.end <= line.start for mark in draft.marks):
        return True
    sign = find_marker(draft.text, line)
    return sign is not None and (sign.kind == "number" or (sign.kind == "picture" and "\u20e3" in sign.text))


@dataclass(frozen=True, slots=True)
class ListMarker:
    """What opens a line: `text` as written, where the words begin after it, and its place in a count, if any."""

    kind: str
    text: str
    after: int
    order: int | None = None


@dataclass(frozen=True, slots=True)
class ListEntry:
    """A line of a list with its mark; `end` takes in the indented lines below."""

    marker: ListMarker
    start: int
    end: int


def find_marker(text: str, line: PostLine) -> ListMarker | None:
    """The mark that opens a line, if it opens with one and words follow."""
    first = text[line.start : line.start + 1]
    if first.isalpha() and text[line.start + 1 : line.start + 2] not in (")", ".", "i", "v", "x"):
        return None
    found = _MARKER.match(text, line.start, line.end)
    if not found or found.end() >= line.end or found.lastgroup is None:
        return None
    sign, after = found.group().rstrip(), found.end()
    if after == found.start() + len(sign) and sign[-1].isalnum() and text[after].isalnum():
        return None
    kind = found.lastgroup
    if kind in ("number", "letter"):
        return _counts_on(kind, sign, after)
    return ListMarker(kind, sign, after)


def follows_in_list(previous: ListMarker, current: ListMarker) -> bool:
    """Whether two marks belong to one list, the second right after the first."""
    if previous.kind != current.kind:
        return previous.kind in _SIGNS and current.kind in _SIGNS
    if current.kind == "letter":
        return _style(previous) == _style(current) and _follows_as_letter(_core(previous.text), _core(current.text))
    if previous.order is not None and current.order is not None:
        return current.order - previous.order in (0, 1, 2) and _style(previous) == _style(current)
    return current.kind in ("picture", "dash") or previous.text.rstrip("\ufe0f") == current.text.rstrip("\ufe0f")


def find_entries(draft: PostText, place: int) -> tuple[list[ListEntry], int]:
    """The list that begins at line number `place` (or none), and the number of the first line after it.

    Two lines with the same kind of mark make a list. Blank lines may stand between them; a line without a mark
    belongs to the list only when it is indented.
    """
    lines, text = draft.lines, draft.text
    if find_marker(text, lines[place]) is None:
        return [], place
    found: list[ListEntry] = []
    at = after = place
    while at < len(lines):
        line = lines[at]
        if line.blank:
            at += 1
            continue
        sign = find_marker(text, line)
        loose = bool(found) and at > after
        if sign and (not found or _goes_on(found, sign, loose=loose)):
            found.append(ListEntry(sign, line.start, line.end))
        elif found and not sign and not loose and line.indent >= 2:
            found[-1] = ListEntry(found[-1].marker, found[-1].start, line.end)
        else:
            break
        at += 1
        after = at
    return (found, after) if len(found) >= 2 else ([], place)


def is_ordered(signs: Sequence[ListMarker]) -> bool:
    """Whether the marks are whole numbers that count up one by one, as a numbered list does by itself."""
    return all(sign.kind == "number" for sign in signs) and all(
        (after.order or 0) - (before.order or 0) == 1 for before, after in pairwise(signs)
    )


def _goes_on(found: list[ListEntry], sign: ListMarker, *, loose: bool) -> bool:
    previous = found[-1].marker
    if loose and sign.kind in ("picture", "letter"):
        return previous.text == sign.text
    return follows_in_list(previous, sign)


def _counts_on(kind: str, sign: str, after: int) -> ListMarker:
    return ListMarker(kind, sign, after, int(_core(sign)) if kind == "number" else None)


def _follows_as_letter(before: str, after: str) -> bool:
    """b after a, ii after i."""
    if before in _ROMAN and after in _ROMAN and _ROMAN[after] - _ROMAN[before] == 1:
        return True
    return len(before) == len(after) == 1 and ord(after) - ord(before) == 1


def _core(sign: str) -> str:
    return sign.strip("().\\")


def _style(sign: ListMarker) -> str:
    """What stands around the number or letter."""
    return sign.text.replace(_core(sign.text), "", 1)
