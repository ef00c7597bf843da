"""A post in ActivityStreams, as Mastodon, Pleroma, Akkoma, Misskey and others export it: one item of an outbox.

Ids are whole addresses: one file may hold posts of several servers.

The archive that Mastodon hands out: a tar.gz or ZIP with one collection of everything an account ever posted.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from unroller.account_exports.base import (
    ExportFile,
    ExportInfo,
    FileSelection,
    Limit,
    LostPart,
    ParsedPost,
    PostContext,
    PostSummary,
    RecordError,
    UnreadableRecord,
)
from unroller.account_exports.export_format import ExportFormat
from unroller.account_exports.json_values import (
    as_count,
    as_id,
    as_link,
    as_list,
    as_object,
    as_text,
    build_sort_key,
    check_length,
    decode_object,
    extract_html_opening,
    find_shallow_texts,
    format_time,
    parse_time,
    refuse,
)
from unroller.account_exports.mastodon.html import (
    build_account,
    build_runs,
    detect_attachment_kind,
    find_handle,
    find_member_names,
)
from unroller.messages import Message
from unroller.model import UNKNOWN_DATE, Account, Attachment, Date, Notice, Post, Quote
from unroller.networks import MASTODON, parse_post_url
from unroller.regex import compile_re

#: Everybody, in the three spellings.
PUBLIC = frozenset(["https://www.w3.org/ns/activitystreams#Public", "as:Public", "Public"])
#: What is read as a post: all that people write on servers of this kind. Others (Like, Follow, a profile) are none.
POSTS = frozenset("Note Question Article Page Event Video Audio Image Document Review Comment Quotation Rating".split())
#: Those of them whose name is shown above their words.
_TITLED = POSTS - {"Note", "Question"}
#: What is left of a post that was deleted.
_TOMBSTONE = "Tombstone"
#: Links in a post's tags that name the post it quotes (FEP-e232), by their relation, and what such links lead to.
_QUOTING = frozenset(
    ["https://misskey-hub.net/ns#_misskey_quote", "https://w3id.org/fep/044f#quote", "http://fedibird.com/ns#quoteUri"]
)
_OBJECT_TYPES = ("application/ld+json", "application/activity+json")
#: The keys under which servers write the address of a quoted post.
_QUOTES = ("quote", "quoteUri", "quoteUrl", "quoteURL", "_misskey_quote")


@dataclass(frozen=True, slots=True)
class OutboxItem:
    """One item of an outbox: the activity (empty for a post without one) and its post (empty for a repost)."""

    activity: dict[str, Any]
    post: dict[str, Any]

    @property
    def actor(self) -> str:
        """The address of who wrote the post."""
        return _get_address(self.post.get("attributedTo")) or _get_address(self.activity.get("actor"))


def parse_item(value: dict[str, Any]) -> OutboxItem:
    """An item of an outbox taken apart.

    Raises:
        RecordError: it is neither a post nor a repost.
    """
    kind = as_text(value.get("type"))[:40]
    if kind in POSTS or kind == _TOMBSTONE:
        return OutboxItem({}, value)
    if kind == "Announce":
        return OutboxItem(value, {})
    if kind == "Delete":
        inner = value.get("object")
        return OutboxItem(value, {"id": _get_address(inner), "type": _TOMBSTONE})
    if kind not in ("Create", "Update"):
        refuse(f"no post but {kind or 'something without a type'}")
    inner = value.get("object")
    if not isinstance(inner, dict):
        refuse("only the address of a post")
    inside = as_text(inner.get("type"))[:40]
    if inside not in ("ChatMessage", _TOMBSTONE) and inside not in POSTS:
        refuse(f"no post but {inside or 'something without a type'}")
    return OutboxItem(value, inner)


def identify(record: bytes) -> UnreadableRecord | None:
    """What a record that is broken says of itself. See :class:`unroller.account_exports.export_format.ExportFormat`."""
    try:
        value = decode_object(record)
        post = as_object(value.get("object")) or value
        own, parent = _get_address(post), _get_address(post.get("inReplyTo"))
    except RecordError:
        said = find_shallow_texts(record, ("id", "inReplyTo"))
        own, parent = said.get("id", ""), said.get("inReplyTo", "")
    own = own.removesuffix("/activity")
    return UnreadableRecord(own, parent or None) if own else None


def summarize(record: bytes) -> PostSummary:
    """What threads are assembled from. See :class:`unroller.account_exports.export_format.ExportFormat`."""
    return summarize_activity(decode_object(record))


def summarize_activity(value: dict[str, Any]) -> PostSummary:
    """The same of a record that is decoded already."""
    item = parse_item(value)
    if not item.post:
        when = parse_time(value.get("published"))
        post_id = _get_address(value) or f"repost of {_get_address(value.get('object'))}"
        return PostSummary(
            post_id, build_sort_key(when, post_id), item.actor, published=format_time(when) if when else None,
            repost=True, handle=find_handle(item.actor, None),
        )  # fmt: skip
    post, post_id = item.post, _require_id(item)
    if post.get("type") == _TOMBSTONE:
        return PostSummary(post_id, build_sort_key(None, post_id), item.actor, limit="deleted")
    date = _find_date(post, item.activity, post_id)
    page = _find_url(post)
    parent = _get_address(post.get("inReplyTo")) or None
    return PostSummary(
        post_id,
        build_sort_key(parse_time(date.value), post_id),
        item.actor,
        parent=parent,
        parent_author=_find_author_in(parent) if parent else None,
        reply=parent is not None,
        published=date.value,
        limit=find_audience(item),
        likes=as_count(as_object(post.get("likes")).get("totalItems")),
        media=len(as_list(post.get("attachment"))),
        opening=extract_html_opening(" ".join(filter(None, (as_text(post.get("summary")), _find_content(post)[0])))),
        handle=_find_owner_handle(item.actor, page or post_id),
        quoted=tuple(filter(None, [_find_quoted(post)])),
        page="" if page == post_id else page,
    )


def build_post(record: bytes, _context: PostContext) -> ParsedPost:
    """The post in full. See :class:`unroller.account_exports.export_format.ExportFormat`."""
    return build_activity_post(decode_object(record))


def build_activity_post(value: dict[str, Any]) -> ParsedPost:
    """The same of a record that is decoded already."""
    item = parse_item(value)
    if not item.post or item.post.get("type") == _TOMBSTONE:
        refuse("a repost, or a post that was deleted, has no words of its own")
    post, post_id = item.post, _require_id(item)
    content, lang = _find_content(post)
    quoted = as_link(_find_quoted(post))
    url = as_link(_find_url(post)) or as_link(post_id)
    known = parse_post_url(url) if url else None
    shown = list(_iter_attachments(post))
    title = as_text(post.get("name")) if post.get("type") in _TITLED else ""
    options = _find_options(post)
    warning = "\n\n".join(part for part in (title, as_text(post.get("summary"))) if part)
    edited = parse_time(post.get("updated"))
    return ParsedPost(
        Post(
            1,
            build_runs(content, warning, options, quote_shown=quoted is not None),
            known.id if known and known.platform == MASTODON.platform else post_id,
            url,
            _find_date(post, item.activity, post_id),
            lang=lang,
            attachments=tuple(attachment for attachment, _ in shown),
            quotes=(Quote(quoted),) if quoted else (),
        ),
        files=tuple(files for _, files in shown),
        author=build_account(item.actor, url),
        notices=build_edit_notices(format_time(edited)) if edited else (),
        lost=tuple(_find_lost(post, options)),
        title=title,
    )


def _find_lost(post: dict[str, Any], options: Sequence[str]) -> Iterator[LostPart]:
    """What a post names and does not hold: a quote of which a tombstone is left, a poll without options."""
    if any(as_object(post.get(name)).get("type") == _TOMBSTONE for name in _QUOTES):
        yield "quote-deleted"
    if post.get("type") == "Question" and not options:
        yield "poll"


def build_edit_notices(when: str) -> tuple[Notice, ...]:
    """The notice for a post of which the export holds only the last version."""
    return (
        Notice(
            "edited-post",
            Message("a post was last edited on {day}: the export holds only its last version", day=when[:10]),
        ),
    )


def find_audience(item: OutboxItem) -> Limit | None:
    """Who a post is for: None for everybody, else the narrower of what the post and the activity around it say."""
    limits = [_find_limit(part, item.actor) for part in (item.post, item.activity) if "to" in part or "cc" in part]
    if item.post.get("type") == "ChatMessage" or not limits or "direct" in limits:
        return "direct"
    return "followers" if "followers" in limits else "circle" if "circle" in limits else None


def _find_limit(part: dict[str, Any], actor: str) -> Limit | None:
    named = [_get_address(one) for one in (*as_list(part.get("to")), *as_list(part.get("cc")))]
    if not PUBLIC.isdisjoint(named):
        return None
    server = _get_server(actor)
    if any(
        name == f"{actor}/followers" or ("/followers" in name and bool(server) and _get_server(name) == server)
        for name in named
    ):
        return "followers"
    # Pleroma's posts for the people of one server only.
    return "circle" if any(name.endswith("/#Public") for name in named) else "direct"


def _get_server(address: str) -> str:
    return address.partition("://")[2].partition("/")[0].lower()


def _get_address(value: object) -> str:
    """The address in a value that is one, holds one as `id`, or is a list of such."""
    if isinstance(value, list):
        value = value[0] if value else None
    if isinstance(value, dict):
        value = value.get("id")
    return as_id(value)


def _find_url(post: dict[str, Any]) -> str:
    """The page of a post, or of a file; servers write it as text, as a link, or as a list of links."""
    for one in as_list(post.get("url")):
        url = one.get("href") if isinstance(one, dict) else one
        if isinstance(url, str) and url:
            return as_text(url)
    return as_text(post.get("href"))


@lru_cache(maxsize=64)
def _find_actor_handle(actor: str) -> str:
    return find_handle(actor, None)


def _find_owner_handle(actor: str, url: str) -> str:
    """The owner's handle: an export has one actor, so most posts need not be looked at for it."""
    if "/notes/" not in url and (known := _find_actor_handle(actor)):
        return known
    return find_handle(actor, as_link(url))


