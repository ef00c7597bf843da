"""Threads and articles as JSON: what ``read --to json`` prints and what ``data/thread.json`` keeps.

A record is the public shape; its keys are only ever added to. A change of meaning raises :data:`SCHEMA` and appends to
:data:`UPGRADES` the function that lifts an older record. Unknown keys are ignored, unknown words of a vocabulary fall
back to its neutral one, so a record of a newer minor version is read as far as it is understood.

``thread_from_record(loads(dumps(thread_record(thread, article)))) == thread`` for every thread whose strings could be
stored (no NUL, no lone surrogates: :func:`unroller.text.printable`).
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Mapping, Sequence
from typing import Any, TypeVar, cast, get_args

from unroller.errors import FormatVersionError, InputError
from unroller.model import (
    PLATFORMS,
    UNKNOWN_DATE,
    Account,
    Article,
    Attachment,
    AttachmentKind,
    Block,
    BlockKind,
    CaptureInfo,
    Date,
    DateHow,
    Doubt,
    Gap,
    Item,
    Notice,
    Part,
    Platform,
    Post,
    Quote,
    Removed,
    Run,
    RunKind,
    Source,
    SourceKind,
    Thread,
)
from unroller.text import printable

Record = dict[str, Any]

#: ``UPGRADES[n - 1]`` lifts a record of schema n to n + 1.
UPGRADES: tuple[Callable[[Record], Record], ...] = ()
#: The version this program writes.
SCHEMA = 1 + len(UPGRADES)

#: A record larger than this is not one of ours: the largest readable capture is 8 MB, kept about four times over.
MOST_CHARS = 256 * 1024 * 1024

_ESCAPED_NUL = re.compile(r"(\\\\)|\\u0000")

V = TypeVar("V")


# -- to records ----------------------------------------------------------------------------------------------------


def thread_record(thread: Thread, article: Article) -> Record:
    """`thread` and its `article` as one JSON-able dict, keys in a fixed order."""
    return {
        "schema": SCHEMA,
        "capture": _capture_record(thread.capture),
        "title": article.title,
        "author": _account_record(thread.author),
        "platform": thread.platform,
        "url": thread.url,
        "id": thread.id,
        "lang": thread.lang,
        "stated_title": thread.title,
        "published": _date_record(thread.published),
        "words": article.words,
        "minutes": article.minutes,
        "posts": [_post_record(post) for post in thread.posts],
        "blocks": [_block_record(block) for block in article.blocks],
        "sources": [_source_record(source) for source in article.sources],
        "marks": [_removed_record(mark) for mark in article.marks],
        "removed": [_removed_record(removed) for removed in thread.removed],
        "gaps": [{"after": g.after, "reason": g.reason, "count": g.count, "url": g.url} for g in thread.gaps],
        "doubts": [_doubt_record(doubt) for doubt in thread.doubts],
        "warnings": [{"code": w.code, "message": w.message} for w in thread.warnings],
        "others": [_post_record(post) for post in thread.others],
        "article_lang": article.lang,
    }


def _capture_record(capture: CaptureInfo) -> Record:
    return {
        "name": capture.name,
        "sha256": capture.sha256,
        "format": capture.format,
        "size": capture.size,
        "media_type": capture.media_type,
        "encoding": capture.encoding,
        "url": capture.url,
        "captured_at": capture.captured_at,
    }


def _account_record(account: Account | None) -> Record | None:
    if account is None:
        return None
    return {"handle": account.handle, "name": account.name, "url": account.url, "id": account.id}


def _date_record(date: Date) -> Record:
    return {"value": date.value, "not_before": date.not_before, "how": date.how}


def _run_record(run: Run) -> Record:
    """Plain text is ``{"text"}``; the other keys stand only where they say something."""
    record: Record = {"text": run.text}
    if run.kind != "text":
        record["kind"] = run.kind
    if run.url is not None:
        record["url"] = run.url
    if run.source is not None:
        record["source"] = run.source
    return record


def _post_record(post: Post) -> Record:
    return {
        "number": post.number,
        "text": post.text,
        "id": post.id,
        "url": post.url,
        "published": _date_record(post.published),
        "doubtful": post.doubtful,
        "line": post.line,
        "lang": post.lang,
        "author": _account_record(post.author),
        "runs": [_run_record(run) for run in post.runs],
        "links": [{"kind": r.kind, "text": r.text, "url": r.url} for r in post.runs if r.kind != "text"],
        "media": [_attachment_record(attachment) for attachment in post.attachments],
        "quotes": [_quote_record(quote) for quote in post.quotes],
    }


def _attachment_record(attachment: Attachment) -> Record:
    return {
        "kind": attachment.kind,
        "url": attachment.url,
        "alt": attachment.alt,
        "title": attachment.title,
        "sha256": attachment.sha256,
    }


def _quote_record(quote: Quote) -> Record:
    return {
        "url": quote.url,
        "author": _account_record(quote.author),
        "text": "".join(run.text for run in quote.runs),
        "runs": [_run_record(run) for run in quote.runs],
        "published": _date_record(quote.published),
    }


def _block_record(block: Block) -> Record:
    """The keys that a block's kind needs; the rest is absent."""
    record: Record = {"kind": block.kind, "post": block.post}
    if block.parts:
        record["parts"] = [_part_record(part) for part in block.parts]
    if block.items:
        record["items"] = [
            {"marker": item.marker, "parts": [_part_record(part) for part in item.parts]} for item in block.items
        ]
    if block.ordered:
        record["ordered"] = True
    if block.quote is not None:
        record["quote"] = _quote_record(block.quote)
    if block.attachment is not None:
        record["attachment"] = _attachment_record(block.attachment)
    return record


