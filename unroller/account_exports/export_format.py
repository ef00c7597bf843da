"""A format that exports of accounts come in: a reader that knows its files by their names and first bytes, and reads
their records one by one."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from unroller.account_exports.base import (
    ExportFile,
    ExportInfo,
    FileSelection,
    ParsedPost,
    PostContext,
    PostSummary,
    UnreadableRecord,
)
from unroller.documents.media import MediaKind
from unroller.messages import Message
from unroller.model import Platform, Thread
from unroller.readers.base import CERTAIN, CONTAINERS, ReaderInput, ReadOptions


@dataclass(frozen=True, slots=True)
class ExportFormat:
    """One format that exports come in. All functions are pure and accept any bytes.

    It is a :class:`unroller.readers.base.Reader` of single files (`kinds`). Whole exports are read as a stream, record
    by record, by :mod:`unroller.account_exports.scan`:

    `select_members`: which members of a container (by their names) are opened; None when it is in another format.
    `detect_file`: what a file on its own is, by its name and its first 64 KiB; None when it is in another format.
    `parse_info`: what the side files say, by member name. `iter_records`: the records in a whole document (layout
    "document"), or those in one record of any other layout; where it is set, everything passes through it before it is
    read or kept. `parse_document`: what such a document says of itself where there are no side files. Both raise
    :class:`RecordError` for one that is none.
    `summarize` and `build_post` read one record; both raise :class:`RecordError` for one that is no post, and nothing
    else, whatever the record is. `find_note_key` names the second in which a long text was written, as `build_post`
    will ask for it. `identify` is asked about records that cannot be read, for what they say all the same; it raises
    nothing.
    `in_file_order`: ids and times do not order the posts of one second; their places in the file do.
    `brings_media`: containers of this format hold the pictures of their posts, so that one that is not there is lost.
    """

    name: str
    label: Message
    platform: Platform
    summarize: Callable[[bytes], PostSummary]
    build_post: Callable[[bytes, PostContext], ParsedPost]
    select_members: Callable[[Sequence[str]], FileSelection | None] = lambda _names: None
    detect_file: Callable[[str, bytes], ExportFile | None] = lambda _name, _start: None
    parse_info: Callable[[Mapping[str, bytes]], ExportInfo] = lambda _files: ExportInfo()
    iter_records: Callable[[bytes], Iterator[bytes]] | None = None
    find_note_key: Callable[[bytes], str] | None = None
    parse_document: Callable[[bytes], ExportInfo] | None = None
    identify: Callable[[bytes], UnreadableRecord | None] = lambda _record: None
    in_file_order: bool = False
    brings_media: bool = False
    kinds: frozenset[MediaKind] = frozenset({"json"})

    def detect(self, source: ReaderInput) -> float | None:
        """Certain of a file of its own."""
        return None if self.detect_file(source.capture.name, source.start) is None else CERTAIN

    def read(self, source: ReaderInput, options: ReadOptions) -> Iterable[Thread]:
        """The threads of the export, one by one.

        Raises:
            InputError: there is none in it, or it cannot be opened.
        """
        return source.open_export(options.limits)


_LABEL = Message("export of an account")


@dataclass(frozen=True, slots=True)
class ContainerReader:
    """Reads containers of exports: the format is detected when the container is opened, by the names in it."""

    name: str = "export-container"
    label: Message = _LABEL
    kinds: frozenset[MediaKind] = CONTAINERS

    def detect(self, _source: ReaderInput) -> float | None:
        """Certain: nothing else is read out of containers."""
        return CERTAIN

    def read(self, source: ReaderInput, options: ReadOptions) -> Iterable[Thread]:
        """As :meth:`ExportFormat.read`."""
        return source.open_export(options.limits)


READERS = (ContainerReader(),)
