"""Addresses in running text, found by X's published rules (twitter-text 3).

The rules were published as regular expressions that backtrack; here they are worked out over the labels of each host,
from right to left, so that the cost grows with the length of the text and not with what it holds.

The top-level domains that make a name without a protocol a link are those of IANA's root zone as X's own rules know
them (``tld_lib.yml`` of the conformance suite): names that left the root zone since stay in, because old posts hold
them. ``onion`` counts as generic there."""

from __future__ import annotations

import re
from pkgutil import get_data
from typing import NamedTuple

from unroller.regex import compile_re

#: Top-level domains, generic ones and country codes with their names in other scripts, in lower case. The list is part
#: of the program, as this module is.
_TLDS = frozenset(
    name
    for line in (get_data(__name__, "tlds.txt") or b"").decode("utf-8").splitlines()
    if not line.startswith("#")
    for name in line.split()
)


#: What neither a host nor anything else of a link may hold, in the order of X's rules.
_PUNCTUATION = r"!'#%&()*+,\\\-./:;<=>?@\[\]\^_{|}~$"
_SPACES = "\t-\r \x85\xa0\u1680\u180e\u2000-\u200a\u2028\u2029\u202f\u205f\u3000"
_INVALID = "\ufffe\ufeff\uffff"
_DIRECTIONAL = "\u202a-\u202e\u061c\u200e\u200f\u2066-\u2069"
_NOT_HOST = _PUNCTUATION + _SPACES + _INVALID + _DIRECTIONAL
#: The same without ``.``, ``-`` and ``_``, which join the labels of a host.
_NOT_JOINED = r"!'#%&()*+,\\/:;<=>?@\[\]\^{|}~$" + _SPACES + _INVALID + _DIRECTIONAL

#: Letters with accents that count as Latin, and Cyrillic, as the rules list them.
LATIN_ACCENTS = (
    "\xc0-\xd6\xd8-\xf6\xf8-\u024f\u0253\u0254\u0256\u0257\u0259\u025b\u0263\u0268\u026f\u0272\u0289\u028b\u02bb"
    "\u0300-\u036f\u1e00-\u1eff"
)
_CYRILLIC = "\u0400-\u04ff"

#: A dot with a host character behind it: without one there is no link.
_JOINT = compile_re(rf"\.[^{_NOT_HOST}]")
#: A run of host characters with a dot in it, whole.
_STRETCH = compile_re(rf"(?<![^{_NOT_JOINED}])[^{_NOT_JOINED}.]*+\.[^{_NOT_JOINED}]++")
#: A place where a host may begin: not behind a letter, digit or one of the signs that begin a tag.
_START = compile_re(rf"(?<![A-Za-z0-9@＠$#＃{_INVALID}])[^{_NOT_HOST}]")
_MAY_PRECEDE = compile_re(rf"[^A-Za-z0-9@＠$#＃{_INVALID}]")
#: A name without a protocol is no link directly behind one of these.
_NOT_BEFORE_BARE = frozenset("-_./")

_PATH_CHARS = rf"A-Za-z{_CYRILLIC}0-9!*';:=+,.$/%#\[\]\-\u2013_~@|&{LATIN_ACCENTS}"
_PARENTHESES = (
    rf"\((?:[{_PATH_CHARS}]++(?:\([{_PATH_CHARS}]++\)[{_PATH_CHARS}]*+)?|\([{_PATH_CHARS}]++\)[{_PATH_CHARS}]*+)\)"
)
_PORT = compile_re(r":[0-9]++")
_PATH = compile_re(rf"/(?:[{_PATH_CHARS}]++|{_PARENTHESES}|(?!))*+")
_QUERY = compile_re(r"\?[A-Za-z0-9!?*'@();:&=+$/%#\[\]\-_.,~|]++")
#: A path and a query end before these; what is left of a query may be nothing.
_NOT_LAST_IN_PATH = "!*';:,.$%[]\u2013~@|&"
_NOT_LAST_IN_QUERY = "!?*'@();:+$%[].,~|"
#: A shortened address of X is cut back to its slug, however it goes on.
_TCO = compile_re(
    r"https?://t\.co/([A-Za-z0-9]++)(\?[A-Za-z0-9!?*'@();:&=+$/%#\[\]\-_.,~|]++)?", re.IGNORECASE | re.ASCII
)
_TCO_SLUG = 40

_LONGEST_URL = 4096
_LONGEST_LABEL = 63
_IDEOGRAPHIC_DOTS = compile_re("[.。．｡]")

_OTHER_TLDS = frozenset(name for name in _TLDS if not name.isascii())
_OTHER_LENGTHS = sorted({len(name) for name in _OTHER_TLDS}, reverse=True)
_PUNYCODE_TLD = compile_re(r"[xX][nN]--[-0-9A-Za-z]++")
_ASCII_TLD = compile_re(r"[A-Za-z]++(?![0-9@+\-])")
_RUNS_ON = compile_re(r"[0-9A-Za-z@+\-]")
_ASCII_LABEL = compile_re(rf"(?<![-A-Za-z0-9{LATIN_ACCENTS}])[-A-Za-z0-9{LATIN_ACCENTS}]++(?=\.)")


