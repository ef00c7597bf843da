"""Single addresses: is it safe to follow, which host is it, and is it the same as another."""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import lru_cache, wraps
from typing import TypeVar
from urllib.parse import SplitResult, quote, urlsplit

from unroller.regex import compile_re

T = TypeVar("T")

_LONGEST = 8192
#: So many answers about addresses up to this length are remembered: reading, stitching, exporting and indexing a thread
#: each ask about the same few.
_REMEMBERED, _REMEMBERED_LENGTH = 2048, 500
_SCHEME = compile_re(r"(https?)://", re.IGNORECASE | re.ASCII)
_MAILTO = compile_re(r"mailto:[A-Za-z0-9.!#$%&'*+/=^_`{|}~-]{1,64}@[A-Za-z0-9.-]{1,253}", re.IGNORECASE | re.ASCII)
#: Controls, spaces, invisible marks that reorder text, quotes and brackets that end an attribute, and the backslash,
#: which browsers read as a slash.
_FORBIDDEN = compile_re(
    "[\0-\x20\x7f-\xa0\u00ad\u034f\u061c\u115f\u1160\u1680\u17b4\u17b5\u180b-\u180f\u2000-\u200f\u2028-\u202f\u205f-\u206f"
    '\u3000\u3164\ufeff\uffa0\ufff0-\uffff\ud800-\udfff\U000e0000-\U000e0fff"<>\\\\^`{|}]'
)
#: Characters that a browser reads as another host, or as none.
_BAD_IN_HOST = compile_re(
    r"[#%/:<>?@\[\\\]^|!$&'()*+,;=~\"`{}]|[\uff00-\uff61\u2024\u2100-\u214f\u2488-\u249b\u3002\ufe52]"
)
_IPV6 = compile_re(r"\[[0-9A-Fa-f:.]{2,45}\]")
_PORT = compile_re(r"[0-9]{1,5}")

#: Parameters that say where a reader came from and not what the page is.
_TRACKING = frozenset(
    {
        "fbclid", "gclid", "gclsrc", "dclid", "gbraid", "wbraid", "msclkid", "twclid", "igshid", "igsh",
        "mc_cid", "mc_eid", "mkt_tok", "yclid", "ttclid", "li_fat_id", "_hsenc", "_hsmi", "vero_id",
        "oly_anon_id", "oly_enc_id", "ref_src", "ref_url", "spm", "scid", "wt_mc", "s_cid", "cmpid", "ncid",
    }
)  # fmt: skip
_TRACKING_PREFIXES = ("utm_", "pk_", "mtm_", "hsa_")
#: Parameters that only track on these hosts (`s` and `t` mean something elsewhere).
_TRACKING_AT = {
    "x.com": frozenset({"s", "t", "cxt", "src", "ref", "lang"}),
    "youtube.com": frozenset({"si", "feature", "pp", "ab_channel"}),
    "youtu.be": frozenset({"si", "feature"}),
    "instagram.com": frozenset({"img_index", "hl"}),
    "threads.com": frozenset({"xmt", "slof", "hl"}),
    "open.spotify.com": frozenset({"si", "nd"}),
}
#: Several hosts of one site.
_SAME_HOST = {
    "twitter.com": "x.com", "www.twitter.com": "x.com", "mobile.twitter.com": "x.com", "m.twitter.com": "x.com",
    "www.x.com": "x.com", "mobile.x.com": "x.com",
    "threads.net": "threads.com", "www.threads.net": "threads.com", "www.threads.com": "threads.com",
    "www.youtube.com": "youtube.com", "m.youtube.com": "youtube.com",
    "www.instagram.com": "instagram.com",
}  # fmt: skip
#: A fragment that is part of the address: hash-bang routes, routes of pages that run in the browser, text fragments.
_MEANT_FRAGMENT = compile_re(r"(?:!|/|:~:text=)")
#: What an address shown for reading goes without, or is cut at.
_SCHEME_AND_WWW = compile_re(r"(?:https?://)?(?:www\.)?", re.IGNORECASE | re.ASCII)
_BEHIND_PATH = compile_re(r"[?#]")
_CUT_ESCAPE = compile_re(r"%[0-9A-Fa-f]?$")
_ESCAPE = compile_re(r"%([0-9A-Fa-f]{2})")
_UNRESERVED = frozenset("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-._~")


def _remember_answers(function: Callable[[str], T]) -> Callable[[str], T]:
    """`function` of an address, its last answers remembered."""
    remembered = lru_cache(_REMEMBERED)(function)

    @wraps(function)
    def answer(url: str) -> T:
        return remembered(url) if len(url) <= _REMEMBERED_LENGTH else function(url)

    return answer


@_remember_answers
def safe_url(url: str) -> str | None:
    """The address as it may stand in an ``href``, or None when it must not be followed.

    Lets through absolute ``http`` and ``https`` addresses with a host, and plain ``mailto:`` addresses. Refused: other
    schemes, controls, spaces, invisible and direction marks, quotes and brackets, backslashes, user names before the
    host (``https://bank.example@evil.example``), hosts that browsers rewrite, impossible ports, over 8192 characters.
    """
    url = url.strip(" \t\r\n")
    if not url or len(url) > _LONGEST:
        return None
    if url[:7].lower() == "mailto:":
        return url if _MAILTO.fullmatch(url) else None
    # A pipe, braces and the like are common in queries that people paste; written as escapes they harm nothing.
    url = re.sub(r"[|{}^`]", lambda m: quote(m[0]), url)
    if not _SCHEME.match(url) or _FORBIDDEN.search(url):
        return None
    parts = _split(url)
    return url if parts is not None else None


