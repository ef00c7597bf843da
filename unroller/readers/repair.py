"""Mending text, only where it is certain, and always in the ledger: wrong code pages, entities left in.

UTF-8 that was once read in a Windows code page is recognised by undoing exactly that: the characters go back to bytes
and those bytes are UTF-8. No natural text does that by chance in one sequence of three bytes or more.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import partial

from unroller.model import Removed

#: Western, Vietnamese, Greek, Cyrillic and central European code pages, the likeliest first.
_CODE_PAGES = ("cp1252", "cp1258", "cp1253", "cp1251", "cp1250", "cp1254")


def _encode_char(code_page: str) -> dict[str, int]:
    """Characters to bytes; bytes that the code page leaves out stand for themselves, as browsers have it."""
    table = {chr(byte): byte for byte in range(0x80, 0xA0)}
    for byte in range(0x80, 0x100):
        try:
            table[bytes([byte]).decode(code_page)] = byte
        except UnicodeDecodeError:
            table[chr(byte)] = byte
    return table


def _encode_class(part: range) -> str:
    """The characters that bytes of `part` look like in any code page, for a character class."""
    found = {char for table in _TABLES.values() for char, byte in table.items() if byte in part}
    return re.escape("".join(sorted(found)))


_TABLES = {code_page: _encode_char(code_page) for code_page in _CODE_PAGES}
#: What the first two bytes of a UTF-8 sequence look like in any of the code pages: without them nothing is to mend.
_SUSPECT = re.compile("[{}][{}]".format(*map(_encode_class, (range(0xC2, 0xF5), range(0x80, 0xC0)))))
_HIGH = re.compile("[^\x00-\x7f]{2,400}")
_ENTITY = re.compile(r"&(?:amp|lt|gt|quot|apos|nbsp|#39|#x27|#34|#8217);")
_ENTITIES = {
    "&amp;": "&", "&lt;": "<", "&gt;": ">", "&quot;": '"', "&apos;": "'", "&nbsp;": " ", "&#39;": "'", "&#x27;": "'",
    "&#34;": '"', "&#8217;": "’",
}  # fmt: skip


def repair_lines(lines: Sequence[str]) -> tuple[list[str], list[Removed]]:
    """`lines` mended, and for each mended line what stood there before. Nothing is changed on suspicion."""
    out = list(lines)
    ledger: list[Removed] = []
    for rule, mend in (("repair:mojibake", _repair_mojibake), ("repair:html-entities", repair_entities)):
        mended = mend(out)
        if mended is None:
            continue
        for at, (old, new) in enumerate(zip(out, mended, strict=True)):
            if old != new:
                ledger.append(Removed(old, rule, at + 1))
        out = mended
    return out, ledger


def _repair_mojibake(lines: Sequence[str]) -> list[str] | None:
    suspects = [line for line in lines if not line.isascii() and _SUSPECT.search(line)]
    if not suspects:
        return None
    rows = [row for line in suspects[:2000] for row in _HIGH.findall(line)]
    for code_page in _CODE_PAGES:
        table = _TABLES[code_page]
        undone = [(row, _undo(row, table)) for row in rows]
        good = [(row, new) for row, new in undone if new is not None]
        if good and _is_certain(good, len(rows)):
            mend = partial(_undo_or_keep, table=table)
            return [line if line.isascii() else _HIGH.sub(mend, line) for line in lines]
    return None


def _is_certain(good: Sequence[tuple[str, str]], rows: int) -> bool:
    """Whether undoing is beyond doubt: a sequence of three bytes or more, or several of two, and few that resist."""
    long = any(len(row) >= 3 * len(new) or len(row) - len(new) >= 2 for row, new in good)
    return (long or len(good) >= 3) and len(good) * 4 >= rows * 3


def _undo_or_keep(row: re.Match[str], table: dict[str, int]) -> str:
    new = _undo(row.group(), table)
    return row.group() if new is None else new


def _undo(row: str, table: dict[str, int]) -> str | None:
    """`row` taken back to bytes and read as UTF-8; None where either is impossible or gives no text."""
    try:
        new = bytes([table[char] for char in row]).decode("utf-8")
    except (KeyError, UnicodeDecodeError):
        return None
    return new if len(new) < len(row) and not any("\x80" <= char <= "\x9f" for char in new) else None


def repair_entities(lines: Sequence[str]) -> list[str] | None:
    """Entities decoded once, where the text is an escaped one: no other ampersand, and no bare ``<`` or ``>``."""
    found = ampersands = 0
    for line in lines:
        if "&" in line:
            ampersands += line.count("&")
            found += len(_ENTITY.findall(line))
    if not found or found != ampersands or any("<" in line or ">" in line for line in lines):
        return None
    return [_ENTITY.sub(lambda entity: _ENTITIES[entity.group()], line) if "&" in line else line for line in lines]
