"""Text copied from twtext.com or twunroll.com, in the layouts of all its extractors."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise
from typing import Literal

from unroller.messages import Message, counted
from unroller.model import Account, Notice, Removed
from unroller.readers.base import CERTAIN, ReadOptions
from unroller.readers.boilerplate import TWTEXT, Stripped
from unroller.readers.draft import DraftLine, DraftThread
from unroller.readers.input import InputText
from unroller.readers.markdown import front_matter
from unroller.readers.segmentation import Evidence
from unroller.readers.text.base import TextReader
from unroller.readers.text.body import check_separator, has_long_posts, split_posts

#: How many repeated tails (or gaps) make a habit, and how long a tail must be to be one.
_SEVERAL = 2
_TAIL = 12
#: Lines of blanks that stand between posts in a copy from a content network.
_BLANKS = 3


def detect(page: InputText) -> float:
    """Certain when one of the site's own lines stands in its place."""
    if not page.may_be(TWTEXT):
        return 0.0
    found = page.trim(TWTEXT)
    return CERTAIN if found.sure or found.cut else 0.0


def read(page: InputText, options: ReadOptions) -> tuple[DraftThread, ...]:
    """The thread of the page, or of each page when several were pasted below each other; footers name the authors."""
    return tuple(_read_page(part, options) for part in _split_pages(page))


def _split_pages(page: InputText) -> list[InputText]:
    """The pages in a paste of several: each ends with a footer's last line, and the next has a footer of its own.

    Lines keep their numbers: what stands before a part is blank in it.
    """
    known = [(at, match.line) for at in page.filled if (match := TWTEXT.footer.match(page.texts[at]))]
    openers = [at for at, line in known if line.opens]
    ends = [at + 1 for at, line in known if line.name == "cookies"]
    marks = {at for at, _ in known}
    parts, start = [], 0
    for end in ends:
        following = next((at for at in openers if at >= end), None)
        if following is None or all(at in marks for at in page.filled if end <= at < following):
            continue
        parts.append((start, end))
        start = end
    if not parts:
        return [page]
    parts.append((start, len(page.lines)))
    return [replace(page, lines=("",) * one + page.lines[one:two], repairs=()) for one, two in parts]


def _read_page(page: InputText, options: ReadOptions) -> DraftThread:
    found = page.trim(TWTEXT)
    platform = options.platform or "x"
    top = page.front.stop if page.front else 0
    pieces, again, starts = _drop_repeated_tails(page.pieces(max(found.start, top), found.stop))
    wide = _find_wide_gaps(pieces)
    told = Evidence(
        platform=platform,
        long_posts=has_long_posts(pieces, platform),
        separator=check_separator(_find_separator(page, found), pieces, None),
        starts=starts or wide,
        inside=frozenset(range(len(pieces))) - wide if wide and not starts else frozenset(),
    )
    body = split_posts(pieces, told, rules=False)
    handle = found.facts.get("handle")
    return DraftThread(
        posts=body.posts,
        author=Account(handle) if handle else None,
        platform=platform,
        id=front_matter.find_root_id(page.front),
        removed=(*page.front_removed, *found.removed, *again, *body.removed),
        doubts=body.doubts,
        warnings=_build_footer_notice(found),
        cut=found.cut,
    )


def _build_footer_notice(found: Stripped) -> tuple[Notice, ...]:
    """A word on what stands behind the footer: it was set aside, and somebody may have meant it."""
    lines = sum(entry.rule == "twtext:after-footer" for entry in found.removed)
    if not lines:
        return ()
    behind = counted(
        "{count} line behind the site's footer was set aside",
        "{count} lines behind the site's footer were set aside",
        count=lines,
    )
    return (Notice("text-after-footer", behind),)


def _find_separator(page: InputText, found: Stripped) -> Literal["newline", "unknown"]:
    """The usual extractor puts one newline between posts, and before the footer too; others are told by the text."""
    if found.stop < len(page.lines) and found.stop > 0 and page.lines[found.stop - 1].strip():
        return "newline"
    return "unknown"


def _find_wide_gaps(pieces: Sequence[DraftLine]) -> frozenset[int]:
    """Where posts begin (indices) in a copy from a content network: behind several lines of blanks each."""
    found: set[int] = set()
    blanks: list[str] = []
    for at, piece in enumerate(pieces):
        if piece.blank:
            blanks.append(piece.text)
            continue
        if len(blanks) >= _BLANKS and sum(map(bool, blanks)) >= _SEVERAL:
            found.add(at)
        blanks = []
    found.discard(next((at for at, piece in enumerate(pieces) if not piece.blank), 0))
    return frozenset(found) if len(found) >= _SEVERAL else frozenset()


def _drop_repeated_tails(pieces: Sequence[DraftLine]) -> tuple[list[DraftLine], list[Removed], frozenset[int]]:
    """The lines without the tails that one extractor repeats: each ends a post. Indices of where the next ones begin.

    A line is such a tail when it is how the line before ends; it takes several to believe that they are the site's.
    """
    filled = [at for at, piece in enumerate(pieces) if not piece.blank]
    tails = {two for one, two in pairwise(filled) if _repeats(pieces[one].text, pieces[two].text)}
    if len(tails) < _SEVERAL or len(tails) * 5 < len(filled):
        return list(pieces), [], frozenset()
    kept: list[DraftLine] = []
    starts: set[int] = set()
    begin = False
    for at, piece in enumerate(pieces):
        if at in tails:
            begin = True
            continue
        if begin and not piece.blank:
            starts.add(len(kept))
            begin = False
        kept.append(piece)
    removed = [Removed(pieces[at].text, "twtext:repeated-tail", pieces[at].line) for at in sorted(tails)]
    return kept, removed, frozenset(starts)


def _repeats(line: str, following: str) -> bool:
    tail = following.strip()
    return len(tail) >= _TAIL and line.rstrip().endswith(tail)


READERS = (TextReader("twtext", Message("twtext page"), detect, read),)
