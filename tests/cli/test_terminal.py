"""Progress and wording on a terminal."""

from __future__ import annotations

import io

import pytest

from unroller import terminal
from unroller.terminal import Progress, plural


class Terminal(io.StringIO):
    def isatty(self) -> bool:
        return True


def test_plural() -> None:
    assert [plural(n, "post") for n in (0, 1, 1200)] == ["0 posts", "1 post", "1,200 posts"]
    assert plural(2, "doubtful boundary", "doubtful boundaries") == "2 doubtful boundaries"


def test_the_line_says_how_much_and_how_long() -> None:
    assert Progress("keeping", 1000).line(250, 60.0) == "keeping: 250 of 1,000 · 3:00 left"
    assert Progress("verifying").line(2500, 1.0) == "verifying: 2,500"
    assert Progress("keeping", 10).line(0, 5.0) == "keeping: 0 of 10 · 0:00 left"


def test_quick_work_and_pipes_show_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    for stream in (Terminal(), io.StringIO()):
        with Progress("reading", 3, stream) as progress:
            for number in range(3):
                progress(number)
        assert stream.getvalue() == ""
    monkeypatch.setattr(terminal, "PATIENCE_SECONDS", 0.0)
    monkeypatch.setattr(terminal, "REDRAW_SECONDS", 0.0)
    pipe = io.StringIO()
    Progress("reading", 3, pipe)(1)
    assert pipe.getvalue() == ""


def test_long_work_draws_one_line_and_clears_it(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(terminal, "PATIENCE_SECONDS", 0.0)
    monkeypatch.setattr(terminal, "REDRAW_SECONDS", 0.0)
    stream = Terminal()
    with Progress("reading", 3, stream) as progress:
        progress(1)
        progress(2, 4)
    assert "reading: 2 of 4" in stream.getvalue()
    assert "\n" not in stream.getvalue()
    assert stream.getvalue().endswith("\r\x1b[K")
