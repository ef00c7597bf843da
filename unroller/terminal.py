"""Progress on a terminal, shown only when the work takes a while; and plurals."""

from __future__ import annotations

import sys
import time
from types import TracebackType
from typing import TextIO

#: Work that ends sooner than this shows no progress at all.
PATIENCE_SECONDS = 1.0
#: Redraw at most this often, so that drawing never costs more than the work.
REDRAW_SECONDS = 0.1


class Progress:
    """A single line on a terminal, ``what: 120 of 1,000 · 0:08 left``; silent elsewhere and for quick work.

    `total` is None when it is not known. Call it with the number done so far.
    """

    def __init__(self, what: str, total: int | None = None, stream: TextIO | None = None) -> None:
        self.what = what
        self.total = total
        self.stream = stream or sys.stderr
        self.shown = False
        self._live = self.stream.isatty()
        self._started = self._drawn = time.monotonic()

    def __call__(self, done: int, total: int | None = None) -> None:
        """Report that `done` things are done (of `total`, when that became known only now)."""
        now = time.monotonic()
        self.total = total or self.total
        if not self._live or now - self._started < PATIENCE_SECONDS or now - self._drawn < REDRAW_SECONDS:
            return
        self._drawn = now
        self.shown = True
        self.stream.write(f"\r\x1b[K{self.line(done, now - self._started)}")
        self.stream.flush()

    def line(self, done: int, elapsed: float) -> str:
        """The line for `done` things after `elapsed` seconds."""
        if not self.total:
            return f"{self.what}: {done:,}"
        left = elapsed / done * (self.total - done) if done else 0.0
        return f"{self.what}: {done:,} of {self.total:,} · {int(left) // 60}:{int(left) % 60:02} left"

    def __enter__(self) -> Progress:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if self.shown:
            self.stream.write("\r\x1b[K")
            self.stream.flush()


def plural(count: int, one: str, many: str | None = None) -> str:
    """``1 post``, ``12 posts``."""
    return f"{count:,} {one if count == 1 else many or one + 's'}"
