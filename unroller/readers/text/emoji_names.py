"""Emoji that a page copied as their names (``Grinning face``), turned back where that is beyond doubt.

Only names that stand alone on a line as the page prints pictures, in sentence case, and that nobody writes as a line of
their own; names that Unicode and CLDR give to different emoji stay words. Names: Unicode character database, CLDR 45.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence
from dataclasses import replace

from unroller.model import Removed
from unroller.readers.draft import DraftLine

#: Where Unicode keeps its faces.
_FACES = (range(0x1F600, 0x1F650), range(0x1F910, 0x1F930), range(0x1F970, 0x1F97B), range(0x1FAE0, 0x1FAE6))
#: Names that differ from Unicode's, as CLDR has them.
_CLDR = {
    "angry face with horns": "👿", "anxious face with sweat": "😰", "backhand index pointing down": "👇",
    "backhand index pointing left": "👈", "backhand index pointing right": "👉", "backhand index pointing up": "👆",
    "beaming face with smiling eyes": "😁", "cowboy hat face": "🤠", "downcast face with sweat": "😓",
    "face blowing a kiss": "😘", "face savoring food": "😋", "face with crossed-out eyes": "😵",
    "face with hand over mouth": "🤭", "face with raised eyebrow": "🤨", "face with steam from nose": "😤",
    "face with symbols on mouth": "🤬", "face with tongue": "😛", "grinning face with big eyes": "😃",
    "grinning face with smiling eyes": "😄", "grinning face with sweat": "😅", "grinning squinting face": "😆",
    "sad but relieved face": "😥", "smiling cat with heart-eyes": "😻", "smiling face with heart-eyes": "😍",
    "smiling face with hearts": "🥰", "smiling face with open hands": "🤗", "squinting face with tongue": "😝",
    "winking face with tongue": "😜", "woman and man holding hands": "👫",
}  # fmt: skip
#: Faces of two words that no sentence and no list holds as a line of its own.
_PLAIN = frozenset({"grinning face", "winking face", "smirking face", "grimacing face", "unamused face"})


def _build_names() -> dict[str, str]:
    found = {}
    for part in _FACES:
        for code in part:
            name = unicodedata.name(chr(code), "").lower()
            if "face" in name.split() and (name.count(" ") > 1 or name in _PLAIN):
                found[name] = chr(code)
    unsure = {name for name, emoji in _CLDR.items() if found.get(name, emoji) != emoji}
    return {name: emoji for name, emoji in (found | _CLDR).items() if name not in unsure}


EMOJI_NAMES = _build_names()


def replace_emoji_names(pieces: Sequence[DraftLine]) -> tuple[list[DraftLine], list[Removed]]:
    """`pieces` with emoji where their names stood, and the names for the ledger.

    The page's own line breaks around one, told by the blanks that the sentence left beside them, are taken back.
    """
    out: list[DraftLine] = []
    removed: list[Removed] = []
    goes_on = False
    for piece in pieces:
        text = piece.text.strip()
        emoji = EMOJI_NAMES.get(text.lower()) if text[:1].isupper() and text[1:].islower() else None
        if emoji is None:
            out.append(replace(piece, glued=True) if goes_on and piece.text[:1] == " " else piece)
            goes_on = False
            continue
        removed.append(Removed(piece.text, "repair:emoji-name", piece.line))
        inline = bool(out) and not out[-1].blank and out[-1].text[-1:] == " "
        out.append(replace(piece, text=emoji, glued=piece.glued or inline))
        goes_on = True
    return out, removed
