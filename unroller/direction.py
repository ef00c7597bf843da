"""Which way a text runs: by its language, and by its letters where no language is known or it holds none of its own.

The first letter says little: a Hebrew sentence may begin with “WiFi”, an English one with a word in Arabic. Plain text
has no attribute to say it in; where its first letter would mislead, an invisible mark of Unicode goes before it
(:func:`mark_direction`), which is no word and no letter.
"""

from __future__ import annotations

import re
from typing import Literal

from unroller.regex import compile_re

Direction = Literal["ltr", "rtl"]

#: Languages that are written from right to left, when no script is named.
_RIGHT_TO_LEFT = frozenset(
    "ar arc arz azb bal ckb dv fa glk he iw ji khw lrc mzn nqo pnb prs ps sd skr syr ug ur yi".split()
)
#: Scripts (ISO 15924) that are.
_RIGHT_TO_LEFT_SCRIPTS = frozenset("adlm arab aran hebr mand mend nkoo rohg samr syrc thaa".split())
_RIGHT = compile_re(
    "[\u05be-\u05f4\u0608\u060b-\u064a\u066d-\u066f\u0671-\u06d5\u06e5-\u06ef\u06fa-\u08e1\ufb1d-\ufdff\ufe70-\ufefc"
    "\U00010d00-\U00010d23\U0001e800-\U0001e943]"
)
#: Letters of all other scripts, as far as they matter here: whatever else is a letter.
_LEFT = compile_re(r"[^\W\d_\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufeff\U00010d00-\U00010d23\U0001e800-\U0001efff]")
_LEFT_WORD = compile_re(f"{_LEFT.pattern}+")
#: Marks that have a direction themselves.
_MARKS = {"ltr": "\u200e", "rtl": "\u200f"}
_SETTING = compile_re("[\u200e\u200f\u061c\u202a-\u202e\u2066-\u2069]")
#: Names, tags and addresses are written in Latin letters in every language.
_NAMES = compile_re(r"(?:https?://|[@#＃])\S{1,300}")
#: So many words without a letter of a right-to-left script are a text of their own.
_OWN_TEXT = 5


def get_direction(lang: str | None) -> Direction | None:
    """The direction that a language (BCP 47) is written in; None when it is not known."""
    if not lang:
        return None
    code, *more = re.split("[-_]", lang.lower(), maxsplit=8)
    script = next((part for part in more if len(part) == 4 and part.isalpha()), "")
    if script:
        return "rtl" if script in _RIGHT_TO_LEFT_SCRIPTS else "ltr"
    return "rtl" if code in _RIGHT_TO_LEFT else "ltr"


def find_direction(text: str, base: Direction | None = None) -> Direction:
    """The direction that a text runs in.

    Args:
        text: a title, a paragraph, a post.
        base: that of the language around it, where it is known. It holds, unless the text has hardly a letter that is
            written so: a quotation or a paragraph in another language.
    """
    if base != "rtl" and (text.isascii() or not _RIGHT.search(text)):
        return "ltr"
    plain = _NAMES.sub(" ", text) if "://" in text or "@" in text or "#" in text or "＃" in text else text
    right, left = len(_RIGHT.findall(plain)), len(_LEFT.findall(plain))
    if base == "rtl":
        return "rtl" if right or len(_LEFT_WORD.findall(plain)) < _OWN_TEXT else "ltr"
    if base == "ltr":
        return "rtl" if right > 2 * left else "ltr"
    return "rtl" if right > left else "ltr"


def mark_direction(line: str, direction: Direction) -> str:
    """`line` of plain text with a mark in front where its first letter would let it run the other way."""
    starts = [found.start() for found in (_RIGHT.search(line), _LEFT.search(line)) if found]
    if not starts or _SETTING.search(line, 0, min(starts)):
        return line
    shown = "rtl" if _RIGHT.match(line, min(starts)) else "ltr"
    return line if shown == direction else _MARKS[direction] + line


def strip_mark(line: str) -> str:
    """`line` without a mark that :func:`mark_direction` put in front of it."""
    for direction, mark in _MARKS.items():
        if line.startswith(mark) and mark_direction(line[1:], "rtl" if direction == "rtl" else "ltr") == line:
            return line[1:]
    return line
