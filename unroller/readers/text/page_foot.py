"""The foot of a copied page: a row of links to what the site says of itself, and the labels right above it.

Mastodon names the server before its row (``tide.example: About · Status · Privacy policy``), Bluesky ends its right
column with one (``Feedback · Privacy · Terms · Help``)."""

from __future__ import annotations

import re
from collections.abc import Sequence

from unroller.readers.text.ui_labels import FOOT, SIDE, SIDE_LINES, SIDE_MAYBE
from unroller.regex import compile_re

#: A foot stands in so many of the last lines, with so many labels above it at most.
_NEAR, _LABELS = 6, 24
#: A row has so many links at least, each so long at most.
_LINKS, _LONGEST = 3, 36
_SIGN = compile_re(r"\s?[·•|]\s?")
_NAMED = compile_re(r"(?:[\w-]{1,63}(?:\.[\w-]{1,63}){1,8}|Mastodon|Bluesky): ", re.IGNORECASE)


def find_foot(texts: Sequence[str]) -> int | None:
    """Where the foot of a page begins whose lines, normalised, are `texts`; None where it has none."""
    rows = [place for place in range(max(1, len(texts) - _NEAR), len(texts)) if is_link_row(texts[place])]
    if not rows:
        return None
    begin = rows[0]
    while begin > 1 and rows[0] - begin < _LABELS and _is_label(texts[begin - 1]):
        begin -= 1
    return begin


def is_link_row(text: str) -> bool:
    """Whether a line is a row of links of a site's own: behind the site's name, or with two names of such pages."""
    if len(text) > 300 or not any(sign in text for sign in "·•|"):
        return False
    named = _NAMED.match(text)
    links = _SIGN.split(text[named.end() :] if named else text)
    if len(links) < _LINKS or not all(0 < len(link) <= _LONGEST and link[-1:].isalnum() for link in links):
        return False
    return named is not None or sum(link.casefold() in FOOT or link.casefold() in SIDE_LINES for link in links) > 1


def _is_label(text: str) -> bool:
    lower = text.casefold()
    return lower in FOOT or lower in SIDE_LINES or lower in SIDE or lower in SIDE_MAYBE or is_link_row(text)
