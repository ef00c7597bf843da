"""Transport: `requests` over a connection that is bounded in time and bytes, and none of what it does unasked.

One request to one checked address: no proxy, no netrc, no cookie, no redirect, no retry, no name resolved again. The
Host header, the name in the TLS handshake and the check of the certificate stay those of the URL; only the address that
the connection leads to is fixed beforehand.

A socket's timeout is a timeout of one read: a host that sends a byte now and then keeps it waiting for ever, in the
headers, between two chunks, or behind them. So the bound is where every byte passes, below everything that parses.
"""

from __future__ import annotations

import logging
import socket
import ssl
import time
from collections.abc import Mapping, Sequence
from http.cookiejar import DefaultCookiePolicy
from typing import TYPE_CHECKING, Any

import requests
from requests.adapters import HTTPAdapter
from urllib3 import HTTPConnectionPool, HTTPSConnectionPool
from urllib3.connection import HTTPConnection, HTTPSConnection

from unroller.errors import FetchError, UnreachableError
from unroller.linkcheck.http.network import NO_ANSWER, NO_CONNECTION, NetworkBackend
from unroller.linkcheck.http.target import Target
from unroller.messages import Message

if TYPE_CHECKING:
    from _typeshed import WriteableBuffer


# A warning of urllib3's about headers would print what a host sent.
logging.getLogger("urllib3").setLevel(logging.ERROR)


