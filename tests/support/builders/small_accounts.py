"""Small accounts of Mastodon, Misskey and Bluesky for tests, written post by post."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from typing import Any

from tests.support.builders.bluesky import DID, Repository

PUBLIC = "https://www.w3.org/ns/activitystreams#Public"
ACTOR = "https://quay.example/users/heron"


def ap_id(number: int) -> str:
    """The address of a post."""
    return f"{ACTOR}/statuses/{number}"


def ap_note(number: int, text: str, parent: int | str | None = None, **more: Any) -> dict[str, Any]:
    """A public post; `parent` is the number of an own post, or an address."""
    above = ap_id(parent) if isinstance(parent, int) else parent
    return {
        "id": ap_id(number), "type": "Note", "inReplyTo": above, "published": f"2025-03-01T08:{number:02}:00Z",
        "url": f"https://quay.example/@heron/{number}", "attributedTo": ACTOR, "to": [PUBLIC],
        "cc": [f"{ACTOR}/followers"], "content": f"<p>{text}</p>", "attachment": [], "tag": [], **more,
    }  # fmt: skip


def ap_limited(number: int, text: str, parent: int | None = None, to: str = f"{ACTOR}/followers") -> dict[str, Any]:
    """A post for followers, or for whomever `to` names."""
    return ap_note(number, text, parent, to=[to], cc=[])


def create(post: Mapping[str, Any]) -> dict[str, Any]:
    """An item of the outbox."""
    shared = {key: post[key] for key in ("published", "to", "cc") if key in post}
    return {"id": f"{post.get('id')}/activity", "type": "Create", "actor": ACTOR, "object": dict(post), **shared}


def outbox(posts: Sequence[Mapping[str, Any]] | Mapping[str, Any]) -> dict[str, bytes]:
    """The members of an archive with these posts; one post alone is written without a list, as compacted JSON-LD is."""
    items: Any = create(posts) if isinstance(posts, Mapping) else list(map(create, posts))
    person = {"id": ACTOR, "preferredUsername": "heron", "url": "https://quay.example/@heron"}
    document = {"type": "OrderedCollection", "totalItems": 1, "orderedItems": items}
    return {"outbox.json": json.dumps(document).encode(), "actor.json": json.dumps(person).encode()}


def note(number: int, text: str | None, parent: int | str | None = None, **more: Any) -> dict[str, Any]:
    """A note of Misskey's export."""
    above = f"a{parent:03}" if isinstance(parent, int) else parent
    return {
        "id": f"a{number:03}", "text": text, "createdAt": f"2025-04-02T09:{number:02}:00.000Z", "fileIds": [],
        "replyId": above, "renoteId": None, "poll": None, "cw": None, "visibility": "public", "visibleUserIds": [],
        "localOnly": False, **more,
    }  # fmt: skip


def notes(*given: Mapping[str, Any]) -> bytes:
    """The file of these notes, a line each, as the server writes them."""
    return b"[" + b",\n".join(json.dumps(one, ensure_ascii=False).encode() for one in given) + b"]"


def at(rkey: str, kind: str = "app.bsky.feed.post") -> str:
    """The address of a record of the account's."""
    return f"at://{DID}/{kind}/{rkey}"


def bluesky_post(number: int, text: Any, parent: str | None = None, **more: Any) -> dict[str, Any]:
    """A post's record; `parent` is the key of an own one."""
    reply = {"uri": at(parent), "cid": "b"} if parent else None
    return {
        "$type": "app.bsky.feed.post", "text": text, "createdAt": f"2025-06-03T07:{number:02}:00.000Z",
        **({"reply": {"root": reply, "parent": reply}} if reply else {}), **more,
    }  # fmt: skip


def repository(records: Mapping[str, Any]) -> bytes:
    """The file of a repository with these records, by key; those without a kind are posts."""
    return Repository().car({key if "/" in key else f"app.bsky.feed.post/{key}": one for key, one in records.items()})
