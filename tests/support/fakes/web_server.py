"""A web of many hosts, played by one server on loopback: what each address answers is set by the test.

Raw sockets, so that it can misbehave as real hosts do: drip, lie about lengths, never end its headers.
"""

from __future__ import annotations

import contextlib
import gzip
import shutil
import socket
import ssl
import subprocess
import threading
import time
import zlib
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

from unroller.config import FakeWeb
from unroller.linkcheck.http import FakeNetwork, SafeFetcher


@dataclass(frozen=True)
class Asked:
    """One request: header names in lower case."""

    scheme: str
    host: str
    path: str
    headers: dict[str, str]

    @property
    def place(self) -> str:
        return self.host + self.path


@dataclass(frozen=True)
class Reply:
    """An answer that behaves."""

    body: bytes = b""
    status: int = 200
    type: str | None = "text/html; charset=utf-8"
    headers: tuple[tuple[str, str], ...] = ()

    def bytes(self) -> bytes:
        lines = [f"HTTP/1.1 {self.status} Said", f"Content-Length: {len(self.body)}", "Connection: close"]
        lines += [f"Content-Type: {self.type}"] if self.type else []
        lines += [f"{name}: {value}" for name, value in self.headers]
        return "\r\n".join(lines).encode() + b"\r\n\r\n" + self.body


def moved(to: str, status: int = 301) -> Reply:
    return Reply(status=status, headers=(("Location", to),))


#: An answer, or something that is given the request and writes pieces of bytes: the pieces are sent as they come.
Behaviour = Reply | Callable[[Asked], Reply] | Callable[[Asked], Iterator[bytes]]


@dataclass
class Web:
    """The hosts' pages by place (``host/path``), and what was asked of them."""

    pages: dict[str, Behaviour] = field(default_factory=dict)
    asked: list[Asked] = field(default_factory=list)
    #: Bytes that the system took from us.
    sent: int = 0
    hosts: tuple[str, ...] = ("*",)
    certificate: Path | None = None
    http: int = 0
    https: int | None = None
    #: The most requests that each host saw at once.
    most_at_once: Counter[str] = field(default_factory=Counter)
    _now: Counter[str] = field(default_factory=Counter)
    _lock: threading.Lock = field(default_factory=threading.Lock)
    _open: list[socket.socket] = field(default_factory=list)
    _threads: list[threading.Thread] = field(default_factory=list)

    @property
    def setting(self) -> FakeWeb:
        return FakeWeb(self.hosts, self.http, self.https, self.certificate)

    def fetcher(self) -> SafeFetcher:
        return SafeFetcher(FakeNetwork(self.setting), ca=self.certificate)

    def places(self) -> list[str]:
        return [asked.place for asked in self.asked]

    def listen(self, key: Path | None = None) -> None:
        self.http = self._serve("http", None)
        if self.certificate and key:
            context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
            context.load_cert_chain(self.certificate, key)
            self.https = self._serve("https", context)

    def close(self) -> None:
        for line in self._open:
            with contextlib.suppress(OSError):
                line.shutdown(socket.SHUT_RDWR)
            line.close()
        for thread in self._threads:
            thread.join(5)

    def _serve(self, scheme: str, context: ssl.SSLContext | None) -> int:
        listener = socket.create_server(("127.0.0.1", 0), backlog=128)
        self._open.append(listener)

        def accept() -> None:
            while True:
                try:
                    line, _ = listener.accept()
                except OSError:
                    return
                thread = threading.Thread(target=self._converse, args=(scheme, line, context), daemon=True)
                self._threads.append(thread)
                thread.start()

        thread = threading.Thread(target=accept, daemon=True)
        self._threads.insert(0, thread)
        thread.start()
        return int(listener.getsockname()[1])

    def _converse(self, scheme: str, line: socket.socket, context: ssl.SSLContext | None) -> None:
        line.settimeout(10)
        self._open.append(line)
        try:
            if context:
                line = context.wrap_socket(line, server_side=True)
                self._open.append(line)
            self._answer(scheme, line)
        except OSError:
            pass  # the other side hung up, as it should on some of this
        finally:
            line.close()

    def _answer(self, scheme: str, line: socket.socket) -> None:
        head = b""
        while b"\r\n\r\n" not in head:
            if not (piece := line.recv(65536)):
                return
            head += piece
        first, *lines = head.decode("latin-1").split("\r\n\r\n")[0].split("\r\n")
        headers = {name.lower(): value.strip() for name, _, value in (text.partition(":") for text in lines)}
        asked = Asked(scheme, headers.get("host", ""), first.split(" ")[1], headers)
        with self._lock:
            self.asked.append(asked)
            self._now[asked.host] += 1
            self.most_at_once[asked.host] = max(self.most_at_once[asked.host], self._now[asked.host])
        behaviour = self.pages.get(asked.place, Reply(b"<title>Not here</title>", 404))
        try:
            found = behaviour if isinstance(behaviour, Reply) else behaviour(asked)
        finally:
            with self._lock:  # before it is sent: whoever has the answer may ask again at once
                self._now[asked.host] -= 1
        for piece in [found.bytes()] if isinstance(found, Reply) else found:
            line.sendall(piece)
            self.sent += len(piece)


@contextlib.contextmanager
def playing(certificate: tuple[Path, Path] | None = None, hosts: tuple[str, ...] = ("*",)) -> Iterator[Web]:
    """A web on loopback, until the end of the block."""
    web = Web(hosts=hosts, certificate=certificate[0] if certificate else None)
    web.listen(certificate[1] if certificate else None)
    try:
        yield web
    finally:
        web.close()


def certify(folder: Path, *names: str) -> tuple[Path, Path] | None:
    """A certificate for `names` that vouches for itself, and its key; None without openssl."""
    if not (openssl := shutil.which("openssl")):
        return None
    certificate, key = folder / "certificate.pem", folder / "key.pem"
    subprocess.run(
        [openssl, "req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1", "-nodes",
         "-keyout", str(key), "-out", str(certificate), "-days", "2", "-subj", "/CN=played",
         "-addext", "subjectAltName=" + ",".join(f"DNS:{name}" for name in names)],
        check=True, capture_output=True, timeout=60,
    )  # fmt: skip
    return certificate, key


# -- hosts that misbehave --

HEAD = b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n"


def drip(start: bytes, piece: bytes, pause: float = 0.25) -> Callable[[Asked], Iterator[bytes]]:
    """`start`, then `piece` again and again, with a pause before each."""

    def behave(asked: Asked) -> Iterator[bytes]:
        yield start
        while True:
            time.sleep(pause)
            yield piece

    return behave


def flood(start: bytes, piece: bytes, times: int) -> Callable[[Asked], Iterator[bytes]]:
    """`start`, then `piece` that many times, as fast as it is taken."""

    def behave(asked: Asked) -> Iterator[bytes]:
        yield start
        for _ in range(times):
            yield piece

    return behave


def bomb(encoding: str, size: int) -> bytes:
    """`size` zeros, packed."""
    packer = zlib.compressobj(9, wbits=31 if encoding == "gzip" else 15)
    megabyte = bytes(1024 * 1024)
    return b"".join(packer.compress(megabyte) for _ in range(size // len(megabyte))) + packer.flush()


def packed(body: bytes, encoding: str = "gzip") -> Reply:
    data = gzip.compress(body) if encoding == "gzip" else zlib.compress(body)
    return Reply(data, headers=(("Content-Encoding", encoding),))
