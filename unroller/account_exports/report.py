"""The receipt of an import: every record that was found, accounted for exactly once."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Literal

#: found = the sum of these. The order is that of the printed receipt.
Outcome = Literal["threads", "singles", "replies", "reposts", "limited", "duplicates", "unreadable"]
OUTCOMES: tuple[Outcome, ...] = ("threads", "singles", "replies", "reposts", "limited", "duplicates", "unreadable")


@dataclass(frozen=True, slots=True)
class FileCount:
    """The records of one file of the export: `found` in it, `claimed` by the manifest (None: it says nothing)."""

    name: str
    found: int
    claimed: int | None = None

    @property
    def agrees(self) -> bool:
        """Whether the manifest says the same, or nothing."""
        return self.claimed is None or self.claimed == self.found


@dataclass(frozen=True, slots=True)
class ImportReport:
    """What became of every record of an export.

    `fates` counts records by what became of them, `reasons` each fate's by reason (``followers-only``, ``the same post
    twice``): the reasons of a fate add up to it. `unopened` is what the export holds beside posts and nobody looked at,
    as its manifest counts it. `threads` are the assembled threads, `kept` the ids in the archive of those kept.
    `unreadable` names places, the first hundred. `export` is the export's name, `sha256` that of its files (name,
    digest), `exported_at` when the network made it.
    """

    export: str
    label: str
    owner: str
    files: tuple[FileCount, ...]
    fates: Mapping[Outcome, int]
    reasons: Mapping[Outcome, Mapping[str, int]] = field(default_factory=dict)
    unopened: Mapping[str, int] = field(default_factory=dict)
    threads: int = 0
    kept: tuple[str, ...] = ()
    unreadable: tuple[str, ...] = ()
    sha256: tuple[tuple[str, str], ...] = ()
    exported_at: str | None = None
    imported_at: str | None = None
    notices: tuple[str, ...] = ()
    selection: str = ""

    @property
    def found(self) -> int:
        """All records of the export's files of posts."""
        return sum(file.found for file in self.files)

    @property
    def adds_up(self) -> bool:
        """Whether every record is accounted for exactly once, with a reason, and no file claims another count."""
        return (
            self.found == sum(self.fates.values())
            and all(sum(self.reasons.get(fate, {}).values()) == count for fate, count in self.fates.items() if count)
            and all(file.agrees for file in self.files)
        )

    def record(self) -> dict[str, Any]:
        """The receipt as JSON keeps it; keys in a fixed order."""
        return {
            "export": self.export,
            "label": self.label,
            "owner": self.owner,
            "exported_at": self.exported_at,
            "imported_at": self.imported_at,
            "sha256": [{"name": name, "sha256": digest} for name, digest in self.sha256],
            "files": [{"name": f.name, "found": f.found, "claimed": f.claimed} for f in self.files],
            "found": self.found,
            "fates": {fate: self.fates.get(fate, 0) for fate in OUTCOMES},
            "reasons": {fate: dict(sorted(self.reasons.get(fate, {}).items())) for fate in OUTCOMES},
            "unopened": dict(sorted(self.unopened.items())),
            "unreadable": list(self.unreadable),
            "threads": self.threads,
            "selection": self.selection,
            "kept": list(self.kept),
            "notices": list(self.notices),
            "adds_up": self.adds_up,
        }
