"""Several pages of X and its kin pasted below each other: where each begins.

A page shows one opened post, under which its time stands in full. So a second such time begins another page, at the
opened post or at the page's own heading above it. Pages without such a time begin where the first one's heading comes
again behind what pages print below posts. What other people answered within a page begins nothing.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

from unroller.readers.input import InputText
from unroller.readers.text.line_patterns import classify_line, is_quote_word
from unroller.readers.text.post_header import PostHeader, find_headers, is_heading, is_interface_line, is_timestamp
from unroller.readers.text.ui_labels_pages import SIDE_LINES, TOP


@dataclass(frozen=True, slots=True)
class _OpenedPost:
    """A post whose time stands below it: its header, or None, and the place of the time."""

    header: PostHeader | None
    stamp: int


def find_parts(page: InputText) -> list[tuple[int, int]]:
    """The pages in a paste of several, as ranges of lines (indices)."""
    filled = page.filled
    starts = _find_starts(page, [page.texts[at] for at in filled])
    return list(pairwise([0, *(filled[place] for place in starts), len(page.lines)]))


def _find_starts(page: InputText, texts: Sequence[str]) -> list[int]:
    """The places at which the second page and those after it begin."""
    headers = find_headers(texts)
    if not headers:
        return []
    opened = _find_opened(texts, headers)
    found = _starts_by_times(texts, headers, opened) if len(opened) > 1 else _starts_by_headings(page, texts, headers)
    return _keep_filled(texts, headers, sorted({place for place in found if place > 0}))


def _keep_filled(texts: Sequence[str], headers: Mapping[int, PostHeader], starts: Sequence[int]) -> list[int]:
    """`starts` without those above which the page before would hold nothing but its own lines."""
    kept: list[int] = []
    inside = {at for header in headers.values() for at in range(header.first, header.last + 1)}
    begin, holds = 0, False
    for start in starts:
        holds = holds or any(
            place not in inside and not is_interface_line(texts[place]) for place in range(begin, start)
        )
        begin = start
        if holds:
            kept.append(start)
            holds = False
    return kept


def _find_opened(texts: Sequence[str], headers: Mapping[int, PostHeader]) -> list[_OpenedPost]:
    found: list[_OpenedPost] = []
    last: PostHeader | None = None
    for place in range(len(texts)):
        header = headers.get(place)
        if header and not (place and is_quote_word(texts[place - 1])):
            last = header
        if is_timestamp(texts, place):
            found.append(_OpenedPost(last, place))
            last = None
    return found


def _starts_by_times(
    texts: Sequence[str], headers: Mapping[int, PostHeader], opened: Sequence[_OpenedPost]
) -> list[int]:
    """Where another opened post begins another page. Copies that print the time under every post are one page, unless
    another author's post stands below a heading."""
    own = [place for place in headers if not (place and is_quote_word(texts[place - 1]))]
    headed = [post for post in opened if post.header]
    every = len(headed) * 3 > len(own) * 2
    found: list[int] = []
    for before, post in pairwise(opened):
        if post.header is None:
            continue
        begin = _find_heading_between(texts, headers, before.stamp, post.header.first)
        if begin is not None and (not every or before.header is None or before.header.key != post.header.key):
            found.append(begin)
        elif not every:
            found.append(post.header.first)
    return found


def _find_heading_between(texts: Sequence[str], headers: Mapping[int, PostHeader], after: int, last: int) -> int | None:
    """The beginning of the page's own lines above one of the headers between two places; the first there is."""
    for place in sorted(place for place in headers if after < place <= last):
        begin = _find_heading_above(texts, place)
        if begin < place and begin > after:
            return begin
    return None


def _find_heading_above(texts: Sequence[str], place: int) -> int:
    """Where the page's headings above a header begin; `place` itself when there are none."""
    begin = place
    while begin > 0 and is_heading(texts[begin - 1]):
        begin -= 1
    return begin


def _starts_by_headings(page: InputText, texts: Sequence[str], headers: Mapping[int, PostHeader]) -> list[int]:
    """Where the heading of the first page comes again: below lines of the page's own or a blank one, above a header."""
    first = min(headers)
    top = {texts[place].casefold() for place in range(first) if is_heading(texts[place])}
    found = []
    for place in sorted(headers):
        begin = _skip_views(texts, place)
        begin = _find_heading_above(texts, begin)
        if place <= first or begin == place or not any(text.casefold() in top | TOP for text in texts[begin:place]):
            continue
        sure = any(text.casefold() in TOP for text in texts[begin:place])
        apart = not page.texts[page.filled[begin] - 1] if page.filled[begin] else False
        if sure or apart or is_interface_line(texts[begin - 1]) or texts[begin - 1].casefold() in SIDE_LINES:
            found.append(begin)
    return found


def _skip_views(texts: Sequence[str], place: int) -> int:
    """Above the count of views that Threads prints below its heading."""
    return (
        place - 1
        if place > 1 and classify_line(texts[place - 1]) == "counted" and is_heading(texts[place - 2])
        else place
    )
