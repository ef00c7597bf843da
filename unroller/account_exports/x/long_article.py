"""X's long articles: a title and a text in blocks, apart from the post that links to them.

How archives spell them is not documented, and changed: all known spellings are tried, and what holds neither a title
nor a text is refused with a reason.

The text of a long article of X: blocks of an editor, sections, or plain text, as runs.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from itertools import groupby
from typing import Any

from unroller.account_exports.base import AttachmentFiles, PostContext, PostSummary, RecordError
from unroller.account_exports.json_values import extract_opening
from unroller.account_exports.mastodon.html import parse_content
from unroller.account_exports.x.json_values import (
    JsonObject,
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
from unroller.account_exports.x.text import EntitySpan
from unroller.messages import technical
from unroller.model import Attachment, Run
from unroller.networks import X
from unroller.regex import compile_re
from unroller.urls import safe_url

#: What a record of an article is wrapped in.
_WRAPPERS = ("article", "twitterArticle", "twitter_article", "data", "result")
_ADDRESS = compile_re(
    r"https?://(?:www\.|mobile\.)?(?:twitter|x)\.com/(?:i|@?[A-Za-z0-9_]{1,20})/article/([1-9][0-9]{0,19})(?![0-9A-Za-z_])",
    re.ASCII | re.IGNORECASE,
)
_PICTURES = ("cover_media", "coverMedia", "cover", "coverPhoto", "coverPhotoUrl", "coverUrl", "coverImage",
             "media_entities", "mediaEntities", "media")  # fmt: skip
_ADDRESSES = ("original_img_url", "originalImgUrl", "media_url_https", "mediaUrlHttps", "mediaUrl", "url")
_DATES = ("createdAt", "created_at", "publishedAt", "firstPublishedAt", "first_published_at_secs", "updatedAt")
#: No article has more.
_MOST_PICTURES = 50


@dataclass(frozen=True, slots=True)
class LongArticle:
    """A long article. `cut`: the record holds only its beginning. `draft`: it was never published.

    Pictures that have a place have it in `runs`.
    """

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


def is_article_record(value: JsonObject) -> bool:
    """Whether an item of an archive is an article, and no post."""
    return len(value) == 1 and isinstance(value.get(next(iter(value))), dict) and next(iter(value)) in _WRAPPERS[:3]


def build_article_key(post_id: str) -> str:
    """The key of an article in `PostContext.notes`."""
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
    article = require_article(value)
    opening = "".join(run.text for run in article.runs[:20])
    return PostSummary(
        f"article-{article.id}", article.id.zfill(20), published=article.created, media=len(article.pictures),
        opening=extract_opening(opening), limit="draft" if article.draft else None, article=True,
    )  # fmt: skip


def require_article(value: JsonObject) -> LongArticle:
    """The article in a record.

    Raises:
        RecordError: neither a title nor a text can be found in it.
    """
    article = parse_article(value)
    if article is None:
        raise RecordError(technical("a long article without an id, or without a title and a text that can be read"))
    return article


def parse_article(value: JsonObject) -> LongArticle | None:
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
    pictures = tuple(_iter_pictures(value, own, _find_picture_lines(value, 2 if title and body else 0)))
    return LongArticle(own, title, body, pictures, _find_date(value), cut, _is_draft(value))


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
        key = find_linked_article(span.long) if span.kind == "url" else ""
        if key and (article := held or find_longest_article(context.notes(key))):
            return article, (*spans[:at], span._replace(kind="media"), *spans[at + 1 :])
    return held, tuple(spans)


def build_article_url(post_id: str) -> str:
    """The page of an article."""
    return f"https://x.com/i/article/{post_id}"


# -- what else it holds ------------------------------------------------------------------------------------------------


def _find_date(value: JsonObject) -> str | None:
    for where in (value, get_object(value, "metadata")):
        for key in _DATES:
            if when := parse_date(get_text(where, key)) or _format_seconds(parse_number(where.get(key))):
                return when
    return None


def _format_seconds(value: int | None) -> str | None:
    if not value or not 1_000_000_000 < (seconds := value // 1000 if value > 10**11 else value) < 10**10:
        return None
    return datetime.fromtimestamp(seconds, UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


def _is_draft(value: JsonObject) -> bool:
    stated = [value.get(key) for key in ("lifecycle", "lifecycle_state", "lifecycleState", "state", "status")]
    words = [one if isinstance(one, str) else get_text(one, "name") or get_text(one, "value") for one in stated]
    return any("draft" in word.casefold() for word in words)


def _iter_pictures(value: JsonObject, own: str, lines: dict[str, int]) -> Iterator[AttachmentFiles]:
    seen: set[str] = set()
    for key in _PICTURES:
        pictures = value.get(key)
        for one in pictures[:_MOST_PICTURES] if isinstance(pictures, list) else [pictures]:
            address = _find_picture_url(one)
            if address and address not in seen and len(seen) < _MOST_PICTURES:
                seen.add(address)
                base = extract_file_name(address)
                line = lines.get(get_id(one, "media_id", "mediaId", "id")) if isinstance(one, dict) else None
                yield Attachment("image", address, line=line), (f"{own}-{base}", base) if base else ()


def _find_picture_url(value: Any) -> str | None:
    if isinstance(value, str):
        return safe_url(value) if value.startswith(("http://", "https://")) else None
    for where in (get_object(value, "media_info"), get_object(value, "mediaInfo"), get_object({"all": value}, "all")):
        for key in _ADDRESSES:
            if get_text(where, key).startswith(("http://", "https://")):
                return safe_url(get_text(where, key))
    return None


#: Keys that may hold the text, the richest first.
_KEYS = ("content_state", "contentState", "content", "body", "text", "blocks", "sections", "paragraphs", "plain_text",
         "plainText", "markdown", "html")  # fmt: skip
_HEADINGS = ("title", "heading", "header", "subtitle")
_LISTS = frozenset(["unordered-list-item", "ordered-list-item"])
#: The signs that people write such blocks with, as the reader of X's own pages has them.
_SIGNS = {
    "header-one": "# ",
    "header-two": "## ",
    "header-three": "### ",
    "blockquote": "> ",
    "unordered-list-item": "- ",
}
#: Sections within sections; blocks of one article.
_DEEPEST, _MOST_BLOCKS = 6, 20_000
_UTF16 = "utf-16-le"
_MARKUP = compile_re(r"\s{0,100}<(?:p|div|h[1-6]|ul|ol|article|section|blockquote)[\s>]", re.IGNORECASE)

#: A block without a text, where pictures stand: this and the picture's id.
_MEDIA = "media "

#: What a block is, and its text.
_Block = tuple[str, tuple[Run, ...]]


def join_runs(parts: Iterable[tuple[Run, ...]]) -> tuple[Run, ...]:
    """Parts as one text; plain text that meets plain text becomes one run."""
    result: list[Run] = []
    runs = (run for part in parts for run in part if run.text)
    for plain, group in groupby(runs, key=lambda run: run.kind == "text"):
        same = list(group)
        result += [Run("".join(run.text for run in same))] if plain else same
    return tuple(result)


def iter_paragraphs(value: JsonObject) -> Iterator[tuple[Run, ...]]:
    """The paragraphs of an article, with what separates them. All known spellings are tried."""
    before = ""
    for kind, runs in _iter_blocks(value, 0, titled=False):
        if kind.startswith(_MEDIA):
            continue
        if before:
            yield (Run("\n" if kind in _LISTS and kind == before else "\n\n"),)
        yield runs
        before = kind or "unstyled"


def _find_picture_lines(value: JsonObject, above: int) -> dict[str, int]:
    """How many lines stand above each picture that has a place in the text; `above` are those above the text."""
    result: dict[str, int] = {}
    before, lines = "", above
    for kind, runs in _iter_blocks(value, 0, titled=False):
        if kind.startswith(_MEDIA):
            result.setdefault(kind.removeprefix(_MEDIA), lines)
            continue
        gap = (1 if kind in _LISTS and kind == before else 2) if before else 1
        lines += gap + sum(run.text.count("\n") for run in runs)
        before = kind or "unstyled"
    return result


def _iter_blocks(value: Any, depth: int, *, titled: bool) -> Iterator[_Block]:
    """The blocks in whatever holds some."""
    if depth > _DEEPEST:
        return
    if isinstance(value, str):
        value = _decode_nested(value)
    if isinstance(value, str):
        runs = parse_content(value) if _MARKUP.match(value) else (Run(value.strip()),)
        if any(run.text for run in runs):
            yield "", runs
    elif isinstance(value, list):
        for one in value[:_MOST_BLOCKS]:
            yield from _iter_blocks(one, depth + 1, titled=True)
    elif isinstance(value, dict):
        if titled:
            yield from (("header", (Run(words),)) for key in _HEADINGS if (words := get_text(value, key).strip()))
        yield from _iter_editor_blocks(value) if _is_editor_state(value) else _select_fullest(value, depth)


def _is_editor_state(value: JsonObject) -> bool:
    """Whether it is an editor's state: a list of blocks that have a text each."""
    return any("text" in one for one in get_objects(value, "blocks"))


