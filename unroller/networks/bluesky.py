"""Bluesky's rules, as its client detects facets: ``@name.example``, links up to the next space, tags, cashtags."""

from __future__ import annotations

import re
import unicodedata

from unroller.networks.entities import Entity, drop_overlaps
from unroller.urls import is_known_tld

_HANDLE = re.compile(r"(?<![^\s(])@[A-Za-z0-9.-]++")
_WITH_PROTOCOL = re.compile(r"(?<![^\s(])https?://\S++", re.IGNORECASE | re.ASCII)
_BARE = re.compile(
    r"(?<![^\s(])([A-Za-z0-9][A-Za-z0-9-]*+(?:\.[A-Za-z0-9-]++)++)((?::[0-9]++)?(?:[/?#]\S*+)?)(?![\w@])"
)
#: Names set aside for tests and examples (RFC 2606), which handles in documentation have.
_RESERVED = frozenset({"test", "example"})
_SENTENCE_ENDS = ".,;!?:'\"…”’»"
#: Bluesky shows a link without its protocol and cuts the path to 13 characters and three dots.
_SHOWN_PATH = 13
_HASHTAG = re.compile("(?<!\\S)[#＃](?!\ufe0f)([^\\s\u00ad\u2060\u200a-\u200d\u20e2]++)")
_CASHTAG = re.compile(r"(?<![^\s(])\$[A-Za-z][A-Za-z0-9]{0,4}(?=[\s.,;:!?)\"'\u2019]|\Z)")
_TAG_LENGTH = 64


def find_entities(text: str) -> list[Entity]:
    """Links, mentions, hashtags and cashtags in order, never overlapping."""
    found: list[Entity] = []
    if "." in text:
        found += _find_links(text)
        found += _find_mentions(text)
    if "#" in text or "＃" in text:
        found += _find_hashtags(text)
    if "$" in text:
        found += [Entity("cashtag", *match.span()) for match in _CASHTAG.finditer(text)]
    return drop_overlaps(found)


def _find_mentions(text: str) -> list[Entity]:
    found = []
    for match in _HANDLE.finditer(text):
        handle = match.group().rstrip(".-")
        name, dot, last = handle.rpartition(".")
        if dot and name != "@" and (_ends_host(last) or last in _RESERVED):
            found.append(Entity("mention", match.start(), match.start() + len(handle)))
    return found


def _find_links(text: str) -> list[Entity]:
    found = []
    for match in _WITH_PROTOCOL.finditer(text):
        kept = _strip_punctuation(match.group())
        if len(kept) > len("https://"):
            found.append(Entity("url", match.start(), match.start() + len(kept), protocol=True))
    for match in _BARE.finditer(text):
        name, rest = match[1].rstrip("-"), match[2]
        if not _ends_host(name.rpartition(".")[2]):
            continue
        cut = rest.endswith("...") and len(rest) == _SHOWN_PATH + 3
        end = match.end() if cut else match.start() + len(_strip_punctuation(name + rest if rest else name))
        found.append(Entity("url", match.start(), end, cut=cut))
    return found


def _ends_host(name: str) -> bool:
    """Whether `name` is a top-level domain as the client has them: in small letters. So “ok.So” is no link."""
    return name == name.lower() and is_known_tld(name)


def _strip_punctuation(link: str) -> str:
    """A link without the signs that end its sentence, and without a bracket that was opened before it."""
    link = link.rstrip(_SENTENCE_ENDS)
    while link.endswith(")") and "(" not in link:
        link = link[:-1].rstrip(_SENTENCE_ENDS)
    return link


def _find_hashtags(text: str) -> list[Entity]:
    found = []
    for match in _HASHTAG.finditer(text):
        name = match[1]
        end = len(name)
        while end and unicodedata.category(name[end - 1])[0] == "P":
            end -= 1
        name = name[:end]
        if 0 < len(name) <= _TAG_LENGTH and any(
            c not in "0123456789" and unicodedata.category(c)[0] != "P" for c in name
        ):
            found.append(Entity("hashtag", match.start(), match.start(1) + end))
    return found
