"""The headers of a whole page: which of the lines that look like one are, by what stands around them."""

from __future__ import annotations

from bisect import bisect_right
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from functools import lru_cache
from itertools import pairwise

from unroller.readers.boilerplate import X_SITE, normalize
from unroller.readers.text import ui_labels as words
from unroller.readers.text.line_patterns import classify_line, is_date, parse_plain_timestamp, parse_timestamp_line
from unroller.readers.text.post_header import (
    PostHeader,
    find_bare_mention,
    find_date_behind,
    find_header,
    find_label_behind,
    is_advert_label,
    may_be_name,
)
from unroller.readers.text.ui_labels import HEADINGS, SIDE_LINES, TOP
from unroller.regex import compile_re

_NAME_DATE = compile_re(r"(\S[^·@]{0,79}?) ?· ?([^·]{1,30})")
#: A handle of Threads: letters in lower case, digits, dots and low lines.
_BARE = compile_re(r"(?=[\d._]{0,29}[a-z])[a-z0-9_](?:[a-z0-9._]{0,28}[a-z0-9_])?")
_PICTURE = "'s profile picture"
#: Lines between a handle and its date: a badge, the arrow to a topic, the topic.
_TOPIC = frozenset({">", normalize("›"), "❯", "→"})
#: Before the first header of a page stand at most so many lines that are not known.
_TOP_LINES = 3
#: What ends a post, and how many such lines in a row show that one ended.
_FIGURES = frozenset({"count", "counted", "label", "link", "translate"})
_SEVERAL = 2
#: An opened post has at most so many lines above its time.
_OPENED_LINES = 80


def find_headers(texts: Sequence[str]) -> Mapping[int, PostHeader]:
    """The headers of a page by their first place: of the first kind in which it has any."""
    return _find_headers(tuple(texts))


@lru_cache(maxsize=2)
def _find_headers(texts: tuple[str, ...]) -> Mapping[int, PostHeader]:
    """Remembered: recognising a page, parting and parsing it ask for the headers of the same lines."""
    return _find_headers_with_handles(texts) or _find_bare_headers(texts) or _find_named_headers(texts)


def _find_headers_with_handles(texts: Sequence[str]) -> dict[int, PostHeader]:
    """Headers with ``@``: those that everything around agrees with."""
    placed = [
        (place, header) for place in range(len(texts)) if "@" in texts[place] and (header := find_header(texts, place))
    ]
    if not placed:
        return {}
    stamps = [place for place in range(len(texts)) if is_timestamp(texts, place)]
    found = _claim_labels(texts, _move_dates_above(texts, _doubt_adverts(texts, placed, stamps)))
    around = _Surroundings(texts, found, stamps)
    kept: dict[int, PostHeader] = {}
    before: PostHeader | None = None
    for header in found:
        if around.is_text(header, before) or not around.agree_with(header, before):
            continue
        if header.date and not header.dotted and around.has_time_below(header):
            header = replace(header, last=header.last - 1, date="")  # its time stands below: the date is text
        if before and header.first <= before.last:
            header = replace(header, first=before.last + 1)
        kept[header.first] = before = header
    return kept


class _Surroundings:
    """What a page says about the headers `found` on it: the places of its times (`stamps`), and what comes again."""

    def __init__(self, texts: Sequence[str], found: Sequence[PostHeader], stamps: Sequence[int]) -> None:
        self._texts = texts
        self._stamps = stamps
        self._dotted = [header.first for header in found if header.dotted]
        self._pairs = Counter((header.name, header.handle.casefold()) for header in found)
        self._dated = any(header.dotted and not header.advert for header in found)
        self._top = _find_top(texts)

    def is_text(self, header: PostHeader, before: PostHeader | None) -> bool:
        """Whether it is what somebody wrote right below a header: a mention, with or without a date; a label."""
        last = before.last if before else -1
        weak = header.advert or not header.dotted or _is_weak(self._texts, header)
        if weak and (header.first <= last or (before and header.name is None and header.first == last + 1)):
            return True
        return header.advert and header.first == last + 1 > 0 and is_advert_label(self._texts[header.first])

    def agree_with(self, header: PostHeader, before: PostHeader | None) -> bool:
        """Whether a header counts. One without a date does at the top of the page or below its own lines, when it has
        the time line of an opened post; below a post's figures; and on a page without dates, where its name and handle
        stand together time and again."""
        often = self._pairs[header.name, header.handle.casefold()] > 1
        named = header.name is None or often or may_be_name(header.name)
        if header.dotted and (named or not _is_weak(self._texts, header)):
            return True
        taken = before is not None and not before.dotted and not self._has_time_between(before, header)
        if self._opens(header, before if taken else None):
            return True
        if header.name is None:
            return False
        if often and (not self._dated or (self.has_time_below(header) and not taken)):
            return True
        return self._is_below_figures(header)

    def has_time_below(self, header: PostHeader) -> bool:
        """Whether the time line of an opened post stands below a header, no header with a date between them."""
        at = bisect_right(self._stamps, header.last)
        if at == len(self._stamps) or self._stamps[at] - header.last > _OPENED_LINES:
            return False
        following = bisect_right(self._dotted, header.last)
        return following == len(self._dotted) or self._dotted[following] > self._stamps[at]

    def _opens(self, header: PostHeader, taken: PostHeader | None) -> bool:
        """Whether a page begins with it: `taken` is the header above whose post has the next time line already."""
        if header.first <= self._top:
            return self._dated or bool(self._stamps)
        between = self._texts[taken.last + 1 : header.first] if taken else ()
        return not (taken and all(map(is_interface_line, between))) and _reopens(self._texts, header, self._stamps)

    def _has_time_between(self, one: PostHeader, two: PostHeader) -> bool:
        """Whether a time line stands between two headers, or none below them."""
        at = bisect_right(self._stamps, one.last)
        return at == len(self._stamps) or self._stamps[at] <= two.first

    def _is_below_figures(self, header: PostHeader) -> bool:
        """Whether a post ended right above a header, as its figures or the page's own link show."""
        kinds = [classify_line(text) for text in self._texts[max(0, header.first - _SEVERAL) : header.first]]
        if not kinds or not may_be_name(header.name or ""):
            return False
        return kinds[-1] == "link" or (len(kinds) == _SEVERAL and all(kind in _FIGURES for kind in kinds))


