"""What a browser shows of markup that text has other signs for: the numbers of lists, raised and lowered letters."""

from __future__ import annotations

from dataclasses import dataclass, field

from bs4 import Tag
from bs4.element import NavigableString

LISTS = frozenset(["ul", "ol"])
#: Lists within each other that are told apart.
MOST_LEVELS = 6
_LETTERS = "abcdefghijklmnopqrstuvwxyz"
_ROMAN = ((1000, "m"), (900, "cm"), (500, "d"), (400, "cd"), (100, "c"), (90, "xc"), (50, "l"), (40, "xl"), (10, "x"),
          (9, "ix"), (5, "v"), (4, "iv"), (1, "i"))  # fmt: skip

_RAISED = str.maketrans("0123456789+-−=()abcdefghijklmnoprstuvwxyz", "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁻⁼⁽⁾ᵃᵇᶜᵈᵉᶠᵍʰⁱʲᵏˡᵐⁿᵒᵖʳˢᵗᵘᵛʷˣʸᶻ")
_LOWERED = str.maketrans("0123456789+-−=()aehijklmnoprstuvx", "₀₁₂₃₄₅₆₇₈₉₊₋₋₌₍₎ₐₑₕᵢⱼₖₗₘₙₒₚᵣₛₜᵤᵥₓ")
_TABLES = {"sup": _RAISED, "sub": _LOWERED}
#: Longer ones are remarks, and no powers or indices.
_LONGEST = 12
#: Endings of ordinals, which people type on the line: 1st, 2e, 3ème.
_ORDINALS = frozenset("st nd rd th e er re ère nd nde de ème eme ste te o os a as ª º".split())


@dataclass(slots=True)
class ListMarkers:
    """The marks of list items as they are met; `depth` is how many items are open."""

    depth: int = 0
    _next: dict[int, int] = field(default_factory=dict)

    def find_marker(self, item: Tag) -> str:
        """What a browser prints before an item: a hyphen for its dots, the number or letter it counts to."""
        listing = item.parent
        if listing is None or listing.name != "ol":
            return "-"
        step = -1 if listing.has_attr("reversed") else 1
        stated = _parse_number(item.get("value"))
        number = stated if stated is not None else self._next.get(id(listing))
        if number is None:
            number = _find_start(listing)
        self._next[id(listing)] = number + step
        return f"{_spell(number, str(listing.get('type') or ''))}."


def _find_start(listing: Tag) -> int:
    start = _parse_number(listing.get("start"))
    if start is not None:
        return start
    return len(listing.find_all("li", recursive=False)) if listing.has_attr("reversed") else 1


def _parse_number(value: object) -> int | None:
    text = value.strip() if isinstance(value, str) else ""
    digits = text.removeprefix("-").removeprefix("+")
    if not (digits.isascii() and digits.isdigit() and len(digits) < 10):
        return None
    return -int(digits) if text.startswith("-") else int(digits)


def _spell(number: int, kind: str) -> str:
    """A number as the lists of a `kind` (``a``, ``A``, ``i``, ``I``) write it."""
    if kind in ("a", "A") and 0 < number <= len(_LETTERS):
        letter = _LETTERS[number - 1]
        return letter if kind == "a" else letter.upper()
    if kind in ("i", "I") and 0 < number < 4000:
        text = ""
        for value, sign in _ROMAN:
            text += sign * (number // value)
            number %= value
        return text if kind == "i" else text.upper()
    return str(number)


def raise_text(element: Tag) -> str:
    """The text of a raised or lowered element in letters that are so themselves (``x²``, ``H₂O``); empty for every
    other element, and where there are no such letters or none are meant: the text then stands as it is."""
    if element.name not in _TABLES or len(element.contents) != 1:
        return ""
    only = element.contents[0]
    text = only.strip() if isinstance(only, NavigableString) else ""
    if not 0 < len(text) <= _LONGEST or text.lower() in _ORDINALS:
        return ""
    table = _TABLES[element.name]
    return text.translate(table) if all(ord(char) in table for char in text) else ""
