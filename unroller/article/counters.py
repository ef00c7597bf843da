"""Post counters: 1/12, (2/6), 3/n, 4/, 5., 6️⃣. What looks like one in a single post is decided by the whole thread.

A number is a counter when its neighbours in other posts count along with it. Numbers with a slash count posts by their
form; bare numbers (``5.``) count posts only when the run begins with 1 at the first post (or 2 at the second):
``1.`` at the second post is the author's first point, and stays.
"""

from __future__ import annotations

import re
from collections import Counter as Tally
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from unroller.regex import compile_re

#: Characters of a post's end that are looked at; no counter is longer.
_REACH = 24
#: How far counters of neighbouring posts may drift apart: posts get lost, and authors miscount.
_DRIFT = 3

_TOTAL = r"(?P<m>\d{1,3}|[nNxX?∞](?!\w))"
_AFTER = r"(?:[ \t]?[-–—:|.)•·](?=\s))?"
_HEADS = (
    ("slash", compile_re(rf"[(\[{{][ \t]?(?P<n>\d{{1,3}})[ \t]?/[ \t]?{_TOTAL}?[ \t]?[)\]}}]{_AFTER}")),
    ("slash", compile_re(rf"(?P<n>\d{{1,3}})[ \t]?/[ \t]?(?:{_TOTAL}(?![\w/%])(?![.,]\d)|(?![\d/])){_AFTER}")),
    ("slash", compile_re(rf"(?P<n>\d{{1,3}})[ \t](?:of|de|von|sur|di|van)[ \t](?P<m>\d{{1,3}}){_AFTER}(?=\s)")),
    ("front", compile_re(rf"/(?P<n>\d{{1,3}})(?![\w/]){_AFTER}")),
    ("keycap", compile_re(r"(?P<n>(?:\d\ufe0f?\u20e3){1,3}|🔟)[.):\-–]?")),
    ("paren", compile_re(r"[(\[](?P<n>\d{1,3})[)\]](?=\s)")),
    ("bare", compile_re(r"(?P<n>\d{1,3})(?:[.):](?!\d)|[ \t]?[-–—|](?=\s)|[ \t]cont(?:['’]?d)?\b\.?)")),
)  # fmt: skip
_TAILS = (
    ("slash", compile_re(rf"(?:[-–—•|][ \t])?[(\[{{][ \t]?(?P<n>\d{{1,3}})[ \t]?/[ \t]?{_TOTAL}?[ \t]?[)\]}}]$")),
    ("slash", compile_re(rf"(?:(?<!\w)[-–—•|][ \t]?)?(?<![\w./,:$£€@#-])(?P<n>\d{{1,3}})[ \t]?/[ \t]?{_TOTAL}?\.?$")),
    ("front", compile_re(r"(?<![\w/.:])/(?P<n>\d{1,3})$")),
    ("keycap", compile_re(r"(?P<n>(?:\d\ufe0f?\u20e3){1,3}|🔟)$")),
    ("paren", compile_re(r"(?<!\w)[(\[](?P<n>\d{1,3})[)\]]$")),
    ("bare", compile_re(r"(?<=\n)(?P<n>\d{1,3})[.)]?$")),
)
#: What a counter at the end of a post ends with, and what is in every one.
_LAST = frozenset("0123456789/)]}nNxX?.∞🔟\u20e3")
_DIGIT = compile_re(r"[\d🔟]")
_NEXT_LINE = compile_re(r"\n[ \t]{0,8}[(\[]?(\d{1,3})[.)\]]")


@dataclass(frozen=True, slots=True)
class PostCounter:
    """A number at the front or back of a post, `start` to `end`: `n` of `total` (None: not said)."""

    post: int
    start: int
    end: int
    n: int
    total: int | None
    family: str
    sure: bool

    @property
    def drift(self) -> int:
        """How far the number is ahead of the post's place in the thread."""
        return self.n - self.post


def find_counters(
    heads: Sequence[tuple[str, int]], tails: Sequence[tuple[str, tuple[int, ...]]]
) -> tuple[list[PostCounter | None], list[PostCounter | None]]:
    """The counters of a thread's posts, at the front and at the back, or None where there is none.

    Args:
        heads: each post's text, and where in it reading begins.
        tails: each post's text, and the places at which a closing counter may end, likeliest first.
    """
    front = [_find_at_head(text, start, place) for place, (text, start) in enumerate(heads, 1)]
    back = [_find_at_tail(text, stops, place) for place, (text, stops) in enumerate(tails, 1)]
    posts = len(front)
    kept = _confirm(_group_by_family(front), posts) | _confirm(_group_by_family(back), posts)
    return [_select_counter(found, kept) for found in front], [_select_counter(found, kept) for found in back]


def _find_at_head(text: str, start: int, post: int) -> list[PostCounter]:
    first = text[start : start + 1]
    if not (first.isdecimal() or first in "([{/🔟") or not first:
        return []
    found = []
    for family, pattern in _HEADS:
        if match := pattern.match(text, start):
            end = match.end()
            if family == "bare" and _opens_list(text, end, match):
                continue
            end = _find_counter_end(text, match.start(), end)
            alone = text[end : end + 1] in ("", "\n")
            found.append(_build_counter(match, (start, end), post, family, alone=alone))
    return found


