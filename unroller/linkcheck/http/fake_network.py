"""For tests: a server on loopback in place of the web. All rules are kept; only the connections lead elsewhere.

A name of the fake web has a public address, and passes all checks with it. Numbers are left to the system, so that
loopback in any spelling is as forbidden as ever. No other name exists, and no other address is dialled.
"""

from __future__ import annotations

import re
import socket

from unroller.config import FakeWeb
from unroller.errors import NoSuchHostError
from unroller.linkcheck.http.network import NO_NAME, SystemNetwork
from unroller.regex import compile_re

#: The address that names of the fake web resolve to. It is never dialled.
_FAKE_ADDRESS = "93.184.215.14"
_NUMBER = compile_re(r"(?:0x[0-9a-f]+|[0-9]+)(?:\.(?:0x[0-9a-f]+|[0-9]+)){0,3}|[0-9a-f.:]*:[0-9a-f.:]*(?:%\w+)?", re.I)


class FakeNetwork:
    """A :class:`~unroller.linkcheck.http.network.Network` that reaches one server on loopback, and nothing else."""

    def __init__(self, web: FakeWeb) -> None:
        self._web = web
        self._system = SystemNetwork()

    def resolve(self, host: str, port: int, seconds: float) -> list[str]:
        """The fake address for a name of the fake web; what the system makes of a number."""
        name = host.casefold()
        if _NUMBER.fullmatch(name) or name == "localhost":
            return self._system.resolve(host, port, seconds)
        if any(fake == "*" or name == fake or name.endswith("." + fake) for fake in self._web.hosts):
            return [_FAKE_ADDRESS]
        raise NoSuchHostError(NO_NAME)

    def dial(self, address: str, port: int, seconds: float) -> socket.socket:
        """A connection to the server on loopback, whatever public address was asked for."""
        if address != _FAKE_ADDRESS:
            raise ConnectionRefusedError(address)
        if (there := self._web.http if port == 80 else self._web.https) is None:
            raise ConnectionRefusedError(port)
        return self._system.dial("127.0.0.1", there, seconds)
