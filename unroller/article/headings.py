"""Which posts open with a heading. Rarely: by a mark of its own, or because the thread makes a habit of it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from unroller.article.lists import find_entries, find_marker
from unroller.article.markers import COUNTER
from unroller.article.post_text import PostLine, PostText

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
