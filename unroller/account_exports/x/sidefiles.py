"""What the side files of an X archive say: whose it is, when it was made, how many records it claims to hold.

The e-mail address, the telephone number and whatever else stands there are not looked at.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from unroller.account_exports.base import ExportInfo, RecordError
from unroller.account_exports.x.dates import parse_date
from unroller.account_exports.x.json_values import get_id, get_object, get_objects, get_text, loads, parse_number
from unroller.model import Account, Notice
from unroller.networks import profile_url

#: The types of `manifest.js` that are opened, or hold the same posts again.
_OPENED = frozenset(
    "tweet tweets noteTweet noteTweets communityTweet communityTweets twitterCircleTweet twitterCircleTweets "
    "circleTweet deletedTweets deletedTweet article articles twitterArticle twitterArticles account profile manifest "
    "tweetHeaders".split()
)
#: What people would miss, or be glad of, under its own name; the rest is counted together.
_NAMED = {
    "directMessages": "conversations in direct messages", "directMessagesGroup": "group conversations",
    "directMessageHeaders": "headers of direct messages", "directMessageGroupHeaders": "headers of group messages",
    "like": "likes", "bookmark": "bookmarks", "follower": "followers", "following": "accounts followed",
    "block": "blocked accounts", "mute": "muted accounts", "contact": "contacts",
    "articleMetadata": "articles’ metadata",
    "twitterArticleMetadata": "articles’ metadata",
    "moment": "moments", "listsCreated": "lists", "savedSearch": "saved searches", "deletedTweetHeaders":
    "headers of deleted posts", "grokChatItem": "messages with Grok",
}  # fmt: skip
_REST = "other records"

_PARTIAL = Notice("partial-export", "X says that this is only a part of the account's data.")


def parse_info(files: Mapping[str, bytes]) -> ExportInfo:
    """What `manifest.js` and `account.js` say; whatever is broken in them is passed over, and said."""
    manifest: dict[str, Any] = {}
    account: dict[str, Any] = {}
    notices: list[Notice] = []
    for name, data in files.items():
        base = name.rpartition("/")[2].lower()
        try:
            if base == "manifest.js":
                manifest = _load_assigned_object(data)
            elif base == "account.js":
                account = _load_first_object(data)
        except RecordError as error:
            notices.append(Notice("side-file-unreadable", f"{base} cannot be read: {error}."))
    info = get_object(manifest, "archiveInfo")
    claims, unopened = _collect_counts(get_object(manifest, "dataTypes"))
    partial = info.get("isPartialArchive") in (True, "true")
    if partial:
        notices.append(_PARTIAL)
    return ExportInfo(
        owner=_build_owner(get_object(manifest, "userInfo"), get_object(account, "account")),
        claims=claims,
        unopened=unopened,
        exported_at=parse_date(get_text(info, "generationDate")),
        partial=partial,
        notices=tuple(notices),
    )


def _load_assigned(data: bytes) -> Any:
    """The value after the first ``=`` of a JavaScript assignment."""
    return loads(data[data.find(b"=", 0, 4096) + 1 :].strip().removesuffix(b";"))


def _load_assigned_object(data: bytes) -> dict[str, Any]:
    found = _load_assigned(data)
    if not isinstance(found, dict):
        raise RecordError("it is no JSON object")
    return found


def _load_first_object(data: bytes) -> dict[str, Any]:
    found = _load_assigned(data)
    return next((one for one in found if isinstance(one, dict)), {}) if isinstance(found, list) else {}


def _build_owner(user: dict[str, Any], account: dict[str, Any]) -> Account | None:
    handle = get_text(user, "userName") or get_text(account, "username")
    account_id = get_id(user, "accountId") or get_id(account, "accountId")
    name = get_text(user, "displayName") or get_text(account, "accountDisplayName")
    if not handle and not account_id:
        return None
    return Account(handle, name or None, profile_url("x", handle), account_id or None)


def _collect_counts(types: dict[str, Any]) -> tuple[dict[str, int], dict[str, int]]:
    """The claims by file of what is opened, and the numbers by kind of what is not."""
    claims: dict[str, int] = {}
    unopened: dict[str, int] = {}
    for kind, value in list(types.items())[:1_000]:
        for file in get_objects(value, "files"):
            name, count = get_text(file, "fileName"), parse_number(file.get("count"))
            if count is None:
                continue
            if kind in _OPENED:
                if name and kind not in ("account", "profile", "manifest", "tweetHeaders"):
                    claims[name] = claims.get(name, 0) + count
            elif count:
                label = _NAMED.get(kind, _REST)
                unopened[label] = unopened.get(label, 0) + count
    return claims, unopened
