"""Posts as version 2 writes them: a page of posts with what they refer to beside them, or each with all it needs."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import Any

from unroller.account_exports.base import RecordError
from unroller.account_exports.x import long_article, media, v1
from unroller.account_exports.x.json_values import (
    JsonObject,
    get_id,
    get_ids,
    get_object,
    get_objects,
    get_text,
    parse_date,
    parse_number,
)
from unroller.account_exports.x.raw_post import RawPost, find_handle_in_media, select_versions_until
from unroller.account_exports.x.text import EntitySpan, is_escaped, parse_v2_spans
from unroller.messages import technical
from unroller.regex import compile_re

_MEDIA = compile_re(r".{1,200}/status/([1-9][0-9]{0,19})/(?:photo|video)/[0-9]{1,3}", re.ASCII)


def is_v2_post(value: Any) -> bool:
    """Whether an object is a post of version 2."""
    return isinstance(value, dict) and isinstance(value.get("text"), str) and get_id(value, "id") != ""


def is_v2_page(value: Any) -> bool:
    """Whether an object is a page of version 2 (also one without posts), or one post with what it refers to."""
    if not isinstance(value, dict):
        return False
    data = value.get("data")
    if isinstance(data, list):
        return any(map(is_v2_post, data[:100]))
    return is_v2_post(data) or (data is None and get_object(value, "meta").get("result_count") == 0)


def iter_v2_posts(page: JsonObject) -> Iterator[JsonObject]:
    """The posts of a page, each with only what it needs; the authors' own among those referred to are posts too."""
    posts = page.get("data")
    data = [one for one in (posts if isinstance(posts, list) else [posts]) if isinstance(one, dict)]
    beside = _Includes(page)
    authors = {get_id(one, "author_id") for one in data} - {""}
    known = {get_id(one, "id") for one in data}
    own = [one for key, one in beside.tweets.items() if key not in known and get_id(one, "author_id") in authors]
    for one in (*data, *own):
        yield {"data": one, "includes": beside.select_for(one)}


class _Includes:
    """The objects that the posts of a page refer to (``includes``), by their keys."""

    def __init__(self, page: JsonObject) -> None:
        self.users = _index_by(page, "users", "id")
        self.tweets = _index_by(page, "tweets", "id")
        self.media = _index_by(page, "media", "media_key")
        self.polls = _index_by(page, "polls", "id")

    def select_for(self, post: JsonObject) -> dict[str, list[JsonObject]]:
        """What `post` refers to, and what those posts need to be shown."""
        others = [self.tweets[key] for key in _find_references(post) if key in self.tweets]
        keys: dict[str, list[str]] = {"users": [], "media": [], "polls": []}
        for one in (post, *others):
            keys["users"] += [get_id(one, "author_id"), get_id(one, "in_reply_to_user_id")]
            keys["media"] += _find_keys(one, "media_keys")
            keys["polls"] += _find_keys(one, "poll_ids")
        result = {
            "users": _pick(self.users, keys["users"]),
            "tweets": others,
            "media": _pick(self.media, keys["media"]),
            "polls": _pick(self.polls, keys["polls"]),
        }
        return {kind: values for kind, values in result.items() if values}


def _index_by(page: JsonObject, kind: str, key: str) -> dict[str, JsonObject]:
    values = get_object(page, "includes").get(kind)
    rows = [one for one in values if isinstance(one, dict)] if isinstance(values, list) else []
    return {get_text(one, key): one for one in rows if get_text(one, key)}


def _pick(known: dict[str, JsonObject], keys: Iterable[str]) -> list[JsonObject]:
    return [known[key] for key in dict.fromkeys(keys) if key in known]


def _find_keys(post: JsonObject, name: str) -> list[str]:
    values = get_object(post, "attachments").get(name)
    return [one for one in values[:100] if isinstance(one, str)] if isinstance(values, list) else []


def _find_references(post: JsonObject) -> list[str]:
    return [key for one in get_objects(post, "referenced_tweets") if (key := get_id(one, "id"))]


def parse_v2_post(record: JsonObject, *, depth: int = 0) -> RawPost:
    """What a post says: one with what it refers to (``data``, ``includes``), or a flattened one, which holds that.

    Raises:
        RecordError: it has no id, or no text.
    """
    post = get_object(record, "data") or record
    return _parse_post(post, _Includes(record), depth)


