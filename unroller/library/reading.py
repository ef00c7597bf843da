"""From a capture to its articles, through the pure packages. Nothing is stored."""

from __future__ import annotations

import gc
import re
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

from unroller import writers
from unroller.article import build_article, with_replies
from unroller.article.sources import index_observations
from unroller.errors import NoThreadError
from unroller.limits import Limits
from unroller.messages import Grouped, Message, Recorded, Several, counted
from unroller.model import Additions, Article, Capture, CaptureInfo, Observation, Thread
from unroller.readers import Reader, ReadOptions
from unroller.readers.registry import load_reader, open_capture
from unroller.vocabulary import ADMISSIBLE
from unroller.writers.common import NO_ADDITIONS
from unroller.writers.organisation_list import NOBODY, Organisations

if TYPE_CHECKING:
    from unroller.account_exports.scan import ScanIndex
    from unroller.documents.pdf_layout import PdfText
    from unroller.edits import ThreadEdits

#: A capture from this many bytes on is read without the collector of cycles.
LARGE = 512 * 1024
#: Notices that mean something of the thread is missing or unread: the command line then exits with 3.
INCOMPLETE = frozenset(
    {"count-differs", "numbering-gap", "cut-post", "cut-input", "missing-posts", "poll-missing", "text-set-aside"}
)


def is_complete(thread: Thread) -> bool:
    """Whether nothing is known to be missing of a thread."""
    return not thread.gaps and not any(notice.code in INCOMPLETE for notice in thread.warnings)


@dataclass(frozen=True, slots=True)
class Reading:
    """One thread as it was read, and its article. `label` says for people what the capture was taken for."""

    thread: Thread
    article: Article
    label: Message

    @property
    def complete(self) -> bool:
        """Whether nothing is known to be missing."""
        return is_complete(self.thread)

    def with_edits(self, state: ThreadEdits) -> Reading:
        """The reading as a person decided."""
        from unroller.edits import edit_thread

        thread = edit_thread(self.thread, state)
        return replace(self, thread=thread, article=build_article(thread, title=state.title))

    def with_replies(self) -> Reading:
        """The reading with other people's posts below its article."""
        return replace(self, article=with_replies(self.article, self.thread))

    def to_record(self) -> dict[str, object]:
        """The reading as ``read --to json`` prints it."""
        from unroller import serialization as records

        return records.thread_record(self.thread, self.article)

    def export(self, name: str, listed: Organisations = NOBODY) -> str:
        """The reading as a document: ``json``, or the name of one of :data:`unroller.writers.WRITERS`.

        A citation knows `listed` to be organisations.

        Raises:
            NotFoundError: there is no document of this `name`.
        """
        return export(self.thread, self.article, name, listed=listed)


DEFAULT_OPTIONS = ReadOptions()


def read(capture: Capture, options: ReadOptions = DEFAULT_OPTIONS) -> list[Reading]:
    """The threads of `capture`, each with its article. Nothing is stored.

    Raises:
        InputError: there is no thread in it; the message says why and what to do.
    """
    with gc_paused(len(capture.data)):
        source, reader, _ = open_capture(capture, options.limits, opener=_OPENER, force=options.force)
        return [
            Reading(thread, build_article(thread), source.label_for(_find_reader(reader, thread)))
            for thread in reader.read(source, options)
        ]


def _find_reader(reader: Reader, thread: Thread) -> Reader:
    """The reader that a thread names: of a container, the format of the export in it."""
    return reader if thread.capture.format == reader.name else load_reader(thread.capture.format)


def read_export(sources: Sequence[Path], options: ReadOptions = DEFAULT_OPTIONS) -> Iterator[Reading]:
    """The threads of the export that these files are together, one by one: of two posts or more, or the one post that
    it holds. Nothing is stored.

    Raises:
        InputError: there is no thread in it, or it cannot be opened; the message says why and what to do.
    """
    for thread, label in _iter_export(sources, options.limits):
        yield Reading(thread, build_article(thread), label)


