"""Posts of Bluesky as its servers answer with them, saved as JSON: a thread, a feed, posts alone or a line each.

What :func:`iter_records` yields are the views of the posts (or records, where nothing else is there). A repost carries
its reason beside it; a post at which the answer was cut carries a key of ours (:data:`CUT`).
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import Any

from unroller.account_exports.base import ExportFile, ParsedPost, PostContext, PostSummary, UnavailablePostError
from unroller.account_exports.bluesky import record as bluesky_record
from unroller.account_exports.bluesky import repository
from unroller.account_exports.bluesky.record import POSTS, RecordUri, parse_uri
from unroller.account_exports.export_format import ExportFormat
from unroller.account_exports.json_values import (
    as_count,
    as_list,
    as_object,
    as_text,
    build_sort_key,
    decode_object,
    detect_json_posts,
    encode_json,
    format_time,
    iter_documents,
    parse_time,
    refuse,
)
from unroller.messages import Message, technical
from unroller.model import Notice
from unroller.networks import BLUESKY
from unroller.regex import compile_re

#: The key that marks a post behind which its file ends too early.
CUT = "unrollerCut"
_TYPE = compile_re(rb'"app\.bsky\.(?:feed\.post|feed\.defs#|unspecced\.defs#threadItem)')
_LARGEST = 64 * 2**20
#: The depth of an answer when the request states none; the public server goes to ten at most.
_DEPTH = 6
_MISSING = Notice(
    "missing-posts",
    Message(
        "later posts may be missing: the file ends where a server stops; save the thread from its last post on too"
    ),
)
#: The nodes of a thread.
_NODES = ("#threadViewPost", "#notFoundPost", "#blockedPost")
#: The depth at which a post holds the addresses of what it answers and quotes.
_ADDRESSED = 4
_HIDDEN = "!no-unauthenticated"


def detect_file(name: str, start: bytes) -> ExportFile | None:
    """What a file of such posts is: lines, a list, or a document."""
    if not _TYPE.search(start) or b"at://" not in start:
        return None
    return detect_json_posts(name, start)


def iter_records(data: bytes) -> Iterator[bytes]:
    """The posts in a document, a line or an item of a list, each once.

    Raises:
        RecordError: it is no JSON.
    """
    for value in iter_documents(data, _LARGEST):
        for one in as_list(value):
            seen: set[str] = set()
            for post in _iter_posts(one) if isinstance(one, dict) else [one]:
                uri = as_text(as_object(post).get("uri")) if "reason" not in as_object(post) else ""
                if uri and uri in seen:
                    continue
                seen.add(uri)
                yield post if isinstance(post, bytes) else encode_json(post)


def _iter_posts(value: dict[str, Any]) -> Iterator[Any]:
    thread = value.get("thread")
    if isinstance(thread, list):
        yield from map(_unwrap_flat, thread)
    elif isinstance(thread, dict) or as_text(value.get("$type")).endswith(_NODES) or "replies" in value:
        yield from _flatten_tree(thread if isinstance(thread, dict) else value)
    elif isinstance(value.get("feed"), list):
        for item in value["feed"]:
            yield from _iter_feed_item(as_object(item))
    elif isinstance(value.get("post"), dict):
        yield from _iter_feed_item(value)
    elif isinstance(value.get("posts"), list):
        yield from value["posts"]
    elif isinstance(value.get("records"), list):
        yield from value["records"]
    else:
        yield value


def _unwrap_flat(item: object) -> dict[str, Any]:
    """One item of the newer, flat answer."""
    value = as_object(as_object(item).get("value"))
    view = as_object(value.get("post"))
    if not view:
        return {"lost": "deleted, blocked, or shown only to people who are logged in"}
    return {**view, CUT: True} if as_count(value.get("moreReplies")) and value.get("opThread") is True else view


def _iter_feed_item(item: dict[str, Any]) -> Iterator[dict[str, Any]]:
    """A feed's item: a post, with the reason why it is there, and what it answers."""
    view, reason = as_object(item.get("post")), as_object(item.get("reason"))
    reply = as_object(item.get("reply"))
    if as_text(reason.get("$type")).endswith("#reasonRepost"):
        yield {"post": view, "reason": reason}
        return
    for above in (reply.get("root"), reply.get("parent")):
        # Often the only place with the beginning of a thread; posts by others are not needed.
        same = as_object(as_object(above).get("author")).get("did") == as_object(view.get("author")).get("did")
        if isinstance(as_object(above).get("record"), dict) and same:
            yield as_object(above)
    yield view


