"""Site boilerplate by named, declarative rules: what a page puts around and between the posts of a thread. Pure.

:mod:`.lines` declares and matches single lines, :mod:`.site` takes a site's header and footer off a page,
:mod:`.sites` holds the sites we know. How to add one: docs/adding-a-site.md.
"""

from __future__ import annotations

from unroller.readers.boilerplate.rules import (
    LineRule,
    RuleMatch,
    RuleSet,
    footer_start,
    normalize,
    normalize_lines,
    skip_block,
    strong,
    weak,
)
from unroller.readers.boilerplate.sites import BLOG, COMMUNITY_ARCHIVE, SITES, THREAD_READER, THREADSKY, TWTEXT, X_SITE
from unroller.readers.boilerplate.strip import BoilerplateSite, Stripped, list_rules, may_be_site, strip_site

__all__ = [
    "BLOG",
    "COMMUNITY_ARCHIVE",
    "SITES",
    "THREADSKY",
    "THREAD_READER",
    "TWTEXT",
    "X_SITE",
    "BoilerplateSite",
    "LineRule",
    "RuleMatch",
    "RuleSet",
    "Stripped",
    "footer_start",
    "list_rules",
    "may_be_site",
    "normalize",
    "normalize_lines",
    "skip_block",
    "strip_site",
    "strong",
    "weak",
]  # fmt: skip
