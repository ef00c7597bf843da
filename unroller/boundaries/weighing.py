"""What a line weighs and what a post may weigh, as far as boundaries need it."""

from __future__ import annotations

import re

from unroller.model import Platform

_LINK = re.compile(r"https?://\S+")


def weigh(text: str, platform: Platform | None) -> int:
    """The weight of `text` by the platform's rule; X's where the platform is unknown."""
    if text.isascii() and "." not in text:
        return len(text)
    links = 0
    for found in _LINK.findall(text):
        links += 23 - len(found)
    return len(text) + links
