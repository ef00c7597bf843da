"""Posts as version 2 writes them: a page of posts with what they refer to beside them, or each with all it needs."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import Any

from unroller.account_exports.base import RecordError
from unroller.account_exports.x import long_article, media, v1
from unroller.account_exports.x.dates import moment
from unroller.account_exports.x.json_values import ident, idents, inner, items, number, text
from unroller.account_exports.x.raw_post import Told, betrayed, up_to
from unroller.account_exports.x.text import Span, seems_escaped, spans_v2

_MEDIA = re.compile(r".{1,200}/status/([1-9][0-9]{0,19})/(?:photo|video)/[0-9]{1,3}", re.ASCII)

_Record = dict[str, Any]


def is_post(value: Any) -> bool:
    """Whether an object is a post of version 2."""
    return isinstance(value, dict) and isinstance(value.get("text"), str) and ident(value, "id") != ""


def is_page(value: Any) -> bool:
    """Whether an object is a page of version 2 (also one without posts), or one post with what it refers to."""
    if not isinstance(value, dict):
        return False
    data = value.get("data")
    if isinstance(data, list):
        return any(map(is_post, data[:100]))
    return is_post(data) or (data is None and inner(value, "meta").get("result_count") == 0)


def posts(page: _Record) -> Iterator[_Record]:
    """The posts of a page, each with only what it needs; the authors' own among those referred to are posts too."""
    found = page.get("data")
    data = [one for one in (found if isinstance(found, list) else [found]) if isinstance(one, dict)]
    beside = _Beside(page)
    authors = {ident(one, "author_id") for one in data} - {""}
    known = {ident(one, "id") for one in data}
    own = [one for key, one in beside.tweets.items() if key not in known and ident(one, "author_id") in authors]
    for one in (*data, *own):
        yield {"data": one, "includes": beside.needed(one)}


class _Beside:
    """What stands beside the posts of a page, by its key."""

    def __init__(self, page: _Record) -> None:
        self.users = _by(page, "users", "id")
        self.tweets = _by(page, "tweets", "id")
        self.media = _by(page, "media", "media_key")
        self.polls = _by(page, "polls", "id")

    def needed(self, post: _Record) -> dict[str, list[_Record]]:
        """What `post` refers to, and what those posts need to be shown."""
        others = [self.tweets[key] for key in _references(post) if key in self.tweets]
        keys: dict[str, list[str]] = {"users": [], "media": [], "polls": []}
        for one in (post, *others):
            keys["users"] += [ident(one, "author_id"), ident(one, "in_reply_to_user_id")]
            keys["media"] += _keys(one, "media_keys")
            keys["polls"] += _keys(one, "poll_ids")
        found = {
            "users": _picked(self.users, keys["users"]),
            "tweets": others,
            "media": _picked(self.media, keys["media"]),
            "polls": _picked(self.polls, keys["polls"]),
        }
        return {kind: values for kind, values in found.items() if values}


def _by(page: _Record, kind: str, key: str) -> dict[str, _Record]:
    found = inner(page, "includes").get(kind)
    rows = [one for one in found if isinstance(one, dict)] if isinstance(found, list) else []
    return {text(one, key): one for one in rows if text(one, key)}


def _picked(known: dict[str, _Record], keys: Iterable[str]) -> list[_Record]:
    return [known[key] for key in dict.fromkeys(keys) if key in known]


def _keys(post: _Record, name: str) -> list[str]:
    found = inner(post, "attachments").get(name)
    return [one for one in found[:100] if isinstance(one, str)] if isinstance(found, list) else []


def _references(post: _Record) -> list[str]:
    return [key for one in items(post, "referenced_tweets") if (key := ident(one, "id"))]


def told(record: _Record, *, depth: int = 0) -> Told:
    """What a post says: one with what it refers to (``data``, ``includes``), or a flattened one, which holds that.

    Raises:
        RecordError: it has no id, or no text.
    """
    post = inner(record, "data") or record
    return _told(post, _Beside(record), depth)


def _told(post: _Record, beside: _Beside, depth: int) -> Told:
    post_id = ident(post, "id")
    if not post_id or not isinstance(post.get("text"), str):
        raise RecordError("it has no id or no text of a post")
    note = inner(post, "note_tweet")
    words = text(note, "text") or text(post, "text")
    entities = inner(note, "entities") if text(note, "text") else inner(post, "entities")
    pictures = media.of_v2(_media(post, beside))
    referred = {text(one, "type"): one for one in items(post, "referenced_tweets")}
    quoted, passed, parent = (referred.get(kind, {}) for kind in ("quoted", "retweeted", "replied_to"))
    author_id = ident(post, "author_id")
    user = beside.users.get(author_id) or inner(post, "author")
    answered = ident(post, "in_reply_to_user_id")
    metrics = inner(post, "public_metrics")
    return Told(
        id=post_id,
        text=words,
        spans=tuple(_spans(entities, post_id, bool(pictures))),
        escaped=seems_escaped(words) if text(note, "text") else True,
        created=moment(text(post, "created_at")),
        author=v1.account({"id": author_id, **user}) if author_id or user else None,
        parent=ident(parent, "id") or None,
        parent_author=answered or None,
        answers=text(beside.users.get(answered) or inner(post, "in_reply_to_user"), "username"),
        lang=v1.language(text(post, "lang")),
        likes=number(metrics.get("like_count")),
        media=tuple(pictures),
        pictures=len(pictures) or len(_keys(post, "media_keys")),
        versions=up_to(post_id, idents(post, "edit_history_tweet_ids")),
        limit=v1.limit(user),
        quotes=_other(quoted, beside, depth),
        quoted=(ident(quoted, "id"),) if ident(quoted, "id") else (),
        repost=next(iter(_other(passed, beside, depth)), None),
        reposted=bool(passed),
        listed=isinstance(post.get("entities"), dict) or bool(note),
        handle=_betrayed(post, post_id),
        article=long_article.read({"id": post_id, **inner(post, "article")}) if inner(post, "article") else None,
    )


def _betrayed(post: _Record, post_id: str) -> str:
    urls = items(post, "entities", "urls")
    return next((name for one in urls if (name := betrayed(text(one, "expanded_url"), post_id))), "")


def _media(post: _Record, beside: _Beside) -> list[_Record]:
    return items(post, "attachments", "media") or _picked(beside.media, _keys(post, "media_keys"))


def _other(reference: _Record, beside: _Beside, depth: int) -> tuple[Told, ...]:
    """The post referred to, where it is there."""
    post = beside.tweets.get(ident(reference, "id")) or (reference if is_post(reference) else None)
    if post is None or depth:
        return ()
    try:
        return (_told(post, beside, depth + 1),)
    except RecordError:
        return ()


def _spans(entities: _Record, post_id: str, has_pictures: bool) -> Iterator[Span]:
    """The spans; a picture's address counts as one only where there is a picture to show instead."""
    for span in spans_v2(entities):
        match = _MEDIA.fullmatch(span.long) if span.kind in ("url", "media") else None
        is_media = span.kind == "media" or (match is not None and match[1] == post_id)
        yield span._replace(kind="media" if has_pictures else "url") if is_media else span
