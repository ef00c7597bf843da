"""Archives of Mastodon and answers of its interface, made from what an invented account wrote."""

from __future__ import annotations

import html
import json
from typing import Any

from tests.support.builders.invented_account import Piece, Said, Truth, shuffled

HOST = "social.example"
ACTOR = f"https://{HOST}/users/writer"
PUBLIC = "https://www.w3.org/ns/activitystreams#Public"
#: The numbers of posts on the server: eighteen digits, growing with time.
FIRST = 110_000_000_000_000_000


def post_id(number: int) -> str:
    """The server's number of a post."""
    return str(FIRST + number * 977)


def uri(number: int, actor: str = ACTOR) -> str:
    """The address of a post."""
    return f"{actor}/statuses/{post_id(number)}"


def content(pieces: tuple[Piece, ...]) -> str:
    """A text as the server writes it: paragraphs, breaks, and links taken apart for showing."""
    written = []
    for kind, text in pieces:
        escaped = html.escape(text, quote=False)
        if kind == "text":
            written.append(escaped)
        elif kind == "url":
            shown = text.removeprefix("https://")
            written.append(
                f'<a href="{html.escape(text)}" target="_blank" rel="nofollow noopener noreferrer" translate="no">'
                f'<span class="invisible">https://</span><span class="ellipsis">{html.escape(shown[:20])}</span>'
                f'<span class="invisible">{html.escape(shown[20:])}</span></a>'
            )
        elif kind == "mention":
            name = text.removeprefix("@")
            written.append(
                f'<span class="h-card" translate="no"><a href="https://{name}/@{name}" class="u-url mention">'
                f"@<span>{name}</span></a></span>"
            )
        else:
            tag = text.removeprefix("#")
            written.append(
                f'<a href="https://{HOST}/tags/{tag}" class="mention hashtag" rel="tag">#<span>{tag}</span></a>'
            )
    paragraphs = "".join(written).strip().split("\n\n")
    return "".join(f"<p>{paragraph.strip(chr(10)).replace(chr(10), '<br />')}</p>" for paragraph in paragraphs)


def audience(limit: str, actor: str = ACTOR) -> dict[str, list[str]]:
    """Whom a post is for."""
    followers = f"{actor}/followers"
    return {
        "": {"to": [PUBLIC], "cc": [followers]},
        "unlisted": {"to": [followers], "cc": [PUBLIC]},
        "followers": {"to": [followers], "cc": []},
        "direct": {"to": [f"https://{HOST}/users/friend"], "cc": []},
    }[limit]


def note(said: Said, actor: str = ACTOR, **more: Any) -> dict[str, Any]:
    """A post as ActivityStreams writes it."""
    parent = uri(said.parent, actor) if said.parent else None
    if said.to:
        parent = f"https://other.example/users/{said.to}/statuses/{post_id(said.number + 5000)}"
    pictures = [
        {"type": "Document", "mediaType": "image/png", "name": said.alt, "blurhash": "x", "focalPoint": [0.0, 0.0],
         "url": f"/media_attachments/files/{said.number:03}/original/p{said.number}.png"}
    ] if said.alt else []  # fmt: skip
    return {
        "id": uri(said.number, actor), "type": "Note", "summary": None, "inReplyTo": parent,
        "published": said.at.strftime("%Y-%m-%dT%H:%M:%SZ"), "url": f"https://{HOST}/@writer/{post_id(said.number)}",
        "attributedTo": actor, **audience(said.limit, actor), "sensitive": False, "content": content(said.pieces),
        "contentMap": {"en": content(said.pieces)}, "attachment": pictures, "tag": [],
        "likes": {"id": f"{uri(said.number, actor)}/likes", "type": "Collection", "totalItems": said.number}, **more,
    }  # fmt: skip


def activity(said: Said, actor: str = ACTOR) -> dict[str, Any]:
    """An item of the outbox."""
    shared = {
        "id": f"{uri(said.number, actor)}/activity", "actor": actor,
        "published": said.at.strftime("%Y-%m-%dT%H:%M:%SZ"), **audience(said.limit, actor),
    }  # fmt: skip
    if said.repost:
        return {**shared, "type": "Announce", "object": f"https://other.example/users/x/statuses/{said.number}"}
    return {**shared, "type": "Create", "object": note(said, actor)}


def archive(truth: Truth, prefix: str = "", actor: str = ACTOR) -> dict[str, bytes]:
    """The members of an archive, by name."""
    items = [activity(said, actor) for said in shuffled(truth.said)]
    outbox = {
        "@context": "https://www.w3.org/ns/activitystreams", "id": "outbox.json", "type": "OrderedCollection",
        "totalItems": len(items), "orderedItems": items,
    }  # fmt: skip
    person = {
        "id": actor, "type": "Person", "preferredUsername": "writer", "name": "A Writer :blob:",
        "url": f"https://{HOST}/@writer", "followers": f"{actor}/followers", "outbox": "outbox.json",
    }  # fmt: skip
    members = {
        "actor.json": json.dumps(person).encode(), "outbox.json": json.dumps(outbox).encode(),
        "likes.json": b"{}", "bookmarks.json": b"{}", "avatar.png": b"\x89PNG",
    }  # fmt: skip
    for said in truth.said:
        if said.alt:
            members[f"media_attachments/files/{said.number:03}/original/p{said.number}.png"] = b"\x89PNG" + bytes(
                [said.number % 256]
            )
    return {prefix + name: data for name, data in members.items()}


def status(said: Said, **more: Any) -> dict[str, Any]:
    """A post as the REST interface gives it."""
    account = {"id": "7", "username": "writer", "acct": "writer", "display_name": "A Writer",
               "url": f"https://{HOST}/@writer"}  # fmt: skip
    visibility = {"": "public", "followers": "private"}.get(said.limit, said.limit)
    given = {
        "id": post_id(said.number), "created_at": said.at.strftime("%Y-%m-%dT%H:%M:%S.000Z"),
        "in_reply_to_id": post_id(said.parent) if said.parent else "9" if said.to else None,
        "in_reply_to_account_id": "7" if said.parent else "8" if said.to else None, "sensitive": False,
        "spoiler_text": "", "visibility": visibility, "language": "en", "uri": uri(said.number),
        "url": f"https://{HOST}/@writer/{post_id(said.number)}", "favourites_count": 3, "edited_at": None,
        "content": content(said.pieces), "reblog": None, "account": account, "media_attachments": [], "mentions": [],
        "tags": [], "emojis": [], "card": None, "poll": None,
    }  # fmt: skip
    return {**given, **more}
