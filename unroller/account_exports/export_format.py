"""What a shape of export is: a name, and the questions that are asked of it. One module each, one line in SHAPES."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from unroller.account_exports.base import ExportFile, ExportInfo, FileSelection, ParsedPost, PostContext, PostSummary
from unroller.model import Platform


def _nothing_about(_files: Mapping[str, bytes]) -> ExportInfo:
    return ExportInfo()


def _no_plan(_names: Sequence[str]) -> FileSelection | None:
    return None


def _unknown(_name: str, _start: bytes) -> ExportFile | None:
    return None


@dataclass(frozen=True, slots=True)
class Shape:
    """One shape that exports come in. Everything here is pure, and takes whatever bytes it is given.

    `plan`: which members of a container (by their names) are opened; None when it is another shape's container.
    `sniff`: what a file on its own is, by its name and its first 64 kB; None when it is another shape's.
    `about`: what the side files say, by member name. `expand`: the records in a whole document (layout "document"), or
    those in one record of any other layout; where it is set, everything passes through it before it is read or kept.
    `about_document`: what such a document says of itself where there are no side files. Both raise
    :class:`RecordError` for one that is none.
    `head` and `post` read one record; both raise :class:`RecordError` for one that is no post, and nothing else,
    whatever the record is. `note` names the second in which a long text was written, as `post` will ask for it.
    """

    name: str
    label: str
    platform: Platform
    head: Callable[[bytes], PostSummary]
    post: Callable[[bytes, PostContext], ParsedPost]
    plan: Callable[[Sequence[str]], FileSelection | None] = _no_plan
    sniff: Callable[[str, bytes], ExportFile | None] = _unknown
    about: Callable[[Mapping[str, bytes]], ExportInfo] = _nothing_about
    expand: Callable[[bytes], Iterator[bytes]] | None = None
    note: Callable[[bytes], str] | None = None
    about_document: Callable[[bytes], ExportInfo] | None = None
