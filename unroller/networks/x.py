"""X: the rules of twitter-text 3, to the letter. Its conformance suite is among the tests.

Letters, marks and digits of hashtags are Unicode's categories L, M and Nd, as the rules define them.
"""

from __future__ import annotations

import re
import unicodedata
from urllib.parse import SplitResult, quote

from unroller.networks.base import (
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
from unroller.networks.graphemes import EMOJI_JOINERS, EMOJI_SEQUENCE
from unroller.regex import compile_re
from unroller.urls import find_urls, hosts_of
from unroller.urls.extract import LATIN_ACCENTS

_MENTION = compile_re(r"[@＠][A-Za-z0-9_]{1,20}(/[A-Za-z][A-Za-z0-9_-]{0,24})?")
_AFTER_MENTION = compile_re(rf"[@＠{LATIN_ACCENTS}]|://")
_BEFORE_MENTION = compile_re(r"[^a-zA-Z0-9_!#$%&*@＠]")
_BEFORE_RETWEET = compile_re(r"[^a-zA-Z0-9_+~.\-]")

_HASH = compile_re("[#＃](?![\ufe0f\u20e3])")
_ASCII_TAG = compile_re(r"[A-Za-z0-9_]*")
_AFTER_TAG = compile_re(r"[#＃]|://")
_TAG_SIGNS = frozenset(
    "_\u200c\u200d\ua67e\u05be\u05f3\u05f4\uff5e\u301c\u309b\u309c\u30a0\u30fb\u3003\u0f0b\u0f0c\xb7"
)
_VARIATION = "\ufe0e\ufe0f"
#: Private characters that the rules count as marks, because Apple's fonts use them so.
_APPLE_MARKS = compile_re("[\uf870-\uf87f\uf882\uf884-\uf89f\uf8b8\uf8c1-\uf8d6]")

_CASHTAG = compile_re(
    "(?<![^\t-\r \x85\xa0\u1680\u180e\u2000-\u200a\u2028\u2029\u202f\u205f\u3000])"
    r"\$[A-Za-z]{1,6}(?:[._][A-Za-z]{1,2})?"
    "(?=[\t-\r \xa0\u1680\u2000-\u200a\u2028\u2029\u202f\u205f\u3000\ufeff"
    + r"!'#%&()*+,\\\-./:;<=>?@\[\]\^_{|}~$]|\Z)"
)


#: Characters that weigh two by configuration 3; all others weigh one.
_HEAVY = compile_re("[^\0-\u10ff\u2000-\u200d\u2010-\u201f\u2032-\u2037]+")
_NAME = compile_re(r"[A-Za-z0-9_]{1,20}", re.ASCII)
_LIST = compile_re(r"[A-Za-z][A-Za-z0-9_-]{0,24}")
_POST = compile_re(
    rf"/(?:i/web|i|@?(?P<handle>[A-Za-z0-9_]{{1,20}}))/status(?:es)?/(?P<id>{NUMBER})(?![0-9A-Za-z_])", re.ASCII
)
#: The page of a long article, which is that of its post.
_ARTICLE = compile_re(rf"/(?!i/)(?P<handle>[A-Za-z0-9_]{{1,20}})/article/(?P<id>{NUMBER})(?![0-9A-Za-z_])", re.ASCII)
#: The first form of an address, with a hash-bang: ``twitter.com/#!/name/status/1``.
_HASHBANG = compile_re(rf"!/(?P<handle>[A-Za-z0-9_]{{1,20}})/status(?:es)?/(?P<id>{NUMBER})(?![0-9A-Za-z_])", re.ASCII)
#: Ids are milliseconds since 2010-11-04 above 22 bits of machine and sequence.
_EPOCH = 1_288_834_974_657
#: Ids before counted up one by one to some 3e10; the first that carries a date is above 1e14.
_FIRST_DATED = 1 << 42


class XNetwork(SocialNetwork):
    """X, formerly Twitter."""

    platform = "x"
    name = "X"
    aliases = ("twitter",)
    hosts = hosts_of("x.com")
    length_limit = 280
    limit = "sold"

    def measure(self, text: str) -> int:
        """By configuration 3 of twitter-text: the text in NFC, a link 23, an emoji sequence 2, Latin and most
        alphabetic scripts 1 a character, the rest 2."""
        if not text.isascii():
            text = unicodedata.normalize("NFC", text)
        if "." not in text:
            return _weigh_without_links(text)
        total, position = 0, 0
        for span in find_urls(text):
            total += _weigh_without_links(text[position : span.start]) + LINK_WEIGHT
            position = span.end
        return total + _weigh_without_links(text[position:] if position else text)

    def find_entities(self, text: str) -> list[Entity]:
        """Links, mentions, hashtags and cashtags in order, never overlapping."""
        found = url_entities(find_urls(text))
        if "@" in text or "＠" in text:
            found += find_mentions(text)
        if "#" in text or "＃" in text:
            found += find_hashtags(text)
        if "$" in text:
            found += [Entity("cashtag", *match.span()) for match in _CASHTAG.finditer(text)]
        return drop_overlaps(found)

    def profile_url(self, handle: str, *, host: str | None = None) -> str | None:  # noqa: ARG002 - one server
        """The page of an account."""
        name = strip_at(handle)
        return f"https://x.com/{name}" if _NAME.fullmatch(name) else None

    def mention_url(self, mention: str, *, host: str | None = None) -> str | None:
        """The account's page; ``name/list`` leads to that list."""
        name, slash, slug = strip_at(mention).partition("/")
        if slash and _NAME.fullmatch(name) and _LIST.fullmatch(slug):
            return f"https://x.com/{name}/lists/{slug}"
        return None if slash else self.profile_url(name, host=host)

    def hashtag_url(self, tag: str, *, host: str | None = None) -> str | None:  # noqa: ARG002 - one server
        """The page of a hashtag."""
        name = quote_tag(tag, "#", "＃")
        return f"https://x.com/hashtag/{name}" if name else None

    def cashtag_url(self, tag: str) -> str | None:
        """The search for a cashtag."""
        return f"https://x.com/search?q=%24{quote_tag(tag, '$')}&src=cashtag_click"

    def permalink(self, handle: str | None, post_id: str, *, host: str | None = None) -> str | None:  # noqa: ARG002
        """The address of a post. It needs no handle: X redirects by the id alone."""
        if not re.fullmatch(NUMBER, post_id, re.ASCII):
            return None
        name = (handle or "").removeprefix("@")
        return f"https://x.com/{name if _NAME.fullmatch(name) else 'i/web'}/status/{post_id}"

    def match_post(self, server: str, parts: SplitResult) -> PostAddress | None:  # noqa: ARG002 - all hosts alike
        """In all forms: ``/status/``, ``/statuses/``, ``/i/web/status/``, hash-bang, with a picture behind, and the
        page of the post's long article."""
        match = (
            _POST.match(parts.path)
            or _ARTICLE.match(parts.path)
            or (_HASHBANG.match(parts.fragment) if parts.path in ("", "/") else None)
        )
        if not match:
            return None
        handle = match["handle"]
        return self.address(None if handle and handle.lower() == "i" else handle, match["id"])

    def record_url(self, address: PostAddress) -> str | None:
        """X's oEmbed."""
        return f"https://publish.x.com/oembed?omit_script=true&dnt=true&url={quote(address.url, safe='')}"

    def parse_id_time(self, post_id: str) -> int:
        """Ids are snowflakes from 4 November 2010 on."""
        number = int(post_id) if re.fullmatch(NUMBER, post_id, re.ASCII) else 0
        return (number >> 22) + _EPOCH if number >= _FIRST_DATED else 0


X = XNetwork()


def _weigh_without_links(text: str) -> int:
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
