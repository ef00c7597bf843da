"""Where everything lies in an archive. Names come from our own ids and numbers, never from what was handed in."""

from __future__ import annotations

import os
from pathlib import Path

from unroller.regex import compile_re

README = "README.txt"
ARCHIVE = "ARCHIVE.json"
LEDGER = "ledger.jsonl"
CATALOGUE = "catalogue.jsonl"
THREADS = "threads"
STAGING = "staging"
RECEIPTS = "receipts"
STATE = "state.json"
OBSERVATIONS = "observations.jsonl"
#: Files that a thread's folder may hold beside its versions.
BESIDE = frozenset({STATE, OBSERVATIONS})

#: All that may lie in the archive's folder.
ROOT_NAMES = frozenset({README, ARCHIVE, LEDGER, CATALOGUE, THREADS, STAGING, RECEIPTS})
#: Droppings of operating systems and tools, which are nobody's fault.
HARMLESS = frozenset({".DS_Store", ".gitkeep", ".gitignore", ".stfolder", "Thumbs.db", "desktop.ini", "lost+found"})

ID_LENGTH = 20
_ID = compile_re(r"[0-9a-f]{20}\Z")
_SHARD = compile_re(r"[0-9a-f]{2}\Z")
_FOLDER = compile_re(r"([a-z0-9][a-z0-9-]{0,79})-([0-9a-f]{20})\Z")
_SLUG = compile_re(r"[a-z0-9][a-z0-9-]{0,79}\Z")
_VERSION = compile_re(r"v([0-9]{4,9})\Z")
_MEDIA = compile_re(r"[0-9a-f]{64}\.[a-z0-9]{1,8}\Z")
_EXTENSION = compile_re(r"[a-z0-9]{1,8}\Z")


def is_id(text: str) -> bool:
    """Whether `text` is a whole id."""
    return _ID.match(text) is not None


def is_slug(text: str) -> bool:
    """Whether `text` may be part of a folder's name."""
    return _SLUG.match(text) is not None


def is_shard(name: str) -> bool:
    """Whether `name` is that of a folder of threads whose ids begin alike."""
    return _SHARD.match(name) is not None


def find_shard(root: Path, thread: str) -> Path:
    """The folder of all threads whose ids begin alike."""
    return root / THREADS / thread[:2]


def format_thread_name(slug: str, thread: str) -> str:
    """The name of a thread's folder: the slug for people, the id for us."""
    return f"{slug}-{thread}"


def parse_thread_name(name: str) -> tuple[str, str] | None:
    """(slug, id) of a thread's folder, or None for anything else."""
    match = _FOLDER.match(name)
    return (match[1], match[2]) if match else None


def format_version_name(version: int) -> str:
    """The name of a version's folder."""
    return f"v{version:04d}"


def parse_version_name(name: str) -> int | None:
    """The number of a version's folder, or None for anything else."""
    match = _VERSION.match(name)
    number = int(match[1]) if match else 0
    return number if number > 0 and format_version_name(number) == name else None


def format_report_name(receipt: str) -> str:
    """The name of a report's file."""
    return f"{receipt}.json"


def parse_report_name(name: str) -> str | None:
    """The id of the report in a file of that name, or None for anything else."""
    receipt = name.removesuffix(".json")
    return receipt if name.endswith(".json") and is_id(receipt) else None


def is_media_name(name: str) -> bool:
    """Whether a kept picture or video may have this name: its SHA-256 and an extension."""
    return _MEDIA.match(name) is not None


def format_source_name(capture_name: str) -> str:
    """``source.<ext>``, with the extension of the capture's name where it is a plain one."""
    extension = capture_name.rpartition(".")[2].casefold() if "." in capture_name else ""
    return f"source.{extension if _EXTENSION.match(extension) else 'txt'}"


def list_names(folder: Path) -> list[str]:
    """The names in a folder, sorted; none where there is no folder."""
    try:
        with os.scandir(folder) as entries:
            return sorted(entry.name for entry in entries)
    except (FileNotFoundError, NotADirectoryError):
        return []


def find_thread_folders(root: Path, thread: str) -> list[Path]:
    """The folders that carry the id `thread`, whatever their slug: one, none, or after tampering several."""
    here = find_shard(root, thread)
    return [here / name for name in list_names(here) if name.endswith(f"-{thread}") and parse_thread_name(name)]


def list_versions(folder: Path) -> list[int]:
    """The numbers of the versions that lie in a thread's folder, oldest first."""
    return sorted(number for name in list_names(folder) if (number := parse_version_name(name)))
