"""HTTP for the link checker: one page at a time, safely, and only when somebody asks for it.

Every address is hostile, and every response. See ``docs/sources.md`` for the rules. :class:`Fetcher` is all that other
packages know of the network; :func:`open_fetcher` gives the one that keeps the rules.

:mod:`.target` parses a URL, :mod:`.network` resolves names and checks addresses, :mod:`.transport` bounds a connection
in time and bytes, :mod:`.client` follows redirects and decodes bodies, :mod:`.fake_network` is for tests.
"""

from __future__ import annotations

from unroller.config import Settings
from unroller.errors import FetchError, MisuseError, NoSuchHostError, RefusedError, UnreachableError
from unroller.linkcheck.http.client import SafeFetcher, resolve_redirect
from unroller.linkcheck.http.fake_network import FakeNetwork
from unroller.linkcheck.http.network import NetworkBackend, SystemNetwork
from unroller.linkcheck.http.response import MOST_BYTES, NO_HEADERS, SECONDS, USER_AGENT, Fetcher, Response
from unroller.messages import Message

__all__ = [
    "MOST_BYTES",
    "NO_HEADERS",
    "SECONDS",
    "USER_AGENT",
    "FakeNetwork",
    "FetchError",
    "Fetcher",
    "NetworkBackend",
    "NoSuchHostError",
    "RefusedError",
    "Response",
    "SafeFetcher",
    "SystemNetwork",
    "UnreachableError",
    "open_fetcher",
    "resolve_redirect",
]  # fmt: skip


def open_fetcher(settings: Settings) -> Fetcher:
    """The fetcher for these settings.

    Raises:
        MisuseError: fetching is switched off.
    """
    if not settings.fetch:
        raise MisuseError(Message("fetch: switched off (UNROLLER_FETCH): nothing is asked of the network"))
    if settings.fake_web is not None:
        return SafeFetcher(FakeNetwork(settings.fake_web), ca=settings.fake_web.ca)
    return SafeFetcher()