def _require_id(item: OutboxItem) -> str:
    post_id = _get_address(item.post)
    return post_id or refuse("a post without an id")


def _find_author_in(address: str) -> str | None:
    """Who wrote a post, where its address says so as Mastodon's do (``…/users/name/statuses/1``)."""
    author, _, number = address.rpartition("/statuses/")
    return author if author.count("/") > 3 and number.isascii() and number.isdigit() else None


def _find_quoted(post: dict[str, Any]) -> str:
    """The address of the quoted post: under a key of its own, or in a link among the tags."""
    named = next(filter(None, (_get_address(post.get(name)) for name in _QUOTES)), "")
    return named or next(filter(None, map(_find_quoting_link, as_list(post.get("tag")))), "")


def _find_quoting_link(tag: object) -> str:
    link = as_object(tag)
    if link.get("type") != "Link" or not as_text(link.get("mediaType")).startswith(_OBJECT_TYPES):
        return ""
    relations = [as_text(one) for one in as_list(link.get("rel"))]
    return as_text(link.get("href")) if not relations or not _QUOTING.isdisjoint(relations) else ""


def _find_date(post: dict[str, Any], activity: dict[str, Any], post_id: str) -> Date:
    moment = parse_time(post.get("published")) or parse_time(activity.get("published"))
    if moment:
        return Date(format_time(moment), how="stated")
    by_id = MASTODON.parse_id_date(post_id.rpartition("/")[2])
    return Date(by_id, how="id") if by_id else UNKNOWN_DATE


