"""Mastodon (version 4): ``@user@host``, its own hashtags, links by X's rules with wider paths.

Mastodon links only addresses with a protocol, but its pages show them without: both are found here.
"""

from __future__ import annotations

import re
import unicodedata
from datetime import UTC, datetime
from urllib.parse import SplitResult, urlsplit

from unroller.networks.base import (
    HOST,
    LINK_WEIGHT,
    NUMBER,
    Entity,
    PostAddress,
    SocialNetwork,
    drop_overlaps,
    quote_tag,
    strip_at,
    url_entities,
)
from unroller.networks.graphemes import count_graphemes
from unroller.networks.x import is_tag_letter
from unroller.regex import compile_re
from unroller.urls import UrlSpan, find_urls, safe_url

_LOCAL_NAME = r"[A-Za-z0-9_]++(?:[.-]++[A-Za-z0-9_]++|(?!))*+"
_HOST = r"\w++(?:[.-]++\w++|(?!))*+"
_MENTION = compile_re(rf"(?<![=/\w])@{_LOCAL_NAME}(?:@{_HOST}(?::[0-9]{{1,5}})?)?")
_HASH = compile_re(r"(?<![=/)])(?<![^\W_])[#＃]")
#: Signs inside a tag; one of them makes a tag of digits, none but ``_`` begins or ends one.
_SIGNS = frozenset("_\u00b7\u30fb\u200c")

#: A path goes on until a space, a bracket or an angle; its last sign is none that ends a sentence.
_REST = compile_re(r"[^\s<>()\"“”「」]*+(?:\([^\s<>()]*+\)[^\s<>()\"“”「」]*+|(?!))*+")
_NOT_LAST = "?!*\"'「」<>;:=,.$%[]~&|@…"


#: ``@name@host`` is counted without the host.
_REMOTE_HOST = compile_re(rf"(?<![=/\w])(@{_HOST})@{_HOST}", re.ASCII)
_NAME = compile_re(_LOCAL_NAME, re.ASCII)
_POST = compile_re(
    rf"/(?:web/)?@(?P<handle>[A-Za-z0-9_.-]{{1,64}}(?:@[A-Za-z0-9.-]{{1,253}})?)/(?P<id>{NUMBER})(?:/embed)?/?",
    re.ASCII,
)
_RECORD = compile_re(rf"/users/(?P<handle>[A-Za-z0-9_.-]{{1,64}})/statuses/(?P<id>{NUMBER})(?:/activity)?/?", re.ASCII)
#: Ids are milliseconds since 1970 above 16 bits; servers before version 2.0 (2017) counted up one by one.
_FIRST_DATED = int(datetime(2016, 3, 1, tzinfo=UTC).timestamp() * 1000)


class MastodonNetwork(SocialNetwork):
    """Mastodon, on whatever server."""

    platform = "mastodon"
    name = "Mastodon"
    length_limit = 500
    limit = "raised"

    def measure(self, text: str) -> int:
        """Graphemes; a link with a protocol 23, the hosts of mentions not at all."""
        total, position = 0, 0
        if "://" in text:
            for span in find_urls(text, bare=False):
                total += _measure_without_links(text[position : span.start]) + LINK_WEIGHT
                position = span.end
        return total + _measure_without_links(text[position:])

    def find_entities(self, text: str) -> list[Entity]:
        """Links, mentions and hashtags in order, never overlapping."""
        found = url_entities(_extend_path(text, span) for span in find_urls(text))
        if "@" in text:
            found += [Entity("mention", *match.span()) for match in _MENTION.finditer(text)]
        if "#" in text or "＃" in text:
            found += _find_hashtags(text)
        return drop_overlaps(found)

    def profile_url(self, handle: str, *, host: str | None = None) -> str | None:
        """The page of ``user@host`` on its own server; of ``user`` on `host` when that is given."""
        user, _, own = strip_at(handle).partition("@")
        server = own or host or ""
        if _NAME.fullmatch(user) and HOST.fullmatch(server):
            return safe_url(f"https://{server.lower()}/@{user}")
        return None

    def hashtag_url(self, tag: str, *, host: str | None = None) -> str | None:
        """The page of a hashtag: each server has one, so it needs `host`."""
        name = quote_tag(tag, "#", "＃")
        return safe_url(f"https://{host.lower()}/tags/{name}") if name and host and HOST.fullmatch(host) else None

    def permalink(self, handle: str | None, post_id: str, *, host: str | None = None) -> str | None:
        """The address of a post; its server is in the handle, or `host`."""
        profile = self.profile_url(handle, host=host) if handle else None
        return f"{profile}/{post_id}" if profile and re.fullmatch(NUMBER, post_id, re.ASCII) else None

    def match_post(self, server: str, parts: SplitResult) -> PostAddress | None:
        """A post seen on `server`; the id is that server's, whoever's post it is."""
        match = _POST.fullmatch(parts.path) or _RECORD.fullmatch(parts.path)
        user, _, own = match["handle"].partition("@") if match else ("", "", "")
        if not match or not _NAME.fullmatch(user):
            return None
        shown = f"{user}@{own}" if own and own.lower() != server else user
        url = f"https://{parts.netloc.lower()}/@{shown}/{match['id']}"
        return PostAddress(self.platform, f"{user}@{own.lower() or server}", match["id"], url)

    def record_url(self, address: PostAddress) -> str | None:
        """The post's public record: Mastodon's oEmbed is a frame without words."""
        return safe_url(f"https://{urlsplit(address.url).netloc}/api/v1/statuses/{address.id}")

    def parse_id_time(self, post_id: str) -> int:
        """Ids are snowflakes."""
        time = int(post_id) >> 16 if re.fullmatch(NUMBER, post_id, re.ASCII) else 0
        return time if time >= _FIRST_DATED else 0


MASTODON = MastodonNetwork()


def _measure_without_links(text: str) -> int:
    if "@" in text:
        text = _REMOTE_HOST.sub(r"\1", text)
    return count_graphemes(text)


def _extend_path(text: str, span: UrlSpan) -> UrlSpan:
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
