"""requests on a bounded line: one request to one checked address, and none of what requests does unasked.

No proxy, no netrc, no cookie, no redirect, no retry, no name looked up again. The Host header, the name in the TLS
handshake and the check of the certificate stay those of the address; only where the line leads is fixed beforehand.
"""

from __future__ import annotations

import logging
import ssl
from collections.abc import Mapping
from http.cookiejar import DefaultCookiePolicy
from typing import Any

import requests
from requests.adapters import HTTPAdapter
from urllib3 import HTTPConnectionPool, HTTPSConnectionPool
from urllib3.connection import HTTPConnection, HTTPSConnection

from unroller.linkcheck.http.connection import BoundedSocket, Deadline, wrap_tls
from unroller.linkcheck.http.target import Target

# A warning of urllib3's about headers would print what a host sent.
logging.getLogger("urllib3").setLevel(logging.ERROR)


class _Connection(HTTPConnection):
    """A connection over a line that is there already."""

    def __init__(self, *args: Any, opened: BoundedSocket, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._opened = opened

    def connect(self) -> None:
        """Take the line; there is no other."""
        self.sock = self._opened


class _TlsConnection(HTTPSConnection):
    """The same with TLS."""

    def __init__(self, *args: Any, opened: BoundedSocket, context: ssl.SSLContext, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._opened = opened
        self._context = context

    def connect(self) -> None:
        """Take the line, and shake hands on it."""
        self.sock = wrap_tls(self._opened, self._context, self.host)
        self.is_verified = True  # by the context, which demands the certificate of this very host


class _Pool(HTTPConnectionPool):
    ConnectionCls = _Connection


class _TlsPool(HTTPSConnectionPool):
    ConnectionCls = _TlsConnection


class _Adapter(HTTPAdapter):
    """Sends over one line."""

    def __init__(self, pool: HTTPConnectionPool) -> None:
        self._pool = pool
        super().__init__(max_retries=0)

    def get_connection_with_tls_context(self, *args: Any, **kwargs: Any) -> HTTPConnectionPool:  # noqa: ARG002
        """The one connection there is."""
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
