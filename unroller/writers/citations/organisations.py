"""Whether a name is evidently an organisation's, or may be one's."""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence

from unroller.regex import compile_re
from unroller.text import make_slug
from unroller.writers.citations.lexicon import (
    ARTICLES,
    BODIES,
    COMPOUND_ENDS,
    CONNECTIVES,
    FAMILY,
    FAMILY_ENDS,
    GIVEN,
    OTHER_SCRIPTS,
    PHRASES,
    PLACES,
    TITLES,
)

#: Words between a person's names that belong to the family's, as they are written: in lower case.
PARTICLES = frozenset(
    "van von vom der den de del della di da do dos das du la le ten ter wa bin ibn al el zu zur af av".split()
)
#: Initials: ``J.``, ``J.-P.``, ``J.R.R.``.
INITIALS = compile_re(r"(?:[^\W\d_]\.-?){1,4}")
#: Initials of places, not of persons: ``U.S. Steel``.
_OF_PLACES = frozenset("dc eu la ny nz uae uk un us usa ussr".split())
#: Capitals within a person's name come after one of these: ``McDonald``, ``LaToya``, ``DeShawn``.
_INNER = compile_re(
    r"(?:Mac|Mc|Fitz|De|Di|Du|Da|Del|Della|La|Le|Lo|Van|Von|Vander|San|St|Jo|Mary|Ann|Anna|Sha|Ke|Ap|Ó|Ní)"
    r"[^\W\d_][a-zà-öø-ÿ]+"
)
_JOINTS = compile_re(r"[’'‘`´/‐‑–-]")
_CUT = compile_re(r"[’'‘`´‐‑–.-]")


def fold_word(word: str) -> tuple[str, ...]:
    """A word as the lexicon has it: whole, then its parts (``boll`` and ``stiftung``, ``l`` and ``opera``)."""
    return (make_slug(word, most=64, empty=""), *(make_slug(part, most=64, empty="") for part in _JOINTS.split(word)))


def is_family(part: str) -> bool:
    """Whether a folded part of a name is known as a name of a family, or ends as only those do."""
    return part in FAMILY or FAMILY_ENDS.match(part) is not None


def is_organisation(name: str) -> bool:
    """Whether a name has a word that only organisations have: ``Ministry``, ``GmbH``, ``Mieterverein``."""
    if any(_is_body(word) for word in name.split()):
        return True
    return not name.isascii() and any(word in _strip_marks(name) for word in _OTHERS)


def may_be_organisation(words: Sequence[str]) -> bool:
    """Whether these words, spoken in this order, may name anything but a person; what is doubtful, may.

    What :func:`has_non_name` finds, articles and titles in front, words that join phrases, names of countries, and
    what people do.
    """
    first = fold_word(words[0])[0]
    return (
        (words[0] not in PARTICLES and first in ARTICLES)
        or first in TITLES
        or has_non_name(words)
        or any(_joins(word) for word in words[1:])
    )


def has_non_name(words: Sequence[str]) -> bool:
    """Whether one of these words is none of a person's name wherever it is: a word of organisations, an acronym,
    initials of a country, or what belongs to somebody (``Harper's``)."""
    return (
        any(map(_is_body, words))
        or any(map(is_acronym, words))
        or any(word.casefold().endswith(("'s", "’s")) for word in words)
        or "".join(make_slug(word) for word in words if INITIALS.fullmatch(word)).replace("-", "") in _OF_PLACES
    )


def is_acronym(word: str) -> bool:
    """Whether a word has capitals as acronyms and brands have: ``EU``, ``CoR``, ``YouTube``; not ``McDonald``."""
    if INITIALS.fullmatch(word):
        return False
    return any(sum(map(str.isupper, part)) > 1 and not _INNER.fullmatch(part) for part in _CUT.split(word))


def _is_body(word: str) -> bool:
    return any(part in BODIES or _ends_as_body(part) for part in fold_word(word.strip('.,;:()[]"“”„«»')))


def _ends_as_body(part: str) -> bool:
    return len(part) > 9 and part.endswith(COMPOUND_ENDS) and part not in FAMILY


def _joins(word: str) -> bool:
    """Whether a word, not the first, makes a phrase of a name; a name of a person is a name, whatever else it means."""
    if word.casefold() in PARTICLES or INITIALS.fullmatch(word):
        return False
    whole = fold_word(word)[0]
    if whole in PLACES:
        return True
    return len(whole) > 1 and whole in CONNECTIVES | PHRASES and whole not in FAMILY and whole not in GIVEN


def _strip_marks(text: str) -> str:
    apart = unicodedata.normalize("NFKD", text.casefold())
    return "".join(char for char in apart if unicodedata.category(char) != "Mn")


_OTHERS = tuple(map(_strip_marks, OTHER_SCRIPTS))
