"""Where a thread rested: steps of more than a day between two posts of its main line. They cut nothing."""

from __future__ import annotations

import datetime
from contextlib import suppress
from itertools import pairwise

from unroller.model import Date, Post, Thread

#: A longer step is a pause, in hours.
HOURS = 24
#: Dates that say when a post was written, and not before when or until when.
_CERTAIN = frozenset({"stated", "id", "corrected"})


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
