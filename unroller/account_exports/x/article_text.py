"""The text of a long article of X: blocks of an editor, sections, or plain text, as runs."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from itertools import groupby
from typing import Any

from unroller.account_exports.base import RecordError
from unroller.account_exports.mastodon.html import runs_of
from unroller.account_exports.x.json_values import ident, inner, items, loads, number, text
from unroller.model import Run
from unroller.networks import permalink
from unroller.urls import safe_url

#: Where a text may stand, the richest spelling first.
_KEYS = ("content_state", "contentState", "content", "body", "text", "blocks", "sections", "paragraphs", "plain_text",
         "plainText", "markdown", "html")  # fmt: skip
_HEADS = ("title", "heading", "header", "subtitle")
_LISTS = frozenset(["unordered-list-item", "ordered-list-item"])
#: Sections within sections; blocks of one article.
_DEEPEST, _MOST_BLOCKS = 6, 20_000
_UTF16 = "utf-16-le"
_MARKUP = re.compile(r"\s{0,100}<(?:p|div|h[1-6]|ul|ol|article|section|blockquote)[\s>]", re.IGNORECASE)

_Record = dict[str, Any]
#: What a block is, and its text.
_Block = tuple[str, tuple[Run, ...]]


def joined(parts: Iterable[tuple[Run, ...]]) -> tuple[Run, ...]:
    """Parts as one text; plain text that meets plain text becomes one run."""
    made: list[Run] = []
    runs = (run for part in parts for run in part if run.text)
    for plain, group in groupby(runs, key=lambda run: run.kind == "text"):
        same = list(group)
        made += [Run("".join(run.text for run in same))] if plain else same
    return tuple(made)


def paragraphs(value: _Record) -> Iterator[tuple[Run, ...]]:
    """The paragraphs of an article, with what separates them. All known spellings are tried."""
    before = ""
    for kind, runs in _blocks(value, 0, titled=False):
        if before:
            yield (Run("\n" if kind in _LISTS and kind == before else "\n\n"),)
        yield runs
        before = kind or "unstyled"


def _blocks(value: Any, depth: int, *, titled: bool) -> Iterator[_Block]:
    """The blocks in whatever holds some."""
    if depth > _DEEPEST:
        return
    if isinstance(value, str):
        value = _unpacked(value)
    if isinstance(value, str):
        runs = runs_of(value) if _MARKUP.match(value) else (Run(value.strip()),)
        if any(run.text for run in runs):
            yield "", runs
    elif isinstance(value, list):
        for one in value[:_MOST_BLOCKS]:
            yield from _blocks(one, depth + 1, titled=True)
    elif isinstance(value, dict):
        if titled:
            yield from (("header", (Run(words),)) for key in _HEADS if (words := text(value, key).strip()))
        yield from _drafted(value) if _is_drafted(value) else _fullest(value, depth)


def _is_drafted(value: _Record) -> bool:
    """Whether it is an editor's state: a list of blocks that have a text each."""
    return any("text" in one for one in items(value, "blocks"))


def _fullest(value: _Record, depth: int) -> list[_Block]:
    """The blocks of the first spelling, unless another holds clearly more words."""
    found = [blocks for key in _KEYS if (blocks := list(_blocks(value.get(key), depth + 1, titled=True)))]
    sizes = [sum(len(run.text) for _, runs in blocks for run in runs) for blocks in found]
    most = max(sizes, default=0)
    return next((blocks for blocks, size in zip(found, sizes, strict=True) if size * 10 >= most * 9), [])


def _unpacked(value: str) -> Any:
    """A text that holds JSON, as that; any other as it is."""
    if value[:1] in ("{", "["):
        try:
            return loads(value.encode("utf-8", "replace"))
        except RecordError:
            return value
    return value


def _drafted(state: _Record) -> Iterator[_Block]:
    """The blocks of an editor's state: texts with ranges that links, code and posts are laid upon."""
    entities = _entities(state)
    counter = 0
    for block in [one for one in state["blocks"][:_MOST_BLOCKS] if isinstance(one, dict)]:
        kind, words = text(block, "type"), text(block, "text")
        counter = counter + 1 if kind == "ordered-list-item" else 0
        if not words.strip():
            for key in _keys(block):
                if runs := _drawn(entities.get(key, {})):
                    yield "", runs
            continue
        mark = f"{counter}. " if counter else "- " if kind in _LISTS else ""
        yield kind, ((Run(mark),) if mark else ()) + tuple(_linked(words, block, entities))


def _entities(state: _Record) -> dict[str, _Record]:
    found = state.get("entityMap", state.get("entity_map"))
    if isinstance(found, list):
        return {str(one.get("key")): inner(one, "value") for one in found if isinstance(one, dict)}
    return {str(key): one for key, one in inner({"all": found}, "all").items() if isinstance(one, dict)}


def _ranges(block: _Record) -> list[_Record]:
    return items(block, "entityRanges") or items(block, "entity_ranges")


def _keys(block: _Record) -> list[str]:
    return [str(one.get("key")) for one in _ranges(block)]


def _drawn(entity: _Record) -> tuple[Run, ...]:
    """What stands for a block without text: code, or the address of a post. Pictures are attachments."""
    data = inner(entity, "data")
    if words := text(data, "markdown").strip():
        return (Run(words),)
    post_id = ident(data, "tweetId", "tweet_id")
    url = (permalink("x", None, post_id) if post_id else None) or safe_url(text(data, "url"))
    return (Run(url, "url", url),) if url else ()


def _linked(words: str, block: _Record, entities: dict[str, _Record]) -> Iterator[Run]:
    """A block's text with its links; their places are counted in UTF-16."""
    wide = words.encode(_UTF16)
    done = 0
    for one in sorted(_ranges(block), key=lambda one: number(one.get("offset")) or 0):
        begin, length = number(one.get("offset")), number(one.get("length"))
        url = safe_url(text(entities.get(str(one.get("key")), {}), "data", "url"))
        if url is None or begin is None or not length or begin < done or not _parts(wide, begin, begin + length):
            continue
        if begin > done:
            yield Run(_piece(wide, done, begin))
        yield Run(_piece(wide, begin, begin + length), "url", url)
        done = begin + length
    if rest := _piece(wide, done, len(wide) // 2):
        yield Run(rest)


def _parts(wide: bytes, *places: int) -> bool:
    """Whether all places are in the text, and none within a character."""
    return all(at * 2 <= len(wide) and not (at * 2 < len(wide) and 0xDC <= wide[at * 2 + 1] <= 0xDF) for at in places)


def _piece(wide: bytes, begin: int, end: int) -> str:
    return wide[begin * 2 : end * 2].decode(_UTF16)
