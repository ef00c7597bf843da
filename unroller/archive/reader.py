"""Reading an archive: what is kept, by the ledger, with every byte checked against it on the way.

Reading creates nothing in the archive: no lock file, no folder. It works on a read-only disk and beside any writer.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

from unroller.archive import paths
from unroller.archive.bagit import DATA, MEDIA, list_payload, read_payload
from unroller.archive.catalog.follower import CatalogFollower, ShowProgress
from unroller.archive.catalog.interface import Catalog
from unroller.archive.catalog.questions import FollowedCatalog, FollowedState
from unroller.archive.checksummed_lines import sha256 as digest_of
from unroller.archive.fsync import read_file, translate_read_errors
from unroller.archive.ledger import LedgerEntryState
from unroller.archive.manifest import read_manifest
from unroller.archive.model import LedgerEntry, StoredThread, Summary
from unroller.archive.sidecars import parse_report, read_observations, read_state
from unroller.edits import ThreadEdits
from unroller.errors import ArchiveError, DamagedError, InputError, NotFoundError
from unroller.messages import Message, technical, why
from unroller.model import Observation
from unroller.serialization import thread_from_json

#: The shortest prefix of an id that resolves to it.
SHORTEST_KEY = 6
#: Ids that begin alike are counted up to so many.
MOST_ALIKE = 1_000


class ArchiveReader:
    """The kept threads under one folder, to be read. Safe for several threads, and beside other processes.

    `folders` are where its catalog may lie: the first that can be written to; none for one in memory. `show_progress`
    tells of threads that are read for it.
    """

    def __init__(self, root: Path, folders: Sequence[Path] = (), show_progress: ShowProgress | None = None) -> None:
        self.root = root
        self.folders = tuple(folders)
        shown = (show_progress,) if show_progress else ()
        self._ledger = CatalogFollower(root, folders, self._find_uuid, *shown)
        self._state = FollowedState(self._ledger)
        #: What threads are listed by.
        self.catalog: Catalog = FollowedCatalog(self._ledger)
        #: The archive's name, and the state of the file that it was read from.
        self._uuid: str | None = None
        self._uuid_at: tuple[int, int, int] | None = None

    @property
    def uuid(self) -> str | None:
        """The archive's own name among all archives; None while there is none yet.

        Every request reads it, so ARCHIVE.json is read again only when it is another file.
        """
        try:
            stats = (self.root / paths.ARCHIVE).lstat()
        except OSError:
            stamp = None
        else:
            stamp = (stats.st_ino, stats.st_size, stats.st_mtime_ns)
        if stamp is None or stamp != self._uuid_at:
            about = read_manifest(self.root)
            self._uuid, self._uuid_at = about.uuid if about else None, stamp
        return self._uuid

    def _find_uuid(self) -> str | None:
        """The same; None too where ARCHIVE.json cannot be read, which is no reason not to read the rest."""
        try:
            return self.uuid
        except ArchiveError:
            return None

    def list(self) -> list[Summary]:
        """All kept threads, newest first, in the order of the ledger: clocks may lie.

        For small archives: whoever shows some of them asks :attr:`catalog` for these.
        """
        return list(self.catalog.iter_threads())

    def resolve(self, key: str) -> str:
        """The id that `key` names: an id, ``<slug>-<id>``, or the beginning of one id (six digits or more).

        Raises:
            NotFoundError: no kept thread, or more than one.
        """
        name = key.strip().casefold()
        thread = name[-paths.ID_LENGTH :]
        with translate_read_errors(self.root):
            whole = paths.is_id(thread) and (name == thread or name.endswith(f"-{thread}"))
            if whole and (found := self.find_id(thread)):
                return found
            ids = self._state.find_ids(name, MOST_ALIKE) if len(name) >= SHORTEST_KEY else []
        if len(ids) > 1:
            raise NotFoundError(
                technical("{count} ids begin so: give more of the id", count=len(ids)).about(_make_printable(key))
            )
        if not ids:
            raise NotFoundError(
                technical("no such thread is kept here: `unroller list` shows all").about(_make_printable(key))
            )
        return ids[0]

    def find_id(self, name: str) -> str | None:
        """The id of the kept thread that has the id `name`, or of which a capture has it by itself; None when there is
        none."""
        with translate_read_errors(self.root):
            return name if self._state.get(name) else self._state.find_by_name(name)

    def load(self, key: str, version: int | None = None) -> StoredThread:
        """A kept thread, in its newest version or `version`; its bytes are checked on the way.

        Raises:
            NotFoundError: no such thread or version.
            DamagedError: it is not as it was kept.
            FormatVersionError: it was written by a newer program.
        """
        held, folder, bag, digest = self._locate(key, version)
        data = self._read_payload(held.id, bag, "thread.json", digest)
        try:
            thread = thread_from_json(data)
        except InputError as error:
            raise DamagedError(error.message.about(held.id, str(bag / DATA / "thread.json"))) from None
        with translate_read_errors(self.root):
            state, _ = read_state(folder)
            seen = read_observations(folder) if held.observations else ()
        slug = paths.parse_thread_name(folder.name)
        number = paths.parse_version_name(bag.name) or 0
        return StoredThread(
            id=held.id,
            slug=slug[0] if slug else "thread",
            version=number,
            versions=tuple(sorted(held.versions)),
            thread=thread,
            state=state,
            added=held.added,
            path=bag,
            observations=seen,
        )

    def read_source(self, key: str, version: int | None = None) -> tuple[str, bytes]:
        """The name and the bytes of what was received.

        Raises:
            NotFoundError, DamagedError: as :meth:`load`.
        """
        held, _, bag, digest = self._locate(key, version)
        name = next(iter(_find_payload(bag, "source.")), "source.txt")
        return name, self._read_payload(held.id, bag, name, digest)

    def read_media(self, key: str, sha256: str, version: int | None = None) -> tuple[str, bytes]:
        """The name and the bytes of a kept picture or video of a thread, by the SHA-256 of its bytes.

        Raises:
            NotFoundError, DamagedError: as :meth:`load`; there is no such file.
        """
        held, _, bag, digest = self._locate(key, version)
        names = _find_payload(bag, f"{MEDIA}/{sha256}.")
        if not names or not paths.is_media_name(names[0].removeprefix(f"{MEDIA}/")):
            raise NotFoundError(Message("no such picture is kept with this thread").about(_make_printable(sha256)))
        return names[0].removeprefix(f"{MEDIA}/"), self._read_payload(held.id, bag, names[0], digest)

    def find_first(self, *keys: str) -> str:
        """The id of the one of these threads that was kept first.

        Raises:
            NotFoundError: there is no such thread.
        """
        found = [self._locate(key, None)[0] for key in keys]
        return min(found, key=lambda held: held.versions[min(held.versions)].sequence).id

    def list_media(self, key: str, version: int | None = None) -> dict[str, Path]:
        """The kept pictures and videos of a thread: their names, and where they lie.

        Raises:
            NotFoundError, DamagedError: as :meth:`load`.
        """
        _, _, bag, _ = self._locate(key, version)
        names = (name.removeprefix(f"{MEDIA}/") for name in _find_payload(bag, f"{MEDIA}/"))
        return {name: bag / DATA / MEDIA / name for name in names if paths.is_media_name(name)}

    def list_reports(self) -> Sequence[tuple[str, dict[str, Any]]]:
        """The reports of imports with their names, the newest first. Damaged ones are left to :meth:`verify`."""
        reports = [(name, self._read_report(name)) for name in reversed([*self._get_reports()])]
        return [(name, record) for name, record in reports if record is not None]

    def read_report(self, name: str) -> dict[str, Any]:
        """One report.

        Raises:
            NotFoundError: there is none of that name.
            DamagedError: it is not as it was kept.
        """
        if name not in self._get_reports():
            raise NotFoundError(Message("no such receipt is kept here").about(_make_printable(name)))
        record = self._read_report(name)
        if record is None:
            raise DamagedError(Message("this receipt is not as it was kept: run `unroller verify`").about(name))
        return record

    def _read_report(self, name: str) -> dict[str, Any] | None:
        path = self.root / paths.RECEIPTS / paths.format_report_name(name)
        try:
            data = read_file(path)
        except OSError:
            return None
        return parse_report(data) if digest_of(data) == self._get_reports().get(name) else None

    def read_observations(self, key: str) -> tuple[Observation, ...]:
        """All that was seen of a thread's sources, the oldest first.

        Raises:
            NotFoundError, DamagedError: as :meth:`load`.
        """
        held, folder, _, _ = self._locate(key, None)
        with translate_read_errors(self.root):
            return read_observations(folder) if held.observations else ()

    def read_state(self, key: str) -> ThreadEdits:
        """What a person decided about a thread.

        Raises:
            NotFoundError, DamagedError, FormatVersionError: as :meth:`load`.
        """
        _, folder, _, _ = self._locate(key, None)
        with translate_read_errors(self.root):
            return read_state(folder)[0]

    def iter_entries(self, after: int = 0) -> Iterator[LedgerEntry]:
        """The ledger's entries with a sequence greater than `after`, oldest first: what a search index follows."""
        with translate_read_errors(self.root):
            yield from self._ledger.iter_entries(after)

    @property
    def sequence(self) -> int:
        """The sequence of the newest entry of the ledger; 0 while there is none."""
        with translate_read_errors(self.root):
            return self._ledger.position.sequence

    @property
    def revision(self) -> str:
        """Names the state of the whole archive: no two states have the same."""
        with translate_read_errors(self.root):
            position = self._ledger.position
        return f"{self.uuid}.{position.sequence}.{position.head}"

    @property
    def changed(self) -> int:
        """When the archive last changed: seconds since 1970, rounded up. 0 while there is none."""
        with translate_read_errors(self.root):
            return self._ledger.changed

    def get_revision(self, key: str) -> str:
        """Names the state of one thread: its newest version, what was decided about it and seen of its sources.

        Raises:
            NotFoundError: as :meth:`resolve`.
        """
        thread = self.resolve(key)
        held = self._get_held(thread)
        if held is None:
            raise NotFoundError(technical("no such thread is kept here: `unroller list` shows all").about(key))
        return f"{self.uuid}.{thread}.{held.latest.number}.{held.latest.bag}.{held.state}.{held.observations}"

    # -- within ----------------------------------------------------------------------------------------------------

    def _get_held(self, thread: str) -> LedgerEntryState | None:
        with translate_read_errors(self.root):
            return self._state.get(thread)

    def _get_reports(self) -> Mapping[str, str]:
        with translate_read_errors(self.root):
            return self._state.reports

    def _locate(self, key: str, version: int | None) -> tuple[LedgerEntryState, Path, Path, str]:
        """The held thread, its folder, the bag of the version, and the bag's digest in the ledger."""
        thread = self.resolve(key)
        held = self._get_held(thread)
        kept = (held.versions.get(version) if version else held.latest) if held else None
        if held is None or kept is None:
            raise NotFoundError(
                technical("there is no version {number} of this thread", number=str(version)).about(
                    _make_printable(key)
                )
            )
        name = paths.format_version_name(kept.number)
        for folder in paths.find_thread_folders(self.root, thread):
            if (folder / name).is_dir():
                return held, folder, folder / name, kept.bag
        raise self._build_lost_error(thread)

    def _read_payload(self, thread: str, bag: Path, name: str, digest: str) -> bytes:
        try:
            return read_payload(bag, name, digest)
        except FileNotFoundError:
            raise self._build_lost_error(thread) from None
        except OSError as error:
            raise DamagedError(
                Message("{root} cannot be read: {reason}", root=str(bag / DATA / name), reason=why(error)).about(name)
            ) from None

    def _build_lost_error(self, thread: str) -> DamagedError | NotFoundError:
        """Why a held thread's files are not there: it was removed in this very moment, or they were lost."""
        if self._get_held(thread) is None:
            return NotFoundError(technical("this thread was removed").about(thread))
        return DamagedError(Message("files of this thread are missing: run `unroller verify`").about(thread))


def _find_payload(bag: Path, prefix: str) -> list[str]:
    """The names of a bag's payload files that begin with `prefix`; none where its manifest cannot be read."""
    try:
        return [name for name in list_payload(bag) if name.startswith(prefix)]
    except OSError:
        return []


def _make_printable(key: str) -> str:
    """A key of any length and content, as an error message may show it."""
    return "".join(c if c.isprintable() else "\ufffd" for c in key[:60])
