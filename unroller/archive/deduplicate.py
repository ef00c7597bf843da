"""Deposits on their way in: what they are written as, and whether the archive has them already.

When two captures are the same thread.
"""

from __future__ import annotations

import hashlib
import unicodedata
from collections.abc import Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass, field, replace
from pathlib import Path

import msgspec

from unroller.archive import paths
from unroller.archive.bagit import read_payload
from unroller.archive.catalog.interface import Catalog, StoredState
from unroller.archive.catalog.queries import LIKENESS
from unroller.archive.catalog.rows import CatalogRow
from unroller.archive.ledger import LedgerEntryState
from unroller.archive.model import AddStatus, NewThread, PreparedFiles, ThreadIdentity
from unroller.archive.paths import ID_LENGTH
from unroller.archive.sketches import compute_sketch, estimate_overlap
from unroller.archive.twins import contradicts, find_root_post, is_twin, knows_more, list_texts
from unroller.errors import UnrollerError
from unroller.model import Article, Thread
from unroller.regex import compile_re
from unroller.serialization import Record, dumps, thread_from_json, thread_record
from unroller.text import make_slug, replace_unprintable, split_words

#: Of the kept threads that look like a new one, so many are named, and loaded to be compared.
MOST_SIMILAR = 3


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
    sketch: str = ""
    record: Record = field(default_factory=dict)

    def build_payload(self) -> dict[str, bytes | Path]:
        """The files of its bag: bytes, or where they lie now."""
        prepared = self.deposit.prepared
        self.record = (
            msgspec.json.decode(prepared.record)
            if prepared
            else thread_record(self.deposit.thread, self.deposit.article)
        )
        return {
            paths.format_source_name(self.deposit.capture.name): self.deposit.capture.data,
            "thread.json": prepared.record if prepared else dumps(self.record).encode("utf-8"),
            "article.md": prepared.article if prepared else _encode_article(self.deposit.markdown),
            **{f"media/{name}": path for name, path in self.deposit.media.items() if paths.is_media_name(name)},
        }


@dataclass(frozen=True, slots=True)
class DuplicateCheck:
    """The result for a candidate: where it is stored already, or where it will be; a new one with the rows of kept
    threads that look like it."""

    candidate: AddCandidate
    status: AddStatus
    id: str
    version: int
    similar: tuple[CatalogRow, ...] = ()


def build_candidate(deposit: NewThread) -> AddCandidate:
    """The deposit with its identity."""
    prepared = deposit.prepared
    identity = prepared.identity if prepared else identify(deposit.thread)
    sketch = prepared.sketch if prepared else compute_sketch(list_texts(deposit.thread))
    return AddCandidate(
        deposit, identity, make_slug(deposit.article.title), find_root_post(deposit.thread), sketch=sketch
    )


def prepare(new: NewThread) -> NewThread:
    """A thread to keep with what can be made of it without the archive, in any process."""
    prepared = PreparedFiles(
        identify(new.thread),
        compute_sketch(list_texts(new.thread)),
        dumps(thread_record(new.thread, new.article)).encode("utf-8"),
        _encode_article(new.markdown),
    )
    return replace(new, prepared=prepared, article=Article(new.article.title, ()), markdown="")


def _encode_article(markdown: str) -> bytes:
    return replace_unprintable(markdown).encode("utf-8")


class StoredThreads:
    """The kept threads as they are asked about when others come in: loaded once, and none that is damaged."""

    def __init__(self, root: Path, holdings: StoredState, catalog: Catalog) -> None:
        self.root = root
        self.holdings = holdings
        self._catalog = catalog
        self._loaded: dict[tuple[str, int], Thread | None] = {}

    def load_latest(self, thread: str) -> Thread | None:
        """The newest version of a kept thread as it was read; None where it cannot be read."""
        held = self.holdings.get(thread)
        if held is None:
            return None
        key = thread, held.latest.number
        if key not in self._loaded:
            self._loaded[key] = self._load(thread, held)
        return self._loaded[key]

    def _load(self, thread: str, held: LedgerEntryState) -> Thread | None:
        for folder in paths.find_thread_folders(self.root, thread):
            bag = folder / paths.format_version_name(held.latest.number)
            with suppress(UnrollerError, OSError):
                return thread_from_json(read_payload(bag, "thread.json", held.latest.bag))
        return None

    def list_similar(self, candidate: AddCandidate) -> list[CatalogRow]:
        """The rows of kept threads that look like the candidate, the likest first: none that is private, for what is
        private is not told of, and none that is known to begin with another post."""
        found = []
        for line, _ in self._catalog.find_similar(candidate.sketch) if candidate.sketch else ():
            other = line.root and candidate.root and line.root != candidate.root
            apart = other and line.platform == candidate.deposit.thread.platform
            if not apart and line.visibility == "public" and self.holdings.get(line.thread):
                found.append(line)
        return found[:MOST_SIMILAR]


