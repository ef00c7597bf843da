"""Posts out of running lines: by rules between them, by numbered headings, else by the whole-text decision."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from unroller.model import Doubt, Platform, Removed
from unroller.networks import LINK_WEIGHT, length_limit, measure_weight
from unroller.readers.boilerplate import normalize
from unroller.readers.draft import DraftLine, DraftPost, trim_blank
from unroller.readers.segmentation import Evidence, Segmentation, SeparatorKind, segment
from unroller.regex import compile_re

#: A line that is nothing but a rule.
_RULE = compile_re(r"(?:(?P<mark>[-*_=~—–])(?P=mark){2,79}|(?P<dot>[-*_•·])(?: (?P=dot)){2,39}|⸻|⁂)")
_HEADING = compile_re(r"#{1,6} ?(\d{1,4}) ?/ ?(\d{1,4})")
#: Parts between rules that are longer than this are no single posts (X's limit, with room for what it does not count).
_PART = 600
#: A line may seem heavier than it was by this much: a page prints long what the network counts short.
_SLACK = 24
#: What posts may weigh on the networks that allow more than X did; and how large a share of the lines may be heavier.
_ROOMY, _EXCEPTIONS = 500, 0.2


@dataclass(frozen=True, slots=True)
class SplitText:
    """Posts found in running lines, with what was taken out between them and what stayed open."""

    posts: tuple[DraftPost, ...]
    removed: tuple[Removed, ...] = ()
    doubts: tuple[Doubt, ...] = ()
    layout: str = "single post"
    codes: tuple[str, ...] = ()


def find_rule_form(line: str) -> str | None:
    """How a rule is written (``---`` for any number of dashes), or None for a line that is no rule."""
    if not line or line[0].isalpha():
        return None
    if len(line) > 400:
        return None
    text = normalize(line)
    if not text or text[0].isalnum() or len(text) > 80 or not _RULE.fullmatch(text):
        return None
    return text[0] + (" " if " " in text else "")


def split_posts(pieces: Sequence[DraftLine], evidence: Evidence, *, rules: bool = True) -> SplitText:
    """The posts of `pieces`. `evidence` counts lines from the first piece. `rules`: rules may stand between posts."""
    found = (_split_by_headings(pieces) or _split_by_rules(pieces)) if rules else None
    return found or _split_by_segmentation(pieces, evidence)


def check_separator(separator: SeparatorKind, pieces: Sequence[DraftLine], count: int | None) -> SeparatorKind:
    """`separator`, unless the text refutes it: pages whose posts seem parted by blank lines alone, with no single line
    break to speak of, came through another extractor."""
    if separator not in ("newline", "mixed"):
        return separator
    filled = [at for at, piece in enumerate(pieces) if not piece.blank]
    close = sum(two - one == 1 for one, two in pairwise(filled))
    apart = len(filled) - 1 - close
    if count is not None:
        return "blank" if close + 1 < count * 0.5 and apart + 1 >= count * 0.8 else separator
    return "unknown" if close == 0 and apart > 1 else separator


def has_long_posts(pieces: Sequence[DraftLine], platform: Platform | None, count: int | None = None) -> bool:
    """Whether posts here are longer than any network's usual limit: many lines that no such post could hold, or more
    text than `count` posts could. A few heavy lines are exceptions among posts that keep to the limit."""
    most = max(length_limit(platform), _ROOMY)
    filled = sum(not piece.blank for piece in pieces)
    lines = [piece.text for piece in pieces if len(piece.text) > most // 3]
    if count is None:
        lines = [text for text in lines if _may_weigh_more(text, most + _SLACK)]
    weights = [measure_weight(text, platform) for text in lines]
    heavy = sum(weight > most + _SLACK for weight in weights)
    return heavy > _EXCEPTIONS * filled or (count is not None and sum(weights) > count * most)


def _may_weigh_more(text: str, most: int) -> bool:
    """A quick look whether a line can weigh more than `most`: in ASCII only its links weigh more than they are long."""
    return not text.isascii() or len(text) + LINK_WEIGHT * text.count(".") > most


def has_marks(lines: Sequence[str]) -> bool:
    """Whether rules or numbered headings part the posts of a text that holds nothing else."""
    if not any("#" in line[:8] or find_rule_form(line) for line in lines):
        return False
    pieces = [DraftLine(line, at + 1) for at, line in enumerate(lines)]
    return (_split_by_headings(pieces) or _split_by_rules(pieces)) is not None


def _split_by_headings(pieces: Sequence[DraftLine]) -> SplitText | None:
    """Posts under headings like ``## 2/12``, whose numbers rise."""
    marks = []
    for at, piece in enumerate(pieces):
        match = _HEADING.fullmatch(normalize(piece.text)) if "#" in piece.text[:8] and len(piece.text) < 80 else None
        if match:
            marks.append((at, int(match.group(1))))
    numbers = [number for _, number in marks]
    if len(marks) < 2 or numbers != sorted(set(numbers)):
        return None
    return _split_at(pieces, [at for at, _ in marks], "heading", "headings")


