"""Several segments made one, beside the index: by a process that leaves searching and writing alone.

The work is done in a folder apart. Only then, under the lock of the index, the new segment goes in the place of the old
ones, and what was deleted of them meanwhile is deleted of it.
"""

from __future__ import annotations

import shutil
from collections import defaultdict
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

import numpy as np
from whoosh.filedb.filestore import FileStorage
from whoosh.index import TOC, FileIndex, clean_files
from whoosh.reading import SegmentReader

from unroller.search.whoosh_engine.codec import ArrayCodec, ArrayTermsReader, PostingsBuilder

#: The name that Whoosh's files begin with.
NAME = "MAIN"
#: So many segments of about the same size become one; and the smaller ones with them.
TIER = 8

#: By segment, the documents that were deleted when it was read.
Deleted = dict[str, list[int]]


def open_writer(index: FileIndex) -> Any:
    """Whoosh's writer, with our postings."""
    writer = index.writer(compound=False, codec=ArrayCodec())
    writer.pool = PostingsBuilder()
    return writer


def copy_postings(writer: Any, storage: Any, segment: Any) -> None:
    """Everything of a segment that is not deleted, into the one being written."""
    reader = SegmentReader(storage, writer.schema, segment)
    numbers = np.full(segment.doc_count_all(), -1, np.int64)
    moved = writer.write_per_doc(set(writer.schema.names()), reader)
    if moved is None:
        numbers[:] = range(writer.docnum - len(numbers), writer.docnum)
    else:
        for old, new in moved.items():
            numbers[old] = new
    reader.close()
    writer.pool.add_segment(ArrayTermsReader(writer.codec, storage, segment), numbers)
    writer._added = True


def merge_apart(folder: Path, into: Path, names: Sequence[str], report: Callable[[int], None]) -> Deleted:
    """Make one segment of those named, in an index of its own in the folder `into`."""
    storage = FileStorage(str(folder))
    toc = TOC.read(storage, NAME)
    writer = open_writer(FileIndex.create(FileStorage(str(into)), toc.schema, NAME))
    deleted = {}
    for segment in toc.segments:
        if segment.segment_id() in names:
            copy_postings(writer, storage, segment)
            deleted[segment.segment_id()] = sorted(segment.deleted_docs())
            report(len(deleted))
    writer.commit(merge=False)
    return deleted


def replace_segment(folder: Path, apart: Path, deleted: Deleted) -> bool:
    """Put what :func:`merge_apart` made in the place of what it was made of; False when that is no longer there."""
    storage, beside = FileStorage(str(folder)), FileStorage(str(apart))
    toc, new_toc = TOC.read(storage, NAME), TOC.read(beside, NAME)
    old = [segment for segment in toc.segments if segment.segment_id() in deleted]
    if len(old) != len(deleted) or len(new_toc.segments) != 1:
        return False
    (merged,) = new_toc.segments
    base = 0
    for segment in old:
        there = np.ones(segment.doc_count_all(), bool)
        there[deleted[segment.segment_id()]] = False
        numbers = base + np.cumsum(there) - 1
        for number in set(segment.deleted_docs()) - set(deleted[segment.segment_id()]):
            merged.delete_document(int(numbers[number]))
        base += int(there.sum())
    move_files(merged, beside, storage)
    write_toc(storage, toc, [*(segment for segment in toc.segments if segment not in old), merged])
    return True


def move_files(segment: Any, source: Any, target: Any) -> None:
    """A segment's files, from one folder to another; their names are chance."""
    for name in segment.list_files(source):
        shutil.move(Path(source.folder) / name, Path(target.folder) / name)


def write_toc(storage: Any, before: Any, segments: list[Any]) -> None:
    """Say that these are the segments now, and clear away the others."""
    TOC(before.schema, segments, before.generation + 1).write(storage, NAME)
    clean_files(storage, NAME, before.generation + 1, segments)


def select_to_merge(sizes: list[int], most: int, tier: int = TIER) -> list[int]:
    """Which segments to make one: `tier` or more of the same order of magnitude, smallest first, `most` threads in all.

    Each thread is so rewritten once a tier, not once a merge: adding a thread costs the logarithm of the archive.
    """
    tiers: dict[int, list[int]] = defaultdict(list)
    for number, size in enumerate(sizes):
        tiers[_measure_tier(size, tier)].append(number)
    for level in sorted(tiers):
        picked = tiers[level]
        if len(picked) >= tier:
            # smaller leftovers come along, so that they do not wait for a tier of their own
            picked = [number for lower in sorted(tiers) if lower <= level for number in tiers[lower]]
            return picked if sum(sizes[number] for number in picked) <= most else []
    return []


def _measure_tier(size: int, tier: int) -> int:
    level = 0
    while size >= tier:
        size //= tier
        level += 1
    return level
