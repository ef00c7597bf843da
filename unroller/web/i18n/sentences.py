"""Sentences that the pure rooms say, in the interface's language.

They are written in English where they are known, with numbers and names in them; the command line prints them so. Here
they are recognised by their shape (:mod:`unroller.web.i18n.phrases`) and said anew. A sentence that is not in the
table is shown as it is.
"""

from __future__ import annotations

import re
from functools import lru_cache

from babel.numbers import format_decimal

from unroller.web.i18n import get_language, get_locale, gettext, isolate, ngettext
from unroller.web.i18n.phrases import PHRASES, Phrase

#: Longer ones hold somebody's text and are shown as they are.
MOST_CHARS = 600

#: Places for numbers, with a unit or without; they are written as the interface's language writes them.
NUMBERS = ("count", "number", "found", "first", "last", "most", "size", "free")
#: Places for words of ours, which are in the table too; and, of those, for several with commas between.
OURS = ("what", "format", "why", "reason")
LISTS = {"kinds": ", ", "parts": " and "}
#: What each kind of place can hold. All others hold words of a text, a name or a path, which are shown as they are.
KINDS = {
    **dict.fromkeys(NUMBERS, r"[0-9][0-9.,]{0,14}(?: (?:MB|kB|bytes))?"),
    **dict.fromkeys(OURS, r"[^()]{1,200}?"),
    "kinds": r"[a-z, -]{1,200}?",
    "parts": r"[a-z0-9 ]{1,200}?",
    "what": r"[^:()]{1,80}?",
}
_ANY = r".{0,600}?"
_NUMBER = re.compile(r"([0-9][0-9,]*)(?:\.([0-9]+))?(?: (MB|kB|bytes))?")
#: A sentence may have the names of what it is about before it: so many are looked past.
_NAMES = 3


def said(sentence: str) -> str:
    """`sentence` in the interface's language, where it is known."""
    if get_language() == "en" or len(sentence) > MOST_CHARS:
        return sentence
    before, rest = "", sentence
    for _ in range(_NAMES):
        for phrase, shape in shapes():
            if found := shape.fullmatch(rest):
                return before + _anew(phrase, found.groupdict())
        name, colon, rest = rest.partition(": ")
        if not colon:
            break
        before += isolate(name) + colon
    return sentence


def size(text: str) -> str:
    """A number, or a size such as ``8 MB``, as the interface's language writes it; other text as it is."""
    found = _NUMBER.fullmatch(text)
    if get_language() == "en" or not found:
        return text
    whole, part, unit = found.groups()
    digits = whole.replace(",", "")
    pattern = "#,##0." + "0" * len(part) if part else None
    number = (
        format_decimal(float(f"{digits}.{part or 0}"), format=pattern, locale=get_locale())
        if part or "," in whole or unit
        else digits  # the number of a post, a year
    )
    units = {"MB": gettext("{} MB"), "kB": gettext("{} kB"), "bytes": gettext("{} bytes")}
    return units[unit].format(number) if unit else number


def _anew(phrase: Phrase, held: dict[str, str]) -> str:
    values = {kind: _value(kind, value) for kind, value in held.items()}
    if isinstance(phrase, str):
        return gettext(phrase).format(**values)
    return ngettext(*phrase, int(held["count"].replace(",", ""))).format(**values)


def _value(kind: str, value: str) -> str:
    if kind in NUMBERS:
        return size(value)
    if kind in OURS:
        return said(value)
    if parted := LISTS.get(kind):
        joined = gettext(" and ") if kind == "parts" else gettext(", ")
        return joined.join(said(one.replace("-", " ")) for one in value.split(parted))
    return isolate(value)


@lru_cache(maxsize=1)
def shapes() -> tuple[tuple[Phrase, re.Pattern[str]], ...]:
    """Each sentence with what matches it."""
    return tuple(
        (phrase, _shape(text)) for phrase in PHRASES for text in ((phrase,) if isinstance(phrase, str) else phrase)
    )


def _shape(text: str) -> re.Pattern[str]:
    def place(found: re.Match[str]) -> str:
        return f"(?P<{found[1]}>{KINDS.get(found[1], _ANY)})"

    return re.compile(re.sub(r"\\\{(\w+)\\\}", place, re.escape(text)), re.DOTALL)
