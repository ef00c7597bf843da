"""Deposits on their way in: what they are written as, and whether the archive has them already."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path

from unroller.archive import paths
from unroller.archive.bagit import bag_digest, read_payload
from unroller.archive.identity import Identity, by_words, identify, root_post
from unroller.archive.ledger_index import Held, Holdings
from unroller.archive.model import Deposit, Status
from unroller.errors import UnrollerError
from unroller.serialization import Record, dumps, loads, thread_from_record, thread_record
from unroller.text import make_slug, replace_unprintable


@dataclass(slots=True)
class Candidate:
    """A deposit on its way in. Once it is staged, the folder `staged` holds its bag as ``v0001``, and `state` is the
    digest of the state.json beside that, if it has one."""

    deposit: Deposit
    identity: Identity
    slug: str
    root: str | None = None
    staged: Path | None = None
    bag: str = ""
    state: str = ""
    record: Record = field(default_factory=dict)

    def payload(self) -> dict[str, bytes | Path]:
        """The files of its bag: bytes, or where they lie now."""
        self.record = thread_record(self.deposit.thread, self.deposit.article)
        return {
            paths.source_name(self.deposit.capture.name): self.deposit.capture.data,
            "thread.json": dumps(self.record).encode("utf-8"),
            "article.md": replace_unprintable(self.deposit.markdown).encode("utf-8"),
            **{f"media/{name}": path for name, path in self.deposit.media.items() if paths.is_media_name(name)},
        }


@dataclass(frozen=True, slots=True)
class Verdict:
    """What is to become of a candidate: where it stands already, or where it goes."""

    candidate: Candidate
    status: Status
    id: str
    version: int


def candidate_of(deposit: Deposit) -> Candidate:
    """The deposit with its identity."""
    identity = identify(deposit.thread)
    return Candidate(deposit, identity, make_slug(deposit.article.title), root_post(deposit.thread))


def kept_as(root: Path, holdings: Holdings, candidate: Candidate) -> tuple[str, int] | None:
    """(id, version) of the kept thread that the candidate is, read from the same bytes or with the same words.

    The same words under another post of the network are another thread: an account may say the same thing twice.
    """
    identity = candidate.identity
    if there := holdings.by_capture(identity.capture):
        return there
    same = holdings.by_fingerprint(identity.fingerprint)
    for there in same:
        if there[0] == identity.id or candidate.root is None or there[0] == by_words(identity.fingerprint):
            return there
    return next((there for there in same if _begins_alike(root, holdings.get(there[0]), there, candidate.root)), None)


def the_same(one: Candidate, two: Candidate) -> bool:
    """Whether two candidates of a group are one thread in one version."""
    if one.identity.capture == two.identity.capture:
        return True
    alike = one.identity.fingerprint == two.identity.fingerprint
    return alike and (one.root is None or two.root is None or one.root == two.root)


def _begins_alike(root: Path, held: Held | None, there: tuple[str, int], post: str | None) -> bool:
    """Whether a kept thread begins with `post`, or does not say with which; so too where it cannot be read."""
    version = held.versions.get(there[1]) if held else None
    if version is None:
        return True
    for folder in paths.thread_folders(root, there[0]):
        bag = folder / paths.version_name(there[1])
        try:
            thread = thread_from_record(loads(read_payload(bag, "thread.json", bag_digest(bag) or "")))
        except (UnrollerError, OSError):
            continue
        return root_post(thread) in (None, post)
    return True


def judge(root: Path, holdings: Holdings, candidates: Sequence[Candidate]) -> list[Verdict]:
    """What is to become of each candidate, by the ledger alone and by the candidates before it in the group."""
    verdicts: list[Verdict] = []
    for candidate in candidates:
        there = kept_as(root, holdings, candidate)
        new = (one for one in verdicts if one.status != "present" and the_same(one.candidate, candidate))
        there = there or next(((one.id, one.version) for one in new), None)
        if there:
            verdicts.append(Verdict(candidate, "present", *there))
            continue
        name = candidate.identity.id
        pending = [one.version for one in verdicts if one.id == name and one.status != "present"]
        status: Status = "updated" if pending or holdings.get(name) else "added"
        version = max([_next_version(root, holdings, name) - 1, *pending]) + 1
        verdicts.append(Verdict(candidate, status, name, version))
    return verdicts


def _next_version(root: Path, holdings: Holdings, thread: str) -> int:
    """One more than any version ever had, in the ledger or on the disk: numbers are never given twice."""
    ever = holdings.ever(thread)
    on_disk = [v for folder in paths.thread_folders(root, thread) for v in paths.versions_in(folder)]
    return max([ever.highest if ever else 0, *on_disk]) + 1
