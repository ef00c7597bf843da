"""Threads and articles to records."""

from __future__ import annotations

from msgspec import to_builtins

from unroller.model import Additions, Article, Attachment, Block, Part, Post, Quote, Run, Thread
from unroller.serialization.codec import SCHEMA, Record


def thread_record(thread: Thread, article: Article) -> Record:
    """`thread` and its `article` as one JSON-able dict, keys in a fixed order."""
    return {
        "schema": SCHEMA,
        "capture": to_builtins(thread.capture),
        "title": article.title,
        "author": to_builtins(thread.author),
        "platform": thread.platform,
        "url": thread.url,
        "id": thread.id,
        "lang": thread.lang,
        "stated_title": thread.title,
        "published": to_builtins(thread.published),
        "words": article.words,
        "minutes": article.minutes,
        "posts": [_post_record(post) for post in thread.posts],
        "blocks": _block_records(thread, article),
        "sources": [to_builtins(one) | {"posts": list(one.posts)} for one in article.sources],
        "marks": to_builtins(list(article.marks)),
        "removed": to_builtins(list(thread.removed)),
        "gaps": [{"after": g.after, "reason": str(g.reason), "count": g.count, "url": g.url} for g in thread.gaps],
        "doubts": to_builtins(list(thread.doubts)),
        "warnings": [{"code": w.code, "message": str(w.message)} for w in thread.warnings],
        "others": [_post_record(post) for post in thread.others],
        "article_lang": article.lang,
    }


def additions_record(own: Additions) -> Record:
    """What the keeper of a thread added, under one key of its own; nothing where there is nothing."""
    if own == Additions():
        return {}
    return {"keeper": {"introduction": own.introduction, "notes": own.notes, "tags": list(own.tags)}}


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
        "published": to_builtins(post.published),
        "doubtful": post.doubtful,
        "later": post.later,
        "line": post.line,
        "lang": post.lang,
        "author": to_builtins(post.author),
        "runs": [_run_record(run) for run in post.runs],
        "links": [{"kind": r.kind, "text": r.text, "url": r.url} for r in post.runs if r.kind != "text"],
        "media": [_attachment_record(one) for one in post.attachments],
        "quotes": [quote_record(quote) for quote in post.quotes],
    }
    if post.lines:
        record["lines"] = list(post.lines)
    if post.earlier:
        record["earlier"] = [quote_record(quote) for quote in post.earlier]
    if post.own_name:
        record["own_name"] = post.own_name
    if post.headings:
        record["headings"] = list(post.headings)
    if post.markdown:
        record["markdown"] = True
    return record


def _attachment_record(attachment: Attachment) -> Record:
    """A picture, video or card; its place in the text only where it has one."""
    record: Record = to_builtins(attachment)
    if attachment.line is None:
        del record["line"]
    return record


def quote_record(quote: Quote) -> Record:
    """A quoted post."""
    return {
        "url": quote.url,
        "author": to_builtins(quote.author),
        "text": "".join(run.text for run in quote.runs),
        "runs": [_run_record(run) for run in quote.runs],
        "published": to_builtins(quote.published),
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
            {"marker": item.marker, "parts": [_part_record(part) for part in item.parts]}
            | ({"level": item.level} if item.level else {})
            for item in block.items
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
