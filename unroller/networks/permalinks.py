"""The addresses of each network: profiles, tags and posts, written and read."""

from __future__ import annotations

import re
from dataclasses import dataclass
from urllib.parse import quote, unquote, urlsplit

from unroller.model import Platform
from unroller.urls import get_host, safe_url

_X_NAME = re.compile(r"[A-Za-z0-9_]{1,20}", re.ASCII)
_MASTODON_NAME = re.compile(r"[A-Za-z0-9_]++(?:[.-]++[A-Za-z0-9_]++)*+", re.ASCII)
_THREADS_NAME = re.compile(r"[A-Za-z0-9_](?:[A-Za-z0-9_.]{0,28}[A-Za-z0-9_])?", re.ASCII)
_DOMAIN = re.compile(r"(?!-)[A-Za-z0-9-]{1,63}(?:\.(?!-)[A-Za-z0-9-]{1,63}){1,8}", re.ASCII)
#: Hosts may be written in any script; :func:`safe_url` judges the address made of them.
_HOST = re.compile(r"[\w-]{1,63}(?:\.[\w-]{1,63}){1,8}(?::[0-9]{1,5})?")
_DID = re.compile(r"did:[a-z]{1,16}:[A-Za-z0-9._:%-]{1,128}", re.ASCII)

_X_HOSTS = frozenset(
    {"x.com", "www.x.com", "mobile.x.com", "twitter.com", "www.twitter.com", "mobile.twitter.com", "m.twitter.com"}
)
_THREADS_HOSTS = frozenset({"threads.com", "www.threads.com", "threads.net", "www.threads.net"})
_BLUESKY_HOSTS = frozenset({"bsky.app", "www.bsky.app", "staging.bsky.app", "main.bsky.dev"})

_NUMBER = r"[1-9][0-9]{0,19}"
_X_POST = re.compile(
    rf"/(?:i/web|i|@?(?P<handle>[A-Za-z0-9_]{{1,20}}))/status(?:es)?/(?P<id>{_NUMBER})(?![0-9A-Za-z_])", re.ASCII
)
#: The first form of an address, with a hash-bang: ``twitter.com/#!/name/status/1``.
_X_HASHBANG = re.compile(
    rf"!/(?P<handle>[A-Za-z0-9_]{{1,20}})/status(?:es)?/(?P<id>{_NUMBER})(?![0-9A-Za-z_])", re.ASCII
)
_BLUESKY_POST = re.compile(
    r"/profile/(?P<handle>[A-Za-z0-9._:%-]{1,253})/post/(?P<id>[A-Za-z0-9._~:-]{1,512})/?", re.ASCII
)
_THREADS_POST = re.compile(
    r"/(?:@(?P<handle>[A-Za-z0-9_.]{1,30})/post|t)/(?P<id>[A-Za-z0-9_-]{1,40})(?:/.*)?", re.ASCII
)
_MASTODON_POST = re.compile(
    rf"/(?:web/)?@(?P<handle>[A-Za-z0-9_.-]{{1,64}}(?:@[A-Za-z0-9.-]{{1,253}})?)/(?P<id>{_NUMBER})(?:/embed)?/?",
    re.ASCII,
)
_MASTODON_RECORD = re.compile(
    rf"/users/(?P<handle>[A-Za-z0-9_.-]{{1,64}})/statuses/(?P<id>{_NUMBER})(?:/activity)?/?", re.ASCII
)


@dataclass(frozen=True, slots=True)
class PostAddress:
    """Where one post stands: `url` is its address in the network's present form.

    `handle` as in :class:`unroller.model.Account` (Mastodon: ``user@host``), None when the address does not tell.
    """

    platform: Platform
    handle: str | None
    id: str
    url: str


def profile_url(platform: Platform | None, handle: str, *, host: str | None = None) -> str | None:
    """The page of an account; None when the network is unknown or the handle cannot be one of its.

    Mastodon: of ``user@host`` on its own server; of ``user`` on `host` when that is given. Bluesky: ``name.example``
    or a DID. A leading ``@`` does not matter.
    """
    name = handle.removeprefix("@").removeprefix("＠")
    if platform == "x":
        return f"https://x.com/{name}" if _X_NAME.fullmatch(name) else None
    if platform == "threads":
        return f"https://www.threads.com/@{name}" if _THREADS_NAME.fullmatch(name) else None
    if platform == "bluesky":
        whole = _DOMAIN.fullmatch(name) or _DID.fullmatch(name)
        return f"https://bsky.app/profile/{name}" if whole else None
    if platform == "mastodon":
        user, _, own = name.partition("@")
        server = own or host or ""
        if _MASTODON_NAME.fullmatch(user) and _HOST.fullmatch(server):
            return safe_url(f"https://{server.lower()}/@{user}")
    return None


def mention_url(platform: Platform | None, handle: str, *, host: str | None = None) -> str | None:
    """Where a mention leads: the account's page; on X ``name/list`` leads to that list."""
    name, slash, slug = handle.removeprefix("@").removeprefix("＠").partition("/")
    if platform == "x" and slash and _X_NAME.fullmatch(name) and re.fullmatch(r"[A-Za-z][A-Za-z0-9_-]{0,24}", slug):
        return f"https://x.com/{name}/lists/{slug}"
    return None if slash else profile_url(platform, name, host=host)


