"""What is known of a network: one :class:`SocialNetwork` each, and the values that its rules give."""

from __future__ import annotations

import re
from abc import ABC, abstractmethod
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from operator import attrgetter
from typing import ClassVar, Literal, NamedTuple
from urllib.parse import SplitResult, quote

from unroller.model import Platform, RunKind
from unroller.regex import compile_re
from unroller.urls import UrlSpan

#: What every link weighs on X and on Mastodon, however long it is.
LINK_WEIGHT = 23
#: Hosts may be written in any script; :func:`unroller.urls.safe_url` judges the address made of them.
HOST = compile_re(r"[\w-]{1,63}(?:\.[\w-]{1,63}){1,8}(?::[0-9]{1,5})?")
#: Ids of X and Mastodon.
NUMBER = r"[1-9][0-9]{0,19}"
#: Later than this no id tells a date: it was made up. In milliseconds.
_LAST = int(datetime(2100, 1, 1, tzinfo=UTC).timestamp() * 1000)


class Entity(NamedTuple):
    """A linked piece ``text[start:end]`` in code points, its sign included.

    Of a link: `protocol` tells whether one is written, `cut` that the page left its end out. Of a mention on X:
    `slug` is ``/list`` when a list is meant (it lies within the bounds), else empty.
    """

    kind: RunKind
    start: int
    end: int
    protocol: bool = False
    cut: bool = False
    slug: str = ""

    def moved(self, by: int) -> Entity:
        """The same, `by` characters further on."""
        return self._replace(start=self.start + by, end=self.end + by) if by else self


@dataclass(frozen=True, slots=True)
class PostAddress:
    """Where one post is: `url` is its address in the network's present form.

    `handle` as in :class:`unroller.model.Account` (Mastodon: ``user@host``), None when the address does not tell.
    """

    platform: Platform
    handle: str | None
    id: str
    url: str


class SocialNetwork(ABC):
    """One network: what it is called, counts and allows, how its addresses are written, and what its ids tell.

    `aliases` are other words for it, in lower case. `hosts` are those of its web app. `length_limit` is the longest
    post, in units of :meth:`measure`; `limit` says whether there are longer ones: none ("strict"), on servers that
    raised it ("raised"), of accounts that paid for it ("sold").
    """

    platform: ClassVar[Platform]
    name: ClassVar[str]
    aliases: ClassVar[tuple[str, ...]] = ()
    hosts: ClassVar[frozenset[str]] = frozenset()
    length_limit: ClassVar[int]
    limit: ClassVar[Literal["strict", "raised", "sold"]]

    def measure(self, text: str) -> int:
        """The length of a post as the network counts it: here in characters (code points)."""
        return len(text)

    @abstractmethod
    def find_entities(self, text: str) -> list[Entity]:
        """Links, mentions, hashtags and cashtags in order, never overlapping."""

    @abstractmethod
    def profile_url(self, handle: str, *, host: str | None = None) -> str | None:
        """The page of an account; None when the handle cannot be one of the network's. A leading ``@`` does not matter.

        `host` is the server that the handle was seen on, where the network has several.
        """

    def mention_url(self, mention: str, *, host: str | None = None) -> str | None:
        """Where a mention leads: the account's page; None when it cannot be an account of the network's."""
        name = strip_at(mention)
        return None if "/" in name else self.profile_url(name, host=host)

    @abstractmethod
    def hashtag_url(self, tag: str, *, host: str | None = None) -> str | None:
        """The page of a hashtag (with or without its sign); None when it takes a `host` to tell."""

    def cashtag_url(self, tag: str) -> str | None:  # noqa: ARG002 - most networks have none
        """The search for a cashtag (with or without its sign); None where the network does not link them."""
        return None

    def permalink(self, handle: str | None, post_id: str, *, host: str | None = None) -> str | None:
        """The address of a post, or None when not enough is known to make one that works."""
        profile = self.profile_url(handle, host=host) if handle else None
        if profile is None or not re.fullmatch(r"[A-Za-z0-9._~:-]{1,512}", post_id, re.ASCII):
            return None
        return f"{profile}/post/{post_id}"

    @abstractmethod
    def match_post(self, server: str, parts: SplitResult) -> PostAddress | None:
        """The post that an address at `server` (casefolded, without port) leads to, or None."""

    def record_url(self, address: PostAddress) -> str | None:  # noqa: ARG002 - most networks have none
        """Where the words of a post are given to programs without a key; None where the network gives them nowhere."""
        return None

    def address(self, handle: str | None, post_id: str) -> PostAddress | None:
        """A post's address, made anew in the network's present form; None as of :meth:`permalink`."""
        found = self.permalink(handle, post_id)
        return PostAddress(self.platform, handle, post_id, found) if found else None

    def parse_id_date(self, post_id: str) -> str | None:
        """The moment in a post's id, ISO 8601 in UTC with milliseconds (``2022-03-03T10:43:00.123Z``), or None."""
        milliseconds = self.parse_id_time(post_id)
        if not 0 < milliseconds < _LAST:
            return None
        moment = datetime(1970, 1, 1, tzinfo=UTC) + timedelta(milliseconds=milliseconds)
        return moment.isoformat(timespec="milliseconds").removesuffix("+00:00") + "Z"

    def parse_id_time(self, post_id: str) -> int:  # noqa: ARG002 - ids of most networks tell nothing
        """The moment in a post's id in milliseconds since 1970; 0 when it tells none."""
        return 0


def strip_at(handle: str) -> str:
    """A handle without its sign."""
    return handle.removeprefix("@").removeprefix("＠")


def quote_tag(tag: str, *signs: str) -> str:
    """A tag without its sign, as it is written in an address."""
    for sign in signs:
        tag = tag.removeprefix(sign)
    if tag.isascii() and tag.isalnum():
        return tag
    return quote(tag.encode("utf-8", "replace").decode(), safe="")


def url_entities(spans: Iterable[UrlSpan]) -> list[Entity]:
    """Links as entities."""
    return [Entity("url", span.start, span.end, span.protocol) for span in spans]


def drop_overlaps(found: list[Entity]) -> list[Entity]:
    """In order of their begin; of two that overlap the one that begins first (at the same place: that comes first)."""
    found.sort(key=attrgetter("start"))
    kept: list[Entity] = []
    end = 0
    for entity in found:
        if entity.start >= end:
            kept.append(entity)
            end = entity.end
    return kept
