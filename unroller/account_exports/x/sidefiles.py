"""What the side files of an X archive say: whose it is, when it was made, how many records it claims to hold.

The e-mail address, the telephone number and whatever else stands there are not looked at.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from unroller.account_exports.base import About, RecordError
from unroller.account_exports.x.dates import moment
from unroller.account_exports.x.json_values import ident, inner, items, loads, number, text
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


def about(files: Mapping[str, bytes]) -> About:
    """What `manifest.js` and `account.js` say; whatever is broken in them is passed over, and said."""
    manifest: dict[str, Any] = {}
    account: dict[str, Any] = {}
    notices: list[Notice] = []
    for name, data in files.items():
        base = name.rpartition("/")[2].lower()
        try:
            if base == "manifest.js":
                manifest = _assigned(data)
            elif base == "account.js":
                account = _first(data)
        except RecordError as error:
            notices.append(Notice("side-file-unreadable", f"{base} cannot be read: {error}."))
    info = inner(manifest, "archiveInfo")
    claims, unopened = _counts(inner(manifest, "dataTypes"))
    partial = info.get("isPartialArchive") in (True, "true")
    if partial:
        notices.append(_PARTIAL)
    return About(
        owner=_owner(inner(manifest, "userInfo"), inner(account, "account")),
        claims=claims,
        unopened=unopened,
        exported_at=moment(text(info, "generationDate")),
        partial=partial,
        notices=tuple(notices),
    )


def _assigned_value(data: bytes) -> Any:
    """The value after the first ``=`` of a JavaScript assignment."""
    return loads(data[data.find(b"=", 0, 4096) + 1 :].strip().removesuffix(b";"))


def _assigned(data: bytes) -> dict[str, Any]:
    found = _assigned_value(data)
    if not isinstance(found, dict):
        raise RecordError("it is no JSON object")
    return found


def _first(data: bytes) -> dict[str, Any]:
    found = _assigned_value(data)
    return next((one for one in found if isinstance(one, dict)), {}) if isinstance(found, list) else {}


def _owner(user: dict[str, Any], account: dict[str, Any]) -> Account | None:
    handle = text(user, "userName") or text(account, "username")
    account_id = ident(user, "accountId") or ident(account, "accountId")
    name = text(user, "displayName") or text(account, "accountDisplayName")
    if not handle and not account_id:
        return None
    return Account(handle, name or None, profile_url("x", handle), account_id or None)


def _counts(types: dict[str, Any]) -> tuple[dict[str, int], dict[str, int]]:
    """The claims by file of what is opened, and the numbers by kind of what is not."""
    claims: dict[str, int] = {}
    unopened: dict[str, int] = {}
    for kind, value in list(types.items())[:1_000]:
        for file in items(value, "files"):
            name, count = text(file, "fileName"), number(file.get("count"))
            if count is None:
                continue
            if kind in _OPENED:
                if name and kind not in ("account", "profile", "manifest", "tweetHeaders"):
                    claims[name] = claims.get(name, 0) + count
            elif count:
                label = _NAMED.get(kind, _REST)
                unopened[label] = unopened.get(label, 0) + count
    return claims, unopened