class _ProcessOpener:
    """Opens PDFs and exports of accounts, each in a process of its own. What that takes is loaded when it is needed."""

    def open_pdf(self, data: bytes, limits: Limits) -> PdfText:
        """The text of a PDF; see :func:`unroller.documents.pdf.open_print`."""
        from unroller.documents import pdf

        return pdf.open_print(data, limits)

    def open_export(self, capture: Capture, limits: Limits) -> Iterator[Thread]:
        """The threads of a capture that is an export of an account; see :func:`read_export`."""
        from tempfile import TemporaryDirectory

        with TemporaryDirectory(prefix="unroller-") as work:
            name = capture.name.replace("\\", "/").rpartition("/")[2]
            path = Path(work) / (re.sub(r"[^\w.-]", "_", name)[-100:].lstrip(".-_") or "paste.json")
            path.write_bytes(capture.data)
            for thread, _ in _iter_export([path], limits, capture):
                yield thread


_OPENER = _ProcessOpener()


def _iter_export(
    sources: Sequence[Path], limits: Limits, capture: Capture | None = None
) -> Iterator[tuple[Thread, Message]]:
    """The threads of an export, each with what the export was taken for. `capture` is the capture that its one file is
    of, if any."""
    from tempfile import TemporaryDirectory

    from unroller.account_exports.scan import scan_export
    from unroller.account_exports.scan.reader import ThreadReader, iter_roots
    from unroller.account_exports.scan.scanner import load_formats

    with (
        TemporaryDirectory(prefix="unroller-") as work,
        scan_export(sources, Path(work) / "found", limits) as index,
    ):
        reader = ThreadReader(index, load_formats())
        many = False
        for root in iter_roots(index):
            many = True
            info = _describe_capture(capture, index.format) if capture else None
            yield reader.read_thread("", root, info).thread, Recorded(index.meta["label"])
        if not many:
            raise NoThreadError(_explain_no_thread(index))


def _describe_capture(capture: Capture, export_format: str) -> CaptureInfo:
    return CaptureInfo(
        capture.name, capture.sha256, export_format, len(capture.data), capture.media_type, "utf-8", capture.url,
        capture.captured_at,
    )  # fmt: skip


def _explain_no_thread(index: ScanIndex) -> Message:
    """Why an export gives no thread to read."""
    from unroller.account_exports.base import LIMIT_NAMES

    meta, name = index.meta, ", ".join(index.meta["paths"])
    records = sum(one["found"] for one in meta["files"])
    if why := [*meta["problems"], *meta["places"]]:
        return Message("no thread in it can be read: {reason}", reason=Recorded(why[0])).about(name)
    if not records:
        return Message(
            "there is no post in it ({why}): download it again, or save it anew", why=Recorded(meta["label"])
        ).about(name)
    if withheld := dict(index.query("SELECT limited, count(*) FROM post WHERE state IS NULL GROUP BY limited")):
        kinds = [limit for limit in ADMISSIBLE if withheld.get(limit)]
        if kinds and not withheld.get(None):
            return Message(
                "all its posts are for few ({kinds}): add it with --with {option}, and its threads are kept privately",
                kinds=Several(tuple(LIMIT_NAMES[kind] for kind in kinds)),
                option=kinds[0],
            ).about(name)
    return counted(
        "none of its {count} post belongs to a thread of two posts or more that all may see",
        "none of its {count} posts belongs to a thread of two posts or more that all may see",
        count=Grouped(records),
    ).about(name)


@contextmanager
def gc_paused(size: int) -> Iterator[None]:
    """Keep the collector of cycles out while a large capture of `size` bytes is read.

    It walks the tree of a saved page again and again while that grows, so that twice the page costs nearly three times
    as much; without it, twice. What it would free is little, and bounded as captures are.
    """
    if size < LARGE or not gc.isenabled():
        yield
        return
    gc.disable()
    try:
        yield
    finally:
        gc.enable()


def export(
    thread: Thread,
    article: Article,
    name: str,
    own: Additions = NO_ADDITIONS,
    observations: Sequence[Observation] | None = None,
    listed: Organisations = NOBODY,
) -> str:
    """The document `name` (``json``, or one of :data:`unroller.writers.WRITERS`) of a thread and its article, with
    what its keeper added; of a kept one, with what was seen of its sources (`observations`; None: it is not kept). A
    citation knows `listed` to be organisations.

    Raises:
        NotFoundError: there is no document of this `name`.
    """
    if name == "json":
        from unroller import serialization as records

        record = records.thread_record(thread, article)
        if observations is not None:
            record |= records.observations_record(record["sources"], observations)
        return records.dumps(record | records.additions_record(own))
    write = writers.get_writer(name).bind(listed)
    return write(thread, article, own, index_observations(observations or ()))
