"""Exports of Threads as Meta writes them, made from what an invented account wrote: bytes of UTF-8 as characters."""

from __future__ import annotations

import json
from typing import Any

from tests.support.builders.invented_account import Said, Truth, shuffled

FILE = "your_instagram_activity/threads/threads_and_replies.json"
PERSON = "personal_information/personal_information/personal_information.json"


def garbled(text: str) -> str:
    """A text as the export writes it."""
    return text.encode().decode("latin-1")


def post(said: Said, *, named: bool = True, on_top: bool = False) -> dict[str, Any]:
    """A post; `named`: the newest exports say whom it answers, `on_top`: the text stands on the post."""
    app: dict[str, Any] = {"reply_control": "everyone", "is_reply": bool(said.parent or said.to)}
    if named and (said.parent or said.to):
        app["in_reply_to_username"] = "Writer" if said.parent else said.to
    seconds = int(said.at.timestamp())
    item: dict[str, Any] = {"uri": "", "creation_timestamp": seconds, "title": "" if on_top else garbled(said.text),
                            "text_app_post": app}  # fmt: skip
    media = [item]
    if said.alt:
        exif = {"photo_metadata": {"exif_data": [{"device_id": "android-1234", "latitude": 1.5, "longitude": 2.5}]}}
        media = [
            {**item, "uri": f"media/posts/202305/p{said.number}.jpg", "media_metadata": exif},
            {**item, "uri": f"media/posts/202305/q{said.number}.mp4", "title": ""},
        ]
    return {"media": media, **({"title": garbled(said.text), "creation_timestamp": seconds} if on_top else {})}


def export(truth: Truth, prefix: str = "", *, named: bool = True) -> dict[str, bytes]:
    """The members of the ZIP, by name."""
    posts = [post(said, named=named, on_top=said.number % 3 == 0) for said in shuffled(truth.said)
             if not said.repost and not said.limit]  # fmt: skip
    person = {"profile_user": [{"title": "Writer", "string_map_data": {
        "Email": {"href": "", "value": "writer@mail.example"},
        garbled("Nome de usuário"): {"href": "", "value": "Writer", "timestamp": 0},
    }}]}  # fmt: skip
    members = {
        FILE: json.dumps({"text_post_app_text_posts": posts}, indent=1).encode(),
        PERSON: json.dumps(person).encode(),
        "your_instagram_activity/messages/inbox/x/message_1.json": b"{}",
        "media/posts/202305/p1.jpg": b"\xff\xd8",
    }
    return {prefix + name: data for name, data in members.items()}
