"""What pages of X and its kin put between posts: advertisements, people they suggest, and blocks of no known shape.

An advertisement is known by its label, wherever that stands; people whom a page suggests by the heading above them.
What follows the figures under a post, and has no header, is nobody's for certain: it is set aside where the page heads
all posts of the author, and stays as a doubtful post of the author's where it could be one."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from unroller.readers.text import ui_labels as words
from unroller.readers.text.line_patterns import classify_line, is_count
from unroller.readers.text.post_footer import find_link_to, parse_bare_host
from unroller.readers.text.post_header import find_header, is_advert_label, may_be_name
from unroller.readers.text.social_page_parser import PageSection, ParsedPage

#: Kinds of lines that stand under a post in a row.
_UNDER = frozenset({"count", "counted", "label", "link", "translate"})
#: An advertisement's label stands among so many of its first lines.
_LABEL_NEAR = 3
#: A row of so many numbers under several posts is a habit of the page.
_ROW = 2
#: Below the address of what is advertised stands at most a button.
_BUTTON = 40
#: A block of the page's own words: lines are no longer than this, and at least half of them are known.
_SHORT = 40


@dataclass(frozen=True, slots=True)
class _FigureRow:
    """A row of figures: places `first` to `stop` of a section's lines."""

    first: int
    stop: int
    counts: int


def strip_between_posts(walked: ParsedPage) -> None:
    """Set aside what stands between the posts, or mark it as doubtful."""
    _strip_after_opened(walked)
    habit = _find_habit(walked)
    dated = {section.header.key for section in walked.sections if section.header and section.header.date}
    found: list[PageSection] = []
    for section in walked.sections:
        found.append(section)
        header = section.header
        if header and (header.advert or (not header.date and not section.opened and _ends_in_label(walked, section))):
            found += _strip_advert(walked, section)
        elif header and header.key not in dated and walked.dated and _is_suggested(walked, section):
            _set_aside(walked, section, 0, "suggestion")
        elif section.lines and not section.quoted:
            found += _split_behind_figures(walked, section, habit) if habit else []
            _strip_labelled_tail(walked, section)
    walked.sections[:] = found


def _strip_after_opened(walked: ParsedPage) -> None:
    """Set aside what stands between the figures of an opened post and the next header: words of the page, and what it
    puts there. Where the author's other posts have no headers, it may be one of them."""
    keys = Counter(section.header.key for section in walked.sections if section.header and section.header.dotted)
    for before, section, after in zip(walked.sections, walked.sections[1:], walked.sections[2:], strict=False):
        if not before.opened or section.header or section.opened or not section.lines or not after.header:
            continue
        texts = [walked.texts[place] for place in section.lines]
        known = sum(classify_line(text) in _UNDER or text.casefold() in words.HEADINGS for text in texts)
        if any(map(is_advert_label, texts)):
            _set_aside(walked, section, 0, "advert")
        elif known * 2 >= len(texts) and all(len(text) <= _SHORT for text in texts):
            _set_aside(walked, section, 0, "page-link")
        elif before.header and keys[before.header.key]:
            _set_aside(walked, section, 0, "between-posts")


def _set_aside(walked: ParsedPage, section: PageSection, first: int, rule: str, stop: int | None = None) -> None:
    """Set the lines of a section from the one with index `first` aside."""
    for place in section.lines[first:stop]:
        walked.set_aside(place, rule)
    del section.lines[first:stop]


def _find_habit(walked: ParsedPage) -> int:
    """How many numbers stand in the rows under the posts of the page; 0 where there are none to speak of."""
    rows = [
        max((row.counts for row in _find_rows(walked, section)), default=0)
        for section in walked.sections
        if section.header and section.lines
    ]
    counted = Counter(row for row in rows if row >= _ROW)
    return max((count for count, often in counted.items() if often > 1), default=0)


def _find_rows(walked: ParsedPage, section: PageSection) -> list[_FigureRow]:
    """The rows of figures among a section's lines, the first line left out: it may be all that somebody wrote."""
    found: list[_FigureRow] = []
    kinds = [classify_line(walked.texts[place]) for place in section.lines]
    at = 1
    while at < len(kinds):
        stop = at
        while stop < len(kinds) and kinds[stop] in _UNDER:
            stop += 1
        counts = sum(kind in ("count", "counted") for kind in kinds[at:stop])
        if counts:
            found.append(_FigureRow(at, stop, counts))
        at = max(stop, at + 1)
    return found


