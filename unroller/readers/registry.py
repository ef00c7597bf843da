"""All readers of inputs, and which of them an input is for.

An entry says for which kinds of media a reader is asked, and by what its texts can be told quickly. Its module is
loaded when it is first asked: who pastes a text waits for no reader of account exports.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache, lru_cache
from importlib import import_module
from typing import TYPE_CHECKING

from unroller.documents.media import MediaKind
from unroller.limits import Limits
from unroller.model import Capture
from unroller.readers.base import (
    CERTAIN,
    CONTAINERS,
    EXPORT_FILES,
    LAST_RESORT,
    PAGES,
    TEXTS,
    Opener,
    Reader,
    ReaderInput,
)
from unroller.readers.boilerplate import BLOG, COMMUNITY_ARCHIVE, THREAD_READER, THREADSKY, TWTEXT, BoilerplateSite

if TYPE_CHECKING:
    from unroller.documents.pdf_layout import PdfText

_JSON: frozenset[MediaKind] = frozenset({"json"})
_TYPED: frozenset[MediaKind] = frozenset({"text", "pdf"})
_ROWS: frozenset[MediaKind] = frozenset({"json", "csv"})
_JAVASCRIPT: frozenset[MediaKind] = frozenset({"javascript"})


@dataclass(frozen=True, slots=True)
class Entry:
    """The reader `name` of a module's ``READERS``, asked about `kinds` of media.

    Of texts it is asked only about those in which one of `marks` is, or which may hold one of the lines that `site` is
    known by; about all where it has neither. `refuses`: what it recognises is no thread.
    """

    name: str
    module: str
    kinds: frozenset[MediaKind]
    marks: tuple[str, ...] = ()
    site: BoilerplateSite | None = None
    refuses: bool = False

    def load(self) -> Reader:
        """The reader itself."""
        return _load(self.module, self.name)

    def may_read(self, source: ReaderInput) -> bool:
        """Whether the input may be the reader's, as far as that is seen quickly."""
        if not self.marks and self.site is None:
            return True
        text = source.text
        return any(mark in text.joined for mark in self.marks) or (self.site is not None and text.may_be(self.site))


@cache
def _load(module: str, name: str) -> Reader:
    readers: tuple[Reader, ...] = import_module(f"unroller.{module}").READERS
    return next(reader for reader in readers if reader.name == name)


