"""Summaries of the kept threads: from a cache beside the ledger, else from the threads themselves.

The ledger holds no titles, for it is never edited and a removed thread must leave no words behind. The cache may be
deleted at any time. Its lines are appended without a flush, so a power cut may tear or lose some; each has a checksum
and the digests of the bag and the state it was built from: a damaged, stale or missing line is rebuilt from the thread.
"""

from __future__ import annotations

import os
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from threading import RLock

from unroller.archive import paths
from unroller.archive.bagit import read_payload
from unroller.archive.checksummed_lines import add_checksum, convert_record, split_lines, verify_checksum
from unroller.archive.fsync import OPEN_MODE, write_all
from unroller.archive.ledger import LedgerEntryState
from unroller.archive.model import Summary
from unroller.archive.sidecars import read_observations, read_state
from unroller.archive.sketches import LOOKED_UP, compute_sketch, estimate_overlap, hash_post, split_hashes
from unroller.edits import ThreadEdits, apply_edits
from unroller.errors import UnrollerError
from unroller.model import PLATFORMS, Observation
from unroller.networks import parse_post_url
from unroller.serialization import thread_from_record, thread_record
from unroller.serialization.codec import Record, loads, upgrade_record
from unroller.urls.address import get_host

MOST_HASHTAGS = 20
#: Of the sites that a thread's sources are on, so many are listed; of its first words, so many characters.
MOST_SITES = 12
MOST_OPENING = 220
#: Posts whose words stand in a thread, its own and those it quotes, that a line names.
MOST_SEEN = 1_000
#: Threads with the same rarest words that are compared by their sketches; those that share so much look alike.
MOST_COMPARED, LIKENESS = 60, 0.5
#: The count of words in a line of an older program, which lacks fields: it is rebuilt from the thread.
_UNCOUNTED = -1


@dataclass(frozen=True, slots=True)
class CatalogLine:
    """One line of the cache: a summary's words, and the digests of the bag, the state and the observations that they
    were taken from. `root` is the id of the first post, and `sketch` that of the words, as they were read."""

    thread: str
    bag: str
    state: str
    slug: str
    title: str
    author: str | None
    author_name: str | None
    published: str | None
    posts: int
    platform: str | None
    hashtags: tuple[str, ...]
    tags: tuple[str, ...] = ()
    sites: tuple[str, ...] = ()
    words: int = 0
    opening: str = ""
    observations: str = ""
    links: tuple[tuple[str, int], ...] = ()
    visibility: str = "public"
    root: str = ""
    sketch: str = ""
    seen_posts: str = ""

    @property
    def taken_from(self) -> tuple[str, str, str]:
        """The digests of what it was taken from."""
        return self.bag, self.state, self.observations

    @property
    def is_complete(self) -> bool:
        """Whether it says all that is listed today."""
        return self.words != _UNCOUNTED

    def to_summary(self, held: LedgerEntryState) -> Summary:
        """The summary of a thread that this line is of."""
        platform = next((name for name in PLATFORMS if name == self.platform), None)
        return Summary(
            self.thread, self.slug, self.title, self.author, self.author_name, self.published, held.added,
            self.posts, held.latest.number, platform, self.hashtags, self.tags, self.sites, self.words, self.opening,
            self.links, "public" if self.visibility == "public" else "private", self.seen_posts,
        )  # fmt: skip


def build_line(
    record: Record,
    *,
    held_as: tuple[str, str],
    bag: str,
    state: ThreadEdits | None = None,
    digest: str = "",
    seen: Iterable[Observation] = (),
    observations: str = "",
    sketch: str | None = None,
) -> CatalogLine:
    """The line of a thread held as (id, slug), from its record, its bag's digest, its state with its digest, and what
    was `seen` of its sources, with the digest of that. `sketch` is that of its words as read, where it is known."""
    read = record
    if state and state.mends:
        from unroller.article import build_article

        thread = apply_edits(thread_from_record(record), state).thread
        record = thread_record(thread, build_article(thread))
    author = record["author"] or {"handle": None, "name": None}
    links = (link for post in record["posts"] for link in post["links"])
    tags = dict.fromkeys(link["text"].lstrip("#＃") for link in links if link["kind"] == "hashtag")
    return CatalogLine(
        thread=held_as[0],
        bag=bag,
        state=digest,
        slug=held_as[1],
        title=(state.title if state else None) or record["title"],
        author=author["handle"],
        author_name=author["name"],
        published=record["published"]["value"],
        posts=len(record["posts"]),
        platform=record["platform"],
        hashtags=tuple(tags)[:MOST_HASHTAGS],
        tags=state.tags if state else (),
        sites=_find_sites(record),
        words=record.get("words", 0),
        opening=_extract_opening(record),
        observations=observations,
        links=_count_links(record, seen),
        visibility=state.visibility if state else "public",
        root=read["id"] or next((post["id"] for post in read["posts"]), None) or "",
        sketch=compute_sketch(_iter_texts(read)) if sketch is None else sketch,
        seen_posts=_list_seen_posts(read, seen),
    )


