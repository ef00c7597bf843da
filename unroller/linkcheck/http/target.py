"""An address taken apart into what is asked of whom; or refused. Pure."""

from __future__ import annotations

from dataclasses import dataclass
from urllib.parse import SplitResult, quote, urljoin, urlsplit, urlunsplit

import idna

from unroller.errors import RefusedError
from unroller.messages import Message
from unroller.regex import compile_re
from unroller.urls import safe_url

#: The one sentence for every refusal of an address. It does not say why: that would tell what there is inside.
REFUSAL = Message("this address is not looked up: only public web addresses are")
_PORTS = {"http": 80, "https": 443}
#: What may be in an address on the wire; the rest is escaped.
_ON_THE_WIRE = "!#$%&'()*+,/:;=?@[]~"

#: What hosts write into redirects without escaping it, and browsers forgive. In a host it is refused all the same.
_UNESCAPED = compile_re('[ <>"\\\\^`{|}]')

_ABSOLUTE = compile_re(r"[A-Za-z][A-Za-z0-9+.-]{0,30}:")


@dataclass(frozen=True, slots=True)
class Target:
    """One request: `url` as it goes on the wire; `host` in ASCII, without brackets and final dot."""

    url: str
    scheme: str
    host: str
    port: int


def parse_target(url: str) -> Target:
    """What to ask for `url`.

    Raises:
        RefusedError: another scheme than http(s), a user name, a port other than 80 and 443, a host that is none.
    """
    safe = safe_url(url)
    if safe is None or safe[:7].lower() == "mailto:":
        raise RefusedError(REFUSAL, url)
    try:
        parts = urlsplit(safe)
        port = parts.port or _PORTS[parts.scheme]
        if parts.port == 0 or parts.username is not None or port not in _PORTS.values():
            raise RefusedError(REFUSAL, url)
        host = _encode_host(parts.hostname or "")
    except ValueError as error:  # idna's errors are among them
        raise RefusedError(REFUSAL, url) from error
    return Target(_build_url(parts, host, port), parts.scheme, host, port)


def resolve_location(here: str, location: str) -> str:
    """The address that a redirect from `here` names; a fragment is carried on where the new one has none.

    Raises:
        RefusedError: it names none.
    """
    location = _UNESCAPED.sub(lambda m: quote(m[0]), location.strip(" \t"))
    try:
        there = location if _ABSOLUTE.match(location) else urljoin(here, location)
        old, new = urlsplit(here).fragment, urlsplit(there).fragment
    except ValueError as error:
        raise RefusedError(REFUSAL) from error
    return there if new or not old else f"{there.removesuffix('#')}#{old}"


def _encode_host(host: str) -> str:
    host = host.rstrip(".")
    if host.isascii():
        if not host:
            raise ValueError(host)
        return host
    return idna.encode(host, uts46=True).decode("ascii")


def _build_url(parts: SplitResult, host: str, port: int) -> str:
    where = f"[{host}]" if ":" in host else host
    if port != _PORTS[parts.scheme]:
        where = f"{where}:{port}"
    path = quote(parts.path or "/", safe=_ON_THE_WIRE, errors="replace")
    query = quote(parts.query, safe=_ON_THE_WIRE, errors="replace")
    return urlunsplit((parts.scheme, where, path, query, ""))
