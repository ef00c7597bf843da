"""Threads and articles to records."""

from __future__ import annotations

from unroller.model import (
    Account,
    Additions,
    Article,
    Attachment,
    Block,
    CaptureInfo,
    Date,
    Doubt,
    Part,
    Post,
    Quote,
    Removed,
    Run,
    Source,
    Thread,
)
from unroller.serialization.codec import SCHEMA, Record


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
        "published": date_record(thread.published),
        "words": article.words,
        "minutes": article.minutes,
        "posts": [_post_record(post) for post in thread.posts],
        "blocks": _block_records(thread, article),
        "sources": [_source_record(source) for source in article.sources],
        "marks": [_removed_record(mark) for mark in article.marks],
        "removed": [_removed_record(removed) for removed in thread.removed],
        "gaps": [{"after": g.after, "reason": g.reason, "count": g.count, "url": g.url} for g in thread.gaps],
        "doubts": [_doubt_record(doubt) for doubt in thread.doubts],
        "warnings": [{"code": w.code, "message": w.message} for w in thread.warnings],
        "others": [_post_record(post) for post in thread.others],
        "article_lang": article.lang,
    }


def additions_record(own: Additions) -> Record:
    """What the keeper of a thread added, under one key of its own; nothing where there is nothing."""
    if own == Additions():
        return {}
    return {"keeper": {"introduction": own.introduction, "notes": own.notes, "tags": list(own.tags)}}


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


def date_record(date: Date) -> Record:
    """A date and how it is known."""
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
    record: Record = {
        "number": post.number,
        "text": post.text,
        "id": post.id,
        "url": post.url,
        "published": date_record(post.published),
        "doubtful": post.doubtful,
        "later": post.later,
        "line": post.line,
        "lang": post.lang,
        "author": _account_record(post.author),
        "runs": [_run_record(run) for run in post.runs],
        "links": [{"kind": r.kind, "text": r.text, "url": r.url} for r in post.runs if r.kind != "text"],
        "media": [_attachment_record(attachment) for attachment in post.attachments],
        "quotes": [quote_record(quote) for quote in post.quotes],
    }
    if post.lines:
        record["lines"] = list(post.lines)
    if post.earlier:
        record["earlier"] = [quote_record(quote) for quote in post.earlier]
    return record


def _attachment_record(attachment: Attachment) -> Record:
    return {
        "kind": attachment.kind,
        "url": attachment.url,
        "alt": attachment.alt,
        "title": attachment.title,
        "sha256": attachment.sha256,
    }


def quote_record(quote: Quote) -> Record:
    """A quoted post."""
    return {
        "url": quote.url,
        "author": _account_record(quote.author),
        "text": "".join(run.text for run in quote.runs),
        "runs": [_run_record(run) for run in quote.runs],
        "published": date_record(quote.published),
    }


def _block_records(thread: Thread, article: Article) -> list[Record]:
    """The blocks; those of later additions say so."""
    later = {post.number for post in thread.posts if post.later}
    return [_block_record(block) | ({"later": True} if block.post in later else {}) for block in article.blocks]


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
        record["quote"] = quote_record(block.quote)
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
