"""What a reader sees as one character: emoji sequences, and grapheme clusters by a rule of our own.

The classes of emoji are those of Unicode 17 (``emoji-data.txt``); the rest comes from :mod:`unicodedata`.
"""

from __future__ import annotations

import unicodedata

from unroller.regex import compile_re

#: Emoji that are drawn as text unless a variation selector follows, or that may carry one (all but those of the next).
_VARIABLE = (
    "‼⁉™ℹ↔-↙↩↪⌚⌛⌨⏏⏭-⏯⏱⏲⏸-⏺Ⓜ▪▫▶◀◻-◾☀-☄☎☑☔☕☘☠☢☣☦☪☮☯☸-☺♀♂♈-♓♟♠♣♥♦♨♻♾♿⚒-⚗⚙⚛⚜⚠⚡⚧⚪⚫⚰⚱⚽⚾⛄⛅⛈⛏⛑⛓⛔⛩⛪⛰-⛵⛸⛺⛽"
    "✂✈✉✏✒✔✖✝✡✳✴❄❇❗❣❤➡⤴⤵⬅-⬇⬛⬜⭐⭕〰〽㊗㊙\U0001f004\U0001f170\U0001f171\U0001f17e\U0001f17f\U0001f202\U0001f21a\U0001f22f"
    "\U0001f237\U0001f321\U0001f324-\U0001f32c\U0001f336\U0001f37d\U0001f396\U0001f397\U0001f399-\U0001f39b\U0001f39e\U0001f39f"
    "\U0001f3cd\U0001f3ce\U0001f3d4-\U0001f3df\U0001f3f3\U0001f3f5\U0001f3f7\U0001f43f\U0001f441\U0001f4fd\U0001f549\U0001f54a"
    "\U0001f56f\U0001f570\U0001f573\U0001f576-\U0001f579\U0001f587\U0001f58a-\U0001f58d\U0001f5a5\U0001f5a8\U0001f5b1\U0001f5b2"
    "\U0001f5bc\U0001f5c2-\U0001f5c4\U0001f5d1-\U0001f5d3\U0001f5dc-\U0001f5de\U0001f5e1\U0001f5e3\U0001f5e8\U0001f5ef\U0001f5f3"
    "\U0001f5fa\U0001f6cb\U0001f6cd-\U0001f6cf\U0001f6e0-\U0001f6e5\U0001f6e9\U0001f6f0\U0001f6f3"
)
#: Emoji drawn in colour of themselves: a variation selector behind them is a character of its own.
_COLOURED = (
    "⏩-⏬⏰⏳⛎✅✨❌❎❓-❕➕-➗➰➿"
    "\U0001f0cf\U0001f18e\U0001f191-\U0001f19a\U0001f201\U0001f232-\U0001f23a\U0001f250\U0001f251\U0001f300-\U0001f64f"
    "\U0001f680-\U0001f6ff\U0001f7e0-\U0001f7f0\U0001f90c-\U0001f9ff\U0001fa70-\U0001faff"
)
#: Emoji that take a skin tone: those that may carry a variation selector too, and the others.
_TONED_VARIABLE = "☝⛷⛹✌✍\U0001f3cb\U0001f3cc\U0001f574\U0001f575\U0001f590"
_TONED = (
    "✊✋\U0001f385\U0001f3c2-\U0001f3c4\U0001f3c7\U0001f3ca\U0001f442\U0001f443\U0001f446-\U0001f450\U0001f466-\U0001f478"
    "\U0001f47c\U0001f481-\U0001f483\U0001f485-\U0001f487\U0001f48f\U0001f491\U0001f4aa\U0001f57a\U0001f595\U0001f596"
    "\U0001f645-\U0001f647\U0001f64b-\U0001f64f\U0001f6a3\U0001f6b4-\U0001f6b6\U0001f6c0\U0001f6cc\U0001f90c\U0001f90f"
    "\U0001f918-\U0001f91f\U0001f926\U0001f930-\U0001f939\U0001f93c-\U0001f93e\U0001f977\U0001f9b5\U0001f9b6\U0001f9b8\U0001f9b9"
    "\U0001f9bb\U0001f9cd-\U0001f9cf\U0001f9d1-\U0001f9dd\U0001fac3-\U0001fac5\U0001faf0-\U0001faf8"
)
_TONE = "\U0001f3fb-\U0001f3ff"
_REGIONAL = "\U0001f1e6-\U0001f1ff"
_ELEMENT = f"(?:(?:[{_TONED_VARIABLE}]\ufe0f?+|[{_TONED}])[{_TONE}]?+|[{_VARIABLE}]\ufe0f?+|[{_COLOURED}])"
#: Several characters that are one emoji: keycaps, flags of countries and of regions, joined and toned emoji.
EMOJI_SEQUENCE = compile_re(
    rf"[#*0-9]\ufe0f?\u20e3|[©®]\ufe0f|[{_REGIONAL}]{{2}}"
    rf"|\U0001f3f4[\U000e0030-\U000e007a]{{1,6}}+\U000e007f"
    rf"|{_ELEMENT}(?:\u200d{_ELEMENT}|(?!))*+"
)
#: Without one of these no emoji is longer than one character.
EMOJI_JOINERS = compile_re(f"[\u200d\u20e3\ufe0f{_TONE}{_REGIONAL}\U000e007f]")
#: A character and those behind it that may belong to it. Left out are blocks without marks, joiners and pictographs:
#: Latin, most of Greek and Cyrillic, punctuation, kana, ideographs, whole Hangul syllables, full-width forms.
_PREPENDED = "\u0600-\u0605\u06dd\u070f\u0890\u0891\u08e2\u0d4e"
_COMPLEX = compile_re(
    r"[\s\S]?(?:[^\0-\u02ff\u0370-\u0482\u048a-\u0590\u2010-\u2027\u2030-\u203b\u3001-\u3029\u3031-\u303c"
    r"\u3041-\u3098\u309b-\u3296\u329a-\ua66e\uac00-\ud7a3\uff01-\uff9d]++"
    rf"(?:(?<=[{_PREPENDED}\u1100-\u115f\ua960-\ua97c\u200d])[^\0-\x1f\x7f-\x9f])?|(?!))++"
)
_PICTOGRAPH = compile_re(f"[©®{_VARIABLE}{_COLOURED}{_TONED_VARIABLE}{_TONED}]")
#: Characters that belong to the one before although they are no marks: joiners, tones, tags, sound marks, sara am.
_EXTENDING = compile_re(f"[\u200c\u200d{_TONE}\U000e0020-\U000e007f\uff9e\uff9f\u0e33\u0eb3]")
_MARKS = frozenset({"Mn", "Me", "Mc"})
#: Marks that take space of their own and begin a new character (UAX #29, exceptions to SpacingMark).
_APART = frozenset(
    "\u102b\u102c\u1038\u1062\u1063\u1064\u1067\u1068\u1069\u106a\u106b\u106c\u106d\u1083\u1087\u1088\u1089"
)
_PREPENDED_CHAR = compile_re(f"[{_PREPENDED}]")
#: Signs that join two consonants of their script into one conjunct (UAX #29, GB9c).
_LINKERS = frozenset("\u094d\u09cd\u0acd\u0b4d\u0c4d\u0d4d")
_LINKER_NUMBERS = frozenset(map(ord, _LINKERS))