def _find_content(post: dict[str, Any]) -> tuple[str, str | None]:
    """The text in HTML and its language, where one is stated."""
    content = as_text(post.get("content"))
    texts = {name: as_text(text) for name, text in as_object(post.get("contentMap")).items() if isinstance(text, str)}
    lang = next((name for name, text in texts.items() if text == content), None) if len(texts) > 1 else None
    if len(texts) == 1:
        lang = next(iter(texts))
    if not content and texts:
        lang, content = next(iter(texts.items()))
    return content, lang[:35] if lang and lang != "und" else None


def _find_options(post: dict[str, Any]) -> list[str]:
    options = [*as_list(post.get("oneOf")), *as_list(post.get("anyOf"))]
    return [as_text(as_object(one).get("name")) for one in check_length(options, "options")]


def _iter_attachments(post: dict[str, Any]) -> Iterator[tuple[Attachment, tuple[str, ...]]]:
    for one in check_length(as_list(post.get("attachment")), "attachments"):
        item = {"url": one} if isinstance(one, str) else as_object(one)
        if not item:
            continue
        path = _find_url(item)
        alt = as_text(item.get("name")) or as_text(item.get("summary")) or None
        if item.get("type") == "Link":
            yield Attachment("card", as_link(path), title=alt), ()
            continue
        media_type = as_text(item.get("mediaType")) or as_text(
            as_object(next(iter(as_list(item.get("url"))), 0)).get("mediaType")
        )
        kind = detect_attachment_kind(media_type, as_text(item.get("type")))
        yield Attachment(kind, as_link(path), alt), find_member_names(path)


