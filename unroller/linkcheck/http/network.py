"""Finding a host's addresses, and dialling one of them. The one place where names and sockets are met."""

from __future__ import annotations

import socket
import threading
from collections.abc import Callable
from typing import Protocol

from unroller.errors import NoSuchHostError, UnreachableError

NO_ANSWER = "the host did not answer in time"
NO_NAME = "there is no host of this name"
NO_NAMES = "names of hosts cannot be looked up at the moment"
NO_CONNECTION = "no connection to the host"

#: Resolvers that may hang at once; the system gives no way to end one.
_PENDING = threading.BoundedSemaphore(64)
#: A name that exists. If it does not either, we are offline, and nothing is said of any other.
_CONTROL = "archive.org"
_NO_SUCH_NAME = {socket.EAI_NONAME, getattr(socket, "EAI_NODATA", socket.EAI_NONAME)}


class Network(Protocol):
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
        """As :meth:`Network.resolve`; numbers in any spelling (``0x7f.1``) are hosts to the system, and come as one."""
        try:
            return _run_within(seconds, lambda: _find_addresses(host, port))
        except socket.gaierror as error:
            if error.errno in _NO_SUCH_NAME and self._is_online(seconds):
                raise NoSuchHostError(NO_NAME) from error
            raise UnreachableError(NO_NAMES) from error
        except (OSError, UnicodeError) as error:
            raise UnreachableError(NO_NAMES) from error

    def dial(self, address: str, port: int, seconds: float) -> socket.socket:
        """As :meth:`Network.dial`."""
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
    found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM, proto=socket.IPPROTO_TCP)
    return list(dict.fromkeys(str(place[0]) for *_, place in found))


def _run_within(seconds: float, find: Callable[[], list[str]]) -> list[str]:
    """What `find` gives, or an error once `seconds` are over; the thread is left to end by itself.

    Raises:
        UnreachableError: not in time.
        OSError: what `find` raised.
    """
    found: list[list[str]] = []
    failed: list[Exception] = []

    def run() -> None:
        try:
            found.append(find())
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
    if not found:
        raise UnreachableError(NO_ANSWER)
    return found[0]