def count_graphemes(text: str) -> int:
    """How many characters a reader sees in `text`: extended grapheme clusters of UAX #29, by a shorter rule.

    One character each: CR LF; a character with its marks, joiners, skin tones and tags; a pair of regional indicators;
    pictographs joined by U+200D; a Hangul syllable written as jamo; a conjunct of the scripts of India.
    """
    total = len(text) - text.count("\r\n")
    if text.isascii():
        return total
    return total - sum(len(piece) - _count_complex(piece) for piece in _COMPLEX.findall(text))


def _count_complex(text: str) -> int:
    total = 0
    before, flags, pictograph, conjunct = "\n", 0, False, ""
    for char in text:
        flags = flags + 1 if "\U0001f1e6" <= char <= "\U0001f1ff" else 0
        if _extends(char):
            starts = _is_break(before)
            pictograph = pictograph and not starts
            if conjunct and char in _LINKERS:
                conjunct = char
            elif not unicodedata.combining(char) and char != "\u200d":
                conjunct = ""
        else:
            consonant = _is_conjunct_letter(char)
            starts = not (
                (before == "\u200d" and pictograph and _PICTOGRAPH.match(char) is not None)
                or (flags > 0 and flags % 2 == 0)
                or (consonant and conjunct in _LINKERS and ord(conjunct) >> 7 == ord(char) >> 7)
                or _is_one_syllable(before, char)
                or (_PREPENDED_CHAR.match(before) is not None and not _is_break(char))
            )
            pictograph = _PICTOGRAPH.match(char) is not None
            conjunct = char if consonant else ""
        total += starts
        before = char
    return total


def _is_conjunct_letter(char: str) -> bool:
    """Whether `char` is a consonant of a script that joins consonants: these blocks have one plan, signs apart."""
    return (
        "\u0915" <= char <= "\u0d7f"
        and ((ord(char) & ~0x7F) | 0x4D) in _LINKER_NUMBERS
        and 0x15 <= ord(char) & 0x7F != 0x3D
        and unicodedata.category(char) == "Lo"
    )


def _extends(char: str) -> bool:
    if unicodedata.category(char) in _MARKS:
        return char not in _APART
    return _EXTENDING.match(char) is not None


def _is_break(char: str) -> bool:
    """Whether nothing can extend `char`: a control, a line end."""
    return char < " " or "\x7f" <= char < "\xa0" or char in "\xad\u200b\u2028\u2029\u2060\ufeff"


def _is_one_syllable(before: str, char: str) -> bool:
    """Whether two Hangul characters are written as one syllable (UAX #29, GB6 to GB8)."""
    if not ("\u1100" <= char <= "\u11ff" or "\ua960" <= char <= "\ua97c" or "\uac00" <= char <= "\ud7fb"):
        return False
    first, second = _hangul(before), _hangul(char)
    return (
        (first == "L" and second in ("L", "V", "LV", "LVT"))
        or (first in ("LV", "V") and second in ("V", "T"))
        or (first in ("LVT", "T") and second == "T")
    )


def _hangul(char: str) -> str:
    if "\u1100" <= char <= "\u115f" or "\ua960" <= char <= "\ua97c":
        return "L"
    if "\u1160" <= char <= "\u11a7" or "\ud7b0" <= char <= "\ud7c6":
        return "V"
    if "\u11a8" <= char <= "\u11ff" or "\ud7cb" <= char <= "\ud7fb":
        return "T"
    if "\uac00" <= char <= "\ud7a3":
        return "LVT" if (ord(char) - 0xAC00) % 28 else "LV"
    return ""