_UNLISTED = compile_re(
    r"(?:[A-Za-z0-9](?:[A-Za-z0-9-]{0,61}[A-Za-z0-9])?\.){1,10}[A-Za-z]{2,24}+(?![0-9@+\-_]|\.[A-Za-z0-9])", re.ASCII
)


class UrlSpan(NamedTuple):
    """A link at ``text[start:end]`` (code points); `protocol` tells whether ``http://`` or ``https://`` is written."""

    start: int
    end: int
    protocol: bool


def is_known_tld(name: str) -> bool:
    """Whether `name` may end a host: ``com``, ``COM``, ``みんな``, ``xn--p1ai``."""
    return name.lower() in _TLDS or _PUNYCODE_TLD.fullmatch(name) is not None


def find_urls(text: str, *, bare: bool = True) -> list[UrlSpan]:
    """The links in `text` in order, never overlapping; without `bare` only those with a protocol.

    Rule: twitter-text 3, ``extractUrlsWithIndices``. One difference on purpose: a name at the very beginning of the
    text keeps its first letter when that is no ASCII letter (``étoile.example``), as it does anywhere else.
    """
    if _JOINT.search(text) is None:
        return []
    found: list[UrlSpan] = []
    position = 0
    for match in _STRETCH.finditer(text):
        if match.end() > position:
            position = _find_in_stretch(text, match.start(), match.end(), position, found)
    return found if bare else [span for span in found if span.protocol]


def _find_in_stretch(text: str, start: int, end: int, position: int, found: list[UrlSpan]) -> int:
    """Add the links whose host lies in ``text[start:end]``; links begin behind `position`. Returns the new position."""
    hosts = _Hosts(text, start, end)
    scheme = _has_scheme_before(text, start)
    if scheme >= 0 and (scheme == 0 or (scheme > position and _MAY_PRECEDE.match(text, scheme - 1))):
        host_end = (hosts.end_from(start, 0) if hosts.possible else 0) or _find_unlisted_end(text, start)
        if host_end:
            return _add_with_protocol(text, scheme, start, host_end, found)
    if not hosts.possible:
        return position
    for label in range(len(hosts.tld_ends)):
        begin = hosts.first_start(label, position)
        if begin >= 0:
            position = _add_bare(text, begin, hosts.end_from(begin, label), found)
    return position


def _find_unlisted_end(text: str, start: int) -> int:
    """Where a well-formed host under a top-level domain that the list does not know ends, or 0.

    Behind a written protocol only: the root zone has grown since the rules were published, and the names set aside for
    examples (RFC 2606) are in no list. The suite's malformed hosts stay no links.
    """
    match = _UNLISTED.match(text, start)
    return match.end() if match else 0


def _has_scheme_before(text: str, host_start: int) -> int:
    """Where ``http://`` or ``https://`` that ends at `host_start` begins, or -1."""
    if not text.startswith("://", host_start - 3) or host_start < 7:
        return -1
    if text[host_start - 7 : host_start - 3].lower() == "http":
        return host_start - 7
    if host_start >= 8 and text[host_start - 8 : host_start - 3].lower() == "https":
        return host_start - 8
    return -1


class _Hosts:
    """The labels of one stretch and, for each, how far a host that begins in it reaches.

    X's pattern takes as many labels as it can and steps back until a known top-level domain follows. Whether it can is
    the same for every start in a label, so it is worked out once, from the last label to the first.
    """

    def __init__(self, text: str, start: int, end: int) -> None:
        self.text = text
        self.bounds: list[tuple[int, int]] = []
        begin = start
        for dot in _find_dots(text, start, end):
            self.bounds.append((begin, dot))
            begin = dot + 1
        self.tld_ends = [_find_tld_end(text, dot + 1, len(text)) for _, dot in self.bounds]
        self.possible = any(self.tld_ends)
        self.reach = self._reach() if self.possible else []

    def _reach(self) -> list[int]:
        """For each label the end of the longest host through later labels, 0 where there is none."""
        reach = [0] * len(self.bounds)
        for label in range(len(self.bounds) - 2, -1, -1):
            begin, dot = self.bounds[label + 1]
            if begin == dot or self.text[begin] in "_-" or self.text[dot - 1] in "_-":
                continue
            ends_here = self.tld_ends[label + 1] if "_" not in self.text[begin:dot] else 0
            reach[label] = reach[label + 1] or ends_here
        return reach

    def end_from(self, begin: int, label: int) -> int:
        """The end of the host that begins at `begin` in `label`, 0 when there is none."""
        dot = self.bounds[label][1]
        if begin >= dot or self.text[begin] in "_-" or self.text[dot - 1] in "_-":
            return 0
        if self.reach[label]:
            return self.reach[label]
        return self.tld_ends[label] if "_" not in self.text[begin:dot] else 0

    def first_start(self, label: int, position: int) -> int:
        """The first place in `label` behind `position` where a host begins, or -1."""
        begin, dot = self.bounds[label]
        if not (self.reach[label] or self.tld_ends[label]) or begin == dot or self.text[dot - 1] in "_-":
            return -1
        # The sign before a link must not belong to the link before it.
        begin = max(begin, position + 1 if position else 0)
        if not self.reach[label]:
            begin = max(begin, self.text.rfind("_", begin, dot) + 1)
        match = _START.search(self.text, begin, dot) if begin < dot else None
        return match.start() if match else -1


