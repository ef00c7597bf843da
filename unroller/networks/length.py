"""How long a post is by its network's own count, and how long it may be."""

from __future__ import annotations

import re
import unicodedata

from unroller.model import Platform
from unroller.networks.graphemes import EMOJI_JOINERS, EMOJI_SEQUENCE
from unroller.networks.graphemes import count_graphemes as graphemes
from unroller.urls import find_urls

#: What every link weighs on X and on Mastodon, however long it is.
LINK_WEIGHT = 23

#: The default limit of each network. Mastodon's servers may raise theirs; X sells longer posts since 2023.
_LIMITS: dict[Platform, int] = {"x": 280, "mastodon": 500, "bluesky": 300, "threads": 500}

#: Characters that weigh two by X's configuration 3; all others weigh one.
_HEAVY = re.compile("[^\0-\u10ff\u2000-\u200d\u2010-\u201f\u2032-\u2037]+")
#: Mastodon counts ``@name@host`` without the host.
_REMOTE_HOST = re.compile(r"(?<![=/\w])(@\w++(?:[.-]++\w++)*+)@\w++(?:[.-]++\w++)*+", re.ASCII)


def length_limit(platform: Platform | None) -> int:
    """The longest post of `platform` in units of :func:`measure_weight`; an unknown network is measured as X."""
    return _LIMITS[platform or "x"]


def measure_weight(text: str, platform: Platform | None) -> int:
    """The length of a post as its network counts it; an unknown network is measured as X.

    X (twitter-text 3, configuration 3): the text in NFC, a link 23, an emoji sequence 2, Latin and most alphabetic
    scripts 1 a character, the rest 2. Mastodon: graphemes, a link with protocol 23, hosts of mentions not at all.
    Bluesky: graphemes of the text as shown. Threads: characters (code points).
    """
    if platform == "bluesky":
        return graphemes(text)
    if platform == "threads":
        return len(text)
    if platform == "mastodon":
        return _weigh_mastodon(text)
    return _weigh_x(text)


def _weigh_x(text: str) -> int:
    if not text.isascii():
        text = unicodedata.normalize("NFC", text)
    if "." not in text:
        return _weigh_x_without_links(text)
    total, position = 0, 0
    for span in find_urls(text):
        total += _weigh_x_without_links(text[position : span.start]) + LINK_WEIGHT
        position = span.end
    return total + _weigh_x_without_links(text[position:] if position else text)


def _weigh_x_without_links(text: str) -> int:
    if text.isascii():
        return len(text)
    total = _sum_ranges(text)
    if EMOJI_JOINERS.search(text):
        for match in EMOJI_SEQUENCE.finditer(text):
            if match.end() - match.start() > 1:
                total -= _sum_ranges(match.group()) - 2
    return total


def _sum_ranges(text: str) -> int:
    return len(text) + sum(map(len, _HEAVY.findall(text)))


def _weigh_mastodon(text: str) -> int:
    total, position = 0, 0
    if "://" in text:
        for span in find_urls(text, bare=False):
            total += _weigh_mastodon_without_links(text[position : span.start]) + LINK_WEIGHT
            position = span.end
    return total + _weigh_mastodon_without_links(text[position:])


def _weigh_mastodon_without_links(text: str) -> int:
    if "@" in text:
        text = _REMOTE_HOST.sub(r"\1", text)
    return graphemes(text)
