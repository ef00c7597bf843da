"""The library that a verb works on."""

from __future__ import annotations

from unroller import config
from unroller.library import Library

#: What stands before the title of a private thread.
PRIVATE = "[private] "


def open_library(archive: str | None, engine: str | None = None) -> Library:
    """The library at `archive`, searched by `engine`; else as the environment says.

    Raises:
        MisuseError: there is no such engine, or it is not installed.
    """
    if engine:
        from unroller.search.engine import get_engine_kind  # the search is loaded by whoever searches

        get_engine_kind(engine)
    return Library(config.load_settings(archive, engine=engine))
