"""Posts as version 1.1 wrote them: archives of all generations, REST, ``legacy`` of GraphQL, syndication nearly so."""

from __future__ import annotations

from typing import Any

from unroller.account_exports.base import Limit, RecordError
from unroller.account_exports.x import media as pictures
from unroller.account_exports.x.json_values import (
    get_id,
    get_ids,
    get_object,
    get_objects,
    get_text,
    parse_date,
    parse_number,
)
from unroller.account_exports.x.raw_post import (
    REPOST,
    RawPost,
    find_handle_in_media,
    parse_nested,
    select_versions_until,
)
from unroller.account_exports.x.text import parse_media_spans, parse_v1_spans
from unroller.messages import technical
from unroller.model import Account
from unroller.networks import X

#: Codes of X that name no language, and old codes of two that have new ones.
_NO_LANGUAGE = frozenset("und zxx qam qct qht qme qst art mis mul".split())
_RENAMED = {"in": "id", "iw": "he", "ji": "yi"}


def parse_v1_post(record: dict[str, Any], *, depth: int = 0) -> RawPost:
    """What a post says. Posts in it (quoted, passed on) are read too, one step deep.

    Raises:
        RecordError: it has no id, or no text.
    """
    post_id = get_id(record, "id_str", "id")
    if not post_id:
        raise RecordError(technical("it has no id of a post"))
    whole = (
        record
        if not get_text(record, "extended_tweet", "full_text")
        else {**record, **get_object(record, "extended_tweet")}
    )
    words = get_text(whole, "full_text") or get_text(whole, "text")
    if not words and not isinstance(whole.get("full_text", whole.get("text")), str):
        raise RecordError(technical("post {id} has no text", id=post_id))
    entities = whole.get("entities")
    is_poll, options = _find_poll(whole)
    media = pictures.find_media(whole)
    user = get_object(record, "user")
    quoted = parse_nested(parse_v1_post, get_object(record, "quoted_status"), depth) + parse_nested(
        parse_v1_post, get_object(record, "quoted_tweet"), depth
    )
    repost = parse_nested(parse_v1_post, get_object(record, "retweeted_status"), depth)
    return RawPost(
        id=post_id,
        text=words,
        spans=(*parse_v1_spans(entities if isinstance(entities, dict) else {}), *parse_media_spans(media)),
        begins=_find_begin(whole),
        created=parse_date(get_text(record, "created_at")),
        author=build_account(user),
        parent=find_text_id(record, "in_reply_to_status_id_str", "in_reply_to_status_id") or None,
        parent_author=get_id(record, "in_reply_to_user_id_str", "in_reply_to_user_id") or None,
        answers=get_text(record, "in_reply_to_screen_name"),
        lang=normalize_language(get_text(record, "lang")),
        likes=parse_number(record.get("favorite_count")),
        media=tuple(pictures.parse_media(media, post_id)),
        pictures=len(media),
        versions=find_versions(record, post_id),
        limit=find_limit(user, get_object(record, "scopes")),
        quotes=quoted,
        quoted=_find_quoted(record),
        repost=repost[0] if repost else None,
        reposted="retweeted_status" in record and record["retweeted_status"] is not None,
        cut=whole is record and record.get("truncated") is True and not REPOST.match(words),
        listed=isinstance(entities, dict),
        handle=find_handle_in_media(media, post_id),
        mentioned=_find_mentioned(entities),
        quoted_url=get_text(record, "quoted_status_permalink", "expanded"),
        options=options,
        lost=("poll",) if is_poll and not options else (),
    )


#: No poll of X has more options.
_MOST_OPTIONS = 12


def _find_poll(record: dict[str, Any]) -> tuple[bool, tuple[str, ...]]:
    """Whether a post holds a poll, and its options: in a card of named values, or among its entities."""
    card = get_object(record, "card")
    is_poll = get_text(card, "name").rpartition(":")[2].startswith("poll")
    values = card.get("binding_values")
    if isinstance(values, list):
        values = {get_text(one, "key"): one.get("value") for one in get_objects(card, "binding_values")}
    labels = (get_text(values, f"choice{number}_label", "string_value") for number in range(1, _MOST_OPTIONS + 1))
    options = tuple(filter(None, labels)) if is_poll else ()
    polls = get_objects(record, "entities", "polls")
    stated = (get_text(one, "text") or get_text(one, "label") for poll in polls for one in get_objects(poll, "options"))
    return is_poll or bool(polls), options or tuple(filter(None, stated))[:_MOST_OPTIONS]


def _find_mentioned(entities: Any) -> tuple[tuple[str, str], ...]:
    """The accounts that a post names: names as they were then, and ids."""
    named = (
        (get_text(one, "screen_name"), get_id(one, "id_str", "id")) for one in get_objects(entities, "user_mentions")
    )
    return tuple((name, account_id) for name, account_id in named if name and account_id)


def _find_quoted(record: dict[str, Any]) -> tuple[str, ...]:
    one = find_text_id(record, "quoted_status_id_str")
    return (one,) if one else ()


def find_text_id(record: dict[str, Any], *keys: str) -> str:
    """The first of `keys` that holds an id as a string. Numbers are not believed: many were rounded."""
    return next((get_id(record, key) for key in keys if isinstance(record.get(key), str) and get_id(record, key)), "")


def _find_begin(record: dict[str, Any]) -> int:
    shown = record.get("display_text_range")
    return (parse_number(shown[0]) or 0) if isinstance(shown, list) and shown else 0


def find_versions(record: dict[str, Any], post_id: str) -> tuple[str, ...]:
    """The ids under which an edited post stood; archives, version 1.1 and GraphQL write them in different places."""
    for path in (
        ("edit_info", "edit", "editControlInitial", "editTweetIds"),
        ("edit_info", "initial", "editTweetIds"),
        ("edit_control", "edit_control_initial", "edit_tweet_ids"),
        ("edit_control", "edit_tweet_ids"),
        ("edit_history", "edit_tweet_ids"),
    ):
        if ids := get_ids(record, *path):
            return select_versions_until(post_id, ids)
    return ()


def build_account(user: dict[str, Any]) -> Account | None:
    """Who a ``user`` object is; None when it does not say."""
    handle, account_id = get_text(user, "screen_name") or get_text(user, "username"), get_id(user, "id_str", "id")
    if not handle and not account_id:
        return None
    return Account(handle, get_text(user, "name") or None, X.profile_url(handle), account_id or None)


def find_limit(user: dict[str, Any], scopes: dict[str, Any] | None = None) -> Limit | None:
    """Posts of a protected account are for its followers; single ones may say so themselves, in their ``scopes``."""
    limited = user.get("protected") is True or (scopes or {}).get("followers") is True
    return "followers" if limited else None


def normalize_language(code: str) -> str | None:
    """The language of a post in BCP 47, where X names one."""
    code = _RENAMED.get(code, code)
    return None if not code or code in _NO_LANGUAGE or len(code) > 12 else code


def unwrap_post(record: dict[str, Any]) -> dict[str, Any]:
    """An archive's item without the object around it: ``{"tweet": {…}}``."""
    if len(record) == 1 or ("tweet" in record and "id_str" not in record):
        only = record.get("tweet", next(iter(record.values())))
        if isinstance(only, dict) and ("id_str" in only or "id" in only):
            return only
    return record