def _flatten_tree(top: dict[str, Any]) -> list[dict[str, Any]]:
    """The posts of a nested answer: those above, then those below, in whatever order; the last level may be cut."""
    above, node = [], as_object(top.get("parent"))
    while node:
        above.append(as_object(node.get("post")) or _describe_lost(node))
        node = as_object(node.get("parent"))
    lost: list[dict[str, Any]] = []
    result: list[tuple[int, dict[str, Any], bool]] = []
    waiting = [(0, top)]
    while waiting:
        depth, node = waiting.pop()
        if isinstance(node.get("post"), dict):
            result.append((depth, node["post"], bool(node.get("replies"))))
            waiting.extend((depth + 1, as_object(one)) for one in reversed(as_list(node.get("replies"))))
        elif depth:
            lost.append(_describe_lost(node))
    if not result:
        return [{"lost": "deleted, blocked, or not there"}]
    edge = max(depth for depth, _, _ in result)
    return (
        [view for view in reversed(above) if view]
        + [
            {**view, CUT: True}
            if depth == edge >= _DEPTH and not replies and as_count(view.get("replyCount"))
            else view
            for depth, view, replies in result
        ]
        + [one for one in lost if one]
    )


def _describe_lost(node: dict[str, Any]) -> dict[str, Any]:
    """What stands for a post in whose place a server says that it is gone or blocked; nothing for anything else."""
    kind = as_text(node.get("$type"))
    return {"lost": "blocked, or not there"} if kind.endswith(_NODES[1:]) else {}


def _parse_record(record: bytes) -> tuple[dict[str, Any], dict[str, Any], RecordUri]:
    """A post as it is shown, its record, and where that is."""
    value = decode_object(record)
    if lost := as_text(value.get("lost")):
        raise UnavailablePostError(technical("a post that is {why}", why=lost))
    view = as_object(value.get("post")) or value
    inner = _replace_handle(as_object(view.get("record")) or as_object(view.get("value")), view)
    where = parse_uri(_replace_handle(view.get("uri"), view))
    if where is None or where.kind != POSTS or not isinstance(inner.get("text"), str):
        refuse("no post of Bluesky's")
    return {**view, "reason": as_object(value.get("reason"))}, inner, where


def _replace_handle(value: Any, view: dict[str, Any], depth: int = 0) -> Any:
    """`value` with the author's id in the addresses that name the author by the handle, which changes."""
    author = as_object(view.get("author"))
    handle, did = as_text(author.get("handle")), as_text(author.get("did"))
    if not handle or not did:
        return value
    if isinstance(value, str):
        begin = f"at://{handle.lower()}/"
        return f"at://{did}/{value[len(begin) :]}" if value[: len(begin)].lower() == begin else value
    if isinstance(value, dict) and depth < _ADDRESSED:
        named = ("reply", "root", "parent", "embed", "record", "uri")
        return {key: _replace_handle(one, view, depth + 1) if key in named else one for key, one in value.items()}
    return value


def summarize(record: bytes) -> PostSummary:
    """What threads are assembled from. See :class:`unroller.account_exports.export_format.ExportFormat`."""
    view, inner, where = _parse_record(record)
    summary = bluesky_record.summarize_record(inner, where)
    handle = bluesky_record.build_account(where.did, as_object(view.get("author"))).handle
    summary = replace(summary, likes=as_count(view.get("likeCount")), handle="" if handle == where.did else handle)
    reason = view["reason"]
    if not reason:
        return summary
    by, when = as_object(reason.get("by")), parse_time(reason.get("indexedAt"))
    post_id = as_text(reason.get("uri")) or f"repost by {as_text(by.get('did'))[:200]} of {where.uri}"
    return PostSummary(
        post_id, build_sort_key(when, post_id), as_text(by.get("did"))[:200],
        published=format_time(when) if when else None, repost=True, handle=as_text(by.get("handle"))[:253],
    )  # fmt: skip


def build_post(record: bytes, context: PostContext) -> ParsedPost:
    """The post in full. See :class:`unroller.account_exports.export_format.ExportFormat`."""
    view, inner, where = _parse_record(record)
    if view["reason"]:
        refuse("a repost has no words of its own")
    author = bluesky_record.build_account(where.did, as_object(view.get("author")), context.owner)
    parsed = repository.build_record_post(inner, where, author, view.get("embed"))
    labels = [as_object(label).get("val") for label in as_list(as_object(view.get("author")).get("labels"))]
    notices = ((repository.HIDDEN,) if _HIDDEN in labels else ()) + ((_MISSING,) if view.get(CUT) is True else ())
    return replace(parsed, notices=(*parsed.notices, *notices))


FORMAT = ExportFormat(
    name="bluesky-json",
    label=Message("Bluesky posts as JSON"),
    platform=BLUESKY.platform,
    summarize=summarize,
    build_post=build_post,
    detect_file=detect_file,
    iter_records=iter_records,
)
READERS = (FORMAT,)