def _split_by_rules(pieces: Sequence[DraftLine]) -> SplitText | None:
    """Posts between rules, all written alike; a single rule counts where both sides are as short as posts are."""
    forms: dict[str, list[int]] = {}
    for at, piece in enumerate(pieces):
        form = find_rule_form(piece.text)
        if form:
            forms.setdefault(form, []).append(at)
    if not forms:
        return None
    marks = max(forms.values(), key=len)
    parts = _split_parts(pieces, marks)
    if len(parts) < 2:
        return None
    sizes = sorted(sum(len(piece.text) + 1 for piece in part) for part in parts)
    if len(marks) == 1 and sizes[-1] > _PART:
        return None
    if sizes[len(sizes) // 2] > (_PART if len(marks) < 3 else 4 * _PART):
        return None
    return _split_at(pieces, marks, "rule", "rules")


def _split_parts(pieces: Sequence[DraftLine], marks: Sequence[int]) -> list[list[DraftLine]]:
    edges = [-1, *marks, len(pieces)]
    parts = [trim_blank(pieces[one + 1 : two]) for one, two in pairwise(edges)]
    return [part for part in parts if part]


def _split_at(pieces: Sequence[DraftLine], marks: Sequence[int], rule: str, layout: str) -> SplitText:
    posts = tuple(DraftPost(tuple(part)) for part in _split_parts(pieces, marks))
    removed = tuple(Removed(pieces[at].text, f"mark:{rule}", pieces[at].line) for at in marks)
    return SplitText(posts, removed, layout=layout)


def _split_by_segmentation(pieces: Sequence[DraftLine], evidence: Evidence) -> SplitText:
    answer = segment([piece.text for piece in pieces], evidence)
    if not answer.starts:
        return SplitText(())
    edges = [*answer.starts, len(pieces)]
    open_starts = {found.line for found in answer.separators if found.boundary and found.doubtful}
    posts = tuple(
        DraftPost(tuple(trim_blank(pieces[one:two])), doubtful=one in open_starts) for one, two in pairwise(edges)
    )
    return SplitText(posts, doubts=_build_doubts(pieces, answer), layout=answer.layout, codes=answer.warnings)


def _build_doubts(pieces: Sequence[DraftLine], answer: Segmentation) -> tuple[Doubt, ...]:
    found = []
    number = 0
    starts = list(answer.starts)
    for separator in answer.separators:
        if not separator.doubtful:
            continue
        while number < len(starts) and starts[number] <= separator.line:
            number += 1
        text = pieces[separator.line].text.strip()
        found.append(
            Doubt(pieces[separator.line].line, number, separator.boundary, round(separator.probability, 3), text[:60])
        )
    return tuple(found)