def _iter_texts(record: Record) -> Iterator[str]:
    """The texts of the posts as :func:`unroller.archive.twins.list_texts` gives them."""
    for post in record["posts"]:
        yield "".join(run["text"] if run.get("kind") != "url" else " " for run in post["runs"])


def _list_seen_posts(record: Record, seen: Iterable[Observation]) -> str:
    """The posts whose words stand in a thread, by network and id; those that were looked up among them."""
    platform = record["platform"]
    found = [hash_post(platform, post["id"]) for post in (*record["posts"], *record["others"]) if post["id"]]
    for post in (*record["posts"], *record["others"]):
        addresses = (parse_post_url(quote["url"]) for quote in post["quotes"] if quote["url"] and quote["text"])
        found += [hash_post(address.platform, address.id) for address in addresses if address]
    looked_up = (parse_post_url(one.url) for one in seen if one.description and one.description.quote)
    found += [hash_post(address.platform, address.id) for address in looked_up if address]
    return "".join(dict.fromkeys(found[:MOST_SEEN]))


def _count_links(record: Record, seen: Iterable[Observation]) -> tuple[tuple[str, int], ...]:
    """How many of the sources with an address are in each state, ``unseen`` where nobody looked."""
    from unroller.article.sources import index_observations  # brings how posts are stitched; a list does without

    known = index_observations(seen)
    states = Counter(
        look.state if (look := known.of(source["url"])) else "unseen" for source in record["sources"] if source["url"]
    )
    return tuple(sorted(states.items()))


def _find_sites(record: Record) -> tuple[str, ...]:
    """The hosts of the pages among the sources, each once."""
    hosts = (get_host(source["url"]) for source in record["sources"] if source["url"] and source["kind"] == "page")
    return tuple(dict.fromkeys(name.removeprefix("www.") for name in hosts if name))[:MOST_SITES]


def _extract_opening(record: Record) -> str:
    """The first words that the title does not say, cut between words."""
    title = " ".join(str(record["title"]).split())
    texts: list[str] = []
    for block in record["blocks"]:
        parts = [*block.get("parts", ()), *(part for item in block.get("items", ()) for part in item["parts"])]
        text = " ".join(" ".join(part["text"].split()) for part in parts)
        if text and not (not texts and text == title):
            texts.append(text)
        if sum(map(len, texts)) > MOST_OPENING:
            break
    whole, begun = " ".join(texts), title.rstrip("…. ")
    if begun and whole.startswith(begun):
        rest = whole[len(begun) :].lstrip(".,:;!?…–—- ")
        whole = f"…{rest}" if title.endswith("…") and rest else rest
    if len(whole) <= MOST_OPENING:
        return whole
    return whole[:MOST_OPENING].rpartition(" ")[0].rstrip(".,;:–—-… ") + "…"


def rebuild_line(root: Path, held: LedgerEntryState) -> CatalogLine:
    """The line of a held thread, rebuilt from its folder; the title of a damaged thread is its folder's name."""
    folders = paths.find_thread_folders(root, held.id)
    parsed = paths.parse_thread_name(folders[0].name) if folders else None
    slug = parsed[0] if parsed else "thread"
    bag, digest = held.latest.bag, held.state
    try:
        data = read_payload(folders[0] / paths.format_version_name(held.latest.number), "thread.json", bag)
        state, _ = read_state(folders[0])
        seen = read_observations(folders[0]) if held.observations else ()
        return build_line(
            upgrade_record(loads(data)), held_as=(held.id, slug), bag=bag, state=state, digest=digest, seen=seen,
            observations=held.observations,
        )  # fmt: skip
    except (UnrollerError, OSError, IndexError, KeyError, TypeError, AttributeError):
        return CatalogLine(
            held.id,
            bag,
            digest,
            slug,
            slug.replace("-", " "),
            None,
            None,
            None,
            0,
            None,
            (),
            observations=held.observations,
            visibility=_read_visibility(folders[0], held) if folders else "private",
        )


def _read_visibility(folder: Path, held: LedgerEntryState) -> str:
    """Who may see a damaged thread: its keeper alone, where that is not known."""
    try:
        return read_state(folder)[0].visibility if held.state else "public"
    except (UnrollerError, OSError):
        return "private"


