"""Bluesky's rules, as its client detects facets: ``@name.example``, links up to the next space, tags, cashtags."""

from __future__ import annotations

import re
import unicodedata

from unroller.links.entity import Entity, without_overlaps
from unroller.urls import is_known_tld

_MENTION = re.compile(r"(?<![^\s(])@([A-Za-z0-9](?:[A-Za-z0-9.-]*+(?<=[A-Za-z0-9]))?)(?![A-Za-z0-9])", re.ASCII)
_HANDLE = re.compile(r"(?<![^\s(])@[A-Za-z0-9.-]++")
_WITH_PROTOCOL = re.compile(r"(?<![^\s(])https?://\S++", re.IGNORECASE | re.ASCII)
_BARE = re.compile(r"(?<![^\s(])([A-Za-z][A-Za-z0-9]*+(?:\.[A-Za-z0-9-]++)++)(\S*+)")
#: Bluesky shows a link without its protocol and cuts the path to 13 characters and three dots.
_SHOWN_PATH = 13
_HASHTAG = re.compile("(?<!\\S)[#＃](?!\ufe0f)([^\\s\u00ad\u2060\u200a-\u200d\u20e2]++)")
_CASHTAG = re.compile(r"(?<![^\s(])\$[A-Za-z][A-Za-z0-9]{0,4}(?=[\s.,;:!?)\"'\u2019]|\Z)")
_TAG_LENGTH = 64


def entities(text: str) -> list[Entity]:
    """Links, mentions, hashtags and cashtags in order, never overlapping."""
    found: list[Entity] = []
    if "." in text:
        found += _links(text)
        found += _mentions(text)
    if "#" in text or "＃" in text:
        found += _hashtags(text)
    if "$" in text:
        found += [Entity("cashtag", *match.span()) for match in _CASHTAG.finditer(text)]
    return without_overlaps(found)


def _mentions(text: str) -> list[Entity]:
    found = []
    for match in _HANDLE.finditer(text):
        handle = match.group().rstrip(".-")
        name, dot, last = handle.rpartition(".")
        if dot and name != "@" and (is_known_tld(last) or last == "test"):
            found.append(Entity("mention", match.start(), match.start() + len(handle)))
    return found


def _links(text: str) -> list[Entity]:
    found = []
    for match in _WITH_PROTOCOL.finditer(text):
        kept = _without_punctuation(match.group())
        if len(kept) > len("https://"):
            found.append(Entity("url", match.start(), match.start() + len(kept), protocol=True))
    for match in _BARE.finditer(text):
        name = match[1].rstrip("-")
        if not is_known_tld(name.rpartition(".")[2]) or match[2].startswith("@"):
            continue
        cut = match.group().endswith(("...", "…")) and match[2].startswith("/")
        shown = len(match[2].rstrip(".…")) == _SHOWN_PATH or match.group().endswith("…")
        end = match.end() if cut and shown else match.start() + len(_without_punctuation(match.group()))
        found.append(Entity("url", match.start(), end, cut=cut and shown))
    return found


def _without_punctuation(link: str) -> str:
    """A link without the sign that ends its sentence, and without a bracket that was opened before it."""
    if link[-1] in ".,;!?:'\"":
        link = link.rstrip(".,;!?:'\"")
    return link[:-1] if link.endswith(")") and "(" not in link else link


def _hashtags(text: str) -> list[Entity]:
    found = []
    for match in _HASHTAG.finditer(text):
        name = match[1]
        end = len(name)
        while end and unicodedata.category(name[end - 1])[0] == "P":
            end -= 1
        name = name[:end]
        if 0 < len(name) <= _TAG_LENGTH and any(not c.isdigit() and unicodedata.category(c)[0] != "P" for c in name):
            found.append(Entity("hashtag", match.start(), match.start(1) + end))
    return found
