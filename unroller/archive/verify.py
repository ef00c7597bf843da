"""Checking an archive: every bag against the ledger, every line of the ledger against itself, every name against both.

Nothing is created or changed, and no writer is kept waiting: what looks wrong is looked at once more under the lock,
when no write can be half-way, and only then called a problem.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from contextlib import ExitStack, suppress
from pathlib import Path, PurePosixPath

from unroller.archive import paths
from unroller.archive.bagit import check_bag
from unroller.archive.checksummed_lines import sha256, split_lines, verify_checksum
from unroller.archive.fsync import lock_folder, read_file
from unroller.archive.ledger import GENESIS, START, LedgerEntryState, LedgerFile, LedgerIndex, parse_entry
from unroller.archive.manifest import README_TEXT, read_manifest
from unroller.archive.model import Problem, ProblemKind, VerifyReport
from unroller.archive.sidecars import parse_observations
from unroller.archive.staging import read_intents
from unroller.errors import DamagedError

#: Called with the number of threads checked so far, and of all.
VerifyProgress = Callable[[int, int], None]


def verify_archive(root: Path, progress: VerifyProgress | None = None) -> VerifyReport:
    """Check the archive at `root`, every byte of it.

    Raises:
        FormatVersionError: a newer program wrote it.
    """
    if not root.is_dir():
        return VerifyReport((), (f"{root}: there is no archive yet",), 0, 0, 0)
    first = last = ArchiveCheck(root)
    first.run(None, progress)
    if first.problems:
        with ExitStack() as stack:
            with suppress(OSError):  # a file system that cannot lock is read without a lock
                stack.enter_context(lock_folder(root, shared=True))
            last = ArchiveCheck(root)
            last.run(first.suspects)
    notices = tuple(dict.fromkeys(first.notices + last.notices))
    return VerifyReport(tuple(last.problems), notices, len(first.held), first.versions, first.files)


class ArchiveCheck:
    """One pass over an archive."""

    def __init__(self, root: Path) -> None:
        self.root = root
        #: What the ledger says is kept: every line of it is read for that.
        self.held = LedgerIndex()
        self.problems: list[Problem] = []
        self.notices: list[str] = []
        #: Threads with problems.
        self.suspects: set[str] = set()
        self.versions = 0
        self.files = 0
        #: Threads that a running or killed writer was about to touch, and whether there is any such writer.
        self.unfinished: set[str] = set()
        self.is_busy = False

    def run(self, only: Iterable[str] | None, progress: VerifyProgress | None = None) -> None:
        """Check everything; of the threads only those in `only`, unless it is None."""
        for entries, _ in LedgerFile(self.root / paths.LEDGER).iter_batches(START):
            for entry in entries:
                self.held.apply(entry)
        self._check_staging()
        folders = self._find_folders()
        self._check_root(bool(folders))
        self._check_ledger(bool(folders))
        self._check_receipts()
        held = {each.id: each for each in self.held}
        threads = sorted(set(folders) | set(held)) if only is None else sorted(only)
        for number, thread in enumerate(threads, 1):
            before = len(self.problems)
            try:
                self._check_thread(thread, folders.get(thread, []), held.get(thread))
            except OSError as error:
                path = folders[thread][0] if thread in folders else self.root / paths.THREADS
                self._add_problem("damaged", path, f"cannot be read: {error.strerror}")
            if len(self.problems) > before:
                self.suspects.add(thread)
            if progress:
                progress(number, len(threads))

    def _add_problem(self, kind: ProblemKind, path: Path, message: str) -> None:
        self.problems.append(Problem(kind, PurePosixPath(path.relative_to(self.root).as_posix()), message))

    def _read(self, path: Path) -> bytes | None:
        """The bytes of a file, which counts as checked; None when there is none."""
        try:
            data = read_file(path)
        except FileNotFoundError:
            return None
        self.files += 1
        return data

    # -- the archive's own folder ----------------------------------------------------------------------------------

    def _check_staging(self) -> None:
        staging = self.root / paths.STAGING
        for name in paths.list_names(staging):
            self.is_busy = True
            self.unfinished.update(read_intents(staging / name))
            self.notices.append(f"{paths.STAGING}/{name}: unfinished work; the next write clears it")

    def _check_root(self, kept: bool) -> None:
        """The names in the archive's folder, and what describes it."""
        names = set(paths.list_names(self.root))
        if not names & paths.ROOT_NAMES:
            self.notices.append(f"{self.root}: there is no archive here")
            return
        for name in sorted(names - paths.ROOT_NAMES):
            if name in paths.HARMLESS or name.startswith("._"):
                self.notices.append(f"{name}: not ours, and harmless")
            else:
                self._add_problem("stray", self.root / name, "is not part of the archive: move it elsewhere")
        self._check_about(names, kept or paths.LEDGER in names)

    def _check_about(self, names: set[str], begun: bool) -> None:
        """ARCHIVE.json and README.txt; once there is something in the archive, neither may be missing."""
        for name in sorted({paths.ARCHIVE, paths.README} - names):
            if begun:
                self._add_problem("missing", self.root / name, "is missing")
        readmes = {sha256(README_TEXT.encode("utf-8"))}
        try:
            about = read_manifest(self.root)
        except DamagedError:
            self._add_problem("damaged", self.root / paths.ARCHIVE, "is not as it was written")
        else:
            readmes |= {about.readme} if about else set()
        path = self.root / paths.README
        if paths.README in names and sha256(read_file(path)) not in readmes:
            self._add_problem("damaged", path, "is not as it was written")

    def _check_ledger(self, kept: bool) -> None:
        """Every line by itself, its number, and its claim about the line before it."""
        path = self.root / paths.LEDGER
        if (data := self._read(path)) is None:
            if kept and not self.is_busy:
                self._add_problem("ledger", path, "is missing")
            return
        lines, tail = split_lines(data)
        previous, intact, expected = GENESIS, True, 1
        for number, line in enumerate(lines, 1):
            record = verify_checksum(line)
            entry = parse_entry(record) if record else None
            if record is None or entry is None:
                self._add_problem("ledger", path, f"line {number} is not as it was written")
                intact = False
            else:
                if entry.sequence != expected or (intact and record.get("previous") != previous):
                    self._add_problem("ledger", path, f"line {number} does not follow the line before it")
                expected, intact = entry.sequence, True
            previous = sha256(line)
            expected += 1
        if tail and self.is_busy:
            self.notices.append(f"{paths.LEDGER}: its last line is not finished; the next write cuts it")
        elif tail:
            self._add_problem("ledger", path, "its last line has no end")

    def _check_receipts(self) -> None:
        """Every report against its line in the ledger."""
        folder, known = self.root / paths.RECEIPTS, self.held.reports
        there = set(paths.list_names(folder))
        for name in sorted(there - {paths.format_report_name(receipt) for receipt in known}):
            if self.is_busy and paths.parse_report_name(name):
                self.notices.append(f"{paths.RECEIPTS}/{name}: an import that did not end; the next write finishes it")
            else:
                self._add_stray(folder / name)
        for receipt, digest in known.items():
            path = folder / paths.format_report_name(receipt)
            try:
                if sha256(read_file(path)) != digest:
                    self._add_problem("damaged", path, "is not as it was kept: its SHA-256 differs from the ledger's")
                self.files += 1
            except FileNotFoundError:
                self._add_problem("missing", path, "is missing")
            except OSError as error:
                self._add_problem("damaged", path, f"cannot be read: {error.strerror}")

    # -- the threads -----------------------------------------------------------------------------------------------

    def _find_folders(self) -> dict[str, list[Path]]:
        """The threads' folders by id; whatever else lies among them is a stray."""
        folders: dict[str, list[Path]] = {}
        top = self.root / paths.THREADS
        for shard in paths.list_names(top):
            if not paths.is_shard(shard) or not (top / shard).is_dir() or (top / shard).is_symlink():
                self._add_stray(top / shard)
                continue
            for name in paths.list_names(top / shard):
                path = top / shard / name
                parsed = paths.parse_thread_name(name)
                if parsed is None or parsed[1][:2] != shard or path.is_symlink() or not path.is_dir():
                    self._add_stray(path)
                else:
                    folders.setdefault(parsed[1], []).append(path)
        return folders

    def _add_stray(self, path: Path) -> None:
        if path.name in paths.HARMLESS or path.name.startswith("._"):
            self.notices.append(f"{path.relative_to(self.root)}: not ours, and harmless")
        else:
            self._add_problem("stray", path, "is not part of the archive: nobody kept it")

    def _check_thread(self, thread: str, folders: list[Path], held: LedgerEntryState | None) -> None:
        if held is None:
            for folder in folders:
                self._add_unknown(thread, folder)
            return
        if not folders:
            path = paths.find_shard(self.root, thread) / paths.format_thread_name("*", thread)
            self._add_problem("missing", path, "the folder of a kept thread is missing")
            return
        # After tampering there may be several: the one that holds what the ledger says is the thread's.
        versions = {paths.format_version_name(version) for version in held.versions}
        home = max(folders, key=lambda folder: len(versions & set(paths.list_names(folder))))
        for folder in folders:
            if folder != home:
                self._add_unknown(thread, folder)
        for name in paths.list_names(home):
            if name in versions or name in paths.BESIDE:
                continue
            if paths.parse_version_name(name):
                self._add_unknown(thread, home / name)
            else:
                self._add_stray(home / name)
        for version in held.versions.values():
            self._check_version(home / paths.format_version_name(version.number), version.bag)
        self._check_sidecar(thread, home / paths.STATE, held.state)
        self._check_sidecar(thread, home / paths.OBSERVATIONS, held.observations)

    def _add_unknown(self, thread: str, path: Path) -> None:
        """A folder that the ledger does not know: a write that is not finished, or something brought in."""
        name = path.relative_to(self.root)
        if thread in self.unfinished:
            self.notices.append(f"{name}: a write that did not end; the next write finishes it")
        elif self.held.find_ever(thread) and not self.held.get(thread):
            self._add_problem("stray", path, "was removed, and is here again: delete this folder")
        else:
            self._add_problem("stray", path, "is in no line of the ledger: brought in, or the ledger lost its end")

    def _check_version(self, path: Path, digest: str) -> None:
        if not path.is_dir() or path.is_symlink():
            self._add_problem("missing", path, "a kept version is missing")
            return
        self.versions += 1
        for kind, name, message in check_bag(path, digest):
            known: ProblemKind = "missing" if kind == "missing" else "stray" if kind == "stray" else "damaged"
            self._add_problem(known, path / name, message)
        self.files += 7

    def _check_sidecar(self, thread: str, path: Path, digest: str) -> None:
        """A file beside the versions, against the digest that the ledger has of it."""
        data = self._read(path)
        if (sha256(data) if data is not None else "") == digest:
            return
        if thread in self.unfinished:
            self.notices.append(f"{path.relative_to(self.root)}: an edit that did not end; the next write finishes it")
        elif data is None:
            self._add_problem("missing", path, "is missing")
        elif path.name == paths.OBSERVATIONS and (lines := parse_observations(data)[1]):
            self._add_problem("damaged", path, f"line {lines[0]} is not as it was written")
        else:
            kind: ProblemKind = "state" if path.name == paths.STATE else "damaged"
            self._add_problem(kind, path, "is not as it was kept: its SHA-256 differs from the ledger's")