def _trim_row(row: _FigureRow, habit: int) -> _FigureRow:
    """A row of nothing but numbers without those that are more than the page prints: they are the author's."""
    if row.counts <= habit or row.counts < row.stop - row.first:
        return row
    return _FigureRow(row.stop - habit, row.stop, habit)


def _split_behind_figures(walked: ParsedPage, section: PageSection, habit: int) -> list[PageSection]:
    """What stands in a section below a row of figures as all posts of the page have it, and is not its end: an
    advertisement and the like is set aside, what is not known as such becomes a section of its own, in doubt."""
    rows = [_trim_row(row, habit) for row in _find_rows(walked, section) if row.counts >= max(_ROW, habit - 1)]
    for row in rows:
        rest = section.lines[row.stop :]
        if not rest:
            break
        rule = _name_block(walked, rest)
        if rule is None and not (row is rows[0] and row.counts == habit):
            continue
        _set_aside(walked, section, row.first, "count", row.stop)
        section.figures += row.counts
        if rule:
            _set_aside(walked, section, row.first, rule)
            return []
        del section.lines[row.first :]
        return [PageSection(None, section.account, rest, doubtful=True)]
    return []


def _name_block(walked: ParsedPage, places: Sequence[int]) -> str | None:
    """The rule for a block without a header of its own, or None where nothing says what it is."""
    texts = [walked.texts[place] for place in places]
    own = [text for text in texts if not is_count(text)]
    if any(map(is_advert_label, [*texts[:_LABEL_NEAR], *own[-1:]])):
        return "advert"
    button = any(one.startswith("@") and two.casefold() in words.FOLLOW for one, two in pairwise(texts))
    if button or texts[0].casefold() in words.SIDE or texts[0].casefold() in words.SIDE_MAYBE:
        return "suggestion"
    for at, text in enumerate(own):
        host = parse_bare_host(text)
        linked = host and any(find_link_to(other, host) for other in own[:at])
        if host and not linked and at and len(own) - at <= 2 and len(own[-1]) <= _BUTTON:
            return "advert"
    return None


def _is_suggested(walked: ParsedPage, section: PageSection) -> bool:
    """Whether the button to follow somebody stands below a name, and no post's time: the page suggests people."""
    last = section.header.last if section.header else len(walked.texts)
    below = walked.texts[last + 1].casefold() if last + 1 < len(walked.texts) else ""
    return not section.opened and below in words.FOLLOW


def _ends_in_label(walked: ParsedPage, section: PageSection) -> bool:
    """Whether an advertisement's label is the last line of a section, figures aside."""
    own = [text for place in section.lines if (text := walked.texts[place]) and classify_line(text) not in _UNDER]
    return bool(own) and is_advert_label(own[-1])


def _strip_labelled_tail(walked: ParsedPage, section: PageSection) -> None:
    """Set aside an advertisement whose label ends a section: from the name and handle that stand together in it."""
    if not _ends_in_label(walked, section):
        return
    for at, (one, two) in enumerate(pairwise(section.lines)):
        header = find_header(walked.texts, two) if walked.texts[two].startswith("@") else None
        if at and header and header.first == one and header.last == two and may_be_name(header.name or ""):
            _set_aside(walked, section, at, "advert")
            return


def _strip_advert(walked: ParsedPage, section: PageSection) -> list[PageSection]:
    """Set an advertisement aside. Where the page heads only the author's first post, it ends at its figures or at a
    blank line, and what follows is the author's, in doubt."""
    ends = len(section.lines)
    heads = Counter(one.header.key for one in walked.sections if one.header and not one.header.advert)
    if max(heads.values(), default=0) < _ROW:
        gaps = (
            at
            for at, (one, two) in enumerate(pairwise(section.lines), 1)
            if walked.places[two] - walked.places[one] > 1
        )
        rows = (row.stop for row in _find_rows(walked, section) if row.counts >= _ROW)
        ends = min([*rows, next(gaps, ends)])
    rest = section.lines[ends:]
    _set_aside(walked, section, 0, "advert", ends)
    section.lines = []
    author = next((one.account for one in walked.sections if one.header and not one.header.advert), None)
    return [PageSection(None, author, rest, loose=True, doubtful=True)] if rest else []