def _part_record(part: Part) -> Record:
    return {"post": part.post, "text": part.text, "runs": [_run_record(run) for run in part.runs]}


def _source_record(source: Source) -> Record:
    return {
        "number": source.number,
        "url": source.url,
        "kind": source.kind,
        "posts": list(source.posts),
        "text": source.text,
    }


def _removed_record(removed: Removed) -> Record:
    return {"text": removed.text, "rule": removed.rule, "line": removed.line, "post": removed.post}


def _doubt_record(doubt: Doubt) -> Record:
    return {
        "line": doubt.line,
        "post": doubt.post,
        "boundary": doubt.boundary,
        "probability": doubt.probability,
        "text": doubt.text,
    }


# -- to text and back ----------------------------------------------------------------------------------------------


def dumps(record: Mapping[str, Any]) -> str:
    """`record` as JSON text that can always be written as UTF-8: one line, keys as they stand, a newline at the end.

    NUL and lone surrogates become U+FFFD.
    """
    text = json.dumps(record, ensure_ascii=False, allow_nan=False)
    if "\\u0000" in text:
        # json escapes NUL. An escaped backslash before the same letters is text that only looks like it: step over it.
        text = _ESCAPED_NUL.sub(lambda match: match[1] or "\ufffd", text)
    return printable(text) + "\n"


def loads(text: str | bytes) -> Record:
    """The record in `text`, of whatever schema.

    Raises:
        InputError: not a JSON object: broken, nested too deeply, too large, or holding NaN.
    """
    if len(text) > MOST_CHARS:
        raise InputError("record: too large to be a thread")
    try:
        record = json.loads(text, parse_constant=_no_constant)
    except RecursionError:  # not a ValueError
        raise InputError("record: nested too deeply to be a thread") from None
    except ValueError as error:
        raise InputError(f"record: not JSON: {error}") from None
    if not isinstance(record, dict):
        raise InputError("record: not a JSON object")
    return record


def _no_constant(name: str) -> float:
    raise ValueError(f"{name} is not a number in JSON")


