"""Mastodon's rules (version 4): ``@user@host``, its own hashtags, links by X's rules with wider paths.

Mastodon links only addresses with a protocol, but its pages show them without: both are found here.
"""

from __future__ import annotations

import re
import unicodedata

from unroller.networks.entities import Entity, drop_overlaps, url_entities
from unroller.networks.x import is_tag_letter
from unroller.urls import UrlSpan, find_urls

_MENTION = re.compile(r"(?<![=/\w])@[A-Za-z0-9_]++(?:[.-]++[A-Za-z0-9_]++)*+(?:@\w++(?:[.-]++\w++)*+(?::[0-9]{1,5})?)?")
_HASH = re.compile(r"(?<![=/)])(?<![^\W_])[#＃]")
#: Signs inside a tag; one of them makes a tag of digits, none but ``_`` begins or ends one.
_SIGNS = frozenset("_\u00b7\u30fb\u200c")

#: A path goes on until a space, a bracket or an angle; its last sign is none that ends a sentence.
_REST = re.compile(r"[^\s<>()\"“”「」]*+(?:\([^\s<>()]*+\)[^\s<>()\"“”「」]*+)*+")
_NOT_LAST = "?!*\"'「」<>;:=,.$%[]~&|@…"


def find_entities(text: str) -> list[Entity]:
    """Links, mentions and hashtags in order, never overlapping."""
    found = url_entities(_extend_mentions(text, span) for span in find_urls(text))
    if "@" in text:
        found += [Entity("mention", *match.span()) for match in _MENTION.finditer(text)]
    if "#" in text or "＃" in text:
        found += _find_hashtags(text)
    return drop_overlaps(found)


def _extend_mentions(text: str, span: UrlSpan) -> UrlSpan:
    """The link with the rest of its path in any script, when it has a protocol and a path."""
    if not span.protocol or "/" not in text[span.start + 8 : span.end]:
        return span
    rest = _REST.match(text, span.end)
    kept = rest.group().rstrip(_NOT_LAST) if rest else ""
    return span._replace(end=span.end + len(kept))


def _find_hashtags(text: str) -> list[Entity]:
    found = []
    position = 0
    for match in _HASH.finditer(text):
        begin = match.end()
        if begin < position:
            continue
        end = begin
        while end < len(text) and (text[end] in _SIGNS or _is_word(text[end])):
            end += 1
        position = end
        name = text[begin:end].rstrip("\u00b7\u30fb\u200c")
        if name[:1] and _is_word(name[0]) and (any(map(is_tag_letter, name)) or _SIGNS.intersection(name[1:-1])):
            found.append(Entity("hashtag", match.start(), begin + len(name)))
    return found


def _is_word(char: str) -> bool:
    """Ruby's word characters: letters, marks, decimal digits, connecting punctuation."""
    return is_tag_letter(char) or unicodedata.category(char) in ("Nd", "Pc")
