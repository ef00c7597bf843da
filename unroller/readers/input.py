"""A capture as lines of text: decoded, repaired where that is certain, with its front matter parsed.

Repairs are recorded as removed lines: texts that were decoded in the wrong code page, HTML entities that were left in.
UTF-8 that was once read in a Windows code page is recognised by reversing exactly that: the characters go back to bytes
and those bytes are UTF-8. No natural text does that by chance in one sequence of three bytes or more."""

from __future__ import annotations

import json
import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property, partial
from typing import TYPE_CHECKING

from unroller.documents.decode import decode
from unroller.errors import TooLargeError
from unroller.limits import DEFAULT, Limits
from unroller.messages import Grouped, Message
from unroller.model import Capture, Removed
from unroller.readers.boilerplate import BoilerplateSite, Stripped, may_be_site, normalize_lines, strip_site
from unroller.readers.draft import DraftLine
from unroller.regex import compile_re
from unroller.text import replace_unprintable

if TYPE_CHECKING:
    from unroller.documents.pdf_layout import PrintedLayout


#: Front matter is looked for within this many lines.
FRONT_LINES = 200
#: How the record of an article of ours opens: see :mod:`unroller.readers.own_article.record_writer`.
RECORD = '[//]: # ({"as_posted":'
_KEY = compile_re(r"([^\s:#'\"][^:\n]{0,60}):(?: (.{0,4000}))?$")
_ITEM = compile_re(r"\s{0,8}- (.{0,4000})$")
#: Western, Vietnamese, Greek, Cyrillic and central European code pages, the likeliest first.
_CODE_PAGES = ("cp1252", "cp1258", "cp1253", "cp1251", "cp1250", "cp1254")
_HIGH = compile_re("[^\x00-\x7f]{2,400}")
_ENTITY = compile_re(r"&(?:amp|lt|gt|quot|apos|nbsp|#39|#x27|#34|#8217);")
_ENTITIES = {
    "&amp;": "&", "&lt;": "<", "&gt;": ">", "&quot;": '"', "&apos;": "'", "&nbsp;": " ", "&#39;": "'", "&#x27;": "'",
    "&#34;": '"', "&#8217;": "’",
}  # fmt: skip


@dataclass(frozen=True)
class FrontMatter:
    """YAML front matter: keys with their values, and the index of the first line after it. Values are plain strings."""

    values: dict[str, tuple[str, ...]]
    stop: int

    def all_values(self) -> list[str]:
        """Every value, whatever its key is called (clippers translate the keys)."""
        return [value for values in self.values.values() for value in values]

    def get(self, *keys: str) -> str | None:
        """The first value of the first key that is there."""
        return next((self.values[key][0] for key in keys if self.values.get(key)), None)


@dataclass(frozen=True)
class InputText:
    """The text of a capture. `lines` have no line breaks; `repairs` is the ledger of what was mended in them.

    Of a saved page these are the lines of its main text, and `outside` is the ledger of the others. Of a printed page
    `layout` tells what stood between its lines; `places` are the indices of its lines in `lines`. `article`: it is an
    article of our own, or several.
    """

    lines: tuple[str, ...]
    encoding: str = "utf-8"
    notes: tuple[str, ...] = ()
    repairs: tuple[Removed, ...] = ()
    layout: PrintedLayout | None = None
    places: tuple[int, ...] = ()
    article: bool = False
    outside: tuple[Removed, ...] = ()

    @cached_property
    def filled(self) -> tuple[int, ...]:
        """Indices of the lines that hold something."""
        return tuple([at for at, line in enumerate(self.lines) if line and not line.isspace()])

    @cached_property
    def _trimmed(self) -> dict[str, Stripped]:
        return {}

    @cached_property
    def texts(self) -> tuple[str, ...]:
        """The lines as boilerplate is compared: trimmed, plain quotation marks, single blanks."""
        found = normalize_lines(self.lines)
        return ("",) * self.front.stop + found[self.front.stop :] if self.front else found

    @cached_property
    def front_removed(self) -> tuple[Removed, ...]:
        """The lines of the front matter, as entries of the ledger."""
        return tuple(self.removed(at, "front-matter") for at in self.filled if self.front and at < self.front.stop)

    @cached_property
    def _lower(self) -> tuple[frozenset[str], str, str]:
        lower = [text.casefold() for text in self.texts if text]
        return frozenset(lower), "\n".join(lower), lower[-1] if lower else ""

    def may_be(self, site: BoilerplateSite) -> bool:
        """A quick look whether one of the site's own lines can stand on the page."""
        return may_be_site(site, *self._lower)

    def trim(self, site: BoilerplateSite) -> Stripped:
        """The page without the site's boilerplate."""
        if site.name not in self._trimmed:
            self._trimmed[site.name] = strip_site(self.lines, site, self.texts)
        return self._trimmed[site.name]

    @cached_property
    def joined(self) -> str:
        """All lines as one text, to see quickly whether something is in it."""
        return "\n".join(self.lines)

    @cached_property
    def head(self) -> str:
        """The first lines, for a quick look."""
        return "\n".join(self.lines[:40])[:8000]

    @cached_property
    def front(self) -> FrontMatter | None:
        """The front matter at the top, or None."""
        return parse_front_matter(self.lines)

    def pieces(self, start: int = 0, stop: int | None = None) -> list[DraftLine]:
        """Lines `start` to `stop` (indices) as pieces."""
        return [DraftLine(text, start + at + 1) for at, text in enumerate(self.lines[start:stop])]

    def removed(self, at: int, rule: str) -> Removed:
        """Line `at` (index) as an entry of the ledger."""
        return Removed(self.lines[at], rule, at + 1)


