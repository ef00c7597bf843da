"""Changes to a query's text that a link offers: one filter more, one less, another order. Pure.

The text stays what the person typed, but for what a change needs: brackets and quotes are closed, runs of space become
one. So every state of the page is a query that could have been typed, and is in the address.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from unroller.limits import DEFAULT, Limits
from unroller.search.ast import Filter, Sort, parse_filter
from unroller.search.query import LOOSE, QUOTES, Lexeme, split_lexemes

_DATES = ("since", "until")
_NEGATIONS = frozenset({"minus", "not"})
_BETWEEN = frozenset({"or", "and"})
_OPERANDS = frozenset({"word", "phrase", "field"})


@dataclass(frozen=True, slots=True)
class QueryFilter:
    """A part of a query that narrows it: `field` is a filter's name, ``hashtag``, ``mention`` or ``period``.

    `value` is as written; `excluded` when the query asks for what lacks it; `without` is the query without this part.
    """

    field: str
    value: str
    excluded: bool
    without: str


@dataclass(frozen=True, slots=True)
class _Piece:
    """A lexeme with its text, and how many brackets it is in."""

    lexeme: Lexeme
    text: str
    depth: int


def read_filters(text: str, limits: Limits = DEFAULT) -> tuple[QueryFilter, ...]:
    """The filters, hashtags and mentions of a query, in order. A day, month or year given twice is one ``period``."""
    pieces = _split_pieces(text, limits)
    filters: list[QueryFilter] = []
    joined: set[int] = set()
    for place, piece in enumerate(pieces):
        named = _read_named(piece.lexeme)
        if named is None or place in joined:
            continue
        field, value = named
        excluded = _is_excluded(pieces, place)
        places = {place}
        if field in ("since", "until") and not excluded and not piece.depth:
            other = {"since": "until", "until": "since"}[field]
            for at in range(place + 1, len(pieces)):
                held = pieces[at]
                if _read_named(held.lexeme) == (other, value) and not held.depth and not _is_excluded(pieces, at):
                    field, places = "period", {place, at}
                    joined.add(at)
                    break
        filters.append(QueryFilter(field, value, excluded, _without(pieces, places)))
    return tuple(filters)


def with_filter(text: str, by: str, *, instead_of: Iterable[str] = (), limits: Limits = DEFAULT) -> str:
    """The query `text` and also `by`, which is whole filters; top-level filters named in `instead_of` are taken out."""
    pieces = _split_pieces(text, limits)
    pieces = _tidy(_drop_places(pieces, set(_plain_fields(pieces, instead_of))))
    if any(piece.text == by and _is_plain(pieces, place) for place, piece in enumerate(pieces)):
        return _join_pieces(pieces)
    pieces = _group_alternatives(pieces)
    top = [piece for piece in pieces if not piece.depth]
    apart = any(piece.lexeme.kind == "or" for piece in top)
    apart = apart or (by.startswith("#") and any(_is_field(piece.lexeme, "in") for piece in top))
    return _append(_add_brackets(pieces) if apart else pieces, by, limits)


def with_dates(text: str, since: str, until: str, limits: Limits = DEFAULT) -> str:
    """The query of the days from `since` to `until` (a date, or empty: open), in place of those it names at its top
    level. Two days the wrong way round are turned; what is no date is left out."""
    days = [_read_day("since", since), _read_day("until", until)]
    first, last = sorted(days) if all(days) else days
    by = " ".join(f"{name}:{day}" for name, day in (("since", first), ("until", last)) if day)
    if by:
        return with_filter(text, by, instead_of=_DATES, limits=limits)
    pieces = _split_pieces(text, limits)
    return _without(pieces, set(_plain_fields(pieces, _DATES)))


def read_dates(text: str, limits: Limits = DEFAULT) -> tuple[str, str]:
    """The first and last day (ISO 8601) that a query asks for at its top level; empty where it names none."""
    pieces = _split_pieces(text, limits)
    dates = {"since": "", "until": ""}
    for place in _plain_fields(pieces, _DATES):
        lexeme = pieces[place].lexeme
        dates[lexeme.text] = dates[lexeme.text] or _read_day(lexeme.text, lexeme.value)
    return dates["since"], dates["until"]


def _read_day(name: str, value: str) -> str:
    """The day that ``since:`` or ``until:`` a date means, ISO 8601; empty when it is none."""
    day = parse_filter(name, value)
    return f"{day.value[:4]}-{day.value[4:6]}-{day.value[6:]}" if isinstance(day, Filter) else ""


def with_sort(text: str, sort: Sort, limits: Limits = DEFAULT) -> str:
    """The query in another order; ``best`` is what it has when it names none."""
    pieces = _split_pieces(text, limits)
    places = {place for place, piece in enumerate(pieces) if _is_field(piece.lexeme, "sort")}
    rest = _tidy(_drop_places(pieces, places))
    return _join_pieces(rest) if sort == "best" and rest else _append(rest, f"sort:{sort}", limits)


def with_all_words(text: str) -> str:
    """The query with ``all:``, at the end where an ``or`` that is a word would join at the beginning."""
    return f"{text} all:" if text.split(maxsplit=1)[0:1] == ["or"] else f"all: {text}"


def without_each_term(text: str, most: int = 8, limits: Limits = DEFAULT) -> tuple[str, ...]:
    """The query with one of its parts left out, each part in turn; of a query of one part, or of more than `most`,
    nothing."""
    pieces = _split_pieces(text, limits)
    places = [
        place
        for place, piece in enumerate(pieces)
        if piece.lexeme.kind in _OPERANDS and not _is_field(piece.lexeme, "sort") and not _is_field(piece.lexeme, "in")
    ]
    queries = (_without(pieces, {place}) for place in places)
    return tuple(dict.fromkeys(query for query in queries if query)) if 1 < len(places) <= most else ()


def _append(pieces: Sequence[_Piece], by: str, limits: Limits) -> str:
    """`pieces` and a condition more: behind them, unless they end with a word that would take hold of it (``or`` or
    ``NOT``, which are words at the end), or so late that it would be left out."""
    whole = f"{_join_pieces(pieces)} {by}".strip()
    grasps = bool(pieces) and pieces[-1].text.lower() in {"or", "not"}
    return f"{by} {_join_pieces(pieces)}".strip() if grasps or len(whole) > limits.query_chars else whole


def _group_alternatives(pieces: list[_Piece]) -> list[_Piece]:
    """Alternatives with ``or`` in lower case in brackets of their own, apart from the conditions beside them."""
    units: list[list[_Piece]] = []
    for piece in pieces:
        if units and (piece.depth or piece.lexeme.kind == "close" or units[-1][-1].lexeme.kind in _NEGATIONS):
            units[-1].append(piece)
        else:
            units.append([piece])
    joins = [at for at, unit in enumerate(units) if _is_loose(unit[0])]
    if not joins:
        return pieces
    among = {at + step for at in joins for step in (-1, 1)}
    either: list[_Piece] = []
    for at in sorted(among & set(range(len(units)))):
        either += [*([units[joins[0]][0]] if either else []), *units[at]]
    rest = [piece for at, unit in enumerate(units) if at not in among and at not in joins for piece in unit]
    return [*_add_brackets(either), *rest]


def _split_pieces(text: str, limits: Limits) -> list[_Piece]:
    text = text[: limits.query_chars]
    pieces: list[_Piece] = []
    for lexeme in split_lexemes(text):
        written = "-" if lexeme.kind == "minus" else text[lexeme.start : lexeme.end]
        pieces.append(_Piece(lexeme, _close_quote(written), 0))
    return _tidy(pieces)


def _close_quote(written: str) -> str:
    """With its closing quotation mark, which may be missing at the end of a query."""
    return written + '"' if sum(char in QUOTES for char in written) == 1 else written


def _tidy(pieces: Sequence[_Piece]) -> list[_Piece]:
    """Without empty brackets and operators that join nothing; every bracket closed.

    A closing bracket too many ends a group as well as any: what precedes and what follows it is joined by “and”.
    """
    groups: list[list[_Piece]] = []
    rest = list(pieces)
    while rest:
        group, used = _take_group(rest)
        groups += [group] if group else []
        rest = rest[used:]
    if len(groups) > 1:
        groups = [_add_brackets(group) if _changes_neighbours(group) else group for group in groups]
    return [piece for group in groups for piece in group]


def _take_group(pieces: Sequence[_Piece]) -> tuple[list[_Piece], int]:
    """The pieces up to a closing bracket too many, tidied; and how many were used up."""
    out: list[_Piece] = []
    depth = 0
    used = 0
    for piece in (*pieces, *(_CLOSE for _ in pieces)):  # more closing brackets than can be open
        used += 1
        kind = piece.lexeme.kind
        if kind in _BETWEEN and (not out or out[-1].lexeme.kind in {"open", *_BETWEEN}):
            continue
        if kind == "close":
            _drop_between(out)
            while out and out[-1].lexeme.kind == "minus":
                out.pop()
            if not depth:
                break
            depth -= 1
            if out[-1].lexeme.kind == "open":
                out.pop()
                _drop_negation(out)
                continue
        out.append(_Piece(piece.lexeme, piece.text, depth))
        depth += kind == "open"
    _drop_between(out)
    return out, used


def _changes_neighbours(group: Sequence[_Piece]) -> bool:
    """Whether what is beside a group would change its meaning."""
    return group[-1].lexeme.kind == "not" or any(
        not piece.depth and (piece.lexeme.kind == "or" or _is_field(piece.lexeme, "in")) for piece in group
    )


def _add_brackets(group: Sequence[_Piece]) -> list[_Piece]:
    """The pieces in brackets; an ``or`` that is a word there would join, and is quoted."""
    inside = (
        _Piece(one.lexeme, '"or"' if one.lexeme.kind == "word" and one.text == "or" else one.text, one.depth + 1)
        for one in group
    )
    return [_OPEN, *inside, _CLOSE]


_OPEN = _Piece(Lexeme("open", "("), "(", 0)
_CLOSE = _Piece(Lexeme("close", ")"), ")", 0)


def _drop_between(out: list[_Piece]) -> None:
    while out and out[-1].lexeme.kind in _BETWEEN:
        out.pop()


def _drop_negation(out: list[_Piece]) -> None:
    while out and out[-1].lexeme.kind in _NEGATIONS:
        out.pop()


def _drop_places(pieces: Sequence[_Piece], places: set[int]) -> list[_Piece]:
    """All but those at `places` and the minus signs before them; of alternatives at the top, an ``or`` goes too."""
    out: list[_Piece] = []
    skipped = False
    for place, piece in enumerate(pieces):
        if place in places:
            _drop_negation(out)
            if out and _is_loose(out[-1]):
                out.pop()
            else:
                skipped = True
        elif not (skipped and _is_loose(piece)):
            out.append(piece)
            skipped = False
    return out


def _without(pieces: Sequence[_Piece], places: set[int]) -> str:
    return _join_pieces(_tidy(_drop_places(pieces, places)))


def _join_pieces(pieces: Sequence[_Piece]) -> str:
    text, after_minus = "", False
    for piece in pieces:
        glued = not text or text.endswith("(") or piece.lexeme.kind == "close"
        text += piece.text if glued or after_minus else f" {piece.text}"
        after_minus = piece.lexeme.kind == "minus"
    return text


def _is_loose(piece: _Piece) -> bool:
    """Whether it is an ``or`` that joins the words beside it alone."""
    return piece.lexeme.kind == "or" and piece.lexeme.value == LOOSE


def _is_field(lexeme: Lexeme, name: str) -> bool:
    return lexeme.kind == "field" and lexeme.text == name


def _plain_fields(pieces: Sequence[_Piece], names: Iterable[str]) -> list[int]:
    """The places of filters of these names that every thread must meet."""
    among = frozenset(names)
    held = ((place, piece.lexeme) for place, piece in enumerate(pieces))
    return [place for place, one in held if one.kind == "field" and one.text in among and _is_plain(pieces, place)]


def _is_excluded(pieces: Sequence[_Piece], place: int) -> bool:
    return bool(place) and pieces[place - 1].lexeme.kind in _NEGATIONS


def _is_plain(pieces: Sequence[_Piece], place: int) -> bool:
    """Whether a part is wanted of every thread: in no bracket, not excluded, and no “or” at its level joins it."""
    if pieces[place].depth or _is_excluded(pieces, place):
        return False
    if any(_is_loose(piece) for piece in pieces[max(0, place - 1) : place + 2]):
        return False
    return not any(piece.lexeme.kind == "or" and not piece.depth and not _is_loose(piece) for piece in pieces)


def _read_named(lexeme: Lexeme) -> tuple[str, str] | None:
    """Field and value of a part that narrows; None of any other."""
    if lexeme.kind == "field":
        if lexeme.text == "in":
            return ("in", lexeme.value.lower()) if lexeme.value.lower() == "title" else None
        if lexeme.text == "sort" or not isinstance(parse_filter(lexeme.text, lexeme.value), Filter):
            return None
        return lexeme.text, lexeme.value
    if lexeme.kind == "word" and len(lexeme.text) > 1:
        if lexeme.text[0] in "#＃":
            return "hashtag", lexeme.text[1:]
        if lexeme.text[0] in "@＠":
            return "mention", lexeme.text[1:]
    return None
