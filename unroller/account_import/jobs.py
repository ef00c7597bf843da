"""The state of imports on the disk: a folder each, with a state file, and a lock while it is worked on.

The values that the web app and the command line see: state, threads of the export, selection, result.
"""

from __future__ import annotations

import json
import os
import shutil
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import IO, Any, Literal

import msgspec

from unroller.account_exports.base import ImportReport, Limit
from unroller.archive.fsync import lock_folder, measure_free_space, translate_errors, try_lock_folder, unlock
from unroller.errors import MisuseError, NotFoundError, StorageError
from unroller.messages import Message, technical
from unroller.regex import compile_re

_JOB, _KEPT, _STOP = "job.json", "kept.jsonl", "stop"
FOUND, MEDIA, UPLOADS = "found", "media", "uploads"
_ID = compile_re(r"[0-9]{14}-[0-9a-f]{8}\Z")
_UNSAFE = compile_re(r"[^\w.() -]")
_PIECE = 1024 * 1024


@dataclass(frozen=True)
class JobState:
    """The state of an import, as in its file. `paths` are the files that it reads, `selection` what is being stored."""

    job: Job
    paths: tuple[str, ...]
    selection: Selection | None = None
    finished: dict[str, Any] | None = None


@dataclass(frozen=True)
class ImportedThread:
    """One thread that was kept: its id in the archive (empty: nothing of it could be read), and what was wrong.

    `lost` counts its posts that could not be read, by the kind of the thread; `lost_media` files of its pictures that
    the export does not hold. `incomplete`: something of it is known to be missing.
    """

    id: str
    status: str
    wrong: tuple[str, ...] = ()
    lost: Mapping[str, int] = field(default_factory=dict)
    incomplete: bool = False
    lost_media: int = 0


@dataclass
class JobStore:
    """All imports under one folder."""

    root: Path
    #: The locks that this process holds, by import.
    _mine: dict[str, int] = field(default_factory=dict)

    def list_ids(self) -> list[str]:
        """All of them, the newest first."""
        try:
            with os.scandir(self.root) as entries:
                return sorted((entry.name for entry in entries if _ID.match(entry.name)), reverse=True)
        except (FileNotFoundError, NotADirectoryError):
            return []

    def find_folder(self, key: str) -> Path:
        """Where an import's files lie.

        Raises:
            NotFoundError: there is none of that name.
        """
        path = self.root / key
        if not _ID.match(key) or not (path / _JOB).is_file():
            raise NotFoundError(technical("there is no such import: it was done and forgotten, or never begun"))
        return path

    def read(self, key: str) -> JobState:
        """The state of an import; "stopped" when the process that worked on it is gone.

        Raises:
            NotFoundError: there is none of that name, or its file is no longer to be read.
        """
        path = self.find_folder(key)
        try:
            standing = msgspec.convert(json.loads((path / _JOB).read_bytes()), JobState)
        except (OSError, ValueError):
            raise NotFoundError(technical("this import's state cannot be read: begin it anew")) from None
        if standing.job.is_running and not self.is_busy(key):
            return replace(standing, job=replace(standing.job, phase="stopped", left=None))
        return standing

    def write(self, standing: JobState) -> None:
        """Write the state of an import atomically.

        Raises:
            ArchiveError: the disk refused.
        """
        path = self.root / standing.job.id
        with translate_errors("import", path):
            path.mkdir(parents=True, exist_ok=True)
            part = path / f"{_JOB}.part"
            part.write_text(json.dumps(msgspec.to_builtins(standing)), encoding="utf-8")
            part.replace(path / _JOB)

    # -- who works on it -----------------------------------------------------------------------------------------------

    def is_busy(self, key: str) -> bool:
        """Whether somebody works on an import: this process, or another."""
        if key in self._mine:
            return True
        lock = try_lock_folder(self.root / key)
        if lock is None:
            return True
        unlock(lock)
        return False

    @contextmanager
    def hold(self, key: str) -> Iterator[None]:
        """Hold an import while something is done with it.

        Raises:
            MisuseError: somebody else does.
        """
        lock = try_lock_folder(self.root / key)
        if lock is None:
            raise MisuseError(Message("this import is under way already: wait for it, or stop it first"))
        self._mine[key] = lock
        (self.root / key / _STOP).unlink(missing_ok=True)
        try:
            yield
        finally:
            del self._mine[key]
            unlock(lock)

    def request_stop(self, key: str) -> None:
        """Have whoever works on an import stop."""
        (self.find_folder(key) / _STOP).touch()

    def is_stop_requested(self, key: str) -> bool:
        """Whether somebody wants an import to stop."""
        return (self.root / key / _STOP).exists()

    def forget(self, key: str) -> None:
        """Delete all of an import's files.

        Raises:
            NotFoundError, MisuseError: there is none of that name; somebody works on it.
        """
        path = self.find_folder(key)
        with lock_folder(self.root):
            if self.is_busy(key):
                raise MisuseError(Message("this import is under way: stop it first"))
            shutil.rmtree(path, ignore_errors=True)

    # -- what was kept -------------------------------------------------------------------------------------------------

    def read_imported(self, key: str) -> list[ImportedThread]:
        """What was kept so far, in order; a torn last line does not count."""
        try:
            lines = (self.root / key / _KEPT).read_bytes().split(b"\n")[:-1]
        except FileNotFoundError:
            return []
        result = []
        for line in lines:
            try:
                name, status, wrong, *more = json.loads(line)
            except ValueError:
                break
            result.append(ImportedThread(name, status, tuple(wrong), *more))
        return result

    def open_log(self, key: str, kept: Sequence[ImportedThread]) -> IO[bytes]:
        """The list of what is kept, open at its end; it holds `kept` and no more."""
        path = self.root / key / _KEPT
        part = path.with_name(f"{_KEPT}.part")
        part.write_bytes(b"".join(map(encode_imported, kept)))
        part.replace(path)
        return path.open("ab")


