"""Addresses: which are safe to follow, which are the same, and where they stand in a text. Pure.

:mod:`.address` judges single addresses, :mod:`.extract` finds them in text by X's rules. What a link means to a network
(mentions, permalinks) is described in :mod:`unroller.networks`.
"""

from __future__ import annotations

from unroller.urls.address import (
    abbreviate_url,
    canonicalize,
    get_host,
    has_host,
    has_tracking,
    hosts_of,
    safe_url,
    strip_tracking,
)
from unroller.urls.extract import UrlSpan, find_urls, is_known_tld

__all__ = [
    "UrlSpan", "abbreviate_url", "canonicalize", "find_urls", "get_host", "has_host", "has_tracking", "hosts_of",
    "is_known_tld", "safe_url", "strip_tracking",
]  # fmt: skip
