"""Every regular expression over what strangers hand in takes linear time, whatever it is tried on.

The patterns, their uses and the strings come from tests/support/patterns.py, which finds them by itself.
"""

from __future__ import annotations

import math
import re
import signal
import time
from collections.abc import Iterator
from contextlib import contextmanager
from types import FrameType
from typing import Any

import pytest

from tests.support.patterns import LONG, Found, hostile, patterns

#: Seconds of processor time for one call on one string, at most.
MOST = 1.5
#: What takes this long is tried on half the string too: linear patterns then take half as long, others a quarter.
SUSPECT = 0.2
ALL = patterns()


class TooSlowError(Exception):
    """The processor time is up."""


def _ring(_signal: int, _frame: FrameType | None) -> None:
    raise TooSlowError


@contextmanager
def bounded(seconds: float) -> Iterator[None]:
    """Raise TooSlowError when the block takes more processor time than `seconds`."""
    before = signal.signal(signal.SIGVTALRM, _ring)
    signal.setitimer(signal.ITIMER_VIRTUAL, seconds)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_VIRTUAL, 0)
        signal.signal(signal.SIGVTALRM, before)


def seconds(pattern: re.Pattern[Any], method: str, given: Any) -> float:
    """Processor time of one call; infinite when it does not come back in time."""
    begin = time.process_time()
    try:
        with bounded(MOST):
            if method == "finditer":
                for _ in pattern.finditer(given):
                    pass
            else:
                getattr(pattern, method)(given)
    except TooSlowError:
        return math.inf
    return time.process_time() - begin


def linear(pattern: re.Pattern[Any], method: str, given: Any) -> bool:
    """Whether a call takes no time to speak of, or half as long on half the string."""
    took = seconds(pattern, method, given)
    if took < SUSPECT:
        return True
    took = min(took, seconds(pattern, method, given))
    if took == math.inf:
        return False
    half = min(seconds(pattern, method, given[len(given) // 2 :]) for _ in range(2))
    return took < 3 * half


def test_the_packages_patterns_are_found() -> None:
    assert len(ALL) > 250
    places = {found.place.split(":")[0] for found in ALL}
    for package in (
        "readers",
        "readers.html",
        "readers.boilerplate",
        "readers.segmentation",
        "networks",
        "urls",
        "article",
        "documents",
    ):
        assert any(place.startswith(f"unroller.{package}") for place in places), package


@pytest.mark.parametrize("found", ALL, ids=[found.place.removeprefix("unroller.") for found in ALL])
def test_a_pattern_is_linear(found: Found) -> None:
    for text in hostile(found.pattern):
        given = text if isinstance(found.pattern.pattern, str) else text.encode()
        for method in found.methods:
            assert linear(found.pattern, method, given), f"{method} is slow on {text[:60]!r}"


@pytest.mark.parametrize(
    ("pattern", "method"),
    [
        (r"\s+$", "finditer"), (r"[ \t]+\n", "finditer"), (r"<[^>]*>", "finditer"), (r"<!--.*?-->", "finditer"),
        (r"\[(.*?)\]\((.*?)\)", "finditer"), (r"\w+@\w+\.\w+", "finditer"), (r"(\d+/\d+\s*)+$", "match"),
        (r"(a|a)*b", "fullmatch"), (r"(?:x+)+y", "match"),
    ],
)  # fmt: skip
def test_the_strings_find_what_is_known_to_be_slow(pattern: str, method: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(f"{__name__}.MOST", 0.5)  # these take minutes: no need to wait long to be sure
    compiled = re.compile(pattern)
    assert not all(linear(compiled, method, text) for text in hostile(compiled))


def test_the_strings_are_long() -> None:
    assert all(len(text) > LONG * 0.4 for text in hostile(re.compile(r"a+b|[0-9]{2,}")))
