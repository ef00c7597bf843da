"""Who is cited: a person by family and given name, anybody else by the whole name, an account by its handle."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass

from unroller.model import Account
from unroller.text import printable

#: Words of institutions' names. Better a person cited by the whole name than an institution cut in two.
_BODIES = frozenset(
    """of for the and institute institut university universität université college school academy ministry " "agency
    council department office commission committee foundation fund society association federation union news
    press journal times post gazette herald magazine media radio tv team group network trust service services
    board bureau centre center lab labs laboratory library museum archive archives project initiative party
    church hospital court police government city county state bank company inc ltd llc gmbh ag corp club studio
    studios relief watch alliance coalition partnership forum observatory observer bot official app support
    research science sciences history daily weekly online global international national world european climate
    health weather harbour harbor port data open public""".split()
)
_PARTICLES = frozenset("van von der den de del della di da dos das du la le ten ter bin ibn al el zu zur af av".split())
_HONORIFICS = re.compile(r"(?:dr|prof|mr|mrs|ms|mx|sir|dame|professor)\.? ", re.IGNORECASE)
_WORD = re.compile(r"[^\W\d_]+(?:[’'-][^\W\d_]+){0,3}\.?")


@dataclass(frozen=True, slots=True)
class Name:
    """A name: `family` and `given`, or `literal`, or neither where only the `handle` (without ``@``) is known."""

    family: str = ""
    given: str = ""
    literal: str = ""
    handle: str = ""

    @property
    def whole(self) -> str:
        """The name in the order in which it is spoken."""
        return self.literal or f"{self.given} {self.family}".strip() or f"@{self.handle}"

    @property
    def sorted(self) -> str:
        """The name with the family's in front."""
        return f"{self.family}, {self.given}" if self.family and self.given else self.whole


def one_line(text: str) -> str:
    """A text as a line: no controls, breaks and rows of blanks as one blank."""
    plain = "".join(" " if unicodedata.category(char) == "Cc" else char for char in printable(text))
    return " ".join(plain.split())


def of_account(account: Account | None) -> tuple[Name, ...]:
    """The name of an account's owner, as far as it is known."""
    if account is None:
        return ()
    handle, shown = one_line(account.handle).removeprefix("@"), one_line(account.name or "")
    if not shown or shown.removeprefix("@").casefold() == handle.casefold():
        return (Name(handle=handle),) if handle else ()
    name = written(shown)
    return (Name(name.family, name.given, name.literal, handle),)


def written(text: str) -> Name:
    """A name as it is written: ``Roe, Ann`` and ``Ann Roe`` are a person's; what may be no person's stays whole."""
    text = one_line(text)
    family, comma, given = text.partition(", ")
    if comma and "," not in given and _is_words(family) and _is_words(given) and not _is_body(text):
        return Name(family, given)
    bare = _HONORIFICS.sub("", _without_signs(text), count=1)
    tokens = bare.split()
    if not 2 <= len(tokens) <= 4 or _is_body(bare) or not all(map(_is_latin, tokens)):
        return Name(literal=text)
    at = next((place for place, token in enumerate(tokens[1:], 1) if token in _PARTICLES), len(tokens) - 1)
    capital = all(token[0].isupper() or token in _PARTICLES for token in tokens)
    if not capital or bare.isupper() or tokens[-1] in _PARTICLES or tokens[-1].endswith("."):
        return Name(literal=text)
    return Name(" ".join(tokens[at:]), " ".join(tokens[:at]))


def _without_signs(text: str) -> str:
    """A name without the pictures that people put beside it."""
    signs = ("So", "Sk", "Cn", "Cf", "Co")
    return one_line("".join(char for char in text if unicodedata.category(char) not in signs and char != "\ufe0f"))


def _is_words(text: str) -> bool:
    return bool(text) and all(_WORD.fullmatch(token) for token in text.split())


def _is_body(text: str) -> bool:
    return any(token.casefold().strip(".,") in _BODIES for token in text.split())


def _is_latin(token: str) -> bool:
    letters = (unicodedata.name(char, "") for char in token if char.isalpha())
    return _WORD.fullmatch(token) is not None and all("LATIN" in letter for letter in letters)