def _is_weak(texts: Sequence[str], header: PostHeader) -> bool:
    """Whether its date stands below the handle without a dot: Mastodon and Bluesky print it so, and people do."""
    place = header.last - 1
    if not header.date or place < header.first or texts[header.last] != header.date:
        return False
    return texts[place].startswith("@")


def _doubt_adverts(
    texts: Sequence[str], placed: Sequence[tuple[int, PostHeader]], stamps: Sequence[int]
) -> list[PostHeader]:
    """The headers found at places; a label beside the name of somebody who has posts with a date, or above a time line,
    is what that person wrote."""
    dated = {
        header.key
        for _, header in placed
        if (header.date or (not header.advert and _has_date_above(texts, header)))
        and not any(_find_labels(texts, header))
    }
    around = _Surroundings(texts, [header for _, header in placed], stamps)
    out: list[PostHeader] = []
    for place, header in placed:
        if not header.advert or not (header.key in dated or around.has_time_below(header)):
            out.append(header)
        elif texts[place].startswith("@") and (plain := find_bare_mention(texts, place, header.handle)):
            out.append(plain)
    return out


def _find_labels(texts: Sequence[str], header: PostHeader) -> tuple[bool, bool]:
    """Whether an advertisement's label stands right above a header, and right below it."""
    below = header.last + 1 < len(texts) and is_advert_label(texts[header.last + 1])
    return header.first > 0 and is_advert_label(texts[header.first - 1]), below


def _claim_labels(texts: Sequence[str], found: list[PostHeader]) -> list[PostHeader]:
    """An advertisement's label above or below a header with a date is part of it, unless it is the header of whoever
    wrote first or has most posts: then it is what that person wrote."""
    counts = Counter(header.key for header in found if header.date)
    bare = {header.key for header in found if header.date and not any(_find_labels(texts, header))}
    most = max(counts.values(), default=0)
    out: list[PostHeader] = []
    for header in found:
        above, below = _find_labels(texts, header)
        author = header.key == found[0].key or (counts[header.key] == most and header.key in bare)
        if header.date and (above or below) and not author:
            header = replace(header, first=header.first - above, last=header.last + below, advert=True)
        out.append(header)
    return out


def is_timestamp(texts: Sequence[str], place: int) -> bool:
    """Whether the line at `place` is the time of an opened post."""
    text = texts[place]
    if "·" in text:
        return parse_timestamp_line(text) is not None
    return ":" in text and place > 0 and parse_plain_timestamp(text) is not None


def _reopens(texts: Sequence[str], header: PostHeader, stamps: Sequence[int]) -> bool:
    """Whether another page begins with a header without a date: below lines of the page's own, above a time line."""
    if header.first == 0 or not may_be_name(header.name or "") or not is_interface_line(texts[header.first - 1]):
        return False
    at = bisect_right(stamps, header.last)
    return at < len(stamps) and stamps[at] - header.last <= _OPENED_LINES


def is_interface_line(text: str) -> bool:
    """Whether a line is one that pages print between or around posts, and people hardly write as a line of its own."""
    return is_heading(text) or text.casefold() in SIDE_LINES or classify_line(text) is not None or text[:1] == "©"


def is_heading(text: str) -> bool:
    """Whether a line may stand above the first post of a page: headings, and places to go to."""
    lower = text.casefold()
    return lower in HEADINGS or lower in TOP or X_SITE.header.match(text) is not None


