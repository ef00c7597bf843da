"""Posts that a copied page shows within another, told from answers below it where no word says which they are.

Networks print a quoted post with a header of its own, then the figures of the post that quotes it. So it is told by two
things: it is older than the post above it, which no answer is; and the post above it ends without the figures that the
page prints under its posts, where their ages do not tell. An opened post's time stands below what it quotes."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from unroller.readers.dates import parse_date
from unroller.readers.text.line_patterns import classify_line
from unroller.readers.text.social_page_parser import PageSection, ParsedPage
from unroller.regex import compile_re

_FIGURES = frozenset({"count", "counted", "label"})
#: So many of the author's posts have figures below them where a page prints any.
_LEAST = 2
_AGE = compile_re(r"(\d{1,3}) ?(\D{1,9}?)\.?\*?")
#: Minutes in what ages are counted in: the first letters tell in most languages, and where they do not, nothing does.
_UNITS = {"s": 0, "sec": 0, "m": 1, "min": 1, "h": 60, "hr": 60, "std": 60, "d": 1440, "t": 1440, "tg": 1440, "j": 1440,
          "w": 10080, "wk": 10080, "mo": 43200, "y": 525600, "yr": 525600}  # fmt: skip


_YEAR = compile_re(r"(?<!\d)(?:19|20)\d\d(?!\d)")


def mark_quotes(walked: ParsedPage) -> None:
    """Mark the sections that are quoted posts."""
    headed = [section for section in walked.sections if section.header and (section.lines or section.opened)]
    for above, below in pairwise(headed):
        _move_time(above, below)
    author = _find_author(headed)
    figured = {id(section) for section in headed if _has_figures(walked, section)}
    own = [section for section in headed if section.header and section.header.key == author and not section.quoted]
    usual = sum(id(section) in figured for section in own if not section.opened)
    for above, below in pairwise(headed):
        if above.header is None or below.header is None or above.quoted or below.quoted or below.opened:
            continue
        if above.header.key != author or below.header.key == author or below.header.advert or above.opened:
            continue
        older = is_older(below.header.date, above.header.date)
        bare = usual >= _LEAST and id(above) not in figured and id(below) in figured
        goes_on = any(section.header and section.header.key == author for section in headed[headed.index(below) + 1 :])
        if (older and (bare or goes_on)) or (older is None and bare and goes_on):
            below.quoted = True


def _find_author(headed: Sequence[PageSection]) -> str:
    """Who wrote the opened post, else the first."""
    opened = next((section for section in headed if section.opened and not section.quoted), None)
    found = opened or next(iter(headed), None)
    return found.header.key if found and found.header else ""


def _move_time(above: PageSection, below: PageSection) -> None:
    """Give an opened post its time that stands below the post which it quotes: that has an age in its header."""
    if above.header is None or below.header is None or above.opened or not below.opened or below.quoted:
        return
    if above.header.date or not below.header.date or above.header.key == below.header.key:
        return
    above.opened, above.date, above.address = True, below.date, below.address
    below.opened, below.date, below.address = False, parse_date(below.header.date), None
    below.quoted = True


def _has_figures(walked: ParsedPage, section: PageSection) -> bool:
    last = walked.texts[section.lines[-1]] if section.lines else ""
    return section.figures > 0 or classify_line(last) in _FIGURES


def is_older(one: str, two: str) -> bool | None:
    """Whether the first of two dates, as headers have them, is older; None where that is not known."""
    ages = _measure_age(one), _measure_age(two)
    if ages[0] is not None and ages[1] is not None:
        return ages[0] > ages[1] if ages[0] != ages[1] else None
    dates = parse_date(one), parse_date(two)
    if dates[0] and dates[1]:
        first, second = dates[0][:10], dates[1][:10]
        return first < second if first != second else None
    years = _YEAR.search(one), _YEAR.search(two)
    if years[0] and years[1]:  # and days that can be read two ways
        return years[0][0] < years[1][0] if years[0][0] != years[1][0] else None
    if ages[1] is not None and ages[1] < _UNITS["w"]:
        # Networks count hours or days of what is new, and date what is not.
        return True if one and ages[0] is None and any(map(str.isdigit, one)) else None
    if ages[0] is not None and ages[0] < _UNITS["w"]:
        return False if two and any(map(str.isdigit, two)) else None
    if dates[0] and not dates[1]:
        return True if two and any(map(str.isdigit, two)) else None  # a year is stated of other years alone
    return None


def _measure_age(text: str) -> int | None:
    found = _AGE.fullmatch(text.casefold().strip())
    minutes = _UNITS.get(found[2]) if found else None
    return int(found[1]) * minutes if found and minutes is not None else None
