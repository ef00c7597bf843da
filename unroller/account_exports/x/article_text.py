"""The text of a long article of X: blocks of an editor, sections, or plain text, as runs."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from itertools import groupby
from typing import Any

from unroller.account_exports.base import RecordError
from unroller.account_exports.mastodon.html import parse_content
from unroller.account_exports.x.json_values import get_id, get_object, get_objects, get_text, loads, parse_number
from unroller.model import Run
from unroller.networks import permalink
from unroller.urls import safe_url

#: Where a text may stand, the richest spelling first.
_KEYS = ("content_state", "contentState", "content", "body", "text", "blocks", "sections", "paragraphs", "plain_text",
         "plainText", "markdown", "html")  # fmt: skip
_HEADINGS = ("title", "heading", "header", "subtitle")
_LISTS = frozenset(["unordered-list-item", "ordered-list-item"])
#: Sections within sections; blocks of one article.
_DEEPEST, _MOST_BLOCKS = 6, 20_000
_UTF16 = "utf-16-le"
_MARKUP = re.compile(r"\s{0,100}<(?:p|div|h[1-6]|ul|ol|article|section|blockquote)[\s>]", re.IGNORECASE)

_Record = dict[str, Any]
#: What a block is, and its text.
_Block = tuple[str, tuple[Run, ...]]


def join_runs(parts: Iterable[tuple[Run, ...]]) -> tuple[Run, ...]:
    """Parts as one text; plain text that meets plain text becomes one run."""
    made: list[Run] = []
    runs = (run for part in parts for run in part if run.text)
    for plain, group in groupby(runs, key=lambda run: run.kind == "text"):
        same = list(group)
        made += [Run("".join(run.text for run in same))] if plain else same
    return tuple(made)


def iter_paragraphs(value: _Record) -> Iterator[tuple[Run, ...]]:
    """The paragraphs of an article, with what separates them. All known spellings are tried."""
    before = ""
    for kind, runs in _iter_blocks(value, 0, titled=False):
        if before:
            yield (Run("\n" if kind in _LISTS and kind == before else "\n\n"),)
        yield runs
        before = kind or "unstyled"


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


def _is_editor_state(value: _Record) -> bool:
    """Whether it is an editor's state: a list of blocks that have a text each."""
    return any("text" in one for one in get_objects(value, "blocks"))


def _select_fullest(value: _Record, depth: int) -> list[_Block]:
    """The blocks of the first spelling, unless another holds clearly more words."""
    found = [blocks for key in _KEYS if (blocks := list(_iter_blocks(value.get(key), depth + 1, titled=True)))]
    sizes = [sum(len(run.text) for _, runs in blocks for run in runs) for blocks in found]
    most = max(sizes, default=0)
    return next((blocks for blocks, size in zip(found, sizes, strict=True) if size * 10 >= most * 9), [])


def _decode_nested(value: str) -> Any:
    """A text that holds JSON, as that; any other as it is."""
    if value[:1] in ("{", "["):
        try:
            return loads(value.encode("utf-8", "replace"))
        except RecordError:
            return value
    return value


def _iter_editor_blocks(state: _Record) -> Iterator[_Block]:
    """The blocks of an editor's state: texts with ranges that links, code and posts are laid upon."""
    entities = _index_entities(state)
    counter = 0
    for block in [one for one in state["blocks"][:_MOST_BLOCKS] if isinstance(one, dict)]:
        kind, words = get_text(block, "type"), get_text(block, "text")
        counter = counter + 1 if kind == "ordered-list-item" else 0
        if not words.strip():
            for key in _find_keys(block):
                if runs := _render_entity(entities.get(key, {})):
                    yield "", runs
            continue
        mark = f"{counter}. " if counter else "- " if kind in _LISTS else ""
        yield kind, ((Run(mark),) if mark else ()) + tuple(_link_block(words, block, entities))


def _index_entities(state: _Record) -> dict[str, _Record]:
    found = state.get("entityMap", state.get("entity_map"))
    if isinstance(found, list):
        return {str(one.get("key")): get_object(one, "value") for one in found if isinstance(one, dict)}
    return {str(key): one for key, one in get_object({"all": found}, "all").items() if isinstance(one, dict)}


def _find_ranges(block: _Record) -> list[_Record]:
    return get_objects(block, "entityRanges") or get_objects(block, "entity_ranges")


def _find_keys(block: _Record) -> list[str]:
    return [str(one.get("key")) for one in _find_ranges(block)]


def _render_entity(entity: _Record) -> tuple[Run, ...]:
    """What stands for a block without text: code, or the address of a post. Pictures are attachments."""
    data = get_object(entity, "data")
    if words := get_text(data, "markdown").strip():
        return (Run(words),)
    post_id = get_id(data, "tweetId", "tweet_id")
    url = (permalink("x", None, post_id) if post_id else None) or safe_url(get_text(data, "url"))
    return (Run(url, "url", url),) if url else ()


def _link_block(words: str, block: _Record, entities: dict[str, _Record]) -> Iterator[Run]:
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
