"""The networks that are known: one module each describes its name, hosts, lengths, handles, ids, addresses and links.

Whoever asks about a network looks it up in :data:`NETWORKS`, or asks one of the functions here, which also answer for
a network that is not known. How links look inside a text is told by :mod:`unroller.networks.runs`. Pure.
"""

from __future__ import annotations

from functools import lru_cache
from urllib.parse import urlsplit

from unroller.model import Platform
from unroller.networks.base import LINK_WEIGHT, Entity, PostAddress, SocialNetwork
from unroller.networks.bluesky import BLUESKY
from unroller.networks.mastodon import MASTODON
from unroller.networks.threads import THREADS
from unroller.networks.x import X
from unroller.urls import get_host, safe_url

__all__ = [
    "BLUESKY",
    "LINK_WEIGHT",
    "MASTODON",
    "NETWORKS",
    "NETWORK_BY_NAME",
    "NETWORK_NAMES",
    "THREADS",
    "Entity",
    "PostAddress",
    "SocialNetwork",
    "X",
    "cashtag_url",
    "get_network",
    "hashtag_url",
    "length_limit",
    "measure_weight",
    "mention_url",
    "parse_id_date",
    "parse_post_url",
    "permalink",
    "profile_url",
]  # fmt: skip

#: Every network that is known, in the order in which people are shown them.
NETWORKS: dict[Platform, SocialNetwork] = {network.platform: network for network in (X, MASTODON, BLUESKY, THREADS)}
#: What people call each network.
NETWORK_NAMES: dict[Platform, str] = {platform: network.name for platform, network in NETWORKS.items()}
#: The networks by the words that people use for them, in lower case.
NETWORK_BY_NAME: dict[str, SocialNetwork] = {
    name: network for network in NETWORKS.values() for name in (network.platform, *network.aliases)
}
_BY_HOST: dict[str, SocialNetwork] = {host: network for network in NETWORKS.values() for host in network.hosts}


def get_network(platform: Platform | None) -> SocialNetwork:
    """The network; X for None, as which posts of an unknown network are read and measured."""
    return NETWORKS[platform or X.platform]


def length_limit(platform: Platform | None) -> int:
    """The longest post of a network in units of :func:`measure_weight`."""
    return get_network(platform).length_limit


def measure_weight(text: str, platform: Platform | None) -> int:
    """The length of a post as its network counts it; see :meth:`SocialNetwork.measure`."""
    return get_network(platform).measure(text)


def profile_url(platform: Platform | None, handle: str, *, host: str | None = None) -> str | None:
    """The page of an account; None when the network is unknown or the handle cannot be one of its."""
    return NETWORKS[platform].profile_url(handle, host=host) if platform else None


def mention_url(platform: Platform | None, mention: str, *, host: str | None = None) -> str | None:
    """Where a mention leads; None when the network is unknown."""
    return NETWORKS[platform].mention_url(mention, host=host) if platform else None


def hashtag_url(platform: Platform | None, tag: str, *, host: str | None = None) -> str | None:
    """The page of a hashtag; None when the network is unknown, or it takes a `host` to tell."""
    return NETWORKS[platform].hashtag_url(tag, host=host) if platform else None


def cashtag_url(platform: Platform | None, tag: str) -> str | None:
    """The search for a cashtag; None where the network does not link them."""
    return NETWORKS[platform].cashtag_url(tag) if platform else None


def permalink(platform: Platform | None, handle: str | None, post_id: str, *, host: str | None = None) -> str | None:
    """The address of a post, or None when not enough is known to make one that works."""
    return NETWORKS[platform].permalink(handle, post_id, host=host) if platform else None


def parse_id_date(platform: Platform | None, post_id: str) -> str | None:
    """The moment in an id, ISO 8601 in UTC with milliseconds, or None. Only whole, plausible ids give a date."""
    return NETWORKS[platform].parse_id_date(post_id) if platform else None


@lru_cache(maxsize=1024)
def parse_post_url(url: str) -> PostAddress | None:
    """Which post an address leads to, or None. Addresses without protocol are read as ``https``.

    Hosts that are no network's may be Mastodon's: its posts are known by their numeric ids. Answers are remembered:
    reading and stitching ask for each address several times.
    """
    url = url.strip()
    if url.startswith("at://"):
        return BLUESKY.match_record(url)
    if "://" not in url[:12]:
        url = "https://" + url
    if safe_url(url) is None:
        return None
    server = get_host(url) or ""
    return _BY_HOST.get(server, MASTODON).match_post(server, urlsplit(url))
