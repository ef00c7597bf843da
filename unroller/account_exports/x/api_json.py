"""X's JSON that is no archive: what twarc collected, answers of the interfaces, what pages loaded, HAR files.

Posts as X's own pages get them (GraphQL), in saved answers of any kind.

The posts in a document, line or element, whatever lies around them: pages, saved answers, HAR files.
"""

from __future__ import annotations

import base64
import binascii
import re
from collections.abc import Iterator
from dataclasses import replace
from typing import Any

import msgspec

from unroller.account_exports.base import (
    ExportFile,
    FileLayout,
    LostPart,
    ParsedPost,
    PostContext,
    PostSummary,
    RecordError,
    UnavailablePostError,
)
from unroller.account_exports.export_format import ExportFormat
from unroller.account_exports.x import fast_path, long_article, v1, v2
from unroller.account_exports.x.build_post import build_post
from unroller.account_exports.x.json_values import (
    JsonObject,
    dumps,
    get_id,
    get_object,
    get_objects,
    get_text,
    load_object,
    loads,
)
from unroller.account_exports.x.raw_post import RawPost, identify_post, parse_nested, summarize_post
from unroller.account_exports.x.text import is_escaped, parse_v1_spans
from unroller.messages import Message, technical
from unroller.networks import X
from unroller.regex import compile_re

#: What a page hides behind "show more": posts that the answer does not hold.
MORE = ("ShowMore", "ShowMoreThreads", "ShowMoreThreadsPrompt")
GONE = ("TweetTombstone", "TweetUnavailable")
#: The mark that a record gets when its page hid more, and the one when its page has places of posts without any.
HIDDEN = "unroller_more"
UNAVAILABLE = "unroller_unavailable"
#: What stands, as a record, for a post of a page that the network did not give.
_NOT_GIVEN = "unroller_not_given"


def is_graphql_post(value: Any) -> bool:
    """Whether an object is a post."""
    return isinstance(value, dict) and isinstance(value.get("legacy"), dict) and "full_text" in value["legacy"]


def parse_graphql_post(record: JsonObject, *, depth: int = 0) -> RawPost:
    """What a post says, its long text included.

    Raises:
        RecordError: it has no id, no text, or is one that is gone.
    """
    node = get_object(record, "tweet") or record
    if not is_graphql_post(node):
        if _is_gone(node):
            raise UnavailablePostError(technical("it is a post that is gone, or not shown"))
        raise RecordError(technical("it is no post"))
    legacy = node["legacy"]
    merged = {**legacy, "id_str": get_id(node, "rest_id") or get_id(legacy, "id_str"), "user": _build_user(node)}
    merged["edit_control"] = node.get("edit_control")
    merged["card"] = get_object(node, "card", "legacy") or node.get("card")
    merged.pop("retweeted_status_result", None)
    raw = v1.parse_v1_post(merged, depth=depth)
    passed = parse_nested(parse_graphql_post, get_object(legacy, "retweeted_status_result", "result"), depth)
    quoted = parse_nested(parse_graphql_post, get_object(node, "quoted_status_result", "result"), depth)
    circle = bool(get_object(node, "trusted_friends_info_result"))
    return replace(
        _replace_text(raw, get_object(node, "note_tweet", "note_tweet_results", "result")),
        repost=passed[0] if passed else None,
        reposted=raw.reposted or "retweeted_status_result" in legacy,
        quotes=quoted,
        limit="circle" if circle else raw.limit,
        hidden=record.get(HIDDEN) is True,
        article=long_article.parse_article(
            get_object(node, "article", "article_results", "result") or get_object(node, "article")
        ),
        lost=(*raw.lost, *_find_lost_quote(node)),
        unavailable=record[UNAVAILABLE] if isinstance(record.get(UNAVAILABLE), int) else 0,
    )


def _find_lost_quote(node: JsonObject) -> tuple[LostPart, ...]:
    """Whether a tombstone stands in place of the quoted post, and what that says."""
    gone = get_object(node, "quoted_status_result", "result") or get_object(node, "quotedRefResult", "result")
    if not _is_gone(gone):
        return ()
    said = get_text(gone, "tombstone", "text", "text").casefold()
    return ("quote-deleted" if "was deleted" in said else "quote-gone",)


def _is_gone(node: JsonObject) -> bool:
    return node.get("__typename") in GONE


def _replace_text(raw: RawPost, note: JsonObject) -> RawPost:
    words = get_text(note, "text")
    if not words:
        return raw
    spans = parse_v1_spans(get_object(note, "entity_set"))
    return replace(raw, text=words, spans=tuple(spans), escaped=is_escaped(words), cut=False, begins=0)


def _build_user(node: JsonObject) -> JsonObject:
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


def hides_more(value: JsonObject) -> bool:
    """Whether an object is the place where a page would show more."""
    return get_text(value, "cursorType") in MORE


def find_author_id(record: JsonObject) -> str:
    """The account id of who wrote a post."""
    return get_text(_build_user(get_object(record, "tweet") or record), "id_str")


