"""Posts as X's own pages get them (GraphQL), in saved answers of any kind."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from unroller.account_exports.base import RecordError
from unroller.account_exports.x import long_article, v1
from unroller.account_exports.x.json_values import ident, inner, text
from unroller.account_exports.x.raw_post import Told
from unroller.account_exports.x.text import seems_escaped, spans_v1

_Record = dict[str, Any]
#: What a page hides behind "show more": posts that the answer does not hold.
MORE = ("ShowMore", "ShowMoreThreads", "ShowMoreThreadsPrompt")
GONE = ("TweetTombstone", "TweetUnavailable")
#: The mark that a record gets when its page hid more.
HIDDEN = "unroller_more"


def is_post(value: Any) -> bool:
    """Whether an object is a post."""
    return isinstance(value, dict) and isinstance(value.get("legacy"), dict) and "full_text" in value["legacy"]


def told(record: _Record, *, depth: int = 0) -> Told:
    """What a post says, its long text included.

    Raises:
        RecordError: it has no id, no text, or is one that is gone.
    """
    node = inner(record, "tweet") or record
    if not is_post(node):
        raise RecordError("it is a post that is gone, or not shown" if _is_gone(node) else "it is no post")
    legacy = node["legacy"]
    merged = {**legacy, "id_str": ident(node, "rest_id") or ident(legacy, "id_str"), "user": _user(node)}
    merged["edit_control"] = node.get("edit_control")
    merged.pop("retweeted_status_result", None)
    found = v1.told(merged, depth=depth)
    passed = _held(inner(legacy, "retweeted_status_result", "result"), depth)
    quoted = _held(inner(node, "quoted_status_result", "result"), depth)
    circle = bool(inner(node, "trusted_friends_info_result"))
    return replace(
        _whole(found, inner(node, "note_tweet", "note_tweet_results", "result")),
        repost=passed[0] if passed else None,
        reposted=found.reposted or "retweeted_status_result" in legacy,
        quotes=quoted,
        limit="circle" if circle else found.limit,
        hidden=record.get(HIDDEN) is True,
        article=long_article.read(inner(node, "article", "article_results", "result") or inner(node, "article")),
    )


def _is_gone(node: _Record) -> bool:
    return node.get("__typename") in GONE


def _whole(found: Told, note: _Record) -> Told:
    words = text(note, "text")
    if not words:
        return found
    spans = spans_v1(inner(note, "entity_set"))
    return replace(found, text=words, spans=tuple(spans), escaped=seems_escaped(words), cut=False, begins=0)


def _user(node: _Record) -> _Record:
    """Who wrote it, in the words of version 1.1. The names moved in 2025."""
    user = inner(node, "core", "user_results", "result")
    user = inner(user, "user") or user
    legacy, core = inner(user, "legacy"), inner(user, "core")
    return {
        "id_str": ident(user, "rest_id") or ident(node["legacy"], "user_id_str"),
        "screen_name": text(core, "screen_name") or text(legacy, "screen_name"),
        "name": text(core, "name") or text(legacy, "name"),
        "protected": legacy.get("protected") is True or inner(user, "privacy").get("protected") is True,
    }


def _held(record: _Record, depth: int) -> tuple[Told, ...]:
    if not record or depth:
        return ()
    try:
        return (told(record, depth=depth + 1),)
    except RecordError:
        return ()


def hides_more(value: _Record) -> bool:
    """Whether an object is the place where a page would show more."""
    return text(value, "cursorType") in MORE


def author(record: _Record) -> str:
    """The account id of who wrote a post."""
    return text(_user(inner(record, "tweet") or record), "id_str")
