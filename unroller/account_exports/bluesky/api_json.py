"""Posts of Bluesky as its servers answer with them, saved as JSON: a thread, a feed, posts alone or a line each.

What :func:`expand` yields are the views of the posts (or records, where nothing else is there). A repost carries its
reason beside it; a post at which the answer was cut carries a key of ours (:data:`CUT`).
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from typing import Any

from unroller.account_exports.base import Context, Head, Made, Member
from unroller.account_exports.bluesky import record as bluesky_record
from unroller.account_exports.bluesky import repository
from unroller.account_exports.bluesky.record import POSTS, Place, place
from unroller.account_exports.export_format import Shape
from unroller.account_exports.json_values import (
    count,
    documents,
    encoded,
    fields,
    moment,
    order,
    posts_as_json,
    refuse,
    rows,
    stated,
    table,
    word,
)
from unroller.model import Notice

#: The key that marks a post behind which its file ends too early.
CUT = "unrollerCut"
_TYPE = re.compile(rb'"app\.bsky\.(?:feed\.post|feed\.defs#|unspecced\.defs#threadItem)')
_LARGEST = 64 * 2**20
#: The depth that servers answer with when none is asked for; the public one goes to ten whatever is asked.
_DEPTH = 6
_MISSING = Notice(
    "missing-posts",
    "later posts may be missing: the file ends where a server stops; save the thread from its last post on too",
)
#: What a thread is made of.
_NODES = ("#threadViewPost", "#notFoundPost", "#blockedPost")
#: So deep in a post stand the addresses of what it answers and quotes.
_ADDRESSED = 4
_HIDDEN = "!no-unauthenticated"


def sniff(name: str, start: bytes) -> Member | None:
    """What a file of such posts is: lines, a list, or a document."""
    if not _TYPE.search(start) or b"at://" not in start:
        return None
    return posts_as_json(name, start)


def expand(data: bytes) -> Iterator[bytes]:
    """The posts in a document, a line or an item of a list, each once.

    Raises:
        RecordError: it is no JSON.
    """
    for value in documents(data, _LARGEST):
        for one in rows(value):
            seen: set[str] = set()
            for found in _posts(one) if isinstance(one, dict) else [one]:
                uri = word(table(found).get("uri")) if "reason" not in table(found) else ""
                if uri and uri in seen:
                    continue
                seen.add(uri)
                yield found if isinstance(found, bytes) else encoded(found)


def _posts(value: dict[str, Any]) -> Iterator[Any]:
    thread = value.get("thread")
    if isinstance(thread, list):
        yield from map(_flat, thread)
    elif isinstance(thread, dict) or word(value.get("$type")).endswith(_NODES) or "replies" in value:
        yield from _tree(thread if isinstance(thread, dict) else value)
    elif isinstance(value.get("feed"), list):
        for item in value["feed"]:
            yield from _fed(table(item))
    elif isinstance(value.get("post"), dict):
        yield from _fed(value)
    elif isinstance(value.get("posts"), list):
        yield from value["posts"]
    elif isinstance(value.get("records"), list):
        yield from value["records"]
    else:
        yield value


def _flat(item: object) -> dict[str, Any]:
    """One item of the newer, flat answer."""
    value = table(table(item).get("value"))
    view = table(value.get("post"))
    if not view:
        return {"lost": "deleted, blocked, or shown only to people who are logged in"}
    return {**view, CUT: True} if count(value.get("moreReplies")) and value.get("opThread") is True else view


def _fed(item: dict[str, Any]) -> Iterator[dict[str, Any]]:
    """A feed's item: a post, with the reason why it is there, and what it answers."""
    view, reason = table(item.get("post")), table(item.get("reason"))
    reply = table(item.get("reply"))
    if word(reason.get("$type")).endswith("#reasonRepost"):
        yield {"post": view, "reason": reason}
        return
    for above in (reply.get("root"), reply.get("parent")):
        # The beginning of a thread often stands nowhere else; what other people wrote is not needed.
        same = table(table(above).get("author")).get("did") == table(view.get("author")).get("did")
        if isinstance(table(above).get("record"), dict) and same:
            yield table(above)
    yield view