def _find_dots(text: str, start: int, end: int) -> list[int]:
    dots = []
    dot = text.find(".", start, end)
    while dot >= 0:
        dots.append(dot)
        dot = text.find(".", dot + 1, end)
    return dots


def _find_tld_end(text: str, begin: int, end: int) -> int:
    """Where a top-level domain that begins at `begin` ends, at most at `end`; 0 when there is none."""
    match = _ASCII_TLD.match(text, begin, end)
    if match and match.group().lower() in _TLDS:
        return match.end()
    if begin < end and (text[begin] > "\x7f" or (match and match.end() < end and text[match.end()] > "\x7f")):
        for length in _OTHER_LENGTHS:
            stop = begin + length
            if stop <= end and text[begin:stop].lower() in _OTHER_TLDS and not _RUNS_ON.match(text, stop, end):
                return stop
    match = _PUNYCODE_TLD.match(text, begin, end)
    return match.end() if match else 0


def _find_tail(text: str, host_end: int) -> tuple[int, bool]:
    """Where the link whose host ends at `host_end` ends, and whether it has a path."""
    end = host_end
    if match := _PORT.match(text, end):
        end = match.end()
    path = _PATH.match(text, end)
    if path:
        end += len(path.group().rstrip(_NOT_LAST_IN_PATH))
    if match := _QUERY.match(text, end):
        end += len(match.group().rstrip(_NOT_LAST_IN_QUERY))
    return end, path is not None


def _add_with_protocol(text: str, scheme: int, host_start: int, host_end: int, found: list[UrlSpan]) -> int:
    end, _ = _find_tail(text, host_end)
    if not _is_valid(text[host_start:host_end], end - scheme + host_start - scheme):
        return end
    if short := _TCO.match(text, scheme, end):
        if len(short[1]) <= _TCO_SLUG:
            query = (short[2] or "").rstrip(_NOT_LAST_IN_QUERY)
            found.append(UrlSpan(scheme, short.end(1) + len(query), True))
    else:
        found.append(UrlSpan(scheme, end, True))
    return end


def _add_bare(text: str, begin: int, host_end: int, found: list[UrlSpan]) -> int:
    """Add the names without a protocol in ``text[begin:host_end]``, the last of them with its path."""
    end, has_path = _find_tail(text, host_end)
    name = text[begin:host_end]
    if not _is_valid(name, end - begin + len("https://")):
        return end
    if begin and text[begin - 1] in _NOT_BEFORE_BARE:
        return end
    spans = [UrlSpan(begin + first, begin + last, False) for first, last in _find_ascii_domains(name)]
    if spans and has_path:
        spans[-1] = spans[-1]._replace(end=end)
    found.extend(spans)
    return end


def _is_valid(name: str, length: int) -> bool:
    """Whether the host's labels fit the domain name system and the link fits X's limit."""
    if length > _LONGEST_URL or (name.startswith("xn--") and not _find_ascii_domains(name)):
        return False
    return all(0 < _measure_encoded(label) <= _LONGEST_LABEL for label in name.split("."))


def _measure_encoded(label: str) -> int:
    """How long a label is in the domain name system (ideographic full stops inside it separate again)."""
    if label.isascii() or len(label) > _LONGEST_LABEL:
        return len(label)
    pieces = _IDEOGRAPHIC_DOTS.split(label)
    return sum(len(p) if p.isascii() else 4 + len(p.encode("punycode")) for p in pieces) + len(pieces) - 1


def _find_ascii_domains(name: str) -> list[tuple[int, int]]:
    """Bounds of the parts of a host that stand on their own between characters of other scripts."""
    labels = [match.span() for match in _ASCII_LABEL.finditer(name)]
    ends = [0] * len(labels)
    for i in range(len(labels) - 1, -1, -1):
        chained = i + 1 < len(labels) and labels[i + 1][0] == labels[i][1] + 1
        ends[i] = (ends[i + 1] if chained else 0) or _find_tld_end(name, labels[i][1] + 1, len(name))
    parts: list[tuple[int, int]] = []
    position = 0
    for (first, last), end in zip(labels, ends, strict=True):
        if end and last > position:
            parts.append((max(first, position), end))
            position = end
    return parts
