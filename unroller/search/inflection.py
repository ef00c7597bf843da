"""Forms of a word, for when nothing has the word itself. Pure.

Stemming in the index hides exact words and assumes one language. So the index keeps words as written, and only a query
that finds nothing is asked again with the forms that the archive's own vocabulary holds. The endings are those of the
European languages we see most, without knowing which one a word is in: a rough net, thrown only into empty water.
"""

from __future__ import annotations

#: A stem has at least so many letters, and at least half of the word's.
STEM_CHARS = 3

_ENDINGS = (
    # English
    "s", "es", "ed", "d", "ing", "ings", "er", "ers", "ly", "r", "rs",
    # German, Dutch
    "e", "en", "em", "n", "st", "t", "te", "ten", "et", "ern", "nen",
    # French, Spanish, Portuguese, Italian, Catalan
    "x", "a", "o", "i", "as", "os", "is", "ar", "ir", "re", "are", "ere", "ire", "ez", "ent", "ant", "ait", "aient",
    "ons", "ando", "endo", "iendo", "ado", "ada", "ados", "adas", "ido", "ida", "idos", "idas", "ato", "ata", "ati",
    "ate", "mente", "aba", "ava", "ou", "am", "an", "m", "mos",
)  # fmt: skip
_CHANGES = (("ies", "y"), ("ied", "y"), ("ier", "y"), ("iest", "y"), ("aux", "al"), ("ves", "f"), ("oes", "o"))


def stems(term: str) -> set[str]:
    """What is left of a folded word without each of the endings it may have; the word itself among them."""
    least = max(STEM_CHARS, (len(term) + 1) // 2)
    found = {term}
    for ending in _ENDINGS:
        if term.endswith(ending) and len(term) - len(ending) >= least:
            found.add(term[: -len(ending)])
    for ending, instead in _CHANGES:
        if term.endswith(ending) and len(term) - len(ending) >= least - 1:
            found.add(term[: -len(ending)] + instead)
    doubled = {stem[:-1] for stem in found if len(stem) > STEM_CHARS and stem[-1] == stem[-2]}  # running, run
    return found | doubled


def related(term: str, other: str) -> bool:
    """Whether two folded words may be forms of one."""
    return term[0] == other[0] and not stems(term).isdisjoint(stems(other))


def common_beginning(term: str) -> str:
    """What every form of a word begins with, as far as these endings go."""
    shortest = min(stems(term), key=len)
    return shortest[:-1] if len(shortest) > STEM_CHARS + 1 else shortest


def has_forms(term: str) -> bool:
    """Whether it is a word that can have forms: letters, four or more."""
    return len(term) > STEM_CHARS and term.isalpha()