def _tree(top: dict[str, Any]) -> list[dict[str, Any]]:
    """The posts of a nested answer: those above, then those below, in whatever order; the last level may be cut."""
    above, node = [], table(top.get("parent"))
    while node:
        above.append(table(node.get("post")))
        node = table(node.get("parent"))
    found: list[tuple[int, dict[str, Any], bool]] = []
    waiting = [(0, top)]
    while waiting:
        depth, node = waiting.pop()
        if isinstance(node.get("post"), dict):
            found.append((depth, node["post"], bool(node.get("replies"))))
            waiting.extend((depth + 1, table(one)) for one in reversed(rows(node.get("replies"))))
    if not found:
        return [{"lost": "deleted, blocked, or not there"}]
    edge = max(depth for depth, _, _ in found)
    return [view for view in reversed(above) if view] + [
        {**view, CUT: True} if depth == edge >= _DEPTH and not replies and count(view.get("replyCount")) else view
        for depth, view, replies in found
    ]


def _parts(record: bytes) -> tuple[dict[str, Any], dict[str, Any], Place]:
    """A post as it is shown, its record, and where that is."""
    value = fields(record)
    if lost := word(value.get("lost")):
        refuse(f"a post that is {lost}")
    view = table(value.get("post")) or value
    inner = _by_id(table(view.get("record")) or table(view.get("value")), view)
    where = place(_by_id(view.get("uri"), view))
    if where is None or where.kind != POSTS or not isinstance(inner.get("text"), str):
        refuse("no post of Bluesky's")
    return {**view, "reason": table(value.get("reason"))}, inner, where


def _by_id(value: Any, view: dict[str, Any], depth: int = 0) -> Any:
    """`value` with the author's id in the addresses that name the author by the handle, which changes."""
    author = table(view.get("author"))
    handle, did = word(author.get("handle")), word(author.get("did"))
    if not handle or not did:
        return value
    if isinstance(value, str):
        begin = f"at://{handle.lower()}/"
        return f"at://{did}/{value[len(begin) :]}" if value[: len(begin)].lower() == begin else value
    if isinstance(value, dict) and depth < _ADDRESSED:
        named = ("reply", "root", "parent", "embed", "record", "uri")
        return {key: _by_id(one, view, depth + 1) if key in named else one for key, one in value.items()}
    return value


def head(record: bytes) -> Head:
    """What threads are assembled from. See :class:`unroller.account_exports.base.Shape`."""
    view, inner, where = _parts(record)
    found = bluesky_record.head(inner, where)
    handle = bluesky_record.account(where.did, table(view.get("author"))).handle
    found = replace(found, likes=count(view.get("likeCount")), handle="" if handle == where.did else handle)
    reason = view["reason"]
    if not reason:
        return found
    by, when = table(reason.get("by")), moment(reason.get("indexedAt"))
    post_id = word(reason.get("uri")) or f"repost by {word(by.get('did'))[:200]} of {where.uri}"
    return Head(
        post_id, order(when, post_id), word(by.get("did"))[:200], published=stated(when) if when else None, repost=True,
        handle=word(by.get("handle"))[:253],
    )  # fmt: skip


def post(record: bytes, context: Context) -> Made:
    """The post in full. See :class:`unroller.account_exports.base.Shape`."""
    view, inner, where = _parts(record)
    if view["reason"]:
        refuse("a repost has no words of its own")
    author = bluesky_record.account(where.did, table(view.get("author")), context.owner)
    found = repository.made(inner, where, author, view.get("embed"))
    labels = [table(label).get("val") for label in rows(table(view.get("author")).get("labels"))]
    notices = ((repository.HIDDEN,) if _HIDDEN in labels else ()) + ((_MISSING,) if view.get(CUT) is True else ())
    return replace(found, notices=(*found.notices, *notices))


SHAPE = Shape(
    name="bluesky-json",
    label="Bluesky posts as JSON",
    platform="bluesky",
    head=head,
    post=post,
    sniff=sniff,
    expand=expand,
)
