"""Name resolution and connections, and which addresses are public. The one place where names and sockets meet.

The table of addresses that are not public is frozen, so that the answer does not change with Python's version. What is
checked is the address that a name resolved to, never a spelling of it. Of IPv6 only global unicast (2000::/3) can be
public at all; that leaves out loopback, mapped, compatible and translated IPv4, NAT64, unique local, link-local,
site-local and multicast addresses, and every metadata service, by one rule.
"""

from __future__ import annotations

import socket
import threading
from collections.abc import Callable
from ipaddress import IPv4Address, IPv4Network, IPv6Address, IPv6Network, ip_address
from typing import Protocol

from unroller.errors import NoSuchHostError, UnreachableError
from unroller.messages import Message

NO_ANSWER = Message("the host did not answer in time")
NO_NAME = Message("there is no host of this name")
NO_NAMES = Message("names of hosts cannot be looked up at the moment")
NO_CONNECTION = Message("no connection to the host")

#: Resolvers that may hang at once; the system gives no way to end one.
_PENDING = threading.BoundedSemaphore(64)
#: A name that exists. If it does not either, we are offline, and nothing is reported about any other.
_CONTROL = "archive.org"
_NO_SUCH_NAME = {socket.EAI_NONAME, getattr(socket, "EAI_NODATA", socket.EAI_NONAME)}


class NetworkBackend(Protocol):
    """Where hosts are. Tests put their own in its place."""

    def resolve(self, host: str, port: int, seconds: float) -> list[str]:
        """All addresses of `host`, numeric, in the order to try them.

        Raises:
            NoSuchHostError: there is none.
            UnreachableError: it could not be found out.
        """
        ...

    def dial(self, address: str, port: int, seconds: float) -> socket.socket:
        """A connection to this very address.

        Raises:
            OSError: there is none, or not in time.
        """
        ...


class SystemNetwork:
    """The network of this machine."""

    def resolve(self, host: str, port: int, seconds: float) -> list[str]:
        """As :meth:`NetworkBackend.resolve`; numbers in any spelling (``0x7f.1``) are hosts to the system."""
        try:
            return _run_within(seconds, lambda: _find_addresses(host, port))
        except socket.gaierror as error:
            if error.errno in _NO_SUCH_NAME and self._is_online(seconds):
                raise NoSuchHostError(NO_NAME) from error
            raise UnreachableError(NO_NAMES) from error
        except (OSError, UnicodeError) as error:
            raise UnreachableError(NO_NAMES) from error

    def dial(self, address: str, port: int, seconds: float) -> socket.socket:
        """As :meth:`NetworkBackend.dial`."""
        family = socket.AF_INET6 if ":" in address else socket.AF_INET
        line = socket.socket(family, socket.SOCK_STREAM)
        try:
            line.settimeout(seconds)
            line.connect((address, port))
        except BaseException:
            line.close()
            raise
        return line

    @staticmethod
    def _is_online(seconds: float) -> bool:
        try:
            return bool(_run_within(seconds, lambda: _find_addresses(_CONTROL, 443)))
        except (OSError, UnreachableError):
            return False


def _find_addresses(host: str, port: int) -> list[str]:
    infos = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM, proto=socket.IPPROTO_TCP)
    return list(dict.fromkeys(str(place[0]) for *_, place in infos))


def _run_within(seconds: float, find: Callable[[], list[str]]) -> list[str]:
    """What `find` gives, or an error once `seconds` are over; the thread is left to end by itself.

    Raises:
        UnreachableError: not in time.
        OSError: what `find` raised.
    """
    results: list[list[str]] = []
    failed: list[Exception] = []

    def run() -> None:
        try:
            results.append(find())
        except Exception as error:  # carried to the thread that waits
            failed.append(error)
        finally:
            _PENDING.release()

    if not _PENDING.acquire(timeout=max(0.0, seconds)):
        raise UnreachableError(NO_ANSWER)
    worker = threading.Thread(target=run, name="resolve", daemon=True)
    worker.start()
    worker.join(max(0.0, seconds))
    if failed:
        raise failed[0]
    if not results:
        raise UnreachableError(NO_ANSWER)
    return results[0]


_NOT_PUBLIC_4 = tuple(
    IPv4Network(network)
    for network in (
        "0.0.0.0/8",  # this network
        "10.0.0.0/8",  # private
        "100.64.0.0/10",  # shared by carriers; 100.100.100.200 is Alibaba's metadata service
        "127.0.0.0/8",  # loopback
        "168.63.129.16/32",  # Azure's own services, on every machine of theirs
        "169.254.0.0/16",  # link-local; 169.254.169.254 is the metadata service of most clouds
        "172.16.0.0/12",  # private
        "192.0.0.0/24",  # protocol assignments; 192.0.0.192 is Oracle's metadata service
        "192.0.2.0/24",  # documentation
        "192.31.196.0/24",  # AS112, answers to reverse look-ups of private addresses
        "192.52.193.0/24",  # automatic multicast tunneling
        "192.88.99.0/24",  # relays of 6to4
        "192.168.0.0/16",  # private
        "192.175.48.0/24",  # AS112
        "198.18.0.0/15",  # benchmarking
        "198.51.100.0/24",  # documentation
        "203.0.113.0/24",  # documentation
        "224.0.0.0/4",  # multicast
        "240.0.0.0/4",  # reserved, and broadcast
    )
)
_PUBLIC_6 = IPv6Network("2000::/3")
_NOT_PUBLIC_6 = tuple(
    IPv6Network(network)
    for network in (
        "2001::/23",  # protocol assignments: Teredo, benchmarking, ORCHID and others
        "2001:db8::/32",  # documentation
        "2002::/16",  # 6to4: an IPv4 address in disguise
        "2620:4f:8000::/48",  # AS112
        "3ffe::/16",  # the 6bone, given back
        "3fff::/20",  # documentation
    )
)
#: ISATAP: an IPv4 address in the lower half, after one of these.
_ISATAP = (0x00005EFE, 0x02005EFE)


def is_public(address: str) -> bool:
    """Whether `address`, numeric as a resolver gives it, is one of the public internet. What is no address is not."""
    try:
        parsed = ip_address(address)
    except ValueError:
        return False
    if isinstance(parsed, IPv4Address):
        return _is_public_4(parsed)
    return _is_public_6(parsed)


def _is_public_4(address: IPv4Address) -> bool:
    return address.is_global and not any(address in network for network in _NOT_PUBLIC_4)


def _is_public_6(address: IPv6Address) -> bool:
    if address.scope_id is not None or address not in _PUBLIC_6 or not address.is_global:
        return False
    if any(address in network for network in _NOT_PUBLIC_6):
        return False
    lower = int(address) & (1 << 64) - 1
    return lower >> 32 not in _ISATAP or _is_public_4(IPv4Address(lower & 0xFFFFFFFF))