@_remember_answers
def _split(url: str) -> SplitResult | None:
    """The parts of an address with a host that can be trusted to be the host."""
    try:
        parts = urlsplit(url)
    except ValueError:
        return None
    name, _, port = _split_authority(parts.netloc)
    if parts.scheme.lower() not in ("http", "https") or not name or (port and not _is_port(port)):
        return None
    if name.startswith("["):
        return parts if _IPV6.fullmatch(name) else None
    if _BAD_IN_HOST.search(name) or _FORBIDDEN.search(name) or ".." in name or name.startswith(".") or len(name) > 253:
        return None
    return parts


def _split_authority(netloc: str) -> tuple[str, str, str]:
    """Host, colon and port of an authority; brackets stay around an IPv6 host."""
    if netloc.startswith("["):
        name, bracket, rest = netloc.partition("]")
        return name + bracket, rest[:1], rest[1:] if rest.startswith(":") else rest
    return netloc.partition(":")


def _is_port(port: str) -> bool:
    return _PORT.fullmatch(port) is not None and int(port) < 65536


@_remember_answers
def get_host(url: str) -> str | None:
    """The host of an address, casefolded, without port and final dot; None when there is none to trust."""
    parts = _split(url) if _SCHEME.match(url) else None
    return _split_authority(parts.netloc)[0].casefold().rstrip(".") if parts else None


def has_host(url: str, *names: str) -> bool:
    """Whether the address is at one of `names` or a subdomain of it: ``x.com`` is not ``netflix.com``."""
    found = get_host(url)
    return found is not None and any(found == name or found.endswith("." + name) for name in names)


@_remember_answers
def canonicalize(url: str) -> str:
    """A key that is equal for addresses of the same page; made for comparing, not for following.

    Scheme, case and ``www.`` of the host, default port, final slash, fragment, order and kind of escapes, and tracking
    parameters do not count; X's and Threads' several hosts are one. An address without a trusted host is its own key.
    """
    parts = _split(url.strip()) if _SCHEME.match(url.strip()) else None
    if parts is None:
        return url.strip()
    name, _, port = _split_authority(parts.netloc)
    name = name.casefold().rstrip(".")
    name = _SAME_HOST.get(name, name.removeprefix("www."))
    where = name if not port or int(port) in (80, 443) else f"{name}:{port}"
    path = _normalize_escapes(parts.path).rstrip("/")
    if name == "x.com":
        path = path.lower() if not path.startswith("/i/") else path
    query = "&".join(
        pair for pair in _normalize_escapes(parts.query).split("&") if pair and not _is_tracking(pair, name)
    )
    fragment = parts.fragment if _MEANT_FRAGMENT.match(parts.fragment) else ""
    return where + path + ("?" + query if query else "") + ("#" + fragment if fragment else "")


def hosts_of(name: str) -> frozenset[str]:
    """All hosts of the site whose addresses are compared under the host `name`."""
    return frozenset({name, *(host for host, same in _SAME_HOST.items() if same == name)})


def strip_tracking(url: str) -> tuple[str, tuple[str, ...]]:
    """The address without parameters that only say where a reader came from, and those (``utm_source=x``)."""
    parts = _split(url) if _SCHEME.match(url) else None
    if parts is None or not parts.query:
        return url, ()
    name = (get_host(url) or "").removeprefix("www.")
    name = _SAME_HOST.get(name, name)
    pairs = parts.query.split("&")
    aside = tuple(pair for pair in pairs if pair and _is_tracking(pair, name))
    if not aside:
        return url, ()
    return parts._replace(query="&".join(pair for pair in pairs if pair not in aside)).geturl(), aside


def abbreviate_url(url: str, most: int = 48) -> str:
    """An address as people take it in at a glance: its host and the beginning of its path, then an ellipsis where
    something is cut.

    Scheme, ``www.`` and a closing slash are never shown, parameters that only say where a reader came from neither.

    Args:
        url: an address, with or without scheme.
        most: characters of it that are shown, besides the ellipsis.
    """
    shown = _SCHEME_AND_WWW.sub("", url, count=1)
    if len(shown) <= most and not has_tracking(url):
        return shown.rstrip("/")
    page = _BEHIND_PATH.split(shown, maxsplit=1)[0]
    return _CUT_ESCAPE.sub("", page[:most]).rstrip("/.-_") + "…"


def has_tracking(url: str) -> bool:
    """Whether an address, with or without scheme, has parameters that only say where a reader came from."""
    return "?" in url and bool(strip_tracking(url if _SCHEME.match(url) else f"https://{url}")[1])


def _is_tracking(pair: str, name: str) -> bool:
    key = pair.partition("=")[0].lower()
    return key in _TRACKING or key.startswith(_TRACKING_PREFIXES) or key in _TRACKING_AT.get(name, frozenset())


def _normalize_escapes(text: str) -> str:
    """Escapes of characters that need none are undone, others written in capitals, other scripts escaped."""
    if "%" in text:
        text = _ESCAPE.sub(lambda m: c if (c := chr(int(m[1], 16))) in _UNRESERVED else m[0].upper(), text)
    return quote(text, safe="!#$%&'()*+,/:;=?@[]~", errors="replace")
