"""Where posts end: values in, values out."""

from __future__ import annotations

from unroller.boundaries import Evidence, segment


def test_nothing_in_nothing_out() -> None:
    assert segment([]).starts == ()
    assert segment(["", "  "]).starts == ()


def test_one_line_is_one_post() -> None:
    assert segment(["", "A single remark."]).starts == (1,)
    assert segment(["A single remark."]).layout == "single post"


def test_known_starts_and_insides_are_honoured() -> None:
    lines = ["One.", "Two.", "Three.", "Four."]
    answer = segment(lines, Evidence(starts=frozenset({2}), inside=frozenset({1, 3})))
    assert answer.starts == (0, 2)
