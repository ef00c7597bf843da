"""Bluesky's repository of one account, as its server hands it out: a CAR file with the owner's records, no pictures."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from contextlib import suppress
from typing import Any

from unroller.account_exports.base import (
    ExportFile,
    ExportInfo,
    FileSelection,
    ParsedPost,
    PostContext,
    PostSummary,
    RecordError,
    UnreadableRecord,
)
from unroller.account_exports.bluesky import article, car
from unroller.account_exports.bluesky import record as bluesky_record
from unroller.account_exports.bluesky import record as embeds
from unroller.account_exports.bluesky.car import Cid, to_json
from unroller.account_exports.bluesky.record import POSTS, RecordUri, parse_uri
from unroller.account_exports.export_format import ExportFormat
from unroller.account_exports.json_values import as_list, as_object, as_text, decode_object, encode_json, refuse
from unroller.messages import Message, msgid
from unroller.model import Account, Notice, Post
from unroller.networks import BLUESKY

#: A repository that is read. The largest there are hold some hundred megabytes.
LARGEST = 512 * 2**20
#: What other records are called on a receipt.
_NAMED = {
    "app.bsky.feed.repost": msgid("reposts"),
    "app.bsky.feed.like": msgid("likes"),
    "app.bsky.graph.follow": msgid("accounts followed"),
    "app.bsky.graph.block": msgid("accounts blocked"),
    "app.bsky.graph.list": msgid("lists"),
    "app.bsky.graph.listitem": msgid("entries of lists"),
    "app.bsky.feed.threadgate": msgid("settings of threads"),
    "app.bsky.feed.postgate": msgid("settings of posts"),
    "app.bsky.actor.profile": msgid("profile"),
    article.PUBLICATION: msgid("publications"),
}
HIDDEN = Notice(
    "no-unauthenticated",
    Message("the author asks that people who are not logged in to Bluesky are not shown these posts"),
)


def select_members(names: Sequence[str]) -> FileSelection | None:
    """The repositories in a folder or ZIP, and the folders of files beside them."""
    repositories = [name for name in names if name.lower().endswith(".car")]
    folders = dict.fromkeys(
        name.rpartition("/")[0] + "/" for name in names if "blob" in name.rpartition("/")[0].rpartition("/")[2].lower()
    )
    members = [ExportFile(name, "posts", "document") for name in repositories]
    return FileSelection((*members, *(ExportFile(name, "media") for name in folders))) if members else None


def detect_file(name: str, start: bytes) -> ExportFile | None:
    """A file that opens as a repository does, whatever its name."""
    opens = start[:400]
    if b"eroots" not in opens or b"gversion\x01" not in opens or opens[:1] in b"{[":
        return None
    return ExportFile(name, "posts", "document")


def iter_records(data: bytes) -> Iterator[bytes]:
    """Each post as a JSON record of its own: ``{"uri", "cid", "did", "rkey", "value"}``. A lost one says why instead.

    Raises:
        RecordError: it is no repository.
    """
    repository = _open(data)
    did = _find_did(repository)
    sites = dict(_iter_sites(repository, did))
    for key, cid in car.iter_keys(repository):
        kind, _, rkey = key.partition("/")
        if cid is None:
            yield encode_json({"lost": "a part of the list of records is missing or damaged: the file is incomplete"})
        elif kind == POSTS or kind in article.ARTICLES:
            record: dict[str, Any] = {"uri": f"at://{did}/{key}", "cid": str(cid), "did": did, "rkey": rkey}
            try:
                value = as_object(to_json(repository.read_block(cid)))
                site = sites.get(as_text(value.get("site") or value.get("publication"))) if kind != POSTS else None
                yield encode_json({**record, "value": value, **({"site": site} if site else {})})
            except ValueError as error:
                yield encode_json({**record, "lost": f"its record is damaged: {error}"})


def _iter_sites(repository: car.Repository, did: str) -> Iterator[tuple[str, str]]:
    """The addresses of the account's publications, by their records' addresses."""
    for key, cid in car.iter_keys(repository):
        if cid is not None and key.partition("/")[0] == article.PUBLICATION:
            with suppress(ValueError):
                if url := as_text(as_object(repository.read_block(cid)).get("url")):
                    yield f"at://{did}/{key}", url


def parse_info(data: bytes) -> ExportInfo:
    """Whose repository it is, and what it holds beside posts. The handle is not in it.

    Raises:
        RecordError: it is no repository.
    """
    repository = _open(data, verify=False)
    did = _find_did(repository)
    counts: Counter[str] = Counter()
    profile: dict[str, Any] = {}
    for key, cid in car.iter_keys(repository):
        kind = key.partition("/")[0]
        counts[kind] += bool(kind) and kind != POSTS and kind not in article.ARTICLES
        if cid and key == "app.bsky.actor.profile/self":
            profile = _load_profile(repository, cid)
    labels = as_list(as_object(profile.get("labels")).get("values"))
    hidden = any(as_object(label).get("val") == "!no-unauthenticated" for label in labels)
    owner = Account(did, as_text(profile.get("displayName")) or None, BLUESKY.profile_url(did), did)
    unopened = {_NAMED.get(kind, f"records of {kind}"): number for kind, number in counts.items() if number}
    return ExportInfo(owner, unopened=unopened, notices=(HIDDEN,) if hidden else ())


def _open(data: bytes, *, verify: bool = True) -> car.Repository:
    if len(data) > LARGEST:
        refuse(f"a repository larger than {LARGEST // 2**20} MB")
    return car.open_repository(data, verify=verify)


def _find_did(repository: car.Repository) -> str:
    did = repository.read_commit().get("did")
    where = parse_uri(f"at://{did}/{POSTS}/self")
    return where.did if where else refuse("no repository: it does not say whose it is")


def _load_profile(repository: car.Repository, cid: Cid) -> dict[str, Any]:
    try:
        return as_object(repository.read_block(cid))
    except ValueError:
        return {}


def _parse_record(record: bytes) -> tuple[dict[str, Any], RecordUri]:
    value = decode_object(record)
    if lost := as_text(value.get("lost")):
        refuse(lost)
    where = parse_uri(value.get("uri"))
    inner = value.get("value")
    if where is None or where.kind not in (POSTS, *article.ARTICLES) or not isinstance(inner, dict):
        refuse("no post of Bluesky's")
    if where.kind == POSTS and not isinstance(inner.get("text"), str):
        refuse("a post without a text")
    return inner, where


def identify(record: bytes) -> UnreadableRecord | None:
    """What a record that is broken says of itself. See :class:`unroller.account_exports.export_format.ExportFormat`."""
    try:
        value = decode_object(record)
    except RecordError:
        return None
    where = parse_uri(value.get("uri"))
    parent = parse_uri(as_object(as_object(as_object(value.get("value")).get("reply")).get("parent")).get("uri"))
    return UnreadableRecord(where.uri, parent.uri if parent else None) if where else None


def summarize(record: bytes) -> PostSummary:
    """What threads are assembled from. See :class:`unroller.account_exports.export_format.ExportFormat`."""
    inner, where = _parse_record(record)
    if where.kind in article.ARTICLES:
        return article.summarize_article(inner, where)
    return bluesky_record.summarize_record(inner, where)


def build_post(record: bytes, context: PostContext) -> ParsedPost:
    """The post in full. See :class:`unroller.account_exports.export_format.ExportFormat`."""
    inner, where = _parse_record(record)
    author = bluesky_record.build_account(where.did, {}, context.owner)
    if where.kind in article.ARTICLES:
        return article.build_article_post(inner, where, author, as_text(decode_object(record).get("site")))
    return build_record_post(inner, where, author)


def build_record_post(record: dict[str, Any], where: RecordUri, author: Account, view: object = None) -> ParsedPost:
    """A post of its record; `view` is its embed as a server shows it."""
    shown = embeds.build_attachments(record, view, where)
    return ParsedPost(
        Post(
            1,
            bluesky_record.build_runs(record),
            where.key,
            where.build_url(author.handle),
            bluesky_record.find_date(record, where.key)[1],
            lang=bluesky_record.find_language(record),
            attachments=tuple(attachment for attachment, _ in shown),
            quotes=embeds.build_quotes(record, view),
        ),
        files=tuple(files for _, files in shown),
        author=author,
        lost=embeds.find_lost_quotes(view),
    )


FORMAT = ExportFormat(
    name="bluesky-car",
    label=Message("Bluesky repository"),
    platform=BLUESKY.platform,
    summarize=summarize,
    build_post=build_post,
    select_members=select_members,
    detect_file=detect_file,
    iter_records=iter_records,
    parse_document=parse_info,
    identify=identify,
    kinds=frozenset({"car"}),
)
READERS = (FORMAT,)
