"""Other ways to write a name, a number or a word of Persian: each is a term beside the one that stands there. Pure.

All take and give folded terms (:func:`unroller.search.analysis.fold`).
"""

from __future__ import annotations

import re

# -- apostrophes -----------------------------------------------------------------------------------------------------

#: What stands before the apostrophe of an elided word (French, Italian, Catalan), beside one or two letters.
_ELIDED = frozenset(
    "all bell coll com dall dell nell quell sull agl begl dagl degl negl quegl sugl alcun altr anch buon cent ciascun "
    "contr cos dev dov entr fors grand jusqu lorsqu mezz mill nessun ogn pover presqu puisqu qualcun qualcos quand "
    "quant quelqu quest quoiqu sant senz sopr sott tant tutt vent trent quarant cinquant sessant settant ottant "
    "novant".split()
)
#: Elided words before one another (``d'aujourd'hui``) that are taken away.
_ELISIONS = 3


def strip_apostrophes(term: str) -> list[str]:
    """A word without its possessive (``o'brien's``), its elided article (``l'école``), and without both."""
    stem = term[:-2] if term.endswith("'s") else ""
    found = [stem] if stem else []
    for whole in (term, stem):
        rest = whole
        for _ in range(_ELISIONS):
            head, _, tail = rest.partition("'")
            if not head or (len(head) > 2 and head not in _ELIDED) or len(tail.partition("'")[0]) < 2:
                break
            found.append(tail)
            rest = tail
    return list(dict.fromkeys(found))


# -- numbers ---------------------------------------------------------------------------------------------------------

#: Groups of three with one sign between, or Indian ones, and decimals after another; or no groups, but decimals.
_NUMBER = re.compile(
    r"(?P<whole>[1-9][0-9]{0,2}(?P<sign>[., '])[0-9]{3}(?:(?P=sign)[0-9]{3})*|[1-9][0-9]?(?:,[0-9]{2})+,[0-9]{3}"
    r"|[1-9][0-9]{3,})(?:(?P<mark>[.,])(?P<decimals>[0-9]+))?"
)


def ungroup_number(term: str) -> list[str]:
    """A number of a thousand or more as it is written without groups, its decimals after a point and after a comma.

    What has no groups of three in it (``3,5``, a version, a date) has no other way to be written.
    """
    found = _NUMBER.fullmatch(term)
    if not found or (found["mark"] and found["mark"] == found["sign"]):
        return []
    whole = re.sub("[^0-9]", "", found["whole"])
    ways = [f"{whole}{mark}{found['decimals']}" for mark in ".,"] if found["decimals"] else [whole]
    return [way for way in ways if way != term]


# -- Persian ---------------------------------------------------------------------------------------------------------
# Prefixes and endings are written with a joiner, together, or as words of their own, by the same people.

_BEFORE = frozenset("مي نمي بي پيش".split())
_ENDING = "ها(?:ي?(?:ي|م|ت|ش|مان|تان|شان)?)|تر(?:ين|ي|ها|هاي)?"
_AFTER = re.compile(rf"(?:{_ENDING}|گر|گري|مند|مندي)")
#: Short words are left alone (تنها, دختر), but not آن‌ها; behind می stands what ends as a verb does (not میلیون).
_PREFIXED = re.compile("(?P<prefix>ن?مي)(?:.+[ميدت]|(?:ش|گ|ر|كن)ه)")
_ENDED = re.compile(f"(?P<stem>.{{3,}}?|ان)(?:{_ENDING})")


def find_inner_boundary(term: str) -> int:
    """Where a Persian word that is written together parts from its prefix or ending; 0 when it has none."""
    if found := _PREFIXED.fullmatch(term):
        return found.end("prefix")
    found = _ENDED.fullmatch(term)
    return found.end("stem") if found else 0


def are_one_word(term: str, following: str) -> bool:
    """Whether two words that stand side by side may be a Persian word with its prefix or ending written apart."""
    return term in _BEFORE or bool(_AFTER.fullmatch(following))
