"""Records to threads and articles. A record may hold anything: every value is checked before it is believed."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TypeVar, cast, get_args

from unroller.errors import InputError
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
from unroller.records.codec import Record, upgraded
from unroller.text import printable

V = TypeVar("V")


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
        later=_flag(record, "later"),
        lines=_ints(record, "lines"),
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


def _ints(record: Record, key: str) -> tuple[int, ...]:
    values = record.get(key) or []
    if not isinstance(values, list) or not all(type(value) is int for value in values):
        raise InputError(f"record: {key} is not a list of whole numbers")
    return tuple(values)


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
