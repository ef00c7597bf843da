"""Where one row's last word meets the next row's first: a blank, nothing, or a hyphen that was never written."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence

from unroller.documents.pdf_layout.rows import Glyph

#: Latin ligatures, and the shapes that Arabic letters take in print: signs nobody types.
_SHAPES = re.compile("[\ufb00-\ufb06\ufb13-\ufb17\ufb50-\ufdfb\ufe70-\ufefc]")
#: Scripts that are written without blanks between words, and their punctuation.
_UNSPACED = re.compile(
    "[\u2e80-\u30ff\u31f0-\u31ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\uff00-\uffef"
    "\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff]"
)
_HANGUL = re.compile("[\uac00-\ud7a3]")
#: Marks after which a browser breaks a word without a blank.
_HYPHENS = ("-", "‐", "–", "—")
_BREAKABLE = (*_HYPHENS, "/")
_MARK = re.compile(r"(\d{1,3}[.)]|[-–—•·→➡➤✅❌✓✗*+])\ufe0f?(?=\s|\w)")
_ADDRESS = re.compile(r"(?:https?://|www\.)\S")


def measure_first_word(signs: Sequence[Glyph]) -> float:
    """How much room the first word needs; in scripts without blanks, the first letter."""
    first = next((at for at, sign in enumerate(signs) if not sign.text.isspace()), 0)
    if _UNSPACED.match(signs[first].text) or _HANGUL.match(signs[first].text):
        return abs(signs[first].right - signs[first].left)
    left, right = signs[first].left, signs[first].right
    for sign in signs[first + 1 :]:
        if sign.text.isspace():
            break
        left, right = min(left, sign.left), max(right, sign.right)
        if sign.text in _HYPHENS:
            break
    return right - left


def find_list_mark(signs: Sequence[Glyph]) -> str:
    """What a row begins with, when that is the mark of a list's entry: a dash, dot, arrow, number or picture."""
    match = _MARK.match("".join(sign.text for sign in signs[:8]).lstrip())
    return match.group(1) if match else ""


def continues(one: str, two: str) -> bool:
    """Whether two marks are those of neighbours in one list."""
    if one[:-1].isdecimal() and two[:-1].isdecimal():
        return one[-1] == two[-1] and int(two[:-1]) == int(one[:-1]) + 1
    return bool(one) and one == two


def ends_unspaced(signs: Sequence[Glyph]) -> bool:
    """Whether a row may end here without a blank: in a script that has none, or behind a hyphen or slash."""
    text = signs[-1].text if signs else " "
    return bool(_UNSPACED.match(text[-1:]) or _HANGUL.match(text[-1:])) or text.endswith((*_BREAKABLE, "\u00ad"))


def is_address(signs: Sequence[Glyph]) -> bool:
    """Whether the first word is an address."""
    return _ADDRESS.match("".join(sign.text for sign in signs[:12]).lstrip()) is not None


def join_words(before: Sequence[Glyph], after: Sequence[Glyph]) -> str:
    """What stands between two rows of one paragraph: a blank, nothing, or ``-`` for a hyphen that the page painted."""
    text = "".join(sign.text for sign in before)
    following = "".join(sign.text for sign in after[:2]).lstrip()
    if text != text.rstrip():
        return " "
    if text.endswith(("\u00ad‐", "\u00ad-", "\u00ad")):
        return "-"
    if _is_same_address(before, after):
        return ""
    if len(text) > 1 and text.endswith(_BREAKABLE) and not text[-2].isspace() and following[:1].isalnum():
        return ""
    if _UNSPACED.match(text[-1]) or _UNSPACED.match(following[:1] or " "):
        return "" if _UNSPACED.match(text[-1]) and _UNSPACED.match(following[:1] or " ") else _is_mixed(text, following)
    return " "


def _is_mixed(text: str, following: str) -> str:
    """Between a script without blanks and another one: nothing beside its punctuation and letters."""
    return "" if unicodedata.category((text + following)[len(text) - 1])[0] in "LP" else " "


def _is_same_address(before: Sequence[Glyph], after: Sequence[Glyph]) -> bool:
    """Whether one address runs over the end of the row: both ends lead to it, and the words are its own; or a single
    long word filled the whole row."""
    tail, head = _last_word([*before][::-1])[::-1], _last_word(after)
    one, two = before[-1].url, next((sign.url for sign in after if sign.text.strip()), None)
    if one and one == two and f"{tail}{head}".rstrip("….,") in one.replace("https://", "") + one:
        return True
    whole = "".join(sign.text for sign in before).strip()
    return len(whole) > 30 and not any(char.isspace() for char in whole)


def _last_word(signs: Sequence[Glyph]) -> str:
    """The signs up to the first blank."""
    found = []
    for sign in signs:
        if sign.text.isspace():
            break
        found.append(sign.text)
    return "".join(found)


def replace_ligatures(text: str) -> str:
    """`text` with the letters that printed shapes stand for."""
    if text.isascii():
        return text
    return _SHAPES.sub(lambda shape: unicodedata.normalize("NFKC", shape.group()), text)
