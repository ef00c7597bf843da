"""Long articles in a repository: records of Standard.site (Leaflet, pckt, Offprint, Markpub) and of WhiteWind.

A document has a title and a text. How the text is written is each program's own; blocks and Markdown are read, with
the links, lists, headings and pictures that all of them share, and where that finds less than the document's plain text
has, the plain text is taken.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from unroller.account_exports.base import AttachmentFiles, ParsedPost, PostSummary
from unroller.account_exports.bluesky.record import (
    RecordUri,
    build_picture,
    build_runs,
    find_date,
    parse_uri,
)
from unroller.account_exports.json_values import (
    as_count,
    as_link,
    as_list,
    as_object,
    as_text,
    build_sort_key,
    extract_opening,
    refuse,
)
from unroller.model import Account, Post, Run
from unroller.networks import BLUESKY
from unroller.readers.assemble import build_runs as link_runs
from unroller.readers.markdown_syntax import parse_inline
from unroller.regex import compile_re

WHITEWIND, PUBLICATION = "com.whtwnd.blog.entry", "site.standard.publication"
#: The kinds of records that are read as articles.
ARTICLES = frozenset(["site.standard.document", "pub.leaflet.document", WHITEWIND])
#: Blocks within each other, and blocks of one article.
_DEEPEST, _MOST_BLOCKS = 12, 20_000
#: Keys that hold blocks, in the order in which they are read.
_INSIDE = ("pages", "blocks", "block", "items", "content", "children")
_MARKDOWN = ("markdown", "rawMarkdown")
_WORDS = ("plaintext", "code", "tex")
_FENCE = compile_re(r" {0,3}(?:```|~~~)")
_BOLD = compile_re(r"\*\*([^\s*](?:[^*\n]{0,400}[^\s*])?)\*\*")

#: What a block is, and its text.
ArticleBlock = tuple[str, tuple[Run, ...]]


def summarize_article(record: dict[str, Any], where: RecordUri) -> PostSummary:
    """What an article is as a post of its own.

    Raises:
        RecordError: it has neither a title nor a text.
    """
    text = _ArticleText(record, where)
    when, date = find_date({"createdAt": _find_stated_date(record)}, where.key)
    return PostSummary(
        where.uri,
        build_sort_key(when, where.uri),
        where.did,
        published=date.value,
        limit="draft" if _is_draft(record) else None,
        media=len(text.pictures),
        opening=extract_opening(text.title or "".join(run.text for run in text.runs[:20])),
        article=True,
    )


def build_article_post(record: dict[str, Any], where: RecordUri, author: Account, site: str = "") -> ParsedPost:
    """An article as a post in full; `site` is the address of the publication that it belongs to.

    Raises:
        RecordError: it has neither a title nor a text.
    """
    text = _ArticleText(record, where)
    _, date = find_date({"createdAt": _find_stated_date(record)}, where.key)
    return ParsedPost(
        Post(
            1,
            text.runs,
            where.key,
            _find_url(record, where, site),
            date,
            attachments=tuple(picture for picture, _ in text.pictures),
        ),
        files=tuple(files for _, files in text.pictures),
        author=author,
        title=text.title,
    )


def _find_stated_date(record: dict[str, Any]) -> object:
    return record.get("publishedAt") or record.get("createdAt")


def _is_draft(record: dict[str, Any]) -> bool:
    """Whether its author alone is to see it."""
    return record.get("visibility") == "author" or record.get("isDraft") is True


def _find_url(record: dict[str, Any], where: RecordUri, site: str) -> str | None:
    """The page of an article, where the record or its publication says it."""
    if where.kind == WHITEWIND:
        return f"https://whtwnd.com/{where.did}/{where.key}"
    path = as_text(record.get("path"))
    base = as_link(record.get("site")) or as_link(site)
    return as_link(f"{base.rstrip('/')}/{path.lstrip('/')}") if base and path else base


class _ArticleText:
    """The text of an article: its title, a blank line, its blocks; and its pictures."""

    def __init__(self, record: dict[str, Any], where: RecordUri) -> None:
        self.did = where.did
        self.pictures: list[AttachmentFiles] = []
        self._left = _MOST_BLOCKS
        self._lists = 0
        self.title = as_text(record.get("title")).strip()
        self._add_picture(record.get("coverImage"), "")
        blocks = list(self._iter_record(record))
        plain = as_text(record.get("textContent")).strip()
        size = sum(len(run.text) for _, runs in blocks for run in runs)
        if len(plain) * 9 > size * 10:
            blocks = [("text", link_runs(plain, BLUESKY.platform))]
        if not blocks and (described := as_text(record.get("description")).strip()):
            blocks = [("text", (Run(described),))]
        subtitle = as_text(record.get("subtitle")).strip()
        head: list[ArticleBlock] = [("text", (Run(words),)) for words in (self.title, subtitle) if words]
        self.runs = _join_blocks([*head, *blocks]) or refuse("a long article without a title and a text")

    def _iter_record(self, record: dict[str, Any]) -> Iterator[ArticleBlock]:
        """The blocks of a record: a text in Markdown, or what programs write as `content` or `pages`."""
        content = record.get("content")
        if isinstance(content, str):
            yield from self._iter_markdown(content)
            return
        yield from self._walk(content, 0)
        if content is None:
            yield from self._walk({"pages": record.get("pages")}, 0)

    def _walk(self, value: object, depth: int) -> Iterator[ArticleBlock]:
        """The blocks in whatever holds some, in their order."""
        self._left -= 1
        if depth > _DEEPEST or self._left < 0:
            return
        if isinstance(value, list):
            for one in value:
                yield from self._walk(one, depth + 1)
        elif isinstance(value, dict):
            yield from self._read_block(value, depth)

    def _read_block(self, block: dict[str, Any], depth: int) -> Iterator[ArticleBlock]:
        kind = as_text(block.get("$type")).rpartition(".")[2].rpartition("#")[2].casefold()
        attributes = {**as_object(block.get("attrs")), **block}
        words = (
            as_text(attributes.get("plaintext")) or as_text(attributes.get("code")) or as_text(attributes.get("tex"))
        )
        if kind.endswith("list"):
            yield from self._read_list(attributes, ordered="ordered" in kind and "un" not in kind, depth=depth)
        elif markdown := next((one for key in _MARKDOWN if (one := as_text(attributes.get(key)))), ""):
            yield from self._iter_markdown(markdown)
        elif words.strip():
            yield kind, _mark_block(kind, attributes, build_runs({"text": words, "facets": block.get("facets")}))
        elif kind in ("image", "imageblock") or "image" in attributes or "blob" in attributes:
            alt = as_text(attributes.get("alt"))
            self._add_picture(attributes.get("image") or attributes.get("blob"), alt)
        elif link := _find_link(attributes):
            yield "text", (link,)
        elif isinstance(block.get("text"), str):
            yield kind, (Run(as_text(block.get("text"))),)
        else:
            inside = [key for key in (*_INSIDE, "text") if isinstance(block.get(key), dict | list)]
            for key in inside:
                for name, runs in self._walk(block[key], depth + 1):
                    yield name, ((Run("> "), *runs) if kind == "blockquote" and name == "text" else runs)

    def _read_list(
        self, block: dict[str, Any], *, ordered: bool, depth: int, indent: str = ""
    ) -> Iterator[ArticleBlock]:
        """The entries of a list, each on its line behind its sign; lists in it two places further in."""
        self._lists += not indent
        stated = as_count(block.get("startIndex"))
        number = stated if stated is not None else as_count(block.get("start")) or 1
        entries = next((as_list(block[key]) for key in ("children", "items", "content") if block.get(key)), [])
        for entry in map(as_object, entries):
            mark = f"{indent}{number}. " if ordered else f"{indent}- "
            number += 1
            held = [one for one in as_list(entry.get("content")) if isinstance(one, dict)] or [entry]
            for one in held:
                if as_text(one.get("$type")).casefold().endswith("list"):
                    yield from self._nest(one, depth, indent)
                    continue
                for _, runs in self._walk({**one, "children": None}, depth + 1):
                    yield f"item of {self._lists}", (Run(mark), *runs)
                    mark = f"{indent}  "
            for key in ("children", "orderedListChildren", "unorderedListChildren"):
                if below := entry.get(key):
                    held_below = below if isinstance(below, dict) else {"children": below}
                    yield from self._nest({**held_below, "$type": f"{key}list"}, depth, indent)

    def _nest(self, block: dict[str, Any], depth: int, indent: str) -> Iterator[ArticleBlock]:
        if depth < _DEEPEST:
            kind = as_text(block.get("$type")).casefold()
            ordered = "ordered" in kind and "unordered" not in kind
            yield from self._read_list(block, ordered=ordered, depth=depth + 1, indent=f"{indent}  ")

    def _iter_markdown(self, text: str) -> Iterator[ArticleBlock]:
        """A text in Markdown: its lines as they are, links and pictures taken apart, without the signs of bold."""
        fenced = False
        runs: list[Run] = []
        for line in text.strip("\n").split("\n"):
            if _FENCE.match(line):
                fenced = not fenced
            if fenced or _FENCE.match(line):
                runs += [Run(line), Run("\n")]
                continue
            words, links, pictures, _ = parse_inline(_BOLD.sub(r"\1", line))
            self.pictures += [(picture, ()) for picture in pictures]
            if words.strip() or not pictures:
                runs += [*link_runs(words, BLUESKY.platform, links), Run("\n")]
        yield "text", _join_runs(runs[:-1])

    def _add_picture(self, blob: object, alt: str) -> None:
        if picture := build_picture(blob, alt, self.did):
            self.pictures.append(picture)


def _mark_block(kind: str, block: dict[str, Any], runs: tuple[Run, ...]) -> tuple[Run, ...]:
    """A block's text behind the sign that people write such blocks with."""
    if kind in ("header", "heading"):
        level = as_count(block.get("level")) or 1
        return (Run("#" * min(max(level, 1), 6) + " "), *runs)
    return (Run("> "), *runs) if kind == "blockquote" else runs


def _find_link(block: dict[str, Any]) -> Run | None:
    """A card, a button or a post: a link with the words that it shows; None for what leads nowhere."""
    post = parse_uri(as_object(block.get("postRef")).get("uri"))
    url = (post.build_url() if post else None) or as_link(block.get("src")) or as_link(block.get("url"))
    shown = as_text(block.get("title")).strip() or as_text(block.get("text")).strip()
    return Run(shown or url, "url", url) if url else None


def _join_blocks(blocks: list[ArticleBlock]) -> tuple[Run, ...]:
    """Blocks with a blank line between them; entries of a list follow each other."""
    result: list[Run] = []
    before = ""
    for kind, runs in blocks:
        if not any(run.text.strip() for run in runs):
            continue
        if before:
            result.append(Run("\n" if kind == before and kind.startswith("item") else "\n\n"))
        result += runs
        before = kind or "text"
    return _join_runs(result)


def _join_runs(runs: list[Run]) -> tuple[Run, ...]:
    """Runs in which plain text that meets plain text is one."""
    result: list[Run] = []
    for run in runs:
        if run.kind == "text" and result and result[-1].kind == "text":
            result[-1] = Run(result[-1].text + run.text)
        elif run.text:
            result.append(run)
    return tuple(result)
