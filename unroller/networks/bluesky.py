"""Bluesky: its client detects ``@name.example``, links up to the next space, tags and cashtags, and so is it here."""

from __future__ import annotations

import re
import unicodedata
from datetime import UTC, datetime
from urllib.parse import SplitResult, quote, unquote

from unroller.networks.base import Entity, PostAddress, SocialNetwork, drop_overlaps, quote_tag, strip_at
from unroller.networks.graphemes import count_graphemes
from unroller.regex import compile_re
from unroller.urls import is_known_tld

_HANDLE = compile_re(r"(?<![^\s(])@[A-Za-z0-9.-]++")
_WITH_PROTOCOL = compile_re(r"(?<![^\s(])https?://\S++", re.IGNORECASE | re.ASCII)
_BARE = compile_re(
    r"(?<![^\s(])([A-Za-z0-9][A-Za-z0-9-]*+(?:\.[A-Za-z0-9-]++|(?!))++)((?::[0-9]++)?(?:[/?#]\S*+)?)(?![\w@])"
)
#: Names set aside for tests and examples (RFC 2606), which handles in documentation have.
_RESERVED = frozenset({"test", "example"})
_SENTENCE_ENDS = ".,;!?:'\"…”’»"
#: Bluesky shows a link without its protocol and cuts the path to 13 characters and three dots.
_SHOWN_PATH = 13
_HASHTAG = compile_re("(?<!\\S)[#＃](?!\ufe0f)([^\\s\u00ad\u2060\u200a-\u200d\u20e2]++)")
_CASHTAG = compile_re(r"(?<![^\s(])\$[A-Za-z][A-Za-z0-9]{0,4}(?=[\s.,;:!?)\"'\u2019]|\Z)")
_TAG_LENGTH = 64


_DOMAIN = compile_re(r"(?!-)[A-Za-z0-9-]{1,63}(?:\.(?!-)[A-Za-z0-9-]{1,63}){1,8}", re.ASCII)
_DID = compile_re(r"did:[a-z]{1,16}:[A-Za-z0-9._:%-]{1,128}", re.ASCII)
_POST = compile_re(r"/profile/(?P<handle>[A-Za-z0-9._:%-]{1,253})/post/(?P<id>[A-Za-z0-9._~:-]{1,512})/?", re.ASCII)
_RECORD = compile_re(r"at://([A-Za-z0-9._:%-]{1,253})/app\.bsky\.feed\.post/([A-Za-z0-9._~:-]{1,512})", re.ASCII)
#: Ids are 53 bits of microseconds since 1970 and 10 of a clock's number, as 13 sortable digits.
_TID_DIGITS = "234567abcdefghijklmnopqrstuvwxyz"
_TID = compile_re(r"[234567abcdefghij][234567abcdefghijklmnopqrstuvwxyz]{12}")
_TID_FIRST = int(datetime(2022, 1, 1, tzinfo=UTC).timestamp() * 1_000_000)


class BlueskyNetwork(SocialNetwork):
    """Bluesky, as its web app shows it."""

    platform = "bluesky"
    name = "Bluesky"
    aliases = ("bsky",)
    hosts = frozenset({"bsky.app", "www.bsky.app", "staging.bsky.app", "main.bsky.dev"})
    length_limit = 300
    limit = "strict"

    def measure(self, text: str) -> int:
        """Graphemes of the text as shown."""
        return count_graphemes(text)

    def find_entities(self, text: str) -> list[Entity]:
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

    def profile_url(self, handle: str, *, host: str | None = None) -> str | None:  # noqa: ARG002 - one web app
        """The page of ``name.example`` or a DID."""
        name = strip_at(handle)
        return f"https://bsky.app/profile/{name}" if _DOMAIN.fullmatch(name) or _DID.fullmatch(name) else None

    def hashtag_url(self, tag: str, *, host: str | None = None) -> str | None:  # noqa: ARG002 - one web app
        """The page of a hashtag."""
        name = quote_tag(tag, "#", "＃")
        return f"https://bsky.app/hashtag/{name}" if name else None

    def cashtag_url(self, tag: str) -> str | None:
        """The search for a cashtag."""
        return f"https://bsky.app/search?q=%24{quote_tag(tag, '$')}"

    def match_post(self, server: str, parts: SplitResult) -> PostAddress | None:  # noqa: ARG002 - all hosts alike
        """A post in the web app."""
        match = _POST.fullmatch(parts.path)
        return self.address(unquote(match["handle"]), match["id"]) if match else None

    def record_url(self, address: PostAddress) -> str | None:
        """Bluesky's oEmbed."""
        return f"https://embed.bsky.app/oembed?url={quote(address.url, safe='')}"

    def match_record(self, uri: str) -> PostAddress | None:
        """The post that an ``at://`` record is; None of a record of another kind."""
        match = _RECORD.fullmatch(uri)
        return self.address(match[1], match[2]) if match else None

    def parse_id_time(self, post_id: str) -> int:
        """Ids are TIDs: the moment as the writing client stated it."""
        if not _TID.fullmatch(post_id):
            return 0
        number = 0
        for digit in post_id:
            number = number * 32 + _TID_DIGITS.index(digit)
        microseconds = number >> 10
        return microseconds // 1000 if microseconds >= _TID_FIRST else 0


BLUESKY = BlueskyNetwork()


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
