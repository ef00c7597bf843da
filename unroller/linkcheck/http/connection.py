"""A connection bounded as a whole: by the clock and by the bytes that come through it.

A timeout of a socket is a timeout of one read: a host that sends a byte now and then keeps it waiting for ever, in the
headers, between two chunks, or behind them. So the bound stands where every byte passes, below everything that parses.
"""

from __future__ import annotations

import socket
import ssl
import time
from collections.abc import Sequence
from typing import TYPE_CHECKING

from unroller.errors import FetchError, UnreachableError
from unroller.linkcheck.http.network import NO_ANSWER, NO_CONNECTION, Network

if TYPE_CHECKING:
    from _typeshed import WriteableBuffer

TOO_MUCH = "the host sends more than it should"
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

    def took(self, count: int) -> int:
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

    line: BoundedConnection

    def recv_into(self, buffer: WriteableBuffer, nbytes: int = 0, flags: int = 0) -> int:
        """As ever, within what is left."""
        self.settimeout(self.line.deadline.left())
        return self.line.took(super().recv_into(buffer, nbytes, flags))

    def sendall(self, data: WriteableBuffer, flags: int = 0) -> None:
        """As ever, within what is left."""
        self.settimeout(self.line.deadline.left())
        super().sendall(data, flags)


class BoundedTlsSocket(ssl.SSLSocket):
    """The same with TLS. The handshake is one call to the system's library, which ends it in time."""

    line: BoundedConnection

    def recv_into(self, buffer: WriteableBuffer, nbytes: int | None = None, flags: int = 0) -> int:
        """As ever, within what is left."""
        self.settimeout(self.line.deadline.left())
        return self.line.took(super().recv_into(buffer, nbytes, flags))

    def sendall(self, data: WriteableBuffer, flags: int = 0) -> None:
        """As ever, within what is left."""
        self.settimeout(self.line.deadline.left())
        super().sendall(data, flags)


def connect(network: Network, addresses: Sequence[str], port: int, line: BoundedConnection) -> BoundedSocket:
    """A connection to the first of `addresses` that takes one; each gets its share of the time.

    Raises:
        UnreachableError: none does.
    """
    for number, address in enumerate(addresses):
        share = line.deadline.left() / (len(addresses) - number)
        try:
            plain = network.dial(address, port, share)
        except OSError:
            continue
        bounded = BoundedSocket(fileno=plain.detach())
        bounded.line = line
        return bounded
    raise UnreachableError(NO_CONNECTION)


def wrap_tls(plain: BoundedSocket, context: ssl.SSLContext, host: str) -> BoundedTlsSocket:
    """TLS on a connection, for `host`, whose certificate is checked.

    Raises:
        OSError: no handshake, or a certificate of somebody else.
    """
    plain.settimeout(plain.line.deadline.left())
    line = plain.line
    tls = context.wrap_socket(plain, server_hostname=host)
    assert isinstance(tls, BoundedTlsSocket)
    tls.line = line
    return tls


def build_tls_context(authorities: str) -> ssl.SSLContext:
    """A context that demands a certificate for the very host, from the `authorities` (a file in PEM form)."""
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
    context.minimum_version = ssl.TLSVersion.TLSv1_2
    context.load_verify_locations(cafile=authorities)
    context.set_alpn_protocols(["http/1.1"])
    context.sslsocket_class = BoundedTlsSocket
    return context
