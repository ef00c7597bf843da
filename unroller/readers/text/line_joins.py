"""Sentences that a page broke where a mention or link stands: put together again without changing a word.

Pages of X copy mentions and links to lines of their own; the words after them then begin with a blank or with
punctuation, and the words before them end in a blank. A line break that was taken back is no word lost.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from unroller.readers.draft import DraftLine

#: A line that is nothing but a mention, hashtag or address.
_ALONE = re.compile(
    r"(?:[@#＠＃][\w.@-]{1,80}|https?://\S{0,2000}|[\w-]{1,63}(?:\.[\w-]{1,63}){1,8}(?:/\S{0,2000})?)…?"
)
_HALF = re.compile(r"https?://")
#: What goes on with a sentence after a mention.
_GOES_ON = (",", ".", ";", ":", "!", "?", ")", "’", "'", "”", "…", "、", "。", "，")


def rejoin_lines(pieces: Sequence[DraftLine]) -> list[DraftLine]:
    """`pieces` with the page's own line breaks marked as such (`glued`)."""
    out: list[DraftLine] = []
    for at, piece in enumerate(pieces):
        before = out[-1] if out else None
        if before is None or piece.blank or before.blank:
            out.append(piece)
        elif _HALF.fullmatch(before.text.strip()):
            out[-1] = replace(before, text=before.text.rstrip())
            out.append(replace(piece, text=piece.text.lstrip(), glued=True))
        elif _continues_link(before, piece):
            out.append(replace(piece, glued=True))
        elif _is_link_in_sentence(before, piece, pieces[at + 1] if at + 1 < len(pieces) else None):
            gap = "" if before.text[-1:].isspace() or before.text.endswith(("(", "“", "‘", '"')) else " "
            out.append(replace(piece, text=gap + piece.text.lstrip() if gap else piece.text, glued=True))
        else:
            out.append(piece)
    return out


def _continues_link(before: DraftLine, piece: DraftLine) -> bool:
    """Whether `piece` goes on in the sentence of the link that ends the line before."""
    last = before.text.rsplit(maxsplit=1)[-1] if before.glued else before.text.strip()
    if not (_ALONE.fullmatch(last) or (before.glued and last == "…")):
        return False
    return piece.text[:1] in (" ", "\u00a0") or piece.text.startswith(_GOES_ON)


def _is_link_in_sentence(before: DraftLine, piece: DraftLine, after: DraftLine | None) -> bool:
    """Whether a line that is only a mention or link belongs into the sentence before it."""
    if not _ALONE.fullmatch(piece.text.strip()):
        return False
    if before.text.endswith((" ", "\u00a0", "(")):
        return True
    if after is None or after.blank or before.text.rstrip().endswith((".", "!", "?", ":", "。")):
        return False
    return after.text[:1] in (" ", "\u00a0", ",", ";", ")")