def _select_fullest(value: JsonObject, depth: int) -> list[_Block]:
    """The blocks of the first spelling, unless another holds clearly more words."""
    result = [blocks for key in _KEYS if (blocks := list(_iter_blocks(value.get(key), depth + 1, titled=True)))]
    sizes = [sum(len(run.text) for _, runs in blocks for run in runs) for blocks in result]
    most = max(sizes, default=0)
    return next((blocks for blocks, size in zip(result, sizes, strict=True) if size * 10 >= most * 9), [])


def _decode_nested(value: str) -> Any:
    """A text that holds JSON, as that; any other as it is."""
    if value[:1] in ("{", "["):
        try:
            return loads(value.encode("utf-8", "replace"))
        except RecordError:
            return value
    return value


def _iter_editor_blocks(state: JsonObject) -> Iterator[_Block]:
    """The blocks of an editor's state: texts with ranges that links, code and posts are laid upon."""
    entities = _index_entities(state)
    counter = 0
    for block in [one for one in state["blocks"][:_MOST_BLOCKS] if isinstance(one, dict)]:
        kind, words = get_text(block, "type"), get_text(block, "text")
        counter = counter + 1 if kind == "ordered-list-item" else 0
        if not words.strip():
            for key in _find_keys(block):
                items = get_objects(get_object(entities.get(key, {}), "data"), "mediaItems")
                named = (get_id(one, "mediaId", "media_id") for one in items)
                yield from ((f"{_MEDIA}{name}", ()) for name in named if name)
                if runs := _render_entity(entities.get(key, {})):
                    yield "", runs
            continue
        mark = f"{counter}. " if counter else _SIGNS.get(kind, "")
        yield kind, ((Run(mark),) if mark else ()) + tuple(_link_block(words, block, entities))


