"""X's rules: twitter-text 3, to the letter. Its conformance suite stands in the tests.

Letters, marks and digits of hashtags are Unicode's categories L, M and Nd, as the rules define them.
"""

from __future__ import annotations

import re
import unicodedata

from unroller.networks.entities import Entity, drop_overlaps, url_entities
from unroller.urls import find_urls
from unroller.urls.extract import LATIN_ACCENTS

_MENTION = re.compile(r"[@＠][A-Za-z0-9_]{1,20}(/[A-Za-z][A-Za-z0-9_-]{0,24})?")
_AFTER_MENTION = re.compile(rf"[@＠{LATIN_ACCENTS}]|://")
_BEFORE_MENTION = re.compile(r"[^a-zA-Z0-9_!#$%&*@＠]")
_BEFORE_RETWEET = re.compile(r"[^a-zA-Z0-9_+~.\-]")

_HASH = re.compile("[#＃](?![\ufe0f\u20e3])")
_ASCII_TAG = re.compile(r"[A-Za-z0-9_]*")
_AFTER_TAG = re.compile(r"[#＃]|://")
_TAG_SIGNS = frozenset(
    "_\u200c\u200d\ua67e\u05be\u05f3\u05f4\uff5e\u301c\u309b\u309c\u30a0\u30fb\u3003\u0f0b\u0f0c\xb7"
)
_VARIATION = "\ufe0e\ufe0f"
#: Private characters that the rules count as marks, because Apple's fonts use them so.
_APPLE_MARKS = re.compile("[\uf870-\uf87f\uf882\uf884-\uf89f\uf8b8\uf8c1-\uf8d6]")

_CASHTAG = re.compile(
    "(?<![^\t-\r \x85\xa0\u1680\u180e\u2000-\u200a\u2028\u2029\u202f\u205f\u3000])"
    r"\$[A-Za-z]{1,6}(?:[._][A-Za-z]{1,2})?"
    "(?=[\t-\r \xa0\u1680\u2000-\u200a\u2028\u2029\u202f\u205f\u3000\ufeff"
    + r"!'#%&()*+,\\\-./:;<=>?@\[\]\^_{|}~$]|\Z)"
)


def find_entities(text: str) -> list[Entity]:
    """Links, mentions, hashtags and cashtags in order, never overlapping."""
    found = url_entities(find_urls(text))
    if "@" in text or "＠" in text:
        found += find_mentions(text)
    if "#" in text or "＃" in text:
        found += find_hashtags(text)
    if "$" in text:
        found += [Entity("cashtag", *match.span()) for match in _CASHTAG.finditer(text)]
    return drop_overlaps(found)


def find_mentions(text: str) -> list[Entity]:
    """``@name`` and ``@name/list``, whether or not they stand in a link."""
    found: list[Entity] = []
    # A sign looked at once does not stand before the next mention any more.
    position = 0
    for match in _MENTION.finditer(text):
        if not _may_begin_mention(text, match.start(), position):
            continue
        position = match.end()
        if _AFTER_MENTION.match(text, position) is None:
            found.append(Entity("mention", match.start(), position, slug=match[1] or ""))
    return found


def _may_begin_mention(text: str, at: int, position: int) -> bool:
    """Whether a mention may begin at `at`: first, behind most signs, behind ``RT`` and ``RT:`` as a word."""
    if at == 0 or (at > position and _BEFORE_MENTION.match(text, at - 1)):
        return True
    word = at - 3 if text[at - 1] == ":" else at - 2
    if word < position or text[word : word + 2] not in ("RT", "rt", "Rt", "rT"):
        return False
    return word == 0 or (word > position and _BEFORE_RETWEET.match(text, word - 1) is not None)


def find_hashtags(text: str) -> list[Entity]:
    """``#tag``, whether or not it stands in a link."""
    found: list[Entity] = []
    position = 0
    for match in _HASH.finditer(text):
        at = match.start()
        if at and (at <= position or not _is_boundary(text[at - 1])):
            continue
        end, has_letter = _find_tag_end(text, match.end())
        if has_letter:
            position = end
            if _AFTER_TAG.match(text, end) is None:
                found.append(Entity("hashtag", at, end))
    return found


def _is_boundary(before: str) -> bool:
    return before in _VARIATION or (before != "&" and not is_tag_letter(before) and not _is_tag_sign_or_digit(before))


def _find_tag_end(text: str, begin: int) -> tuple[int, bool]:
    """Where the letters, marks, digits and signs from `begin` end, and whether a letter or mark is among them."""
    end, has_letter = begin, False
    while True:
        plain = _ASCII_TAG.match(text, end)
        if plain and plain.end() > end:
            has_letter = has_letter or not plain.group().replace("_", "0").isdecimal()
            end = plain.end()
        if end < len(text) and is_tag_letter(text[end]):
            has_letter = True
        elif end >= len(text) or not _is_tag_sign_or_digit(text[end]):
            return end, has_letter
        end += 1


def is_tag_letter(char: str) -> bool:
    """Whether `char` is a letter or a mark in any script."""
    category = unicodedata.category(char)
    return category[0] in "LM" or (category == "Co" and _APPLE_MARKS.match(char) is not None)


def _is_tag_sign_or_digit(char: str) -> bool:
    return char in _TAG_SIGNS or unicodedata.category(char) == "Nd"
