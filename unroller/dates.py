"""Dates as they are kept, in an order: those that state a zone are compared in UTC. Pure."""

from __future__ import annotations

from datetime import datetime, timedelta

from unroller.regex import compile_re

_MOMENT = compile_re(
    r"([0-9]{4}-[0-9]{2}-[0-9]{2})[T ]([0-9]{2}:[0-9]{2})(:[0-9]{2}(?:\.[0-9]{1,9})?)?"
    r"(?:\s?(?:(Z|UTC)|([+-])([0-9]{2}):?([0-9]{2})))?"
)


def normalize_date(date: str) -> str:
    """A date as text that sorts by when it was.

    Args:
        date: ISO 8601, as precise as it was stated.

    Returns:
        A moment as ``2024-03-05T14:30:00``, in UTC where it states a zone, and without the zone; a day, a month, a year
        and what is no date as they are.
    """
    found = _MOMENT.fullmatch(date)
    if not found:
        return date
    day, clock, seconds, _, sign, hours, minutes = found.groups()
    minute = f"{day}T{clock}"
    if sign:
        ahead = timedelta(hours=int(hours), minutes=int(minutes))
        try:
            at = datetime.fromisoformat(minute) + (ahead if sign == "-" else -ahead)
        except (ValueError, OverflowError):  # no such moment, or none that the calendar has
            return date
        minute = at.isoformat(timespec="minutes")
    return minute + (seconds or ":00")
