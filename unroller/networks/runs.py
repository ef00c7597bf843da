"""Links, mentions, hashtags and cashtags in a post's text, by the rules of the network it was written on. Pure.

What is linked is told by :meth:`unroller.networks.base.Network.find_entities`; the text between stays text.
"""

from __future__ import annotations

from itertools import pairwise

from unroller.model import Platform, Run
from unroller.networks import Entity, cashtag_url, get_network, hashtag_url, mention_url
from unroller.regex import compile_re
from unroller.urls import safe_url

__all__ = ["Entity", "find_entities", "split_runs"]

#: Every entity has one of these in it, or a dot within.
_SIGNS = "@＠#＃$"
_DOT = compile_re(r"\.[^\s.]")
#: Picture addresses of old posts, which pages put right behind the last word: the word and the address are two things.
_GLUED = compile_re(r"(?<=[^\s/=?&#%_+@＠$＃~\-])pic\.(?:twitter|x)\.com/[A-Za-z0-9]")
_HOST_ENDS = compile_re(r"[\s/?#]")
#: Links that a page cut for show: an ellipsis stands where the rest of the path is missing.
_CUT = compile_re(r"[!*';:,.$%\[\]~@|&?\u2013]{0,3}…")


def find_entities(text: str, platform: Platform | None) -> list[Entity]:
    """What is linked in `text`, in order, never overlapping; an unknown network is read as X. Linear in the text."""
    if _DOT.search(text) is None and not any(sign in text for sign in _SIGNS):
        return []
    find = get_network(platform).find_entities
    if "pic." in text:
        glued = [at for match in _GLUED.finditer(text) if not _is_in_host(text, at := match.start())]
        found = []
        for start, end in pairwise([0, *glued, len(text)]):
            found += [entity.moved(start) for entity in find(text[start:end])]
    else:
        found = find(text)
    return [_include_ellipsis(entity, text) for entity in found] if "…" in text else found


def _is_in_host(text: str, at: int) -> bool:
    """Whether `at` lies in the host of an address with a protocol, where ``pic.`` is but the end of a name."""
    host = text.rfind("://", max(0, at - 64), at)
    return host >= 0 and _HOST_ENDS.search(text, host + 3, at) is None


def _include_ellipsis(entity: Entity, text: str) -> Entity:
    """A link that was cut takes its ellipsis along and leads nowhere: nobody knows the rest."""
    if entity.kind != "url" or entity.cut or "…" not in text[entity.end : entity.end + 4]:
        return entity
    host = entity.start + len("https://") * entity.protocol
    match = _CUT.match(text, entity.end) if text.find("/", host, entity.end) >= 0 else None
    return entity._replace(end=match.end(), cut=True) if match else entity


def split_runs(text: str, platform: Platform | None, *, host: str | None = None) -> tuple[Run, ...]:
    """`text` as runs: their texts joined are `text`, character for character.

    A link's `url` is absolute and safe to follow (without a protocol it gets ``http://``, as X does), or None when it
    was cut with an ellipsis or must not be followed. Mentions and tags keep their sign; their `url` is None when the
    network is unknown, or when it takes a server to tell (Mastodon: `host` is the server the text was seen on).
    """
    found: list[Run] = []
    position = 0
    for entity in find_entities(text, platform):
        if entity.start > position:
            found.append(Run(text[position : entity.start]))
        piece = text[entity.start : entity.end]
        found.append(Run(piece, entity.kind, _entity_url(entity, piece, platform, host)))
        position = entity.end
    if position < len(text):
        found.append(Run(text[position:]))
    return tuple(found)


def _entity_url(entity: Entity, piece: str, platform: Platform | None, host: str | None) -> str | None:
    if entity.kind == "url":
        if entity.cut:
            return None
        return safe_url(piece if entity.protocol else "http://" + piece)
    if entity.kind == "mention":
        return mention_url(platform, piece, host=host)
    if entity.kind == "hashtag":
        return hashtag_url(platform, piece, host=host)
    return cashtag_url(platform, piece)
