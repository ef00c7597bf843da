"""X's JSON that is no archive: what twarc collected, answers of the interfaces, what pages loaded, HAR files."""

from __future__ import annotations

import re
from typing import Any

from unroller.account_exports.base import ExportFile, FileLayout, ParsedPost, PostContext, PostSummary, RecordError
from unroller.account_exports.export_format import ExportFormat
from unroller.account_exports.x import fast_path, graphql, v1, v2
from unroller.account_exports.x.build_post import build_post
from unroller.account_exports.x.json_values import get_object, load_object
from unroller.account_exports.x.post_iterator import iter_records
from unroller.account_exports.x.raw_post import RawPost, summarize_post

_SPACE = b" \t\r\n"
#: What stands in the first 64 kB of each dialect, and in no other network's files.
_MARKS: tuple[tuple[re.Pattern[bytes], ...], ...] = tuple(
    tuple(re.compile(rf'"{name}"\s{{0,20}}:'.encode()) for name in names.split())
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
_HAR = re.compile(rb'\s{0,100}\{\s{0,100}"log"\s{0,20}:\s{0,20}\{')


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
    if "legacy" in value or isinstance(value.get("tweet"), dict) or value.get("__typename") in graphql.GONE:
        return graphql.parse_graphql_post(value)
    if isinstance(value.get("data"), dict) or (v2.is_v2_post(value) and not _is_v1_post(value)):
        return v2.parse_v2_post(value)
    if not _is_v1_post(value):
        raise RecordError("it is no post")
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
    label="posts of X as JSON",
    platform="x",
    detect_file=detect_file,
    summarize=summarize,
    build_post=build_json_post,
    iter_records=iter_records,
)
READERS = (FORMAT,)
