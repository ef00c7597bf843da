"""Threads' rules, as far as they are known: Instagram's names, X's links; a tag is a word behind its sign."""

from __future__ import annotations

import re

from unroller.networks import x
from unroller.networks.entities import Entity, drop_overlaps, url_entities
from unroller.urls import find_urls

_MENTION = re.compile(r"(?<![\w@＠/=.+-])[@＠][A-Za-z0-9_](?:[A-Za-z0-9_.]{0,28}[A-Za-z0-9_])?(?![A-Za-z0-9_@])")


def find_entities(text: str) -> list[Entity]:
    """Links, mentions and hashtags in order, never overlapping."""
    found = url_entities(find_urls(text))
    if "@" in text or "＠" in text:
        found += [Entity("mention", *match.span()) for match in _MENTION.finditer(text)]
    if "#" in text or "＃" in text:
        found += x.find_hashtags(text)
    return drop_overlaps(found)
