"""Dates in an order: those with a zone by UTC."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta, timezone

import pytest
from hypothesis import given
from hypothesis import strategies as st

from unroller.dates import normalize_date


@pytest.mark.parametrize(
    ("date", "expected"),
    [
        ("2024-03-05T23:30:00+09:00", "2024-03-05T14:30:00"),
        ("2024-03-05T23:30+0900", "2024-03-05T14:30:00"),
        ("2024-03-05 23:30 -05:30", "2024-03-06T05:00:00"),
        ("2024-02-29T23:59:60.5-00:30", "2024-03-01T00:29:60.5"),
        ("2024-03-05T14:30:00.123Z", "2024-03-05T14:30:00.123"),
        ("2024-03-05 14:30 UTC", "2024-03-05T14:30:00"),
        ("2024-03-05T14:30", "2024-03-05T14:30:00"),
        *[(same, same) for same in ("2024", "2024-03", "2024-03-05", "", "soon", "2024-03-05T09+09:00")],
        *[(same, same) for same in ("0001-01-01T00:00+01:00", "9999-12-31T23:59-01:00", "2024-02-30T00:00+01:00")],
    ],
)  # fmt: skip
def test_dates_in_utc(date: str, expected: str) -> None:
    assert normalize_date(date) == expected


zones = st.integers(-14 * 60, 14 * 60).map(lambda minutes: timezone(timedelta(minutes=minutes)))
minutes = st.integers(0, 3_000).map(lambda count: datetime(2023, 12, 31, tzinfo=UTC) + timedelta(minutes=count))


@given(st.lists(st.builds(datetime.astimezone, minutes, zones), max_size=6))
def test_they_sort_by_when_they_were(moments: list[datetime]) -> None:
    assert sorted(moments) == sorted(moments, key=lambda one: normalize_date(one.isoformat()))


@given(st.text("0123456789-:TZ+. ", max_size=30))
def test_anything_else_stays(text: str) -> None:
    assert normalize_date(text) == text or text[:4].isdigit()