#: Parts of the addresses of requests whose answers may hold posts.
_REQUEST_PATHS = ("/graphql/", "/tweet-result", "/1.1/", "/2/")
#: Objects within each other; X's own answers have some 30.
_DEEPEST = 200


class _Probe(msgspec.Struct, gc=False):
    """Just enough to see that a record is one post, without reading it."""

    id_str: str = ""
    rest_id: str = ""
    id: msgspec.Raw = msgspec.Raw(b"")
    text: str = ""
    full_text: str = ""
    parent: msgspec.Raw = msgspec.Raw(b"")
    data: msgspec.Raw = msgspec.Raw(b"")


_probe = msgspec.json.Decoder(_Probe).decode


def iter_records(data: bytes) -> Iterator[bytes]:
    """The records of the posts in `data`. One that is a post already, or nothing known, comes out as it is.

    Raises nothing: what is broken comes out too, so that whoever reads it says so and counts it.
    """
    if _is_single_post(data):
        yield data
        return
    try:
        posts = list(_walk(loads(data)))
        records = _mark_hidden(posts)
    except RecordError:
        yield data
        return
    if not records and not _is_empty_page(data):
        yield data
    for record in records:
        try:
            yield record if isinstance(record, bytes) else dumps(record)
        except RecordError:
            yield b"null"


def _is_single_post(data: bytes) -> bool:
    try:
        probe = _probe(data)
    except (ValueError, RecursionError):
        return False
    if bytes(probe.data) or (bytes(probe.parent) not in (b"", b"null")):
        return False
    return bool((probe.id_str or bytes(probe.id)) and (probe.text or probe.full_text))


def _is_empty_page(data: bytes) -> bool:
    """Whether it is a page that says itself that it holds nothing."""
    try:
        return v2.is_v2_page(loads(data))
    except RecordError:
        return False


def _mark_hidden(posts: list[Any]) -> list[Any]:
    """The records without the marks of hidden posts; who wrote the first one has them on all of his."""
    records = [one for one in posts if one is not _MORE]
    missing = sum(isinstance(one, dict) and one.get(_NOT_GIVEN) is True for one in records)
    if len(records) < len(posts) or missing:
        nodes = [one for one in records if isinstance(one, dict) and is_graphql_post(get_object(one, "tweet") or one)]
        first = find_author_id(nodes[0]) if nodes else ""
        for one in nodes:
            if find_author_id(one) == first:
                one.update({HIDDEN: True} if len(records) < len(posts) else {}, **{UNAVAILABLE: missing})
    return records


_MORE = object()


def _walk(document: Any) -> Iterator[Any]:
    """Every post in `document`, in its order; bytes for what should hold posts and cannot be read."""
    waiting: list[tuple[Any, int]] = [(document, 0)]
    while waiting:
        value, depth = waiting.pop()
        if depth > _DEEPEST:
            raise RecordError(technical("it is nested too deep"))
        if isinstance(value, list):
            waiting += [(one, depth + 1) for one in reversed(value) if isinstance(one, (dict, list))]
        elif isinstance(value, dict):
            inside: list[Any] = []
            yield from _visit(value, inside)
            waiting += [(one, depth + 1) for one in reversed(inside) if isinstance(one, (dict, list))]


def _visit(value: JsonObject, inside: list[Any]) -> Iterator[Any]:
    """What an object is; `inside` gets what is to be looked at next."""
    if is_graphql_post(value):
        yield value
    elif v2.is_v2_page(value):
        yield from v2.iter_v2_posts(value)
    elif _is_v1_record(value) or _is_v2_record(value):
        yield value
        inside.append(value.get("parent"))
    elif isinstance(value.get("log"), dict) and "entries" in value["log"]:
        for entry in get_objects({"all": value["log"]["entries"]}, "all"):
            yield from _read_har_entry(entry, inside)
    elif _is_empty_place(value):
        yield {_NOT_GIVEN: get_text(value, "tweetDisplayType") == "SelfThread"}
    else:
        if hides_more(value):
            yield _MORE
        inside += value.values()


def _is_empty_place(value: JsonObject) -> bool:
    """Whether an object is the place of a post on a page, without the post: nothing, or a tombstone."""
    results = value.get("tweet_results")
    if not isinstance(results, dict) or "promotedMetadata" in value:
        return False
    kinds = (get_text(value, "itemType"), get_text(value, "__typename"))
    post = get_object(results, "result")
    return "TimelineTweet" in kinds and (not results or _is_gone(post))


def _is_v1_record(value: JsonObject) -> bool:
    return isinstance(value.get("id_str"), str) and (
        isinstance(value.get("full_text"), str) or isinstance(value.get("text"), str)
    )


def _is_v2_record(value: JsonObject) -> bool:
    return v2.is_v2_post(value) and ("author_id" in value or "edit_history_tweet_ids" in value)