def read_text(capture: Capture, limits: Limits = DEFAULT) -> InputText:
    """The lines of a text, decoded, and repaired where that is certain.

    Raises:
        InputError: it is empty, binary, or too large; see :func:`unroller.documents.decode.decode`.
    """
    decoded = decode(capture.data, capture.media_type, limits=limits)
    raw = decoded.text.split("\n")
    check_lines(raw, limits)
    if ("---" in decoded.text or RECORD in decoded.text) and is_article(raw):
        # Our own text: entities in it are the author's, and escaped.
        return InputText(tuple(raw), decoded.encoding, decoded.notes, article=True)
    lines, repairs = repair_lines(raw)
    return InputText(tuple(lines), decoded.encoding, decoded.notes, tuple(repairs))


def check_lines(lines: list[str], limits: Limits) -> None:
    """Raises TooLargeError where more lines than ``limits.lines`` hold something."""
    if len(lines) > limits.lines and (filled := sum(bool(line.strip()) for line in lines)) > limits.lines:
        raise TooLargeError(
            Message(
                "the text has {count} lines, and at most {most} are read: hand it in in parts",
                count=Grouped(filled),
                most=Grouped(limits.lines),
            )
        )


def is_article(lines: Sequence[str]) -> bool:
    """Whether an article of our own stands in `lines`: its front matter, or the record at its end."""
    return any(line.startswith(RECORD) for line in lines) or bool(find_article_starts(lines))


def find_article_starts(lines: Sequence[str]) -> list[int]:
    """Where the front matter of our own articles opens. No line of their text is a bare ``---``."""
    rules = [at for at, line in enumerate(lines) if line[:3] == "---" and line.rstrip() == "---"]
    return [at for at in rules if (front := parse_front_matter(lines[at : at + FRONT_LINES])) and _is_own(front)]


def _is_own(front: FrontMatter) -> bool:
    counts = [front.get(key) or "" for key in ("posts", "words")]
    return bool(front.get("title")) and all(count.isascii() and count.isdigit() for count in counts)


def parse_front_matter(lines: Sequence[str]) -> FrontMatter | None:
    """The front matter at the top of `lines`, or None."""
    first = next((at for at, line in enumerate(lines[:5]) if line.strip()), None)
    if first is None or lines[first].rstrip() != "---":
        return None
    values: dict[str, list[str]] = {}
    key = ""
    for at in range(first + 1, min(len(lines), first + FRONT_LINES)):
        line = lines[at].rstrip()
        if line in ("---", "..."):
            return FrontMatter({name: tuple(found) for name, found in values.items()}, at + 1) if values else None
        item = _ITEM.match(line)
        entry = _KEY.match(line)
        if item and key:
            values[key].append(_parse_scalar(item.group(1)))
        elif entry:
            key = entry.group(1).strip().casefold()
            values.setdefault(key, [])
            if entry.group(2) and entry.group(2).strip():
                values[key].append(_parse_scalar(entry.group(2)))
        elif line.startswith((" ", "\t")) and key and line.strip():
            values[key].append(line.strip())
        elif line.strip():
            return None
    return None


def _parse_scalar(value: str) -> str:
    """A YAML scalar without its quotation marks."""
    value = value.strip()
    if len(value) > 1 and value[0] == value[-1] and value[0] in "\"'":
        inner = value[1:-1]
        if value[0] == '"' and (read := _parse_json_string(value)) is not None:
            return read
        return inner.replace('\\"', '"').replace("\\\\", "\\") if value[0] == '"' else inner.replace("''", "'")
    return value


def _parse_json_string(value: str) -> str | None:
    """A string in double quotes as JSON has it, which is nearly all that YAML has; None when it is none."""
    try:
        found = json.loads(value)
    except ValueError:
        return None
    return replace_unprintable(found) if isinstance(found, str) else None


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
_SUSPECT = compile_re("[{}][{}]".format(*map(_encode_class, (range(0xC2, 0xF5), range(0x80, 0xC0)))))


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
