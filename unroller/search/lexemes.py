"""A query in pieces: words, phrases, fields, brackets and the operators between them. Pure, linear in the query's
length.

Whether ``or`` joins is settled here, so that whoever edits a query's text sees it as the parser does. In capitals it
always joins. In lower case it joins in brackets, and at the top where a query consists of alternatives alone (single
words, phrases or brackets with ``or`` between them) beside conditions; in a longer run of words it is a word like any:
people type sentences.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from unroller.search.filters import FIELDS

SLOP = 32
#: The `value` of an ``or`` in lower case between alternatives at the top of a query.
LOOSE = "loose"

QUOTES = '"“”„‟«»＂〝〞'
_LEXEMES = re.compile(
    rf"""[ \t\r\n\f\v\u00a0\u3000]+
    |(?P<minus>[-−–—]+(?=[^\s]))
    |(?P<open>\()
    |(?P<close>\))
    |(?P<phrase>[{QUOTES}](?P<inside>[^{QUOTES}]*)(?:[{QUOTES}](?:~(?P<slop>[0-9]{{1,3}}))?|$))
    |(?P<field>[A-Za-z]{{2,12}}):(?:[{QUOTES}](?P<quoted>[^{QUOTES}]*)(?:[{QUOTES}]|$)|(?P<value>[^\s(){QUOTES}]*))
    |(?P<word>[^\s(){QUOTES}]+)""",
    re.VERBOSE,
)


@dataclass(frozen=True, slots=True)
class Lexeme:
    """A piece of a query, ``start … end`` of its text; of a field, `text` is the language's own name for it.

    An ``or`` whose `value` is :data:`LOOSE` joins the words beside it alone; any other, all that stands on its sides.
    """

    kind: str  # minus open close or not and phrase field word
    text: str
    value: str = ""
    slop: int = 0
    start: int = 0
    end: int = 0


def split_lexemes(text: str) -> list[Lexeme]:
    """A query in pieces, in order; a minus sign inside a word is part of it, one glued to a phrase means nothing."""
    found: list[Lexeme] = []
    ends_word = 0
    for match in _LEXEMES.finditer(text):
        kind = match.lastgroup
        glued = match.start() == ends_word and match.start() > 0
        if match["minus"] is not None:
            if not glued:
                found.append(Lexeme("minus", "-", start=match.start(), end=match.end()))
            continue
        if match["word"] is not None:
            found.append(_read_word(match["word"], *match.span()))
        elif match["field"] is not None:
            found.append(_read_field(match))
        elif match["phrase"] is not None:
            slop = min(int(match["slop"] or 0), SLOP)
            found.append(Lexeme("phrase", match["phrase"], match["inside"], slop, *match.span()))
        elif kind in {"open", "close"}:
            found.append(Lexeme(kind, match[0], start=match.start(), end=match.end()))
            continue
        else:
            continue
        ends_word = match.end()
    return _settle_or(found)


def _read_word(word: str, start: int, end: int) -> Lexeme:
    kind = "word"
    if word.lower() == "or" or word in {"|", "||"}:
        kind = "or"
    elif word == "NOT":
        kind = "not"
    elif word in {"AND", "&&"}:
        kind = "and"
    return Lexeme(kind, word, start=start, end=end)


def _read_field(match: re.Match[str]) -> Lexeme:
    """``name:value`` where the name is one of the language's; any other is a word with a colon in it."""
    name = match["field"].lower()
    if name in FIELDS:
        value = match["quoted"] if match["quoted"] is not None else match["value"]
        return Lexeme("field", FIELDS[name], value, 0, *match.span())
    return Lexeme("word", match[0], start=match.start(), end=match.end())


def _settle_or(found: list[Lexeme]) -> list[Lexeme]:
    """The same, with every ``or`` in lower case at the top as what it is: a word, or loose (see above)."""
    depth, top = 0, list[int]()
    for place, lexeme in enumerate(found):
        depth = max(0, depth - (lexeme.kind == "close"))
        if not depth:
            top.append(place)
        depth += lexeme.kind == "open"
    doubtful = [place for place in top if found[place].kind == "or" and found[place].text.islower()]
    if not doubtful:
        return found
    kinds = [found[place].kind for place in top]
    if not _are_alternatives(kinds):
        settled = {place: replace(found[place], kind="word") for place in doubtful}
    elif len(doubtful) == kinds.count("or"):
        settled = {place: replace(found[place], value=LOOSE) for place in doubtful}
    else:
        return found
    return [settled.get(place, lexeme) for place, lexeme in enumerate(found)]


def _are_alternatives(kinds: Sequence[str]) -> bool:
    """Whether top-level lexemes of these kinds are operands with ``or`` between them, and conditions beside those.

    A bracket counts as its closing lexeme alone. Fields and what is excluded are conditions; they may be operands too.
    """
    units = list[str]()
    for kind in kinds:
        if kind in {"minus", "not", "open"}:
            units.append(kind)
        elif units and units[-1] in {"minus", "not"}:
            units[-1] = "condition"
        elif units and units[-1] == "open":
            units[-1] = "operand"
        else:
            units.append({"field": "condition", "or": "or", "and": "and"}.get(kind, "operand"))
    joined = {at + step for at, unit in enumerate(units) if unit == "or" for step in (-1, 1)}
    if joined & {-1, len(units)} or any(units[at] not in {"operand", "condition"} for at in joined):
        return False
    return all(unit in {"or", "condition"} or at in joined for at, unit in enumerate(units))
