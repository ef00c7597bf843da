"""Mastodon's rules (version 4): ``@user@host``, its own hashtags, links by X's rules with wider paths.

Mastodon links only addresses with a protocol, but its pages show them without: both are found here.
"""

from __future__ import annotations

import re

from unroller.links.entity import Entity, from_urls, without_overlaps
from unroller.urls import UrlSpan, find_urls

_MENTION = re.compile(r"(?<![=/\w])@[A-Za-z0-9_]++(?:[.-]++[A-Za-z0-9_]++)*+(?:@\w++(?:[.-]++\w++)*+(?::[0-9]{1,5})?)?")
_SIGNS = "_\u00b7\u30fb\u200c"
_HASHTAG = re.compile(
    rf"(?<![=/)])(?<![^\W_])[#＃]([\w{_SIGNS}\u0300-\u036f\u0591-\u05c7\u0610-\u061a\u064b-\u065f]++)"
)
#: Marks that Ruby's word class holds and Python's does not: a tag goes on through them.
_WORD_OR_MARK = re.compile(rf"[\w{_SIGNS}]")

#: A path goes on until a space, a bracket or an angle; its last sign is none that ends a sentence.
_REST = re.compile(r"[^\s<>()\"“”「」]*+(?:\([^\s<>()]*+\)[^\s<>()\"“”「」]*+)*+")
_NOT_LAST = "?!*\"'「」<>;:=,.$%[]~&|@…"


def entities(text: str) -> list[Entity]:
    """Links, mentions and hashtags in order, never overlapping."""
    found = from_urls(_longer(text, span) for span in find_urls(text))
    if "@" in text:
        found += [Entity("mention", *match.span()) for match in _MENTION.finditer(text)]
    if "#" in text or "＃" in text:
        found += _hashtags(text)
    return without_overlaps(found)


def _longer(text: str, span: UrlSpan) -> UrlSpan:
    """The link with the rest of its path in any script, when it has a protocol and a path."""
    if not span.protocol or "/" not in text[span.start + 8 : span.end]:
        return span
    rest = _REST.match(text, span.end)
    kept = rest.group().rstrip(_NOT_LAST) if rest else ""
    return span._replace(end=span.end + len(kept))


def _hashtags(text: str) -> list[Entity]:
    found = []
    for match in _HASHTAG.finditer(text):
        # Separators do not end a tag, and digits alone make none.
        name = match[1].rstrip("\u00b7\u30fb\u200c")
        if any(char.isalpha() or char in _SIGNS for char in name.strip("_") or name[2:]):
            found.append(Entity("hashtag", match.start(), match.start(1) + len(name)))
    return found
