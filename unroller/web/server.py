"""Serving with waitress, under limits that slow or greedy clients cannot pass."""

from __future__ import annotations

import contextlib
import copy
import gc
import ipaddress
import os
import signal
import socket
import sys
import threading
import webbrowser
from collections.abc import Mapping
from types import FrameType
from typing import Any

from waitress.channel import HTTPChannel
from waitress.parser import HTTPRequestParser
from waitress.server import create_server

from unroller.config import Settings
from unroller.errors import MisuseError, UnrollerError
from unroller.messages import technical
from unroller.web.app import create_app
from unroller.web.imports.presenters import IMPORTS_URL
from unroller.web.state import LibraryState
from unroller.web.supervisor import supervise

THREADS = 8
#: 200 slow clients block a server with default settings; with these two it answered in milliseconds (measured).
CONNECTIONS = 2000
IDLE_SECONDS = 20
#: Connections that wait until somebody takes them, at most.
BACKLOG = 1024
#: What waitress refuses at once, without a page of ours: well above what the app itself refuses with one.
GRACE_FACTOR = 2


def serve(
    settings: Settings, host: str, port: int, *, private: bool = False, show: bool = False, workers: int = 1
) -> None:
    """Serve until SIGTERM or SIGINT.

    Args:
        settings: of the archive.
        host: the address to listen on.
        port: the port; 0 for any that is free.
        private: whether to show private threads too.
        show: whether to open a browser, if there is one.
        workers: how many processes answer.

    Raises:
        MisuseError: the address cannot be used, most often because something else listens there.
    """
    try:
        sockets = listen(host, port)
    except (OSError, ValueError, OverflowError) as error:
        raise MisuseError(
            technical(
                "serve: {host}:{port} cannot be used ({reason}): choose another --port or --host",
                host=host,
                port=port,
                reason=str(error),
            )
        ) from error
    for stop in (signal.SIGTERM, signal.SIGINT):
        signal.signal(stop, _stop)
    address = f"[{host}]" if ":" in host else host
    bound = sockets[0].getsockname()[1]
    sys.stderr.write(f"unroller: open http://{address}:{bound}/ (stop with Ctrl-C)\n")
    sys.stderr.flush()
    if show and has_display(os.environ):  # the port answers from here on: what comes now waits its turn
        open_browser(f"http://{_get_reachable_host(host)}:{bound}/")
    hosts = list_host_names(host)
    if workers == 1:
        _answer(settings, sockets, hosts, private=private)
    else:
        supervise(lambda: _answer(settings, sockets, hosts, private=private), workers)


def listen(host: str, port: int) -> list[socket.socket]:
    """Sockets that listen on every address that `host` names; the same port on all of them.

    Raises:
        OSError: an address cannot be used.
    """
    found = socket.getaddrinfo(host or None, port, type=socket.SOCK_STREAM, flags=socket.AI_PASSIVE)
    sockets: list[socket.socket] = []
    for family, kind, protocol, _, address in dict.fromkeys(found):
        one = socket.socket(family, kind, protocol)
        sockets.append(one)
        one.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        if family == socket.AF_INET6:
            one.setsockopt(socket.IPPROTO_IPV6, socket.IPV6_V6ONLY, 1)
        number = sockets[0].getsockname()[1] if len(sockets) > 1 else port
        one.bind((address[0], number, *address[2:]))
        one.listen(BACKLOG)
    return sockets


def _answer(settings: Settings, sockets: list[socket.socket], hosts: tuple[str, ...], *, private: bool) -> None:
    """Answer what comes in until the process is told to stop."""
    app = create_app(settings, hosts=hosts, private=private)
    server = create_server(
        app,
        sockets=sockets,
        threads=THREADS,
        connection_limit=CONNECTIONS,
        channel_timeout=IDLE_SECONDS,
        max_request_body_size=settings.limits.request_bytes * GRACE_FACTOR,
        asyncore_use_poll=True,
        clear_untrusted_proxy_headers=True,
        ident="",
    )
    server.channel_class = build_channel_class(settings)
    threading.Thread(target=_preload, args=(app.extensions["unroller"],), daemon=True).start()
    server.run()
    with contextlib.suppress(OSError):
        server.close()


def has_display(environ: Mapping[str, str], platform: str = sys.platform) -> bool:
    """Whether there is somebody before a screen: no continuous integration, no shell on a machine far away.

    Without a screen a text browser would take the terminal that the app runs in. ``BROWSER`` names a browser that its
    owner chose, so it counts as one.
    """
    if environ.get("CI"):
        return False
    if environ.get("BROWSER") or environ.get("DISPLAY") or environ.get("WAYLAND_DISPLAY"):
        return True
    return platform in ("darwin", "win32") and not environ.get("SSH_CONNECTION")


def open_browser(url: str) -> None:
    """Open `url` without waiting for the browser. One that cannot be started is no reason not to serve."""
    threading.Thread(target=webbrowser.open, args=(url,), daemon=True).start()


def _get_reachable_host(host: str) -> str:
    """The name under which a browser on this machine finds what serves on `host`."""
    with contextlib.suppress(ValueError):
        if ipaddress.ip_address(host).is_unspecified:
            return "127.0.0.1"
    return f"[{host}]" if ":" in host else host


def build_channel_class(settings: Settings) -> type[HTTPChannel]:
    """Connections whose requests may be as large as is read in one go; on the one address that takes exports of
    accounts in, as large as those are."""
    most = settings.limits.import_bytes + settings.limits.request_bytes

    class Parser(HTTPRequestParser):  # type: ignore[misc]
        """A request; its head says which limit it is under."""

        def parse_header(self, header_plus: bytes) -> None:
            super().parse_header(header_plus)
            if self.command == "POST" and self.path == IMPORTS_URL:
                adjustments: Any = vars(self)["adj"]
                self.adj = copy.copy(adjustments)
                self.adj.max_request_body_size = most

    class Channel(HTTPChannel):  # type: ignore[misc]
        """A connection."""

        parser_class = Parser

    return Channel


def list_host_names(host: str) -> tuple[str, ...]:
    """The host name to answer to because the person who runs the app chose it; none for "every interface"."""
    with contextlib.suppress(ValueError):
        address = ipaddress.ip_address(host)
        if address.is_unspecified:
            return ()
        return (f"[{host}]",) if address.version == 6 else (host,)
    return (host,)


def _stop(_number: int, _frame: FrameType | None) -> None:
    """Leave waitress's loop, which ends what it was doing first."""
    raise SystemExit(0)


def _preload(state: LibraryState) -> None:
    """Let the search catch up, so that the first query does not wait for it. A failure shows with that query."""
    with contextlib.suppress(UnrollerError):
        state.preload()
        state.library.refresh()
    gc.collect()
    gc.freeze()  # what is there now stays: the collector need not go through it during a request
