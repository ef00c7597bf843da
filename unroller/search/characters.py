"""Classes of characters: every character becomes the representative of its class, one for one. Pure.

So patterns are short and the same for all scripts, and their offsets are offsets into the original text. ASCII stands
for itself.
"""

from __future__ import annotations

import unicodedata

LETTER, UPPER, ARABIC, DIGIT, MARK, JOINER = "ä", "Ä", "ب", "0", "\u0300", "\u200c"
HAN, THAI, SYMBOL, REGIONAL = "漢", "ก", "☺", "🇦"
#: A space that holds the groups of a number together, and every character that is nothing of all these.
GAP, OTHER = "\u00a0", "\x1f"
#: Signs of Arabic script between the digits of a number: before the decimals, and between thousands.
DECIMAL, THOUSANDS = "\u066b", "\u066c"
APOSTROPHES = "\u2019\u2018\u02bc\u02bb\uff07\u00b4"

#: In patterns: what words are of, what stands on them, capitals, and letters that are none.
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
#: Signs that are a class of their own, or stand for one of ASCII.
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
        found = self[code] = chr(code) if code < 128 else _classify_code(code)
        return found


#: The class of every character by its code, as `str.translate` takes it.
CLASSES = _Classes()


def classify(text: str) -> str:
    """`text` with every character as the representative of its class; `text` itself when it is ASCII."""
    return text if text.isascii() else text.translate(CLASSES)
