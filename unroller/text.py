"""Helpers on plain text that several packages need: words, slugs, characters that may be stored, numbers of lines."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Container

#: Words for counting and comparing: runs of letters, digits and underscore, in any script.
_WORD = re.compile(r"\w+")

_SLUG_DROP = re.compile(r"[^a-z0-9]+")
#: Letters that NFKD does not take apart, in the spelling people type for them.
_ASCII = str.maketrans({"ß": "ss", "æ": "ae", "œ": "oe", "ø": "o", "đ": "d", "ð": "d", "þ": "th", "ł": "l", "ı": "i"})


def split_words(text: str) -> list[str]:
    """The words of `text`, casefolded, in order."""
    return _WORD.findall(text.casefold())


def make_slug(text: str, *, most: int = 48, empty: str = "thread") -> str:
    """An ASCII name for people to recognise: ``[a-z0-9-]``, at most `most` characters, cut between words.

    Never trusted as an identity. Titles without a single ASCII-able letter give `empty`.
    """
    plain = unicodedata.normalize("NFKD", text.casefold().translate(_ASCII)).encode("ascii", "ignore").decode()
    whole = _SLUG_DROP.sub("-", plain.replace("'", "")).strip("-")
    if len(whole) <= most:
        return whole or empty
    return whole[: most + 1].rpartition("-")[0] or whole[:most]


def replace_unprintable(text: str) -> str:
    """`text` as it may be stored and shown: NUL and lone surrogates become U+FFFD, everything else stays."""
    if "\0" not in text:
        try:
            text.encode()  # far quicker than looking for surrogates
        except UnicodeEncodeError:
            pass
        else:
            return text
    return re.sub("[\0\ud800-\udfff]", "\ufffd", text)


def number_lines(first: int, count: int, without: Container[int]) -> tuple[int, ...]:
    """The numbers of `count` lines from `first` on (1-based), those of `without` passed over."""
    # The first line is where the post begins, whatever else of that line was set aside.
    if not [at for at in range(first + 1, first + count) if at in without]:
        return tuple(range(first, first + count))
    found: list[int] = []
    at = first
    while len(found) < count:
        if at == first or at not in without:
            found.append(at)
        at += 1
    return tuple(found)
