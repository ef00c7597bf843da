"""X's long articles: a title and a text in blocks, apart from the post that links to them.

How archives spell them is not documented, and changed: all known spellings are tried, and what holds neither a title
nor a text is refused with a reason.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from unroller.account_exports.base import Context, Head, RecordError
from unroller.account_exports.x.article_text import joined, paragraphs
from unroller.account_exports.x.dates import moment
from unroller.account_exports.x.json_values import ident, inner, mapping, number, text
from unroller.account_exports.x.media import Kept, file_name
from unroller.account_exports.x.text import Span
from unroller.model import Attachment, Run
from unroller.urls import safe_url

#: What a record of an article is wrapped in.
_WRAPPERS = ("article", "twitterArticle", "twitter_article", "data", "result")
_ADDRESS = re.compile(
    r"https?://(?:www\.|mobile\.)?(?:twitter|x)\.com/(?:i|@?[A-Za-z0-9_]{1,20})/article/([1-9][0-9]{0,19})(?![0-9A-Za-z_])",
    re.ASCII | re.IGNORECASE,
)
_PICTURES = ("cover_media", "coverMedia", "cover", "coverPhoto", "coverPhotoUrl", "coverUrl", "coverImage",
             "media_entities", "mediaEntities", "media")  # fmt: skip
_ADDRESSES = ("original_img_url", "originalImgUrl", "media_url_https", "mediaUrlHttps", "mediaUrl", "url")
_DATES = ("createdAt", "created_at", "publishedAt", "firstPublishedAt", "first_published_at_secs", "updatedAt")
#: No article has more.
_MOST_PICTURES = 50

_Record = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Article:
    """A long article. `cut`: the record holds only its beginning. `draft`: it was never published."""

    id: str
    title: str
    body: tuple[Run, ...]
    pictures: tuple[Kept, ...] = ()
    created: str | None = None
    cut: bool = False
    draft: bool = False

    @property
    def runs(self) -> tuple[Run, ...]:
        """Its title, a blank line, its text."""
        between = (Run("\n\n"),) if self.title and self.body else ()
        return joined(((Run(self.title),) if self.title else (), between, self.body))


def is_record(value: _Record) -> bool:
    """Whether an item of an archive is an article, and no post."""
    return len(value) == 1 and isinstance(value.get(next(iter(value))), dict) and next(iter(value)) in _WRAPPERS[:3]


def named(post_id: str) -> str:
    """What an article is called where long texts are asked for."""
    return f"article {post_id}"


def linked(address: str) -> str:
    """The name of the article that an address leads to; empty for any other."""
    match = _ADDRESS.match(address) if "/article/" in address else None
    return named(match[1]) if match else ""


def name(record: bytes) -> str:
    """The name of the article in a record of an archive; empty for what is none.

    Raises:
        RecordError: it is one that cannot be read.
    """
    value = mapping(record)
    return named(read_or_refuse(value).id) if is_record(value) else ""


def head(record: bytes) -> Head | None:
    """What an article is as a post of its own; None for what is none.

    Raises:
        RecordError: it is one that cannot be read.
    """
    value = mapping(record)
    if not is_record(value):
        return None
    found = read_or_refuse(value)
    opening = "".join(run.text for run in found.runs[:20])[:100]
    return Head(
        f"article-{found.id}", found.id.zfill(20), published=found.created, media=len(found.pictures),
        opening=" ".join(opening.split()), limit="draft" if found.draft else None,
    )  # fmt: skip


def read_or_refuse(value: _Record) -> Article:
    """The article in a record.

    Raises:
        RecordError: neither a title nor a text can be found in it.
    """
    found = read(value)
    if found is None:
        raise RecordError("a long article without an id, or without a title and a text that can be read")
    return found


def read(value: _Record) -> Article | None:
    """The article in a record or in an answer; None where neither a title nor a text can be found."""
    for _ in _WRAPPERS:
        value = next((inside for key in _WRAPPERS if (inside := inner(value, key))), value)
    title = text(value, "title").strip()
    body = joined(paragraphs(value))
    cut = not body
    if cut:
        preview = text(value, "preview_text") or text(value, "previewText")
        body = (Run(preview.strip()),) if preview.strip() else ()
    own = ident(value, "rest_id", "id", "id_str", "articleId", "article_id", "restId")
    if not own or not (title or body):
        return None
    return Article(own, title, body, tuple(_pictures(value, own)), _date(value), cut, _is_draft(value))


def found(candidates: Iterable[bytes]) -> Article | None:
    """The longest of the articles in records."""
    read_ones: list[Article] = []
    for record in candidates:
        try:
            read_ones += [one] if (one := read(mapping(record))) else []
        except RecordError:
            continue
    return max(read_ones, key=lambda one: sum(len(run.text) for run in one.runs), default=None)


def taken(spans: Sequence[Span], context: Context, held: Article | None) -> tuple[Article | None, tuple[Span, ...]]:
    """The article that a post carries, if it is there, and the post's spans without the article's address."""
    for at, span in enumerate(spans):
        wanted = linked(span.long) if span.kind == "url" else ""
        if wanted and (article := held or found(context.notes(wanted))):
            return article, (*spans[:at], span._replace(kind="media"), *spans[at + 1 :])
    return held, tuple(spans)


def address(post_id: str) -> str:
    """The page of an article."""
    return f"https://x.com/i/article/{post_id}"


# -- what else it holds ------------------------------------------------------------------------------------------------


def _date(value: _Record) -> str | None:
    for where in (value, inner(value, "metadata")):
        for key in _DATES:
            if when := moment(text(where, key)) or _seconds(number(where.get(key))):
                return when
    return None


def _seconds(value: int | None) -> str | None:
    if not value or not 1_000_000_000 < (seconds := value // 1000 if value > 10**11 else value) < 10**10:
        return None
    return datetime.fromtimestamp(seconds, UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


def _is_draft(value: _Record) -> bool:
    stated = [value.get(key) for key in ("lifecycle", "lifecycle_state", "lifecycleState", "state", "status")]
    words = [one if isinstance(one, str) else text(one, "name") or text(one, "value") for one in stated]
    return any("draft" in word.casefold() for word in words)


def _pictures(value: _Record, own: str) -> Iterator[Kept]:
    seen: set[str] = set()
    for key in _PICTURES:
        given = value.get(key)
        for one in given[:_MOST_PICTURES] if isinstance(given, list) else [given]:
            address = _picture(one)
            if address and address not in seen and len(seen) < _MOST_PICTURES:
                seen.add(address)
                base = file_name(address)
                yield Attachment("image", address), (f"{own}-{base}", base) if base else ()


def _picture(value: Any) -> str | None:
    if isinstance(value, str):
        return safe_url(value) if value.startswith(("http://", "https://")) else None
    for where in (inner(value, "media_info"), inner(value, "mediaInfo"), inner({"all": value}, "all")):
        for key in _ADDRESSES:
            if text(where, key).startswith(("http://", "https://")):
                return safe_url(text(where, key))
    return None
