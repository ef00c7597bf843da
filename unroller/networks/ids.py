"""Ids that carry the moment a post was written. Only whole, plausible ids give a date; nothing is guessed."""

from __future__ import annotations

import re
from datetime import UTC, datetime, timedelta

from unroller.model import Platform

_NUMBER = re.compile(r"[1-9][0-9]{0,19}", re.ASCII)
#: X: milliseconds since 2010-11-04 above 22 bits of machine and sequence.
_X_EPOCH = 1_288_834_974_657
#: Ids before counted up one by one to some 3e10; the first that carries a date is above 1e14.
_X_FIRST_DATED = 1 << 42
#: Mastodon: milliseconds since 1970 above 16 bits; servers before version 2.0 (2017) counted up one by one.
_MASTODON_FIRST = int(datetime(2016, 3, 1, tzinfo=UTC).timestamp() * 1000)
#: Bluesky: 53 bits of microseconds since 1970 and 10 of a clock's number, as 13 sortable digits.
_TID_DIGITS = "234567abcdefghijklmnopqrstuvwxyz"
_TID = re.compile(r"[234567abcdefghij][234567abcdefghijklmnopqrstuvwxyz]{12}")
_TID_FIRST = int(datetime(2022, 1, 1, tzinfo=UTC).timestamp() * 1_000_000)
#: Later than this no id tells a date: it was made up.
_LAST = int(datetime(2100, 1, 1, tzinfo=UTC).timestamp() * 1000)


def parse_id_date(platform: Platform | None, post_id: str) -> str | None:
    """The moment in an id, ISO 8601 in UTC with milliseconds (``2022-03-03T10:43:00.123Z``), or None.

    X: snowflakes (from 4 November 2010 on). Mastodon: snowflakes. Bluesky: TIDs, the moment as the writing client said
    it. Threads' ids carry none that is documented.
    """
    if platform == "bluesky":
        moment = _parse_tid(post_id)
    elif platform in ("x", "mastodon") and _NUMBER.fullmatch(post_id):
        number = int(post_id)
        if platform == "x":
            moment = (number >> 22) + _X_EPOCH if number >= _X_FIRST_DATED else 0
        else:
            moment = number >> 16 if number >> 16 >= _MASTODON_FIRST else 0
    else:
        return None
    return _format_iso(moment) if 0 < moment < _LAST else None


def _parse_tid(tid: str) -> int:
    if not _TID.fullmatch(tid):
        return 0
    number = 0
    for digit in tid:
        number = number * 32 + _TID_DIGITS.index(digit)
    microseconds = number >> 10
    return microseconds // 1000 if microseconds >= _TID_FIRST else 0


def _format_iso(milliseconds: int) -> str:
    moment = datetime(1970, 1, 1, tzinfo=UTC) + timedelta(milliseconds=milliseconds)
    return moment.strftime("%Y-%m-%dT%H:%M:%S.") + f"{milliseconds % 1000:03d}Z"
