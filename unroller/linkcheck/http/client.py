"""HTTP client: follows redirects, checks every step in full, and reads and decodes bodies within bounds."""

from __future__ import annotations

import contextlib
import re
import zlib
from collections.abc import Mapping
from typing import Unpack

import certifi
import requests
import urllib3

from unroller.errors import FetchError, RefusedError, UnreachableError
from unroller.linkcheck.http.network import NO_ANSWER, NO_CONNECTION, NetworkBackend, SystemNetwork, is_public
from unroller.linkcheck.http.response import ACCEPT, MOST_BYTES, NO_HEADERS, SECONDS, USER_AGENT, FetchOptions, Response
from unroller.linkcheck.http.target import REFUSAL, Target, parse_target, resolve_location
from unroller.linkcheck.http.transport import (
    HEADER_BYTES,
    TOO_MUCH,
    BoundedConnection,
    Deadline,
    Exchange,
    build_tls_context,
    connect,
)
from unroller.messages import Message
from unroller.model import Hop
from unroller.regex import compile_re

REDIRECTS = 5
TOO_MANY = Message("more than {count} redirects, one after another", count=REDIRECTS)
BAD_CERTIFICATE = Message("the host's certificate is not valid for it")
BROKEN_OFF = Message("the answer broke off")
NOT_HTTP = Message("the host's answer is not one of the web")

_REDIRECT = frozenset({301, 302, 303, 307, 308})
#: What we can read. Of everything else only the headers are taken.
_READABLE = frozenset(
    {
        "text/html", "application/xhtml+xml", "text/plain", "application/pdf", "application/x-pdf",
        "application/json", "application/xml", "text/xml", "application/link-format",
    }
)  # fmt: skip
_READABLE_ENDINGS = ("+json", "+xml")
_TYPE = compile_re(r"[a-z0-9!#$&^_.+-]{1,64}/[a-z0-9!#$&^_.+-]{1,64}")
_CHARSET = compile_re(r";\s{0,8}charset\s{0,8}=\s{0,8}[\"']?([A-Za-z0-9._:-]{1,40})", re.IGNORECASE)
_TIMEOUTS = {"TimeoutError", "ReadTimeoutError", "ReadTimeout", "ConnectTimeout"}
_BREAKS = {"IncompleteRead", "RemoteDisconnected", "ConnectionResetError", "ConnectionAbortedError", "SSLEOFError"}
_PIECE = 64 * 1024
_CONTROLS = compile_re("[\0-\x1f\x7f-\x9f]+")


#: What we ask for. Anything else comes unasked, and is not unpacked.
ENCODINGS = "gzip, deflate"


class SafeFetcher:
    """A :class:`~unroller.linkcheck.http.response.Fetcher` for the open web. Keeps nothing between two calls.

    `network` and `ca` (a file of certificate authorities) are for tests; no request can set them.
    """

    def __init__(self, network: NetworkBackend | None = None, *, ca: object = None) -> None:
        self._network = network or SystemNetwork()
        self._context = build_tls_context(str(ca or certifi.where()))

    def get(self, url: str, **options: Unpack[FetchOptions]) -> Response:
        """As :meth:`unroller.linkcheck.http.response.Fetcher.get` says."""
        deadline = Deadline(options.get("seconds", SECONDS))
        accept = {"User-Agent": USER_AGENT, "Accept": options.get("accept", ACCEPT)}
        sent = {**options.get("headers", NO_HEADERS), **accept, "Accept-Encoding": ENCODINGS, "Connection": "close"}
        hops: list[Hop] = []
        here = url
        try:
            while True:
                answer = self._request(here, sent, hops, options.get("most", MOST_BYTES), deadline)
                there = resolve_redirect(answer) if options.get("follow", True) else None
                if there is None:
                    return answer
                here = there
        except FetchError as error:
            error.url = here
            error.hops = tuple((hop.url, hop.status) for hop in hops)
            raise

    def _request(
        self, url: str, headers: Mapping[str, str], hops: list[Hop], most: int, deadline: Deadline
    ) -> Response:
        """One step, which is added to `hops`."""
        target = parse_target(url)
        addresses = self._resolve_public(target, deadline)
        bounds = BoundedConnection(deadline)
        exchange = Exchange(target, connect(self._network, addresses, target.port, bounds), self._context)
        try:
            response = exchange.send(headers, deadline)
            hops.append(Hop(url, response.status_code))
            return _read_response(url, response, tuple(hops), most, bounds)
        except (requests.RequestException, urllib3.exceptions.HTTPError, OSError, ValueError) as error:
            raise _describe_error(error) from error
        finally:
            exchange.close()

    def _resolve_public(self, target: Target, deadline: Deadline) -> list[str]:
        """The addresses of a host; refused if a single one of them is not public."""
        addresses = self._network.resolve(target.host, target.port, deadline.left())
        if not addresses or not all(is_public(address) for address in addresses):
            raise RefusedError(REFUSAL)
        return addresses


def resolve_redirect(answer: Response) -> str | None:
    """Where a redirect leads; None for any other answer.

    Raises:
        RefusedError: to no address, or out of encryption.
        FetchError: it is one too many.
    """
    location = answer.headers.get("location")
    if answer.status not in _REDIRECT or not location:
        return None
    if len(answer.hops) > REDIRECTS:
        raise FetchError(TOO_MANY)
    there = resolve_location(answer.url, location)
    if answer.url[:6].lower() == "https:" and there[:5].lower() == "http:":
        raise RefusedError(REFUSAL)
    return there


