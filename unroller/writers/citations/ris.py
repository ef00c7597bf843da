"""References as RIS, in UTF-8 with the line ends that its readers expect."""

from __future__ import annotations

from collections.abc import Iterable

from unroller.writers.citations.reference import Day, Kind, Reference

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
