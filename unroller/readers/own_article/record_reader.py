"""The record at the end of an article of ours, read; :mod:`unroller.readers.own_article.record_writer` tells its form.

Whoever hands a record in may have made it up. What is wrong in itself is a :class:`ArticleRecordError` here; whether
it agrees with the article that people see is asked in :mod:`unroller.readers.own_article.reader`.
"""

from __future__ import annotations

import json
from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, get_args

from unroller import messages
from unroller.messages import Message
from unroller.model import (
    UNKNOWN_DATE,
    Account,
    Attachment,
    AttachmentKind,
    Date,
    DateHow,
    Gap,
    Notice,
    Platform,
    Post,
    Quote,
    Run,
    RunKind,
)
from unroller.readers.assemble import build_id_date, build_runs, find_bare_quotes
from unroller.readers.dates import parse_exact_date
from unroller.readers.language import detect_language
from unroller.readers.own_article.delta import ArticleRecordError, DeltaDecoder
from unroller.readers.own_article.record_writer import (
    CLOSING,
    LASTING,
    LONGEST_NOTICE,
    OPENING,
    VERSION,
    Fields,
    implied_url,
)
from unroller.regex import compile_re
from unroller.text import replace_unprintable
from unroller.urls import safe_url

_MOST_NOTICES = 200
_HEX = compile_re(r"[0-9a-f]{64}")


@dataclass(frozen=True, slots=True)
class RecordHeader:
    """What the first line of a record tells: what the front matter does not say of the thread."""

    article: str
    at: int = 0
    id: str | None = None
    how: DateHow | None = None
    author_id: str | None = None
    author_url: str | None = None
    gaps: tuple[Gap, ...] = ()
    notices: tuple[Notice, ...] = ()


@dataclass(frozen=True, slots=True)
class RecordedPosts:
    """What the other lines tell: posts and replies, whole; `taken` are the places of the article that they take."""

    posts: tuple[Post, ...]
    others: tuple[Post, ...]
    taken: tuple[tuple[int, int], ...]


def is_record_line(line: str) -> bool:
    """Whether a line may belong to a record."""
    return line.startswith(OPENING) and line.rstrip().endswith(CLOSING)


def read_header(line: str) -> RecordHeader:
    """What the first line of a record tells.

    Raises:
        ValueError: it is no such line, or tells what cannot be.
    """
    row = _parse_row(line)
    if row.get("as_posted") != VERSION:
        raise ArticleRecordError(Message("it was written by a newer program"))
    at = row.get("at")
    if not isinstance(at, int) or isinstance(at, bool) or at < 0:
        raise ArticleRecordError(Message("it does not say where the posts begin"))
    return RecordHeader(
        article=_get_word(row, "article") or "",
        at=at,
        id=_get_word(row, "id"),
        how=_get_known(row, "how", get_args(DateHow)),
        author_id=_get_word(row, "author_id"),
        author_url=_check_url(_get_word(row, "author_url")),
        gaps=tuple(_parse_gap(found) for found in _get_rows(row, "gaps")),
        notices=_parse_notices(row.get("notices")),
    )


def read_record(
    lines: Sequence[str],
    text: str,
    *,
    at: int,
    numbers: Sequence[int],
    platform: Platform | None,
    author: Account | None,
    root: str | None,
    most: int,
) -> RecordedPosts:
    """The posts that the `lines` below a record's first tell of the article `text`.

    `at` is the character of it where the posts begin, `numbers` its lines' numbers in the capture; `platform`, `author`
    and `root` (the id of the thread) are known from elsewhere; `most` is how many posts may be.

    Raises:
        ValueError: it is no record, or tells what cannot be.
    """
    if len(lines) > most:
        raise ArticleRecordError(Message("it holds too many posts"))
    return _RecordParser(DeltaDecoder(text, at), numbers, platform, author).read(
        [_parse_row(line) for line in lines], root
    )


def _parse_row(line: str) -> Fields:
    try:
        row = json.loads(line.rstrip()[len(OPENING) : -len(CLOSING)])
    except RecursionError:  # not a ValueError
        raise ArticleRecordError(Message("it is nested too deeply")) from None
    if not isinstance(row, dict):
        raise ArticleRecordError(Message("a line of it is no record"))
    return row


