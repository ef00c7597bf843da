"""Between two posts: sentences that run on from one into the next, and pauses of more than a day.

Joining needs evidence: a paragraph break too many is the smaller mistake. Pauses cut nothing."""

from __future__ import annotations

import datetime
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass
from itertools import pairwise

from unroller.article.lexicon import LEANING
from unroller.article.lists import PICTOGRAPH, find_marker
from unroller.article.markers import CONTINUED, Mark
from unroller.article.post_text import PostText
from unroller.model import Date, Platform, Post, Thread
from unroller.networks import length_limit, measure_weight
from unroller.regex import compile_re

_CLOSERS = "\"'”’»›)]}」』）"
_FINAL = frozenset(".!?:。！？؟।॥።；;：")
_COMMAS = frozenset(",、，،؛،")
_LEADING_DOTS = compile_re(r"(?:…|\.{2,4})[ \t]{0,3}(?=\S)")
_LEADING_DASH = compile_re(r"[-–—][ \t]{0,3}(?=[^\W\d_])")
_TRAILING_DASH = compile_re(r"(?:\s|\w)[-–—]$")
_ADDRESS = compile_re(r"(?:://|^www\.|^[#@$])")
_LAST_WORD = compile_re(r"(\w[\w'’]{0,20})\W{0,3}$")
_INNER_LOWER = compile_re(r"(?<!\d)[.!?] [a-zà-öø-ÿа-я]")
_INNER_UPPER = compile_re(r"(?<!\d)[.!?] [A-ZÀ-ÖØ-ÞА-Я]")
#: A post this full was probably cut by the limit and not by its author.
_FULL = 0.6
#: So many words on its last line, and a post that ends without a full stop was going on.
_GOING_ON = 5
#: A longer step is a pause, in hours.
HOURS = 24
#: Dates that say when a post was written, and not before when or until when.
_CERTAIN = frozenset({"stated", "id", "corrected"})


@dataclass(frozen=True, slots=True)
class SentenceHabits:
    """How a thread's author writes, as far as it says what an end or a beginning means.

    `lower`: sentences begin in lower case, so a lower-case beginning says nothing. `stops`: most posts end in a mark.
    """

    lower: bool
    stops: bool
    platform: Platform | None


def find_sentence_habits(drafts: Sequence[PostText], platform: Platform | None) -> SentenceHabits:
    """The author's habits, from all posts."""
    bodies = [body for draft in drafts if (body := draft.body)]
    ends = [not _has_open_end(body) for body in bodies]
    stops = 2 * sum(ends) >= len(ends)
    if not any(_begins_in_lower_case(body) for body in bodies):
        return SentenceHabits(lower=False, stops=stops, platform=platform)
    after_stop = after_none = lower = upper = 0
    for place, body in enumerate(bodies):
        if place and _begins_in_lower_case(body):
            after_stop += ends[place - 1]
            after_none += not ends[place - 1]
        lower += len(_INNER_LOWER.findall(body))
        upper += len(_INNER_UPPER.findall(body))
    low = bool(bodies) and _begins_in_lower_case(bodies[0])
    return SentenceHabits(
        lower=low or lower > upper or (after_stop > 0 and 2 * after_stop >= after_none),
        stops=stops,
        platform=platform,
    )


@dataclass(frozen=True, slots=True)
class SentenceJoin:
    """A sentence goes on from one post into the next; `sign` stands for the cut itself and goes out of the article."""

    sign: Mark | None = None


def join_sentences(before: PostText, after: PostText, known: SentenceHabits) -> SentenceJoin | None:
    """How the sentence that ends one post's words goes on in the next, or None when it does not."""
    left, right = before.body, after.body
    if not left or not right or before.closing:
        return None
    start = len(after.text) - len(after.text.lstrip())
    dots = _LEADING_DOTS.match(right)
    if dots and left.rstrip(_CLOSERS).endswith(("…", "..")):
        return SentenceJoin(Mark(start, start + dots.end(), CONTINUED))
    dash = _LEADING_DASH.match(right)
    if dash and _TRAILING_DASH.search(left[-2:]):
        return SentenceJoin(Mark(start, start + dash.end(), CONTINUED))
    if not _has_open_end(left) or _ends_in_ornament(before):
        return None
    if before.linked(before.stop - 1) or _ADDRESS.search(left[-200:].split()[-1]):
        return None
    if dots and _begins_in_lower_case(right[dots.end() :]):
        return SentenceJoin()
    signed = any(mark.rule == CONTINUED and mark.start >= before.stop for mark in before.marks)
    signed = signed or any(mark.rule == CONTINUED and mark.end <= start for mark in after.marks)
    if signed or _TRAILING_DASH.search(left[-2:]):
        return SentenceJoin() if not _opens_with_bullet(after) else None
    return SentenceJoin() if _goes_on(before.post, left, right, known) else None


