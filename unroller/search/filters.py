"""Filters of the query language: their names, the values they take, and how values are spelt in every engine. Pure."""

from __future__ import annotations

import re
from calendar import monthrange
from urllib.parse import urlsplit

from unroller.model import PLATFORMS
from unroller.search.ast import Filter, FilterField

#: The names people type, and the language's own.
FIELDS = {
    "from": "from", "author": "from", "by": "from",
    "since": "since", "after": "since",
    "until": "until", "before": "until",
    "site": "site", "domain": "site",
    "tag": "tag", "has": "has", "lang": "lang", "platform": "platform", "in": "in", "sort": "sort",
    "all": "all",
}  # fmt: skip

#: What a post can have, and other names for it.
HAS = {"link": "link", "links": "link", "url": "link", "image": "image", "images": "image", "picture": "image",
       "photo": "image", "video": "video", "audio": "audio", "media": "media", "quote": "quote",
       "quotes": "quote", "source": "source", "sources": "source"}  # fmt: skip
_PLATFORMS: dict[str, str] = {
    "twitter": "x",
    "bsky": "bluesky",
    "mastodon": "mastodon",
    **{name: name for name in PLATFORMS},
}
_DATE = re.compile(r"([0-9]{4})(?:[-/.]([0-9]{1,2})(?:[-/.]([0-9]{1,2}))?)?")
_HOST = re.compile(r"[\w.-]+")
_LANG = re.compile(r"([A-Za-z]{2,3})(?:[-_][A-Za-z0-9]{2,8})*")


def parse_filter(name: str, value: str) -> Filter | str:
    """The filter ``name:value``, or a sentence that says what would stand there."""
    value = value.strip()
    found: str | None
    match name:
        case "from":
            found, sentence = normalize_handle(value), "after “from:” stands a name: from:alice"
        case "site":
            found, sentence = parse_host(value), "after “site:” stands a site: site:example.org"
        case "tag":
            found, sentence = normalize_label(value), "after “tag:” stands a label of yours: tag:later"
        case "has":
            found, sentence = (
                HAS.get(value.lower()),
                "after “has:” stands link, source, image, video, audio, media or quote",
            )
        case "lang":
            found, sentence = parse_language_code(value), "after “lang:” stands a language's code: lang:pt"
        case "platform":
            found, sentence = _PLATFORMS.get(value.lower()), f"after “platform:” stands {', '.join(PLATFORMS)}"
        case _:
            found, sentence = (
                _parse_day(value, last=name == "until"),
                f"after “{name}:” stands a date: {name}:2022-03-31",
            )
    return Filter(_find_field(name), found) if found else sentence


def _find_field(name: str) -> FilterField:
    fields: dict[str, FilterField] = {
        "from": "from", "site": "site", "tag": "tag", "has": "has", "lang": "lang", "platform": "platform",
        "since": "since", "until": "until", "visibility": "visibility",
    }  # fmt: skip
    return fields[name]


def normalize_handle(handle: str) -> str:
    """How a handle is compared: without ``@``, casefolded."""
    return handle.strip().lstrip("@＠").casefold()[:255]


def expand_handle(handle: str) -> list[str]:
    """All that finds a handle: itself, and of ``user@host`` the user."""
    whole = normalize_handle(handle)
    return list(dict.fromkeys(key for key in (whole, whole.partition("@")[0]) if key))


def normalize_label(label: str) -> str:
    """How a person's label is compared: casefolded, runs of space as one."""
    return " ".join(label.casefold().split())[:100]


def parse_language_code(code: str) -> str | None:
    """The primary subtag of a language code: ``pt`` of ``pt-BR``; None when it is none."""
    matched = _LANG.fullmatch(code.strip())
    return matched[1].lower() if matched else None


def parse_host(address: str) -> str | None:
    """The host of an address or site name, casefolded, without ``www.`` and port; None when there is none."""
    address = address.strip()[:2000]
    try:
        host = urlsplit(address if "://" in address else "//" + address).hostname
    except ValueError:
        return None
    matched = _HOST.match((host or "").casefold().removeprefix("www."))
    return matched[0].strip(".")[:255] or None if matched else None


def expand_site(address: str) -> list[str]:
    """All that finds an address: its host and the domains above it (``docs.example.org``, ``example.org``)."""
    host = parse_host(address)
    if not host:
        return []
    labels = host.split(".")
    if len(labels) < 2 or labels[-1].isdigit():
        return [host]
    return [".".join(labels[first:]) for first in range(max(0, len(labels) - 6), len(labels) - 1)]


def _parse_day(value: str, *, last: bool) -> str | None:
    """The first or last day of a date of any precision, as ``YYYYMMDD``."""
    matched = _DATE.match(value)
    if not matched or (matched.end() < len(value) and value[matched.end()] not in "T "):
        return None
    year, month, day = (int(part) if part else None for part in matched.groups())
    if not year or (month is not None and not 1 <= month <= 12):
        return None
    month = month or (12 if last else 1)
    final = monthrange(year, month)[1]
    if day is not None and not 1 <= day <= final:
        return None
    return f"{year:04}{month:02}{day or (final if last else 1):02}"


def parse_day_range(value: str | None) -> tuple[int, int] | None:
    """The first and last day (``YYYYMMDD``) that a date as stored can mean; None when it is unknown."""
    first, final = _parse_day(value or "", last=False), _parse_day(value or "", last=True)
    return (int(first), int(final)) if first and final else None
