"""A link to check, and its state by what its host answers. Pure; no state says more than the response shows."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from urllib.parse import urlsplit

from unroller.messages import msgid
from unroller.model import Hop, LinkStatus, Observation
from unroller.regex import compile_re
from unroller.urls import canonicalize, has_host

#: Sentences of ours that an observation may carry; a host's own words are never among them.
FRONT_PAGE = msgid("the address leads to the site's front page now")
SAYS_NOT_FOUND = msgid("the page says that it is not there")
NOT_THERE = msgid("the host says that it is not there")
NOT_FOR_US = msgid("the host answers, but not to us")
ROBOTS = msgid("the host asks programs not to visit this (robots.txt)")
TROUBLE = msgid("the host is in trouble")
UNCLEAR = msgid("the host's answer says nothing about the page")
NO_POST = msgid("the network says that the post is not there")

_BLOCKED = frozenset({401, 402, 403, 407, 429, 451, 999})
_GONE = frozenset({404, 410})
_FOR_GOOD = frozenset({301, 308})
#: Hosts whose whole purpose is to send on: their permanent redirect moves nothing.
_SENDERS = (
    "t.co", "bit.ly", "j.mp", "is.gd", "v.gd", "ow.ly", "buff.ly", "tinyurl.com", "goo.gl", "dlvr.it", "lnkd.in",
    "youtu.be", "wp.me", "fb.me", "redd.it", "git.io", "amzn.to", "a.co", "nyti.ms", "wapo.st", "reut.rs", "bbc.in",
    "econ.st", "on.ft.com", "trib.al", "ift.tt", "cutt.ly", "rb.gy", "t.ly", "tiny.cc", "shorturl.at", "spoti.fi",
    "apple.co", "flip.it", "hubs.ly", "mstdn.io", "doi.org", "hdl.handle.net", "w3id.org", "purl.org", "t.me",
)  # fmt: skip
_FRONT = compile_re(r"/?(?:[A-Za-z]{2}(?:[-_][A-Za-z]{2})?/?)?(?:(?:index|home|default)(?:\.[a-z]{3,5})?/?)?")
_NOT_FOUND = compile_re(
    r"(?:error )?(?:404|410)(?:\W{1,3}(?:error|(?:page |file )?not found|gone))?|"
    r"(?:error\W{1,3})?page (?:was )?not found|not found|"
    r"(?:sorry\W{1,3})?(?:this|the) page (?:could not be found|does(?: not|n['’]t) exist|is not available)",
    re.IGNORECASE,
)
_SITE_AFTER = compile_re(r"\s[|–—·-]\s|:\s|\s»\s")


@dataclass(frozen=True, slots=True)
class LinkRequest:
    """A link to check.

    Attributes:
        url: the address as it is in the threads.
        threads: ids of the threads that have it.
        published: when the oldest of them was published, ISO 8601, as far as known: the date that an archived copy is
            to be nearest to.
        before: the newest observation there is.
    """

    url: str
    threads: tuple[str, ...] = ()
    published: str | None = None
    before: Observation | None = None


def classify_response(status: int, hops: Sequence[Hop], final: str, title: str | None) -> tuple[LinkStatus, str]:
    """The state of a source from the last `status`, the way there, and the title of what stood there; and why.

    `alive` has no reason. A deep address that ends on a front page is gone, and so is a page whose whole title says
    that it was not found, whatever its status.
    """
    if status in _GONE:
        return "gone", NOT_THERE
    if status in _BLOCKED:
        return "blocked", NOT_FOR_US
    if status >= 500:
        return "unknown", TROUBLE
    if not (200 <= status < 300 or status == 304):
        return "unknown", UNCLEAR
    places = [hop.url for hop in hops if not has_host(hop.url, *_SENDERS)]
    if any(not is_front_page(place) for place in places) and is_front_page(final):
        return "gone", FRONT_PAGE
    if title and _is_not_found_title(title):
        return "gone", SAYS_NOT_FOUND
    return ("moved" if _has_moved(hops, final) else "alive"), ""


def is_front_page(url: str) -> bool:
    """Whether an address is that of a front page: no path but a language or an index, and no query."""
    parts = urlsplit(url)
    return not parts.query and not parts.fragment.startswith(("/", "!")) and _FRONT.fullmatch(parts.path) is not None


def _has_moved(hops: Sequence[Hop], final: str) -> bool:
    """Whether the host of a page, not a sender of short links, has given it another address for good."""
    targets = [hop.url for hop in hops[1:]] + [final]
    return any(
        hop.status in _FOR_GOOD and canonicalize(hop.url) != canonicalize(there) and not has_host(hop.url, *_SENDERS)
        for hop, there in zip(hops, targets, strict=False)
    )


def _is_not_found_title(title: str) -> bool:
    parts = [part.strip(" .!?…") for part in _SITE_AFTER.split(title[:200])]
    return _NOT_FOUND.fullmatch(parts[0]) is not None or _NOT_FOUND.fullmatch(title[:200].strip(" .!?…")) is not None
