"""References as files for other programs: BibTeX, RIS and CSL-JSON, all in UTF-8.

BibTeX: what LaTeX reads as a command is escaped, letters of all scripts stay as they are. RIS: with the line ends that
its readers expect. CSL-JSON is read by Zotero, Pandoc and every citation processor.
"""

from __future__ import annotations

import json
from collections.abc import Iterable

from unroller.writers.citations.reference import CitedName, Day, Kind, Reference

_BIBTEX_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
#: Braces are written by name: BibTeX counts them even behind a backslash.
_SPECIAL = str.maketrans({
    "\\": r"\textbackslash{}", "{": r"\textbraceleft{}", "}": r"\textbraceright{}", "~": r"\textasciitilde{}",
    "^": r"\textasciicircum{}", "&": r"\&", "%": r"\%", "$": r"\$", "#": r"\#", "_": r"\_",
})  # fmt: skip
#: Within an address only these are in the way: of the braces around it, and of a comment.
_IN_ADDRESS = str.maketrans({"\\": "%5C", "{": "%7B", "}": "%7D"})
_BIBTEX_GENRES: dict[Kind, str] = {
    "thread": "Thread", "post": "Post", "video": "Video", "repository": "Software", "dataset": "Data set", "pdf": "PDF",
}  # fmt: skip


def write_bibtex(references: Iterable[Reference]) -> str:
    """All references, an entry each, parted by blank lines."""
    return "\n".join(_format_entry(one) for one in references)


def escape_latex(text: str) -> str:
    """A text that LaTeX sets as it is."""
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


_RIS_TYPES: dict[Kind, str] = {
    "thread": "ELEC", "post": "ELEC", "page": "ELEC", "pdf": "ELEC", "video": "VIDEO", "repository": "COMP",
    "dataset": "DATA", "paper": "JOUR",
}  # fmt: skip


def write_ris(references: Iterable[Reference]) -> str:
    """All references, a record each."""
    return "\r\n".join(_format_record(one) for one in references)


def _format_record(one: Reference) -> str:
    genre = {"thread": "Thread", "post": "Post"}.get(one.kind, "")
    rows = [
        ("TY", _RIS_TYPES[one.kind]),
        *(("AU", name.sorted) for name in one.names),
        ("TI", one.title),
        ("T2", one.site),
        ("M3", genre),
        ("PY", f"{one.issued[0]:04d}" if one.issued else ""),
        ("DA", _format_ris_date(one.issued)),
        ("Y2", _format_ris_date(one.accessed)),
        ("DO", one.doi),
        ("UR", one.url),
        ("LA", one.lang),
        ("N1", f"Archived at {one.archived}" if one.archived else ""),
        ("ID", one.key),
    ]
    return "".join(f"{tag}  - {value}\r\n" for tag, value in rows if value) + "ER  - \r\n"


def _format_ris_date(day: Day) -> str:
    """``2021/03/05/``: parts that are not known stay empty between their slashes."""
    if not day:
        return ""
    parts = [f"{day[0]:04d}", *(f"{part:02d}" for part in day[1:])]
    return "/".join([*parts, "", "", ""][:4])


_CSL_TYPES: dict[Kind, str] = {
    "thread": "post", "post": "post", "page": "webpage", "pdf": "document", "video": "motion_picture",
    "repository": "software", "dataset": "dataset", "paper": "article-journal",
}  # fmt: skip
_CSL_GENRES: dict[Kind, str] = {"thread": "Thread", "post": "Post"}


def write_csl(references: Iterable[Reference]) -> str:
    """All references as one JSON array, a line each."""
    rows = [json.dumps(build_item(one), ensure_ascii=False) for one in references]
    return "[\n" + ",\n".join(rows) + "\n]\n" if rows else "[]\n"


def build_item(one: Reference) -> dict[str, object]:
    """One reference as an item of CSL-JSON."""
    handles = [f"@{name.handle}" for name in one.names if name.handle and name.whole != f"@{name.handle}"]
    values: dict[str, object] = {
        "id": one.key,
        "type": "article" if one.kind == "paper" and not one.site else _CSL_TYPES[one.kind],
        "title": one.title,
        "author": [_format_csl_name(name) for name in one.names],
        "container-title": one.site,
        "genre": _CSL_GENRES.get(one.kind, ""),
        "issued": _format_csl_date(one.issued),
        "accessed": _format_csl_date(one.accessed),
        "URL": one.url,
        "DOI": one.doi,
        "archive_location": one.archived,
        "language": one.lang,
        "note": " ".join(handles),
    }
    return {key: value for key, value in values.items() if value}


def _format_csl_name(name: CitedName) -> dict[str, str]:
    return {"family": name.family, "given": name.given} if name.family and name.given else {"literal": name.whole}


def _format_csl_date(day: Day) -> dict[str, object]:
    return {"date-parts": [list(day)]} if day else {}