def _read_response(
    url: str, response: requests.Response, hops: tuple[Hop, ...], most: int, bounds: BoundedConnection
) -> Response:
    """The answer with its body, which is read as far as it is wanted."""
    stated = _decode_header(response.headers.get("content-type", ""))
    media_type = stated.partition(";")[0].strip().lower()
    media_type = media_type if _TYPE.fullmatch(media_type) else ""
    charset = _CHARSET.search(stated[:512])
    body, truncated = b"", True
    if response.status_code in _REDIRECT and "location" in response.headers:
        pass  # the body of a redirect is for people whose browser does not follow it
    elif media_type in _READABLE or media_type.endswith(_READABLE_ENDINGS):
        bounds.allowance = 2 * most + HEADER_BYTES  # chunks have frames, and some hosts send a byte in each
        body, truncated = _read_body(response, most)
    return Response(
        url=url,
        status=response.status_code,
        hops=hops,
        headers={name.lower(): _decode_header(value) for name, value in response.headers.items()},
        body=body,
        media_type=media_type,
        charset=charset[1] if charset else None,
        truncated=truncated,
    )


def _read_body(response: requests.Response, most: int) -> tuple[bytes, bool]:
    """At most `most` unpacked bytes, and whether there were more."""
    decoder = ContentDecoder(response.headers.get("content-encoding", ""))
    body = bytearray()
    while piece := response.raw.read(_PIECE, decode_content=False):
        body += decoder.decode(piece, most + 1 - len(body))
        if len(body) > most:
            return bytes(body[:most]), True
    decoder.finish()
    return bytes(body), False


def _decode_header(value: str) -> str:
    """A header's value as text: most that are not ASCII are UTF-8, though they are read as Latin-1."""
    with contextlib.suppress(UnicodeError):
        value = value.encode("latin-1").decode("utf-8")
    return _CONTROLS.sub(" ", value)


def _describe_error(error: Exception) -> FetchError:
    """What went wrong, in a sentence of ours: nothing that a host sent is in it."""
    causes: list[BaseException] = []
    cause: BaseException | None = error
    while cause is not None and len(causes) < 12:
        causes.append(cause)
        inner = next((arg for arg in cause.args if isinstance(arg, BaseException)), None)
        cause = cause.__cause__ or inner or cause.__context__
    if own := next((one for one in causes if isinstance(one, FetchError)), None):
        return own
    kinds = {type(one).__name__ for one in causes}
    if "SSLCertVerificationError" in kinds:
        return UnreachableError(BAD_CERTIFICATE)
    if kinds & _TIMEOUTS:
        return UnreachableError(NO_ANSWER)
    if "LineTooLong" in kinds:
        return FetchError(TOO_MUCH)
    if kinds & _BREAKS:
        return UnreachableError(BROKEN_OFF)
    if "SSLError" in kinds:
        return UnreachableError(NO_CONNECTION)
    return FetchError(NOT_HTTP)


BOMB = Message("the page is packed to do harm: it unpacks to many times what a page can")
UNKNOWN = Message("the page is packed in a way that was not asked for")
BROKEN = Message("the page is packed, and cannot be unpacked")

#: Pages pack to a tenth, at most to a fiftieth of their size.
_RATIO = 200
_RATIO_FROM = 1024 * 1024


class ContentDecoder:
    """Unpacks one body piece by piece; `encoding` is the header's value, empty for a plain one.

    Raises:
        FetchError: an encoding that was not asked for.
    """

    def __init__(self, encoding: str) -> None:
        kind = encoding.strip().lower()
        if kind not in ("", "identity", "gzip", "x-gzip", "deflate"):
            raise FetchError(UNKNOWN)
        self._plain = kind in ("", "identity")
        self._gzip = kind.endswith("gzip")
        self._state = None if self._plain else self._begin()
        self._first = True
        self._came = self._made = 0

    def _begin(self, *, raw: bool = False) -> zlib._Decompress:
        return zlib.decompressobj(-zlib.MAX_WBITS if raw else zlib.MAX_WBITS + (16 if self._gzip else 0))

    def decode(self, piece: bytes, most: int) -> bytes:
        """At most `most` bytes of what `piece` adds. Once that many are given, no more is to be asked.

        Raises:
            FetchError: it is broken, or a bomb.
        """
        if self._state is None:
            return piece[:most]
        decoded, came = bytearray(), len(piece)
        while piece and len(decoded) < most:
            piece = self._step(piece, decoded, most)
        self._made += len(decoded)
        self._came += came - len(piece)
        if self._made > _RATIO_FROM and self._made > _RATIO * self._came:
            raise FetchError(BOMB)
        return bytes(decoded)

    def finish(self) -> None:
        """Say that there is no more.

        Raises:
            FetchError: there should be.
        """
        if self._state is not None and self._came and not self._state.eof:
            raise FetchError(BROKEN)

    def _step(self, piece: bytes, decoded: bytearray, most: int) -> bytes:
        """Unpack into `made`; what is left of `piece`."""
        assert self._state is not None
        if self._state.eof:  # another member of a gzip file, or what some hosts leave behind it
            if not (self._gzip and piece.startswith(b"\x1f\x8b")):
                return b""
            self._state = self._begin()
        try:
            decoded += self._state.decompress(piece, most - len(decoded))
        except zlib.error as error:
            if not self._first or self._gzip:
                raise FetchError(BROKEN) from error
            self._first, self._state = False, self._begin(raw=True)  # "deflate" without its frame, as some send it
            return piece
        self._first = False
        return self._state.unused_data or self._state.unconsumed_tail
