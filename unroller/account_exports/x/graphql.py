"""Posts as X's own pages get them (GraphQL), in saved answers of any kind."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from unroller.account_exports.base import RecordError
from unroller.account_exports.x import long_article, v1
from unroller.account_exports.x.json_values import get_id, get_object, get_text
from unroller.account_exports.x.raw_post import RawPost
from unroller.account_exports.x.text import is_escaped, parse_v1_spans

_Record = dict[str, Any]
#: What a page hides behind "show more": posts that the answer does not hold.
MORE = ("ShowMore", "ShowMoreThreads", "ShowMoreThreadsPrompt")
GONE = ("TweetTombstone", "TweetUnavailable")
#: The mark that a record gets when its page hid more.
HIDDEN = "unroller_more"


def is_graphql_post(value: Any) -> bool:
    """Whether an object is a post."""
    return isinstance(value, dict) and isinstance(value.get("legacy"), dict) and "full_text" in value["legacy"]


def parse_graphql_post(record: _Record, *, depth: int = 0) -> RawPost:
    """What a post says, its long text included.

    Raises:
        RecordError: it has no id, no text, or is one that is gone.
    """
    node = get_object(record, "tweet") or record
    if not is_graphql_post(node):
        raise RecordError("it is a post that is gone, or not shown" if _is_gone(node) else "it is no post")
    legacy = node["legacy"]
    merged = {**legacy, "id_str": get_id(node, "rest_id") or get_id(legacy, "id_str"), "user": _build_user(node)}
    merged["edit_control"] = node.get("edit_control")
    merged.pop("retweeted_status_result", None)
    found = v1.parse_v1_post(merged, depth=depth)
    passed = _parse_nested(get_object(legacy, "retweeted_status_result", "result"), depth)
    quoted = _parse_nested(get_object(node, "quoted_status_result", "result"), depth)
    circle = bool(get_object(node, "trusted_friends_info_result"))
    return replace(
        _replace_text(found, get_object(node, "note_tweet", "note_tweet_results", "result")),
        repost=passed[0] if passed else None,
        reposted=found.reposted or "retweeted_status_result" in legacy,
        quotes=quoted,
        limit="circle" if circle else found.limit,
        hidden=record.get(HIDDEN) is True,
        article=long_article.parse_article(
            get_object(node, "article", "article_results", "result") or get_object(node, "article")
        ),
    )


def _is_gone(node: _Record) -> bool:
    return node.get("__typename") in GONE


def _replace_text(found: RawPost, note: _Record) -> RawPost:
    words = get_text(note, "text")
    if not words:
        return found
    spans = parse_v1_spans(get_object(note, "entity_set"))
    return replace(found, text=words, spans=tuple(spans), escaped=is_escaped(words), cut=False, begins=0)


def _build_user(node: _Record) -> _Record:
    """Who wrote it, in the words of version 1.1. The names moved in 2025."""
    user = get_object(node, "core", "user_results", "result")
    user = get_object(user, "user") or user
    legacy, core = get_object(user, "legacy"), get_object(user, "core")
    return {
        "id_str": get_id(user, "rest_id") or get_id(node["legacy"], "user_id_str"),
        "screen_name": get_text(core, "screen_name") or get_text(legacy, "screen_name"),
        "name": get_text(core, "name") or get_text(legacy, "name"),
        "protected": legacy.get("protected") is True or get_object(user, "privacy").get("protected") is True,
    }


def _parse_nested(record: _Record, depth: int) -> tuple[RawPost, ...]:
    if not record or depth:
        return ()
    try:
        return (parse_graphql_post(record, depth=depth + 1),)
    except RecordError:
        return ()


def hides_more(value: _Record) -> bool:
    """Whether an object is the place where a page would show more."""
    return get_text(value, "cursorType") in MORE


def find_author_id(record: _Record) -> str:
    """The account id of who wrote a post."""
    return get_text(_build_user(get_object(record, "tweet") or record), "id_str")