def _goes_on(post: Post, left: str, right: str, known: SentenceHabits) -> bool:
    """Whether an open end and a beginning belong together without any sign of it."""
    comma = left[-1] in _COMMAS
    if comma and (right[0].isalpha() and not right[0].isupper()):
        return True
    if _begins_in_lower_case(right):
        if known.lower:
            return False
        line = left[left.rfind("\n") + 1 :]
        return line.count(" ") + 1 >= _GOING_ON or _leans_on_next(left) or _is_full(post, known.platform)
    if _is_caseless(right[0]) and _is_caseless(left[-1]):
        return known.stops and _is_full(post, known.platform)
    return _leans_on_next(left) and right[0].isalpha() and _is_full(post, known.platform)


def _is_full(post: Post, platform: Platform | None) -> bool:
    most = length_limit(platform) or 280
    return measure_weight(post.text, platform) >= _FULL * most


def _leans_on_next(left: str) -> bool:
    found = _LAST_WORD.search(left[-40:])
    return bool(found) and found is not None and left[-1].isalpha() and found[1].casefold() in LEANING


def _has_open_end(body: str) -> bool:
    """Whether a text ends without a mark that ends a sentence. Dots that trail off leave it open."""
    core = body[-12:].rstrip(_CLOSERS)
    if not core:
        return False
    return core[-1] not in _FINAL or core.endswith("..")


def _begins_in_lower_case(text: str) -> bool:
    return text[:1].islower() and not text[1:2].isupper()


def _is_caseless(char: str) -> bool:
    return char.isalpha() and not char.isupper() and not char.islower()


def _ends_in_ornament(draft: PostText) -> bool:
    """Whether a post's words end in a pictograph: that ends a sentence too."""
    tail = draft.body[-12:]
    return any(found.end() == len(tail) for found in PICTOGRAPH.finditer(tail))


def _opens_with_bullet(draft: PostText) -> bool:
    line = next((line for line in draft.lines if not line.blank), None)
    return line is not None and find_marker(draft.text, line) is not None


def find_pauses(thread: Thread) -> tuple[tuple[int, int], ...]:
    """Each pause as (number of the post before it, whole days), for neighbours of the main line whose days are known.

    Where only the day of one is known, a pause is what is more than a day for certain: two days by the calendar.
    """
    main = [post for post in thread.posts if not post.later]
    found = ((before.number, _count_days(before, after)) for before, after in pairwise(main))
    return tuple((number, days) for number, days in found if days)


def _count_days(before: Post, after: Post) -> int:
    """The whole days between two posts; 0 where it was no pause, or nobody knows."""
    one, two = _parse_moment(before.published), _parse_moment(after.published)
    if one is None or two is None:
        return 0
    if (
        isinstance(one, datetime.datetime)
        and isinstance(two, datetime.datetime)
        and (one.tzinfo is None) == (two.tzinfo is None)
    ):
        step = two - one
        return step.days if step > datetime.timedelta(hours=HOURS) else 0
    days = (_day_of(two) - _day_of(one)).days
    return days if days > 1 else 0


def _day_of(moment: datetime.date) -> datetime.date:
    return moment.date() if isinstance(moment, datetime.datetime) else moment


def _parse_moment(date: Date) -> datetime.datetime | datetime.date | None:
    """A date as a value: a moment, a day, or None for anything less exact."""
    if not date.value or date.how not in _CERTAIN:
        return None
    with suppress(ValueError, OverflowError):
        return (datetime.datetime if len(date.value) > 10 else datetime.date).fromisoformat(date.value)
    return None