def find_stored(threads: StoredThreads, candidate: AddCandidate) -> tuple[str, int] | None:
    """(id, version) of the kept thread that the candidate is, read from the same bytes or with the same words.

    The same words under another post of the network are another thread: an account may say the same thing twice. The
    same words with more known of who said them, and where, are not there yet: see :func:`find_twin`. What a person
    joins to a thread is there when that thread has been read from the same bytes.
    """
    identity = candidate.identity
    if into := candidate.deposit.into:
        there = threads.holdings.find_by_capture(identity.capture)
        return there if there and there[0] == into else None
    if there := threads.holdings.find_by_capture(identity.capture):
        return there
    for there in threads.holdings.find_by_fingerprint(identity.fingerprint):
        if candidate.root is not None and there[0] == identity.id:
            return there
        latest = threads.load_latest(there[0])
        if latest is None or not knows_more(candidate.deposit.thread, latest):
            if latest is None or candidate.root is None or not contradicts(latest, candidate.deposit.thread):
                return there
        elif candidate.root is None and contradicts(latest, candidate.deposit.thread):
            return there
    return None


def find_twin(threads: StoredThreads, candidate: AddCandidate, similar: Sequence[CatalogRow]) -> str | None:
    """The kept thread of which the candidate is certain to be another capture: under the name of an earlier one, with
    the same words and more known of them, or with a few words edited; None when there is none."""
    if name := threads.holdings.find_by_name(candidate.identity.id):
        return name
    if candidate.deposit.private:
        return None
    same = [there[0] for there in threads.holdings.find_by_fingerprint(candidate.identity.fingerprint)]
    for thread in dict.fromkeys([*same, *(line.thread for line in similar)]):
        latest = threads.load_latest(thread)
        if latest is not None and is_newer_capture(latest, candidate.deposit.thread):
            return thread
    return None


def is_newer_capture(older: Thread, newer: Thread) -> bool:
    """Whether `newer` becomes the next version of `older`, though by itself it has another id."""
    if contradicts(older, newer):
        return False
    same = compute_fingerprint(older) == compute_fingerprint(newer)
    return (same and knows_more(newer, older)) or is_twin(older, newer)


def is_same(one: AddCandidate, two: AddCandidate) -> bool:
    """Whether two candidates of a group are one thread in one version."""
    if one.identity.capture == two.identity.capture:
        return True
    alike = one.identity.fingerprint == two.identity.fingerprint
    return (
        alike
        and (one.root is None or two.root is None or one.root == two.root)
        and not knows_more(two.deposit.thread, one.deposit.thread)
    )


def check_duplicates(threads: StoredThreads, candidates: Sequence[AddCandidate]) -> list[DuplicateCheck]:
    """What is to become of each candidate, by what is kept and by the candidates before it in the group."""
    verdicts: list[DuplicateCheck] = []
    for candidate in candidates:
        there = find_stored(threads, candidate)
        new = [one for one in verdicts if one.status != "present"]
        there = there or next(((one.id, one.version) for one in new if is_same(one.candidate, candidate)), None)
        if there:
            verdicts.append(DuplicateCheck(candidate, "present", *there))
            continue
        name, similar = candidate.deposit.into or candidate.identity.id, threads.list_similar(candidate)
        pending = [one for one in new if one.id == name]
        if not (pending or threads.holdings.get(name)):
            name = find_twin(threads, candidate, similar) or _find_new_twin(new, candidate) or name
            pending = [one for one in new if one.id == name]
        status: AddStatus = "updated" if pending or threads.holdings.get(name) else "added"
        next_free = _find_next_version(threads.root, threads.holdings, name)
        version = max([next_free - 1, *(one.version for one in pending)]) + 1
        others = tuple(line for line in similar if line.thread != name)
        verdicts.append(DuplicateCheck(candidate, status, name, version, others if status == "added" else ()))
    return verdicts


def _find_new_twin(new: Sequence[DuplicateCheck], candidate: AddCandidate) -> str | None:
    """The thread among those of the same group of which the candidate is another capture."""
    if candidate.deposit.private:
        return None
    for one in reversed(new):
        near = estimate_overlap(one.candidate.sketch, candidate.sketch) >= LIKENESS
        if near and not one.candidate.deposit.private:
            newest = next(other for other in reversed(new) if other.id == one.id)
            if is_newer_capture(newest.candidate.deposit.thread, candidate.deposit.thread):
                return one.id
    return None


def _find_next_version(root: Path, holdings: StoredState, thread: str) -> int:
    """One more than any version ever had, in the ledger or on the disk: numbers are never used twice."""
    ever = holdings.find_ever(thread)
    on_disk = [v for folder in paths.find_thread_folders(root, thread) for v in paths.list_versions(folder)]
    return max([ever.highest if ever else 0, *on_disk]) + 1


#: Emoji and other symbols, signs of calculation, signs of currencies.
_SIGNS = frozenset({"So", "Sm", "Sc"})
#: What may be one: most characters are not, and asking about each of them takes long.
_PERHAPS_SIGN = compile_re(r"[$+<=>|~]|[^\x00-\x7f\w\s]")


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
