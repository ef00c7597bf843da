"""References as BibTeX, in UTF-8: what LaTeX reads as a command is escaped, letters of all scripts stay as they are."""

from __future__ import annotations

from collections.abc import Iterable

from unroller.writers.citations.names import CitedName
from unroller.writers.citations.reference import Day, Kind, Reference

_BIBTEX_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
#: Braces are written by name: BibTeX counts them even behind a backslash.
_SPECIAL = str.maketrans({
    "\\": r"\textbackslash{}", "{": r"\textbraceleft{}", "}": r"\textbraceright{}", "~": r"\textasciitilde{}",
    "^": r"\textasciicircum{}", "&": r"\&", "%": r"\%", "$": r"\$", "#": r"\#", "_": r"\_",
})  # fmt: skip
#: Within an address only these stand in the way: of the braces around it, and of a comment.
_IN_ADDRESS = str.maketrans({"\\": "%5C", "{": "%7B", "}": "%7D"})
_BIBTEX_GENRES: dict[Kind, str] = {
    "thread": "Thread", "post": "Post", "video": "Video", "repository": "Software", "dataset": "Data set", "pdf": "PDF",
}  # fmt: skip


def write_bibtex(references: Iterable[Reference]) -> str:
    """All references, an entry each, parted by blank lines."""
    return "\n".join(_format_entry(one) for one in references)


def escape_latex(text: str) -> str:
    """A text that LaTeX sets as it stands."""
    return text.translate(_SPECIAL)


def _format_entry(one: Reference) -> str:
    is_article = one.kind == "paper" and bool(one.site)
    genre = _BIBTEX_GENRES.get(one.kind, "")
    how = " on ".join(part for part in (genre, one.site) if part) if genre and one.site else genre or one.site
    notes = [f"Archived at \\url{{{one.archived.translate(_IN_ADDRESS)}}}"] if one.archived else []
    fields = [
        ("author", " and ".join(_format_bibtex_author(name) for name in one.names)),
        ("title", f"{{{escape_latex(one.title)}}}" if one.title else ""),
        ("journal", escape_latex(one.site) if is_article else ""),
        ("howpublished", "" if is_article else escape_latex(how)),
        ("year", f"{one.issued[0]:04d}" if one.issued else ""),
        ("date", _format_bibtex_date(one.issued)),
        ("doi", escape_latex(one.doi)),
        ("url", one.url.translate(_IN_ADDRESS)),
        ("urldate", _format_bibtex_date(one.accessed)),
        ("note", ". ".join(notes)),
        ("langid", escape_latex(one.lang)),
    ]
    rows = [f"  {name} = {{{value}}},\n" for name, value in fields if value]
    if len(one.issued) > 1:
        rows.append(f"  month = {_BIBTEX_MONTHS[one.issued[1] - 1]},\n")
    return f"@{'article' if is_article else 'misc'}{{{one.key},\n{''.join(rows)}}}\n"


def _format_bibtex_author(name: CitedName) -> str:
    """``Roe, Ann``; a name that is not a person's in braces, so that it is not taken apart."""
    if name.family and name.given:
        return f"{escape_latex(name.family)}, {escape_latex(name.given)}"
    return f"{{{escape_latex(name.whole)}}}"


def _format_bibtex_date(day: Day) -> str:
    return "-".join(f"{part:0{4 if place == 0 else 2}d}" for place, part in enumerate(day))
