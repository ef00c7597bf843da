"""What is made of a thread before it is kept, by any process: files for the archive, and a document for the search."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass

from unroller.archive import NewThread
from unroller.archive.deduplicate import prepare
from unroller.errors import UnrollerError
from unroller.library.reading import Reading, read
from unroller.model import Capture
from unroller.readers import ReadOptions
from unroller.search.documents import build_document, pack_document
from unroller.serialization import thread_from_json
from unroller.text import make_slug


@dataclass(frozen=True, slots=True)
class PreparedThread:
    """A thread that can be kept at once, and the packed document of what the search says of it where it is new and
    nobody decided anything."""

    new: NewThread
    document: bytes


@dataclass(frozen=True, slots=True)
class PreparedCapture:
    """What was read of a capture: its threads as they were read and as they are kept, or why there are none."""

    capture: Capture
    threads: tuple[tuple[Reading, PreparedThread], ...] = ()
    error: UnrollerError | None = None


def prepare_thread(new: NewThread) -> PreparedThread:
    """A thread with all that can be made of it without the archive."""
    ready = prepare(new)
    assert ready.prepared is not None  # just made
    title = new.article.title
    document = build_document(  # of the thread as it is read back, which is what the search reads of others
        thread_from_json(ready.prepared.record),
        thread_id=ready.prepared.identity.id,
        slug=make_slug(title),
        title=title,
    )
    return PreparedThread(ready, pack_document(document))


def prepare_capture(capture: Capture, options: ReadOptions) -> PreparedCapture:
    """Read a capture, and prepare its threads."""
    try:
        readings = read(capture, options)
    except UnrollerError as error:
        return PreparedCapture(capture, error=error)
    return PreparedCapture(capture, tuple((reading, prepare_reading(capture, reading)) for reading in readings))


def prepare_reading(capture: Capture, reading: Reading) -> PreparedThread:
    """Prepare a thread that was read from a capture."""
    return prepare_thread(NewThread(capture, reading.thread, reading.article, reading.export("markdown")))


@contextmanager
def open_reader(options: ReadOptions) -> Iterator[Callable[[Capture], PreparedCapture]]:
    """:func:`prepare_capture` with these options, as the work of a process."""
    yield lambda capture: prepare_capture(capture, options)
