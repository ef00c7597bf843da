"""The record at the end of an article of ours: what its posts were, as far as the article itself does not show it.

A block of lines that every reader of Markdown passes over (link definitions that nothing refers to)::

    [//]: # (How the posts were written, for programs: …)
    [//]: # ({"as_posted":1,"article":"<SHA-256>"})
    [//]: # ({"text":[17,-1,212," 2/"],"id":"1463820957713345026"})

A line a post, its text told (:mod:`unroller.readers.own_article.delta`) by the article between front matter and
record. What follows from something else is left out: an address from an id, a date from an id, links from a text.
The form is described in ``docs/archive.md``.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Sequence
from typing import Any

from unroller.model import UNKNOWN_DATE, Account, Date, Platform, Post, Quote, Run, Thread
from unroller.networks import permalink, profile_url
from unroller.readers.assemble import build_id_date, build_runs, find_bare_quotes
from unroller.readers.input import RECORD
from unroller.readers.own_article.delta import DeltaEncoder
from unroller.regex import compile_re
from unroller.text import replace_unprintable

Fields = dict[str, Any]


VERSION = 1
OPENING, CLOSING = "[//]: # (", ")"
HEADER = RECORD
_WORDS = (
    "How the posts were written, for programs: a number takes so many characters of the article above, "
    "a negative one passes over them, a string is what the article leaves out."
)
#: What would end the line or the definition, or is read as a line break.
_ESCAPED = compile_re("[()\x7f-\x9f\u2028\u2029\ufeff\ufffe\uffff]")
#: Strings shorter than this are written out.
_SHORT = 24
#: What a notice may be about to be of the thread and not of one capture of it.
LASTING = frozenset(
    {
        "count-differs", "cut-post", "cut-input", "cut-footer", "numbering-gap", "duplicate-post",
        "begins-as-reply", "inferred-thread",
    }
)  # fmt: skip
LONGEST_NOTICE = 300


def write_record(thread: Thread, text: str, at: int = 0, others: Sequence[Post] = ()) -> list[str]:
    """The lines of the record. `text` is the article as :func:`unroller.readers.own_article.delta.strip_notes` gives
    it,
    `at` where
    its posts begin, `others` the replies that it shows."""
    writer = _RecordWriter(thread, DeltaEncoder(text, at))
    rows = [writer.header(text), *(writer.post(post) for post in thread.posts)]
    rows += [{**writer.post(post), "reply": True} for post in others]
    return [f"{OPENING}{_WORDS}{CLOSING}", *(f"{OPENING}{_dump_json(row)}{CLOSING}" for row in rows)]


def digest_text(text: str) -> str:
    """Hex SHA-256 of an article, by which a record knows the article it was written for."""
    return hashlib.sha256(text.encode("utf-8")).hexdigest()


def _dump_json(row: Fields) -> str:
    text = replace_unprintable(json.dumps(row, ensure_ascii=False, separators=(",", ":")))
    return _ESCAPED.sub(lambda found: f"\\u{ord(found.group()):04x}", text)


class _RecordWriter:
    def __init__(self, thread: Thread, teller: DeltaEncoder) -> None:
        self.thread = thread
        self.teller = teller
        self.own_ids = _list_own_ids(thread.id, thread.posts)

    def header(self, text: str) -> Fields:
        thread, author = self.thread, self.thread.author
        row: Fields = {"as_posted": VERSION, "article": digest_text(text), "at": self.teller.at}
        if thread.id and not (thread.posts and thread.posts[0].id == thread.id):
            row["id"] = thread.id
        if thread.published.value and thread.published.how != "stated":
            row["how"] = thread.published.how
        if author and author.url and author.url != profile_url(thread.platform, author.handle):
            row["author_url"] = author.url
        if author and author.id:
            row["author_id"] = author.id
        if thread.gaps:
            row["gaps"] = [_drop_empty({"after": g.after, "reason": str(g.reason), "count": g.count, "url": g.url})
                           for g in thread.gaps]  # fmt: skip
        notices = [[found.code, str(found.message)] for found in thread.warnings if found.code in LASTING]
        if notices:
            row["notices"] = notices
        return row

    def post(self, post: Post) -> Fields:
        platform = self.thread.platform
        text = replace_unprintable(post.text)
        start = self.teller.at
        row: Fields = {"text": self.teller.tell(text)}
        stop, self.teller.at = self.teller.at, start
        writer = post.author or self.thread.author
        if post.id:
            row["id"] = post.id
        if post.url != implied_url(platform, writer, post.id):
            row["url"] = self._string(post.url)
        if post.published != build_id_date(platform, post.id):
            row |= _dump_date(post.published)
        if post.doubtful:
            row["doubtful"] = True
        if post.author:
            row["by"] = _dump_account(post.author)
        if post.later:
            row["later"] = True
        if post.runs != build_runs(text, platform):
            row["runs"] = [self._run(run) for run in post.runs]
        if post.quotes != find_bare_quotes(post.runs, self.own_ids):
            row["quotes"] = [self._quote(quote) for quote in post.quotes]
        if post.attachments:
            row["media"] = [
                _drop_empty({"kind": found.kind, "title": self._string(found.title), "alt": self._string(found.alt),
                         "url": self._string(found.url), "sha256": found.sha256, "line": found.line})
                for found in post.attachments
            ]  # fmt: skip
        row |= _dump_form(post)
        self.teller.at = max(stop, self.teller.at)
        return row

    def _quote(self, quote: Quote) -> Fields:
        """Told in the order of the article: who, what they wrote, where."""
        row: Fields = {"by": _dump_account(quote.author) if quote.author else None}
        text = replace_unprintable("".join(run.text for run in quote.runs))
        if quote.runs:
            row["text"] = self.teller.tell(text)
            if quote.runs != build_runs(text, self.thread.platform):
                row["runs"] = [self._run(run) for run in quote.runs]
        row["url"] = self._string(quote.url)
        return _drop_empty(row) | (_dump_date(quote.published) if quote.published != UNKNOWN_DATE else {})

    def _run(self, run: Run) -> list[Any]:
        return [len(run.text), run.kind, self._string(run.url)] if run.url else [len(run.text), run.kind]

    def _string(self, text: str | None) -> Any:
        """A string: told where the article shows all of it, else written out."""
        if text is None or len(text) < _SHORT:
            return text
        before = self.teller.at
        told = self.teller.tell(replace_unprintable(text))
        if all(isinstance(step, int) for step in told):
            return told
        self.teller.at = before
        return text


def _dump_form(post: Post) -> Fields:
    """How the lines of a long article stand in its text."""
    row: Fields = {"headings": list(post.headings)} if post.headings else {}
    return row | ({"markdown": True} if post.markdown else {})


def _drop_empty(row: Fields) -> Fields:
    return {key: value for key, value in row.items() if value is not None}


def _dump_date(date: Date) -> Fields:
    """A date; ``{"date": null}`` for one that is not known although an id would tell it."""
    usual = "stated" if date.value else "not-before" if date.not_before else "unknown"
    how = date.how if date.how != usual else None
    return {"date": date.value} | _drop_empty({"not_before": date.not_before, "how": how})


def _dump_account(account: Account) -> Fields:
    return _drop_empty({"handle": account.handle, "name": account.name, "url": account.url, "id": account.id})


def _list_own_ids(thread_id: str | None, posts: Iterable[Post]) -> frozenset[str]:
    return frozenset(post.id for post in posts if post.id) | ({thread_id} if thread_id else frozenset())


def implied_url(platform: Platform | None, writer: Account | None, post_id: str | None) -> str | None:
    """The address that a post's id and writer give on its network, which is not written; None when they give none."""
    return permalink(platform, writer.handle if writer else None, post_id) if post_id else None
