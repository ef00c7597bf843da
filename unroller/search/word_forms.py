"""Forms of a word that the archive's own vocabulary holds: inflections by stemmer, compounds by their parts. Pure.

The index keeps words as written: stems in it would hide exact words and assume one language. So a query's word is
looked up among the words of the index that begin as it does, and those with the same stem in a language of the archive
are its forms. The stemmers are Snowball's (https://snowballstem.org).
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from functools import lru_cache
from unicodedata import category

import Stemmer

from unroller.search.analysis import fold, is_unspaced

#: The stemmer of a language, by its ISO 639-1 code.
STEMMERS = {
    "ar": "arabic", "ca": "catalan", "cs": "czech", "da": "danish", "de": "german", "el": "greek", "en": "english",
    "eo": "esperanto", "es": "spanish", "et": "estonian", "eu": "basque", "fa": "persian", "fi": "finnish",
    "fr": "french", "ga": "irish", "hi": "hindi", "hu": "hungarian", "hy": "armenian", "id": "indonesian",
    "it": "italian", "lt": "lithuanian", "nb": "norwegian", "ne": "nepali", "nl": "dutch", "nn": "norwegian",
    "no": "norwegian", "pl": "polish", "pt": "portuguese", "ro": "romanian", "ru": "russian", "sr": "serbian",
    "st": "sesotho", "sv": "swedish", "ta": "tamil", "tr": "turkish", "yi": "yiddish",
}  # fmt: skip
#: Words of fewer letters have no other forms worth the mistakes.
STEM_CHARS = 3
#: What a language writes together with the word behind it: where its forms stand in the vocabulary beside the word.
_PROCLITICS = {
    "ar": ("ال", "و", "وال", "ب", "بال", "وبال", "لل", "ولل", "ل", "ف", "فال", "فبال", "فلل", "ك", "كال"),
}  # fmt: skip
#: Conjunctions and the articles before which they are such, and not the first letter of a word.
_CONJUNCTIONS, _ARTICLES = ("و", "ف"), ("ال", "بال", "لل", "كال")
#: Endings that people type without their accents, by which a stemmer would miss them.
_UNACCENTED = {"pt": (("coes", "ções"), ("cao", "ção"), ("oes", "ões"), ("ao", "ão"))}
#: Letters between the parts of a compound (German, Dutch, the Scandinavian languages).
_LINKS = ("", "s", "es", "n", "en", "er", "e")
#: A part of a compound has at least so many letters.
PART_CHARS = 4


def has_forms(term: str) -> bool:
    """Whether it is a word that can have forms: letters and their vowel signs alone, three or more."""
    if len(term) < STEM_CHARS or term.isalpha():
        return len(term) >= STEM_CHARS
    return not is_unspaced(term) and all(char.isalpha() or category(char)[0] == "M" for char in term)


@lru_cache(maxsize=64)
def _stemmer(language: str) -> Callable[[str], str]:
    stem: Callable[[str], str] = Stemmer.Stemmer(STEMMERS[language]).stemWord
    return stem


@lru_cache(maxsize=100_000)
def stems(spelling: str, languages: tuple[str, ...]) -> frozenset[tuple[str, str]]:
    """The stems of a word in some languages, as pairs of language and folded stem.

    `spelling` is in lower case with its accents: the stemmers know endings by them.
    """
    return frozenset((language, fold(_stemmer(language)(_bare(spelling, language)))) for language in languages)


def _bare(spelling: str, language: str) -> str:
    """A word without what the stemmer of its language leaves: a conjunction before the article, a plural in “ões”."""
    if language == "ar" and spelling.startswith(_CONJUNCTIONS) and spelling[1:].startswith(_ARTICLES):
        return spelling[1:]
    if language == "pt" and spelling.endswith("ões"):
        return spelling.removesuffix("ões") + "ão"
    return spelling


def beginnings(spelling: str, languages: tuple[str, ...]) -> tuple[str, ...]:
    """What every form of a word begins with, as far as the stemmers go: the places to look for its forms.

    The shortest stem says how much that is. Of equally short ones, one that begins as the word does goes first: Dutch
    has ``boor`` for *boring*.
    """
    spelt, word = (spelling, *_accented(spelling, languages)), fold(spelling)
    found = [stem for one in spelt for _, stem in stems(one, languages)] or [word]
    shortest = min(map(len, found))
    begin = min(
        (stem[: max(STEM_CHARS, shortest - 1)] for stem in found if len(stem) == shortest),
        key=lambda begin: (not word.startswith(begin), begin),
    )
    before = [clitic for language in languages for clitic in _PROCLITICS.get(language, ())]
    return (begin, *(fold(clitic) + begin for clitic in before))


def forms(term: str, form: str, known: Mapping[str, Sequence[str]], languages: tuple[str, ...]) -> list[str]:
    """Of the words `known`, those that have a stem in common with `term` in one of `languages`.

    Args:
        term: the folded word.
        form: how it was typed; a word typed without its accents has the stems of its spellings in `known` too.
        known: folded words of the index, each with its spellings; none when it is spelt as it is.
        languages: codes that have a stemmer, see :data:`STEMMERS`.
    """
    spelt = (form or term, *known.get(term, ()), *_accented(form or term, languages))
    asked = frozenset[tuple[str, str]]().union(*(stems(other, languages) for other in spelt))
    return [
        other
        for other, spellings in known.items()
        if other != term
        and has_forms(other)
        and any(not asked.isdisjoint(stems(spelling, languages)) for spelling in spellings or (other,))
    ]


def _accented(spelling: str, languages: tuple[str, ...]) -> list[str]:
    """How a word may be meant that was typed without accents."""
    return [
        spelling.removesuffix(plain) + accented
        for language in languages
        for plain, accented in _UNACCENTED.get(language, ())
        if spelling.endswith(plain)
    ][:1]


def parts(term: str) -> list[tuple[str, str]]:
    """The ways in which a word may be a compound of two, with the linking letters left out; long first parts first."""
    found = []
    for at in range(len(term) - PART_CHARS, PART_CHARS - 1, -1):
        head, tail = term[:at], term[at:]
        for link in _LINKS:
            first = head.removesuffix(link) if link else head
            if head.endswith(link) and len(first) >= PART_CHARS:
                found.append((first, tail))
    return found