def _move_dates_above(texts: Sequence[str], found: list[PostHeader]) -> list[PostHeader]:
    """Mastodon's order: the age stands above the name. Taken where most headers without a date have one there."""
    bare = [one for one in found if not one.date or (_is_weak(texts, one) and _has_date_above(texts, one))]
    below = {header.last for header in found if header.date and header not in bare}
    above = [header for header in bare if header.first - 1 not in below and _has_date_above(texts, header)]
    remote = any("@" in header.handle for header in above)
    if len(above) < (1 if remote else 2) or len(above) + 1 < len(bare):
        return found
    moved = {
        header: replace(
            header,
            first=header.first - 1,
            last=header.last - bool(header.date),
            date=texts[header.first - 1],
            dotted=True,
        )
        for header in above
    }
    return [moved.get(header, header) for header in found]


def _has_date_above(texts: Sequence[str], header: PostHeader) -> bool:
    return header.first > 0 and is_date(texts[header.first - 1])


def _find_top(texts: Sequence[str]) -> int:
    """Where the first header of a page may stand at the latest: below the page's own headings."""
    place = 0
    while place < len(texts) and place < 40 and is_heading(texts[place]):
        place += 1
    return place


def _find_bare_headers(texts: Sequence[str]) -> dict[int, PostHeader]:
    """Headers of Threads: a handle without its sign, and a date. They count where the page begins with one and the
    same handle comes again, or where the page prints Threads' own words."""
    found = list(_iterate_bare_headers(texts))
    if not found or not _may_begin_page(texts, found[0].first):
        return {}
    often = Counter(header.handle for header in found)
    headed = found[0].first > 0 and texts[found[0].first - 1].casefold() in HEADINGS
    own = sum(classify_line(text) == "translate" or text.casefold() in words.ACTIVITY for text in texts)
    if often[found[0].handle] < 2 and not headed and not own:
        return {}
    filled = sum(two.first > one.last + 1 for one, two in pairwise(found))
    if filled * 2 < len(found) - 1:
        return {}
    return {header.first: header for header in found}


def _iterate_bare_headers(texts: Sequence[str]) -> Iterator[PostHeader]:
    taken = -1
    for place, text in enumerate(texts):
        if place <= taken or len(text) > 30 or not _BARE.fullmatch(text):
            continue
        at = place + 1
        if at < len(texts) and texts[at].casefold() in words.BADGES:
            at += 1
        if at + 2 < len(texts) and texts[at] in _TOPIC:
            at += 2
        advert = at < len(texts) and is_advert_label(texts[at])
        if at >= len(texts) or not (advert or is_date(texts[at])) or is_date(text):
            continue
        date = "" if advert else texts[at]
        while at + 1 < len(texts) and (texts[at + 1] == "·" or texts[at + 1].casefold() in words.BADGES):
            at += 1
        picture = place > 0 and texts[place - 1] == text + _PICTURE
        taken = at
        yield PostHeader(place - picture, at, text, None, date, dotted=True, bare=True, advert=advert)


def _may_begin_page(texts: Sequence[str], place: int) -> bool:
    """Whether a page may begin at `place`: few lines before it that are not the page's own."""
    before = texts[max(0, place - 60) : place]
    strange = sum(not is_heading(text) and classify_line(text) is None for text in before)
    return strange <= _TOP_LINES


def _find_named_headers(texts: Sequence[str]) -> dict[int, PostHeader]:
    """Headers without a handle: a name, a dot, a date; the same name time and again, or at the top of the page."""
    found: list[PostHeader] = []
    for place, text in enumerate(texts):
        if "·" not in text or len(text) > 120:
            continue
        header = _find_named_header(texts, place)
        if header and (not found or header.first > found[-1].last):
            found.append(header)
    if not found or not _may_begin_page(texts, found[0].first):
        return {}
    often = Counter(header.name for header in found)
    if often[found[0].name] < 2 and len(found) < 3:
        return {}
    return {header.first: header for header in found}


def _find_named_header(texts: Sequence[str], place: int) -> PostHeader | None:
    """The header whose dot stands on the line at `place`."""
    text = texts[place]
    if text[0] == "·":
        behind = find_date_behind(texts, place - 1) if place else None
        first = place - 1
        while first > 0 and place - first < 3 and texts[first].casefold() in words.BADGES:
            first -= 1
        name = texts[first] if first >= 0 else ""
        if not may_be_name(name):
            return None
        if behind:
            return PostHeader(first, behind[0], "", name, behind[1], dotted=True)
        label = find_label_behind(texts, place - 1)
        return None if label is None else PostHeader(first, label, "", name, "", dotted=True, advert=True)
    whole = _NAME_DATE.fullmatch(text)
    if not whole or not may_be_name(whole.group(1)):
        return None
    advert = is_advert_label(whole.group(2))
    if not advert and not is_date(whole.group(2)):
        return None
    date = "" if advert else whole.group(2)
    return PostHeader(place, place, "", whole.group(1), date, dotted=True, advert=advert)
