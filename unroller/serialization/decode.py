"""Records to threads and articles. A record may hold anything: every value is checked before it is believed."""

from __future__ import annotations

from typing import cast, get_args

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
from unroller.serialization import values
from unroller.serialization.codec import Record, upgraded


def thread_from_record(record: Record) -> Thread:
    """The thread of a record; its article is ignored (it is derived anew).

    Raises:
        FormatVersionError: the record was written by a newer program.
        InputError: a needed value is missing or of the wrong type; the message names it.
    """
    record = upgraded(record)
    return Thread(
        capture=_capture(values.an_object(record, "capture")),
        posts=values.many(record, "posts", _post),
        author=values.maybe(record, "author", _account),
        platform=cast("Platform | None", values.word(record, "platform", PLATFORMS, None)),
        url=values.text_or_none(record, "url"),
        id=values.text_or_none(record, "id"),
        title=values.text_or_none(record, "stated_title"),
        published=values.maybe(record, "published", date) or UNKNOWN_DATE,
        lang=values.text_or_none(record, "lang"),
        removed=values.many(record, "removed", _removed),
        gaps=values.many(record, "gaps", _gap),
        doubts=values.many(record, "doubts", _doubt),
        warnings=values.many(record, "warnings", lambda w: Notice(values.text(w, "code"), values.text(w, "message"))),
        others=values.many(record, "others", _post),
    )


def article_from_record(record: Record) -> Article:
    """The article of a record, as it was stitched when the record was written.

    Raises:
        FormatVersionError, InputError: as :func:`thread_from_record`.
    """
    record = upgraded(record)
    return Article(
        title=values.text(record, "title"),
        blocks=values.many(record, "blocks", _block),
        sources=values.many(record, "sources", _source),
        marks=values.many(record, "marks", _removed),
        lang=values.text_or_none(record, "article_lang"),
        words=values.whole(record, "words", 0),
    )


def _capture(record: Record) -> CaptureInfo:
    return CaptureInfo(
        name=values.text(record, "name"),
        sha256=values.text(record, "sha256"),
        format=values.text(record, "format"),
        size=values.whole(record, "size", 0),
        media_type=values.text(record, "media_type", ""),
        encoding=values.text(record, "encoding", "utf-8"),
        url=values.text_or_none(record, "url"),
        captured_at=values.text_or_none(record, "captured_at"),
    )


def _account(record: Record) -> Account:
    return Account(
        values.text(record, "handle"),
        values.text_or_none(record, "name"),
        values.text_or_none(record, "url"),
        values.text_or_none(record, "id"),
    )


def date(record: Record) -> Date:
    """The date in a record."""
    how = cast(DateHow, values.word(record, "how", get_args(DateHow), "unknown"))
    return Date(values.text_or_none(record, "value"), values.text_or_none(record, "not_before"), how)


def _run(record: Record) -> Run:
    kind = cast(RunKind, values.word(record, "kind", get_args(RunKind), "text"))
    return Run(
        values.text(record, "text"), kind, values.text_or_none(record, "url"), values.whole_or_none(record, "source")
    )


def _runs(record: Record) -> tuple[Run, ...]:
    """The runs, or where a record was written by hand without them, its text as one run."""
    if "runs" in record:
        return values.many(record, "runs", _run)
    text = values.text(record, "text", "")
    return (Run(text),) if text else ()


def _post(record: Record) -> Post:
    return Post(
        number=values.whole(record, "number"),
        runs=_runs(record),
        id=values.text_or_none(record, "id"),
        url=values.text_or_none(record, "url"),
        published=values.maybe(record, "published", date) or UNKNOWN_DATE,
        doubtful=values.flag(record, "doubtful"),
        line=values.whole_or_none(record, "line"),
        lang=values.text_or_none(record, "lang"),
        attachments=values.many(record, "media", _attachment),
        quotes=values.many(record, "quotes", quote),
        author=values.maybe(record, "author", _account),
        later=values.flag(record, "later"),
        lines=values.wholes(record, "lines"),
        earlier=values.many(record, "earlier", quote),
    )


def _attachment(record: Record) -> Attachment:
    kind = cast(AttachmentKind, values.word(record, "kind", get_args(AttachmentKind), "unknown"))
    return Attachment(kind, *(values.text_or_none(record, key) for key in ("url", "alt", "title", "sha256")))


def quote(record: Record) -> Quote:
    """The quoted post in a record."""
    published = values.maybe(record, "published", date) or UNKNOWN_DATE
    return Quote(values.text_or_none(record, "url"), values.maybe(record, "author", _account), _runs(record), published)


def _removed(record: Record) -> Removed:
    line, post = values.whole_or_none(record, "line"), values.whole_or_none(record, "post")
    return Removed(values.text(record, "text"), values.text(record, "rule"), line, post)


def _gap(record: Record) -> Gap:
    count, url = values.whole_or_none(record, "count"), values.text_or_none(record, "url")
    return Gap(values.whole(record, "after"), values.text(record, "reason"), count, url)


def _doubt(record: Record) -> Doubt:
    probability = record.get("probability")
    if not isinstance(probability, int | float) or isinstance(probability, bool):
        raise InputError("record: probability is not a number")
    return Doubt(
        values.whole(record, "line"), values.whole(record, "post"), values.flag(record, "boundary"), float(probability),
        values.text(record, "text", ""),
    )  # fmt: skip


def _block(record: Record) -> Block:
    return Block(
        kind=cast(BlockKind, values.word(record, "kind", get_args(BlockKind), "paragraph")),
        post=values.whole(record, "post"),
        parts=values.many(record, "parts", _part),
        items=values.many(
            record, "items", lambda item: Item(values.text(item, "marker"), values.many(item, "parts", _part))
        ),
        ordered=values.flag(record, "ordered"),
        quote=values.maybe(record, "quote", quote),
        attachment=values.maybe(record, "attachment", _attachment),
    )


def _item(record: Record) -> Item:
    return Item(values.text(record, "marker"), values.many(record, "parts", _part))


def _part(record: Record) -> Part:
    return Part(values.whole(record, "post"), _runs(record))


def _source(record: Record) -> Source:
    posts = record.get("posts", [])
    if not isinstance(posts, list) or not all(type(post) is int for post in posts):
        raise InputError("record: posts of a source is not a list of numbers")
    kind = cast(SourceKind, values.word(record, "kind", get_args(SourceKind), "page"))
    number = values.whole(record, "number")
    return Source(number, values.text_or_none(record, "url"), kind, tuple(posts), values.text(record, "text", ""))