_OUTBOX = compile_re(r"outbox[ _()0-9-]{0,12}\.json", re.IGNORECASE)
#: How an outbox opens, wherever its server puts the keys.
_COLLECTION = compile_re(rb'"(?:orderedItems|OrderedCollection|OrderedCollectionPage)"')
_ITEMS = "orderedItems"


def select_members(names: Sequence[str]) -> FileSelection | None:
    """The outbox, the account, and the folder of files; None where there is no outbox."""
    outboxes = [name for name in names if name == "outbox.json" or name.endswith("/outbox.json")]
    if not outboxes:
        return None
    outbox = min(outboxes, key=lambda name: (name.count("/"), name))
    prefix = outbox.removesuffix("outbox.json")
    members = [ExportFile(outbox, "posts", "items", _ITEMS)]
    if f"{prefix}actor.json" in names:
        members.append(ExportFile(f"{prefix}actor.json", "about"))
    if any(name.startswith(f"{prefix}media_attachments/") for name in names):
        members.append(ExportFile(f"{prefix}media_attachments/", "media"))
    return FileSelection(tuple(members), prefix)


def detect_file(name: str, start: bytes) -> ExportFile | None:
    """A bare outbox, or a page of one."""
    base = name.replace("\\", "/").rpartition("/")[2]
    if not start.lstrip(b"\xef\xbb\xbf \t\r\n").startswith(b"{"):
        return None
    named = _OUTBOX.fullmatch(base) is not None and b'"type"' in start
    return ExportFile(name, "posts", "items", _ITEMS) if named or _COLLECTION.search(start) else None


def parse_info(files: Mapping[str, bytes]) -> ExportInfo:
    """Whose archive it is, by ``actor.json``. A broken one says nothing: the posts name their author too."""
    data = next((data for name, data in files.items() if name.rpartition("/")[2] == "actor.json"), b"{}")
    try:
        actor = decode_object(data)
    except RecordError:
        return ExportInfo()
    return ExportInfo(owner=_build_owner(actor))


def _build_owner(actor: dict[str, Any]) -> Account | None:
    address, url = as_text(actor.get("id")), as_link(actor.get("url"))
    name = as_text(actor.get("preferredUsername"))
    host = (url or address).partition("://")[2].partition("/")[0].lower()
    handle = f"{name}@{host}" if name and host else find_handle(address, None)
    if not address and not handle:
        return None
    profile = url or (MASTODON.profile_url(handle) if handle else None)
    return Account(handle, as_text(as_object(actor).get("name")) or None, profile, address or None)


FORMAT = ExportFormat(
    name="mastodon-archive",
    label=Message("Mastodon archive"),
    platform=MASTODON.platform,
    summarize=summarize,
    build_post=build_post,
    select_members=select_members,
    detect_file=detect_file,
    parse_info=parse_info,
    identify=identify,
    brings_media=True,
)
READERS = (FORMAT,)