def upgraded(record: Record) -> Record:
    """`record` lifted to :data:`SCHEMA`.

    Raises:
        FormatVersionError: it was written by a newer program.
        InputError: it does not say its schema.
    """
    schema = record.get("schema")
    if not isinstance(schema, int) or isinstance(schema, bool) or schema < 1:
        raise InputError("record: no schema version: not a record of a thread")
    if schema > 1 + len(UPGRADES):
        raise FormatVersionError(f"record: schema {schema} was written by a newer unroller: update this program")
    for upgrade in UPGRADES[schema - 1 :]:
        record = upgrade(record)
    return record


# -- from records --------------------------------------------------------------------------------------------------


def thread_from_record(record: Record) -> Thread:
    """The thread of a record; its article is ignored (it is derived anew).

    Raises:
        FormatVersionError: the record was written by a newer program.
        InputError: a needed value is missing or of the wrong type; the message names it.
    """
    record = upgraded(record)
    return Thread(
        capture=_capture(_object(record, "capture")),
        posts=_many(record, "posts", _post),
        author=_maybe(record, "author", _account),
        platform=cast("Platform | None", _word(record, "platform", PLATFORMS, None)),
        url=_text_or_none(record, "url"),
        id=_text_or_none(record, "id"),
        title=_text_or_none(record, "stated_title"),
        published=_maybe(record, "published", _date) or UNKNOWN_DATE,
        lang=_text_or_none(record, "lang"),
        removed=_many(record, "removed", _removed),
        gaps=_many(record, "gaps", _gap),
        doubts=_many(record, "doubts", _doubt),
        warnings=_many(record, "warnings", lambda w: Notice(_text(w, "code"), _text(w, "message"))),
        others=_many(record, "others", _post),
    )


def article_from_record(record: Record) -> Article:
    """The article of a record, as it was stitched when the record was written.

    Raises:
        FormatVersionError, InputError: as :func:`thread_from_record`.
    """
    record = upgraded(record)
    return Article(
        title=_text(record, "title"),
        blocks=_many(record, "blocks", _block),
        sources=_many(record, "sources", _source),
        marks=_many(record, "marks", _removed),
        lang=_text_or_none(record, "article_lang"),
        words=_int(record, "words", 0),
    )


def _capture(record: Record) -> CaptureInfo:
    return CaptureInfo(
        name=_text(record, "name"),
        sha256=_text(record, "sha256"),
        format=_text(record, "format"),
        size=_int(record, "size", 0),
        media_type=_text(record, "media_type", ""),
        encoding=_text(record, "encoding", "utf-8"),
        url=_text_or_none(record, "url"),
        captured_at=_text_or_none(record, "captured_at"),
    )


def _account(record: Record) -> Account:
    return Account(
        _text(record, "handle"),
        _text_or_none(record, "name"),
        _text_or_none(record, "url"),
        _text_or_none(record, "id"),
    )


def _date(record: Record) -> Date:
    how = cast(DateHow, _word(record, "how", get_args(DateHow), "unknown"))
    return Date(_text_or_none(record, "value"), _text_or_none(record, "not_before"), how)


def _run(record: Record) -> Run:
    kind = cast(RunKind, _word(record, "kind", get_args(RunKind), "text"))
    return Run(_text(record, "text"), kind, _text_or_none(record, "url"), _int_or_none(record, "source"))


def _runs(record: Record) -> tuple[Run, ...]:
    """The runs, or where a record was written by hand without them, its text as one run."""
    if "runs" in record:
        return _many(record, "runs", _run)
    text = _text(record, "text", "")
    return (Run(text),) if text else ()


def _post(record: Record) -> Post:
    return Post(
        number=_int(record, "number"),
        runs=_runs(record),
        id=_text_or_none(record, "id"),
        url=_text_or_none(record, "url"),
        published=_maybe(record, "published", _date) or UNKNOWN_DATE,
        doubtful=_flag(record, "doubtful"),
        line=_int_or_none(record, "line"),
        lang=_text_or_none(record, "lang"),
        attachments=_many(record, "media", _attachment),
        quotes=_many(record, "quotes", _quote),
        author=_maybe(record, "author", _account),
    )