def _index_entities(state: JsonObject) -> dict[str, JsonObject]:
    entities = state.get("entityMap", state.get("entity_map"))
    if isinstance(entities, list):
        return {str(one.get("key")): get_object(one, "value") for one in entities if isinstance(one, dict)}
    return {str(key): one for key, one in get_object({"all": entities}, "all").items() if isinstance(one, dict)}


def _find_ranges(block: JsonObject) -> list[JsonObject]:
    return get_objects(block, "entityRanges") or get_objects(block, "entity_ranges")


def _find_keys(block: JsonObject) -> list[str]:
    return [str(one.get("key")) for one in _find_ranges(block)]


def _render_entity(entity: JsonObject) -> tuple[Run, ...]:
    """The text of a block without one of its own: code, or the address of a post. Pictures are attachments."""
    data = get_object(entity, "data")
    if words := get_text(data, "markdown").strip():
        return (Run(words),)
    post_id = get_id(data, "tweetId", "tweet_id")
    url = (X.permalink(None, post_id) if post_id else None) or safe_url(get_text(data, "url"))
    return (Run(url, "url", url),) if url else ()


def _link_block(words: str, block: JsonObject, entities: dict[str, JsonObject]) -> Iterator[Run]:
    """A block's text with its links; their places are counted in UTF-16."""
    wide = words.encode(_UTF16)
    done = 0
    for one in sorted(_find_ranges(block), key=lambda one: parse_number(one.get("offset")) or 0):
        begin, length = parse_number(one.get("offset")), parse_number(one.get("length"))
        url = safe_url(get_text(entities.get(str(one.get("key")), {}), "data", "url"))
        if (
            url is None
            or begin is None
            or not length
            or begin < done
            or not _is_on_boundaries(wide, begin, begin + length)
        ):
            continue
        if begin > done:
            yield Run(_slice_utf16(wide, done, begin))
        yield Run(_slice_utf16(wide, begin, begin + length), "url", url)
        done = begin + length
    if rest := _slice_utf16(wide, done, len(wide) // 2):
        yield Run(rest)


def _is_on_boundaries(wide: bytes, *places: int) -> bool:
    """Whether all places are in the text, and none within a character."""
    return all(at * 2 <= len(wide) and not (at * 2 < len(wide) and 0xDC <= wide[at * 2 + 1] <= 0xDF) for at in places)


def _slice_utf16(wide: bytes, begin: int, end: int) -> str:
    return wide[begin * 2 : end * 2].decode(_UTF16)
