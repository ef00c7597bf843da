"""Records to threads and articles. A record may hold anything: every value is checked before it is believed."""

from __future__ import annotations

from functools import cache
from typing import Any

import msgspec
from msgspec.structs import astuple

from unroller.messages import Recorded
from unroller.model import Article, Gap, Notice, Post, Quote, Thread
from unroller.serialization import codec
from unroller.serialization.codec import Record, loads, upgrade_record
from unroller.serialization.conversion import build_keyed_type, from_record


def thread_from_json(data: bytes) -> Thread:
    """``thread_from_record(loads(data))``, in a fraction of the time where the record is as this program writes it.

    Raises:
        FormatVersionError, InputError: as these two.
    """
    try:
        # msgspec believes the encoding of what it passes over, keeps NUL, and refuses lone surrogates: see `loads`.
        if len(data) <= codec.MOST_CHARS and b"\\u0000" not in data and data.decode("utf-8"):
            found = _decoder().decode(data)
            if found.schema == codec.SCHEMA:
                return _thread(found)
    except (ValueError, RecursionError):
        pass  # whatever is wrong with it, or only otherwise than we write it
    return thread_from_record(loads(data))


def thread_from_record(record: Record) -> Thread:
    """The thread of a record; its article is ignored (it is derived anew).

    Raises:
        FormatVersionError: the record was written by a newer program.
        InputError: a needed value is missing or of the wrong type; the message names it.
    """
    return _thread(from_record(upgrade_record(record), _shapes()[0]))


def article_from_record(record: Record) -> Article:
    """The article of a record, as it was stitched when the record was written.

    Raises:
        FormatVersionError, InputError: as :func:`thread_from_record`.
    """
    return Article(*astuple(from_record(upgrade_record(record), _shapes()[1])))


@cache
def _shapes() -> tuple[type[Any], type[Any]]:
    """What a record is to a thread, and to an article: their fields under the record's keys."""
    quotes: Any = tuple[build_keyed_type(Quote), ...]  # type: ignore[misc]
    posts: Any = tuple[build_keyed_type(Post, {"attachments": "media"}, quotes=quotes, earlier=quotes), ...]  # type: ignore[misc]
    gaps: Any = tuple[build_keyed_type(Gap, reason=str), ...]  # type: ignore[misc]
    notices: Any = tuple[build_keyed_type(Notice, message=str), ...]  # type: ignore[misc]
    thread = build_keyed_type(Thread, {"title": "stated_title"}, posts=posts, others=posts, gaps=gaps, warnings=notices)
    thread = msgspec.defstruct("Record", [("schema", int)], bases=(thread,), kw_only=True)
    return thread, build_keyed_type(Article, {"lang": "article_lang"})


@cache
def _decoder() -> msgspec.json.Decoder[Any]:
    return msgspec.json.Decoder(_shapes()[0])


def _thread(found: Any) -> Thread:
    found.posts, found.others = _posts(found.posts), _posts(found.others)
    found.gaps = tuple(Gap(one.after, Recorded(one.reason), one.count, one.url) for one in found.gaps)
    found.warnings = tuple(Notice(one.code, Recorded(one.message)) for one in found.warnings)
    return Thread(*astuple(found)[:-1])  # all but the schema


def _posts(found: Any) -> tuple[Post, ...]:
    for post in found:
        post.quotes, post.earlier = _quotes(post.quotes), _quotes(post.earlier)
    return tuple(Post(*astuple(post)) for post in found)


def _quotes(found: Any) -> tuple[Quote, ...]:
    return tuple(Quote(*astuple(quote)) for quote in found)
