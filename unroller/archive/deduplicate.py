"""Deposits on their way in: what they are written as, and whether the archive has them already.

When two captures are the same thread.
"""

from __future__ import annotations

import hashlib
import re
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from unroller.archive import paths
from unroller.archive.bagit import read_bag_digest, read_payload
from unroller.archive.ledger import LedgerEntryState, LedgerIndex
from unroller.archive.model import AddStatus, NewThread
from unroller.archive.paths import ID_LENGTH
from unroller.errors import UnrollerError
from unroller.model import Thread
from unroller.serialization import Record, dumps, thread_from_json, thread_record
from unroller.text import make_slug, replace_unprintable, split_words


@dataclass(slots=True)
class AddCandidate:
    """A deposit on its way in. Once it is staged, the folder `staged` holds its bag as ``v0001``, and `state` is the
    digest of the state.json beside that, if it has one."""

    deposit: NewThread
    identity: ThreadIdentity
    slug: str
    root: str | None = None
    staged: Path | None = None
    bag: str = ""
    state: str = ""
    record: Record = field(default_factory=dict)

    def build_payload(self) -> dict[str, bytes | Path]:
        """The files of its bag: bytes, or where they lie now."""
        self.record = thread_record(self.deposit.thread, self.deposit.article)
        return {
            paths.format_source_name(self.deposit.capture.name): self.deposit.capture.data,
            "thread.json": dumps(self.record).encode("utf-8"),
            "article.md": replace_unprintable(self.deposit.markdown).encode("utf-8"),
            **{f"media/{name}": path for name, path in self.deposit.media.items() if paths.is_media_name(name)},
        }


@dataclass(frozen=True, slots=True)
class DuplicateCheck:
    """The result for a candidate: where it is stored already, or where it will be."""

    candidate: AddCandidate
    status: AddStatus
    id: str
    version: int


def build_candidate(deposit: NewThread) -> AddCandidate:
    """The deposit with its identity."""
    identity = identify(deposit.thread)
    return AddCandidate(deposit, identity, make_slug(deposit.article.title), find_root_post(deposit.thread))


def find_stored(root: Path, holdings: LedgerIndex, candidate: AddCandidate) -> tuple[str, int] | None:
    """(id, version) of the kept thread that the candidate is, read from the same bytes or with the same words.

    The same words under another post of the network are another thread: an account may say the same thing twice.
    """
    identity = candidate.identity
    if there := holdings.find_by_capture(identity.capture):
        return there
    same = holdings.find_by_fingerprint(identity.fingerprint)
    for there in same:
        if there[0] == identity.id or candidate.root is None or there[0] == hash_words(identity.fingerprint):
            return there
    return next((there for there in same if _has_same_root(root, holdings.get(there[0]), there, candidate.root)), None)


def is_same(one: AddCandidate, two: AddCandidate) -> bool:
    """Whether two candidates of a group are one thread in one version."""
    if one.identity.capture == two.identity.capture:
        return True
    alike = one.identity.fingerprint == two.identity.fingerprint
    return alike and (one.root is None or two.root is None or one.root == two.root)


def _has_same_root(root: Path, held: LedgerEntryState | None, there: tuple[str, int], post: str | None) -> bool:
    """Whether a kept thread begins with `post`, or does not say with which; so too where it cannot be read."""
    version = held.versions.get(there[1]) if held else None
    if version is None:
        return True
    for folder in paths.find_thread_folders(root, there[0]):
        bag = folder / paths.format_version_name(there[1])
        try:
            thread = thread_from_json(read_payload(bag, "thread.json", read_bag_digest(bag) or ""))
        except (UnrollerError, OSError):
            continue
        return find_root_post(thread) in (None, post)
    return True


