"""Words by classes of characters: the classes, the parts of a word, and other ways to write one. Pure, and linear.

Every character has a class, and a text is matched as the representatives of its characters' classes, one for one. So
patterns are short and the same for all scripts, and their offsets are offsets into the original text. ASCII represents
itself.

A word comes apart at two kinds of boundary. One that is written, ``_``, is there in every way to write the word. The
others, a capital (``OpenData``), the step to a number (``Cities22``), a joiner of Arabic script, are lost as soon as
somebody writes ``opendata``. The positions of the parts follow from that: see :mod:`unroller.search.analysis`.

A name, a number or a word of Persian may be written in other ways; each is a term beside the one in the text. The
functions for these take and give folded terms (:func:`unroller.search.analysis.fold`).
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from itertools import islice, pairwise
from typing import Literal, NamedTuple

from unroller.regex import compile_re

LETTER, UPPER, ARABIC, DIGIT, MARK, JOINER = "ä", "Ä", "ب", "0", "\u0300", "\u200c"
HAN, THAI, SYMBOL, REGIONAL = "漢", "ก", "☺", "🇦"
#: A space that holds the groups of a number together, and every character that is nothing of all these.
GAP, OTHER = "\u00a0", "\x1f"
#: Signs of Arabic script between the digits of a number: before the decimals, and between thousands.
DECIMAL, THOUSANDS = "\u066b", "\u066c"
APOSTROPHES = "\u2019\u2018\u02bc\u02bb\uff07\u00b4"

#: In patterns: letters and digits of words, marks on them, capitals, and letters that are none.
WORD = f"A-Za-z0-9{LETTER}{UPPER}{ARABIC}"
MARKS = f"{MARK}{JOINER}"
CAPITALS, SMALL = f"A-Z{UPPER}", f"a-z{LETTER}{ARABIC}"

_PAIRED = (  # scripts written without spaces, (first, last, class)
    (0x0E00, 0x0EFF, THAI), (0x1000, 0x109F, THAI), (0x1780, 0x17FF, THAI), (0x19E0, 0x19FF, THAI),
    (0xA9E0, 0xA9FF, THAI), (0xAA60, 0xAA7F, THAI),
    (0x2E80, 0x2FDF, HAN), (0x3005, 0x3007, HAN), (0x3021, 0x312F, HAN), (0x31A0, 0x31BF, HAN),
    (0x31F0, 0x31FF, HAN), (0x3400, 0x4DBF, HAN), (0x4E00, 0x9FFF, HAN), (0xF900, 0xFAFF, HAN),
    (0xFF66, 0xFF9F, HAN), (0x1AFF0, 0x1B16F, HAN), (0x20000, 0x3FFFF, HAN),
)  # fmt: skip
_ARABIC = (range(0x0600, 0x0700), range(0x0750, 0x0780), range(0x08A0, 0x0900), range(0xFB50, 0xFE00),
           range(0xFE70, 0xFF00))  # fmt: skip
_SKIN_TONES = range(0x1F3FB, 0x1F400)
SELECTORS = (range(0xFE00, 0xFE10), range(0xE0100, 0xE01F0))
#: Signs that are a class of their own, or are read as one of ASCII.
_SIGNS = {
    **dict.fromkeys(APOSTROPHES, "'"),
    **dict.fromkeys("\u00a0\u2007\u2008\u2009\u202f", GAP),
    "＃": "#", "＠": "@", "\u200b": JOINER, "\u200c": JOINER, DECIMAL: DECIMAL, THOUSANDS: THOUSANDS,
}  # fmt: skip


def _classify_code(code: int) -> str:
    char = chr(code)
    category = unicodedata.category(char)
    if char in _SIGNS:
        return _SIGNS[char]
    if code in _SKIN_TONES or category == "Cf" or any(code in span for span in SELECTORS):
        return MARK
    if 0x1F1E6 <= code <= 0x1F1FF:
        return REGIONAL
    if category == "Nd":
        return DIGIT
    if category[0] in "LMN":
        return _classify_letter(code, category)
    return SYMBOL if category in {"So", "Sm"} else OTHER


def _classify_letter(code: int, category: str) -> str:
    for first, last, name in _PAIRED:
        if first <= code <= last:
            return name
    if category == "No" and "\u2044" in unicodedata.normalize("NFKD", chr(code)):
        return SYMBOL  # ½ beside a digit is a number of its own, not a digit more
    if category[0] == "M":
        return MARK
    if category[0] == "L" and any(code in span for span in _ARABIC):
        return ARABIC
    return UPPER if category in {"Lu", "Lt"} else LETTER


class _Classes(dict[int, str]):
    def __missing__(self, code: int) -> str:
        name = self[code] = chr(code) if code < 128 else _classify_code(code)
        return name


#: The class of every character by its code, as `str.translate` takes it.
CLASSES = _Classes()


# -- parts, over classes ---------------------------------------------------------------------------------------------

#: The most parts of a word; what follows in a longer one is found by the whole alone.
PARTS = 32
#: Neighbouring parts that are also a term together.
RUN = 4

#: Where a word occurs: behind ``#`` or ``@``, in an address, or in plain text.
WordContext = Literal["tag", "address", "text"]


class WordPart(NamedTuple):
    """A part of a word, ``start … end`` of the text. `step` counts the written boundaries before it."""

    start: int
    end: int
    step: int


#: What a word in plain text that is of several parts has somewhere.
_COMPOUND = compile_re(rf"[_{JOINER}]|[{SMALL}{MARKS}0-9][{CAPITALS}]")
_WRITTEN = compile_re("[^_]+")
#: What joins two words of Arabic script; in another script a joiner only keeps letters from a ligature.
JOINED = compile_re(rf"(?<=[{ARABIC}{MARKS}0-9]){JOINER}+(?=[{ARABIC}])")
#: A number; capitals (with the s of their plural) up to one that begins a word; a word (McDonald is one).
_HUMP = compile_re(
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
    result: list[WordPart] = []
    for step, span in enumerate(held):
        pieces = [] if place == "address" or "'" in classes[slice(*span)] else _split_unwritten(classes, *span)
        if place == "text" and len(held) == 1 and not _is_identifier(classes, pieces):
            pieces = _split_joined(classes, *span)
        result += [WordPart(*piece, step) for piece in pieces or [span]]
    return result[:PARTS]


def _split_unwritten(classes: str, start: int, end: int) -> list[tuple[int, int]]:
    """What is between boundaries that are not written."""
    return [piece for span in _split_joined(classes, start, end) for piece in _split_humps(classes, *span)]


def _split_joined(classes: str, start: int, end: int) -> list[tuple[int, int]]:
    """The words between joiners."""
    spans = []
    for match in islice(JOINED.finditer(classes, start, end), PARTS):
        spans.append((start, match.start()))
        start = match.end()
    return [*spans, (start, end)]


def _split_humps(classes: str, start: int, end: int) -> list[tuple[int, int]]:
    """The words and numbers that capitals and digits set apart.

    A single letter beside a number (``a11y``, ``3D``, ``G20``), or a small one before a word (``eBPF``), stays with it.
    """
    spans: list[tuple[int, int]] = []
    before = ""  # the letters or digits of the hump before
    for match in islice(_HUMP.finditer(classes, start, end), 4 * PARTS):
        first, last = match.span()
        hump = match[0].translate(_UNMARKED)
        if before.isdigit() or hump.isdigit():
            alone = len(hump if before.isdigit() else before) == 1
        else:
            alone = len(before) == 1 and before.islower()
        if alone and spans and spans[-1][1] == first:
            spans[-1] = (spans[-1][0], last)
        else:
            spans.append((first, last))
        before = hump
    return spans


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


# -- apostrophes -----------------------------------------------------------------------------------------------------

#: What precedes the apostrophe of an elided word (French, Italian, Catalan), beside one or two letters.
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
    forms = [stem] if stem else []
    for whole in (term, stem):
        rest = whole
        for _ in range(_ELISIONS):
            head, _, tail = rest.partition("'")
            if not head or (len(head) > 2 and head not in _ELIDED) or len(tail.partition("'")[0]) < 2:
                break
            forms.append(tail)
            rest = tail
    return list(dict.fromkeys(forms))


# -- numbers ---------------------------------------------------------------------------------------------------------

#: Groups of three with one sign between, or Indian ones, and decimals after another; or no groups, but decimals.
_NUMBER = compile_re(
    r"(?P<whole>[1-9][0-9]{0,2}(?P<sign>[., '])[0-9]{3}(?:(?P=sign)[0-9]{3})*|[1-9][0-9]?(?:,[0-9]{2})+,[0-9]{3}"
    r"|[1-9][0-9]{3,})(?:(?P<mark>[.,])(?P<decimals>[0-9]+))?"
)


def ungroup_number(term: str) -> list[str]:
    """A number of a thousand or more as it is written without groups, its decimals after a point and after a comma.

    What has no groups of three in it (``3,5``, a version, a date) has no other way to be written.
    """
    match = _NUMBER.fullmatch(term)
    if not match or (match["mark"] and match["mark"] == match["sign"]):
        return []
    whole = re.sub("[^0-9]", "", match["whole"])
    ways = [f"{whole}{mark}{match['decimals']}" for mark in ".,"] if match["decimals"] else [whole]
    return [way for way in ways if way != term]


# -- Persian ---------------------------------------------------------------------------------------------------------
# Prefixes and endings are written with a joiner, together, or as words of their own, by the same people.

_BEFORE = frozenset("مي نمي بي پيش".split())
_ENDING = "ها(?:ي?(?:ي|م|ت|ش|مان|تان|شان)?)|تر(?:ين|ي|ها|هاي)?"
_AFTER = compile_re(rf"(?:{_ENDING}|گر|گري|مند|مندي)")
#: Short words are left alone (تنها, دختر), but not آن‌ها; after می comes what ends as a verb does (not میلیون).
_PREFIXED = compile_re("(?P<prefix>ن?مي)(?:.+[ميدت]|(?:ش|گ|ر|كن)ه)")
_ENDED = compile_re(f"(?P<stem>.{{3,}}?|ان)(?:{_ENDING})")


def find_inner_boundary(term: str) -> int:
    """Where a Persian word that is written together parts from its prefix or ending; 0 when it has none."""
    if match := _PREFIXED.fullmatch(term):
        return match.end("prefix")
    match = _ENDED.fullmatch(term)
    return match.end("stem") if match else 0


def are_one_word(term: str, following: str) -> bool:
    """Whether two words that are side by side may be a Persian word with its prefix or ending written apart."""
    return term in _BEFORE or bool(_AFTER.fullmatch(following))
