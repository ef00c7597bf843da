"""Organisations that a person knows to be such, as a value: who is on the list, whatever the name looks like."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass

from unroller.text import replace_unprintable


@dataclass(frozen=True, slots=True)
class Organisations:
    """Organisations that a person has listed: their `names` and `handles`, each as :func:`normalize_name` makes it.

    :mod:`unroller.organisations` reads the file.
    """

    names: frozenset[str] = frozenset()
    handles: frozenset[str] = frozenset()

    def has(self, name: str = "", handle: str = "") -> bool:
        """Whether the name or the handle (with or without ``@``) is listed."""
        return bool(
            (self.names and name and normalize_name(name) in self.names)
            or (self.handles and handle and normalize_name(handle).removeprefix("@") in self.handles)
        )


#: The empty list.
NOBODY = Organisations()


def build_organisations(names: Iterable[str]) -> Organisations:
    """The list of these names, and of handles with ``@`` before them."""
    keys = frozenset(map(normalize_name, names)) - {"", "@"}
    handles = frozenset(one for one in keys if one.startswith("@"))
    return Organisations(keys - handles, frozenset(one.removeprefix("@") for one in handles))


def normalize_name(text: str) -> str:
    """A name or handle as it is compared: without signs, whatever its case and the width of its letters."""
    return strip_signs(unicodedata.normalize("NFKC", text)).casefold()


def to_one_line(text: str) -> str:
    """A text as a line: no controls, breaks and rows of blanks as one blank."""
    plain = "".join(" " if unicodedata.category(char) == "Cc" else char for char in replace_unprintable(text))
    return " ".join(plain.split())


def strip_signs(text: str) -> str:
    """A name without the pictures and marks that people put beside it."""
    signs = ("So", "Sk", "Cn", "Cf", "Co")
    return to_one_line("".join(char for char in text if unicodedata.category(char) not in signs and char != "\ufe0f"))