def hashtag_url(platform: Platform | None, tag: str, *, host: str | None = None) -> str | None:
    """The page of a hashtag (with or without its sign); Mastodon has one on each server, so it needs `host`."""
    name = quote(_clean_handle(tag.removeprefix("#").removeprefix("＃")), safe="")
    if not name:
        return None
    if platform == "x":
        return f"https://x.com/hashtag/{name}"
    if platform == "bluesky":
        return f"https://bsky.app/hashtag/{name}"
    if platform == "threads":
        return f"https://www.threads.com/search?q={name}&serp_type=tags"
    if platform == "mastodon" and host and _HOST.fullmatch(host):
        return safe_url(f"https://{host.lower()}/tags/{name}")
    return None


def cashtag_url(platform: Platform | None, tag: str) -> str | None:
    """The search for a cashtag (with or without its sign); only X and Bluesky link them."""
    name = "%24" + quote(_clean_handle(tag.removeprefix("$")), safe="")
    if platform == "x":
        return f"https://x.com/search?q={name}&src=cashtag_click"
    return f"https://bsky.app/search?q={name}" if platform == "bluesky" else None


def _clean_handle(text: str) -> str:
    return text.encode("utf-8", "replace").decode()


def permalink(platform: Platform | None, handle: str | None, post_id: str, *, host: str | None = None) -> str | None:
    """The address of a post, or None when not enough is known to make one that works.

    X needs no handle (it redirects by the id alone); the others do, Mastodon also its server in the handle or `host`.
    """
    if platform == "x":
        if not re.fullmatch(_NUMBER, post_id, re.ASCII):
            return None
        name = (handle or "").removeprefix("@")
        return f"https://x.com/{name if _X_NAME.fullmatch(name) else 'i/web'}/status/{post_id}"
    profile = profile_url(platform, handle, host=host) if handle else None
    if profile is None:
        return None
    if platform == "mastodon":
        return f"{profile}/{post_id}" if re.fullmatch(_NUMBER, post_id, re.ASCII) else None
    return f"{profile}/post/{post_id}" if re.fullmatch(r"[A-Za-z0-9._~:-]{1,512}", post_id, re.ASCII) else None


def parse_post_url(url: str) -> PostAddress | None:
    """Which post an address leads to, or None. Addresses without protocol are read as ``https``.

    X and Twitter in all their forms (``/status/``, ``/statuses/``, ``/i/web/status/``, mobile hosts, hash-bang, with a
    picture behind), Bluesky's app, ``at://`` records of posts, Threads, and Mastodon posts by their numeric ids.
    """
    url = url.strip()
    if url.startswith("at://"):
        return _match_at_uri(url)
    if "://" not in url[:12]:
        url = "https://" + url
    if safe_url(url) is None:
        return None
    server, parts = get_host(url) or "", urlsplit(url)
    if server in _X_HOSTS:
        match = _X_POST.match(parts.path) or (_X_HASHBANG.match(parts.fragment) if parts.path in ("", "/") else None)
        return _match_address("x", match["handle"], match["id"]) if match else None
    if server in _BLUESKY_HOSTS:
        match = _BLUESKY_POST.fullmatch(parts.path)
        return _match_address("bluesky", unquote(match["handle"]), match["id"]) if match else None
    if server in _THREADS_HOSTS:
        match = _THREADS_POST.fullmatch(parts.path)
        if match and match["handle"] is None:
            return PostAddress("threads", None, match["id"], f"https://www.threads.com/t/{match['id']}")
        return _match_address("threads", match["handle"], match["id"]) if match else None
    match = _MASTODON_POST.fullmatch(parts.path) or _MASTODON_RECORD.fullmatch(parts.path)
    return _match_mastodon(server, match["handle"], match["id"], parts.netloc) if match else None


def _match_address(platform: Platform, handle: str | None, post_id: str) -> PostAddress | None:
    handle = None if platform == "x" and handle and handle.lower() == "i" else handle
    found = permalink(platform, handle, post_id)
    return PostAddress(platform, handle, post_id, found) if found else None


def _match_mastodon(server: str, handle: str, post_id: str, netloc: str) -> PostAddress | None:
    """A post seen on `server`; the id is that server's, whoever's post it is."""
    user, _, own = handle.partition("@")
    if not _MASTODON_NAME.fullmatch(user):
        return None
    shown = f"{user}@{own}" if own and own.lower() != server else user
    return PostAddress(
        "mastodon", f"{user}@{own.lower() or server}", post_id, f"https://{netloc.lower()}/@{shown}/{post_id}"
    )


def _match_at_uri(url: str) -> PostAddress | None:
    match = re.fullmatch(
        r"at://([A-Za-z0-9._:%-]{1,253})/app\.bsky\.feed\.post/([A-Za-z0-9._~:-]{1,512})", url, re.ASCII
    )
    return _match_address("bluesky", match[1], match[2]) if match else None