class _RecordParser:
    def __init__(
        self, hearer: DeltaDecoder, numbers: Sequence[int], platform: Platform | None, author: Account | None
    ) -> None:
        self.hearer = hearer
        self.numbers = numbers
        self.breaks = [at for at, char in enumerate(hearer.text) if char == "\n"]
        self.platform = platform
        self.author = author

    def read(self, rows: Sequence[Fields], root: str | None) -> RecordedPosts:
        own_ids = frozenset(found for found in (root, *(_get_word(row, "id") for row in rows)) if found)
        posts: list[Post] = []
        others: list[Post] = []
        for row in rows:
            among = others if row.get("reply") is True else posts
            among.append(self._post(row, len(among) + 1, own_ids))
        if not posts:
            raise ArticleRecordError(Message("it holds no post"))
        return RecordedPosts(tuple(posts), tuple(others), tuple(self.hearer.taken))

    def _post(self, row: Fields, number: int, own_ids: frozenset[str]) -> Post:
        before, first = len(self.hearer.taken), self.hearer.at
        text = self.hearer.hear(row.get("text"))
        start = self.hearer.taken[before][0] if len(self.hearer.taken) > before else self.hearer.at
        # Its other strings are told from where its text began, the next post from where all of this one ended.
        stop, self.hearer.at = self.hearer.at, first
        post_id = _get_word(row, "id")
        account = _parse_account(row["by"]) if row.get("by") else None
        writer = account or self.author
        url = _check_url(self._string(row["url"])) if "url" in row else implied_url(self.platform, writer, post_id)
        runs = self._runs(row["runs"], text) if "runs" in row else build_runs(text, self.platform)
        quotes = (
            tuple(self._quote(found) for found in _get_rows(row, "quotes"))
            if "quotes" in row
            else find_bare_quotes(runs, own_ids)
        )
        attachments = tuple(self._attachment(found) for found in _get_rows(row, "media"))
        self.hearer.at = max(stop, self.hearer.at)
        return Post(
            number=number,
            runs=runs,
            id=post_id,
            url=url,
            published=_parse_date(row) if "date" in row else build_id_date(self.platform, post_id),
            doubtful=row.get("doubtful") is True,
            line=self.numbers[bisect_left(self.breaks, start)],
            lang=detect_language(text),
            attachments=attachments,
            quotes=quotes,
            author=account,
            later=row.get("later") is True,
            headings=_get_places(row, "headings"),
            markdown=row.get("markdown") is True,
        )

    def _quote(self, row: Fields) -> Quote:
        account = _parse_account(row["by"]) if row.get("by") else None
        runs: tuple[Run, ...] = ()
        if "text" in row:
            text = self.hearer.hear(row["text"])
            runs = self._runs(row["runs"], text) if "runs" in row else build_runs(text, self.platform)
        url = _check_url(self._string(row.get("url")))
        return Quote(url, account, runs, _parse_date(row) if "date" in row else UNKNOWN_DATE)

    def _attachment(self, row: Fields) -> Attachment:
        kind: AttachmentKind = _get_known(row, "kind", get_args(AttachmentKind)) or "unknown"
        title, alt, url = (self._string(row.get(key)) for key in ("title", "alt", "url"))
        sha256, line = _get_word(row, "sha256"), row.get("line")
        within = line if isinstance(line, int) and not isinstance(line, bool) and line >= 0 else None
        kept = sha256 if sha256 and _HEX.fullmatch(sha256) else None
        return Attachment(kind, _check_url(url), alt, title, kept, within)

    def _runs(self, told: object, text: str) -> tuple[Run, ...]:
        """The runs that cut `text` up; together they are the text."""
        out: list[Run] = []
        at = 0
        for found in told if isinstance(told, list) else ():
            if not isinstance(found, list) or not 2 <= len(found) <= 3 or found[1] not in get_args(RunKind):
                raise ArticleRecordError(Message("a link of it has no kind"))
            size, kind = found[0], found[1]
            if not isinstance(size, int) or isinstance(size, bool) or size < 0:
                raise ArticleRecordError(Message("a link of it has no length"))
            url = self._string(found[2]) if len(found) == 3 else None
            out.append(Run(text[at : at + size], kind, _check_url(url)))
            at += size
        if at != len(text):
            raise ArticleRecordError(Message("the links of a post do not fit its text"))
        return tuple(out)

    def _string(self, value: object) -> str | None:
        if value is None:
            return None
        return replace_unprintable(value) if isinstance(value, str) else self.hearer.hear(value)


def _check_url(url: str | None) -> str | None:
    return safe_url(url) if url else None


def _get_word(row: Fields, key: str) -> str | None:
    value = row.get(key)
    if value is None:
        return None
    if not isinstance(value, str):
        raise ArticleRecordError(Message("its {name} is no text", name=key))
    return replace_unprintable(value)


def _get_places(row: Fields, key: str) -> tuple[int, ...]:
    value = row.get(key)
    return tuple(at for at in value if type(at) is int and at >= 0) if isinstance(value, list) else ()


def _get_rows(row: Fields, key: str) -> list[Fields]:
    value = row.get(key, [])
    if not isinstance(value, list) or not all(isinstance(found, dict) for found in value):
        raise ArticleRecordError(Message("its {name} are no records", name=key))
    return value


def _get_known(row: Fields, key: str, words: Sequence[str]) -> Any:
    value = row.get(key)
    return value if value in words else None


def _parse_date(row: Fields) -> Date:
    value, bound = parse_exact_date(_get_word(row, "date")), parse_exact_date(_get_word(row, "not_before"))
    usual: DateHow = "stated" if value else "not-before" if bound else "unknown"
    return Date(value, bound, _get_known(row, "how", get_args(DateHow)) or usual)


def _parse_account(value: object) -> Account:
    if not isinstance(value, dict):
        raise ArticleRecordError(Message("who wrote a post is no record"))
    return Account(
        _get_word(value, "handle") or "",
        _get_word(value, "name"),
        _check_url(_get_word(value, "url")),
        _get_word(value, "id"),
    )


def _parse_gap(row: Fields) -> Gap:
    after, count = row.get("after"), row.get("count")
    if not isinstance(after, int) or not (count is None or isinstance(count, int)):
        raise ArticleRecordError(Message("its gaps are no numbers"))
    return Gap(
        after,
        messages.Recorded((_get_word(row, "reason") or "")[:LONGEST_NOTICE]),
        count,
        _check_url(_get_word(row, "url")),
    )


def _parse_notices(value: object) -> tuple[Notice, ...]:
    found = value if isinstance(value, list) else []
    return tuple(
        Notice(str(code), messages.Recorded(replace_unprintable(str(message))[:LONGEST_NOTICE]))
        for code, message in (pair for pair in found[:_MOST_NOTICES] if isinstance(pair, list) and len(pair) == 2)
        if code in LASTING
    )