def _find_at_tail(text: str, stops: tuple[int, ...], post: int) -> list[PostCounter]:
    found = []
    for stop in stops:
        if text[stop - 1 : stop] not in _LAST:
            continue
        begin = max(0, stop - _REACH)
        window = text[begin:stop]
        if not _DIGIT.search(window):
            continue
        for family, pattern in _TAILS:
            if match := pattern.search(window):
                start = begin + match.start()
                alone = not text[:start].rstrip(" \t") or text[:start].rstrip(" \t").endswith("\n")
                found.append(_build_counter(match, (start, stop), post, family, alone=alone))
        if found:
            break
    return found


def _build_counter(match: re.Match[str], span: tuple[int, int], post: int, family: str, *, alone: bool) -> PostCounter:
    groups = match.groupdict()
    total = groups.get("m")
    known = int(total) if total and total.isdecimal() else None
    enclosed = match.group()[0] in "([{"
    return PostCounter(post, *span, _parse_value(groups["n"]), known, family, sure=known is None or enclosed or alone)


def _parse_value(digits: str) -> int:
    return 10 if digits == "🔟" else int("".join(char for char in digits if char.isdecimal()))


def _opens_list(text: str, end: int, match: re.Match[str]) -> bool:
    """Whether the next line goes on counting: then the number belongs to a list inside the post."""
    line = text.find("\n", end)
    following = _NEXT_LINE.match(text, line) if line != -1 else None
    return bool(following and int(following[1]) == _parse_value(match["n"]) + 1)


def _find_counter_end(text: str, start: int, end: int) -> int:
    """Where a counter ends whose closing dash is rather the mark of a list's first line."""
    sign = text[end - 1]
    if sign not in "-–—•·" or end - start < 2:
        return end
    line = text.find("\n", end)
    following = text[line + 1 : line + 1 + _REACH].lstrip(" \t") if line != -1 else ""
    return end - 1 if following.startswith(sign) else end


def _group_by_family(found: Iterable[list[PostCounter]]) -> dict[str, list[PostCounter]]:
    """Candidates by family, in order."""
    families: dict[str, list[PostCounter]] = {}
    for counters_of_post in found:
        for counter in counters_of_post:
            families.setdefault(counter.family, []).append(counter)
    return families


def _confirm(families: dict[str, list[PostCounter]], posts: int) -> set[PostCounter]:
    """Those candidates that the rest of the thread counts along with."""
    kept: set[PostCounter] = set()
    for family, found in families.items():
        kept |= _confirm_slashed(found, posts) if family == "slash" else _confirm_bare(found, posts)
    return kept


def _confirm_slashed(found: list[PostCounter], posts: int) -> set[PostCounter]:
    """1/12, 2/n, 3/: a counter by its form where a neighbour or the thread's length agrees."""
    plausible = [c for c in found if c.n >= 1 and (c.total is None or (c.n <= c.total and 2 * c.total >= posts))]
    totals = Tally(c.total for c in plausible if c.total is not None)
    usual = max(totals, key=lambda total: (totals[total], total), default=None)
    return {
        counter
        for place, counter in enumerate(plausible)
        if not (usual and counter.total and counter.total < 0.6 * usual)
        and (
            _agrees(plausible, place, totals)
            or (usual and _goes_on(plausible, place, usual))
            or _stands_alone(plausible, place, posts)
        )
    }


def _agrees(found: list[PostCounter], place: int, totals: Tally[int]) -> bool:
    """Whether a neighbour counts along, or several posts name the same total."""
    counter = found[place]
    near = found[max(0, place - 2) : place] + found[place + 1 : place + 3]
    return any(other.post != counter.post and abs(other.drift - counter.drift) <= _DRIFT for other in near) or (
        counter.total is not None and totals[counter.total] >= 3
    )


def _goes_on(found: list[PostCounter], place: int, usual: int) -> bool:
    """Whether a number goes on counting after a leap, under a total much like the usual one."""
    counter = found[place]
    alike = counter.total is not None and counter.total <= 1.7 * usual
    return alike and len(found) > 3 and (place == 0 or counter.n >= found[place - 1].n)


def _stands_alone(found: list[PostCounter], place: int, posts: int) -> bool:
    """Whether the only counter of a thread is one by its form, or by the thread's length."""
    counter = found[place]
    if len(found) > 1 and found[max(0, place - 2) : place] + found[place + 1 : place + 3]:
        return counter.drift == 0 and counter.total == posts
    if counter.sure:
        return abs(counter.drift) <= _DRIFT
    opens = counter.n == 1 and (counter.total or 0) >= max(5, posts)
    return counter.drift == 0 and (opens or counter.total == posts > 1)


def _confirm_bare(found: list[PostCounter], posts: int) -> set[PostCounter]:
    """5., (5), 5️⃣: a counter where the run begins at its own post and goes on over half of the thread."""
    numbers = [c for c in found if c.n >= 1]
    if len(numbers) < 3 or 2 * len(numbers) < posts or numbers[0].drift != 0 or numbers[0].n > 2:
        return set()
    kept, last = set(), numbers[0]
    for counter in numbers:
        if 0 <= counter.drift - last.drift <= _DRIFT:
            kept.add(counter)
            last = counter
    return kept if len(kept) * 5 >= len(numbers) * 4 else set()


def _select_counter(found: list[PostCounter], kept: set[PostCounter]) -> PostCounter | None:
    """The longest confirmed reading of a post's number."""
    return max((c for c in found if c in kept), key=lambda c: c.end - c.start, default=None) if kept else None
