"""Site furniture by named, declarative rules: what a page puts around and between the posts of a thread. Pure.

:mod:`.lines` declares and matches single lines, :mod:`.site` takes a site's header and footer off a page,
:mod:`.sites` holds the sites we know. How to add one: docs/adding-a-site.md.
"""

from __future__ import annotations

from unroller.readers.boilerplate.rules import Line, Lines, Match, normal, normals, opener, sure, swallower, weak
from unroller.readers.boilerplate.sites import BLOG, COMMUNITY_ARCHIVE, SITES, THREAD_READER, THREADSKY, TWTEXT, X
from unroller.readers.boilerplate.strip import Site, Trimmed, declared, may_be, trim

__all__ = [
    "BLOG", "COMMUNITY_ARCHIVE", "SITES", "THREADSKY", "THREAD_READER", "TWTEXT", "Line", "Lines", "Match", "Site",
    "Trimmed", "X", "declared", "may_be", "normal", "normals", "opener", "sure", "swallower", "trim", "weak",
]  # fmt: skip