class _Connection(HTTPConnection):
    """A connection over an open socket."""

    def __init__(self, *args: Any, opened: BoundedSocket, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._opened = opened

    def connect(self) -> None:
        """Take the open socket; there is no other."""
        self.sock = self._opened


class _TlsConnection(HTTPSConnection):
    """The same with TLS."""

    def __init__(self, *args: Any, opened: BoundedSocket, context: ssl.SSLContext, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._opened = opened
        self._context = context

    def connect(self) -> None:
        """Take the open socket, with TLS."""
        self.sock = wrap_tls(self._opened, self._context, self.host)
        self.is_verified = True  # by the context, which demands the certificate of this very host


class _Pool(HTTPConnectionPool):
    ConnectionCls = _Connection


class _TlsPool(HTTPSConnectionPool):
    ConnectionCls = _TlsConnection


class _Adapter(HTTPAdapter):
    """Sends over one connection."""

    def __init__(self, pool: HTTPConnectionPool) -> None:
        self._pool = pool
        super().__init__(max_retries=0)

    def get_connection_with_tls_context(self, *args: Any, **kwargs: Any) -> HTTPConnectionPool:  # noqa: ARG002
        """The one connection."""
        return self._pool

    def cert_verify(self, *args: Any, **kwargs: Any) -> None:
        """Nothing: the context of the connection has the authorities, read once."""

    def close(self) -> None:
        """Close the connection too."""
        self._pool.close()
        super().close()


class Exchange:
    """One request and its answer; `close` it whatever happens."""

    def __init__(self, target: Target, opened: BoundedSocket, context: ssl.SSLContext) -> None:
        pool: HTTPConnectionPool
        if target.scheme == "https":
            pool = _TlsPool(target.host, target.port, maxsize=1, opened=opened, context=context)
        else:
            pool = _Pool(target.host, target.port, maxsize=1, opened=opened)
        self._target = target
        self._opened = opened
        self._response: requests.Response | None = None
        self._session = requests.Session()
        self._session.trust_env = False
        self._session.headers.clear()
        self._session.cookies.set_policy(DefaultCookiePolicy(allowed_domains=[]))
        self._adapter = _Adapter(pool)

    def send(self, headers: Mapping[str, str], deadline: Deadline) -> requests.Response:
        """Ask, and give what came once its headers are in; the body is still to be read.

        Raises:
            FetchError, requests.RequestException, urllib3.exceptions.HTTPError, OSError
        """
        request = self._session.prepare_request(requests.Request("GET", self._target.url, headers=dict(headers)))
        # Not by the session, which would take a redirect's address apart, and raise on a broken one.
        self._response = self._adapter.send(request, stream=True, proxies={}, timeout=deadline.left())
        return self._response

    def close(self) -> None:
        """Hang up."""
        if self._response is not None:
            self._response.close()
        self._session.close()
        self._adapter.close()
        self._opened.close()


TOO_MUCH = Message("the host sends more than it should")
#: A status line and headers; what begins behind them may come in the same packet.
HEADER_BYTES = 64 * 1024


class Deadline:
    """A moment, by a clock that nobody sets."""

    def __init__(self, seconds: float) -> None:
        self._end = time.monotonic() + seconds

    def left(self) -> float:
        """Seconds until then.

        Raises:
            UnreachableError: none.
        """
        left = self._end - time.monotonic()
        if left <= 0:
            raise UnreachableError(NO_ANSWER)
        return left


class BoundedConnection:
    """The bounds of one connection: until `deadline`, and `allowance` further bytes (as they come, packed)."""

    def __init__(self, deadline: Deadline, allowance: int = HEADER_BYTES) -> None:
        self.deadline = deadline
        self.allowance = allowance

    def count(self, count: int) -> int:
        """Count bytes that came.

        Raises:
            FetchError: they are more than allowed.
        """
        self.allowance -= count
        if self.allowance < 0:
            raise FetchError(TOO_MUCH)
        return count


class BoundedSocket(socket.socket):
    """A socket on a :class:`BoundedConnection`."""

    bounds: BoundedConnection

    def recv_into(self, buffer: WriteableBuffer, nbytes: int = 0, flags: int = 0) -> int:
        """As ever, within what is left."""
        self.settimeout(self.bounds.deadline.left())
        return self.bounds.count(super().recv_into(buffer, nbytes, flags))

    def sendall(self, data: WriteableBuffer, flags: int = 0) -> None:
        """As ever, within what is left."""
        self.settimeout(self.bounds.deadline.left())
        super().sendall(data, flags)


class BoundedTlsSocket(ssl.SSLSocket):
    """The same with TLS. The handshake is one call to the system's library, which ends it in time."""

    bounds: BoundedConnection

    def recv_into(self, buffer: WriteableBuffer, nbytes: int | None = None, flags: int = 0) -> int:
        """As ever, within what is left."""
        self.settimeout(self.bounds.deadline.left())
        return self.bounds.count(super().recv_into(buffer, nbytes, flags))

    def sendall(self, data: WriteableBuffer, flags: int = 0) -> None:
        """As ever, within what is left."""
        self.settimeout(self.bounds.deadline.left())
        super().sendall(data, flags)


def connect(network: NetworkBackend, addresses: Sequence[str], port: int, bounds: BoundedConnection) -> BoundedSocket:
    """A connection to the first of `addresses` that takes one; each gets its share of the time.

    Raises:
        UnreachableError: none does.
    """
    for number, address in enumerate(addresses):
        share = bounds.deadline.left() / (len(addresses) - number)
        try:
            plain = network.dial(address, port, share)
        except OSError:
            continue
        bounded = BoundedSocket(fileno=plain.detach())
        bounded.bounds = bounds
        return bounded
    raise UnreachableError(NO_CONNECTION)


def wrap_tls(plain: BoundedSocket, context: ssl.SSLContext, host: str) -> BoundedTlsSocket:
    """TLS on a connection, for `host`, whose certificate is checked.

    Raises:
        OSError: no handshake, or a certificate of somebody else.
    """
    plain.settimeout(plain.bounds.deadline.left())
    bounds = plain.bounds
    tls = context.wrap_socket(plain, server_hostname=host)
    assert isinstance(tls, BoundedTlsSocket)
    tls.bounds = bounds
    return tls


def build_tls_context(authorities: str) -> ssl.SSLContext:
    """A context that demands a certificate for the very host, from the `authorities` (a file in PEM form)."""
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
    context.minimum_version = ssl.TLSVersion.TLSv1_2
    context.load_verify_locations(cafile=authorities)
    context.set_alpn_protocols(["http/1.1"])
    context.sslsocket_class = BoundedTlsSocket
    return context
