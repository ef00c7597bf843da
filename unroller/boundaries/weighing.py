"""What a line weighs, by X's rule: near enough to choose boundaries by, and fast on any text."""

from __future__ import annotations

import re

_LINK = re.compile(r"https?://\S+")
#: Characters that weigh 2: all but Latin, Greek, Cyrillic, Hebrew, Arabic, Indic … and common punctuation.
_HEAVY = re.compile("[^\u0000-\u10ff\u2000-\u200d\u2010-\u201f\u2032-\u2037\ufe0f]")


def weigh(text: str) -> int:
    """The weighted length of a line: links 23, wide characters and emoji 2, everything else 1."""
    weight = len(text)
    if "://" in text:
        for found in _LINK.findall(text):
            weight += 23 - len(found)
    if text.isascii():
        return weight
    return max(1, weight + len(_HEAVY.findall(text)) - text.count("\ufe0f") - 3 * text.count("\u200d"))
