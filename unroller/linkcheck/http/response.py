"""What is asked and what comes back, as values; the seam between the network and everything else."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Protocol, TypedDict, Unpack

from unroller import __version__
from unroller.model import Hop

#: Who we say we are. Hosts can see what asks them, and refuse it.
USER_AGENT = f"Unroller/{__version__} (looks up the links of kept threads, when asked to)"
#: Bytes of a page that are read, decoded. The metadata of a page is at its top.
MOST_BYTES = 2 * 1024 * 1024
#: Everything about one page, all redirects included, has this long.
SECONDS = 20.0
ACCEPT = "text/html,application/xhtml+xml,application/pdf;q=0.9,text/plain;q=0.8,*/*;q=0.1"
NO_HEADERS: Mapping[str, str] = MappingProxyType({})


@dataclass(frozen=True, slots=True)
class Response:
    """What a host answered, at the end of all redirects.

    `url` is where they led, `hops` every step with the last one; `headers` have lower-case names. `body` is unpacked;
    of a media type that we cannot read it is empty. `truncated`: there was more than was read. `media_type` is in
    lower case, without parameters, and empty where none is stated; `charset` is as stated, None where it is not.
    """

    url: str
    status: int
    hops: tuple[Hop, ...]
    headers: Mapping[str, str]
    body: bytes = b""
    media_type: str = ""
    charset: str | None = None
    truncated: bool = False


class FetchOptions(TypedDict, total=False):
    """How a page is asked for.

    Attributes:
        accept: the media types asked for; :data:`ACCEPT`.
        headers: further headers to send; none.
        most: bytes of the body, decoded, that are read at most; :data:`MOST_BYTES`.
        seconds: of wall clock for all of it; :data:`SECONDS`.
        follow: whether redirects are followed; they are.
    """

    accept: str
    headers: Mapping[str, str]
    most: int
    seconds: float
    follow: bool


class Fetcher(Protocol):
    """Whatever can get a page. Safe to use from several threads."""

    def get(self, url: str, **options: Unpack[FetchOptions]) -> Response:
        """The response for `url`.

        Every status is a response, 404 and 503 too. Where redirects are not followed, one is a response as well, and
        :func:`unroller.linkcheck.http.resolve_redirect` says where it leads: for those who wait between two steps.

        Raises:
            RefusedError: the address, or one that a redirect led to, is not one that is ever asked.
            NoSuchHostError: its host does not exist.
            UnreachableError: nothing came, or not in time, or it broke off.
            FetchError: what came is of no use.
        """
        ...
