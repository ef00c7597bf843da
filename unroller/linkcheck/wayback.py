"""The archived copy of a page that is nearest to a date: the Wayback Machine's own answer, or a Memento TimeMap.

An archive's answer is as hostile as any: it is bounded, and gives a safe address and a date, or nothing.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from urllib.parse import quote

from unroller.errors import FetchError
from unroller.linkcheck.http import Fetcher
from unroller.linkcheck.politeness import LaterError
from unroller.model import Memento
from unroller.regex import compile_re
from unroller.urls import safe_url

_MOST = 1024 * 1024
_STAMP = compile_re(r"[0-9]{14}")
#: One entry of a link-format document (RFC 6690): an address, and parameters in quotes, which may hold commas.
_LINK = compile_re(r'<([^<>]{1,4096})>((?:\s{0,8};\s{0,8}[a-z]{1,20}\s{0,4}=\s{0,4}"[^"]{0,200}"){1,8})', re.IGNORECASE)
_PARAMETER = compile_re(r'([a-z]{1,20})\s{0,4}=\s{0,4}"([^"]{0,200})"', re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Archives:
    """Where archived copies are asked for, in order. ``{url}`` and ``{timestamp}`` (of 14 digits) are filled in."""

    availability: tuple[str, ...] = ("https://archive.org/wayback/available?url={url}&timestamp={timestamp}",)
    timemaps: tuple[str, ...] = ("https://web.archive.org/web/timemap/link/{url}",)


def find_nearest_copy(url: str, published: str | None, fetcher: Fetcher, archives: Archives) -> Memento | None:
    """The copy of `url` nearest to `published` (ISO 8601; None: the newest that there is), or None.

    An archive that does not answer has no copy: whoever looks again asks again.
    """
    target = _parse_moment(published) or datetime.now(UTC)
    for endpoint in archives.availability:
        address = endpoint.replace("{timestamp}", f"{target:%Y%m%d%H%M%S}").replace("{url}", quote(url, safe=""))
        if (body := _get_body(fetcher, address, "application/json")) and (found := parse_availability(body)):
            return found
    for endpoint in archives.timemaps:
        body = _get_body(fetcher, endpoint.replace("{url}", url), "application/link-format")
        if body and (copies := list(parse_timemap(body))):
            return min(copies, key=lambda copy: abs((_parse_moment(copy.at) or target) - target))
    return None


def parse_availability(body: bytes) -> Memento | None:
    """The copy that a Wayback Machine's availability answer names."""
    try:
        closest = json.loads(body)["archived_snapshots"]["closest"]
        stamp, address = closest["timestamp"], closest["url"]
        if closest.get("available") is not True or str(closest.get("status", "200"))[:1] not in "23":
            return None
        return (
            _build_memento(address, datetime.strptime(f"{stamp}+0000", "%Y%m%d%H%M%S%z"))
            if _STAMP.fullmatch(stamp)
            else None
        )
    except (ValueError, TypeError, KeyError, AttributeError, RecursionError):
        return None


def parse_timemap(body: bytes) -> Iterator[Memento]:
    """The copies that a TimeMap lists (RFC 7089, in link format)."""
    for address, parameters in _LINK.findall(body.decode("utf-8", "replace")):
        parsed = {name.lower(): value for name, value in _PARAMETER.findall(parameters)}
        if "memento" in parsed.get("rel", "").split() and (at := parsed.get("datetime")):
            try:
                memento = _build_memento(address, parsedate_to_datetime(at))
            except (ValueError, TypeError):
                continue
            if memento:
                yield memento


def _build_memento(address: str, at: datetime) -> Memento | None:
    safe = safe_url(address)
    if safe is None or not safe.lower().startswith("http"):
        return None
    at = at.replace(tzinfo=UTC) if at.tzinfo is None else at.astimezone(UTC)
    return Memento(safe, f"{at:%Y-%m-%dT%H:%M:%SZ}")


def _get_body(fetcher: Fetcher, address: str, accept: str) -> bytes:
    try:
        answer = fetcher.get(address, accept=accept, most=_MOST)
    except (FetchError, LaterError):
        return b""
    return answer.body if answer.status == 200 else b""


def _parse_moment(value: str | None) -> datetime | None:
    """An ISO date of any precision as a moment; of a year or a month, its middle."""
    if not value:
        return None
    whole = {4: f"{value}-07-01", 7: f"{value}-15"}.get(len(value), value)
    try:
        moment = datetime.fromisoformat(whole)
    except ValueError:
        return None
    return moment.replace(tzinfo=UTC) if moment.tzinfo is None else moment.astimezone(UTC)
