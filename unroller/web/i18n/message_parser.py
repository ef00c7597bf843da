"""Messages parsed from their English text, for what is stored as text: notices of a thread, the report of an import.

The templates are those of the catalogue. The name of a place says what it holds: a number, words of ours that are in
the catalogue too, or somebody's words.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Literal

from babel.messages.mofile import read_mo

from unroller.messages import Grouped, Message, Several, Size, Unit, Value, counted, technical
from unroller.regex import compile_re
from unroller.web import i18n

#: Longer texts hold somebody's own and are shown as they are.
MOST_CHARS = 600
#: Places for numbers, with a unit or without.
NUMBERS = ("count", "number", "found", "first", "last", "most", "size", "free")
#: Places for words of ours; and, of those, for several with a text between them.
OURS = ("what", "format", "why", "reason")
LISTS: dict[str, Literal[", ", " and "]] = {"kinds": ", ", "parts": " and "}
#: What each kind of place can hold.
_KINDS = {
    **dict.fromkeys(NUMBERS, r"[0-9][0-9.,]{0,14}(?: (?:MB|kB|bytes))?"),
    **dict.fromkeys(OURS, r"[^()]{1,200}?"),
    "kinds": r"[a-z, -]{1,200}?",
    "parts": r"[a-z0-9 ]{1,200}?",
    "what": r"[^:()]{1,80}?",
    "root": r".{1,600}?(?<!:)",  # a path, and not the name of a file with a colon
}
_ANY = r".{0,600}?"
_PLACE = compile_re(r"\{(\w+)\}")
_NUMBER = compile_re(r"([0-9][0-9,]*)(?:\.([0-9]+))?(?: (MB|kB|bytes))?")
_UNITS: dict[str, Unit] = {"MB": "MB", "kB": "kB", "bytes": "bytes"}
#: A text may have the names of what it is about before it: so many are looked past.
_NAMES = 3

#: A template in its forms for one and for many; the latter is empty where there is only one form.
_Template = tuple[str, str]


def read_back(text: str, code: str) -> Message | None:
    """The message that reads `text`, by the templates in the catalogue of the language `code`; None when none does."""
    if len(text) > MOST_CHARS:
        return None
    names: list[str] = []
    matches: list[tuple[int, Message]] = []
    rest = text
    for _ in range(_NAMES):
        if (read := _match_template(rest, code)) is not None:
            matches.append((read[0], read[1].about(*names)))
        name, colon, rest = rest.partition(": ")
        if not colon:
            break
        names.append(name)
    return max(reversed(matches), key=lambda one: one[0])[1] if matches else None


def _match_template(text: str, code: str) -> tuple[int, Message] | None:
    """The message that reads `text` as a whole, and how many of its characters the template itself says."""
    plain, filled = _load_templates(code)
    if text in plain:
        return len(text), Message(text)
    for says, template, shape in filled:
        if match := shape.fullmatch(text):
            return says, _build_message(template, match.groupdict(), code)
    return None


def _build_message(template: _Template, held: dict[str, str], code: str) -> Message:
    values = {name: _parse_value(name, value, code) for name, value in held.items()}
    one, many = template
    if not many:
        return Message(one, **values)
    del values["count"]
    return counted(one, many, count=_parse_int(held["count"]), **values)


def _parse_value(name: str, text: str, code: str) -> Value:
    if name in NUMBERS and (match := _NUMBER.fullmatch(text)):
        return _parse_number(*match.groups())
    if between := LISTS.get(name):
        parts = (read_back(one, code) or technical("{told}", told=one) for one in text.split(between))
        return Several(tuple(parts), between)
    return (read_back(text, code) if name in OURS else None) or text


def _parse_number(whole: str, part: str | None, unit: str | None) -> Value:
    if unit:
        return Size(float(f"{whole.replace(',', '')}.{part or 0}"), _UNITS[unit], len(part or ""))
    return f"{whole}.{part}" if part else _parse_int(whole)


def _parse_int(digits: str) -> int:
    number = int(digits.replace(",", ""))
    return Grouped(number) if "," in digits else number


@lru_cache(maxsize=8)
def _load_templates(code: str) -> tuple[frozenset[str], tuple[tuple[int, _Template, re.Pattern[str]], ...]]:
    """The texts of a catalogue that have no places; and those that have some: how many characters stand outside of
    them, and what matches it. What says most itself comes first."""
    with (i18n.FOLDER / code / "LC_MESSAGES" / "messages.mo").open("rb") as file:
        ids = [message.id for message in read_mo(file) if message.id]
    forms: list[_Template] = [(one, "") if isinstance(one, str) else (one[0], one[1]) for one in ids]
    filled = [
        (len(_PLACE.sub("", text)), template, _compile_template(text))
        for template in forms
        for text in template
        if _PLACE.search(text)
    ]
    plain = frozenset(one for one, many in forms if not many and "{" not in one)
    return plain, tuple(sorted(filled, key=lambda one: -one[0]))


def _compile_template(template: str) -> re.Pattern[str]:
    def build_group(match: re.Match[str]) -> str:
        return f"(?P<{match[1]}>{_KINDS.get(match[1], _ANY)})"

    return re.compile(re.sub(r"\\\{(\w+)\\\}", build_group, re.escape(template)), re.DOTALL)
