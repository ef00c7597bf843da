"""Addresses: which are safe to follow, which are the same, and where they stand in a text. Pure.

:mod:`.address` judges single addresses, :mod:`.finding` finds them in text by X's rules, :mod:`.tlds` lists the names
that may end a host. What a link means to a network (mentions, permalinks) is said in :mod:`unroller.networks`.
"""

from __future__ import annotations

from unroller.urls.address import canonicalize, get_host, has_host, safe_url, strip_tracking
from unroller.urls.extract import UrlSpan, find_urls, is_known_tld

__all__ = ["UrlSpan", "canonicalize", "find_urls", "get_host", "has_host", "is_known_tld", "safe_url", "strip_tracking"]
