"""What an article rests on: outside links and quoted posts, numbered in order of first use.

Mentions, hashtags and cashtags lead to their network and are no sources; nor is a link to one of the thread's own
posts. A link whose address is cut is still named: its source has no address.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from unroller import model as looks
from unroller.model import Attachment, Observation, Post, Quote, Run, Source, SourceKind
from unroller.networks import PostAddress, parse_post_url
from unroller.regex import compile_re
from unroller.urls import canonicalize, get_host, safe_url

#: Hosts that serve nothing but the pictures and videos of posts.
_MEDIA_HOSTS = frozenset({"pic.twitter.com", "pic.x.com", "pbs.twimg.com", "video.twimg.com", "cdn.bsky.app"})
_MEDIA_FILE = compile_re(r"\.(?:jpe?g|png|gif|webp|avif|mp4|mov|webm|mp3|ogg|wav)$", re.IGNORECASE)
_POST_MEDIA = compile_re(r"/status(?:es)?/\d+/(?:photo|video)/\d+/?$")


@dataclass(frozen=True, slots=True)
class Numbering:
    """The sources of a thread, and which number a link has."""

    sources: tuple[Source, ...] = ()
    numbers: Mapping[str, int] | None = None

    def of_url(self, url: str | None) -> int | None:
        """The number of the source at `url`, however the address is spelled; None when it is no source."""
        return self.numbers.get(canonicalize(url)) if self.numbers and url else None

    def of_run(self, run: Run) -> int | None:
        """The number of the source that a run leads to; None for text, mentions and tags, and for own posts."""
        if run.kind != "url" or not self.numbers:
            return None
        return self.numbers.get(_source_key(run.url, run.text))


@dataclass(frozen=True, slots=True)
class SourceObservations:
    """What is known of sources by now, however their addresses are spelled."""

    places: Mapping[str, Observation] = field(default_factory=dict)

    def of(self, url: str | None) -> Observation | None:
        """What is known of the source at `url`; None when it was not looked up."""
        return self.places.get(canonicalize(url)) if url else None


#: Nothing was looked up.
UNSEEN = SourceObservations()


def index_observations(observations: Iterable[Observation]) -> SourceObservations:
    """What `observations`, in the order they were made, say by now."""
    return SourceObservations({canonicalize(url): one for url, one in looks.find_newest(observations).items()})


def collect_sources(posts: Sequence[Post]) -> tuple[Source, ...]:
    """The sources of `posts`, numbered from 1 in order of first use, each once, with the posts that use it."""
    return number_sources(posts).sources


def number_sources(posts: Sequence[Post]) -> Numbering:
    """:func:`collect_sources`, with the numbers at hand for stitching."""
    own = {post.id: post.url for post in posts if post.id}
    found: dict[str, _DraftSource] = {}
    for post in posts:
        for url, text in _list_links(post):
            address = parse_post_url(url) if url else None
            if address and _leads_home(address, own):
                continue
            draft = found.setdefault(_source_key(url, text), _DraftSource(url, _detect_kind(url, address), [], text))
            if not draft.posts or draft.posts[-1] != post.number:
                draft.posts.append(post.number)
    sources = tuple(
        Source(place, draft.url, draft.kind, tuple(draft.posts), draft.text)
        for place, draft in enumerate(found.values(), 1)
    )
    return Numbering(sources, {key: place for place, key in enumerate(found, 1)})


@dataclass(frozen=True, slots=True)
class _DraftSource:
    url: str | None
    kind: SourceKind
    posts: list[int]
    text: str


def _leads_home(address: PostAddress, own: Mapping[str, str | None]) -> bool:
    """Whether an address is that of one of the thread's `own` posts, by id with the address of each."""
    if address.id not in own:
        return False
    url = own[address.id]
    home = parse_post_url(url) if url else None
    handle = home.handle if home else None
    return handle is None or address.handle is None or address.handle.casefold() == handle.casefold()


def _list_links(post: Post) -> Iterator[tuple[str | None, str]]:
    """Every outside address of a post as (safe address or None, how it stands in the post), in order."""
    for run in post.runs:
        if run.kind == "url":
            yield (safe_url(run.url) if run.url else None), run.text
    extras: tuple[Quote | Attachment, ...] = (*post.quotes, *(card for card in post.attachments if card.kind == "card"))
    for extra in extras:
        if extra.url and (url := safe_url(extra.url)):
            yield url, ""


def _source_key(url: str | None, text: str) -> str:
    """What makes two links the same source. No address contains a space, so a named source never meets one."""
    return canonicalize(url) if url and safe_url(url) else f"named {text.strip().casefold()}"


def _detect_kind(url: str | None, address: PostAddress | None) -> SourceKind:
    """What a source is, judged by its address alone."""
    if url is None:
        return "page"
    if get_host(url) in _MEDIA_HOSTS or _MEDIA_FILE.search(url.partition("?")[0]) or _POST_MEDIA.search(url):
        return "media"
    return "post" if address else "page"
