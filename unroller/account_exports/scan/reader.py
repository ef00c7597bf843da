"""Threads out of a scan: a chain's records read in full, its quotes and media filled in, and what is kept of it."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, field, replace
from pathlib import Path

import msgspec

from unroller.account_exports import ExportFormat, kept_records
from unroller.account_exports.base import Limit, LostPart, ParsedPost, PostContext, RecordError
from unroller.account_exports.kept_records import merge_quotes
from unroller.account_exports.scan.index import ScanIndex
from unroller.account_exports.scan.json_stream import read_repaired
from unroller.account_exports.thread_builder import NeighbouringThreads, build_thread
from unroller.account_exports.threading import ReplyChain
from unroller.model import Account, Attachment, CaptureInfo, Platform, Thread

#: What fetches media: names in, a file and what is wrong with it out.
FetchMedia = Callable[[Sequence[str]], tuple[Path | None, str]]
_MOST_QUOTES = 500
_NONE: Mapping[str, Sequence[bytes]] = {}


@dataclass(frozen=True)
class ExportedThread:
    """A thread, the document of its records, its media by the names they are kept under, and what went wrong.

    `limit` is who alone may see it, if any of its posts is not for everybody. `lost_media` counts the files that its
    posts name and that the export should hold.
    """

    thread: Thread
    document: bytes
    media: dict[str, Path] = field(default_factory=dict)
    wrong: tuple[str, ...] = ()
    limit: Limit | None = None
    lost_media: int = 0


class ThreadReader:
    """Reads the chains of a scan. `fetch` brings media; without it they stay as addresses."""

    def __init__(self, scan: ScanIndex, formats: Sequence[ExportFormat], fetch: FetchMedia | None = None) -> None:
        self.scan = scan
        self.format = next(export_format for export_format in formats if export_format.name == scan.format)
        self._fetch = fetch
        self.expects_media = fetch is not None and bool(scan.meta.get("expects_media"))

    def find_chain(self, variant: str, root: str) -> tuple[ReplyChain, str]:
        """A chain by its first post, and the id of its author (empty for the export's owner)."""
        row = next(
            self.scan.query("SELECT body, author FROM chain WHERE variant=? AND root=? LIMIT 1", (variant, root)),
            (None, ""),
        )
        if row[0] is None:
            answered, foreign = self._find_answered(root)
            return ReplyChain(root, (root,), answers=answered, foreign=foreign), row[1]
        return msgspec.json.decode(row[0], type=ReplyChain), row[1]

    def _find_answered(self, root: str) -> tuple[str | None, bool]:
        """The post that a single one answers, and whether it is known to be somebody else's."""
        row = next(
            self.scan.query(
                "SELECT parent, parent_author IS NOT NULL AND parent_author<>author FROM post "
                "WHERE id=? AND state IS NULL AND NOT own",
                (root,),
            ),
            (None, False),
        )
        return row[0], bool(row[1])

    def read_thread(
        self, variant: str, root: str, capture: CaptureInfo | None = None, notes: Mapping[str, Sequence[bytes]] = _NONE
    ) -> ExportedThread:
        """The thread that begins with `root`. `capture` is what it was read from, where that is not its document.

        `notes` are long texts that the export lacks, by their keys in `PostContext.notes`.
        """
        chain, author = self.find_chain(variant, root)
        return _ThreadReading(self, chain, author, variant, notes).read(capture)

    def find_owner(self, author: str) -> Account | None:
        """Who wrote a thread, as far as the export says; None leaves it to the records."""
        return self.scan.owner if not author and self.scan.meta.get("owner_stated") else None

    def fetch_media(self, names: Sequence[str]) -> tuple[Path | None, str]:
        """A media file; nothing where none are brought."""
        return self._fetch(names) if self._fetch else (None, "")


class _ThreadReading:
    """One thread being read."""

    def __init__(
        self, reader: ThreadReader, chain: ReplyChain, author: str, variant: str, more: Mapping[str, Sequence[bytes]]
    ) -> None:
        self.more = more
        self.reader = reader
        self.chain = chain
        self.author = author
        self.allowed = {None, *(variant.split(",") if variant else ())}
        self.records: list[bytes] = []
        self.quoted: list[bytes] = []
        self.notes: dict[tuple[str, bytes], None] = {}
        self.limits: dict[str, str] = {}
        self.media: dict[str, Path] = {}
        self.wrong: list[str] = []
        self.lost_media = 0

    def read(self, capture: CaptureInfo | None) -> ExportedThread:
        scan, export_format = self.reader.scan, self.reader.format
        places = scan.find_records(self.chain.ids)
        versions = {name: ids for name, place in places.items() if (ids := place.find_earlier(name))}
        before = [one for name in self.chain.ids for one in versions.get(name, ())]
        places |= scan.find_records(before)
        names = dict.fromkeys((*self.chain.ids, *before))
        posts: dict[str, ParsedPost] = {}
        quoting: dict[str, list[str]] = {}
        for name in names:
            place = places.get(name)
            if place is None or place.limit not in self.allowed:
                continue
            raw = scan.read_record(place.at, place.size)
            self.records.append(raw)
            if place.limit:
                self.limits[name] = place.limit
            if one := self._build_post(name, raw):
                posts[name] = one
                quoting[name] = json.loads(place.quoted) if place.quoted else []
        self._merge_quotes(posts, quoting)
        for name in self.chain.ids:
            if name in posts:
                posts[name] = self._add_media(posts[name])
        owner = self.reader.find_owner(self.author)
        document = kept_records.dump_records(
            export_format.name,
            ", ".join(scan.meta["paths"]),
            owner,
            self.records,
            self.quoted,
            list(self.notes),
            self.limits,
        )
        if owner is None and not any(one.author for one in posts.values()) and not self.author:
            owner = scan.owner
        earlier = {name: [posts[one] for one in ids if one in posts] for name, ids in versions.items()}
        info, platform = capture or _describe_document(document, export_format), self._find_platform(export_format)
        neighbours = NeighbouringThreads(self._find_url(self.chain.perhaps_after), self._find_url(self.chain.goes_on))
        thread = build_thread(self.chain, posts, info, owner, platform, earlier, neighbours, self.lost_media)
        limit = next(iter(self.limits.values()), None)
        return ExportedThread(thread, document, self.media, tuple(self.wrong), limit, self.lost_media)  # type: ignore[arg-type]

    def _find_url(self, root: str | None) -> str | None:
        """The address of the thread that begins with `root`; the name of that post where it has none."""
        place = self.reader.scan.find_records([root]).get(root) if root else None
        if root is None or place is None or place.limit not in self.allowed:
            return None
        with suppress(RecordError):  # its faults are reported where it is stored
            raw = self.reader.scan.read_record(place.at, place.size)
            parsed = read_repaired(
                lambda record: self.reader.format.build_post(record, PostContext(self.reader.scan.owner)), raw
            )
            return parsed.post.url or root
        return None

    def _find_platform(self, export_format: ExportFormat) -> Platform:
        return (
            kept_records.find_platform(self.records[0])
            if export_format.name == kept_records.FORMAT.name and self.records
            else export_format.platform
        )

    def _build_post(self, name: str, raw: bytes) -> ParsedPost | None:
        context = PostContext(self.reader.scan.owner, self._find_notes)
        try:
            return read_repaired(lambda record: self.reader.format.build_post(record, context), raw)
        except RecordError as error:
            self.wrong.append(f"post {name}: {error}")
            return None

    def _find_notes(self, second: str) -> Sequence[bytes]:
        notes = self.reader.scan.find_notes(second) or self.more.get(second, ())
        self.notes |= dict.fromkeys((second, raw) for raw in notes)
        return notes

    def _merge_quotes(self, posts: dict[str, ParsedPost], quoting: dict[str, list[str]]) -> None:
        """Put the words of own posts into the quotes of them."""
        quoted = list(dict.fromkeys(one for ids in quoting.values() for one in ids))[:_MOST_QUOTES]
        names = self.reader.scan.find_names(quoted)
        quoting = {name: [names.get(one, one) for one in ids] for name, ids in quoting.items()}
        quoted = [names.get(one, one) for one in quoted]
        places = self.reader.scan.find_records(quoted) if quoted else {}
        others: dict[str, ParsedPost] = {}
        for name in quoted:
            place = places.get(name)
            if place and place.limit in self.allowed:
                raw = self.reader.scan.read_record(place.at, place.size)
                if name not in posts:
                    self.quoted.append(raw)
                if other := posts.get(name) or self._build_post(name, raw):
                    others[name] = other
        for name, ids in quoting.items():
            for one in ids:
                if one in others:
                    post = posts[name].post
                    quotes = merge_quotes(post.quotes, others[one], others[one].author or self.reader.scan.owner)
                    posts[name] = replace(posts[name], post=replace(post, quotes=quotes))
        posts.update((name, _drop_empty_quotes(parsed)) for name, parsed in list(posts.items()))

    def _add_media(self, one: ParsedPost) -> ParsedPost:
        """The post with its media files kept, as far as the export holds them."""
        if not one.post.attachments:
            return one
        attachments: list[Attachment] = []
        for number, attachment in enumerate(one.post.attachments):
            names = one.files[number] if number < len(one.files) else ()
            path, wrong = self.reader.fetch_media(names) if names else (None, "")
            if wrong:
                self.wrong.append(wrong)
            elif names and path is None and self.reader.expects_media:
                self.lost_media += 1
            if path is not None:
                self.media[path.name] = path
                attachment = replace(attachment, sha256=path.name.partition(".")[0])
            attachments.append(attachment)
        return replace(one, post=replace(one.post, attachments=tuple(attachments)))


def _drop_empty_quotes(parsed: ParsedPost) -> ParsedPost:
    """A post without quotes that have neither words nor an address: it says that they are not in the export."""
    quotes = tuple(quote for quote in parsed.post.quotes if quote.url or quote.runs)
    empty = len(parsed.post.quotes) - len(quotes)
    if not empty:
        return parsed
    lost: list[LostPart] = ["quote-absent"] * empty
    return replace(parsed, post=replace(parsed.post, quotes=quotes), lost=(*parsed.lost, *lost))


def _describe_document(document: bytes, export_format: ExportFormat) -> CaptureInfo:
    return CaptureInfo(
        DOCUMENT_NAME, hashlib.sha256(document).hexdigest(), export_format.name, len(document), "application/json"
    )


#: What the document of a thread's records is called as a capture.
DOCUMENT_NAME = "records.json"


def iter_roots(scan: ScanIndex, variant: str = "") -> Iterator[str]:
    """The first posts of all threads and long articles of the export's own account, in order; of the one post, where
    it holds but one."""
    many, own = False, f"variant=? AND NOT {scan.foreign}"
    for (root,) in scan.query(
        f"SELECT root FROM chain WHERE {own} AND kind IN ('thread', 'reply', 'article') ORDER BY ord, root",  # noqa: S608
        (variant,),
    ):
        many = True
        yield root
    if not many:
        lone = list(scan.query(f"SELECT root FROM chain WHERE {own} AND kind <> 'other' LIMIT 2", (variant,)))  # noqa: S608
        if len(lone) == 1:
            yield lone[0][0]