def check_duplicates(root: Path, holdings: LedgerIndex, candidates: Sequence[AddCandidate]) -> list[DuplicateCheck]:
    """What is to become of each candidate, by the ledger alone and by the candidates before it in the group."""
    verdicts: list[DuplicateCheck] = []
    for candidate in candidates:
        there = find_stored(root, holdings, candidate)
        new = (one for one in verdicts if one.status != "present" and is_same(one.candidate, candidate))
        there = there or next(((one.id, one.version) for one in new), None)
        if there:
            verdicts.append(DuplicateCheck(candidate, "present", *there))
            continue
        name = candidate.identity.id
        pending = [one.version for one in verdicts if one.id == name and one.status != "present"]
        status: AddStatus = "updated" if pending or holdings.get(name) else "added"
        version = max([_find_next_version(root, holdings, name) - 1, *pending]) + 1
        verdicts.append(DuplicateCheck(candidate, status, name, version))
    return verdicts


def _find_next_version(root: Path, holdings: LedgerIndex, thread: str) -> int:
    """One more than any version ever had, in the ledger or on the disk: numbers are never used twice."""
    ever = holdings.find_ever(thread)
    on_disk = [v for folder in paths.find_thread_folders(root, thread) for v in paths.list_versions(folder)]
    return max([ever.highest if ever else 0, *on_disk]) + 1


#: Emoji and other symbols, signs of calculation, signs of currencies.
_SIGNS = frozenset({"So", "Sm", "Sc"})
#: What may be one: most characters are not, and asking about each of them takes long.
_PERHAPS_SIGN = re.compile(r"[$+<=>|~]|[^\x00-\x7f\w\s]")


@dataclass(frozen=True, slots=True)
class ThreadIdentity:
    """`id` names the thread; `fingerprint` its text, in any format; `capture` these bytes, read at this place."""

    id: str
    fingerprint: str
    capture: str


def identify(thread: Thread) -> ThreadIdentity:
    """The identity of a thread: by its network, account and root post where these are known, else by its text.

    The account is part of it because ids are only unique within one (Bluesky) or within a server (Mastodon), and so
    that a wrong address in one capture can never make its thread pass for a newer capture of somebody else's.
    """
    text = compute_fingerprint(thread)
    root = find_root_post(thread)
    account = (thread.author.id or thread.author.handle.casefold()) if thread.author else ""
    known = thread.platform and root
    name = _hash_text(f"{thread.platform}:{account}:{root}")[:ID_LENGTH] if known else hash_words(text)
    return ThreadIdentity(name, text, _hash_text(f"{thread.capture.sha256}:{locate_thread(thread)}"))


def hash_words(fingerprint: str) -> str:
    """The name of a thread of which nothing is known but its words."""
    return _hash_text(f"text:{fingerprint}")[:ID_LENGTH]


def find_root_post(thread: Thread) -> str | None:
    """The id of the thread's first post on its network; None when the capture does not tell it."""
    return thread.id or (thread.posts[0].id if thread.posts else None)


def locate_thread(thread: Thread) -> str:
    """Where in its capture the thread was found: one capture may hold several threads."""
    root = find_root_post(thread)
    if root:
        return f"id {root}"
    line = thread.posts[0].line if thread.posts else None
    return f"line {line}" if line is not None else "whole"


def compute_fingerprint(thread: Thread) -> str:
    """Hex SHA-256 of the words and signs of all posts, in order, casefolded.

    Line breaks, spacing, punctuation and the borders between posts do not count: sites differ in them. Signs such as
    ``+`` and emoji do: they tell short posts apart.
    """
    return _hash_text("\n".join(_iter_tokens(" ".join(post.text for post in thread.posts))))


def _iter_tokens(text: str) -> Iterator[str]:
    """The words of `text` and its signs; of a text with neither, every visible character."""
    tokens = split_words(text)
    signs = [c for c in _PERHAPS_SIGN.findall(text) if unicodedata.category(c) in _SIGNS]
    if tokens or signs:
        yield from tokens
        yield "".join(signs)
    else:
        yield from "".join(text.split())


def _hash_text(text: str) -> str:
    return hashlib.sha256(text.encode("utf-8", "replace")).hexdigest()
