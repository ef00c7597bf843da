"""The head of an archive's post in microseconds. What is not quite as usual goes the long way, to the same end."""

from __future__ import annotations

from operator import attrgetter
from typing import Any

import msgspec

from unroller.account_exports.base import ParsedPost, PostContext, PostSummary
from unroller.account_exports.x import long_article, v1
from unroller.account_exports.x.build_post import build_post
from unroller.account_exports.x.json_values import is_id, load_object, parse_date
from unroller.account_exports.x.raw_post import (
    REPOST,
    RawPost,
    extract_opening,
    find_handle_in_media_url,
    find_referenced_id,
    select_versions_until,
    summarize_post,
)


class _Address(msgspec.Struct, gc=False):
    url: str = ""
    expanded_url: str = ""


class _Entities(msgspec.Struct, gc=False):
    urls: list[_Address] = []
    media: list[_Address] = []


class _Media(msgspec.Struct, gc=False):
    media: list[_Address] = []


class _Versions(msgspec.Struct, gc=False, rename="camel"):
    edit_tweet_ids: list[str] = []


class _Edit(msgspec.Struct, gc=False, rename="camel"):
    edit_control_initial: _Versions | None = None


class _EditInfo(msgspec.Struct, gc=False):
    initial: _Versions | None = None
    edit: _Edit | None = None


class _User(msgspec.Struct, gc=False):
    id_str: str = ""
    screen_name: str = ""
    protected: bool = False


class _Tweet(msgspec.Struct, gc=False):
    id_str: str = ""
    created_at: str = ""
    full_text: str | None = None
    text: str | None = None
    entities: _Entities | None = None
    extended_entities: _Media | None = None
    in_reply_to_status_id_str: str | None = None
    in_reply_to_user_id_str: str | None = None
    in_reply_to_screen_name: str | None = None
    favorite_count: int | None = None
    edit_info: _EditInfo | None = None
    user: _User | None = None
    # A post with one of these is parsed in full.
    extended_tweet: Any = None
    retweeted_status: Any = None
    quoted_status: Any = None
    quoted_status_id_str: Any = None
    edit_control: Any = None
    edit_history: Any = None
    quoted_tweet: Any = None
    note_tweet: Any = None
    scopes: Any = None
    media_details: Any = msgspec.field(default=None, name="mediaDetails")
    legacy: Any = None
    in_reply_to_user_id: Any = None
    in_reply_to_status_id: Any = None


class _Item(_Tweet, gc=False):
    """A post, with or without the object around it that archives have since 2020."""

    tweet: _Tweet | None = None


_RARE = (
    "retweeted_status extended_tweet quoted_status quoted_status_id_str edit_control edit_history quoted_tweet "
    "note_tweet scopes media_details legacy"
).split()
_RARE_FIELDS = attrgetter(*_RARE)
_NO_RARE_FIELDS = (None,) * len(_RARE)
_decode = msgspec.json.Decoder(_Item, strict=False).decode


def summarize(record: bytes) -> PostSummary:
    """What threads are assembled from, of a post in an archive.

    Raises:
        RecordError: it is no post, or has no id or text.
    """
    return summarize_fast(record) or long_article.summarize_article(record) or summarize_post(parse_post(record))


def summarize_fast(record: bytes) -> PostSummary | None:
    """The head of a post in which nothing is out of the ordinary; None for all that is to be read the long way."""
    try:
        item = _decode(record)
    except (ValueError, RecursionError):
        return None
    return _summarize_tweet(item.tweet or item)


def build_archived_post(record: bytes, context: PostContext) -> ParsedPost:
    """A post of an archive in full.

    Raises:
        RecordError: it is no post, or has no id or text.
    """
    return build_post(parse_post(record), context)


def parse_post(record: bytes) -> RawPost:
    """What a post of an archive says, read the long way."""
    value = load_object(record)
    if long_article.is_article_record(value):
        return parse_article_post(value)
    return v1.parse_v1_post(v1.unwrap_post(value))


def parse_article_post(value: dict[str, Any]) -> RawPost:
    """An article that no post carries, as a post."""
    article = long_article.require_article(value)
    return RawPost(f"article-{article.id}", "", created=article.created, article=article, listed=True)


def _summarize_tweet(tweet: _Tweet) -> PostSummary | None:
    words = tweet.full_text or tweet.text
    own, created, entities, user = tweet.id_str, parse_date(tweet.created_at), tweet.entities, tweet.user
    if not words or not own or not is_id(own) or created is None or entities is None or _is_unusual(tweet):
        return None
    parent, parent_author = tweet.in_reply_to_status_id_str, tweet.in_reply_to_user_id_str
    if (parent and not is_id(parent)) or (parent_author and not is_id(parent_author)):
        return None
    media = (tweet.extended_entities.media if tweet.extended_entities else None) or entities.media
    repost = words.startswith("RT @") and REPOST.match(words) is not None
    handle = ""
    if user is not None:
        handle = user.screen_name
        if not handle or not is_id(user.id_str or "x"):
            return None
    elif media:
        handle = next((name for one in media if (name := find_handle_in_media_url(one.expanded_url, own))), "")
    return PostSummary(
        id=own,
        order=own.zfill(20),
        author=user.id_str if user else "",
        parent=parent or None,
        parent_author=parent_author or None,
        reply=bool(parent or parent_author or tweet.in_reply_to_screen_name),
        published=created,
        repost=repost,
        limit="followers" if user and user.protected else None,
        likes=tweet.favorite_count,
        media=len(media),
        versions=_find_versions(tweet.edit_info, own) if tweet.edit_info else (),
        opening="" if repost else extract_opening(words, _find_short_urls(media)).replace("\0", "\ufffd"),
        handle=handle,
        quoted=_find_quoted(entities.urls, own) if entities.urls else (),
    )


def _find_short_urls(media: list[_Address]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(one.url for one in media if one.url)) if media else ()


def _is_unusual(tweet: _Tweet) -> bool:
    likes = tweet.favorite_count
    return (
        (likes is not None and likes < 0)
        or (tweet.in_reply_to_status_id_str is None and tweet.in_reply_to_status_id is not None)
        or (tweet.in_reply_to_user_id_str is None and tweet.in_reply_to_user_id is not None)
        or _RARE_FIELDS(tweet) != _NO_RARE_FIELDS
    )


def _find_versions(info: _EditInfo, own: str) -> tuple[str, ...]:
    control = (info.edit.edit_control_initial if info.edit else None) or info.initial
    ids = control.edit_tweet_ids if control else []
    return select_versions_until(own, [one for one in ids if is_id(one)]) if len(ids) > 1 else ()


def _find_quoted(urls: list[_Address], own: str) -> tuple[str, ...]:
    result = [one for url in urls if (one := find_referenced_id(url.expanded_url, own))]
    return tuple(dict.fromkeys(result))
