"""What an archive says about itself: ARCHIVE.json for programs, README.txt for people without the program.

Lifting an archive of an older format to ours, step by step.
"""

from __future__ import annotations

import uuid
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from unroller.archive import paths
from unroller.archive.checksummed_lines import add_checksum, convert_record, sha256, verify_checksum
from unroller.archive.fsync import fsync_path, read_file, write_new
from unroller.archive.staging import Staging
from unroller.errors import ArchiveError, DamagedError, FormatVersionError
from unroller.messages import Message, why

#: ``UPGRADES[n - 1]`` lifts an archive of format n to n + 1; it is run under the lock, before the first write.
UPGRADES: tuple[Callable[[Path], None], ...] = ()
#: The format this program writes.
FORMAT = 1 + len(UPGRADES)

README_TEXT = """\
This folder is an archive of threads from social networks, kept by Unroller.
Everything in it is plain text. You can read and check it without the program.

Reading
  threads/<2 digits>/<title>-<id>/v0001/data/article.md    the thread as one article (Markdown)
  threads/<2 digits>/<title>-<id>/v0001/data/thread.json   every post, word for word, with dates and links
  threads/<2 digits>/<title>-<id>/v0001/data/source.*      the bytes exactly as they were received
  threads/<2 digits>/<title>-<id>/state.json               what a person decided: title, tags, notes
  threads/<2 digits>/<title>-<id>/v0001/data/media/*       pictures and videos, named by the SHA-256 of their bytes
  threads/<2 digits>/<title>-<id>/observations.jsonl       what its links led to, each time somebody looked: one line
                                                           a look, oldest first, with the date
  receipts/*.json  what became of every post of an account's export, each time one was imported
  A later, different capture of the same thread stands beside v0001 as v0002, and so on.
  Without the program, search with:  grep -ri "a word" threads --include=article.md

Checking
  Each v0001, v0002, ... is a bag after RFC 8493 (BagIt 1.0). Inside one:
      sha256sum -c manifest-sha256.txt tagmanifest-sha256.txt
  ledger.jsonl has one line for each thread added, changed, observed or removed, oldest first.
      "bag"       the SHA-256 of the bag's tagmanifest-sha256.txt
      "state"     the SHA-256 of state.json
      "observations"  the SHA-256 of observations.jsonl
      "receipt"   the SHA-256 of the receipt that "note" names
      "previous"  the SHA-256 of the line before, without its line end (64 zeros in the first line)
      "digest"    the SHA-256 of the line itself, up to where ,"digest" begins
  A folder under threads/ without a line in the ledger was never completely kept.

The rest
  ARCHIVE.json     the version of this format, and the name of this archive
  catalogue.jsonl  only where an older version of the program was used: a list of titles; may be deleted at any time
  staging/         unfinished work of a running or interrupted program; holds nothing that was kept

Copying this folder copies the archive. Nothing outside of it is needed.
"""


@dataclass(frozen=True, slots=True)
class ArchiveManifest:
    """What ARCHIVE.json says. `uuid` names this archive among all archives."""

    format: int
    uuid: str
    created: str
    readme: str


def build_manifest(created: str) -> ArchiveManifest:
    """The description of an archive that begins now."""
    return ArchiveManifest(FORMAT, str(uuid.uuid4()), created, sha256(README_TEXT.encode()))


def encode_manifest(about: ArchiveManifest) -> bytes:
    """ARCHIVE.json: one sealed line."""
    return (
        add_checksum({"format": about.format, "uuid": about.uuid, "created": about.created, "readme": about.readme})
        + b"\n"
    )


def parse_manifest(data: bytes) -> ArchiveManifest | None:
    """What ARCHIVE.json says, or None when it is not as it was written."""
    record = verify_checksum(data[:-1]) if data.endswith(b"\n") else None
    return None if record is None else convert_record(record, ArchiveManifest)


def read_manifest(root: Path) -> ArchiveManifest | None:
    """What the archive at `root` says about itself; None when there is no archive yet.

    Raises:
        FormatVersionError: it was written by a newer program.
        DamagedError: ARCHIVE.json is not as it was written.
        ArchiveError: it cannot be read.
    """
    try:
        data = read_file(root / paths.ARCHIVE)
    except (FileNotFoundError, NotADirectoryError):
        return None
    except OSError as error:
        raise ArchiveError(
            Message("archive: {root} cannot be read: {reason}", root=str(root / paths.ARCHIVE), reason=why(error))
        ) from error
    about = parse_manifest(data)
    if about is None:
        raise DamagedError(
            Message(
                "archive: {root} is damaged: take it from a backup, or delete it and add a thread",
                root=str(root / paths.ARCHIVE),
            )
        )
    if about.format > FORMAT:
        raise FormatVersionError(
            Message(
                "archive: {root} has format {number}, and this program knows formats up to {most}: update it",
                root=str(root),
                number=about.format,
                most=FORMAT,
            )
        )
    return about


def upgrade_archive(root: Path, upgrades: Sequence[Callable[[Path], None]] = UPGRADES) -> int:
    """Run the upgrades that the archive at `root` lacks, under its lock; gives the format it has then.

    Each step flushes what it changes and may be run again: the format is raised only after it, so a crash repeats it.
    """
    about = read_manifest(root)
    if about is None:
        return 0
    for number in range(about.format, len(upgrades) + 1):
        upgrades[number - 1](root)
        about = replace(about, format=number + 1)
        with Staging(root) as staging:
            write_new(staging.path / paths.ARCHIVE, encode_manifest(about))
            staging.flush()
            (staging.path / paths.ARCHIVE).replace(root / paths.ARCHIVE)
            fsync_path(root)
    return about.format