#: Asked in this order until one is certain; of those that are equally sure, the first is it. Sites with markup of their
#: own stand before the conventions that any site may follow.
ENTRIES: tuple[Entry, ...] = (
    Entry("thread-reader-page", "readers.html.thread_reader", PAGES),
    Entry("nitter-page", "readers.html.nitter", PAGES),
    Entry("x-page", "readers.html.x", PAGES),
    Entry("twitter-page", "readers.html.x", PAGES),
    Entry("twitter-mobile-page", "readers.html.x", PAGES),
    Entry("bluesky-page", "readers.html.bluesky", PAGES),
    Entry("threads-page", "readers.html.threads", PAGES),
    Entry("mastodon-page", "readers.html.mastodon", PAGES),
    Entry("mastodon-static-page", "readers.html.mastodon", PAGES),
    Entry("embed-page", "readers.html.embeds", PAGES),
    Entry("h-entry-page", "readers.html.microformats", PAGES),
    Entry("comment-page", "readers.html.comment_page", PAGES, refuses=True),
    Entry("table-page", "readers.html.comment_page", PAGES, refuses=True),
    Entry("json-ld-page", "readers.html.microformats", PAGES),
    Entry("article", "readers.own_article.reader", TEXTS, ("---", '[//]: # ({"as_posted":')),
    Entry("labelled", "readers.markdown.post_labels", TEXTS),
    Entry("x-copy", "readers.text.social_page", TEXTS),
    Entry("x-clip", "readers.markdown.obsidian_clipper", TEXTS, ("**",)),
    Entry("clip", "readers.markdown.obsidian_clipper", TEXTS, ("---",)),
    Entry("x-article-clip", "readers.markdown.obsidian_clipper", TEXTS, ("---",)),
    Entry("twtext", "readers.text.unroller_sites", TEXTS, site=TWTEXT),
    Entry("tweetback", "readers.text.unroller_sites", TEXTS, ("№", "in reply to @")),
    Entry("tweet-to-markdown", "readers.markdown.tweet_to_markdown", TEXTS, ("([@",)),
    Entry("readwise", "readers.markdown.readwise", TEXTS, ("tweets",)),
    Entry("threadsky", "readers.text.unroller_sites", TEXTS, site=THREADSKY),
    Entry("thread-reader", "readers.text.thread_reader", TEXTS, ("data-screenname=",), THREAD_READER),
    Entry("attributed", "readers.text.attributions", _TYPED, ("(@", "([@")),
    Entry("byline", "readers.markdown.bylines", TEXTS, ("@",)),
    Entry("ruled", "readers.text.plain", TEXTS),
    Entry("plain", "readers.text.plain", TEXTS),
    Entry("page-source", "readers.text.not_a_thread", TEXTS, ("<",), refuses=True),
    Entry("notes", "readers.text.plain", TEXTS),
    Entry("table", "readers.text.data_table", TEXTS, (",", ";", "\t"), refuses=True),
    Entry("data", "readers.text.not_a_thread", TEXTS, ("{", "YTD", "Grailbird"), refuses=True),
    Entry("community-archive", "readers.text.unroller_sites", TEXTS, site=COMMUNITY_ARCHIVE),
    Entry("bookmarks", "readers.text.not_a_thread", TEXTS, ("View Tweet",), refuses=True),
    Entry("comments", "readers.text.not_a_thread", TEXTS, refuses=True),
    Entry("rows", "readers.text.not_a_thread", TEXTS, ("\t", ",", ";", "|"), refuses=True),
    Entry("newsletter", "readers.text.not_a_thread", TEXTS, refuses=True),
    Entry("link-notes", "readers.text.not_a_thread", TEXTS, ("http",), refuses=True),
    Entry("blog", "readers.text.unroller_sites", TEXTS, site=BLOG),
    Entry("archive-parser", "readers.markdown.archive_parser", TEXTS, ("+0000",)),
    Entry("export-container", "account_exports.export_format", CONTAINERS),
    Entry("kept-records", "account_exports.kept_records", _JSON),
    Entry("x-archive", "account_exports.x.archive", _JAVASCRIPT | _JSON),
    Entry("grailbird", "account_exports.x.grailbird", _JAVASCRIPT),
    Entry("x-web-export", "account_exports.x.web_export", _ROWS),
    Entry("x-json", "account_exports.x.api_json", _JSON),
    Entry("mastodon-archive", "account_exports.mastodon.outbox", _JSON),
    Entry("mastodon-json", "account_exports.mastodon.api_json", _JSON),
    Entry("misskey-notes", "account_exports.mastodon.misskey", _JSON),
    Entry("bluesky-car", "account_exports.bluesky.repository", frozenset({"car"})),
    Entry("bluesky-json", "account_exports.bluesky.api_json", _JSON),
    Entry("threads-export", "account_exports.threads", _JSON),
)


def load_reader(name: str) -> Reader:
    """The reader of this name; StopIteration for a name that none has."""
    return next(entry.load() for entry in ENTRIES if entry.name == name)


def load_readers(kinds: frozenset[MediaKind]) -> tuple[Reader, ...]:
    """All readers that are asked about one of these kinds of media."""
    return tuple(entry.load() for entry in ENTRIES if not kinds.isdisjoint(entry.kinds))


def load_export_formats() -> tuple[Reader, ...]:
    """The formats that exports of accounts come in, all of them :class:`unroller.account_exports.ExportFormat`."""
    return load_readers(EXPORT_FILES)


def candidate_readers(source: ReaderInput, *, force: bool = False) -> Iterator[Reader]:
    """The readers that may be asked about an input, by what its first bytes show: the most telling kind first; with
    `force` without those that refuse what is no thread."""
    for kind in source.kinds:
        for entry in ENTRIES:
            if kind in entry.kinds and not (force and entry.refuses) and entry.may_read(source):
                yield entry.load()


def detect_reader(source: ReaderInput, *, force: bool = False) -> tuple[Reader, float]:
    """The reader that an input is for, and how sure that is; `force` as for :func:`candidate_readers`.

    Raises:
        InputError: it is empty, binary or too large.
    """
    best: tuple[Reader, float] | None = None
    for reader in candidate_readers(source, force=force):
        confidence = reader.detect(source)
        if confidence is not None and (best is None or confidence > best[1]):
            best = reader, confidence
            if confidence >= CERTAIN:
                break
    return best or (load_reader("plain"), LAST_RESORT)


@lru_cache(maxsize=2)
def open_capture(
    capture: Capture,
    limits: Limits,
    printed: PdfText | None = None,
    opener: Opener | None = None,
    *,
    force: bool = False,
) -> tuple[ReaderInput, Reader, float]:
    """A capture as readers see it, the reader that it is for, and how sure that is; `force` as for
    :func:`candidate_readers`.

    Remembered, so that detecting and reading one capture decode and compare it once.

    Raises:
        InputError: it is empty, binary or too large.
    """
    source = ReaderInput(capture, limits, printed=printed, opener=opener)
    return source, *detect_reader(source, force=force)
