"""Bluesky's repository of one account, as its server hands it out: a CAR file with the owner's records, no pictures."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from typing import Any

from unroller.account_exports.base import About, Context, Head, Made, Member, Plan
from unroller.account_exports.bluesky import car, embeds
from unroller.account_exports.bluesky import record as bluesky_record
from unroller.account_exports.bluesky.cbor import Cid, plain
from unroller.account_exports.bluesky.record import POSTS, Place, place
from unroller.account_exports.export_format import Shape
from unroller.account_exports.json_values import encoded, fields, refuse, rows, table, word
from unroller.model import Account, Notice, Post
from unroller.networks import profile_url

#: A repository that is read. The largest there are hold some hundred megabytes.
LARGEST = 512 * 2**20
#: What other records are called on a receipt.
_NAMED = {
    "app.bsky.feed.repost": "reposts",
    "app.bsky.feed.like": "likes",
    "app.bsky.graph.follow": "accounts followed",
    "app.bsky.graph.block": "accounts blocked",
    "app.bsky.graph.list": "lists",
    "app.bsky.graph.listitem": "entries of lists",
    "app.bsky.feed.threadgate": "settings of threads",
    "app.bsky.feed.postgate": "settings of posts",
    "app.bsky.actor.profile": "profile",
}
HIDDEN = Notice(
    "no-unauthenticated", "the author asks that people who are not logged in to Bluesky are not shown these posts"
)


def plan(names: Sequence[str]) -> Plan | None:
    """The repositories in a folder or ZIP, and the folders of files beside them."""
    found = [name for name in names if name.lower().endswith(".car")]
    folders = dict.fromkeys(
        name.rpartition("/")[0] + "/" for name in names if "blob" in name.rpartition("/")[0].rpartition("/")[2].lower()
    )
    members = [Member(name, "posts", "document") for name in found]
    return Plan((*members, *(Member(name, "media") for name in folders))) if members else None


def sniff(name: str, start: bytes) -> Member | None:
    """A file that opens as a repository does, whatever its name."""
    opens = start[:400]
    if b"eroots" not in opens or b"gversion\x01" not in opens or opens[:1] in b"{[":
        return None
    return Member(name, "posts", "document")


def expand(data: bytes) -> Iterator[bytes]:
    """Each post as JSON that stands alone: ``{"uri", "cid", "did", "rkey", "value"}``. A lost one says why instead.

    Raises:
        RecordError: it is no repository.
    """
    repository = _opened(data)
    did = _did(repository)
    for key, cid in car.keys(repository):
        kind, _, rkey = key.partition("/")
        if cid is None:
            yield encoded({"lost": "a part of the list of records is missing or damaged: the file is incomplete"})
        elif kind == POSTS:
            found: dict[str, Any] = {"uri": f"at://{did}/{key}", "cid": str(cid), "did": did, "rkey": rkey}
            try:
                yield encoded({**found, "value": plain(repository.block(cid))})
            except ValueError as error:
                yield encoded({**found, "lost": f"its record is damaged: {error}"})


def about_document(data: bytes) -> About:
    """Whose repository it is, and what it holds beside posts. The handle is not in it.

    Raises:
        RecordError: it is no repository.
    """
    repository = _opened(data, verify=False)
    did = _did(repository)
    counts: Counter[str] = Counter()
    profile: dict[str, Any] = {}
    for key, cid in car.keys(repository):
        kind = key.partition("/")[0]
        counts[kind] += bool(kind) and kind != POSTS
        if cid and key == "app.bsky.actor.profile/self":
            profile = _profile(repository, cid)
    labels = rows(table(profile.get("labels")).get("values"))
    hidden = any(table(label).get("val") == "!no-unauthenticated" for label in labels)
    owner = Account(did, word(profile.get("displayName")) or None, profile_url("bluesky", did), did)
    unopened = {_NAMED.get(kind, f"records of {kind}"): number for kind, number in counts.items() if number}
    return About(owner, unopened=unopened, notices=(HIDDEN,) if hidden else ())


def _opened(data: bytes, *, verify: bool = True) -> car.Repository:
    if len(data) > LARGEST:
        refuse(f"a repository larger than {LARGEST // 2**20} MB")
    return car.opened(data, verify=verify)


def _did(repository: car.Repository) -> str:
    did = repository.commit().get("did")
    where = place(f"at://{did}/{POSTS}/self")
    return where.did if where else refuse("no repository: it does not say whose it is")


def _profile(repository: car.Repository, cid: Cid) -> dict[str, Any]:
    try:
        return table(repository.block(cid))
    except ValueError:
        return {}


def _record(record: bytes) -> tuple[dict[str, Any], Place]:
    value = fields(record)
    if lost := word(value.get("lost")):
        refuse(lost)
    where = place(value.get("uri"))
    inner = value.get("value")
    if where is None or where.kind != POSTS or not isinstance(inner, dict):
        refuse("no post of Bluesky's")
    if not isinstance(inner.get("text"), str):
        refuse("a post without a text")
    return inner, where


def head(record: bytes) -> Head:
    """What threads are assembled from. See :class:`unroller.account_exports.base.Shape`."""
    return bluesky_record.head(*_record(record))


def post(record: bytes, context: Context) -> Made:
    """The post in full. See :class:`unroller.account_exports.base.Shape`."""
    inner, where = _record(record)
    return made(inner, where, bluesky_record.account(where.did, {}, context.owner))


def made(record: dict[str, Any], where: Place, author: Account, view: object = None) -> Made:
    """A post of its record; `view` is its embed as a server shows it."""
    shown = embeds.attachments(record, view, where)
    return Made(
        Post(
            1,
            bluesky_record.runs(record),
            where.key,
            where.page(author.handle),
            bluesky_record.date(record, where.key)[1],
            lang=bluesky_record.lang(record),
            attachments=tuple(attachment for attachment, _ in shown),
            quotes=embeds.quotes(record, view),
        ),
        files=tuple(files for _, files in shown),
        author=author,
    )


SHAPE = Shape(
    name="bluesky-car",
    label="Bluesky repository",
    platform="bluesky",
    head=head,
    post=post,
    plan=plan,
    sniff=sniff,
    expand=expand,
    about_document=about_document,
)
