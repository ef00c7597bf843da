"""Posts as Twitter Web Exporter writes them, a script that keeps what X's pages load: an array of rows, or a table.

A row has the text, the author, the post that this one answers, and the media. With the option "include all metadata"
X's own record stands in it too, which says more.
"""

from __future__ import annotations

import csv
from collections.abc import Iterator, Sequence
from typing import Any

from unroller.account_exports.base import (
    AttachmentFiles,
    ExportFile,
    ParsedPost,
    PostContext,
    PostSummary,
    RecordError,
)
from unroller.account_exports.export_format import ExportFormat
from unroller.account_exports.x.api_json import is_graphql_post, parse_graphql_post
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
    parse_date,
    parse_number,
)
from unroller.account_exports.x.media import extract_file_name
from unroller.account_exports.x.raw_post import RawPost, summarize_post
from unroller.account_exports.x.text import EntitySpan, is_escaped
from unroller.messages import Message, technical
from unroller.model import Account, Attachment, AttachmentKind
from unroller.networks import X, parse_id_date
from unroller.regex import compile_re
from unroller.urls import safe_url

#: What every version of it writes, and no other program in these words.
_KEYS = ("id", "created_at", "full_text", "screen_name", "in_reply_to", "favorite_count", "url")
_MARKS = tuple(compile_re(rf'"{key}"\s{{0,20}}:'.encode()) for key in (*_KEYS, "profile_image_url"))
_KINDS: dict[str, AttachmentKind] = {"photo": "image", "video": "video", "animated_gif": "video"}
_MOST_MEDIA = 50
#: The header of a table is looked for in so many bytes.
_HEADER = 4096
_SPACE = b" \t\r\n"
_BOM = b"\xef\xbb\xbf"


def detect_file(name: str, start: bytes) -> ExportFile | None:
    """What a file is, by its first bytes: an array of rows, or a table with the columns that are known."""
    start = start.removeprefix(_BOM).lstrip(_SPACE)
    if start.startswith(b"["):
        return ExportFile(name, "posts", "array") if all(mark.search(start) for mark in _MARKS) else None
    return ExportFile(name, "posts", "document") if find_columns(start) else None


def find_columns(start: bytes) -> tuple[str, Sequence[str]] | None:
    """The sign that parts the columns of a table, and their names; None where it is another table, or none."""
    line = start.removeprefix(_BOM)[:_HEADER].split(b"\n", 1)[0].decode("utf-8", "replace").strip()
    for sign in ",;\t":
        names = [name.strip().strip('"') for name in line.split(sign)]
        if all(key in names for key in _KEYS):
            return sign, names
    return None


def iter_records(data: bytes) -> Iterator[bytes]:
    """The rows of a table as objects; a row of an array as it is.

    Raises:
        RecordError: it is no table with the columns that are known.
    """
    if data.lstrip(_SPACE).startswith(b"{"):
        yield data
        return
    columns = find_columns(data.lstrip(_SPACE))
    if columns is None:
        raise RecordError(technical("it is no table of posts"))
    sign, names = columns
    text = data.removeprefix(_BOM).decode("utf-8", "replace")
    rows = csv.reader((f"{line}\n" for line in text.split("\n")), delimiter=sign)
    next(rows, None)
    try:
        for row in rows:
            if any(row):
                yield dumps(_read_row(dict(zip(names, row, strict=False))))
    except csv.Error:
        yield b"null"


def _read_row(row: dict[str, str]) -> JsonObject:
    """A row of a table with the values that a row of an array has. Line breaks stand in it as signs."""
    found: JsonObject = {key: value for key, value in row.items() if value != ""}
    for key in ("media", "metadata", "media_tags"):
        if key in found:
            found[key] = _decode(row[key])
    words = row.get("full_text", "")
    if "\n" not in words:
        words = words.replace("\\n", "\n").replace("\\r", "")
    return {**found, "full_text": words}


def _decode(value: str) -> Any:
    try:
        return loads(value.encode("utf-8", "replace"))
    except RecordError:
        return None


def parse_row(record: bytes) -> RawPost:
    """What the post of a row says.

    Raises:
        RecordError: it has no id, or no text.
    """
    row = load_object(record)
    whole = get_object(row, "metadata")
    if is_graphql_post(get_object(whole, "tweet") or whole):
        return parse_graphql_post(whole)
    post_id, words = get_id(row, "id"), row.get("full_text")
    if not post_id:
        raise RecordError(technical("it has no id of a post"))
    if not isinstance(words, str):
        raise RecordError(technical("post {id} has no text", id=post_id))
    media = get_objects(row, "media")[:_MOST_MEDIA]
    handle = get_text(row, "screen_name")
    quoted = get_id(row, "quoted_status")
    return RawPost(
        id=post_id,
        text=words,
        spans=tuple(_find_media_spans(words, media)),
        escaped=is_escaped(words),
        created=parse_date(get_text(row, "created_at")) or parse_id_date(X.platform, post_id),
        author=Account(handle, get_text(row, "name") or None, X.profile_url(handle), get_id(row, "user_id") or None)
        if handle
        else None,
        parent=get_id(row, "in_reply_to") or None,
        likes=parse_number(row.get("favorite_count")),
        media=tuple(_read_media(media, post_id)),
        pictures=len(media),
        quoted=(quoted,) if quoted else (),
        reposted=bool(get_id(row, "retweeted_status")),
        listed=False,
    )


def _find_media_spans(words: str, media: Sequence[JsonObject]) -> Iterator[EntitySpan]:
    """The addresses of the post's own media in its text, with the blanks before them, which are not shown."""
    for short in dict.fromkeys(get_text(one, "url") for one in media):
        at = words.rfind(short) if short else -1
        if at >= 0:
            begin = len(words[:at].rstrip(" "))
            yield EntitySpan("media", begin, at + len(short), words[begin : at + len(short)])


def _read_media(media: Sequence[JsonObject], post_id: str) -> Iterator[AttachmentFiles]:
    for one in media:
        address = get_text(one, "original") or get_text(one, "thumbnail")
        kind = _KINDS.get(get_text(one, "type"), "unknown")
        base = extract_file_name(address)
        attachment = Attachment(kind, safe_url(address), get_text(one, "ext_alt_text") or None)
        yield attachment, (f"{post_id}-{base}",) if base else ()


def summarize(record: bytes) -> PostSummary:
    """What threads are assembled from.

    Raises:
        RecordError: it is no post, or has no id or text.
    """
    return summarize_post(parse_row(record))


def build_row_post(record: bytes, context: PostContext) -> ParsedPost:
    """The post of a row in full.

    Raises:
        RecordError: it is no post, or has no id or text.
    """
    return build_post(parse_row(record), context)


FORMAT = ExportFormat(
    name="x-web-export",
    label=Message("posts of X kept by Twitter Web Exporter"),
    platform=X.platform,
    detect_file=detect_file,
    summarize=summarize,
    build_post=build_row_post,
    iter_records=iter_records,
    kinds=frozenset({"json", "csv"}),
)
READERS = (FORMAT,)
