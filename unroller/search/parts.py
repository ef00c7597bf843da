"""What a word is made of. Pure, and linear.

A word comes apart at two kinds of boundary. One that is written, ``_``, is there in every way to write the word. The
others, a capital (``OpenData``), the step to a number (``Cities22``), a joiner of Arabic script, are lost as soon as
somebody writes ``opendata``. Where the parts stand follows from that: see :mod:`unroller.search.analysis`.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import islice, pairwise
from typing import Literal, NamedTuple

from unroller.search.characters import ARABIC, CAPITALS, JOINER, MARKS, SMALL

#: Parts of a word that are told apart; what follows in a longer one is found by the whole alone.
PARTS = 32
#: Neighbouring parts that are also a term together.
RUN = 4

#: Where a word stands: behind ``#`` or ``@``, in an address, or in plain text.
WordContext = Literal["tag", "address", "text"]


class WordPart(NamedTuple):
    """A part of a word, ``start … end`` of the text. `step` counts the written boundaries before it."""

    start: int
    end: int
    step: int


# -- parts, over classes ---------------------------------------------------------------------------------------------

#: What a word in plain text that is of several parts has somewhere.
_COMPOUND = re.compile(rf"[_{JOINER}]|[{SMALL}{MARKS}0-9][{CAPITALS}]")
_WRITTEN = re.compile("[^_]+")
#: What joins two words of Arabic script; in another script a joiner only keeps letters from a ligature.
JOINED = re.compile(rf"(?<=[{ARABIC}{MARKS}0-9]){JOINER}+(?=[{ARABIC}])")
#: A number; capitals (with the s of their plural) up to one that begins a word; a word (McDonald is one).
_HUMP = re.compile(
    rf"[0-9][0-9{MARKS}]*"
    rf"|(?:[{CAPITALS}][{MARKS}]*)+(?:s(?![{SMALL}{MARKS}]))?(?![{SMALL}{MARKS}])"
    rf"|(?:Mc(?=[{CAPITALS}]))?[{CAPITALS}]?[{MARKS}]*[{SMALL}][{SMALL}{MARKS}]*"
)

_UNMARKED = str.maketrans("", "", MARKS)


def split_word(classes: str, start: int, end: int, place: WordContext) -> list[WordPart]:
    """The parts of the word at ``classes[start:end]``, at most :data:`PARTS`; one alone when it is of one piece.

    Capitals and numbers part what is a name by its sign or its ``_``; in plain text only what nobody takes for a word
    or a brand (``tideGate``, ``OpenStreetMap``; not ``iPhone``, ``GitHub``, ``McDonald``); in an address, where they
    are chance, nothing.
    """
    if place == "text" and not _COMPOUND.search(classes, start, end):
        return [WordPart(start, end, 0)]
    held = [match.span() for match in islice(_WRITTEN.finditer(classes, start, end), PARTS)]
    found: list[WordPart] = []
    for step, span in enumerate(held):
        pieces = [] if place == "address" or "'" in classes[slice(*span)] else _split_unwritten(classes, *span)
        if place == "text" and len(held) == 1 and not _is_identifier(classes, pieces):
            pieces = _split_joined(classes, *span)
        found += [WordPart(*piece, step) for piece in pieces or [span]]
    return found[:PARTS]


def _split_unwritten(classes: str, start: int, end: int) -> list[tuple[int, int]]:
    """What stands between boundaries that are not written."""
    return [piece for span in _split_joined(classes, start, end) for piece in _split_humps(classes, *span)]


def _split_joined(classes: str, start: int, end: int) -> list[tuple[int, int]]:
    """The words between joiners."""
    found = []
    for match in islice(JOINED.finditer(classes, start, end), PARTS):
        found.append((start, match.start()))
        start = match.end()
    return [*found, (start, end)]


def _split_humps(classes: str, start: int, end: int) -> list[tuple[int, int]]:
    """The words and numbers that capitals and digits set apart.

    A single letter beside a number (``a11y``, ``3D``, ``G20``), or a small one before a word (``eBPF``), stays with it.
    """
    found: list[tuple[int, int]] = []
    before = ""  # the letters or digits of the hump before
    for match in islice(_HUMP.finditer(classes, start, end), 4 * PARTS):
        first, last = match.span()
        hump = match[0].translate(_UNMARKED)
        if before.isdigit() or hump.isdigit():
            alone = len(hump if before.isdigit() else before) == 1
        else:
            alone = len(before) == 1 and before.islower()
        if alone and found and found[-1][1] == first:
            found[-1] = (found[-1][0], last)
        else:
            found.append((first, last))
        before = hump
    return found


def _is_identifier(classes: str, spans: Sequence[tuple[int, int]]) -> bool:
    """Whether these parts of a word without a sign or ``_`` show that it is put together of them."""
    held = [classes[first:last].translate(_UNMARKED) for first, last in spans]
    if any(one[1] != other[0] for one, other in pairwise(spans)):
        return False  # a joiner is between them
    if len(held) < 2 or any(len(hump) < 2 for hump in held):
        return False
    begun = held[0].islower() and held[0].isalpha()
    capitals = sum(hump[0].isupper() for hump in held)
    return begun + capitals >= 2 and (begun or len(held) > 2)