def _read_har_entry(entry: JsonObject, inside: list[Any]) -> Iterator[bytes]:
    """One answer that a browser recorded."""
    url, content = get_text(entry, "request", "url"), get_object(entry, "response", "content")
    body = get_text(content, "text")
    if not body or not any(piece in url for piece in _REQUEST_PATHS):
        return
    try:
        packed = get_text(content, "encoding") == "base64"
        whole = base64.b64decode(body, validate=False) if packed else body.encode()
        inside.append(loads(whole))
    except binascii.Error:
        yield b"null"
    except RecordError:
        yield whole[:1000] if b"full_text" in whole else b"null"


_SPACE = b" \t\r\n"
#: Keys in the first 64 kB of each dialect that no other network's files have.
_MARKS: tuple[tuple[re.Pattern[bytes], ...], ...] = tuple(
    tuple(compile_re(rf'"{name}"\s{{0,20}}:'.encode()) for name in names.split())
    for names in (
        "id_str created_at full_text",
        "id_str created_at text favorite_count",
        "id_str created_at text in_reply_to_status_id_str",
        "id_str text mediaDetails",
        "author_id id text created_at",
        "author_id id text conversation_id",
        "edit_history_tweet_ids id text",
        "rest_id legacy full_text",
        "rest_id legacy tweet_results",
        "rest_id legacy screen_name",
        "__typename threaded_conversation_with_injections_v2",
        "__typename tweetResult",
    )
)
_DOCUMENT = (b'"rest_id"', b'"threaded_conversation_with_injections_v2"', b'"tweetResult"')
_HAR = compile_re(rb'\s{0,100}\{\s{0,100}"log"\s{0,20}:\s{0,20}\{')


def detect_file(name: str, start: bytes) -> ExportFile | None:
    """What a file is, by its first bytes: an array, lines, or a whole document."""
    start = start.removeprefix(b"\xef\xbb\xbf").lstrip(_SPACE)
    if _HAR.match(start) and (name.lower().endswith(".har") or b'"entries"' in start):
        return ExportFile(name, "posts", "document")
    if start[:1] not in (b"{", b"[") or not _is_x(start):
        return None
    return ExportFile(name, "posts", _detect_layout(start))


def _is_x(start: bytes) -> bool:
    return any(all(mark.search(start) for mark in marks) for marks in _MARKS)


def _detect_layout(start: bytes) -> FileLayout:
    if start.startswith(b"["):
        return "array"
    line, newline, rest = start.partition(b"\n")
    line = line.rstrip(_SPACE)
    if newline and line.endswith(b"}") and rest.lstrip(_SPACE)[:1] in (b"{", b""):
        return "document" if not rest.strip(_SPACE) else "lines"
    if newline:
        return "document"
    # One long line: answers of X's own pages come as one, and what twarc collects comes line by line.
    return "document" if any(mark in line for mark in _DOCUMENT) or len(line) < _WHOLE else "lines"


#: What is sniffed at; a file that is shorter has been seen whole.
_WHOLE = 65_536


def summarize(record: bytes) -> PostSummary:
    """What threads are assembled from, of a post in any dialect.

    Raises:
        RecordError: it is no post, or has no id or text.
    """
    return fast_path.summarize_fast(record) or summarize_post(parse_post(record))


def build_json_post(record: bytes, context: PostContext) -> ParsedPost:
    """A post in any dialect in full.

    Raises:
        RecordError: it is no post, or has no id or text.
    """
    return build_post(parse_post(record), context)


def parse_post(record: bytes) -> RawPost:
    """What a post says, in whichever dialect.

    Raises:
        RecordError: it is no post, or has no id or text.
    """
    value = v1.unwrap_post(load_object(record))
    if _NOT_GIVEN in value:
        raise UnavailablePostError(technical("it is a post that is gone, or not shown"))
    if "legacy" in value or isinstance(value.get("tweet"), dict) or value.get("__typename") in GONE:
        return parse_graphql_post(value)
    if isinstance(value.get("data"), dict) or (v2.is_v2_post(value) and not _is_v1_post(value)):
        return v2.parse_v2_post(value)
    if not _is_v1_post(value):
        raise RecordError(technical("it is no post"))
    return v1.parse_v1_post(_add_details(value))


def _is_v1_post(value: dict[str, Any]) -> bool:
    return "id_str" in value or "full_text" in value or bool(get_object(value, "user"))


def _add_details(value: dict[str, Any]) -> dict[str, Any]:
    """An answer of syndication in the words of version 1.1: of long posts it holds the beginning only."""
    if isinstance(value.get("mediaDetails"), list):
        value = {**value, "extended_entities": {"media": value["mediaDetails"]}}
    return {**value, "truncated": True} if get_object(value, "note_tweet") else value


FORMAT = ExportFormat(
    name="x-json",
    label=Message("posts of X as JSON"),
    platform=X.platform,
    detect_file=detect_file,
    summarize=summarize,
    build_post=build_json_post,
    iter_records=iter_records,
    identify=identify_post,
)
READERS = (FORMAT,)
