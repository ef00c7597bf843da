"""References as lines for people, in the manner of the APA (7th edition) and of Chicago (17th, bibliography).

Written by hand: see docs/decisions.md. The lines are plain text in English, as both manuals are; what is not known is
left out, and a missing date is written (``n.d.``).
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from unroller.writers.citations.reference import CitedName, Day, Kind, Reference

MONTHS = (
    "January", "February", "March", "April", "May", "June",
    "July", "August", "September", "October", "November", "December",
)  # fmt: skip
_GENRES: dict[Kind, str] = {
    "thread": "Thread", "post": "Post", "video": "Video", "repository": "Computer software", "dataset": "Data set",
}  # fmt: skip
#: So many authors the APA names; more are cut before the last. Chicago names seven of more than ten.
_APA_MOST, _CHICAGO_MOST, _CHICAGO_FIRST = 20, 10, 7


def format_apa(one: Reference) -> str:
    """``Roe, A. [@roe]. (2021, March 5). Title [Thread]. X. Retrieved March 6, 2021, from https://… Archived at …``."""
    if not (one.title or one.names or one.site):
        return _format_bare(one)
    genre = _GENRES.get(one.kind, "")
    title = f"{one.title} [{genre}]" if one.title and genre else one.title or (f"[{genre}]" if genre else "")
    date = f"({_format_apa_date(one.issued) or 'n.d.'})."
    head = [_end(_format_apa_names(one.names)), date, _end(title)] if one.names else [_end(title), date]
    site = "" if one.site.casefold() == (one.names[0].whole.casefold() if one.names else "") else _end(one.site)
    if one.doi:
        where = f"https://doi.org/{one.doi}"
    elif one.url and one.accessed:
        where = f"Retrieved {format_us_date(one.accessed)}, from {one.url}"
    else:
        where = one.url or (f"Retrieved {format_us_date(one.accessed)}." if one.accessed else "")
    return _join([*head, site, where, f"Archived at {one.archived}" if one.archived else ""])


def format_chicago(one: Reference) -> str:
    """``Roe, Ann (@roe). “Title.” Thread, X, March 5, 2021. Accessed March 6, 2021. https://…. Archived at …``."""
    if not (one.title or one.names or one.site):
        return _format_bare(one)
    title = f"“{_end(one.title)}”" if one.title else ""
    details = [_GENRES.get(one.kind, ""), one.site, format_us_date(one.issued) or "n.d."]
    address = f"https://doi.org/{one.doi}" if one.doi else one.url
    return _join([
        _end(_format_chicago_names(one.names)),
        title,
        _end(", ".join(part for part in details if part)),
        f"Accessed {format_us_date(one.accessed)}." if one.accessed else "",
        f"{address}." if address else "",
        f"Archived at {one.archived}." if one.archived else "",
    ])  # fmt: skip


def _format_bare(one: Reference) -> str:
    """A work of which the address is known and nothing else."""
    seen = f"Accessed {format_us_date(one.accessed)}." if one.accessed else ""
    address = f"https://doi.org/{one.doi}" if one.doi else one.url
    return _join([address, seen, f"Archived at {one.archived}" if one.archived else ""]) or "n.d."


def format_us_date(day: Day) -> str:
    """``March 5, 2021``, ``March 2021``, ``2021``, or nothing: as precise as it is known."""
    if len(day) < 2:
        return str(day[0]) if day else ""
    month = MONTHS[day[1] - 1]
    return f"{month} {day[2]}, {day[0]}" if len(day) > 2 else f"{month} {day[0]}"


def _format_apa_date(day: Day) -> str:
    if len(day) < 2:
        return str(day[0]) if day else ""
    month = MONTHS[day[1] - 1]
    return f"{day[0]}, {month} {day[2]}" if len(day) > 2 else f"{day[0]}, {month}"


def _format_apa_names(names: Sequence[CitedName]) -> str:
    shown = [_format_apa_name(name) for name in names]
    if len(shown) > _APA_MOST:
        return ", ".join(shown[: _APA_MOST - 1]) + f", … {shown[-1]}"
    return ", ".join(shown[:-1]) + f", & {shown[-1]}" if len(shown) > 1 else "".join(shown)


def _format_apa_name(name: CitedName) -> str:
    known = f"{name.family}, {_initials(name.given)}" if name.family and name.given else name.whole
    return f"{known} [@{name.handle}]" if name.handle and known != f"@{name.handle}" else known


def _initials(given: str) -> str:
    """``Ann-Marie R.`` as ``A.-M. R.``, ``J.R.`` as ``J. R.``; given names of scripts that have no initials stay."""
    if not re.match(r"[^\W\d_]", given) or not any(char.isupper() for char in given):
        return given
    return " ".join(
        "-".join(f"{part[0]}." for part in word.split("-") if part) for word in given.replace(".", ". ").split()
    )


def _format_chicago_names(names: Sequence[CitedName]) -> str:
    shown = [
        _with_handle(name.sorted if name.family and not place else name.whole, name) for place, name in enumerate(names)
    ]
    if len(shown) > _CHICAGO_MOST:
        return ", ".join(shown[:_CHICAGO_FIRST]) + ", et al."
    return ", ".join(shown[:-1]) + f", and {shown[-1]}" if len(shown) > 1 else "".join(shown)


def _with_handle(known: str, name: CitedName) -> str:
    return f"{known} (@{name.handle})" if name.handle and known != f"@{name.handle}" else known


def _end(text: str) -> str:
    """A part of a citation with a full stop, unless it ends in a sign of its own."""
    return text if not text or re.search(r"[.!?…。！？؟]['\"”’»)\]]?$", text) else f"{text}."


def _join(parts: Sequence[str]) -> str:
    return " ".join(part for part in parts if part)