def _attachment(record: Record) -> Attachment:
    kind = cast(AttachmentKind, _word(record, "kind", get_args(AttachmentKind), "unknown"))
    return Attachment(kind, *(_text_or_none(record, key) for key in ("url", "alt", "title", "sha256")))


def _quote(record: Record) -> Quote:
    published = _maybe(record, "published", _date) or UNKNOWN_DATE
    return Quote(_text_or_none(record, "url"), _maybe(record, "author", _account), _runs(record), published)


def _removed(record: Record) -> Removed:
    return Removed(
        _text(record, "text"), _text(record, "rule"), _int_or_none(record, "line"), _int_or_none(record, "post")
    )


def _gap(record: Record) -> Gap:
    return Gap(
        _int(record, "after"), _text(record, "reason"), _int_or_none(record, "count"), _text_or_none(record, "url")
    )


def _doubt(record: Record) -> Doubt:
    probability = record.get("probability")
    if not isinstance(probability, int | float) or isinstance(probability, bool):
        raise InputError("record: probability is not a number")
    return Doubt(
        _int(record, "line"), _int(record, "post"), _flag(record, "boundary"), float(probability),
        _text(record, "text", ""),
    )  # fmt: skip


def _block(record: Record) -> Block:
    return Block(
        kind=cast(BlockKind, _word(record, "kind", get_args(BlockKind), "paragraph")),
        post=_int(record, "post"),
        parts=_many(record, "parts", _part),
        items=_many(record, "items", lambda item: Item(_text(item, "marker"), _many(item, "parts", _part))),
        ordered=_flag(record, "ordered"),
        quote=_maybe(record, "quote", _quote),
        attachment=_maybe(record, "attachment", _attachment),
    )


def _part(record: Record) -> Part:
    return Part(_int(record, "post"), _runs(record))


def _source(record: Record) -> Source:
    posts = record.get("posts", [])
    if not isinstance(posts, list) or not all(type(post) is int for post in posts):
        raise InputError("record: posts of a source is not a list of numbers")
    kind = cast(SourceKind, _word(record, "kind", get_args(SourceKind), "page"))
    number = _int(record, "number")
    return Source(number, _text_or_none(record, "url"), kind, tuple(posts), _text(record, "text", ""))


# -- values out of a record that may hold anything -----------------------------------------------------------------


def _text(record: Record, key: str, default: str | None = None) -> str:
    value = record.get(key, default)
    if not isinstance(value, str):
        raise InputError(f"record: {key} is missing or not a text")
    return printable(value)


def _text_or_none(record: Record, key: str) -> str | None:
    return None if record.get(key) is None else _text(record, key)


def _int(record: Record, key: str, default: int | None = None) -> int:
    value = record.get(key, default)
    if type(value) is not int:
        raise InputError(f"record: {key} is missing or not a whole number")
    return value


def _int_or_none(record: Record, key: str) -> int | None:
    return None if record.get(key) is None else _int(record, key)


def _flag(record: Record, key: str) -> bool:
    return record.get(key) is True


def _word(record: Record, key: str, known: Sequence[str], neutral: str | None) -> str | None:
    """A word of a vocabulary; one that a newer program may have added becomes the neutral one."""
    value = record.get(key)
    return value if isinstance(value, str) and value in known else neutral


def _object(record: Record, key: str) -> Record:
    value = record.get(key)
    if not isinstance(value, dict):
        raise InputError(f"record: {key} is missing or not an object")
    return value


def _maybe(record: Record, key: str, read: Callable[[Record], V]) -> V | None:
    return None if record.get(key) is None else read(_object(record, key))


def _many(record: Record, key: str, read: Callable[[Record], V]) -> tuple[V, ...]:
    values = record.get(key)
    if values is None:
        return ()
    if not isinstance(values, list) or not all(isinstance(value, dict) for value in values):
        raise InputError(f"record: {key} is not a list of objects")
    return tuple(read(value) for value in values)