def _parse_post(post: JsonObject, beside: _Includes, depth: int) -> RawPost:
    post_id = get_id(post, "id")
    if not post_id or not isinstance(post.get("text"), str):
        raise RecordError(technical("it has no id or no text of a post"))
    note = get_object(post, "note_tweet")
    words = get_text(note, "text") or get_text(post, "text")
    entities = get_object(note, "entities") if get_text(note, "text") else get_object(post, "entities")
    pictures = media.parse_v2_media(_find_media(post, beside))
    referred = {get_text(one, "type"): one for one in get_objects(post, "referenced_tweets")}
    quoted, passed, parent = (referred.get(kind, {}) for kind in ("quoted", "retweeted", "replied_to"))
    author_id = get_id(post, "author_id")
    user = beside.users.get(author_id) or get_object(post, "author")
    answered = get_id(post, "in_reply_to_user_id")
    metrics = get_object(post, "public_metrics")
    is_poll, options = _find_poll(post, beside)
    return RawPost(
        id=post_id,
        text=words,
        spans=tuple(_mark_media_spans(entities, post_id, bool(pictures))),
        escaped=is_escaped(words) if get_text(note, "text") else True,
        created=parse_date(get_text(post, "created_at")),
        author=v1.build_account({"id": author_id, **user}) if author_id or user else None,
        parent=get_id(parent, "id") or None,
        parent_author=answered or None,
        answers=get_text(beside.users.get(answered) or get_object(post, "in_reply_to_user"), "username"),
        lang=v1.normalize_language(get_text(post, "lang")),
        likes=parse_number(metrics.get("like_count")),
        media=tuple(pictures),
        pictures=len(pictures) or len(_find_keys(post, "media_keys")),
        versions=select_versions_until(post_id, get_ids(post, "edit_history_tweet_ids")),
        limit=v1.find_limit(user),
        quotes=_parse_referenced(quoted, beside, depth),
        quoted=(get_id(quoted, "id"),) if get_id(quoted, "id") else (),
        repost=next(iter(_parse_referenced(passed, beside, depth)), None),
        reposted=bool(passed),
        listed=isinstance(post.get("entities"), dict) or bool(note),
        handle=find_handle_in_media(get_objects(post, "entities", "urls"), post_id),
        options=options,
        lost=("poll",) if is_poll and not options else (),
        article=long_article.parse_article({"id": post_id, **get_object(post, "article")})
        if get_object(post, "article")
        else None,
    )


def _find_poll(post: JsonObject, beside: _Includes) -> tuple[bool, tuple[str, ...]]:
    """Whether a post holds a poll, and its options where they were asked for."""
    keys = _find_keys(post, "poll_ids")
    polls = [get_object(post, "attachments", "poll"), *_pick(beside.polls, keys)]
    labels = (get_text(one, "label") for poll in polls for one in get_objects(poll, "options"))
    options = tuple(dict.fromkeys(filter(None, labels)))
    return bool(keys) or bool(options), options


def _find_media(post: JsonObject, beside: _Includes) -> list[JsonObject]:
    return get_objects(post, "attachments", "media") or _pick(beside.media, _find_keys(post, "media_keys"))


def _parse_referenced(reference: JsonObject, beside: _Includes, depth: int) -> tuple[RawPost, ...]:
    """The post referred to, where it is there."""
    post = beside.tweets.get(get_id(reference, "id")) or (reference if is_v2_post(reference) else None)
    if post is None or depth:
        return ()
    try:
        return (_parse_post(post, beside, depth + 1),)
    except RecordError:
        return ()


def _mark_media_spans(entities: JsonObject, post_id: str, has_pictures: bool) -> Iterator[EntitySpan]:
    """The spans; a picture's address counts as one only where there is a picture to show instead."""
    for span in parse_v2_spans(entities):
        match = _MEDIA.fullmatch(span.long) if span.kind in ("url", "media") else None
        is_media = span.kind == "media" or (match is not None and match[1] == post_id)
        yield span._replace(kind="media" if has_pictures else "url") if is_media else span
