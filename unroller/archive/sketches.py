"""Finding threads with nearly the same words: a sketch of a thread's text, small enough to stand in a list. Pure.

A sketch is the smallest sixteen hashes of all runs of three words (a bottom-k sketch of its shingles): what two
sketches share estimates what the texts share, however long they are.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Sequence
from zlib import crc32

from unroller.regex import compile_re

#: Hashes of a sketch, the digits of each, and by how many of them a sketch is looked up.
SIZE, DIGITS, LOOKED_UP = 16, 8, 4
#: Of a text, so many words are looked at.
MOST_WORDS = 50_000
#: Scripts without blanks are compared by the character.
_DENSE = r"\u3040-\u30ff\u3400-\u9fff\uf900-\ufaff\u0e00-\u0eff"
_WORD = compile_re(rf"[{_DENSE}]|[^\W_{_DENSE}]+")
#: A counter at either end of a post, which one site shows and another does not: “1/9”, “(2/)”.
_COUNTER = compile_re(r"^[(\[]?\d{1,3}/\d{0,3}[)\]]?(?=\s|$)|(?<!\S)[(\[]?\d{1,3}/\d{0,3}[)\]]?$")


def list_words(posts: Iterable[str]) -> list[str]:
    """The words of posts in order, as written; the counters of posts are none."""
    found: list[str] = []
    for text in posts:
        plain = _COUNTER.sub("", unicodedata.normalize("NFKC", text).strip())
        found += _WORD.findall(plain)
        if len(found) > MOST_WORDS:
            break
    return found[:MOST_WORDS]


def compute_sketch(posts: Iterable[str]) -> str:
    """The sketch of a thread's posts, in hex digits, the smallest hash first; empty for fewer than three words."""
    words = "\n".join(list_words(posts)).casefold().encode("utf-8", "replace").split(b"\n")
    shingles = {*map(b" ".join, zip(words, words[1:], words[2:], strict=False))}
    return "".join(f"{value:0{DIGITS}x}" for value in sorted({*map(crc32, shingles)})[:SIZE])


def split_hashes(sketch: str) -> Sequence[str]:
    """The hashes of a sketch, the smallest first."""
    return [sketch[at : at + DIGITS] for at in range(0, len(sketch), DIGITS)]


def estimate_overlap(one: str, two: str) -> float:
    """How much two texts have in common by their sketches, from 0 to 1: their Jaccard similarity."""
    a, b = split_hashes(one), split_hashes(two)
    smallest = sorted({*a, *b})[: min(SIZE, max(len(a), len(b)))]
    both = {*a} & {*b}
    return sum(1 for value in smallest if value in both) / len(smallest) if smallest else 0.0


def hash_post(platform: str | None, post: str) -> str:
    """A short name of a post by its network and id, to be looked up by."""
    name = f"{platform or ''}:{post}"
    return f"{crc32(name.encode('utf-8', 'replace')):0{DIGITS}x}"
