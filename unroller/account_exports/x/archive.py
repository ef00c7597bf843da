"""X's account archive, of late 2018 and after: JavaScript files in a folder ``data``, or beside each other.

The side files state the owner, the date of export and how many records each file should hold.

The e-mail address, the telephone number and all else in them are not read.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import Any

from unroller.account_exports.base import ExportFile, ExportInfo, FileLayout, FileSelection, RecordError
from unroller.account_exports.export_format import ExportFormat
from unroller.account_exports.x import fast_path, note_tweets, raw_post
from unroller.account_exports.x.json_values import (
    get_id,
    get_object,
    get_objects,
    get_text,
    loads,
    parse_date,
    parse_number,
)
from unroller.messages import Message, msgid, technical
from unroller.model import Account, Notice
from unroller.networks import X
from unroller.regex import compile_re

#: The types of `manifest.js` that are opened, or hold the same posts again.
_OPENED = frozenset(
    "tweet tweets noteTweet noteTweets communityTweet communityTweets twitterCircleTweet twitterCircleTweets "
    "circleTweet deletedTweets deletedTweet article articles twitterArticle twitterArticles account profile manifest "
    "tweetHeaders".split()
)
#: What people would miss, or be glad of, under its own name; the rest is counted together.
_NAMED = {
    "directMessages": msgid("conversations in direct messages"),
    "directMessagesGroup": msgid("group conversations"),
    "directMessageHeaders": msgid("headers of direct messages"),
    "directMessageGroupHeaders": msgid("headers of group messages"),
    "like": msgid("likes"),
    "bookmark": msgid("bookmarks"),
    "follower": msgid("followers"),
    "following": msgid("accounts followed"),
    "block": msgid("blocked accounts"),
    "mute": msgid("muted accounts"),
    "contact": msgid("contacts"),
    "articleMetadata": msgid("articles’ metadata"),
    "twitterArticleMetadata": msgid("articles’ metadata"),
    "moment": msgid("moments"),
    "listsCreated": msgid("lists"),
    "savedSearch": msgid("saved searches"),
    "deletedTweetHeaders": msgid("headers of deleted posts"),
    "grokChatItem": msgid("messages with Grok"),
}
_REST = msgid("other records")

_PARTIAL = Notice("partial-export", Message("X says that this is only a part of the account's data."))


def parse_info(files: Mapping[str, bytes]) -> ExportInfo:
    """What `manifest.js` and `account.js` state; a broken one is skipped, with a notice."""
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
            notices.append(
                Notice(
                    "side-file-unreadable",
                    technical("{name} cannot be read: {reason}.", name=base, reason=error.message),
                )
            )
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


def load_assigned(data: bytes) -> Any:
    """The value after the first ``=`` of a JavaScript assignment."""
    return loads(data[data.find(b"=", 0, 4096) + 1 :].strip().removesuffix(b";"))


def _load_assigned_object(data: bytes) -> dict[str, Any]:
    value = load_assigned(data)
    if not isinstance(value, dict):
        raise RecordError(technical("it is no JSON object"))
    return value


def _load_first_object(data: bytes) -> dict[str, Any]:
    value = load_assigned(data)
    return next((one for one in value if isinstance(one, dict)), {}) if isinstance(value, list) else {}


def _build_owner(user: dict[str, Any], account: dict[str, Any]) -> Account | None:
    handle = get_text(user, "userName") or get_text(account, "username")
    account_id = get_id(user, "accountId") or get_id(account, "accountId")
    name = get_text(user, "displayName") or get_text(account, "accountDisplayName")
    if not handle and not account_id:
        return None
    return Account(handle, name or None, X.profile_url(handle), account_id or None)


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


_PART = r"(?:-part[0-9]{1,4})?\.js"
#: What is opened, by base name; the part of its meaning that does not change.
_FILES: tuple[tuple[re.Pattern[str], ExportFile], ...] = tuple(
    (compile_re(pattern, re.ASCII), meaning)
    for pattern, meaning in (
        (rf"tweets?{_PART}", ExportFile("", "posts", "assignment")),
        (rf"community[-_]tweets?{_PART}", ExportFile("", "posts", "assignment")),
        (rf"(?:twitter[-_])?circle[-_]tweets?{_PART}", ExportFile("", "posts", "assignment", limit="circle")),
        (rf"note[-_]tweets?{_PART}", ExportFile("", "notes", "assignment")),
        (rf"(?:twitter[-_])?articles?{_PART}", ExportFile("", "notes", "assignment", reason=msgid("long articles"))),
        (
            rf"deleted[-_]tweets?{_PART}",
            ExportFile(
                "", "aside", "assignment", limit="deleted", reason=msgid("posts deleted before the export was made")
            ),
        ),
        (r"(?:manifest|account|profile)\.js", ExportFile("", "about", "document")),
    )
)
#: Folders that hold the pictures and videos of posts.
_MEDIA = compile_re(
    r"(?:tweets?|(?:community|twitter[-_]circle|circle|note)[-_]tweets?|(?:twitter[-_])?articles?)_media|"
    r"deleted_tweets?_media",
    re.ASCII,
)
_GLOBAL = compile_re(rb"\s{0,100}(?:window\.)?YTD\.([a-z_]{1,40})\.part[0-9]{1,5}\s{0,20}=")
#: Bare arrays that somebody took out of an archive: its items, which no other JSON of X looks like.
_ITEM = compile_re(rb'\s{0,100}\[\s{0,100}\{\s{0,100}"tweet"\s{0,20}:\s{0,20}\{')
_DATA = "data/"


def select_members(names: Sequence[str]) -> FileSelection | None:
    """The files of an archive among `names`, wherever it lies: below ``data``, in the root, one folder deeper."""
    by_prefix: dict[str, list[tuple[str, ExportFile]]] = {}
    for name in names:
        folder, base = _split_name(name)
        known = _find_role(base)
        if known is not None and not _is_foreign(folder):
            prefix = folder[: -len(_DATA)] if folder.endswith("/" + _DATA) or folder == _DATA else folder
            by_prefix.setdefault(prefix, []).append((name, known))
    prefixes = [prefix for prefix, members in by_prefix.items() if any(one.role == "posts" for _, one in members)]
    if not prefixes:
        return None
    prefix = min(prefixes, key=lambda one: (one.count("/"), -len(by_prefix[one]), one))
    members = [ExportFile(name, m.role, m.layout, m.key, m.limit, m.reason) for name, m in by_prefix[prefix]]
    members.sort(key=lambda member: (_ROLES.index(member.role), _build_sort_key(member.name)))
    return FileSelection((*members, *_find_media_folders(names, prefix)), prefix)


_ROLES = ("about", "notes", "posts", "aside")


def _split_name(name: str) -> tuple[str, str]:
    folder, slash, base = name.rpartition("/")
    return folder + slash, base.lower()


def _find_role(base: str) -> ExportFile | None:
    if not base.endswith(".js") or len(base) > 60:
        return None
    return next((meaning for pattern, meaning in _FILES if pattern.fullmatch(base)), None)


def _is_foreign(folder: str) -> bool:
    """Folders that computers add, with files of the same names, and the page that shows the archive."""
    return folder.startswith("__MACOSX/") or "/__MACOSX/" in folder or folder.endswith("assets/js/")


def _build_sort_key(name: str) -> tuple[str, int, str]:
    """Parts in the order of their numbers: ``tweets.js``, ``tweets-part1.js``, … ``tweets-part10.js``."""
    stem, part, number = name.lower().removesuffix(".js").rpartition("-part")
    return (stem, int(number), name) if part and number.isdecimal() else (name.lower().removesuffix(".js"), 0, name)


def _find_media_folders(names: Sequence[str], prefix: str) -> list[ExportFile]:
    """The folders of pictures, each once."""
    result: dict[str, None] = {}
    for name in names:
        if not name.startswith(prefix):
            continue
        parts = name[len(prefix) :].split("/")[:-1]
        for depth, part in enumerate(parts[:2]):
            if _MEDIA.fullmatch(part) and not part.startswith("deleted") and (depth == 0 or parts[0] == "data"):
                result[prefix + "/".join(parts[: depth + 1]) + "/"] = None
    return [ExportFile(name, "media", "document") for name in sorted(result)]


def detect_file(name: str, start: bytes) -> ExportFile | None:
    """What a file of an archive is that was handed in alone: by the name that it gives itself, then by its own."""
    named = _GLOBAL.match(start.removeprefix(b"\xef\xbb\xbf"))
    base = _split_name(name.replace("\\", "/"))[1]
    layout: FileLayout = "assignment"
    if named is None:
        if not _ITEM.match(start.removeprefix(b"\xef\xbb\xbf")) or b'"full_text"' not in start or b'"user"' in start:
            return None
        layout, meaning = "array", _find_role(base.removesuffix("on")) or _FILES[0][1]
    else:
        own = named[1].decode().replace("_", "-") + ".js"
        role = _find_role(own)
        by_name = _find_role(base)
        if role is None:
            return None
        # The stricter of both: a file of deleted posts stays one, whatever it calls itself.
        meaning = by_name if by_name and by_name.limit and by_name.role != "about" else role
    if meaning.role == "about":
        return None
    if meaning.role == "notes" and meaning.reason:
        return ExportFile(name, "posts", layout)  # on their own, articles are posts
    return ExportFile(name, meaning.role, layout, "", meaning.limit, meaning.reason)


FORMAT = ExportFormat(
    name="x-archive",
    label=Message("X archive"),
    platform=X.platform,
    select_members=select_members,
    detect_file=detect_file,
    parse_info=parse_info,
    summarize=fast_path.summarize,
    build_post=fast_path.build_archived_post,
    find_note_key=note_tweets.find_note_key,
    identify=raw_post.identify_post,
    brings_media=True,
    kinds=frozenset({"javascript", "json"}),
)
READERS = (FORMAT,)
