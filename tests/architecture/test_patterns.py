"""Every regular expression over what strangers hand in takes linear time, whatever it is tried on.

The patterns, their uses and the strings come from tests/support/patterns.py, which finds them by itself.
"""

from __future__ import annotations

import math
import re
import signal
import time
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from re import _constants as ops  # type: ignore[attr-defined]
from re import _parser as parser  # type: ignore[attr-defined]
from types import FrameType
from typing import Any

import pytest

from tests.support.patterns import ALL_PACKAGES, LONG, Found, hostile, patterns

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


def possessive_groups(items: Iterable[Any]) -> Iterator[list[Any]]:
    """What is repeated without giving back, single characters aside."""
    for op, value in items:
        if op is ops.POSSESSIVE_REPEAT:
            inner = list(value[2])
            if not (len(inner) == 1 and inner[0][0] in (ops.LITERAL, ops.NOT_LITERAL, ops.IN, ops.ANY)):
                yield inner
            yield from possessive_groups(inner)
        elif op is ops.ATOMIC_GROUP:
            yield list(value)
            yield from possessive_groups(value)
        elif op is ops.BRANCH:
            for alternative in value[1]:
                yield from possessive_groups(alternative)
        elif op is ops.SUBPATTERN:
            yield from possessive_groups(value[-1])
        elif op in (ops.MAX_REPEAT, ops.MIN_REPEAT):
            yield from possessive_groups(value[2])
        elif op in (ops.ASSERT, ops.ASSERT_NOT):
            yield from possessive_groups(value[1])


def is_right_everywhere(pattern: str | bytes, flags: int = 0) -> bool:
    """Whether Python before 3.11.5 matches as later ones do ("Possessive groups" in docs/decisions.md)."""
    parsed = parser.parse(pattern, flags & ~re.UNICODE if isinstance(pattern, bytes) else flags)
    for inner in possessive_groups(parsed):
        if len(inner) != 1 or inner[0][0] is not ops.BRANCH or not _never(list(inner[0][1][1][-1])):
            return False
    return True


def _never(alternative: list[Any]) -> bool:
    return len(alternative) == 1 and alternative[0][0] is ops.ASSERT_NOT and not list(alternative[0][1][1])


@pytest.mark.parametrize("pattern", [r"(?:a+b|(?!))*+c", r"[ab]++", r"(?:a(?:b++c|(?!))?+|(?!))++", r"a*+(?!b)"])
def test_a_group_that_ends_in_never_is_right_on_every_python(pattern: str) -> None:
    assert is_right_everywhere(pattern)


@pytest.mark.parametrize("pattern", [r"(?:a+b)*+c", r"(?:[.-]++\w++)?+", r"(?:a(?:b++c)?+|(?!))++", r"(?>ab+c)"])
def test_a_group_that_can_end_halfway_is_told(pattern: str) -> None:
    assert not is_right_everywhere(pattern)


def test_every_pattern_means_the_same_on_every_python() -> None:
    found = patterns(ALL_PACKAGES)
    assert len(found) > len(ALL)
    wrong = [one.place for one in found if not is_right_everywhere(one.pattern.pattern, one.pattern.flags)]
    assert not wrong, "end the possessive group in |(?!)"


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