def _index_line(by_hash: dict[str, list[str]], line: CatalogLine) -> None:
    for value in split_hashes(line.sketch)[:LOOKED_UP]:
        by_hash.setdefault(value, []).append(line.thread)


def encode_line(line: CatalogLine) -> bytes:
    """A cache line with its line feed."""
    return add_checksum({name: getattr(line, name) for name in CatalogLine.__slots__}) + b"\n"


def decode_line(data: bytes) -> CatalogLine | None:
    """The cache line in `data`, or None when it is not one as it was written."""
    record = verify_checksum(data)
    if record is None:
        return None
    if not {"links", "words", "sketch"} <= record.keys():
        record["words"] = _UNCOUNTED
    line = convert_record(record, CatalogLine)
    return line if line and paths.is_id(line.thread) and paths.is_slug(line.slug) else None


class Catalog:
    """The cache as last read."""

    def __init__(self, root: Path) -> None:
        self._root = root
        self._guard = RLock()
        #: Ids by the first hashes of their sketches; built when a thread is first looked for by its words.
        self._by_hash: dict[str, list[str]] | None = None
        self._path = root / paths.CATALOGUE
        self._lines: dict[str, CatalogLine] = {}
        self._end = 0
        self._inode = 0
        #: How often what was read has changed.
        self.changes = 0
        #: Lines rebuilt from the threads, which the next writer adds to the file.
        self._made: dict[str, CatalogLine] = {}

    def refresh(self) -> None:
        """Take in what was appended to the file since."""
        with self._guard:
            self._refresh()

    def _refresh(self) -> None:
        try:
            file = self._path.open("rb")
        except OSError:
            self._lines, self._end, self._by_hash = {}, 0, None
            return
        with file:
            stats = os.fstat(file.fileno())
            if stats.st_ino != self._inode or stats.st_size < self._end:
                self._lines, self._end, self._inode, self._by_hash = {}, 0, stats.st_ino, None
            if stats.st_size == self._end:
                return
            self.changes += 1
            file.seek(self._end)
            for data in split_lines(file.read())[0]:
                self._end += len(data) + 1
                if line := decode_line(data):
                    self._lines[line.thread] = line
                    if self._by_hash is not None:
                        _index_line(self._by_hash, line)

    def find_similar(self, sketch: str) -> list[tuple[CatalogLine, float]]:
        """The lines of threads with many of the same words, the likest first, each with how much they share. Lines of
        an older program know no sketch; the next list makes them anew."""
        with self._guard:
            self._refresh()
            if self._by_hash is None:
                self._by_hash = {}
                for line in self._lines.values():
                    _index_line(self._by_hash, line)
            first = split_hashes(sketch)[:LOOKED_UP]
            near = dict.fromkeys(one for value in first for one in self._by_hash.get(value, ())[-MOST_COMPARED:])
            lines = [self._lines[thread] for thread in near if thread in self._lines]
        found = [(line, estimate_overlap(sketch, line.sketch)) for line in lines]
        return sorted((one for one in found if one[1] >= LIKENESS), key=lambda one: -one[1])

    def get_summary(self, held: LedgerEntryState) -> Summary:
        """The summary of a held thread."""
        for lines in (self._lines, self._made):
            line = lines.get(held.id)
            if line and line.taken_from == (held.latest.bag, held.state, held.observations) and line.is_complete:
                return line.to_summary(held)
        line = self._made[held.id] = rebuild_line(self._root, held)
        return line.to_summary(held)

    def append(self, lines: Iterable[CatalogLine]) -> None:
        """Append lines, and those rebuilt meanwhile; under the archive's lock. Not flushed: it is a cache.

        Raises:
            OSError: the caller may ignore it.
        """
        rebuilt, self._made = self._made, {}
        data = b"".join(encode_line(line) for line in [*rebuilt.values(), *lines])
        flags = os.O_RDWR | os.O_CREAT | os.O_APPEND | os.O_NOFOLLOW | os.O_CLOEXEC
        descriptor = os.open(self._path, flags, OPEN_MODE)
        try:
            size = os.fstat(descriptor).st_size
            if size and os.pread(descriptor, 1, size - 1) != b"\n":  # a power cut tore the last line: cut it
                os.ftruncate(descriptor, os.pread(descriptor, size, 0).rfind(b"\n") + 1)
            write_all(descriptor, data)
        finally:
            os.close(descriptor)

    def encode_without(self, thread: str) -> bytes:
        """The whole cache file anew, without one thread and without stale lines."""
        self.refresh()
        self._made.pop(thread, None)
        return b"".join(encode_line(line) for line in self._lines.values() if line.thread != thread)