def encode_imported(kept: ImportedThread) -> bytes:
    """One line of the list of what was kept."""
    lost = [dict(kept.lost)] if kept.lost else []
    return json.dumps([kept.id, kept.status, kept.wrong, *lost]).encode("ascii") + b"\n"


def store_uploads(files: Sequence[tuple[str, IO[bytes]] | Path], folder: Path, floor: int) -> list[Path]:
    """Streams, written into `folder` piece by piece; files that lie somewhere stay there.

    Raises:
        StorageError: the disk is full; `floor` bytes must stay free.
    """
    paths: list[Path] = []
    for number, source in enumerate(files):
        if isinstance(source, Path):
            paths.append(source.absolute())
            continue
        name, stream = source
        path = folder / str(number) / make_safe_name(name)
        with translate_errors("import", folder):
            path.parent.mkdir(parents=True)
            with path.open("xb") as file:
                while piece := stream.read(_PIECE):
                    if measure_free_space(folder)[0] < floor + len(piece):
                        raise StorageError(
                            technical(
                                "import: the disk of {root} is full: free some space and try again", root=str(folder)
                            )
                        )
                    file.write(piece)
        paths.append(path)
    return paths


def make_safe_name(name: str) -> str:
    """A file's name for our own disk: the last part, plain characters, never hidden."""
    last = name.replace("\\", "/").rpartition("/")[2]
    return _UNSAFE.sub("_", last)[-100:].lstrip(". ") or "export"


#: scanning: the export is read; ready: a person chooses; keeping: chosen threads go into the archive; stopped: by a
#: person, can be resumed; done: the report is in the archive; failed: `message` says why and what to do.
Phase = Literal["scanning", "ready", "keeping", "stopped", "done", "failed"]
#: thread: two posts or more; reply: the same, but its first post answers somebody else; single: one post of its own;
#: answer: one post that answers somebody else; article: a long article, which is kept as a thread is.
ThreadKind = Literal["thread", "reply", "article", "single", "answer"]
ThreadSort = Literal["newest", "oldest", "longest", "liked"]


@dataclass(frozen=True, slots=True)
class Job:
    """The public state of an import. `done` of `total` are records while scanning (None: not known yet), threads while
    keeping; `left` is the remaining time in seconds, where it is known."""

    id: str
    phase: Phase
    names: tuple[str, ...]
    begun: str
    done: int = 0
    total: int | None = None
    left: float | None = None
    message: str = ""
    label: str = ""
    owner: str = ""
    threads: int = 0
    posts: int = 0

    @property
    def is_running(self) -> bool:
        """Whether it is read or its threads are being kept right now."""
        return self.phase in ("scanning", "keeping")


@dataclass(frozen=True, slots=True)
class ThreadRow:
    """One thing that can be kept. `root` is the id of its first post, which names it within the export.

    `kept` is its address in the archive (``/t/…``) when it is there already, as it is now.
    """

    root: str
    kind: ThreadKind
    posts: int
    published: str | None
    likes: int
    media: int
    opening: str
    limit: Limit | None = None
    gaps: int = 0
    later: int = 0
    inferred: bool = False
    kept: str | None = None


@dataclass(frozen=True, slots=True)
class Selection:
    """What is to be stored: everything that passes, or exactly the `roots` unless None.

    `since` and `until` are years or days (``2020``, ``2020-03-01``), both included. `min_posts`: 2 leaves single posts
    out, long articles aside. `replies`: threads whose first post answers somebody else. `limited` are the kinds a
    person ticked; what comes in by them is private. `others`: threads of other accounts that the export holds.
    `without` are roots taken out again by hand.
    """

    since: str | None = None
    until: str | None = None
    min_posts: int = 2
    replies: bool = True
    min_likes: int = 0
    limited: tuple[Limit, ...] = ()
    roots: tuple[str, ...] | None = None
    without: tuple[str, ...] = ()
    others: bool = False


@dataclass(frozen=True, slots=True)
class ThreadRows:
    """A page of what was found. `total` counts all that pass the filter, `posts` their posts; `years` is how many
    threads there are in each year, of all found. `withheld` counts posts for few that could be let in and are not."""

    rows: tuple[ThreadRow, ...]
    total: int
    posts: int
    years: tuple[tuple[str, int], ...] = ()
    withheld: int = 0


@dataclass(frozen=True, slots=True)
class ImportResult:
    """What an import came to: its report, and how many threads were added, updated, and there already."""

    receipt: ImportReport
    added: int = 0
    updated: int = 0
    present: int = 0
