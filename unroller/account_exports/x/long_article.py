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

from unroller.account_exports.base import PostContext, PostSummary, RecordError
from unroller.account_exports.x.article_text import iter_paragraphs, join_runs
from unroller.account_exports.x.dates import parse_date
from unroller.account_exports.x.json_values import get_id, get_object, get_text, load_object, parse_number
from unroller.account_exports.x.media import AttachmentFiles, extract_file_name
from unroller.account_exports.x.text import EntitySpan
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
class LongArticle:
    """A long article. `cut`: the record holds only its beginning. `draft`: it was never published."""

    id: str
    title: str
    body: tuple[Run, ...]
    pictures: tuple[AttachmentFiles, ...] = ()
    created: str | None = None
    cut: bool = False
    draft: bool = False

    @property
    def runs(self) -> tuple[Run, ...]:
        """Its title, a blank line, its text."""
        between = (Run("\n\n"),) if self.title and self.body else ()
        return join_runs(((Run(self.title),) if self.title else (), between, self.body))


def is_article_record(value: _Record) -> bool:
    """Whether an item of an archive is an article, and no post."""
    return len(value) == 1 and isinstance(value.get(next(iter(value))), dict) and next(iter(value)) in _WRAPPERS[:3]


def build_article_key(post_id: str) -> str:
    """What an article is called where long texts are asked for."""
    return f"article {post_id}"


def find_linked_article(address: str) -> str:
    """The name of the article that an address leads to; empty for any other."""
    match = _ADDRESS.match(address) if "/article/" in address else None
    return build_article_key(match[1]) if match else ""


def find_article_key(record: bytes) -> str:
    """The name of the article in a record of an archive; empty for what is none.

    Raises:
        RecordError: it is one that cannot be read.
    """
    value = load_object(record)
    return build_article_key(require_article(value).id) if is_article_record(value) else ""


def summarize_article(record: bytes) -> PostSummary | None:
    """What an article is as a post of its own; None for what is none.

    Raises:
        RecordError: it is one that cannot be read.
    """
    value = load_object(record)
    if not is_article_record(value):
        return None
    found = require_article(value)
    opening = "".join(run.text for run in found.runs[:20])[:100]
    return PostSummary(
        f"article-{found.id}", found.id.zfill(20), published=found.created, media=len(found.pictures),
        opening=" ".join(opening.split()), limit="draft" if found.draft else None,
    )  # fmt: skip


def require_article(value: _Record) -> LongArticle:
    """The article in a record.

    Raises:
        RecordError: neither a title nor a text can be found in it.
    """
    found = parse_article(value)
    if found is None:
        raise RecordError("a long article without an id, or without a title and a text that can be read")
    return found


def parse_article(value: _Record) -> LongArticle | None:
    """The article in a record or in an answer; None where neither a title nor a text can be found."""
    for _ in _WRAPPERS:
        value = next((inside for key in _WRAPPERS if (inside := get_object(value, key))), value)
    title = get_text(value, "title").strip()
    body = join_runs(iter_paragraphs(value))
    cut = not body
    if cut:
        preview = get_text(value, "preview_text") or get_text(value, "previewText")
        body = (Run(preview.strip()),) if preview.strip() else ()
    own = get_id(value, "rest_id", "id", "id_str", "articleId", "article_id", "restId")
    if not own or not (title or body):
        return None
    return LongArticle(own, title, body, tuple(_iter_pictures(value, own)), _find_date(value), cut, _is_draft(value))


def find_longest_article(candidates: Iterable[bytes]) -> LongArticle | None:
    """The longest of the articles in records."""
    read_ones: list[LongArticle] = []
    for record in candidates:
        try:
            read_ones += [one] if (one := parse_article(load_object(record))) else []
        except RecordError:
            continue
    return max(read_ones, key=lambda one: sum(len(run.text) for run in one.runs), default=None)


def take_article(
    spans: Sequence[EntitySpan], context: PostContext, held: LongArticle | None
) -> tuple[LongArticle | None, tuple[EntitySpan, ...]]:
    """The article that a post carries, if it is there, and the post's spans without the article's address."""
    for at, span in enumerate(spans):
        wanted = find_linked_article(span.long) if span.kind == "url" else ""
        if wanted and (article := held or find_longest_article(context.notes(wanted))):
            return article, (*spans[:at], span._replace(kind="media"), *spans[at + 1 :])
    return held, tuple(spans)


def build_article_url(post_id: str) -> str:
    """The page of an article."""
    return f"https://x.com/i/article/{post_id}"


# -- what else it holds ------------------------------------------------------------------------------------------------


def _find_date(value: _Record) -> str | None:
    for where in (value, get_object(value, "metadata")):
        for key in _DATES:
            if when := parse_date(get_text(where, key)) or _format_seconds(parse_number(where.get(key))):
                return when
    return None


def _format_seconds(value: int | None) -> str | None:
    if not value or not 1_000_000_000 < (seconds := value // 1000 if value > 10**11 else value) < 10**10:
        return None
    return datetime.fromtimestamp(seconds, UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


def _is_draft(value: _Record) -> bool:
    stated = [value.get(key) for key in ("lifecycle", "lifecycle_state", "lifecycleState", "state", "status")]
    words = [one if isinstance(one, str) else get_text(one, "name") or get_text(one, "value") for one in stated]
    return any("draft" in word.casefold() for word in words)


def _iter_pictures(value: _Record, own: str) -> Iterator[AttachmentFiles]:
    seen: set[str] = set()
    for key in _PICTURES:
        given = value.get(key)
        for one in given[:_MOST_PICTURES] if isinstance(given, list) else [given]:
            address = _find_picture_url(one)
            if address and address not in seen and len(seen) < _MOST_PICTURES:
                seen.add(address)
                base = extract_file_name(address)
                yield Attachment("image", address), (f"{own}-{base}", base) if base else ()


def _find_picture_url(value: Any) -> str | None:
    if isinstance(value, str):
        return safe_url(value) if value.startswith(("http://", "https://")) else None
    for where in (get_object(value, "media_info"), get_object(value, "mediaInfo"), get_object({"all": value}, "all")):
        for key in _ADDRESSES:
            if get_text(where, key).startswith(("http://", "https://")):
                return safe_url(get_text(where, key))
    return None
